//! HTML inside Markdown, read for its text.
//!
//! Not a parser of HTML: a lenient scan over tags that knows which elements are headings, paragraphs, list items and
//! table rows, and takes all others as transparent. It is fed piece by piece, since Markdown hands out HTML line by
//! line without the markers of quotes and lists around it.

use std::ops::Range;

use super::builder::{Builder, Container};
use super::search::{memchr, memchr3, memmem};
use super::{BlockId, BlockKind, InlineKind};

/// Reads HTML blocks; its state lives on from one block to the next, as tables and lists may have blank lines.
#[derive(Default)]
pub(super) struct HtmlReader {
    state: State,
    next: Next,
    lists: Vec<List>,
    table: Option<Table>,
    row: Option<Row>,
    inlines: Inlines,
    /// Open `<blockquote>`s of this HTML block.
    quotes: u32,
}

#[derive(Default, Clone, Copy)]
enum State {
    #[default]
    Text,
    /// In a tag that began at `start`, perhaps in a quoted attribute.
    Tag { start: u32, quote: Option<u8> },
    /// In a declaration (`<!`, `<?`).
    Declaration,
    /// In a comment that began at `start`; `fresh` until a piece of it was seen.
    Comment { start: u32, fresh: bool },
    /// In an element whose content is no text; the index is into `SKIPPED`.
    Skipped(usize),
}

/// What text becomes when no block is open.
#[derive(Default, Clone, Copy)]
enum Next {
    #[default]
    Html,
    Paragraph,
    Term,
    Code,
    Item(u32),
}

struct List {
    ordered: bool,
    lead: Option<BlockId>,
    item: Option<BlockId>,
}

struct Table {
    head: Option<BlockId>,
    lead: Option<BlockId>,
    rows: u32,
    in_head: bool,
    nested: u32,
}

struct Row {
    /// All cells so far are `<th>`.
    headers: bool,
    cell: bool,
}

/// Elements whose content is not read.
const SKIPPED: [&str; 4] = ["script", "style", "template", "svg"];

impl HtmlReader {
    /// Reads one piece of an HTML block.
    pub(super) fn feed(&mut self, b: &mut Builder<'_>, piece: Range<u32>) {
        let source = b.source;
        let end = piece.end as usize;
        let mut at = piece.start as usize;
        while at < end {
            let Some(rest) = source.get(at..end) else { return };
            let bytes = rest.as_bytes();
            match self.state {
                State::Text => {
                    let len = memchr(b'<', bytes).unwrap_or(bytes.len());
                    if len > 0 {
                        self.text(b, at as u32..(at + len) as u32);
                        at += len;
                        continue;
                    }
                    if let Some(rest) = rest.strip_prefix("<!--") {
                        self.state = State::Comment { start: at as u32, fresh: true };
                        at += 4;
                        // `<!-->` and `<!--->` are comments without text.
                        if let Some(skip) =
                            ["->", ">"].iter().find(|end| rest.starts_with(**end)).map(|end| end.len())
                        {
                            b.push_comment(true, at as u32..at as u32);
                            self.state = State::Text;
                            at += skip;
                        }
                    } else if matches!(bytes.get(1), Some(b'!' | b'?')) {
                        self.state = State::Declaration;
                        at += 2;
                    } else if matches!(bytes.get(1), Some(byte) if byte.is_ascii_alphabetic() || *byte == b'/')
                    {
                        self.state = State::Tag { start: at as u32, quote: None };
                        at += 1;
                    } else {
                        self.text(b, at as u32..at as u32 + 1);
                        at += 1;
                    }
                }
                State::Tag { start, quote: None } => match memchr3(b'>', b'"', b'\'', bytes) {
                    Some(found) => {
                        at += found + 1;
                        if bytes[found] == b'>' {
                            self.state = State::Text;
                            self.tag(b, start..at as u32);
                        } else {
                            self.state = State::Tag { start, quote: Some(bytes[found]) };
                        }
                    }
                    None => at = end,
                },
                State::Tag { start, quote: Some(quote) } => match memchr(quote, bytes) {
                    Some(found) => {
                        at += found + 1;
                        self.state = State::Tag { start, quote: None };
                    }
                    None => at = end,
                },
                State::Declaration => match memchr(b'>', bytes) {
                    Some(found) => {
                        at += found + 1;
                        self.state = State::Text;
                    }
                    None => at = end,
                },
                State::Comment { start, fresh } => {
                    let found = memmem::find(bytes, b"-->");
                    let len = found.unwrap_or(bytes.len());
                    b.push_comment(fresh, at as u32..(at + len) as u32);
                    at += len;
                    if found.is_some() {
                        at += 3;
                        self.state = State::Text;
                        if !b.is_open() {
                            b.close(at as u32);
                        }
                    } else {
                        self.state = State::Comment { start, fresh: false };
                    }
                }
                State::Skipped(which) => match memchr(b'<', bytes) {
                    Some(found) => {
                        at += found;
                        let tag = SKIPPED.get(which).copied().unwrap_or_default();
                        let name =
                            rest.get(found..).and_then(|rest| rest.strip_prefix("</")).unwrap_or_default();
                        if name
                            .as_bytes()
                            .get(..tag.len())
                            .is_some_and(|name| name.eq_ignore_ascii_case(tag.as_bytes()))
                        {
                            self.state = State::Tag { start: at as u32, quote: None };
                        }
                        at += 1;
                    }
                    None => at = end,
                },
            }
        }
    }

