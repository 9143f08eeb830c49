//! Plain text, and markup that is close to it (reStructuredText, AsciiDoc, text exported from office documents).
//!
//! Lines are read for what they look like: numbered, underlined and capital headings, bullets, rows with pipes or tabs,
//! directives, paragraphs. Inline markup is left as it is. HTML files are read for their text.

use std::ops::Range;

use super::BlockKind;
use super::builder::{Builder, Container};
use super::html::HtmlReader;
use super::search::{memchr_iter, memchr2_iter};

/// Longest line that can be a heading, in bytes.
const LONGEST_HEADING: usize = 100;

/// Most columns of a table that is laid out by place.
const MOST_COLUMNS: usize = 64;

/// Reads the source from `body` on; the path tells dialects apart.
pub(super) fn read(b: &mut Builder<'_>, body: usize, path: &str) {
    let source = b.source;
    let text = source.get(body..).unwrap_or_default();
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    if matches!(extension.as_str(), "html" | "htm" | "xhtml") || is_html(text) {
        let mut html = HtmlReader::default();
        let end = source.len() as u32;
        html.feed(b, body as u32..end);
        html.end_block(b, end);
        return;
    }
    let mut reader = Reader {
        b,
        lines: split_lines(text, body),
        rst: extension == "rst",
        adoc: matches!(extension.as_str(), "adoc" | "asciidoc"),
        lists: Vec::new(),
        directives: Vec::new(),
        styles: Vec::new(),
    };
    let mut at = 0;
    while at < reader.lines.len() {
        // Each step takes at least one line.
        at = reader.step(at).max(at + 1);
    }
    reader.leave_all();
}

fn is_html(text: &str) -> bool {
    let start = text.trim_ascii_start().as_bytes();
    [&b"<!doctype html"[..], b"<html"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag)))
}

fn split_lines(text: &str, base: usize) -> Vec<(u32, u32)> {
    let mut lines = Vec::with_capacity(text.len() / 48 + 1);
    let bytes = text.as_bytes();
    let mut start = 0;
    for end in memchr2_iter(b'\n', b'\r', bytes) {
        if end < start {
            continue;
        }
        lines.push(((base + start) as u32, (base + end) as u32));
        start = end + if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
    }
    if start < bytes.len() {
        lines.push(((base + start) as u32, (base + bytes.len()) as u32));
    }
    lines
}

struct Reader<'b, 's> {
    b: &'b mut Builder<'s>,
    /// Lines without line ends, as places in the source.
    lines: Vec<(u32, u32)>,
    rst: bool,
    adoc: bool,
    /// Indent and numbering of open lists; each has an open item.
    lists: Vec<(usize, bool)>,
    /// Indent of open directives.
    directives: Vec<usize>,
    /// Heading underlines in the order they were first seen; the order gives the level.
    styles: Vec<(u8, bool)>,
}

