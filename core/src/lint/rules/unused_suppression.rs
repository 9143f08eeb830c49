//! M112: a suppression comment that suppresses nothing, because there is nothing to suppress any more.

use crate::assess::Severity;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope, rule};
use crate::lint::set::Checked;

pub(super) static RULE: Rule = Rule {
    code: "M112",
    name: "unused-suppression",
    scope: Scope::Document,
    what: "A suppression comment names a rule that finds nothing where it reaches.",
    why: "It would hide the next problem of that sort, which nobody has decided about.",
    fix: "Delete the comment.",
    severity: "a warning",
    bad: Example::of(&[(
        "docs/plan.md",
        "# Plan\n\n<!-- medlint-disable-next-line M104: the site fills it in -->\nBackups are kept for 30 days.\n",
    )]),
    good: Example::of(&[(
        "docs/plan.md",
        "# Plan\n\n<!-- medlint-disable-next-line M104: the site fills it in -->\nBackups are kept for TBD days.\n",
    )]),
    check: Check::Suppressions,
};

/// Reports the suppressions of a document that were not used. When only part of the set was looked at, those for
/// rules that need the whole set are left alone.
pub(in crate::lint) fn check(
    document: &Checked<'_>,
    used: &[bool],
    whole_set: bool,
    findings: &mut Vec<Finding>,
) {
    let unused = document.lint.suppressions.iter().zip(used).filter(|(_, used)| !**used);
    for (suppression, _) in unused {
        // Without a reason or a rule it suppresses nothing anyway, and M111 says so.
        let valid =
            suppression.reason.is_some() && !suppression.codes.is_empty() && suppression.unknown.is_empty();
        let judged = |code: &&str| whole_set || rule(code).is_some_and(|rule| rule.scope == Scope::Document);
        if !valid || !suppression.codes.iter().all(judged) {
            continue;
        }
        let codes = suppression.codes.join(", ");
        let message = format!("there is nothing here for {codes} to report");
        let finding = Finding::new(&RULE, Severity::Warning, message, "delete the comment")
            .at(&document.analysis.path, suppression.source.clone(), suppression.lines)
            .with_key(&format!("{codes} {}", suppression.reason.as_deref().unwrap_or_default()));
        findings.push(finding);
    }
}
