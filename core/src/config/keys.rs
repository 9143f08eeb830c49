//! Every key of medlint.toml with what it means: what editors complete and explain, and what the JSON Schema says.
//!
//! `parse` reads the file by itself; a test holds that it knows exactly these keys.

use crate::assess::{DecidedStatus, Severity};
use crate::catalog::{Catalogue, Level};
use crate::lint::RULES;

/// A table of medlint.toml.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableKey {
    /// Its name with those of the tables around it: `device.facts`.
    pub name: &'static str,
    /// There may be several: `[[waiver]]`.
    pub list: bool,
    /// What it is for.
    pub meaning: &'static str,
}

/// A key of medlint.toml.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The table that it stands in, as in [`TableKey::name`].
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What its value is.
    pub value: ValueSort,
    /// A list of such values will do, too.
    pub many: bool,
    /// The table means nothing without it.
    pub required: bool,
    /// What it means.
    pub meaning: &'static str,
    /// What holds without it; empty: nothing.
    pub without: &'static str,
}

/// What the value of a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueSort {
    /// Words for people.
    Text,
    /// A day.
    Date,
    /// A pattern for paths.
    Pattern,
    /// The path of a file.
    File,
    /// Id of a kind of document, or `other`.
    Kind,
    /// Id of a framework.
    Framework,
    /// A level.
    Level,
    /// A severity.
    Severity,
    /// A severity, or `never`.
    FailOn,
    /// Id of a requirement.
    Requirement,
    /// Id of a topic.
    Topic,
    /// Code, name or fingerprint of a finding.
    Finding,
    /// What a person can decide.
    Decided,
    /// A whole number from 0 to 100.
    Percent,
}

/// A word that a value can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueWord<'a> {
    /// As it is written.
    pub id: &'a str,
    /// What it means.
    pub meaning: &'a str,
}

/// All tables, in the order in which they are usually written.
pub const TABLES: [TableKey; 9] = [
    TableKey { name: "device", list: false, meaning: "The device that the documents are about." },
    TableKey {
        name: "device.facts",
        list: false,
        meaning: "What is true of the device; decides which requirements apply. A fact that is not answered counts as possible: its requirements apply.",
    },
    TableKey {
        name: "documents",
        list: false,
        meaning: "Which files are documents of the set, and what they are.",
    },
    TableKey {
        name: "documents.kinds",
        list: true,
        meaning: "What documents are, by path. The last entry that matches counts; a document's own front matter outranks it.",
    },
    TableKey {
        name: "check",
        list: false,
        meaning: "Which requirements are asked about, and what is shown.",
    },
    TableKey {
        name: "catalogue",
        list: false,
        meaning: "Topics and frameworks of your own, in files of the same form as medlint's.",
    },
    TableKey {
        name: "threshold",
        list: true,
        meaning: "How many percent of the requirements have to be answered: met, left out with a reason or waived. Fewer are an error.",
    },
    TableKey {
        name: "decision",
        list: true,
        meaning: "What a person decided of requirements. It outranks what was found. One that says more than the documents needs a reason or evidence.",
    },
    TableKey {
        name: "waiver",
        list: true,
        meaning: "An exception that somebody answers for. It names a requirement, a topic or a finding, and gives a reason.",
    },
];

/// A key that is optional and takes one value.
const fn key(table: &'static str, name: &'static str, value: ValueSort, meaning: &'static str) -> Key {
    Key { table, name, value, many: false, required: false, meaning, without: "" }
}

impl Key {
    const fn many(self) -> Key {
        Key { many: true, ..self }
    }

    const fn required(self) -> Key {
        Key { required: true, ..self }
    }

    const fn without(self, without: &'static str) -> Key {
        Key { without, ..self }
    }
}

