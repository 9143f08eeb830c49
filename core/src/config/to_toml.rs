//! Writes data as a medlint.toml that people like to read: sections in the order of `medlint init`, ids with what they mean.

use std::fmt::Write as _;

use super::data::{ConfigFile, DecisionData, OneOrMany, ThresholdData, WaiverData};
use crate::catalog::Catalogue;
use crate::lint::wording;

/// A medlint.toml that says this. [`from_toml`](super::from_toml) reads the same data from it, with decisions in the order
/// of the catalogue.
pub fn to_toml(file: &ConfigFile, catalogue: &Catalogue) -> String {
    let mut file = file.clone();
    file.sort(catalogue);
    let mut out = String::from(
        "# What medlint has to know to check this documentation.\n\
         # `medlint explain <word>` explains every id in this file.\n",
    );
    device(&mut out, &file, catalogue);
    documents(&mut out, &file);
    check(&mut out, &file);
    if !file.threshold.is_empty() {
        out.push_str("\n# How many percent of the requirements have to be answered.\n");
        for (n, entry) in file.threshold.iter().enumerate() {
            if n > 0 {
                out.push('\n');
            }
            threshold(&mut out, entry);
        }
    }
    if !file.decision.is_empty() {
        out.push_str("\n# What people decided of requirements; it outranks what was found.\n");
        for (n, entry) in file.decision.iter().enumerate() {
            if n > 0 {
                out.push('\n');
            }
            decision(&mut out, entry, catalogue);
        }
    }
    if !file.waiver.is_empty() {
        out.push_str("\n# Exceptions: what they excuse, why, who answers for it, since when, until when.\n");
        for (n, entry) in file.waiver.iter().enumerate() {
            if n > 0 {
                out.push('\n');
            }
            waiver(&mut out, entry, catalogue);
        }
    }
    out
}

fn device(out: &mut String, file: &ConfigFile, catalogue: &Catalogue) {
    let device = &file.device;
    if let Some(name) = &device.name {
        out.push_str("\n[device]\n");
        text(out, "name", Some(name));
    }
    if device.facts.is_empty() {
        return;
    }
    out.push_str(
        "\n# Facts about the device decide which requirements apply; one that is not answered counts as possible.\n\
         [device.facts]\n",
    );
    let mut facts: Vec<_> =
        device.facts.iter().map(|(id, answer)| (catalogue.fact(id), id, answer)).collect();
    facts.sort_by_key(|(fact, id, _)| (fact.is_none(), *fact, *id));
    for (fact, id, answer) in facts {
        let row = format!("{} = {answer}", key(id));
        match fact {
            Some(fact) => {
                let _ = writeln!(out, "{row:<32} # the device {}", one_line(&catalogue[fact].meaning));
            }
            None => line(out, &row),
        }
    }
}

fn documents(out: &mut String, file: &ConfigFile) {
    let documents = &file.documents;
    if *documents == Default::default() {
        return;
    }
    out.push_str("\n[documents]\n");
    texts(out, "include", &documents.include);
    texts(out, "exclude", &documents.exclude);
    if documents.kinds.is_empty() {
        return;
    }
    out.push_str("# What a document is; the last match counts.\nkinds = [\n");
    for entry in &documents.kinds {
        let _ = writeln!(out, "    {{ glob = {}, kind = {} }},", quoted(&entry.glob), quoted(&entry.kind));
    }
    out.push_str("]\n");
}

fn check(out: &mut String, file: &ConfigFile) {
    let check = &file.check;
    if *check == Default::default() {
        return;
    }
    out.push_str("\n[check]\n");
    texts(out, "frameworks", &check.frameworks);
    let levels: Vec<String> = check.levels.iter().map(|level| level.id().to_owned()).collect();
    texts(out, "levels", &levels);
    text(out, "min-severity", check.min_severity.map(|severity| severity.id()));
    text(out, "fail-on", check.fail_on.map(|limit| limit.id()));
}

