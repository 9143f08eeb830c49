//! The fold: requirements x evidence x profile x decisions x waivers -> status of each requirement.

use super::actions::actions;
use super::coverage::coverage;
use super::evidence::{Best, EvidenceIndex};
use super::profile::open_questions;
use super::{
    Applicability, Assessed, Assessment, Date, Decision, DeviceProfile, EvidenceRef, Selection, Severity,
    Status, TopicEvidence, TopicStatus, Waiver, WaiverTarget,
};
use crate::catalog::{Catalogue, Requirement, RequirementId, Strength, TopicId};
use crate::detect::{Analysis, State};

/// What is asked of the documents, and what people say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'a> {
    pub(crate) profile: &'a DeviceProfile,
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) decisions: &'a [Decision],
    pub(crate) waivers: &'a [Waiver],
    pub(crate) today: Option<Date>,
    pub(crate) selection: &'a Selection,
}

/// Brings all analyses, the device profile and the catalogue together.
///
/// `today` decides whether a waiver has expired; the caller has to say it, because the core reads no clock.
pub fn assess(
    documents: &[&Analysis],
    profile: &DeviceProfile,
    catalogue: &Catalogue,
    decisions: &[Decision],
    waivers: &[Waiver],
    today: Option<Date>,
    selection: &Selection,
) -> Assessment {
    let question = Question { profile, catalogue, decisions, waivers, today, selection };
    assess_by(&EvidenceIndex::new(documents, catalogue), documents, &question)
}

/// The same with an index that is there already.
pub(super) fn assess_by(
    index: &EvidenceIndex,
    documents: &[&Analysis],
    question: &Question<'_>,
) -> Assessment {
    let Question { profile, catalogue, selection, today, .. } = *question;
    let said = Said::new(question);
    let mut requirements = Vec::with_capacity(catalogue.requirements.len());
    let mut topics: Vec<TopicStatus> = catalogue
        .topic_ids()
        .map(|topic| {
            let (state, evidence) = standing(topic, index);
            TopicStatus { topic, state, evidence, needed: false, open: Vec::new(), severity: None }
        })
        .collect();
    let mut unknown = vec![Vec::new(); catalogue.facts.len()];
    for id in catalogue.requirement_ids() {
        let requirement = &catalogue[id];
        if !selection.contains(requirement) {
            continue;
        }
        let applicability = profile.applicability(requirement);
        if applicability == Applicability::Unknown {
            for fact in profile.unknown_facts(requirement) {
                unknown[fact.index()].push(id);
            }
        }
        let assessed = one(id, requirement, applicability, index, &said, documents);
        note_topics(&assessed, requirement, &mut topics);
        requirements.push(assessed);
    }
    let needed: Vec<bool> = topics.iter().map(|t| t.needed).collect();
    Assessment {
        coverage: coverage(documents, &requirements, &needed, catalogue),
        actions: actions(documents, &topics, &requirements, catalogue),
        open_questions: open_questions(unknown, catalogue),
        requirements,
        topics,
        expiry_judged: today.is_some(),
    }
}

/// The strongest state that a topic has anywhere, and the best evidence.
pub(super) fn standing(topic: TopicId, index: &EvidenceIndex) -> (State, Option<EvidenceRef>) {
    let best = index.best(topic, &[]);
    (best.map_or(State::Missing, |b| b.state), best.map(|b| b.place))
}

/// What people say: decisions and waivers, by requirement.
pub(super) struct Said<'a> {
    decided: Decided<'a>,
    excuses: Excuses,
}

impl<'a> Said<'a> {
    pub(super) fn new(question: &Question<'a>) -> Self {
        let Question { catalogue, decisions, waivers, today, .. } = *question;
        Said { decided: Decided::new(decisions, catalogue), excuses: Excuses::new(waivers, today, catalogue) }
    }
}

