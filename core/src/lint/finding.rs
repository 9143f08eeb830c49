//! A problem at a place, and its fingerprint.

use serde::{Deserialize, Serialize};
use std::ops::Range;

use super::rule::{Rule, RuleWord};
use crate::assess::Severity;
use crate::catalog::{RequirementId, TopicId};
use crate::detect::Evidence;

/// Another place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// The document.
    pub path: String,
    /// Bytes of its source.
    pub source: Range<u32>,
    /// First and last line, from 1, inclusive.
    pub lines: (u32, u32),
    /// What is there.
    pub note: String,
}

/// A problem shown to the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Code of its rule.
    #[serde(deserialize_with = "super::rule::code")]
    pub code: RuleWord,
    /// Name of its rule.
    #[serde(deserialize_with = "super::rule::name")]
    pub name: RuleWord,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub help: String,
    /// The document, or medlint.toml; `None` when the set as a whole is meant.
    pub path: Option<String>,
    /// Bytes of its source.
    pub source: Range<u32>,
    /// First and last line, from 1, inclusive; `(0, 0)` without a place.
    pub lines: (u32, u32),
    /// Titles of the headings above the place, outermost first.
    pub headings: Vec<String>,
    /// Topics it is about.
    pub topics: Vec<TopicId>,
    /// Requirements behind it, in catalogue order.
    pub requirements: Vec<RequirementId>,
    /// Stays the same while the document around the place changes: 16 hexadecimal digits.
    pub fingerprint: String,
    /// Other places.
    pub related: Vec<Related>,
    /// It is about the document as a whole, wherever it is shown.
    pub whole_document: bool,
}

impl Finding {
    /// A finding without a place. `why` is that of the rule until something better is known.
    pub(super) fn new(
        rule: &Rule,
        severity: Severity,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Finding {
            code: rule.code,
            name: rule.name,
            severity,
            message: message.into(),
            why: rule.why.to_owned(),
            help: help.into(),
            path: None,
            source: 0..0,
            lines: (0, 0),
            headings: Vec::new(),
            topics: Vec::new(),
            requirements: Vec::new(),
            fingerprint: String::new(),
            related: Vec::new(),
            whole_document: false,
        }
    }

    /// At a place.
    pub(super) fn at(mut self, path: &str, source: Range<u32>, lines: (u32, u32)) -> Self {
        self.path = Some(path.to_owned());
        self.source = source;
        self.lines = lines;
        self
    }

    /// At a piece of evidence.
    pub(super) fn at_evidence(mut self, path: &str, evidence: &Evidence) -> Self {
        self = self.at(path, evidence.source.clone(), evidence.lines);
        self.headings.clone_from(&evidence.headings);
        self
    }

    /// With what makes it this finding and no other: the words it is about, but no number of a line.
    pub(super) fn with_key(mut self, key: &str) -> Self {
        self.fingerprint = fingerprint(self.code, self.path.as_deref(), &self.headings, key);
        self
    }

    /// About topics and the requirements behind them.
    pub(super) fn about(mut self, topics: &[TopicId], requirements: &[RequirementId]) -> Self {
        self.topics = topics.to_vec();
        self.requirements = requirements.to_vec();
        self.requirements.sort_unstable();
        self.requirements.dedup();
        self
    }

    /// The order in which findings are shown: by document, place and code; those without a place last.
    pub(super) fn order(&self) -> impl Ord + '_ {
        (
            self.path.is_none(),
            self.path.as_deref(),
            self.lines.0,
            self.source.start,
            self.code,
            &self.fingerprint,
        )
    }
}

/// Hash of what a finding is about; numbers of headings, case and spaces do not matter.
fn fingerprint(code: &str, path: Option<&str>, headings: &[String], key: &str) -> String {
    let mut hash = Fnv::new();
    hash.part(code);
    hash.part(path.unwrap_or_default());
    for heading in headings {
        hash.part(&normal(heading.trim_start_matches(|c: char| c.is_ascii_digit() || ". \t§)".contains(c))));
    }
    hash.part("");
    hash.part(&normal(key));
    hash.digits()
}

/// A fingerprint for the `n`th finding that would otherwise have the same one.
pub(super) fn nth(fingerprint: &str, n: usize) -> String {
    let mut hash = Fnv::new();
    hash.part(fingerprint);
    hash.part(&n.to_string());
    hash.digits()
}

/// Lower case, runs of anything but letters and digits as one space: what two texts have in common that differ in layout only.
pub(crate) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// FNV-1a, 64 bits.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    /// Takes in a text and an end mark that occurs in none.
    fn part(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn digits(&self) -> String {
        format!("{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headings: &[&str], key: &str) -> String {
        let headings: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
        fingerprint("M104", Some("a.md"), &headings, key)
    }

    #[test]
    fn renumbering_and_reflowing_do_not_change_a_fingerprint() {
        assert_eq!(of(&["4.2 Backup"], "TBD  by\nQA"), of(&["4.3. Backup"], "tbd by QA."));
        assert_eq!(of(&["4.2 Backup"], "TBD").len(), 16);
    }

    #[test]
    fn another_heading_or_text_does() {
        let one = of(&["Backup"], "TBD");
        assert_ne!(one, of(&["Restore"], "TBD"));
        assert_ne!(one, of(&["Backup"], "to be written"));
        assert_ne!(one, of(&["Backup", "TBD"], ""));
        assert_ne!(one, nth(&one, 2));
    }
}
