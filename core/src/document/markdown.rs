//! Markdown: CommonMark with the extensions that documentation repositories use.
//!
//! One pass over the events of pulldown-cmark. Text goes straight into the builder; nothing is allocated per event and
//! nothing recurses, so deep nesting and long lines cost what they weigh.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::builder::{Builder, Container};
use super::html::{HtmlReader, Inlines};
use super::search::{memchr_iter, memchr2};
use super::{BlockId, BlockKind, InlineKind, directives};

/// Heading attributes are not among them: pulldown-cmark would take `{device}` in a heading for one. See
/// `Builder::close`.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM);

/// Definition lists are read only where a colon and a space begin a line and no line begins with a colon and something
/// else: pulldown-cmark would make a definition of `:warning: Keep out` below a line of text.
fn options_for(view: &str) -> Options {
    let bytes = view.as_bytes();
    let mut found = false;
    for at in memchr_iter(b':', bytes) {
        let before = bytes.get(..at).unwrap_or_default();
        let indent = before.iter().rev().take(4).take_while(|&&byte| byte == b' ').count();
        if indent > 3 || !matches!(before.iter().nth_back(indent), Some(b'\n' | b'\r')) {
            continue;
        }
        match bytes.get(at + 1) {
            Some(b' ' | b'\t') => found = true,
            Some(b'\r' | b'\n') | None => {}
            Some(_) => return OPTIONS,
        }
    }
    if found { OPTIONS.union(Options::ENABLE_DEFINITION_LIST) } else { OPTIONS }
}

/// Reads the source from `body` on.
pub(super) fn read(b: &mut Builder<'_>, body: usize) {
    let source = b.source;
    let masked = directives::mask(source, body);
    for opening in masked.unterminated {
        b.notice("This directive is not closed.", opening);
    }
    b.set_regions(masked.regions);
    let view = masked.source.get(body..).unwrap_or_default();
    let mut reader = Reader {
        b,
        html: HtmlReader::default(),
        html_inlines: Inlines::default(),
        marks: Vec::new(),
        end: 0,
        in_code: false,
        table: Table::default(),
    };
    let base = body as u32;
    for (event, range) in Parser::new_ext(view, options_for(view)).into_offset_iter() {
        reader.event(event, range.start as u32 + base..range.end as u32 + base);
    }
}

#[derive(Default)]
struct Table {
    lead: Option<BlockId>,
    head: Option<BlockId>,
}

