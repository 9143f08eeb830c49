//! What can be wrong in medlint.toml, said so that its author can mend it.

use std::fmt;
use std::ops::Range;

use crate::assess::Severity;

/// A mistake in medlint.toml.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The file as the caller named it.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Bytes of the file.
    pub source: Range<u32>,
    /// The key with the tables around it (`waiver.expires`); empty when the file as a whole is meant.
    pub key: String,
    /// What is wrong and what becomes of it.
    pub message: String,
    /// The nearest valid key or value, when one is near.
    pub suggestion: Option<String>,
    /// An error when something that was asked for is not done, else a warning.
    pub severity: Severity,
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}: ", self.path, self.line, self.column, self.severity.id())?;
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        f.write_str(&self.message)?;
        match &self.suggestion {
            Some(near) => write!(f, " (did you mean `{near}`?)"),
            None => Ok(()),
        }
    }
}

/// A catalogue file that medlint.toml names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueFile {
    /// As it was written, relative to medlint.toml.
    pub path: String,
    /// Line in medlint.toml, from 1, for a message when it cannot be read.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}
