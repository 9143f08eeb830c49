//! M101: what a document of this kind should show and does not. One finding per document.

use crate::assess::{Home, Severity, state_in};
use crate::catalog::{ExpectedTopic, KindId, TopicId};
use crate::detect::State;
use crate::lint::finding::{Finding, Related};
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::{Checked, Set};
use crate::lint::wording;

pub(in crate::lint) static RULE: Rule = Rule {
    code: "M101",
    name: "missing-content",
    scope: Scope::Set,
    what: "A document does not show topics that a document of its kind should show. There is one finding per document; it \
           lists the topics by weight. Topics that another document of the set shows do not count.",
    why: "A reviewer opens a document of this kind to find exactly these points; what is not there is asked for, or taken \
          as not done.",
    fix: "Write the listed sections, or point to the document that has them. If the document is something else, say so \
          in its front matter (`medlint: <kind>`). If a topic does not apply, say why in a sentence, or answer the \
          fact that decides about it in medlint.toml.",
    severity: "that of the strongest requirement behind a missing topic: must at core level is an error, should at core level a \
               warning, anything else information; topics that belong into another document of the set rather than \
               this one are information",
    bad: Example::of(&[(
        "docs/disclosure.md",
        "---\nmedlint: disclosure-policy\n---\n# Coordinated vulnerability disclosure\n\nThis page belongs to the product family Aria 3.\n",
    )]),
    good: Example::of(&[(
        "docs/notes.md",
        "---\nmedlint: other\n---\n# Notes of the kick-off\n\nThe team met on Monday and had coffee.\n",
    )]),
    check: Check::Set(check),
};

/// How many topics are explained in the help text; the others are only named.
const EXPLAINED: usize = 6;

fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    for (index, document) in (0..).zip(set.context.documents) {
        findings.extend(of_document(set, index, document).finding);
    }
}

/// A topic that a document lacks: whether it should stand here or rather in another document of the set.
struct Gap<'a> {
    expected: &'a ExpectedTopic,
    here: bool,
}

/// What a document lacks.
#[derive(Debug, Default)]
pub(in crate::lint) struct Missing {
    /// What is said of it.
    pub(in crate::lint) finding: Option<Finding>,
    /// Topics that should stand in the document rather than in another.
    pub(in crate::lint) here: Vec<TopicId>,
    /// Topics that another document has instead; a related place of the finding for each, in this order.
    pub(in crate::lint) elsewhere: Vec<TopicId>,
}

/// Topics that a document lacks and that should stand in it rather than in another.
pub(super) fn own_gaps(set: &Set<'_>, index: u32, document: &Checked<'_>) -> Vec<TopicId> {
    own(&find(set, index, document).0)
}

fn own(gaps: &[Gap<'_>]) -> Vec<TopicId> {
    gaps.iter().filter(|gap| gap.here).map(|gap| gap.expected.topic).collect()
}

/// The topics that a document lacks, the most important first, and those that another document has instead.
fn find<'a>(set: &'a Set<'_>, index: u32, document: &Checked<'_>) -> (Vec<Gap<'a>>, Vec<TopicId>) {
    let analysis = document.analysis;
    let Some(kind) = analysis.kind.kind else { return (Vec::new(), Vec::new()) };
    let (mut gaps, mut elsewhere) = (Vec::new(), Vec::new());
    for expected in set.catalogue[kind].topics.iter() {
        let topic = expected.topic;
        let standing = set.topic(topic);
        if !standing.needed || set.is_waived(topic, &analysis.path) {
            continue;
        }
        let begun = match state_in(analysis, topic) {
            State::Missing | State::Mentioned => false,
            // A blank that names the topic has a finding of its own.
            State::Placeholder => analysis.blanks.iter().any(|blank| blank.topics.contains(&topic)),
            _ => true,
        };
        if begun {
            continue;
        }
        match standing.state {
            // What stands there and is weak, planned or denied has a finding of its own at its place.
            State::Missing | State::Mentioned | State::Placeholder => {
                let here = set.home(topic) == Home::Document(index);
                // What would only be good to have here and belongs elsewhere is told there, or by M102.
                if !standing.open.is_empty() && (here || expected.weight > 1) {
                    gaps.push(Gap { expected, here });
                }
            }
            _ => elsewhere.push(topic),
        }
    }
    // Stable: topics of the same weight stay in the order in which they are presented.
    gaps.sort_by_key(|gap| std::cmp::Reverse((gap.here, gap.expected.weight)));
    (gaps, elsewhere)
}

/// What a document lacks, and what is to be said of it.
pub(in crate::lint) fn of_document(set: &Set<'_>, index: u32, document: &Checked<'_>) -> Missing {
    let Some(kind) = document.analysis.kind.kind else { return Missing::default() };
    let (gaps, elsewhere) = find(set, index, document);
    if gaps.is_empty() {
        return Missing::default();
    }
    let finding = Some(one(set, document, kind, &gaps, &elsewhere));
    Missing { finding, here: own(&gaps), elsewhere }
}

fn one(
    set: &Set<'_>,
    document: &Checked<'_>,
    kind: KindId,
    gaps: &[Gap<'_>],
    elsewhere: &[TopicId],
) -> Finding {
    let catalogue = set.catalogue;
    let missing: Vec<TopicId> = gaps.iter().map(|gap| gap.expected.topic).collect();
    let requirements: Vec<_> = missing.iter().flat_map(|t| set.topic(*t).open.iter().copied()).collect();
    let here = gaps.iter().filter(|gap| gap.here);
    let severity =
        here.filter_map(|gap| set.topic(gap.expected.topic).severity).max().unwrap_or(Severity::Info);
    let expected = set.catalogue[kind].topics.iter().filter(|e| set.topic(e.topic).needed).count();
    let message = format!(
        "does not show {} of the {} expected in a document of this kind, {}: {}",
        gaps.len(),
        wording::count(expected, "topic", "topics"),
        wording::kind(kind, catalogue),
        wording::topics(&missing, 8, catalogue),
    );
    let mut help = String::from("write, or point to where it is written:");
    for gap in gaps.iter().take(EXPLAINED) {
        let topic = &catalogue[gap.expected.topic];
        help.push_str(&format!("\n- {} (\"{}\"): {}", topic.title, gap.expected.heading, topic.shown_when));
    }
    if gaps.len() > EXPLAINED {
        help.push_str(&format!("\n- and {} more", gaps.len() - EXPLAINED));
    }
    if !elsewhere.is_empty() {
        help.push_str(&format!(
            "\nfound elsewhere, and not counted: {}",
            wording::topics(elsewhere, 8, catalogue)
        ));
    }
    let (source, lines) = document.lint.title.clone();
    let mut finding = Finding::new(&RULE, severity, message, help)
        .at(&document.analysis.path, source, lines)
        .about(&missing, &requirements)
        .with_key(&catalogue[kind].id);
    finding.whole_document = true;
    finding.why = format!(
        "a reviewer looks for them in this document ({} behind them)",
        wording::count(finding.requirements.len(), "requirement", "requirements"),
    );
    finding.related = elsewhere.iter().filter_map(|topic| related(set, *topic)).collect();
    finding
}

/// Where another document has a topic.
pub(in crate::lint) fn related(set: &Set<'_>, topic: TopicId) -> Option<Related> {
    let (other, evidence) = set.evidence(set.topic(topic).evidence?)?;
    Some(Related {
        path: other.analysis.path.clone(),
        source: evidence.source.clone(),
        lines: evidence.lines,
        note: format!("{} is {} here", set.catalogue[topic].title, evidence.state.id()),
    })
}
