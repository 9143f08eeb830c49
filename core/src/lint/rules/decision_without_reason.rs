//! M119: a decision that says more than the documents and does not say why.

use crate::assess::{Severity, Status};
use crate::catalog::RequirementId;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::Set;
use crate::lint::wording;

pub(super) static RULE: Rule = Rule {
    code: "M119",
    name: "decision-without-reason",
    scope: Scope::Config,
    what: "A decision in medlint.toml puts a requirement higher than the documents do, and gives neither a reason nor evidence. \
           It does not count.",
    why: "A word that goes beyond the documents is only as good as what stands behind it; an auditor asks for that.",
    fix: "Add `reason`, or `evidence` with the number of the document or the link that shows it.",
    severity: "a warning; what was found is reported with its own severity",
    bad: Example::with_config(
        &[("docs/notes.md", "# Notes\n\nText.\n")],
        "[[decision]]\nrequirement = \"N60-4.2-a\"\nstatus = \"met\"\n",
    ),
    good: Example::with_config(
        &[("docs/notes.md", "# Notes\n\nText.\n")],
        "[[decision]]\nrequirement = \"N60-4.2-a\"\nstatus = \"met\"\nevidence = \"QMS-0815, section 4\"\n",
    ),
    check: Check::Set(check),
};

fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    // What a part of the documents shows says nothing against a decision.
    if !set.context.whole_set {
        return;
    }
    for (index, decision) in set.context.decisions.iter().enumerate() {
        let beyond = |id: &RequirementId| {
            set.context.assessment.requirement(*id).is_some_and(|assessed| {
                assessed.decision != Some(index)
                    && !matches!(assessed.status, Status::NotApplicable | Status::Waived)
                    && !decision.counts(assessed.found)
            })
        };
        let requirements: Vec<RequirementId> = decision.requirements.iter().copied().filter(beyond).collect();
        if requirements.is_empty() {
            continue;
        }
        let message = format!(
            "the decision `{}` for {} says more than the documents, has no reason and no evidence, and does not count",
            decision.status.id(),
            wording::requirements(&requirements, 3, set.catalogue),
        );
        let help = "add `reason = \"...\"` or `evidence = \"...\"`";
        let finding = Finding::new(&RULE, Severity::Warning, message, help).about(&[], &requirements);
        findings.push(set.at_decision(finding, decision));
    }
}
