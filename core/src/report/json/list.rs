//! `list`: what there is in the catalogue.

use serde::Serialize;

use super::{Tool, print};
use crate::assess::Selection;
use crate::catalog::{Catalogue, TopicId};
use crate::lint::RULES;

#[derive(Serialize)]
struct List<'a, T> {
    version: u32,
    tool: Tool<'a>,
    #[serde(flatten)]
    entries: T,
}

fn list(version: &str, catalogue: &Catalogue, entries: impl Serialize) -> String {
    print(&List { version: 1, tool: Tool::new(version, catalogue), entries })
}

#[derive(Serialize)]
struct Framework<'a> {
    id: &'a str,
    title: &'a str,
    edition: &'a str,
    published: &'a str,
    publisher: &'a str,
    url: &'a str,
    binding: bool,
    requirements: usize,
}

/// Frameworks of a selection.
pub fn frameworks(selection: &Selection, catalogue: &Catalogue, version: &str) -> String {
    #[derive(Serialize)]
    struct Entries<'a> {
        frameworks: Vec<Framework<'a>>,
    }
    let chosen = catalogue.framework_ids().filter(|id| selection.contains_framework(*id));
    let frameworks = chosen
        .map(|id| {
            let framework = &catalogue[id];
            Framework {
                id: &framework.id,
                title: &framework.title,
                edition: &framework.edition,
                published: &framework.published,
                publisher: &framework.publisher,
                url: &framework.url,
                binding: framework.binding,
                requirements: framework.requirements.len(),
            }
        })
        .collect();
    list(version, catalogue, Entries { frameworks })
}

#[derive(Serialize)]
struct Requirement<'a> {
    id: &'a str,
    framework: &'a str,
    clause: &'a str,
    section: &'a str,
    title: &'a str,
    text: &'a str,
    strength: &'static str,
    level: &'static str,
    actor: &'static str,
    stage: &'static str,
    kinds: Vec<&'a str>,
    topics: Vec<&'a str>,
    any_topics: Vec<&'a str>,
    when: Vec<&'a str>,
}

/// Requirements of a selection.
pub fn requirements(selection: &Selection, catalogue: &Catalogue, version: &str) -> String {
    #[derive(Serialize)]
    struct Entries<'a> {
        requirements: Vec<Requirement<'a>>,
    }
    let topics = |ids: &[TopicId]| ids.iter().map(|id| &*catalogue[*id].id).collect();
    let chosen = catalogue.requirements.iter().filter(|requirement| selection.contains(requirement));
    let requirements = chosen
        .map(|requirement| Requirement {
            id: &requirement.id,
            framework: &catalogue[requirement.framework].id,
            clause: &requirement.clause,
            section: &requirement.section,
            title: &requirement.title,
            text: &requirement.text,
            strength: requirement.strength.id(),
            level: requirement.level.id(),
            actor: requirement.actor.id(),
            stage: requirement.stage.id(),
            kinds: requirement.kinds.iter().map(|id| &*catalogue[*id].id).collect(),
            topics: topics(&requirement.topics),
            any_topics: topics(&requirement.any_topics),
            when: requirement.when.iter().map(|id| &*catalogue[*id].id).collect(),
        })
        .collect();
    list(version, catalogue, Entries { requirements })
}

#[derive(Serialize)]
struct Topic<'a> {
    id: &'a str,
    area: &'a str,
    title: &'a str,
    shown_when: &'a str,
    not_enough: &'a str,
    requirements: Vec<&'a str>,
}

/// Topics that requirements of a selection ask for; without a choice of frameworks all topics.
pub fn topics(selection: &Selection, catalogue: &Catalogue, version: &str) -> String {
    #[derive(Serialize)]
    struct Entries<'a> {
        topics: Vec<Topic<'a>>,
    }
    let topics = crate::report::list::topics_of(selection, catalogue)
        .map(|(id, requirements)| {
            let topic = &catalogue[id];
            Topic {
                id: &topic.id,
                area: &catalogue[topic.area].id,
                title: &topic.title,
                shown_when: &topic.shown_when,
                not_enough: &topic.not_enough,
                requirements: requirements.iter().map(|id| &*catalogue[*id].id).collect(),
            }
        })
        .collect();
    list(version, catalogue, Entries { topics })
}

#[derive(Serialize)]
struct Kind<'a> {
    id: &'a str,
    title: &'a str,
    meaning: &'a str,
    names: Vec<&'a str>,
    topics: Vec<ExpectedTopic<'a>>,
}

#[derive(Serialize)]
struct ExpectedTopic<'a> {
    topic: &'a str,
    weight: u8,
    heading: &'a str,
}

/// Kinds of document.
pub fn kinds(catalogue: &Catalogue, version: &str) -> String {
    #[derive(Serialize)]
    struct Entries<'a> {
        kinds: Vec<Kind<'a>>,
    }
    let kinds = catalogue
        .kinds
        .iter()
        .map(|kind| {
            let topics = kind.topics.iter().map(|expected| ExpectedTopic {
                topic: &catalogue[expected.topic].id,
                weight: expected.weight,
                heading: &expected.heading,
            });
            Kind {
                id: &kind.id,
                title: &kind.title,
                meaning: &kind.meaning,
                names: kind.names.iter().map(|name| &**name).collect(),
                topics: topics.collect(),
            }
        })
        .collect();
    list(version, catalogue, Entries { kinds })
}

#[derive(Serialize)]
struct Fact<'a> {
    id: &'a str,
    group: &'static str,
    meaning: &'a str,
}

/// Facts about a device.
pub fn facts(catalogue: &Catalogue, version: &str) -> String {
    #[derive(Serialize)]
    struct Entries<'a> {
        facts: Vec<Fact<'a>>,
    }
    let facts = catalogue.facts.iter();
    let facts =
        facts.map(|fact| Fact { id: &fact.id, group: fact.group.id(), meaning: &fact.meaning }).collect();
    list(version, catalogue, Entries { facts })
}

#[derive(Serialize)]
struct Rule {
    code: &'static str,
    name: &'static str,
    scope: &'static str,
    what: &'static str,
    why: &'static str,
    fix: &'static str,
    severity: &'static str,
}

/// Rules.
pub fn rules(catalogue: &Catalogue, version: &str) -> String {
    #[derive(Serialize)]
    struct Entries {
        rules: Vec<Rule>,
    }
    let rules = RULES
        .iter()
        .map(|rule| Rule {
            code: rule.code,
            name: rule.name,
            scope: rule.scope.id(),
            what: rule.what,
            why: rule.why,
            fix: rule.fix,
            severity: rule.severity,
        })
        .collect();
    list(version, catalogue, Entries { rules })
}
