//! Numbers: how many requirements stand how, by framework, by stage and by document.

use super::Assessed;
use super::evidence::state_in;
use super::status::Status;
use crate::catalog::{Catalogue, FrameworkId, KindId, Stage};
use crate::detect::{Analysis, State};

/// How many requirements have each status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts([u16; Status::ALL.len()]);

impl Counts {
    /// How many have this status.
    pub fn of(&self, status: Status) -> u16 {
        self.0[status as usize]
    }

    /// How many there are, applicable or not.
    pub fn total(&self) -> u16 {
        self.0.iter().fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// How many the documents have to answer (see [`Status::counts`]).
    pub fn applicable(&self) -> u16 {
        self.sum(Status::counts)
    }

    /// How many need no more writing: met or justified.
    pub fn done(&self) -> u16 {
        self.of(Status::Met).saturating_add(self.of(Status::Justified))
    }

    /// How many have something left to write (see [`Status::is_open`]).
    pub fn open(&self) -> u16 {
        self.sum(Status::is_open)
    }

    fn sum(&self, wanted: impl Fn(Status) -> bool) -> u16 {
        Status::ALL.iter().filter(|s| wanted(**s)).fold(0, |sum, s| sum.saturating_add(self.of(*s)))
    }

    pub(super) fn add(&mut self, status: Status) {
        let n = &mut self.0[status as usize];
        *n = n.saturating_add(1);
    }
}

/// How the requirements of a framework stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkCoverage {
    /// The framework.
    pub framework: FrameworkId,
    /// All its requirements of the selection.
    pub counts: Counts,
    /// The same by stage of the device's life, without empty stages.
    pub stages: Vec<(Stage, Counts)>,
}

/// How much of what its kind should show a document shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentCoverage {
    /// Index of the document.
    pub document: u32,
    /// What it is taken for.
    pub kind: Option<KindId>,
    /// Topics its kind should show, as far as a requirement that applies needs them.
    pub expected: u16,
    /// Those of them that it shows.
    pub shown: u16,
    /// Those that it shows half.
    pub partly: u16,
    /// All topics that it shows, expected or not.
    pub shown_in_all: u16,
    /// Placeholders in it.
    pub blanks: u16,
}

/// All tables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// All requirements of the selection.
    pub total: Counts,
    /// By framework, in catalogue order, without those that were not selected.
    pub frameworks: Vec<FrameworkCoverage>,
    /// By document, in the order given.
    pub documents: Vec<DocumentCoverage>,
}

pub(super) fn coverage(
    documents: &[&Analysis],
    requirements: &[Assessed],
    needed: &[bool],
    catalogue: &Catalogue,
) -> Coverage {
    let (total, frameworks) = totals(requirements, catalogue);
    let documents = (0..).zip(documents).map(|(i, d)| document_coverage(i, d, needed, catalogue)).collect();
    Coverage { total, frameworks, documents }
}

/// The numbers that depend on the requirements alone.
pub(super) fn totals(requirements: &[Assessed], catalogue: &Catalogue) -> (Counts, Vec<FrameworkCoverage>) {
    let mut total = Counts::default();
    let mut by_framework =
        vec![(Counts::default(), vec![Counts::default(); Stage::ALL.len()]); catalogue.frameworks.len()];
    for assessed in requirements {
        let requirement = &catalogue[assessed.requirement];
        total.add(assessed.status);
        let (counts, stages) = &mut by_framework[requirement.framework.index()];
        counts.add(assessed.status);
        stages[requirement.stage as usize].add(assessed.status);
    }
    let frameworks = catalogue
        .framework_ids()
        .zip(by_framework)
        .filter(|(_, (counts, _))| counts.total() > 0)
        .map(|(framework, (counts, stages))| {
            let stages = Stage::ALL.iter().copied().zip(stages).filter(|(_, c)| c.total() > 0).collect();
            FrameworkCoverage { framework, counts, stages }
        })
        .collect();
    (total, frameworks)
}

pub(super) fn document_coverage(
    document: u32,
    analysis: &Analysis,
    needed: &[bool],
    catalogue: &Catalogue,
) -> DocumentCoverage {
    let kind = analysis.kind.kind;
    let mut row = DocumentCoverage {
        document,
        kind,
        expected: 0,
        shown: 0,
        partly: 0,
        shown_in_all: count(analysis.topics.iter().filter(|t| t.state == State::Shown)),
        blanks: count(analysis.blanks.iter()),
    };
    let Some(kind) = kind else { return row };
    for expected in catalogue[kind].topics.iter().filter(|e| needed[e.topic.index()]) {
        row.expected += 1;
        match state_in(analysis, expected.topic) {
            State::Shown => row.shown += 1,
            State::Partly => row.partly += 1,
            _ => {}
        }
    }
    row
}

fn count<T>(items: impl Iterator<Item = T>) -> u16 {
    u16::try_from(items.count()).unwrap_or(u16::MAX)
}
