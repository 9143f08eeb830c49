//! Pointers from a document to others and to sections, and whether they lead anywhere.
//!
//! Links are judged when their target can be known: a path inside the root, a heading, an explicit anchor. Prose is
//! judged where it names a file ("see recovery.md") or a numbered section of the same document ("see section 4.2.").
//! Addresses on the web, paths out of the root and paths from a site's root are never called dangling.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::Range;

use super::set::Checked;
use crate::detect::Analysis;
use crate::document::{Block, BlockKind, Document};

/// Where a pointer leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PointerTarget {
    /// To a file, by a path from the root, and perhaps to a `#fragment` in it.
    File {
        /// Path from the root, with forward slashes; a folder may end in `/`.
        path: String,
        /// The fragment, without `#`.
        fragment: Option<String>,
        /// Named in prose: then a file of that name anywhere will do.
        prose: bool,
    },
    /// To a `#fragment` of the same document.
    Anchor(String),
    /// To a numbered section of the same document.
    Section(String),
}

/// A pointer, resolved against the place of its document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointer {
    /// Where it leads.
    pub target: PointerTarget,
    /// As it was written.
    pub written: String,
    /// Bytes of the source.
    pub source: Range<u32>,
    /// First and last line, from 1.
    pub lines: (u32, u32),
    /// Headings above it, outermost first.
    pub headings: Vec<String>,
}

/// Files that exist besides the documents of the set.
#[derive(Debug, Clone, Default)]
pub struct KnownFiles {
    paths: BTreeSet<String>,
    /// Whether a file that is neither in the set nor here does not exist. Without it nothing outside the set is called
    /// dangling.
    pub complete: bool,
}

impl KnownFiles {
    /// Says that there is a file or folder with this path from the root.
    pub fn insert(&mut self, path: impl Into<String>) {
        self.paths.insert(path.into());
    }

    /// Whether it was said that there is.
    pub fn contains(&self, path: &str) -> bool {
        self.paths.contains(path) || self.paths.contains(path.trim_end_matches('/'))
    }
}

