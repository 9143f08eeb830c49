//! M115: facts about the device that nobody has told. One finding per run.

use crate::assess::Severity;
use crate::catalog::RequirementId;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::Set;
use crate::lint::wording;

pub(super) static RULE: Rule = Rule {
    code: "M115",
    name: "open-question",
    scope: Scope::Set,
    what: "Facts about the device are not known. Requirements that depend on them count as applicable. There is one finding for \
           all of them.",
    why: "Until the question is answered, the list of gaps may be longer than it has to be.",
    fix: "Answer the facts in medlint.toml: `[device.facts]` with `networked = true` or `false`.",
    severity: "information",
    bad: Example::of(&[("docs/notes.md", "# Notes\n\nText.\n")]),
    good: Example::with_config(&[("docs/notes.md", "# Notes\n\nText.\n")], ALL_ANSWERED),
    check: Check::Set(check),
};

/// A medlint.toml that asks about nothing that depends on a fact.
const ALL_ANSWERED: &str = "[check]\nframeworks = [\"ig-nb\"]\nlevels = [\"detail\"]\n";

/// How many facts are named.
const NAMED: usize = 6;

fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    let questions = &set.context.assessment.open_questions;
    if questions.is_empty() || !set.context.whole_set {
        return;
    }
    let catalogue = set.catalogue;
    let mut requirements: Vec<RequirementId> =
        questions.iter().flat_map(|q| q.requirements.iter().copied()).collect();
    requirements.sort_unstable();
    requirements.dedup();
    let message = format!(
        "{} about the device {} not known; {} therefore taken to apply",
        wording::count(questions.len(), "fact", "facts"),
        if questions.len() == 1 { "is" } else { "are" },
        wording::count(requirements.len(), "requirement is", "requirements are"),
    );
    let file = set.context.config.unwrap_or("medlint.toml");
    let mut help = format!("answer them in {file} under [device.facts], true or false:");
    for question in questions.iter().take(NAMED) {
        let fact = &catalogue[question.fact];
        let hanging = wording::count(question.requirements.len(), "requirement", "requirements");
        help.push_str(&format!("\n- {} = ?  (the device {}; {hanging})", fact.id, fact.meaning));
    }
    if questions.len() > NAMED {
        help.push_str(&format!("\n- and {} more", questions.len() - NAMED));
    }
    let mut finding = Finding::new(&RULE, Severity::Info, message, help).with_key("");
    finding.requirements = requirements;
    findings.push(finding);
}
