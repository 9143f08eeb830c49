//! Finds the superseded editions, outdated laws and broken algorithms that a document names.

use super::CitationHit;
use super::analyze::Reading;
use super::evidence::quote;
use super::lexicon::Atom;
use crate::catalog::Catalogue;

impl Reading<'_> {
    /// Superseded editions that the document names.
    pub(super) fn citations(&self, catalogue: &Catalogue) -> Vec<CitationHit> {
        let mut out: Vec<CitationHit> = Vec::new();
        let is_citation = AtomSet::of(self.detector.citations);
        for (n, statement) in self.statements.iter().enumerate() {
            let mut best: Option<(u32, u8, u16)> = None;
            let mut push = |found: Option<(u32, u8, u16)>| {
                let Some((token, length, citation)) = found else { return };
                let from = &self.scan.tokens[token as usize];
                let to = &self.scan.tokens[(token + u32::from(length) - 1) as usize];
                // "3.2.0-rc4" is no cipher, "md5sum-1" no hash: part of a longer name
                let before = self.document.text.as_bytes()[..from.start as usize].last_chunk::<2>();
                if before.is_some_and(|b| {
                    matches!(b[1], b'-' | b'.' | b'_' | b'/') && b[0].is_ascii_alphanumeric()
                }) {
                    return;
                }
                let entry = &catalogue.citations[citation as usize];
                let text = &self.document.text[statement.text.start as usize..statement.text.end as usize];
                let after = self.document.text[to.end as usize..].trim_start();
                let continued = after.get(..40.min(after.len())).or(Some(after)).map(str::to_ascii_lowercase);
                let continued = continued.unwrap_or_default();
                if entry.unless_followed_by.iter().any(|f| continued.starts_with(f.as_ref())) {
                    return;
                }
                let lower = text.to_ascii_lowercase();
                let excused = entry.except.iter().any(|e| contains_words(&lower, e));
                let source = self.document.source_range(from.start..to.end);
                out.push(CitationHit {
                    citation: usize::from(citation),
                    lines: self.document.lines_of(&source),
                    source,
                    quote: quote(text),
                    excused,
                });
            };
            for o in self.scan.of(n as u32).iter().filter(|o| is_citation.has(o.atom)) {
                let at = self.detector.citations.partition_point(|c| c.0 < o.atom);
                let Some((_, citation)) = self.detector.citations.get(at).filter(|c| c.0 == o.atom) else {
                    continue;
                };
                // of overlapping ones the longest
                match best {
                    Some((token, length, _)) if o.token < token + u32::from(length) => {
                        if o.length > length {
                            best = Some((o.token, o.length, *citation));
                        }
                    }
                    _ => {
                        push(best);
                        best = Some((o.token, o.length, *citation));
                    }
                }
            }
            push(best);
        }
        out
    }
}

/// A set of atoms: nearly every word of a document is asked whether it is in it.
pub(super) struct AtomSet(Vec<u64>);

impl AtomSet {
    /// The atoms of a sorted table.
    pub(super) fn of(table: &[(Atom, u16)]) -> Self {
        let most = table.last().map_or(0, |(atom, _)| usize::from(*atom) / 64 + 1);
        let mut bits = vec![0; most];
        for (atom, _) in table {
            bits[usize::from(*atom) / 64] |= 1 << (atom % 64);
        }
        Self(bits)
    }

    pub(super) fn has(&self, atom: Atom) -> bool {
        self.0.get(usize::from(atom) / 64).is_some_and(|bits| bits >> (atom % 64) & 1 == 1)
    }
}

/// Whether `phrase` stands in `text` as whole words; both lower case.
fn contains_words(text: &str, phrase: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(phrase)
        .any(|(at, _)| edge(text[..at].chars().next_back()) && edge(text[at + phrase.len()..].chars().next()))
}
