//! Superseded editions whose replacement is certain.

use super::Edit;
use crate::catalog::{Catalogue, CitationKind};
use crate::detect::CitationHit;
use crate::document::Document;

/// Puts the current edition in the place of a superseded one: `ISO 14971:2007` becomes `ISO 14971:2019`. Only where the
/// same standard or guidance is cited by its year; what has a new number, another publisher (`EN ISO ...`) or is an
/// algorithm needs a person.
pub fn superseded(document: &Document, catalogue: &Catalogue, hit: &CitationHit) -> Option<Edit> {
    let citation = catalogue.citations.get(hit.citation)?;
    let dated = matches!(citation.kind, CitationKind::Standard | CitationKind::Guidance);
    if !dated || hit.excused {
        return None;
    }
    let plain = citation.superseded_by.split(" (").next()?.trim();
    let (current, edition) = plain.split_once(':')?;
    let year =
        |text: &str| text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) && is_number(text);
    if !edition.get(..4).is_some_and(year) {
        return None;
    }
    let (source, place) = (&document.source, &hit.source);
    let cited = document.source_at(place);
    let body = cited.trim_end_matches(')');
    let name = body.get(..body.len().checked_sub(4)?)?;
    if !year(&body[name.len()..]) || !name.ends_with([':', '-', ' ', '(']) || !same_name(name, current) {
        return None;
    }
    // "EN ISO 14971:2007", "ISO 13485:2003/Cor 1"
    let before = source.get(..place.start as usize)?.trim_end_matches([' ', '-', '/', '\u{a0}']);
    let word = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let publisher = (2..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase());
    let behind = source.get(place.end as usize..)?;
    if publisher || behind.starts_with(['+', '/', '-']) {
        return None;
    }
    let start = place.start + u32::try_from(name.len()).ok()?;
    Some(Edit { range: start..start + 4, text: edition.to_owned() })
}

/// Whether both name the same: the same numbers, and no publisher that the current one does not have.
fn same_name(cited: &str, current: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_uppercase).collect()
    };
    let has_digit = |word: &&String| word.bytes().any(|b| b.is_ascii_digit());
    let (cited, current) = (words(cited), words(current));
    let numbers = cited.iter().filter(has_digit).eq(current.iter().filter(has_digit));
    let letters: Vec<&String> = cited.iter().filter(|word| !has_digit(word)).collect();
    let named = !letters.is_empty() || cited.iter().any(|word| has_digit(&word) && !is_number(word));
    numbers && named && letters.iter().all(|word| current.contains(word))
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}
