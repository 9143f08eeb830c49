//! A short report as Markdown, gaps first: for comments on pull requests and summaries of pipelines.
//!
//! It stays below 60,000 characters whatever the size of the set, because GitHub takes 65,536; lists that are cut say how
//! much is missing. With a base to compare with, it begins with what is different from it, and of findings that were there
//! before it tells only the number. Nothing in a document's text is markup here, mentions nobody and refers to no issue.

mod changed;
mod text;

use super::{Check, changes, trace};
use crate::assess::{Action, Counts, Date, Severity, Status};
use crate::lint::{Finding, wording};
pub(super) use text::escape;
use text::{LONGEST, Links, code, marked, said};

/// How many things to do are named before the details.
const FIRST: usize = 10;

/// Up to which length of the report, in bytes, each list may go on. A character has at least one.
mod room {
    pub(super) const CHANGES: usize = 26_000;
    pub(super) const FRAMEWORKS: usize = 30_000;
    pub(super) const ACTIONS: usize = 34_000;
    pub(super) const FINDINGS: usize = 42_000;
    pub(super) const ALL_ACTIONS: usize = 48_000;
    pub(super) const DOCUMENTS: usize = 54_000;
    pub(super) const DECISIONS: usize = 56_000;
    pub(super) const WAIVERS: usize = 58_000;
}

/// The report. `whole_set` says whether all documents were looked at; of a part, nothing is said about the requirements.
pub fn markdown(check: &Check<'_>, whole_set: bool) -> String {
    linked(check, whole_set, None)
}

/// The same with places that lead to lines. `base` is where the files can be seen, with a slash at its end: a path below it,
/// and `#L12`, is an address (GitHub: `https://github.com/OWNER/NAME/blob/COMMIT/`, GitLab: `.../-/blob/COMMIT/`).
pub fn linked(check: &Check<'_>, whole_set: bool, base: Option<&str>) -> String {
    let links = Links(base);
    let mut out = String::new();
    head(&mut out, check, whole_set);
    if let Some(comparison) = check.comparison {
        changed::changed(&mut out, comparison, check, links);
    }
    if whole_set {
        frameworks(&mut out, check);
        first(&mut out, check);
    }
    if check.comparison.is_none() {
        findings(&mut out, check, links);
    }
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
    if let Some(comparison) = check.comparison {
        let short = changes::in_short(comparison);
        out.push_str(if short.is_empty() { "nothing changed for better or worse" } else { &short });
        out.push_str(&format!("\n\nCompared with {}.", said(&comparison.base)));
        if whole_set {
            out.push_str(&format!(
                " The content was found for {} of {}.",
                counts.done(),
                wording::count(
                    usize::from(counts.applicable()),
                    "requirement that applies",
                    "requirements that apply"
                )
            ));
        }
        out.push_str("\n\n");
    } else if whole_set {
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
fn findings(out: &mut String, check: &Check<'_>, links: Links<'_>) {
    let severe = |least: Severity| {
        // That a topic is shown nowhere (M102) is what the list of things to do says.
        check.findings().filter(move |finding| finding.severity == least && finding.code != super::NOWHERE)
    };
    let lines: Vec<String> = severe(Severity::Error)
        .chain(severe(Severity::Warning))
        .map(|finding| line(finding, links))
        .collect();
    if lines.is_empty() {
        return;
    }
    out.push_str("\n### Errors and warnings in the documents\n\n");
    list(out, &lines, room::FINDINGS, "findings");
}

fn line(finding: &Finding, links: Links<'_>) -> String {
    let place = finding.path.as_deref().map(|path| format!(" {}", links.place(path, finding.lines.0)));
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

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn a_list_says_what_is_cut() {
        let mut out = String::new();
        list(&mut out, &["- a\n".to_owned(), "- b\n".to_owned(), "- c\n".to_owned()], 8, "findings");
        assert_eq!(out, "- a\n- b\n\n1 of 3 findings are not shown here.\n");
    }
}
