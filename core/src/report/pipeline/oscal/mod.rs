//! OSCAL 1.1.3 as JSON: assessment results, and the requirements as a catalog that these refer to.
//!
//! OSCAL asks for identifiers (UUIDs) and times. Identifiers are version 5: made of what they stand for, so that the same
//! thing has the same one in every file. There is no clock; see [`time`]. OSCAL's words are `satisfied` and `not-satisfied`;
//! every file says that they mean content that was found, and that a person judges.

mod controls;
mod model;
mod results;

pub(in crate::report::pipeline) use controls::catalog;
pub(in crate::report::pipeline) use results::assessment_results;

use uuid::Uuid;

use super::{Check, Circumstances, HOME, NO_PROMISE};
use crate::assess::Date;
use crate::catalog::Framework;
use model::{Metadata, Property, Resource, Rlink};

/// The version of OSCAL.
const VERSION: &str = "1.1.3";

/// The identifier of something that is told by some words.
pub(super) fn identifier(words: &[&str]) -> String {
    let ours = Uuid::new_v5(&Uuid::NAMESPACE_URL, HOME.as_bytes());
    // A byte that occurs in no text parts the words.
    Uuid::new_v5(&ours, words.join("\u{0}").as_bytes()).hyphenated().to_string()
}

/// The identifier of a document in back matter.
fn resource(path: &str) -> String {
    identifier(&["resource", path])
}

/// The time that was told, or the first second of 1970, which nobody takes for the day of a review.
fn time(around: &Circumstances<'_>) -> String {
    let seconds = around.made.unwrap_or_default();
    let day = i64::try_from(seconds / 86_400).ok().and_then(Date::from_unix_days);
    let Some(day) = day else { return "1970-01-01T00:00:00Z".to_owned() };
    let second = seconds % 86_400;
    format!("{day}T{:02}:{:02}:{:02}Z", second / 3_600, second / 60 % 60, second % 60)
}

/// What is said of every file: who made it, of what, and what it does not say.
fn metadata(title: String, check: &Check<'_>, around: &Circumstances<'_>) -> Metadata {
    let mut remarks = vec![NO_PROMISE.to_owned()];
    if around.made.is_none() {
        remarks.push(
            "The times in this file are no times: medlint reads no clock. Set SOURCE_DATE_EPOCH to have others."
                .to_owned(),
        );
    }
    if !around.whole_set {
        remarks.push("Only a part of the documents was looked at.".to_owned());
    }
    Metadata {
        title,
        last_modified: time(around),
        version: string(&format!("medlint {}, catalogue {}", check.version, check.catalogue.hash())),
        oscal_version: VERSION,
        props: vec![property("tool-version", check.version), property("catalogue", &check.catalogue.hash())],
        remarks: remarks.join("\n\n"),
    }
}

/// The source of requirements, for back matter.
fn source(framework: &Framework) -> Resource {
    let is_address = framework.url.starts_with("https://") || framework.url.starts_with("http://");
    let link = Rlink { href: framework.url.to_string(), media_type: None, hashes: Vec::new() };
    Resource {
        uuid: identifier(&["framework", &framework.id]),
        title: line(&framework.title),
        description: Some(format!(
            "{}, {}. Requirements are paraphrased; the published text prevails.",
            framework.publisher, framework.edition
        )),
        props: vec![
            property("framework", &framework.id),
            property("published", &framework.published),
            property("binding", if framework.binding { "law" } else { "guidance" }),
        ],
        rlinks: if is_address { vec![link] } else { Vec::new() },
    }
}

/// A property of ours.
fn property(name: &str, value: &str) -> Property {
    Property { name: token(name), ns: HOME, value: string(value) }
}

/// OSCAL's string: one line, not empty, no space at its ends, and no control characters.
fn string(text: &str) -> String {
    let line = line(text);
    if line.is_empty() { "-".to_owned() } else { line }
}

/// One line without control characters.
fn line(text: &str) -> String {
    let plain: String =
        text.chars().map(|c| if c.is_control() && !c.is_whitespace() { '\u{fffd}' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// OSCAL's token, which is XML's name without a colon. Ids of the built-in catalogue are such; others are made so.
fn token(id: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    let mut out: String = id.chars().map(|c| if fits(c) { c } else { '_' }).collect();
    if !out.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        out.insert(0, '_');
    }
    out
}

/// The id of what is looked for in documents to answer a requirement: a part of its control.
fn objective(requirement: &str) -> String {
    token(&format!("{requirement}_obj"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_of_version_5_and_stays() {
        assert_eq!(identifier(&["a", "b"]), identifier(&["a", "b"]));
        assert_ne!(identifier(&["a", "b"]), identifier(&["ab"]));
        let id = identifier(&["requirement", "N60-5.2-a"]);
        assert!(id.len() == 36 && id.as_bytes()[14] == b'5', "{id}");
        assert_eq!(identifier(&["framework", "imdrf-n60"]), "ba9ab4ff-aff7-5c66-9d26-5dd064597b84");
    }

    #[test]
    fn times_are_those_that_were_told() {
        let at = |made| time(&Circumstances { made, ..Circumstances::default() });
        assert_eq!(at(Some(1_767_225_599)), "2025-12-31T23:59:59Z");
        assert_eq!(at(None), "1970-01-01T00:00:00Z");
        assert_eq!(at(Some(u64::MAX)), "1970-01-01T00:00:00Z");
    }

    #[test]
    fn any_text_fits_oscals_types() {
        assert_eq!(string(" a\n\tb\u{1b}c \u{1c}"), "a b\u{fffd}c \u{fffd}");
        assert_eq!(string(" \n"), "-");
        assert_eq!(token("1 a:b"), "_1_a_b");
        assert_eq!(token("N60-5.2-a"), "N60-5.2-a");
    }
}
