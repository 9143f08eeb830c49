//! What only the built-in catalogue has: vocabulary.toml, kinds.toml and citations.toml, read and put in.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::error::CatalogueError;
use super::fields::{At, Entry, Fields, File, Word, parse};
use super::link::{claim, pick, taken_ids, text, texts};
use super::model::*;

/// A `[[kind]]` of kinds.toml.
#[derive(Debug, Clone)]
pub(crate) struct SourceKind {
    pub(crate) id: Word,
    pub(crate) title: String,
    pub(crate) names: Vec<Word>,
    pub(crate) file_names: Vec<Word>,
    pub(crate) not_names: Vec<Word>,
    pub(crate) hints: Vec<Word>,
    pub(crate) topics: Vec<SourceExpected>,
}

/// An entry of a kind's `topics`.
#[derive(Debug, Clone)]
pub(crate) struct SourceExpected {
    pub(crate) topic: Word,
    pub(crate) weight: At<i64>,
    pub(crate) heading: String,
}

/// A `[[citation]]` of citations.toml.
#[derive(Debug, Clone)]
pub(crate) struct SourceCitation {
    pub(crate) id: Word,
    pub(crate) title: String,
    pub(crate) patterns: Vec<Word>,
    pub(crate) unless_followed_by: Vec<Word>,
    pub(crate) superseded_by: String,
    pub(crate) since: String,
    pub(crate) kind: Word,
    pub(crate) severity: Word,
    pub(crate) except: Vec<Word>,
    pub(crate) source: String,
    pub(crate) note: Option<String>,
}

/// vocabulary.toml.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary {
    pub(crate) strength: Vec<Entry>,
    pub(crate) level: Vec<Entry>,
    pub(crate) actor: Vec<Entry>,
    pub(crate) stage: Vec<Entry>,
    pub(crate) kind: Vec<Entry>,
    pub(crate) fact: Vec<Entry>,
    pub(crate) area: Vec<Entry>,
    pub(crate) frameworks: Vec<Word>,
    pub(crate) life_cycle_facts: Vec<Word>,
    pub(crate) event_facts: Vec<Word>,
    pub(crate) free_topics: Vec<Word>,
    pub(crate) topic_order: Vec<Word>,
}

/// Reads vocabulary.toml.
pub(crate) fn vocabulary(file: &File<'_>, errors: &mut Vec<CatalogueError>) -> Option<Vocabulary> {
    let table = parse(file, errors)?;
    let mut fields = Fields::new(file, &table, 0, "", errors);
    fields.integer("version");
    let vocabulary = Vocabulary {
        strength: fields.entries("strength"),
        level: fields.entries("level"),
        actor: fields.entries("actor"),
        stage: fields.entries("stage"),
        kind: fields.entries("kind"),
        fact: fields.entries("fact"),
        area: fields.entries("area"),
        frameworks: fields.words("frameworks"),
        life_cycle_facts: fields.words("life_cycle_facts"),
        event_facts: fields.words("event_facts"),
        free_topics: fields.words("free_topics"),
        topic_order: fields.words("topic_order"),
    };
    fields.no_others(false);
    Some(vocabulary)
}

/// Reads kinds.toml.
pub(crate) fn kinds(file: &File<'_>, errors: &mut Vec<CatalogueError>) -> Vec<SourceKind> {
    let Some(table) = parse(file, errors) else { return Vec::new() };
    let mut fields = Fields::new(file, &table, 0, "", errors);
    let kinds = fields.tables("kind", "kind", |f| {
        let (id, title) = (f.id("id"), f.text("title"));
        let (names, file_names) = (f.lower_words("names"), f.lower_words("file_names"));
        let (not_names, hints) = (f.lower_words("not_names"), f.lower_words("hints"));
        let topics = f.tables("topics", "kind.topics", |f| {
            let (topic, weight, heading) = (f.word("topic"), f.required_integer("weight"), f.text("heading"));
            Some(SourceExpected { topic: topic?, weight: weight?, heading: heading? })
        });
        Some(SourceKind { id: id?, title: title?, names, file_names, not_names, hints, topics })
    });
    fields.no_others(false);
    kinds
}