impl<'s> Reader<'_, 's> {
    fn line(&self, at: usize) -> &'s str {
        let source = self.b.source;
        self.lines
            .get(at)
            .and_then(|&(start, end)| source.get(start as usize..end as usize))
            .unwrap_or_default()
    }

    fn start(&self, at: usize) -> u32 {
        self.lines.get(at).map_or(self.b.source.len() as u32, |line| line.0)
    }

    fn end(&self, at: usize) -> u32 {
        self.lines.get(at).map_or(self.b.source.len() as u32, |line| line.1)
    }

    fn is_blank(&self, at: usize) -> bool {
        at >= self.lines.len() || self.line(at).trim().is_empty()
    }

    fn blank_before(&self, at: usize) -> bool {
        at == 0 || self.is_blank(at - 1)
    }

    /// The place of a part of line `at`.
    fn place(&self, at: usize, part: &str) -> Range<u32> {
        let line = self.line(at);
        // The part is a slice of the line.
        let offset = (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize).min(line.len());
        let start = self.start(at) + offset as u32;
        start..start + part.len() as u32
    }

    /// Reads what begins at line `at`; returns the line after it.
    fn step(&mut self, at: usize) -> usize {
        let line = self.line(at);
        let text = line.trim();
        if text.is_empty() {
            return at + 1;
        }
        let indent = line.len() - line.trim_start().len();
        self.dedent(indent, item_marker(text).is_some());
        if let Some(next) = self.heading(at, text) {
            return next;
        }
        if let Some(next) = self.table(at, text) {
            return next;
        }
        if self.rst
            && let Some(next) = self.directive(at, text, indent)
        {
            return next;
        }
        if is_drawing(text) {
            return self.drawing(at);
        }
        if is_rule(text) {
            return at + 1;
        }
        if let Some(marker) = item_marker(text) {
            return self.item(at, indent, &marker);
        }
        self.paragraph(at, text)
    }

    /// Leaves lists and directives that a line with this indent does not belong to.
    fn dedent(&mut self, indent: usize, is_item: bool) {
        let start = self.b.source.len() as u32;
        while let Some(&(list, _)) = self.lists.last() {
            if indent > list || (is_item && indent == list) {
                break;
            }
            self.b.leave(start);
            self.b.leave(start);
            self.lists.pop();
        }
        while self.lists.is_empty()
            && let Some(&directive) = self.directives.last()
            && indent <= directive
        {
            self.b.leave(start);
            self.directives.pop();
        }
    }

    fn leave_all(&mut self) {
        self.dedent(0, false);
        while self.lists.pop().is_some() {
            let end = self.b.source.len() as u32;
            self.b.leave(end);
            self.b.leave(end);
        }
    }

    // Headings

    fn heading(&mut self, at: usize, text: &'s str) -> Option<usize> {
        if text.len() > LONGEST_HEADING * 2 {
            return None;
        }
        // Line, text, line.
        if let Some(style) = underline(text)
            && !self.is_blank(at + 1)
            && underline(self.line(at + 1).trim()).is_none()
            && underline(self.line(at + 2).trim()) == Some(style)
            && self.line(at + 1).trim().len() <= LONGEST_HEADING * 2
        {
            let level = self.style_level((style, true));
            self.push_heading(at, at + 1, at + 2, level, self.line(at + 1).trim());
            return Some(at + 3);
        }
        // Text, line.
        let before = self.blank_before(at) || at == 0;
        if before
            && underline(text).is_none()
            && item_marker(text).is_none_or(|marker| marker.ordered)
            && let Some(style) = underline(self.line(at + 1).trim())
            && self.line(at + 1).trim().len() * 2 >= text.chars().count()
            && !text.starts_with(['|', '+'])
            && !text.starts_with(".. ")
        {
            let level = self.style_level((style, false));
            self.push_heading(at, at, at + 1, level, text);
            return Some(at + 2);
        }
        let marker = if self.adoc { b'=' } else { b'#' };
        let marks = text.bytes().take_while(|&byte| byte == marker).count();
        if !self.rst && (1..=6).contains(&marks) && text[marks..].starts_with([' ', '\t']) {
            let title = text[marks..].trim().trim_end_matches(char::from(marker)).trim_end();
            if !title.is_empty() {
                self.push_heading(at, at, at, marks as u8, title);
                return Some(at + 1);
            }
        }
        if text.len() > LONGEST_HEADING
            || !before
            || !self.is_blank(at + 1)
            || text.ends_with(['.', ';', ',', '!', '?'])
        {
            return None;
        }
        let level = match section_number(text) {
            Some((parts, title)) => {
                let starts_well =
                    title.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic() && c != '-');
                let words = title.split_whitespace().count();
                if !starts_well || words > 12 || (parts == 1 && self.is_numbered_list(at, text)) {
                    return None;
                }
                parts.min(6)
            }
            None if is_capitals(text) && item_marker(text).is_none() && !text.contains(['|', '\t']) => 1,
            None => return None,
        };
        self.push_heading(at, at, at, level, text);
        Some(at + 1)
    }

    /// Whether the next line with text has the next number: then `1. Something` is an item and no heading.
    fn is_numbered_list(&self, at: usize, text: &str) -> bool {
        let number = |text: &str| {
            text.bytes()
                .take(6)
                .take_while(u8::is_ascii_digit)
                .fold(0u32, |n, d| n * 10 + u32::from(d - b'0'))
        };
        let next = (at + 1..self.lines.len()).take(8).find(|&at| !self.is_blank(at));
        let previous = (at.saturating_sub(8)..at).rev().find(|&at| !self.is_blank(at));
        let own = number(text);
        let is_sibling = |at: Option<usize>, wanted: Option<u32>| {
            let line = at.map_or("", |at| self.line(at).trim());
            wanted.is_some_and(|wanted| wanted > 0 && number(line) == wanted)
                && section_number(line).is_some_and(|(parts, _)| parts == 1)
        };
        is_sibling(next, own.checked_add(1)) || is_sibling(previous, own.checked_sub(1))
    }

    fn style_level(&mut self, style: (u8, bool)) -> u8 {
        let found = self.styles.iter().position(|&known| known == style).unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        (found + 1).min(6) as u8
    }

    fn push_heading(&mut self, first: usize, line: usize, last: usize, level: u8, title: &str) {
        self.leave_all();
        let place = self.place(line, title);
        let (start, end) = (self.start(first), self.end(last));
        self.b.open(BlockKind::Heading(level), start, None);
        self.b.push(title, place);
        self.b.close(end);
    }

    // Tables

    fn table(&mut self, at: usize, text: &str) -> Option<usize> {
        if is_grid_border(text) {
            return Some(self.grid_table(at));
        }
        if self.rst && columns_border(text) && !self.is_blank(at + 1) {
            return self.simple_table(at);
        }
        let cells = row_separator(text)?;
        let next = self.line(at + 1).trim();
        let alone = row_separator(next) != Some(cells) && !is_pipe_border(next);
        let previous_is_row = at > 0 && row_separator(self.line(at - 1).trim()) == Some(cells);
        if alone && !previous_is_row && separators(text, cells) < 2 {
            return None;
        }
        let lead = self.b.lead_in();
        let mut head = None;
        let mut row = at;
        while !self.is_blank(row) {
            let text = self.line(row).trim();
            if is_pipe_border(text) {
                row += 1;
                continue;
            }
            if row_separator(text) != Some(cells) {
                break;
            }
            let is_head = row == at && cells == '|' && is_pipe_border(self.line(row + 1).trim());
            let block = self.row(row..row + 1, cells, lead, is_head, head);
            if is_head {
                head = block;
            }
            row += 1;
        }
        Some(row)
    }

    /// A row made of lines whose cells continue each other.
    fn row(
        &mut self,
        lines: Range<usize>,
        separator: char,
        lead: Option<u32>,
        is_head: bool,
        head: Option<u32>,
    ) -> Option<u32> {
        self.b.open_row(self.start(lines.start), lead);
        let columns = lines.clone().map(|at| cells_of(self.line(at), separator).count()).max().unwrap_or(0);
        if lines.len() == 1 {
            for cell in cells_of(self.line(lines.start), separator) {
                let place = self.place(lines.start, cell);
                self.b.begin_cell(place.start);
                self.b.push(cell.trim(), self.place(lines.start, cell.trim()));
                self.b.end_cell(place.end);
            }
        } else {
            // Few lines make a row, and columns are few: the square does not matter, but is bounded anyway.
            for column in 0..columns.min(MOST_COLUMNS) {
                let mut begun = false;
                for at in lines.clone().take(256) {
                    let Some(cell) = cells_of(self.line(at), separator).nth(column) else { continue };
                    let place = self.place(at, cell.trim());
                    if !begun {
                        self.b.begin_cell(place.start);
                        begun = true;
                    }
                    self.b.push_space(place.start..place.start);
                    self.b.push(cell.trim(), place.clone());
                }
                let end = self.end(lines.end - 1);
                self.b.end_cell(end);
            }
        }
        self.b.close_row(self.end(lines.end - 1), is_head, head)
    }

    /// `+---+---+` with rows between the borders.
    fn grid_table(&mut self, at: usize) -> usize {
        let lead = self.b.lead_in();
        let mut head = None;
        let mut row = at + 1;
        let mut first = row;
        while row < self.lines.len() {
            let text = self.line(row).trim();
            let is_border = is_grid_border(text);
            if !is_border && text.starts_with('|') {
                row += 1;
                continue;
            }
            if first < row {
                let is_head = is_border && text.contains('=');
                let block = self.row(first..row, '|', lead, is_head, head);
                if is_head {
                    head = block;
                }
            }
            if !is_border {
                return row;
            }
            row += 1;
            first = row;
        }
        if first < row {
            self.row(first..row, '|', lead, false, head);
        }
        row
    }

    /// `===  ===` above and below, columns by place.
    fn simple_table(&mut self, at: usize) -> Option<usize> {
        let border = self.line(at);
        let columns: Vec<usize> = border
            .char_indices()
            .filter(|&(index, c)| c != ' ' && (index == 0 || border.as_bytes()[index - 1] == b' '))
            .map(|(index, _)| index)
            .take(MOST_COLUMNS)
            .collect();
        let end = (at + 1..self.lines.len())
            .find(|&row| columns_border(self.line(row).trim()) || self.is_blank(row))?;
        let has_head = columns_border(self.line(end).trim()) && !self.is_blank(end + 1);
        let lead = self.b.lead_in();
        let mut head = None;
        let mut row = at + 1;
        while row < self.lines.len() && !self.is_blank(row) {
            if !columns_border(self.line(row).trim()) {
                let is_head = has_head && row + 1 == end;
                let block = self.column_row(row, &columns, lead, is_head, head);
                if is_head {
                    head = block;
                }
            }
            row += 1;
        }
        Some(row)
    }

    fn column_row(
        &mut self,
        at: usize,
        columns: &[usize],
        lead: Option<u32>,
        is_head: bool,
        head: Option<u32>,
    ) -> Option<u32> {
        let line = self.line(at);
        let column_at = |column: usize| {
            columns
                .get(column)
                .map_or(line.len(), |&start| line.char_indices().nth(start).map_or(line.len(), |(at, _)| at))
        };
        self.b.open_row(self.start(at), lead);
        for column in 0..columns.len() {
            let cell = line.get(column_at(column)..column_at(column + 1)).unwrap_or_default().trim();
            let place = if cell.is_empty() { self.end(at)..self.end(at) } else { self.place(at, cell) };
            self.b.begin_cell(place.start);
            self.b.push(cell, place.clone());
            self.b.end_cell(place.end);
        }
        self.b.close_row(self.end(at), is_head, head)
    }

    // Directives of reStructuredText

    fn directive(&mut self, at: usize, text: &'s str, indent: usize) -> Option<usize> {
        let rest = text.strip_prefix("..").filter(|rest| rest.is_empty() || rest.starts_with(' '))?.trim();
        if rest.starts_with('_') && rest.ends_with(':') || rest.starts_with('|') {
            return Some(self.indented_end(at + 1, indent));
        }
        let Some((name, argument)) = rest.split_once("::").filter(|(name, _)| is_directive_name(name)) else {
            let end = self.indented_end(at + 1, indent);
            if rest.starts_with('[') {
                let text = rest.split_once(']').map_or(rest, |(_, text)| text).trim();
                self.b.open(BlockKind::Footnote, self.start(at), None);
                self.b.push(text, self.place(at, text));
            } else {
                self.b.open(BlockKind::Comment, self.start(at), None);
                self.b.push(rest, self.place(at, rest));
            }
            self.push_lines(at + 1..end);
            self.b.close(self.end(end - 1));
            return Some(end);
        };
        let argument = argument.trim();
        let label = self.place(at, name);
        let mut next = at + 1;
        while !self.is_blank(next) && is_option(self.line(next).trim()) && self.indent(next) > indent {
            next += 1;
        }
        let diagram = matches!(name, "mermaid" | "uml" | "plantuml" | "graphviz" | "digraph" | "graph");
        if diagram
            || matches!(
                name,
                "code" | "code-block" | "sourcecode" | "literalinclude" | "parsed-literal" | "raw" | "math"
            )
        {
            let end = self.indented_end(next, indent);
            self.b.open(if diagram { BlockKind::Diagram } else { BlockKind::Code }, self.start(at), None);
            self.b.set_label(label);
            self.push_lines(next..end);
            self.b.close(self.end(end - 1));
            return Some(end);
        }
        self.b.enter(Container::Alert(Some(label)), self.start(at));
        self.directives.push(indent);
        let is_text = matches!(
            name,
            "note"
                | "warning"
                | "attention"
                | "caution"
                | "danger"
                | "error"
                | "hint"
                | "important"
                | "tip"
                | "seealso"
                | "todo"
        );
        if !argument.is_empty() && !matches!(name, "image" | "figure" | "include" | "toctree" | "contents") {
            let start = self.start(at);
            if is_text {
                self.b.open_paragraph(BlockKind::Paragraph, start);
            } else {
                self.b.open(BlockKind::Term, start, None);
            }
            self.b.push(argument, self.place(at, argument));
            let mut end = next;
            if is_text {
                while !self.is_blank(end) && self.indent(end) > indent {
                    end += 1;
                }
                self.push_lines(next..end);
            }
            self.b.close(self.end(end - 1));
            return Some(end);
        }
        Some(next)
    }

    fn indent(&self, at: usize) -> usize {
        let line = self.line(at);
        line.len() - line.trim_start().len()
    }

    /// The line after an indented part: blank lines belong to it if more of it follows.
    fn indented_end(&self, from: usize, indent: usize) -> usize {
        let mut end = from;
        let mut at = from;
        while at < self.lines.len() {
            if !self.is_blank(at) {
                if self.indent(at) <= indent {
                    break;
                }
                end = at + 1;
            }
            at += 1;
        }
        end
    }

    fn push_lines(&mut self, lines: Range<usize>) {
        for at in lines {
            let text = self.line(at).trim();
            let place = self.place(at, text);
            self.b.push_space(self.start(at)..self.start(at));
            self.b.push(text, place);
        }
    }

    // Text

    fn drawing(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        while !self.is_blank(end) && is_drawing(self.line(end).trim()) {
            end += 1;
        }
        self.b.open(BlockKind::Diagram, self.start(at), None);
        self.push_lines(at..end);
        self.b.close(self.end(end - 1));
        end
    }

    fn item(&mut self, at: usize, indent: usize, marker: &Marker) -> usize {
        let start = self.start(at) + indent as u32;
        match self.lists.last() {
            Some(&(list, ordered)) if list == indent && ordered == marker.ordered => self.b.leave(start),
            Some(&(list, _)) if list == indent => {
                self.b.leave(start);
                self.b.leave(start);
                self.lists.pop();
                self.b.enter(Container::List { ordered: marker.ordered }, start);
                self.lists.push((indent, marker.ordered));
            }
            _ => {
                self.b.enter(Container::List { ordered: marker.ordered }, start);
                self.lists.push((indent, marker.ordered));
            }
        }
        self.b.enter(Container::Item, start);
        let line = self.line(at);
        let mut text = line[indent..].get(marker.len..).unwrap_or_default().trim();
        for (mark, checked) in [("[ ] ", false), ("[x] ", true), ("[X] ", true)] {
            if let Some(rest) = text.strip_prefix(mark) {
                self.b.set_task(checked);
                text = rest.trim_start();
            }
        }
        self.b.open_paragraph(BlockKind::Paragraph, start);
        self.b.push(text, self.place(at, text));
        let mut end = at + 1;
        while !self.is_blank(end) && self.indent(end) > indent && self.continues(end) {
            end += 1;
        }
        self.push_lines(at + 1..end);
        self.b.close(self.end(end - 1));
        end
    }

    /// Whether a line goes on with the paragraph or item before it.
    fn continues(&self, at: usize) -> bool {
        let text = self.line(at).trim();
        let starts_list = item_marker(text).is_some_and(|marker| !marker.ordered || marker.first);
        let starts_heading = match (self.rst, self.adoc) {
            (true, _) => false,
            (_, true) => text.starts_with("=="),
            _ => text.starts_with('#') && text.trim_start_matches('#').starts_with(' '),
        };
        let starts_table = row_separator(text).is_some() || is_grid_border(text);
        let starts_directive = self.rst && text.starts_with(".. ");
        let starts_other = starts_list || starts_heading || starts_table || starts_directive;
        !starts_other && underline(text).is_none() && !is_drawing(text)
    }

    fn paragraph(&mut self, at: usize, text: &'s str) -> usize {
        let indent = self.indent(at);
        let mut end = at + 1;
        let list = self.lists.last().map(|&(list, _)| list);
        while !self.is_blank(end) && self.continues(end) && list.is_none_or(|list| self.indent(end) > list) {
            end += 1;
        }
        let start = self.start(at);
        self.b.open_paragraph(BlockKind::Paragraph, start);
        self.b.push(text, self.place(at, text));
        self.push_lines(at + 1..end);
        self.b.close(self.end(end - 1));
        if self.rst && self.line(end - 1).trim_end().ends_with("::") {
            let code = (end..self.lines.len()).find(|&at| !self.is_blank(at)).unwrap_or(end);
            let code_end = self.indented_end(code, indent);
            if code_end > code {
                self.b.open(BlockKind::Code, self.start(code), None);
                self.push_lines(code..code_end);
                self.b.close(self.end(code_end - 1));
                return code_end;
            }
        }
        end
    }
}

