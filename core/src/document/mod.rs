//! Documents: from bytes to a model of headings, paragraphs, list items and table rows.
//!
//! The one door is [`Document::read`]. It cannot fail: whatever the bytes are, there is a document to look at, and
//! what the reader could not make sense of is said in [`Document::notices`]. The model knows nothing of Markdown;
//! a format is a function from source text to blocks (`markdown`, `plain_text`, both through `builder`). Nothing is
//! judged here.
//!
//! On the way: bytes are decoded (`decode`), front matter is taken off (`front_matter`), directives are blanked out
//! (`directives`), HTML is read for its text (`html`), and every piece of text remembers its place (`source_map`).

use serde::{Deserialize, Serialize};
use std::ops::Range;

mod builder;
mod decode;
mod digest;
mod directives;
mod front_matter;
mod html;
mod markdown;
#[cfg(test)]
mod outline;
mod plain_text;
mod position;
mod search;
mod source_map;

pub use decode::is_binary;
pub use digest::Digest;
pub use position::{LineIndex, Position};
pub use source_map::SourceMap;

use builder::Builder;

/// The format a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// CommonMark with GFM tables, footnotes, front matter, and Sphinx/MyST directives passed through.
    Markdown,
    /// Plain text: paragraphs, numbered or underlined headings, dashes as list items.
    PlainText,
}

/// Index of a [`Block`] in [`Document::blocks`].
pub type BlockId = u32;
/// Index of a [`Section`] in [`Document::sections`].
pub type SectionId = u32;

/// One document, read.
///
/// All ranges are bytes. `source` ranges index [`Document::source`], `text` ranges index [`Document::text`]; both lie
/// on character boundaries.
#[derive(Debug, Clone)]
pub struct Document {
    /// Path as the user knows it, with forward slashes; only for messages and for recognising the kind.
    pub path: String,
    /// How the source was read.
    pub format: Format,
    /// Hash of the bytes it was read from.
    pub digest: Digest,
    /// The decoded source, line ends as they were, without a byte order mark.
    pub source: String,
    /// The readable text of all blocks in source order without markup, each block on a line of its own (`\n`).
    /// Line breaks inside a block are spaces.
    pub text: String,
    /// Sections in source order; section 0 is what stands before the first heading.
    pub sections: Vec<Section>,
    /// Blocks in source order.
    pub blocks: Vec<Block>,
    /// Table cells of all rows in source order; a row refers to its slice.
    pub cells: Vec<Cell>,
    /// Emphasis, code, links and the like, sorted by start in `text`.
    pub inlines: Vec<Inline>,
    /// Link targets, for checking that a pointer leads somewhere.
    pub links: Vec<Link>,
    /// Where line breaks that the author asked for stand (two spaces, `\\`, `<br>`), sorted: offsets of their spaces in
    /// `text`. `Version: 1\\` and `Owner: x` on the next line are one block, but not one statement.
    pub breaks: Vec<u32>,
    /// What stands between the front matter fences, if anything does.
    pub front_matter: FrontMatter,
    /// Title: of the front matter, else the first top-level heading, else the first heading.
    pub title: Option<String>,
    /// What the reader noticed: decoding, an unterminated fence, broken front matter.
    pub notices: Vec<Notice>,
    /// Text offsets to source offsets.
    pub(crate) map: SourceMap,
    /// Line starts of the source.
    pub lines: LineIndex,
}

/// A heading and what stands under it, up to the next heading of any level.
#[derive(Debug, Clone)]
pub struct Section {
    /// The heading's block; `None` for section 0.
    pub heading: Option<BlockId>,
    /// 1 to 6 as in Markdown; 0 for section 0.
    pub level: u8,
    /// The section that contains this one by heading level.
    pub parent: Option<SectionId>,
    /// Blocks of the section itself, its heading included, without those of sub-sections.
    pub blocks: Range<BlockId>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading, level 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// The first paragraph of a list item (further paragraphs of the item are [`BlockKind::Paragraph`]).
    ListItem {
        /// Nesting, 0 for an item of an outermost list.
        depth: u8,
        /// Numbered list.
        ordered: bool,
        /// `[ ]` is `Some(false)`, `[x]` is `Some(true)`, no check box is `None`.
        task: Option<bool>,
    },
    /// The header row of a table.
    TableHead,
    /// A row of a table.
    TableRow,
    /// A code block or fenced block; its info string is in [`Block::label`].
    Code,
    /// A diagram in text form (Mermaid, PlantUML, Graphviz): content, not code.
    Diagram,
    /// An HTML comment.
    Comment,
    /// The text of a block of HTML.
    Html,
    /// A footnote definition.
    Footnote,
    /// The term of a definition, or a caption.
    Term,
}

