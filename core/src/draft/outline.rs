//! The headings of a document between which text can be put, and how they are written.

use super::markup::{HeadingStyle, Markup};
use crate::document::{BlockKind, Document, SectionId};

/// A heading that stands on its own lines, neither quoted nor in a list, a directive or a table.
#[derive(Debug, Clone)]
pub(super) struct Head<'a> {
    pub(super) section: SectionId,
    pub(super) level: u8,
    /// The heading above it, an index into the outline.
    pub(super) parent: Option<usize>,
    /// Where its line begins, in the source.
    pub(super) start: usize,
    /// The title without its number.
    pub(super) title: &'a str,
    pub(super) number: Option<Number>,
    pub(super) style: HeadingStyle,
}

/// The number of a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    parts: Vec<u32>,
    /// What stands behind it: nothing, `.` or `)`.
    closed: &'static str,
}

/// All such headings, in order.
pub(super) struct Outline<'a> {
    document: &'a Document,
    pub(super) heads: Vec<Head<'a>>,
}

/// Titles of what stands at the end of a document, behind its content.
const BACK_MATTER: [&str; 22] = [
    "abbreviations",
    "acronyms",
    "annex",
    "annexes",
    "appendices",
    "appendix",
    "approval",
    "approvals",
    "attachments",
    "bibliography",
    "change history",
    "changelog",
    "definitions",
    "document control",
    "document history",
    "glossary",
    "literature",
    "references",
    "revision history",
    "revisions",
    "signatures",
    "version history",
];

impl Number {
    /// Number and title of a heading's text.
    fn of(text: &str) -> Option<(Number, &str)> {
        let (number, title) = text.split_once([' ', '\t'])?;
        let (digits, closed) = match number.as_bytes().last()? {
            b'.' => (&number[..number.len() - 1], "."),
            b')' => (&number[..number.len() - 1], ")"),
            _ => (number, ""),
        };
        let part = |part: &str| part.parse().ok().filter(|_| part.len() < 4);
        let parts: Option<Vec<u32>> = digits.split('.').map(part).collect();
        Some((Number { parts: parts?, closed }, title.trim()))
    }

    /// The number behind it.
    pub(super) fn next(&self) -> Number {
        let mut next = self.clone();
        if let Some(last) = next.parts.last_mut() {
            *last += 1;
        }
        next
    }

    /// The first number of what stands below it: `4.2.1`.
    pub(super) fn first_below(&self) -> Number {
        Number { parts: [&self.parts[..], &[1]].concat(), closed: self.closed }
    }

    /// Whether both count the same: `4.2` and `4.3`.
    fn is_sibling(&self, other: &Number) -> bool {
        let stem = |number: &Number| number.parts[..number.parts.len().saturating_sub(1)].to_vec();
        self.parts.len() == other.parts.len() && stem(self) == stem(other)
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts: Vec<String> = self.parts.iter().map(ToString::to_string).collect();
        write!(f, "{}{}", parts.join("."), self.closed)
    }
}

