//! medlint.toml as data, for programs that show what it says and change it.
//!
//! It holds what was written and judges nothing: ids, patterns and dates stay texts, known or not, so that nothing is lost
//! on the way. What it means is said by [`Config`](super::Config). Its JSON has the keys of medlint.toml.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::FailOn;
use crate::assess::{DecidedStatus, Severity};
use crate::catalog::{Catalogue, Level};

/// What a medlint.toml says, without the catalogue files of an organisation's own. What is empty is not said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConfigFile {
    /// The device.
    #[serde(skip_serializing_if = "is_default")]
    pub device: DeviceData,
    /// Which files are documents, and what they are.
    #[serde(skip_serializing_if = "is_default")]
    pub documents: DocumentsData,
    /// What is asked about.
    #[serde(skip_serializing_if = "is_default")]
    pub check: CheckData,
    /// How much has to be answered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub threshold: Vec<ThresholdData>,
    /// What people decided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decision: Vec<DecisionData>,
    /// Exceptions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waiver: Vec<WaiverData>,
}

/// `[device]`
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DeviceData {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Facts that are answered, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, bool>,
}

/// `[documents]`
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentsData {
    /// Only documents that match one of these patterns; empty: all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
    /// No documents that match one of these patterns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<String>,
    /// Kinds by pattern; the last that matches counts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<KindData>,
}

/// An entry of `documents.kinds`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindData {
    /// Which documents.
    pub glob: String,
    /// What they are.
    pub kind: String,
}

/// `[check]`
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct CheckData {
    /// Only requirements of these frameworks; empty: all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub frameworks: Vec<String>,
    /// Only requirements of these levels; empty: core and detail.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Milder findings are not shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_severity: Option<Severity>,
    /// From which severity on a run fails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<FailOn>,
}

/// `[[threshold]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThresholdData {
    /// Only requirements of this framework; without it all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework: Option<String>,
    /// Only requirements of this level; without it all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Percent of them that have to be answered, 0 to 100.
    pub met: u8,
}

/// A text or a list of texts, as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// A text.
    One(String),
    /// A list.
    Many(Vec<String>),
}

impl OneOrMany {
    /// The texts.
    pub fn as_slice(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::Many(texts) => texts,
        }
    }
}

/// `[[decision]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionData {
    /// Ids of requirements.
    pub requirement: OneOrMany,
    /// How they stand.
    pub status: DecidedStatus,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// `[[waiver]]`
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaiverData {
    /// Ids of requirements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requirement: Option<OneOrMany>,
    /// Ids of topics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<OneOrMany>,
    /// Codes, names or fingerprints of findings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<OneOrMany>,
    /// Only findings in documents that match this pattern.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Why; empty: the file gives none, and the waiver excuses nothing.
    pub reason: String,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The last day on which it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<String>,
}

impl ConfigFile {
    /// Puts decisions into the order of the catalogue, those of unknown requirements last.
    pub fn sort(&mut self, catalogue: &Catalogue) {
        self.decision.sort_by_cached_key(|decision| {
            let ids = decision.requirement.as_slice().iter();
            ids.filter_map(|id| catalogue.requirement(id)).map(|id| id.index()).min().unwrap_or(usize::MAX)
        });
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Words of closed lists are their ids.
macro_rules! by_id {
    ($($type:ty),+) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let id = String::deserialize(deserializer)?;
                Self::from_id(&id).ok_or_else(|| D::Error::custom(format!("`{id}` is not a word for this")))
            }
        }
    )+};
}

by_id!(Level, Severity, FailOn, DecidedStatus);
