//! How two editions of the catalogue differ, for people and programs: what it means first, then entry by entry.

mod json;

pub use json::json;

use super::text::{Paint, Style, wrap};
use crate::edition::{Change, Comparison, Effect, Sort, What};
use crate::lint::wording;
use serde_json::Value;

/// So many ids are named in one sentence.
const MOST: usize = 12;
/// A value longer than this is cut.
const LONGEST: usize = 160;

/// For a terminal.
pub fn text(comparison: &Comparison<'_>, style: &Style) -> String {
    let mut out = format!("{}\n", heading(comparison));
    if comparison.is_empty() {
        out.push_str("Nothing differs.\n");
        return out;
    }
    out.push_str(&format!("\n{}\n", style.paint(Paint::Bold, "What it means")));
    for line in meanings(comparison) {
        out.push_str(&format!("  {}\n", wrap(&line, style.columns(), "  ")));
    }
    for sort in Sort::ALL {
        let changes: Vec<&Change> = comparison.changes.iter().filter(|change| change.sort == sort).collect();
        if changes.is_empty() {
            continue;
        }
        out.push_str(&format!("\n{}\n", style.paint(Paint::Bold, &counted(comparison, sort))));
        for change in changes {
            let paint = match change.what {
                What::Added => Paint::Good,
                What::Withdrawn => Paint::Bad,
                What::Changed(_) => Paint::Doubtful,
            };
            let word = style.paint(paint, &format!("{:<9}", change.what.id()));
            out.push_str(&format!("  {word} {}  {}{}\n", change.id, change.title, condition(change)));
            for (field, old, new) in told(change) {
                let line = format!("{field}: {old} -> {new}");
                out.push_str(&format!("            {}\n", wrap(&line, style.columns(), "              ")));
            }
        }
    }
    out
}

/// For a pull request, a change record or a wiki.
pub fn markdown(comparison: &Comparison<'_>) -> String {
    let mut out = format!("# Changes of the medlint catalogue\n\n{}\n\n", heading(comparison));
    if comparison.is_empty() {
        out.push_str("Nothing differs.\n");
        return out;
    }
    out.push_str("## What it means\n\n");
    for line in meanings(comparison) {
        out.push_str(&format!("- {}\n", escape(&line)));
    }
    for sort in Sort::ALL {
        let changes: Vec<&Change> = comparison.changes.iter().filter(|change| change.sort == sort).collect();
        if changes.is_empty() {
            continue;
        }
        out.push_str(&format!(
            "\n## {}\n\n| | Id | Title | What differs |\n|---|---|---|---|\n",
            counted(comparison, sort)
        ));
        for change in changes {
            let fields: Vec<String> = told(change)
                .iter()
                .map(|(field, old, new)| format!("{field}: {} → {}", escape(old), escape(new)))
                .collect();
            out.push_str(&format!(
                "| {} | `{}` | {}{} | {} |\n",
                change.what.id(),
                change.id.replace('`', ""),
                escape(&change.title),
                escape(&condition(change)),
                fields.join("<br>")
            ));
        }
    }
    out
}

/// Both editions.
fn heading(comparison: &Comparison<'_>) -> String {
    let Comparison { old, new, .. } = comparison;
    format!(
        "From medlint {} (catalogue {}) to medlint {} (catalogue {})",
        old.tool, old.hash, new.tool, new.hash
    )
}

/// What the changes mean, a line each, what to look at first in front.
fn meanings(comparison: &Comparison<'_>) -> Vec<String> {
    let mut out = Vec::new();
    if comparison.all_judged_anew() {
        out.push(
            "How statements are judged has changed for all topics: any text may get another state. Run the check again \
             on documents that were accepted, and compare."
                .to_owned(),
        );
    }
    for effect in Effect::ALL {
        for sort in Sort::ALL {
            let ids: Vec<&str> =
                comparison.with(effect).filter(|c| c.sort == sort).map(|c| c.id.as_str()).collect();
            if ids.is_empty() {
                continue;
            }
            let named = ids[..ids.len().min(MOST)].join(", ");
            let more =
                if ids.len() > MOST { format!(" and {} more", ids.len() - MOST) } else { String::new() };
            let count = wording::count(ids.len(), sort.id(), sort.key());
            out.push(format!("{} ({count}: {named}{more})", capitalised(effect.meaning())));
        }
    }
    out
}

/// "Requirements: 2 added, 1 changed"
fn counted(comparison: &Comparison<'_>, sort: Sort) -> String {
    let words = ["added", "withdrawn", "changed"];
    let counts = comparison.counts(sort).into_iter().zip(words).filter(|(n, _)| *n > 0);
    let parts: Vec<String> = counts.map(|(n, word)| format!("{n} {word}")).collect();
    format!("{}: {}", capitalised(sort.key()), parts.join(", "))
}

/// A word of ours at the beginning of a line.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The facts on which a new requirement depends.
fn condition(change: &Change) -> String {
    if change.when.is_empty() || change.what == What::Withdrawn || change.sort != Sort::Requirement {
        return String::new();
    }
    format!(" (when {})", change.when.join(", "))
}

/// Keys that differ, with both values; a hash says nothing to people.
fn told(change: &Change) -> Vec<(String, String, String)> {
    let What::Changed(fields) = &change.what else { return Vec::new() };
    let pair = |field: &crate::edition::FieldChange| match field.field.as_str() {
        "detection" => ("how it is detected".to_owned(), "as before".to_owned(), "anew".to_owned()),
        name => (name.to_owned(), shown(&field.old), shown(&field.new)),
    };
    fields.iter().map(pair).collect()
}

/// A value for people.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "none".to_owned(),
        Value::String(text) => wording::quote(&text.replace('\n', " "), LONGEST),
        Value::Array(list) if list.is_empty() => "none".to_owned(),
        Value::Array(list) if list.iter().all(Value::is_string) => {
            let words: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            wording::quote(&words.join(", "), LONGEST)
        }
        other => wording::quote(&other.to_string(), LONGEST),
    }
}

/// Text in a cell of a table or an item of a list.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '|' | '<' | '*' | '_' | '[' | ']' | '`' | '\\' => out.extend(['\\', c]),
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}
