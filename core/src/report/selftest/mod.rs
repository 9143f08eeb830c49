//! The record of a self-test: what was tested where and when, both verdicts, and every case that did not pass.
//!
//! What belongs to the outside world (the program's hash, the platform, the date, the time it took) comes from who calls.
//! Without date and time the same installation gives the same bytes again.

mod html;
mod json;
mod text;

pub use html::html;
pub use json::json;
pub use text::text;

use crate::catalog::Catalogue;
use crate::selftest::{Asked, Case, Rates, SelfTest};

/// Where and when a self-test ran.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// SHA-256 of the running program's file, if it could be read.
    pub program: Option<String>,
    /// Operating system and architecture, or browser.
    pub platform: String,
    /// When it ran, as `2026-11-22T09:30:00Z`; left out when the record has to be the same each time.
    pub date: Option<String>,
    /// How long it took; left out like the date.
    pub milliseconds: Option<u64>,
}

/// A self-test with all that a record says of it.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// Version of the tool.
    pub version: &'a str,
    /// The catalogue that was tested.
    pub catalogue: &'a Catalogue,
    /// What came of it.
    pub test: &'a SelfTest,
    /// Where and when.
    pub circumstances: &'a Circumstances,
}

/// How a record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For programs, every case: [`json`].
    Json,
    /// For reading, printing, signing and filing: [`html`].
    Html,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 2] = [Self::Json, Self::Html];

    /// The word used on the command line and in JavaScript.
    pub fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Html => "html",
        }
    }

    /// The format that a word stands for.
    pub fn from_id(id: &str) -> Option<Format> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// Writes it.
    pub fn write(self, record: &Record<'_>) -> String {
        match self {
            Self::Json => json(record),
            Self::Html => html(record),
        }
    }
}

impl Record<'_> {
    /// The first verdict in a sentence.
    fn installation(&self) -> String {
        if self.test.holds() {
            format!("This installation computes what release {} computes, byte for byte.", self.version)
        } else {
            format!("This installation does not compute what release {} computes.", self.version)
        }
    }

    /// The second verdict in a sentence.
    fn quality(&self) -> String {
        let all = self.all();
        format!(
            "{} of {} cases passed ({}); in {} something that is no evidence was taken for evidence, in {} evidence was overlooked.",
            all.passed,
            all.cases,
            percent(all),
            all.accepted,
            all.overlooked
        )
    }

    fn all(&self) -> Rates {
        Rates::of(self.test.cases.iter())
    }

    /// What was compared: a name, how many results, whether they are the same, and both hashes.
    fn compared(&self) -> [(&'static str, &crate::selftest::Compared); 2] {
        [("outcomes of the cases", &self.test.outcomes), ("check of a set of documents", &self.test.set)]
    }

    /// The questions that some cases did not pass, with these cases.
    fn failed(&self) -> Vec<(Asked, Vec<&Case>)> {
        let of = |asked| (asked, self.test.failed().filter(|case| case.asked == asked).collect::<Vec<_>>());
        Asked::all().map(of).filter(|(_, cases)| !cases.is_empty()).collect()
    }
}

/// What to do when the first verdict does not hold.
const DIFFERENT: &str = "Do not use its results for records. Install the release anew from its source and compare the program's hash with the published one; a program that was built from changed sources or a changed catalogue is not that release.";

/// What the first verdict means.
const INSTALLATION: &str = "The engine judged all cases and checked a small set of documents on this machine. The hashes of what came out are compared with those recorded with the release.";

/// What the second verdict means.
const QUALITY: &str = "Each topic has a passage that shows it and one that only looks like it. Some have a table that shows it, too. What shows a topic is also turned into other states, and edited without changing what it says. Cases that did not pass are known limitations of this release: they are the same on every machine. The passages took part in training, so the rates say how steady detection is, not how often it is right in documents that it has never met; docs/evaluation.md says that.";

/// A share, with one digit behind the point.
fn percent(rates: Rates) -> String {
    let share = rates.passed_per_mille();
    format!("{}.{} %", share / 10, share % 10)
}

/// A time for people.
fn duration(milliseconds: u64) -> String {
    format!("{}.{:02} s", milliseconds / 1000, milliseconds % 1000 / 10)
}

/// Expected states as words.
fn expected(case: &Case) -> String {
    // any state but shown and partly
    if case.expected.len() > 5 {
        return "no evidence".to_owned();
    }
    case.expected.iter().map(|state| state.id()).collect::<Vec<_>>().join(" or ")
}
