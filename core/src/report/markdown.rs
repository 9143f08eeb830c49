//! A short report as Markdown, gaps first: for comments on pull requests and summaries of pipelines.
//!
//! It stays below 60,000 characters whatever the size of the set, because GitHub takes 65,536; lists that are cut say how
//! much is missing. Nothing in a document's text is markup here, mentions nobody and refers to no issue.

use super::{Check, trace};
use crate::assess::{Action, Counts, Date, Severity, Status};
use crate::lint::{Finding, wording};

/// How many things to do are named before the details.
const FIRST: usize = 10;
/// How long a text of somebody else may be, in characters.
const LONGEST: usize = 300;

/// Up to which length of the report, in bytes, each list may go on. A character has at least one.
mod room {
    pub(super) const FRAMEWORKS: usize = 12_000;
    pub(super) const ACTIONS: usize = 20_000;
    pub(super) const FINDINGS: usize = 36_000;
    pub(super) const ALL_ACTIONS: usize = 46_000;
    pub(super) const DOCUMENTS: usize = 54_000;
    pub(super) const DECISIONS: usize = 56_000;
    pub(super) const WAIVERS: usize = 58_000;
}

/// The report. `whole_set` says whether all documents were looked at; of a part, nothing is said about the requirements.
pub fn markdown(check: &Check<'_>, whole_set: bool) -> String {
    let mut out = String::new();
    head(&mut out, check, whole_set);
    if whole_set {
        frameworks(&mut out, check);
        first(&mut out, check);
    }
    findings(&mut out, check);
    if whole_set {
        all_actions(&mut out, check);
    }
    documents(&mut out, check);
    decisions(&mut out, check);
    waivers(&mut out, check);
    out.push_str(&format!(
        "\nmedlint {}, catalogue {}. It says what was found in the documents; whether that is enough, a person has to judge.\n",
        escape(check.version),
        check.catalogue.hash()
    ));
    out
}

fn head(out: &mut String, check: &Check<'_>, whole_set: bool) {
    let counts = &check.assessment.coverage.total;
    if let Some(name) = &check.profile.name {
        out.push_str(&format!("## {}: ", said(name)));
    } else {
        out.push_str("## medlint: ");
    }
    if whole_set {
        out.push_str(&format!(
            "{} of {} are met\n\n",
            counts.done(),
            wording::count(
                usize::from(counts.applicable()),
                "requirement that applies",
                "requirements that apply"
            )
        ));
    } else {
        out.push_str("a part of the documents\n\n");
    }
    let [errors, warnings, infos] = check.counts();
    out.push_str(&format!(
        "{}: **{}, {}**, {}.",
        wording::count(check.documents.len(), "document", "documents"),
        wording::count(errors, "error", "errors"),
        wording::count(warnings, "warning", "warnings"),
        wording::count(infos, "note", "notes"),
    ));
    if whole_set {
        out.push_str(&format!(
            " {} open, {} for a person to judge, {} waived, {} not applicable.",
            counts.open(),
            counts.of(Status::NeedsAPerson) + counts.of(Status::DeniedWithReason),
            counts.of(Status::Waived),
            counts.of(Status::NotApplicable),
        ));
        let questions = check.assessment.open_questions.len();
        if questions > 0 {
            out.push_str(&format!(
                " {} not known; requirements that depend on them count as applicable.",
                wording::count(questions, "fact of the device is", "facts of the device are")
            ));
        }
    } else {
        out.push_str(" Nothing is said about what the set as a whole lacks.");
    }
    out.push('\n');
}

fn frameworks(out: &mut String, check: &Check<'_>) {
    let rows = &check.assessment.coverage.frameworks;
    if rows.is_empty() {
        return;
    }
    out.push_str("\n| framework | apply | met | begun | not found | person | waived |\n|---|--:|--:|--:|--:|--:|--:|\n");
    let mut lines: Vec<String> =
        rows.iter().map(|row| numbers(&check.catalogue[row.framework].id, &row.counts)).collect();
    if rows.len() > 1 {
        lines.push(numbers("all", &check.assessment.coverage.total));
    }
    list(out, &lines, room::FRAMEWORKS, "frameworks");
}

