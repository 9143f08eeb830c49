//! The fold from evidence to the standing of requirements.

mod hand_made;

use hand_made::{CATALOGUE, Doc, Run, doc, fact};
use medlint_core::assess::{
    Applicability, Assessed, Assessment, ConfigPlace, Date, DecidedStatus, Decision, DeviceProfile, Home,
    PathPattern, Selection, Severity, Status, Waiver, WaiverTarget,
};
use medlint_core::catalog::{Level, Requirement, RequirementId, Strength, TopicId};
use medlint_core::detect::State;

fn everything() -> Run {
    Run { selection: Selection { frameworks: None, levels: Level::ALL.to_vec() }, ..Run::default() }
}

fn find(wanted: impl Fn(&Requirement) -> bool) -> RequirementId {
    CATALOGUE.requirement_ids().find(|id| wanted(&CATALOGUE[*id])).expect("a requirement of that sort")
}

fn one_topic(r: &Requirement) -> bool {
    r.topics.len() == 1 && r.any_topics.is_empty() && r.when.is_empty()
}

/// A requirement with one topic, without cues, for every device.
fn plain(strength: Strength) -> RequirementId {
    find(|r| one_topic(r) && r.cues.is_empty() && r.strength == strength)
}

fn topic(id: RequirementId) -> &'static str {
    &CATALOGUE[CATALOGUE[id].topics[0]].id
}

fn assessed(assessment: &Assessment, id: RequirementId) -> &Assessed {
    assessment.requirement(id).expect("in the selection")
}

fn status(documents: &[Doc], id: RequirementId) -> Status {
    assessed(&everything().assess(documents), id).status
}

#[test]
fn each_state_of_a_topic_gives_its_requirement_a_status() {
    let id = plain(Strength::Should);
    let with = |state| status(&[doc("a.md").says(topic(id), state, &[])], id);
    assert_eq!(with(State::Shown), Status::Met);
    assert_eq!(with(State::Partly), Status::Partly);
    assert_eq!(with(State::Elsewhere), Status::Elsewhere);
    assert_eq!(with(State::Planned), Status::Planned);
    assert_eq!(with(State::Denied), Status::Denied);
    assert_eq!(with(State::Placeholder), Status::Placeholder);
    assert_eq!(with(State::Mentioned), Status::Missing);
    assert_eq!(status(&[doc("a.md")], id), Status::Missing);
    assert_eq!(status(&[], id), Status::Missing);
}

#[test]
fn a_reasoned_denial_satisfies_an_option_and_nothing_else() {
    let (may, should) = (plain(Strength::May), plain(Strength::Should));
    assert_eq!(status(&[doc("a.md").denies_with_reason(topic(may))], may), Status::Justified);
    assert_eq!(status(&[doc("a.md").denies_with_reason(topic(should))], should), Status::DeniedWithReason);
    assert_eq!(status(&[doc("a.md").says(topic(may), State::Denied, &[])], may), Status::Denied);
    // One document gives the reason, another only repeats the denial: there is a reason.
    let both = [doc("a.md").says(topic(may), State::Denied, &[]), doc("b.md").denies_with_reason(topic(may))];
    assert_eq!(status(&both, may), Status::Justified);
}

#[test]
fn the_strongest_document_counts() {
    let id = plain(Strength::Should);
    let documents = [doc("a.md").says(topic(id), State::Planned, &[]), doc("b.md").shows(topic(id))];
    let assessment = everything().assess(&documents);
    let one = assessed(&assessment, id);
    assert_eq!(one.status, Status::Met);
    assert_eq!(one.best_evidence().expect("evidence").document, 1);
}

#[test]
fn evidence_in_the_expected_kind_is_preferred_and_evidence_elsewhere_counts() {
    let id = plain(Strength::Should);
    let expected = &CATALOGUE[CATALOGUE[id].kinds[0]].id;
    let other =
        CATALOGUE.kinds.iter().position(|k| !CATALOGUE[id].kinds.iter().any(|x| CATALOGUE[*x].id == k.id));
    let other = &CATALOGUE.kinds[other.expect("another kind")].id;
    let both = [doc("a.md").kind(other).shows(topic(id)), doc("b.md").kind(expected).shows(topic(id))];
    let assessment = everything().assess(&both);
    assert_eq!(assessed(&assessment, id).best_evidence().expect("evidence").document, 1);
    assert!(assessed(&assessment, id).in_expected_kind);
    let assessment = everything().assess(&both[..1]);
    assert_eq!(assessed(&assessment, id).status, Status::Met);
    assert!(!assessed(&assessment, id).in_expected_kind);
}

