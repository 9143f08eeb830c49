//! Lines and columns.
//!
//! A [`LineIndex`] turns byte offsets of a source into lines and columns and back. Lines and columns count from 0, as
//! in the language server protocol; a line ends at `\n`, `\r\n` or a lone `\r`. Columns are bytes or UTF-16 code units.
//! Everything is clamped: there is no offset or position without an answer.

use std::ops::Range;

use super::search::{memchr, memchr_iter, memchr2_iter};

/// Distance of the check points that keep UTF-16 columns cheap on very long lines.
const STRIDE: usize = 4096;

/// A place as line and column, both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 0.
    pub line: u32,
    /// Column, from 0, in the unit of the function that made it (bytes or UTF-16 code units).
    pub column: u32,
}

/// Where the lines of a source start.
///
/// The functions that need to look at characters take the source the index was made of.
#[derive(Debug, Clone)]
pub struct LineIndex {
    /// Offsets of the first byte of each line; the first is 0.
    starts: Vec<u32>,
    /// Length of the source in bytes.
    len: u32,
    /// UTF-16 code units before the check points at `STRIDE`, `2 * STRIDE`, ...; empty when all is ASCII.
    units: Vec<u32>,
    ascii: bool,
}

impl LineIndex {
    /// Finds the lines of a source.
    pub fn new(source: &str) -> LineIndex {
        let bytes = source.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 48 + 1);
        starts.push(0);
        if memchr(b'\r', bytes).is_none() {
            starts.extend(memchr_iter(b'\n', bytes).map(|at| at as u32 + 1));
        } else {
            for at in memchr2_iter(b'\n', b'\r', bytes) {
                if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                    starts.push(at as u32 + 1);
                }
            }
        }
        let ascii = source.is_ascii();
        let units = if ascii { Vec::new() } else { check_points(bytes) };
        LineIndex { starts, len: bytes.len() as u32, units, ascii }
    }

    /// Number of lines; at least 1. A line end at the end of the source opens one more, empty line.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The 0-based line an offset is on.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32 - 1
    }

    /// The line an offset is on, counted from 1, as people do.
    pub fn line_number(&self, offset: u32) -> u32 {
        self.line(offset.min(self.len)) + 1
    }

    /// Where a 0-based line starts; the end of the source for lines after the last.
    pub fn line_start(&self, line: u32) -> u32 {
        self.starts.get(line as usize).copied().unwrap_or(self.len)
    }

    /// The bytes of a 0-based line without its line end.
    pub fn line_range(&self, source: &str, line: u32) -> Range<u32> {
        let line = line.min(self.line_count());
        let start = self.line_start(line);
        let next = self.starts.get(line as usize + 1).copied().unwrap_or(self.len);
        let bytes = source.as_bytes().get(start as usize..next as usize).unwrap_or_default();
        let end = if line + 1 >= self.line_count() {
            next
        } else if bytes.ends_with(b"\r\n") {
            next - 2
        } else {
            next - 1
        };
        start..end.max(start)
    }

    /// Line and column in bytes of an offset. An offset inside a character or a line end is moved to its start.
    pub fn position(&self, source: &str, offset: u32) -> Position {
        let (line, start, offset) = self.locate(source, offset);
        Position { line, column: offset - start }
    }

    /// Line and column in UTF-16 code units of an offset, as language clients want it by default.
    pub fn position_utf16(&self, source: &str, offset: u32) -> Position {
        let (line, start, offset) = self.locate(source, offset);
        let column = if self.ascii {
            offset - start
        } else {
            self.units_before(source, offset) - self.units_before(source, start)
        };
        Position { line, column }
    }

    /// The offset of a position with a column in bytes. A column after the line's end means its end.
    pub fn offset(&self, source: &str, position: Position) -> u32 {
        let line = self.line_range(source, position.line);
        floor_char_boundary(source, line.start.saturating_add(position.column).min(line.end))
    }

    /// The offset of a position with a column in UTF-16 code units. A column after the line's end means its end; one
    /// between the halves of a surrogate pair means the start of the character.
    pub fn offset_utf16(&self, source: &str, position: Position) -> u32 {
        let line = self.line_range(source, position.line);
        if self.ascii {
            return line.start.saturating_add(position.column).min(line.end);
        }
        let target = self.units_before(source, line.start).saturating_add(position.column);
        // The last check point that is not behind the target, and not before the line.
        let point = self.units.partition_point(|&units| units <= target);
        let mut offset = ceil_char_boundary(source, (point * STRIDE).min(self.len as usize) as u32);
        let mut units = self.units_before(source, offset);
        if offset < line.start || units > target {
            offset = line.start;
            units = self.units_before(source, offset);
        }
        let rest = source.get(offset as usize..line.end as usize).unwrap_or_default();
        for character in rest.chars() {
            units += character.len_utf16() as u32;
            if units > target {
                break;
            }
            offset += character.len_utf8() as u32;
        }
        offset.min(line.end)
    }

    /// Byte offsets as offsets in UTF-16 code units, in any order. An offset inside a character is its start, one beyond the
    /// end the end.
    pub fn to_utf16(&self, source: &str, offsets: &[u32]) -> Vec<u32> {
        let each = offsets.iter().map(|offset| floor_char_boundary(source, *offset));
        if self.ascii {
            each.collect()
        } else {
            each.map(|offset| self.units_before(source, offset)).collect()
        }
    }

    /// Offsets in UTF-16 code units as byte offsets, in any order. One between the halves of a surrogate pair is the start
    /// of the character, one beyond the end the end.
    pub fn from_utf16(&self, source: &str, offsets: &[u32]) -> Vec<u32> {
        let end = source.len() as u32;
        offsets
            .iter()
            .map(|units| if self.ascii { (*units).min(end) } else { self.at_units(source, *units) })
            .collect()
    }

    /// The byte offset of the character that begins at or reaches over so many UTF-16 code units.
    fn at_units(&self, source: &str, target: u32) -> u32 {
        // The last check point that is not behind the target.
        let point = self.units.partition_point(|&units| units <= target);
        let mut offset = floor_char_boundary(source, (point * STRIDE).min(source.len()) as u32);
        let mut units = self.units_before(source, offset);
        for character in source.get(offset as usize..).unwrap_or_default().chars() {
            units += character.len_utf16() as u32;
            if units > target {
                break;
            }
            offset += character.len_utf8() as u32;
        }
        offset
    }

    /// Line, its start, and the offset clamped to a character of the line.
    fn locate(&self, source: &str, offset: u32) -> (u32, u32, u32) {
        let offset = floor_char_boundary(source, offset.min(self.len));
        let line = self.line(offset);
        let range = self.line_range(source, line);
        (line, range.start, offset.min(range.end))
    }

    /// UTF-16 code units before an offset on a character boundary.
    fn units_before(&self, source: &str, offset: u32) -> u32 {
        let point = offset as usize / STRIDE;
        let known = point.checked_sub(1).and_then(|index| self.units.get(index)).copied().unwrap_or(0);
        known + utf16_units(source.as_bytes().get(point * STRIDE..offset as usize).unwrap_or_default())
    }
}

