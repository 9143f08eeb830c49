//! M103: a section that is about a topic and says only half of it.

use crate::assess::Severity;
use crate::catalog::{Level, RequirementId, Strength, TopicId};
use crate::detect::State;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::Set;
use crate::lint::wording;

pub(in crate::lint) static RULE: Rule = Rule {
    code: "M103",
    name: "weak-section",
    scope: Scope::Set,
    what: "The best that any document says about a topic is half of it, or it lacks a point that a core requirement asks \
           for by name. There is one finding per topic, at the best place.",
    why: "A reviewer finds the section, reads it, and asks for the rest; a claim without means is not evidence.",
    fix: "Say the missing half: by what means, how often, who, which values. Each finding names what is missing.",
    severity: "half said: that of the strongest requirement, but at most a warning; a missing point: a warning for must at core \
               level, else information",
    bad: Example::of(&[(
        "docs/tests.md",
        "# Security test report\n\n## Penetration testing\n\nPenetration testing of the device is carried out before each major release, the last time in May 2025.\n",
    )]),
    good: Example::of(&[(
        "docs/cleaning.md",
        "# Cleaning\n\nThe housing is wiped with alcohol after each shift, and the display with a dry cloth.\n",
    )]),
    check: Check::Set(check),
};

/// How many points are explained; the others are counted.
const EXPLAINED: usize = 4;
/// How many of the words that would do are named.
const WORDS: usize = 4;

fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    findings.extend(set.catalogue.topic_ids().filter_map(|topic| of_topic(set, topic)));
}

/// What is to be said of a topic.
pub(in crate::lint) fn of_topic(set: &Set<'_>, topic: TopicId) -> Option<Finding> {
    match set.topic(topic).state {
        State::Partly => half(set, topic),
        State::Shown => lacks_points(set, topic),
        _ => None,
    }
}

/// The topic is said by half everywhere.
fn half(set: &Set<'_>, topic: TopicId) -> Option<Finding> {
    let standing = set.topic(topic);
    let severity = standing.severity?.min(Severity::Warning);
    let (document, evidence) = set.evidence(standing.evidence?)?;
    let about = &set.catalogue[topic];
    let message = format!("says only half of what shows {}", wording::quote(&about.title, 60));
    let help = format!(
        "a reviewer should be able to read here: {}. Not enough: {}",
        about.shown_when.trim_end_matches('.'),
        about.not_enough
    );
    let mut finding = Finding::new(&RULE, severity, message, help)
        .at_evidence(&document.analysis.path, evidence)
        .about(&[topic], &standing.open)
        .with_key(&about.id);
    finding.why = format!("asked for by {}", wording::requirements(&finding.requirements, 4, set.catalogue));
    Some(finding)
}

/// The topic is shown, but core requirements lack the point that they ask for.
fn lacks_points(set: &Set<'_>, topic: TopicId) -> Option<Finding> {
    let catalogue = set.catalogue;
    let lacking = |id: &RequirementId| {
        let requirement = &catalogue[*id];
        let core = requirement.level == Level::Core
            && matches!(requirement.strength, Strength::Must | Strength::Should);
        // A requirement of several topics is told once, with the first.
        core && set
            .context
            .assessment
            .requirement(*id)
            .is_some_and(|a| a.lacks_cue && a.topics.first().is_some_and(|first| first.topic == topic))
    };
    let requirements: Vec<RequirementId> = set.topic(topic).open.iter().copied().filter(lacking).collect();
    let first = set.context.assessment.requirement(*requirements.first()?)?;
    let (document, evidence) = set.evidence(first.best_evidence()?)?;
    let about = &catalogue[topic];
    let points = wording::count(requirements.len(), "point", "points");
    let message = format!("shows {}, but not {points} that requirements ask for by name", about.title);
    let mut help = String::from("add what is missing, if it is so:");
    for id in requirements.iter().take(EXPLAINED) {
        let requirement = &catalogue[*id];
        let words =
            wording::list(requirement.cues.iter().map(|cue| format!("\"{}\"", catalogue[*cue])), WORDS);
        help.push_str(&format!("\n- {} ({}): none of {words} was found", requirement.title, requirement.id));
    }
    if requirements.len() > EXPLAINED {
        help.push_str(&format!("\n- and {} more", requirements.len() - EXPLAINED));
    }
    let severity = set.severity(&requirements).milder();
    let mut finding = Finding::new(&RULE, severity, message, help)
        .at_evidence(&document.analysis.path, evidence)
        .about(&[topic], &requirements)
        .with_key(&about.id);
    finding.why = format!("asked for by {}", wording::requirements(&requirements, 4, catalogue));
    Some(finding)
}