    /// Ends an HTML block. What must not reach beyond it is closed; tables and lists stay.
    pub(super) fn end_block(&mut self, b: &mut Builder<'_>, end: u32) {
        if let State::Comment { start, .. } = self.state {
            b.notice(
                "This comment is not closed with `-->`; everything after it is hidden.",
                start..start + 4,
            );
        }
        self.state = State::Text;
        if self.row.is_some() {
            self.end_row(b, end, false);
        }
        self.end_text(b, end);
        self.next = Next::Html;
        for _ in 0..std::mem::take(&mut self.quotes) {
            b.leave(end);
        }
    }

    fn end_text(&mut self, b: &mut Builder<'_>, end: u32) {
        self.inlines.end_all(b);
        b.close(end);
    }

    fn text(&mut self, b: &mut Builder<'_>, range: Range<u32>) {
        let source = b.source;
        let Some(text) = source.get(range.start as usize..range.end as usize) else { return };
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            let place = |from: usize, to: usize| range.start + from as u32..range.start + to as u32;
            if bytes[at].is_ascii_whitespace() {
                while at < bytes.len() && bytes[at].is_ascii_whitespace() {
                    at += 1;
                }
                if b.is_open() {
                    b.push_space(place(start, at));
                }
                continue;
            }
            self.ensure_open(b, place(start, start).start);
            if bytes[at] == b'&'
                && let Some((len, character)) = entity(&bytes[at..])
            {
                at += len;
                match character {
                    '\u{a0}' | '\n' | '\r' | '\t' | ' ' => b.push_space(place(start, at)),
                    _ => b.push(character.encode_utf8(&mut [0; 4]), place(start, at)),
                }
                continue;
            }
            at += 1;
            while at < bytes.len() && bytes[at] != b'&' && !bytes[at].is_ascii_whitespace() {
                at += 1;
            }
            b.push(&text[start..at], place(start, at));
        }
    }

    /// Opens the block that text at `start` belongs to.
    fn ensure_open(&mut self, b: &mut Builder<'_>, start: u32) {
        if b.is_open() {
            if let Some(row) = &mut self.row
                && !row.cell
            {
                row.cell = true;
                row.headers = false;
                b.begin_cell(start);
            }
            return;
        }
        match self.next {
            Next::Html | Next::Paragraph => {
                let kind =
                    if matches!(self.next, Next::Html) { BlockKind::Html } else { BlockKind::Paragraph };
                match self.lists.last() {
                    Some(list) if list.item.is_some() => {
                        b.open(BlockKind::Paragraph, start, list.item);
                    }
                    _ => b.open_paragraph(kind, start),
                }
            }
            Next::Term => {
                b.open(BlockKind::Term, start, None);
            }
            Next::Code => {
                b.open(BlockKind::Code, start, b.enclosing());
            }
            Next::Item(tag) => {
                let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
                let (ordered, lead) =
                    self.lists.last().map_or((false, None), |list| (list.ordered, list.lead));
                let item = b.open(BlockKind::ListItem { depth, ordered, task: None }, tag, lead);
                if let Some(list) = self.lists.last_mut() {
                    list.item = Some(item);
                }
                self.next = Next::Html;
            }
        }
    }

    fn tag(&mut self, b: &mut Builder<'_>, range: Range<u32>) {
        let source = b.source;
        let Some(tag) = source.get(range.start as usize..range.end as usize) else { return };
        let mut buffer = [0; 12];
        let (closing, name) = tag_name(tag, &mut buffer);
        let Range { start, end } = range;
        if self.row.is_some() || matches!(name, "table" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot") {
            if self.table_tag(b, name, closing, start, end) {
                return;
            }
            // Blocks inside a cell are parts of its text.
            if self.row.is_some() && is_block(name) {
                b.push_space(start..end);
                return;
            }
        }
        if is_placeholder(b, tag, name) {
            self.text(b, range);
            return;
        }
        match name {
            "blockquote" => {
                self.end_text(b, if closing { end } else { start });
                if !closing {
                    self.quotes += 1;
                    b.enter(Container::Quote, start);
                } else if self.quotes > 0 {
                    self.quotes -= 1;
                    b.leave(end);
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_text(b, if closing { end } else { start });
                self.next = Next::Html;
                if !closing {
                    b.open(BlockKind::Heading(name.as_bytes()[1] - b'0'), start, None);
                }
            }
            "p" | "dd" => {
                self.begin(b, if closing { Next::Html } else { Next::Paragraph }, closing, start, end)
            }
            "dt" | "caption" | "figcaption" => {
                self.begin(b, if closing { Next::Html } else { Next::Term }, closing, start, end);
            }
            "pre" => self.begin(b, if closing { Next::Html } else { Next::Code }, closing, start, end),
            "ul" | "ol" => {
                self.end_text(b, if closing { end } else { start });
                self.next = Next::Html;
                if closing {
                    self.lists.pop();
                } else {
                    let lead = self.lists.last().map_or_else(|| b.lead_in(), |list| list.item.or(list.lead));
                    self.lists.push(List { ordered: name == "ol", lead, item: None });
                }
            }
            "li" => {
                self.end_text(b, if closing { end } else { start });
                if let Some(list) = self.lists.last_mut() {
                    list.item = None;
                }
                self.next = if closing { Next::Html } else { Next::Item(start) };
            }
            "script" | "style" | "template" | "svg" if !closing && !tag.ends_with("/>") => {
                let which = SKIPPED.iter().position(|&skipped| skipped == name).unwrap_or_default();
                self.state = State::Skipped(which);
            }
            _ if is_block(name) => {
                self.end_text(b, if closing { end } else { start });
                if let Next::Paragraph | Next::Term | Next::Code = self.next {
                    self.next = Next::Html;
                }
            }
            "img" => {
                if alt_text(tag).is_some_and(|(from, to)| to > from) {
                    self.ensure_open(b, start);
                }
                self.inlines.tag(b, start..end);
            }
            _ => {
                if b.is_open() {
                    self.inlines.tag(b, start..end);
                } else if !closing && matches!(name, "a" | "b" | "strong" | "em" | "i" | "code") {
                    self.ensure_open(b, start);
                    self.inlines.tag(b, start..end);
                }
            }
        }
    }

    fn begin(&mut self, b: &mut Builder<'_>, next: Next, closing: bool, start: u32, end: u32) {
        self.end_text(b, if closing { end } else { start });
        // A paragraph that begins an item is the item.
        if !matches!(self.next, Next::Item(_)) || closing {
            self.next = next;
        }
    }

    /// Table structure; says whether the tag was of that kind.
    fn table_tag(&mut self, b: &mut Builder<'_>, name: &str, closing: bool, start: u32, end: u32) -> bool {
        let nested = self.table.as_ref().is_some_and(|table| table.nested > 0);
        match name {
            "table" if self.row.is_some() => {
                if let Some(table) = &mut self.table {
                    if !closing {
                        table.nested += 1;
                    } else if table.nested > 0 {
                        table.nested -= 1;
                    } else {
                        self.end_row(b, start, false);
                        self.table = None;
                    }
                }
                if self.row.is_some() {
                    b.push_space(start..end);
                }
            }
            "table" => {
                self.end_text(b, start);
                self.next = Next::Html;
                self.table = None;
                if !closing {
                    b.titles_before(start);
                    let lead = b.lead_in();
                    self.table = Some(Table { head: None, lead, rows: 0, in_head: false, nested: 0 });
                }
            }
            "thead" | "tbody" | "tfoot" if !nested => {
                if self.row.is_some() {
                    self.end_row(b, start, true);
                } else {
                    self.end_text(b, start);
                }
                if let Some(table) = &mut self.table {
                    table.in_head = name == "thead" && !closing;
                }
            }
            "tr" if !nested => {
                if self.row.is_some() {
                    self.end_row(b, if closing { end } else { start }, true);
                } else {
                    self.end_text(b, start);
                }
                if !closing {
                    self.open_row(b, start);
                }
            }
            "td" | "th" if !nested => {
                self.inlines.end_all(b);
                if let Some(row) = &mut self.row
                    && row.cell
                {
                    row.cell = false;
                    b.end_cell(start);
                }
                if !closing {
                    if self.row.is_none() {
                        self.end_text(b, start);
                        self.open_row(b, start);
                    }
                    if let Some(row) = &mut self.row {
                        row.cell = true;
                        row.headers &= name == "th";
                        b.begin_cell(end);
                    }
                }
            }
            "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" => b.push_space(start..end),
            _ => return false,
        }
        true
    }

    fn open_row(&mut self, b: &mut Builder<'_>, start: u32) {
        let table = self.table.get_or_insert_with(|| Table {
            head: None,
            lead: b.lead_in(),
            rows: 0,
            in_head: false,
            nested: 0,
        });
        b.open_row(start, table.lead);
        self.row = Some(Row { headers: true, cell: false });
    }

    /// `complete`: the row ended as a row does, and not because the HTML block did.
    fn end_row(&mut self, b: &mut Builder<'_>, end: u32, complete: bool) {
        let Some(row) = self.row.take() else { return };
        self.inlines.end_all(b);
        if row.cell {
            b.end_cell(end);
        }
        let Some(table) = &mut self.table else {
            b.close_row(end, false, None);
            return;
        };
        let is_head = table.head.is_none() && table.rows == 0 && (row.headers || table.in_head);
        // A row that a blank line cut off and that has no text yet is no row.
        let block = b.close_row(end, is_head || (!complete && table.rows == 0 && row.headers), table.head);
        if is_head {
            table.head = block;
        }
        table.rows += 1;
    }
}

