//! What can be done in a document: at its findings, and at its headings.

use std::collections::BTreeSet;
use std::ops::Range;

use ls_types::Diagnostic;
use medlint_core::catalog::{KindId, RequirementId, TopicId};
use medlint_core::detect::{CitationHit, KindReason, State};
use medlint_core::draft::Markup;
use medlint_core::lint::{self, Finding, Scope};

use super::deed::escaped;
use super::{Deed, Desk, Offer, Told, kinds, mend, sort, touches};
use crate::view::View;

/// So many missing topics are offered one by one where a finding lists them, and at any other heading.
const TOPICS: usize = 5;
const TOPICS_AT_HEADING: usize = 3;

/// So many topics are offered to be waived.
const WAIVED: usize = 3;

/// So many kinds are offered, and so many where the title or the file's name tells the kind.
const KINDS: usize = 4;
const KINDS_IF_KNOWN: usize = 2;

/// What can be done at a range of a document, the best first; with `whole`, also what is safe in all of it.
pub(super) fn of_document(
    desk: &Desk<'_>,
    view: &View<'_>,
    range: &ls_types::Range,
    told: &Told<'_>,
    whole: bool,
) -> Vec<Offer> {
    let around = Around { desk, view, range, told };
    let mut offers = Vec::new();
    let all: Vec<&Finding> = view.folder.findings(view.path).collect();
    let here: Vec<&Finding> = all.iter().copied().filter(|finding| around.is_here(finding)).collect();
    let missing: Vec<&Finding> = all.iter().copied().filter(|finding| is_about_missing(finding)).collect();
    if here.iter().any(|finding| is_about_missing(finding)) {
        offers.extend(around.missing(&missing, TOPICS, &|_| true));
    } else {
        offers.extend(around.at_heading(&missing));
    }
    for finding in &here {
        offers.extend(around.mend(finding));
    }
    offers.extend(around.citations());
    offers.extend(around.kinds(&here));
    offers.extend(around.waivers(&here));
    offers.extend(around.suppressions(&here));
    if whole || offers.iter().any(|offer| matches!(offer.deed, Deed::Cite { .. } | Deed::Unsuppress { .. })) {
        offers.extend(around.fix_all());
    }
    offers
}

/// What a document should show and does not: what its kind should, and what has its best place there.
fn is_about_missing(finding: &Finding) -> bool {
    matches!(finding.code, "M101" | "M102")
}

/// A place in a document.
struct Around<'a> {
    desk: &'a Desk<'a>,
    view: &'a View<'a>,
    range: &'a ls_types::Range,
    told: &'a Told<'a>,
}

