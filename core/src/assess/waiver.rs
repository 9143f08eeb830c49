//! Waivers: justified, dated, owned exceptions from medlint.toml.

use std::ops::Range;

use super::date::Date;
use super::path_pattern::PathPattern;
use crate::catalog::{RequirementId, TopicId};

/// What a waiver excuses.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WaiverTarget {
    /// A requirement.
    Requirement(RequirementId),
    /// A topic: every requirement whose open topics are all waived.
    Topic(TopicId),
    /// Findings with this code (`M104`) or this fingerprint (16 hexadecimal digits).
    Finding(String),
}

/// A place in the configuration file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConfigPlace {
    /// The file as the caller named it.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// Last line, from 1.
    pub end_line: u32,
    /// Bytes of the file.
    pub source: Range<u32>,
}

/// An exception.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// What it excuses; not empty.
    pub targets: Vec<WaiverTarget>,
    /// Why. Without a reason it excuses nothing.
    pub reason: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// When it was granted.
    pub date: Option<Date>,
    /// The last day on which it counts; `None`: it does not expire.
    pub expires: Option<Date>,
    /// Only findings in documents that match; such a waiver excuses findings, never a requirement of the whole set.
    pub document: Option<PathPattern>,
    /// Where it stands.
    pub place: ConfigPlace,
}

impl Waiver {
    /// Whether it has a reason and has not expired. Without `today` nothing has expired.
    pub fn is_valid(&self, today: Option<Date>) -> bool {
        self.reason.is_some() && !self.has_expired(today)
    }

    /// Whether its last day is over. Without `today` that cannot be known, and it is not.
    pub fn has_expired(&self, today: Option<Date>) -> bool {
        matches!((self.expires, today), (Some(last), Some(today)) if last < today)
    }
}