struct Marker {
    /// Length with the white space after it.
    len: usize,
    ordered: bool,
    /// The first number or letter of a list.
    first: bool,
}

/// The marker of a list item a text begins with.
fn item_marker(text: &str) -> Option<Marker> {
    const BULLETS: [&str; 10] = ["-", "*", "+", "•", "–", "◦", "▪", "·", "●", "\u{f0b7}"];
    for bullet in BULLETS {
        if let Some(rest) = text.strip_prefix(bullet)
            && rest.starts_with([' ', '\t'])
            && !rest.trim().is_empty()
        {
            return Some(Marker { len: bullet.len() + 1, ordered: false, first: true });
        }
    }
    let (open, rest) = match text.strip_prefix('(') {
        Some(rest) => (1, rest),
        None => (0, text),
    };
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let letters = usize::from(digits == 0 && rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    let len = digits + letters;
    let number = rest.get(..len)?;
    let after = rest.as_bytes().get(len)?;
    let fits = match after {
        b'.' => digits > 0 && open == 0,
        b')' => len > 0,
        _ => false,
    };
    let follows =
        rest.get(len + 1..).is_some_and(|rest| rest.starts_with([' ', '\t']) && !rest.trim().is_empty());
    (digits < 4 && fits && follows).then(|| Marker {
        len: open + len + 2,
        ordered: true,
        first: matches!(number, "1" | "a" | "A" | "i"),
    })
}

/// The number of parts of a section number (`3.2` has 2) and the title after it.
fn section_number(text: &str) -> Option<(u8, &str)> {
    let len = text.bytes().take(24).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let number = text[..len].trim_end_matches('.');
    let title = text[len..].strip_prefix([' ', '\t'])?.trim();
    let parts = number.split('.').count();
    let fits = number.split('.').all(|part| (1..=3).contains(&part.len()));
    (fits && !title.is_empty() && title.contains(|c: char| c.is_alphabetic()))
        .then_some((parts.min(255) as u8, title))
}

/// The character of a line that is nothing but one punctuation character, at least three times.
fn underline(text: &str) -> Option<u8> {
    let bytes = text.as_bytes();
    let &first = bytes.first()?;
    (bytes.len() >= 3 && b"=-~^*+\"'`:.#_".contains(&first) && bytes.iter().all(|&byte| byte == first))
        .then_some(first)
}

fn is_rule(text: &str) -> bool {
    underline(text).is_some()
        || (text.len() >= 3
            && text.chars().all(|c| matches!(c, '─' | '━' | '═' | '—' | '_' | '-' | '=' | '*' | ' ')))
}

fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4
        && !text.contains(char::is_lowercase)
        && text.split_whitespace().count() <= 10
        && text.len() <= 70
}

