//! What has to be said about a topic, as prompts for a writer.

use super::{Markup, Scope};
use crate::catalog::{Catalogue, KindId, Requirement, TopicId};
use crate::detect::blank;
use crate::language::{MAX_WORD, Pieces, stem};

/// A section to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading, without number and markup.
    pub heading: String,
    /// What stands under it; lines end with `\n`.
    pub text: String,
    markup: Markup,
}

/// At most so many prompts in a section.
const PROMPTS: usize = 8;

/// At most so many of them for single points that requirements ask for by name.
const POINTS: usize = 2;

/// At most so many requirements are named.
const NAMED: usize = 6;

/// A section for a topic: its heading is what documents of the kind call it, its text asks for what has to be said.
pub fn section(scope: &Scope<'_>, topic: TopicId, kind: Option<KindId>, markup: Markup) -> Section {
    let catalogue = scope.catalogue;
    let about = &catalogue[topic];
    let expected = kind.and_then(|kind| catalogue[kind].topics.iter().find(|e| e.topic == topic));
    let heading = expected.map_or(&about.title, |e| &e.heading).to_string();

    let mut prompts = prompts(scope, topic);
    let mut said = Said::of(&[prompts.join(" "), about.columns.join(" "), heading.clone()].join(" "));
    let most = (prompts.len() + POINTS).min(PROMPTS);
    for requirement in points(scope, topic) {
        if prompts.len() < most && !said.has_point(requirement, catalogue) {
            let prompt = point(requirement, catalogue);
            said.add(&prompt);
            prompts.push(prompt);
        }
    }

    let asked_by = scope.core_requirements(topic).map(|id| &catalogue[id]);
    let mut text = list(markup, asked_by, prompts.iter());
    if !about.columns.is_empty() {
        let columns: Vec<&str> = about.columns.iter().map(|column| &**column).collect();
        text.push('\n');
        text.push_str(&markup.table(&columns, "TODO"));
    }
    Section { heading, text, markup }
}

impl Section {
    pub(super) fn new(heading: &str, text: &str, markup: Markup) -> Section {
        Section { heading: heading.to_owned(), text: text.to_owned(), markup }
    }

    /// Heading and text, as the markup writes a section of this level.
    pub fn at_level(&self, level: u8) -> String {
        format!("{}\n{}", self.markup.style(level, &[]).heading(level, &self.heading), self.text)
    }
}

/// Prompts as a list, with a comment before it that names requirements, where the markup has comments.
pub(super) fn list<'a>(
    markup: Markup,
    asked_by: impl Iterator<Item = &'a Requirement>,
    prompts: impl Iterator<Item = &'a String>,
) -> String {
    let mut text = String::new();
    let ids: Vec<&str> = asked_by.take(NAMED).map(|requirement| &*requirement.id).collect();
    if !ids.is_empty()
        && let Some(comment) = markup.comment(&format!("Asked for by {}", ids.join(", ")))
    {
        text.push_str(&comment);
        text.push('\n');
    }
    for prompt in prompts {
        text.push_str(&markup.item(&to_do(prompt)));
        text.push('\n');
    }
    text
}

/// The prompts of a topic; one that has none (of an organisation's own) gets one that names it.
pub(super) fn prompts(scope: &Scope<'_>, topic: TopicId) -> Vec<String> {
    let about = &scope.catalogue[topic];
    if !about.prompts.is_empty() {
        return about.prompts.iter().map(ToString::to_string).collect();
    }
    let named = format!("describe {} for this device or organisation", small(&about.title));
    let prompt = Some(named).filter(|prompt| is_blank(prompt));
    vec![prompt.unwrap_or_else(|| "describe what is done, and by what means".to_owned())]
}