#[test]
fn without_its_cue_a_requirement_is_partly_met() {
    let id = find(|r| one_topic(r) && r.cues.len() > 2);
    let cue = &*CATALOGUE[CATALOGUE[id].cues[1]];
    let assessment = everything().assess(&[doc("a.md").shows(topic(id))]);
    let one = assessed(&assessment, id);
    assert_eq!((one.status, one.lacks_cue), (Status::Partly, true));
    assert_eq!(one.missing_cues(&CATALOGUE).nth(1), Some(cue));
    // The cue may stand in another document that shows the topic.
    let documents = [doc("a.md").shows(topic(id)), doc("b.md").says(topic(id), State::Shown, &[cue])];
    let assessment = everything().assess(&documents);
    let one = assessed(&assessment, id);
    assert_eq!((one.status, one.lacks_cue), (Status::Met, false));
    assert_eq!(one.cue, Some(CATALOGUE[id].cues[1]));
    assert_eq!(one.best_evidence().expect("evidence").document, 1);
    // But in a plan it is no evidence.
    let documents = [doc("a.md").shows(topic(id)), doc("b.md").says(topic(id), State::Planned, &[cue])];
    assert_eq!(status(&documents, id), Status::Partly);
}

#[test]
fn of_several_topics_the_weakest_decides() {
    let id =
        find(|r| r.topics.len() == 2 && r.any_topics.is_empty() && r.cues.is_empty() && r.when.is_empty());
    let [first, second] = [0, 1].map(|i| &*CATALOGUE[CATALOGUE[id].topics[i]].id);
    assert_eq!(status(&[doc("a.md").shows(first).shows(second)], id), Status::Met);
    assert_eq!(status(&[doc("a.md").shows(first), doc("b.md").shows(second)], id), Status::Met);
    assert_eq!(status(&[doc("a.md").shows(first).says(second, State::Planned, &[])], id), Status::Planned);
    // One of two is half of it.
    assert_eq!(status(&[doc("a.md").shows(first)], id), Status::Partly);
}

#[test]
fn of_alternatives_the_strongest_decides() {
    let mut catalogue = CATALOGUE.clone();
    let file = "[framework]\nid = \"house\"\ntitle = \"House\"\nedition = \"1\"\npublished = \"2025\"\npublisher = \"Us\"\nurl = \"https://example.org\"\nbinding = false\n\n\
        [[requirement]]\nid = \"HOUSE-1\"\nclause = \"1\"\nsection = \"S\"\ntitle = \"T\"\ntext = \"X\"\nactor = \"manufacturer\"\nstage = \"design\"\n\
        strength = \"should\"\nlevel = \"core\"\nkinds = [\"sbom\"]\ntopics = [\"sbom\"]\nany_topics = [\"fuzz-testing\", \"penetration-testing\"]\n";
    assert_eq!(catalogue.extend(&[("house.toml", file)]), []);
    let id = catalogue.requirement("HOUSE-1").expect("added");
    let status = |document: Doc| {
        let run = everything();
        let assessment = medlint_core::assess::assess(
            &[&document.analysis],
            &run.profile,
            &catalogue,
            &[],
            &[],
            None,
            &run.selection,
        );
        assessment.requirement(id).expect("selected").status
    };
    assert_eq!(status(doc("a.md").shows("sbom").shows("penetration-testing")), Status::Met);
    assert_eq!(
        status(
            doc("a.md").shows("sbom").says("fuzz-testing", State::Planned, &[]).shows("penetration-testing")
        ),
        Status::Met
    );
    assert_eq!(status(doc("a.md").shows("sbom")), Status::Partly);
    assert_eq!(status(doc("a.md").shows("penetration-testing")), Status::Partly);
    assert_eq!(status(doc("a.md")), Status::Missing);
}

#[test]
fn facts_decide_what_applies() {
    let id = find(|r| r.when.len() == 2 && !r.topics.is_empty());
    let [first, second] = [0, 1].map(|i| CATALOGUE[id].when[i]);
    let with = |profile: DeviceProfile| {
        let run = Run { profile, ..everything() };
        let assessment = run.assess(&[]);
        let one = assessed(&assessment, id);
        (
            one.applicability,
            one.status,
            assessment.open_questions.iter().any(|q| q.fact == first && q.requirements.contains(&id)),
        )
    };
    let nothing = DeviceProfile::new();
    assert_eq!(with(nothing.clone()), (Applicability::Unknown, Status::Missing, true));
    assert_eq!(
        with(nothing.clone().with(second, true)),
        (Applicability::Because(second), Status::Missing, false)
    );
    assert_eq!(with(nothing.clone().with(first, false)), (Applicability::Unknown, Status::Missing, false));
    assert_eq!(
        with(nothing.with(first, false).with(second, false)),
        (Applicability::No, Status::NotApplicable, false)
    );
}

