//! What reports for people say of a comparison in the same words.

use super::trace;
use crate::assess::Status;
use crate::catalog::Catalogue;
use crate::compare::{
    Comparison, EvidenceChange, ExceptionChange, Novelty, PastEvidence, RequirementChange, Turn,
};
use crate::lint::wording;

/// What is different in one line; empty when nothing is.
pub(super) fn in_short(comparison: &Comparison) -> String {
    let evidence = comparison.evidence.iter().filter(|change| !change.decided.is_empty()).count();
    let parts = [
        (comparison.count(Novelty::New), "new finding", "new findings"),
        (comparison.count(Novelty::Worsened), "worsened", "worsened"),
        (comparison.turned(Turn::Lost), "requirement lost", "requirements lost"),
        (evidence, "decision whose evidence changed", "decisions whose evidence changed"),
        (comparison.turned(Turn::Gained), "requirement gained", "requirements gained"),
        (comparison.gone.len(), "finding gone", "findings gone"),
    ];
    let said = parts.iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| wording::count(*n, one, many));
    said.collect::<Vec<_>>().join(", ")
}

/// What became of requirements, as a heading.
pub(super) fn turn(turn: Turn) -> &'static str {
    match turn {
        Turn::Lost => "Requirements that lost",
        Turn::Gained => "Requirements that gained",
        Turn::Asked => "Requirements that are asked for now",
        Turn::Dropped => "Requirements that are not asked for any more",
    }
}

/// How a requirement stood and stands: `content found -> partly found`.
pub(super) fn statuses(change: &RequirementChange) -> String {
    let before = match (&change.before, change.turn) {
        (Some(status), _) => said(status),
        // A baseline remembers only what is open.
        (None, Turn::Lost) => "not open",
        (None, _) => "not asked for",
    };
    format!("{before} \u{2192} {}", change.after.as_deref().map_or("not asked for", said))
}

fn said(status: &str) -> &str {
    Status::from_id(status).map_or(status, |status| trace::status(status))
}

/// The title of a requirement that may be of another catalogue.
pub(super) fn title<'a>(id: &str, catalogue: &'a Catalogue) -> &'a str {
    catalogue.requirement(id).map_or("", |id| &*catalogue[id].title)
}

/// The title of a topic, or its id.
pub(super) fn topic<'a>(id: &'a str, catalogue: &'a Catalogue) -> &'a str {
    catalogue.topic(id).map_or(id, |topic| &*catalogue[topic].title)
}

/// Evidence that is different: first what somebody decided on, then other words, then other places.
pub(super) fn evidence(comparison: &Comparison) -> Vec<&EvidenceChange> {
    let mut changes: Vec<&EvidenceChange> = comparison.evidence.iter().collect();
    changes.sort_by_key(|change| (change.decided.is_empty(), !change.text));
    changes
}

/// `docs/plan.md:12`.
pub(super) fn place(evidence: &PastEvidence) -> String {
    format!("{}:{}", evidence.path, evidence.start_line)
}

/// What became of a waiver or a decision: `new waiver of topic sbom`, and what it says, key by key.
pub(super) fn exception(change: &ExceptionChange) -> (String, Vec<String>) {
    let (word, one) = match (&change.before, &change.after) {
        (None, Some(after)) => ("new", after),
        (Some(before), None) => ("gone:", before),
        (Some(_), Some(after)) => ("changed", after),
        (None, None) => return (String::new(), Vec::new()),
    };
    let title = format!("{word} {} of {}", one.what, wording::list(&one.targets, 4));
    let (Some(before), Some(after)) = (&change.before, &change.after) else {
        return (title, one.says.iter().map(|(key, value)| format!("{key}: {value}")).collect());
    };
    let of = |says: &[(&'static str, String)], key: &str| {
        says.iter().find(|(k, _)| *k == key).map(|(_, value)| value.clone())
    };
    let mut keys: Vec<&'static str> = before.says.iter().chain(&after.says).map(|(key, _)| *key).collect();
    keys.sort_unstable();
    keys.dedup();
    let differing = keys.into_iter().filter_map(|key| {
        let (old, new) = (of(&before.says, key), of(&after.says, key));
        let word = |value: Option<String>| value.unwrap_or_else(|| "none".to_owned());
        (old != new).then(|| format!("{key}: {} \u{2192} {}", word(old), word(new)))
    });
    (title, differing.collect())
}

/// Documents that are new, gone and changed.
pub(super) fn documents(comparison: &Comparison) -> [(&'static str, Vec<&str>); 3] {
    let of = |before: bool, after: bool| {
        let these = comparison.documents.iter().filter(|d| (d.before, d.after) == (before, after));
        these.map(|document| &*document.path).collect()
    };
    [("New", of(false, true)), ("Gone", of(true, false)), ("Changed", of(true, true))]
}