/// Open inline elements of HTML (`<b>`, `<code>`, `<a>`), within one block.
#[derive(Default)]
pub(super) struct Inlines {
    open: Vec<(&'static str, Option<usize>, Option<usize>)>,
}

impl Inlines {
    /// Handles an inline tag: `<br>` is a space, an image its alternative text, marked runs are recorded; other tags
    /// say nothing. A block or cell must be open.
    pub(super) fn tag(&mut self, b: &mut Builder<'_>, range: Range<u32>) {
        let source = b.source;
        let Some(tag) = source.get(range.start as usize..range.end as usize) else { return };
        let mut buffer = [0; 12];
        let (closing, name) = tag_name(tag, &mut buffer);
        // What stands in place of a directive's fence is no tag in the source.
        if !tag.starts_with('<') {
            return;
        }
        if is_placeholder(b, tag, name) {
            b.push(tag, range);
            return;
        }
        let (name, kind) = match name {
            "b" => ("b", InlineKind::Strong),
            "strong" => ("strong", InlineKind::Strong),
            "i" => ("i", InlineKind::Emphasis),
            "em" => ("em", InlineKind::Emphasis),
            "code" => ("code", InlineKind::Code),
            "kbd" => ("kbd", InlineKind::Code),
            "s" => ("s", InlineKind::Strike),
            "del" => ("del", InlineKind::Strike),
            "strike" => ("strike", InlineKind::Strike),
            "a" => ("a", InlineKind::Link),
            "br" | "wbr" => {
                if name == "br" {
                    b.push_break(range);
                }
                return;
            }
            "img" => {
                let target = attribute(tag, "src").map_or("", |(from, to)| &tag[from..to]);
                let link = b.begin_link(target, range.clone(), true);
                if let Some((from, to)) = alt_text(tag) {
                    b.push(&tag[from..to], range.start + from as u32..range.start + to as u32);
                }
                b.end_link(link);
                return;
            }
            // Words on both sides of such tags are not one word.
            "p" | "div" | "li" | "hr" | "td" | "tr" => {
                b.push_space(range);
                return;
            }
            _ => return,
        };
        if closing {
            // A closing tag ends the innermost of its kind and what was left open in it; nesting is kept shallow.
            if let Some(index) = self.open.iter().rposition(|(open, ..)| *open == name) {
                self.end_from(b, index);
            }
        } else if self.open.len() < 16 {
            let link = match attribute(tag, "href") {
                Some((from, to)) if name == "a" => Some(b.begin_link(&tag[from..to], range, false)),
                _ => None,
            };
            let inline = (name != "a" || link.is_some()).then(|| b.begin_inline(kind));
            self.open.push((name, inline, link));
        }
    }

