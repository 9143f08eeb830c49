//! Where the evidence is: an index by topic over all documents, made once per fold.

use std::cmp::Reverse;

use crate::catalog::{Catalogue, CueId, KindId, TopicId};
use crate::detect::{Analysis, Evidence, State, TopicResult};

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

/// Kind of a document as the number of a bit: the kinds of the catalogue, and one more for documents of no known kind.
type Slot = usize;

/// The slot of documents of no known kind, and of kinds beyond what a mask can hold (there are 30).
const NO_KIND: Slot = 63;

fn slot(kind: Option<KindId>) -> Slot {
    kind.map_or(NO_KIND, |kind| kind.index().min(NO_KIND))
}

/// The evidence that gives a topic its state in a document: it comes best first, so what is weaker than the first need
/// not be looked at.
fn strongest(result: &TopicResult) -> impl Iterator<Item = &Evidence> {
    result.evidence.iter().take_while(|evidence| evidence.state == result.state)
}

/// What one document has to say about one topic, as far as it can matter to the set.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) document: u32,
    kind: Option<KindId>,
    result: u16,
    state: State,
    pieces: Vec<Piece>,
}

/// A piece of evidence of an [`Entry`].
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    unreasoned: bool,
    score: i32,
    /// Those cues in it that requirements of the topic ask for, if it shows the topic: places in the index.
    cues: Vec<usize>,
}

impl Entry {
    fn of(document: u32, kind: Option<KindId>, r: u16, result: &TopicResult, index: &TopicIndex) -> Self {
        let piece = |evidence: &Evidence| {
            let shows = evidence.state == State::Shown;
            let asked = evidence.cues.iter().filter_map(|cue| index.cues.binary_search(cue).ok());
            let cues = asked.filter(|_| shows).collect();
            Piece { unreasoned: !evidence.reasoned, score: evidence.score, cues }
        };
        Entry {
            document,
            kind,
            result: r,
            state: result.state,
            pieces: strongest(result).map(piece).collect(),
        }
    }

    /// Its evidence with its cues, best first.
    fn all(&self) -> impl Iterator<Item = (Best, &[usize])> {
        (0..=u16::MAX).zip(&self.pieces).map(|(e, piece)| {
            let place = EvidenceRef { document: self.document, result: self.result, evidence: e };
            let Piece { unreasoned, score, .. } = *piece;
            (Best { state: self.state, unreasoned, score: Reverse(score), place }, &*piece.cues)
        })
    }
}

/// What all documents together have to say about one topic.
#[derive(Debug, Clone, Default)]
struct TopicIndex {
    /// Best evidence by kind of document; empty when there is none at all.
    by_kind: Vec<Option<Best>>,
    /// Cues that requirements of this topic ask for, sorted; others need not be remembered.
    cues: Vec<CueId>,
    /// For each of them the kinds of documents that show the topic with it, as a mask.
    seen: Vec<u64>,
    /// Place in `cues`, kind, and the first evidence that shows the topic with that cue; sorted when all are in.
    first: Vec<(usize, Slot, Best)>,
}

/// The index.
#[derive(Debug)]
pub(super) struct EvidenceIndex {
    topics: Vec<TopicIndex>,
}

impl EvidenceIndex {
    pub(super) fn new(documents: &[&Analysis], catalogue: &Catalogue) -> Self {
        let mut index = Self::empty(catalogue);
        for (d, document) in (0..).zip(documents) {
            let slot = slot(document.kind.kind);
            for (r, result) in (0..=u16::MAX).zip(&document.topics) {
                let Some(index) = index.topics.get_mut(result.topic.index()) else { continue };
                for (e, evidence) in (0..=u16::MAX).zip(strongest(result)) {
                    let place = EvidenceRef { document: d, result: r, evidence: e };
                    let (unreasoned, score) = (!evidence.reasoned, Reverse(evidence.score));
                    let best = Best { state: evidence.state, unreasoned, score, place };
                    index.add_best(slot, best);
                    if evidence.state == State::Shown {
                        let asked = evidence.cues.iter().filter_map(|cue| index.cues.binary_search(cue).ok());
                        let asked: Vec<usize> = asked.collect();
                        asked.into_iter().for_each(|at| index.add_cue(at, slot, best));
                    }
                }
            }
        }
        index.topics.iter_mut().for_each(|index| index.first.sort_unstable());
        index
    }

    /// What a document has to say, with the place of each topic.
    pub(super) fn entries(&self, d: u32, document: &Analysis) -> Vec<(usize, Entry)> {
        let results = (0..=u16::MAX).zip(&document.topics);
        let each = results.filter_map(|(r, result)| {
            let topic = result.topic.index();
            Some((topic, Entry::of(d, document.kind.kind, r, result, self.topics.get(topic)?)))
        });
        each.collect()
    }

