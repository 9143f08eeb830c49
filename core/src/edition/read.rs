//! Reads an export, of this version or an older one. Keys that it does not know are kept and not looked at.

use super::{Edition, Entry, FORMAT, Sort, VERSION};
use serde_json::Value;
use std::fmt;

/// Why a text cannot be read as an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditionError {
    /// It is no JSON; what the reader says.
    NotJson(String),
    /// It is JSON, but no export.
    NotAnExport,
    /// It was written in a later form: its version.
    Newer(u64),
    /// An entry is not as it has to be: where, and what is missing.
    Damaged(String),
}

impl fmt::Display for EditionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson(why) => write!(f, "is no JSON ({why})"),
            Self::NotAnExport => write!(f, "is JSON, but no export of a catalogue"),
            Self::Newer(version) => {
                write!(f, "was written in version {version} of the form, this medlint reads up to {VERSION}")
            }
            Self::Damaged(what) => write!(f, "is damaged: {what}"),
        }
    }
}

impl std::error::Error for EditionError {}

impl Edition {
    /// Reads what `medlint catalogue export` wrote.
    ///
    /// # Errors
    /// When it is something else, is damaged, or was written by a later version in a form that this one does not know.
    pub fn read(text: &str) -> Result<Edition, EditionError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let all: Value = serde_json::from_str(text).map_err(|e| EditionError::NotJson(e.to_string()))?;
        if all.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(EditionError::NotAnExport);
        }
        let damaged = |what: &str| EditionError::Damaged(what.to_owned());
        let version =
            all.get("version").and_then(Value::as_u64).ok_or_else(|| damaged("it has no version"))?;
        if version > VERSION {
            return Err(EditionError::Newer(version));
        }
        let word = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let tool = all.get("tool");
        let of_tool = |key: &str| {
            word(tool.and_then(|tool| tool.get(key)))
                .ok_or_else(|| damaged(&format!("`tool.{key}` is missing")))
        };
        let entries = Sort::ALL.iter().map(|sort| list(*sort, &all)).collect::<Result<Vec<_>, _>>()?;
        Ok(Edition {
            tool: of_tool("version")?,
            hash: of_tool("catalogue")?,
            judging: word(all.get("judging")).ok_or_else(|| damaged("`judging` is missing"))?,
            entries,
        })
    }
}

/// The entries of a sort.
fn list(sort: Sort, all: &Value) -> Result<Vec<Entry>, EditionError> {
    let damaged = |what: String| EditionError::Damaged(what);
    let list = all.get(sort.key()).and_then(Value::as_array);
    let list = list.ok_or_else(|| damaged(format!("`{}` is missing", sort.key())))?;
    let mut out: Vec<Entry> = Vec::with_capacity(list.len());
    for (n, entry) in list.iter().enumerate() {
        let no_id = || damaged(format!("entry {} of `{}` has no {}", n + 1, sort.key(), sort.id_key()));
        let mut fields = entry.as_object().ok_or_else(no_id)?.clone();
        let id = match fields.remove(sort.id_key()) {
            Some(Value::String(id)) => id,
            _ => return Err(no_id()),
        };
        if out.iter().any(|other| other.id == id) {
            return Err(damaged(format!("`{id}` occurs twice in `{}`", sort.key())));
        }
        out.push(Entry { id, fields });
    }
    Ok(out)
}
