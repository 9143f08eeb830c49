//! What is remembered of a check: ids and words only, so that it can be compared with one of another version or catalogue.

use serde::Deserialize;

use crate::assess::{Assessed, Decision, Waiver, WaiverTarget};
use crate::catalog::{Catalogue, RequirementId};
use crate::lint::Finding;
use crate::report::Check;

/// A check as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Version of medlint that made it; empty: not known.
    pub version: String,
    /// Hash of its catalogue; empty: not known.
    pub catalogue: String,
    /// Only what was open is remembered of requirements, as in a baseline: others were not open.
    pub only_open: bool,
    /// The documents; empty in a baseline.
    pub documents: Vec<PastDocument>,
    /// The findings that were shown.
    pub findings: Vec<PastFinding>,
    /// How the requirements stood, in the order of the catalogue.
    pub requirements: Vec<PastRequirement>,
    /// Waivers and decisions, in the order of the file.
    pub exceptions: Vec<PastException>,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PastDocument {
    /// Its path.
    pub path: String,
    /// SHA-256 of its bytes as hexadecimal digits; empty: not known.
    #[serde(default)]
    pub sha256: String,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PastFinding {
    /// Code of its rule.
    pub code: String,
    /// Its severity, as a word.
    pub severity: String,
    /// The document; `None`: the set as a whole.
    #[serde(default)]
    pub path: Option<String>,
    /// Titles of the headings above the place.
    #[serde(default)]
    pub headings: Vec<String>,
    /// What was said.
    pub message: String,
    /// Topics it was about, by id.
    #[serde(default)]
    pub topics: Vec<String>,
    /// What makes it this finding and no other.
    pub fingerprint: String,
    /// Its first line, to show; never compared.
    #[serde(default)]
    pub start_line: Option<u32>,
}

/// A requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastRequirement {
    /// Its id.
    pub id: String,
    /// Its status, as a word.
    pub status: String,
    /// What was found of its topics; empty in a baseline.
    pub topics: Vec<PastTopic>,
    /// The decision that gave it its status: who and when, in words.
    pub decided: Option<String>,
}

/// A topic of a requirement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PastTopic {
    /// Its id.
    pub topic: String,
    /// Its state, as a word.
    pub state: String,
    /// Its best evidence.
    #[serde(default)]
    pub evidence: Option<PastEvidence>,
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct PastEvidence {
    /// The document.
    pub path: String,
    /// First line, to show; never compared.
    pub start_line: u32,
    /// Titles of the headings above it.
    #[serde(default)]
    pub headings: Vec<String>,
    /// Its text, cut at about 240 characters.
    pub quote: String,
}

/// A waiver or a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastException {
    /// `waiver` or `decision`.
    pub what: &'static str,
    /// What it is about, in words: `topic sbom`, `requirement N60-5.2-a`; sorted.
    pub targets: Vec<String>,
    /// All that it says, key by key in a fixed order: `reason`, `owner`, `expires` ...
    pub says: Vec<(&'static str, String)>,
}

impl Snapshot {
    /// Of a check that was just made. Of findings only those that are shown.
    pub fn of(check: &Check<'_>) -> Self {
        let catalogue = check.catalogue;
        let document = |document: &&crate::detect::Analysis| PastDocument {
            path: document.path.clone(),
            sha256: document.digest.to_string(),
        };
        let waivers = check.waivers.iter().map(|waiver| of_waiver(waiver, catalogue));
        let decisions = check.decisions.iter().map(|decision| of_decision(decision, catalogue));
        Snapshot {
            version: check.version.to_owned(),
            catalogue: catalogue.hash(),
            only_open: false,
            documents: check.documents.iter().map(document).collect(),
            findings: check.findings().map(|finding| of_finding(finding, catalogue)).collect(),
            requirements: check.assessment.requirements.iter().map(|r| of_requirement(r, check)).collect(),
            exceptions: waivers.chain(decisions).collect(),
        }
    }
}

fn of_finding(finding: &Finding, catalogue: &Catalogue) -> PastFinding {
    PastFinding {
        code: finding.code.to_owned(),
        severity: finding.severity.id().to_owned(),
        path: finding.path.clone(),
        headings: finding.headings.clone(),
        message: finding.message.clone(),
        topics: finding.topics.iter().map(|topic| catalogue[*topic].id.to_string()).collect(),
        fingerprint: finding.fingerprint.clone(),
        start_line: finding.path.is_some().then_some(finding.lines.0),
    }
}

fn of_requirement(assessed: &Assessed, check: &Check<'_>) -> PastRequirement {
    let catalogue = check.catalogue;
    let topics = assessed.topics.iter().map(|topic| PastTopic {
        topic: catalogue[topic.topic].id.to_string(),
        state: topic.state.id().to_owned(),
        evidence: topic.evidence.and_then(|place| {
            let evidence = place.get(check.documents)?;
            Some(PastEvidence {
                path: check.documents.get(place.document as usize)?.path.clone(),
                start_line: evidence.lines.0,
                headings: evidence.headings.clone(),
                quote: evidence.quote.clone(),
            })
        }),
    });
    let decision = assessed.decision.and_then(|index| check.decisions.get(index));
    PastRequirement {
        id: catalogue[assessed.requirement].id.to_string(),
        status: assessed.status.id().to_owned(),
        topics: topics.collect(),
        decided: decision.map(|d| by(d.owner.as_deref(), d.date.map(|day| day.to_string()).as_deref())),
    }
}

/// Who decided and when, as far as it was said.
pub(super) fn by(owner: Option<&str>, date: Option<&str>) -> String {
    [owner, date].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The parts that were said.
pub(super) fn said(parts: [(&'static str, Option<String>); 6]) -> Vec<(&'static str, String)> {
    parts.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

fn of_waiver(waiver: &Waiver, catalogue: &Catalogue) -> PastException {
    let target = |target: &WaiverTarget| match target {
        WaiverTarget::Requirement(id) => format!("requirement {}", catalogue[*id].id),
        WaiverTarget::Topic(id) => format!("topic {}", catalogue[*id].id),
        WaiverTarget::Finding(id) => format!("finding {id}"),
    };
    let mut targets: Vec<String> = waiver.targets.iter().map(target).collect();
    targets.sort();
    let says = said([
        ("document", waiver.document.as_ref().map(|pattern| pattern.as_str().to_owned())),
        ("reason", waiver.reason.clone()),
        ("owner", waiver.owner.clone()),
        ("date", waiver.date.map(|day| day.to_string())),
        ("expires", waiver.expires.map(|day| day.to_string())),
        ("status", None),
    ]);
    PastException { what: "waiver", targets, says }
}

fn of_decision(decision: &Decision, catalogue: &Catalogue) -> PastException {
    let target = |id: &RequirementId| format!("requirement {}", catalogue[*id].id);
    let mut targets: Vec<String> = decision.requirements.iter().map(target).collect();
    targets.sort();
    let says = said([
        ("status", Some(decision.status.id().to_owned())),
        ("reason", decision.reason.clone()),
        ("evidence", decision.evidence.clone()),
        ("note", decision.note.clone()),
        ("owner", decision.owner.clone()),
        ("date", decision.date.map(|day| day.to_string())),
    ]);
    PastException { what: "decision", targets, says }
}