/// The prompt for a point that a requirement asks for by name.
pub fn point(requirement: &Requirement, catalogue: &Catalogue) -> String {
    let title = small(&requirement.title);
    let cues = || requirement.cues.iter().map(|cue| &*catalogue[*cue]);
    let mut forms =
        ["add, if it is so: ", "add, if so: ", "add: "].map(|lead| format!("{lead}{title}")).to_vec();
    forms.push(format!("add, if it is so: {}", cues().take(3).collect::<Vec<_>>().join(", ")));
    forms.extend(cues().map(|cue| format!("add, if it is so: {cue}")));
    forms
        .into_iter()
        .find(|prompt| is_blank(prompt))
        .unwrap_or_else(|| "name what is asked for, with its number".to_owned())
}

/// Core requirements that ask for a point of the topic by name.
fn points<'a>(scope: &Scope<'a>, topic: TopicId) -> impl Iterator<Item = &'a Requirement> {
    let catalogue = scope.catalogue;
    let asked: Vec<&'a Requirement> = scope.core_requirements(topic).map(|id| &catalogue[id]).collect();
    asked
        .into_iter()
        .filter(move |r| !r.cues.is_empty() && r.topics.first().or(r.any_topics.first()) == Some(&topic))
}

/// A prompt as it stands in a document.
pub(super) fn to_do(prompt: &str) -> String {
    format!("[TODO: {prompt}]")
}

/// Whether detection takes a prompt for something to be filled in, and for nothing else.
pub(super) fn is_blank(prompt: &str) -> bool {
    let text = to_do(prompt);
    let found = blank::find(&text, 0);
    let whole =
        found.places.first().is_some_and(|place| place.start == 0 && place.end as usize == text.len());
    whole && !prompt.contains(['.', '?', '!', ']', '`', '<', '|'])
}

/// A title within a sentence: its first letter small, unless it begins with an abbreviation or a name.
fn small(title: &str) -> String {
    let mut chars = title.chars();
    let Some(first) = chars.next() else { return String::new() };
    let rest = chars.as_str();
    let abbreviation = rest.split([' ', '-']).next().unwrap_or_default().contains(char::is_uppercase);
    if abbreviation || rest.starts_with(' ') && first != 'A' {
        title.to_owned()
    } else {
        format!("{}{rest}", first.to_lowercase())
    }
}

/// The stems of a text.
pub(super) struct Said(Vec<String>);

impl Said {
    pub(super) fn of(text: &str) -> Said {
        let mut stems: Vec<String> = words(text).collect();
        stems.sort_unstable();
        stems.dedup();
        Said(stems)
    }

    fn has(&self, stem: &String) -> bool {
        self.0.binary_search(stem).is_ok()
    }

    fn add(&mut self, text: &str) {
        self.0.extend(words(text));
        self.0.sort_unstable();
    }

    /// Whether it names the point that a requirement asks for, in the words that would do or in those of its title.
    fn has_point(&self, requirement: &Requirement, catalogue: &Catalogue) -> bool {
        requirement.cues.iter().any(|cue| self.has_all(&catalogue[*cue])) || self.has_half(&requirement.title)
    }

    fn has_all(&self, text: &str) -> bool {
        words(text).all(|word| self.has(&word))
    }

    /// Whether at least half of the words that are not common ones are there.
    pub(super) fn has_half(&self, text: &str) -> bool {
        let content: Vec<String> = words(text).filter(|word| word.len() > 3).collect();
        let there = content.iter().filter(|word| self.has(word)).count();
        there * 2 >= content.len()
    }
}

fn words(text: &str) -> impl Iterator<Item = String> + use<> {
    let lower = text.to_lowercase();
    let stems: Vec<String> = Pieces::new(&lower, 0, lower.len())
        .map(|piece| {
            let word = &lower[piece.start as usize..piece.end as usize];
            let mut out = [0; MAX_WORD];
            let length = stem(word.as_bytes(), &mut out);
            String::from_utf8_lossy(&out[..length]).into_owned()
        })
        .collect();
    stems.into_iter()
}
