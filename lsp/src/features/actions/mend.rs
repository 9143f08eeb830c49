//! What can be mended without anybody's judgement: superseded editions whose replacement is certain, and comments that
//! suppress nothing.

use medlint_core::catalog::Citation;
use medlint_core::detect::CitationHit;
use medlint_core::document::{BlockKind, Document};
use medlint_core::draft::{self, Edit};
use medlint_core::lint::{Reach, Suppression};

use crate::view::View;

/// Citations that a finding tells of.
pub(super) fn citations<'a>(view: &View<'a>) -> impl Iterator<Item = &'a CitationHit> {
    let mut told: Vec<u32> = Vec::new();
    for finding in view.folder.findings(view.path).filter(|finding| finding.code == "M108") {
        told.push(finding.source.start);
        told.extend(finding.related.iter().map(|related| related.source.start));
    }
    view.entry.analysis.citations.iter().filter(move |hit| !hit.excused && told.contains(&hit.source.start))
}

/// The citation at a byte, and what makes it the current one.
pub(super) fn citation<'a>(view: &View<'a>, at: u32) -> Option<(&'a Citation, Edit)> {
    let hit = citations(view).find(|hit| hit.source.start == at)?;
    let edit = draft::superseded(&view.entry.document, view.catalogue(), hit)?;
    Some((view.catalogue().citations.get(hit.citation)?, edit))
}

/// Takes out the comment at a byte, which suppresses nothing.
pub(super) fn suppression(view: &View<'_>, at: u32) -> Option<Vec<Edit>> {
    let comments = &view.entry.lint.suppressions;
    let comment = comments.iter().find(|comment| comment.source.start == at)?;
    remove(&view.entry.document, comment)
}

/// All of it, in the order of the text.
pub(super) fn all(view: &View<'_>) -> Vec<Edit> {
    let document = &view.entry.document;
    let mut edits: Vec<Edit> =
        citations(view).filter_map(|hit| draft::superseded(document, view.catalogue(), hit)).collect();
    for finding in view.folder.findings(view.path).filter(|finding| finding.code == "M112") {
        edits.extend(suppression(view, finding.source.start).into_iter().flatten());
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut end = 0;
    edits.retain(|edit| {
        let apart = edit.range.start >= end;
        end = end.max(edit.range.end);
        apart
    });
    edits
}

/// Takes a comment out, with the one that ends its region; nothing when the document would then be read differently.
fn remove(document: &Document, comment: &Suppression) -> Option<Vec<Edit>> {
    let own = comment.source.start as usize..comment.source.end as usize;
    let places: Vec<_> = std::iter::once(own).chain(end_of_region(document, comment)).collect();
    // A line less, or, where that would join what stands around it, an empty one.
    let whole: Vec<Edit> = places.iter().map(|place| without(document, place, true)).collect();
    let blank: Vec<Edit> = places.iter().map(|place| without(document, place, false)).collect();
    [whole, blank].into_iter().find(|edits| {
        let Some(source) = draft::config::apply(&document.source, edits) else { return false };
        content(&Document::read_as(&document.path, document.format, source.as_bytes())) == content(document)
    })
}

/// What a document says, apart from comments.
fn content(document: &Document) -> Vec<(BlockKind, bool, &str)> {
    let said = document.blocks.iter().filter(|block| block.kind != BlockKind::Comment).map(|block| {
        let text = document.text_at(&block.text);
        let text = text.split("<!-- medlint-").next().unwrap_or_default().trim();
        // In plain text the comment is a paragraph, in AsciiDoc behind a mark of its own.
        (block.kind, block.quoted, text.trim_end_matches("//").trim_end())
    });
    said.filter(|(_, _, text)| !text.is_empty()).collect()
}

/// The comment that ends the region of another and of no third.
fn end_of_region(document: &Document, comment: &Suppression) -> Option<std::ops::Range<usize>> {
    let Reach::Region(_, last) = comment.reach else { return None };
    let line = document.lines.line_range(&document.source, last.checked_sub(1)?);
    let text = document.source_at(&line);
    let start = text.find("<!--")?;
    let inside = text[start..].strip_prefix("<!--")?;
    let length = inside.find("-->")?;
    let codes = inside[..length].trim().strip_prefix("medlint-enable")?;
    let codes: Vec<&str> = codes.split([',', ' ', '\t']).filter(|code| !code.is_empty()).collect();
    let start = line.start as usize + start;
    (codes == comment.codes).then_some(start..start + "<!--".len() + length + "-->".len())
}

/// Takes a place out; with its line, if nothing else stands there.
fn without(document: &Document, place: &std::ops::Range<usize>, line: bool) -> Edit {
    let source = &document.source;
    let start = source[..place.start].rfind('\n').map_or(0, |end| end + 1);
    let end = source[place.end..].find('\n').map_or(source.len(), |end| place.end + end + 1);
    let around = [&source[start..place.start], &source[place.end..end]].concat();
    let range = if !matches!(around.trim(), "" | ".." | "//") {
        let before = source[start..place.start].trim_end_matches([' ', '\t']).len();
        start + before..place.end
    } else if line {
        // One empty line of the two that would then stand together.
        let is_first = source[..start].trim_end_matches(['\r', '\n', ' ']).is_empty();
        let empty_above =
            is_first || source[..start].ends_with("\n\n") || source[..start].ends_with("\r\n\r\n");
        let below = source[end..].find('\n').map(|length| &source[end..end + length + 1]);
        match below.filter(|below| empty_above && below.trim().is_empty()) {
            Some(below) => start..end + below.len(),
            None => start..end,
        }
    } else {
        start..place.end
    };
    Edit { range: range.start as u32..range.end as u32, text: String::new() }
}
