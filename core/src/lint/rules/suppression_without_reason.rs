//! M111: a suppression comment that gives no reason, or names no rule.

use crate::assess::Severity;
use crate::lint::document::Input;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope, nearest_rule};
use crate::lint::suppression::Suppression;
use crate::lint::wording;

pub(super) static RULE: Rule = Rule {
    code: "M111",
    name: "suppression-without-reason",
    scope: Scope::Document,
    what: "A suppression comment gives no reason, or names no rule that exists. Such a comment suppresses nothing.",
    why: "An exception that nobody can explain later is not an exception but a gap.",
    fix: "Write `<!-- medlint-disable-next-line M104: the reason -->`, with a code or name of `medlint list rules`.",
    severity: "a warning",
    bad: Example::of(&[(
        "docs/plan.md",
        "# Plan\n\n<!-- medlint-disable-next-line M104 -->\nBackups are kept for TBD days.\n",
    )]),
    good: Example::of(&[(
        "docs/plan.md",
        "# Plan\n\n<!-- medlint-disable-next-line M104: the site fills it in, see work instruction 12 -->\nBackups are kept for TBD days.\n",
    )]),
    check: Check::Document(check),
};

fn check(input: &Input<'_>, findings: &mut Vec<Finding>) {
    for suppression in input.suppressions {
        if let Some((message, help)) = fault(suppression) {
            let finding = Finding::new(&RULE, Severity::Warning, message, help).at(
                &input.analysis.path,
                suppression.source.clone(),
                suppression.lines,
            );
            findings.push(finding.with_key(input.document.source_at(&suppression.source)));
        }
    }
}

fn fault(suppression: &Suppression) -> Option<(String, String)> {
    if let Some(word) = suppression.unknown.first() {
        let unknown = wording::list(suppression.unknown.iter().map(|word| format!("`{word}`")), 3);
        let help = match nearest_rule(word) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`medlint list rules` shows codes and names".to_owned(),
        };
        return Some((format!("this comment names {unknown}, which is no rule"), help));
    }
    if suppression.codes.is_empty() {
        let help = "name the code or name of a rule: `medlint-disable-next-line M104: the reason`".to_owned();
        return Some(("this comment names no rule and suppresses nothing".to_owned(), help));
    }
    if suppression.reason.is_none() {
        let help = format!("add the reason behind a colon: `{}: the reason`", suppression.codes.join(", "));
        return Some(("this comment gives no reason and suppresses nothing".to_owned(), help));
    }
    None
}
