//! Collects the blocks of a document while a format reads it.
//!
//! A format calls [`Builder`] in the order of the source: it opens a block, pushes pieces of text with their places,
//! closes it. Containers (lists, items, quotes, footnotes) are entered and left; from them the builder knows which
//! paragraph becomes a list item, what introduces it and whether it is quoted. The builder keeps the invariants of
//! [`Document`](super::Document): text sorted and without gaps, one line per block, sections by heading level.

use std::collections::BTreeSet;
use std::ops::Range;

use super::directives::Region;
use super::search::{memchr2, memmem};
use super::source_map::SourceMap;
use super::{Block, BlockId, BlockKind, Cell, Inline, InlineKind, Link, Notice, Section, SectionId};

/// See the module.
pub(super) struct Builder<'s> {
    pub(super) source: &'s str,
    pub(super) text: String,
    pub(super) sections: Vec<Section>,
    pub(super) blocks: Vec<Block>,
    pub(super) cells: Vec<Cell>,
    pub(super) inlines: Vec<Inline>,
    pub(super) links: Vec<Link>,
    pub(super) breaks: Vec<u32>,
    pub(super) map: SourceMap,
    pub(super) notices: Vec<Notice>,
    /// Regions of directives, sorted by start; they give blocks their label.
    regions: Vec<Region>,
    next_region: usize,
    open_regions: Vec<usize>,
    frames: Vec<Frame>,
    quotes: u32,
    open: Option<Open>,
    /// Where the text of the open block or cell starts: no white space is kept there.
    floor: usize,
    /// White space that becomes one space if more text follows.
    space: Option<Range<u32>>,
    /// That white space is a line break which the author asked for.
    space_breaks: bool,
    /// Pieces of comments inside the open block; each `true` begins a comment.
    comments: Vec<(bool, Range<u32>)>,
    /// The last block that could introduce a list or table, with the depth of containers it stands at.
    candidate: Option<(BlockId, usize)>,
    /// Open section per heading level.
    path: Vec<SectionId>,
    /// Names of tags that are closed somewhere in the source; looked for once, when first asked for.
    closing_tags: Option<BTreeSet<&'s str>>,
}

/// The block text is being pushed to.
struct Open {
    block: usize,
    inlines: usize,
    links: usize,
}

/// A container that blocks can stand in.
#[derive(Debug, Clone)]
pub(super) enum Container {
    /// A block quote.
    Quote,
    /// A block quote with a label (`> [!NOTE]`): not a quotation.
    Alert(Option<Range<u32>>),
    /// A list.
    List {
        /// Numbered.
        ordered: bool,
    },
    /// An item of the list that was entered last.
    Item,
    /// A footnote definition.
    Footnote,
    /// The definition of the term that was read last.
    Definition,
}

struct Frame {
    container: Container,
    start: u32,
    /// The kind the first paragraph takes.
    first: Option<BlockKind>,
    /// The block that paragraph became.
    own: Option<BlockId>,
    /// What introduces the list or the first paragraph.
    lead: Option<BlockId>,
    /// The nearest `own` outside.
    outer: Option<BlockId>,
    /// Number of lists around, this one included.
    depth: u8,
    label: Option<Range<u32>>,
    /// Number of blocks when the container was entered.
    blocks: usize,
}

/// Longest text of a bold paragraph that is still a term or label and not a statement in bold.
const LONGEST_TERM: usize = 120;

