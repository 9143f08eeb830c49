//! What to do first: open topics, ranked by what an hour of writing wins.

use super::{Assessed, EvidenceRef, Severity, TopicStatus};
use crate::catalog::{Catalogue, KindId, Level, RequirementId, Strength, TopicId};
use crate::detect::{Analysis, State};

/// Where something should be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Home {
    /// In this document (an index into those given).
    Document(u32),
    /// In a new document of this kind, because there is none yet.
    Create(KindId),
    /// Nothing says where.
    Anywhere,
}

/// A thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The topic to write about.
    pub topic: TopicId,
    /// How it stands now.
    pub state: State,
    /// Where something of it stands now.
    pub evidence: Option<EvidenceRef>,
    /// The requirements behind it, in catalogue order.
    pub requirements: Vec<RequirementId>,
    /// How bad the worst of them is.
    pub severity: Severity,
    /// Where to write it.
    pub home: Home,
    /// What it was ranked by: the weights of the requirements behind it, more when little is left to do.
    pub score: u32,
}

/// What meeting one requirement is worth.
fn weight(strength: Strength, level: Level) -> u32 {
    match (strength, level) {
        (Strength::Must, Level::Core) => 60,
        (Strength::Should, Level::Core) => 20,
        (Strength::Must, Level::Detail) => 6,
        (Strength::Should, Level::Detail) => 3,
        _ => 0,
    }
}

/// How near the topic is to being done, in quarters: what is begun comes before what is not.
fn nearness(state: State) -> u32 {
    match state {
        State::Shown | State::Partly => 6,
        State::Placeholder | State::Planned => 5,
        _ => 4,
    }
}

pub(super) fn actions(
    documents: &[&Analysis],
    topics: &[TopicStatus],
    requirements: &[Assessed],
    catalogue: &Catalogue,
) -> Vec<Action> {
    let homes = Homes::new(documents, catalogue);
    let lacks_cue = |id: &RequirementId| {
        requirements.binary_search_by_key(id, |a| a.requirement).is_ok_and(|i| requirements[i].lacks_cue)
    };
    let mut actions: Vec<Action> = topics
        .iter()
        .filter_map(|topic| {
            let severity = topic.severity?;
            // A missing cue is a word or two in a text that stands; half the worth of what is not there.
            let worth: u32 = topic
                .open
                .iter()
                .map(|id| {
                    let requirement = &catalogue[*id];
                    weight(requirement.strength, requirement.level) * if lacks_cue(id) { 1 } else { 2 }
                })
                .sum();
            let score = worth * nearness(topic.state) / 4;
            (score > 0).then(|| Action {
                topic: topic.topic,
                state: topic.state,
                evidence: topic.evidence,
                requirements: topic.open.clone(),
                severity,
                home: homes.home(topic),
                score,
            })
        })
        .collect();
    actions.sort_by_key(|a| (std::cmp::Reverse((a.severity, a.score)), a.topic));
    actions
}

/// Finds the document in which a topic should be written.
pub(super) struct Homes<'a> {
    catalogue: &'a Catalogue,
    /// The first document of each kind.
    first: Vec<Option<u32>>,
    /// For each topic, the kinds that expect it with their weight.
    kinds: Vec<Vec<(KindId, u32)>>,
    /// A record of another actor; nobody here can write it.
    external: Option<KindId>,
}

impl<'a> Homes<'a> {
    pub(super) fn new(documents: &[&Analysis], catalogue: &'a Catalogue) -> Self {
        let mut first = vec![None; catalogue.kinds.len()];
        for (i, document) in (0..).zip(documents) {
            if let Some(slot) = document.kind.kind.and_then(|kind| first.get_mut(kind.index())) {
                slot.get_or_insert(i);
            }
        }
        let mut kinds = vec![Vec::new(); catalogue.topics.len()];
        for kind in catalogue.kind_ids() {
            for expected in catalogue[kind].topics.iter() {
                kinds[expected.topic.index()].push((kind, u32::from(expected.weight) * 100));
            }
        }
        Homes { catalogue, first, kinds, external: catalogue.kind("external") }
    }

    /// The best home of an open topic: where something of it stands already, else an existing document of a kind that
    /// suits it at least half as well as the best kind, else a new one of the best kind.
    pub(super) fn home(&self, topic: &TopicStatus) -> Home {
        let begun = matches!(
            topic.state,
            State::Shown | State::Partly | State::Planned | State::Denied | State::Placeholder
        );
        if let Some(evidence) = topic.evidence.filter(|_| begun) {
            return Home::Document(evidence.document);
        }
        let mut votes = self.kinds[topic.topic.index()].clone();
        // A kind that should show the topic has 100 votes for each step of weight; each open requirement that names the
        // kind adds 10, but all of them together not more than one step.
        let mut named: Vec<(KindId, u32)> = Vec::new();
        for kind in topic.open.iter().flat_map(|id| self.catalogue[*id].kinds.iter().copied()) {
            match named.iter_mut().find(|(k, _)| *k == kind) {
                Some((_, votes)) => *votes = (*votes + 10).min(100),
                None => named.push((kind, 10)),
            }
        }
        for (kind, more) in named {
            match votes.iter_mut().find(|(k, _)| *k == kind) {
                Some((_, votes)) => *votes += more,
                None => votes.push((kind, more)),
            }
        }
        votes.retain(|(kind, _)| Some(*kind) != self.external);
        votes.sort_by_key(|(kind, votes)| (std::cmp::Reverse(*votes), *kind));
        let enough = votes.first().map_or(0, |(_, votes)| votes / 2);
        let existing =
            votes.iter().take_while(|(_, v)| *v >= enough).find_map(|(kind, _)| self.first[kind.index()]);
        match (existing, votes.first()) {
            (Some(document), _) => Home::Document(document),
            (None, Some((kind, _))) => Home::Create(*kind),
            (None, None) => Home::Anywhere,
        }
    }
}
