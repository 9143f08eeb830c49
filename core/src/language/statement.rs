//! Cuts blocks into statements: sentences of prose, whole table rows, lines of code.

use crate::document::{BlockId, BlockKind, Document};
use std::ops::Range;

/// The unit that is judged: a sentence, a list item's sentence, a table row, a heading, a line of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its text, in [`Document::text`]; never empty.
    pub text: Range<u32>,
    /// The block it is part of.
    pub block: BlockId,
    /// First statement of its block.
    pub first: bool,
}

/// All statements of a document in source order. Blocks without text have none.
pub fn statements(document: &Document) -> Vec<Statement> {
    let mut out = Vec::with_capacity(document.text.len() / 80 + document.blocks.len());
    for (id, block) in document.blocks.iter().enumerate() {
        let whole = block.text.clone();
        let mut push = |range: Range<usize>, first: bool| {
            let text = &document.text[range.clone()];
            let lead = text.len() - text.trim_start().len();
            let range = range.start + lead..range.start + lead + text.trim().len();
            if !range.is_empty() {
                out.push(Statement {
                    text: range.start as u32..range.end as u32,
                    block: id as BlockId,
                    first,
                });
            }
        };
        let whole = whole.start as usize..whole.end as usize;
        match block.kind {
            BlockKind::TableHead
            | BlockKind::TableRow
            | BlockKind::Heading(_)
            | BlockKind::Term
            | BlockKind::Diagram
            | BlockKind::Comment => push(whole, true),
            BlockKind::Code => {
                let mut at = whole.start;
                for line in document.text[whole.clone()].split_inclusive('\n') {
                    push(at..at + line.len(), at == whole.start);
                    at += line.len();
                }
            }
            BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Footnote | BlockKind::Html => {
                let mut start = whole.start;
                while start < whole.end {
                    let end = sentence_end(document.text.as_bytes(), start, whole.end);
                    push(start..end, start == whole.start);
                    start = end;
                }
            }
        }
    }
    out
}

/// Words before a full stop that do not end a sentence.
const ABBREVIATIONS: [&[u8]; 34] = [
    b"e.g", b"i.e", b"etc", b"vs", b"no", b"nos", b"fig", b"sec", b"cf", b"approx", b"resp", b"incl", b"rev",
    b"ver", b"ed", b"vol", b"ch", b"art", b"para", b"max", b"min", b"dr", b"mr", b"ms", b"st", b"inc",
    b"ltd", b"co", b"nr", b"eq", b"tab", b"ref", b"viz", b"app",
];

/// Byte after the sentence that starts at `start`, at most `end`. Looks at every byte once.
fn sentence_end(text: &[u8], start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let b = text[at];
        at += 1;
        if !matches!(b, b'.' | b'!' | b'?') {
            continue;
        }
        let mut close = at;
        while close < end && matches!(text[close], b'"' | b'\'' | b')' | b']' | b'*' | b'_') {
            close += 1;
        }
        if close < end && text[close..end].starts_with("”".as_bytes()) {
            close += "”".len();
        }
        if close >= end {
            return end;
        }
        if text[close] != b' ' || (b == b'.' && is_abbreviation(text, start, at - 1)) {
            continue;
        }
        let next = text[close..end].iter().position(|b| *b != b' ').map_or(end, |n| close + n);
        if next >= end {
            return end;
        }
        if !text[next].is_ascii_lowercase() {
            return next;
        }
    }
    end
}

/// Whether the full stop at `stop` belongs to an abbreviation, an initial or a number at the start ("3. Scope").
fn is_abbreviation(text: &[u8], start: usize, stop: usize) -> bool {
    let word = text[start..stop]
        .iter()
        .rposition(|b| matches!(b, b' ' | b'(' | b'"'))
        .map_or(start, |n| start + n + 1);
    let word = &text[word..stop];
    if word.is_empty() || (word.len() == 1 && word[0].is_ascii_alphabetic()) {
        return true;
    }
    if word.iter().all(|b| b.is_ascii_digit() || *b == b'.') && word.as_ptr() == text[start..].as_ptr() {
        return true;
    }
    let mut lower = [0; 8];
    if word.len() > lower.len() {
        return false;
    }
    lower[..word.len()].copy_from_slice(word);
    lower[..word.len()].make_ascii_lowercase();
    ABBREVIATIONS.contains(&&lower[..word.len()])
}
