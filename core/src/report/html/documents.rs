//! What each document is, what it should show and shows, and what is wrong in it.

use std::collections::{BTreeMap, BTreeSet};

use super::page::Page;
use crate::assess::{DocumentCoverage, Severity, state_in};
use crate::catalog::{KindId, TopicId};
use crate::compare::{Comparison, Novelty};
use crate::detect::{Analysis, State};
use crate::lint::{Finding, wording};
use crate::report::{Check, NOWHERE, trace};

/// How many documents have a row; the rest is counted.
const ROWS: usize = 1000;
/// How many documents are told one by one.
const ONE_BY_ONE: usize = 200;
/// How many findings, and how many blanks, are told of one document.
const OF_ONE: usize = 50;

pub(super) fn documents(page: &mut Page, check: &Check<'_>) {
    let rows = &check.assessment.coverage.documents;
    page.raw("<section>\n<h2 id=\"documents\" class=\"page\">Documents</h2>\n");
    let mut by_path: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in check.findings() {
        by_path.entry(finding.path.as_deref().unwrap_or_default()).or_default().push(finding);
    }
    // The worst ones first, to choose; they are told in their order.
    let mut chosen: Vec<(&DocumentCoverage, &Analysis)> =
        rows.iter().filter_map(|row| Some((row, *check.documents.get(row.document as usize)?))).collect();
    let weight = |(row, document): &(&DocumentCoverage, &Analysis)| {
        let found = by_path.get(&*document.path).map_or(&[][..], Vec::as_slice);
        let of = |severity| found.iter().filter(|finding| finding.severity == severity).count();
        std::cmp::Reverse((of(Severity::Error), of(Severity::Warning), row.blanks, found.len()))
    };
    let in_rows = best(&mut chosen, ROWS, weight);
    let told = best(&mut chosen, ONE_BY_ONE, weight);
    page.raw("<table class=\"stack\"><caption>Topics that each document shows, of those that its kind should show and this device needs</caption><thead><tr><th scope=\"col\">Document</th><th scope=\"col\">Kind</th><th scope=\"col\" class=\"n\">Shown</th><th scope=\"col\" class=\"n\">Half</th><th scope=\"col\" class=\"n\">Blanks</th><th scope=\"col\" class=\"n\">Findings</th></tr></thead><tbody>\n");
    for (row, document) in &in_rows {
        let findings = by_path.get(&*document.path).map_or(0, Vec::len);
        page.raw("<tr><th scope=\"row\">");
        if told.iter().any(|(one, _)| one.document == row.document) {
            page.raw("<a href=\"#d").number(row.document as usize).raw("\">");
            page.text(&document.path).raw("</a>");
        } else {
            page.text(&document.path);
        }
        page.raw("</th>").element("td", kind(row.kind, check));
        let expected = row.kind.map(|_| format!("{}/{}", row.shown, row.expected));
        page.element("td class=\"n\" data-l=\"Shown\"", expected.as_deref().unwrap_or("–"));
        page.figure("td class=\"n\" data-l=\"Half shown\"", usize::from(row.partly));
        page.figure("td class=\"n\" data-l=\"Blanks\"", usize::from(row.blanks));
        page.figure("td class=\"n\" data-l=\"Findings\"", findings).raw("</tr>\n");
    }
    page.raw("</tbody></table>\n");
    cut(page, chosen.len(), in_rows.len(), "have no row here; every one is in the record with its hash");
    cut(
        page,
        chosen.len(),
        told.len(),
        "are not told one by one; their findings are counted above and told by other formats",
    );
    for (row, document) in told {
        one(page, row, document, by_path.get(&*document.path).map_or(&[][..], Vec::as_slice), check);
    }
    // What is left is about medlint.toml or the set as a whole; topics that are shown nowhere are under what to do first.
    let of_document: BTreeSet<&str> = check.documents.iter().map(|document| &*document.path).collect();
    let elsewhere = by_path.iter().filter(|(path, _)| !of_document.contains(**path));
    let others: Vec<&Finding> =
        elsewhere.flat_map(|(_, found)| found.iter().copied()).filter(|f| f.code != NOWHERE).collect();
    if !others.is_empty() {
        page.raw("<h3>The set and its configuration</h3>\n");
        findings(page, &others, true, check.comparison);
    }
    page.raw("</section>\n");
}

/// At most `most` documents, the heaviest, in their order.
fn best<'a, K: Ord>(
    documents: &mut [(&'a DocumentCoverage, &'a Analysis)],
    most: usize,
    weight: impl Fn(&(&'a DocumentCoverage, &'a Analysis)) -> K,
) -> Vec<(&'a DocumentCoverage, &'a Analysis)> {
    documents.sort_by_cached_key(|document| (weight(document), document.0.document));
    let mut best = documents[..documents.len().min(most)].to_vec();
    best.sort_by_key(|(row, _)| row.document);
    best
}

