//! What a document is: by its front matter, the configuration, its title, its file name, or what it shows.

use super::{KindGuess, KindReason, State, TopicResult};
use crate::catalog::{Catalogue, KindId};
use crate::document::{BlockKind, Document};

/// Recognises the kind of a document. `configured` is what medlint.toml says.
pub fn recognise(
    document: &Document,
    catalogue: &Catalogue,
    configured: Option<KindId>,
    topics: &[TopicResult],
) -> KindGuess {
    let guess = |kind, because, detail: String| KindGuess { kind, because, detail };
    if let Some((word, _)) = &document.front_matter.kind
        && let Some(kind) = catalogue.kind(word)
    {
        return guess(Some(kind), KindReason::FrontMatter, word.clone());
    }
    if let Some(kind) = configured {
        return guess(Some(kind), KindReason::Config, catalogue[kind].id.to_string());
    }
    if let Some(title) = &document.title
        && let Some((kind, name)) = by_words(&normal(title), catalogue, |k| &k.names)
    {
        return guess(Some(kind), KindReason::Title, name);
    }
    let (folder, file) = document.path.rsplit_once('/').unwrap_or(("", &document.path));
    let stem = file.rsplit_once('.').map_or(file, |f| f.0);
    if let Some((kind, name)) = by_file(stem, folder, catalogue) {
        return guess(Some(kind), KindReason::FileName, name);
    }
    // a long first heading or a first line may carry the name that the title lacks
    if let Some((kind, name)) = by_words(&normal(stem), catalogue, |k| &k.names) {
        return guess(Some(kind), KindReason::FileName, name);
    }
    if document.title.is_none()
        && let Some(first) =
            document.blocks.iter().find(|b| b.kind == BlockKind::Paragraph || b.kind == BlockKind::Term)
    {
        let text = &document.text[first.text.start as usize..first.text.end as usize];
        if text.len() < 120
            && let Some((kind, name)) = by_words(&normal(text), catalogue, |k| &k.names)
        {
            return guess(Some(kind), KindReason::Title, name);
        }
    }
    by_content(catalogue, topics).map_or_else(
        || guess(None, KindReason::Unknown, String::new()),
        |(kind, detail)| guess(Some(kind), KindReason::Content, detail),
    )
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

/// Whether the words of `name` stand one after another in `text`, which is [`normal`]. Without making `name` normal, too:
/// there are hundreds of names.
fn contains(text: &str, name: &str) -> bool {
    let words = || name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let same = |a: &str, b: &str| a.chars().eq(b.chars().flat_map(char::to_lowercase));
    let Some(first) = name.chars().find(|c| c.is_alphanumeric()).and_then(|c| c.to_lowercase().next()) else {
        return false;
    };
    text.match_indices(' ').map(|(at, _)| &text[at + 1..]).filter(|rest| rest.starts_with(first)).any(
        |rest| {
            let mut rest = rest.split(' ');
            words().all(|word| rest.next().is_some_and(|r| same(r, word)))
        },
    )
}

/// The kind with the longest name in `text`, unless one of its exceptions stands there, too.
fn by_words<'c>(
    text: &str,
    catalogue: &'c Catalogue,
    names: impl Fn(&'c crate::catalog::DocumentKind) -> &'c [crate::catalog::Text],
) -> Option<(KindId, String)> {
    let mut best: Option<(usize, KindId, String)> = None;
    for id in catalogue.kind_ids() {
        let kind = &catalogue[id];
        if kind.not_names.iter().any(|n| contains(text, n)) {
            continue;
        }
        for name in names(kind) {
            let length = name.len();
            if best.as_ref().is_none_or(|b| length > b.0) && contains(text, name) {
                best = Some((length, id, name.to_string()));
            }
        }
    }
    best.map(|(_, id, name)| (id, name))
}

fn by_file(stem: &str, folder: &str, catalogue: &Catalogue) -> Option<(KindId, String)> {
    let text = normal(stem);
    let found = by_words(&text, catalogue, |k| &k.file_names)?;
    // a one-word name inside a longer file name is a hint only where nothing else is said
    let _ = folder;
    Some(found)
}

/// The kind whose important topics are shown, when they are most of what it should show and it stands out.
fn by_content(catalogue: &Catalogue, topics: &[TopicResult]) -> Option<(KindId, String)> {
    let shown = |topic| topics.iter().any(|t| t.topic == topic && t.state == State::Shown);
    let mut scores: Vec<(u32, KindId, Vec<&str>)> = Vec::new();
    for id in catalogue.kind_ids() {
        let kind = &catalogue[id];
        let total: u32 = kind.topics.iter().map(|t| u32::from(t.weight)).sum();
        let found: Vec<_> = kind.topics.iter().filter(|t| shown(t.topic)).collect();
        let sum: u32 = found.iter().map(|t| u32::from(t.weight)).sum();
        if total >= 6 && found.len() >= 4 && sum * 100 >= total * 60 {
            scores.push((
                sum * 100 / total,
                id,
                found.iter().map(|t| catalogue[t.topic].id.as_ref()).collect(),
            ));
        }
    }
    scores.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    match scores.as_slice() {
        [first] => Some((first.1, first.2.join(", "))),
        [first, second, ..] if first.0 >= second.0 + 10 => Some((first.1, first.2.join(", "))),
        _ => None,
    }
}
