//! The device profile: what is true of the device, and which requirements apply because of it.

use crate::catalog::{Catalogue, FactId, Requirement, RequirementId};

/// What is known of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Answer {
    /// True of the device.
    Yes,
    /// Not true of the device.
    No,
    /// Nobody has said.
    #[default]
    Unknown,
}

/// Facts about a device.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeviceProfile {
    /// The device's name, for reports.
    pub name: Option<String>,
    /// By fact; facts beyond the end are unknown.
    answers: Vec<Answer>,
}

/// Why a requirement applies or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Applicability {
    /// To every device.
    Always,
    /// Because this fact is true.
    Because(FactId),
    /// It counts as applicable because not all facts of its `when` are known, and none is true.
    Unknown,
    /// Not, because every fact of its `when` is false.
    No,
}

impl Applicability {
    /// Whether the requirement counts as applicable.
    pub fn applies(self) -> bool {
        self != Self::No
    }
}

/// A fact that is not known, and what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The fact.
    pub fact: FactId,
    /// Requirements that are taken to apply because it is unknown, in catalogue order.
    pub requirements: Vec<RequirementId>,
}

impl DeviceProfile {
    /// A profile in which nothing is known.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says that a fact is true or false.
    pub fn set(&mut self, fact: FactId, value: bool) {
        if self.answers.len() <= fact.index() {
            self.answers.resize(fact.index() + 1, Answer::Unknown);
        }
        self.answers[fact.index()] = if value { Answer::Yes } else { Answer::No };
    }

    /// The same profile with a fact said; reads well in tests.
    #[must_use]
    pub fn with(mut self, fact: FactId, value: bool) -> Self {
        self.set(fact, value);
        self
    }

    /// What is known of a fact.
    pub fn answer(&self, fact: FactId) -> Answer {
        self.answers.get(fact.index()).copied().unwrap_or_default()
    }

    /// The facts that are known, in catalogue order.
    pub fn known(&self) -> impl Iterator<Item = (FactId, bool)> + '_ {
        self.answers.iter().enumerate().filter_map(|(i, answer)| match answer {
            Answer::Yes => Some((FactId(u8::try_from(i).ok()?), true)),
            Answer::No => Some((FactId(u8::try_from(i).ok()?), false)),
            Answer::Unknown => None,
        })
    }

    /// Whether a requirement applies to the device, and why.
    pub fn applicability(&self, requirement: &Requirement) -> Applicability {
        let mut result = if requirement.when.is_empty() { Applicability::Always } else { Applicability::No };
        for &fact in requirement.when.iter() {
            match self.answer(fact) {
                Answer::Yes => return Applicability::Because(fact),
                Answer::No => {}
                Answer::Unknown => result = Applicability::Unknown,
            }
        }
        result
    }

    /// The facts of a requirement's `when` that nobody has said.
    pub fn unknown_facts<'a>(&'a self, requirement: &'a Requirement) -> impl Iterator<Item = FactId> + 'a {
        requirement.when.iter().copied().filter(|&fact| self.answer(fact) == Answer::Unknown)
    }
}

/// Orders questions: most requirements first, then the order of the vocabulary.
pub(super) fn open_questions(by_fact: Vec<Vec<RequirementId>>, catalogue: &Catalogue) -> Vec<OpenQuestion> {
    let mut questions: Vec<OpenQuestion> = catalogue
        .fact_ids()
        .zip(by_fact)
        .filter(|(_, requirements)| !requirements.is_empty())
        .map(|(fact, requirements)| OpenQuestion { fact, requirements })
        .collect();
    questions.sort_by_key(|q| (std::cmp::Reverse(q.requirements.len()), q.fact));
    questions
}
