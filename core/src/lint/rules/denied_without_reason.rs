//! M106: the documents say that there is none, and not why.

use crate::catalog::TopicId;
use crate::detect::State;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::Set;
use crate::lint::wording;

pub(in crate::lint) static RULE: Rule = Rule {
    code: "M106",
    name: "denied-without-reason",
    scope: Scope::Set,
    what: "The best that any document says about a topic is that it is not provided, not done or not applicable, and it gives \
           no reason.",
    why: "Leaving something out can be right, but only the reason shows that it was decided and not forgotten.",
    fix: "Give the reason in the same sentence or the next: what makes it unnecessary, or what protects instead.",
    severity: "that of the strongest requirement: must at core level is an error, should at core level a warning, else information",
    bad: Example::of(&[(
        "docs/tests.md",
        "# Security test report\n\n## Penetration testing\n\nPenetration testing was not performed.\n",
    )]),
    good: Example::of(&[(
        "docs/tests.md",
        "# Security test report\n\n## Penetration testing\n\nPenetration testing is not applicable because the device has no data interface.\n",
    )]),
    check: Check::Set(check),
};

fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    findings.extend(set.catalogue.topic_ids().filter_map(|topic| of_topic(set, topic)));
}

/// What is to be said of a topic.
pub(in crate::lint) fn of_topic(set: &Set<'_>, topic: TopicId) -> Option<Finding> {
    let standing = set.topic(topic);
    if standing.state != State::Denied {
        return None;
    }
    let (document, evidence) = set.evidence(standing.evidence?)?;
    if evidence.reasoned {
        return None;
    }
    let about = &set.catalogue[topic];
    let message = format!("{} is denied without a reason", about.title);
    let help = "add why it is not needed, or what protects instead (\"not applicable because ...\")";
    let mut finding = Finding::new(&RULE, standing.severity?, message, help)
        .at_evidence(&document.analysis.path, evidence)
        .about(&[topic], &standing.open)
        .with_key(&about.id);
    finding.why = format!("asked for by {}", wording::requirements(&finding.requirements, 4, set.catalogue));
    Some(finding)
}
