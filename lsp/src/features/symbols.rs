//! Symbols: the headings of a document with what their sections show, and places in the whole workspace by name.

use ls_types::{
    DocumentSymbol, DocumentSymbolResponse, Location, OneOf, SymbolInformation, SymbolKind, Uri,
    WorkspaceSymbol,
};
use medlint_core::catalog::TopicId;
use medlint_core::detect::{Heading, State};

use super::places::Set;
use super::sections::{Topics, list, topics};
use crate::client::Client;
use crate::folder::Folder;
use crate::view::View;

/// At most so many topics are named beside a heading.
const NAMED: usize = 2;

/// At most so many symbols answer a query of the workspace.
const MOST: usize = 200;

/// The headings of a document, as a tree where the client takes one.
pub(crate) fn document(view: &View<'_>) -> DocumentSymbolResponse {
    let headings = &view.analysis().headings;
    if view.client.nests_symbols() {
        let topics = topics(view);
        let mut next = 0;
        DocumentSymbolResponse::Nested(children(view, &topics, &mut next, 0))
    } else {
        let symbol = |(n, heading): (usize, &Heading)| {
            let uri = view.folder.uri_of(view.path).parse().ok()?;
            let parent = headings[..n].iter().rev().find(|other| other.level < heading.level);
            Some(flat(
                name(heading),
                SymbolKind::STRING,
                Location { uri, range: view.range(&extent(view, n)) },
                parent.map(|parent| parent.title.clone()),
            ))
        };
        DocumentSymbolResponse::Flat(headings.iter().enumerate().filter_map(symbol).collect())
    }
}

/// The headings from `next` on that are deeper than `level`.
fn children(view: &View<'_>, topics: &[Topics], next: &mut usize, level: u8) -> Vec<DocumentSymbol> {
    let headings = &view.analysis().headings;
    let mut out = Vec::new();
    while let Some(heading) = headings.get(*next).filter(|heading| heading.level > level) {
        let n = *next;
        *next += 1;
        let inside = children(view, topics, next, heading.level);
        #[allow(deprecated, reason = "the field has to be given")]
        out.push(DocumentSymbol {
            name: name(heading),
            detail: detail(view, &topics[n]),
            kind: SymbolKind::STRING,
            tags: None,
            deprecated: None,
            range: view.range(&extent(view, n)),
            selection_range: view.range(&line_of(view, heading)),
            children: (!inside.is_empty()).then_some(inside),
        });
    }
    out
}

/// A symbol has to have a name.
fn name(heading: &Heading) -> String {
    let title = heading.title.trim();
    if title.is_empty() { "(no title)".to_owned() } else { title.to_owned() }
}

/// What a section shows, in a few words.
fn detail(view: &View<'_>, topics: &Topics) -> Option<String> {
    let topic =
        |(topic, state): &(TopicId, State)| format!("{}: {}", view.catalogue()[*topic].title, state.id());
    let words: Vec<String> = topics.iter().map(topic).collect();
    (!words.is_empty()).then(|| list(&words, NAMED))
}

/// A heading without the line ends behind it.
fn line_of(view: &View<'_>, heading: &Heading) -> std::ops::Range<u32> {
    let text = view.entry.document.source_at(&heading.source).trim_end();
    heading.source.start..heading.source.start + u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// A heading and all that stands under it, sub-sections included.
fn extent(view: &View<'_>, n: usize) -> std::ops::Range<u32> {
    let headings = &view.analysis().headings;
    let next = headings[n + 1..].iter().find(|other| other.level <= headings[n].level);
    let end = u32::try_from(view.source().len()).unwrap_or(u32::MAX);
    let end = next.map_or(end, |next| next.source.start);
    headings[n].source.start..end.max(headings[n].source.end)
}

fn flat(
    name: String,
    kind: SymbolKind,
    location: Location,
    container_name: Option<String>,
) -> SymbolInformation {
    #[allow(deprecated, reason = "the field has to be given")]
    SymbolInformation { name, kind, tags: None, deprecated: None, location, container_name }
}

/// How well a name answers a query; the smaller, the better.
fn rank(name: &str, query: &str) -> Option<u8> {
    let (name, query) = (name.to_lowercase(), query.to_lowercase());
    if query.split_whitespace().all(|word| name.contains(word)) {
        return Some(u8::from(!name.starts_with(&query)));
    }
    // Clients filter what they get once more, by letters in order.
    let mut letters = name.chars();
    let in_order = query.chars().filter(|c| !c.is_whitespace()).all(|c| letters.any(|other| other == c));
    in_order.then_some(2)
}

/// Headings, topics and requirements of all sets whose names answer a query: at most [`MOST`], best first.
pub(crate) fn workspace<'a>(
    folders: impl Iterator<Item = &'a Folder>,
    client: &Client,
    query: &str,
) -> Vec<WorkspaceSymbol> {
    let query = query.trim();
    let mut found: Vec<(u8, WorkspaceSymbol)> = Vec::new();
    for folder in folders {
        in_folder(folder, client, query, &mut found);
    }
    found.sort_by(|a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
    found.truncate(MOST);
    found.into_iter().map(|(_, symbol)| symbol).collect()
}

fn in_folder(folder: &Folder, client: &Client, query: &str, found: &mut Vec<(u8, WorkspaceSymbol)>) {
    let mut add = |rank: u8, name: String, kind: SymbolKind, container: String, place: Option<Location>| {
        if let Some(place) = place {
            let location = OneOf::Left(place);
            let container_name = Some(container);
            found.push((
                rank,
                WorkspaceSymbol { name, kind, tags: None, container_name, location, data: None },
            ));
        }
    };
    for (path, document) in folder.workspace.included() {
        let (Some(text), Ok(uri)) = (folder.text(path), folder.uri_of(path).parse::<Uri>()) else { continue };
        let places = text.places(client.encoding);
        for heading in &document.analysis.headings {
            // Without a query the titles of documents are enough.
            let wanted = !query.is_empty() || heading.level == 1;
            if let Some(rank) = rank(&heading.title, query).filter(|_| wanted) {
                let place = Some(Location { uri: uri.clone(), range: places.range(&heading.source) });
                add(rank, name(heading), SymbolKind::STRING, path.to_owned(), place);
            }
        }
    }
    let Some(assessment) = folder.assessment().filter(|_| !folder.stale) else { return };
    let set = Set::new(folder, client);
    let catalogue = folder.workspace.catalogue();
    for topic in &assessment.topics {
        let about = &catalogue[topic.topic];
        if let (Some(rank), Some(evidence)) =
            (rank(&format!("{} {}", about.title, about.id), query), topic.evidence)
        {
            let name = format!("{} ({})", about.title, about.id);
            add(rank, name, SymbolKind::KEY, format!("topic, {}", topic.state.id()), set.evidence(evidence));
        }
    }
    if query.is_empty() {
        return;
    }
    for assessed in &assessment.requirements {
        let requirement = &catalogue[assessed.requirement];
        let name = format!("{} {}", requirement.id, requirement.title);
        // Letters in order are too little for so many.
        if let (Some(rank @ 0..=1), Some(evidence)) = (rank(&name, query), assessed.best_evidence()) {
            add(
                rank,
                name,
                SymbolKind::INTERFACE,
                format!("requirement, {}", assessed.status.id()),
                set.evidence(evidence),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn whole_words_come_before_letters_in_order() {
        assert_eq!(rank("Threat model", "threat"), Some(0));
        assert_eq!(rank("The threat model", "model threat"), Some(1));
        assert_eq!(rank("Threat model", "thmo"), Some(2));
        assert_eq!(rank("Threat model", "backup"), None);
    }
}
