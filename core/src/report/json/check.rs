//! `check`: findings, requirements, coverage, what to do first.

use serde::Serialize;

use super::comparison::{Differences, differences};
use super::{Kind, Map, Tool, format_id, print};
use crate::assess::{
    Applicability, Assessed, Counts, Decision, DeviceProfile, Home, Status, Waiver, WaiverTarget,
};
use crate::catalog::{self, Catalogue, RequirementId, TopicId};
use crate::lint;
use crate::report::Check;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    tool: Tool<'a>,
    profile: Profile<'a>,
    documents: Vec<Document<'a>>,
    findings: Vec<Finding<'a>>,
    suppressed: Vec<Excused<'a>>,
    waived: Vec<Excused<'a>>,
    requirements: Vec<Requirement<'a>>,
    actions: Vec<Action<'a>>,
    coverage: Coverage<'a>,
    counts: Totals,
    waivers: Vec<WaiverEntry<'a>>,
    decisions: Vec<DecisionEntry<'a>>,
    inputs: Vec<Input<'a>>,
    comparison: Option<Differences<'a>>,
}

/// A file besides the documents that the result depends on.
#[derive(Serialize)]
struct Input<'a> {
    what: &'static str,
    path: &'a str,
    sha256: String,
}

#[derive(Serialize)]
struct Profile<'a> {
    name: Option<&'a str>,
    facts: Map<&'a str, bool>,
    open_questions: Vec<Question<'a>>,
}

#[derive(Serialize)]
struct Question<'a> {
    fact: &'a str,
    requirements: Vec<&'a str>,
}

#[derive(Serialize)]
struct Document<'a> {
    path: &'a str,
    format: &'static str,
    title: Option<&'a str>,
    kind: Kind<'a>,
    sha256: String,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    message: &'a str,
    why: &'a str,
    help: &'a str,
    path: Option<&'a str>,
    start_line: Option<u32>,
    end_line: Option<u32>,
    start_byte: Option<u32>,
    end_byte: Option<u32>,
    headings: &'a [String],
    topics: Vec<&'a str>,
    requirements: Vec<Clause<'a>>,
    fingerprint: &'a str,
    related: Vec<Related<'a>>,
    novelty: Option<&'static str>,
}

#[derive(Serialize)]
struct Clause<'a> {
    id: &'a str,
    framework: &'a str,
    clause: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    start_line: u32,
    end_line: u32,
    note: &'a str,
}

#[derive(Serialize)]
struct Excused<'a> {
    #[serde(flatten)]
    finding: Finding<'a>,
    excuse: Excuse<'a>,
}

#[derive(Serialize)]
struct Excuse<'a> {
    reason: &'a str,
    owner: Option<&'a str>,
    path: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct Requirement<'a> {
    id: &'a str,
    framework: &'a str,
    clause: &'a str,
    title: &'a str,
    strength: &'static str,
    level: &'static str,
    stage: &'static str,
    status: &'static str,
    applies: Applies<'a>,
    topics: Vec<Topic<'a>>,
    in_expected_kind: bool,
    missing_points: Vec<&'a str>,
    waiver: Option<WaiverText<'a>>,
    decision: Option<DecisionText<'a>>,
}

#[derive(Serialize)]
struct Applies<'a> {
    value: &'static str,
    because: Vec<&'a str>,
}

#[derive(Serialize)]
struct Topic<'a> {
    topic: &'a str,
    state: &'static str,
    evidence: Option<Evidence<'a>>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    path: &'a str,
    start_line: u32,
    end_line: u32,
    headings: &'a [String],
    quote: &'a str,
}

#[derive(Serialize)]
struct WaiverText<'a> {
    reason: Option<&'a str>,
    owner: Option<&'a str>,
    date: Option<String>,
    expires: Option<String>,
    path: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct DecisionText<'a> {
    status: &'static str,
    found: &'static str,
    reason: Option<&'a str>,
    evidence: Option<&'a str>,
    note: Option<&'a str>,
    owner: Option<&'a str>,
    date: Option<String>,
    path: &'a str,
    line: u32,
}

/// A waiver of medlint.toml, whether it excuses anything or not.
#[derive(Serialize)]
struct WaiverEntry<'a> {
    requirements: Vec<&'a str>,
    topics: Vec<&'a str>,
    findings: Vec<&'a str>,
    document: Option<&'a str>,
    #[serde(flatten)]
    text: WaiverText<'a>,
}

