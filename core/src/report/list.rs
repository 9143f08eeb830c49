//! Lists of what there is: one line each, the id first.

use super::text::{Style, Table};
use crate::assess::Selection;
use crate::catalog::Catalogue;
use crate::lint::{RULES, wording};

/// Frameworks.
pub fn frameworks(catalogue: &Catalogue, style: &Style) -> String {
    let mut table = Table::new(&["framework", "requirements", "binding", "title"]);
    for framework in catalogue.frameworks.iter() {
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

/// Topics.
pub fn topics(catalogue: &Catalogue, style: &Style) -> String {
    let mut table = Table::new(&["topic", "area", "requirements", "title"]);
    for id in catalogue.topic_ids() {
        let topic = &catalogue[id];
        let asked = catalogue.requirements_for_topic(id).len().to_string();
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
