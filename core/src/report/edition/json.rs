//! The comparison for programs. Version 1; later versions of medlint only add keys.

use crate::edition::{Change, Comparison, Edition, Effect, FieldChange, What};
use crate::report::json::print;
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct Out<'a> {
    version: u32,
    old: Side<'a>,
    new: Side<'a>,
    all_judged_anew: bool,
    effects: Vec<Meaning>,
    changes: Vec<OneChange<'a>>,
}

#[derive(Serialize)]
struct Side<'a> {
    tool: &'a str,
    catalogue: &'a str,
}

impl<'a> From<&'a Edition> for Side<'a> {
    fn from(edition: &'a Edition) -> Self {
        Side { tool: &edition.tool, catalogue: &edition.hash }
    }
}

/// What the words of `changes.effects` mean; those that occur.
#[derive(Serialize)]
struct Meaning {
    id: &'static str,
    meaning: &'static str,
}

#[derive(Serialize)]
struct OneChange<'a> {
    sort: &'static str,
    id: &'a str,
    title: &'a str,
    what: &'static str,
    effects: Vec<&'static str>,
    when: &'a [String],
    fields: Vec<Field<'a>>,
}

#[derive(Serialize)]
struct Field<'a> {
    field: &'a str,
    old: &'a Value,
    new: &'a Value,
}

impl<'a> From<&'a Change> for OneChange<'a> {
    fn from(change: &'a Change) -> Self {
        let fields: &[FieldChange] = match &change.what {
            What::Changed(fields) => fields,
            What::Added | What::Withdrawn => &[],
        };
        OneChange {
            sort: change.sort.id(),
            id: &change.id,
            title: &change.title,
            what: change.what.id(),
            effects: change.effects.iter().map(|effect| effect.id()).collect(),
            when: &change.when,
            fields: fields.iter().map(|FieldChange { field, old, new }| Field { field, old, new }).collect(),
        }
    }
}

/// How two editions differ, as JSON.
pub fn json(comparison: &Comparison<'_>) -> String {
    let occurs = |effect: &Effect| comparison.with(*effect).next().is_some();
    print(&Out {
        version: 1,
        old: comparison.old.into(),
        new: comparison.new.into(),
        all_judged_anew: comparison.all_judged_anew(),
        effects: Effect::ALL
            .into_iter()
            .filter(occurs)
            .map(|effect| Meaning { id: effect.id(), meaning: effect.meaning() })
            .collect(),
        changes: comparison.changes.iter().map(OneChange::from).collect(),
    })
}