    /// Ends what is open; to be called when the block or cell ends.
    pub(super) fn end_all(&mut self, b: &mut Builder<'_>) {
        if !self.open.is_empty() {
            self.end_from(b, 0);
        }
    }

    fn end_from(&mut self, b: &mut Builder<'_>, index: usize) {
        for (_, inline, link) in self.open.drain(index..) {
            if let Some(inline) = inline {
                b.end_inline(inline);
            }
            if let Some(link) = link {
                b.end_link(link);
            }
        }
    }
}

/// Whether a tag is a closing one, and its name in lower case (cut off after the length of the longest known).
fn tag_name<'b>(tag: &str, buffer: &'b mut [u8; 12]) -> (bool, &'b str) {
    let rest = tag.strip_prefix('<').unwrap_or(tag);
    let (closing, rest) = match rest.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let mut len = 0;
    for byte in rest.bytes().take_while(u8::is_ascii_alphanumeric) {
        let Some(slot) = buffer.get_mut(len) else { return (closing, "") };
        *slot = byte.to_ascii_lowercase();
        len += 1;
    }
    (closing, std::str::from_utf8(&buffer[..len]).unwrap_or_default())
}

/// Elements that end a run of text.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "details"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "select"
            | "summary"
            | "textarea"
            | "title"
            | "ul"
    )
}

