//! Comments that take a finding away at its place.

use super::Edit;
use super::markup::Markup;
use super::place::newline;
use crate::catalog::Catalogue;
use crate::detect;
use crate::document::{Block, BlockKind, Document};
use crate::lint::{self, Reach};

/// A comment that suppresses a rule at a line (from 1): above the block that the line belongs to, or, where a line above
/// would break a list in two, at the end of the line; around rows or items where neither works. Without a reason (`""`)
/// the comment suppresses nothing, and medlint says so. `None` when nothing works there, or there is no such rule.
pub fn suppress(
    document: &Document,
    catalogue: &Catalogue,
    line: u32,
    code: &str,
    reason: &str,
) -> Option<Edit> {
    let rule = lint::rule(code)?;
    let reason = one_line(reason);
    let at = document.blocks.iter().position(|block| {
        let (first, last) = lines(document, block);
        block.kind != BlockKind::Comment && (line <= last || line < first)
    });
    let comment = |verb: &str| format!("<!-- medlint-{verb} {}: {reason} -->", rule.code);
    let mut candidates: Vec<Edit> = Vec::new();
    if let Some(at) = at {
        let run = run(document, at);
        let first = if is_row(&document.blocks[at]) { run.start } else { at };
        let item = matches!(document.blocks[at].kind, BlockKind::ListItem { .. });
        let above = above(document, first, &comment("disable-next-line"));
        let behind = behind(document, line, &comment("disable-line"));
        if item {
            candidates.extend(behind);
        } else {
            candidates.extend(above);
            candidates.extend(behind);
        }
        candidates.extend(around(
            document,
            run,
            &comment("disable"),
            &format!("<!-- medlint-enable {} -->", rule.code),
        ));
    }
    candidates.into_iter().find(|edit| works(document, catalogue, edit, line, rule.code))
}