impl<'s> Builder<'s> {
    pub(super) fn new(source: &'s str, notices: Vec<Notice>) -> Builder<'s> {
        let expected = source.len() / 96 + 4;
        let root = Section { heading: None, level: 0, parent: None, blocks: 0..0 };
        Builder {
            source,
            text: String::with_capacity(source.len() + source.len() / 16 + 16),
            sections: vec![root],
            blocks: Vec::with_capacity(expected),
            cells: Vec::new(),
            inlines: Vec::with_capacity(expected),
            links: Vec::new(),
            breaks: Vec::new(),
            map: SourceMap::with_capacity(expected * 2),
            notices,
            regions: Vec::new(),
            next_region: 0,
            open_regions: Vec::new(),
            frames: Vec::new(),
            quotes: 0,
            open: None,
            floor: 0,
            space: None,
            space_breaks: false,
            comments: Vec::new(),
            candidate: None,
            path: Vec::new(),
            closing_tags: None,
        }
    }

    pub(super) fn set_regions(&mut self, regions: Vec<Region>) {
        self.regions = regions;
    }

    /// Whether `</name` stands anywhere in the source.
    pub(super) fn has_closing_tag(&mut self, name: &str) -> bool {
        let source = self.source;
        let tags = self.closing_tags.get_or_insert_with(|| {
            memmem::find_iter(source.as_bytes(), b"</")
                .filter_map(|at| source.get(at + 2..))
                .map(|rest| {
                    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.:".contains(byte);
                    let len = rest.as_bytes().iter().take(64).take_while(|byte| is_name(byte)).count();
                    &rest[..len]
                })
                .collect()
        });
        tags.contains(name)
    }

    pub(super) fn notice(&mut self, message: &str, source: Range<u32>) {
        self.notices.push(Notice { message: message.to_owned(), source });
    }

    /// Closes what is open and completes the sections.
    pub(super) fn finish(&mut self) {
        let end = self.source.len() as u32;
        self.close(end);
        while !self.frames.is_empty() {
            self.leave(end);
        }
        self.titles_before(u32::MAX);
        let blocks = self.blocks.len() as BlockId;
        if let Some(section) = self.sections.last_mut() {
            section.blocks.end = blocks;
        }
    }

    // Containers

    pub(super) fn enter(&mut self, container: Container, start: u32) {
        self.close(start);
        self.titles_before(start);
        let parent = self.frames.last();
        let outer = parent.and_then(|frame| frame.own.or(frame.outer));
        let mut frame = Frame {
            start,
            first: None,
            own: None,
            lead: None,
            outer,
            depth: parent.map_or(0, |frame| frame.depth),
            label: parent.and_then(|frame| frame.label.clone()),
            blocks: self.blocks.len(),
            container,
        };
        match &frame.container {
            Container::Quote => self.quotes += 1,
            Container::Alert(label) => frame.label = label.clone(),
            Container::List { .. } => {
                frame.depth = frame.depth.saturating_add(1);
                frame.lead = match parent {
                    Some(item) if matches!(item.container, Container::Item) => {
                        item.own.or(item.lead).or(self.lead_in())
                    }
                    _ => self.lead_in(),
                };
            }
            Container::Item => {
                let (ordered, lead) = match parent {
                    Some(Frame { container: Container::List { ordered }, lead, .. }) => (*ordered, *lead),
                    _ => (false, None),
                };
                let depth = frame.depth.saturating_sub(1);
                frame.first = Some(BlockKind::ListItem { depth, ordered, task: None });
                frame.lead = lead;
            }
            Container::Footnote => frame.first = Some(BlockKind::Footnote),
            Container::Definition => {
                frame.outer = self.last_of_kind(BlockKind::Term).or(outer);
            }
        }
        self.frames.push(frame);
    }

    pub(super) fn leave(&mut self, end: u32) {
        self.close(end);
        let Some(frame) = self.frames.last_mut() else { return };
        if let Container::Item = frame.container
            && frame.blocks == self.blocks.len()
            && let Some(kind) = frame.first.take()
        {
            let (start, lead) = (frame.start, frame.lead);
            self.open(kind, start, lead);
            self.close(end);
        }
        if let Some(Frame { container: Container::Quote, .. }) = self.frames.pop() {
            self.quotes -= 1;
        }
        self.candidate = None;
    }

    /// The kind of the next paragraph if it begins its item and is not open yet.
    pub(super) fn set_task(&mut self, checked: bool) {
        let kind = match self.open.as_ref().and_then(|open| self.blocks.get_mut(open.block)) {
            Some(block) => Some(&mut block.kind),
            None => self.frames.last_mut().and_then(|frame| frame.first.as_mut()),
        };
        if let Some(BlockKind::ListItem { task, .. }) = kind {
            *task = Some(checked);
        }
    }

    /// The block before this place, if it can introduce a list or table that starts here.
    pub(super) fn lead_in(&self) -> Option<BlockId> {
        self.candidate.filter(|&(_, depth)| depth == self.frames.len()).map(|(block, _)| block)
    }

    fn last_of_kind(&self, kind: BlockKind) -> Option<BlockId> {
        let start = self.sections.last().map_or(0, |section| section.blocks.start as usize);
        let blocks = self.blocks.get(start..)?;
        // Definitions follow their term closely; looking further would only find another one's.
        let found = blocks.iter().rev().take(16).position(|block| block.kind == kind)?;
        Some((self.blocks.len() - 1 - found) as BlockId)
    }

    // Blocks

    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens a paragraph (or HTML text); the first of an item or footnote becomes the item or footnote.
    pub(super) fn open_paragraph(&mut self, kind: BlockKind, start: u32) {
        self.close(start);
        match self.frames.last_mut() {
            Some(frame) if frame.first.is_some() => {
                let first = frame.first.take().unwrap_or(kind);
                let (start, lead) = (frame.start, frame.lead);
                let block = self.open(first, start, lead);
                if let Some(frame) = self.frames.last_mut() {
                    frame.own = Some(block);
                }
            }
            Some(frame) => {
                let lead = frame.own.or(frame.outer);
                self.open(kind, start, lead);
            }
            None => {
                self.open(kind, start, None);
            }
        }
    }

    /// Opens a block that is what it is, wherever it stands. Closes an open one before.
    pub(super) fn open(&mut self, kind: BlockKind, start: u32, lead: Option<BlockId>) -> BlockId {
        self.close(start);
        self.titles_before(start);
        let block = self.blocks.len() as BlockId;
        if let BlockKind::Heading(level) = kind
            && self.quotes == 0
        {
            self.open_section(level, block);
        }
        if kind != BlockKind::Comment {
            self.candidate = None;
        }
        let text = self.text.len();
        let cells = self.cells.len() as u32;
        let label = self.label_at(start);
        self.blocks.push(Block {
            kind,
            text: text as u32..text as u32,
            source: start..start,
            section: (self.sections.len() - 1) as SectionId,
            lead,
            quoted: self.quotes > 0,
            head: None,
            cells: cells..cells,
            label,
        });
        self.open =
            Some(Open { block: block as usize, inlines: self.inlines.len(), links: self.links.len() });
        self.floor = text;
        self.space = None;
        block
    }

    /// A lead for blocks that continue an item or explain a term.
    pub(super) fn enclosing(&self) -> Option<BlockId> {
        self.frames.last().and_then(|frame| frame.own.or(frame.outer))
    }

    pub(super) fn set_label(&mut self, label: Range<u32>) {
        if let Some(block) = self.open.as_ref().and_then(|open| self.blocks.get_mut(open.block)) {
            block.label = Some(label);
        }
    }

    /// Closes the open block, if any, at a place in the source; what it ends with in white space is not part of it.
    pub(super) fn close(&mut self, end: u32) {
        let Some(open) = self.open.take() else {
            if !self.comments.is_empty() {
                self.flush_comments();
            }
            return;
        };
        self.space = None;
        self.trim_end(open.inlines, open.links);
        let Some(block) = self.blocks.get(open.block) else { return };
        let (kind, start) = (block.kind, block.text.start as usize);
        if let BlockKind::Heading(_) = kind {
            self.strip_heading_attributes(start, open.inlines, open.links);
        }
        let len = self.text.len();
        let visible = len > start || self.links.len() > open.links;
        if !visible && matches!(kind, BlockKind::Paragraph | BlockKind::Html) {
            self.blocks.pop();
        } else {
            let is_term = kind == BlockKind::Paragraph && self.is_bold_only(start, open.inlines);
            let depth = self.frames.len();
            if let Some(block) = self.blocks.get_mut(open.block) {
                if is_term {
                    block.kind = BlockKind::Term;
                }
                block.text.end = len as u32;
                let end = super::position::floor_char_boundary(self.source, end) as usize;
                let source = self.source.get(block.source.start as usize..end).unwrap_or_default();
                block.source.end = block.source.start + source.trim_ascii_end().len() as u32;
                match kind {
                    BlockKind::Paragraph | BlockKind::Html | BlockKind::Term | BlockKind::Footnote => {
                        self.candidate = Some((open.block as BlockId, depth));
                    }
                    BlockKind::ListItem { .. } => {
                        self.candidate = Some((open.block as BlockId, depth));
                    }
                    _ => {}
                }
            }
            self.text.push('\n');
        }
        self.floor = self.text.len();
        if !self.comments.is_empty() {
            self.flush_comments();
        }
    }

    /// Drops the open block and its text.
    pub(super) fn discard(&mut self) {
        let Some(open) = self.open.take() else { return };
        self.space = None;
        if let Some(block) = self.blocks.get(open.block) {
            let (text, cells) = (block.text.start, block.cells.start as usize);
            self.text.truncate(text as usize);
            self.map.truncate(text);
            self.cells.truncate(cells);
            self.inlines.truncate(open.inlines);
            self.links.truncate(open.links);
            self.truncate_breaks(text);
            self.blocks.truncate(open.block);
        }
        self.floor = self.text.len();
        if !self.comments.is_empty() {
            self.flush_comments();
        }
    }

    fn open_section(&mut self, level: u8, heading: BlockId) {
        let section = self.sections.len() as SectionId;
        if let Some(last) = self.sections.last_mut() {
            last.blocks.end = heading;
        }
        while self
            .path
            .last()
            .and_then(|&id| self.sections.get(id as usize))
            .is_some_and(|s| s.level >= level)
        {
            self.path.pop();
        }
        let parent = self.path.last().copied();
        self.sections.push(Section { heading: Some(heading), level, parent, blocks: heading..heading });
        self.path.push(section);
    }

    /// Enters the directives that begin at or before an offset; a title of one becomes a block.
    pub(super) fn titles_before(&mut self, offset: u32) {
        while let Some(region) = self.regions.get(self.next_region)
            && region.content.start <= offset
        {
            let title = region.title.clone();
            self.open_regions.push(self.next_region);
            self.next_region += 1;
            if let Some(title) = title {
                let text = self.source.get(title.start as usize..title.end as usize).unwrap_or_default();
                self.open(BlockKind::Term, title.start, None);
                self.push(text, title.clone());
                self.close(title.end);
            }
        }
    }

    /// The label of the innermost directive or alert around an offset.
    fn label_at(&mut self, offset: u32) -> Option<Range<u32>> {
        if !self.regions.is_empty() {
            while let Some(region) = self.open_regions.last().and_then(|&index| self.regions.get(index)) {
                if region.content.end > offset {
                    if region.label.is_some() {
                        return region.label.clone();
                    }
                    break;
                }
                self.open_regions.pop();
            }
        }
        self.frames.last().and_then(|frame| frame.label.clone())
    }

    fn is_bold_only(&self, start: usize, inlines: usize) -> bool {
        let Some(text) = self.text.get(start..).map(str::trim_end) else { return false };
        let label = text.strip_suffix(':').map_or(text, str::trim_end);
        let bold = self.inlines.get(inlines..).unwrap_or_default().iter().take(2).any(|inline| {
            inline.kind == InlineKind::Strong
                && inline.text.start as usize == start
                && inline.text.end as usize >= start + label.len()
        });
        bold && !text.is_empty() && text.len() <= LONGEST_TERM && !text.ends_with(['.', '!', '?', ';', ','])
    }

    /// `{#id}`, `{.class}`, `{-}` and `{: #id}` at the end of a heading are for its anchor, not for readers. Other
    /// braces stay: they may be a placeholder.
    fn strip_heading_attributes(&mut self, start: usize, inlines: usize, links: usize) {
        let Some(text) = self.text.get(start..) else { return };
        if !text.ends_with('}') {
            return;
        }
        let Some(brace) = text.rfind('{') else { return };
        let inner = &text[brace + 1..text.len() - 1];
        if inner.starts_with(['#', '.', ':']) || inner == "-" {
            self.truncate_text(start + brace, inlines, links);
            self.trim_end(inlines, links);
        }
    }

    fn trim_end(&mut self, inlines: usize, links: usize) {
        let kept = self.text.get(self.floor..).map_or(0, |text| text.trim_ascii_end().len());
        let end = self.floor + kept;
        if end < self.text.len() {
            self.truncate_text(end, inlines, links);
        }
    }

    fn truncate_text(&mut self, end: usize, inlines: usize, links: usize) {
        self.text.truncate(end);
        let end = end as u32;
        self.map.truncate(end);
        self.truncate_breaks(end);
        let inlines =
            self.inlines.get_mut(inlines..).unwrap_or_default().iter_mut().map(|inline| &mut inline.text);
        let links = self.links.get_mut(links..).unwrap_or_default().iter_mut().map(|link| &mut link.text);
        for range in inlines.chain(links) {
            range.start = range.start.min(end);
            range.end = range.end.min(end);
        }
    }

    fn truncate_breaks(&mut self, end: u32) {
        while self.breaks.last().is_some_and(|&at| at >= end) {
            self.breaks.pop();
        }
    }

    // Text

    /// Adds text that was made from `source`. White space at the start of the block, and after other white space, is
    /// left out.
    pub(super) fn push(&mut self, mut text: &str, mut source: Range<u32>) {
        if let Some(b' ' | b'\t') = text.as_bytes().first()
            && (self.text.len() == self.floor
                || self.space.is_some()
                || self.text.as_bytes().last() == Some(&b' '))
        {
            let rest = text.trim_ascii_start();
            if source.len() == text.len() {
                source.start += (text.len() - rest.len()) as u32;
            }
            text = rest;
            if text.is_empty() {
                return;
            }
        }
        if self.space.is_some() {
            self.flush_space();
        }
        self.push_verbatim(text, source);
    }

    /// Adds text as it is, but for line breaks, which become spaces.
    pub(super) fn push_verbatim(&mut self, text: &str, source: Range<u32>) {
        if text.is_empty() {
            return;
        }
        let at = self.text.len();
        if memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
            self.text.push_str(text);
        } else {
            let mut after_return = false;
            for character in text.chars() {
                match character {
                    '\n' if after_return => {}
                    '\n' | '\r' => self.text.push(' '),
                    _ => self.text.push(character),
                }
                after_return = character == '\r';
            }
        }
        let len = (self.text.len() - at) as u32;
        self.map.push(at as u32, len, source);
    }

