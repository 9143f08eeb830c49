//! Front matter: YAML between `---` or TOML between `+++` at the very start of a document.
//!
//! Only two values are of interest, the title and the document's kind, so a few lines of reading replace a YAML
//! library. What cannot be front matter is left to the format as text, so that nothing gets lost.

use super::search::memchr2;
use super::{FrontMatter, Notice};

/// A line of the source with its place, without its line end.
#[derive(Clone, Copy)]
struct Line<'s> {
    start: usize,
    next: usize,
    text: &'s str,
}

/// Reads the front matter; also says where the text of the document begins.
pub(super) fn read(source: &str, notices: &mut Vec<Notice>) -> (FrontMatter, usize) {
    let nothing = (FrontMatter::default(), 0);
    let toml = source.starts_with("+++");
    if !toml && !source.starts_with("---") {
        return nothing;
    }
    let mut lines = Lines { source, at: 0 };
    let fence = if toml { "+++" } else { "---" };
    let Some(first) = lines.next().filter(|line| line.text.trim_ascii_end() == fence) else { return nothing };
    let notice_at = first.start as u32..(first.start + first.text.len()) as u32;
    let mut notice =
        |message: &str| notices.push(Notice { message: message.to_owned(), source: notice_at.clone() });

    let mut reader =
        Reader { toml, front: FrontMatter::default(), within: Within::Top, keys: 0, block_title: None };
    let mut blank_only = true;
    let mut broken = false;
    for line in lines {
        let text = line.text.trim_ascii_end();
        if text == fence || (!toml && text == "...") {
            if broken && reader.keys > 0 {
                notice("This looks like front matter but is not `key: value`; it is read as text.");
            }
            // A rule, some text and another rule are no front matter.
            if broken || (reader.keys == 0 && !blank_only) {
                return nothing;
            }
            reader.end_block_title();
            reader.front.source = Some(0..line.next as u32);
            return (reader.front, line.next);
        }
        blank_only &= text.is_empty();
        broken = broken || !reader.line(line);
        // A rule and then text: no need to look for the end of the document.
        if broken && reader.keys == 0 {
            return nothing;
        }
    }
    if reader.keys > 0 {
        notice("The front matter is not closed; it is read as text.");
    }
    nothing
}

struct Lines<'s> {
    source: &'s str,
    at: usize,
}

impl<'s> Iterator for Lines<'s> {
    type Item = Line<'s>;

    fn next(&mut self) -> Option<Line<'s>> {
        let rest = self.source.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let len = memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let end = if rest[len..].starts_with("\r\n") { 2 } else { usize::from(len < rest.len()) };
        self.at = start + len + end;
        Some(Line { start, next: self.at, text: &rest[..len] })
    }
}

#[derive(PartialEq)]
enum Within {
    Top,
    /// Under `medlint:` or in `[medlint]`.
    Medlint,
    /// Under another key or in another table.
    Other,
}

struct Reader {
    toml: bool,
    front: FrontMatter,
    within: Within,
    keys: usize,
    /// Lines of a title written as a block (`title: >`).
    block_title: Option<String>,
}

impl Reader {
    /// Reads one line; says whether it can stand in front matter.
    fn line(&mut self, line: Line<'_>) -> bool {
        let text = line.text.trim_ascii();
        if text.is_empty() {
            return true;
        }
        if self.toml { self.toml_line(line, text) } else { self.yaml_line(line, text) }
    }

    fn yaml_line(&mut self, line: Line<'_>, text: &str) -> bool {
        let indented = line.text.starts_with([' ', '\t']);
        if indented {
            if let Some(title) = &mut self.block_title {
                if !title.is_empty() {
                    title.push(' ');
                }
                title.push_str(text);
            } else if self.within == Within::Medlint
                && let Some((key, value, at)) = key_value(line, ':')
                && key == "kind"
            {
                self.set_kind(value, at);
            }
            return true;
        }
        self.end_block_title();
        if text.starts_with('#') || text == "-" || text.starts_with("- ") || text.starts_with([']', '}']) {
            return true;
        }
        let Some((key, value, at)) = key_value(line, ':') else { return false };
        self.keys += 1;
        self.within = Within::Other;
        match key {
            "title" if matches!(value, ">" | "|" | ">-" | "|-" | ">+" | "|+") => {
                self.block_title = Some(String::new())
            }
            "title" => self.set_title(value),
            "medlint" if value.is_empty() => self.within = Within::Medlint,
            "medlint" => self.set_inline_kind(value, at, ':'),
            _ => {}
        }
        true
    }

    fn toml_line(&mut self, line: Line<'_>, text: &str) -> bool {
        if text.starts_with('#') {
            return true;
        }
        if let Some(table) = text.strip_prefix('[') {
            self.keys += 1;
            let name = table.split(']').next().unwrap_or_default().trim_ascii();
            self.within = if name == "medlint" { Within::Medlint } else { Within::Other };
            return true;
        }
        let Some((key, value, at)) = key_value(line, '=') else {
            // The rest of an array or of a string over several lines.
            return self.keys > 0;
        };
        self.keys += 1;
        match (&self.within, key) {
            (Within::Top, "title") => self.set_title(value),
            (Within::Top, "medlint") => self.set_inline_kind(value, at, '='),
            (Within::Top, "medlint.kind") | (Within::Medlint, "kind") => self.set_kind(value, at),
            _ => {}
        }
        true
    }

    fn end_block_title(&mut self) {
        if let Some(title) = self.block_title.take().filter(|title| !title.is_empty()) {
            self.front.title = Some(title);
        }
    }

