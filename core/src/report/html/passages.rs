//! The passages that requirements rest on, each once, with a number: on paper requirements refer to it instead of
//! quoting it again.

use std::collections::BTreeMap;

use super::page::Page;
use crate::assess::EvidenceRef;
use crate::report::{Check, trace};

/// Numbers of passages, from 1, by document and place.
pub(super) struct Passages(BTreeMap<EvidenceRef, (usize, usize)>);

impl Passages {
    pub(super) fn of(check: &Check<'_>) -> Self {
        let mut found: BTreeMap<EvidenceRef, usize> = BTreeMap::new();
        for assessed in &check.assessment.requirements {
            for place in assessed.topics.iter().filter_map(|topic| topic.evidence) {
                *found.entry(place).or_default() += 1;
            }
        }
        let mut places: Vec<(EvidenceRef, usize)> = found.into_iter().collect();
        places.sort_by_key(|(place, _)| {
            let lines = place.get(check.documents).map(|evidence| evidence.lines);
            (place.document, lines, *place)
        });
        Passages(places.into_iter().zip(1..).map(|((place, uses), n)| (place, (n, uses))).collect())
    }

    /// The number of a passage.
    pub(super) fn number(&self, place: EvidenceRef) -> Option<usize> {
        self.0.get(&place).map(|(n, _)| *n)
    }

    /// All of them as a table.
    pub(super) fn section(&self, page: &mut Page, check: &Check<'_>) {
        if self.0.is_empty() {
            return;
        }
        page.raw("<section>\n<h2 id=\"evidence\" class=\"page\">Evidence</h2>\n<p class=\"soft\">The passages that the requirements above rest on, by document and place, each with the number under which they refer to it.</p>\n<table class=\"stack passages\"><thead><tr><th scope=\"col\">No.</th><th scope=\"col\">Passage</th><th scope=\"col\">Topic</th><th scope=\"col\" class=\"n\">Requirements</th></tr></thead><tbody>\n");
        let mut rows: Vec<(usize, usize, EvidenceRef)> =
            self.0.iter().map(|(place, (n, uses))| (*n, *uses, *place)).collect();
        rows.sort_unstable();
        for (n, uses, place) in rows {
            let Some((document, evidence)) = trace::evidence(place, check) else { continue };
            page.raw("<tr id=\"e").number(n).raw("\"><th scope=\"row\">E").number(n).raw("</th><td>");
            page.element("q", &evidence.quote).raw(" <span class=\"place\">").text(&document.path).raw(":");
            page.text(&trace::lines(evidence.lines));
            if !evidence.headings.is_empty() {
                page.raw(", ").text(&trace::section(&evidence.headings));
            }
            page.raw("</span></td><td>");
            if let Some(result) = document.topics.get(usize::from(place.result)) {
                page.state(result.state).raw(" ").text(&check.catalogue[result.topic].title);
            }
            page.raw("</td>").figure("td class=\"n\" data-l=\"Requirements\"", uses).raw("</tr>\n");
        }
        page.raw("</tbody></table>\n</section>\n");
    }
}
