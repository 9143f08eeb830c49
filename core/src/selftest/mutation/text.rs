//! Markdown in parts, and sentences in words: what the mutations work on.
//!
//! It knows just enough of Markdown to take a passage apart and put it together again; it is not the reader of
//! `document`, so that a mistake there does not hide here.

/// What a part of a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `## Title`
    Heading,
    /// `**Title**` alone on its line.
    Label,
    /// A paragraph.
    Paragraph,
    /// A list item.
    Item,
    /// A table, all its rows.
    Table,
    /// Code fences, block quotes, HTML, indented blocks: left as they are.
    Other,
}

/// A part of a passage: its lines as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: Kind,
    /// As written.
    pub lines: Vec<String>,
}

impl Part {
    /// A part with this text, as written.
    pub fn new(kind: Kind, text: &str) -> Self {
        Self { kind, lines: text.lines().map(str::to_owned).collect() }
    }

    /// Its text on one line; of a list item without the marker.
    pub fn text(&self) -> String {
        let joined = self.lines.iter().map(|l| l.trim()).collect::<Vec<_>>().join(" ");
        match self.kind {
            Kind::Item => joined[marker(&joined).unwrap_or(0)..].to_owned(),
            Kind::Heading => joined.trim_start_matches('#').trim().to_owned(),
            Kind::Label => joined.trim_matches('*').to_owned(),
            _ => joined,
        }
    }

    /// Of a list item its marker with the space behind it and the indentation in front of it.
    pub(super) fn marker(&self) -> &str {
        let line = self.lines.first().map_or("", String::as_str);
        let indent = line.len() - line.trim_start().len();
        &line[..indent + marker(line.trim_start()).unwrap_or(0)]
    }

    /// The part with other text in the same form.
    pub(super) fn with_text(&self, text: &str) -> Self {
        let line = match self.kind {
            Kind::Item => format!("{}{text}", self.marker()),
            _ => text.to_owned(),
        };
        Self { kind: self.kind, lines: vec![line] }
    }

    /// A paragraph or list item: sentences.
    pub fn is_prose(&self) -> bool {
        matches!(self.kind, Kind::Paragraph | Kind::Item)
    }

    /// Of a table the cells of its rows, the header row first and without the line of dashes.
    pub(super) fn rows(&self) -> Vec<Vec<String>> {
        self.lines.iter().enumerate().filter(|(n, _)| *n != 1).map(|(_, l)| cells(l)).collect()
    }
}

/// Length of a list marker at the start of `line`, with the spaces behind it.
fn marker(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match line.as_bytes().get(digits) {
        Some(b'.' | b')') if (1..4).contains(&digits) => digits + 1,
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        _ => return None,
    };
    let spaces = line[mark..].bytes().take_while(|b| *b == b' ').count();
    (spaces > 0).then_some(mark + spaces)
}

/// Cells of a table row.
pub(super) fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    let escaped = line.replace("\\|", "\u{1}");
    escaped.split('|').map(|c| c.trim().replace('\u{1}', "\\|")).collect()
}

/// A table row of cells.
pub(super) fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// The line of dashes under a header row of `columns` cells.
pub(super) fn dashes(columns: usize) -> String {
    format!("|{}", "---|".repeat(columns))
}

fn is_table_line(line: &str) -> bool {
    line.trim_start().starts_with('|')
}

fn is_label(line: &str) -> bool {
    line.len() > 4
        && line.starts_with("**")
        && line.ends_with("**")
        && !line[2..line.len() - 2].contains("**")
}

/// Takes a passage apart.
pub fn parts(text: &str) -> Vec<Part> {
    numbered_parts(text).into_iter().map(|p| p.1).collect()
}

/// Takes a passage apart; with each part the number of its first line, from 0.
pub fn numbered_parts(text: &str) -> Vec<(usize, Part)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut out: Vec<(usize, Part)> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let trimmed = line.trim_start();
        let from = at;
        at += 1;
        let until = |at: usize, stop: &dyn Fn(&str) -> bool| {
            lines[at..].iter().position(|l| stop(l)).map_or(lines.len(), |n| at + n)
        };
        let ends = |l: &str| {
            let t = l.trim_start();
            t.is_empty()
                || t.starts_with('#')
                || t.starts_with("```")
                || t.starts_with('>')
                || marker(t).is_some()
        };
        let kind = if trimmed.is_empty() {
            continue;
        } else if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            let fence = trimmed[..3].to_owned();
            at = (until(at, &|l| l.trim_start().starts_with(&fence)) + 1).min(lines.len());
            Kind::Other
        } else if line.starts_with('#') && line.trim_start_matches('#').starts_with(' ') {
            Kind::Heading
        } else if is_table_line(line) && lines.get(at).is_some_and(|l| is_table_line(l) && l.contains("--")) {
            at = until(at, &|l| !is_table_line(l));
            Kind::Table
        } else if trimmed.starts_with('>') || trimmed.starts_with('<') {
            at = until(at, &|l| l.trim().is_empty());
            Kind::Other
        } else if marker(trimmed).is_some() {
            at = until(at, &ends);
            Kind::Item
        } else if line.starts_with("    ") || line.starts_with('\t') {
            at = until(at, &|l| l.trim().is_empty());
            Kind::Other
        } else if is_label(line.trim()) {
            Kind::Label
        } else {
            at = until(at, &|l| ends(l) || is_table_line(l));
            Kind::Paragraph
        };
        out.push((from, Part { kind, lines: lines[from..at].iter().map(|l| (*l).to_owned()).collect() }));
    }
    out
}

