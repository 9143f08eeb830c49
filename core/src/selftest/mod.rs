//! The self-test: what the engine makes of texts that it brings along, where it runs.
//!
//! [`run`] answers two questions that must not be mixed up. Does this installation compute what the release computes?
//! The outcomes of all cases and the check of a small set of documents are hashed and compared with what was recorded
//! with the release. And how good is detection? Cases that do not pass are known limitations: they are listed, and they do
//! not make an installation wrong. The texts took part in training, so the rates are no measure for unseen documents;
//! docs/evaluation.md has one. Nothing is written here; `report::selftest` does that.

pub mod mutation;
mod set;

use std::fmt::Write as _;

use crate::catalog::{Catalogue, Text};
use crate::detect::{self, State};
use crate::document::Digest;
use mutation::{Change, EDITS, MUTATIONS, Subject, Topic};

/// What the release computes: made by `cargo xtask validation`.
const RECORDED: &str = include_str!("recorded.txt");

/// What a case asks, by what was done to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// A passage that shows its topic.
    Example,
    /// A passage that only looks like it.
    CounterExample,
    /// A table that shows its topic.
    Table,
    /// Example or table, turned into something else or edited.
    Changed(Change),
}

impl Asked {
    /// All that can be asked, in the order of reports.
    pub fn all() -> impl Iterator<Item = Asked> {
        let mutations = (0..MUTATIONS.len()).map(Change::Mutation);
        let changes = mutations.chain((0..EDITS.len()).map(Change::Edit)).map(Asked::Changed);
        [Asked::Example, Asked::CounterExample, Asked::Table].into_iter().chain(changes)
    }

    /// The word used in ids and output.
    pub fn id(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::CounterExample => "counter-example",
            Self::Table => "table",
            Self::Changed(change) => change.id(),
        }
    }

    /// `example`, `mutation` or `edit`: whether the text was changed, and whether that must matter.
    pub fn sort(self) -> &'static str {
        match self {
            Self::Example | Self::CounterExample | Self::Table => "example",
            Self::Changed(Change::Mutation(_)) => "mutation",
            Self::Changed(Change::Edit(_)) => "edit",
        }
    }

    /// What is looked at, for people.
    pub fn what(self) -> &'static str {
        match self {
            Self::Example => "a passage that shows the topic",
            Self::CounterExample => "a passage that only looks like it",
            Self::Table => "a table that shows the topic",
            Self::Changed(change) => change.what(),
        }
    }
}

/// A text, what is expected of it, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The topic's id.
    pub topic: Text,
    /// It was made of the table, not of the passage.
    pub of_table: bool,
    /// What is asked.
    pub asked: Asked,
    /// States that are right.
    pub expected: &'static [State],
    /// The state found.
    pub found: State,
    /// How strongly the best evidence speaks for the topic, and its lines; none when it is missing.
    pub best: Option<(i32, (u32, u32))>,
}

impl Case {
    /// Tells it from all others: `sbom/plan-text`, `sbom/table/plan-text`.
    pub fn id(&self) -> String {
        let table = if self.of_table && self.asked != Asked::Table { "/table" } else { "" };
        format!("{}{table}/{}", self.topic, self.asked.id())
    }

    /// The state found is one that was expected.
    pub fn passed(&self) -> bool {
        self.expected.contains(&self.found)
    }

    /// Taken for evidence, although it is none: the mistake that can hide a gap.
    pub fn accepted(&self) -> bool {
        !self.passed() && !self.expects_evidence() && is_evidence(self.found)
    }

    /// Not taken for the evidence that it is: the mistake that asks for what is there.
    pub fn overlooked(&self) -> bool {
        !self.passed() && self.expects_evidence()
    }

    fn expects_evidence(&self) -> bool {
        self.expected.iter().any(|state| is_evidence(*state))
    }
}

fn is_evidence(state: State) -> bool {
    matches!(state, State::Shown | State::Partly)
}

/// A hash of results beside the one that was recorded with the release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// How many results went into it.
    pub count: usize,
    /// SHA-256, as 64 hexadecimal digits.
    pub sha256: String,
    /// What the release computes.
    pub recorded: String,
}

impl Compared {
    fn new(name: &str, count: usize, text: &str, recorded: &str) -> Self {
        let words = |line: &str| line.split_once(' ').map(|(name, hash)| (name.to_owned(), hash.to_owned()));
        let known = recorded.lines().filter_map(words).find(|(known, _)| known == name);
        Compared {
            count,
            sha256: Digest::of(text.as_bytes()).to_string(),
            recorded: known.map(|known| known.1).unwrap_or_default(),
        }
    }

    /// Both are the same.
    pub fn same(&self) -> bool {
        self.sha256 == self.recorded
    }
}

