//! All requirements with their evidence, by framework and clause.

use super::figures;
use super::page::Page;
use super::passages::Passages;
use crate::assess::{Assessed, Status};
use crate::catalog::FrameworkId;
use crate::detect::{Analysis, Evidence, State};
use crate::lint::wording;
use crate::report::{Check, trace};

pub(super) fn requirements(page: &mut Page, passages: &Passages, check: &Check<'_>) {
    let catalogue = check.catalogue;
    page.raw("<section>\n<h2 id=\"requirements\" class=\"page\">Requirements</h2>\n<p class=\"soft\">The obligations are paraphrased; the source prevails. Quotations are from the documents. <span class=\"paper\">On paper a requirement names its passages by number; they are quoted under Evidence.</span></p>\n");
    let mut rest = check.assessment.requirements.as_slice();
    while let Some(first) = rest.first() {
        let framework = catalogue[first.requirement].framework;
        let end = rest.iter().position(|a| catalogue[a.requirement].framework != framework);
        let (group, others) = rest.split_at(end.unwrap_or(rest.len()));
        table(page, framework, group, passages, check);
        rest = others;
    }
    page.raw("</section>\n");
}

fn table(
    page: &mut Page,
    framework: FrameworkId,
    group: &[Assessed],
    passages: &Passages,
    check: &Check<'_>,
) {
    let about = &check.catalogue[framework];
    page.element("h3", &about.title).raw("\n<p class=\"small soft\">").text(&about.publisher).raw(", ");
    page.text(&about.edition).raw(", ").text(&about.published).raw(". ").text(&figures(check, framework));
    page.raw(".</p>\n<table class=\"req stack\"><thead><tr><th scope=\"col\">Requirement</th><th scope=\"col\">Status</th><th scope=\"col\">Evidence</th></tr></thead>\n");
    let mut clause = None;
    for assessed in group {
        let requirement = &check.catalogue[assessed.requirement];
        if clause != Some(&requirement.clause) {
            page.raw(if clause.is_some() { "</tbody>\n<tbody>" } else { "<tbody>" });
            page.raw("<tr class=\"clause\"><th scope=\"rowgroup\" colspan=\"3\">");
            page.text(&wording::clause(assessed.requirement, check.catalogue));
            page.raw(" ").text(&requirement.section).raw("</th></tr>\n");
            clause = Some(&requirement.clause);
        }
        row(page, assessed, passages, check);
    }
    page.raw("</tbody></table>\n");
}

fn row(page: &mut Page, assessed: &Assessed, passages: &Passages, check: &Check<'_>) {
    let requirement = &check.catalogue[assessed.requirement];
    // On paper these take a line: there is nothing to do about them.
    let short = !assessed.status.is_open() && assessed.status != Status::NeedsAPerson;
    page.raw("<tr id=\"").text(&requirement.id).raw(if short { "\" class=\"short\">" } else { "\">" });
    page.raw("<th scope=\"row\">").element("b", &requirement.title);
    page.element("p class=\"ob\"", &requirement.text).raw("<p class=\"meta\">").text(&requirement.id);
    page.raw("<span class=\"paper ob\">, ").text(&wording::clause(assessed.requirement, check.catalogue));
    page.raw("</span><span class=\"ob\">, ").raw(requirement.strength.id()).raw(", ");
    page.raw(requirement.level.id()).raw(", ").raw(requirement.stage.id()).raw("</span></p></th><td>");
    page.status(assessed).raw("</td><td>");
    for remark in trace::remarks(assessed, check) {
        page.element("p", &remark);
    }
    if !assessed.topics.is_empty() {
        page.raw("<ul class=\"plain\">");
        for topic in &assessed.topics {
            page.raw("<li><span class=\"ob\">").state(topic.state).raw(" ");
            page.text(&check.catalogue[topic.topic].title).raw("</span>");
            if let Some(place) = topic.evidence
                && let Some((document, evidence)) = trace::evidence(place, check)
            {
                quoted(page, document, evidence, passages.number(place));
            }
            page.raw("</li>");
        }
        page.raw("</ul>");
    }
    if assessed.status != Status::NotApplicable && !assessed.in_expected_kind && met(assessed) {
        let kinds = requirement.kinds.iter().map(|kind| &*check.catalogue[*kind].title);
        page.raw("<p class=\"meta ob\">Not all of it stands where a reviewer looks for it: ");
        page.text(&wording::list(kinds, 4)).raw("</p>");
    }
    page.raw("</td></tr>\n");
}

fn met(assessed: &Assessed) -> bool {
    !assessed.topics.is_empty() && assessed.topics.iter().all(|topic| topic.state == State::Shown)
}

/// The words, where they stand, and their number.
fn quoted(page: &mut Page, document: &Analysis, evidence: &Evidence, number: Option<usize>) {
    page.element("q", &evidence.quote).raw("<span class=\"place\">");
    if let Some(n) = number {
        page.raw("<a href=\"#e").number(n).raw("\">E").number(n).raw("</a> ");
    }
    page.text(&document.path).raw(":").text(&trace::lines(evidence.lines));
    if !evidence.headings.is_empty() {
        page.raw("<span class=\"ob\">, ").text(&trace::section(&evidence.headings)).raw("</span>");
    }
    page.raw("</span>");
}
