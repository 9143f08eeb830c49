//! Decisions: what a person says of a requirement in medlint.toml. It outranks what was found.

use super::date::Date;
use super::status::Status;
use super::waiver::ConfigPlace;
use crate::catalog::RequirementId;

/// What a person can decide of a requirement. That it does not apply is a fact of the device or a waiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecidedStatus {
    /// All it asks for is there.
    Met,
    /// Part of it is there.
    Partly,
    /// It will come.
    Planned,
    /// There is nothing.
    Missing,
}

impl DecidedStatus {
    /// All values, best first.
    pub const ALL: [DecidedStatus; 4] = [Self::Met, Self::Partly, Self::Planned, Self::Missing];

    /// The word used in configuration and output.
    pub fn id(self) -> &'static str {
        self.status().id()
    }

    /// The value that a word stands for.
    pub fn from_id(id: &str) -> Option<DecidedStatus> {
        Self::ALL.into_iter().find(|status| status.id() == id)
    }

    /// How a requirement stands of which this was decided.
    pub fn status(self) -> Status {
        match self {
            Self::Met => Status::Met,
            Self::Partly => Status::Partly,
            Self::Planned => Status::Planned,
            Self::Missing => Status::Missing,
        }
    }

    /// Whether it claims more than what was found. Of what only a person can judge nothing is found.
    pub fn says_more_than(self, found: Status) -> bool {
        let found = if found == Status::NeedsAPerson { Status::Missing } else { found };
        self.status() < found
    }
}

/// A person's word on requirements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What it is about; not empty.
    pub requirements: Vec<RequirementId>,
    /// How they stand.
    pub status: DecidedStatus,
    /// Why.
    pub reason: Option<String>,
    /// Where it is shown, for what medlint cannot read: the number of a document, a link.
    pub evidence: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Who decided.
    pub owner: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// Where it stands.
    pub place: ConfigPlace,
}

impl Decision {
    /// Whether it outranks what was found: to say more than the documents it needs a reason or evidence.
    pub fn counts(&self, found: Status) -> bool {
        self.reason.is_some() || self.evidence.is_some() || !self.status.says_more_than(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_decision_has_a_word() {
        for status in DecidedStatus::ALL {
            assert_eq!(DecidedStatus::from_id(status.id()), Some(status));
        }
        assert_eq!(DecidedStatus::from_id("waived"), None);
    }

    #[test]
    fn more_is_what_stands_before_in_the_list() {
        assert!(DecidedStatus::Met.says_more_than(Status::Elsewhere));
        assert!(DecidedStatus::Planned.says_more_than(Status::Placeholder));
        assert!(!DecidedStatus::Met.says_more_than(Status::Met));
        assert!(!DecidedStatus::Partly.says_more_than(Status::Met));
        assert!(DecidedStatus::Met.says_more_than(Status::NeedsAPerson));
        assert!(!DecidedStatus::Missing.says_more_than(Status::NeedsAPerson));
    }
}
