//! A text that is open in the editor, and its edits.

use ls_types::TextDocumentContentChangeEvent;
use medlint_core::document::LineIndex;

use crate::place::{Encoding, Places};

/// An open text.
#[derive(Debug, Clone)]
pub(crate) struct OpenText {
    /// The URI as the client writes it.
    pub(crate) uri: String,
    /// Number of the text's version, which the client counts.
    pub(crate) version: i32,
    text: String,
    lines: LineIndex,
}

impl OpenText {
    pub(crate) fn new(uri: String, version: i32, text: String) -> Self {
        let lines = LineIndex::new(&text);
        OpenText { uri, version, text, lines }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Its places, in what the client counts.
    pub(crate) fn places(&self, encoding: Encoding) -> Places<'_> {
        Places { source: &self.text, lines: &self.lines, encoding }
    }

    /// Applies edits, one after another: each counts on the text that the one before has left. A place outside the text
    /// is the nearest one in it.
    pub(crate) fn edit(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        self.version = version;
        for change in changes {
            match change.range {
                None => self.text = change.text,
                Some(range) => {
                    let bytes = self.places(encoding).bytes(&range);
                    self.text.replace_range(bytes.start as usize..bytes.end as usize, &change.text);
                }
            }
            self.lines = LineIndex::new(&self.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ls_types::{Position, Range};

    fn change(from: (u32, u32), to: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let at = |(line, character)| Position { line, character };
        TextDocumentContentChangeEvent {
            range: Some(Range { start: at(from), end: at(to) }),
            range_length: None,
            text: text.to_owned(),
        }
    }

    #[test]
    fn edits_count_on_what_the_one_before_has_left() {
        let mut open = OpenText::new("file:///a.md".to_owned(), 1, "é𝄞x\nzwei\n".to_owned());
        let changes = vec![change((0, 1), (0, 3), "y"), change((0, 2), (1, 0), "-")];
        open.edit(2, changes, Encoding::Utf16);
        assert_eq!((open.text(), open.version), ("éy-zwei\n", 2));
    }

    #[test]
    fn places_outside_are_the_nearest_inside() {
        let mut open = OpenText::new("file:///a.md".to_owned(), 1, "ab\n".to_owned());
        open.edit(2, vec![change((7, 7), (9, 0), "c"), change((0, 99), (0, 1), "-")], Encoding::Utf8);
        assert_eq!(open.text(), "a-\nc");
    }
}
