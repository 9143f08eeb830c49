//! An assessment that is kept while documents change: after an edit of one, only what hangs on it is assessed again.
//!
//! What [`assess`](super::assess) says of the same documents is the definition; here it is only come to in another way. The
//! documents stay the same ones in the same order; for others, and for another configuration, it is made anew.

use super::actions::actions;
use super::coverage::{document_coverage, totals};
use super::evidence::{Entry, EvidenceIndex};
use super::fold::{Question, Said, assess_by, note_topics, one, standing};
use super::{Assessed, Assessment};
use crate::catalog::{Catalogue, KindId, RequirementId, TopicId};
use crate::detect::Analysis;

/// See the module.
#[derive(Debug)]
pub(crate) struct KeptAssessment {
    assessment: Assessment,
    index: EvidenceIndex,
    /// For each topic what the documents say about it, in their order.
    entries: Vec<Vec<Entry>>,
    /// For each document the topics that it has something to say about, and its kind.
    documents: Vec<(Vec<usize>, Option<KindId>)>,
    /// For each topic the requirements that name it, as places in the assessment.
    asking: Vec<Vec<usize>>,
}

impl KeptAssessment {
    pub(crate) fn new(documents: &[&Analysis], question: &Question<'_>) -> Self {
        let catalogue = question.catalogue;
        let mut index = EvidenceIndex::empty(catalogue);
        let mut entries: Vec<Vec<Entry>> = catalogue.topics.iter().map(|_| Vec::new()).collect();
        let mut outlines = Vec::with_capacity(documents.len());
        for (d, document) in (0..).zip(documents) {
            let said = index.entries(d, document);
            outlines.push((said.iter().map(|(topic, _)| *topic).collect(), document.kind.kind));
            for (topic, entry) in said {
                entries[topic].push(entry);
            }
        }
        for (topic, entries) in entries.iter().enumerate() {
            index.renew(topic, entries.iter());
        }
        let assessment = assess_by(&index, documents, question);
        let asking = asking(&assessment.requirements, catalogue);
        Self { assessment, index, entries, documents: outlines, asking }
    }

    pub(crate) fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// Takes in that one of the documents has changed; gives the requirements of which something changed, in order.
    pub(crate) fn update(
        &mut self,
        changed: u32,
        documents: &[&Analysis],
        question: &Question<'_>,
    ) -> Vec<RequirementId> {
        let Some(document) = documents.get(changed as usize) else { return Vec::new() };
        let catalogue = question.catalogue;
        let topics = self.take_in(changed, document);
        let kind = document.kind.kind;
        let other_kind = std::mem::replace(&mut self.documents[changed as usize].1, kind) != kind;

        let said = Said::new(question);
        let mut places: Vec<usize> =
            topics.iter().flat_map(|topic| self.asking[*topic].iter().copied()).collect();
        places.sort_unstable();
        places.dedup();
        let mut different = Vec::new();
        for place in places {
            let old = &mut self.assessment.requirements[place];
            let requirement = &catalogue[old.requirement];
            let new = one(old.requirement, requirement, old.applicability, &self.index, &said, documents);
            if *old != new {
                different.push(new.requirement);
                *old = new;
            }
        }
        let assessment = &mut self.assessment;
        for topic in &topics {
            let topic = &mut assessment.topics[*topic];
            (topic.state, topic.evidence) = standing(topic.topic, &self.index);
        }
        if !different.is_empty() {
            for topic in &mut assessment.topics {
                topic.open.clear();
                topic.severity = None;
            }
            for assessed in &assessment.requirements {
                note_topics(assessed, &catalogue[assessed.requirement], &mut assessment.topics);
            }
            let (total, frameworks) = totals(&assessment.requirements, catalogue);
            (assessment.coverage.total, assessment.coverage.frameworks) = (total, frameworks);
        }
        let needed: Vec<bool> = assessment.topics.iter().map(|topic| topic.needed).collect();
        assessment.coverage.documents[changed as usize] =
            document_coverage(changed, document, &needed, catalogue);
        if !different.is_empty() || !topics.is_empty() || other_kind {
            assessment.actions = actions(documents, &assessment.topics, &assessment.requirements, catalogue);
        }
        different
    }

    /// Replaces what a document says; gives the topics of which something else is remembered now.
    fn take_in(&mut self, changed: u32, document: &Analysis) -> Vec<usize> {
        let new = self.index.entries(changed, document);
        let topics: Vec<usize> = new.iter().map(|(topic, _)| *topic).collect();
        let old = std::mem::replace(&mut self.documents[changed as usize].0, topics);
        let gone = old.into_iter().filter(|topic| new.binary_search_by_key(topic, |entry| entry.0).is_err());
        let all: Vec<(usize, Option<Entry>)> = gone
            .map(|topic| (topic, None))
            .collect::<Vec<_>>()
            .into_iter()
            .chain(new.into_iter().map(|(topic, entry)| (topic, Some(entry))))
            .collect();
        let mut touched = Vec::new();
        for (topic, new) in all {
            let entries = &mut self.entries[topic];
            let at = entries.binary_search_by_key(&changed, |entry| entry.document);
            if at.ok().map(|at| &entries[at]) == new.as_ref() {
                continue;
            }
            let matters = at.is_ok() && self.index.remembers(topic, changed)
                || new.as_ref().is_some_and(|new| self.index.would_remember(topic, new));
            match (at, new) {
                (Ok(at), Some(new)) => entries[at] = new,
                (Err(at), Some(new)) => entries.insert(at, new),
                (Ok(at), None) => {
                    entries.remove(at);
                }
                (Err(_), None) => {}
            }
            if matters {
                self.index.renew(topic, entries.iter());
                touched.push(topic);
            }
        }
        touched
    }
}

/// For each topic the requirements that name it.
fn asking(requirements: &[Assessed], catalogue: &Catalogue) -> Vec<Vec<usize>> {
    let mut asking: Vec<Vec<usize>> = catalogue.topics.iter().map(|_| Vec::new()).collect();
    for (place, assessed) in requirements.iter().enumerate() {
        let requirement = &catalogue[assessed.requirement];
        let named = requirement.topics.iter().chain(requirement.any_topics.iter());
        named.for_each(|topic: &TopicId| asking[topic.index()].push(place));
    }
    asking
}
