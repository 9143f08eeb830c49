//! An organisation's own topics, in a second look at the statements that were read and judged for the built-in ones.
//!
//! Nothing is learned of them: they are found by their signs alone, and how a statement is said decides what a sign in it
//! amounts to. Cues of own requirements are found here, too, for evidence of every topic.

use super::analyze::{Candidate, Reading};
use super::context::Context;
use super::judge::{self, Marks};
use super::lexicon::{Force, Reach};
use super::scan::{Scan, scan};
use super::signs::{self, Hit};
use super::weights::{ONE, Window};
use super::{State, TopicResult};
use crate::catalog::OwnLexicon;
use crate::document::{BlockKind, Document};
use crate::language::Statement;
use std::collections::BTreeMap;
use std::ops::Range;

/// From this manner upwards a statement says what its signs say. Where words are weighed, they can make up for a doubtful
/// manner; here nothing can.
const ASSERTED: i32 = ONE * 3 / 4;

/// Whatever its manner, a statement with one of these marks is no evidence.
const NO_EVIDENCE: Marks = Marks(judge::UNCHECKED.0 | judge::REFUSAL.0);

/// What was found of an organisation's own words.
pub(super) struct Own<'a> {
    pub(super) tables: &'a OwnLexicon,
    pub(super) scan: Scan,
    pub(super) hits: Vec<Hit>,
}

impl<'a> Own<'a> {
    /// Looks for the own words in statements that are read already.
    pub(super) fn new(
        tables: &'a OwnLexicon,
        document: &Document,
        statements: &[Statement],
        contexts: &[Context],
        runs: &[Range<u32>],
        asserts: &[bool],
    ) -> Self {
        let scan = scan(document, statements, &tables.lexicon);
        let hits = signs::find(&scan, contexts, runs, &tables.lexicon, asserts);
        Self { tables, scan, hits }
    }
}

impl Reading<'_> {
    /// State and evidence of every own topic that the document has to do with, in catalogue order.
    pub(super) fn own_topics(&self) -> Vec<TopicResult> {
        let Some(own) = &self.own else { return Vec::new() };
        let mut candidates: BTreeMap<u16, Vec<Candidate>> = BTreeMap::new();
        for hit in &own.hits {
            if let Some(candidate) = self.own_candidate(hit) {
                candidates.entry(hit.topic).or_default().push(candidate);
            }
        }
        candidates.into_iter().filter_map(|(topic, list)| self.result(topic, list)).collect()
    }

    /// What a sign that met amounts to, from how it is said.
    fn own_candidate(&self, hit: &Hit) -> Option<Candidate> {
        let window = Window {
            statements: hit.statement..hit.end,
            size: (hit.statement..hit.end).filter(|n| self.asserts[*n as usize]).count() as u32,
        };
        let candidate =
            |state, sum| Some(Candidate { state, sum, window: window.clone(), sign: Some(hit.sign) });
        let n = hit.statement;
        let single = hit.end - n == 1;
        let block = &self.document.blocks[self.statements[n as usize].block as usize];
        if single && self.manners[n as usize].marks.has(judge::HEADING) {
            let heads = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Term);
            return if heads { candidate(self.heading_state(n), 0) } else { None };
        }
        let counted = window.statements.clone().filter(|n| self.asserts[*n as usize]);
        let sum: i32 = counted.map(|n| self.scores.manner[n as usize].clamp(-4 * ONE, 4 * ONE)).sum();
        let manner = sum / (window.size as i32).max(1);
        let asserted =
            window.size > 0 && manner >= ASSERTED && !self.manners[n as usize].marks.any(NO_EVIDENCE);
        match hit.force {
            Force::Full if asserted => candidate(State::Shown, 2 * ONE + manner),
            Force::Half if asserted => candidate(State::Partly, manner),
            // a title is a common word; in plain text it names nothing
            _ if hit.reach == Reach::Title && self.asserts[n as usize] => None,
            // named and no more, or said in a manner that shows nothing
            _ if single => candidate(self.lesser(n), -ONE),
            _ => None,
        }
    }
}
