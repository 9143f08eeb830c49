//! The comparison itself.

use std::collections::{BTreeMap, BTreeSet};

use super::baseline::is_open;
use super::snapshot::{PastDocument, PastException, PastFinding, PastRequirement, PastTopic, Snapshot};
use crate::assess::{Severity, Status};
use crate::lint::{Finding, normal};

/// How a finding stands to the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Novelty {
    /// The base has it, too.
    Known,
    /// The base has it, but milder or about fewer topics.
    Worsened,
    /// The base has it not.
    New,
}

impl Novelty {
    /// The word used in output.
    pub fn id(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Worsened => "worsened",
            Self::New => "new",
        }
    }
}

/// What became of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// Less is shown than before.
    Lost,
    /// More is shown than before.
    Gained,
    /// It is asked for now and was not before: other facts of the device, frameworks, levels, catalogue.
    Asked,
    /// It is not asked for any more.
    Dropped,
}

impl Turn {
    /// All turns, the worst first.
    pub const ALL: [Turn; 4] = [Self::Lost, Self::Gained, Self::Asked, Self::Dropped];

    /// The word used in output.
    pub fn id(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Gained => "gained",
            Self::Asked => "asked",
            Self::Dropped => "dropped",
        }
    }
}

/// A requirement with another status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementChange {
    /// Its id.
    pub id: String,
    /// What became of it.
    pub turn: Turn,
    /// Its status in the base, as a word; `None`: not asked for, or not remembered.
    pub before: Option<String>,
    /// Its status now.
    pub after: Option<String>,
}

/// Evidence for a topic that says something else or stands elsewhere, while the requirement stands as before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceChange {
    /// The topic.
    pub topic: String,
    /// The requirements that rest on it, in the order of the catalogue.
    pub requirements: Vec<String>,
    /// Who had decided of one of them, and when: they accepted the text as it was.
    pub decided: Vec<String>,
    /// State and evidence in the base.
    pub before: PastTopic,
    /// State and evidence now.
    pub after: PastTopic,
    /// The words are others; otherwise they only stand elsewhere.
    pub text: bool,
}

/// A waiver or decision that is new, gone or says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExceptionChange {
    /// In the base.
    pub before: Option<PastException>,
    /// Now.
    pub after: Option<PastException>,
}

/// A document that is new, gone or has other bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentChange {
    /// Its path.
    pub path: String,
    /// It is in the base.
    pub before: bool,
    /// It is there now.
    pub after: bool,
}

impl DocumentChange {
    /// The word used in output: `added`, `removed` or `changed`.
    pub fn kind(&self) -> &'static str {
        match (self.before, self.after) {
            (false, _) => "added",
            (true, false) => "removed",
            (true, true) => "changed",
        }
    }
}

/// What is different.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What it is compared with, for people: `medlint-baseline.json`, `revision 1a2b3c4`.
    pub base: String,
    /// The two were made with different catalogues: some differences may come from there.
    pub other_catalogue: bool,
    /// How each finding of now stands to the base, by fingerprint.
    findings: BTreeMap<String, Novelty>,
    /// Findings of now that the base has not or has milder, in their order.
    pub fresh: Vec<(Novelty, PastFinding)>,
    /// Findings of the base that are gone.
    pub gone: Vec<PastFinding>,
    /// Requirements with another status, in the order of the catalogue; those that are gone last.
    pub requirements: Vec<RequirementChange>,
    /// Evidence that is different for requirements that stand as before.
    pub evidence: Vec<EvidenceChange>,
    /// Waivers and decisions.
    pub exceptions: Vec<ExceptionChange>,
    /// Documents, by path; empty when the base does not remember them.
    pub documents: Vec<DocumentChange>,
}

impl Comparison {
    /// Of two snapshots. `partly`: only some documents were looked at now, so nothing is said to be gone from others.
    pub fn new(base_name: &str, base: &Snapshot, now: &Snapshot, partly: bool) -> Self {
        let (findings, gone) = findings(base, now, partly);
        let requirements = if partly { Vec::new() } else { requirements(base, now) };
        let (evidence, exceptions, documents) = if base.only_open {
            (Vec::new(), Vec::new(), Vec::new())
        } else {
            (evidence(base, now), exceptions(base, now), documents(base, now, partly))
        };
        let fresh = now.findings.iter().filter_map(|finding| {
            let novelty = *findings.get(&finding.fingerprint)?;
            (novelty != Novelty::Known).then(|| (novelty, finding.clone()))
        });
        let fresh = fresh.collect();
        let other = !base.catalogue.is_empty() && base.catalogue != now.catalogue;
        Comparison {
            base: base_name.to_owned(),
            other_catalogue: other,
            findings,
            fresh,
            gone,
            requirements,
            evidence,
            exceptions,
            documents,
        }
    }