/// Says how many documents are left out: those with the fewest and mildest findings.
fn cut(page: &mut Page, all: usize, told: usize, what: &str) {
    if told < all {
        let cut = format!(
            "{} of {all} documents {what}. They are those with the fewest and mildest findings.",
            all - told
        );
        page.element("p class=\"soft\"", &cut).raw("\n");
    }
}

fn kind<'a>(kind: Option<KindId>, check: &Check<'a>) -> &'a str {
    let catalogue = check.catalogue;
    kind.map_or("other", |kind| &*catalogue[kind].title)
}

fn one(page: &mut Page, row: &DocumentCoverage, document: &Analysis, found: &[&Finding], check: &Check<'_>) {
    page.raw("<h3 id=\"d").number(row.document as usize).raw("\">");
    page.text(document.title.as_deref().unwrap_or(&document.path)).raw("</h3>\n<p class=\"soft\"><code>");
    page.text(&document.path).raw("</code>, ").text(kind(row.kind, check)).raw(" (known by ");
    page.raw(match document.kind.because.id() {
        "unknown" => "nothing",
        because => because,
    });
    page.raw(")</p>\n");
    expected(page, row, document, check);
    if !document.blanks.is_empty() {
        page.raw("<h4>To be filled in</h4><ul>\n");
        for blank in document.blanks.iter().take(OF_ONE) {
            page.raw("<li><code>")
                .text(&wording::quote(&blank.quote, 120))
                .raw("</code> <span class=\"place\">line ");
            page.text(&trace::lines(blank.lines)).raw("</span></li>\n");
        }
        page.raw("</ul>\n");
        more(page, document.blanks.len(), "places to be filled in");
    }
    if !found.is_empty() {
        page.raw("<h4>Findings</h4>");
        let mut worst = found.to_vec();
        worst.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        worst.truncate(OF_ONE);
        worst.sort_by_key(|finding| finding.lines.0);
        findings(page, &worst, false, check.comparison);
        more(page, found.len(), "findings");
    }
}

/// The topics that its kind should show, worst last, because what is shown is the short list.
fn expected(page: &mut Page, row: &DocumentCoverage, document: &Analysis, check: &Check<'_>) {
    let Some(kind) = row.kind else {
        page.raw("<p>It is of no kind that medlint knows, so nothing is expected of it. It shows ");
        page.text(&wording::count(usize::from(row.shown_in_all), "topic", "topics")).raw(".</p>\n");
        return;
    };
    let needed = |topic: TopicId| check.assessment.topics.get(topic.index()).is_some_and(|t| t.needed);
    let topics = check.catalogue[kind].topics.iter().filter(|expected| needed(expected.topic));
    let with_state: Vec<(State, &str)> = topics
        .map(|expected| (state_in(document, expected.topic), &*check.catalogue[expected.topic].title))
        .collect();
    if with_state.is_empty() {
        return;
    }
    page.raw("<h4>What a document of this kind should show</h4><ul class=\"plain\">\n");
    for state in State::ALL {
        let titles: Vec<&str> =
            with_state.iter().filter(|(s, _)| *s == state).map(|(_, title)| *title).collect();
        if !titles.is_empty() {
            page.raw("<li>").state(state).raw(" ").text(&titles.join("; ")).raw("</li>\n");
        }
    }
    page.raw("</ul>\n");
}

/// Says how many are left out of those of one document.
fn more(page: &mut Page, all: usize, what: &str) {
    if all > OF_ONE {
        page.element("p class=\"soft\"", &format!("{} of {all} {what} are not told here.", all - OF_ONE))
            .raw("\n");
    }
}

/// `base`: what is new or worse than there is marked.
pub(super) fn findings(page: &mut Page, findings: &[&Finding], with_path: bool, base: Option<&Comparison>) {
    page.raw("<ul class=\"plain\">\n");
    for finding in findings {
        page.raw("<li>").severity(finding.severity).raw(" <code>").raw(finding.code).raw("</code> ");
        page.raw(match base.map(|base| base.novelty(finding)) {
            Some(Novelty::New) => "<b>new:</b> ",
            Some(Novelty::Worsened) => "<b>got worse:</b> ",
            Some(Novelty::Known) | None => "",
        });
        page.message(&finding.message);
        if let Some(path) = &finding.path {
            page.raw(" <span class=\"place\">").text(if with_path { path } else { "line" });
            page.raw(if with_path { ":" } else { " " }).text(&trace::lines(finding.lines));
            if let Some(heading) = finding.headings.last() {
                page.raw(", ").text(heading);
            }
            page.raw("</span>");
        }
        page.raw("<br><span class=\"small soft help\">").message(&finding.help).raw("</span></li>\n");
    }
    page.raw("</ul>\n");
}
