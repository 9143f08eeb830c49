//! What is different from the base: a baseline, a revision, an earlier check.

use super::page::Page;
use super::{documents, record};
use crate::compare::{Comparison, EvidenceChange, Novelty, PastEvidence, Turn};
use crate::lint::{Finding, wording};
use crate::report::{Check, changes};

/// How many entries of a list are told; of the rest their number.
const MOST: usize = 200;

pub(super) fn section(page: &mut Page, check: &Check<'_>) {
    let Some(comparison) = check.comparison else { return };
    page.raw("<section>\n<h2 id=\"changes\">What changed</h2>\n<p>Compared with <b>").text(&comparison.base);
    page.raw("</b>: ");
    let short = changes::in_short(comparison);
    page.text(if short.is_empty() { "nothing that got better or worse" } else { &short }).raw(".");
    let known = comparison.count(Novelty::Known);
    if known > 0 {
        page.raw(" ").text(&wording::count(known, "finding was", "findings were")).raw(" there before.");
    }
    page.raw("</p>\n");
    if comparison.other_catalogue {
        page.raw("<p>The base was made with another catalogue: some differences may come from there.</p>\n");
    }
    new_findings(page, comparison, check);
    for turn in Turn::ALL {
        requirements(page, comparison, turn, check);
    }
    evidence(page, comparison, check);
    exceptions(page, comparison);
    gone(page, comparison);
    changed_documents(page, comparison);
    page.raw("</section>\n");
}

fn new_findings(page: &mut Page, comparison: &Comparison, check: &Check<'_>) {
    for (novelty, title) in [(Novelty::New, "New findings"), (Novelty::Worsened, "Findings that got worse")] {
        let mut these: Vec<&Finding> =
            check.findings().filter(|finding| comparison.novelty(finding) == novelty).collect();
        these.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        if !these.is_empty() {
            page.element("h3", title).raw("\n");
            documents::findings(page, &these[..these.len().min(MOST)], true, None);
            more(page, these.len(), "findings");
        }
    }
}

/// Says how many of `all` are not told.
fn more(page: &mut Page, all: usize, what: &str) {
    if all > MOST {
        page.element("p class=\"soft\"", &format!("{} of {all} {what} are not told here.", all - MOST))
            .raw("\n");
    }
}

fn requirements(page: &mut Page, comparison: &Comparison, turn: Turn, check: &Check<'_>) {
    let these: Vec<_> = comparison.requirements.iter().filter(|change| change.turn == turn).collect();
    if these.is_empty() {
        return;
    }
    page.element("h3", changes::turn(turn)).raw("\n<table class=\"stack\"><thead><tr><th scope=\"col\">Requirement</th><th scope=\"col\">Before and now</th></tr></thead><tbody>\n");
    for change in these.iter().take(MOST) {
        page.raw("<tr><th scope=\"row\">");
        record::link(page, &change.id, check);
        page.raw(" ").text(changes::title(&change.id, check.catalogue)).raw("</th>");
        page.element("td", &changes::statuses(change)).raw("</tr>\n");
    }
    page.raw("</tbody></table>\n");
    more(page, these.len(), "requirements");
}

fn evidence(page: &mut Page, comparison: &Comparison, check: &Check<'_>) {
    let these = changes::evidence(comparison);
    if these.is_empty() {
        return;
    }
    page.raw("<h3>Evidence that changed</h3>\n<p class=\"soft\">The requirements stand as before, but the text that they rest on is another one or stands elsewhere.</p>\n<table class=\"stack\"><thead><tr><th scope=\"col\">Topic</th><th scope=\"col\">Before</th><th scope=\"col\">Now</th></tr></thead><tbody>\n");
    for change in these.iter().take(MOST) {
        one(page, change, check);
    }
    page.raw("</tbody></table>\n");
    more(page, these.len(), "pieces of evidence");
}

fn one(page: &mut Page, change: &EvidenceChange, check: &Check<'_>) {
    page.raw("<tr><th scope=\"row\">").text(changes::topic(&change.topic, check.catalogue));
    page.raw("<br><span class=\"small soft\">");
    let named = change.requirements.len().min(super::BEHIND);
    for (i, id) in change.requirements[..named].iter().enumerate() {
        page.raw(if i > 0 { ", " } else { "" });
        record::link(page, id, check);
    }
    if change.requirements.len() > named {
        page.text(&format!(" and {} more", change.requirements.len() - named));
    }
    page.raw("</span>");
    for who in &change.decided {
        page.raw("<br><b class=\"half\">a person decided on the earlier text</b>");
        if !who.is_empty() {
            page.raw(": ").text(who);
        }
    }
    page.raw("</th>");
    for (label, topic, other) in
        [("Before", &change.before, &change.after), ("Now", &change.after, &change.before)]
    {
        page.raw("<td data-l=\"").raw(label).raw("\">");
        if topic.state != other.state {
            page.element("b", &topic.state).raw(" ");
        }
        if let Some(evidence) = &topic.evidence {
            quoted(page, evidence);
        }
        page.raw("</td>");
    }
    page.raw("</tr>\n");
}

fn quoted(page: &mut Page, evidence: &PastEvidence) {
    page.element("q", &evidence.quote).raw(" ").element("span class=\"place\"", &changes::place(evidence));
}

fn exceptions(page: &mut Page, comparison: &Comparison) {
    if comparison.exceptions.is_empty() {
        return;
    }
    page.raw("<h3>Waivers and decisions</h3>\n<ul>\n");
    for change in comparison.exceptions.iter().take(MOST) {
        let (title, says) = changes::exception(change);
        page.raw("<li>").text(&title);
        if !says.is_empty() {
            page.raw("<br><span class=\"small soft\">").text(&says.join("; ")).raw("</span>");
        }
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
    more(page, comparison.exceptions.len(), "waivers and decisions");
}

fn gone(page: &mut Page, comparison: &Comparison) {
    if comparison.gone.is_empty() {
        return;
    }
    page.raw("<h3>Findings that are gone</h3>\n<ul class=\"plain\">\n");
    for finding in comparison.gone.iter().take(MOST) {
        page.raw("<li><code>").text(&finding.code).raw("</code> ").message(&finding.message);
        if let Some(path) = &finding.path {
            page.raw(" ").element("span class=\"place\"", path);
        }
        page.raw("</li>\n");
    }
    page.raw("</ul>\n");
    more(page, comparison.gone.len(), "findings");
}

fn changed_documents(page: &mut Page, comparison: &Comparison) {
    let lists = changes::documents(comparison);
    if lists.iter().all(|(_, paths)| paths.is_empty()) {
        return;
    }
    page.raw("<h3>Documents</h3>\n<ul>\n");
    for (word, paths) in lists.iter().filter(|(_, paths)| !paths.is_empty()) {
        page.raw("<li>").raw(word).raw(": ").text(&wording::list(paths, MOST)).raw("</li>\n");
    }
    page.raw("</ul>\n");
}
