//! M105: something is announced, and nowhere done.

use crate::catalog::TopicId;
use crate::detect::State;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::Set;
use crate::lint::wording;

pub(in crate::lint) static RULE: Rule = Rule {
    code: "M105",
    name: "only-planned",
    scope: Scope::Set,
    what: "The best that any document says about a topic is that it will be done or defined.",
    why: "An announcement is no evidence; a reviewer takes it for a gap, and it stays in the file when the plan is \
          forgotten.",
    fix: "Say what was done, or what holds now. If it really comes later, say for which release, by whom, and what \
          protects until then; or add a waiver that expires.",
    severity: "that of the strongest requirement: must at core level is an error, should at core level a warning, else information",
    bad: Example::of(&[(
        "docs/recovery.md",
        "# Backup and restore\n\nA backup procedure will be defined before release.\n",
    )]),
    good: Example::of(&[(
        "docs/recovery.md",
        "# Backup and restore\n\nThe server saves configuration and patient data every night to an encrypted drive; the administrator restores them from the service menu within one hour.\n",
    )]),
    check: Check::Set(check),
};

fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    findings.extend(set.catalogue.topic_ids().filter_map(|topic| of_topic(set, topic)));
}

/// What is to be said of a topic.
pub(in crate::lint) fn of_topic(set: &Set<'_>, topic: TopicId) -> Option<Finding> {
    let standing = set.topic(topic);
    if standing.state != State::Planned {
        return None;
    }
    let (document, evidence) = set.evidence(standing.evidence?)?;
    let about = &set.catalogue[topic];
    let message = format!("{} is only announced", about.title);
    let help = format!("say what holds now: {}", about.shown_when);
    let mut finding = Finding::new(&RULE, standing.severity?, message, help)
        .at_evidence(&document.analysis.path, evidence)
        .about(&[topic], &standing.open)
        .with_key(&about.id);
    finding.why = format!("asked for by {}", wording::requirements(&finding.requirements, 4, set.catalogue));
    Some(finding)
}