    fn set_title(&mut self, value: &str) {
        let title = unquote(value).0;
        if !title.is_empty() {
            self.front.title = Some(title.to_owned());
        }
    }

    fn set_kind(&mut self, value: &str, at: usize) {
        let (kind, skipped) = unquote(value);
        if !kind.is_empty() {
            let start = (at + skipped) as u32;
            self.front.kind = Some((kind.to_owned(), start..start + kind.len() as u32));
        }
    }

    /// `threat-model` or `{kind: threat-model}`.
    fn set_inline_kind(&mut self, value: &str, at: usize, separator: char) {
        let Some(inner) = value.strip_prefix('{') else { return self.set_kind(value, at) };
        let mut start = at + 1;
        for part in inner.trim_end_matches('}').split_inclusive(',') {
            let entry = Line { start, next: start, text: part.trim_end_matches(',') };
            if let Some((key, value, at)) = key_value(entry, separator)
                && key == "kind"
            {
                self.set_kind(value.trim_end_matches('}').trim_ascii_end(), at);
            }
            start += part.len();
        }
    }
}

/// Key, value and the value's offset of `key: value` or `key = value`.
fn key_value(line: Line<'_>, separator: char) -> Option<(&str, &str, usize)> {
    let at = line.text.find(separator)?;
    let (key, value) = (&line.text[..at], &line.text[at + 1..]);
    let key = key.trim_ascii().trim_matches(['"', '\'']);
    let known = |c: char| c.is_alphanumeric() || " _-./@$".contains(c);
    if key.is_empty() || key.len() > 80 || !key.chars().all(known) {
        return None;
    }
    // `http://x` is no key.
    if separator == ':' && !value.is_empty() && !value.starts_with([' ', '\t']) {
        return None;
    }
    let indent = value.len() - value.trim_ascii_start().len();
    Some((key, value.trim_ascii(), line.start + at + 1 + indent))
}

/// A value without quotes and without a comment behind it, and the number of bytes left out before it.
fn unquote(value: &str) -> (&str, usize) {
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote)
            && let Some(end) = inner.find(quote)
        {
            return (&inner[..end], 1);
        }
    }
    let value = if value.starts_with('#') { "" } else { value.split(" #").next().unwrap_or_default() };
    (value.trim_ascii_end(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(source: &str) -> (FrontMatter, usize, Vec<Notice>) {
        let mut notices = Vec::new();
        let (front, body) = read(source, &mut notices);
        (front, body, notices)
    }

    fn kind(source: &str) -> Option<String> {
        let (front, ..) = front(source);
        let (kind, range) = front.kind?;
        assert_eq!(&source[range.start as usize..range.end as usize], kind, "the place is that of the value");
        Some(kind)
    }

    #[test]
    fn yaml_title_and_kind() {
        let source =
            "---\ntitle: \"Risk: file\"\ntags:\n  - a\n  - b\nmedlint: threat-model # ours\n---\n# Text\n";
        let (front, body, notices) = front(source);
        assert_eq!(front.title.as_deref(), Some("Risk: file"));
        assert_eq!(kind(source).as_deref(), Some("threat-model"));
        assert_eq!(&source[body..], "# Text\n");
        assert_eq!(front.source, Some(0..body as u32));
        assert!(notices.is_empty());
    }

    #[test]
    fn the_kind_may_be_nested_or_inline() {
        assert_eq!(kind("---\nmedlint:\n  kind: sbom\n---\n").as_deref(), Some("sbom"));
        assert_eq!(kind("---\nmedlint: {kind: 'sbom'}\n---\n").as_deref(), Some("sbom"));
        assert_eq!(kind("---\nother:\n  kind: sbom\n---\n"), None);
        assert_eq!(kind("---\r\nmedlint:\r\n  kind: sbom\r\n---\r\n").as_deref(), Some("sbom"));
    }

    #[test]
    fn toml_title_and_kind() {
        assert_eq!(kind("+++\nmedlint = \"sbom\"\n+++\n").as_deref(), Some("sbom"));
        assert_eq!(kind("+++\ntitle = 'T'\n[medlint]\nkind = \"sbom\"\n+++\n").as_deref(), Some("sbom"));
        assert_eq!(kind("+++\nmedlint = { kind = \"sbom\" }\n+++\n").as_deref(), Some("sbom"));
        assert_eq!(front("+++\ntitle = 'T'\n+++\nx").0.title.as_deref(), Some("T"));
    }

    #[test]
    fn a_title_may_be_a_block() {
        assert_eq!(front("---\ntitle: >\n  Risk\n  file\nx: y\n---\n").0.title.as_deref(), Some("Risk file"));
    }

    #[test]
    fn unterminated_or_broken_front_matter_is_text() {
        let (matter, body, notices) = front("---\ntitle: x\n\n# Heading\n");
        assert_eq!((matter.source, body, notices.len()), (None, 0, 1));
        let (matter, body, notices) = front("---\ntitle: x\nThis is prose.\n---\n");
        assert_eq!((matter.source, body, notices.len()), (None, 0, 1));
    }

    #[test]
    fn rules_are_no_front_matter() {
        for source in [
            "---\n\nText.\n\n---\n",
            "---\n# Title\n\nText\n---\n",
            "----\na: b\n---\n",
            "--- x\n",
            "---",
            "---\n",
        ] {
            let (matter, body, notices) = front(source);
            assert_eq!((matter.source, body, notices.len()), (None, 0, 0), "{source:?}");
        }
    }

    #[test]
    fn empty_front_matter_is_front_matter() {
        assert_eq!(front("---\n---\ntext").1, 8);
    }
}
