//! M109: a waiver whose last day is over.

use crate::assess::Severity;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::Set;

pub(super) static RULE: Rule = Rule {
    code: "M109",
    name: "expired-waiver",
    scope: Scope::Config,
    what: "A waiver in medlint.toml has expired. It excuses nothing any more.",
    why: "The exception was granted for a time; somebody has to decide again.",
    fix: "Close the gap and delete the waiver, or let its owner decide again, with a new date and reason.",
    severity: "a warning; what it excused is reported again with its own severity",
    bad: Example::with_config(
        &[("docs/notes.md", "# Notes\n\nText.\n")],
        "[[waiver]]\ntopic = \"penetration-testing\"\nreason = \"until the laboratory is chosen\"\nowner = \"J. Doe\"\ndate = \"2020-01-01\"\nexpires = \"2020-06-30\"\n",
    ),
    good: Example::with_config(
        &[("docs/notes.md", "# Notes\n\nText.\n")],
        "[[waiver]]\ntopic = \"penetration-testing\"\nreason = \"until the laboratory is chosen\"\nowner = \"J. Doe\"\ndate = \"2020-01-01\"\nexpires = \"9999-12-31\"\n",
    ),
    check: Check::Set(check),
};

fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    let expired = set.context.waivers.iter().filter(|waiver| waiver.has_expired(set.context.today));
    for waiver in expired {
        let day = waiver.expires.map(|day| day.to_string()).unwrap_or_default();
        let owner = waiver.owner.as_deref().unwrap_or("its owner");
        let message = format!("the waiver for {} expired on {day}", set.names(waiver));
        let help = format!("close the gap and delete the waiver, or let {owner} decide again");
        findings.push(set.at_waiver(Finding::new(&RULE, Severity::Warning, message, help), waiver));
    }
}