fn numbers(name: &str, counts: &Counts) -> String {
    let [met, begun, open, person, waived] = super::groups(counts);
    format!(
        "| {} | {} | {met} | {begun} | {open} | {person} | {waived} |\n",
        escape(name),
        counts.applicable()
    )
}

/// The first things to do, a line each.
fn first(out: &mut String, check: &Check<'_>) {
    let actions = &check.assessment.actions;
    if actions.is_empty() {
        return;
    }
    out.push_str("\n### What to do first\n\n");
    let lines: Vec<String> = actions
        .iter()
        .take(FIRST)
        .zip(1..)
        .map(|(action, n): (&Action, usize)| {
            format!(
                "{n}. **{}** ({}, {}): {}\n",
                escape(&check.catalogue[action.topic].title),
                trace::standing(action),
                wording::count(action.requirements.len(), "requirement", "requirements"),
                said(&trace::destination(action, check))
            )
        })
        .collect();
    list(out, &lines, room::ACTIONS, "topics");
    if actions.len() > FIRST {
        out.push_str(&format!("\n{} more topics are below.\n", actions.len() - FIRST));
    }
}

/// Errors, then warnings, with their places.
fn findings(out: &mut String, check: &Check<'_>) {
    let severe = |least: Severity| {
        // That a topic is shown nowhere (M102) is what the list of things to do says.
        check.findings().filter(move |finding| finding.severity == least && finding.code != super::NOWHERE)
    };
    let lines: Vec<String> = severe(Severity::Error).chain(severe(Severity::Warning)).map(line).collect();
    if lines.is_empty() {
        return;
    }
    out.push_str("\n### Errors and warnings in the documents\n\n");
    list(out, &lines, room::FINDINGS, "findings");
}

fn line(finding: &Finding) -> String {
    let place = finding.path.as_deref().map(|path| {
        let place = format!("{path}:{}", finding.lines.0);
        format!(" {}", code(&wording::quote(&place, LONGEST)))
    });
    format!(
        "- **{}** {}{}: {}\n",
        finding.severity.id(),
        finding.code,
        place.unwrap_or_default(),
        marked(&wording::quote(&finding.message, LONGEST))
    )
}

/// What each topic has to say.
fn all_actions(out: &mut String, check: &Check<'_>) {
    let actions = &check.assessment.actions;
    let lines: Vec<String> = actions
        .iter()
        .map(|action| {
            let topic = &check.catalogue[action.topic];
            format!(
                "| {} | {} | {} | {} |\n",
                escape(&topic.title),
                trace::standing(action),
                said(&trace::destination(action, check)),
                escape(&topic.shown_when)
            )
        })
        .collect();
    let title = format!("What to write where: {}", wording::count(actions.len(), "topic", "topics"));
    details(
        out,
        &title,
        "| topic | now | where | what the text has to say |\n|---|---|---|---|\n",
        &lines,
        room::ALL_ACTIONS,
    );
}

fn documents(out: &mut String, check: &Check<'_>) {
    let coverage = &check.assessment.coverage.documents;
    let lines: Vec<String> = coverage
        .iter()
        .filter_map(|row| {
            let document = check.documents.get(row.document as usize)?;
            let kind = row.kind.map_or("other", |kind| &*check.catalogue[kind].id);
            let expected =
                if row.kind.is_some() { format!("{}/{}", row.shown, row.expected) } else { "-".to_owned() };
            Some(format!(
                "| {} | {kind} | {expected} | {} | {} |\n",
                code(&wording::quote(&document.path, LONGEST)),
                row.partly,
                row.blanks
            ))
        })
        .collect();
    let title = format!("Documents: {}", coverage.len());
    let head =
        "| document | kind | topics shown of those expected | half shown | blanks |\n|---|---|--:|--:|--:|\n";
    details(out, &title, head, &lines, room::DOCUMENTS);
}

