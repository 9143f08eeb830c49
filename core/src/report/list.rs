//! Lists of what there is: one line each, the id first.

use super::text::{Style, Table};
use crate::assess::Selection;
use crate::catalog::{Catalogue, RequirementId, TopicId};
use crate::lint::{RULES, wording};

/// Frameworks of a selection.
pub fn frameworks(selection: &Selection, catalogue: &Catalogue, style: &Style) -> String {
    let mut table = Table::new(&["framework", "requirements", "binding", "title"]);
    for id in catalogue.framework_ids().filter(|id| selection.contains_framework(*id)) {
        let framework = &catalogue[id];
        let binding = if framework.binding { "law" } else { "guidance" };
        table.row(cells([
            &framework.id,
            &framework.requirements.len().to_string(),
            binding,
            &framework.title,
        ]));
    }
    table.print(style, "")
}

/// Requirements of a selection.
pub fn requirements(selection: &Selection, catalogue: &Catalogue, style: &Style) -> String {
    let mut table = Table::new(&["requirement", "clause", "strength", "level", "title"]);
    for requirement in catalogue.requirements.iter().filter(|r| selection.contains(r)) {
        let (strength, level) = (requirement.strength.id(), requirement.level.id());
        table.row(cells([&requirement.id, &requirement.clause, strength, level, &requirement.title]));
    }
    table.print(style, "")
}

/// Topics with the requirements of a selection that ask for them; those that nothing asks for only when no framework
/// was chosen.
pub(super) fn topics_of<'a>(
    selection: &'a Selection,
    catalogue: &'a Catalogue,
) -> impl Iterator<Item = (TopicId, Vec<RequirementId>)> + 'a {
    let asked = |topic| {
        let all = catalogue.requirements_for_topic(topic).iter().copied();
        (topic, all.filter(|id| selection.contains(&catalogue[*id])).collect::<Vec<_>>())
    };
    catalogue.topic_ids().map(asked).filter(|(_, asked)| selection.frameworks.is_none() || !asked.is_empty())
}

/// Topics that requirements of a selection ask for; without a choice of frameworks all topics.
pub fn topics(selection: &Selection, catalogue: &Catalogue, style: &Style) -> String {
    let mut table = Table::new(&["topic", "area", "requirements", "title"]);
    for (id, asked) in topics_of(selection, catalogue) {
        let topic = &catalogue[id];
        let asked = asked.len().to_string();
        table.row(cells([&topic.id, &catalogue[topic.area].id, &asked, &topic.title]));
    }
    table.print(style, "")
}

/// Kinds of document.
pub fn kinds(catalogue: &Catalogue, style: &Style) -> String {
    let mut table = Table::new(&["kind", "topics", "meaning"]);
    for kind in catalogue.kinds.iter() {
        table.row(cells([&kind.id, &kind.topics.len().to_string(), &kind.meaning]));
    }
    table.print(style, "")
}

/// Facts about a device.
pub fn facts(catalogue: &Catalogue, style: &Style) -> String {
    let mut table = Table::new(&["fact", "group", "the device ..."]);
    for fact in catalogue.facts.iter() {
        table.row(cells([&fact.id, fact.group.id(), &fact.meaning]));
    }
    table.print(style, "")
}

/// Rules.
pub fn rules(style: &Style) -> String {
    let mut table = Table::new(&["code", "name", "looks at", "reports"]);
    for rule in RULES {
        let first = rule.what.split_inclusive(". ").next().unwrap_or(rule.what).trim_end();
        table.row(cells([
            rule.code,
            rule.name,
            rule.scope.id(),
            &wording::quote(first, style.columns().saturating_sub(46)),
        ]));
    }
    table.print(style, "")
}

fn cells<const N: usize>(texts: [&str; N]) -> Vec<(String, Option<super::text::Paint>)> {
    texts.iter().map(|text| ((*text).to_owned(), None)).collect()
}