/// A unit of a document.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its readable text, in [`Document::text`].
    pub text: Range<u32>,
    /// The whole block with its markup, in [`Document::source`].
    pub source: Range<u32>,
    /// The section it belongs to; a heading belongs to the section it opens.
    pub section: SectionId,
    /// For a list item: the paragraph or item that introduces the list. For a table: its caption or lead-in paragraph.
    pub lead: Option<BlockId>,
    /// Inside a block quote.
    pub quoted: bool,
    /// For a table row: its header row, if the table has one.
    pub head: Option<BlockId>,
    /// For a table row: its cells in [`Document::cells`].
    pub cells: Range<u32>,
    /// Info string of a code block, name of a directive or admonition (`note`, `warning`), in [`Document::source`].
    pub label: Option<Range<u32>>,
}

/// A table cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Its readable text, in [`Document::text`]; `<br>` is a space.
    pub text: Range<u32>,
    /// Its place in [`Document::source`].
    pub source: Range<u32>,
}

/// What an [`Inline`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InlineKind {
    /// `*emphasis*`
    Emphasis,
    /// `**strong**`
    Strong,
    /// `` `code` ``
    Code,
    /// The text of a link.
    Link,
    /// `~~struck out~~`
    Strike,
}

/// A marked run of text.
#[derive(Debug, Clone)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Its range in [`Document::text`].
    pub text: Range<u32>,
}

/// A link or image target.
#[derive(Debug, Clone)]
pub struct Link {
    /// The target as written, percent signs untouched.
    pub target: String,
    /// The link's text, in [`Document::text`].
    pub text: Range<u32>,
    /// The whole link, in [`Document::source`].
    pub source: Range<u32>,
    /// An image rather than a link.
    pub image: bool,
}

/// What medlint reads of a document's front matter (YAML between `---`, TOML between `+++`).
#[derive(Debug, Clone, Default)]
pub struct FrontMatter {
    /// All of it with the fences, in [`Document::source`]; `None` when there is none.
    pub source: Option<Range<u32>>,
    /// Top-level `title`.
    pub title: Option<String>,
    /// The document kind: `medlint: threat-model` or `medlint: {kind: threat-model}`, with the place of the value.
    pub kind: Option<(String, Range<u32>)>,
}

/// Something the reader noticed about the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// A sentence for the user.
    pub message: String,
    /// Where, in [`Document::source`].
    pub source: Range<u32>,
}

impl Format {
    /// The format of a file by its extension: Markdown for `.md`, `.markdown`, `.mdx`, `.qmd`, `.mkd`, else plain text.
    pub fn of_path(path: &str) -> Format {
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let is_markdown =
            ["md", "markdown", "mdx", "qmd", "mkd"].iter().any(|known| extension.eq_ignore_ascii_case(known));
        if is_markdown { Format::Markdown } else { Format::PlainText }
    }
}

impl Document {
    /// Reads a document; its format follows from the path's extension. Never fails.
    pub fn read(path: &str, bytes: &[u8]) -> Document {
        Document::read_as(path, Format::of_path(path), bytes)
    }

    /// Reads a document that is known to be in a format. Never fails.
    pub fn read_as(path: &str, format: Format, bytes: &[u8]) -> Document {
        let decode::Decoded { source, mut notices } = decode::decode(bytes);
        let (front_matter, body) = front_matter::read(&source, &mut notices);
        let lines = LineIndex::new(&source);
        let mut builder = Builder::new(&source, notices);
        match format {
            Format::Markdown => markdown::read(&mut builder, body),
            Format::PlainText => plain_text::read(&mut builder, body, path),
        }
        builder.finish();
        let Builder { text, sections, blocks, cells, inlines, links, breaks, map, notices, .. } = builder;
        let mut document = Document {
            path: path.replace('\\', "/"),
            format,
            digest: Digest::of(bytes),
            source,
            text,
            sections,
            blocks,
            cells,
            inlines,
            links,
            breaks,
            front_matter,
            title: None,
            notices,
            map,
            lines,
        };
        document.title = document.find_title();
        document
    }

