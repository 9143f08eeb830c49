//! Recognises what is to be filled in: `TBD`, `[insert name]`, `<company>`, `{{device}}`, `____`, `YES / NO`, `YYYY-MM-DD`.
//!
//! Written by hand rather than with regular expressions: one look at every byte, no backtracking, nothing to load.

use std::ops::Range;

/// What is to be filled in of a statement.
#[derive(Debug, Clone, Default)]
pub struct Blanks {
    /// Places, in the text of the document, in order.
    pub places: Vec<Range<u32>>,
    /// What the first one is, for people.
    pub what: &'static str,
    words_inside: usize,
}

impl Blanks {
    /// Nothing is to be filled in.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether a statement of `words` words says little else.
    pub fn mostly(&self, words: usize) -> bool {
        !self.is_empty() && words.saturating_sub(self.words_inside) < 4 + 4 * self.places.len()
    }

    /// The same with places that are so much further.
    pub(super) fn moved(&self, by: u32) -> Self {
        let places = self.places.iter().map(|place| place.start + by..place.end + by).collect();
        Self { places, ..*self }
    }

    fn add(&mut self, range: Range<usize>, offset: u32, what: &'static str, text: &str) {
        if self.places.last().is_some_and(|p| (p.end - offset) as usize > range.start) {
            return;
        }
        if self.places.is_empty() {
            self.what = what;
        }
        self.words_inside +=
            text[range.clone()].split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
        self.places.push(range.start as u32 + offset..range.end as u32 + offset);
    }
}

/// Words that stand for something to come.
const WORDS: [&str; 14] = [
    "TBD", "TBC", "TBA", "TODO", "FIXME", "XXX", "XX", "tbd", "tbc", "todo", "xxxx", "Lorem", "lorem", "Tbd",
];

/// Dates and versions written with letters.
const PATTERNS: [&str; 9] = [
    "YYYY-MM-DD",
    "DD.MM.YYYY",
    "DD/MM/YYYY",
    "MM/DD/YYYY",
    "yyyy-mm-dd",
    "dd.mm.yyyy",
    "DD-MMM-YYYY",
    "x.y.z",
    "X.Y.Z",
];

