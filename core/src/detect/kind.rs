//! What a document is: by its front matter, the configuration, its title, its file name, or what it shows.

use super::{KindGuess, KindReason, State, TopicResult};
use crate::catalog::{Catalogue, KindId, TopicId};
use crate::document::{BlockKind, Document};

/// Recognises the kind of a document. `configured` is what medlint.toml says.
///
/// What the author says decides first; then a title or file name that only one kind has; then one that others have, too,
/// if the content agrees; at last the content alone.
pub fn recognise(
    document: &Document,
    catalogue: &Catalogue,
    configured: Option<KindId>,
    topics: &[TopicResult],
) -> KindGuess {
    recognise_by(&Clues::of(document), catalogue, configured, topics)
}

/// What a document's kind is recognised by, besides what it shows: enough to recognise it anew without the document.
#[derive(Debug, Clone)]
pub(crate) struct Clues {
    front_matter: Option<String>,
    /// The title, or the first line in its place.
    title: Option<String>,
    file: String,
}

impl Clues {
    /// Of a document.
    pub(crate) fn of(document: &Document) -> Self {
        Clues {
            front_matter: document.front_matter.kind.as_ref().map(|(word, _)| word.clone()),
            title: document.title.as_deref().or_else(|| first_line(document)).map(str::to_owned),
            file: document.path.rsplit('/').next().unwrap_or(&document.path).to_owned(),
        }
    }
}

/// See [`recognise`].
pub(crate) fn recognise_by(
    clues: &Clues,
    catalogue: &Catalogue,
    configured: Option<KindId>,
    topics: &[TopicResult],
) -> KindGuess {
    let guess = |kind, because, detail: String| KindGuess { kind, because, detail };
    if let Some(word) = &clues.front_matter {
        match catalogue.kind(word) {
            Some(kind) => return guess(Some(kind), KindReason::FrontMatter, word.clone()),
            None if word == "other" => return guess(None, KindReason::FrontMatter, word.clone()),
            None => {}
        }
    }
    if let Some(kind) = configured {
        return guess(Some(kind), KindReason::Config, catalogue[kind].id.to_string());
    }
    let title = clues.title.as_deref().map(normal);
    let file = &clues.file;
    let stem = normal(file.rsplit_once('.').map_or(&**file, |f| f.0));
    if let Some(title) = &title
        && let Some((kind, name)) = by_words(title, catalogue, |k| &k.names)
    {
        return guess(Some(kind), KindReason::Title, name);
    }
    let by_file = by_words(&stem, catalogue, |k| &k.file_names);
    if let Some((kind, name)) = by_file.or_else(|| by_words(&stem, catalogue, |k| &k.names)) {
        return guess(Some(kind), KindReason::FileName, name);
    }
    let content = contents(catalogue, topics);
    let agreed = |text: &str| {
        let text = Words::of(text);
        let hinted = content.iter().filter_map(|c| {
            let kind = &catalogue[c.kind];
            let meant = !kind.not_names.iter().any(|n| text.contain(n));
            let hint = kind.hints.iter().filter(|h| text.contain(h)).max_by_key(|h| h.len());
            hint.filter(|_| meant && c.share >= AGREES).map(|h| (c, h.to_string()))
        });
        hinted.max_by_key(|(c, _)| c.share).map(|(c, h)| (c.kind, h))
    };
    if let Some((kind, hint)) = title.as_deref().and_then(agreed) {
        return guess(Some(kind), KindReason::Title, hint);
    }
    if let Some((kind, hint)) = agreed(&stem) {
        return guess(Some(kind), KindReason::FileName, hint);
    }
    by_content(catalogue, content).map_or_else(
        || guess(None, KindReason::Unknown, String::new()),
        |(kind, detail)| guess(Some(kind), KindReason::Content, detail),
    )
}

/// The first line of a document without a title, if it is short enough to be one.
fn first_line(document: &Document) -> Option<&str> {
    let first =
        document.blocks.iter().find(|b| b.kind == BlockKind::Paragraph || b.kind == BlockKind::Term)?;
    let text = &document.text[first.text.start as usize..first.text.end as usize];
    (text.len() < 120).then_some(text)
}

