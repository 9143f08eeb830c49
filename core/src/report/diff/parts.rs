//! The parts of a comparison in words: what is worse first.

use crate::compare::{
    Comparison, EvidenceChange, ExceptionChange, Novelty, PastException, PastFinding, PastTopic,
    RequirementChange, Turn,
};
use crate::lint::wording::count;
use crate::report::text::Paint;

/// What has to be said when the catalogues differ.
pub(super) const OTHER_CATALOGUE: &str = "The two were made with different catalogues, so some differences may come from medlint and not from the documents \
     (`medlint catalogue diff` tells them).";

/// A list with a title; not empty.
pub(super) struct Part {
    pub(super) title: &'static str,
    pub(super) paint: Paint,
    pub(super) entries: Vec<Entry>,
}

/// What is said of one thing, and more of it.
pub(super) struct Entry {
    pub(super) head: String,
    pub(super) details: Vec<String>,
}

impl Entry {
    fn of(head: impl Into<String>) -> Self {
        Entry { head: head.into(), details: Vec::new() }
    }
}

/// All that is different.
pub(super) fn parts(comparison: &Comparison) -> Vec<Part> {
    let fresh = |wanted: Novelty| {
        let findings = comparison.fresh.iter().filter(move |(novelty, _)| *novelty == wanted);
        findings.map(|(_, finding)| Entry::of(finding_line(finding))).collect::<Vec<_>>()
    };
    let turned = |wanted: Turn| {
        let changes = comparison.requirements.iter().filter(move |change| change.turn == wanted);
        changes.map(|change| Entry::of(requirement_line(change))).collect::<Vec<_>>()
    };
    let evidence = |wanted: fn(&EvidenceChange) -> bool| {
        comparison.evidence.iter().filter(|change| wanted(change)).map(evidence_entry).collect::<Vec<_>>()
    };
    let all = [
        ("New findings", Paint::Bad, fresh(Novelty::New)),
        ("Findings that are worse", Paint::Bad, fresh(Novelty::Worsened)),
        ("Requirements of which less is shown", Paint::Bad, turned(Turn::Lost)),
        (
            "Evidence that was accepted and says something else now",
            Paint::Bad,
            evidence(|change| change.text && !change.decided.is_empty()),
        ),
        (
            "Waivers and decisions",
            Paint::Doubtful,
            comparison.exceptions.iter().map(exception_entry).collect(),
        ),
        ("Requirements that are asked for now", Paint::Doubtful, turned(Turn::Asked)),
        ("Requirements that are not asked for any more", Paint::Doubtful, turned(Turn::Dropped)),
        (
            "Evidence with other words",
            Paint::Note,
            evidence(|change| change.text && change.decided.is_empty()),
        ),
        ("Evidence in another place", Paint::Note, evidence(|change| !change.text)),
        ("Requirements of which more is shown", Paint::Good, turned(Turn::Gained)),
        (
            "Findings that are gone",
            Paint::Good,
            comparison.gone.iter().map(|finding| Entry::of(finding_line(finding))).collect(),
        ),
        (
            "Documents",
            Paint::Note,
            comparison.documents.iter().map(|d| Entry::of(format!("{} {}", d.path, d.kind()))).collect(),
        ),
    ];
    let parts = all.into_iter().map(|(title, paint, entries)| Part { title, paint, entries });
    parts.filter(|part| !part.entries.is_empty()).collect()
}

/// All of it in a line or two.
pub(super) fn summary(comparison: &Comparison) -> String {
    if comparison.is_empty() {
        return "Nothing is different.".to_owned();
    }
    format!(
        "{}, {} worse, {} gone; {} lost, {} gained, {} asked for now, {} not any more.",
        count(comparison.count(Novelty::New), "new finding", "new findings"),
        comparison.count(Novelty::Worsened),
        comparison.gone.len(),
        count(comparison.turned(Turn::Lost), "requirement", "requirements"),
        comparison.turned(Turn::Gained),
        comparison.turned(Turn::Asked),
        comparison.turned(Turn::Dropped),
    )
}

fn finding_line(finding: &PastFinding) -> String {
    let place = match (&finding.path, finding.start_line) {
        (Some(path), Some(line)) => format!("{path}:{line}: "),
        (Some(path), None) => format!("{path}: "),
        (None, _) => String::new(),
    };
    format!("{place}{} {}: {}", finding.code, finding.severity, finding.message)
}

fn requirement_line(change: &RequirementChange) -> String {
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!("{}: {before}, now {after}", change.id),
        (None, Some(after)) => format!("{}: {after}", change.id),
        (Some(before), None) => format!("{}: was {before}", change.id),
        (None, None) => change.id.clone(),
    }
}

fn evidence_entry(change: &EvidenceChange) -> Entry {
    let mut head = format!("{} ({})", change.topic, change.requirements.join(", "));
    if !change.decided.is_empty() {
        head.push_str(&format!("; decided by {}", change.decided.join("; ")));
    }
    let mut details = Vec::new();
    for (label, topic) in [("before", &change.before), ("now", &change.after)] {
        details.push(format!("{label}: {}", topic_line(topic, change.text)));
    }
    Entry { head, details }
}

fn topic_line(topic: &PastTopic, with_words: bool) -> String {
    let Some(evidence) = &topic.evidence else { return topic.state.clone() };
    let place = format!("{}, {}:{}", topic.state, evidence.path, evidence.start_line);
    if with_words { format!("{place}: \"{}\"", evidence.quote) } else { place }
}

fn exception_entry(change: &ExceptionChange) -> Entry {
    let told = |exception: &PastException| -> Vec<String> {
        exception.says.iter().map(|(key, value)| format!("{key}: {value}")).collect()
    };
    let head = |exception: &PastException, what: &str| {
        format!("{what} {} of {}", exception.what, exception.targets.join(", "))
    };
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => {
            let details = keys(before, after).into_iter().map(|key| {
                let value = |exception: &PastException| {
                    let found = exception.says.iter().find(|(name, _)| *name == key);
                    found.map_or_else(|| "nothing".to_owned(), |(_, value)| value.clone())
                };
                format!("{key}: {}, now {}", value(before), value(after))
            });
            Entry { head: head(after, "changed"), details: details.collect() }
        }
        (None, Some(after)) => Entry { head: head(after, "new"), details: told(after) },
        (Some(before), None) => Entry { head: head(before, "no more"), details: told(before) },
        (None, None) => Entry::of(""),
    }
}

/// The keys whose values differ.
fn keys(before: &PastException, after: &PastException) -> Vec<&'static str> {
    let all = before.says.iter().chain(&after.says);
    let differs = |key: &&'static str| {
        let value = |exception: &PastException| exception.says.iter().find(|(name, _)| name == key).cloned();
        value(before) != value(after)
    };
    let mut keys: Vec<&'static str> = Vec::new();
    for key in all.map(|(key, _)| *key).filter(differs) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}