/// Box drawing characters, as in a picture made of text.
fn is_drawing(text: &str) -> bool {
    let mut characters = text.chars().filter(|c| !c.is_whitespace()).take(64);
    let is_box = |c: char| ('\u{2500}'..='\u{259f}').contains(&c);
    characters.next().is_some_and(is_box) && !is_rule(text)
        || text.chars().take(200).filter(|&c| is_box(c)).count() >= 3
}

fn is_grid_border(text: &str) -> bool {
    text.len() >= 5
        && text.starts_with("+")
        && text.ends_with('+')
        && text.bytes().all(|byte| b"+-=".contains(&byte))
        && text.bytes().any(|byte| byte != b'+')
}

fn is_pipe_border(text: &str) -> bool {
    text.contains('|') && text.contains('-') && text.bytes().all(|byte| b"|-: +".contains(&byte))
}

/// A border of a simple table of reStructuredText: at least two runs of `=`.
fn columns_border(text: &str) -> bool {
    text.contains(' ') && text.len() >= 5 && text.bytes().all(|byte| byte == b'=' || byte == b' ')
}

/// What separates the cells of a line, if it looks like a row.
fn row_separator(text: &str) -> Option<char> {
    if separators(text, '|') >= 1 && (text.starts_with('|') || text.contains(" | ")) {
        return Some('|');
    }
    (separators(text, '\t') >= 1).then_some('\t')
}

