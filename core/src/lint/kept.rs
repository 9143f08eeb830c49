//! Findings of a set that are kept while documents change: after an edit of one, only those are made again that can be
//! different.
//!
//! What [`set`](super::set()) says of the same documents is the definition. Each finding belongs to the document in which it is
//! shown, so what is kept is kept by document. The documents stay the same ones in the same order; for others, and for
//! another configuration, all is made anew. (Numbers that tell findings with the same fingerprint apart are given within a
//! document; fingerprints of different documents differ, because the path is in them.)

use std::collections::BTreeSet;

use super::finding::Finding;
use super::rule::{Check, Rule};
use super::rules::dangling_pointer::{self, Known};
use super::rules::missing_content::{self, Missing};
use super::rules::{
    RULES, denied_without_reason, only_planned, only_pointed_to, requirement_without_evidence,
    shown_elsewhere, unused_suppression, weak_section,
};
use super::set::{Checked, Context, Set, SetLint};
use crate::assess::{Home, Severity, Status};
use crate::catalog::{KindId, RequirementId, TopicId};
use crate::detect::State;

/// See the module.
#[derive(Debug)]
pub(crate) struct KeptLint {
    known: Known,
    documents: Vec<OfDocument>,
    topics: Vec<OfTopic>,
    /// How each requirement stands, for rules about medlint.toml.
    requirements: Vec<(Status, Status, Option<usize>)>,
    /// What is shown in another document than where one looks for it.
    shown_elsewhere: Vec<Finding>,
    /// About medlint.toml and the set.
    config: Vec<Finding>,
    /// What is shown in no document.
    rest: SetLint,
}

/// What is kept of a document.
#[derive(Debug, Default)]
struct OfDocument {
    kind: Option<KindId>,
    /// What fragments lead to, and the titles that messages about fragments name.
    anchors: (Vec<String>, Vec<String>),
    /// Topics of its blanks, each once.
    blanks: Vec<TopicId>,
    /// Topics that it lacks and that should stand in it.
    here: Vec<TopicId>,
    /// Topics that it lacks and another document has: related places of what is said of it, in this order.
    elsewhere: Vec<TopicId>,
    /// All that is shown in it.
    shown: SetLint,
}

/// What is kept of a topic.
#[derive(Debug)]
struct OfTopic {
    standing: Standing,
    /// How many documents lack it that should have it.
    missed: usize,
    /// How many documents have a blank for it.
    blanks: usize,
    /// What is said of it at its evidence.
    at_evidence: Vec<Finding>,
    /// What is said of it because it stands nowhere.
    nowhere: Option<Finding>,
}

/// How a topic stands, as far as findings depend on it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Standing {
    state: State,
    /// The document of its evidence.
    document: Option<u32>,
    open: Vec<RequirementId>,
    severity: Option<Severity>,
    home: Home,
}

impl Standing {
    fn of(set: &Set<'_>, topic: TopicId) -> Self {
        let status = set.topic(topic);
        Standing {
            state: status.state,
            document: status.evidence.map(|place| place.document),
            open: status.open.clone(),
            severity: status.severity,
            home: set.home(topic),
        }
    }

    /// Whether what a document lacks depends on the difference.
    fn differs_for_gaps(&self, other: &Self) -> bool {
        let nowhere = |state| matches!(state, State::Missing | State::Mentioned | State::Placeholder);
        nowhere(self.state) != nowhere(other.state)
            || (self.home, self.severity) != (other.home, other.severity)
            || self.open != other.open
    }
}

/// What an update changed.
#[derive(Debug, Default)]
pub(crate) struct Different {
    /// Documents with other findings.
    pub(crate) documents: BTreeSet<u32>,
    /// Documents with findings that only point to other places in other documents.
    pub(crate) moved: BTreeSet<u32>,
    /// What is shown in no document is different.
    pub(crate) rest: bool,
}