/// A decision of medlint.toml.
#[derive(Serialize)]
struct DecisionEntry<'a> {
    requirements: Vec<&'a str>,
    status: &'static str,
    reason: Option<&'a str>,
    evidence: Option<&'a str>,
    note: Option<&'a str>,
    owner: Option<&'a str>,
    date: Option<String>,
    path: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct Action<'a> {
    topic: &'a str,
    state: &'static str,
    severity: &'static str,
    score: u32,
    document: Option<&'a str>,
    create: Option<&'a str>,
    requirements: Vec<&'a str>,
}

#[derive(Serialize)]
struct Coverage<'a> {
    total: Map<&'static str, u16>,
    frameworks: Vec<FrameworkRow<'a>>,
    documents: Vec<DocumentRow<'a>>,
}

#[derive(Serialize)]
struct FrameworkRow<'a> {
    framework: &'a str,
    counts: Map<&'static str, u16>,
    stages: Map<&'static str, Map<&'static str, u16>>,
}

#[derive(Serialize)]
struct DocumentRow<'a> {
    path: &'a str,
    kind: &'a str,
    expected: u16,
    shown: u16,
    partly: u16,
    shown_in_all: u16,
    blanks: u16,
}

#[derive(Serialize)]
struct Totals {
    documents: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    below_min_severity: usize,
    suppressed: usize,
    waived: usize,
    suppressions: usize,
    expiry_judged: bool,
}

/// All that a run has to report.
pub fn check(check: &Check<'_>) -> String {
    let catalogue = check.catalogue;
    let [errors, warnings, infos] = check.counts();
    let lint = check.lint;
    let totals = Totals {
        documents: check.documents.len(),
        errors,
        warnings,
        infos,
        below_min_severity: lint.findings.len() - errors - warnings - infos,
        suppressed: lint.suppressed.len(),
        waived: lint.waived.len(),
        suppressions: lint.suppressions,
        expiry_judged: check.assessment.expiry_judged,
    };
    print(&Report {
        version: 1,
        tool: Tool::new(check.version, catalogue),
        profile: profile(check),
        documents: documents(check),
        findings: check.findings().map(|f| told(f, check)).collect(),
        suppressed: lint.suppressed.iter().map(|f| excuse(f, catalogue)).collect(),
        waived: lint.waived.iter().map(|f| excuse(f, catalogue)).collect(),
        requirements: check.assessment.requirements.iter().map(|a| requirement(a, check)).collect(),
        actions: actions(check),
        coverage: coverage(check),
        counts: totals,
        waivers: check.waivers.iter().map(|waiver| waiver_entry(waiver, catalogue)).collect(),
        decisions: check.decisions.iter().map(|decision| decision_entry(decision, catalogue)).collect(),
        inputs: inputs(check),
        comparison: check.comparison.map(differences),
    })
}

fn profile<'a>(check: &Check<'a>) -> Profile<'a> {
    let catalogue = check.catalogue;
    let questions = check.assessment.open_questions.iter().map(|question| Question {
        fact: &catalogue[question.fact].id,
        requirements: ids(&question.requirements, catalogue),
    });
    Profile {
        name: check.profile.name.as_deref(),
        facts: Map(check.profile.known().map(|(fact, value)| (&*catalogue[fact].id, value)).collect()),
        open_questions: questions.collect(),
    }
}

fn documents<'a>(check: &Check<'a>) -> Vec<Document<'a>> {
    let documents = check.documents.iter().map(|document| Document {
        path: &document.path,
        format: format_id(document),
        title: document.title.as_deref(),
        kind: Kind::new(document, check.catalogue),
        sha256: document.digest.to_string(),
    });
    documents.collect()
}

