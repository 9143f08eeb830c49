//! Standards that a text names: which edition is current, and which requirements speak of them.

use std::ops::Range;

use medlint_core::catalog::{Catalogue, Citation, RequirementId};

use super::page::requirement_line;
use super::writing::Writing;
use crate::view::View;

/// Who publishes standards, and the sorts of them.
const PUBLISHERS: &[&str] = &[
    "AAMI", "ANSI", "ASTM", "BS", "CAN", "CEN", "CLSI", "DIN", "EN", "ETSI", "FIPS", "IEC", "IEEE", "ISO",
    "NEMA", "NIST", "SAE", "SP", "TIR", "TR", "TS", "UL",
];
/// So many requirements are told one by one.
const REQUIREMENTS: usize = 6;

/// A standard in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Standard<'t> {
    pub(super) bytes: Range<usize>,
    /// As it is written, without its edition.
    name: &'t str,
    /// `81001-5-1`.
    number: &'t str,
}

/// The standard at a place.
pub(super) fn at(text: &str, offset: usize) -> Option<Standard<'_>> {
    let start = text.get(..offset)?.rfind('\n').map_or(0, |n| n + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |n| offset + n);
    let line = &text[start..end];
    let mut at = 0;
    while let Some(found) = next(line, at) {
        let bytes = start + found.bytes.start..start + found.bytes.end;
        if bytes.contains(&offset) || bytes.end == offset {
            return Some(Standard { bytes, ..found });
        }
        at = found.bytes.end;
    }
    None
}

/// The next standard of a line: names of publishers, a number, perhaps an edition.
fn next(line: &str, from: usize) -> Option<Standard<'_>> {
    let mut first: Option<usize> = None;
    let mut at = from;
    loop {
        let rest = &line[at..];
        let skipped = rest.find(char::is_alphanumeric)?;
        // Publishers stand side by side, with a space or a slash between them.
        if !rest[..skipped].chars().all(|c| matches!(c, ' ' | '/' | '-' | '\u{a0}')) {
            first = None;
        }
        let start = at + skipped;
        let word = &line[start..];
        let word = &word[..word.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(word.len())];
        let word = word.trim_end_matches('-');
        at = start + word.len();
        if let Some(begin) = first
            && let Some(number) = number(word)
        {
            let number = &line[start + (word.len() - number.len())..at];
            let end = at + edition(&line[at..]);
            return Some(Standard { bytes: begin..end, name: &line[begin..at], number });
        }
        let (publisher, glued) = word.split_once('-').unwrap_or((word, ""));
        let is_publisher = PUBLISHERS.contains(&publisher) && (glued.is_empty() || number(glued).is_some());
        if !is_publisher {
            first = None;
            continue;
        }
        let begin = *first.get_or_insert(start);
        if !glued.is_empty() {
            let end = at + edition(&line[at..]);
            let number = &line[at - glued.len()..at];
            return Some(Standard { bytes: begin..end, name: &line[begin..at], number });
        }
    }
}

/// The number in a word: `14971`, `81001-5-1`, `800-53`, `TIR57`, `SW96`.
fn number(word: &str) -> Option<&str> {
    let digits = word.strip_prefix("TIR").or_else(|| word.strip_prefix("SW")).unwrap_or(word);
    let is_number = digits.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let first = digits.split('-').next().unwrap_or_default().len();
    (is_number && first >= if digits == word { 3 } else { 2 }).then_some(word)
}

/// How many bytes of what follows say the edition: `:2019`, `:2006+AMD1:2015`.
fn edition(rest: &str) -> usize {
    if !rest.starts_with([':', '+']) || !rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return 0;
    }
    let is_inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '+');
    rest[..rest.find(|c| !is_inside(c)).unwrap_or(rest.len())].trim_end_matches([':', '+']).len()
}

