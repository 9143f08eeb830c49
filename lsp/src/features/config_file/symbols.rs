//! The tables of medlint.toml, for the outline.

use ls_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind};

use super::ConfigView;
use super::spots::{Spot, What, spots, text_of};

/// Tables with their keys; decisions and waivers are called by what they are about.
pub(crate) fn symbols(view: &ConfigView<'_>) -> DocumentSymbolResponse {
    let all = spots(view.text);
    let heads: Vec<usize> = (0..all.len()).filter(|n| matches!(all[*n].what, What::Header { .. })).collect();
    let end = u32::try_from(view.text.len()).unwrap_or(u32::MAX);
    let mut out = Vec::new();
    for (n, head) in heads.iter().enumerate() {
        let next = heads.get(n + 1).copied().unwrap_or(all.len());
        let spot = &all[*head];
        let name = text_of(view.text, &spot.bytes).trim();
        if name.is_empty() {
            continue;
        }
        let inside = &all[head + 1..next];
        // The brackets of the next header stand before what it is called.
        let brackets = |spot: &Spot| if spot.what == (What::Header { list: true }) { 2 } else { 1 };
        let start = spot.bytes.start.saturating_sub(brackets(spot));
        let end = all.get(next).map_or(end, |next| next.bytes.start.saturating_sub(brackets(next)));
        let children: Vec<DocumentSymbol> =
            inside.iter().filter_map(|spot| child(view, name, spot)).collect();
        let mut symbol =
            symbol(view, name.to_owned(), SymbolKind::NAMESPACE, spot, start..end.max(spot.bytes.end));
        symbol.detail = subject(view, inside);
        symbol.children = Some(children);
        out.push(symbol);
    }
    if view.client.nests_symbols() {
        return DocumentSymbolResponse::Nested(out);
    }
    let Ok(uri) = view.folder.uri_of(crate::folder::CONFIG).parse::<ls_types::Uri>() else {
        return DocumentSymbolResponse::Flat(Vec::new());
    };
    let flat = out.into_iter().map(|symbol| {
        #[allow(deprecated, reason = "the field has to be given")]
        SymbolInformation {
            name: symbol.name,
            kind: symbol.kind,
            tags: None,
            deprecated: None,
            location: Location { uri: uri.clone(), range: symbol.range },
            container_name: None,
        }
    });
    DocumentSymbolResponse::Flat(flat.collect())
}

/// A key of a table itself, not of one inside it.
fn child(view: &ConfigView<'_>, table: &str, spot: &Spot) -> Option<DocumentSymbol> {
    let name = text_of(view.text, &spot.bytes).trim();
    let own = matches!(&spot.what, What::Key { table: other, assigned: true } if other == table);
    (own && !name.is_empty())
        .then(|| symbol(view, name.to_owned(), SymbolKind::PROPERTY, spot, spot.bytes.clone()))
}

/// What a decision or waiver is about.
fn subject(view: &ConfigView<'_>, inside: &[Spot]) -> Option<String> {
    let about = |spot: &&Spot| {
        matches!(&spot.what, What::Value { table, key, .. }
            if matches!(table.as_str(), "decision" | "waiver") && matches!(key.as_str(), "requirement" | "topic" | "finding"))
    };
    let ids: Vec<&str> = inside
        .iter()
        .filter(about)
        .map(|s| text_of(view.text, &s.bytes).trim())
        .filter(|id| !id.is_empty())
        .collect();
    (!ids.is_empty()).then(|| ids.join(", "))
}

fn symbol(
    view: &ConfigView<'_>,
    name: String,
    kind: SymbolKind,
    spot: &Spot,
    bytes: std::ops::Range<u32>,
) -> DocumentSymbol {
    #[allow(deprecated, reason = "the field has to be given")]
    DocumentSymbol {
        name,
        detail: None,
        kind,
        tags: None,
        deprecated: None,
        range: view.places().range(&bytes),
        selection_range: view.places().range(&spot.bytes),
        children: None,
    }
}
