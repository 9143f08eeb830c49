//! What can be said of a whole set of documents, and what is left after suppressions and waivers.

use std::collections::BTreeMap;

use super::document::DocumentLint;
use super::finding::{Finding, nth};
use super::pointer::KnownFiles;
use super::rule::{Check, Scope, rule};
use super::rules::{RULES, unused_suppression};
use crate::assess::{
    Assessment, ConfigPlace, Date, Decision, DeviceProfile, EvidenceRef, Home, Severity, Threshold,
    TopicStatus, Waiver, WaiverTarget,
};
use crate::catalog::{Catalogue, KindId, Level, RequirementId, Strength, TopicId};
use crate::detect::{Analysis, Evidence};

/// A document that was analysed and linted.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// What was said of it alone.
    pub lint: &'a DocumentLint,
}

/// All that the set-level rules look at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The documents, in the order in which they were assessed.
    pub documents: &'a [Checked<'a>],
    /// Their assessment.
    pub assessment: &'a Assessment,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// What is known of the device.
    pub profile: &'a DeviceProfile,
    /// The decisions that were given to the assessment.
    pub decisions: &'a [Decision],
    /// The waivers that were given to the assessment.
    pub waivers: &'a [Waiver],
    /// Shares of requirements that have to be answered.
    pub thresholds: &'a [Threshold],
    /// The day for which expiry is judged; without it nothing has expired.
    pub today: Option<Date>,
    /// The documents are all there are. Otherwise nothing is said about what is missing from the set.
    pub whole_set: bool,
    /// Files that exist besides the documents.
    pub files: &'a KnownFiles,
    /// The configuration file, if there is one.
    pub config: Option<&'a str>,
}

/// Why a finding is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excuse {
    /// The reason that was given.
    pub reason: String,
    /// Who answers for it (waivers only).
    pub owner: Option<String>,
    /// Where it is excused.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
}

/// The result of [`set`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetLint {
    /// Findings, by document and place; those without a place last.
    pub findings: Vec<Finding>,
    /// Findings that a comment in the document takes away.
    pub suppressed: Vec<(Finding, Excuse)>,
    /// Findings that a waiver takes away.
    pub waived: Vec<(Finding, Excuse)>,
    /// How many suppression comments there are.
    pub suppressions: usize,
}

/// The context and what set-level rules share.
pub(super) struct Set<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) catalogue: &'a Catalogue,
    /// For each topic the document in which it should be written, if there is one.
    homes: BTreeMap<TopicId, Home>,
}

/// Runs the set-level rules and takes away what is excused. Cannot fail.
pub fn set(context: &Context<'_>) -> SetLint {
    let set = Set::new(context);
    let mut findings: Vec<Finding> = Vec::new();
    for document in context.documents {
        findings.extend(document.lint.findings.iter().cloned().map(|finding| set.with_requirements(finding)));
    }
    for rule in RULES {
        if let Check::Set(check) = rule.check {
            check(&set, &mut findings);
        }
    }
    let by_path: BTreeMap<&str, usize> =
        context.documents.iter().enumerate().map(|(i, d)| (d.analysis.path.as_str(), i)).collect();
    let mut used: Vec<Vec<bool>> =
        context.documents.iter().map(|d| vec![false; d.lint.suppressions.len()]).collect();
    let mut result = SetLint::default();
    for finding in findings {
        let document = finding.path.as_deref().and_then(|path| by_path.get(path)).copied();
        let document = document.map(|d| (&context.documents[d], &mut *used[d]));
        set.sort_out(finding, document, &mut result);
    }
    for (document, used) in context.documents.iter().zip(&used) {
        result.suppressions += used.len();
        unused_suppression::check(document, used, context.whole_set, &mut result.findings);
    }
    result.finish();
    result
}

