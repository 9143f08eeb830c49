//! Directives in Markdown: `:::note`, `:::{warning}`, `` ```{list-table} `` as in MyST, Pandoc and Docusaurus.
//!
//! Their fences are not CommonMark. This pass blanks them out in a copy of the source, byte for byte, so that a
//! CommonMark parser sees their content as ordinary blocks at unchanged offsets; what the fences said is kept as
//! [`Region`]s. Most documents have none, and then no copy is made.

use super::search::{memchr_iter, memmem};
use std::borrow::Cow;
use std::ops::Range;

/// What a directive encloses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    /// The lines between the fences, in the source.
    pub(super) content: Range<u32>,
    /// The directive's name, in the source.
    pub(super) label: Option<Range<u32>>,
    /// A title on the line of the fence, in the source.
    pub(super) title: Option<Range<u32>>,
}

/// The source with fences blanked out, and what they enclose, sorted by start.
pub(super) struct Masked<'s> {
    pub(super) source: Cow<'s, str>,
    pub(super) regions: Vec<Region>,
    /// Openings of directives without an end.
    pub(super) unterminated: Vec<Range<u32>>,
}

/// Deepest nesting that is followed; more is not written by people.
const DEEPEST: usize = 64;

/// Directives whose content is code.
const CODE: &[&str] = &[
    "code",
    "code-block",
    "code-cell",
    "sourcecode",
    "literalinclude",
    "parsed-literal",
    "doctest",
    "testcode",
    "raw",
    "math",
    "eval-rst",
    "highlight",
    "prompt",
    "include",
    "toctree",
    "autoclass",
    "automodule",
    "autofunction",
    // Executable cells of Quarto and R Markdown.
    "r",
    "python",
    "julia",
    "ojs",
    "bash",
    "sh",
    "sql",
    "javascript",
    "js",
    "css",
    "yaml",
    "json",
    "rust",
    "cpp",
    "c",
];

/// Directives whose content is a diagram.
const DIAGRAM: &[&str] = &["mermaid", "plantuml", "puml", "uml", "dot", "graphviz", "digraph", "graph"];

/// MyST directives whose argument begins their content; that of others is a title.
const TEXT_FIRST: &[&str] = &[
    "note",
    "warning",
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "tip",
    "seealso",
    "deprecated",
    "versionadded",
    "versionchanged",
    "todo",
    "epigraph",
    "pull-quote",
];

/// Directives whose argument is a path or an option, not words.
const NO_TITLE: &[&str] =
    &["figure", "image", "include", "tab-set", "grid", "grid-item", "contents", "only", "div"];

struct Fence {
    byte: u8,
    count: usize,
    kind: FenceKind,
    opening: Range<u32>,
}

enum FenceKind {
    /// Ordinary code; nothing in it is looked at.
    Code,
    /// A diagram between colons, which was turned into a code fence.
    Diagram,
    Directive {
        region: usize,
    },
}

/// Finds directives from `body` on and blanks their fences out.
pub(super) fn mask(source: &str, body: usize) -> Masked<'_> {
    let mut masked = Masked { source: Cow::Borrowed(source), regions: Vec::new(), unterminated: Vec::new() };
    if !may_have_directives(source.as_bytes()) {
        return masked;
    }
    let mut pass = Pass {
        source,
        bytes: source.as_bytes().to_vec(),
        stack: Vec::new(),
        regions: Vec::new(),
        options: Options::None,
    };
    let mut start = body;
    for line in source.get(body..).unwrap_or_default().split_inclusive('\n') {
        pass.line(start, line);
        start += line.len();
    }
    while let Some(fence) = pass.stack.pop() {
        if let FenceKind::Directive { region } = fence.kind {
            masked.unterminated.push(fence.opening);
            pass.end_region(region, source.len());
        }
    }
    masked.unterminated.reverse();
    // Only whole characters were overwritten, so this cannot fail; if it did, the source would be read as it is.
    if let Ok(text) = String::from_utf8(pass.bytes) {
        masked.source = Cow::Owned(text);
        masked.regions = pass.regions;
    }
    masked
}