fn finding<'a>(finding: &'a lint::Finding, catalogue: &'a Catalogue) -> Finding<'a> {
    let place = finding.path.is_some();
    let related = finding.related.iter().map(|related| Related {
        path: &related.path,
        start_line: related.lines.0,
        end_line: related.lines.1,
        note: &related.note,
    });
    Finding {
        code: finding.code,
        name: finding.name,
        severity: finding.severity.id(),
        message: &finding.message,
        why: &finding.why,
        help: &finding.help,
        path: finding.path.as_deref(),
        start_line: place.then_some(finding.lines.0),
        end_line: place.then_some(finding.lines.1),
        start_byte: place.then_some(finding.source.start),
        end_byte: place.then_some(finding.source.end),
        headings: &finding.headings,
        topics: finding.topics.iter().map(|topic| &*catalogue[*topic].id).collect(),
        requirements: finding.requirements.iter().map(|id| clause(*id, catalogue)).collect(),
        fingerprint: &finding.fingerprint,
        related: related.collect(),
        novelty: None,
    }
}

/// A finding that is shown, and how it stands to the base.
fn told<'a>(found: &'a lint::Finding, check: &Check<'a>) -> Finding<'a> {
    let novelty = check.comparison.map(|comparison| comparison.novelty(found).id());
    Finding { novelty, ..finding(found, check.catalogue) }
}

fn inputs<'a>(check: &Check<'a>) -> Vec<Input<'a>> {
    let inputs = check.inputs.iter().map(|input| Input {
        what: input.what,
        path: &input.path,
        sha256: input.digest.to_string(),
    });
    inputs.collect()
}

fn clause(id: RequirementId, catalogue: &Catalogue) -> Clause<'_> {
    let requirement = &catalogue[id];
    Clause {
        id: &requirement.id,
        framework: &catalogue[requirement.framework].id,
        clause: &requirement.clause,
    }
}

fn excuse<'a>((item, excuse): &'a (lint::Finding, lint::Excuse), catalogue: &'a Catalogue) -> Excused<'a> {
    let excuse = Excuse {
        reason: &excuse.reason,
        owner: excuse.owner.as_deref(),
        path: &excuse.path,
        line: excuse.line,
    };
    Excused { finding: finding(item, catalogue), excuse }
}

fn requirement<'a>(assessed: &'a Assessed, check: &Check<'a>) -> Requirement<'a> {
    let catalogue = check.catalogue;
    let requirement = &catalogue[assessed.requirement];
    let topics = assessed.topics.iter().map(|topic| Topic {
        topic: &catalogue[topic.topic].id,
        state: topic.state.id(),
        evidence: topic.evidence.and_then(|place| {
            let evidence = place.get(check.documents)?;
            Some(Evidence {
                path: &check.documents.get(place.document as usize)?.path,
                start_line: evidence.lines.0,
                end_line: evidence.lines.1,
                headings: &evidence.headings,
                quote: &evidence.quote,
            })
        }),
    });
    let waiver = assessed.waiver.and_then(|index| check.waivers.get(index));
    let decision = assessed.decision.and_then(|index| check.decisions.get(index));
    Requirement {
        id: &requirement.id,
        framework: &catalogue[requirement.framework].id,
        clause: &requirement.clause,
        title: &requirement.title,
        strength: requirement.strength.id(),
        level: requirement.level.id(),
        stage: requirement.stage.id(),
        status: assessed.status.id(),
        applies: applies(requirement, assessed.applicability, check.profile, catalogue),
        topics: topics.collect(),
        in_expected_kind: assessed.in_expected_kind,
        missing_points: assessed.missing_cues(catalogue).collect(),
        waiver: waiver.map(waiver_text),
        decision: decision.map(|decision| decision_text(decision, assessed.found)),
    }
}

/// Whether each requirement applies to a device, by id.
pub fn applicability(profile: &DeviceProfile, catalogue: &Catalogue) -> String {
    let all = catalogue.requirement_ids().map(|id| {
        let requirement = &catalogue[id];
        (&*requirement.id, applies(requirement, profile.applicability(requirement), profile, catalogue))
    });
    print(&Map(all.collect()))
}

fn applies<'a>(
    requirement: &catalog::Requirement,
    applicability: Applicability,
    profile: &DeviceProfile,
    catalogue: &'a Catalogue,
) -> Applies<'a> {
    let (value, because) = match applicability {
        Applicability::Always => ("always", Vec::new()),
        Applicability::Because(fact) => ("yes", vec![fact]),
        Applicability::Unknown => ("unknown", profile.unknown_facts(requirement).collect()),
        Applicability::No => ("no", requirement.when.to_vec()),
    };
    Applies { value, because: because.into_iter().map(|fact| &*catalogue[fact].id).collect() }
}