/// How often what was expected came about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rates {
    /// Cases tried.
    pub cases: usize,
    /// Those with an expected state.
    pub passed: usize,
    /// Those taken for evidence although they are none.
    pub accepted: usize,
    /// Those not taken for the evidence that they are.
    pub overlooked: usize,
}

impl Rates {
    /// Of these cases.
    pub fn of<'a>(cases: impl Iterator<Item = &'a Case>) -> Self {
        cases.fold(Rates::default(), |sum, case| Rates {
            cases: sum.cases + 1,
            passed: sum.passed + usize::from(case.passed()),
            accepted: sum.accepted + usize::from(case.accepted()),
            overlooked: sum.overlooked + usize::from(case.overlooked()),
        })
    }

    /// The share that passed, in tenths of a percent, rounded down: nothing but all is 1000.
    pub fn passed_per_mille(self) -> usize {
        self.passed * 1000 / self.cases.max(1)
    }
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfTest {
    /// Every case, topics in catalogue order.
    pub cases: Vec<Case>,
    /// The outcomes of all cases.
    pub outcomes: Compared,
    /// The check of a small set of documents.
    pub set: Compared,
}

impl SelfTest {
    /// This installation computes what the release computes, byte for byte.
    pub fn holds(&self) -> bool {
        self.outcomes.same() && self.set.same()
    }

    /// Rates of each question that was asked at all, in order.
    pub fn groups(&self) -> Vec<(Asked, Rates)> {
        let of = |asked| (asked, Rates::of(self.cases.iter().filter(|case| case.asked == asked)));
        Asked::all().map(of).filter(|(_, rates)| rates.cases > 0).collect()
    }

    /// Cases without an expected state.
    pub fn failed(&self) -> impl Iterator<Item = &Case> {
        self.cases.iter().filter(|case| !case.passed())
    }

    /// What `recorded.txt` has to say for this result to hold.
    pub fn record(&self) -> String {
        format!(
            "Made by cargo xtask validation, not by hand: SHA-256 of what the self-test of this release computes.\n\
             outcomes {}\nset {}\n",
            self.outcomes.sha256, self.set.sha256
        )
    }
}

/// Runs the self-test on the built-in catalogue. The same engine and catalogue give the same result everywhere.
pub fn run() -> SelfTest {
    let catalogue = Catalogue::builtin();
    let cases = cases(&catalogue);
    SelfTest {
        outcomes: Compared::new("outcomes", cases.len(), &outcomes(&cases), RECORDED),
        set: Compared::new("set", set::SIZE, &set::assessment(&catalogue), RECORDED),
        cases,
    }
}

/// What is expected of passages. One that says nothing of a topic may be taken for one that only names it: neither is
/// evidence.
fn expected(state: &str) -> &'static [State] {
    match state {
        "missing" => &[State::Missing, State::Mentioned],
        word => State::ALL.iter().find(|state| state.id() == word).map_or(&[], std::slice::from_ref),
    }
}

fn cases(catalogue: &Catalogue) -> Vec<Case> {
    let analyze = |document: &_| detect::analyze(document, catalogue, None);
    let mut cases = Vec::new();
    for (n, topic) in Topic::all().into_iter().enumerate() {
        let [state, text, other_state, other_text] = detect::examples().get(n).copied().unwrap_or_default();
        let table = detect::tables().iter().find(|table| table.0 == n).map_or("", |table| table.1);
        for (asked, state, text) in [
            (Asked::Example, state, text),
            (Asked::CounterExample, other_state, other_text),
            (Asked::Table, State::Shown.id(), table),
        ] {
            if text.is_empty() {
                continue;
            }
            let of_table = asked == Asked::Table;
            let mut add = |asked, expected, found: &mutation::Outcome| {
                let best = found.best.as_ref().map(|evidence| (evidence.score, evidence.lines));
                let topic = catalogue.topics[n].id.clone();
                cases.push(Case { topic, of_table, asked, expected, found: found.state, best });
            };
            let subject = Subject::passage(format!("{}/{}", topic.id, asked.id()), topic.clone(), text);
            add(asked, expected(state), &mutation::outcome(&subject, &subject.text(), catalogue, &analyze));
            if asked != Asked::CounterExample {
                for trial in mutation::try_all(&subject, catalogue, &analyze).unwrap_or_default() {
                    add(Asked::Changed(trial.change), trial.expected, &trial.found);
                }
            }
        }
    }
    cases
}

/// All outcomes, a line each: what the hash is made of.
fn outcomes(cases: &[Case]) -> String {
    let mut out = String::with_capacity(cases.len() * 48);
    for case in cases {
        // Writing to a string cannot fail.
        let _ = write!(out, "{}\t{}", case.id(), case.found.id());
        if let Some((score, (first, last))) = case.best {
            let _ = write!(out, "\t{score}\t{first}-{last}");
        }
        out.push('\n');
    }
    out
}
