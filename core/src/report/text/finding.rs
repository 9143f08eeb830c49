//! Findings as rustc would show them: code, message, place, excerpt, why, help.

use super::excerpt::excerpt;
use super::style::{Paint, Style, clean, wrap};
use crate::catalog::Catalogue;
use crate::lint::Finding;
use crate::report::wording;

/// How many requirements and related places are named.
const MOST: usize = 5;

/// Findings in order, a blank line between them. `source_of` gives the decoded source of a document, for excerpts.
pub fn findings<'a>(
    findings: impl IntoIterator<Item = &'a Finding>,
    catalogue: &Catalogue,
    source_of: &dyn Fn(&str) -> Option<String>,
    style: &Style,
) -> String {
    let mut out = String::new();
    // Findings of a document stand together, so one source at a time is enough.
    let mut last: (Option<&str>, Option<String>) = (None, None);
    for one in findings {
        let path = one.path.as_deref();
        if path != last.0 {
            last = (path, path.and_then(source_of));
        }
        out.push_str(&finding(one, catalogue, last.1.as_deref(), style));
        out.push('\n');
    }
    out
}

/// One finding.
pub fn finding(finding: &Finding, catalogue: &Catalogue, source: Option<&str>, style: &Style) -> String {
    let paint = Paint::of_severity(finding.severity);
    let head = format!("{}[{}]", finding.severity.id(), finding.code);
    let message = wrap(&clean(&format!("{head}: {}", finding.message)), style.columns(), "    ");
    let (head, message) = message.split_at(head.len());
    let mut out = format!("{}{}\n", style.paint(paint, head), style.paint(Paint::Bold, message));
    let width = finding.lines.0.to_string().len();
    let gutter = " ".repeat(width);
    if let Some(path) = &finding.path {
        let excerpt = source
            .and_then(|source| excerpt(source, &finding.source, style.columns().saturating_sub(width + 10)));
        let column = excerpt.as_ref().map_or(1, |excerpt| excerpt.column);
        let arrow = style.paint(Paint::Frame, "-->");
        out.push_str(&format!("{gutter}{arrow} {}:{}:{column}\n", clean(path), finding.lines.0));
        // A finding about the whole document stands at its title, which has nothing to show.
        if let Some(excerpt) = excerpt.filter(|_| !finding.whole_document) {
            out.push_str(&excerpt.print(finding.lines.0, paint, style));
        }
    }
    let mut note = |label: &str, text: &str| {
        let indent = " ".repeat(width + 3 + label.len() + 2);
        let text = wrap(&clean(text), style.columns(), &indent);
        let sign = style.paint(Paint::Frame, "=");
        out.push_str(&format!("{gutter} {sign} {}: {text}\n", style.paint(Paint::Bold, label)));
    };
    note("why", &finding.why);
    if !finding.requirements.is_empty() && !finding.why.starts_with("asked for by") {
        note("asked by", &wording::requirements(&finding.requirements, MOST, catalogue));
    }
    note("help", &finding.help);
    for related in finding.related.iter().take(MOST) {
        note("see", &format!("{}:{}: {}", related.path, related.lines.0, related.note));
    }
    if finding.related.len() > MOST {
        note("see", &format!("and {} more places", finding.related.len() - MOST));
    }
    out
}
