//! M114: what reviewers look for in one kind of document is shown in another. One finding per document that shows it.

use std::collections::{BTreeMap, BTreeSet};

use crate::assess::{Severity, Status};
use crate::catalog::{KindId, Level, RequirementId, TopicId};
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::Set;
use crate::lint::wording;

pub(in crate::lint) static RULE: Rule = Rule {
    code: "M114",
    name: "shown-elsewhere-than-expected",
    scope: Scope::Set,
    what: "Requirements are met by a document of another kind than the one in which reviewers look for it, although the set has \
           such a document. It counts as met. There is one finding per document that shows something unexpected.",
    why: "A reviewer who opens the expected document first will not find it there.",
    fix: "Put a pointer into the expected document, or move the text there.",
    severity: "information",
    bad: Example::of(&[
        (
            "docs/manual.md",
            "---\nmedlint: instructions-for-use\n---\n# Manual\n\n## Penetration testing\n\nAn external laboratory carried out a penetration test of release 3.2 in May 2025 over ten days and found four weaknesses.\n",
        ),
        (
            "docs/test.md",
            "---\nmedlint: security-test\n---\n# Security test report\n\nThe report belongs to release 3.2.\n",
        ),
    ]),
    good: Example::of(&[(
        "docs/test.md",
        "---\nmedlint: security-test\n---\n# Security test report\n\n## Penetration testing\n\nAn external laboratory carried out a penetration test of release 3.2 in May 2025 over ten days and found four weaknesses.\n",
    )]),
    check: Check::Set(check),
};

/// A topic that a document of an unexpected kind shows.
#[derive(Default)]
struct Misplaced {
    requirements: Vec<RequirementId>,
    /// Kinds in which it is expected and of which there is a document.
    expected: BTreeSet<KindId>,
}

pub(in crate::lint) fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    let catalogue = set.catalogue;
    let present: BTreeSet<KindId> =
        set.context.documents.iter().filter_map(|d| d.analysis.kind.kind).collect();
    let mut by_document: BTreeMap<u32, BTreeMap<TopicId, Misplaced>> = BTreeMap::new();
    for assessed in &set.context.assessment.requirements {
        let requirement = &catalogue[assessed.requirement];
        let met = assessed.status == Status::Met && assessed.decision.is_none();
        if !met || assessed.in_expected_kind || requirement.level != Level::Core {
            continue;
        }
        let expected: BTreeSet<KindId> =
            requirement.kinds.iter().copied().filter(|k| present.contains(k)).collect();
        for topic in assessed.topics.iter().filter(|_| !expected.is_empty()) {
            let Some((document, _)) = topic.evidence.and_then(|place| set.evidence(place)) else { continue };
            // A document of no known kind is not a wrong place, and one that expects the topic is a right one.
            let right = match document.analysis.kind.kind {
                None => true,
                Some(kind) => requirement.kinds.contains(&kind) || set.heading(kind, topic.topic).is_some(),
            };
            let Some(place) = topic.evidence.filter(|_| !right) else { continue };
            let entry = by_document.entry(place.document).or_default().entry(topic.topic).or_default();
            entry.requirements.push(assessed.requirement);
            entry.expected.extend(&expected);
        }
    }
    for (index, topics) in by_document {
        let Some(document) = set.document(index) else { continue };
        let ids: Vec<TopicId> = topics.keys().copied().collect();
        let requirements: Vec<RequirementId> =
            topics.values().flat_map(|m| m.requirements.iter().copied()).collect();
        let kinds: BTreeSet<KindId> = topics.values().flat_map(|m| m.expected.iter().copied()).collect();
        let others =
            set.context.documents.iter().filter(|d| d.analysis.kind.kind.is_some_and(|k| kinds.contains(&k)));
        let others: Vec<&str> = others.map(|d| d.analysis.path.as_str()).collect();
        let message = format!(
            "shows {} that reviewers look for in another document: {}",
            wording::count(ids.len(), "topic", "topics"),
            wording::topics(&ids, 6, catalogue)
        );
        let help = format!("point to it from {}", wording::list(others, 4));
        let (source, lines) = document.lint.title.clone();
        let mut finding = Finding::new(&RULE, Severity::Info, message, help)
            .at(&document.analysis.path, source, lines)
            .about(&ids, &requirements)
            .with_key("");
        finding.whole_document = true;
        findings.push(finding);
    }
}
