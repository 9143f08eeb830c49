//! For tests: a document's blocks, one line each, in a form that people can read.
//!
//! `p text`, `h2 text`, `- item` (indented by depth), `1. item`, `- [x] item`, `th a | b`, `tr a | b`; a label stands in
//! parentheses, `> ` before a quoted block, ` <- text` before what introduces it, ` ^ text` before a row's header.

use super::{Block, BlockKind, Document};

/// Reads Markdown.
pub(super) fn document(source: &str) -> Document {
    Document::read("a.md", source.as_bytes())
}

/// Reads Markdown and compares its outline; indentation of the expected text as a whole does not matter.
#[track_caller]
pub(super) fn assert_outline(source: &str, expected: &str) {
    assert_outline_of("a.md", source, expected);
}

/// The same for any path.
#[track_caller]
pub(super) fn assert_outline_of(path: &str, source: &str, expected: &str) {
    let lines = || expected.lines().filter(|line| !line.trim().is_empty());
    let indent =
        if expected.starts_with('\n') { lines().map(|l| l.len() - l.trim_start().len()).min() } else { None };
    let expected: Vec<&str> = lines().map(|line| line.get(indent.unwrap_or(0)..).unwrap_or("")).collect();
    assert_eq!(outline_of(path, source), expected.join("\n"), "\n{source}");
}

/// The outline of a document.
pub(super) fn outline_of(path: &str, source: &str) -> String {
    let doc = Document::read(path, source.as_bytes());
    let lines: Vec<String> =
        (0..doc.blocks.len() as u32).map(|id| line(&doc, id, &doc.blocks[id as usize])).collect();
    lines.join("\n")
}

fn line(doc: &Document, id: u32, block: &Block) -> String {
    let name = match block.kind {
        BlockKind::Heading(level) => format!("h{level}"),
        BlockKind::Paragraph => "p".to_owned(),
        BlockKind::ListItem { depth, ordered, .. } => {
            format!("{}{}", "  ".repeat(depth.into()), if ordered { "1." } else { "-" })
        }
        BlockKind::TableHead => "th".to_owned(),
        BlockKind::TableRow => "tr".to_owned(),
        BlockKind::Code => "code".to_owned(),
        BlockKind::Diagram => "diagram".to_owned(),
        BlockKind::Comment => "comment".to_owned(),
        BlockKind::Html => "html".to_owned(),
        BlockKind::Footnote => "footnote".to_owned(),
        BlockKind::Term => "term".to_owned(),
    };
    let quoted = if block.quoted { "> " } else { "" };
    let label = doc.label(id).map_or(String::new(), |label| format!("({label})"));
    let task = match block.kind {
        BlockKind::ListItem { task: Some(checked), .. } => {
            if checked {
                " [x]"
            } else {
                " [ ]"
            }
        }
        _ => "",
    };
    let text = doc.block_text(id).trim();
    let text = if text.is_empty() { String::new() } else { format!(" {text}") };
    let lead = block.lead.map_or(String::new(), |lead| format!(" <- {}", doc.block_text(lead)));
    let head = block.head.map_or(String::new(), |head| format!(" ^ {}", doc.block_text(head)));
    format!("{quoted}{name}{label}{task}{text}{lead}{head}")
}
