//! Puts parsed files into a catalogue: looks every name up, checks what one file alone cannot tell, computes indexes.
//!
//! The build script calls it once with all built-in files on an empty catalogue; [`Catalogue::extend`] calls it with an
//! organisation's files on the built-in one. So the same rules hold for both.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::error::CatalogueError;
use super::fields::{File, Word};
use super::model::*;
use super::nearest::nearest;
use super::source::{SourceFramework, SourceRequirement, SourceTopic};

/// Files to put in, each with what was read from it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parts<'a> {
    pub(crate) topics: Vec<(File<'a>, SourceTopic)>,
    pub(crate) frameworks: Vec<(File<'a>, SourceFramework)>,
    /// Topic and requirement ids that would be known, had the file they stand in (second) not been left out.
    pub(crate) left_out: BTreeMap<String, String>,
}

/// Puts topics and frameworks in, in the order given, and computes the indexes anew.
pub(crate) fn add(catalogue: &mut Catalogue, parts: &Parts<'_>, errors: &mut Vec<CatalogueError>) {
    add_topics(catalogue, &parts.topics, errors);
    add_frameworks(catalogue, parts, errors);
    if errors.is_empty() {
        catalogue.indexes = indexes(catalogue);
    }
}

fn add_topics(
    catalogue: &mut Catalogue,
    topics: &[(File<'_>, SourceTopic)],
    errors: &mut Vec<CatalogueError>,
) {
    let mut taken = taken_ids(catalogue);
    for (file, topic) in topics {
        claim(&mut taken, file, "id", &topic.id, "topic", errors);
        let area = catalogue.area(&topic.area.value).unwrap_or_else(|| {
            let message = format!("there is no area `{}`", topic.area.value);
            let near = nearest(&topic.area.value, catalogue.areas.iter().map(|a| &*a.id));
            errors.push(file.error(topic.area.at, "area", message).suggest(near));
            AreaId(0)
        });
        let lower = topic.id.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !lower {
            errors.push(file.error(
                topic.id.at,
                "id",
                "a topic's id has lower-case letters, digits and `-` only",
            ));
        }
        if catalogue.topics.len() >= usize::from(u16::MAX) {
            errors.push(file.error(0, "", "too many topics"));
            return;
        }
        catalogue.topics.to_mut().push(Topic {
            id: text(&topic.id.value),
            area,
            title: text(&topic.title),
            shown_when: text(&topic.shown_when),
            not_enough: text(&topic.not_enough),
            prompts: texts(&topic.prompts),
            columns: texts(&topic.columns),
        });
    }
    catalogue.indexes.topics_by_id = topics_by_id(catalogue);
}

fn add_frameworks(catalogue: &mut Catalogue, parts: &Parts<'_>, errors: &mut Vec<CatalogueError>) {
    let mut taken = taken_ids(catalogue);
    let count =
        catalogue.requirements.len() + parts.frameworks.iter().map(|f| f.1.requirements.len()).sum::<usize>();
    if let Some((file, _)) = parts.frameworks.last()
        && (count >= usize::from(u16::MAX) || catalogue.frameworks.len() + parts.frameworks.len() > 255)
    {
        errors.push(file.error(0, "", "too many frameworks or requirements"));
        return;
    }

    // Requirements may name one another across files, so all get their places before any is linked.
    let mut names = Names::of(catalogue, &parts.left_out);
    let mut next = catalogue.requirements.len() as u16;
    for (file, framework) in &parts.frameworks {
        claim(&mut taken, file, "framework.id", &framework.id, "framework", errors);
        for requirement in &framework.requirements {
            claim(&mut taken, file, "requirement.id", &requirement.id, "requirement", errors);
            names.requirements.insert(requirement.id.value.clone(), RequirementId(next));
            if let Some(mdr) = &requirement.mdr {
                names.mdr.entry(mdr.clone()).or_default().push(RequirementId(next));
            }
            next += 1;
        }
    }
    names.add_cues(parts);

    let mut requirements = Vec::new();
    for (file, framework) in &parts.frameworks {
        let id = FrameworkId(catalogue.frameworks.len() as u8);
        let first = (catalogue.requirements.len() + requirements.len()) as u16;
        for requirement in &framework.requirements {
            requirements.push(names.link(file, id, requirement, errors));
        }
        let last = (catalogue.requirements.len() + requirements.len()) as u16;
        catalogue.frameworks.to_mut().push(Framework {
            id: text(&framework.id.value),
            title: text(&framework.title),
            edition: text(&framework.edition),
            published: text(&framework.published),
            publisher: text(&framework.publisher),
            url: text(&framework.url),
            binding: framework.binding,
            requirements: first..last,
        });
    }
    let cues = names.new_cues;
    catalogue.requirements.to_mut().extend(requirements);
    catalogue.cues.to_mut().extend(cues.into_iter().map(Cow::Owned));
}

/// What a name in a framework file can refer to.
struct Names<'p> {
    left_out: &'p BTreeMap<String, String>,
    topics: BTreeMap<String, TopicId>,
    kinds: BTreeMap<String, KindId>,
    facts: BTreeMap<String, FactId>,
    requirements: BTreeMap<String, RequirementId>,
    /// MDR clause keys, each with the requirements that stand for it.
    mdr: BTreeMap<String, Vec<RequirementId>>,
    cues: BTreeMap<String, CueId>,
    /// Cues that the catalogue does not have yet, sorted.
    new_cues: Vec<String>,
}

impl<'p> Names<'p> {
    fn of(catalogue: &Catalogue, left_out: &'p BTreeMap<String, String>) -> Names<'p> {
        let mut mdr: BTreeMap<String, Vec<RequirementId>> = BTreeMap::new();
        for id in catalogue.requirement_ids() {
            if let Some(clause) = &catalogue[id].mdr {
                mdr.entry(clause.to_string()).or_default().push(id);
            }
        }
        let cues = catalogue.cues.iter().zip(0..).map(|(cue, i)| (cue.to_string(), CueId(i)));
        Names {
            left_out,
            topics: catalogue.topic_ids().map(|t| (catalogue[t].id.to_string(), t)).collect(),
            kinds: catalogue.kind_ids().map(|k| (catalogue[k].id.to_string(), k)).collect(),
            facts: catalogue.fact_ids().map(|f| (catalogue[f].id.to_string(), f)).collect(),
            requirements: catalogue.requirement_ids().map(|r| (catalogue[r].id.to_string(), r)).collect(),
            mdr,
            cues: cues.collect(),
            new_cues: Vec::new(),
        }
    }

    /// Gives every cue of the files a place behind those that are there, sorted.
    fn add_cues(&mut self, parts: &Parts<'_>) {
        let all = parts.frameworks.iter().flat_map(|(_, f)| &f.requirements).flat_map(|r| &r.cues);
        let new: BTreeSet<&String> =
            all.map(|w| &w.value).filter(|cue| !self.cues.contains_key(*cue)).collect();
        let first = self.cues.len();
        for (i, cue) in new.into_iter().enumerate() {
            self.cues.insert(cue.clone(), CueId((first + i) as u16));
            self.new_cues.push(cue.clone());
        }
    }

    fn link(
        &self,
        file: &File<'_>,
        framework: FrameworkId,
        source: &SourceRequirement,
        errors: &mut Vec<CatalogueError>,
    ) -> Requirement {
        let topics = self.find(file, "requirement.topics", "topic", &source.topics, &self.topics, errors);
        let any_topics =
            self.find(file, "requirement.any_topics", "topic", &source.any_topics, &self.topics, errors);
        let mut related = BTreeSet::new();
        for (key, word) in &source.related {
            let key = format!("requirement.{key}");
            let found =
                self.find(file, &key, "requirement", std::slice::from_ref(word), &self.requirements, errors);
            related.extend(found);
        }
        for word in &source.gspr {
            match self.mdr.get(&word.value) {
                Some(found) => related.extend(found),
                None => {
                    let message = format!("no requirement has the MDR clause key `{}`", word.value);
                    let near = nearest(&word.value, self.mdr.keys().map(|k| &**k));
                    errors.push(file.error(word.at, "requirement.gspr", message).suggest(near));
                }
            }
        }
        Requirement {
            id: text(&source.id.value),
            framework,
            clause: text(&source.clause),
            section: text(&source.section),
            title: text(&source.title),
            text: text(&source.text),
            actor: pick(file, "requirement.actor", &source.actor, Actor::ALL, Actor::id, Actor::All, errors),
            stage: pick(
                file,
                "requirement.stage",
                &source.stage,
                Stage::ALL,
                Stage::id,
                Stage::General,
                errors,
            ),
            strength: pick(
                file,
                "requirement.strength",
                &source.strength,
                Strength::ALL,
                Strength::id,
                Strength::Info,
                errors,
            ),
            level: pick(
                file,
                "requirement.level",
                &source.level,
                Level::ALL,
                Level::id,
                Level::Context,
                errors,
            ),
            kinds: self
                .find(file, "requirement.kinds", "document kind", &source.kinds, &self.kinds, errors)
                .into(),
            topics: topics.into(),
            any_topics: any_topics.into(),
            cues: source.cues.iter().filter_map(|w| self.cues.get(&w.value).copied()).collect(),
            when: self.find(file, "requirement.when", "fact", &source.when, &self.facts, errors).into(),
            elements: texts(&source.elements),
            note: source.note.as_deref().map(text),
            related: related.into_iter().collect(),
            mdr: source.mdr.as_deref().map(text),
            ivdr: source.ivdr.as_deref().map(text),
        }
    }

    fn find<T: Copy>(
        &self,
        file: &File<'_>,
        key: &str,
        what: &str,
        words: &[Word],
        known: &BTreeMap<String, T>,
        errors: &mut Vec<CatalogueError>,
    ) -> Vec<T> {
        let mut found = Vec::with_capacity(words.len());
        for word in words {
            if let Some(&id) = known.get(&word.value) {
                found.push(id);
            } else if let Some(other) = self.left_out.get(&word.value) {
                let message =
                    format!("`{}` stands in {other}, which was left out because of its mistakes", word.value);
                errors.push(file.error(word.at, key, message));
            } else {
                let near = nearest(&word.value, known.keys().map(|k| &**k));
                errors.push(
                    file.error(word.at, key, format!("there is no {what} `{}`", word.value)).suggest(near),
                );
            }
        }
        found
    }
}

/// The word of a closed list that a file gives; a stand-in when it gives another.
pub(crate) fn pick<T: Copy + 'static>(
    file: &File<'_>,
    key: &str,
    word: &Word,
    all: &[T],
    id: fn(T) -> &'static str,
    stand_in: T,
    errors: &mut Vec<CatalogueError>,
) -> T {
    if let Some(&value) = all.iter().find(|&&value| id(value) == word.value) {
        return value;
    }
    let words: Vec<_> = all.iter().map(|&value| id(value)).collect();
    let message = format!("`{}` is not one of {}", word.value, words.join(", "));
    errors.push(file.error(word.at, key, message).suggest(nearest(&word.value, words.iter().copied())));
    stand_in
}

/// Every id in use, with what it is. Ids are unique across everything, so that `explain ID` has one answer.
///
/// A document kind and a topic may share a name (`threat-model` is both): they are asked for in different places.
pub(crate) fn taken_ids(catalogue: &Catalogue) -> BTreeMap<String, &'static str> {
    let mut taken = BTreeMap::new();
    taken.extend(catalogue.topics.iter().map(|t| (t.id.to_string(), "topic")));
    taken.extend(catalogue.frameworks.iter().map(|f| (f.id.to_string(), "framework")));
    taken.extend(catalogue.requirements.iter().map(|r| (r.id.to_string(), "requirement")));
    taken.extend(catalogue.citations.iter().map(|c| (c.id.to_string(), "citation")));
    taken
}

pub(crate) fn claim(
    taken: &mut BTreeMap<String, &'static str>,
    file: &File<'_>,
    key: &str,
    id: &Word,
    what: &'static str,
    errors: &mut Vec<CatalogueError>,
) {
    if let Some(other) = taken.insert(id.value.clone(), what) {
        errors.push(file.error(id.at, key, format!("the id `{}` is taken by a {other}", id.value)));
    }
}

fn topics_by_id(catalogue: &Catalogue) -> List<TopicId> {
    let mut ids: Vec<TopicId> = catalogue.topic_ids().collect();
    ids.sort_by(|&a, &b| catalogue[a].id.cmp(&catalogue[b].id));
    ids.into()
}

/// All indexes, from the tables.
pub(crate) fn indexes(catalogue: &Catalogue) -> Indexes {
    let mut by_id: Vec<RequirementId> = catalogue.requirement_ids().collect();
    by_id.sort_by(|&a, &b| catalogue[a].id.cmp(&catalogue[b].id));
    let mut for_topic = vec![Vec::new(); catalogue.topics.len()];
    let mut related = vec![BTreeSet::new(); catalogue.requirements.len()];
    for id in catalogue.requirement_ids() {
        let requirement = &catalogue[id];
        for topic in requirement.topics.iter().chain(&*requirement.any_topics) {
            if for_topic[topic.index()].last() != Some(&id) {
                for_topic[topic.index()].push(id);
            }
        }
        for &other in requirement.related.iter().filter(|&&other| other != id) {
            related[id.index()].insert(other);
            related[other.index()].insert(id);
        }
    }
    Indexes {
        requirements_by_id: by_id.into(),
        topics_by_id: topics_by_id(catalogue),
        topic_requirements: for_topic.into_iter().map(Cow::Owned).collect(),
        related: related.into_iter().map(|set| set.into_iter().collect()).collect(),
    }
}

pub(crate) fn text(s: &str) -> Text {
    Cow::Owned(s.to_owned())
}

pub(crate) fn texts(words: &[Word]) -> List<Text> {
    words.iter().map(|w| text(&w.value)).collect()
}
