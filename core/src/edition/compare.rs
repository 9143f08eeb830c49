//! What differs between two editions, entry by entry and key by key, and what that means for who uses them.
//!
//! A key that only one of the two forms has says nothing of the catalogue and is left out. The order of entries does not
//! matter.

use super::{Edition, Entry, Sort};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A key whose value is another.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// The key.
    pub field: String,
    /// What it was.
    pub old: Value,
    /// What it is.
    pub new: Value,
}

/// What became of an entry.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Withdrawn,
    /// It is there, but not as it was.
    Changed(Vec<FieldChange>),
}

impl What {
    /// The word used in output.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Withdrawn => "withdrawn",
            Self::Changed(_) => "changed",
        }
    }
}

/// What a change means for who checks documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// More is asked for.
    AppliesNewly,
    /// It depends on other facts of the device whether it is asked for.
    AppliesOtherwise,
    /// It is not asked for any more.
    NoLongerAsked,
    /// Other content is asked for.
    AsksForOther,
    /// Findings may be more or less severe, or asked for at another level.
    WeighsOtherwise,
    /// The same text may get another state.
    JudgedAnew,
    /// A document may be taken for another kind, or another document is asked for the content.
    ExpectedElsewhere,
    /// There may be findings that there were not, or the other way round.
    OtherFindings,
    /// There is one more question on the device.
    AsksAboutDevice,
    /// Only words or places in the source have changed.
    Wording,
}

impl Effect {
    /// All, the ones to look at first in front.
    pub const ALL: [Effect; 10] = [
        Self::AppliesNewly,
        Self::AppliesOtherwise,
        Self::AsksForOther,
        Self::NoLongerAsked,
        Self::WeighsOtherwise,
        Self::JudgedAnew,
        Self::ExpectedElsewhere,
        Self::OtherFindings,
        Self::AsksAboutDevice,
        Self::Wording,
    ];

    /// The word used in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::AppliesNewly => "applies-newly",
            Self::AppliesOtherwise => "applies-otherwise",
            Self::NoLongerAsked => "no-longer-asked",
            Self::AsksForOther => "asks-for-other",
            Self::WeighsOtherwise => "weighs-otherwise",
            Self::JudgedAnew => "judged-anew",
            Self::ExpectedElsewhere => "expected-elsewhere",
            Self::OtherFindings => "other-findings",
            Self::AsksAboutDevice => "asks-about-device",
            Self::Wording => "wording",
        }
    }

    /// What it means and what to do, for people.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::AppliesNewly => {
                "asked for now: see whether it applies to the device, and whether documents show it"
            }
            Self::AppliesOtherwise => "depends on other facts: it may apply newly, or no longer",
            Self::NoLongerAsked => "not asked for any more: waivers and decisions that name it can go",
            Self::AsksForOther => {
                "asks for other content: it may stand differently, and what was accepted for it is to be looked at again"
            }
            Self::WeighsOtherwise => {
                "weighs more or less: severity of findings, or whether a check asks for it at all, may change"
            }
            Self::JudgedAnew => "evidence may be judged differently: the same text may get another state",
            Self::ExpectedElsewhere => {
                "expected in other documents, or documents may be taken for another kind"
            }
            Self::OtherFindings => "documents may get findings that they did not have, or lose some",
            Self::AsksAboutDevice => "a new question on the device: answer it in medlint.toml",
            Self::Wording => "only wording, references or examples",
        }
    }
}

/// One entry that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What it is.
    pub sort: Sort,
    /// Its id.
    pub id: String,
    /// Its title, the newer one.
    pub title: String,
    /// What became of it.
    pub what: What,
    /// What that means, each once; those to look at first in front.
    pub effects: Vec<Effect>,
    /// Facts on which a requirement depends; empty when it applies to every device.
    pub when: Vec<String>,
}

/// How two editions differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'a> {
    /// The older one.
    pub old: &'a Edition,
    /// The newer one.
    pub new: &'a Edition,
    /// Entries that differ, by sort, in the order of the newer edition; withdrawn ones behind.
    pub changes: Vec<Change>,
}

impl Comparison<'_> {
    /// What all topics share has changed: any text may be judged differently.
    pub fn all_judged_anew(&self) -> bool {
        self.old.judging != self.new.judging
    }

    /// The ids of the entries of a sort with an effect.
    pub fn with(&self, effect: Effect) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.effects.contains(&effect))
    }

    /// How many entries of a sort were added, withdrawn and changed.
    pub fn counts(&self, sort: Sort) -> [usize; 3] {
        let of = |id: &str| self.changes.iter().filter(|c| c.sort == sort && c.what.id() == id).count();
        ["added", "withdrawn", "changed"].map(of)
    }

    /// Nothing differs.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && !self.all_judged_anew()
    }
}

