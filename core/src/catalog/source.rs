//! Reads a topic or framework file: from TOML text to its parts with the places they stand at.
//!
//! Nothing is looked up here; whether a topic or kind exists is `link`'s business. A reader goes on after a mistake, so
//! that an author sees all of them at once. Keys that are not known are mistakes, with one exception: further tables of
//! a topic file (`[[passage]]`, `[[statement]]`) are texts to learn from and are left alone.

use toml::de::DeTable;

use super::error::CatalogueError;
use super::fields::{Fields, File, Word, parse};

/// A topic file.
#[derive(Debug, Clone)]
pub(crate) struct SourceTopic {
    pub(crate) id: Word,
    pub(crate) area: Word,
    pub(crate) title: String,
    pub(crate) shown_when: String,
    pub(crate) not_enough: String,
    pub(crate) prompts: Vec<Word>,
    pub(crate) columns: Vec<Word>,
    pub(crate) lexicon: Option<SourceLexicon>,
}

/// `[lexicon]` of a topic file: the words by which the topic is recognised. What they say is the detector's business.
#[derive(Debug, Clone)]
pub(crate) struct SourceLexicon {
    /// Where the table stands.
    pub(crate) at: usize,
    pub(crate) names: Vec<Word>,
    pub(crate) titles: Vec<Word>,
    pub(crate) exclude: Vec<Word>,
    pub(crate) signs: Vec<Word>,
    pub(crate) half: Vec<Word>,
}

/// A framework file.
#[derive(Debug, Clone)]
pub(crate) struct SourceFramework {
    pub(crate) id: Word,
    pub(crate) title: String,
    pub(crate) edition: String,
    pub(crate) published: String,
    pub(crate) publisher: String,
    pub(crate) url: String,
    pub(crate) binding: bool,
    pub(crate) requirements: Vec<SourceRequirement>,
}

/// A `[[requirement]]`.
#[derive(Debug, Clone)]
pub(crate) struct SourceRequirement {
    pub(crate) id: Word,
    pub(crate) clause: String,
    pub(crate) section: String,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) actor: Word,
    pub(crate) stage: Word,
    pub(crate) strength: Word,
    pub(crate) level: Word,
    pub(crate) kinds: Vec<Word>,
    pub(crate) topics: Vec<Word>,
    pub(crate) any_topics: Vec<Word>,
    pub(crate) cues: Vec<Word>,
    pub(crate) when: Vec<Word>,
    pub(crate) elements: Vec<Word>,
    pub(crate) note: Option<String>,
    /// `asked_by`, `requirements` and `related`: requirement ids.
    pub(crate) related: Vec<(&'static str, Word)>,
    /// Keys of MDR clauses.
    pub(crate) gspr: Vec<Word>,
    pub(crate) mdr: Option<String>,
    pub(crate) ivdr: Option<String>,
}

/// What a file turned out to be.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    Topic(SourceTopic),
    Framework(SourceFramework),
}

/// Reads a file: a framework if it has `[framework]` or `[[requirement]]`, else a topic.
pub(crate) fn read(file: &File<'_>, errors: &mut Vec<CatalogueError>) -> Option<Part> {
    let table = parse(file, errors)?;
    if table.contains_key("framework") || table.contains_key("requirement") {
        framework_of(file, &table, errors).map(Part::Framework)
    } else if table.contains_key("id") || table.contains_key("shown_when") {
        topic_of(file, &table, errors).map(Part::Topic)
    } else {
        let message = "neither a topic (id, area, title, shown_when, not_enough) nor a framework ([framework] and [[requirement]])";
        errors.push(file.error(0, "", message));
        None
    }
}

fn topic_of(file: &File<'_>, table: &DeTable<'_>, errors: &mut Vec<CatalogueError>) -> Option<SourceTopic> {
    let mut fields = Fields::new(file, table, 0, "", errors);
    let (id, area) = (fields.id("id"), fields.word("area"));
    let title = fields.text("title");
    let (shown_when, not_enough) = (fields.text("shown_when"), fields.text("not_enough"));
    let (prompts, columns) = (fields.words("prompts"), fields.words("columns"));
    for prompt in prompts.iter().filter(|prompt| !is_prompt(&prompt.value)) {
        fields.wrong(prompt.at, "prompts", format!("`{}` {PROMPT_RULE}", prompt.value));
    }
    let lexicon = table.get("lexicon").map(|value| value.span().start).and_then(|at| {
        fields.table("lexicon", "lexicon", |f| {
            let (names, titles) = (f.words("names"), f.words("titles"));
            let (exclude, signs, half) = (f.words("exclude"), f.words("signs"), f.words("half"));
            Some(SourceLexicon { at, names, titles, exclude, signs, half })
        })
    });
    fields.no_others(true);
    Some(SourceTopic {
        id: id?,
        area: area?,
        title: title?,
        shown_when: shown_when?,
        not_enough: not_enough?,
        prompts,
        columns,
        lexicon,
    })
}

