//! Reports for programs of others: code scanning, test reports, annotations, code quality, OSCAL.
//!
//! Each format is written as its specification and its receivers ask; what does not fit a receiver's limits is left out by a
//! rule that is the same every time, and the file says so. Only the command knows these formats: nothing that is
//! compiled for the browser refers to them. What is in each, for whom, and the limits are told in `docs/formats.md`.

mod github;
mod gitlab;
mod junit;
mod oscal;
mod place;
mod sarif;

use super::Check;
use crate::assess::Severity;
use crate::lint::Finding;

/// A report of `check` for a program of somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit's XML, for test reports.
    Junit,
    /// Workflow commands of GitHub, for annotations.
    Github,
    /// Code Quality of GitLab.
    Gitlab,
    /// OSCAL assessment results.
    Oscal,
    /// The requirements as an OSCAL catalog.
    OscalCatalog,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 6] =
        [Self::Sarif, Self::Junit, Self::Github, Self::Gitlab, Self::Oscal, Self::OscalCatalog];

    /// The word used on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Oscal => "oscal",
            Self::OscalCatalog => "oscal-catalog",
        }
    }

    /// The format that a word stands for.
    pub fn from_id(id: &str) -> Option<Format> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// Writes it.
    pub fn write(self, check: &Check<'_>, around: &Circumstances<'_>) -> String {
        match self {
            Self::Sarif => sarif::sarif(check, around),
            Self::Junit => junit::junit(check, around),
            Self::Github => github::github(check, around),
            Self::Gitlab => gitlab::gitlab(check, around),
            Self::Oscal => oscal::assessment_results(check, around),
            Self::OscalCatalog => oscal::catalog(check, around),
        }
    }
}

/// What these formats need to know besides the check.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// The documents are all of the set; otherwise nothing is said about requirements of the set.
    pub whole_set: bool,
    /// Seconds since 1970 in UTC that stand for the time of the result (`SOURCE_DATE_EPOCH`). Only OSCAL has times; without
    /// this they are 1970-01-01, and the file says that this is no date.
    pub made: Option<u64>,
    /// The folder of the set within the repository, with forward slashes; empty when it is the repository's root.
    /// Receivers know files by their path in the repository.
    pub root: &'a str,
}

impl Default for Circumstances<'_> {
    /// A whole set in the root of its repository.
    fn default() -> Self {
        Circumstances { whole_set: true, made: None, root: "" }
    }
}

/// Pages about rules and requirements; their addresses are a promise.
const REFERENCE: &str = "https://medlint.github.io/medlint/reference/";
/// Where the tool comes from.
const HOME: &str = "https://github.com/medlint/medlint";
/// What every report has to say.
const NO_PROMISE: &str = "medlint says which content it found in documents, where and in what state. Whether that is \
                          enough, a person has to judge.";

/// The severest first, else in the order given.
fn severest_first<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<&'a Finding> {
    let mut findings: Vec<&Finding> = findings.collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

/// How many of each severity, in words: `2 errors, 1 warning`.
fn tally<'a>(findings: impl Iterator<Item = &'a Finding> + Clone) -> String {
    let words = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Info, "information", "information"),
    ];
    let counts = words.iter().filter_map(|(severity, one, many)| {
        let n = findings.clone().filter(|finding| finding.severity == *severity).count();
        (n > 0).then(|| crate::lint::wording::count(n, one, many))
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// A text with a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let first = text.split(' ').next().unwrap_or_default();
    let mut out = String::with_capacity(text.len() + 1);
    // A path or an id stays as it is.
    if first.trim_end_matches([',', ':', ';']).chars().all(char::is_alphabetic) {
        let mut letters = text.chars();
        out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(letters.as_str());
    } else {
        out.push_str(text);
    }
    if !out.ends_with(['.', '!', '?']) {
        out.push('.');
    }
    out
}

/// JSON over several lines, so that it can be read and compared.
fn print(value: &impl serde::Serialize) -> String {
    // Only a map whose keys are no text could fail, and there is none.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
