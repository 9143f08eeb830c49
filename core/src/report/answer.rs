//! What tables that a manufacturer hands on say to a requirement in the same words: where it is answered, what lacks, what
//! else has to be known.

use super::{Check, trace};
use crate::assess::{Assessed, Status};
use crate::catalog::{Catalogue, Requirement, RequirementId};
use crate::detect::State;

/// A requirement with what there is to say to it.
pub(super) struct Answer<'a> {
    pub(super) requirement: &'a Requirement,
    /// How it stands; `None`: this run did not ask about it.
    pub(super) assessed: Option<&'a Assessed>,
    pub(super) status: String,
    /// The passages that answer it, each once.
    pub(super) passages: Vec<Passage<'a>>,
    pub(super) remarks: Vec<String>,
}

/// A place in a document and its words.
#[derive(PartialEq, Eq)]
pub(super) struct Passage<'a> {
    /// `docs/plan.md, section "Backup" (line 12)`.
    pub(super) reference: String,
    pub(super) quote: &'a str,
}

/// What there is to say to a requirement.
pub(super) fn answer<'a>(id: RequirementId, check: &Check<'a>) -> Answer<'a> {
    let catalogue: &'a Catalogue = check.catalogue;
    let requirement = &catalogue[id];
    let Some(assessed) = check.assessment.requirement(id) else {
        return Answer {
            requirement,
            assessed: None,
            status: "not assessed".to_owned(),
            passages: Vec::new(),
            remarks: vec!["This run did not ask about it (frameworks, levels)".to_owned()],
        };
    };
    let mut remarks = missing(assessed, catalogue);
    remarks.extend(trace::remarks(assessed, check));
    Answer {
        requirement,
        assessed: Some(assessed),
        status: trace::outcome(assessed),
        passages: passages(assessed, check),
        remarks,
    }
}

fn passages<'a>(assessed: &Assessed, check: &Check<'a>) -> Vec<Passage<'a>> {
    let mut out = Vec::new();
    for topic in assessed.topics.iter().filter(|topic| topic.state < State::Placeholder) {
        let Some((document, evidence)) = topic.evidence.and_then(|place| trace::evidence(place, check))
        else {
            continue;
        };
        let mut reference = document.path.clone();
        if let Some(heading) = evidence.headings.last() {
            reference.push_str(&format!(", section \"{heading}\""));
        }
        let line = if evidence.lines.0 == evidence.lines.1 { "line" } else { "lines" };
        reference.push_str(&format!(" ({line} {})", trace::lines(evidence.lines)));
        let passage = Passage { reference, quote: &evidence.quote };
        if !out.contains(&passage) {
            out.push(passage);
        }
    }
    out
}

/// The topics of a requirement that the documents do not fully show.
fn missing(assessed: &Assessed, catalogue: &Catalogue) -> Vec<String> {
    let weak = |topic: &&crate::assess::TopicEvidence| {
        topic.state != State::Shown && assessed.status != Status::NotApplicable
    };
    let topics = assessed.topics.iter().filter(weak);
    topics.map(|topic| format!("{}: {}", catalogue[topic.topic].title, trace::state(topic.state))).collect()
}
