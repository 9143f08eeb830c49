//! An edition of the catalogue: what one version of medlint asks for and how it judges, as data that can be kept and
//! compared with that of another version.
//!
//! [`Edition::built_in`] is this version's, [`Edition::read`] reads one that was written before, [`compare`] says what
//! differs and what that means for who uses it. Lexicons and learned tables are not in it, only hashes of them: they tell
//! that a topic may be judged differently, not how. How a comparison is shown is the business of `report::edition`.

mod compare;
mod read;

pub use compare::{Change, Comparison, Effect, FieldChange, What, compare};
pub use read::EditionError;

use crate::catalog::Catalogue;
use crate::detect;
use crate::report::json::list;
use serde_json::{Map, Value};

/// What the first key of an export says, so that no other JSON is taken for one.
pub const FORMAT: &str = "medlint-catalogue";

/// The version of the form of exports.
pub const VERSION: u64 = 1;

/// What an edition consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Sources of requirements.
    Framework,
    /// What they ask for.
    Requirement,
    /// Content that can be found.
    Topic,
    /// Kinds of document.
    Kind,
    /// Facts about a device.
    Fact,
    /// Rules for findings.
    Rule,
    /// Superseded editions of standards, laws and guidance.
    Citation,
}

impl Sort {
    /// All, in the order of reports.
    pub const ALL: [Sort; 7] =
        [Self::Framework, Self::Requirement, Self::Topic, Self::Kind, Self::Fact, Self::Rule, Self::Citation];

    /// The word used in output.
    pub fn id(self) -> &'static str {
        match self {
            Self::Framework => "framework",
            Self::Requirement => "requirement",
            Self::Topic => "topic",
            Self::Kind => "kind",
            Self::Fact => "fact",
            Self::Rule => "rule",
            Self::Citation => "citation",
        }
    }

    /// The key of an export under which they stand.
    pub fn key(self) -> &'static str {
        match self {
            Self::Framework => "frameworks",
            Self::Requirement => "requirements",
            Self::Topic => "topics",
            Self::Kind => "kinds",
            Self::Fact => "facts",
            Self::Rule => "rules",
            Self::Citation => "citations",
        }
    }

    /// The key of an entry that tells it from others.
    fn id_key(self) -> &'static str {
        if self == Self::Rule { "code" } else { "id" }
    }

    /// Keys that follow from other entries: a difference in them is told there.
    fn derived(self) -> &'static [&'static str] {
        match self {
            Self::Framework | Self::Topic => &["requirements"],
            Self::Requirement => &["related"],
            _ => &[],
        }
    }
}

/// One entry: its id and what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Never changes meaning.
    pub id: String,
    /// Everything else, by key.
    pub fields: Map<String, Value>,
}

impl Entry {
    /// A title, a name or what comes closest to one.
    pub fn title(&self) -> &str {
        let keys = ["title", "name", "meaning"];
        keys.iter().find_map(|key| self.fields.get(*key)?.as_str()).unwrap_or_default()
    }

    /// A list of words; empty when there is none.
    pub(crate) fn words(&self, key: &str) -> Vec<&str> {
        let list = self.fields.get(key).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str).collect()
    }
}

/// The catalogue of one version of medlint.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// The version of medlint that wrote it.
    pub tool: String,
    /// The hash of its catalogue, as reports name it.
    pub hash: String,
    /// A hash of what decides on the states of all topics alike.
    pub judging: String,
    /// The entries of each sort, in the order of [`Sort::ALL`].
    entries: Vec<Vec<Entry>>,
}

impl Edition {
    /// That of this version of medlint.
    pub fn built_in(version: &str) -> Edition {
        // What was just written in this form can be read.
        Self::read(&export(version)).unwrap_or_else(|_| Edition {
            tool: version.to_owned(),
            hash: Catalogue::builtin().hash(),
            judging: String::new(),
            entries: vec![Vec::new(); Sort::ALL.len()],
        })
    }

    /// All entries of a sort.
    pub fn entries(&self, sort: Sort) -> &[Entry] {
        let place = Sort::ALL.iter().position(|other| *other == sort).unwrap_or_default();
        &self.entries[place]
    }
}

/// The built-in catalogue as JSON, in lines, keys in alphabetical order: the same version gives the same bytes, and two
/// exports can also be compared by any other tool.
pub fn export(version: &str) -> String {
    let catalogue = Catalogue::builtin();
    let (topics, shared) = detect::fingerprints();
    // The list for programs is made of the same structures; it parses.
    let mut all: Value = serde_json::from_str(&list::catalogue(&catalogue, version)).unwrap_or_default();
    if let Some(list) = all.get_mut("topics").and_then(Value::as_array_mut) {
        for (topic, hash) in list.iter_mut().zip(topics) {
            topic["detection"] = format!("{hash:016x}").into();
        }
    }
    all["format"] = FORMAT.into();
    all["version"] = VERSION.into();
    all["judging"] = format!("{shared:016x}").into();
    let mut text = serde_json::to_string_pretty(&sorted(all)).unwrap_or_default();
    text.push('\n');
    text
}

/// Objects with their keys in order, whatever map the library was built with.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = map.into_iter().collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(entries.into_iter().map(|(key, value)| (key, sorted(value))).collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(sorted).collect()),
        other => other,
    }
}
