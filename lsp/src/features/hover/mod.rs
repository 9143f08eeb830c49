//! What stands under the pointer: what a section or statement shows and why, and what an id or a clause means.
//!
//! Here it is decided what the pointer is on; `page` tells of things of the catalogue, `standard` of standards,
//! `content` of the document's own text; `writing` knows Markdown. Nothing is longer than a screen.

mod content;
mod page;
mod standard;
mod writing;

use std::ops::Range;

use ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};
use medlint_core::detect::Heading;

use crate::named::{self, Sort};
use crate::view::View;
use writing::Writing;

/// What is known of the place.
pub(crate) fn hover(view: &View<'_>, position: Position) -> Option<Hover> {
    let offset = view.places().offset(position);
    let mut out = Writing::new(view.client.shows_markdown());
    let bytes = write(view, offset, &mut out)?;
    let value = out.finish();
    if value.is_empty() {
        return None;
    }
    let kind = if view.client.shows_markdown() { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let contents = HoverContents::Markup(MarkupContent { kind, value });
    Some(Hover { contents, range: Some(view.range(&bytes)) })
}

/// Writes about the smallest thing at a place; gives its range.
fn write(view: &View<'_>, offset: u32, out: &mut Writing) -> Option<Range<u32>> {
    let is_at = |bytes: &Range<u32>| bytes.start <= offset && offset < bytes.end.max(bytes.start + 1);
    let analysis = view.analysis();
    if let Some(hit) = analysis.citations.iter().find(|hit| is_at(&hit.source)) {
        page::citation(view, hit, out);
        return Some(hit.source.clone());
    }
    if let Some(named) = named::at(view.source(), offset, Sort::Document, view.catalogue()) {
        page::target(view, &named.target, out);
        return Some(named.bytes);
    }
    if let Some(standard) = standard::at(view.source(), offset as usize)
        && standard::write(view, &standard, out)
    {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        return Some(narrow(standard.bytes.start)..narrow(standard.bytes.end));
    }
    if let Some(suppression) = view.entry.lint.suppressions.iter().find(|s| is_at(&s.source)) {
        page::suppression(view, suppression, out);
        return Some(suppression.source.clone());
    }
    let front_matter = view.entry.document.front_matter.source.as_ref();
    if front_matter.is_some_and(is_at) {
        return None;
    }
    if let Some(blank) = analysis.blanks.iter().find(|blank| is_at(&blank.source)) {
        page::blank(view, blank, out);
        return Some(blank.source.clone());
    }
    // A heading counts as its whole line.
    let line = view.entry.document.line_of(offset);
    if let Some(n) = analysis.headings.iter().position(|heading| heading.line == line) {
        let heading = &analysis.headings[n];
        if is_title(&analysis.headings, n) {
            content::document(view, out);
        } else {
            content::section(view, n, out);
        }
        return Some(heading.source.clone());
    }
    content::statement(view, offset, out)
}

/// Whether a heading is the title of the document: the first, and the only one of its level.
fn is_title(headings: &[Heading], n: usize) -> bool {
    n == 0 && headings.iter().skip(1).all(|heading| heading.level > headings[0].level)
}
