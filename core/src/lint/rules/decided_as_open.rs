//! M120: a person decided that a requirement is not met, and nothing else says so.

use crate::assess::{DecidedStatus, Severity};
use crate::catalog::RequirementId;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::Set;
use crate::lint::wording;

pub(super) static RULE: Rule = Rule {
    code: "M120",
    name: "decided-as-open",
    scope: Scope::Set,
    what: "A decision in medlint.toml says that a requirement is partly met, planned or missing, although the documents seem to \
           show it or detection in text cannot tell. There is one finding per decision.",
    why: "A gap that somebody has seen is a gap, whatever words were found in the documents.",
    fix: "Close the gap, then change the decision or take it away.",
    severity: "that of the strongest requirement: must at core level is an error, should at core level a warning, else information; \
               partly met: at most a warning",
    bad: Example::with_config(
        &[(
            "docs/tests.md",
            "# Security test report\n\n## Penetration testing\n\nAn external laboratory carried out a penetration test of release 3.2 in May 2025 over ten days and found four weaknesses.\n",
        )],
        "[[decision]]\nrequirement = \"N60-5.3-m\"\nstatus = \"missing\"\nnote = \"another device was tested\"\n",
    ),
    good: Example::with_config(
        &[("docs/notes.md", "# Notes\n\nText.\n")],
        "[[decision]]\nrequirement = \"N60-5.3-m\"\nstatus = \"missing\"\n",
    ),
    check: Check::Set(check),
};

fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    if !set.context.whole_set {
        return;
    }
    for (index, decision) in set.context.decisions.iter().enumerate() {
        // What is open without the decision has findings of its own, at its topics.
        let lowered = |id: &RequirementId| {
            let assessed = set.context.assessment.requirement(*id);
            assessed.is_some_and(|a| a.decision == Some(index) && a.status.is_open() && !a.found.is_open())
        };
        let requirements: Vec<RequirementId> =
            decision.requirements.iter().copied().filter(lowered).collect();
        let Some(first) = requirements.first() else { continue };
        let mut severity = set.severity(&requirements);
        if decision.status == DecidedStatus::Partly {
            severity = severity.min(Severity::Warning);
        }
        let message = format!(
            "decided as {}: {}",
            decision.status.id(),
            wording::requirements(&requirements, 3, set.catalogue)
        );
        let help = format!(
            "close the gap, then change the decision or take it away: {}",
            set.catalogue[*first].text
        );
        let mut finding = Finding::new(&RULE, severity, message, help).about(&[], &requirements);
        if let Some(why) = decision.reason.as_ref().or(decision.note.as_ref()) {
            finding.why = format!("{why} ({})", decision.owner.as_deref().unwrap_or("a person decided so"));
        }
        findings.push(set.at_decision(finding, decision));
    }
}