    /// How a finding stands to the base.
    pub fn novelty(&self, finding: &Finding) -> Novelty {
        self.novelty_of(&finding.fingerprint)
    }

    /// The same by fingerprint.
    pub fn novelty_of(&self, fingerprint: &str) -> Novelty {
        self.findings.get(fingerprint).copied().unwrap_or(Novelty::New)
    }

    /// How many findings of now stand so.
    pub fn count(&self, novelty: Novelty) -> usize {
        self.findings.values().filter(|n| **n == novelty).count()
    }

    /// How many requirements turned so.
    pub fn turned(&self, turn: Turn) -> usize {
        self.requirements.iter().filter(|change| change.turn == turn).count()
    }

    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        self.count(Novelty::Known) == self.findings.len()
            && self.gone.is_empty()
            && self.requirements.is_empty()
            && self.evidence.is_empty()
            && self.exceptions.is_empty()
            && self.documents.is_empty()
    }
}

fn findings(base: &Snapshot, now: &Snapshot, partly: bool) -> (BTreeMap<String, Novelty>, Vec<PastFinding>) {
    let mut left: BTreeMap<&str, &PastFinding> =
        base.findings.iter().map(|finding| (&*finding.fingerprint, finding)).collect();
    let mut found = BTreeMap::new();
    let mut unknown = Vec::new();
    for finding in &now.findings {
        match left.remove(&*finding.fingerprint) {
            Some(old) => {
                found.insert(finding.fingerprint.clone(), novelty(old, finding));
            }
            None => unknown.push(finding),
        }
    }
    // A document that was renamed takes its findings along.
    let present: BTreeSet<&str> = now.documents.iter().map(|document| &*document.path).collect();
    let mut moved: BTreeMap<_, Vec<&PastFinding>> = BTreeMap::new();
    for old in left.values().rev() {
        if old.path.as_deref().is_some_and(|path| !present.contains(path)) {
            moved.entry(apart_from_path(old)).or_default().push(old);
        }
    }
    for finding in unknown {
        let twin = moved.get_mut(&apart_from_path(finding)).filter(|_| finding.path.is_some());
        let novelty = twin.and_then(Vec::pop).map_or(Novelty::New, |old| {
            left.remove(&*old.fingerprint);
            novelty(old, finding)
        });
        found.insert(finding.fingerprint.clone(), novelty);
    }
    let looked_at =
        |finding: &PastFinding| !partly || finding.path.as_deref().is_some_and(|path| present.contains(path));
    let gone = base.findings.iter().filter(|f| left.contains_key(&*f.fingerprint) && looked_at(f)).cloned();
    (found, gone.collect())
}

fn novelty(old: &PastFinding, new: &PastFinding) -> Novelty {
    let severity = |finding: &PastFinding| Severity::from_id(&finding.severity);
    let more = new.topics.iter().any(|topic| !old.topics.contains(topic));
    if severity(new) > severity(old) || more { Novelty::Worsened } else { Novelty::Known }
}

/// What a finding is about but for the document.
fn apart_from_path(finding: &PastFinding) -> (&str, Vec<String>, String) {
    (&*finding.code, finding.headings.iter().map(|h| normal(h)).collect(), normal(&finding.message))
}

/// Requirements by id.
fn by_id(snapshot: &Snapshot) -> BTreeMap<&str, &PastRequirement> {
    snapshot.requirements.iter().map(|requirement| (&*requirement.id, requirement)).collect()
}

fn requirements(base: &Snapshot, now: &Snapshot) -> Vec<RequirementChange> {
    let (old, new) = (by_id(base), by_id(now));
    let mut changes = Vec::new();
    for requirement in &now.requirements {
        let before = old.get(&*requirement.id).map(|r| r.status.clone());
        let after = requirement.status.clone();
        let turn = if base.only_open && before.is_none() {
            is_open(&after).then_some(Turn::Lost)
        } else {
            turn(before.as_deref(), Some(&after))
        };
        if let Some(turn) = turn {
            changes.push(RequirementChange { id: requirement.id.clone(), turn, before, after: Some(after) });
        }
    }
    for requirement in base.requirements.iter().filter(|r| !new.contains_key(&*r.id)) {
        if let Some(turn) = turn(Some(&requirement.status), None) {
            let before = Some(requirement.status.clone());
            changes.push(RequirementChange { id: requirement.id.clone(), turn, before, after: None });
        }
    }
    changes
}