impl KeptLint {
    pub(crate) fn new(context: &Context<'_>) -> Self {
        let set = Set::new(context);
        let mut kept = KeptLint {
            known: Known::new(context.documents),
            documents: context.documents.iter().map(|_| OfDocument::default()).collect(),
            topics: Vec::with_capacity(set.catalogue.topics.len()),
            requirements: standings(&set),
            shown_elsewhere: Vec::new(),
            config: about_config(&set),
            rest: SetLint::default(),
        };
        shown_elsewhere::check(&set, &mut kept.shown_elsewhere);
        for topic in set.catalogue.topic_ids() {
            let standing = Standing::of(&set, topic);
            let at_evidence = at_evidence(&set, topic);
            kept.topics.push(OfTopic { standing, missed: 0, blanks: 0, at_evidence, nowhere: None });
        }
        for (index, document) in (0..).zip(context.documents) {
            kept.renew(&set, index, document);
        }
        for topic in set.catalogue.topic_ids() {
            kept.renew_nowhere(&set, topic);
        }
        for index in 0..context.documents.len() as u32 {
            kept.documents[index as usize].shown = kept.shown_in(&set, index);
        }
        kept.rest = kept.shown_nowhere(&set);
        kept
    }

    /// What is shown in a document: findings, suppressed and waived ones.
    pub(crate) fn of_document(&self, index: u32) -> Option<&SetLint> {
        self.documents.get(index as usize).map(|document| &document.shown)
    }

    /// What is shown in no document.
    pub(crate) fn rest(&self) -> &SetLint {
        &self.rest
    }

    /// Takes in that one document has changed and, through it, these requirements.
    pub(crate) fn update(
        &mut self,
        context: &Context<'_>,
        changed: u32,
        requirements: &[RequirementId],
    ) -> Different {
        let set = Set::new(context);
        let catalogue = set.catalogue;
        let Some(document) = set.document(changed) else { return Different::default() };
        let mut affected = BTreeSet::from([changed]);
        let mut moved = BTreeSet::new();

        // How topics stand now: otherwise than before (for gaps, for anything), and perhaps at other places.
        let mut asked_otherwise = vec![false; self.topics.len()];
        for id in requirements {
            let requirement = &catalogue[*id];
            for topic in requirement.topics.iter().chain(requirement.any_topics.iter()) {
                asked_otherwise[topic.index()] = true;
            }
        }
        let mut gaps = vec![false; self.topics.len()];
        let mut open = Vec::new();
        let mut otherwise = vec![false; self.topics.len()];
        let mut places = Vec::new();
        for topic in catalogue.topic_ids() {
            let old = &mut self.topics[topic.index()].standing;
            let new = Standing::of(&set, topic);
            let here = |standing: &Standing| standing.document == Some(changed);
            let at = topic.index();
            gaps[at] = old.differs_for_gaps(&new);
            otherwise[at] =
                *old != new || asked_otherwise[at] || here(&new) || new.home == Home::Document(changed);
            if old.open != new.open {
                open.push(topic);
            }
            if here(old) || here(&new) {
                places.push(topic);
            }
            *old = new;
        }

        // Each document for itself.
        let before = &self.documents[changed as usize];
        let (kind, anchors) = (document.analysis.kind.kind, anchors(&document));
        let other_anchors = before.anchors != anchors;
        let other_kind = before.kind != kind;
        let missed: Vec<TopicId> = before.here.iter().chain(&before.blanks).copied().collect();
        self.renew(&set, changed, &document);
        let now = &self.documents[changed as usize];
        let mut said: BTreeSet<TopicId> = missed.into_iter().collect();
        said.extend(now.here.iter().chain(&now.blanks));
        let touched: Vec<bool> = catalogue
            .kind_ids()
            .map(|kind| catalogue[kind].topics.iter().any(|expected| gaps[expected.topic.index()]))
            .collect();
        for (index, other) in (0..).zip(context.documents) {
            if index == changed {
                continue;
            }
            let about = |finding: &Finding| finding.topics.iter().any(|topic| open.contains(topic));
            if !open.is_empty() && other.lint.findings.iter().any(about) {
                affected.insert(index);
            }
            if other_anchors && dangling_pointer::leads_to(other, &document.analysis.path) {
                affected.insert(index);
            }
            let touched = other.analysis.kind.kind.is_some_and(|kind| touched[kind.index()]);
            if touched || self.documents[index as usize].lacks_places() {
                said.extend(&self.documents[index as usize].here);
                self.renew_missing(&set, index, other);
                said.extend(&self.documents[index as usize].here);
                affected.insert(index);
            } else if self.documents[index as usize].lead_to(&set, &places) {
                moved.insert(index);
            }
        }

        // Each topic for itself.
        for topic in catalogue.topic_ids() {
            let at = topic.index();
            let leads_here = || {
                let open = self.topics[at].standing.open.iter();
                open.filter_map(|id| context.assessment.requirement(*id)?.best_evidence())
                    .any(|place| place.document == changed)
            };
            if otherwise[at] || leads_here() {
                let new = at_evidence(&set, topic);
                let old = std::mem::replace(&mut self.topics[at].at_evidence, new);
                affected.extend(self.shown_at(&old));
                affected.extend(self.shown_at(&self.topics[at].at_evidence));
            }
            if otherwise[at] || said.contains(&topic) {
                let old = self.renew_nowhere(&set, topic);
                affected.extend(self.shown_at(old.as_slice()));
                affected.extend(self.shown_at(self.topics[at].nowhere.as_slice()));
            }
        }
        let here = |finding: &Finding| finding.path.as_deref() == Some(document.analysis.path.as_str());
        if !requirements.is_empty() || other_kind || self.shown_elsewhere.iter().any(here) {
            let mut new = Vec::new();
            shown_elsewhere::check(&set, &mut new);
            let old = std::mem::replace(&mut self.shown_elsewhere, new);
            affected.extend(self.shown_at(&old));
            affected.extend(self.shown_at(&self.shown_elsewhere));
        }
        if !requirements.is_empty() {
            let new = standings(&set);
            // A threshold also names the topics that its requirements wait for.
            if self.requirements != new || !context.thresholds.is_empty() {
                self.requirements = new;
                self.config = about_config(&set);
            }
        }

        let mut different = Different::default();
        for index in affected {
            let shown = self.shown_in(&set, index);
            let old = std::mem::replace(&mut self.documents[index as usize].shown, shown);
            if old != self.documents[index as usize].shown {
                different.documents.insert(index);
            }
        }
        different.moved = &moved - &different.documents;
        let rest = self.shown_nowhere(&set);
        different.rest = rest != self.rest;
        self.rest = rest;
        different
    }