struct Reader<'b, 's> {
    b: &'b mut Builder<'s>,
    html: HtmlReader,
    html_inlines: Inlines,
    /// Open emphasis, links and the like: indices into the document's inlines and links.
    marks: Vec<(Option<usize>, Option<usize>)>,
    /// Where the last inline ended; there an implicit paragraph ends.
    end: u32,
    in_code: bool,
    table: Table,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<u32>) {
        match event {
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => {
                self.inline(&range);
                let mark = self.b.begin_inline(InlineKind::Code);
                self.code_span(&text, &range);
                self.b.end_inline(mark);
            }
            Event::SoftBreak => self.b.push_space(range),
            Event::HardBreak => self.b.push_break(range),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.finish(tag, range),
            Event::Html(_) => self.html.feed(self.b, range),
            Event::InlineHtml(html) => {
                if let Some(inner) = html.strip_prefix("<!--") {
                    let inner = inner.strip_suffix("-->").unwrap_or("");
                    let start = (range.start + 4).min(range.end);
                    self.b.push_comment(true, start..start + inner.len() as u32);
                    self.end = self.end.max(range.end);
                } else {
                    self.inline(&range);
                    self.html_inlines.tag(self.b, range);
                }
            }
            Event::TaskListMarker(checked) => self.b.set_task(checked),
            Event::Rule => self.end_implicit(),
            Event::FootnoteReference(_) => self.end = self.end.max(range.end),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
        }
    }

    fn text(&mut self, text: &str, range: Range<u32>) {
        if self.in_code {
            self.code_text(text, range);
            return;
        }
        self.inline(&range);
        self.b.push(text, range);
    }

    /// Before anything inline: makes sure that a block is open.
    fn inline(&mut self, range: &Range<u32>) {
        if !self.b.is_open() {
            self.b.open_paragraph(BlockKind::Paragraph, range.start);
        }
        self.end = self.end.max(range.end);
    }

    /// Before any block: ends a paragraph that has no end of its own, as in a tight list.
    fn end_implicit(&mut self) {
        if self.b.is_open() {
            self.end_inlines();
            let end = self.end;
            self.b.close(end);
        }
    }

    fn end_inlines(&mut self) {
        self.html_inlines.end_all(self.b);
        while let Some(mark) = self.marks.pop() {
            self.end_mark(mark);
        }
    }

    fn end_mark(&mut self, (inline, link): (Option<usize>, Option<usize>)) {
        if let Some(inline) = inline {
            self.b.end_inline(inline);
        }
        if let Some(link) = link {
            self.b.end_link(link);
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<u32>) {
        match tag {
            Tag::Emphasis => self.begin_mark(InlineKind::Emphasis, &range),
            Tag::Strong => self.begin_mark(InlineKind::Strong, &range),
            Tag::Strikethrough => self.begin_mark(InlineKind::Strike, &range),
            Tag::Superscript | Tag::Subscript => {
                self.inline(&range);
                self.marks.push((None, None));
            }
            Tag::Link { dest_url, .. } => {
                self.inline(&range);
                let link = self.b.begin_link(&dest_url, range, false);
                let inline = self.b.begin_inline(InlineKind::Link);
                self.marks.push((Some(inline), Some(link)));
            }
            Tag::Image { dest_url, .. } => {
                self.inline(&range);
                let link = self.b.begin_link(&dest_url, range, true);
                self.marks.push((None, Some(link)));
            }
            Tag::TableCell => self.b.begin_cell(range.start),
            block => {
                self.end_implicit();
                self.start_block(block, range);
            }
        }
    }

    fn begin_mark(&mut self, kind: InlineKind, range: &Range<u32>) {
        self.inline(range);
        let inline = self.b.begin_inline(kind);
        self.marks.push((Some(inline), None));
    }

    fn start_block(&mut self, tag: Tag<'_>, range: Range<u32>) {
        self.end = range.start;
        match tag {
            Tag::Paragraph => {
                self.b.open_paragraph(BlockKind::Paragraph, range.start);
            }
            Tag::Heading { level, .. } => {
                self.b.open(BlockKind::Heading(level as u8), range.start, None);
            }
            Tag::BlockQuote(None) => self.b.enter(Container::Quote, range.start),
            Tag::BlockQuote(Some(kind)) => {
                let label = self.alert_label(kind, &range);
                self.b.enter(Container::Alert(label), range.start);
            }
            Tag::CodeBlock(kind) => self.start_code(&kind, range),
            Tag::HtmlBlock => {}
            Tag::List(first) => self.b.enter(Container::List { ordered: first.is_some() }, range.start),
            Tag::Item => self.b.enter(Container::Item, range.start),
            Tag::FootnoteDefinition(_) => self.b.enter(Container::Footnote, range.start),
            Tag::DefinitionListTitle => {
                self.b.open(BlockKind::Term, range.start, None);
            }
            Tag::DefinitionListDefinition => self.b.enter(Container::Definition, range.start),
            Tag::Table(_) => {
                self.b.titles_before(range.start);
                self.table = Table { lead: self.b.lead_in(), head: None };
            }
            Tag::TableHead | Tag::TableRow => {
                self.b.open_row(range.start, self.table.lead);
            }
            _ => {}
        }
    }

    fn finish(&mut self, tag: TagEnd, range: Range<u32>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {
                self.end = self.end.max(range.end);
                if let Some(mark) = self.marks.pop() {
                    self.end_mark(mark);
                }
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::DefinitionListTitle => {
                self.end_inlines();
                self.b.close(range.end);
            }
            TagEnd::CodeBlock => self.finish_code(range),
            TagEnd::HtmlBlock => self.html.end_block(self.b, range.end),
            TagEnd::TableCell => {
                self.end_inlines();
                self.b.end_cell(range.end);
            }
            TagEnd::TableHead => {
                self.table.head = self.b.close_row(range.end, true, None);
            }
            TagEnd::TableRow => {
                self.b.close_row(range.end, false, self.table.head);
            }
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListDefinition => {
                self.end_implicit();
                self.b.leave(range.end);
            }
            TagEnd::Table | TagEnd::DefinitionList | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// The word in `[!NOTE]`.
    fn alert_label(&self, kind: BlockQuoteKind, range: &Range<u32>) -> Option<Range<u32>> {
        let len = match kind {
            BlockQuoteKind::Note => 4,
            BlockQuoteKind::Tip => 3,
            BlockQuoteKind::Important => 9,
            BlockQuoteKind::Warning | BlockQuoteKind::Caution => 7,
        };
        let source = self.b.source.get(range.start as usize..range.end as usize)?;
        let start = range.start + source.find("[!")? as u32 + 2;
        Some(start..start + len)
    }

    /// A code span: usually one piece of the source, but over several lines its words.
    fn code_span(&mut self, text: &str, range: &Range<u32>) {
        let source = self.b.source.get(range.start as usize..range.end as usize).unwrap_or_default();
        if memchr2(b'\n', b'\r', source.as_bytes()).is_none() {
            let place = self.code_place(text, range);
            self.b.push_verbatim(text, place);
            return;
        }
        let mut at = 0;
        for word in text.split_ascii_whitespace() {
            let rest = source.get(at..).unwrap_or_default();
            let (from, to) =
                rest.find(word).map_or((at, source.len()), |found| (at + found, at + found + word.len()));
            let gap = range.start + at as u32..range.start + from as u32;
            self.b.push_space(gap);
            self.b.push(word, range.start + from as u32..range.start + to as u32);
            at = to;
        }
    }

    /// Where the text of a code span stands inside its back ticks.
    fn code_place(&self, text: &str, range: &Range<u32>) -> Range<u32> {
        let source = self.b.source.get(range.start as usize..range.end as usize).unwrap_or_default();
        let ticks = source.bytes().take_while(|&byte| byte == b'`').count();
        let inner = source.get(ticks..source.len().saturating_sub(ticks)).unwrap_or_default();
        let spaces = usize::from(inner.len() == text.len() + 2);
        if inner.get(spaces..inner.len() - spaces) == Some(text) {
            let start = range.start + (ticks + spaces) as u32;
            start..start + text.len() as u32
        } else {
            range.clone()
        }
    }

    // Code

    fn start_code(&mut self, kind: &CodeBlockKind<'_>, range: Range<u32>) {
        let mut block = BlockKind::Code;
        let mut label = None;
        if let CodeBlockKind::Fenced(info) = kind {
            if is_diagram(info) {
                block = BlockKind::Diagram;
            }
            label = self.info_place(&range);
        }
        let lead = self.b.enclosing();
        self.b.open(block, range.start, lead);
        if let Some(label) = label {
            self.b.set_label(label);
        }
        self.in_code = true;
    }

    /// The info string on the first line of a fenced block.
    fn info_place(&self, range: &Range<u32>) -> Option<Range<u32>> {
        let source = self.b.source.get(range.start as usize..range.end as usize)?;
        let len = memchr2(b'\n', b'\r', source.as_bytes()).unwrap_or(source.len());
        let line = source.get(..len)?;
        let info = line.trim_ascii_start().trim_start_matches(['`', '~', ':']).trim_ascii_start();
        let start = range.start + (line.len() - info.len()) as u32;
        let info = info.trim_ascii_end();
        (!info.is_empty()).then(|| start..start + info.len() as u32)
    }

    fn code_text(&mut self, text: &str, range: Range<u32>) {
        let exact = text.len() == range.len();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\n', '\r']);
            let place = |from: usize, to: usize| {
                if exact { range.start + from as u32..range.start + to as u32 } else { range.clone() }
            };
            if !content.is_empty() {
                self.b.flush_space();
                self.b.push_verbatim(content, place(at, at + content.len()));
            }
            if content.len() < line.len() {
                self.b.push_space(place(at + content.len(), at + line.len()));
            }
            at += line.len();
        }
    }

    fn finish_code(&mut self, range: Range<u32>) {
        self.in_code = false;
        self.b.close(range.end);
        let source = self.b.source.get(range.start as usize..range.end as usize).unwrap_or_default();
        let Some(&fence) = source.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~')) else {
            return;
        };
        let last = source.trim_ascii_end();
        let line = last.rfind(['\n', '\r']).map(|at| &last[at + 1..]);
        let closed = line.is_some_and(|line| {
            line.len() >= 3 && line.trim_start_matches([' ', '\t', '>']).bytes().all(|b| b == fence)
        });
        if !closed {
            let len = source.find(['\n', '\r']).unwrap_or(source.len()) as u32;
            self.b.notice(
                "This code fence is not closed; what follows is read as code.",
                range.start..range.start + len,
            );
        }
    }
}

