//! What reports for people say in the same words: where evidence stands, what is missing, why something is excused,
//! where to write.

use super::Check;
use crate::assess::{
    Action, Applicability, Assessed, Date, Decision, EvidenceRef, Home, Status, Waiver, WaiverTarget,
};
use crate::catalog::{Catalogue, FactId, KindId};
use crate::detect::{Analysis, Evidence, State};
use crate::lint::wording;

/// How many points are named of which none was found.
const POINTS: usize = 8;

/// A status as it is said to people who do not know the ids.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Met => "content found",
        Status::Justified => "left out with a reason",
        Status::Partly => "partly found",
        Status::Elsewhere => "only a pointer",
        Status::Planned => "planned",
        Status::DeniedWithReason => "denied with a reason",
        Status::Denied => "denied",
        Status::Placeholder => "to be filled in",
        Status::Missing => "not found",
        Status::Waived => "waived",
        Status::NeedsAPerson => "for a person to judge",
        Status::NotApplicable => "does not apply",
    }
}

/// The same for the state of a topic.
pub(super) fn state(state: State) -> &'static str {
    match state {
        State::Shown => "shown",
        State::Partly => "half shown",
        State::Elsewhere => "only a pointer",
        State::Planned => "planned",
        State::Denied => "denied",
        State::Placeholder => "to be filled in",
        State::Mentioned => "only named",
        State::Missing => "not found",
    }
}

/// A piece of evidence and its document.
pub(super) fn evidence<'a>(place: EvidenceRef, check: &Check<'a>) -> Option<(&'a Analysis, &'a Evidence)> {
    Some((*check.documents.get(place.document as usize)?, place.get(check.documents)?))
}

/// `12` or `12-14`.
pub(super) fn lines((first, last): (u32, u32)) -> String {
    if first == last { first.to_string() } else { format!("{first}-{last}") }
}

/// The headings above a place, outermost first.
pub(super) fn section(headings: &[String]) -> String {
    headings.join(" > ")
}

/// Where something should be written, in words: `docs/plan.md:12`, `docs/plan.md, section "Backup"`, `create ...`.
pub(super) fn destination(action: &Action, check: &Check<'_>) -> String {
    match action.home {
        Home::Document(index) => {
            let Some(document) = check.documents.get(index as usize) else { return String::new() };
            let begun = action.evidence.filter(|place| place.document == index);
            if let Some(evidence) = begun.and_then(|place| place.get(check.documents)) {
                return format!("{}:{}", document.path, evidence.lines.0);
            }
            let expected =
                |kind: KindId| check.catalogue[kind].topics.iter().find(|e| e.topic == action.topic);
            match document.kind.kind.and_then(expected) {
                Some(expected) => format!("{}, section \"{}\"", document.path, expected.heading),
                None => document.path.clone(),
            }
        }
        Home::Create(kind) => format!("create {}", wording::kind(kind, check.catalogue)),
        Home::Anywhere => "anywhere".to_owned(),
    }
}

/// How a topic stands that something is to be written about.
pub(super) fn standing(action: &Action) -> &'static str {
    // Shown and nevertheless open: a point that a requirement asks for is not in it.
    if action.state == State::Shown { "lacks points" } else { state(action.state) }
}

/// A person's word that outranks what was found in the documents.
pub(super) struct Word<'a> {
    /// What was done, to be followed by the reason.
    what: String,
    pub(super) reason: String,
    pub(super) owner: Option<&'a str>,
    pub(super) date: Option<Date>,
    expires: Option<Date>,
}

impl<'a> Word<'a> {
    fn of_waiver(waiver: &'a Waiver) -> Self {
        Word {
            what: "Waived".to_owned(),
            reason: waiver.reason.clone().unwrap_or_default(),
            owner: waiver.owner.as_deref(),
            date: waiver.date,
            expires: waiver.expires,
        }
    }

    fn of_decision(decision: &'a Decision, found: Status) -> Self {
        Word {
            what: format!(
                "Decided to be {} (by the documents alone: {})",
                decision.status.id(),
                status(found)
            ),
            reason: grounds(decision),
            owner: decision.owner.as_deref(),
            date: decision.date,
            expires: None,
        }
    }

