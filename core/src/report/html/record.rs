//! What people decided, what is known of the device, and what this report was made from.

use super::page::Page;
use crate::assess::{Date, Waiver};
use crate::catalog::RequirementId;
use crate::lint::{Excuse, Finding, wording};
use crate::report::{Check, trace};

/// How many requirements are named behind an open question.
const BEHIND: usize = 8;
/// How many findings are told that somebody excused.
const EXCUSED: usize = 500;

/// Whether there is anything that [`excused`] would tell.
pub(super) fn has_excused(check: &Check<'_>) -> bool {
    let lint = check.lint;
    !(check.decisions.is_empty()
        && check.waivers.is_empty()
        && lint.suppressed.is_empty()
        && lint.waived.is_empty())
}

/// Decisions, waivers, and findings that are not shown because of a waiver or a comment.
pub(super) fn excused(page: &mut Page, check: &Check<'_>) {
    if !has_excused(check) {
        return;
    }
    page.raw("<section>\n<h2 id=\"excused\">Decisions and exceptions</h2>\n");
    decisions(page, check);
    if !check.waivers.is_empty() {
        page.raw("<h3>Waivers</h3>\n<table class=\"stack\"><thead><tr><th scope=\"col\">What</th><th scope=\"col\">Reason</th><th scope=\"col\">Owner</th><th scope=\"col\">Granted</th><th scope=\"col\">Until</th></tr></thead><tbody>\n");
        check.waivers.iter().for_each(|waiver| granted(page, waiver, check));
        page.raw("</tbody></table>\n");
        if !check.assessment.expiry_judged {
            page.raw("<p>No date was given: whether waivers have expired was not judged.</p>\n");
        }
    }
    hidden(page, "Findings excused by a comment in the document", &check.lint.suppressed);
    hidden(page, "Findings excused by a waiver", &check.lint.waived);
    page.raw("</section>\n");
}

fn decisions(page: &mut Page, check: &Check<'_>) {
    if check.decisions.is_empty() {
        return;
    }
    page.raw("<h3>Decisions</h3>\n<table class=\"stack\"><thead><tr><th scope=\"col\">Requirements</th><th scope=\"col\">Decided</th><th scope=\"col\">Why</th><th scope=\"col\">Owner</th><th scope=\"col\">Date</th></tr></thead><tbody>\n");
    for decision in check.decisions {
        page.raw("<tr><th scope=\"row\">");
        links(page, &decision.requirements, check);
        page.raw("<br><span class=\"place\">").text(&decision.place.path).raw(":");
        page.number(decision.place.line as usize).raw("</span></th>");
        page.element("td data-l=\"Decided\"", decision.status.id());
        page.element("td", &trace::grounds(decision));
        page.element("td data-l=\"Owner\"", decision.owner.as_deref().unwrap_or("–"));
        page.element("td class=\"d\" data-l=\"Date\"", &day(decision.date)).raw("</tr>\n");
    }
    page.raw("</tbody></table>\n");
}

/// Ids that lead to their rows, as far as they have one.
pub(super) fn links(page: &mut Page, requirements: &[RequirementId], check: &Check<'_>) {
    for (i, requirement) in requirements.iter().enumerate() {
        page.raw(if i > 0 { ", " } else { "" });
        link(page, &check.catalogue[*requirement].id, check);
    }
}

/// An id that leads to its row, if it has one.
pub(super) fn link(page: &mut Page, id: &str, check: &Check<'_>) {
    let known = check.catalogue.requirement(id);
    if known.is_some_and(|known| check.assessment.requirement(known).is_some()) {
        page.raw("<a href=\"#").text(id).raw("\">").text(id).raw("</a>");
    } else {
        page.text(id);
    }
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "–".to_owned(), |day| day.to_string())
}

fn granted(page: &mut Page, waiver: &Waiver, check: &Check<'_>) {
    page.raw("<tr><th scope=\"row\">").text(&trace::targets(waiver, check.catalogue));
    if let Some(document) = &waiver.document {
        page.raw("<br><span class=\"place\">only in ").text(document.as_str()).raw("</span>");
    }
    page.raw("<br><span class=\"place\">")
        .text(&waiver.place.path)
        .raw(":")
        .number(waiver.place.line as usize);
    page.raw("</span></th>");
    page.element("td", waiver.reason.as_deref().unwrap_or("none; without one it excuses nothing"));
    page.element("td data-l=\"Owner\"", waiver.owner.as_deref().unwrap_or("–"));
    page.element("td class=\"d\" data-l=\"Granted\"", &day(waiver.date));
    page.element("td class=\"d\" data-l=\"Until\"", &day(waiver.expires)).raw("</tr>\n");
}