/// Writes what is known of it; whether there was anything.
pub(super) fn write(view: &View<'_>, standard: &Standard<'_>, out: &mut Writing) -> bool {
    let catalogue = view.catalogue();
    let number = standard.number;
    let current = catalogue.citations.iter().find(|citation| is_current(citation, number));
    let mut asked: Vec<RequirementId> =
        catalogue.requirement_ids().filter(|id| speaks_of(catalogue, *id, number)).collect();
    if current.is_none() && asked.is_empty() {
        return false;
    }
    out.paragraph(&out.bold(standard.name));
    if let Some(citation) = current {
        out.paragraph(&format!(
            "Current edition, as of this catalogue: {} (since {})",
            out.plain(&citation.superseded_by),
            out.plain(&citation.since)
        ));
    }
    if asked.is_empty() {
        return true;
    }
    asked.sort_by_key(|id| (catalogue[*id].level, catalogue[*id].strength, *id));
    let many = if asked.len() == 1 { "1 requirement names" } else { "requirements name" };
    let count = if asked.len() == 1 { String::new() } else { format!("{} ", asked.len()) };
    out.paragraph(&format!("{count}{many} it:"));
    for id in asked.iter().take(REQUIREMENTS) {
        out.item(&requirement_line(view, *id, out));
    }
    if asked.len() > REQUIREMENTS {
        out.item(&format!("and {} more", asked.len() - REQUIREMENTS));
    }
    true
}

/// Whether it is the current edition of this standard that replaces another one.
fn is_current(citation: &Citation, number: &str) -> bool {
    contains(&citation.superseded_by, number)
        && citation.patterns.iter().any(|p| contains(p, &number.to_lowercase()))
}

fn speaks_of(catalogue: &Catalogue, id: RequirementId, number: &str) -> bool {
    let requirement = &catalogue[id];
    let lower = number.to_lowercase();
    contains(&requirement.text, number)
        || requirement.note.as_deref().is_some_and(|note| contains(note, number))
        || requirement.elements.iter().any(|element| contains(element, number))
        || requirement.cues.iter().any(|cue| contains(&catalogue[*cue], &lower))
}

/// Whether a number stands in a text and is not part of a longer one.
fn contains(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + number.len()..].chars();
        let next = after.next();
        let goes_on = next == Some('-') && after.next().is_some_and(|c| c.is_ascii_digit());
        !before.is_some_and(|c| c.is_alphanumeric() || c == '-')
            && !next.is_some_and(char::is_alphanumeric)
            && !goes_on
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, words: &str) -> Option<(String, String)> {
        let standard = at(text, text.find(words).unwrap() + 1)?;
        Some((text[standard.bytes].to_owned(), standard.number.to_owned()))
    }

    #[test]
    fn standards_are_found_as_they_are_written() {
        for (text, words, number) in [
            ("é according to ISO 14971:2019, and", "ISO 14971:2019", "14971"),
            ("(IEC 81001-5-1).", "IEC 81001-5-1", "81001-5-1"),
            ("EN ISO 14971:2019+A11:2021", "EN ISO 14971:2019+A11:2021", "14971"),
            ("x\nsee AAMI TIR57", "AAMI TIR57", "TIR57"),
            ("NIST SP 800-53 Rev. 5", "NIST SP 800-53", "800-53"),
            ("IEC-62304:2006+AMD1:2015;", "IEC-62304:2006+AMD1:2015", "62304"),
            ("ISO/IEC 27001: the", "ISO/IEC 27001", "27001"),
        ] {
            assert_eq!(found(text, words), Some((words.to_owned(), number.to_owned())), "{text}");
        }
        for text in ["ISO, 14971", "ISOX 14971", "EN 12 V", "the 14971", "ISO"] {
            assert_eq!(at(text, text.len() - 1), None, "{text}");
        }
    }

    #[test]
    fn a_number_is_not_part_of_a_longer_one() {
        assert!(contains("IEC 62443-4-1 and", "62443-4-1"));
        assert!(!contains("IEC 62443-4-1", "62443-4") && !contains("114971", "14971"));
    }
}