#[test]
fn open_questions_come_with_the_most_consequential_first() {
    let questions = Run::default().assess(&[]).open_questions;
    assert!(questions.len() > 10);
    assert!(questions.windows(2).all(|w| w[0].requirements.len() >= w[1].requirements.len()));
    let run = Run { profile: DeviceProfile::new().with(questions[0].fact, true), ..Run::default() };
    assert!(run.assess(&[]).open_questions.iter().all(|q| q.fact != questions[0].fact));
}

fn waiver(targets: Vec<WaiverTarget>) -> Waiver {
    Waiver {
        targets,
        reason: Some("agreed".to_owned()),
        owner: Some("QA".to_owned()),
        date: Date::parse("2025-01-01"),
        expires: None,
        document: None,
        place: ConfigPlace::default(),
    }
}

#[test]
fn waivers_excuse_requirements_and_topics() {
    let id = plain(Strength::Should);
    let topic_id = CATALOGUE[id].topics[0];
    let with = |waiver: Waiver, today: Option<&str>, documents: &[Doc]| {
        let run = Run { waivers: vec![waiver], today: today.and_then(Date::parse), ..everything() };
        assessed(&run.assess(documents), id).status
    };
    let by_id = || waiver(vec![WaiverTarget::Requirement(id)]);
    let by_topic = || waiver(vec![WaiverTarget::Topic(topic_id)]);
    assert_eq!(with(by_id(), None, &[]), Status::Waived);
    assert_eq!(with(by_topic(), None, &[]), Status::Waived);
    assert_eq!(with(by_id(), None, &[doc("a.md").shows(topic(id))]), Status::Met);
    // Without a reason, after its last day, or for one document only, it does not excuse.
    assert_eq!(with(Waiver { reason: None, ..by_id() }, None, &[]), Status::Missing);
    let until = || Waiver { expires: Date::parse("2025-06-30"), ..by_id() };
    assert_eq!(with(until(), Some("2025-06-30"), &[]), Status::Waived);
    assert_eq!(with(until(), Some("2025-07-01"), &[]), Status::Missing);
    assert_eq!(with(until(), None, &[]), Status::Waived);
    let here = Waiver { document: PathPattern::new("a.md").ok(), ..by_id() };
    assert_eq!(with(here, None, &[]), Status::Missing);
}

fn decision(id: RequirementId, status: DecidedStatus) -> Decision {
    Decision {
        requirements: vec![id],
        status,
        reason: Some("looked at".to_owned()),
        evidence: None,
        note: None,
        owner: None,
        date: None,
        place: ConfigPlace::default(),
    }
}

fn decided(decision: Decision, documents: &[Doc]) -> Assessed {
    let id = decision.requirements[0];
    let assessment = Run { decisions: vec![decision], ..everything() }.assess(documents);
    assessed(&assessment, id).clone()
}

#[test]
fn a_decision_outranks_what_was_found_and_keeps_it() {
    let id = plain(Strength::Should);
    for status in DecidedStatus::ALL {
        for documents in [vec![], vec![doc("a.md").shows(topic(id))]] {
            let result = decided(decision(id, status), &documents);
            assert_eq!((result.status, result.decision), (status.status(), Some(0)));
            assert_eq!(result.found, if documents.is_empty() { Status::Missing } else { Status::Met });
            assert_eq!(result.topics[0].evidence.is_some(), !documents.is_empty());
        }
    }
}

#[test]
fn a_decision_that_says_more_than_the_documents_needs_a_reason_or_evidence() {
    let id = plain(Strength::Should);
    let bare = |status| Decision { reason: None, ..decision(id, status) };
    let result = decided(bare(DecidedStatus::Met), &[]);
    assert_eq!((result.status, result.found, result.decision), (Status::Missing, Status::Missing, None));
    let document = Decision { evidence: Some("QMS-12".to_owned()), ..bare(DecidedStatus::Met) };
    assert_eq!(decided(document, &[]).status, Status::Met);
    // Less, or the same, everybody may say.
    assert_eq!(decided(bare(DecidedStatus::Missing), &[]).decision, Some(0));
    let shown = [doc("a.md").shows(topic(id))];
    assert_eq!(decided(bare(DecidedStatus::Met), &shown).decision, Some(0));
    assert_eq!(decided(bare(DecidedStatus::Partly), &shown).status, Status::Partly);
}