    /// The documents in which findings are shown.
    fn shown_at(&self, findings: &[Finding]) -> Vec<u32> {
        let places = findings.iter().filter_map(|finding| self.known.document(finding.path.as_deref()?));
        places.collect()
    }

    /// Makes anew what is said of a document for itself.
    fn renew(&mut self, set: &Set<'_>, index: u32, document: &Checked<'_>) {
        self.renew_missing(set, index, document);
        let kept = &mut self.documents[index as usize];
        for topic in kept.blanks.drain(..) {
            self.topics[topic.index()].blanks -= 1;
        }
        kept.blanks =
            document.analysis.blanks.iter().flat_map(|blank| blank.topics.iter().copied()).collect();
        kept.blanks.sort_unstable();
        kept.blanks.dedup();
        for topic in &kept.blanks {
            self.topics[topic.index()].blanks += 1;
        }
        kept.kind = document.analysis.kind.kind;
        kept.anchors = anchors(document);
    }

    fn renew_missing(&mut self, set: &Set<'_>, index: u32, document: &Checked<'_>) {
        let Missing { here, elsewhere, .. } = missing_content::of_document(set, index, document);
        let kept = &mut self.documents[index as usize];
        kept.elsewhere = elsewhere;
        for topic in std::mem::replace(&mut kept.here, here) {
            self.topics[topic.index()].missed -= 1;
        }
        for topic in &kept.here {
            self.topics[topic.index()].missed += 1;
        }
    }

    /// Makes anew what is said of a topic that stands nowhere; gives back what was said before.
    fn renew_nowhere(&mut self, set: &Set<'_>, topic: TopicId) -> Option<Finding> {
        let kept = &mut self.topics[topic.index()];
        let said = kept.missed > 0 || kept.blanks > 0 && kept.standing.state == State::Placeholder;
        let new = if said { None } else { requirement_without_evidence::of_topic(set, topic) };
        std::mem::replace(&mut kept.nowhere, new)
    }

    /// Findings about topics and the set.
    fn about_topics(&self) -> impl Iterator<Item = &Finding> {
        let topics = self.topics.iter().flat_map(|topic| topic.at_evidence.iter().chain(&topic.nowhere));
        topics.chain(&self.shown_elsewhere)
    }