/// One requirement.
pub(super) fn one(
    id: RequirementId,
    requirement: &Requirement,
    applicability: Applicability,
    index: &EvidenceIndex,
    said: &Said<'_>,
    documents: &[&Analysis],
) -> Assessed {
    let Said { decided, excuses } = said;
    let mut assessed = Assessed {
        requirement: id,
        status: Status::NotApplicable,
        found: Status::NotApplicable,
        applicability,
        topics: Vec::new(),
        cue: None,
        lacks_cue: false,
        in_expected_kind: false,
        decision: None,
        waiver: None,
    };
    if !applicability.applies() {
        return assessed;
    }
    assessed.found = if requirement.needs_a_person() {
        Status::NeedsAPerson
    } else {
        find(&mut assessed, requirement, index, documents)
    };
    let decision = decided.requirement(id, assessed.found);
    assessed.status = decision.map_or(assessed.found, |(_, status)| status);
    // A waiver outranks the decision; where there is nothing to excuse by either, it has no effect.
    let excusable = |status: Status| {
        status.is_open() || matches!(status, Status::DeniedWithReason | Status::NeedsAPerson)
    };
    if excusable(assessed.found) || excusable(assessed.status) {
        assessed.waiver = excuses.requirement(id).or_else(|| excuses.topics(&assessed));
    }
    if assessed.waiver.is_some() {
        assessed.status = Status::Waived;
    } else {
        assessed.decision = decision.map(|(index, _)| index);
    }
    assessed
}

/// Looks for the evidence of a requirement, notes it, and says how the requirement stands by it.
fn find(
    assessed: &mut Assessed,
    requirement: &Requirement,
    index: &EvidenceIndex,
    documents: &[&Analysis],
) -> Status {
    let mut chosen: Vec<(TopicId, Option<Best>)> =
        requirement.topics.iter().map(|t| (*t, index.best(*t, &requirement.kinds))).collect();
    chosen.extend(best_choice(requirement, index));
    let state = |best: &Option<Best>| best.map_or(State::Missing, |b| b.state);
    let weakest = chosen.iter().map(|(_, best)| state(best)).max().unwrap_or(State::Missing);
    if weakest == State::Shown && !requirement.cues.is_empty() {
        // One cue in the evidence of any of its topics will do; that evidence is then the one to show.
        let hit = chosen.iter().enumerate().find_map(|(i, (topic, _))| {
            index.with_cue(*topic, &requirement.cues, &requirement.kinds).map(|hit| (i, hit))
        });
        match hit {
            Some((i, (cue, best))) => {
                assessed.cue = Some(cue);
                chosen[i].1 = Some(best);
            }
            None => assessed.lacks_cue = true,
        }
    }
    let reasoned =
        chosen.iter().all(|(_, best)| best.is_none_or(|b| b.state != State::Denied || b.is_reasoned()));
    let mut found = match weakest {
        State::Shown if assessed.lacks_cue => Status::Partly,
        State::Shown => Status::Met,
        State::Partly => Status::Partly,
        State::Elsewhere => Status::Elsewhere,
        State::Planned => Status::Planned,
        State::Denied if reasoned && requirement.strength == Strength::May => Status::Justified,
        State::Denied if reasoned => Status::DeniedWithReason,
        State::Denied => Status::Denied,
        State::Placeholder => Status::Placeholder,
        State::Mentioned | State::Missing => Status::Missing,
    };
    // With all topics there and one of them weaker, the whole is begun: half of it stands in the documents.
    let shown = chosen.iter().filter(|(_, best)| state(best) == State::Shown).count();
    if found == Status::Missing && shown > 0 {
        found = Status::Partly;
    }
    assessed.in_expected_kind = chosen.iter().all(|(_, best)| {
        let kind = best.and_then(|b| documents.get(b.place.document as usize)?.kind.kind);
        kind.is_some_and(|kind| requirement.kinds.contains(&kind))
    });
    assessed.topics = chosen
        .into_iter()
        .map(|(topic, best)| TopicEvidence { topic, state: state(&best), evidence: best.map(|b| b.place) })
        .collect();
    found
}