impl SetLint {
    /// What is shown in documents and elsewhere, as one.
    pub(crate) fn of_parts<'p>(parts: impl Iterator<Item = &'p SetLint>) -> Self {
        let mut all = SetLint::default();
        for part in parts {
            all.findings.extend_from_slice(&part.findings);
            all.suppressed.extend_from_slice(&part.suppressed);
            all.waived.extend_from_slice(&part.waived);
            all.suppressions += part.suppressions;
        }
        all.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        all.suppressed.sort_by(|a, b| a.0.order().cmp(&b.0.order()));
        all.waived.sort_by(|a, b| a.0.order().cmp(&b.0.order()));
        all
    }

    /// Sorts, and tells findings with the same fingerprint apart.
    pub(super) fn finish(&mut self) {
        finish(&mut self.findings);
        self.suppressed.sort_by(|a, b| a.0.order().cmp(&b.0.order()));
        self.waived.sort_by(|a, b| a.0.order().cmp(&b.0.order()));
    }
}

/// Sorts, and tells findings with the same fingerprint apart.
fn finish(findings: &mut [Finding]) {
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        let n = seen.entry(finding.fingerprint.clone()).or_default();
        *n += 1;
        if *n > 1 {
            finding.fingerprint = nth(&finding.fingerprint, *n);
        }
    }
}

impl<'a> Set<'a> {
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        let homes = context.assessment.actions.iter().map(|action| (action.topic, action.home)).collect();
        Set { context, catalogue: context.catalogue, homes }
    }

    /// Puts a finding where it belongs: shown, suppressed in its document, or waived. `document` is that in which it
    /// stands, with which of its suppressions were of use.
    pub(super) fn sort_out(
        &self,
        finding: Finding,
        document: Option<(&Checked<'_>, &mut [bool])>,
        result: &mut SetLint,
    ) {
        let suppression = document.and_then(|(document, used)| {
            let place = document.lint.suppressions.iter().position(|s| s.covers(&finding))?;
            used[place] = true;
            Some((document, &document.lint.suppressions[place]))
        });
        if let Some((document, suppression)) = suppression {
            let excuse = Excuse {
                reason: suppression.reason.clone().unwrap_or_default(),
                owner: None,
                path: document.analysis.path.clone(),
                line: suppression.lines.0,
            };
            result.suppressed.push((finding, excuse));
        } else if let Some(waiver) = self.waiver_for(&finding) {
            let excuse = Excuse {
                reason: waiver.reason.clone().unwrap_or_default(),
                owner: waiver.owner.clone(),
                path: waiver.place.path.clone(),
                line: waiver.place.line,
            };
            result.waived.push((finding, excuse));
        } else {
            result.findings.push(finding);
        }
    }

    /// A document.
    pub(super) fn document(&self, index: u32) -> Option<Checked<'a>> {
        self.context.documents.get(index as usize).copied()
    }

    /// A piece of evidence and its document.
    pub(super) fn evidence(&self, place: EvidenceRef) -> Option<(Checked<'a>, &'a Evidence)> {
        let document = self.document(place.document)?;
        let result = document.analysis.topics.get(usize::from(place.result))?;
        Some((document, result.evidence.get(usize::from(place.evidence))?))
    }

    /// How a topic stands over the set.
    pub(super) fn topic(&self, topic: TopicId) -> &'a TopicStatus {
        &self.context.assessment.topics[topic.index()]
    }

    /// The document in which a topic should be written, or the kind of one that should be made.
    pub(super) fn home(&self, topic: TopicId) -> Home {
        self.homes.get(&topic).copied().unwrap_or(Home::Anywhere)
    }

    /// Open requirements of a topic that a reviewer looks for: core level, must or should.
    pub(super) fn open_core(&self, topic: TopicId) -> Vec<RequirementId> {
        let core = |id: &RequirementId| {
            let requirement = &self.catalogue[*id];
            requirement.level == Level::Core
                && matches!(requirement.strength, Strength::Must | Strength::Should)
        };
        self.topic(topic).open.iter().copied().filter(core).collect()
    }

    /// The worst severity among requirements without evidence.
    pub(super) fn severity(&self, requirements: &[RequirementId]) -> Severity {
        let of = |id: &RequirementId| Severity::of(self.catalogue[*id].strength, self.catalogue[*id].level);
        requirements.iter().map(of).max().unwrap_or(Severity::Info)
    }

    /// What a kind calls a topic's section, if it expects it.
    pub(super) fn heading(&self, kind: KindId, topic: TopicId) -> Option<&'a str> {
        let context: &'a Context<'a> = self.context;
        context.catalogue[kind].topics.iter().find(|e| e.topic == topic).map(|e| &*e.heading)
    }

    /// A document's finding with the open requirements of its topics.
    pub(super) fn with_requirements(&self, mut finding: Finding) -> Finding {
        if finding.requirements.is_empty() {
            let open = finding.topics.iter().flat_map(|t| self.topic(*t).open.iter().copied());
            finding.requirements = open.collect();
            finding.requirements.sort_unstable();
            finding.requirements.dedup();
        }
        finding
    }

    /// Waivers that count and reach a document.
    fn waivers<'p>(&self, path: Option<&'p str>) -> impl Iterator<Item = &'a Waiver> + use<'a, 'p> {
        let context: &'a Context<'a> = self.context;
        context.waivers.iter().filter(move |waiver| {
            let here =
                waiver.document.as_ref().is_none_or(|pattern| path.is_some_and(|path| pattern.matches(path)));
            here && waiver.is_valid(context.today)
        })
    }

    /// Whether a waiver excuses a topic in a document.
    pub(super) fn is_waived(&self, topic: TopicId, path: &str) -> bool {
        self.waivers(Some(path)).any(|w| w.targets.contains(&WaiverTarget::Topic(topic)))
    }

    /// The waiver that takes a finding away: one that names its code or fingerprint, or all its topics, or all its
    /// requirements. Findings about medlint.toml and about suppressions cannot be waived.
    fn waiver_for(&self, finding: &Finding) -> Option<&'a Waiver> {
        let about_excuses = matches!(finding.code, "M111" | "M112");
        if about_excuses || rule(finding.code).is_none_or(|rule| rule.scope == Scope::Config) {
            return None;
        }
        let reaching = || self.waivers(finding.path.as_deref());
        let named = |target: &WaiverTarget| match target {
            WaiverTarget::Finding(id) => id == finding.code || *id == finding.fingerprint,
            _ => false,
        };
        if let Some(waiver) = reaching().find(|w| w.targets.iter().any(named)) {
            return Some(waiver);
        }
        let covering = |target: WaiverTarget| reaching().find(|w| w.targets.contains(&target));
        let topics: Option<Vec<_>> =
            finding.topics.iter().map(|t| covering(WaiverTarget::Topic(*t))).collect();
        let requirements: Option<Vec<_>> =
            finding.requirements.iter().map(|r| covering(WaiverTarget::Requirement(*r))).collect();
        let first = |all: Option<Vec<&'a Waiver>>| all.and_then(|all| all.first().copied());
        first(topics).or_else(|| first(requirements))
    }
}

