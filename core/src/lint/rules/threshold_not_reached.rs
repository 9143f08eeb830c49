//! M121: fewer requirements are answered than medlint.toml asks for.

use std::cmp::Reverse;

use crate::assess::{Severity, Threshold};
use crate::catalog::TopicId;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::Set;
use crate::lint::wording;

pub(super) static RULE: Rule = Rule {
    code: "M121",
    name: "threshold-not-reached",
    scope: Scope::Config,
    what: "A `[[threshold]]` in medlint.toml is not reached: of the requirements that apply and count, a smaller share is met, \
           left out with a reason or waived than it asks for. It is judged only when the whole set is looked at.",
    why: "The team agreed that the documentation does not go on below this share.",
    fix: "Write about the topics that the finding names: most open requirements hang on them. Lower the threshold only if the \
          agreement has changed.",
    severity: "an error, whatever the strength of the requirements",
    bad: Example::with_config(
        &[("docs/notes.md", "# Notes\n\nText.\n")],
        "[[threshold]]\nframework = \"imdrf-n60\"\nlevel = \"core\"\nmet = 90\n",
    ),
    good: Example::with_config(&[("docs/notes.md", "# Notes\n\nText.\n")], "[[threshold]]\nmet = 0\n"),
    check: Check::Set(check),
};

/// How many topics are named.
const NAMED: usize = 3;

fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    if set.context.whole_set {
        findings.extend(set.context.thresholds.iter().filter_map(|threshold| one(set, threshold)));
    }
}

fn one(set: &Set<'_>, threshold: &Threshold) -> Option<Finding> {
    let catalogue = set.catalogue;
    let reached = threshold.reached(set.context.assessment, catalogue);
    let lacking = threshold.lacking(reached);
    if lacking == 0 {
        return None;
    }
    let framework = threshold.framework.map(|framework| &*catalogue[framework].id);
    let level = threshold.level.map(|level| level.id());
    let mut which = wording::count(reached.of as usize, "requirement", "requirements");
    which.extend(framework.map(|id| format!(" of {id}")));
    which.extend(level.map(|id| format!(" at level {id}")));
    let message = format!(
        "{} of {which} {} answered ({} %), {} % are needed: {lacking} more",
        reached.answered,
        if reached.answered == 1 { "is" } else { "are" },
        reached.percent(),
        threshold.met
    );
    let topics = topics(set, threshold);
    let help = if topics.is_empty() {
        "no topic that medlint detects would help: look at what a person denied or decided".to_owned()
    } else {
        let named = topics.iter().take(NAMED).map(|(topic, n)| {
            let open = wording::count(*n, "requirement", "requirements");
            format!("{} ({open})", catalogue[*topic].title)
        });
        format!("most hangs on: {}", wording::list(named, NAMED))
    };
    let key = format!("{} {}", framework.unwrap_or_default(), level.unwrap_or_default());
    let place = &threshold.place;
    let finding = Finding::new(&RULE, Severity::Error, message, help);
    Some(finding.at(&place.path, place.source.clone(), (place.line, place.end_line)).with_key(&key))
}

/// Topics that open requirements of the threshold wait for, with how many do; the most first.
fn topics(set: &Set<'_>, threshold: &Threshold) -> Vec<(TopicId, usize)> {
    let mut waiting = vec![0; set.catalogue.topics.len()];
    for assessed in threshold.counted(set.context.assessment, set.catalogue) {
        if assessed.status.is_open() {
            assessed.open_topics().for_each(|topic| waiting[topic.topic.index()] += 1);
        }
    }
    let mut topics: Vec<(TopicId, usize)> = set
        .catalogue
        .topic_ids()
        .map(|topic| (topic, waiting[topic.index()]))
        .filter(|(_, n)| *n > 0)
        .collect();
    topics.sort_by_key(|(topic, n)| (Reverse(*n), *topic));
    topics
}
