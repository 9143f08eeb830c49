//! `list`: what there is in the catalogue, one sort of thing at a time or, for programs that show all of it, everything.

use serde::Serialize;

use super::{Tool, print};
use crate::assess::{Selection, Status};
use crate::catalog::{
    Actor, Catalogue, Citation, FactGroup, FrameworkId, KindId, Level, RequirementId, Stage, Strength,
    TopicId,
};
use crate::detect::{self, State};
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

impl<'a> Framework<'a> {
    fn new(id: FrameworkId, catalogue: &'a Catalogue) -> Self {
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
    }
}

/// Frameworks of a selection.
pub fn frameworks(selection: &Selection, catalogue: &Catalogue, version: &str) -> String {
    #[derive(Serialize)]
    struct Entries<'a> {
        frameworks: Vec<Framework<'a>>,
    }
    let chosen = catalogue.framework_ids().filter(|id| selection.contains_framework(*id));
    let frameworks = chosen.map(|id| Framework::new(id, catalogue)).collect();
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
    cues: Vec<&'a str>,
    when: Vec<&'a str>,
    elements: Vec<&'a str>,
    note: Option<&'a str>,
    related: Vec<&'a str>,
    mdr: Option<&'a str>,
    ivdr: Option<&'a str>,
}

impl<'a> Requirement<'a> {
    fn new(id: RequirementId, catalogue: &'a Catalogue) -> Self {
        let requirement = &catalogue[id];
        let topics = |ids: &[TopicId]| ids.iter().map(|id| &*catalogue[*id].id).collect();
        Requirement {
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
            cues: requirement.cues.iter().map(|id| &*catalogue[*id]).collect(),
            when: requirement.when.iter().map(|id| &*catalogue[*id].id).collect(),
            elements: requirement.elements.iter().map(|element| &**element).collect(),
            note: requirement.note.as_deref(),
            related: catalogue.related(id).iter().map(|id| &*catalogue[*id].id).collect(),
            mdr: requirement.mdr.as_deref(),
            ivdr: requirement.ivdr.as_deref(),
        }
    }
}

/// Requirements of a selection.
pub fn requirements(selection: &Selection, catalogue: &Catalogue, version: &str) -> String {
    #[derive(Serialize)]
    struct Entries<'a> {
        requirements: Vec<Requirement<'a>>,
    }
    let chosen = catalogue.requirement_ids().filter(|id| selection.contains(&catalogue[*id]));
    let requirements = chosen.map(|id| Requirement::new(id, catalogue)).collect();
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
    example: Option<Example>,
    counter_example: Option<Example>,
}

#[derive(Serialize)]
struct Example {
    state: &'static str,
    text: &'static str,
}

impl Example {
    /// Topics of an organisation's own have none.
    fn of(state: &'static str, text: &'static str) -> Option<Self> {
        (!text.is_empty()).then_some(Example { state, text })
    }
}

impl<'a> Topic<'a> {
    fn new(id: TopicId, requirements: &[RequirementId], catalogue: &'a Catalogue) -> Self {
        let topic = &catalogue[id];
        let [state, text, other_state, other_text] =
            detect::examples().get(id.index()).copied().unwrap_or_default();
        Topic {
            id: &topic.id,
            area: &catalogue[topic.area].id,
            title: &topic.title,
            shown_when: &topic.shown_when,
            not_enough: &topic.not_enough,
            requirements: requirements.iter().map(|id| &*catalogue[*id].id).collect(),
            example: Example::of(state, text),
            counter_example: Example::of(other_state, other_text),
        }
    }
}

/// Topics that requirements of a selection ask for; without a choice of frameworks all topics.
pub fn topics(selection: &Selection, catalogue: &Catalogue, version: &str) -> String {
    #[derive(Serialize)]
    struct Entries<'a> {
        topics: Vec<Topic<'a>>,
    }
    let topics = crate::report::list::topics_of(selection, catalogue)
        .map(|(id, requirements)| Topic::new(id, &requirements, catalogue))
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

impl<'a> Kind<'a> {
    fn new(id: KindId, catalogue: &'a Catalogue) -> Self {
        let kind = &catalogue[id];
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
    }
}

