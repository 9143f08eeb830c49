//! M102: requirements that no document of the set answers. One finding per topic.

use std::collections::BTreeSet;

use super::missing_content;
use crate::assess::Home;
use crate::catalog::TopicId;
use crate::detect::State;
use crate::lint::finding::Finding;
use crate::lint::rule::{Check, Example, Rule, Scope};
use crate::lint::set::Set;
use crate::lint::wording;

pub(in crate::lint) static RULE: Rule = Rule {
    code: "M102",
    name: "requirement-without-evidence",
    scope: Scope::Set,
    what: "No document of the set shows a topic that core requirements of the chosen frameworks ask for, and no document of the \
           set has it in its own summary (M101). There is one finding per topic; it names all requirements behind it.",
    why: "What is written nowhere cannot be shown to a reviewer, however well it is done.",
    fix: "Write it into the document that the finding names, or create one of the kind that it names. If it does not \
          apply, answer the fact that decides about it in medlint.toml, or add a waiver with a reason.",
    severity: "that of the strongest requirement: must is an error, should a warning; optional requirements have no finding",
    bad: Example::of(&[(
        "docs/notes.md",
        "---\nmedlint: other\n---\n# Notes of the kick-off\n\nThe team met on Monday and had coffee.\n",
    )]),
    good: Example::with_config(
        &[("docs/notes.md", "# Notes of the kick-off\n\nThe team met on Monday and had coffee.\n")],
        "[check]\nlevels = [\"context\"]\n",
    ),
    check: Check::Set(check),
};

fn check(set: &Set<'_>, findings: &mut Vec<Finding>) {
    if !set.context.whole_set {
        return;
    }
    let mut said: BTreeSet<TopicId> = BTreeSet::new();
    for (index, document) in (0..).zip(set.context.documents) {
        said.extend(missing_content::own_gaps(set, index, document));
        // A blank that names a topic which stands nowhere else has a finding of its own.
        let blanks = document.analysis.blanks.iter().flat_map(|blank| blank.topics.iter().copied());
        said.extend(blanks.filter(|topic| set.topic(*topic).state == State::Placeholder));
    }
    let unsaid = set.catalogue.topic_ids().filter(|topic| !said.contains(topic));
    findings.extend(unsaid.filter_map(|topic| of_topic(set, topic)));
}

/// What is to be said of a topic, unless it is said at a document.
pub(in crate::lint) fn of_topic(set: &Set<'_>, topic: TopicId) -> Option<Finding> {
    let state = set.topic(topic).state;
    let nowhere = matches!(state, State::Missing | State::Mentioned | State::Placeholder);
    if nowhere && set.context.whole_set { one(set, topic) } else { None }
}

fn one(set: &Set<'_>, topic: TopicId) -> Option<Finding> {
    let requirements = set.open_core(topic);
    if requirements.is_empty() {
        return None;
    }
    let catalogue = set.catalogue;
    let about = &catalogue[topic];
    let many = wording::count(requirements.len(), "requirement asks", "requirements ask");
    let how =
        if set.topic(topic).state == State::Mentioned { "is only named" } else { "is shown in no document" };
    let message = format!("{} {how}; {many} for it", about.title);
    let (wanted, place) = match set.home(topic) {
        Home::Document(index) => {
            let document = set.document(index);
            let path = document.map_or("", |d| d.analysis.path.as_str());
            let heading = document.and_then(|d| set.heading(d.analysis.kind.kind?, topic));
            let section = heading.map(|h| format!(", in a section such as \"{h}\"")).unwrap_or_default();
            (format!("write it in {path}{section}"), document)
        }
        Home::Create(kind) => {
            let named = wording::kind(kind, catalogue);
            (format!("there is no document of the kind {named} yet; create one and write it there"), None)
        }
        Home::Anywhere => ("write it in the document where a reader would look for it".to_owned(), None),
    };
    let help = format!("{wanted}: {}", about.shown_when);
    let mut finding =
        Finding::new(&RULE, set.severity(&requirements), message, help).about(&[topic], &requirements);
    if let Some(document) = place {
        let (source, lines) = document.lint.title.clone();
        finding = finding.at(&document.analysis.path, source, lines);
        finding.whole_document = true;
    }
    finding.why = format!("asked for by {}", wording::requirements(&requirements, 4, catalogue));
    // Where it should be written may change with every new document; what is missing stays the same.
    let path = finding.path.take();
    finding = finding.with_key(&about.id);
    finding.path = path;
    Some(finding)
}
