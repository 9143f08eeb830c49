//! Code lenses: above a heading, which topics its section shows, how many requirements it answers, what it lacks.
//!
//! Few: only headings with something to say, and nothing about topics that no requirement of the selection needs.

use std::collections::BTreeMap;

use ls_types::{CodeLens, Command};
use medlint_core::catalog::RequirementId;
use medlint_core::detect::State;
use serde_json::{Value, json};

use super::sections::{Topics, heading_of, list, topics};
use crate::view::View;

/// At most so many topics or points are named in a lens.
const NAMED: usize = 2;

/// Shows requirements in the client's own list; only clients that take `medlint/changed` have one.
const SHOW: &str = "medlint.showRequirements";

/// The lenses of a document.
pub(crate) fn lenses(view: &View<'_>) -> Vec<CodeLens> {
    let settings = &view.client.settings;
    if !settings.enable || !settings.code_lens {
        return Vec::new();
    }
    let topics = topics(view);
    let answered = answered(view);
    let lacking = lacking(view);
    let mut out = Vec::new();
    for (n, heading) in view.analysis().headings.iter().enumerate() {
        let start = view.places().position(heading.source.start);
        let mut add = |title: String, requirements: &[RequirementId]| {
            let range = ls_types::Range { start, end: start };
            out.push(CodeLens {
                range,
                command: Some(command(view, title, start, requirements)),
                data: None,
            });
        };
        let shown = shown(view, &topics[n]);
        if !shown.is_empty() {
            add(format!("shows: {}", list(&shown, NAMED)), &[]);
        }
        match answered.get(&n).map(Vec::as_slice) {
            None | Some([]) => {}
            Some(one @ [_]) => add("answers 1 requirement".to_owned(), one),
            Some(many) => add(format!("answers {} requirements", many.len()), many),
        }
        if let Some((lacks, requirements)) = lacking.get(&n) {
            add(format!("lacks: {}", list(lacks, NAMED)), requirements);
        }
    }
    out
}

/// Titles of the topics that a section shows and that are needed.
fn shown<'a>(view: &View<'a>, topics: &Topics) -> Vec<&'a str> {
    let needed = |topic: usize| view.assessment().topics.get(topic).is_some_and(|status| status.needed);
    let shown = topics.iter().filter(|(topic, state)| *state == State::Shown && needed(topic.index()));
    shown.map(|(topic, _)| &*view.catalogue()[*topic].title).collect()
}

/// Requirements that need no more writing, by the heading under which the evidence for them stands.
fn answered(view: &View<'_>) -> BTreeMap<usize, Vec<RequirementId>> {
    let mut out: BTreeMap<usize, Vec<RequirementId>> = BTreeMap::new();
    let documents = view.folder.workspace.assessed();
    let Some(own) = documents.iter().position(|document| document.analysis.path == view.path) else {
        return out;
    };
    let done = |status| {
        matches!(status, medlint_core::assess::Status::Met | medlint_core::assess::Status::Justified)
    };
    for assessed in view.assessment().requirements.iter().filter(|assessed| done(assessed.found)) {
        for place in assessed.topics.iter().filter_map(|topic| topic.evidence) {
            let result = view.analysis().topics.get(usize::from(place.result));
            let evidence = result.and_then(|result| result.evidence.get(usize::from(place.evidence)));
            if place.document as usize == own
                && let Some(heading) = evidence.and_then(|evidence| heading_of(evidence.section))
            {
                let here = out.entry(heading).or_default();
                if here.last() != Some(&assessed.requirement) {
                    here.push(assessed.requirement);
                }
            }
        }
    }
    out
}

/// What the findings about weak sections (M103) say, by heading: what is missing, and for which requirements.
fn lacking(view: &View<'_>) -> BTreeMap<usize, (Vec<String>, Vec<RequirementId>)> {
    let mut out: BTreeMap<usize, (Vec<String>, Vec<RequirementId>)> = BTreeMap::new();
    let (headings, catalogue) = (&view.analysis().headings, view.catalogue());
    for finding in view.folder.findings(view.path).filter(|finding| finding.name == "weak-section") {
        let after = headings.partition_point(|heading| heading.source.start <= finding.source.start);
        let (Some(heading), Some(topic)) = (after.checked_sub(1), finding.topics.first()) else { continue };
        let (lacks, requirements) = out.entry(heading).or_default();
        let state = view.assessment().topics.get(topic.index()).map(|status| status.state);
        if state == Some(State::Shown) {
            lacks.extend(finding.requirements.iter().map(|id| catalogue[*id].title.to_string()));
        } else {
            lacks.push(format!("half of {}", catalogue[*topic].title));
        }
        requirements.extend(&finding.requirements);
    }
    out
}

/// What a lens does: shows requirements where the client can, else nothing.
fn command(
    view: &View<'_>,
    title: String,
    position: ls_types::Position,
    requirements: &[RequirementId],
) -> Command {
    if requirements.is_empty() || !view.client.wants_changes {
        return Command { title, command: String::new(), arguments: None };
    }
    let ids: Vec<&str> = requirements.iter().map(|id| &*view.catalogue()[*id].id).collect();
    let uri = if view.uri.is_empty() { view.folder.uri_of(view.path) } else { view.uri.to_owned() };
    let arguments: Vec<Value> = vec![json!(uri), json!(position), json!(ids)];
    Command { title, command: SHOW.to_owned(), arguments: Some(arguments) }
}
