//! Reads medlint.toml as data. Whether it is right is told by [`Config::parse`]; here everything is taken that has the
//! right type.

use toml::de::{DeTable, DeValue};

use super::data::{
    CheckData, ConfigFile, DecisionData, DeviceData, DocumentsData, KindData, OneOrMany, ThresholdData,
    WaiverData,
};
use super::problem::ConfigProblem;
use super::table::{Reader, percent};
use super::{Config, FailOn};
use crate::assess::{DecidedStatus, Severity};
use crate::catalog::{Catalogue, Level};

/// What a medlint.toml says, and what is wrong in it or does not fit into [`ConfigFile`], in the order of the file. Cannot
/// fail. Comments are no part of the data.
pub fn from_toml(text: &str, catalogue: &Catalogue) -> (ConfigFile, Vec<ConfigProblem>) {
    let (_, mut problems) = Config::parse(NAME, text, catalogue);
    let (table, _) = DeTable::parse_recoverable(text);
    let top = table.get_ref();
    if let Some((key, _)) = top.get_key_value("catalogue") {
        let mut reader = Reader { path: NAME, text, problems: Vec::new() };
        let message = "topics and frameworks of your own are left out: their files are not read here, and the table is lost when the data is written";
        reader.problem(Severity::Warning, key.span(), "catalogue", message);
        problems.append(&mut reader.problems);
        problems.sort_by_key(|p| (p.source.start, p.source.end));
    }
    let file = ConfigFile {
        device: table_of(top, "device").map(device).unwrap_or_default(),
        documents: table_of(top, "documents").map(documents).unwrap_or_default(),
        check: table_of(top, "check").map(check).unwrap_or_default(),
        threshold: tables(top, "threshold").filter_map(threshold).collect(),
        decision: tables(top, "decision").filter_map(decision).collect(),
        waiver: tables(top, "waiver").filter_map(waiver).collect(),
    };
    (file, problems)
}

/// The name of the file in messages.
const NAME: &str = "medlint.toml";

fn device(t: &DeTable<'_>) -> DeviceData {
    let facts = table_of(t, "facts").into_iter().flatten().filter_map(|(fact, answer)| {
        let answer = answer.get_ref().as_bool()?;
        Some((fact.get_ref().to_string(), answer))
    });
    DeviceData { name: text(t, "name"), facts: facts.collect() }
}

fn documents(t: &DeTable<'_>) -> DocumentsData {
    let kinds = tables(t, "kinds").flat_map(|t| {
        let kind = text(t, "kind");
        let globs = if kind.is_some() { texts(t, "glob") } else { Vec::new() };
        globs.into_iter().map(move |glob| KindData { glob, kind: kind.clone().unwrap_or_default() })
    });
    DocumentsData { include: texts(t, "include"), exclude: texts(t, "exclude"), kinds: kinds.collect() }
}

fn check(t: &DeTable<'_>) -> CheckData {
    CheckData {
        frameworks: texts(t, "frameworks"),
        levels: texts(t, "levels").iter().filter_map(|id| Level::from_id(id.trim())).collect(),
        min_severity: text(t, "min-severity").and_then(|id| Severity::from_id(id.trim())),
        fail_on: text(t, "fail-on").and_then(|id| FailOn::from_id(id.trim())),
    }
}

fn threshold(t: &DeTable<'_>) -> Option<ThresholdData> {
    let framework = text(t, "framework");
    let level = text(t, "level").and_then(|id| Level::from_id(id.trim()));
    // One whose scope has the wrong type must not come to ask for something else than was meant.
    let lost =
        (t.contains_key("framework") && framework.is_none()) || (t.contains_key("level") && level.is_none());
    let met = percent(t.get("met")?.get_ref())?;
    (!lost).then_some(ThresholdData { framework, level, met })
}

fn decision(t: &DeTable<'_>) -> Option<DecisionData> {
    Some(DecisionData {
        requirement: one_or_many(t, "requirement")?,
        status: DecidedStatus::from_id(text(t, "status")?.trim())?,
        reason: text(t, "reason"),
        evidence: text(t, "evidence"),
        note: text(t, "note"),
        owner: text(t, "owner"),
        date: date(t, "date"),
    })
}

fn waiver(t: &DeTable<'_>) -> Option<WaiverData> {
    let (document, expires) = (text(t, "document"), date(t, "expires"));
    // A waiver whose scope or end has the wrong type must not come to excuse more than was meant.
    let lost = (t.contains_key("document") && document.is_none())
        || (t.contains_key("expires") && expires.is_none());
    (!lost).then(|| WaiverData {
        requirement: one_or_many(t, "requirement"),
        topic: one_or_many(t, "topic"),
        finding: one_or_many(t, "finding"),
        document,
        reason: text(t, "reason").unwrap_or_default(),
        owner: text(t, "owner"),
        date: date(t, "date"),
        expires,
    })
}

fn table_of<'t>(t: &'t DeTable<'t>, key: &str) -> Option<&'t DeTable<'t>> {
    t.get(key)?.get_ref().as_table()
}

fn tables<'t>(t: &'t DeTable<'t>, key: &str) -> impl Iterator<Item = &'t DeTable<'t>> {
    let array = t.get(key).and_then(|value| value.get_ref().as_array());
    array.into_iter().flat_map(|array| array.iter()).filter_map(|item| item.get_ref().as_table())
}

fn text(t: &DeTable<'_>, key: &str) -> Option<String> {
    t.get(key)?.get_ref().as_str().map(str::to_owned)
}

/// A date, in quotes or not.
fn date(t: &DeTable<'_>, key: &str) -> Option<String> {
    match t.get(key)?.get_ref() {
        DeValue::Datetime(date) => Some(date.to_string()),
        value => value.as_str().map(str::to_owned),
    }
}

fn one_or_many(t: &DeTable<'_>, key: &str) -> Option<OneOrMany> {
    let value = t.get(key)?.get_ref();
    match value.as_str() {
        Some(text) => Some(OneOrMany::One(text.to_owned())),
        None => {
            let items = value.as_array()?.iter().filter_map(|item| item.get_ref().as_str());
            Some(OneOrMany::Many(items.map(str::to_owned).collect()))
        }
    }
}

fn texts(t: &DeTable<'_>, key: &str) -> Vec<String> {
    one_or_many(t, key).map(|all| all.as_slice().to_vec()).unwrap_or_default()
}
