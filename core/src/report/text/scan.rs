//! What documents show, topic by topic, and why.

use super::style::{Paint, Style, clean, wrap};
use crate::catalog::{Catalogue, TopicId};
use crate::detect::{Analysis, Inspected, State};
use crate::report::wording;

/// Documents with their topics, strongest state first.
pub fn scan(documents: &[&Analysis], catalogue: &Catalogue, style: &Style) -> String {
    let mut out = String::new();
    for document in documents {
        let kind = document.kind.kind.map_or("other", |kind| &*catalogue[kind].id);
        let detail = if document.kind.detail.is_empty() {
            String::new()
        } else {
            format!(": {}", document.kind.detail)
        };
        let known = clean(&format!("{kind} ({}{detail})", document.kind.because.id()));
        out.push_str(&format!(
            "{}  {}\n",
            style.paint(Paint::Bold, &clean(&document.path)),
            style.paint(Paint::Dim, &known)
        ));
        if document.topics.is_empty() {
            out.push_str("  no topic of the catalogue was found\n");
        }
        for state in State::ALL {
            for result in document.topics.iter().filter(|result| result.state == state) {
                let name = style.paint(Paint::of_state(state), &format!("{:<11}", state.id()));
                let id = &catalogue[result.topic].id;
                let first = result.evidence.first();
                let place = first.map(|e| lines(e.lines)).unwrap_or_default();
                let section =
                    first.and_then(|e| e.headings.last()).map(|h| format!("  {}", wording::quote(h, 50)));
                let section = style.paint(Paint::Dim, &clean(&section.unwrap_or_default()));
                out.push_str(format!("  {name} {id:<32} {place:<12}{section}").trim_end());
                out.push('\n');
            }
        }
        out.push('\n');
    }
    out
}

/// Why a topic has its state in a document: every piece of evidence with its words and judgements, then every statement
/// that has to do with the topic with what speaks for and against it.
pub fn why(
    document: &Analysis,
    statements: &[Inspected],
    topic: TopicId,
    catalogue: &Catalogue,
    style: &Style,
) -> String {
    let about = &catalogue[topic];
    let result = document.topics.iter().find(|result| result.topic == topic);
    let state = result.map_or(State::Missing, |result| result.state);
    let mut out = format!(
        "{}: {} is {}\n",
        style.paint(Paint::Bold, &clean(&document.path)),
        about.id,
        style.paint(Paint::of_state(state), state.id())
    );
    out.push_str(&format!("  shown when: {}\n", wrap(&about.shown_when, style.columns(), "    ")));
    out.push_str(&format!("  not enough: {}\n", wrap(&about.not_enough, style.columns(), "    ")));
    if statements.is_empty() && result.is_none() {
        out.push_str("\n  no statement is about it\n");
        return out;
    }
    for evidence in result.iter().flat_map(|r| &r.evidence) {
        let state = style.paint(Paint::of_state(evidence.state), evidence.state.id());
        out.push_str(&format!("\n  {} {state} (weight {})\n", lines(evidence.lines), evidence.score));
        if !evidence.headings.is_empty() {
            out.push_str(&format!("    under: {}\n", clean(&evidence.headings.join(" > "))));
        }
        out.push_str(&format!("    \"{}\"\n", wrap(&clean(&evidence.quote), style.columns(), "     ")));
        for reason in &evidence.because {
            out.push_str(&format!("    - {}\n", wrap(&clean(reason), style.columns(), "      ")));
        }
        if !evidence.cues.is_empty() {
            let cues = evidence.cues.iter().map(|cue| format!("\"{}\"", catalogue[*cue]));
            out.push_str(&format!(
                "    points found: {}\n",
                wrap(&wording::list(cues, 12), style.columns(), "      ")
            ));
        }
    }
    if !statements.is_empty() {
        out.push_str("\n  statement by statement (above 0 it shows the topic, above -1 half of it):\n");
    }
    for statement in statements {
        out.push_str(&inspected(statement, style));
    }
    out
}

/// One statement with what speaks for and against it.
fn inspected(statement: &Inspected, style: &Style) -> String {
    let decimal = |thousandths: i32| format!("{:.2}", f64::from(thousandths) / 1000.0);
    let listed = |items: &[(String, i32)]| {
        let items: Vec<String> = items.iter().map(|(word, w)| format!("{word} {}", decimal(*w))).collect();
        items.join(", ")
    };
    let mut out = format!("\n  {}: {}\n", lines(statement.lines), {
        let text: String = clean(&statement.text);
        wrap(&text, style.columns(), "    ")
    });
    let mut line = |name: &str, what: String| {
        if !what.is_empty() {
            out.push_str(&format!("    {name}: {}\n", wrap(&what, style.columns(), "      ")));
        }
    };
    for (name, words) in &statement.signs {
        line(name, clean(words));
    }
    line("words", clean(&listed(&statement.words)));
    if statement.frame {
        line("judgement", "read with what stands under it, no evidence itself".to_owned());
    } else {
        line("judgement", format!("{} ({})", decimal(statement.manner), statement.marks.join(", ")));
    }
    if !statement.parts.is_empty() {
        let parts: Vec<String> =
            statement.parts.iter().map(|(name, value)| format!("{name} {}", decimal(*value))).collect();
        line("sum", format!("{} = {}", decimal(statement.sum), parts.join(" + ").replace("+ -", "- ")));
    }
    out
}

fn lines((first, last): (u32, u32)) -> String {
    if first == last { format!("line {first}") } else { format!("lines {first}-{last}") }
}
