//! The line of a source in which something stands, with the place underlined.

use std::ops::Range;

use super::style::{Paint, Style};

/// A line cut to the width, and the columns to underline.
pub(super) struct Excerpt {
    /// Column in characters, from 1, in the whole line.
    pub(super) column: usize,
    line: String,
    underline: Range<usize>,
    goes_on: bool,
}

/// How much of a line before and after the place is looked at: lines can be as long as the file.
const LOOK: usize = 4096;

/// The line at the start of a range of bytes; `None` when the range is not in the source.
pub(super) fn excerpt(source: &str, range: &Range<u32>, width: usize) -> Option<Excerpt> {
    let (start, end) = (range.start as usize, range.end as usize);
    source.get(start..end)?;
    let is_end = |b: &u8| matches!(b, b'\n' | b'\r');
    let bytes = source.as_bytes();
    let line_start = bytes[..start].iter().rposition(is_end).map_or(0, |i| i + 1);
    let line_end = bytes[start..].iter().position(is_end).map_or(bytes.len(), |i| start + i);
    let column = source[line_start..start].chars().count() + 1;
    // Cut to a window before looking at characters.
    let mut from = line_start.max(start.saturating_sub(LOOK));
    while !source.is_char_boundary(from) {
        from += 1;
    }
    let mut to = line_end.min(start.saturating_add(LOOK));
    while !source.is_char_boundary(to) {
        to -= 1;
    }
    let before: Vec<char> = source[from..start].chars().collect();
    let after: Vec<char> = source[start..to].chars().collect();
    let marked = source[start..end.clamp(start, to)].chars().count().max(1);
    let room = width.max(30);
    // As much as possible from the start of the line, but the place must be seen.
    let keep_before = if before.len() + marked.min(20) <= room { before.len() } else { room / 3 };
    let keep_after = room.saturating_sub(keep_before).min(after.len());
    let mut line = String::new();
    let cut_front = keep_before < before.len() || from > line_start;
    if cut_front {
        line.push_str("...");
    }
    line.extend(before[before.len() - keep_before..].iter().map(|c| visible(*c)));
    let first = line.chars().count();
    line.extend(after[..keep_after].iter().map(|c| visible(*c)));
    let last = (first + marked).min(line.chars().count()).max(first + 1);
    if keep_after < after.len() || to < line_end {
        line.push_str("...");
    }
    let line = line.trim_end().to_owned();
    let last = last.min(line.chars().count()).max(first + 1);
    Some(Excerpt { column, line, underline: first..last, goes_on: end > line_end })
}

fn visible(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

impl Excerpt {
    /// Three lines or four, as rustc sets them.
    pub(super) fn print(&self, number: u32, paint: Paint, style: &Style) -> String {
        let number = number.to_string();
        let bar = style.paint(Paint::Frame, "|");
        let gutter = " ".repeat(number.len());
        let mark = format!("{}{}", "^".repeat(self.underline.len()), if self.goes_on { " ..." } else { "" });
        format!(
            "{gutter} {bar}\n{} {bar} {}\n{gutter} {bar} {}{}\n",
            style.paint(Paint::Frame, &number),
            self.line,
            " ".repeat(self.underline.start),
            style.paint(paint, &mark),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(source: &str, range: Range<u32>, width: usize) -> String {
        let excerpt = excerpt(source, &range, width).expect("a place in the source");
        format!("{}\n{}", excerpt.column, excerpt.print(7, Paint::Bad, &Style::plain()))
    }

    #[test]
    fn the_place_is_underlined() {
        assert_eq!(
            show("a\nKept for TBD days.\nb", 11..14, 80),
            "10\n  |\n7 | Kept for TBD days.\n  |          ^^^\n"
        );
    }

    #[test]
    fn a_place_of_several_lines_goes_on() {
        assert_eq!(show("One\r\ntwo", 0..8, 80), "1\n  |\n7 | One\n  | ^^^ ...\n");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let source = format!("{}TBD{}", "ä".repeat(30_000), "b".repeat(30_000));
        let shown = show(&source, 60_000..60_003, 40);
        assert!(shown.starts_with("30001\n"));
        assert!(shown.contains("ääTBDbb"));
        assert!(shown.lines().all(|line| line.chars().count() < 60));
    }

    #[test]
    fn what_is_not_in_the_source_is_not_shown() {
        assert!(excerpt("abc", &(2..9), 80).is_none());
        assert!(excerpt("ä", &(1..2), 80).is_none());
        assert!(excerpt("", &(0..0), 80).is_some());
    }
}
