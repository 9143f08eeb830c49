//! What is different from a base: a part of `check`, and all of `diff`.

use serde::Serialize;

use super::print;
use crate::compare::{
    Comparison, DocumentChange, EvidenceChange, ExceptionChange, Novelty, PastEvidence, PastException,
    PastFinding, PastTopic, RequirementChange, Turn,
};

/// The differences.
#[derive(Serialize)]
pub(super) struct Differences<'a> {
    base: &'a str,
    other_catalogue: bool,
    counts: Counts,
    gone: Vec<Gone<'a>>,
    requirements: Vec<Requirement<'a>>,
    evidence: Vec<Evidence<'a>>,
    exceptions: Vec<Exception<'a>>,
    documents: Vec<Document<'a>>,
}

#[derive(Serialize)]
struct Counts {
    new: usize,
    worsened: usize,
    known: usize,
    gone: usize,
    requirements_lost: usize,
    requirements_gained: usize,
    requirements_asked: usize,
    requirements_dropped: usize,
}

#[derive(Serialize)]
struct Gone<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    path: Option<&'a str>,
    headings: &'a [String],
    topics: &'a [String],
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct Requirement<'a> {
    id: &'a str,
    turn: &'static str,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    topic: &'a str,
    requirements: &'a [String],
    decided: &'a [String],
    text_changed: bool,
    before: Topic<'a>,
    after: Topic<'a>,
}

#[derive(Serialize)]
struct Topic<'a> {
    state: &'a str,
    evidence: Option<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    start_line: u32,
    headings: &'a [String],
    quote: &'a str,
}

#[derive(Serialize)]
struct Exception<'a> {
    what: &'static str,
    targets: &'a [String],
    before: Option<super::Map<&'static str, &'a str>>,
    after: Option<super::Map<&'static str, &'a str>>,
}

#[derive(Serialize)]
struct Document<'a> {
    path: &'a str,
    change: &'static str,
}

/// The two that are compared, and what is different.
#[derive(Serialize)]
struct Diff<'a> {
    version: u32,
    after: &'a str,
    findings: Vec<Finding<'a>>,
    #[serde(flatten)]
    differences: Differences<'a>,
}

#[derive(Serialize)]
struct Finding<'a> {
    novelty: &'static str,
    #[serde(flatten)]
    finding: Gone<'a>,
    start_line: Option<u32>,
}

/// What `medlint diff` says: new and worse findings, and all that is different. `now` names the later of the two.
pub fn diff(comparison: &Comparison, now: &str) -> String {
    let findings = comparison.fresh.iter().map(|(novelty, finding)| Finding {
        novelty: novelty.id(),
        finding: gone(finding),
        start_line: finding.start_line,
    });
    print(&Diff {
        version: 1,
        after: now,
        findings: findings.collect(),
        differences: differences(comparison),
    })
}

pub(super) fn differences(comparison: &Comparison) -> Differences<'_> {
    Differences {
        base: &comparison.base,
        other_catalogue: comparison.other_catalogue,
        counts: Counts {
            new: comparison.count(Novelty::New),
            worsened: comparison.count(Novelty::Worsened),
            known: comparison.count(Novelty::Known),
            gone: comparison.gone.len(),
            requirements_lost: comparison.turned(Turn::Lost),
            requirements_gained: comparison.turned(Turn::Gained),
            requirements_asked: comparison.turned(Turn::Asked),
            requirements_dropped: comparison.turned(Turn::Dropped),
        },
        gone: comparison.gone.iter().map(gone).collect(),
        requirements: comparison.requirements.iter().map(requirement).collect(),
        evidence: comparison.evidence.iter().map(evidence).collect(),
        exceptions: comparison.exceptions.iter().map(exception).collect(),
        documents: comparison.documents.iter().map(document).collect(),
    }
}

fn gone(finding: &PastFinding) -> Gone<'_> {
    Gone {
        code: &finding.code,
        severity: &finding.severity,
        message: &finding.message,
        path: finding.path.as_deref(),
        headings: &finding.headings,
        topics: &finding.topics,
        fingerprint: &finding.fingerprint,
    }
}

fn requirement(change: &RequirementChange) -> Requirement<'_> {
    Requirement {
        id: &change.id,
        turn: change.turn.id(),
        before: change.before.as_deref(),
        after: change.after.as_deref(),
    }
}

fn evidence(change: &EvidenceChange) -> Evidence<'_> {
    Evidence {
        topic: &change.topic,
        requirements: &change.requirements,
        decided: &change.decided,
        text_changed: change.text,
        before: topic(&change.before),
        after: topic(&change.after),
    }
}

fn topic(topic: &PastTopic) -> Topic<'_> {
    Topic { state: &topic.state, evidence: topic.evidence.as_ref().map(place) }
}

fn place(evidence: &PastEvidence) -> Place<'_> {
    Place {
        path: &evidence.path,
        start_line: evidence.start_line,
        headings: &evidence.headings,
        quote: &evidence.quote,
    }
}

fn exception(change: &ExceptionChange) -> Exception<'_> {
    let either = change.after.as_ref().or(change.before.as_ref());
    Exception {
        what: either.map_or("waiver", |exception| exception.what),
        targets: either.map_or(&[], |exception| &exception.targets),
        before: change.before.as_ref().map(says),
        after: change.after.as_ref().map(says),
    }
}

fn says(exception: &PastException) -> super::Map<&'static str, &str> {
    super::Map(exception.says.iter().map(|(key, value)| (*key, value.as_str())).collect())
}

fn document(change: &DocumentChange) -> Document<'_> {
    Document { path: &change.path, change: change.kind() }
}