/// Of `any_topics` the one that stands best; of equals one with a cue, then the first.
fn best_choice(requirement: &Requirement, index: &EvidenceIndex) -> Option<(TopicId, Option<Best>)> {
    let rank = |topic: TopicId| {
        let best = index.best(topic, &requirement.kinds);
        let state = best.map_or(State::Missing, |b| b.state);
        let no_cue =
            state != State::Shown || index.with_cue(topic, &requirement.cues, &requirement.kinds).is_none();
        let unreasoned = best.is_some_and(|b| b.state == State::Denied && !b.is_reasoned());
        (state, no_cue, unreasoned)
    };
    let topic = *requirement.any_topics.iter().min_by_key(|t| rank(**t))?;
    Some((topic, index.best(topic, &requirement.kinds)))
}

/// Notes on the topics of a requirement that they are needed, and which are open.
pub(super) fn note_topics(assessed: &Assessed, requirement: &Requirement, topics: &mut [TopicStatus]) {
    if !assessed.applicability.applies() {
        return;
    }
    let named = requirement.topics.iter().chain(requirement.any_topics.iter());
    for topic in named {
        topics[topic.index()].needed = true;
    }
    if !assessed.status.is_open() {
        return;
    }
    let severity = Severity::of(requirement.strength, requirement.level);
    for topic in assessed.open_topics() {
        let status = &mut topics[topic.topic.index()];
        status.open.push(assessed.requirement);
        status.severity = status.severity.max(Some(severity));
    }
}

/// The decisions, by requirement.
struct Decided<'a> {
    decisions: &'a [Decision],
    /// The first for each requirement.
    requirements: Vec<Option<usize>>,
}

impl<'a> Decided<'a> {
    fn new(decisions: &'a [Decision], catalogue: &Catalogue) -> Self {
        let mut requirements = vec![None; catalogue.requirements.len()];
        for (i, decision) in decisions.iter().enumerate() {
            for id in &decision.requirements {
                if let Some(slot) = requirements.get_mut(id.index()) {
                    slot.get_or_insert(i);
                }
            }
        }
        Decided { decisions, requirements }
    }

    /// The decision that counts for a requirement of which this was found, and how the requirement stands by it.
    fn requirement(&self, id: RequirementId, found: Status) -> Option<(usize, Status)> {
        let index = self.requirements[id.index()]?;
        let decision = &self.decisions[index];
        decision.counts(found).then(|| (index, decision.status.status()))
    }
}

/// The waivers that count, by what they excuse.
struct Excuses {
    requirements: Vec<Option<usize>>,
    topics: Vec<Option<usize>>,
}

impl Excuses {
    fn new(waivers: &[Waiver], today: Option<Date>, catalogue: &Catalogue) -> Self {
        let mut requirements = vec![None; catalogue.requirements.len()];
        let mut topics = vec![None; catalogue.topics.len()];
        // A waiver for one document excuses findings there, not a requirement of the whole set.
        let valid = waivers.iter().enumerate().filter(|(_, w)| w.is_valid(today) && w.document.is_none());
        for (i, waiver) in valid {
            for target in &waiver.targets {
                let slot = match target {
                    WaiverTarget::Requirement(id) => requirements.get_mut(id.index()),
                    WaiverTarget::Topic(id) => topics.get_mut(id.index()),
                    WaiverTarget::Finding(_) => None,
                };
                if let Some(slot) = slot {
                    slot.get_or_insert(i);
                }
            }
        }
        Excuses { requirements, topics }
    }

    fn requirement(&self, id: RequirementId) -> Option<usize> {
        self.requirements[id.index()]
    }

    /// A waiver of topics excuses a requirement when every topic that is open is waived.
    fn topics(&self, assessed: &Assessed) -> Option<usize> {
        let waivers: Option<Vec<usize>> =
            assessed.open_topics().map(|t| self.topics[t.topic.index()]).collect();
        waivers?.first().copied()
    }
}
