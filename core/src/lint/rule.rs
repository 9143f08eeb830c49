//! What a rule is, and how to find one.

use super::finding::Finding;
use super::rules::RULES;
use super::{document, set};
use crate::catalog::nearest;
use serde::{Deserialize, Deserializer};

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// One document.
    Document,
    /// All documents together, with the device profile.
    Set,
    /// medlint.toml.
    Config,
}

impl Scope {
    /// The word used in output.
    pub fn id(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Set => "set",
            Self::Config => "config",
        }
    }
}

/// A small set of files, and what is said of them.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// Documents: path and text.
    pub files: &'static [(&'static str, &'static str)],
    /// medlint.toml; empty: none.
    pub config: &'static str,
}

impl Example {
    /// One Markdown document.
    pub(super) const fn of(files: &'static [(&'static str, &'static str)]) -> Self {
        Example { files, config: "" }
    }

    /// Documents and a medlint.toml.
    pub(super) const fn with_config(
        files: &'static [(&'static str, &'static str)],
        config: &'static str,
    ) -> Self {
        Example { files, config }
    }
}

/// When and on what a rule runs.
#[derive(Clone, Copy)]
pub(super) enum Check {
    /// On each document alone.
    Document(fn(&document::Input<'_>, &mut Vec<Finding>)),
    /// On the whole set.
    Set(fn(&set::Set<'_>, &mut Vec<Finding>)),
    /// After all others, when it is known which suppressions were used.
    Suppressions,
}

/// A kind of problem that medlint reports.
#[derive(Clone, Copy)]
pub struct Rule {
    /// `M104`; never changes meaning, never used again.
    pub code: &'static str,
    /// `placeholder`; may be used in place of the code.
    pub name: &'static str,
    /// What it looks at.
    pub scope: Scope,
    /// What it reports: one sentence or two.
    pub what: &'static str,
    /// Why it matters to a reviewer or a user of the device.
    pub why: &'static str,
    /// How to mend it.
    pub fix: &'static str,
    /// How severe it is, and on what that depends.
    pub severity: &'static str,
    /// Input that has the problem.
    pub bad: Example,
    /// The same without the problem.
    pub good: Example,
    pub(super) check: Check,
}

/// The code or the name of a rule. A name of its own, because what is written as `&'static str` could be read from static
/// texts only.
pub type RuleWord = &'static str;

/// The rule with this code or name; case does not matter.
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .copied()
        .find(|r| r.code.eq_ignore_ascii_case(code_or_name) || r.name.eq_ignore_ascii_case(code_or_name))
}

/// The code or name nearest to a mistyped one.
pub fn nearest_rule(word: &str) -> Option<&'static str> {
    nearest(word, RULES.iter().flat_map(|r| [r.name, r.code]))
}
/// Reads the code of a rule.
pub(super) fn code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static str, D::Error> {
    known(deserializer).map(|rule| rule.code)
}

/// Reads codes of rules.
pub(super) fn codes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<&'static str>, D::Error> {
    let words = Vec::<String>::deserialize(deserializer)?;
    words.iter().map(|word| find(word).map(|rule| rule.code)).collect()
}

/// Reads the name of a rule.
pub(super) fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static str, D::Error> {
    known(deserializer).map(|rule| rule.name)
}

fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static Rule, D::Error> {
    find(&String::deserialize(deserializer)?)
}

fn find<E: serde::de::Error>(word: &str) -> Result<&'static Rule, E> {
    rule(word).ok_or_else(|| E::custom(format!("there is no rule `{word}`")))
}
