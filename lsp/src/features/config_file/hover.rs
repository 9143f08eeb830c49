//! What a word of medlint.toml means.

use ls_types::{Hover, HoverContents, Position};
use medlint_core::config::keys;

use super::spots::{What, at, spots, text_of};
use super::{ConfigView, FACTS, key};
use crate::features::describe;

/// The table, key or value at a position.
pub(crate) fn hover(view: &ConfigView<'_>, position: Position) -> Option<Hover> {
    let offset = view.places().offset(position);
    let all = spots(view.text);
    let spot = at(&all, offset)?;
    let word = text_of(view.text, &spot.bytes).trim();
    let fact = |name: &str| view.folder.workspace.catalogue().fact(name);
    let value = match &spot.what {
        What::Header { .. } => keys::table(word)?.meaning.to_owned(),
        What::Key { table, .. } if table == FACTS => describe::fact(view.folder, fact(word)?),
        What::Key { table, .. } => match (key(table, word), keys::table(&format!("{table}.{word}"))) {
            (Some(key), _) => of_key(key),
            (None, Some(table)) => table.meaning.to_owned(),
            (None, None) => keys::table(word)?.meaning.to_owned(),
        },
        What::Value { table, key: name, .. } if table == FACTS => describe::fact(view.folder, fact(name)?),
        What::Value { table, key: name, .. } => {
            let key = key(table, name)?;
            describe::word(view.folder, key.value, word).unwrap_or_else(|| of_key(key))
        }
        What::Comment => return None,
    };
    let contents = HoverContents::Markup(describe::content(value, view.client.shows_markdown()));
    Some(Hover { contents, range: Some(view.places().range(&spot.bytes)) })
}

/// What a key means.
pub(super) fn of_key(key: &keys::Key) -> String {
    let mut out = format!("`{}.{}`: {}", key.table, key.name, key.meaning);
    if !key.without.is_empty() {
        out.push_str(&format!("\n\nWithout it: {}.", key.without));
    }
    if key.required {
        out.push_str("\n\nIt has to be there.");
    }
    out
}