    /// Adds white space: one space, if text follows in the same block or cell.
    pub(super) fn push_space(&mut self, source: Range<u32>) {
        if self.space.is_none() {
            self.space = Some(source);
            self.space_breaks = false;
        }
    }

    /// Adds a line break that the author asked for: a space, if text follows, whose place is remembered.
    pub(super) fn push_break(&mut self, source: Range<u32>) {
        self.push_space(source);
        self.space_breaks = true;
    }

    pub(super) fn flush_space(&mut self) {
        if let Some(source) = self.space.take()
            && self.text.len() > self.floor
            && self.text.as_bytes().last() != Some(&b' ')
        {
            if std::mem::take(&mut self.space_breaks) {
                self.breaks.push(self.text.len() as u32);
            }
            self.push_verbatim(" ", source);
        }
    }

    /// The end of the text so far.
    pub(super) fn text_end(&self) -> u32 {
        self.text.len() as u32
    }

    /// Begins a marked run of text. The result goes to [`Builder::end_inline`].
    pub(super) fn begin_inline(&mut self, kind: InlineKind) -> usize {
        self.flush_space();
        let at = self.text_end();
        self.inlines.push(Inline { kind, text: at..at });
        self.inlines.len() - 1
    }

    pub(super) fn end_inline(&mut self, index: usize) {
        let end = self.text_end();
        if let Some(inline) = self.inlines.get_mut(index) {
            inline.text.end = end.max(inline.text.start);
        }
    }

