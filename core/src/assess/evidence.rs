//! Where the evidence is: an index by topic over all documents, made once per fold.

use std::cmp::Reverse;

use crate::catalog::{Catalogue, CueId, KindId, TopicId};
use crate::detect::{Analysis, Evidence, State};

/// A piece of evidence in one of the documents given to [`assess`](super::assess).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EvidenceRef {
    /// Index of the document.
    pub document: u32,
    /// Index into [`Analysis::topics`].
    pub result: u16,
    /// Index into [`TopicResult::evidence`](crate::detect::TopicResult::evidence).
    pub evidence: u16,
}

impl EvidenceRef {
    /// The evidence itself; `documents` are those given to [`assess`](super::assess).
    pub fn get<'a>(self, documents: &[&'a Analysis]) -> Option<&'a Evidence> {
        let document = documents.get(self.document as usize)?;
        document.topics.get(usize::from(self.result))?.evidence.get(usize::from(self.evidence))
    }
}

/// The state of a topic in one document.
pub fn state_in(analysis: &Analysis, topic: TopicId) -> State {
    let found = analysis.topics.binary_search_by_key(&topic, |result| result.topic);
    found.map_or(State::Missing, |i| analysis.topics[i].state)
}

/// A candidate for best evidence. The smaller, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Best {
    pub(super) state: State,
    /// A denial without a reason ranks behind one with a reason.
    unreasoned: bool,
    score: Reverse<i32>,
    pub(super) place: EvidenceRef,
}

impl Best {
    /// A denial that gives its reason.
    pub(super) fn is_reasoned(self) -> bool {
        !self.unreasoned
    }
}

/// Kind of a document as an index: the kinds, and one more for documents of no known kind.
type Slot = u8;

/// What all documents together have to say about one topic.
#[derive(Debug, Clone, Default)]
struct TopicIndex {
    /// Best evidence by kind of document, sorted by kind.
    by_kind: Vec<(Slot, Best)>,
    /// Best evidence that shows the topic and has the cue, by cue and kind, sorted.
    by_cue: Vec<(CueId, Slot, Best)>,
    /// Bits of the cues in `by_cue`.
    cues: Vec<u64>,
}

/// The index.
pub(super) struct EvidenceIndex {
    topics: Vec<TopicIndex>,
}

impl EvidenceIndex {
    pub(super) fn new(documents: &[&Analysis], catalogue: &Catalogue) -> Self {
        let mut topics = vec![TopicIndex::default(); catalogue.topics.len()];
        let words = catalogue.cues.len().div_ceil(64);
        for (d, document) in (0..).zip(documents) {
            let slot = document.kind.kind.map_or(Slot::MAX, |kind| kind.0);
            for (r, result) in (0..=u16::MAX).zip(&document.topics) {
                let Some(index) = topics.get_mut(result.topic.index()) else { continue };
                let mut best: Option<Best> = None;
                for (e, evidence) in (0..=u16::MAX).zip(&result.evidence) {
                    let candidate = Best {
                        state: evidence.state,
                        unreasoned: !evidence.reasoned,
                        score: Reverse(evidence.score),
                        place: EvidenceRef { document: d, result: r, evidence: e },
                    };
                    best = Some(best.map_or(candidate, |b| b.min(candidate)));
                    if evidence.state == State::Shown {
                        index.add_cues(&evidence.cues, slot, candidate, words);
                    }
                }
                if let Some(best) = best {
                    index.add(slot, best);
                }
            }
        }
        for index in &mut topics {
            // Ends with the best of each cue and kind, which `dedup` keeps.
            index.by_cue.sort_unstable();
            index.by_cue.dedup_by_key(|(cue, slot, _)| (*cue, *slot));
        }
        EvidenceIndex { topics }
    }

    /// The best evidence for a topic; at the same state, that in a document of an expected kind.
    pub(super) fn best(&self, topic: TopicId, expected: &[KindId]) -> Option<Best> {
        let index = self.topics.get(topic.index())?;
        prefer(index.by_kind.iter().map(|(slot, best)| (*slot, *best)), expected)
    }

    /// The best evidence that shows the topic and has one of the cues, and that cue.
    pub(super) fn with_cue(&self, topic: TopicId, cues: &[CueId], expected: &[KindId]) -> Option<(CueId, Best)> {
        let index = self.topics.get(topic.index())?;
        let mut found: Option<(bool, Best, CueId)> = None;
        for &cue in cues.iter().filter(|cue| index.has_cue(**cue)) {
            let start = index.by_cue.partition_point(|(c, _, _)| *c < cue);
            let run = index.by_cue[start..].iter().take_while(|(c, _, _)| *c == cue);
            if let Some(best) = prefer(run.map(|(_, slot, best)| (*slot, *best)), expected) {
                let slot = index.by_cue[start..].iter().find(|(_, _, b)| *b == best).map_or(Slot::MAX, |f| f.1);
                let candidate = (!is_expected(slot, expected), best, cue);
                found = Some(found.map_or(candidate, |f| f.min(candidate)));
            }
        }
        found.map(|(_, best, cue)| (cue, best))
    }
}

impl TopicIndex {
    fn add(&mut self, slot: Slot, best: Best) {
        match self.by_kind.binary_search_by_key(&slot, |(s, _)| *s) {
            Ok(i) => self.by_kind[i].1 = self.by_kind[i].1.min(best),
            Err(i) => self.by_kind.insert(i, (slot, best)),
        }
    }

    fn add_cues(&mut self, cues: &[CueId], slot: Slot, best: Best, words: usize) {
        if cues.is_empty() {
            return;
        }
        if self.cues.is_empty() {
            self.cues = vec![0; words];
        }
        for &cue in cues {
            if let Some(word) = self.cues.get_mut(cue.index() / 64) {
                *word |= 1 << (cue.index() % 64);
                self.by_cue.push((cue, slot, best));
            }
        }
    }

    fn has_cue(&self, cue: CueId) -> bool {
        self.cues.get(cue.index() / 64).is_some_and(|word| word & (1 << (cue.index() % 64)) != 0)
    }
}

fn is_expected(slot: Slot, expected: &[KindId]) -> bool {
    slot != Slot::MAX && expected.contains(&KindId(slot))
}

fn prefer(candidates: impl Iterator<Item = (Slot, Best)>, expected: &[KindId]) -> Option<Best> {
    candidates
        .min_by_key(|(slot, best)| (best.state, best.unreasoned, !is_expected(*slot, expected), *best))
        .map(|(_, best)| best)
}