/// Lower case words parted by single spaces, with a space at both ends; British spelling as it is.
fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// The words of a title or file name, and what follows each: there are hundreds of names to look for.
struct Words<'a>(Vec<&'a str>);

impl<'a> Words<'a> {
    /// Of a text that is [`normal`].
    fn of(text: &'a str) -> Self {
        Self(text.match_indices(' ').map(|(at, _)| &text[at + 1..]).filter(|w| !w.is_empty()).collect())
    }

    /// Whether the words of `name` stand one after another.
    fn contain(&self, name: &str) -> bool {
        let Some(first) = name.chars().find(|c| c.is_alphanumeric()) else { return false };
        let same = |a: &str, b: &str| a.chars().eq(b.chars().flat_map(char::to_lowercase));
        self.0.iter().filter(|rest| rest.chars().next() == first.to_lowercase().next()).any(|rest| {
            let mut rest = rest.split(' ');
            let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
            words.all(|word| rest.next().is_some_and(|r| same(r, word)))
        })
    }
}

/// The kind with the longest name in `text`, unless one of its exceptions stands there, too.
fn by_words<'c>(
    text: &str,
    catalogue: &'c Catalogue,
    names: impl Fn(&'c crate::catalog::DocumentKind) -> &'c [crate::catalog::Text],
) -> Option<(KindId, String)> {
    let text = Words::of(text);
    let mut best: Option<(usize, KindId, String)> = None;
    for id in catalogue.kind_ids() {
        let kind = &catalogue[id];
        if kind.not_names.iter().any(|n| text.contain(n)) {
            continue;
        }
        for name in names(kind) {
            let length = name.len();
            if best.as_ref().is_none_or(|b| length > b.0) && text.contain(name) {
                best = Some((length, id, name.to_string()));
            }
        }
    }
    best.map(|(_, id, name)| (id, name))
}

/// What a document shows of what a kind should show.
struct Content {
    kind: KindId,
    /// In hundredths, by weight.
    share: u32,
    /// Sum of all weights of the kind.
    total: u32,
    found: Vec<TopicId>,
}

/// From this share upwards the content agrees with a name that several kinds have.
const AGREES: u32 = 30;

/// From this share upwards the content alone tells.
const TELLS: u32 = 38;

/// Kinds that expect less than this are not told by content: too much else shows the same.
const LEAST_TOTAL: u32 = 20;

fn contents(catalogue: &Catalogue, topics: &[TopicResult]) -> Vec<Content> {
    let state = |topic| topics.iter().find(|t| t.topic == topic).map(|t| t.state);
    let mut out = Vec::new();
    for id in catalogue.kind_ids() {
        let kind = &catalogue[id];
        let total: u32 = kind.topics.iter().map(|t| u32::from(t.weight)).sum();
        let found: Vec<_> = kind.topics.iter().filter(|t| state(t.topic) == Some(State::Shown)).collect();
        let half = kind.topics.iter().filter(|t| state(t.topic) == Some(State::Partly));
        let shown: u32 = found.iter().map(|t| u32::from(t.weight)).sum();
        let half: u32 = half.map(|t| u32::from(t.weight)).sum();
        if shown > 0 {
            let share = (2 * shown + half) * 50 / total;
            out.push(Content { kind: id, share, total, found: found.iter().map(|t| t.topic).collect() });
        }
    }
    out
}

/// The kind of whose topics most are shown, if they are many and it stands out.
fn by_content(catalogue: &Catalogue, mut content: Vec<Content>) -> Option<(KindId, String)> {
    // the disclosure statement repeats what is in all others
    content.retain(|c| c.total >= LEAST_TOTAL && catalogue[c.kind].id != "mds2");
    content.sort_by(|a, b| b.share.cmp(&a.share).then(a.kind.cmp(&b.kind)));
    let best = content.first().filter(|c| c.share >= TELLS && c.found.len() >= 4)?;
    if content.get(1).is_some_and(|second| second.share + 3 > best.share) {
        return None;
    }
    let found: Vec<&str> = best.found.iter().map(|t| catalogue[*t].id.as_ref()).collect();
    Some((best.kind, found.join(", ")))
}