    pub(super) fn begin_link(&mut self, target: &str, source: Range<u32>, image: bool) -> usize {
        self.flush_space();
        let at = self.text_end();
        self.links.push(Link { target: target.to_owned(), text: at..at, source, image });
        self.links.len() - 1
    }

    pub(super) fn end_link(&mut self, index: usize) {
        let end = self.text_end();
        if let Some(link) = self.links.get_mut(index) {
            link.text.end = end.max(link.text.start);
        }
    }

    /// Adds a piece of a comment, to become a block when the open block ends. `first` begins a comment.
    pub(super) fn push_comment(&mut self, first: bool, piece: Range<u32>) {
        self.comments.push((first, piece));
    }

    fn flush_comments(&mut self) {
        let source = self.source;
        let pieces = std::mem::take(&mut self.comments);
        for (first, piece) in &pieces {
            if *first || !self.is_open() {
                self.close(piece.start);
                self.open(BlockKind::Comment, piece.start, None);
            }
            let text = source.get(piece.start as usize..piece.end as usize).unwrap_or_default();
            let mut start = piece.start;
            for line in text.split_inclusive(['\n', '\r']) {
                let trimmed = line.trim_ascii();
                let indent = (line.len() - line.trim_ascii_start().len()) as u32;
                let from = start + indent;
                self.push(trimmed, from..from + trimmed.len() as u32);
                start += line.len() as u32;
                if line.len() > trimmed.len() {
                    let space = from + trimmed.len() as u32;
                    self.push_space(space.min(start)..start.min(space + 1).max(space.min(start)));
                }
            }
            let end = piece.end;
            if let Some(open) = &self.open
                && let Some(block) = self.blocks.get_mut(open.block)
            {
                block.source.end = end;
            }
        }
        let end = pieces.last().map_or(0, |(_, piece)| piece.end);
        self.close(end);
    }