fn separators(text: &str, separator: char) -> usize {
    let inner = text.trim_matches(separator);
    memchr_iter(separator as u8, inner.as_bytes()).take(8).count()
        + if text.starts_with('|') && separator == '|' { 1 } else { 0 }
}

/// The cells of a line, with white space around them.
fn cells_of(line: &str, separator: char) -> impl Iterator<Item = &str> {
    let text = if separator == '|' {
        let text = line.trim();
        let text = text.strip_prefix('|').unwrap_or(text);
        text.strip_suffix('|').unwrap_or(text)
    } else {
        line
    };
    text.split(separator)
}

fn is_directive_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:+.".contains(&byte))
}

/// `:option:` or `:option: value`.
fn is_option(text: &str) -> bool {
    text.strip_prefix(':')
        .and_then(|rest| rest.split_once(':'))
        .is_some_and(|(name, _)| is_directive_name(name))
}

#[cfg(test)]
mod tests {
    use super::super::outline::{assert_outline_of, outline_of};

    fn assert_text(source: &str, expected: &str) {
        assert_outline_of("a.txt", source, expected);
    }

    #[test]
    fn numbered_headings() {
        assert_text(
            "1. Scope\n\nThis is it.\n\n1.2 Users and roles\n\nText\n\n2.1 The device shall log events.\n",
            "h1 1. Scope\np This is it.\nh2 1.2 Users and roles\np Text\np 2.1 The device shall log events.",
        );
        assert_text("1. First\n\n2. Second\n\n3. Third\n", "1. First\n1. Second\n1. Third");
    }