/// A text that can stand in a comment.
fn one_line(text: &str) -> String {
    // Two hyphens could end the comment.
    let text = text.replace("-->", " ").replace("--", "-");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_row(block: &Block) -> bool {
    matches!(block.kind, BlockKind::TableHead | BlockKind::TableRow)
}

/// First and last line of a block, from 1.
fn lines(document: &Document, block: &Block) -> (u32, u32) {
    let text = document.source_at(&block.source);
    let end = block.source.start + u32::try_from(text.trim_end().len()).unwrap_or(0);
    document.lines_of(&(block.source.start..end))
}

/// The rows of the table, or the items of the list, that a block is one of.
fn run(document: &Document, at: usize) -> std::ops::Range<usize> {
    let blocks = &document.blocks;
    let of = |block: &Block| (is_row(block), matches!(block.kind, BlockKind::ListItem { .. }));
    let same = |n: &usize| of(&blocks[*n]) == of(&blocks[at]) && of(&blocks[at]) != (false, false);
    // Two tables are never without a line between them, but two lists may be.
    let near = |n: usize, next: usize| {
        !same(&n) || lines(document, &blocks[next]).0 <= lines(document, &blocks[n]).1 + 2
    };
    let start = (0..at).rev().take_while(|n| same(n) && near(*n, n + 1)).last().unwrap_or(at);
    let end = (at + 1..blocks.len()).take_while(|n| same(n) && near(n - 1, *n)).last().unwrap_or(at);
    start..end + 1
}

/// Where the line of a place begins, and what stands before the block in it: indentation and marks of a quotation.
fn line_start(document: &Document, block: &Block) -> (usize, Option<String>) {
    let at = block.source.start as usize;
    let line = |at: usize| document.source[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut start = line(at);
    let before = &document.source[start..at];
    // Above the first row of a table of another format stand its border and its options.
    while start > 0 && is_row(block) && Markup::of(document) != Markup::Markdown {
        let above = line(start - 1);
        if document.source[above..start].trim().is_empty() {
            break;
        }
        start = above;
    }
    (start, before.chars().all(|c| matches!(c, ' ' | '\t' | '>')).then(|| before.to_owned()))
}

/// On a line of its own above a block.
fn above(document: &Document, block: usize, comment: &str) -> Option<Edit> {
    let (start, prefix) = line_start(document, &document.blocks[block]);
    let newline = newline(document);
    let text = written(document, comment, &prefix?, newline);
    Some(Edit::insert(start, text))
}

/// A comment with the line ends behind it that the format needs.
fn written(document: &Document, comment: &str, prefix: &str, newline: &str) -> String {
    match Markup::of(document) {
        Markup::Markdown => format!("{prefix}{comment}{newline}"),
        Markup::ReStructuredText => format!("{prefix}.. {comment}{newline}{newline}"),
        Markup::AsciiDoc => format!("// {comment}{newline}{newline}"),
        Markup::Plain => format!("{prefix}{comment}{newline}{newline}"),
    }
}

/// At the end of a line, before what asks for a line break there.
fn behind(document: &Document, line: u32, comment: &str) -> Option<Edit> {
    let range = document.lines.line_range(&document.source, line.checked_sub(1)?);
    let text = document.source_at(&range);
    let body = text.trim_end();
    let body = body.strip_suffix('\\').unwrap_or(body).trim_end();
    (!body.is_empty()).then(|| Edit::insert(range.start as usize + body.len(), format!(" {comment}")))
}

/// Around blocks.
fn around(document: &Document, blocks: std::ops::Range<usize>, open: &str, close: &str) -> Option<Edit> {
    let newline = newline(document);
    let (start, prefix) = line_start(document, &document.blocks[blocks.start]);
    let prefix = prefix.unwrap_or_default();
    let last = document.blocks.get(blocks.end.checked_sub(1)?)?;
    let end = last.source.start as usize + document.source_at(&last.source).trim_end().len();
    let end = document.source[end..].find('\n').map_or(document.source.len(), |n| end + n + 1);
    // A table or list of reStructuredText goes on below what was read as its last row.
    let end = match document.source[end..].find(&format!("{newline}{newline}")) {
        Some(gap) if Markup::of(document) != Markup::Markdown => end + gap.min(512) + newline.len(),
        _ => end,
    };
    let inside = document.source.get(start..end)?;
    let apart = if inside.ends_with('\n') { newline.to_owned() } else { newline.repeat(2) };
    let text = [
        written(document, open, &prefix, newline),
        if Markup::of(document) == Markup::Markdown { newline.to_owned() } else { String::new() },
        inside.to_owned(),
        apart,
        written(document, close, &prefix, newline),
    ];
    Some(Edit { range: u32::try_from(start).ok()?..u32::try_from(end).ok()?, text: text.concat() })
}

/// Whether the comment reaches the line, and the document reads the same but for it.
fn works(document: &Document, catalogue: &Catalogue, edit: &Edit, line: u32, code: &str) -> bool {
    let Some(source) = edit.apply(&document.source) else { return false };
    let new = Document::read_as(&document.path, document.format, source.as_bytes());
    let content = |document: &Document| -> Vec<(BlockKind, bool, String)> {
        let blocks = document.blocks.iter().map(|block| {
            let text = document.text_at(&block.text);
            let text = text.split("<!-- medlint-").next().unwrap_or_default().trim();
            (block.kind, block.quoted, text.trim_end_matches("//").trim_end().to_owned())
        });
        blocks.filter(|(kind, _, text)| *kind != BlockKind::Comment && !text.is_empty()).collect()
    };
    if content(document) != content(&new) {
        return false;
    }
    let start = document.line_of(edit.range.start);
    let above = match edit.range.is_empty() && !edit.text.ends_with('\n') {
        true => 0,
        // a comment on lines of its own before the line
        false => edit.text.find("-->").map_or(0, |end| {
            let rest = &edit.text[end..];
            let blank = rest.len() - rest.trim_start_matches(['-', '>', '\r', '\n']).len();
            rest[..blank].matches('\n').count()
        }),
    };
    let line = if line >= start { line + u32::try_from(above).unwrap_or(0) } else { line };
    let analysis = detect::analyze(&new, catalogue, None);
    let lint = lint::document(&new, &analysis, catalogue);
    lint.suppressions.iter().any(|suppression| {
        let reached = match suppression.reach {
            Reach::Lines(first, last) | Reach::Region(first, last) => first <= line && line <= last,
        };
        reached && suppression.codes.contains(&code)
    })
}
