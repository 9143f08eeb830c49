//! Reports: functions from results to text. Nothing else in medlint knows an output format.
//!
//! [`text`] is for people at a terminal and may change, [`json`] is for programs and is only ever added to. Files for people:
//! [`html`] is the whole report, [`markdown`] a short one, [`csv`] the traceability, [`ig_nb`] a filled questionnaire, [`gspr`] a filled
//! checklist of Annex I, [`badge`] a picture of one number; what they say in the same words is in `trace`. [`pipeline`] has files for programs of others. [`explain`] and [`list`] say what is in the catalogue and which rules there
//! are. Everything is a pure function; the same input gives the same bytes. No report says that a device or a document complies with anything.

mod answer;
pub mod badge;
mod changes;
pub mod csv;
pub mod diff;
pub mod edition;
pub mod explain;
pub mod gspr;
pub mod html;
pub mod ig_nb;
pub mod json;
pub mod list;
pub mod manifest;
pub mod markdown;
pub mod pipeline;
pub mod selftest;
pub mod text;
mod trace;

use crate::assess::{Assessment, Counts, Decision, DeviceProfile, Severity, Status, Waiver};
use crate::catalog::Catalogue;
use crate::compare::{Comparison, Novelty};
use crate::detect::Analysis;
use crate::document::Digest;
use crate::lint::{Finding, SetLint, wording};

/// A report of `check` as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For programs: [`json::check`].
    Json,
    /// One self-contained page: [`html`].
    Html,
    /// For pull requests: [`markdown`].
    Markdown,
    /// Requirement by requirement: [`csv`].
    Csv,
    /// The notified bodies' questionnaire, filled in: [`ig_nb`].
    IgNbMarkdown,
    /// The same as a table.
    IgNbCsv,
    /// The checklist of general safety and performance requirements, filled in: [`gspr`].
    GsprMarkdown,
    /// The same as a table.
    GsprCsv,
    /// A small picture with one number: [`badge`].
    Badge,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 9] = [
        Self::Json,
        Self::Html,
        Self::Markdown,
        Self::Csv,
        Self::IgNbMarkdown,
        Self::IgNbCsv,
        Self::GsprMarkdown,
        Self::GsprCsv,
        Self::Badge,
    ];

    /// The word used on the command line and in JavaScript.
    pub fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::IgNbMarkdown => "ig-nb-markdown",
            Self::IgNbCsv => "ig-nb-csv",
            Self::GsprMarkdown => "gspr-markdown",
            Self::GsprCsv => "gspr-csv",
            Self::Badge => "badge",
        }
    }

    /// The format that a word stands for.
    pub fn from_id(id: &str) -> Option<Format> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// Writes it. Where only a part of the set was looked at, reports for people say so.
    pub fn write(self, check: &Check<'_>, whole_set: bool) -> String {
        match self {
            Self::Json => json::check(check),
            Self::Html => html::html(check, whole_set),
            Self::Markdown => markdown::markdown(check, whole_set),
            Self::Csv => csv::csv(check),
            Self::IgNbMarkdown => ig_nb::ig_nb_markdown(check, whole_set),
            Self::IgNbCsv => ig_nb::ig_nb_csv(check),
            Self::GsprMarkdown => gspr::gspr_markdown(check, whole_set),
            Self::GsprCsv => gspr::gspr_csv(check),
            Self::Badge => badge::badge(check, whole_set),
        }
    }
}

/// All that a run of `check` has to report.
#[derive(Debug, Clone, Copy)]
pub struct Check<'a> {
    /// Version of the tool.
    pub version: &'a str,
    /// The documents, in the order in which they were assessed.
    pub documents: &'a [&'a Analysis],
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// What is known of the device.
    pub profile: &'a DeviceProfile,
    /// The decisions that were given to the assessment.
    pub decisions: &'a [Decision],
    /// The waivers that were given to the assessment.
    pub waivers: &'a [Waiver],
    /// How the requirements stand.
    pub assessment: &'a Assessment,
    /// What was found.
    pub lint: &'a SetLint,
    /// Milder findings are not shown and do not count.
    pub min_severity: Severity,
    /// What is different from a base, if there is one to compare with.
    pub comparison: Option<&'a Comparison>,
    /// Files besides the documents that the result depends on, for the record.
    pub inputs: &'a [InputFile],
}

/// A file besides the documents that a result depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// What it is: `configuration`, `catalogue`, `baseline`.
    pub what: &'static str,
    /// Its path, as reports name it.
    pub path: String,
    /// Hash of its bytes.
    pub digest: Digest,
}

impl<'a> Check<'a> {
    /// The findings to show, in order.
    pub fn findings(&self) -> impl Iterator<Item = &'a Finding> + use<'a> {
        let least = self.min_severity;
        self.lint.findings.iter().filter(move |finding| finding.severity >= least)
    }

    /// The findings that count: all that are shown, or those that are new or worse than in the base.
    pub fn fresh(&self) -> impl Iterator<Item = &'a Finding> + use<'a> {
        let comparison = self.comparison;
        self.findings().filter(move |finding| {
            comparison.is_none_or(|comparison| comparison.novelty(finding) != Novelty::Known)
        })
    }

    /// The worst severity among those that count.
    pub fn worst(&self) -> Option<Severity> {
        self.fresh().map(|finding| finding.severity).max()
    }

    /// How many of the findings that are shown are errors, warnings and information.
    pub fn counts(&self) -> [usize; 3] {
        let of = |severity| self.findings().filter(|finding| finding.severity == severity).count();
        [of(Severity::Error), of(Severity::Warning), of(Severity::Info)]
    }
}

/// The code of the rule that says of a topic that no document shows it. Its findings have no place, and what to do first
/// says the same.
const NOWHERE: &str = "M102";

/// Requirements that apply in few groups: met, begun, not there, for a person to judge, waived.
fn groups(counts: &Counts) -> [u16; 5] {
    let sum = |statuses: &[Status]| statuses.iter().map(|status| counts.of(*status)).sum();
    [
        counts.done(),
        sum(&[Status::Partly, Status::Elsewhere, Status::Planned]),
        sum(&[Status::Denied, Status::Placeholder, Status::Missing]),
        sum(&[Status::NeedsAPerson, Status::DeniedWithReason]),
        counts.of(Status::Waived),
    ]
}