    #[test]
    fn underlined_and_capital_headings() {
        assert_text("Title\n=====\n\nPart\n----\nText\nmore\n", "h1 Title\nh2 Part\np Text more");
        assert_text("SECURITY PLAN\n\nText in SHORT.\n\nUSB\n", "h1 SECURITY PLAN\np Text in SHORT.\np USB");
        assert_outline_of("a.adoc", "= Title\n\n== Part\nText\n", "h1 Title\nh2 Part\np Text");
    }

    #[test]
    fn bullets() {
        assert_text(
            "It covers:\n- one\n  goes on\n  * inner\n• two\n\n  later\nAfter\n",
            "p It covers:\n- one goes on <- It covers:\n  - inner <- one goes on\n- two <- It covers:\np later <- two\np After",
        );
        assert_text("a) x\nb) y\n", "1. x\n1. y");
        assert_text("- [ ] open\n- [x] done\n", "- [ ] open\n- [x] done");
    }

    #[test]
    fn rows() {
        assert_text(
            "Ports:\n| Port | Use |\n| 22 | SSH |\n",
            "p Ports:\ntr Port | Use <- Ports:\ntr 22 | SSH <- Ports:",
        );
        assert_text("Port\tUse\n22\tSSH\n", "tr Port | Use\ntr 22 | SSH");
        assert_text("| A | B |\n|---|---|\n| 1 | 2 |\n", "th A | B\ntr 1 | 2 ^ A | B");
        assert_outline_of(
            "a.rst",
            "+---+-----+\n| A | B   |\n+===+=====+\n| 1 | two |\n|   | go  |\n+---+-----+\n",
            "th A | B\ntr 1 | two go ^ A | B",
        );
        assert_outline_of(
            "a.rst",
            "===  ===\nA    B\n===  ===\n1    2\n===  ===\n\nEnd\n",
            "th A | B\ntr 1 | 2 ^ A | B\np End",
        );
    }