/// Finds what is to be filled in; `offset` is where `text` begins in the document's text.
pub fn find(text: &str, offset: u32) -> Blanks {
    let bytes = text.as_bytes();
    let mut out = Blanks::default();
    let dot_leader = is_dot_leader(text);
    let mut at = 0;
    while at < bytes.len() {
        let b = bytes[at];
        let rest = &text.as_bytes()[at..];
        let word_start = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        match b {
            b'_' => {
                let n = run(rest, b'_');
                if n >= 3 {
                    out.add(at..at + n, offset, "a line to be filled in", text);
                }
                at += n;
                continue;
            }
            b'.' => {
                let n = run(rest, b'.');
                if n >= 5 && !dot_leader {
                    out.add(at..at + n, offset, "dots to be filled in", text);
                }
                at += n;
                continue;
            }
            b'?' => {
                let n = run(rest, b'?');
                if n >= 2 {
                    out.add(at..at + n, offset, "question marks", text);
                }
                at += n;
                continue;
            }
            b'{' if rest.starts_with(b"{{") || rest.starts_with(b"{%") => {
                if let Some(end) = nearby(rest, b"}}").or_else(|| nearby(rest, b"%}")) {
                    out.add(at..at + end + 2, offset, "a template variable", text);
                    at += end + 2;
                    continue;
                }
            }
            b'$' if rest.starts_with(b"${") || rest.starts_with(b"$(") => {
                let shut = if rest[1] == b'{' { b"}" } else { b")" };
                if let Some(end) = nearby(rest, shut) {
                    out.add(at..at + end + 1, offset, "a template variable", text);
                    at += end + 1;
                    continue;
                }
            }
            b'{' => {
                if let Some(end) = close(rest, b'{', b'}')
                    && is_braced_hole(&text[at + 1..at + end - 1])
                {
                    out.add(at..at + end, offset, "braces to be filled in", text);
                    at += end;
                    continue;
                }
            }
            b'#' => {
                let n = run(rest, b'#');
                let free =
                    |b: Option<&u8>| b.is_none_or(|b| matches!(b, b' ' | b'.' | b',' | b')' | b'%' | b'|'));
                if n >= 2 && at > 0 && free(bytes.get(at - 1)) && free(rest.get(n)) {
                    out.add(at..at + n, offset, "signs in place of a number", text);
                }
                at += n;
                continue;
            }
            b'<' => {
                if let Some(end) = close(rest, b'<', b'>')
                    && is_hole(&text[at..at + end], true)
                {
                    out.add(at..at + end, offset, "angle brackets to be filled in", text);
                    at += end;
                    continue;
                }
            }
            b'[' => {
                let asked = text[..at].trim_end().ends_with([':', '?']);
                if let Some(end) = close(rest, b'[', b']')
                    && (is_hole(&text[at..at + end], false) || asked && is_word(&rest[1..end - 1]))
                {
                    out.add(at..at + end, offset, "square brackets to be filled in", text);
                    at += end;
                    continue;
                }
            }
            0xE2 => {
                // ☐ U+2610, … U+2026
                if rest.starts_with("☐".as_bytes()) {
                    out.add(at..at + 3, offset, "a box to be ticked", text);
                    at += 3;
                    continue;
                }
                let mut n = 0;
                while rest[n..].starts_with("…".as_bytes()) {
                    n += 3;
                }
                let alone = text[at + n..].trim().is_empty() || rest[n..].starts_with(b" h") || n > 3;
                if n > 0 && alone && (n > 3 || at == 0 || text[..at].ends_with([':', ' ', '|'])) {
                    out.add(at..at + n, offset, "dots to be filled in", text);
                }
                at += n.max(1);
                while at < bytes.len() && !text.is_char_boundary(at) {
                    at += 1;
                }
                continue;
            }
            b'Y' | b'y' | b'D' | b'd' | b'M' | b'm' | b'x' | b'X' | b'T' | b't' | b'F' | b'L' | b'l'
                if word_start =>
            {
                if let Some(p) = PATTERNS.iter().find(|p| rest.starts_with(p.as_bytes())) {
                    out.add(at..at + p.len(), offset, "a pattern in place of a value", text);
                } else if let Some(w) = WORDS.iter().find(|w| starts_with_word(rest, w.as_bytes())) {
                    out.add(at..at + w.len(), offset, "a mark for work to be done", text);
                } else if let Some(n) = unchosen(rest) {
                    out.add(at..at + n, offset, "a choice not made", text);
                    at += n;
                    continue;
                }
            }
            b'i' if word_start && rest.starts_with(b"is / is not") => {
                out.add(at..at + 11, offset, "a choice not made", text);
            }
            b'n' | b'N' if word_start && (rest.starts_with(b"n/a?") || rest.starts_with(b"N/A?")) => {
                out.add(at..at + 4, offset, "a question in place of a value", text);
            }
            _ => {}
        }
        at += 1;
    }
    out
}

/// Whether a line is one of a table of contents: a title, dots, a page number.
pub fn is_dot_leader(text: &str) -> bool {
    let body = text.trim_end_matches(|c: char| c.is_ascii_digit());
    body.len() < text.len() && {
        let body = body.trim_end();
        body.ends_with("....") || body.ends_with(". . .") || body.ends_with("……")
    }
}

fn run(bytes: &[u8], b: u8) -> usize {
    bytes.iter().take_while(|c| **c == b).count()
}

fn starts_with_word(rest: &[u8], word: &[u8]) -> bool {
    rest.starts_with(word) && !rest.get(word.len()).is_some_and(u8::is_ascii_alphanumeric)
}

/// Where `end` begins, within 120 bytes: what opens and is never closed must not be searched for again and again.
fn nearby(rest: &[u8], end: &[u8]) -> Option<usize> {
    rest[..rest.len().min(120)].windows(end.len()).position(|w| w == end)
}

/// End of a bracket that begins `rest`, within 120 bytes and without a nested one of another sort.
fn close(rest: &[u8], open: u8, shut: u8) -> Option<usize> {
    let mut depth = 0;
    for (n, b) in rest.iter().enumerate().take(120) {
        if *b == open {
            depth += 1;
        } else if *b == shut {
            depth -= 1;
            if depth == 0 {
                return Some(n + 1);
            }
        }
    }
    None
}