/// What became of a requirement with these statuses; `None`: the same, or nothing that can be called better or worse.
fn turn(before: Option<&str>, after: Option<&str>) -> Option<Turn> {
    let asked = |status: &&str| Status::from_id(status) != Some(Status::NotApplicable);
    match (before.filter(asked), after.filter(asked)) {
        (None, None) => None,
        (None, Some(_)) => Some(Turn::Asked),
        (Some(_), None) => Some(Turn::Dropped),
        (Some(before), Some(after)) if before == after => None,
        (Some(before), Some(after)) => {
            // Statuses are ordered best first; but what a waiver excuses or a person has to judge is not open.
            let rank = |status| Status::from_id(status).map(|status| (status.is_open(), status));
            Some(if rank(after) > rank(before) { Turn::Lost } else { Turn::Gained })
        }
    }
}

/// Evidence that is different, by topic.
fn evidence(base: &Snapshot, now: &Snapshot) -> Vec<EvidenceChange> {
    let old = by_id(base);
    let mut changes: Vec<EvidenceChange> = Vec::new();
    for requirement in &now.requirements {
        let same = |before: &&&PastRequirement| before.status == requirement.status;
        let Some(before) = old.get(&*requirement.id).filter(same) else { continue };
        for after in &requirement.topics {
            let Some(before_topic) = before.topics.iter().find(|t| t.topic == after.topic) else { continue };
            let Some(text) = different(before_topic, after) else { continue };
            let known = changes.iter_mut().find(|c| c.before == *before_topic && c.after == *after);
            let change = match known {
                Some(change) => change,
                None => {
                    changes.push(EvidenceChange {
                        topic: after.topic.clone(),
                        requirements: Vec::new(),
                        decided: Vec::new(),
                        before: before_topic.clone(),
                        after: after.clone(),
                        text,
                    });
                    let last = changes.len() - 1;
                    &mut changes[last]
                }
            };
            change.requirements.push(requirement.id.clone());
            if let Some(who) = before.decided.as_ref().filter(|who| !change.decided.contains(who)) {
                change.decided.push(who.clone());
            }
        }
    }
    changes
}

/// Whether evidence differs, and then whether in its words. Lines do not matter.
fn different(before: &PastTopic, after: &PastTopic) -> Option<bool> {
    let (old, new) = (before.evidence.as_ref()?, after.evidence.as_ref()?);
    let text = normal(&old.quote) != normal(&new.quote);
    (text || old.path != new.path || before.state != after.state).then_some(text)
}

/// Waivers and decisions, matched by what they are about.
fn exceptions(base: &Snapshot, now: &Snapshot) -> Vec<ExceptionChange> {
    let mut left: Vec<&PastException> = base.exceptions.iter().collect();
    // Those that are the same in all go first, so that one of two with the same targets finds its like.
    let changed: Vec<&PastException> = now
        .exceptions
        .iter()
        .filter(|new| match left.iter().position(|old| old == new) {
            Some(place) => {
                left.remove(place);
                false
            }
            None => true,
        })
        .collect();
    let mut changes = Vec::new();
    for new in changed {
        let place = left.iter().position(|old| (old.what, &old.targets) == (new.what, &new.targets));
        let before = place.map(|place| left.remove(place).clone());
        changes.push(ExceptionChange { before, after: Some(new.clone()) });
    }
    changes.extend(left.into_iter().map(|old| ExceptionChange { before: Some(old.clone()), after: None }));
    changes
}

fn documents(base: &Snapshot, now: &Snapshot, partly: bool) -> Vec<DocumentChange> {
    let by_path = |snapshot: &'_ Snapshot| -> BTreeMap<String, String> {
        let each = |document: &PastDocument| (document.path.clone(), document.sha256.clone());
        snapshot.documents.iter().map(each).collect()
    };
    let (old, new) = (by_path(base), by_path(now));
    let paths: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let changes = paths.into_iter().filter_map(|path| {
        let (before, after) = (old.get(path), new.get(path));
        // A hash that was not remembered differs from none.
        let same = before.zip(after).is_some_and(|(a, b)| a == b || a.is_empty() || b.is_empty());
        let silent = partly && after.is_none();
        (!same && !silent).then(|| DocumentChange {
            path: path.clone(),
            before: before.is_some(),
            after: after.is_some(),
        })
    });
    changes.collect()
}