/// The files that pointers of these documents lead to and that are not among them: what a caller has to look up for
/// [`KnownFiles`].
pub fn pointer_targets(documents: &[Checked<'_>]) -> BTreeSet<String> {
    let own: BTreeSet<&str> = documents.iter().map(|d| d.analysis.path.as_str()).collect();
    let mut targets = BTreeSet::new();
    for pointer in documents.iter().flat_map(|d| &d.lint.pointers) {
        if let PointerTarget::File { path, .. } = &pointer.target
            && !own.contains(path.as_str())
        {
            targets.extend(spellings(path));
        }
    }
    targets
}

/// The paths under which a target may exist: as written, as the Markdown behind a rendered page, as a folder's index.
pub(super) fn spellings(path: &str) -> Vec<String> {
    let bare = path.trim_end_matches('/');
    let mut all = vec![bare.to_owned()];
    let stem = bare.strip_suffix(".html").unwrap_or(bare);
    let name = stem.rsplit('/').next().unwrap_or(stem);
    if stem.len() < bare.len() || !name.contains('.') {
        all.push(format!("{stem}.md"));
        all.push(format!("{stem}.rst"));
        all.push(format!("{stem}/index.md"));
        all.push(format!("{stem}/README.md"));
    }
    all
}

/// All pointers of a document, in order.
pub(super) fn find(document: &Document, section_numbers: &[String]) -> Vec<Pointer> {
    let mut found = Vec::new();
    for link in &document.links {
        if let Some(target) = link_target(&document.path, &link.target) {
            found.push(pointer(document, target, &link.target, link.source.clone()));
        }
    }
    for block in &document.blocks {
        prose(document, block, section_numbers, &mut found);
    }
    found.sort_by_key(|p| (p.source.start, p.source.end));
    // A link whose text is its path is one pointer, not two.
    found.dedup_by(|b, a| b.source.start < a.source.end);
    found
}

fn pointer(document: &Document, target: PointerTarget, written: &str, source: Range<u32>) -> Pointer {
    let lines = document.lines_of(&source);
    let block = document.blocks.partition_point(|b| b.source.start <= source.start).saturating_sub(1);
    let section = document.blocks.get(block).map_or(0, |b| b.section);
    let headings = document.headings(section).into_iter().map(str::to_owned).collect();
    Pointer { target, written: written.to_owned(), source, lines, headings }
}

/// What a link leads to; `None` when nobody here can tell whether it exists.
fn link_target(from: &str, target: &str) -> Option<PointerTarget> {
    let target = target.trim();
    // A scheme, `//host`, a path from the site's root, a template variable or a footnote is none of our business.
    let scheme = target.find(':').is_some_and(|colon| !target[..colon].contains(['/', '#', '?', '.']));
    if target.is_empty() || scheme || target.starts_with(['/', '<', '{', '$']) || target.contains("{{") {
        return None;
    }
    let (path, fragment) = match target.split_once('#') {
        Some((path, fragment)) => (path, Some(percent_decoded(fragment))),
        None => (target, None),
    };
    let path = path.split('?').next().unwrap_or(path);
    let fragment = fragment.filter(|f| !f.is_empty() && !f.starts_with(":~:"));
    if path.is_empty() {
        return fragment.map(PointerTarget::Anchor);
    }
    let path = resolve(from, &percent_decoded(path))?;
    Some(PointerTarget::File { path, fragment, prose: false })
}

/// A path relative to a document as a path from the root; `None` when it leads out of the root.
fn resolve(from: &str, path: &str) -> Option<String> {
    let path = path.replace('\\', "/");
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty() && *p != ".").collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                at += 3;
            }
            (byte, _, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Extensions of files that prose points to.
const NAMED: [&str; 5] = [".md", ".markdown", ".rst", ".txt", ".html"];
/// Words before a file name that make it a pointer.
const SIGNS: [&str; 12] = [
    "see",
    "refer to",
    "described in",
    "documented in",
    "defined in",
    "detailed in",
    "specified in",
    "covered in",
    "according to",
    "listed in",
    "found in",
    "given in",
];

/// Pointers in the prose of a block.
fn prose(document: &Document, block: &Block, section_numbers: &[String], found: &mut Vec<Pointer>) {
    if matches!(block.kind, BlockKind::Code | BlockKind::Diagram | BlockKind::Comment | BlockKind::Heading(_))
    {
        return;
    }
    let text = document.text_at(&block.text);
    if !may_point(text) {
        return;
    }
    let lower = text.to_ascii_lowercase();
    if !SIGNS.iter().any(|sign| lower.contains(sign)) && !lower.contains("(section") {
        return;
    }
    let mut push = |at: Range<usize>, target: PointerTarget| {
        let start = block.text.start as usize;
        let narrow = |n: usize| u32::try_from(start + n).unwrap_or(u32::MAX);
        let written = text[at.clone()].to_owned();
        let source = document.source_range(narrow(at.start)..narrow(at.end));
        found.push(pointer(document, target, &written, source));
    };
    for extension in NAMED {
        for (dot, _) in lower.match_indices(extension) {
            if let Some(at) = file_name(&lower, dot, extension)
                && let Some(path) = resolve(&document.path, &text[at.clone()])
            {
                push(at, PointerTarget::File { path, fragment: None, prose: true });
            }
        }
    }
    if section_numbers.len() >= 2 {
        for opening in ["see section ", "see sect. ", "see chapter ", "see \u{a7}", "(section "] {
            for (start, _) in lower.match_indices(opening) {
                let begins_word = start == 0 || !lower.as_bytes()[start - 1].is_ascii_alphanumeric();
                let number = start + opening.len();
                if let Some(end) = section_number(&lower, number).filter(|_| begins_word) {
                    push(number..end, PointerTarget::Section(text[number..end].to_owned()));
                }
            }
        }
    }
}

/// Whether there may be a file name or the number of a section in a text: one look at every byte, because there mostly
/// is neither.
fn may_point(text: &str) -> bool {
    let bytes = text.as_bytes();
    let follows = |at: usize, word: &str| {
        bytes.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
    };
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'.' => NAMED.iter().any(|extension| follows(at, extension)),
        b'(' => follows(at + 1, "section "),
        b's' | b'S' => follows(at + 1, "ee "),
        _ => false,
    })
}

/// The file name whose extension begins at `dot`, when a word before it makes it a pointer.
fn file_name(lower: &str, dot: usize, extension: &str) -> Option<Range<usize>> {
    let part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'/');
    let end = dot + extension.len();
    if lower
        .as_bytes()
        .get(end)
        .is_some_and(|&b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'/'))
    {
        return None;
    }
    let start = lower.as_bytes()[..dot].iter().rposition(|&b| !part(b)).map_or(0, |at| at + 1);
    // After a non-ASCII letter the name has begun before `start`; `@` and `:` belong to addresses.
    let before = lower[..start].chars().next_back();
    if start == dot
        || before.is_some_and(|c| !c.is_ascii() || c == '@' || c == ':')
        || lower[start..].starts_with('/')
    {
        return None;
    }
    let mut near = start.saturating_sub(60);
    while !lower.is_char_boundary(near) {
        near -= 1;
    }
    // Only the sentence in which the name stands.
    let near = lower[near..start].rfind(". ").map_or(near, |at| near + at + 2);
    SIGNS.iter().any(|sign| lower[near..start].contains(sign)).then_some(start..end)
}

/// The end of a section number that begins at `at` and is the last word of its clause. "section 4 of the manual" and
/// "section 4 in ..." are about another document.
fn section_number(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = at;
    while bytes.get(end).is_some_and(u8::is_ascii_digit)
        || (end > at && bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit))
    {
        end += 1;
    }
    let closes = matches!(bytes.get(end), None | Some(b'.' | b')' | b';'));
    (end > at && closes).then_some(end)
}

/// The number of a heading by its title: `4.2` of "4.2 Backup" or "Section 4.2: Backup"; empty when there is none.
pub fn number_of(title: &str) -> &str {
    let title = title.trim_start().trim_start_matches('\u{a7}').trim_start();
    let begins = |word: &&str| title.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let word = ["section ", "chapter "].into_iter().find(begins).unwrap_or_default();
    let title = &title[word.len()..];
    let end = title.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(title.len());
    title[..end].trim_end_matches('.')
}