/// Looks for the rarest byte of each sign.
fn may_have_directives(bytes: &[u8]) -> bool {
    let before = |at: usize, signs: &[&[u8]]| {
        bytes.get(..at).is_some_and(|text| signs.iter().any(|sign| text.ends_with(sign)))
    };
    memmem::find(bytes, b":::").is_some()
        || memchr_iter(b'{', bytes).any(|at| before(at, &[b"```", b"~~~", b"``` "]))
        || memchr_iter(b'=', bytes)
            .any(|at| before(at, &[b")"]) && matches!(bytes.get(at + 1), Some(b'\n' | b'\r') | None))
}

enum Options {
    None,
    /// Lines `:key: value` may follow, or `---`.
    Colons,
    /// Up to the next `---`.
    Yaml,
}

struct Pass<'s> {
    source: &'s str,
    bytes: Vec<u8>,
    stack: Vec<Fence>,
    regions: Vec<Region>,
    options: Options,
}

impl Pass<'_> {
    fn line(&mut self, start: usize, line: &str) {
        let content = line.trim_end_matches(['\n', '\r']);
        let prefix = container_prefix(content);
        let text = content[prefix..].trim_ascii_end();
        let at = start + prefix;
        if self.option_line(at, text) {
            return;
        }
        let Some(&byte) = text.as_bytes().first() else { return };
        if byte == b'(' && text.ends_with(")=") && !self.in_code() {
            self.blank(at..at + text.len());
            return;
        }
        if !matches!(byte, b'`' | b'~' | b':') {
            return;
        }
        let count = text.bytes().take_while(|&other| other == byte).count();
        if count < 3 {
            return;
        }
        let rest = text[count..].trim_ascii();
        if rest.is_empty() && self.closing(byte, count, at, start + line.len()) {
            return;
        }
        if !self.in_code() && self.stack.len() < DEEPEST {
            self.opening(byte, count, at, text, start + line.len());
        }
    }

    fn in_code(&self) -> bool {
        matches!(self.stack.last(), Some(Fence { kind: FenceKind::Code | FenceKind::Diagram, .. }))
    }

    /// A bare fence: closes something, or says no.
    fn closing(&mut self, byte: u8, count: usize, at: usize, next: usize) -> bool {
        let closes = if byte == b':' {
            match self.stack.last() {
                Some(Fence { kind: FenceKind::Code, .. }) => return true,
                Some(fence) if fence.byte == b':' => Some(self.stack.len() - 1),
                // A colon fence never closes a backtick fence around it.
                _ => None,
            }
        } else {
            // The outermost one: a directive's own fence is longer than those of the code in it.
            self.stack.iter().position(|fence| fence.byte == byte && count >= fence.count)
        };
        let Some(index) = closes else {
            if byte == b':' {
                self.blank(at..at + count);
                return true;
            }
            return false;
        };
        let mut blank = true;
        while self.stack.len() > index {
            let Some(fence) = self.stack.pop() else { break };
            match fence.kind {
                FenceKind::Code => blank = self.stack.len() > index,
                FenceKind::Diagram => {
                    self.overwrite(at..at + count, b'`');
                    blank = false;
                }
                FenceKind::Directive { region } => {
                    self.end_region(region, at.min(next));
                    blank = true;
                }
            }
        }
        if blank {
            self.blank(at..at + count);
        }
        true
    }

    fn opening(&mut self, byte: u8, count: usize, at: usize, text: &str, next: usize) {
        let opening = at as u32..(at + text.len()) as u32;
        let info = text[count..].trim_ascii_start();
        let info_at = at + text.len() - info.len();
        let braced = info.starts_with('{');
        let (name, name_at, after) = directive_name(info);
        let name_range = (info_at + name_at) as u32..(info_at + name_at + name.len()) as u32;
        let known = name.to_ascii_lowercase();
        if byte != b':' {
            let is_directive = braced
                && !name.is_empty()
                && !info.starts_with("{.")
                && !info.starts_with("{=")
                && !CODE.contains(&known.as_str())
                && !DIAGRAM.contains(&known.as_str());
            if !is_directive {
                if byte == b'~' || !info.contains('`') {
                    self.stack.push(Fence { byte, count, kind: FenceKind::Code, opening });
                }
                return;
            }
        } else if info.is_empty() {
            return;
        } else if braced
            && (DIAGRAM.contains(&known.as_str()) || CODE.contains(&known.as_str()))
            && known != "include"
            && known != "toctree"
        {
            self.overwrite(at..at + count, b'`');
            self.stack.push(Fence { byte, count, kind: FenceKind::Diagram, opening });
            return;
        }
        let argument = info.get(after..).unwrap_or_default();
        let argument_at = info_at + info.len() - argument.trim_ascii_start().len();
        let argument = argument.trim_ascii();
        let argument = if byte == b':' { argument.trim_end_matches(':').trim_ascii_end() } else { argument };
        let mut title = None;
        let keep = braced && TEXT_FIRST.contains(&known.as_str()) && !argument.is_empty();
        if keep {
            // An inline tag without meaning: spaces would make the rest of the line a code block.
            let marker = at..at + text.len() - argument.len();
            let marker = marker.start..marker.end.min(argument_at);
            self.blank(marker.clone());
            let tag = marker.start..marker.start + info_at - at + after;
            self.overwrite(tag.clone(), b'x');
            self.overwrite(tag.start..tag.start + 1, b'<');
            self.overwrite(tag.end - 1..tag.end, b'>');
        } else {
            self.blank(at..at + text.len());
            if !argument.is_empty() && !argument.starts_with('{') && !NO_TITLE.contains(&known.as_str()) {
                let range = argument_at as u32..(argument_at + argument.len()) as u32;
                title = Some(match argument.strip_prefix('[').and_then(|rest| rest.find(']')) {
                    Some(end) => range.start + 1..range.start + 1 + end as u32,
                    None => range,
                });
            }
        }
        let region = self.regions.len();
        let content_start = if keep { at } else { next };
        self.regions.push(Region {
            content: content_start as u32..u32::MAX,
            label: (!name.is_empty()).then_some(name_range),
            title,
        });
        self.options = if braced { Options::Colons } else { Options::None };
        self.stack.push(Fence { byte, count, kind: FenceKind::Directive { region }, opening });
    }

    /// Options of a directive, on the lines after its opening.
    fn option_line(&mut self, at: usize, text: &str) -> bool {
        match self.options {
            Options::None => false,
            Options::Yaml => {
                if text == "---" {
                    self.options = Options::None;
                }
                self.blank(at..at + text.len());
                true
            }
            Options::Colons if text == "---" => {
                self.options = Options::Yaml;
                self.blank(at..at + text.len());
                true
            }
            Options::Colons => {
                let key = text.strip_prefix(':').and_then(|rest| rest.split_once(':')).map(|(key, _)| key);
                let is_option = key.is_some_and(|key| {
                    !key.is_empty()
                        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
                });
                if is_option {
                    self.blank(at..at + text.len());
                } else {
                    self.options = Options::None;
                }
                is_option
            }
        }
    }

    fn end_region(&mut self, region: usize, end: usize) {
        if let Some(region) = self.regions.get_mut(region) {
            region.content.end = (end as u32).max(region.content.start);
        }
    }

    fn blank(&mut self, range: Range<usize>) {
        self.overwrite(range, b' ');
    }

    /// Ranges begin and end on character boundaries.
    fn overwrite(&mut self, range: Range<usize>, byte: u8) {
        debug_assert!(self.source.is_char_boundary(range.start) && self.source.is_char_boundary(range.end));
        if let Some(bytes) = self.bytes.get_mut(range) {
            bytes.fill(byte);
        }
    }
}