    /// All of it as a sentence.
    fn say(&self) -> String {
        let mut out = format!("{}: {}", self.what, self.reason);
        let details = [
            self.owner.map(str::to_owned),
            self.date.map(|day| day.to_string()),
            self.expires.map(|day| format!("until {day}")),
        ];
        let details: Vec<String> = details.into_iter().flatten().collect();
        if !details.is_empty() {
            out.push_str(&format!(" ({})", details.join(", ")));
        }
        out
    }
}

/// What people said about a requirement: a decision, a waiver; the last word counts.
pub(super) fn words<'a>(assessed: &Assessed, check: &Check<'a>) -> Vec<Word<'a>> {
    let (decisions, waivers): (&'a [Decision], &'a [Waiver]) = (check.decisions, check.waivers);
    let decision = assessed.decision.and_then(|index| decisions.get(index));
    let waiver = assessed.waiver.and_then(|index| waivers.get(index));
    let decision = decision.map(|decision| Word::of_decision(decision, assessed.found));
    decision.into_iter().chain(waiver.map(Word::of_waiver)).collect()
}

/// Why a person decided so: reason, evidence outside of the documents, note.
pub(super) fn grounds(decision: &Decision) -> String {
    let evidence = decision.evidence.as_ref().map(|evidence| format!("evidence: {evidence}"));
    let grounds = [decision.reason.clone(), evidence, decision.note.clone()];
    let grounds: Vec<String> = grounds.into_iter().flatten().collect();
    if grounds.is_empty() { "no reason is given".to_owned() } else { grounds.join("; ") }
}

/// How a requirement stands, and whether that is what was found or what a person decided.
pub(super) fn outcome(assessed: &Assessed) -> String {
    match assessed.decision {
        Some(_) if assessed.waiver.is_none() => format!("{} (decided)", assessed.status.id()),
        _ => status(assessed.status).to_owned(),
    }
}

/// What a waiver excuses.
pub(super) fn targets(waiver: &Waiver, catalogue: &Catalogue) -> String {
    let names = waiver.targets.iter().map(|target| match target {
        WaiverTarget::Requirement(id) => format!("requirement {}", catalogue[*id].id),
        WaiverTarget::Topic(id) => format!("topic {}", catalogue[*id].id),
        WaiverTarget::Finding(id) => format!("finding {id}"),
    });
    names.collect::<Vec<_>>().join(", ")
}

/// Ids of facts.
pub(super) fn facts(ids: impl IntoIterator<Item = FactId>, catalogue: &Catalogue) -> String {
    ids.into_iter().map(|fact| &*catalogue[fact].id).collect::<Vec<_>>().join(", ")
}

/// Why a requirement applies or not, in a word and the facts that decide it.
pub(super) fn applies(assessed: &Assessed, check: &Check<'_>) -> String {
    let requirement = &check.catalogue[assessed.requirement];
    match assessed.applicability {
        Applicability::Always => "always".to_owned(),
        Applicability::Because(fact) => format!("yes: {}", check.catalogue[fact].id),
        Applicability::Unknown => {
            format!("unknown: {}", facts(check.profile.unknown_facts(requirement), check.catalogue))
        }
        Applicability::No => {
            format!("no: {}", facts(requirement.when.iter().copied(), check.catalogue))
        }
    }
}

/// What a reader has to know besides the evidence, a sentence each.
pub(super) fn remarks(assessed: &Assessed, check: &Check<'_>) -> Vec<String> {
    let requirement = &check.catalogue[assessed.requirement];
    let mut out = Vec::new();
    out.extend(words(assessed, check).iter().map(Word::say));
    match assessed.applicability {
        Applicability::No => {
            let when = facts(requirement.when.iter().copied(), check.catalogue);
            out.push(format!("Does not apply by the profile of the device: not {when}"));
        }
        Applicability::Unknown => {
            let open = facts(check.profile.unknown_facts(requirement), check.catalogue);
            out.push(format!("Taken to apply until the profile of the device answers: {open}"));
        }
        _ => {}
    }
    if assessed.lacks_cue {
        let points: Vec<&str> = assessed.missing_cues(check.catalogue).collect();
        out.push(format!("Found, but without any of these points: {}", wording::list(points, POINTS)));
    }
    if assessed.status == Status::NeedsAPerson {
        let note = requirement.note.as_deref();
        out.push(note.unwrap_or("Text alone cannot tell; a person has to look").to_owned());
    }
    if assessed.status == Status::DeniedWithReason {
        out.push("A person should look at the reason that the documents give".to_owned());
    }
    out
}
