//! Assessment: which requirements apply to the device, and how each stands over a whole set of documents.
//!
//! [`assess`] is a cheap fold over finished analyses; redo it after every edit. It judges nothing in a text (that is
//! [`crate::detect`]) and complains about nothing (that is [`crate::lint`]); it only brings requirements, device
//! profile, decisions, waivers and evidence together. It reads no clock: without `today` no waiver is taken to have expired, and
//! [`Assessment::expiry_judged`] says so.

mod actions;
mod coverage;
mod date;
mod decision;
mod evidence;
mod fold;
mod kept;
mod path_pattern;
mod profile;
mod status;
mod threshold;
mod waiver;

pub use actions::{Action, Home};
pub use coverage::{Counts, Coverage, DocumentCoverage, FrameworkCoverage};
pub use date::Date;
pub use decision::{DecidedStatus, Decision};
pub use evidence::{EvidenceRef, state_in};
pub(crate) use fold::Question;
pub use fold::assess;
pub(crate) use kept::KeptAssessment;
pub use path_pattern::{BadPattern, PathPattern};
pub use profile::{Answer, Applicability, DeviceProfile, OpenQuestion};
pub use status::{Severity, Status};
pub use threshold::{Reached, Threshold};
pub use waiver::{ConfigPlace, Waiver, WaiverTarget};

use crate::catalog::{Catalogue, CueId, FrameworkId, Level, Requirement, RequirementId, TopicId};
use crate::detect::State;

/// Which requirements are asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Only these frameworks; `None` means all.
    pub frameworks: Option<Vec<FrameworkId>>,
    /// Only these levels.
    pub levels: Vec<Level>,
}

impl Default for Selection {
    /// All frameworks; core and detail, because context is somebody else's duty or background.
    fn default() -> Self {
        Selection { frameworks: None, levels: vec![Level::Core, Level::Detail] }
    }
}

impl Selection {
    /// Whether the requirement is asked about.
    pub fn contains(&self, requirement: &Requirement) -> bool {
        self.levels.contains(&requirement.level) && self.contains_framework(requirement.framework)
    }

    /// Whether the framework is asked about.
    pub fn contains_framework(&self, framework: FrameworkId) -> bool {
        self.frameworks.as_ref().is_none_or(|chosen| chosen.contains(&framework))
    }
}

/// How one topic of a requirement stands over the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicEvidence {
    /// The topic.
    pub topic: TopicId,
    /// The strongest state it has in any document.
    pub state: State,
    /// The best evidence for it; `None` when the state is missing.
    pub evidence: Option<EvidenceRef>,
}

/// How one requirement stands over the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessed {
    /// The requirement.
    pub requirement: RequirementId,
    /// How it stands.
    pub status: Status,
    /// How it stands by the documents alone, before a decision and a waiver.
    pub found: Status,
    /// Why it applies or not.
    pub applicability: Applicability,
    /// The topics that decided it: all of `topics`, and the best of `any_topics` if there is that choice.
    pub topics: Vec<TopicEvidence>,
    /// The cue that was found, when the requirement has cues and the topic is shown.
    pub cue: Option<CueId>,
    /// Every topic is shown, but none of the requirement's cues occurs in the evidence: that point is missing.
    pub lacks_cue: bool,
    /// The evidence stands in a document of a kind in which it is expected.
    pub in_expected_kind: bool,
    /// The decision that gave it its status, an index into the decisions given to [`assess`].
    pub decision: Option<usize>,
    /// The waiver that excuses it, an index into the waivers given to [`assess`].
    pub waiver: Option<usize>,
}

impl Assessed {
    /// The evidence to show first: that of the topic that decided the status, which is the weakest one.
    pub fn best_evidence(&self) -> Option<EvidenceRef> {
        self.topics.iter().max_by_key(|t| t.state).and_then(|t| t.evidence)
    }

    /// The topics to write about while it is open: those that are not shown. Where all are, what they say lacks something:
    /// a point, or what a person misses in it.
    pub fn open_topics(&self) -> impl Iterator<Item = &TopicEvidence> {
        let all = self.lacks_cue || self.topics.iter().all(|t| t.state == State::Shown);
        self.topics.iter().filter(move |t| all || t.state != State::Shown)
    }

    /// The words that would do, of which none was found; empty unless [`lacks_cue`](Self::lacks_cue).
    pub fn missing_cues<'a>(&self, catalogue: &'a Catalogue) -> impl Iterator<Item = &'a str> + use<'a> {
        let cues: &'a [CueId] = if self.lacks_cue { &catalogue[self.requirement].cues } else { &[] };
        cues.iter().map(|&cue| &*catalogue[cue])
    }
}

/// How one topic stands over the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicStatus {
    /// The topic.
    pub topic: TopicId,
    /// The strongest state it has in any document.
    pub state: State,
    /// The best evidence; `None` when the state is missing.
    pub evidence: Option<EvidenceRef>,
    /// Some requirement that applies and was asked about needs it.
    pub needed: bool,
    /// Requirements that apply, need it, and are not yet met (nor waived).
    pub open: Vec<RequirementId>,
    /// How bad it is that they are open; `None` when none is.
    pub severity: Option<Severity>,
}

/// The result of [`assess`].
#[derive(Debug, Clone)]
pub struct Assessment {
    /// Every requirement of the selection, in catalogue order.
    pub requirements: Vec<Assessed>,
    /// Every topic of the catalogue, in its order: `topics[topic.index()]`.
    pub topics: Vec<TopicStatus>,
    /// Facts that are not known but decide on requirements, the most consequential first.
    pub open_questions: Vec<OpenQuestion>,
    /// Tables of numbers.
    pub coverage: Coverage,
    /// What to do, the most useful first.
    pub actions: Vec<Action>,
    /// Whether expiry of waivers was judged (a date was given).
    pub expiry_judged: bool,
}

impl Assessment {
    /// How a requirement stands; `None` when it is not in the selection.
    pub fn requirement(&self, id: RequirementId) -> Option<&Assessed> {
        self.requirements.binary_search_by_key(&id, |a| a.requirement).ok().map(|i| &self.requirements[i])
    }
}