impl<'a> Outline<'a> {
    pub(super) fn of(document: &'a Document, markup: Markup) -> Outline<'a> {
        let mut heads: Vec<Head<'a>> = Vec::new();
        for (section, head) in (0..).zip(&document.sections).filter_map(|(n, s)| Some((n, s.heading?))) {
            let Some(block) = document.blocks.get(head as usize) else { continue };
            let BlockKind::Heading(level) = block.kind else { continue };
            let at = block.source.start as usize;
            let start = document.source[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
            let indent = &document.source[start..at];
            if block.quoted || block.label.is_some() || indent.len() > 3 || !indent.trim().is_empty() {
                continue;
            }
            let text = document.block_text(head);
            let (number, title) =
                Number::of(text).map_or((None, text), |(number, title)| (Some(number), title));
            let parent = heads.iter().rposition(|above| above.level < level);
            let style = style(document.source_at(&block.source), markup);
            heads.push(Head { section, level, parent, start, title, number, style });
        }
        // "3 ways to attack" is no number, if no other heading has one.
        let numbered = heads.iter().filter(|head| head.number.is_some()).count();
        if numbered == 1 {
            for head in heads.iter_mut().filter(|h| h.number.as_ref().is_some_and(|n| n.parts.len() == 1)) {
                head.number = None;
            }
        }
        Outline { document, heads }
    }

    /// The heading that a section stands under.
    pub(super) fn head_of(&self, section: SectionId) -> Option<usize> {
        self.heads.iter().rposition(|head| head.section <= section)
    }

    /// The heading that is the title of the whole: the first, if all others stand below it.
    pub(super) fn title(&self) -> Option<usize> {
        let first = self.heads.first()?;
        self.heads[1..].iter().all(|head| head.level > first.level).then_some(0)
    }

    /// Level of the main sections.
    pub(super) fn main_level(&self) -> u8 {
        let below = match self.title() {
            Some(_) => self.heads[1..].iter().map(|head| head.level).min(),
            None => self.heads.iter().map(|head| head.level).min(),
        };
        below.or(self.heads.first().map(|title| (title.level + 1).min(6))).unwrap_or(2)
    }

    /// Whether a heading opens what stands behind the content: references, appendices, the revision history.
    pub(super) fn is_back_matter(&self, head: usize) -> bool {
        let title = self.heads[head].title.to_lowercase();
        BACK_MATTER.iter().any(|word| {
            title.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
        })
    }

    /// Whether `head` stands below `above`.
    fn is_below(&self, head: usize, above: usize) -> bool {
        let mut next = self.heads[head].parent;
        while let Some(parent) = next {
            if parent == above {
                return true;
            }
            // A parent stands before its sub-sections, so this ends.
            next = self.heads[parent].parent;
        }
        false
    }

    /// The heading itself and those below it.
    pub(super) fn subtree(&self, head: usize) -> impl Iterator<Item = usize> {
        (head..self.heads.len()).take_while(move |n| *n == head || self.is_below(*n, head))
    }

    /// Where the section's own content ends, its sub-sections left out.
    pub(super) fn own_end(&self, head: usize) -> usize {
        self.before(head + 1)
    }

    /// Where the section ends with all its sub-sections.
    pub(super) fn end(&self, head: usize) -> usize {
        self.before(self.subtree(head).last().unwrap_or(head) + 1)
    }

    /// Where text before a heading goes: before what belongs to the heading, such as a comment about it or a label.
    /// Behind the last heading: the end.
    pub(super) fn before(&self, head: usize) -> usize {
        let source = &self.document.source;
        let Some(head) = self.heads.get(head) else { return source.len() };
        let mut at = head.start;
        let mut up = head.start;
        while let Some((start, line)) = line_before(source, up) {
            let line = line.trim();
            let belongs =
                line.starts_with("<!--") && line.ends_with("-->") && !line.contains("medlint-enable")
                    || line.starts_with("<a ") && line.ends_with("</a>")
                    || line.starts_with('(') && line.ends_with(")=")
                    || line.starts_with(".. _") && line.ends_with(':')
                    || line.starts_with("[[") && line.ends_with("]]")
                    || line.starts_with("[#") && line.ends_with(']');
            if belongs {
                at = start;
            } else if !line.is_empty() {
                break;
            }
            up = start;
        }
        at
    }

    /// The last of the numbered headings that count on from this one.
    pub(super) fn last_sibling(&self, head: usize) -> Option<usize> {
        let number = self.heads[head].number.as_ref()?;
        (head..self.heads.len()).rev().find(|n| {
            let other = &self.heads[*n];
            let counts_on = other.number.as_ref().is_some_and(|n| n.is_sibling(number));
            counts_on && other.level == self.heads[head].level && other.parent == self.heads[head].parent
        })
    }

    /// How a heading of this level is written.
    pub(super) fn style(&self, level: u8, markup: Markup) -> HeadingStyle {
        let same = self.heads.iter().rev().find(|head| head.level == level);
        same.map_or_else(
            || {
                let used = self.heads.iter().filter_map(|head| match head.style {
                    HeadingStyle::Underlined { mark, .. } => Some(mark),
                    _ => None,
                });
                markup.style(level, &used.collect::<Vec<char>>())
            },
            |head| head.style,
        )
    }
}

/// The line that ends before `at`, and where it begins.
fn line_before(source: &str, at: usize) -> Option<(usize, &str)> {
    let before = &source[..at];
    let body = before.strip_suffix("\r\n").or(before.strip_suffix(['\n', '\r']))?;
    let start = body.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    Some((start, &body[start..]))
}

/// How a heading is written, from its source.
fn style(source: &str, markup: Markup) -> HeadingStyle {
    let lines: Vec<&str> = source.trim().lines().map(str::trim).collect();
    let rule = |line: &&&str| {
        let mark = line.chars().next().filter(|c| c.is_ascii_punctuation())?;
        line.chars().all(|c| c == mark).then_some(mark)
    };
    let under = lines.last().filter(|_| lines.len() > 1).as_ref().and_then(rule);
    match (lines.first().and_then(|line| line.chars().next()), under) {
        (_, Some(mark)) => {
            let over = lines.len() > 2 && lines.first().as_ref().and_then(rule) == Some(mark);
            HeadingStyle::Underlined { mark, over }
        }
        (Some(mark @ ('#' | '=')), None) => HeadingStyle::Marks(mark),
        _ if markup == Markup::Markdown => HeadingStyle::Marks('#'),
        _ => HeadingStyle::Bare,
    }
}
