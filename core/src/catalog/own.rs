//! What an organisation's own topics and cues are recognised by: mistakes in the words told, then all compiled to one
//! lexicon. How signs are written is in [`compile`](crate::detect::compile); how they are looked for, in `detect/own.rs`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::error::CatalogueError;
use super::fields::{File, Word};
use super::link::Parts;
use super::model::{Catalogue, OwnLexicon};
use super::nearest::nearest;
use super::source::{Part, SourceLexicon};
use crate::detect::Detector;
use crate::detect::compile::{BUILT_IN_CONCEPTS, LexiconSource, TopicSource, compile as compile_lexicon};
use crate::language::Pieces;

/// So many words have the lexicons and cues of all own files together at most; the tables count in 16 bits.
const WORDS: usize = 30_000;

/// Tells what is wrong in a file's `[lexicon]` and `cues`, each with its place.
pub(super) fn check(file: &File<'_>, part: &Part, errors: &mut Vec<CatalogueError>) {
    match part {
        Part::Topic(topic) => match &topic.lexicon {
            Some(lexicon) => check_lexicon(file, lexicon, errors),
            None if errors.is_empty() => {
                let message = "is missing: without `signs` in it the topic is found in no text";
                errors.push(file.error(0, "lexicon", message));
            }
            None => {}
        },
        Part::Framework(framework) => {
            for cue in framework.requirements.iter().flat_map(|r| &r.cues) {
                if let Err(wrong) = check_phrase(&cue.value) {
                    errors.push(file.error(cue.at, "requirement.cues", wrong.message));
                }
            }
        }
    }
}

fn check_lexicon(file: &File<'_>, lexicon: &SourceLexicon, errors: &mut Vec<CatalogueError>) {
    if lexicon.signs.is_empty() && errors.is_empty() {
        let message = "must have at least one entry: without it the topic is never shown";
        errors.push(file.error(lexicon.at, "lexicon.signs", message));
    }
    type Check = fn(&str) -> Result<(), Wrong>;
    let lists: [(&str, &[Word], Check); 5] = [
        ("lexicon.names", &lexicon.names, check_name),
        ("lexicon.titles", &lexicon.titles, check_name),
        ("lexicon.exclude", &lexicon.exclude, check_exclusion),
        ("lexicon.signs", &lexicon.signs, check_sign),
        ("lexicon.half", &lexicon.half, check_sign),
    ];
    for (key, list, check) in lists {
        for word in list {
            if let Err(wrong) = check(&word.value) {
                errors.push(file.error(word.at, key, wrong.message).suggest(wrong.suggestion.as_deref()));
            }
        }
    }
}

/// A mistake in one entry.
struct Wrong {
    message: String,
    suggestion: Option<String>,
}

fn wrong(message: impl Into<String>) -> Wrong {
    Wrong { message: message.into(), suggestion: None }
}

/// An entry of `names` or `titles`: a sign whose parts stand together.
fn check_name(text: &str) -> Result<(), Wrong> {
    if text.trim_start().starts_with("passage:") {
        return Err(wrong(
            "`passage:` is for `signs` and `half`: what names a topic stands in one statement",
        ));
    }
    check_sign(text)
}

/// An entry of `exclude`: alternatives only.
fn check_exclusion(text: &str) -> Result<(), Wrong> {
    if text.contains(" + ") {
        return Err(wrong(format!("`{text}`: what excludes is one phrase; it cannot have parts (`+`)")));
    }
    if text.trim_start().starts_with(['-', '^']) || text.trim_start().starts_with("passage:") {
        return Err(wrong(format!("`{text}`: what excludes is one phrase; it begins with a word")));
    }
    check_sign(text)
}

