//! What is different between two states of a set, for people and for programs.
//!
//! What is said is put together once, in [`parts`], and set as text or as Markdown.

mod parts;

use super::markdown::escape;
use super::text::Style;
use super::text::{Paint, clean, wrap};
use crate::compare::Comparison;

pub use super::json::diff as json;

/// How many entries of a part the Markdown names: it goes into comments, which have a limit.
const MOST: usize = 40;
/// How long an entry may be there, in characters.
const LONGEST: usize = 400;

/// For a terminal. `now` names the later state.
pub fn text(comparison: &Comparison, now: &str, style: &Style) -> String {
    let title = format!("From {} to {now}", comparison.base);
    let mut out = format!("{}\n", style.paint(Paint::Bold, &clean(&title)));
    if comparison.other_catalogue {
        let note = format!("note: {}", parts::OTHER_CATALOGUE);
        out.push_str(&format!("{}\n", wrap(&note, style.columns(), "      ")));
    }
    for part in parts::parts(comparison) {
        let title = format!("{} ({})", part.title, part.entries.len());
        out.push_str(&format!("\n{}\n", style.paint(part.paint, &title)));
        for entry in &part.entries {
            out.push_str(&format!("  {}\n", wrap(&clean(&entry.head), style.columns(), "    ")));
            for detail in &entry.details {
                out.push_str(&format!("    {}\n", wrap(&clean(detail), style.columns(), "      ")));
            }
        }
    }
    out.push_str(&format!("\n{}\n", parts::summary(comparison)));
    out
}

/// For a comment or a summary of a pipeline.
pub fn markdown(comparison: &Comparison, now: &str) -> String {
    let mut out = format!("## From {} to {}\n\n", escape(&comparison.base), escape(now));
    out.push_str(&format!("{}\n", parts::summary(comparison)));
    if comparison.other_catalogue {
        out.push_str(&format!("\n> {}\n", parts::OTHER_CATALOGUE));
    }
    for part in parts::parts(comparison) {
        out.push_str(&format!("\n### {} ({})\n\n", part.title, part.entries.len()));
        for entry in part.entries.iter().take(MOST) {
            out.push_str(&format!("- {}\n", short(&entry.head)));
            for detail in &entry.details {
                out.push_str(&format!("  - {}\n", short(detail)));
            }
        }
        if part.entries.len() > MOST {
            out.push_str(&format!("- and {} more\n", part.entries.len() - MOST));
        }
    }
    out
}

/// Text of somebody else without markup, on one line, cut.
fn short(text: &str) -> String {
    let mut cut: String = text.chars().take(LONGEST).collect();
    if cut.len() < text.len() {
        cut.push_str(" ...");
    }
    escape(&cut.replace('\n', " "))
}