/// Whether a tag is no HTML but a place for the author to fill in, as `<company name>`: then it is text. Such a tag has
/// no attribute with a value, and nothing closes it.
fn is_placeholder(b: &mut Builder<'_>, tag: &str, name: &str) -> bool {
    if tag.starts_with("</") || tag.ends_with("/>") || tag.contains(['=', '"']) || tag.len() > 120 {
        return false;
    }
    let inner = tag.trim_matches(['<', '>']);
    let words = inner.get(name.len()..).unwrap_or_default();
    let mut flags = words.split_ascii_whitespace();
    let may_be = if is_element(name) {
        flags.clone().next().is_some()
            && !flags.any(|flag| FLAGS.iter().any(|known| flag.eq_ignore_ascii_case(known)))
    } else {
        true
    };
    let own_name = inner.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
    may_be && !b.has_closing_tag(own_name)
}

/// Attributes without a value.
const FLAGS: [&str; 16] = [
    "open", "checked", "disabled", "hidden", "controls", "required", "selected", "nowrap", "reversed",
    "async", "defer", "autoplay", "loop", "muted", "readonly", "compact",
];

/// Elements of HTML, but for those that are rare in documents and likelier a placeholder (`<title>`, `<address>`).
fn is_element(name: &str) -> bool {
    is_block(name) && !matches!(name, "address" | "title")
        || matches!(
            name,
            "a" | "abbr"
                | "acronym"
                | "area"
                | "audio"
                | "b"
                | "base"
                | "bdi"
                | "bdo"
                | "big"
                | "br"
                | "button"
                | "canvas"
                | "cite"
                | "code"
                | "col"
                | "colgroup"
                | "datalist"
                | "del"
                | "dfn"
                | "dialog"
                | "em"
                | "embed"
                | "font"
                | "i"
                | "iframe"
                | "img"
                | "input"
                | "ins"
                | "kbd"
                | "link"
                | "mark"
                | "meta"
                | "noscript"
                | "optgroup"
                | "picture"
                | "progress"
                | "q"
                | "rp"
                | "rt"
                | "ruby"
                | "s"
                | "samp"
                | "script"
                | "small"
                | "source"
                | "span"
                | "strike"
                | "strong"
                | "style"
                | "sub"
                | "sup"
                | "svg"
                | "table"
                | "tbody"
                | "td"
                | "template"
                | "tfoot"
                | "th"
                | "thead"
                | "tr"
                | "tt"
                | "u"
                | "var"
                | "video"
                | "wbr"
                | "path"
                | "g"
                | "rect"
                | "circle"
                | "line"
                | "text"
                | "param"
                | "object"
                | "search"
                | "hgroup"
                | "track"
        )
}