impl Set<'_> {
    /// What a waiver excuses, for messages.
    pub(super) fn names(&self, waiver: &Waiver) -> String {
        super::wording::list(waiver.targets.iter().map(|target| self.name(target)), 3)
    }

    /// What a target of a waiver is called.
    pub(super) fn name(&self, target: &WaiverTarget) -> String {
        match target {
            WaiverTarget::Requirement(id) => format!("requirement {}", self.catalogue[*id].id),
            WaiverTarget::Topic(id) => format!("topic {}", self.catalogue[*id].id),
            WaiverTarget::Finding(id) => format!("finding {id}"),
        }
    }

    /// A finding about a waiver, at its place in medlint.toml.
    pub(super) fn at_waiver(&self, finding: Finding, waiver: &Waiver) -> Finding {
        let document = waiver.document.as_ref().map_or("", |pattern| pattern.as_str());
        at(finding, &waiver.place).with_key(&format!("{} {document}", self.names(waiver)))
    }

    /// A finding about a decision, at its place in medlint.toml.
    pub(super) fn at_decision(&self, finding: Finding, decision: &Decision) -> Finding {
        let names = decision.requirements.iter().map(|id| &*self.catalogue[*id].id);
        at(finding, &decision.place).with_key(&super::wording::list(names, 3))
    }
}

fn at(finding: Finding, place: &ConfigPlace) -> Finding {
    finding.at(&place.path, place.source.clone(), (place.line, place.end_line))
}
