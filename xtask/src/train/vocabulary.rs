//! The words and pairs of words that can carry weight.

use super::data::Item;
use medlint_core::detect::compile::key;
use medlint_core::detect::scan::parts;
use medlint_core::document::Document;
use medlint_core::language::{self, MAX_WORD, Pieces};
use std::collections::{BTreeMap, BTreeSet};

/// A stem or two neighbouring stems.
pub(crate) struct Term {
    /// Stems parted by a space.
    pub(crate) stems: String,
    /// Number of texts it occurs in.
    pub(crate) texts: u32,
    /// Number of topics whose texts it occurs in: what occurs everywhere tells manner, not matter.
    pub(crate) topics: usize,
}

impl Term {
    /// Only numbers.
    pub(crate) fn is_number(&self) -> bool {
        self.stems.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' '))
    }
}

/// Terms of the texts: stems in at least `one` texts, pairs in at least `two`, sorted.
pub(crate) fn terms<'a>(items: impl Iterator<Item = &'a Item>, one: u32, two: u32) -> Vec<Term> {
    let mut found: BTreeMap<String, (u32, BTreeSet<usize>)> = BTreeMap::new();
    for item in items {
        let document = Document::read("passage.md", item.text.as_bytes());
        let mut here = BTreeSet::new();
        for statement in language::statements(&document) {
            let mut before: Option<(String, usize)> = None;
            let (start, end) = (statement.text.start as usize, statement.text.end as usize);
            for piece in Pieces::new(&document.text, start, end) {
                let mut out = [0; MAX_WORD];
                let n = key(&document.text[piece.start as usize..piece.end as usize], &mut out);
                let stem = String::from_utf8_lossy(&out[..n]).into_owned();
                let between = |from: usize| &document.text.as_bytes()[from..piece.start as usize];
                if let Some((before, end)) = &before
                    && !parts(between(*end))
                {
                    here.insert(format!("{before} {stem}"));
                }
                before = Some((stem.clone(), piece.end as usize));
                here.insert(stem);
            }
        }
        for stems in here {
            let entry = found.entry(stems).or_default();
            entry.0 += 1;
            entry.1.insert(item.topic);
        }
    }
    found
        .into_iter()
        .filter(|(stems, (texts, _))| *texts >= if stems.contains(' ') { two } else { one })
        .map(|(stems, (texts, topics))| Term { stems, texts, topics: topics.len() })
        .collect()
}
