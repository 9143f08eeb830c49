//! All requirements with their evidence, by framework and clause.

use std::collections::BTreeSet;

use super::figures;
use super::page::Page;
use crate::assess::{Assessed, EvidenceRef, Status};
use crate::catalog::FrameworkId;
use crate::detect::{Analysis, Evidence, State};
use crate::lint::wording;
use crate::report::{Check, trace};

/// The evidence that was quoted already.
type Told = BTreeSet<EvidenceRef>;

pub(super) fn requirements(page: &mut Page, check: &Check<'_>) {
    let catalogue = check.catalogue;
    page.raw("<section>\n<h2 id=\"requirements\" class=\"page\">Requirements</h2>\n<p class=\"soft\">The obligations are paraphrased; the source prevails. Quotations are from the documents; printed, a passage is quoted at the first requirement that it answers.</p>\n");
    let mut told = BTreeSet::new();
    let mut rest = check.assessment.requirements.as_slice();
    while let Some(first) = rest.first() {
        let framework = catalogue[first.requirement].framework;
        let end = rest.iter().position(|a| catalogue[a.requirement].framework != framework);
        let (group, others) = rest.split_at(end.unwrap_or(rest.len()));
        table(page, framework, group, &mut told, check);
        rest = others;
    }
    page.raw("</section>\n");
}

fn table(page: &mut Page, framework: FrameworkId, group: &[Assessed], told: &mut Told, check: &Check<'_>) {
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
        row(page, assessed, told, check);
    }
    page.raw("</tbody></table>\n");
}

fn row(page: &mut Page, assessed: &Assessed, told: &mut Told, check: &Check<'_>) {
    let requirement = &check.catalogue[assessed.requirement];
    page.raw("<tr id=\"").text(&requirement.id).raw("\"><th scope=\"row\">").element("b", &requirement.title);
    page.element("p", &requirement.text).raw("<p class=\"meta\">").text(&requirement.id).raw(", ");
    page.raw(requirement.strength.id()).raw(", ").raw(requirement.level.id()).raw(", ");
    page.raw(requirement.stage.id()).raw("</p></th><td>").status(assessed).raw("</td><td>");
    for remark in trace::remarks(assessed, check) {
        page.element("p", &remark);
    }
    if !assessed.topics.is_empty() {
        page.raw("<ul class=\"plain\">");
        for topic in &assessed.topics {
            page.raw("<li>").state(topic.state).raw(" ").text(&check.catalogue[topic.topic].title);
            if let Some(place) = topic.evidence
                && let Some((document, evidence)) = trace::evidence(place, check)
            {
                quoted(page, document, evidence, !told.insert(place));
            }
            page.raw("</li>");
        }
        page.raw("</ul>");
    }
    if assessed.status != Status::NotApplicable && !assessed.in_expected_kind && met(assessed) {
        let kinds = requirement.kinds.iter().map(|kind| &*check.catalogue[*kind].title);
        page.raw("<p class=\"meta\">Not all of it stands where a reviewer looks for it: ");
        page.text(&wording::list(kinds, 4)).raw("</p>");
    }
    page.raw("</td></tr>\n");
}

fn met(assessed: &Assessed) -> bool {
    !assessed.topics.is_empty() && assessed.topics.iter().all(|topic| topic.state == State::Shown)
}

/// The words and where they stand. `again`: they were quoted before.
fn quoted(page: &mut Page, document: &Analysis, evidence: &Evidence, again: bool) {
    page.raw(if again { "<q class=\"again\">" } else { "<q>" }).text(&evidence.quote).raw("</q>");
    page.raw("<span class=\"place\">").text(&document.path).raw(":");
    page.text(&trace::lines(evidence.lines));
    if !evidence.headings.is_empty() {
        page.raw(", ").text(&trace::section(&evidence.headings));
    }
    page.raw("</span>");
}