fn check_sign(text: &str) -> Result<(), Wrong> {
    let (passage, rest) = match text.trim().strip_prefix("passage:") {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let spaces = |at: usize| (rest[..at].ends_with(' '), rest[at + 1..].starts_with(' '));
    if rest.match_indices('+').map(|(at, _)| spaces(at)).any(|(before, after)| before != after) {
        return Err(wrong("`+` between parts needs a space on both sides"));
    }
    let mut in_the_statement = false;
    for part in rest.split(" + ").map(str::trim) {
        let body = part.strip_prefix(['-', '^']).unwrap_or(part).trim();
        let count = body.split_once("x ").and_then(|(n, rest)| Some((n.parse::<u8>().ok()?, rest)));
        let (count, body) = count.unwrap_or((1, body));
        if body.is_empty() {
            return Err(wrong("has an empty part; parts stand on both sides of each ` + `"));
        }
        if count == 0 {
            return Err(wrong(format!("`{part}`: to forbid words, put `-` in front; `0x` counts nothing")));
        }
        for alternative in body.split(',').map(str::trim) {
            if alternative.is_empty() {
                return Err(wrong(format!("`{part}` has an empty alternative: a comma too many")));
            }
            check_phrase(alternative)?;
        }
        in_the_statement |= !part.starts_with(['-', '^']);
    }
    // The rest is the compiler's to say: too few alternatives, nothing to find.
    let topic = TopicSource { signs: vec![text.to_owned()], ..TopicSource::default() };
    let source = LexiconSource {
        concepts: concepts(std::slice::from_ref(&topic)),
        topics: vec![topic],
        topic_count: 1,
        phrases: Vec::new(),
    };
    if let Err(list) = compile_lexicon(&source, &|_| 1) {
        return Err(wrong(list.into_iter().map(|(_, message)| message).collect::<Vec<_>>().join("; ")));
    }
    if !in_the_statement && !passage {
        return Err(wrong("only asks for what stands above (`^`); it needs something in the statement, too"));
    }
    Ok(())
}

/// One alternative: a phrase or a concept.
fn check_phrase(text: &str) -> Result<(), Wrong> {
    if let Some(name) = text.strip_prefix('@') {
        let lexicon = Detector::built_in().lexicon;
        if lexicon.concepts.iter().any(|(n, _)| n == name) || BUILT_IN_CONCEPTS.contains(&name) {
            return Ok(());
        }
        let near = nearest(name, lexicon.concepts.iter().map(|(n, _)| &**n));
        let suggestion = near.map(|n| format!("@{n}"));
        return Err(Wrong { message: format!("there is no concept `{text}`"), suggestion });
    }
    if Pieces::new(text, 0, text.len()).next().is_none() {
        return Err(wrong(format!("`{text}` has no word in it")));
    }
    Ok(())
}

/// Compiles the lexicon of all own topics and cues, those of earlier extensions included.
pub(super) fn compile(catalogue: &mut Catalogue, parts: &Parts<'_>, errors: &mut Vec<CatalogueError>) {
    let mut topics = catalogue.own.as_ref().map_or(Vec::new(), |own| own.topics.clone());
    for (_, source) in &parts.topics {
        let (Some(lexicon), Some(topic)) = (&source.lexicon, catalogue.topic(&source.id.value)) else {
            continue;
        };
        let list = |words: &[Word]| words.iter().map(|w| w.value.clone()).collect();
        topics.push(TopicSource {
            topic: topic.0,
            names: list(&lexicon.names),
            signs: list(&lexicon.signs),
            half: list(&lexicon.half),
            exclude: list(&lexicon.exclude),
            titles: list(&lexicon.titles),
        });
    }
    let first_cue = Catalogue::builtin().cues.len();
    let cues = catalogue.cues.iter().skip(first_cue).map(ToString::to_string).collect();
    let source = LexiconSource {
        concepts: concepts(&topics),
        topic_count: catalogue.topics.len(),
        topics,
        phrases: cues,
    };
    if source.topics.is_empty() && source.phrases.is_empty() {
        return;
    }
    // A mistake of the whole is told at the last file: without it, it may not be one.
    let last = parts.topics.last().map(|t| &t.0).or(parts.frameworks.last().map(|f| &f.0));
    let mut refuse = |message: String| errors.extend(last.map(|file| file.error(0, "lexicon", message)));
    let texts = source.topics.iter().flat_map(lists).flatten().chain(&source.phrases);
    let words: usize = texts.map(|text| Pieces::new(text, 0, text.len()).count()).sum();
    if words > WORDS {
        return refuse(format!(
            "the lexicons and cues of all own files have {words} words together; {WORDS} is the most"
        ));
    }
    match compile_lexicon(&source, &|_| 1) {
        Ok((lexicon, atoms)) => {
            let mut cues: Vec<(u16, u16)> = atoms.into_iter().zip(first_cue as u16..).collect();
            cues.sort_unstable();
            catalogue.own = Some(Arc::new(OwnLexicon { lexicon, cues, topics: source.topics }));
        }
        Err(list) => {
            for (item, message) in list {
                refuse(format!("`{item}`: {message}"));
            }
        }
    }
}

fn lists(topic: &TopicSource) -> [&Vec<String>; 5] {
    [&topic.names, &topic.titles, &topic.signs, &topic.half, &topic.exclude]
}

/// The built-in concepts that the topics name, with their phrases, as the built-in lexicon has them.
fn concepts(topics: &[TopicSource]) -> BTreeMap<String, Vec<String>> {
    let lexicon = Detector::built_in().lexicon;
    let named = |name: &str| {
        let mut texts = topics.iter().flat_map(lists).flatten();
        texts.any(|text| text.contains('@') && text.contains(&format!("@{name}")))
    };
    let mut out = BTreeMap::new();
    for (name, concept) in lexicon.concepts.iter().filter(|(name, _)| named(name)) {
        out.insert(name.to_string(), lexicon.phrases_of(*concept));
    }
    out
}