/// UTF-16 code units of the characters that start in these bytes of UTF-8.
fn utf16_units(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from(byte as i8 >= -0x40) + u32::from(byte >= 0xF0)).sum()
}

fn check_points(bytes: &[u8]) -> Vec<u32> {
    let mut total = 0;
    bytes
        .chunks_exact(STRIDE)
        .map(|chunk| {
            total += utf16_units(chunk);
            total
        })
        .collect()
}

/// The largest character boundary that is not after `offset`.
pub(super) fn floor_char_boundary(text: &str, offset: u32) -> u32 {
    let mut offset = (offset as usize).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset as u32
}

/// The smallest character boundary that is not before `offset`.
pub(super) fn ceil_char_boundary(text: &str, offset: u32) -> u32 {
    let mut offset = (offset as usize).min(text.len());
    while !text.is_char_boundary(offset) {
        offset += 1;
    }
    offset as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, column: u32) -> Position {
        Position { line, column }
    }

    /// Every character boundary that is not inside a line end goes to a position and back.
    fn assert_round_trips(source: &str) {
        let index = LineIndex::new(source);
        for offset in (0..=source.len()).filter(|&offset| source.is_char_boundary(offset)) {
            if source[..offset].ends_with('\r') && source[offset..].starts_with('\n') {
                continue;
            }
            let offset = offset as u32;
            assert_eq!(index.offset(source, index.position(source, offset)), offset, "{source:?}");
            assert_eq!(
                index.offset_utf16(source, index.position_utf16(source, offset)),
                offset,
                "{source:?}"
            );
        }
    }

    #[test]
    fn all_three_line_ends_count() {
        let source = "a\nb\r\nc\rd";
        let index = LineIndex::new(source);
        assert_eq!(index.line_count(), 4);
        assert_eq!([0, 2, 5, 7].map(|offset| index.line(offset)), [0, 1, 2, 3]);
        assert_eq!(index.line_range(source, 1), 2..3);
        assert_eq!(index.line_number(7), 4);
    }

    #[test]
    fn columns_in_bytes_and_in_utf16_differ() {
        let source = "é𝄞x";
        let index = LineIndex::new(source);
        assert_eq!(index.position(source, 6), at(0, 6));
        assert_eq!(index.position_utf16(source, 6), at(0, 3));
        assert_eq!(index.offset_utf16(source, at(0, 2)), 2, "inside the surrogate pair");
    }

    #[test]
    fn round_trips() {
        for source in ["", "\n", "\r\n", "abc", "a\r\nb", "a\rb\n\nc", "é𝄞\nß\r\n\r", "\n\n\n"] {
            assert_round_trips(source);
        }
        assert_round_trips(&"é𝄞x\n".repeat(2000));
        let long = format!("a\n{}\nz", "ü𝄞-".repeat(3000));
        assert_round_trips(&long);
    }

    #[test]
    fn offsets_in_bytes_and_in_utf16() {
        for source in ["", "abc", "é𝄞x", &"é𝄞x\n".repeat(700), &"ü𝄞-".repeat(700), &"a".repeat(5000)]
        {
            let index = LineIndex::new(source);
            let bytes: Vec<u32> = (0..=source.len() as u32 + 2).rev().collect();
            let expected: Vec<u32> = bytes
                .iter()
                .map(|offset| {
                    source[..floor_char_boundary(source, *offset) as usize].encode_utf16().count() as u32
                })
                .collect();
            assert_eq!(index.to_utf16(source, &bytes), expected);
            let back: Vec<u32> = bytes.iter().map(|offset| floor_char_boundary(source, *offset)).collect();
            assert_eq!(index.from_utf16(source, &expected), back);
        }
        let index = LineIndex::new("é𝄞x");
        assert_eq!(index.from_utf16("é𝄞x", &[0, 1, 2, 3, 4, 9]), [0, 2, 2, 6, 7, 7]);
    }

    #[test]
    fn what_is_outside_is_clamped() {
        let source = "ab\ncd";
        let index = LineIndex::new(source);
        assert_eq!(index.position(source, 99), at(1, 2));
        assert_eq!(index.line_number(99), 2);
        assert_eq!(index.offset(source, at(0, 99)), 2);
        assert_eq!(index.offset_utf16(source, at(99, 99)), 5);
        assert_eq!(index.offset(source, at(u32::MAX, u32::MAX)), 5);
        assert_eq!(index.position("é", 1), at(0, 0));
    }
}