fn hidden(page: &mut Page, title: &str, findings: &[(Finding, Excuse)]) {
    if findings.is_empty() {
        return;
    }
    page.element("h3", title).raw("\n<ul class=\"plain\">\n");
    for (finding, excuse) in findings.iter().take(EXCUSED) {
        page.raw("<li><code>").raw(finding.code).raw("</code> ").message(&finding.message);
        if let Some(path) = &finding.path {
            page.raw(" <span class=\"place\">")
                .text(path)
                .raw(":")
                .text(&trace::lines(finding.lines))
                .raw("</span>");
        }
        page.raw("<br>Reason: ").text(&excuse.reason).raw(" <span class=\"place\">");
        if let Some(owner) = &excuse.owner {
            page.text(owner).raw(", ");
        }
        page.text(&excuse.path).raw(":").number(excuse.line as usize).raw("</span></li>\n");
    }
    page.raw("</ul>\n");
    if findings.len() > EXCUSED {
        let more = format!("{} more are not told here.", findings.len() - EXCUSED);
        page.element("p class=\"soft\"", &more).raw("\n");
    }
}

/// Facts, known and open.
pub(super) fn device(page: &mut Page, check: &Check<'_>) {
    let catalogue = check.catalogue;
    page.raw("<section>\n<h2 id=\"device\">The device</h2>\n");
    let questions = &check.assessment.open_questions;
    if !questions.is_empty() {
        page.raw("<h3>Open questions</h3>\n<table class=\"stack\"><thead><tr><th scope=\"col\">Is it so that the device ...</th><th scope=\"col\">Fact</th><th scope=\"col\">Decides on</th></tr></thead><tbody>\n");
        for question in questions {
            let fact = &catalogue[question.fact];
            page.raw("<tr><th scope=\"row\">... ").text(&fact.meaning).raw("?</th><td><code>").text(&fact.id);
            page.raw("</code></td><td>");
            let count = wording::count(question.requirements.len(), "requirement", "requirements");
            page.text(&count).raw(": ");
            links(page, &question.requirements[..question.requirements.len().min(BEHIND)], check);
            page.raw(if question.requirements.len() > BEHIND { " ..." } else { "" }).raw("</td></tr>\n");
        }
        page.raw("</tbody></table>\n");
    }
    for (title, wanted) in [("What is so", true), ("What is not so", false)] {
        let facts: Vec<_> =
            check.profile.known().filter(|(_, value)| *value == wanted).map(|(fact, _)| fact).collect();
        if facts.is_empty() {
            continue;
        }
        page.element("h3", title).raw("\n<ul class=\"facts\">\n");
        for fact in facts {
            page.raw("<li>")
                .text(&catalogue[fact].meaning)
                .raw(" <code class=\"soft\">")
                .text(&catalogue[fact].id);
            page.raw("</code></li>\n");
        }
        page.raw("</ul>\n");
    }
    if questions.is_empty() && check.profile.known().next().is_none() {
        page.raw("<p>Nothing is known of it.</p>\n");
    }
    page.raw("</section>\n");
}

/// Tool, catalogue, sources, and a hash of everything that went in.
pub(super) fn record(page: &mut Page, check: &Check<'_>) {
    let catalogue = check.catalogue;
    page.raw("<section>\n<h2 id=\"record\" class=\"page\">Record</h2>\n<p>medlint ").text(check.version);
    page.raw(", catalogue <code>").text(&catalogue.hash()).raw(
        "</code>. The same documents, configuration, version and day (for waivers that expire) give this file again, byte for byte.</p>\n",
    );
    page.raw("<h3>Sources</h3>\n<ul>\n");
    for row in &check.assessment.coverage.frameworks {
        let framework = &catalogue[row.framework];
        page.raw("<li>");
        // A framework of one's own can name anything as its address.
        if framework.url.starts_with("https://") || framework.url.starts_with("http://") {
            page.raw("<a href=\"").text(&framework.url).raw("\">").text(&framework.title).raw("</a>");
        } else {
            page.text(&framework.title);
        }
        page.raw(", ").text(&framework.edition).raw(", ").text(&framework.published).raw(", ");
        page.text(&framework.publisher)
            .raw(" <code class=\"soft\">")
            .text(&framework.id)
            .raw("</code></li>\n");
    }
    page.raw("</ul>\n<h3>Documents</h3>\n<table class=\"stack\"><thead><tr><th scope=\"col\">Document</th><th scope=\"col\">SHA-256 of its bytes</th></tr></thead><tbody>\n");
    for document in check.documents {
        page.raw("<tr>").element("th scope=\"row\"", &document.path).raw("<td><code class=\"hash\">");
        page.text(&document.digest.to_string()).raw("</code></td></tr>\n");
    }
    page.raw("</tbody></table>\n");
    if !check.inputs.is_empty() {
        page.raw("<h3>Other files that went in</h3>\n<table class=\"stack\"><thead><tr><th scope=\"col\">File</th><th scope=\"col\">What it is</th><th scope=\"col\">SHA-256 of its bytes</th></tr></thead><tbody>\n");
        for input in check.inputs {
            page.raw("<tr>").element("th scope=\"row\"", &input.path).element("td", input.what);
            page.raw("<td><code class=\"hash\">").text(&input.digest.to_string()).raw("</code></td></tr>\n");
        }
        page.raw("</tbody></table>\n");
    }
    page.raw("</section>\n");
}
