//! Starting texts for writers, made from the catalogue, and edits that put them where they belong.
//!
//! [`section`] says what has to be written about a topic, as prompts that detection takes for placeholders until somebody
//! fills them in; [`place`] finds the spot in a document, [`complete`] adds what a weak section lacks, [`document`] begins
//! a whole one. Nothing here writes content: a draft is never evidence. Edits are data; nobody's file is changed here.

mod citation;
pub mod config;
mod kind;
mod markup;
mod outline;
mod place;
mod section;
mod suppress;
mod whole;

use std::ops::Range;

pub use citation::superseded;
pub use kind::kind;
pub use markup::Markup;
pub use place::{Place, complete, insert, place};
pub use section::{Section, point, section};
pub use suppress::suppress;
pub use whole::{document, path};

use crate::assess::{DeviceProfile, Selection};
use crate::catalog::{Catalogue, Level, RequirementId, Strength, TopicId};

/// A change of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is taken out, bytes of the source.
    pub range: Range<u32>,
    /// What takes its place.
    pub text: String,
}

impl Edit {
    /// Puts a text in.
    fn insert(at: usize, text: String) -> Edit {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        Edit { range: at..at, text }
    }

    /// The source with the change; `None` when the range does not lie in it, on character boundaries.
    pub fn apply(&self, source: &str) -> Option<String> {
        let (start, end) = (self.range.start as usize, self.range.end as usize);
        let (before, after) = (source.get(..start)?, source.get(end.max(start)..)?);
        Some([before, &self.text, after].concat())
    }
}

/// Whose questions a draft answers.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// What can be asked for.
    pub catalogue: &'a Catalogue,
    /// What is known of the device.
    pub profile: &'a DeviceProfile,
    /// Which requirements are asked about.
    pub selection: &'a Selection,
}

impl Scope<'_> {
    /// The requirements behind a topic that apply and that a reviewer looks for: core level, must or should.
    fn core_requirements(&self, topic: TopicId) -> impl Iterator<Item = RequirementId> {
        self.catalogue.requirements_for_topic(topic).iter().copied().filter(|id| {
            let requirement = &self.catalogue[*id];
            self.selection.contains(requirement)
                && self.profile.applicability(requirement).applies()
                && requirement.level == Level::Core
                && matches!(requirement.strength, Strength::Must | Strength::Should)
        })
    }

    /// Whether a requirement of the selection that applies needs the topic.
    fn needs(&self, topic: TopicId) -> bool {
        self.catalogue.requirements_for_topic(topic).iter().any(|id| {
            let requirement = &self.catalogue[*id];
            self.selection.contains(requirement) && self.profile.applicability(requirement).applies()
        })
    }
}