/// All keys but those of `device.facts`, which are the facts of the catalogue.
pub const KEYS: [Key; 30] = {
    use ValueSort::{
        Date, Decided, FailOn, File, Finding, Framework, Kind, Level, Pattern, Percent, Requirement,
        Severity, Text, Topic,
    };
    [
        key("device", "name", Text, "Name of the device, for reports."),
        key("documents", "include", Pattern, "Only documents that match one of these patterns belong to the set.")
            .many()
            .without("all"),
        key("documents", "exclude", Pattern, "Documents that match one of these patterns do not belong to the set.")
            .many()
            .without("none"),
        key("documents.kinds", "glob", Pattern, "Which documents are meant: a pattern, or a list of them.")
            .many()
            .required(),
        key("documents.kinds", "kind", Kind, "What these documents are; `other`: none of the kinds that medlint knows.")
            .required(),
        key("check", "frameworks", Framework, "Only requirements of these frameworks.").many().without("all"),
        key("check", "levels", Level, "Only requirements of these levels.")
            .many()
            .without("`[\"core\", \"detail\"]`"),
        key("check", "min-severity", Severity, "Milder findings are not shown and do not count.").without("`\"info\"`"),
        key("check", "fail-on", FailOn, "From which severity on the exit code of a run is 1.").without("`\"error\"`"),
        key("catalogue", "topics", File, "Topic files of your own, relative to medlint.toml.").many().without("none"),
        key("catalogue", "frameworks", File, "Framework files of your own, relative to medlint.toml.")
            .many()
            .without("none"),
        key("threshold", "framework", Framework, "Only requirements of this framework.")
            .without("all that are asked about"),
        key("threshold", "level", Level, "Only requirements of this level.").without("all that are asked about"),
        key(
            "threshold",
            "met",
            Percent,
            "Percent, 0 to 100, of the requirements that apply and that are not left to a person.",
        )
        .required(),
        key("decision", "requirement", Requirement, "Ids of requirements; each can be decided once.").many().required(),
        key(
            "decision",
            "status",
            Decided,
            "How they stand. That a requirement does not apply is said by a fact or a waiver.",
        )
        .required(),
        key("decision", "reason", Text, "Why. A decision that says more than the documents needs this or `evidence`."),
        key("decision", "evidence", Text, "Where it is shown, such as the number of a document or a link."),
        key("decision", "note", Text, "A remark."),
        key("decision", "owner", Text, "Who decided."),
        key("decision", "date", Date, "When it was decided."),
        key("waiver", "requirement", Requirement, "Ids of requirements. They count as waived in the assessment.").many(),
        key("waiver", "topic", Topic, "Ids of topics. A requirement is waived when all its open topics are.").many(),
        key(
            "waiver",
            "finding",
            Finding,
            "Codes or names of findings (`M108`, `superseded-citation`), or the fingerprint of a single finding.",
        )
        .many(),
        key(
            "waiver",
            "document",
            Pattern,
            "The waiver excuses findings in documents that match, never a requirement of the whole set.",
        )
        .without("everywhere"),
        key("waiver", "reason", Text, "Why. A waiver without a reason excuses nothing.").required(),
        key("waiver", "owner", Text, "Who answers for it. A waiver without an owner counts, and is a finding."),
        key("waiver", "date", Date, "Since when. A waiver without a date counts, and is a finding."),
        key("waiver", "expires", Date, "The last day on which it counts; after it the waiver is a finding.")
            .without("it does not expire"),
        // Usually written as a list in `documents`, not as a table of its own.
        key("documents", "kinds", Kind, "What documents are, where their titles do not tell: a list of `{ glob, kind }`.")
            .many()
            .without("recognised by medlint"),
    ]
};

/// The table with this name.
pub fn table(name: &str) -> Option<&'static TableKey> {
    TABLES.iter().find(|table| table.name == name)
}

/// The keys of a table, in the order in which they are usually written; for `device.facts` see the catalogue.
pub fn keys(table: &str) -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(move |key| key.table == table)
}

impl ValueSort {
    /// All values.
    pub const ALL: [ValueSort; 14] = [
        Self::Text,
        Self::Date,
        Self::Pattern,
        Self::File,
        Self::Kind,
        Self::Framework,
        Self::Level,
        Self::Severity,
        Self::FailOn,
        Self::Requirement,
        Self::Topic,
        Self::Finding,
        Self::Decided,
        Self::Percent,
    ];

    /// The word that stands for it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Pattern => "pattern",
            Self::File => "file",
            Self::Kind => "kind",
            Self::Framework => "framework",
            Self::Level => "level",
            Self::Severity => "severity",
            Self::FailOn => "fail-on",
            Self::Requirement => "requirement",
            Self::Topic => "topic",
            Self::Finding => "finding",
            Self::Decided => "decided",
            Self::Percent => "percent",
        }
    }

    /// The value that a word stands for.
    pub fn from_id(id: &str) -> Option<ValueSort> {
        Self::ALL.into_iter().find(|sort| sort.id() == id)
    }

    /// The words that a value can be; empty where it is free.
    pub fn words(self, catalogue: &Catalogue) -> Vec<ValueWord<'_>> {
        let severity = |severity: Severity| {
            let meaning = match severity {
                Severity::Error => "should not go out like this",
                Severity::Warning => "should be looked at",
                Severity::Info => "good to know",
            };
            ValueWord { id: severity.id(), meaning }
        };
        match self {
            Self::Text | Self::Date | Self::Pattern | Self::File | Self::Percent => Vec::new(),
            Self::Kind => {
                let kinds =
                    catalogue.kinds.iter().map(|kind| ValueWord { id: &kind.id, meaning: &kind.meaning });
                let other = ValueWord {
                    id: "other",
                    meaning: "none of the kinds that medlint knows: nothing is missed in it",
                };
                kinds.chain([other]).collect()
            }
            Self::Framework => {
                catalogue.frameworks.iter().map(|f| ValueWord { id: &f.id, meaning: &f.title }).collect()
            }
            Self::Level => Level::ALL
                .iter()
                .map(|level| ValueWord { id: level.id(), meaning: level.meaning() })
                .collect(),
            Self::Severity => Severity::ALL.into_iter().rev().map(severity).collect(),
            Self::FailOn => {
                let never = ValueWord { id: "never", meaning: "findings never make a run fail" };
                Severity::ALL.into_iter().rev().map(severity).chain([never]).collect()
            }
            Self::Requirement => {
                catalogue.requirements.iter().map(|r| ValueWord { id: &r.id, meaning: &r.title }).collect()
            }
            Self::Topic => {
                catalogue.topics.iter().map(|t| ValueWord { id: &t.id, meaning: &t.title }).collect()
            }
            Self::Finding => {
                RULES.iter().map(|rule| ValueWord { id: rule.code, meaning: rule.name }).collect()
            }
            Self::Decided => DecidedStatus::ALL
                .into_iter()
                .map(|status| ValueWord { id: status.id(), meaning: status.status().meaning() })
                .collect(),
        }
    }

    /// Whether an organisation's own files can add words, or other words are good, too.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Framework | Self::Requirement | Self::Topic | Self::Finding)
    }
}
