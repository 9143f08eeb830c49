//! Reports for programs. Version 1; later versions of medlint only add keys.
//!
//! Lines count from 1 and are inclusive, bytes from 0 and half-open. Ids are those of the catalogue. Keys stand in a
//! fixed order, and the same input gives the same bytes.

mod check;
mod comparison;
pub mod list;
mod scan;

pub use check::{applicability, check};
pub use comparison::diff;
pub use scan::{scan, scan_begin, scan_document, scan_end};

use crate::catalog::Catalogue;
use crate::detect::Analysis;
use serde::ser::{Serialize, SerializeMap, Serializer};

#[derive(serde::Serialize)]
pub(super) struct Tool<'a> {
    name: &'static str,
    version: &'a str,
    catalogue: String,
}

impl<'a> Tool<'a> {
    pub(super) fn new(version: &'a str, catalogue: &Catalogue) -> Self {
        Tool { name: "medlint", version, catalogue: catalogue.hash() }
    }
}

#[derive(serde::Serialize)]
struct Kind<'a> {
    value: &'a str,
    because: &'static str,
}

impl<'a> Kind<'a> {
    fn new(document: &Analysis, catalogue: &'a Catalogue) -> Self {
        let value = document.kind.kind.map_or("other", |kind| &*catalogue[kind].id);
        Kind { value, because: document.kind.because.id() }
    }
}

/// Who made a result: versions of tool and catalogue.
pub fn tool(version: &str, catalogue: &Catalogue) -> String {
    print(&Tool::new(version, catalogue))
}

/// An object whose keys are data; they stay in the order given.
struct Map<K, V>(Vec<(K, V)>);

impl<K: Serialize, V: Serialize> Serialize for Map<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

fn format_id(document: &Analysis) -> &'static str {
    match document.format {
        crate::document::Format::Markdown => "markdown",
        crate::document::Format::PlainText => "text",
    }
}

/// One line of JSON. Only a key that is no text could make this fail, and there is none.
pub(super) fn print(value: &impl Serialize) -> String {
    let mut text =
        serde_json::to_string(value).unwrap_or_else(|error| format!("{{\"error\":{:?}}}", error.to_string()));
    text.push('\n');
    text
}

/// JSON that a person may read, too. As [`print`], it cannot fail.
pub(super) fn print_readable(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value)
        .unwrap_or_else(|error| format!("{{\"error\":{:?}}}", error.to_string()));
    text.push('\n');
    text
}
