//! How headings, lists, tables and comments are written in the formats that medlint reads.

use crate::document::{Document, Format};

/// A way of writing documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// CommonMark with tables.
    Markdown,
    /// reStructuredText.
    ReStructuredText,
    /// AsciiDoc.
    AsciiDoc,
    /// Text that is read as it stands.
    Plain,
}

/// How a heading is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadingStyle {
    /// `## Title`: as many of the character as its level.
    Marks(char),
    /// A line of the character under it, and over it, too, if `over`.
    Underlined {
        /// The character.
        mark: char,
        /// Also above.
        over: bool,
    },
    /// A line of its own, known by its number or its capitals.
    Bare,
}

/// Underlines in the order in which new ones are taken.
const UNDERLINES: [char; 6] = ['=', '-', '~', '^', '"', '+'];

impl Markup {
    /// That of a document: by its format and the extension of its path.
    pub fn of(document: &Document) -> Markup {
        if document.format == Format::Markdown { Markup::Markdown } else { Markup::of_text(&document.path) }
    }

    /// That of a file to be made.
    pub fn of_path(path: &str) -> Markup {
        if Format::of_path(path) == Format::Markdown { Markup::Markdown } else { Markup::of_text(path) }
    }

    fn of_text(path: &str) -> Markup {
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
        match extension.as_str() {
            "rst" => Markup::ReStructuredText,
            "adoc" | "asciidoc" => Markup::AsciiDoc,
            _ => Markup::Plain,
        }
    }

    /// How a heading is written where the document has none to learn from; `used` are underlines that mean other levels.
    pub(super) fn style(self, level: u8, used: &[char]) -> HeadingStyle {
        match self {
            Markup::Markdown => HeadingStyle::Marks('#'),
            Markup::AsciiDoc => HeadingStyle::Marks('='),
            Markup::ReStructuredText | Markup::Plain => {
                let free = UNDERLINES.iter().filter(|mark| !used.contains(mark));
                let nth = if used.is_empty() { usize::from(level.saturating_sub(1)) } else { 0 };
                HeadingStyle::Underlined { mark: free.copied().nth(nth).unwrap_or('~'), over: false }
            }
        }
    }

    /// An item of a list, without a line end.
    pub(super) fn item(self, text: &str) -> String {
        let bullet = if self == Markup::AsciiDoc { '*' } else { '-' };
        format!("{bullet} {text}")
    }

    /// A comment that readers do not see; `None` where medlint would read it as text.
    pub(super) fn comment(self, text: &str) -> Option<String> {
        match self {
            Markup::Markdown => Some(format!("<!-- {text} -->\n")),
            Markup::ReStructuredText => Some(format!(".. {text}\n")),
            Markup::AsciiDoc | Markup::Plain => None,
        }
    }

    /// A table with a header row and one row of `cell`, lines ended by `\n`.
    pub(super) fn table(self, columns: &[&str], cell: &str) -> String {
        let row = |cells: &mut dyn Iterator<Item = String>| {
            let cells: Vec<String> = cells.collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let width = |column: &str| column.chars().count().max(cell.len());
        let line = |fill: &str| {
            let runs: Vec<String> = columns.iter().map(|column| fill.repeat(width(column) + 2)).collect();
            format!("+{}+\n", runs.join("+"))
        };
        let pad = |text: &str, column: &str| format!("{text:<width$}", width = width(column));
        let head = row(&mut columns.iter().map(|column| pad(column, column)));
        let body = row(&mut columns.iter().map(|column| pad(cell, column)));
        match self {
            Markup::Markdown | Markup::Plain => {
                let rule: Vec<String> = columns.iter().map(|column| "-".repeat(width(column) + 2)).collect();
                format!("{head}|{}|\n{body}", rule.join("|"))
            }
            Markup::ReStructuredText => format!("{0}{head}{1}{body}{0}", line("-"), line("=")),
            Markup::AsciiDoc => {
                let cells: Vec<String> = columns.iter().map(|column| format!("{column}: {cell}")).collect();
                format!("{}\n", self.item(&cells.join(", ")))
            }
        }
    }
}

impl HeadingStyle {
    /// A heading with its line end.
    pub(super) fn heading(self, level: u8, title: &str) -> String {
        match self {
            HeadingStyle::Marks(mark) => {
                format!("{} {title}\n", mark.to_string().repeat(usize::from(level.clamp(1, 6))))
            }
            HeadingStyle::Underlined { mark, over } => {
                let line = mark.to_string().repeat(title.chars().count().max(3));
                if over { format!("{line}\n{title}\n{line}\n") } else { format!("{title}\n{line}\n") }
            }
            HeadingStyle::Bare if title.starts_with(|c: char| c.is_ascii_digit()) => format!("{title}\n"),
            HeadingStyle::Bare => format!("{}\n", title.to_uppercase()),
        }
    }
}
