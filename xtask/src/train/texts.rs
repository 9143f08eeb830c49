//! Texts as the engine sees them.

use medlint_core::detect::context::{Context, contexts};
use medlint_core::detect::judge::{self, Manner, judge};
use medlint_core::detect::lexicon::Lexicon;
use medlint_core::detect::scan::{Scan, scan};
use medlint_core::detect::weights;
use medlint_core::document::Document;
use medlint_core::language;
use std::ops::Range;

/// A text, read and scanned.
pub(crate) struct Seen {
    pub(crate) scan: Scan,
    pub(crate) manners: Vec<Manner>,
    pub(crate) contexts: Vec<Context>,
    pub(crate) runs: Vec<Range<u32>>,
    /// First and last line of each statement, 1-based.
    pub(crate) lines: Vec<(u32, u32)>,
}

impl Seen {
    pub(crate) fn new(path: &str, bytes: &[u8], lexicon: &Lexicon) -> Self {
        let document = Document::read(path, bytes);
        let statements = language::statements(&document);
        let scan = scan(&document, &statements, lexicon);
        let manners = judge(&document, &statements, &scan, lexicon);
        let contexts = contexts(&document, &statements);
        let sections: Vec<u32> =
            statements.iter().map(|s| document.blocks[s.block as usize].section).collect();
        let runs = weights::runs(&scan, &manners, &sections, &contexts);
        let lines =
            statements.iter().map(|s| document.lines_of(&document.source_range(s.text.clone()))).collect();
        Self { scan, manners, contexts, runs, lines }
    }

    /// Atoms found in a statement.
    pub(crate) fn atoms(&self, statement: u32) -> impl Iterator<Item = u16> + '_ {
        let range = self.scan.statement_occurrences[statement as usize].clone();
        self.scan.occurrences[range.start as usize..range.end as usize].iter().map(|o| o.atom)
    }

    /// Whether a statement is a heading or a comment, which are never evidence.
    pub(crate) fn is_frame(&self, statement: u32) -> bool {
        self.manners[statement as usize].marks.any(judge::FRAME)
    }
}
