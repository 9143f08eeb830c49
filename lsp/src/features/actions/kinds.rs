//! What a document could be, the best guesses first.

use medlint_core::catalog::{DocumentKind, KindId};
use medlint_core::detect::State;

use crate::view::View;

/// Kinds that a document could be: what it is taken for, then by what it shows and what its title says.
pub(super) fn guesses(view: &View<'_>, most: usize) -> Vec<KindId> {
    let catalogue = view.catalogue();
    let analysis = view.analysis();
    let file = view.path.rsplit('/').next().unwrap_or(view.path);
    let file = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let named = words(&[analysis.title.as_deref().unwrap_or_default(), file].join(" "));
    let mut ranked: Vec<(u32, KindId)> = catalogue
        .kind_ids()
        .map(|id| {
            let kind = &catalogue[id];
            let taken = u32::from(analysis.kind.kind == Some(id)) * 1000;
            (taken + shown(view, kind) + 25 * shared(&named, kind), id)
        })
        .filter(|(score, _)| *score >= 8)
        .collect();
    // What a person wrote in the front matter was meant to be a kind.
    let written = view.entry.document.front_matter.kind.as_ref().map(|(word, _)| word);
    if let Some(near) =
        written.and_then(|word| catalogue.nearest_kind(word)).and_then(|id| catalogue.kind(id))
    {
        ranked.retain(|(_, id)| *id != near);
        ranked.push((u32::MAX, near));
    }
    ranked.sort_by_key(|(score, id)| (std::cmp::Reverse(*score), *id));
    ranked.into_iter().map(|(_, id)| id).take(most).collect()
}

/// How much of what a kind should show is there, in hundredths.
fn shown(view: &View<'_>, kind: &DocumentKind) -> u32 {
    let total: u32 = kind.topics.iter().map(|expected| u32::from(expected.weight)).sum();
    let there = kind.topics.iter().filter_map(|expected| {
        let result = view.analysis().topics.iter().find(|result| result.topic == expected.topic)?;
        let share = match result.state {
            State::Shown => 4,
            State::Partly => 2,
            State::Elsewhere | State::Planned | State::Denied | State::Placeholder => 1,
            State::Mentioned | State::Missing => 0,
        };
        Some(share * u32::from(expected.weight))
    });
    there.sum::<u32>() * 25 / total.max(1)
}

/// How many words of the title or the file's name one name of a kind has.
fn shared(named: &[String], kind: &DocumentKind) -> u32 {
    let names = kind.names.iter().chain(kind.hints.iter()).chain(std::iter::once(&kind.title));
    let count = |name: &str| words(name).iter().filter(|word| named.contains(word)).count();
    names.map(|name| count(name)).max().map_or(0, |most| u32::try_from(most).unwrap_or(0))
}

/// Words that say something, in lower case.
fn words(text: &str) -> Vec<String> {
    const COMMON: [&str; 10] =
        ["and", "for", "the", "security", "cybersecurity", "document", "device", "medical", "with", "from"];
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
    words.map(str::to_lowercase).filter(|word| !COMMON.contains(&word.as_str())).collect()
}