/// Numbers of headings, sorted.
pub(super) fn section_numbers(analysis: &Analysis) -> Vec<String> {
    let numbers = analysis.headings.iter().map(|heading| number_of(&heading.title));
    let mut numbers: Vec<String> = numbers
        .filter(|number| number.starts_with(|c: char| c.is_ascii_digit()))
        .map(str::to_owned)
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Everything a fragment can lead to, reduced by [`reduced`], sorted.
pub(super) fn anchors(document: &Document) -> Vec<String> {
    let mut anchors = BTreeSet::new();
    for block in document.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Heading(_))) {
        let title = reduced(document.text_at(&block.text));
        // The second heading of the same name gets `-1`, the third `-2`, and so on.
        let mut name = title.clone();
        let mut n = 0;
        while !anchors.insert(name) && n < 1000 {
            n += 1;
            name = format!("{title}{n}");
        }
    }
    // `id="..."`, `name='...'`, `{#...}`, and MyST: `(label)=` on a line of its own.
    let source = &document.source;
    let bytes = source.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let label = match byte {
            b'=' => {
                let named = bytes[..at].ends_with(b"id") || bytes[..at].ends_with(b"name");
                if !named || !matches!(bytes.get(at + 1), Some(b'"' | b'\'')) {
                    continue;
                }
                false
            }
            b'{' if bytes.get(at + 1) == Some(&b'#') => false,
            b'\n' if bytes.get(at + 1) == Some(&b'(') => true,
            _ => continue,
        };
        let rest = &source[at + 2..];
        let end = rest.find(['"', '\'', '}', ')', ' ', '\n']).unwrap_or(rest.len());
        if !label || rest[end..].starts_with(")=") {
            anchors.insert(reduced(&rest[..end]));
        }
    }
    anchors.into_iter().filter(|a| !a.is_empty()).collect()
}

/// Letters and digits in lower case: in that the slugs of all renderers agree.
pub fn reduced(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    fn pointers(text: &str, numbers: &[&str]) -> Vec<PointerTarget> {
        let document = Document::read_as("docs/risk/a.md", Format::Markdown, text.as_bytes());
        let numbers: Vec<String> = numbers.iter().map(|n| (*n).to_owned()).collect();
        find(&document, &numbers).into_iter().map(|p| p.target).collect()
    }

    fn file(path: &str, fragment: Option<&str>, prose: bool) -> PointerTarget {
        PointerTarget::File { path: path.to_owned(), fragment: fragment.map(str::to_owned), prose }
    }

    #[test]
    fn links_are_resolved_from_their_document() {
        assert_eq!(pointers("[x](../plan.md#2-scope)", &[]), [file("docs/plan.md", Some("2-scope"), false)]);
        assert_eq!(pointers("![x](img/a%20b.png)", &[]), [file("docs/risk/img/a b.png", None, false)]);
        assert_eq!(pointers("[x](#scope)", &[]), [PointerTarget::Anchor("scope".to_owned())]);
        for elsewhere in
            ["https://a.b/c", "mailto:a@b.c", "//a/b", "/guide/x", "../../../x.md", "{{url}}", "#"]
        {
            assert_eq!(pointers(&format!("[x]({elsewhere})"), &[]), [], "{elsewhere}");
        }
    }

    #[test]
    fn prose_that_names_a_file_is_a_pointer() {
        assert_eq!(
            pointers("For restore see recovery.md.", &[]),
            [file("docs/risk/recovery.md", None, true)]
        );
        assert_eq!(
            pointers("It is described in `../plan.md`, part 2.", &[]),
            [file("docs/plan.md", None, true)]
        );
        assert_eq!(pointers("The script writes recovery.md.", &[]), []);
        assert_eq!(pointers("See https://a.b/recovery.md today.", &[]), []);
    }

    #[test]
    fn prose_that_names_a_section_of_its_own_is_a_pointer() {
        let numbers = ["1", "4.2"];
        assert_eq!(
            pointers("Keys are rotated (see section 4.3).", &numbers),
            [PointerTarget::Section("4.3".to_owned())]
        );
        for elsewhere in [
            "See section 4.3 of the manual.",
            "See the Manual, section 4.",
            "IEC 62304 section 5.",
            "Section 4 shows it.",
        ] {
            assert_eq!(pointers(elsewhere, &numbers), [], "{elsewhere}");
        }
        assert_eq!(pointers("Keys are rotated (see section 4.3).", &[]), []);
    }

    #[test]
    fn anchors_are_those_of_all_renderers() {
        let text = "# 1. Scope & aim\n\n## Scope\n\n## Scope\n\n<a name=\"old-place\"></a>\n\n(my-label)=\n";
        let document = Document::read_as("a.md", Format::Markdown, text.as_bytes());
        let anchors = anchors(&document);
        for fragment in ["1-scope--aim", "scope", "scope-1", "old-place", "my-label"] {
            assert!(anchors.contains(&reduced(fragment)), "{fragment} in {anchors:?}");
        }
    }
}