/// The length of white space, quote and list markers a line begins with.
fn container_prefix(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    loop {
        let rest = &bytes[at..];
        let marker = match rest {
            [b' ' | b'\t' | b'>', ..] => 1,
            [b'-' | b'*' | b'+', b' ' | b'\t', ..] => 2,
            [b'0'..=b'9', ..] => {
                let digits = rest.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
                match rest.get(digits..) {
                    Some([b'.' | b')', b' ' | b'\t', ..]) => digits + 2,
                    _ => 0,
                }
            }
            _ => 0,
        };
        if marker == 0 {
            return at;
        }
        at += marker;
    }
}

/// Name of a directive in an info string, its offset there, and where what follows begins.
fn directive_name(info: &str) -> (&str, usize, usize) {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:+".contains(byte);
    let (skipped, braced) = match info.strip_prefix('{') {
        Some(rest) => (1 + (rest.len() - rest.trim_ascii_start().len()), true),
        None => (0, false),
    };
    let rest = &info[skipped..];
    let skipped = skipped + usize::from(rest.starts_with('.') || rest.starts_with('='));
    let rest = &info[skipped..];
    let mut len = rest.as_bytes().iter().take_while(|byte| is_name(byte)).count();
    while len > 0 && !braced && rest.as_bytes()[len - 1] == b':' {
        len -= 1;
    }
    let after = if braced { info.find('}').map_or(info.len(), |at| at + 1) } else { skipped + len };
    (&rest[..len], skipped, after)
}