/// Words that a prompt can begin with.
const PROMPT_VERBS: [&str; 8] = ["add", "define", "describe", "enter", "list", "name", "specify", "state"];

/// Most words of a prompt.
const PROMPT_WORDS: usize = 13;

/// Most bytes of a prompt.
const PROMPT_BYTES: usize = 110;

const PROMPT_RULE: &str = "must begin with add, define, describe, enter, list, name, specify or state, and have at most 13 words and 110 \
     characters, without digits and square brackets: only then it is recognised as something to be filled in";

/// Whether a text, in square brackets, is recognised as a blank (`detect::blank`) and can ask a writer for something.
fn is_prompt(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    PROMPT_VERBS.contains(&first)
        && text.split_whitespace().count() <= PROMPT_WORDS
        && text.len() <= PROMPT_BYTES
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | '\n' | '`' | '|' | '<'))
}

fn framework_of(
    file: &File<'_>,
    table: &DeTable<'_>,
    errors: &mut Vec<CatalogueError>,
) -> Option<SourceFramework> {
    let mut fields = Fields::new(file, table, 0, "", errors);
    let head = fields.table("framework", "framework", |f| {
        let (id, title, edition) = (f.id("id"), f.text("title"), f.text("edition"));
        let (published, publisher, url) = (f.text("published"), f.text("publisher"), f.text("url"));
        let binding = f.flag("binding");
        Some(SourceFramework {
            id: id?,
            title: title?,
            edition: edition?,
            published: published?,
            publisher: publisher?,
            url: url?,
            binding: binding?,
            requirements: Vec::new(),
        })
    });
    let requirements = fields.tables("requirement", "requirement", requirement);
    if requirements.is_empty() && fields.errors.is_empty() {
        let error = fields.file.error(0, "requirement", "a framework needs at least one [[requirement]]");
        fields.errors.push(error);
    }
    fields.no_others(false);
    head.map(|head| SourceFramework { requirements, ..head })
}

fn requirement(f: &mut Fields<'_, '_>) -> Option<SourceRequirement> {
    // Every key is read before the first `?`, so that all mistakes of a requirement are told at once.
    let id = f.id("id");
    let (clause, section, title, text) =
        (f.text("clause"), f.text("section"), f.text("title"), f.text("text"));
    let (actor, stage) = (f.word("actor"), f.word("stage"));
    let (strength, level) = (f.word("strength"), f.word("level"));
    let kinds = f.required_words("kinds");
    let (topics, any_topics) = (f.words("topics"), f.words("any_topics"));
    let no_topic = topics.is_empty() && any_topics.is_empty();
    if no_topic && !f.table.contains_key("topics") {
        f.missing("topics", "is missing (write `topics = []` with a `note` if only a person can judge it)");
    }
    let (cues, when, elements) = (f.lower_words("cues"), f.words("when"), f.words("elements"));
    let mut related = Vec::new();
    for key in ["asked_by", "requirements", "related"] {
        related.extend(f.words(key).into_iter().map(|word| (key, word)));
    }
    let gspr = f.words("gspr");
    let note = f.optional_text("note");
    if no_topic && f.table.contains_key("topics") && note.is_none() {
        f.missing("note", "must say why no topic can show it, because `topics` is empty");
    }
    let (mdr, ivdr) = (f.optional_text("mdr"), f.optional_text("ivdr"));
    Some(SourceRequirement {
        id: id?,
        clause: clause?,
        section: section?,
        title: title?,
        text: text?,
        actor: actor?,
        stage: stage?,
        strength: strength?,
        level: level?,
        kinds,
        topics,
        any_topics,
        cues,
        when,
        elements,
        note,
        related,
        gspr,
        mdr,
        ivdr,
    })
}