fn waiver_text(waiver: &Waiver) -> WaiverText<'_> {
    WaiverText {
        reason: waiver.reason.as_deref(),
        owner: waiver.owner.as_deref(),
        date: waiver.date.map(|day| day.to_string()),
        expires: waiver.expires.map(|day| day.to_string()),
        path: &waiver.place.path,
        line: waiver.place.line,
    }
}

fn waiver_entry<'a>(waiver: &'a Waiver, catalogue: &'a Catalogue) -> WaiverEntry<'a> {
    let (mut requirements, mut topics, mut findings) = (Vec::new(), Vec::new(), Vec::new());
    for target in &waiver.targets {
        match target {
            WaiverTarget::Requirement(id) => requirements.push(&*catalogue[*id].id),
            WaiverTarget::Topic(id) => topics.push(&*catalogue[*id].id),
            WaiverTarget::Finding(id) => findings.push(id.as_str()),
        }
    }
    let document = waiver.document.as_ref().map(|pattern| pattern.as_str());
    WaiverEntry { requirements, topics, findings, document, text: waiver_text(waiver) }
}

fn decision_entry<'a>(decision: &'a Decision, catalogue: &'a Catalogue) -> DecisionEntry<'a> {
    DecisionEntry {
        requirements: ids(&decision.requirements, catalogue),
        status: decision.status.id(),
        reason: decision.reason.as_deref(),
        evidence: decision.evidence.as_deref(),
        note: decision.note.as_deref(),
        owner: decision.owner.as_deref(),
        date: decision.date.map(|day| day.to_string()),
        path: &decision.place.path,
        line: decision.place.line,
    }
}

fn decision_text(decision: &Decision, found: Status) -> DecisionText<'_> {
    DecisionText {
        status: decision.status.id(),
        found: found.id(),
        reason: decision.reason.as_deref(),
        evidence: decision.evidence.as_deref(),
        note: decision.note.as_deref(),
        owner: decision.owner.as_deref(),
        date: decision.date.map(|day| day.to_string()),
        path: &decision.place.path,
        line: decision.place.line,
    }
}

fn actions<'a>(check: &Check<'a>) -> Vec<Action<'a>> {
    let catalogue = check.catalogue;
    let topic = |topic: TopicId| &*catalogue[topic].id;
    let actions = check.assessment.actions.iter().map(|action| Action {
        topic: topic(action.topic),
        state: action.state.id(),
        severity: action.severity.id(),
        score: action.score,
        document: match action.home {
            Home::Document(index) => check.documents.get(index as usize).map(|d| d.path.as_str()),
            _ => None,
        },
        create: match action.home {
            Home::Create(kind) => Some(&*catalogue[kind].id),
            _ => None,
        },
        requirements: ids(&action.requirements, catalogue),
    });
    actions.collect()
}

fn coverage<'a>(check: &Check<'a>) -> Coverage<'a> {
    let catalogue = check.catalogue;
    let coverage = &check.assessment.coverage;
    let frameworks = coverage.frameworks.iter().map(|row| FrameworkRow {
        framework: &catalogue[row.framework].id,
        counts: counts(&row.counts),
        stages: Map(row.stages.iter().map(|(stage, c)| (stage.id(), counts(c))).collect()),
    });
    let documents = coverage.documents.iter().filter_map(|row| {
        Some(DocumentRow {
            path: &check.documents.get(row.document as usize)?.path,
            kind: row.kind.map_or("other", |kind| &*catalogue[kind].id),
            expected: row.expected,
            shown: row.shown,
            partly: row.partly,
            shown_in_all: row.shown_in_all,
            blanks: row.blanks,
        })
    });
    Coverage {
        total: counts(&coverage.total),
        frameworks: frameworks.collect(),
        documents: documents.collect(),
    }
}

/// How many are applicable, then how many have each status.
fn counts(counts: &Counts) -> Map<&'static str, u16> {
    let mut rows = vec![("applicable", counts.applicable())];
    rows.extend(Status::ALL.iter().map(|status| (status.id(), counts.of(*status))));
    Map(rows)
}

fn ids<'a>(requirements: &[RequirementId], catalogue: &'a Catalogue) -> Vec<&'a str> {
    requirements.iter().map(|id| &*catalogue[*id].id).collect()
}
