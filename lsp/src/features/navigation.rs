//! From what a document says to where it belongs: ids, clauses, topics and pointers lead to evidence, waivers and targets.

use ls_types::{Location, Position};
use medlint_core::catalog::{RequirementId, TopicId};
use medlint_core::detect::State;

use super::links::{pointer_at, resolve};
use super::places::{Set, distinct};
use super::{config_file, sections};
use crate::named::{self, Sort, Target};
use crate::view::View;

/// Where what is named at a position is shown, or where a pointer leads; of evidence the waivers and decisions about it.
pub(crate) fn definition(view: &View<'_>, position: Position) -> Vec<Location> {
    let offset = view.places().offset(position);
    let set = Set::new(view.folder, view.client);
    if let Some(named) = named::at(view.source(), offset, Sort::Document, view.catalogue()) {
        return distinct(shown(&set, &named.target));
    }
    if let Some((path, place)) = pointer_at(view, offset).and_then(|pointer| resolve(view, pointer)) {
        return view.location(path, &place).into_iter().collect();
    }
    let topics = topics_at(view, offset);
    distinct(set.excuses(&requirements_of(view, &topics), &topics))
}

/// Where what is named is shown best; where it is not shown, what people decided about it.
pub(crate) fn shown(set: &Set<'_>, target: &Target) -> Vec<Location> {
    let best = |ids: &[RequirementId]| {
        let found: Vec<Location> = ids.iter().flat_map(|id| set.best_of_requirement(*id)).collect();
        if found.is_empty() { set.excuses(ids, &[]) } else { found }
    };
    match target {
        Target::Requirement(id) => best(&[*id]),
        Target::Clause { requirements, .. } => best(requirements),
        Target::Topic(topic) => set.best_of_topic(*topic),
        Target::Kind(kind) => set.of_kind(Some(*kind)),
        Target::Fact(fact) => config_file::answer(set, *fact).into_iter().collect(),
        Target::Framework(_) | Target::Rule(_) => Vec::new(),
    }
}

/// All evidence for what is named at a position.
pub(crate) fn implementation(view: &View<'_>, position: Position) -> Vec<Location> {
    let offset = view.places().offset(position);
    let set = Set::new(view.folder, view.client);
    let named = named::at(view.source(), offset, Sort::Document, view.catalogue());
    named.map_or_else(Vec::new, |named| distinct(evidence(&set, &named.target)))
}

/// All evidence for what is named.
fn evidence(set: &Set<'_>, target: &Target) -> Vec<Location> {
    match target {
        Target::Requirement(id) => set.of_requirement(*id),
        Target::Clause { requirements, .. } => {
            requirements.iter().flat_map(|id| set.of_requirement(*id)).collect()
        }
        Target::Topic(topic) => set.of_topic(*topic),
        Target::Kind(_) | Target::Fact(_) | Target::Framework(_) | Target::Rule(_) => shown(set, target),
    }
}

/// Everything about what is named or shown at a position: evidence, waivers, decisions, and where its id is written.
pub(crate) fn references(view: &View<'_>, position: Position) -> Vec<Location> {
    let offset = view.places().offset(position);
    let set = Set::new(view.folder, view.client);
    if let Some(named) = named::at(view.source(), offset, Sort::Document, view.catalogue()) {
        return distinct(everything(&set, &named.target));
    }
    let topics = topics_at(view, offset);
    let requirements = requirements_of(view, &topics);
    let mut out = set.excuses(&requirements, &topics);
    out.extend(topics.iter().flat_map(|topic| set.of_topic(*topic)));
    let catalogue = view.catalogue();
    out.extend(requirements.iter().flat_map(|id| set.mentions(&catalogue[*id].id)));
    distinct(out)
}

/// Evidence, waivers, decisions and mentions of what is named.
pub(crate) fn everything(set: &Set<'_>, target: &Target) -> Vec<Location> {
    let catalogue = set.folder.workspace.catalogue();
    let mut out = evidence(set, target);
    match target {
        Target::Requirement(id) => {
            out.extend(set.excuses(&[*id], &[]));
            out.extend(set.mentions(&catalogue[*id].id));
        }
        Target::Clause { requirements, .. } => {
            out.extend(set.excuses(requirements, &[]));
            out.extend(requirements.iter().flat_map(|id| set.mentions(&catalogue[*id].id)));
        }
        Target::Topic(topic) => out.extend(set.excuses(&[], &[*topic])),
        Target::Kind(_) | Target::Fact(_) | Target::Framework(_) | Target::Rule(_) => {}
    }
    out
}

/// The topics that a place is evidence for; of a heading those of its section.
fn topics_at(view: &View<'_>, offset: u32) -> Vec<TopicId> {
    let headings = &view.analysis().headings;
    if let Some(n) = headings.iter().position(|heading| heading.source.contains(&offset)) {
        let topics = sections::topics(view).into_iter().nth(n).unwrap_or_default();
        return topics.into_iter().map(|(topic, _)| topic).collect();
    }
    let here = |result: &&medlint_core::detect::TopicResult| {
        result.evidence.iter().any(|e| e.state < State::Mentioned && e.source.contains(&offset))
    };
    view.analysis().topics.iter().filter(here).map(|result| result.topic).collect()
}

/// The requirements that are asked about and whose state depends on these topics.
fn requirements_of(view: &View<'_>, topics: &[TopicId]) -> Vec<RequirementId> {
    let assessed = view.assessment().requirements.iter();
    let about = assessed.filter(|assessed| assessed.topics.iter().any(|topic| topics.contains(&topic.topic)));
    about.map(|assessed| assessed.requirement).collect()
}