impl Around<'_> {
    fn touches(&self, bytes: &Range<u32>) -> bool {
        touches(&self.view.range(bytes), self.range)
    }

    /// Whether the range has a part of the same lines.
    fn is_on(&self, bytes: &Range<u32>) -> bool {
        let lines = self.view.range(bytes);
        lines.start.line <= self.range.end.line && self.range.start.line <= lines.end.line
    }

    /// A finding is here when its place touches the range, or the client shows it here.
    fn is_here(&self, finding: &Finding) -> bool {
        self.touches(&finding.source) || !self.told.of(finding, &self.view.range(&finding.source)).is_empty()
    }

    fn told(&self, finding: &Finding) -> Vec<Diagnostic> {
        self.told.of(finding, &self.view.range(&finding.source))
    }

    fn title(&self, topic: TopicId) -> &str {
        &self.view.catalogue()[topic].title
    }

    /// What can be written or taken out so that a finding goes.
    fn mend(&self, finding: &Finding) -> Vec<Offer> {
        let offer = |title: String, sort, deed| {
            vec![Offer { title, sort, deed, diagnostics: self.told(finding), preferred: true }]
        };
        let catalogue = self.view.catalogue();
        match (finding.code, finding.topics.first()) {
            ("M103" | "M105", Some(topic)) => {
                let lacking = self.lacking(finding, *topic);
                let deed = Deed::Complete {
                    topic: catalogue[*topic].id.to_string(),
                    requirements: lacking.iter().map(|id| catalogue[*id].id.to_string()).collect(),
                };
                offer(format!("Add what is missing about {}", self.title(*topic)), sort::COMPLETE, deed)
            }
            ("M112", _) => {
                let deed = Deed::Unsuppress { at: finding.source.start };
                offer("Remove the comment that suppresses nothing".to_owned(), sort::SUPPRESSION, deed)
            }
            _ => Vec::new(),
        }
    }

    /// The requirements whose points a finding says to be missing; none where half of the topic is.
    fn lacking(&self, finding: &Finding, topic: TopicId) -> Vec<RequirementId> {
        let status = self.view.assessment().topics.iter().find(|status| status.topic == topic);
        let is_shown = status.is_some_and(|status| status.state == State::Shown);
        if is_shown { finding.requirements.clone() } else { Vec::new() }
    }

    /// Sections for the topics that a document lacks, those first that are meant, then the most important, and for all of
    /// them.
    fn missing(&self, findings: &[&Finding], most: usize, is_meant: &dyn Fn(TopicId) -> bool) -> Vec<Offer> {
        let catalogue = self.view.catalogue();
        let kind = self.view.analysis().kind.kind;
        let mut topics: Vec<(TopicId, &Finding)> = Vec::new();
        for finding in findings {
            for topic in &finding.topics {
                if !topics.iter().any(|(other, _)| other == topic) {
                    topics.push((*topic, finding));
                }
            }
        }
        topics.sort_by_key(|(topic, _)| !is_meant(*topic));
        let mut offers = Vec::new();
        for (n, (topic, finding)) in topics.iter().take(most).enumerate() {
            offers.push(Offer {
                title: format!("Insert section \"{}\"", self.heading(*topic, kind)),
                sort: sort::INSERT,
                deed: Deed::Insert { topic: catalogue[*topic].id.to_string() },
                diagnostics: self.told(finding),
                preferred: n == 0,
            });
        }
        if let (Some(kind), [(_, first), _, ..]) = (kind, topics.as_slice()) {
            let all: Vec<TopicId> = topics.iter().map(|(topic, _)| *topic).collect();
            offers.push(Offer {
                title: format!("Insert all {} missing sections ({})", all.len(), catalogue[kind].title),
                sort: sort::INSERT,
                deed: Deed::InsertAll { topics: self.usual_order(&all, kind) },
                diagnostics: self.told(first),
                preferred: false,
            });
        }
        offers
    }

    /// The heading that a section for a topic would have.
    fn heading(&self, topic: TopicId, kind: Option<KindId>) -> String {
        let expected = kind.and_then(|kind| {
            self.view.catalogue()[kind].topics.iter().find(|expected| expected.topic == topic)
        });
        expected.map_or_else(|| self.title(topic).to_owned(), |expected| expected.heading.to_string())
    }

    /// Ids of topics in the order in which documents of the kind show them.
    fn usual_order(&self, topics: &[TopicId], kind: KindId) -> Vec<String> {
        let catalogue = self.view.catalogue();
        let mut topics = topics.to_vec();
        let position = |topic: &TopicId| catalogue[kind].topics.iter().position(|e| e.topic == *topic);
        topics.sort_by_key(|topic| position(topic).unwrap_or(usize::MAX));
        topics.iter().map(|topic| catalogue[*topic].id.to_string()).collect()
    }

    /// Where the cursor is on a heading: what the document lacks, first what the heading announces.
    fn at_heading(&self, missing: &[&Finding]) -> Vec<Offer> {
        let analysis = self.view.analysis();
        if !analysis.headings.iter().any(|heading| self.is_on(&heading.source)) {
            return Vec::new();
        }
        let is_announced = |topic: TopicId| {
            let mut results = analysis.topics.iter().filter(|result| result.topic == topic);
            results.any(|result| result.evidence.iter().any(|evidence| self.is_on(&evidence.source)))
        };
        let mut offers = self.missing(missing, TOPICS_AT_HEADING, &is_announced);
        for offer in &mut offers {
            // The findings are told somewhere else.
            offer.preferred = false;
            offer.diagnostics.clear();
        }
        offers
    }

    /// Superseded editions here that can be updated.
    fn citations(&self) -> Vec<Offer> {
        let is_told = |hit: &CitationHit| !self.told.at("M108", &self.view.range(&hit.source)).is_empty();
        let here = mend::citations(self.view).filter(|hit| self.touches(&hit.source) || is_told(hit));
        let offer = |hit: &CitationHit| {
            let (_, edit) = mend::citation(self.view, hit.source.start)?;
            let (start, end) = (hit.source.start.min(edit.range.start), hit.source.end.max(edit.range.end));
            let before = self.view.source().get(start as usize..edit.range.start as usize)?;
            let behind = self.view.source().get(edit.range.end as usize..end as usize)?;
            Some(Offer {
                title: format!("Cite {before}{}{behind}", edit.text),
                sort: sort::CITATION,
                deed: Deed::Cite { at: hit.source.start },
                diagnostics: self.told.at("M108", &self.view.range(&hit.source)),
                preferred: true,
            })
        };
        here.filter_map(offer).collect()
    }

    fn fix_all(&self) -> Option<Offer> {
        let edits = mend::all(self.view);
        (!edits.is_empty()).then(|| Offer {
            title: "Update superseded citations and remove unused suppressions".to_owned(),
            sort: sort::FIX_ALL,
            deed: Deed::FixAll,
            diagnostics: Vec::new(),
            preferred: false,
        })
    }

    /// What the document is: on its title, in its front matter, and where the front matter names no kind.
    fn kinds(&self, here: &[&Finding]) -> Vec<Offer> {
        let view = self.view;
        let unknown = here.iter().find(|finding| finding.code == "M117");
        let front = view.entry.document.front_matter.source.as_ref();
        let title = &view.entry.lint.title.0;
        let on_title = self.is_on(title) || front.is_some_and(|front| self.touches(front));
        let is_said = matches!(view.analysis().kind.because, KindReason::FrontMatter | KindReason::Config);
        if unknown.is_none() && (is_said || !on_title) {
            return Vec::new();
        }
        let catalogue = view.catalogue();
        let in_config = Markup::of(&view.entry.document) != Markup::Markdown
            && front.is_none()
            && (view.folder.config.is_some() || self.desk.editor.client.creates_files());
        let place = if in_config { "medlint.toml" } else { "front matter" };
        let diagnostics = unknown.map(|finding| self.told(finding)).unwrap_or_default();
        let is_known = matches!(view.analysis().kind.because, KindReason::Title | KindReason::FileName);
        let guesses = kinds::guesses(view, if is_known { KINDS_IF_KNOWN } else { KINDS });
        let named = guesses.iter().map(|kind| (&*catalogue[*kind].title, &*catalogue[*kind].id));
        let offer = |(n, (title, id)): (usize, (&str, &str))| {
            let kind = id.to_owned();
            Offer {
                title: format!("Set the kind of document to {title} ({place})"),
                sort: sort::KIND,
                deed: if in_config { Deed::KindInConfig { kind } } else { Deed::Kind { kind } },
                diagnostics: diagnostics.clone(),
                preferred: n == 0 && unknown.is_some(),
            }
        };
        named.chain([("other, none that medlint knows", "other")]).enumerate().map(offer).collect()
    }

    /// Exceptions from what the findings here ask for: in this document, or in the whole set.
    fn waivers(&self, here: &[&Finding]) -> Vec<Offer> {
        let catalogue = self.view.catalogue();
        let mut offers = Vec::new();
        let mut done: BTreeSet<TopicId> = BTreeSet::new();
        for finding in here.iter().filter(|finding| finding.code != "M104") {
            for topic in &finding.topics {
                if done.len() == WAIVED || !done.insert(*topic) {
                    continue;
                }
                let waive = |words: &str, document: Option<String>| Offer {
                    title: format!("Waive {} {words}", self.title(*topic)),
                    sort: sort::WAIVE,
                    deed: Deed::Waive {
                        requirement: None,
                        topic: Some(catalogue[*topic].id.to_string()),
                        document,
                    },
                    diagnostics: self.told(finding),
                    preferred: false,
                };
                offers.push(waive("in this document", Some(format!("/{}", escaped(self.view.path)))));
                if finding.topics.len() == 1 {
                    offers.push(waive("for the whole set", None));
                }
            }
            if let ([_], [requirement]) = (finding.topics.as_slice(), finding.requirements.as_slice()) {
                let id = &catalogue[*requirement].id;
                offers.push(Offer {
                    title: format!("Waive {id} for the whole set"),
                    sort: sort::WAIVE,
                    deed: Deed::Waive { requirement: Some(id.to_string()), topic: None, document: None },
                    diagnostics: self.told(finding),
                    preferred: false,
                });
            }
        }
        offers
    }

    /// Comments that take the findings here away, one for each rule and line.
    fn suppressions(&self, here: &[&Finding]) -> Vec<Offer> {
        let mut done = BTreeSet::new();
        let about_excuses = |code: &str| matches!(code, "M111" | "M112");
        let can = |finding: &&&Finding| {
            let scope = lint::rule(finding.code).map(|rule| rule.scope);
            finding.lines.0 > 0
                && scope.is_some_and(|scope| scope != Scope::Config)
                && !about_excuses(finding.code)
        };
        let found = here.iter().filter(can).filter(|finding| done.insert((finding.lines.0, finding.code)));
        let offers = found.map(|finding| Offer {
            title: if self.is_on(&finding.source) {
                format!("Suppress {} here", finding.code)
            } else {
                format!("Suppress {} at line {}", finding.code, finding.lines.0)
            },
            sort: sort::SUPPRESS,
            deed: Deed::Suppress { line: finding.lines.0 - 1, code: finding.code.to_owned() },
            diagnostics: self.told(finding),
            preferred: false,
        });
        offers.collect()
    }
}
