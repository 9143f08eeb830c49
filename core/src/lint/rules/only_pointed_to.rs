//! M118: the documents point elsewhere, and what they point to is not in the set.

use crate::catalog::TopicId;
use crate::detect::State;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::Set;
use crate::lint::wording;

pub(in crate::lint) static RULE: Rule = Rule {
    code: "M118",
    name: "only-pointed-to",
    scope: Scope::Set,
    what: "The best that any document says about a topic is where else it is written, and no document that was read shows it.",
    why: "medlint cannot tell whether the other document shows it, and a reviewer who has only this set cannot, either.",
    fix: "Add the document that is pointed to, or the essential statement. If it is kept elsewhere on purpose, name it \
          with its number and version, and add a waiver.",
    severity: "one step milder than that of the strongest requirement",
    bad: Example::of(&[(
        "docs/tests.md",
        "# Security test report\n\n## Penetration testing\n\nFor penetration testing, see the Verification Report, section 4.\n",
    )]),
    good: Example::of(&[(
        "docs/tests.md",
        "# Security test report\n\n## Penetration testing\n\nAn external laboratory carried out a penetration test of release 3.2 in May 2025 over ten days and found four weaknesses.\n",
    )]),
    check: Check::Set(check),
};

fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    findings.extend(set.catalogue.topic_ids().filter_map(|topic| of_topic(set, topic)));
}

/// What is to be said of a topic.
pub(in crate::lint) fn of_topic(set: &Set<'_>, topic: TopicId) -> Option<Finding> {
    if !set.context.whole_set {
        return None;
    }
    let standing = set.topic(topic);
    if standing.state != State::Elsewhere {
        return None;
    }
    let (document, evidence) = set.evidence(standing.evidence?)?;
    let about = &set.catalogue[topic];
    let message = format!("{} is only pointed to; no document that was read shows it", about.title);
    let help = format!("add the document that is meant, or say it here: {}", about.shown_when);
    let mut finding = Finding::new(&RULE, standing.severity?.milder(), message, help)
        .at_evidence(&document.analysis.path, evidence)
        .about(&[topic], &standing.open)
        .with_key(&about.id);
    finding.why = format!("asked for by {}", wording::requirements(&finding.requirements, 4, set.catalogue));
    Some(finding)
}
