//! Colours, line breaks and tables.

use crate::assess::{Severity, Status};
use crate::detect::State;

/// How text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// With ANSI colours.
    pub color: bool,
    /// Columns of the terminal; prose is wrapped to it.
    pub width: usize,
}

impl Style {
    /// Without colours, 100 columns wide.
    pub const fn plain() -> Self {
        Style { color: false, width: 100 }
    }

    /// Text in a colour, if colours are on.
    pub(in crate::report) fn paint(self, paint: Paint, text: &str) -> String {
        if self.color && !text.is_empty() {
            format!("\u{1b}[{}m{text}\u{1b}[0m", paint.code())
        } else {
            text.to_owned()
        }
    }

    /// The width to wrap to, within reason.
    pub(in crate::report) fn columns(self) -> usize {
        self.width.clamp(40, 200)
    }
}

/// Colours by what they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Paint {
    Bold,
    Dim,
    Good,
    Bad,
    Doubtful,
    Note,
    Frame,
}

impl Paint {
    fn code(self) -> &'static str {
        match self {
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Good => "32",
            Self::Bad => "1;31",
            Self::Doubtful => "1;33",
            Self::Note => "1;36",
            Self::Frame => "1;34",
        }
    }

    pub(in crate::report) fn of_severity(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Bad,
            Severity::Warning => Self::Doubtful,
            Severity::Info => Self::Note,
        }
    }

    pub(in crate::report) fn of_state(state: State) -> Self {
        match state {
            State::Shown => Self::Good,
            State::Partly | State::Elsewhere | State::Planned => Self::Doubtful,
            State::Denied | State::Placeholder => Self::Bad,
            State::Mentioned | State::Missing => Self::Dim,
        }
    }

    pub(in crate::report) fn of_status(status: Status) -> Self {
        match status {
            Status::Met | Status::Justified => Self::Good,
            Status::Denied | Status::Placeholder | Status::Missing => Self::Bad,
            Status::NotApplicable | Status::Waived | Status::NeedsAPerson => Self::Dim,
            _ => Self::Doubtful,
        }
    }
}

/// Text of a document made safe for a terminal: control characters become spaces.
pub(in crate::report) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

/// Breaks text at spaces so that lines have at most `width` characters; lines after the first begin with `indent`. Line
/// breaks in the text stay.
pub(in crate::report) fn wrap(text: &str, width: usize, indent: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push('\n');
            out.push_str(indent);
        }
        // An entry of a list goes on under its text.
        let hanging = if line.starts_with("- ") { "  " } else { "" };
        let room = width.saturating_sub(indent.chars().count()).max(20);
        let mut column = 0;
        for word in line.split(' ') {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > room {
                out.push('\n');
                out.push_str(indent);
                out.push_str(hanging);
                column = hanging.len();
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
    }
    out
}

/// Columns of text; numbers stand right, words left.
pub(in crate::report) struct Table {
    rows: Vec<Vec<(String, Option<Paint>)>>,
}

impl Table {
    pub(in crate::report) fn new(head: &[&str]) -> Self {
        Table { rows: vec![head.iter().map(|cell| ((*cell).to_owned(), Some(Paint::Dim))).collect()] }
    }

    pub(in crate::report) fn row(&mut self, cells: Vec<(String, Option<Paint>)>) {
        self.rows.push(cells);
    }

    pub(in crate::report) fn print(&self, style: &Style, indent: &str) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|(text, _)| text.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let number =
            |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || "./%- ".contains(c));
        let right: Vec<bool> = (0..columns)
            .map(|column| {
                self.rows[1..]
                    .iter()
                    .filter_map(|row| row.get(column))
                    .all(|(text, _)| text.is_empty() || number(text))
            })
            .collect();
        let mut out = String::new();
        for row in &self.rows {
            let mut line = String::from(indent);
            for (column, (text, paint)) in row.iter().enumerate() {
                let fill = " ".repeat(widths[column] - text.chars().count());
                let painted = paint.map_or_else(|| text.clone(), |paint| style.paint(paint, text));
                if right[column] {
                    line.push_str(&fill);
                    line.push_str(&painted);
                } else {
                    line.push_str(&painted);
                    line.push_str(&fill);
                }
                line.push_str("  ");
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_wrapped_under_its_indent() {
        let text = wrap("one two three four five six\n- seven eight nine ten eleven", 26, "    ");
        assert_eq!(text, "one two three four\n    five six\n    - seven eight nine ten\n      eleven");
        assert_eq!(
            wrap("a-very-long-word-that-does-not-fit-anywhere", 20, ""),
            "a-very-long-word-that-does-not-fit-anywhere"
        );
    }

    #[test]
    fn a_document_cannot_write_to_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\0c\td"), "a [31mb c d");
    }

    #[test]
    fn numbers_stand_right() {
        let mut table = Table::new(&["name", "n"]);
        table.row(vec![("a".to_owned(), None), ("5".to_owned(), None)]);
        table.row(vec![("bcdef".to_owned(), Some(Paint::Bold)), ("10".to_owned(), None)]);
        assert_eq!(table.print(&Style::plain(), " "), " name    n\n a       5\n bcdef  10\n");
    }
}