#[test]
fn a_decision_answers_what_text_cannot_show() {
    let id = find(|r| r.needs_a_person() && r.when.is_empty());
    assert_eq!(status(&[], id), Status::NeedsAPerson);
    let result = decided(decision(id, DecidedStatus::Met), &[]);
    assert_eq!((result.status, result.found), (Status::Met, Status::NeedsAPerson));
    let bare = |status| Decision { reason: None, ..decision(id, status) };
    assert_eq!(decided(bare(DecidedStatus::Met), &[]).status, Status::NeedsAPerson);
    assert_eq!(decided(bare(DecidedStatus::Missing), &[]).status, Status::Missing);
}

#[test]
fn a_decision_changes_nothing_that_does_not_apply_or_is_waived() {
    let id =
        find(|r| r.when.len() == 1 && r.topics.len() == 1 && r.any_topics.is_empty() && r.cues.is_empty());
    let with = |profile: DeviceProfile, waivers: Vec<Waiver>, status| {
        let run = Run { profile, waivers, decisions: vec![decision(id, status)], ..everything() };
        assessed(&run.assess(&[]), id).clone()
    };
    let profile = |value| DeviceProfile::new().with(CATALOGUE[id].when[0], value);
    let result = with(profile(false), vec![], DecidedStatus::Met);
    assert_eq!(
        (result.status, result.found, result.decision),
        (Status::NotApplicable, Status::NotApplicable, None)
    );
    let excused = || vec![waiver(vec![WaiverTarget::Requirement(id)])];
    let result = with(profile(true), excused(), DecidedStatus::Met);
    assert_eq!((result.status, result.found, result.decision), (Status::Waived, Status::Missing, None));
    let nothing = vec![Waiver { reason: None, ..excused().remove(0) }];
    assert_eq!(with(profile(true), nothing, DecidedStatus::Met).status, Status::Met);
    // A waiver has no effect on what is met; on what a person misses it has.
    let shown = doc("a.md").shows(topic(id));
    let status = |status| {
        let decisions = vec![decision(id, status)];
        let run = Run { profile: profile(true), waivers: excused(), decisions, ..everything() };
        assessed(&run.assess(std::slice::from_ref(&shown)), id).status
    };
    assert_eq!(status(DecidedStatus::Met), Status::Met);
    assert_eq!(status(DecidedStatus::Missing), Status::Waived);
}

#[test]
fn what_is_decided_as_met_is_nothing_to_do_and_what_is_decided_as_missing_is() {
    let id = plain(Strength::Should);
    let topic_id = CATALOGUE[id].topics[0];
    let behind = |status: DecidedStatus, requirements: Vec<RequirementId>, documents: &[Doc]| {
        let decision = Decision { requirements, ..decision(id, status) };
        let assessment = Run { decisions: vec![decision], ..everything() }.assess(documents);
        let action = assessment.actions.iter().find(|a| a.topic == topic_id);
        assert_eq!(action.is_some(), assessment.topics[topic_id.index()].severity.is_some());
        assessment.topics[topic_id.index()].open.clone()
    };
    let all = behind(DecidedStatus::Missing, vec![id], &[]);
    assert!(all.contains(&id));
    let others = behind(DecidedStatus::Met, vec![id], &[]);
    assert_eq!(others.len(), all.len() - 1);
    assert_eq!(behind(DecidedStatus::Met, all, &[]), []);
    assert_eq!(
        behind(DecidedStatus::Missing, vec![id], &[doc("a.md").shows(topic(id))])
            .iter()
            .filter(|open| **open == id)
            .count(),
        1
    );
}

#[test]
fn of_two_decisions_the_first_counts() {
    let id = plain(Strength::Should);
    let decisions = vec![decision(id, DecidedStatus::Planned), decision(id, DecidedStatus::Met)];
    let assessment = Run { decisions, ..everything() }.assess(&[]);
    assert_eq!(assessed(&assessment, id).status, Status::Planned);
}

#[test]
fn what_text_cannot_show_is_left_to_a_person() {
    let id = find(Requirement::needs_a_person);
    let status = status(&[], id);
    assert!(matches!(status, Status::NeedsAPerson | Status::NotApplicable));
    assert!(!status.is_open() && !status.counts());
}