fn threshold(out: &mut String, entry: &ThresholdData) {
    out.push_str("[[threshold]]\n");
    text(out, "framework", entry.framework.as_deref());
    text(out, "level", entry.level.map(|level| level.id()));
    line(out, &format!("met = {}", entry.met));
}

/// A `[[decision]]` as it is written.
pub(crate) fn decision_text(entry: &DecisionData, catalogue: &Catalogue) -> String {
    let mut out = String::new();
    decision(&mut out, entry, catalogue);
    out
}

/// A `[[waiver]]` as it is written.
pub(crate) fn waiver_text(entry: &WaiverData, catalogue: &Catalogue) -> String {
    let mut out = String::new();
    waiver(&mut out, entry, catalogue);
    out
}

fn decision(out: &mut String, entry: &DecisionData, catalogue: &Catalogue) {
    out.push_str("[[decision]]\n");
    requirements(out, Some(&entry.requirement), catalogue);
    text(out, "status", Some(entry.status.id()));
    text(out, "reason", entry.reason.as_deref());
    text(out, "evidence", entry.evidence.as_deref());
    text(out, "note", entry.note.as_deref());
    text(out, "owner", entry.owner.as_deref());
    text(out, "date", entry.date.as_deref());
}

fn waiver(out: &mut String, entry: &WaiverData, catalogue: &Catalogue) {
    out.push_str("[[waiver]]\n");
    requirements(out, entry.requirement.as_ref(), catalogue);
    one_or_many(out, "topic", entry.topic.as_ref());
    one_or_many(out, "finding", entry.finding.as_ref());
    text(out, "document", entry.document.as_deref());
    text(out, "reason", Some(&entry.reason));
    text(out, "owner", entry.owner.as_deref());
    text(out, "date", entry.date.as_deref());
    text(out, "expires", entry.expires.as_deref());
}

/// The key `requirement`, and what those are that the catalogue knows.
fn requirements(out: &mut String, ids: Option<&OneOrMany>, catalogue: &Catalogue) {
    let known = ids.into_iter().flat_map(OneOrMany::as_slice).filter_map(|id| catalogue.requirement(id));
    for id in known {
        let named = wording::requirement(id, catalogue);
        let _ = writeln!(out, "# {}", one_line(&format!("{named}: {}", catalogue[id].title)));
    }
    one_or_many(out, "requirement", ids);
}

fn one_or_many(out: &mut String, key: &str, value: Option<&OneOrMany>) {
    match value {
        None => {}
        Some(OneOrMany::One(text)) => line(out, &format!("{key} = {}", quoted(text))),
        Some(OneOrMany::Many(items)) => list(out, key, items),
    }
}

fn texts(out: &mut String, key: &str, items: &[String]) {
    if !items.is_empty() {
        list(out, key, items);
    }
}

fn list(out: &mut String, key: &str, items: &[String]) {
    let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    line(out, &format!("{key} = [{}]", items.join(", ")));
}

/// A text of any length; lines stay lines.
fn text(out: &mut String, key: &str, value: Option<&str>) {
    match value {
        None => {}
        Some(value) if value.contains('\n') => {
            // The line end behind the opening quotes is no part of the text.
            let mut body = String::new();
            value.chars().for_each(|c| if c == '\n' { body.push(c) } else { escaped(c, &mut body) });
            line(out, &format!("{key} = \"\"\"\n{body}\"\"\""));
        }
        Some(value) => line(out, &format!("{key} = {}", quoted(value))),
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// A key, in quotes where it needs them.
pub(crate) fn key(id: &str) -> String {
    let bare = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if bare { id.to_owned() } else { quoted(id) }
}

/// A text that may stand in a comment.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A TOML basic string.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    text.chars().for_each(|c| escaped(c, &mut out));
    out.push('"');
    out
}

/// A character of a TOML basic string.
fn escaped(c: char, out: &mut String) {
    match c {
        '"' | '\\' => {
            out.push('\\');
            out.push(c);
        }
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        c if c.is_ascii_control() => {
            let _ = write!(out, "\\u{:04X}", c as u32);
        }
        c => out.push(c),
    }
}