#[cfg(test)]
mod tests {
    use super::super::outline::{assert_outline, document};

    #[test]
    fn fences_vanish_and_content_stays() {
        assert_outline(
            "Text:\n:::{warning}\n:class: x\nHot *surface*\n:::\nEnd\n",
            "p Text:\np(warning) Hot surface\np End",
        );
        assert_outline("```{note}\n- a\n- b\n```\n", "-(note) a\n-(note) b");
        assert_outline(
            "::: {.callout-tip}\nText\n:::\n\n::: warning\nHot\n:::\n",
            "p(callout-tip) Text\np(warning) Hot",
        );
    }

    #[test]
    fn text_on_the_opening_line() {
        assert_outline(":::{note} Short\nand more\n:::\n", "p(note) Short and more");
        assert_outline(":::note Mind this\nText\n:::\n", "term(note) Mind this\np(note) Text");
        assert_outline(":::tip[Title]\nText\n:::\n", "term(tip) Title\np(tip) Text");
        assert_outline(
            "```{list-table} Ports\n:header-rows: 1\n\n* - Port\n  - Use\n```\n",
            "term(list-table) Ports\n  -(list-table) Port <- Ports\n  -(list-table) Use <- Ports",
        );
    }

    #[test]
    fn directives_nest() {
        assert_outline(
            "::::{note}\nA\n:::{tip}\nB\n:::\nC\n::::\nD\n",
            "p(note) A\np(tip) B\np(note) C\np D",
        );
        assert_outline("````{note}\n```python\nx\n```\ntext\n````\nD\n", "code(python) x\np(note) text\np D");
        assert_outline(
            "> :::{note}\n> A\n> :::\n\n- x\n\n  :::tip\n  B\n  :::\n",
            "> p(note) A\n- x\np(tip) B <- x",
        );
    }

    #[test]
    fn code_and_diagrams_stay_what_they_are() {
        assert_outline("```{code-block} python\nx = 1\n```\n", "code({code-block} python) x = 1");
        assert_outline(
            "```{mermaid}\ngraph\n```\n\n:::{mermaid}\ngraph\n:::\n",
            "diagram({mermaid}) graph\ndiagram({mermaid}) graph",
        );
        assert_outline("```{r, echo=FALSE}\nplot(x)\n```\n", "code({r, echo=FALSE}) plot(x)");
        assert_outline("```md\n:::note\nx\n:::\n```\n", "code(md) :::note x :::");
        assert_outline("```text\n:::{note}\nx\n:::\n```\n", "code(text) :::{note} x :::");
    }

    #[test]
    fn offsets_are_those_of_the_source() {
        let doc = document(":::{note}\nÄ *hot* one\n:::\n");
        let at = doc.text.find("hot").expect("it is there") as u32;
        assert_eq!(doc.source_at(&doc.source_range(at..at + 3)), "hot");
        assert_eq!(doc.source_at(&doc.blocks[0].source), "Ä *hot* one");
    }

    #[test]
    fn labels_of_places_are_dropped() {
        assert_outline("(sec-scope)=\n# Scope\n", "h1 Scope");
    }

    #[test]
    fn an_open_directive_is_noticed_and_read() {
        let doc = document("```{note}\n# A\ntext\n");
        assert_eq!(doc.headings(1), ["A"]);
        assert_eq!(doc.notices.len(), 1);
    }
}
