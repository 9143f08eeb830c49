//! From places in the readable text to places in the source.
//!
//! The readable text is a copy of pieces of the source, in order, with the markup left out. The map keeps one segment
//! per piece; pieces that touch in both are one segment, so a paragraph without markup costs a single one. Text that
//! the reader made up (separators between cells, line ends of blocks) lies between segments.

use std::ops::Range;

/// Maps offsets in [`Document::text`](super::Document::text) to offsets in
/// [`Document::source`](super::Document::source).
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    segments: Vec<Segment>,
}

/// A run of text and the run of source it was made from. With equal lengths the bytes are the same; otherwise the text
/// was decoded (an entity, a code span over two lines) and only the whole segment can be mapped.
#[derive(Debug, Clone, Copy)]
struct Segment {
    text: u32,
    len: u32,
    source: u32,
    source_len: u32,
}

impl Segment {
    fn is_exact(&self) -> bool {
        self.len == self.source_len
    }

    fn source_end(&self) -> u32 {
        self.source + self.source_len
    }
}

impl SourceMap {
    pub(super) fn with_capacity(segments: usize) -> SourceMap {
        SourceMap { segments: Vec::with_capacity(segments) }
    }

    /// Records that `len` bytes of text from `text` on were made from `source`. Calls come in the order of the text.
    pub(super) fn push(&mut self, text: u32, len: u32, source: Range<u32>) {
        let source_len = source.end.saturating_sub(source.start);
        if let Some(last) = self.segments.last_mut()
            && last.is_exact()
            && len == source_len
            && last.text + last.len == text
            && last.source_end() == source.start
        {
            last.len += len;
            last.source_len += source_len;
            return;
        }
        self.segments.push(Segment { text, len, source: source.start, source_len });
    }

    /// Forgets everything from the text offset `end` on.
    pub(super) fn truncate(&mut self, end: u32) {
        while let Some(last) = self.segments.last_mut() {
            if last.text >= end {
                self.segments.pop();
                continue;
            }
            let len = end - last.text;
            if last.len > len {
                if last.is_exact() {
                    last.source_len = len;
                }
                last.len = len;
            }
            break;
        }
    }

    /// The last segment that starts at or before `offset`.
    fn at(&self, offset: u32) -> Option<&Segment> {
        let after = self.segments.partition_point(|segment| segment.text <= offset);
        after.checked_sub(1).and_then(|index| self.segments.get(index))
    }

    /// The source range that a text range was made from; not yet aligned to characters.
    pub(super) fn source_range(&self, text: Range<u32>) -> Range<u32> {
        let start = match self.at(text.start) {
            None => 0,
            Some(segment) => {
                let into = text.start - segment.text;
                if into >= segment.len {
                    segment.source_end()
                } else if segment.is_exact() {
                    segment.source + into
                } else {
                    segment.source
                }
            }
        };
        if text.end <= text.start {
            return start..start;
        }
        let end = match self.at(text.end - 1) {
            None => start,
            Some(segment) => {
                let into = text.end - segment.text;
                if segment.is_exact() && into < segment.len {
                    segment.source + into
                } else {
                    segment.source_end()
                }
            }
        };
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_pieces_become_one_segment() {
        let mut map = SourceMap::default();
        map.push(0, 5, 10..15);
        map.push(5, 1, 15..16);
        map.push(6, 4, 16..20);
        assert_eq!(map.segments.len(), 1);
        assert_eq!(map.source_range(3..8), 13..18);
    }

    #[test]
    fn decoded_pieces_map_as_a_whole() {
        let mut map = SourceMap::default();
        map.push(0, 2, 0..2); // "a "
        map.push(2, 1, 2..7); // "&amp;"
        map.push(3, 2, 7..9); // " b"
        assert_eq!(map.source_range(2..3), 2..7);
        assert_eq!(map.source_range(0..3), 0..7);
        assert_eq!(map.source_range(3..5), 7..9);
    }

    #[test]
    fn made_up_text_maps_to_the_end_of_the_piece_before_it() {
        let mut map = SourceMap::default();
        map.push(0, 1, 2..3); // first cell
        map.push(4, 1, 8..9); // " | ", second cell
        assert_eq!(map.source_range(1..4), 3..3);
        assert_eq!(map.source_range(0..5), 2..9);
        assert_eq!(map.source_range(9..9), 9..9);
    }

    #[test]
    fn truncating_shortens_the_last_segment() {
        let mut map = SourceMap::default();
        map.push(0, 4, 0..4);
        map.push(6, 4, 6..10);
        map.truncate(8);
        assert_eq!(map.source_range(6..10), 6..8);
        map.truncate(3);
        assert_eq!(map.source_range(0..10), 0..3);
    }
}
