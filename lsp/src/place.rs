//! Places in a text: bytes here, lines and characters there.

use std::ops::Range;

use ls_types::{Position, PositionEncodingKind};
use medlint_core::document::{self, LineIndex};

/// What a client counts the characters of a line in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// Code units of UTF-16: what every client can do.
    #[default]
    Utf16,
}

impl Encoding {
    /// The best of those that a client offers. Bytes need no conversion.
    pub(crate) fn choose(offered: Option<&[PositionEncodingKind]>) -> Encoding {
        match offered {
            Some(kinds) if kinds.contains(&PositionEncodingKind::UTF8) => Encoding::Utf8,
            _ => Encoding::Utf16,
        }
    }

    /// Its name in the protocol.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }
}

/// Lines are usually shorter, in bytes.
const USUAL: usize = 1024;

/// A text with its lines, and what the client counts in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Places<'a> {
    pub(crate) source: &'a str,
    pub(crate) lines: &'a LineIndex,
    pub(crate) encoding: Encoding,
}

impl Places<'_> {
    /// The position of a byte; beyond the end is the end.
    pub(crate) fn position(&self, offset: u32) -> Position {
        let found = self.lines.position(self.source, offset);
        let start = self.lines.line_start(found.line) as usize;
        let character = match self.source.get(start..start + found.column as usize) {
            _ if self.encoding == Encoding::Utf8 => found.column,
            // Of a usual line it is quicker to count than to look up what stands before it.
            Some(before) if before.len() < USUAL => before.chars().map(|c| c.len_utf16() as u32).sum(),
            _ => self.lines.position_utf16(self.source, offset).column,
        };
        Position { line: found.line, character }
    }

    /// The byte at a position; beyond the end of a line is its end.
    pub(crate) fn offset(&self, position: Position) -> u32 {
        let wanted = document::Position { line: position.line, column: position.character };
        match self.encoding {
            Encoding::Utf8 => self.lines.offset(self.source, wanted),
            Encoding::Utf16 => self.lines.offset_utf16(self.source, wanted),
        }
    }

    /// A range of bytes.
    pub(crate) fn range(&self, bytes: &Range<u32>) -> ls_types::Range {
        ls_types::Range { start: self.position(bytes.start), end: self.position(bytes.end) }
    }

    /// The bytes of a range; one that is the wrong way round is turned.
    pub(crate) fn bytes(&self, range: &ls_types::Range) -> Range<u32> {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        start.min(end)..start.max(end)
    }
}