fn decisions(out: &mut String, check: &Check<'_>) {
    let lines: Vec<String> = check
        .decisions
        .iter()
        .map(|decision| {
            let ids = decision.requirements.iter().map(|id| &*check.catalogue[*id].id);
            format!(
                "| {} | {} | {} | {} | {} |\n",
                escape(&wording::list(ids, 8)),
                decision.status.id(),
                said(&trace::grounds(decision)),
                said(decision.owner.as_deref().unwrap_or_default()),
                day(decision.date)
            )
        })
        .collect();
    let title = format!("Decisions of a person: {}", lines.len());
    let head = "| requirements | decided | why | owner | date |\n|---|---|---|---|---|\n";
    details(out, &title, head, &lines, room::DECISIONS);
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn waivers(out: &mut String, check: &Check<'_>) {
    let lines: Vec<String> = check
        .waivers
        .iter()
        .map(|waiver| {
            let day = |day: Option<crate::assess::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            format!(
                "| {} | {} | {} | {} | {} |\n",
                said(&trace::targets(waiver, check.catalogue)),
                said(waiver.reason.as_deref().unwrap_or("no reason: it excuses nothing")),
                said(waiver.owner.as_deref().unwrap_or_default()),
                day(waiver.date),
                day(waiver.expires)
            )
        })
        .collect();
    let title = format!("Waivers: {}", lines.len());
    let head = "| what | reason | owner | since | until |\n|---|---|---|---|---|\n";
    details(out, &title, head, &lines, room::WAIVERS);
}

/// A table that is opened by a click; nothing when it has no row.
fn details(out: &mut String, title: &str, head: &str, rows: &[String], room: usize) {
    if rows.is_empty() {
        return;
    }
    out.push_str(&format!("\n<details>\n<summary>{title}</summary>\n\n{head}"));
    list(out, rows, room, "rows");
    out.push_str("\n</details>\n");
}

/// As many lines as there is room for.
fn list(out: &mut String, lines: &[String], room: usize, what: &str) {
    let mut shown = 0;
    for line in lines {
        if out.len() + line.len() > room {
            break;
        }
        out.push_str(line);
        shown += 1;
    }
    if shown < lines.len() {
        out.push_str(&format!("\n{} of {} {what} are not shown here.\n", lines.len() - shown, lines.len()));
    }
}

/// A text of somebody else, cut and without markup.
fn said(text: &str) -> String {
    escape(&wording::quote(text, LONGEST))
}

/// Text that stands for itself, on one line, also in a table.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // GitHub looks for people and issues in what is shown, where a backslash is gone already.
            '@' if !before.is_alphanumeric() => out.push_str("@<!-- -->"),
            '#' if letters.peek().is_some_and(char::is_ascii_digit) => out.push_str("#<!-- -->"),
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
        before = c;
    }
    out
}

/// A path or the like.
fn code(text: &str) -> String {
    let plain = !text.contains(|c: char| c == '`' || c == '|' || c.is_control());
    if plain && !text.is_empty() { format!("`{text}`") } else { escape(text) }
}

/// A message of medlint, which has words of documents between backticks.
fn marked(text: &str) -> String {
    if text.matches('`').count() % 2 == 1 {
        return escape(text);
    }
    let parts = text.split('`').enumerate();
    parts.map(|(i, part)| if i % 2 == 1 { code(part) } else { escape(part) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_no_markup() {
        assert_eq!(
            escape("a|b *c* <i>\n[x](y) `z` & ~w~"),
            "a\\|b \\*c\\* &lt;i&gt; \\[x\\](y) \\`z\\` &amp; \\~w\\~"
        );
    }

    #[test]
    fn nobody_is_called() {
        assert_eq!(escape("ask @octocat, a@b.org, #12"), "ask @<!-- -->octocat, a@b.org, #<!-- -->12");
    }

    #[test]
    fn words_of_documents_stay_code() {
        assert_eq!(marked("`TBD` is *open*"), "`TBD` is \\*open\\*");
        assert_eq!(marked("`a|b` and `"), "\\`a\\|b\\` and \\`");
        assert_eq!(marked("`a|b`"), "a\\|b");
    }

    #[test]
    fn a_list_says_what_is_cut() {
        let mut out = String::new();
        list(&mut out, &["- a\n".to_owned(), "- b\n".to_owned(), "- c\n".to_owned()], 8, "findings");
        assert_eq!(out, "- a\n- b\n\n1 of 3 findings are not shown here.\n");
    }
}