/// Kinds of document.
pub fn kinds(catalogue: &Catalogue, version: &str) -> String {
    #[derive(Serialize)]
    struct Entries<'a> {
        kinds: Vec<Kind<'a>>,
    }
    let kinds = catalogue.kind_ids().map(|id| Kind::new(id, catalogue)).collect();
    list(version, catalogue, Entries { kinds })
}

#[derive(Serialize)]
struct Fact<'a> {
    id: &'a str,
    group: &'static str,
    meaning: &'a str,
}

fn all_facts(catalogue: &Catalogue) -> Vec<Fact<'_>> {
    let facts = catalogue.facts.iter();
    facts.map(|fact| Fact { id: &fact.id, group: fact.group.id(), meaning: &fact.meaning }).collect()
}

/// Facts about a device.
pub fn facts(catalogue: &Catalogue, version: &str) -> String {
    #[derive(Serialize)]
    struct Entries<'a> {
        facts: Vec<Fact<'a>>,
    }
    list(version, catalogue, Entries { facts: all_facts(catalogue) })
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

fn all_rules() -> Vec<Rule> {
    RULES
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
        .collect()
}

/// Rules.
pub fn rules(catalogue: &Catalogue, version: &str) -> String {
    #[derive(Serialize)]
    struct Entries {
        rules: Vec<Rule>,
    }
    list(version, catalogue, Entries { rules: all_rules() })
}

#[derive(Serialize)]
struct Area<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct Superseded<'a> {
    id: &'a str,
    title: &'a str,
    superseded_by: &'a str,
    since: &'a str,
    kind: &'static str,
    severity: &'static str,
    source: &'a str,
    note: Option<&'a str>,
}

impl<'a> Superseded<'a> {
    fn new(citation: &'a Citation) -> Self {
        Superseded {
            id: &citation.id,
            title: &citation.title,
            superseded_by: &citation.superseded_by,
            since: &citation.since,
            kind: citation.kind.id(),
            severity: citation.severity.id(),
            source: &citation.source,
            note: citation.note.as_deref(),
        }
    }
}

/// A word of a closed list, and what it means.
#[derive(Serialize)]
struct Word {
    id: &'static str,
    meaning: &'static str,
}

#[derive(Serialize)]
struct Words {
    strengths: Vec<Word>,
    levels: Vec<Word>,
    actors: Vec<Word>,
    stages: Vec<Word>,
    states: Vec<Word>,
    statuses: Vec<Word>,
    fact_groups: Vec<Word>,
}

macro_rules! words {
    ($($name:ident),*) => {[$(words!(@one $name)),*]};
    (@one $name:ident) => {
        $name::ALL.iter().map(|word| Word { id: word.id(), meaning: word.meaning() }).collect()
    };
}

/// The whole catalogue with all its words.
pub fn catalogue(catalogue: &Catalogue, version: &str) -> String {
    #[derive(Serialize)]
    struct Entries<'a> {
        frameworks: Vec<Framework<'a>>,
        areas: Vec<Area<'a>>,
        requirements: Vec<Requirement<'a>>,
        topics: Vec<Topic<'a>>,
        kinds: Vec<Kind<'a>>,
        facts: Vec<Fact<'a>>,
        rules: Vec<Rule>,
        citations: Vec<Superseded<'a>>,
        words: Words,
    }
    let topic = |id| Topic::new(id, catalogue.requirements_for_topic(id), catalogue);
    let [strengths, levels, actors, stages, states, statuses, fact_groups] =
        words!(Strength, Level, Actor, Stage, State, Status, FactGroup);
    let entries = Entries {
        frameworks: catalogue.framework_ids().map(|id| Framework::new(id, catalogue)).collect(),
        areas: catalogue.areas.iter().map(|area| Area { id: &area.id, title: &area.title }).collect(),
        requirements: catalogue.requirement_ids().map(|id| Requirement::new(id, catalogue)).collect(),
        topics: catalogue.topic_ids().map(topic).collect(),
        kinds: catalogue.kind_ids().map(|id| Kind::new(id, catalogue)).collect(),
        facts: all_facts(catalogue),
        rules: all_rules(),
        citations: catalogue.citations.iter().map(Superseded::new).collect(),
        words: Words { strengths, levels, actors, stages, states, statuses, fact_groups },
    };
    list(version, catalogue, entries)
}