/// Reads citations.toml.
pub(crate) fn citations(file: &File<'_>, errors: &mut Vec<CatalogueError>) -> Vec<SourceCitation> {
    let Some(table) = parse(file, errors) else { return Vec::new() };
    let mut fields = Fields::new(file, &table, 0, "", errors);
    let common = fields.lower_words("common_except");
    let mut citations = fields.tables("citation", "citation", |f| {
        let (id, title) = (f.id("id"), f.text("title"));
        let (patterns, unless_followed_by) = (f.lower_words("patterns"), f.lower_words("unless_followed_by"));
        if patterns.is_empty() {
            f.missing("patterns", "must have at least one entry");
        }
        let (superseded_by, since) = (f.text("superseded_by"), f.text("since"));
        let (kind, severity) = (f.word("kind"), f.word("severity"));
        let except = f.lower_words("except");
        let (source, note) = (f.text("source"), f.optional_text("note"));
        Some(SourceCitation {
            id: id?,
            title: title?,
            patterns,
            unless_followed_by,
            superseded_by: superseded_by?,
            since: since?,
            kind: kind?,
            severity: severity?,
            except,
            source: source?,
            note,
        })
    });
    fields.no_others(false);
    for citation in &mut citations {
        let own = citation.except.len();
        let new = |word: &&Word| citation.except[..own].iter().all(|w| w.value != word.value);
        let new: Vec<Word> = common.iter().filter(new).cloned().collect();
        citation.except.extend(new);
    }
    citations
}

/// The hash of no file at all.
pub(crate) const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// Takes the closed word lists over and checks that the enums say the same.
pub(crate) fn add_vocabulary(
    catalogue: &mut Catalogue,
    file: &File<'_>,
    vocabulary: &Vocabulary,
    errors: &mut Vec<CatalogueError>,
) {
    let mut same = |key: &str, entries: &[Entry], words: Vec<(&str, &str)>| {
        let found: Vec<_> = entries.iter().map(|e| (&*e.id.value, &*e.meaning)).collect();
        if found != words {
            let at = entries.first().map_or(0, |e| e.id.at);
            errors.push(file.error(
                at,
                key,
                "differs from the type in core/src/catalog/model.rs: change both",
            ));
        }
    };
    same("strength", &vocabulary.strength, Strength::ALL.iter().map(|w| (w.id(), w.meaning())).collect());
    same("level", &vocabulary.level, Level::ALL.iter().map(|w| (w.id(), w.meaning())).collect());
    same("actor", &vocabulary.actor, Actor::ALL.iter().map(|w| (w.id(), w.meaning())).collect());
    same("stage", &vocabulary.stage, Stage::ALL.iter().map(|w| (w.id(), w.meaning())).collect());

    for entry in &vocabulary.area {
        catalogue.areas.to_mut().push(Area { id: text(&entry.id.value), title: text(&entry.meaning) });
    }
    let group = |id: &String| {
        if vocabulary.life_cycle_facts.iter().any(|w| w.value == *id) {
            FactGroup::LifeCycle
        } else if vocabulary.event_facts.iter().any(|w| w.value == *id) {
            FactGroup::Event
        } else {
            FactGroup::Device
        }
    };
    for entry in &vocabulary.fact {
        let group = group(&entry.id.value);
        let fact = Fact { id: text(&entry.id.value), meaning: text(&entry.meaning), group };
        catalogue.facts.to_mut().push(fact);
    }
    for entry in &vocabulary.kind {
        catalogue.kinds.to_mut().push(DocumentKind {
            id: text(&entry.id.value),
            title: Cow::Borrowed(""),
            meaning: text(&entry.meaning),
            names: Cow::Borrowed(&[]),
            file_names: Cow::Borrowed(&[]),
            not_names: Cow::Borrowed(&[]),
            hints: Cow::Borrowed(&[]),
            topics: Cow::Borrowed(&[]),
        });
    }
    for (key, words) in
        [("life_cycle_facts", &vocabulary.life_cycle_facts), ("event_facts", &vocabulary.event_facts)]
    {
        for word in words {
            if catalogue.fact(&word.value).is_none() {
                let message = format!("there is no fact `{}`", word.value);
                errors.push(file.error(word.at, key, message).suggest(catalogue.nearest_fact(&word.value)));
            }
        }
    }
}

