//! Which statements of a document are those of the document before it, text for text.
//!
//! An edit changes one place; what stands before and behind it is the same. Texts are compared, not hashes of them.

use crate::language::Statement;
use std::ops::Range;

/// The statements at the beginning and at the end that stayed the same.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Same {
    head: u32,
    tail: u32,
    before: u32,
    now: u32,
    /// How far the text of those at the end has moved.
    pub(super) moved: u32,
}

/// Forms of numbers look at two bytes behind a statement.
const BEHIND: usize = 2;

impl Same {
    /// Compares two documents: their texts and the statements in them.
    pub(super) fn of(before: (&str, &[Statement]), now: (&str, &[Statement])) -> Self {
        let ((old, before), (new, now)) = (before, now);
        let most = before.len().min(now.len());
        let shared = common_prefix(old.as_bytes(), new.as_bytes());
        let head = before.iter().zip(now).take_while(|(a, b)| {
            a.text == b.text
                && (b.text.end as usize + BEHIND <= shared || old.len() == shared && new.len() == shared)
        });
        let head = head.count();
        let shared = common_suffix(old.as_bytes(), new.as_bytes());
        let moved = (new.len() as u32).wrapping_sub(old.len() as u32);
        let tail = before.iter().rev().zip(now.iter().rev()).take(most - head).take_while(|(a, b)| {
            new.len() - b.text.start as usize <= shared
                && a.text.start.wrapping_add(moved) == b.text.start
                && a.text.end.wrapping_add(moved) == b.text.end
        });
        let tail = tail.count() as u32;
        Self { head: head as u32, tail, before: before.len() as u32, now: now.len() as u32, moved }
    }

    /// What a statement was before.
    pub(super) fn before(self, n: u32) -> Option<u32> {
        if n < self.head {
            Some(n)
        } else if n >= self.now - self.tail {
            Some(n + self.before - self.now)
        } else {
            None
        }
    }

    /// The same of several that follow one another, which must have been as many.
    pub(super) fn run_before(self, run: &Range<u32>) -> Option<Range<u32>> {
        let last = run.end.checked_sub(1)?;
        let (first, last) = (self.before(run.start)?, self.before(last)?);
        (last.wrapping_sub(first) == run.end - 1 - run.start).then_some(first..last + 1)
    }

    /// Whether they stand on one side of what changed, so that what is between them is the same, too.
    pub(super) fn on_one_side(self, run: &Range<u32>) -> bool {
        run.end <= self.head || run.start >= self.now - self.tail
    }

    /// What a statement is now that is the same.
    pub(super) fn now(self, before: u32) -> u32 {
        if before < self.head { before } else { before + self.now - self.before }
    }

    /// New statements.
    pub(super) fn changed(self) -> Range<u32> {
        self.head..self.now - self.tail
    }

    /// Statements that are no more.
    pub(super) fn replaced(self) -> Range<usize> {
        self.head as usize..(self.before - self.tail) as usize
    }
}

fn common_prefix(a: &[u8], b: &[u8]) -> usize {
    const STEP: usize = 64;
    let steps = a.chunks_exact(STEP).zip(b.chunks_exact(STEP)).take_while(|(a, b)| a == b).count() * STEP;
    steps + a[steps..].iter().zip(&b[steps..]).take_while(|(a, b)| a == b).count()
}

fn common_suffix(a: &[u8], b: &[u8]) -> usize {
    const STEP: usize = 64;
    let steps = a.rchunks_exact(STEP).zip(b.rchunks_exact(STEP)).take_while(|(a, b)| a == b).count() * STEP;
    let (a, b) = (&a[..a.len() - steps], &b[..b.len() - steps]);
    steps + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::language;

    fn same(before: &str, now: &str) -> Same {
        let [before, now] = [before, now].map(|text| {
            let document = Document::read("a.md", text.as_bytes());
            let statements = language::statements(&document);
            (document, statements)
        });
        Same::of((&before.0.text, &before.1), (&now.0.text, &now.1))
    }

    #[test]
    fn what_stands_around_an_edit_is_the_same() {
        let all =
            same("# A\n\nOne. Two. Three.\n\nFour.\n", "# A\n\nOne. Too. Two and a half. Three.\n\nFour.\n");
        assert_eq!(all.changed(), 2..4);
        assert_eq!(all.replaced(), 2..3);
        assert_eq!([0, 1, 2, 4, 5].map(|n| all.before(n)), [Some(0), Some(1), None, Some(3), Some(4)]);
        assert_eq!((all.now(1), all.now(3)), (1, 4));
        assert_eq!(all.run_before(&(4..6)), Some(3..5));
        assert_eq!(all.run_before(&(1..5)), None);
    }

    #[test]
    fn the_same_document_is_the_same() {
        let all = same("One. Two.", "One. Two.");
        assert!(all.changed().is_empty() && all.replaced().is_empty());
        assert!(all.on_one_side(&(0..2)));
    }

    #[test]
    fn what_is_repeated_counts_once() {
        let all = same("One. One. One.", "One. One. One. One.");
        assert_eq!((all.changed().len(), all.replaced().len()), (1, 0));
    }
}