    /// Makes the index of a topic anew from what all documents have to say about it, in their order.
    pub(super) fn renew<'e>(&mut self, topic: usize, entries: impl Iterator<Item = &'e Entry>) {
        let index = &mut self.topics[topic];
        index.by_kind.clear();
        index.seen.fill(0);
        index.first.clear();
        entries.for_each(|entry| index.add(entry));
        index.first.sort_unstable();
    }

    /// Whether what a document says is among what is remembered of a topic.
    pub(super) fn remembers(&self, topic: usize, document: u32) -> bool {
        let index = &self.topics[topic];
        let first = index.first.iter().map(|(_, _, best)| best);
        index.by_kind.iter().flatten().chain(first).any(|best| best.place.document == document)
    }

    /// Whether something new would be remembered of a topic.
    pub(super) fn would_remember(&self, topic: usize, entry: &Entry) -> bool {
        let (index, slot) = (&self.topics[topic], slot(entry.kind));
        entry.all().any(|(best, cues)| {
            let better = index.by_kind.get(slot).copied().flatten().is_none_or(|old| best < old);
            let first = |at: &usize| {
                let found = index.first.iter().find(|(place, kind, _)| (place, *kind) == (at, slot));
                found.is_none_or(|(_, _, old)| entry.document <= old.place.document)
            };
            better || cues.iter().any(first)
        })
    }

    /// The best evidence for a topic; at the same state, that in a document of an expected kind.
    pub(super) fn best(&self, topic: TopicId, expected: &[KindId]) -> Option<Best> {
        let by_kind = &self.topics.get(topic.index())?.by_kind;
        let wanted = mask(expected);
        let all = (0..).zip(by_kind).filter_map(|(slot, best): (Slot, _)| Some((slot, (*best)?)));
        all.min_by_key(|(slot, best)| (best.state, best.unreasoned, wanted & (1 << slot) == 0, *best))
            .map(|(_, best)| best)
    }

    /// Evidence that shows the topic and has one of the cues, and that cue; rather in a document of an expected kind, then
    /// in the first document.
    pub(super) fn with_cue(
        &self,
        topic: TopicId,
        cues: &[CueId],
        expected: &[KindId],
    ) -> Option<(CueId, Best)> {
        let index = self.topics.get(topic.index())?;
        let wanted = mask(expected);
        let hits = cues.iter().filter_map(|cue| {
            let at = index.cues.binary_search(cue).ok().filter(|at| index.seen[*at] != 0)?;
            let start = index.first.partition_point(|(place, _, _)| *place < at);
            let run = index.first[start..].iter().take_while(|(place, _, _)| *place == at);
            let (misplaced, best) = run.map(|(_, slot, best)| (wanted & (1 << slot) == 0, *best)).min()?;
            Some((misplaced, best, *cue))
        });
        hits.min().map(|(_, best, cue)| (cue, best))
    }
}

/// The kinds as a mask. No kind is never expected.
fn mask(kinds: &[KindId]) -> u64 {
    kinds
        .iter()
        .map(|kind| slot(Some(*kind)))
        .filter(|slot| *slot != NO_KIND)
        .fold(0, |mask, slot| mask | (1 << slot))
}

impl EvidenceIndex {
    /// An index of nothing, which knows what there is to remember.
    pub(super) fn empty(catalogue: &Catalogue) -> Self {
        let mut topics = vec![TopicIndex::default(); catalogue.topics.len()];
        for requirement in catalogue.requirements.iter().filter(|r| !r.cues.is_empty()) {
            for topic in requirement.topics.iter().chain(requirement.any_topics.iter()) {
                topics[topic.index()].cues.extend_from_slice(&requirement.cues);
            }
        }
        for index in &mut topics {
            index.cues.sort_unstable();
            index.cues.dedup();
            index.seen = vec![0; index.cues.len()];
        }
        Self { topics }
    }
}

impl TopicIndex {
    /// Takes in what one more document says; documents come in their order.
    fn add(&mut self, entry: &Entry) {
        let slot = slot(entry.kind);
        for (best, cues) in entry.all() {
            self.add_best(slot, best);
            cues.iter().for_each(|at| self.add_cue(*at, slot, best));
        }
    }

    fn add_best(&mut self, slot: Slot, best: Best) {
        if self.by_kind.is_empty() {
            self.by_kind = vec![None; NO_KIND + 1];
        }
        let old = &mut self.by_kind[slot];
        *old = Some(old.map_or(best, |old| old.min(best)));
    }

    fn add_cue(&mut self, at: usize, slot: Slot, best: Best) {
        if self.seen[at] & (1 << slot) == 0 {
            self.seen[at] |= 1 << slot;
            self.first.push((at, slot, best));
        }
    }
}