fn alt_text(tag: &str) -> Option<(usize, usize)> {
    attribute(tag, "alt")
}

/// The place of an attribute's value in a tag.
fn attribute(tag: &str, wanted: &str) -> Option<(usize, usize)> {
    let bytes = tag.as_bytes();
    let is_space = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
    let mut at = bytes.iter().position(u8::is_ascii_whitespace)?;
    loop {
        while is_space(at) || bytes.get(at) == Some(&b'/') {
            at += 1;
        }
        let name_at = at;
        while at < bytes.len() && !is_space(at) && !matches!(bytes[at], b'=' | b'>' | b'/') {
            at += 1;
        }
        if at == name_at {
            return None;
        }
        let found = bytes[name_at..at].eq_ignore_ascii_case(wanted.as_bytes());
        while is_space(at) {
            at += 1;
        }
        if bytes.get(at) != Some(&b'=') {
            if found {
                return None;
            }
            continue;
        }
        at += 1;
        while is_space(at) {
            at += 1;
        }
        let (from, to) = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => {
                let from = at + 1;
                let len = memchr(quote, bytes.get(from..)?)?;
                at = from + len + 1;
                (from, from + len)
            }
            _ => {
                let from = at;
                while at < bytes.len() && !is_space(at) && bytes[at] != b'>' {
                    at += 1;
                }
                (from, at)
            }
        };
        if found {
            return Some((from, to));
        }
    }
}