/// Whether what stands in single braces is a hole: words, neither code nor a set.
fn is_braced_hole(inner: &str) -> bool {
    let inner = inner.trim();
    inner.len() > 2
        && inner.bytes().any(|b| b.is_ascii_lowercase())
        && !inner.bytes().any(|b| matches!(b, b':' | b';' | b'"' | b'=' | b'\\' | b'{' | b'$' | b'^'))
        && (inner.contains(' ') || inner.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
}

/// Whether a bracket holds one small word, too long for a unit.
fn is_word(inner: &[u8]) -> bool {
    inner.len() > 3 && inner.iter().all(u8::is_ascii_lowercase)
}

/// `YES / NO`, `Yes/No`, `True/False` as a choice still open.
fn unchosen(rest: &[u8]) -> Option<usize> {
    let choices =
        [&b"YES / NO"[..], b"Yes / No", b"YES/NO", b"Yes/No", b"yes/no", b"yes / no", b"Y/N", b"y/n"];
    choices.iter().find(|c| starts_with_word(rest, c)).map(|c| c.len())
}

/// Whether a bracketed text is a hole: words to be replaced, not a citation, a tick box, a unit or a comparison.
fn is_hole(bracket: &str, angle: bool) -> bool {
    if bracket.starts_with("<<") && bracket.ends_with(">>") {
        return true;
    }
    let inner = bracket.trim_matches(['<', '>', '[', ']']).trim();
    if inner.is_empty() {
        return angle || bracket.len() > 2;
    }
    let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
    let digits = inner.chars().filter(|c| c.is_ascii_digit()).count();
    if inner.contains("…") || inner.starts_with('?') || inner.contains("...") {
        return true;
    }
    // <https://...>, <name@example.org>, <br>; [1], [x], [ISO 14971:2019], [SEC-01], [sic]
    if letters < 2 || digits * 2 > letters || inner.contains("://") || inner.contains('@') {
        return inner.contains("@company") || inner.contains("@example");
    }
    let words = inner.split_whitespace().count();
    let lower = inner.chars().any(|c| c.is_ascii_lowercase());
    let starts_small = inner.chars().next().is_some_and(|c| c.is_ascii_lowercase());
    if angle {
        return !inner.starts_with(['=', '/', '!', '-']) && digits == 0;
    }
    let verbs = [
        "insert", "to be", "enter", "describe", "name", "your", "company", "fill", "add", "list", "specify",
        "tbd", "define", "replace", "state", "date", "device", "product", "e.g", "choose", "select",
    ];
    let small = inner.to_ascii_lowercase();
    (lower && digits == 0 && ((2..=14).contains(&words) || verbs.iter().any(|v| small.starts_with(v))))
        && (starts_small || verbs.iter().any(|v| small.contains(v)))
        || (words >= 2 && !lower && digits == 0)
        || (verbs.contains(&small.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn blank(text: &str) {
        assert!(!find(text, 0).is_empty(), "nothing to be filled in found in: {text}");
    }

    #[track_caller]
    fn complete(text: &str) {
        let found = find(text, 0);
        assert!(found.is_empty(), "{}: {:?} in: {text}", found.what, found.places);
    }

    #[test]
    fn forms_of_placeholders() {
        for text in [
            "Contact: <enter company name>",
            "[To be defined by the organization]",
            "Owner: TBD",
            "Date: YYYY-MM-DD",
            "Encrypted: YES / NO",
            "{{device_name}} is a pump",
            "Minimum length: ______ characters",
            "mechanism = ??? (MAC?)",
            "☐ yes ☐ no",
            "[first action]",
            "Critical: <<n>>",
            "The database is / is not encrypted.",
            "RTO: … h",
            "Product: ${product}",
            "Manufacturing: n/a?",
            "TODO(fw-team): how does the image get there",
            "[COMPANY NAME]",
            "The {device} is intended for {hospital / home}.",
            "Release $(RELEASE)",
            "Sessions end after ## minutes.",
            "Capacity: XX entries",
            "Assessed on: [ ]",
            "Version: [version]",
        ] {
            blank(text);
        }
    }

    #[test]
    fn what_only_looks_like_one() {
        for text in [
            "See [1] and [ISO 14971:2019].",
            "Throughput < 5 ms and > 3 MB/s",
            "Write to <security@pump.org> or <https://pump.org>",
            "Wait ... then press Start.",
            "Is the pump locked?",
            "The todos are in the tracker; xx% of them done.",
            "[x] done",
            "Doses [mg] are shown",
            "5.3 Authentication ............ 12",
        ] {
            complete(text);
        }
        assert!(is_dot_leader("5.3 Authentication ............ 12"));
    }
}