/// Fills the kinds of the vocabulary from kinds.toml.
pub(crate) fn add_kinds(
    catalogue: &mut Catalogue,
    file: &File<'_>,
    kinds: &[SourceKind],
    errors: &mut Vec<CatalogueError>,
) {
    let mut filled = BTreeSet::new();
    for kind in kinds {
        let Some(id) = catalogue.kind(&kind.id.value) else {
            let message = format!("there is no kind `{}` in vocabulary.toml", kind.id.value);
            errors.push(
                file.error(kind.id.at, "kind.id", message).suggest(catalogue.nearest_kind(&kind.id.value)),
            );
            continue;
        };
        if !filled.insert(id) {
            errors.push(file.error(kind.id.at, "kind.id", format!("`{}` stands here twice", kind.id.value)));
        }
        let mut topics: Vec<ExpectedTopic> = Vec::new();
        for expected in &kind.topics {
            let name = &expected.topic;
            let Some(topic) = catalogue.topic(&name.value) else {
                let message = format!("there is no topic `{}`", name.value);
                let near = catalogue.nearest_topic(&name.value);
                errors.push(file.error(name.at, "kind.topics.topic", message).suggest(near));
                continue;
            };
            if topics.iter().any(|t| t.topic == topic) {
                let message = format!("`{}` stands in the list twice", name.value);
                errors.push(file.error(name.at, "kind.topics.topic", message));
            }
            let weight = match expected.weight.value {
                weight @ 1..=3 => weight as u8,
                _ => {
                    errors.push(file.error(expected.weight.at, "kind.topics.weight", "must be 1, 2 or 3"));
                    1
                }
            };
            topics.push(ExpectedTopic { topic, weight, heading: text(&expected.heading) });
        }
        let target = &mut catalogue.kinds.to_mut()[id.index()];
        target.title = text(&kind.title);
        target.names = texts(&kind.names);
        target.file_names = texts(&kind.file_names);
        target.hints = texts(&kind.hints);
        target.not_names = texts(&kind.not_names);
        target.topics = Cow::Owned(topics);
    }
    for kind in catalogue.kinds.iter().filter(|k| k.title.is_empty()) {
        errors.push(file.error(0, "kind", format!("kind `{}` of vocabulary.toml is missing", kind.id)));
    }
}

/// Takes citations.toml over.
pub(crate) fn add_citations(
    catalogue: &mut Catalogue,
    file: &File<'_>,
    citations: &[SourceCitation],
    errors: &mut Vec<CatalogueError>,
) {
    let mut taken = taken_ids(catalogue);
    for citation in citations {
        claim(&mut taken, file, "citation.id", &citation.id, "citation", errors);
        let kind = pick(
            file,
            "citation.kind",
            &citation.kind,
            CitationKind::ALL,
            CitationKind::id,
            CitationKind::Guidance,
            errors,
        );
        let severity = pick(
            file,
            "citation.severity",
            &citation.severity,
            CitationSeverity::ALL,
            CitationSeverity::id,
            CitationSeverity::Info,
            errors,
        );
        catalogue.citations.to_mut().push(Citation {
            id: text(&citation.id.value),
            title: text(&citation.title),
            patterns: texts(&citation.patterns),
            unless_followed_by: texts(&citation.unless_followed_by),
            superseded_by: text(&citation.superseded_by),
            since: text(&citation.since),
            kind,
            severity,
            except: texts(&citation.except),
            source: text(&citation.source),
            note: citation.note.as_deref().map(text),
        });
    }
}

/// Every topic must be used by a requirement or be listed as deliberately free.
pub(crate) fn check_topics_used(
    catalogue: &Catalogue,
    file: &File<'_>,
    vocabulary: &Vocabulary,
    errors: &mut Vec<CatalogueError>,
) {
    for word in &vocabulary.free_topics {
        match catalogue.topic(&word.value) {
            None => {
                let message = format!("there is no topic `{}`", word.value);
                errors.push(
                    file.error(word.at, "free_topics", message).suggest(catalogue.nearest_topic(&word.value)),
                );
            }
            Some(topic) if !catalogue.requirements_for_topic(topic).is_empty() => {
                errors.push(file.error(word.at, "free_topics", format!("`{}` is used", word.value)));
            }
            Some(_) => {}
        }
    }
    for id in catalogue.topic_ids() {
        let topic = &catalogue[id];
        let free = vocabulary.free_topics.iter().any(|w| *w.value == *topic.id);
        if catalogue.requirements_for_topic(id).is_empty() && !free {
            let message = format!("topic `{}` is used by no requirement and not listed here", topic.id);
            errors.push(file.error(0, "free_topics", message));
        }
    }
}
