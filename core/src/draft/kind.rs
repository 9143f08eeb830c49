//! The line of the front matter that says what a document is.

use super::Edit;
use super::place::{newline, reads_as_before};
use crate::document::Document;

/// Makes the front matter say `medlint: <kind>`: puts the right value in, or the line, or front matter before everything.
/// `kind` is the id of a kind, or `other`. `None` when the front matter cannot be told apart from text with the line in it.
pub fn kind(document: &Document, kind: &str) -> Option<Edit> {
    let front = &document.front_matter;
    let newline = newline(document);
    let mut candidates: Vec<Edit> = Vec::new();
    if let Some((_, place)) = &front.kind {
        candidates.push(Edit { range: place.clone(), text: kind.to_owned() });
    } else if let Some(place) = &front.source {
        let text = document.source_at(place);
        let toml = text.starts_with("+++");
        let value = if toml { format!("medlint = \"{kind}\"") } else { format!("medlint: {kind}") };
        candidates.extend(in_key(text, kind, newline, toml, &value));
        if candidates.is_empty() {
            let first = text.find('\n').map_or(text.len(), |end| end + 1);
            candidates.push(Edit::insert(first, format!("{value}{newline}")));
        }
    } else {
        let text = format!("---{newline}medlint: {kind}{newline}---{newline}");
        let apart = if document.source.trim().is_empty() { "" } else { newline };
        candidates.push(Edit::insert(0, format!("{text}{apart}")));
    }
    candidates.into_iter().find(|edit| {
        let read = reads_as_before(document, edit);
        read.is_some_and(|read| read.front_matter.kind.is_some_and(|(word, _)| word == kind))
    })
}

/// Ways to complete a key `medlint` that is there and names no kind.
fn in_key(front: &str, kind: &str, newline: &str, toml: bool, value: &str) -> Vec<Edit> {
    let (mut start, mut in_table) = (0, false);
    for line in front.split_inclusive('\n') {
        let (text, end) = (line.trim_end(), start + line.len());
        let rest = text.strip_prefix("medlint").map(str::trim_start).filter(|_| !toml || !in_table);
        if toml && text.trim() == "[medlint]" {
            return vec![Edit::insert(end, format!("kind = \"{kind}\"{newline}"))];
        }
        in_table |= text.starts_with('[');
        if let Some(rest) = rest.and_then(|rest| rest.strip_prefix([':', '='])) {
            let whole = Edit { range: start as u32..(start + text.len()) as u32, text: value.to_owned() };
            if let Some(brace) = rest.find('{').map(|_| start + text.find('{').unwrap_or(0) + 1) {
                let separator = if toml { " =" } else { ":" };
                let quote = if toml { "\"" } else { "" };
                let comma = if text[brace - start..].trim_start().starts_with('}') { "" } else { "," };
                return vec![Edit::insert(brace, format!("kind{separator} {quote}{kind}{quote}{comma}"))];
            }
            let next = front[end..].lines().next().unwrap_or_default();
            let indent = &next[..next.len() - next.trim_start().len()];
            if toml || indent.is_empty() {
                return vec![whole];
            }
            return vec![Edit::insert(end, format!("{indent}kind: {kind}{newline}"))];
        }
        start = end;
    }
    Vec::new()
}
