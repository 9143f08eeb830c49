//! The words in which a requirement's standing and a problem's weight are said.

use crate::catalog::{Level, Strength};

/// How a requirement stands over the whole set of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// All it asks for is shown.
    Met,
    /// It is an option or an example of the source, and the documents say with a reason why it is not taken.
    Justified,
    /// Part of it is shown.
    Partly,
    /// The documents only point elsewhere.
    Elsewhere,
    /// It is only announced.
    Planned,
    /// The documents say that there is none, and why.
    DeniedWithReason,
    /// The documents say that there is none, and not why.
    Denied,
    /// There is only a heading, a blank or a form.
    Placeholder,
    /// There is nothing, or it is only named.
    Missing,
    /// A waiver excuses it.
    Waived,
    /// Detection in text cannot tell.
    NeedsAPerson,
    /// It does not apply to this device.
    NotApplicable,
}

impl Status {
    /// All values, best first.
    pub const ALL: [Status; 12] = [
        Self::Met,
        Self::Justified,
        Self::Partly,
        Self::Elsewhere,
        Self::Planned,
        Self::DeniedWithReason,
        Self::Denied,
        Self::Placeholder,
        Self::Missing,
        Self::Waived,
        Self::NeedsAPerson,
        Self::NotApplicable,
    ];

    /// The word used in output.
    pub fn id(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Justified => "justified",
            Self::Partly => "partly",
            Self::Elsewhere => "elsewhere",
            Self::Planned => "planned",
            Self::DeniedWithReason => "denied-with-reason",
            Self::Denied => "denied",
            Self::Placeholder => "placeholder",
            Self::Missing => "missing",
            Self::Waived => "waived",
            Self::NeedsAPerson => "needs-a-person",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// The value that a word stands for.
    pub fn from_id(id: &str) -> Option<Status> {
        Self::ALL.into_iter().find(|status| status.id() == id)
    }

    /// What it means, for people.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Met => "all it asks for is shown in the documents, or a person decided that it is met",
            Self::Justified => "optional, and the documents give a reason for doing without",
            Self::Partly => "part of it is shown",
            Self::Elsewhere => "the documents only point elsewhere",
            Self::Planned => "it is only announced",
            Self::DeniedWithReason => {
                "the documents say that there is none, and why; a person should look at the reason"
            }
            Self::Denied => "the documents say that there is none, without a reason",
            Self::Placeholder => "there is only a heading, a blank or a form to fill in",
            Self::Missing => "nothing was found, or it is only named",
            Self::Waived => "excused by a waiver in medlint.toml",
            Self::NeedsAPerson => "text detection cannot tell; a person has to look",
            Self::NotApplicable => "does not apply to this device, by the facts of its profile",
        }
    }

    /// Whether there is something left to write.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Partly | Self::Elsewhere | Self::Planned | Self::Denied | Self::Placeholder | Self::Missing
        )
    }

    /// Whether it counts among what the documents have to answer: neither out of reach of detection nor inapplicable.
    pub fn counts(self) -> bool {
        !matches!(self, Self::NeedsAPerson | Self::NotApplicable)
    }
}

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Should be looked at.
    Warning,
    /// Should not go out like this.
    Error,
}

impl Severity {
    /// All values, mildest first.
    pub const ALL: [Severity; 3] = [Self::Info, Self::Warning, Self::Error];

    /// The word used in output and configuration.
    pub fn id(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The value that a word stands for.
    pub fn from_id(id: &str) -> Option<Severity> {
        Self::ALL.into_iter().find(|severity| severity.id() == id)
    }

    /// How bad it is when a requirement of this strength and level has no evidence.
    ///
    /// `must` at core level is an error, `should` at core level a warning; details are information, and so is
    /// everything that is optional (`may`, `info`) or somebody else's duty (`context`).
    pub fn of(strength: Strength, level: Level) -> Severity {
        match (strength, level) {
            (Strength::Must, Level::Core) => Self::Error,
            (Strength::Should, Level::Core) => Self::Warning,
            _ => Self::Info,
        }
    }

    /// One step milder; information stays information.
    pub fn milder(self) -> Severity {
        match self {
            Self::Error => Self::Warning,
            Self::Warning | Self::Info => Self::Info,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_and_duties_of_others_are_never_more_than_information() {
        for &level in Level::ALL {
            assert_eq!(Severity::of(Strength::May, level), Severity::Info);
            assert_eq!(Severity::of(Strength::Info, level), Severity::Info);
        }
        for &strength in Strength::ALL {
            assert_eq!(Severity::of(strength, Level::Context), Severity::Info);
        }
        assert_eq!(Severity::of(Strength::Must, Level::Core), Severity::Error);
        assert_eq!(Severity::of(Strength::Should, Level::Core), Severity::Warning);
    }

    #[test]
    fn every_status_has_its_own_word() {
        let mut words: Vec<_> = Status::ALL.iter().map(|s| s.id()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Status::ALL.len());
        assert!(Status::ALL.iter().enumerate().all(|(i, s)| *s as usize == i));
    }
}