    fn find_title(&self) -> Option<String> {
        if let Some(title) = &self.front_matter.title {
            return Some(title.clone());
        }
        let headings = || self.sections.iter().filter(|section| section.heading.is_some());
        let section = headings().find(|section| section.level == 1).or_else(|| headings().next())?;
        let title = self.block_text(section.heading?);
        (!title.is_empty()).then(|| title.to_owned())
    }

    /// The readable text of a block; empty for a block that is not there.
    pub fn block_text(&self, block: BlockId) -> &str {
        self.blocks.get(block as usize).map_or("", |block| self.text_at(&block.text))
    }

    /// A piece of [`Document::text`]; empty for a range that is not in it.
    pub fn text_at(&self, range: &Range<u32>) -> &str {
        self.text.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// A piece of [`Document::source`]; empty for a range that is not in it.
    pub fn source_at(&self, range: &Range<u32>) -> &str {
        self.source.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// What the label of a block says: `rust`, `note`, `WARNING`, as written.
    pub fn label(&self, block: BlockId) -> Option<&str> {
        let label = self.blocks.get(block as usize)?.label.as_ref()?;
        Some(self.source_at(label))
    }

    /// The headings above a section's content, outermost first, its own included.
    pub fn headings(&self, section: SectionId) -> Vec<&str> {
        let mut headings = Vec::new();
        let mut next = self.sections.get(section as usize);
        while let Some(section) = next {
            headings.extend(section.heading.map(|heading| self.block_text(heading)));
            // A parent stands before its sub-sections, so this ends.
            next = section.parent.and_then(|parent| self.sections.get(parent as usize));
        }
        headings.reverse();
        headings
    }

    /// The place in [`Document::source`] that a piece of [`Document::text`] was made from. It is exact but for decoded
    /// characters (entities), which are covered as a whole; it always lies in the source, on character boundaries.
    pub fn source_range(&self, text: Range<u32>) -> Range<u32> {
        let range = self.map.source_range(text);
        let start = position::floor_char_boundary(&self.source, range.start);
        let end = position::ceil_char_boundary(&self.source, range.end);
        start..end.max(start)
    }

    /// The line of a source offset, counted from 1.
    pub fn line_of(&self, source_offset: u32) -> u32 {
        self.lines.line_number(source_offset)
    }

    /// First and last line of a range of the source, 1-based, inclusive. An empty range has the line it stands on.
    pub fn lines_of(&self, source: &Range<u32>) -> (u32, u32) {
        (self.line_of(source.start), self.line_of(source.end.max(source.start + 1) - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_follows_from_the_extension() {
        for path in ["a.md", "b/README.MD", "c.markdown", "d.mdx", "e.qmd", "f.mkd"] {
            assert_eq!(Format::of_path(path), Format::Markdown, "{path}");
        }
        for path in ["a.txt", "b.rst", "c.adoc", "LICENSE", "md", "a.md/file"] {
            assert_eq!(Format::of_path(path), Format::PlainText, "{path}");
        }
    }

    #[test]
    fn the_title_is_that_of_the_front_matter_or_the_top_heading() {
        let title = |source: &str| Document::read("a.md", source.as_bytes()).title;
        assert_eq!(title("---\ntitle: Front\n---\n# Heading\n").as_deref(), Some("Front"));
        assert_eq!(title("## Second\n# First\n").as_deref(), Some("First"));
        assert_eq!(title("## Second\n").as_deref(), Some("Second"));
        assert_eq!(title("No heading\n"), None);
    }

    #[test]
    fn an_empty_document_is_a_document() {
        let doc = Document::read("a.md", b"");
        assert_eq!((doc.blocks.len(), doc.sections.len(), doc.text.as_str()), (0, 1, ""));
        assert_eq!(doc.source_range(0..9), 0..0);
        assert_eq!(doc.line_of(5), 1);
    }

    #[test]
    fn what_is_not_there_is_empty() {
        let doc = Document::read("a\\b.md", b"# A\n");
        assert_eq!(doc.path, "a/b.md");
        assert_eq!(doc.block_text(9), "");
        assert!(doc.headings(9).is_empty());
        assert_eq!(doc.source_range(7..9), 3..3);
    }

    #[test]
    fn every_block_is_a_line_of_the_text() {
        let doc = Document::read("a.md", b"# A\n\nb\nc\n\n- d\n");
        assert_eq!(doc.text, "A\nb c\nd\n");
        assert_eq!(doc.line_of(doc.blocks[2].source.start), 6);
    }
}
