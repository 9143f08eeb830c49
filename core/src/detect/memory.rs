//! What is remembered of a document while somebody writes in it, so that an edit costs what it changes.
//!
//! Everything that was found out about the statements is kept: their words, sums, signs, candidates and evidence. After
//! an edit, what belongs to a statement that is the same ([`Same`](super::same::Same)) and whose inputs are the same is taken over;
//! inputs are compared one by one, never assumed. What is cheap is done anew each time.

use super::analyze::Reading;
use super::candidates::{Candidate, Candidates, Flags};
use super::context::Context;
use super::judge::{self, Manner};
use super::scan::Scan;
use super::signs::Hits;
use super::weights::Sums;
use super::{Evidence, TopicResult};
use crate::catalog::{Catalogue, OwnLexicon};
use crate::language::Statement;
use std::ops::Range;
use std::sync::Arc;

/// What is remembered of one document; see [`analyze_again`](super::analyze_again). Empty at first.
#[derive(Debug, Default)]
pub struct Memory {
    own: Option<Arc<OwnLexicon>>,
    kept: Kept,
}

/// What was found out about the document before.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) text: String,
    pub(super) statements: Vec<Statement>,
    pub(super) scan: Scan,
    pub(super) words: Vec<judge::Words>,
    pub(super) sums: Sums,
    pub(super) manners: Vec<Manner>,
    pub(super) contexts: Vec<Context>,
    pub(super) runs: Vec<Range<u32>>,
    pub(super) manner: Vec<i32>,
    pub(super) asserts: Vec<bool>,
    pub(super) met: Hits,
    pub(super) flags: Flags,
    pub(super) candidates: Candidates,
    /// For each of `topics` the candidates that its evidence is made of.
    pub(super) chosen: Vec<Vec<Candidate>>,
    pub(super) topics: Vec<TopicResult>,
    /// What was found of an organisation's own words.
    pub(super) own: Option<(Scan, Hits)>,
}

impl Memory {
    /// What is remembered, if it was found out with the same own words.
    pub(super) fn take(&mut self, catalogue: &Catalogue) -> Kept {
        let same = match (&self.own, &catalogue.own) {
            (None, None) => true,
            (Some(before), Some(now)) => Arc::ptr_eq(before, now),
            _ => false,
        };
        let kept = std::mem::take(&mut self.kept);
        if same { kept } else { Kept::default() }
    }

    pub(super) fn keep(&mut self, catalogue: &Catalogue, kept: Kept) {
        self.own.clone_from(&catalogue.own);
        self.kept = kept;
    }
}

impl Kept {
    /// The evidence of the document before whose texts are those of a candidate's, if there is one.
    pub(super) fn evidence(&self, topic: u16, candidate: &Candidate, now: &Reading<'_>) -> Option<&Evidence> {
        let statements = &candidate.window.statements;
        let first = statements.start as usize;
        if !now.same.on_one_side(statements) || !now.alike[first] {
            return None;
        }
        let before = now.same.run_before(statements)?;
        let (old, new) = (&self.manners[before.start as usize], &now.manners[first]);
        if old.marks != new.marks || old.blanks.what != new.blanks.what {
            return None;
        }
        let at = self.topics.binary_search_by_key(&usize::from(topic), |result| result.topic.index()).ok()?;
        let is_same = |old: &Candidate| {
            old.window.statements == before && old.state == candidate.state && old.sign == candidate.sign
        };
        let n = self.chosen[at].iter().position(is_same)?;
        Some(&self.topics[at].evidence[n])
    }
}