/// Puts parts together: a blank line between them, none between list items.
pub fn join(parts: &[Part]) -> String {
    let mut out = String::new();
    for (n, part) in parts.iter().enumerate() {
        if n > 0 {
            let items = part.kind == Kind::Item && parts[n - 1].kind == Kind::Item;
            out.push_str(if items { "\n" } else { "\n\n" });
        }
        out.push_str(&part.lines.join("\n"));
    }
    out
}

/// Words before a full stop that do not end a sentence.
const ABBREVIATIONS: [&str; 20] = [
    "e.g", "i.e", "no", "nos", "fig", "rev", "approx", "vs", "dr", "sec", "chap", "ch", "cf", "incl", "max",
    "min", "art", "para", "ref", "ver",
];

/// Words that begin a sentence rather than follow an initial.
const STARTS: [&str; 14] =
    ["The", "A", "An", "It", "This", "If", "On", "All", "Each", "No", "In", "For", "When", "Its"];

/// Sentences of a text on one line.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let after = &text[at + 1..];
        let closing = after.len() - after.trim_start_matches(['"', '”', '*', ')', '`']).len();
        let rest = &after[closing..];
        let begins = rest.trim_start().chars().next().is_none_or(|c| !c.is_lowercase());
        let as_written = text[start..at].rsplit([' ', '(']).next().unwrap_or("");
        let word = as_written.to_lowercase();
        let end = rest.is_empty() || rest.starts_with(' ') && begins;
        // "J. Doe", but "bank B. The"
        let next = rest.split_whitespace().next().unwrap_or("");
        let capital = as_written.len() == 1 && as_written.bytes().all(|b| b.is_ascii_uppercase());
        let initial = capital && !rest.is_empty() && !STARTS.contains(&next);
        if end && !(c == '.' && (ABBREVIATIONS.contains(&word.as_str()) || initial)) {
            out.push(text[start..=at + closing].trim().to_owned());
            start = at + 1 + closing;
        }
    }
    if !text[start..].trim().is_empty() {
        out.push(text[start..].trim().to_owned());
    }
    out
}

/// The text with its first letter in upper case.
pub(super) fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

/// The text with its first letter in lower case, unless its first word is an abbreviation, a code or a name in marks.
pub(super) fn lower_first(text: &str) -> String {
    let word = text.split_whitespace().next().unwrap_or("");
    let plain = word.chars().skip(1).all(|c| c.is_lowercase() || matches!(c, ',' | '-' | '\''));
    if !plain || word == "I" {
        return text.to_owned();
    }
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_lowercase().chain(chars).collect())
}

/// A sentence without its full stop.
pub(super) fn bare(sentence: &str) -> &str {
    sentence.trim().trim_end_matches(['.', '!', ';'])
}

/// Replaces a whole word (any case of the first letter), keeping the case; `None` when it does not occur.
pub(super) fn replace_word(text: &str, from: &str, to: &str) -> Option<String> {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '_');
    let lower = text.to_ascii_lowercase();
    let mut out = String::new();
    let mut last = 0;
    for (at, found) in lower.match_indices(from) {
        let end = at + found.len();
        if at < last || !edge(text[..at].chars().next_back()) || !edge(text[end..].chars().next()) {
            continue;
        }
        out.push_str(&text[last..at]);
        let capital = text[at..].starts_with(|c: char| c.is_uppercase());
        out.push_str(&if capital { upper_first(to) } else { to.to_owned() });
        last = end;
    }
    (last > 0).then(|| out + &text[last..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_taken_apart_and_put_together() {
        let text = "## A\n\n**Label**\n\nOne\ntwo.\n\n- x\n- y\n  z\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n# no\n```";
        let list = parts(text);
        let kinds: Vec<Kind> = list.iter().map(|p| p.kind).collect();
        use Kind::*;
        assert_eq!(kinds, [Heading, Label, Paragraph, Item, Item, Table, Other]);
        assert_eq!(join(&list), text);
        assert_eq!(list[2].text(), "One two.");
        assert_eq!(list[4].text(), "y z");
        assert_eq!(list[5].rows(), [["a", "b"], ["1", "2"]]);
    }

    #[test]
    fn sentences_end_at_full_stops() {
        assert_eq!(
            sentences("A is b. See no. 5, e.g. Xen. \"Done.\" Next"),
            ["A is b.", "See no. 5, e.g. Xen.", "\"Done.\"", "Next"]
        );
        assert_eq!(sentences("Version 2.3.0 ships.").len(), 1);
        assert_eq!(sentences("Owner J. Doe signs bank B. The bank is shut.").len(), 2);
    }

    #[test]
    fn first_letters() {
        assert_eq!(lower_first("The pump"), "the pump");
        assert_eq!(lower_first("SBOM is"), "SBOM is");
        assert_eq!(upper_first("äther"), "Äther");
    }

    #[test]
    fn words_are_replaced_whole() {
        assert_eq!(
            replace_word("Uses what it uses; reuses", "uses", "employs").as_deref(),
            Some("Employs what it employs; reuses")
        );
        assert_eq!(replace_word("misuse", "use", "x"), None);
    }
}
