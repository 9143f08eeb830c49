//! Configuration: what medlint.toml says about the device, its documents, what to check, what people decided, and
//! exceptions.
//!
//! [`Config::parse`] cannot fail: it keeps what is good and says of everything else where it stands, what is wrong and
//! what was probably meant. No file is read here; the caller hands over text, and reads the catalogue files that
//! [`catalogue_files`] names before it parses. [`from_toml`] and [`to_toml`] are for programs that change the file;
//! [`keys`] has every key with its meaning, [`schema`] the same for editors.

mod data;
mod from_toml;
pub mod keys;
mod parse;
mod problem;
mod schema;
mod table;
mod template;
mod to_toml;

pub use data::{
    CheckData, ConfigFile, DecisionData, DeviceData, DocumentsData, KindData, OneOrMany, ThresholdData,
    WaiverData,
};
pub use from_toml::from_toml;
pub use parse::catalogue_files;
pub use problem::{CatalogueFile, ConfigProblem};
pub use schema::schema;
pub use template::{Answers, template};
pub use to_toml::to_toml;
pub(crate) use to_toml::{decision_text, key, quoted, waiver_text};

use crate::assess::{Decision, DeviceProfile, PathPattern, Selection, Severity, Threshold, Waiver};
use crate::catalog::KindId;

/// When a run fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// Findings never make it fail.
    Never,
    /// A finding at least this severe makes it fail.
    At(Severity),
}

impl FailOn {
    /// The value that a word stands for: `error`, `warning`, `info` or `never`.
    pub fn from_id(id: &str) -> Option<FailOn> {
        if id == "never" { Some(Self::Never) } else { Severity::from_id(id).map(Self::At) }
    }

    /// The word that stands for it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::At(severity) => severity.id(),
        }
    }

    /// Whether a run with this worst finding fails.
    pub fn fails(self, worst: Option<Severity>) -> bool {
        match (self, worst) {
            (Self::At(limit), Some(worst)) => worst >= limit,
            _ => false,
        }
    }
}

/// A pattern for paths and the kind of the documents that match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindGlob {
    /// Which documents.
    pub pattern: PathPattern,
    /// What they are; `None` is `other`: none of the kinds that medlint knows.
    pub kind: Option<KindId>,
    /// Line in medlint.toml, from 1.
    pub line: u32,
}

/// What medlint.toml says.
#[derive(Debug, Clone)]
pub struct Config {
    /// What is known of the device.
    pub profile: DeviceProfile,
    /// Only documents that match one of these; empty: all.
    pub include: Vec<PathPattern>,
    /// No documents that match one of these.
    pub exclude: Vec<PathPattern>,
    /// Kinds by path.
    pub kinds: Vec<KindGlob>,
    /// Which requirements are asked about.
    pub selection: Selection,
    /// Milder findings are not shown.
    pub min_severity: Severity,
    /// When a run fails.
    pub fail_on: FailOn,
    /// What people decided of requirements, in the order of the file; one decision for each requirement.
    pub decisions: Vec<Decision>,
    /// Exceptions, in the order of the file.
    pub waivers: Vec<Waiver>,
    /// Shares of requirements that have to be answered, in the order of the file.
    pub thresholds: Vec<Threshold>,
}

impl Default for Config {
    /// What holds without a medlint.toml: every document, every framework, core and detail requirements, nothing known
    /// of the device, every finding shown, errors fail.
    fn default() -> Self {
        Config {
            profile: DeviceProfile::new(),
            include: Vec::new(),
            exclude: Vec::new(),
            kinds: Vec::new(),
            selection: Selection::default(),
            min_severity: Severity::Info,
            fail_on: FailOn::At(Severity::Error),
            decisions: Vec::new(),
            waivers: Vec::new(),
            thresholds: Vec::new(),
        }
    }
}

impl Config {
    /// The last of `kinds` that matches a path.
    pub fn kind_for(&self, path: &str) -> Option<&KindGlob> {
        self.kinds.iter().rev().find(|glob| glob.pattern.matches(path))
    }

    /// Whether a document is to be looked at.
    pub fn is_included(&self, path: &str) -> bool {
        self.why_excluded(path).is_none()
    }

    /// Why a document is not to be looked at, for a run that found nothing.
    pub fn why_excluded(&self, path: &str) -> Option<String> {
        if let Some(pattern) = self.exclude.iter().find(|p| p.matches(path)) {
            return Some(format!("it matches `{}` of documents.exclude", pattern.as_str()));
        }
        let included = self.include.is_empty() || self.include.iter().any(|p| p.matches(path));
        (!included).then(|| "it matches no pattern of documents.include".to_owned())
    }
}
