//! Suppression comments: `<!-- medlint-disable-next-line M104: reason -->`, and `medlint-disable` up to
//! `medlint-enable`.
//!
//! A comment without a reason suppresses nothing. "Next line" means the block that follows, and for a table all of
//! its rows, because no comment can stand between them.

use serde::{Deserialize, Serialize};
use std::ops::Range;

use super::finding::Finding;
use super::rule::{RuleWord, rule};
use crate::document::{Block, BlockKind, Document};

/// What a suppression comment reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// These lines, from 1, inclusive.
    Lines(u32, u32),
    /// From this line up to that one; findings about the whole document, too.
    Region(u32, u32),
}

/// A suppression comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    /// The codes of the rules that it names.
    #[serde(deserialize_with = "super::rule::codes")]
    pub codes: Vec<RuleWord>,
    /// What it names that is no rule.
    pub unknown: Vec<String>,
    /// The reason it gives.
    pub reason: Option<String>,
    /// What it reaches.
    pub reach: Reach,
    /// The comment, bytes of the source.
    pub source: Range<u32>,
    /// Its first and last line, from 1.
    pub lines: (u32, u32),
}

impl Suppression {
    /// Whether it takes a finding of its document away.
    pub fn covers(&self, finding: &Finding) -> bool {
        // Findings about suppressions are not for suppressions to decide.
        let own = matches!(finding.code, "M111" | "M112");
        if own || self.reason.is_none() || !self.codes.contains(&finding.code) {
            return false;
        }
        match self.reach {
            Reach::Lines(first, last) => finding.lines.0 >= first && finding.lines.0 <= last,
            Reach::Region(first, last) => {
                finding.whole_document || (finding.lines.0 >= first && finding.lines.0 <= last)
            }
        }
    }
}

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// All suppression comments of a document, in order.
pub(super) fn find(document: &Document) -> Vec<Suppression> {
    let source = &document.source;
    let mut found: Vec<Suppression> = Vec::new();
    let mut at = 0;
    while let Some(start) = source.get(at..).and_then(|rest| rest.find(OPEN)).map(|n| at + n) {
        let inside = start + OPEN.len();
        let end = source[inside..].find(CLOSE).map_or(source.len(), |n| inside + n);
        at = end;
        let Some(command) = source[inside..end].trim().strip_prefix("medlint-") else { continue };
        if is_code(document, start) {
            continue;
        }
        let comment = start..(end + CLOSE.len()).min(source.len());
        read(document, command, comment, &mut found);
    }
    found
}

/// Inside a code block or a code span, where a comment is only shown.
fn is_code(document: &Document, start: usize) -> bool {
    let after = document.blocks.partition_point(|block| block.source.start as usize <= start);
    let inside = |block: &Block| {
        matches!(block.kind, BlockKind::Code | BlockKind::Diagram) && (block.source.end as usize) > start
    };
    document.source[..start].ends_with('`') || document.blocks[..after].iter().rev().take(2).any(inside)
}

fn read(document: &Document, command: &str, comment: Range<usize>, found: &mut Vec<Suppression>) {
    let (verb, rest) =
        command.split_at(command.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(command.len()));
    let (names, reason) = match rest.split_once(':') {
        Some((names, reason)) => (names, Some(reason.trim())),
        None => (rest, None),
    };
    let source = narrow(comment.start)..narrow(comment.end);
    let lines = (document.line_of(source.start), document.line_of(source.end.saturating_sub(1)));
    let (mut codes, mut unknown) = (Vec::new(), Vec::new());
    for name in names.split([',', ' ', '\t', '\n', '\r']).filter(|name| !name.is_empty()) {
        match rule(name) {
            Some(rule) => codes.push(rule.code),
            None => unknown.push(name.to_owned()),
        }
    }
    let reach = match verb {
        "disable-next-line" => {
            let (first, last) = next_lines(document, source.end);
            Reach::Lines(first, last)
        }
        "disable-line" => Reach::Lines(lines.0, lines.1),
        "disable" => Reach::Region(lines.0, u32::MAX),
        "enable" => {
            // Ends the open regions of these rules, or all of them.
            for open in found.iter_mut() {
                if let Reach::Region(first, last @ u32::MAX) = open.reach
                    && (codes.is_empty() || codes.iter().any(|code| open.codes.contains(code)))
                {
                    open.reach = Reach::Region(first, lines.0.min(last));
                }
            }
            return;
        }
        _ => return,
    };
    let reason = reason.filter(|reason| !reason.is_empty()).map(str::to_owned);
    found.push(Suppression { codes, unknown, reason, reach, source, lines });
}

