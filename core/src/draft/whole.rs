//! A whole document to begin with: what its kind should show, each topic as a section to be filled in.

use super::section::{section, to_do};
use super::{Markup, Scope};
use crate::catalog::{Catalogue, KindId};
use crate::detect::kind::recognise;
use crate::document::{Document, Format};

/// A document of a kind, with a section for each topic that the kind should show and that some requirement needs, in the
/// usual order. All of it is still to be written; it ends with a line end (`\n`, as everywhere in it).
pub fn document(scope: &Scope<'_>, kind: KindId, markup: Markup) -> String {
    let about = &scope.catalogue[kind];
    let title = |level: u8, text: &str| markup.style(level, &[]).heading(level, text);
    let item = |text: &str| format!("{}\n", markup.item(text));
    let mut out = String::new();
    // Elsewhere front matter is unusual, and the title tells the kind, where it can.
    if markup == Markup::Markdown || !title_tells(scope.catalogue, kind) {
        out.push_str(&format!("---\nmedlint: {}\nstatus: draft\n---\n\n", about.id));
    }
    out.push_str(&title(1, &about.title));
    out.push('\n');
    let device = match &scope.profile.name {
        Some(name) => one_line(name),
        None => to_do("name the device"),
    };
    out.push_str(&item(&format!("Device: {device}")));
    out.push_str(&item(&format!("Document number and version: {}", to_do("enter number and version"))));
    out.push_str(&item(&format!("Author, reviewer, approved by: {}", to_do("enter names and dates"))));
    out.push('\n');
    out.push_str(&title(2, "Purpose and scope"));
    out.push('\n');
    for prompt in [
        "state the purpose of this document, and for whom it is written",
        "list the variants, versions and accessories that it covers",
    ] {
        out.push_str(&item(&to_do(prompt)));
    }
    for expected in about.topics.iter().filter(|expected| scope.needs(expected.topic)) {
        out.push('\n');
        out.push_str(&section(scope, expected.topic, Some(kind), markup).at_level(2));
    }
    out.push('\n');
    out.push_str(&title(2, "Revision history"));
    out.push('\n');
    out.push_str(&markup.table(&["Version", "Date", "Author", "Change"], "TODO"));
    out
}

/// Whether a document of the kind is recognised by its title.
fn title_tells(catalogue: &Catalogue, kind: KindId) -> bool {
    let titled = Document::read_as("", Format::Markdown, format!("# {}\n", catalogue[kind].title).as_bytes());
    recognise(&titled, catalogue, None, &[]).kind == Some(kind)
}

/// Where a document of a kind could be kept, from the root of the set: `docs/threat-model.md`.
pub fn path(catalogue: &Catalogue, kind: KindId) -> String {
    format!("docs/{}.md", catalogue[kind].id)
}

/// A text without line ends and other control characters.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
