//! What is different from the base, worst first.

use super::text::{Links, code, marked, said};
use super::{LONGEST, details, line, list, room};
use crate::compare::{Comparison, EvidenceChange, Novelty, PastTopic, Turn};
use crate::lint::{Finding, wording};
use crate::report::{Check, changes};

/// How long a quotation may be, in characters.
const QUOTE: usize = 160;

/// Up to which share of the room for changes each list may go on, so that none takes it all.
fn share(out: &str, part: usize) -> usize {
    out.len() + room::CHANGES.saturating_sub(out.len()) / part
}

pub(super) fn changed(out: &mut String, comparison: &Comparison, check: &Check<'_>, links: Links<'_>) {
    findings(out, Novelty::New, "New findings", comparison, check, links);
    findings(out, Novelty::Worsened, "Findings that got worse", comparison, check, links);
    let known = comparison.count(Novelty::Known);
    if known > 0 {
        let known = wording::count(known, "finding was", "findings were");
        out.push_str(&format!(
            "\n{known} there before and {} not listed.\n",
            if known.starts_with("1 ") { "is" } else { "are" }
        ));
    }
    requirements(out, comparison, Turn::Lost, check);
    evidence(out, comparison, true, check, links);
    for turn in [Turn::Gained, Turn::Asked, Turn::Dropped] {
        requirements(out, comparison, turn, check);
    }
    evidence(out, comparison, false, check, links);
    exceptions(out, comparison);
    gone(out, comparison);
    documents(out, comparison);
    if comparison.other_catalogue {
        out.push_str("\nThe base was made with another catalogue: some differences may come from there.\n");
    }
}

fn findings(
    out: &mut String,
    novelty: Novelty,
    title: &str,
    comparison: &Comparison,
    check: &Check<'_>,
    links: Links<'_>,
) {
    let mut these: Vec<&Finding> =
        check.findings().filter(|finding| comparison.novelty(finding) == novelty).collect();
    if these.is_empty() {
        return;
    }
    these.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    out.push_str(&format!("\n### {title}\n\n"));
    let lines: Vec<String> = these.iter().map(|finding| line(finding, links)).collect();
    let room = share(out, 2);
    list(out, &lines, room, "findings");
}

fn requirements(out: &mut String, comparison: &Comparison, turn: Turn, check: &Check<'_>) {
    let these: Vec<_> = comparison.requirements.iter().filter(|change| change.turn == turn).collect();
    let row = |change: &&crate::compare::RequirementChange| {
        let title = changes::title(&change.id, check.catalogue);
        format!("| {} | {} | {} |\n", said(&change.id), said(title), said(&changes::statuses(change)))
    };
    let rows: Vec<String> = these.iter().map(row).collect();
    let head = "| requirement | | before and now |\n|---|---|---|\n";
    let title = changes::turn(turn);
    let room = share(out, 3);
    if turn == Turn::Lost && !rows.is_empty() {
        out.push_str(&format!("\n### {title}\n\n{head}"));
        list(out, &rows, room, "requirements");
    } else {
        details(out, &format!("{title}: {}", rows.len()), head, &rows, room);
    }
}

/// `decided`: that on which a person decided, else the rest.
fn evidence(out: &mut String, comparison: &Comparison, decided: bool, check: &Check<'_>, links: Links<'_>) {
    let these =
        changes::evidence(comparison).into_iter().filter(|change| change.decided.is_empty() != decided);
    let row = |change: &EvidenceChange| {
        let topic = said(changes::topic(&change.topic, check.catalogue));
        let ids = said(&wording::list(&change.requirements, 4));
        let (before, now) = (passage(&change.before, Links(None)), passage(&change.after, links));
        if decided {
            let who: Vec<String> = change.decided.iter().map(|who| said(who)).collect();
            format!("| {topic}<br>{ids} | {} | {before} | {now} |\n", who.join("<br>"))
        } else {
            format!("| {topic}<br>{ids} | {before} | {now} |\n")
        }
    };
    let rows: Vec<String> = these.map(row).collect();
    let room = share(out, 3);
    if !decided {
        let title = format!("Other evidence that changed: {}", rows.len());
        details(out, &title, "| topic | before | now |\n|---|---|---|\n", &rows, room);
    } else if !rows.is_empty() {
        out.push_str("\n### Evidence that changed after a person decided on it\n\n| topic | decided by | before | now |\n|---|---|---|---|\n");
        list(out, &rows, room, "pieces of evidence");
    }
}

fn passage(topic: &PastTopic, links: Links<'_>) -> String {
    let Some(evidence) = &topic.evidence else { return said(&topic.state) };
    let place = links.place(&evidence.path, evidence.start_line);
    // A bar would end the cell, also within code.
    let place = if place.contains('|') { said(&changes::place(evidence)) } else { place };
    let quote = said(&wording::quote(&evidence.quote, QUOTE));
    format!("{}: \u{201c}{quote}\u{201d} {place}", said(&topic.state))
}

fn exceptions(out: &mut String, comparison: &Comparison) {
    let row = |change: &crate::compare::ExceptionChange| {
        let (title, says) = changes::exception(change);
        format!("| {} | {} |\n", said(&title), said(&says.join("; ")))
    };
    let rows: Vec<String> = comparison.exceptions.iter().map(row).collect();
    let title = format!("Waivers and decisions that changed: {}", rows.len());
    let room = share(out, 3);
    details(out, &title, "| what | what it says |\n|---|---|\n", &rows, room);
}

fn gone(out: &mut String, comparison: &Comparison) {
    let row = |finding: &crate::compare::PastFinding| {
        let path = finding.path.as_deref().map(|path| code(&wording::quote(path, LONGEST)));
        let message = marked(&wording::quote(&finding.message, LONGEST));
        format!("| {} | {} | {message} |\n", said(&finding.code), path.unwrap_or_default())
    };
    let rows: Vec<String> = comparison.gone.iter().map(row).collect();
    let title = format!("Findings that are gone: {}", rows.len());
    let room = share(out, 2);
    details(out, &title, "| code | document | message |\n|---|---|---|\n", &rows, room);
}

fn documents(out: &mut String, comparison: &Comparison) {
    let lists = changes::documents(comparison);
    let row = |word: &str, path: &&str| format!("| {word} | {} |\n", code(&wording::quote(path, LONGEST)));
    let rows: Vec<String> =
        lists.iter().flat_map(|(word, paths)| paths.iter().map(|path| row(word, path))).collect();
    let title = format!("Documents that changed: {}", rows.len());
    let room = share(out, 1);
    details(out, &title, "| | document |\n|---|---|\n", &rows, room);
}