#[test]
fn only_the_selection_is_asked_about() {
    let framework = CATALOGUE.framework("imdrf-n60").expect("built in");
    let run = Run {
        selection: Selection { frameworks: Some(vec![framework]), levels: vec![Level::Core] },
        ..Run::default()
    };
    let assessment = run.assess(&[]);
    assert!(!assessment.requirements.is_empty());
    for one in &assessment.requirements {
        let requirement = &CATALOGUE[one.requirement];
        assert_eq!((requirement.framework, requirement.level), (framework, Level::Core));
    }
    assert_eq!(assessment.coverage.frameworks.len(), 1);
    let levels: Vec<Level> =
        Run::default().assess(&[]).requirements.iter().map(|a| CATALOGUE[a.requirement].level).collect();
    assert!(!levels.contains(&Level::Context) && levels.contains(&Level::Detail));
}

#[test]
fn coverage_adds_up() {
    let all: Vec<String> = CATALOGUE.topics.iter().map(|t| t.id.to_string()).collect();
    let mut document = doc("a.md").kind("threat-model");
    for id in all.iter().step_by(2) {
        document = document.shows(id);
    }
    let run = Run { profile: DeviceProfile::new().with(fact("wireless"), false), ..everything() };
    let assessment = run.assess(&[document, doc("b.md")]);
    let coverage = &assessment.coverage;
    assert_eq!(usize::from(coverage.total.total()), CATALOGUE.requirements.len());
    for row in &coverage.frameworks {
        assert_eq!(usize::from(row.counts.total()), CATALOGUE[row.framework].requirements.len());
        assert_eq!(row.stages.iter().map(|(_, counts)| counts.total()).sum::<u16>(), row.counts.total());
    }
    let sum: u16 = Status::ALL.iter().map(|s| coverage.total.of(*s)).sum();
    assert_eq!(sum, coverage.total.total());
    assert_eq!(coverage.documents[0].shown_in_all as usize, all.len().div_ceil(2));
    assert!(coverage.documents[0].shown <= coverage.documents[0].expected);
    assert_eq!(coverage.documents[1].expected, 0);
}

#[test]
fn what_is_most_useful_comes_first() {
    let assessment = Run::default().assess(&[]);
    let actions = &assessment.actions;
    assert!(actions.windows(2).all(|w| (w[0].severity, w[0].score) >= (w[1].severity, w[1].score)));
    assert_eq!(actions[0].severity, Severity::Error);
    assert!(actions.iter().all(|a| matches!(a.home, Home::Create(_) | Home::Anywhere)));
    // What is begun comes before the same thing not begun.
    let topic = actions[3].topic;
    let id = &*CATALOGUE[topic].id;
    let begun = Run::default().assess(&[doc("a.md").says(id, State::Planned, &[])]);
    let of = |a: &Assessment| {
        a.actions.iter().find(|x| x.topic == topic).map(|x| (x.score, x.home)).expect("open")
    };
    assert!(of(&begun).0 > of(&assessment).0);
    assert_eq!(of(&begun).1, Home::Document(0));
}

#[test]
fn options_alone_give_nothing_to_do() {
    let assessment = Run::default().assess(&[]);
    for action in &assessment.actions {
        let strong = |r: &RequirementId| matches!(CATALOGUE[*r].strength, Strength::Must | Strength::Should);
        assert!(action.requirements.iter().any(strong), "{}", CATALOGUE[action.topic].id);
    }
}

#[test]
fn topics_stand_in_catalogue_order() {
    let assessment = Run::default().assess(&[doc("a.md").shows("sbom")]);
    assert!(assessment.topics.iter().enumerate().all(|(i, t)| t.topic.index() == i));
    let sbom = CATALOGUE.topic("sbom").expect("built in");
    assert_eq!(assessment.topics[sbom.index()].state, State::Shown);
    assert!(assessment.topics.iter().filter(|t| t.topic != sbom).all(|t| t.state == State::Missing));
}

#[test]
fn analyses_of_another_catalogue_do_no_harm() {
    let mut stray = doc("a.md").shows("sbom");
    stray.analysis.topics[0].topic = TopicId(9999);
    stray.analysis.topics[0].evidence[0].cues = vec![medlint_core::catalog::CueId(u16::MAX)];
    assert_eq!(Run::default().assess(&[stray]).coverage.total, Run::default().assess(&[]).coverage.total);
}