    /// All that is shown in a document.
    fn shown_in(&self, set: &Set<'_>, index: u32) -> SetLint {
        let mut shown = SetLint::default();
        let Some(document) = set.document(index) else { return shown };
        let path = Some(document.analysis.path.as_str());
        let own = document.lint.findings.iter().cloned().map(|finding| set.with_requirements(finding));
        let pointers = dangling_pointer::of_document(set, &self.known, &document);
        let missing = missing_content::of_document(set, index, &document).finding;
        let here = self.about_topics().filter(|finding| finding.path.as_deref() == path);
        let mut used = vec![false; document.lint.suppressions.len()];
        for finding in own.chain(pointers).chain(missing).chain(here.cloned()) {
            set.sort_out(finding, Some((&document, &mut *used)), &mut shown);
        }
        unused_suppression::check(&document, &used, set.context.whole_set, &mut shown.findings);
        shown.suppressions = used.len();
        shown.finish();
        shown
    }

    /// All that is shown in no document.
    fn shown_nowhere(&self, set: &Set<'_>) -> SetLint {
        let mut shown = SetLint::default();
        let elsewhere = |finding: &&Finding| {
            finding.path.as_deref().is_none_or(|path| self.known.document(path).is_none())
        };
        for finding in self.about_topics().chain(&self.config).filter(elsewhere) {
            set.sort_out(finding.clone(), None, &mut shown);
        }
        shown.finish();
        shown
    }
}

impl OfDocument {
    /// What is said of what the document lacks.
    fn missing(&mut self) -> Option<&mut Finding> {
        let SetLint { findings, suppressed, waived, .. } = &mut self.shown;
        let excused = suppressed.iter_mut().chain(waived).map(|(finding, _)| finding);
        findings.iter_mut().chain(excused).find(|finding| finding.code == missing_content::RULE.code)
    }

    /// Whether what is missing here was said while another document was not taken in yet.
    fn lacks_places(&mut self) -> bool {
        let places = self.elsewhere.len();
        self.missing().is_some_and(|finding| finding.related.len() != places)
    }

    /// Leads what is missing here to where other documents have it now; whether something is different.
    fn lead_to(&mut self, set: &Set<'_>, topics: &[TopicId]) -> bool {
        if !self.elsewhere.iter().any(|topic| topics.contains(topic)) {
            return false;
        }
        let elsewhere = std::mem::take(&mut self.elsewhere);
        let mut different = false;
        if let Some(finding) = self.missing() {
            let places = elsewhere.iter().zip(&mut finding.related);
            for (topic, old) in places.filter(|(topic, _)| topics.contains(topic)) {
                let Some(new) = missing_content::related(set, *topic) else { continue };
                if *old != new {
                    *old = new;
                    different = true;
                }
            }
        }
        self.elsewhere = elsewhere;
        different
    }
}

/// What is said of a topic at its evidence.
fn at_evidence(set: &Set<'_>, topic: TopicId) -> Vec<Finding> {
    let rules = [
        weak_section::of_topic,
        only_planned::of_topic,
        denied_without_reason::of_topic,
        only_pointed_to::of_topic,
    ];
    rules.into_iter().filter_map(|rule| rule(set, topic)).collect()
}

/// Rules whose findings stand in documents; they are kept by document and topic.
static IN_DOCUMENTS: [&Rule; 8] = [
    &missing_content::RULE,
    &requirement_without_evidence::RULE,
    &weak_section::RULE,
    &only_planned::RULE,
    &denied_without_reason::RULE,
    &dangling_pointer::RULE,
    &shown_elsewhere::RULE,
    &only_pointed_to::RULE,
];

/// Findings about medlint.toml and the device: those of all other rules that look at the set.
fn about_config(set: &Set<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES.iter().filter(|rule| !IN_DOCUMENTS.iter().any(|known| known.code == rule.code)) {
        if let Check::Set(check) = rule.check {
            check(set, &mut findings);
        }
    }
    findings
}

/// What rules about medlint.toml look at.
fn standings(set: &Set<'_>) -> Vec<(Status, Status, Option<usize>)> {
    let all = set.context.assessment.requirements.iter();
    all.map(|assessed| (assessed.status, assessed.found, assessed.decision)).collect()
}

/// What pointers of other documents can lead to.
fn anchors(document: &Checked<'_>) -> (Vec<String>, Vec<String>) {
    let titles = document.analysis.headings.iter().map(|heading| heading.title.clone()).collect();
    (document.lint.anchors.clone(), titles)
}
