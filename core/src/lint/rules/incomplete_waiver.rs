//! M110: a waiver without a reason, an owner or a date.

use crate::assess::Severity;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::Set;

pub(super) static RULE: Rule = Rule {
    code: "M110",
    name: "waiver-without-reason",
    scope: Scope::Config,
    what: "A waiver in medlint.toml does not say why, who answers for it, or since when. Without a reason it excuses nothing.",
    why: "An exception is only as good as its justification; an auditor asks for reason, owner and date.",
    fix: "Add `reason`, `owner` and `date`.",
    severity: "a warning",
    bad: Example::with_config(
        &[("docs/notes.md", "# Notes\n\nText.\n")],
        "[[waiver]]\ntopic = \"penetration-testing\"\nowner = \"J. Doe\"\ndate = \"2020-01-01\"\n",
    ),
    good: Example::with_config(
        &[("docs/notes.md", "# Notes\n\nText.\n")],
        "[[waiver]]\ntopic = \"penetration-testing\"\nreason = \"no data interface\"\nowner = \"J. Doe\"\ndate = \"2020-01-01\"\n",
    ),
    check: Check::Set(check),
};

fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    for waiver in set.context.waivers {
        let lacks: Vec<&str> = [
            (waiver.reason.is_none(), "reason"),
            (waiver.owner.is_none(), "owner"),
            (waiver.date.is_none(), "date"),
        ]
        .into_iter()
        .filter_map(|(lacks, key)| lacks.then_some(key))
        .collect();
        if lacks.is_empty() {
            continue;
        }
        let effect = if waiver.reason.is_none() { " and excuses nothing" } else { "" };
        let message = format!("the waiver for {} has no {}{effect}", set.names(waiver), lacks.join(", no "));
        let keys: Vec<String> = lacks.iter().map(|key| format!("`{key} = \"...\"`")).collect();
        let help = format!("add {}", keys.join(", "));
        findings.push(set.at_waiver(Finding::new(&RULE, Severity::Warning, message, help), waiver));
    }
}
