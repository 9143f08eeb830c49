//! Thresholds: how many of the requirements have to be answered before a set of documents is good enough to go on with.
//!
//! They judge the finished assessment and change nothing in it. What is said when one is not reached is a finding.

use super::{Assessed, Assessment, ConfigPlace, Status};
use crate::catalog::{Catalogue, FrameworkId, Level};

/// A share of the requirements that has to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// Only requirements of this framework; `None`: all that are asked about.
    pub framework: Option<FrameworkId>,
    /// Only requirements of this level; `None`: all that are asked about.
    pub level: Option<Level>,
    /// Percent of the requirements that count, 0 to 100.
    pub met: u8,
    /// Where it stands.
    pub place: ConfigPlace,
}

/// How near a threshold is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reached {
    /// Requirements that are answered: met, justified or waived.
    pub answered: u32,
    /// Requirements that count (see [`Status::counts`]).
    pub of: u32,
}

impl Threshold {
    /// The requirements that count for it: asked about, of its framework and level, applicable, and not left to a person.
    pub fn counted<'a>(
        &'a self,
        assessment: &'a Assessment,
        catalogue: &'a Catalogue,
    ) -> impl Iterator<Item = &'a Assessed> {
        assessment.requirements.iter().filter(|assessed| {
            let requirement = &catalogue[assessed.requirement];
            assessed.status.counts()
                && self.framework.is_none_or(|framework| framework == requirement.framework)
                && self.level.is_none_or(|level| level == requirement.level)
        })
    }

    /// How many of them are answered.
    pub fn reached(&self, assessment: &Assessment, catalogue: &Catalogue) -> Reached {
        let mut reached = Reached::default();
        for assessed in self.counted(assessment, catalogue) {
            reached.of += 1;
            reached.answered += u32::from(answers(assessed.status));
        }
        reached
    }

    /// How many more requirements have to be answered; 0 when it is reached, or when no requirement counts.
    pub fn lacking(&self, reached: Reached) -> u32 {
        (reached.of * u32::from(self.met)).div_ceil(100).saturating_sub(reached.answered)
    }
}

impl Reached {
    /// The share in whole percent, rounded down so that it never looks like more than it is; 100 of nothing.
    pub fn percent(self) -> u32 {
        (self.answered * 100).checked_div(self.of).unwrap_or(100)
    }
}

/// Whether a requirement with this status needs nothing more.
fn answers(status: Status) -> bool {
    matches!(status, Status::Met | Status::Justified | Status::Waived)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(met: u8) -> Threshold {
        Threshold { framework: None, level: None, met, place: ConfigPlace::default() }
    }

    #[test]
    fn a_share_is_never_rounded_up() {
        assert_eq!(Reached { answered: 899, of: 1000 }.percent(), 89);
        assert_eq!(Reached { answered: 0, of: 0 }.percent(), 100);
        assert_eq!(at(90).lacking(Reached { answered: 899, of: 1000 }), 1);
        assert_eq!(at(90).lacking(Reached { answered: 900, of: 1000 }), 0);
    }

    #[test]
    fn parts_of_a_requirement_count_as_a_whole_one() {
        assert_eq!(at(90).lacking(Reached { answered: 2, of: 3 }), 1);
        assert_eq!(at(66).lacking(Reached { answered: 2, of: 3 }), 0);
        assert_eq!(at(67).lacking(Reached { answered: 2, of: 3 }), 1);
        assert_eq!(at(100).lacking(Reached { answered: 0, of: 0 }), 0);
        assert_eq!(at(0).lacking(Reached { answered: 0, of: 3 }), 0);
    }
}