    // Tables

    /// Opens a row. Cells follow.
    pub(super) fn open_row(&mut self, start: u32, lead: Option<BlockId>) {
        self.open(BlockKind::TableRow, start, lead);
    }

    /// The number of cells of the open row so far.
    fn row_cells(&self) -> usize {
        let first =
            self.open.as_ref().and_then(|open| self.blocks.get(open.block)).map(|block| block.cells.start);
        first.map_or(0, |first| self.cells.len() - first as usize)
    }

    pub(super) fn begin_cell(&mut self, start: u32) {
        if self.row_cells() > 0 {
            self.text.push_str(" | ");
        }
        self.space = None;
        self.floor = self.text.len();
        let at = self.text_end();
        self.cells.push(Cell { text: at..at, source: start..start });
    }

    pub(super) fn end_cell(&mut self, end: u32) {
        self.space = None;
        if let Some(open) = &self.open {
            let (inlines, links) = (open.inlines, open.links);
            self.trim_end(inlines, links);
        }
        let at = self.text_end();
        if let Some(cell) = self.cells.last_mut() {
            cell.text.end = at.max(cell.text.start);
            let source = self.source.get(cell.source.start as usize..end as usize).unwrap_or_default();
            let trimmed = source.trim_ascii();
            let indent = (source.len() - source.trim_ascii_start().len()) as u32;
            cell.source.start += indent;
            cell.source.end = cell.source.start + trimmed.len() as u32;
        }
    }

    /// Closes a row and says which block it became: a header if `is_head`, and nothing if it is a header of empty
    /// cells or has no cells.
    pub(super) fn close_row(&mut self, end: u32, is_head: bool, head: Option<BlockId>) -> Option<BlockId> {
        let open = self.open.as_ref()?;
        let (index, cells_end) = (open.block, self.cells.len() as u32);
        let block = self.blocks.get_mut(index)?;
        block.cells.end = cells_end;
        let cells = self.cells.get(block.cells.start as usize..).unwrap_or_default();
        let empty = cells.iter().all(|cell| cell.text.is_empty());
        if cells.is_empty() || (is_head && empty) {
            self.discard();
            return None;
        }
        if is_head {
            block.kind = BlockKind::TableHead;
        } else {
            block.head = head;
        }
        // The last cell may be empty: then the separator before it must not be trimmed as white space of the row.
        self.floor = self.text.len();
        self.close(end);
        Some(index as BlockId)
    }
}