fn is_diagram(info: &str) -> bool {
    let name = info.trim_start_matches(['{', '.', ' ']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["mermaid", "plantuml", "puml", "uml", "dot", "graphviz"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::super::outline::{assert_outline, document};
    use super::super::{BlockKind, InlineKind};

    #[test]
    fn headings_are_readable_text() {
        assert_outline(
            "# Risk *file* #\n## Scope {#scope}\n### `code` & [link](x) ###\nSetext\ntwo lines\n===\n## Plan for {device}\n## Intro {-}\n#\n",
            "
            h1 Risk file
            h2 Scope
            h3 code & link
            h1 Setext two lines
            h2 Plan for {device}
            h2 Intro
            h1
            ",
        );
    }

    #[test]
    fn sections_nest_by_level() {
        let doc = document("Before.\n# A\n### A.1.1\ntext\n## A.2\n# B\n");
        assert_eq!(doc.headings(0), Vec::<&str>::new());
        assert_eq!(doc.headings(2), ["A", "A.1.1"]);
        assert_eq!(doc.headings(3), ["A", "A.2"]);
        assert_eq!(doc.headings(4), ["B"]);
        assert_eq!(doc.sections[2].blocks, 2..4, "the heading and the paragraph");
        assert_eq!(doc.sections[0].blocks, 0..1);
        assert_eq!(doc.title.as_deref(), Some("A"));
    }

    #[test]
    fn items_know_what_introduces_them() {
        assert_outline(
            "The device checks:\n\n- its *image*\n  - at start\n  - daily\n    1. by hash\n- its clock\n\nOther text.\n\n# New\n\n- alone\n",
            "
            p The device checks:
            - its image <- The device checks:
              - at start <- its image
              - daily <- its image
                1. by hash <- daily
            - its clock <- The device checks:
            p Other text.
            h1 New
            - alone
            ",
        );
    }

    #[test]
    fn tight_and_loose_items_read_the_same() {
        assert_outline("Lead:\n- one\n- two\n", "p Lead:\n- one <- Lead:\n- two <- Lead:");
        assert_outline("Lead:\n\n- one\n\n- two\n", "p Lead:\n- one <- Lead:\n- two <- Lead:");
        assert_outline(
            "- one\n\n  more\n\n  ```\n  code\n  ```\n- two\n  > said\n",
            "- one\np more <- one\ncode code <- one\n- two\n> p said <- two",
        );
    }

    #[test]
    fn check_boxes_and_empty_items() {
        assert_outline("- [ ] open\n- [x] done\n-\n- [link]\n", "- [ ] open\n- [x] done\n-\n- [link]");
        assert_outline("- [x] loose\n\n- [ ] open\n", "- [x] loose\n- [ ] open");
    }

    #[test]
    fn tables_have_heads_cells_and_leads() {
        assert_outline(
            "Ports:\n\n| Port | Use<br>case |\n|---|---|\n| 22 | **SSH**, `a\\|b` |\n| | |\n\nEnd\n",
            "
            p Ports:
            th Port | Use case <- Ports:
            tr 22 | SSH, a|b <- Ports: ^ Port | Use case
            tr | <- Ports: ^ Port | Use case
            p End
            ",
        );
        let doc = document("| A | B |\n|---|---|\n|  x &amp; y  | |\n");
        let cells: Vec<_> =
            doc.cells.iter().map(|c| (doc.text_at(&c.text), doc.source_at(&c.source))).collect();
        assert_eq!(cells, [("A", "A"), ("B", "B"), ("x & y", "x &amp; y"), ("", "")]);
        assert_eq!(doc.blocks[1].cells, 2..4);
    }

    #[test]
    fn an_empty_header_is_no_header() {
        assert_outline("| | |\n|-|-|\n| **Owner** | Bob |\n", "tr Owner | Bob");
    }

    #[test]
    fn quotes_are_quoted_and_alerts_are_not() {
        assert_outline(
            "> Said *so*\n> twice\n>\n> # Heading\n\n> [!WARNING]\n> Hot\n",
            "> p Said so twice\n> h1 Heading\np(WARNING) Hot",
        );
        assert_eq!(document("# A\n> # B\n\ntext").headings(1), ["A"], "a quoted heading opens no section");
    }

    #[test]
    fn code_and_diagrams() {
        assert_outline(
            "```rust\nfn a() {}\n\n  b\n```\n\n    indented\n\n~~~mermaid\ngraph TD\n~~~\n\n```{.dot}\na\n```\n",
            "code(rust) fn a() {}   b\ncode indented\ndiagram(mermaid) graph TD\ndiagram({.dot}) a",
        );
    }

    #[test]
    fn an_open_fence_is_noticed() {
        assert!(document("```\ncode\n```\n").notices.is_empty());
        assert!(document("- a\n\n  ````\n  code\n  ````\n").notices.is_empty());
        assert!(document("> ~~~\n> code\n> ~~~\n").notices.is_empty());
        let doc = document("text\n\n```sh\ncode\n");
        assert_eq!(doc.notices.len(), 1);
        assert_eq!(doc.source_at(&doc.notices[0].source), "```sh");
    }

    #[test]
    fn comments_are_blocks_of_their_own() {
        assert_outline(
            "Text <!-- TODO: check --> more.\n\n<!-- several\n  lines\n\nof it -->\n\n> <!-- in\n> quote -->\n\n- item <!--x-->\n- <!--y-->\n",
            "p Text more.\ncomment TODO: check\ncomment several lines of it\n> comment in quote\n- item\ncomment x\ncomment y",
        );
        let doc = document("# A\n\n<!-- open\n\n# B\n");
        assert_eq!(doc.block_text(1), "open # B");
        assert_eq!(doc.notices.len(), 1);
    }

    #[test]
    fn inline_marks_are_recorded() {
        let doc = document(
            "A **bold *and* ** `code` ~~old~~ [text](a.md 't') ![alt](b.png) <https://x.y> <b>b</b>\n",
        );
        let marks: Vec<_> = doc.inlines.iter().map(|i| (i.kind, doc.text_at(&i.text))).collect();
        assert!(marks.contains(&(InlineKind::Code, "code")));
        assert!(marks.contains(&(InlineKind::Strike, "old")));
        assert!(marks.contains(&(InlineKind::Link, "text")));
        assert!(marks.contains(&(InlineKind::Strong, "b")));
        assert!(doc.inlines.is_sorted_by_key(|inline| inline.text.start));
        let links: Vec<_> =
            doc.links.iter().map(|l| (l.target.as_str(), doc.text_at(&l.text), l.image)).collect();
        assert_eq!(
            links,
            [("a.md", "text", false), ("b.png", "alt", true), ("https://x.y", "https://x.y", false)]
        );
        assert_eq!(doc.source_at(&doc.links[0].source), "[text](a.md 't')");
    }

    #[test]
    fn bold_alone_is_a_term() {
        assert_outline(
            "**Scope**\n\n**Scope:**\n\n**Scope**:\n\n- a\n",
            "term Scope\nterm Scope:\nterm Scope:\n- a <- Scope:",
        );
        assert_outline("**Scope** of it\n\n**Never do this.**\n", "p Scope of it\np Never do this.");
    }

    #[test]
    fn footnotes_and_definitions() {
        assert_outline(
            "See[^1].\n\n[^1]: The note.\n\n    More.\n",
            "p See.\nfootnote The note.\np More. <- The note.",
        );
        assert_outline("PACS\n: Archive\n: Server\n", "term PACS\np Archive <- PACS\np Server <- PACS");
        assert_outline("Some text\n:warning: Keep out\n", "p Some text :warning: Keep out");
    }

    #[test]
    fn text_maps_back_to_the_source() {
        let source = "---\ntitle: x\n---\n> A &amp; *b* \\* `c`\n> d\n";
        let doc = document(source);
        assert_eq!(doc.block_text(0), "A & b * c d");
        let place = |needle: &str| {
            let at = doc.text.find(needle).expect(needle) as u32;
            doc.source_at(&doc.source_range(at..at + needle.len() as u32)).to_owned()
        };
        assert_eq!(["A", "&", "b", "*", "c", "d"].map(place), ["A", "&amp;", "b", "*", "c", "d"]);
        assert_eq!(place("& b"), "&amp; *b");
        assert_eq!(place("c d"), "c`\n> d");
    }

    #[test]
    fn asked_for_line_breaks_are_remembered() {
        let doc = document("Version: 1  \nOwner: x\\\nDate\nend<br>last\n");
        assert_eq!(doc.block_text(0), "Version: 1 Owner: x Date end last");
        assert_eq!(doc.breaks, [10, 19, 28]);
    }

    #[test]
    fn places_to_fill_in_are_text() {
        assert_outline(
            "Made by <company name> for <device>, <b>now</b> <Tab>x</Tab>.\n",
            "p Made by <company name> for <device>, now x.",
        );
        assert_outline("<insert text>\n", "html <insert text>");
    }

    #[test]
    fn deep_nesting_is_read() {
        let doc = document(&format!("{} deep\n", ">".repeat(10_000)));
        assert_eq!(doc.block_text(0), "deep");
        let doc = document(&format!("{}deep\n", "- ".repeat(10_000)));
        assert!(matches!(doc.blocks[0].kind, BlockKind::ListItem { depth: 254, .. }));
    }
}