/// Compares two editions.
pub fn compare<'a>(old: &'a Edition, new: &'a Edition) -> Comparison<'a> {
    let mut changes = Vec::new();
    for sort in Sort::ALL {
        let (before, after) = (old.entries(sort), new.entries(sort));
        let by_id: BTreeMap<&str, &Entry> = before.iter().map(|entry| (entry.id.as_str(), entry)).collect();
        let known = keys(before).intersection(&keys(after)).copied().collect::<BTreeSet<_>>();
        for entry in after {
            match by_id.get(entry.id.as_str()) {
                None => changes.push(change(sort, entry, What::Added)),
                Some(earlier) => {
                    let fields = fields(sort, earlier, entry, &known);
                    if !fields.is_empty() {
                        changes.push(change(sort, entry, What::Changed(fields)));
                    }
                }
            }
        }
        let still: BTreeSet<&str> = after.iter().map(|entry| entry.id.as_str()).collect();
        let gone = before.iter().filter(|entry| !still.contains(entry.id.as_str()));
        changes.extend(gone.map(|entry| change(sort, entry, What::Withdrawn)));
    }
    Comparison { old, new, changes }
}

/// Keys that occur in any entry. Of a sort without entries nothing is known.
fn keys(entries: &[Entry]) -> BTreeSet<&str> {
    entries.iter().flat_map(|entry| entry.fields.keys().map(String::as_str)).collect()
}

fn fields(sort: Sort, old: &Entry, new: &Entry, known: &BTreeSet<&str>) -> Vec<FieldChange> {
    let value = |entry: &Entry, key: &str| entry.fields.get(key).cloned().unwrap_or_default();
    known
        .iter()
        .filter(|key| !sort.derived().contains(key))
        .map(|key| FieldChange { field: (*key).to_owned(), old: value(old, key), new: value(new, key) })
        .filter(|change| change.old != change.new)
        .collect()
}

fn change(sort: Sort, entry: &Entry, what: What) -> Change {
    let found: BTreeSet<Effect> = match &what {
        What::Added => BTreeSet::from([when_added(sort)]),
        What::Withdrawn => BTreeSet::from([when_withdrawn(sort)]),
        What::Changed(fields) => fields.iter().map(|change| when_changed(sort, &change.field)).collect(),
    };
    Change {
        sort,
        id: entry.id.clone(),
        title: entry.title().to_owned(),
        what,
        effects: Effect::ALL.into_iter().filter(|effect| found.contains(effect)).collect(),
        when: entry.words("when").into_iter().map(str::to_owned).collect(),
    }
}

fn when_added(sort: Sort) -> Effect {
    match sort {
        Sort::Framework | Sort::Requirement => Effect::AppliesNewly,
        Sort::Topic => Effect::JudgedAnew,
        Sort::Kind => Effect::ExpectedElsewhere,
        Sort::Fact => Effect::AsksAboutDevice,
        Sort::Rule | Sort::Citation => Effect::OtherFindings,
    }
}

fn when_withdrawn(sort: Sort) -> Effect {
    match sort {
        Sort::Framework | Sort::Requirement => Effect::NoLongerAsked,
        Sort::Topic => Effect::JudgedAnew,
        Sort::Kind => Effect::ExpectedElsewhere,
        Sort::Fact => Effect::AppliesOtherwise,
        Sort::Rule | Sort::Citation => Effect::OtherFindings,
    }
}

fn when_changed(sort: Sort, field: &str) -> Effect {
    match (sort, field) {
        (Sort::Requirement, "when") => Effect::AppliesOtherwise,
        (Sort::Requirement, "topics" | "any_topics" | "cues") => Effect::AsksForOther,
        (Sort::Requirement, "strength" | "level") | (Sort::Framework, "binding") => Effect::WeighsOtherwise,
        (Sort::Requirement, "kinds") | (Sort::Kind, "topics" | "names") => Effect::ExpectedElsewhere,
        (Sort::Topic, "detection" | "shown_when" | "not_enough") => Effect::JudgedAnew,
        (Sort::Rule | Sort::Citation, "severity") => Effect::WeighsOtherwise,
        (Sort::Rule, "scope") | (Sort::Citation, "superseded_by" | "since" | "kind") => Effect::OtherFindings,
        _ => Effect::Wording,
    }
}