/// The lines of the block that begins after a place; for a table those of all rows.
fn next_lines(document: &Document, end: u32) -> (u32, u32) {
    let first = document.blocks.partition_point(|block| block.source.start < end);
    let Some(at) = (first..document.blocks.len()).find(|&i| document.blocks[i].kind != BlockKind::Comment)
    else {
        let line = document.line_of(end) + 1;
        return (line, line);
    };
    let block = &document.blocks[at];
    let mut last = block.source.end;
    if block.kind == BlockKind::TableHead {
        let rows = document.blocks[at + 1..].iter().take_while(|b| b.head == Some(narrow(at)));
        last = rows.last().map_or(last, |row| row.source.end);
    }
    // A block's range may reach over the line ends behind it.
    let text = document.source_at(&(block.source.start..last));
    let last = block.source.start + narrow(text.trim_end().len());
    (document.line_of(block.source.start), document.line_of(last.saturating_sub(1).max(block.source.start)))
}

/// Sources of documents are shorter than 4 GiB (their offsets are 32 bits everywhere).
fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    fn suppressions(text: &str) -> Vec<Suppression> {
        find(&Document::read_as("a.md", Format::Markdown, text.as_bytes()))
    }

    #[test]
    fn a_comment_reaches_the_next_block() {
        let found = suppressions(
            "# A\n\n<!-- medlint-disable-next-line M104, only-planned: agreed with QA -->\n\nOne\ntwo.\n\nThree.\n",
        );
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].codes, ["M104", "M105"]);
        assert_eq!(found[0].reason.as_deref(), Some("agreed with QA"));
        assert_eq!(found[0].reach, Reach::Lines(5, 6));
        assert_eq!(found[0].lines, (3, 3));
    }

    #[test]
    fn a_comment_before_a_table_reaches_its_rows() {
        let found = suppressions(
            "<!-- medlint-disable-next-line M104: later -->\n| a | b |\n|---|---|\n| 1 | TBD |\n| 2 | x |\n\nEnd.\n",
        );
        assert_eq!(found[0].reach, Reach::Lines(2, 5));
    }

    #[test]
    fn a_region_ends_where_it_is_enabled_or_never() {
        let found = suppressions(
            "<!-- medlint-disable M104: template part -->\n\na\n\n<!-- medlint-enable M104 -->\n\nb\n\n<!-- medlint-disable M103: x -->\n",
        );
        assert_eq!(found[0].reach, Reach::Region(1, 5));
        assert_eq!(found[1].reach, Reach::Region(9, u32::MAX));
    }

    #[test]
    fn without_a_reason_or_a_rule_it_says_so() {
        let found = suppressions(
            "<!-- medlint-disable M104 -->\n<!-- medlint-disable M999: why -->\n<!-- medlint-disable M104:  -->\n",
        );
        assert_eq!(found[0].reason, None);
        assert_eq!(found[1].unknown, ["M999"]);
        assert_eq!(found[2].reason, None);
    }

    #[test]
    fn code_only_shows_comments() {
        assert!(suppressions("```\n<!-- medlint-disable M104: x -->\n```\n").is_empty());
        assert!(suppressions("Write `<!-- medlint-disable M104: x -->` above it.\n").is_empty());
        assert!(suppressions("<!-- medlint is fine -->\n<!-- medlint-").is_empty());
    }
}