/// The entity at the start of the bytes: its length and character. Only common names are known.
fn entity(bytes: &[u8]) -> Option<(usize, char)> {
    let end = bytes.iter().take(12).position(|&byte| byte == b';')?;
    let name = std::str::from_utf8(bytes.get(1..end)?).ok()?;
    let character = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|&c| c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        None => match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => '\u{a0}',
            "ndash" => '–',
            "mdash" => '—',
            "hellip" => '…',
            "lsquo" => '‘',
            "rsquo" => '’',
            "ldquo" => '“',
            "rdquo" => '”',
            "laquo" => '«',
            "raquo" => '»',
            "bull" => '•',
            "middot" => '·',
            "copy" => '©',
            "reg" => '®',
            "trade" => '™',
            "sect" => '§',
            "deg" => '°',
            "plusmn" => '±',
            "micro" => 'µ',
            "times" => '×',
            "le" => '≤',
            "ge" => '≥',
            "ne" => '≠',
            "larr" => '←',
            "rarr" => '→',
            "euro" => '€',
            "check" => '✓',
            "auml" => 'ä',
            "ouml" => 'ö',
            "uuml" => 'ü',
            "Auml" => 'Ä',
            "Ouml" => 'Ö',
            "Uuml" => 'Ü',
            "szlig" => 'ß',
            "eacute" => 'é',
            "egrave" => 'è',
            _ => return None,
        },
    };
    Some((end + 1, character))
}

#[cfg(test)]
mod tests {
    use super::super::outline::{assert_outline, document};

    #[test]
    fn headings_paragraphs_and_lists() {
        assert_outline(
            "<h2>Use &amp; <i>care</i></h2>\n<p>One<br>two\n  three &lt;4&#8805;</p>\n<ul>\n<li>a<ol><li>b</ol>\n<li><p>c</p><p>d</p>\n</ul>\n",
            "h2 Use & care\np One two three <4≥\n- a <- One two three <4≥\n  1. b <- a\n- c <- One two three <4≥\np d <- c",
        );
    }

    #[test]
    fn tables() {
        assert_outline(
            "Ports:\n\n<table>\n<tr><th>Port</th><th>Use</th></tr>\n<tr><td>22<td><p>SSH</p><ul><li>in</li></ul>\n<tr><td></td><td></td></tr>\n</table>\n",
            "p Ports:\nth Port | Use <- Ports:\ntr 22 | SSH in <- Ports: ^ Port | Use\ntr | <- Ports: ^ Port | Use",
        );
        assert_outline(
            "<table><thead><tr><td>A</td></tr></thead><tr><th>k</th><td>v</td></tr></table>",
            "th A\ntr k | v ^ A",
        );
        assert_outline("<table><tr><th>Owner</th><td>Bob</td></tr></table>", "tr Owner | Bob");
    }

    #[test]
    fn a_table_may_have_blank_lines() {
        assert_outline(
            "<table>\n<tr><th>A</th></tr>\n\n<tr><td>1</td></tr>\n</table>\n\n<table><tr><td>2</td></tr></table>",
            "th A\ntr 1 ^ A\ntr 2",
        );
    }

    #[test]
    fn wrappers_are_transparent() {
        assert_outline(
            "<details><summary>More</summary>\n\n**Bold** text\n\n<div align=\"center\">\n<b>x</b> y\n</div>\n</details>\n",
            "html More\np Bold text\nhtml x y",
        );
        assert_outline("<blockquote>Said</blockquote>\n\nOwn.\n", "> html Said\np Own.");
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        assert_outline(
            "<script>\nlet a = '<p>no</p>';\n</script>\n\n<style>p { }</style>\n<p>yes</p>",
            "p yes",
        );
        assert_outline(
            "<div><!-- hidden --><img src='a.png' alt='Picture of it'></div>",
            "comment hidden\nhtml Picture of it",
        );
        let doc = document("<p><a href='x.md'>There</a></p>");
        assert_eq!((doc.links[0].target.as_str(), doc.text_at(&doc.links[0].text)), ("x.md", "There"));
    }

    #[test]
    fn broken_html_is_read_as_far_as_it_goes() {
        assert_outline("<p>a <b\n", "p a");
        assert_outline("<p>a < b & c &x; <3</p>", "p a < b & c &x; <3");
        assert_outline("<div></td></tr></table></ul></li>x", "html x");
        assert_outline("<td>alone", "tr alone");
        assert_outline("<!-->\nvisible", "comment\np visible");
    }
}