    #[test]
    fn restructured_text() {
        assert_outline_of(
            "a.rst",
            ".. comment\n   of two lines\n\n====\nPlan\n====\n\n.. _target:\n\n.. note:: Keep\n   this\n\n.. code-block:: c\n\n   int x;\n\nLike so::\n\n  x\n\nEnd\n",
            "comment comment of two lines\nh1 Plan\np(note) Keep this\ncode(code-block) int x;\np Like so::\ncode x\np End",
        );
        assert_outline_of("a.rst", ".. warning::\n   :class: x\n\n   Hot\n\nEnd\n", "p(warning) Hot\np End");
    }

    #[test]
    fn html_files_are_read_for_their_text() {
        assert_outline_of(
            "a.html",
            "<html><head><title>T</title></head><body><h1>A</h1><p>b</p></body>",
            "html T\nh1 A\np b",
        );
    }

    #[test]
    fn line_ends_do_not_matter() {
        let source = "TITLE HERE\n\n- a\n  b\n\nx | y | z\n1 | 2 | 3\n\n2.1 Part\n\nText\nmore\n";
        let expected = outline_of("a.txt", source);
        assert_eq!(outline_of("a.txt", &source.replace('\n', "\r\n")), expected);
        assert_eq!(outline_of("a.txt", &source.replace('\n', "\r")), expected);
    }
}
