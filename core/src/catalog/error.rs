//! What can be wrong with a catalogue file, said so that its author can mend it.

use std::fmt;

/// A mistake in a catalogue file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueError {
    /// The file as the caller named it.
    pub file: String,
    /// Line of the offending key or value, from 1.
    pub line: u32,
    /// Column of it in characters, from 1.
    pub column: u32,
    /// The key with the tables around it (`requirement.kinds`); empty when the file as a whole is meant.
    pub key: String,
    /// What is wrong and, where it is not plain, how to mend it. Without file, line and key.
    pub message: String,
    /// The nearest valid value or key, when one is near.
    pub suggestion: Option<String>,
}

impl CatalogueError {
    /// A mistake at byte `offset` of `text`.
    pub(crate) fn at(file: &str, text: &str, offset: usize, key: &str, message: String) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
        let column = before[line_start..].chars().count() + 1;
        CatalogueError {
            file: file.to_owned(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
            key: key.to_owned(),
            message,
            suggestion: None,
        }
    }

    /// The same with a suggestion.
    pub(crate) fn suggest(mut self, suggestion: Option<&str>) -> Self {
        self.suggestion = suggestion.map(str::to_owned);
        self
    }
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
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

impl std::error::Error for CatalogueError {}
