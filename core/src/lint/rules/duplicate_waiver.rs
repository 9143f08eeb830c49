//! M113: two waivers for the same thing.

use std::collections::BTreeMap;

use crate::assess::{Severity, Waiver, WaiverTarget};
use crate::lint::finding::{Finding, Related};
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::Set;

pub(super) static RULE: Rule = Rule {
    code: "M113",
    name: "duplicate-waiver",
    scope: Scope::Config,
    what: "Two waivers in medlint.toml excuse the same thing in the same documents. The first that is valid counts.",
    why: "Two reasons and two dates for one exception contradict each other sooner or later.",
    fix: "Keep one of them.",
    severity: "a warning",
    bad: Example::with_config(
        &[("docs/notes.md", "# Notes\n\nText.\n")],
        "[[waiver]]\ntopic = \"sbom\"\nreason = \"no software of others\"\nowner = \"J. Doe\"\ndate = \"2025-01-01\"\n\n[[waiver]]\ntopic = \"sbom\"\nreason = \"see the other repository\"\nowner = \"J. Doe\"\ndate = \"2025-02-01\"\n",
    ),
    good: Example::with_config(
        &[("docs/notes.md", "# Notes\n\nText.\n")],
        "[[waiver]]\ntopic = \"sbom\"\nreason = \"no software of others\"\nowner = \"J. Doe\"\ndate = \"2025-01-01\"\n",
    ),
    check: Check::Set(check),
};

fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<(&WaiverTarget, Option<&str>), &Waiver> = BTreeMap::new();
    for waiver in set.context.waivers {
        let document = waiver.document.as_ref().map(|pattern| pattern.as_str());
        for target in &waiver.targets {
            let Some(first) = seen.get(&(target, document)) else {
                seen.insert((target, document), waiver);
                continue;
            };
            let message = format!("{} is waived twice", set.name(target));
            let help = format!("keep one; the other is at line {}", first.place.line);
            let mut finding = set.at_waiver(Finding::new(&RULE, Severity::Warning, message, help), waiver);
            finding.related.push(Related {
                path: first.place.path.clone(),
                source: first.place.source.clone(),
                lines: (first.place.line, first.place.end_line),
                note: "waived here first".to_owned(),
            });
            findings.push(finding);
        }
    }
}
