//! An organisation's own topics, in a second look at the statements that were read and judged for the built-in ones.
//!
//! Nothing is learned of them: they are found by their signs alone, and how a statement is said decides what a sign in it
//! amounts to. Cues of own requirements are found here, too, for evidence of every topic.

use super::State;
use super::analyze::Reading;
use super::candidates::Candidate;
use super::judge::{self, Marks};
use super::lexicon::{Force, Reach};
use super::memory::Kept;
use super::scan::{Scan, scan};
use super::signs::{self, Hit, Hits};
use super::weights::{ONE, Window};
use crate::catalog::OwnLexicon;
use crate::document::BlockKind;
use std::collections::BTreeMap;

/// From this manner upwards a statement says what its signs say. Where words are weighed, they can make up for a doubtful
/// manner; here nothing can.
const ASSERTED: i32 = ONE * 3 / 4;

/// Whatever its manner, a statement with one of these marks is no evidence.
const NO_EVIDENCE: Marks = Marks(judge::UNCHECKED.0 | judge::REFUSAL.0);

/// What was found of an organisation's own words.
pub(super) struct Own<'a> {
    pub(super) tables: &'a OwnLexicon,
    pub(super) scan: Scan,
    pub(super) met: Hits,
}

impl<'a> Own<'a> {
    /// Looks for the own words in statements that are read already.
    pub(super) fn new(tables: &'a OwnLexicon, reading: &Reading<'_>, kept: &mut Kept) -> Self {
        let Reading { document, statements, contexts, runs, asserts, same, alike, .. } = reading;
        let same = *same;
        let (mut scan, hits) = kept.own.take().unwrap_or_default();
        let changed = &statements[same.changed().start as usize..same.changed().end as usize];
        scan.replace(same, self::scan(document, changed, &tables.lexicon));
        let before = signs::Before { hits: &hits, runs: &kept.runs, asserts: &kept.asserts, same, alike };
        let met = signs::find_after(&scan, contexts, runs, &tables.lexicon, asserts, Some(&before));
        Self { tables, scan, met }
    }
}

impl Reading<'_> {
    /// The candidates of every own topic that the document has to do with, in catalogue order.
    pub(super) fn own_candidates(&self) -> BTreeMap<u16, Vec<Candidate>> {
        let mut candidates: BTreeMap<u16, Vec<Candidate>> = BTreeMap::new();
        for hit in self.own.iter().flat_map(|own| &own.met.all) {
            if let Some(candidate) = self.own_candidate(hit) {
                candidates.entry(hit.topic).or_default().push(candidate);
            }
        }
        candidates
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
