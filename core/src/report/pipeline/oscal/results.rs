//! OSCAL assessment results: evidence as observations, requirements as findings about objectives of the catalog, waivers
//! as risks whose deviation was approved.
//!
//! There is a finding for each requirement that applies. Where only a person can judge, it is `not-satisfied` with the
//! reason `other`: nothing was found that could say more.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{
    Actor, AssessmentResults, Assets, BackMatter, Component, ControlId, Evidence, Finding, Hash, ImportAp,
    LocalDefinitions, Objective, Observation, Origin, Outcome, Platform, Property, RelatedObservation,
    RelatedRisk, Resource, ResultsFile, ReviewedControls, Risk, Rlink, Selection, State, Subject, Target,
    Uses,
};
use super::{identifier, line, metadata, objective, property, resource, source, string, time, token};
use crate::assess::{Assessed, Status, TopicEvidence, Waiver};
use crate::catalog::FrameworkId;
use crate::report::pipeline::{Check, Circumstances, NO_PROMISE, place, print};
use crate::report::trace;

/// The file.
pub(in crate::report::pipeline) fn assessment_results(
    check: &Check<'_>,
    around: &Circumstances<'_>,
) -> String {
    let device = check.profile.name.as_deref().map(line).filter(|name| !name.is_empty());
    let of = device.as_ref().map(|name| format!(" of {name}")).unwrap_or_default();
    let title = format!("Cybersecurity content in the documents{of}");
    let outcome = outcome(&title, check, around);
    // Another content is another file; of the same there is only one.
    let content = serde_json::to_string(&outcome).unwrap_or_default();
    let configuration = place::stand_in(check);
    print(&ResultsFile {
        assessment_results: AssessmentResults {
            uuid: identifier(&["assessment-results", &content]),
            metadata: metadata(title, check, around),
            import_ap: ImportAp {
                href: format!("#{}", resource(configuration)),
                remarks: "There is no assessment plan as OSCAL. The file says which documents were looked at, for which \
                          device and which requirements.",
            },
            results: [outcome],
            back_matter: BackMatter { resources: resources(check, around) },
        },
    })
}

fn outcome(title: &str, check: &Check<'_>, around: &Circumstances<'_>) -> Outcome {
    let applies: Vec<&Assessed> =
        check.assessment.requirements.iter().filter(|a| a.status != Status::NotApplicable).collect();
    let observations = observations(&applies, check, around);
    Outcome {
        uuid: identifier(&["result", title]),
        title: title.to_owned(),
        description: "What a tool found in the text of the documents, requirement by requirement.".to_owned(),
        start: time(around),
        props: check
            .profile
            .known()
            .map(|(fact, value)| {
                let value = if value { "yes" } else { "no" };
                property(&format!("fact-{}", check.catalogue[fact].id), value)
            })
            .chain([property("whole-set", if around.whole_set { "yes" } else { "no" })])
            .collect(),
        local_definitions: LocalDefinitions {
            assessment_assets: Assets {
                components: [Component {
                    uuid: tool(),
                    sort: "software",
                    title: "medlint",
                    description: "Looks in documents for content that requirements ask for.",
                    props: vec![
                        property("tool-version", check.version),
                        property("catalogue", &check.catalogue.hash()),
                    ],
                    status: State { state: "operational" },
                }],
                assessment_platforms: [Platform {
                    uuid: identifier(&["platform"]),
                    title: "medlint",
                    uses_components: [Uses { component_uuid: tool() }],
                }],
            },
        },
        reviewed_controls: reviewed(check),
        observations: observations.into_values().collect(),
        risks: risks(&applies, check),
        findings: applies.iter().map(|assessed| finding(assessed, check)).collect(),
        remarks: NO_PROMISE,
    }
}

fn tool() -> String {
    identifier(&["tool"])
}

fn origins() -> Vec<Origin> {
    vec![Origin { actors: [Actor { sort: "tool", actor_uuid: tool() }] }]
}

/// What was looked for, by framework, and what does not apply to the device.
fn reviewed(check: &Check<'_>) -> ReviewedControls {
    let selection = |framework: FrameworkId| {
        let ids = |applies: bool| {
            let wanted = move |assessed: &&Assessed| {
                check.catalogue[assessed.requirement].framework == framework
                    && (assessed.status != Status::NotApplicable) == applies
            };
            let all = check.assessment.requirements.iter().filter(wanted);
            all.map(|a| ControlId { control_id: token(&check.catalogue[a.requirement].id) })
                .collect::<Vec<_>>()
        };
        let excluded = ids(false);
        Selection {
            description: line(&check.catalogue[framework].title),
            include_controls: ids(true),
            remarks: (!excluded.is_empty()).then(|| {
                "What is excluded does not apply to the device, by the facts of its profile.".to_owned()
            }),
            exclude_controls: excluded,
        }
    };
    let mut all: Vec<Selection> =
        check.assessment.coverage.frameworks.iter().map(|row| selection(row.framework)).collect();
    if all.is_empty() {
        // OSCAL asks for at least one.
        all.push(Selection {
            description: "No requirement was asked about.".to_owned(),
            include_controls: Vec::new(),
            exclude_controls: Vec::new(),
            remarks: None,
        });
    }
    let remarks =
        "The controls are those of `medlint check --format oscal-catalog` of the same catalogue.".to_owned();
    ReviewedControls { control_selections: all, remarks }
}

/// The identifier of a piece of evidence: what it says of which topic, and where, but no lines.
fn observed(topic: &TopicEvidence, check: &Check<'_>) -> Option<String> {
    let (document, evidence) = trace::evidence(topic.evidence?, check)?;
    let section = trace::section(&evidence.headings);
    let id = &check.catalogue[topic.topic].id;
    let state = topic.state.id();
    Some(identifier(&["observation", id, state, &document.path, &section, &evidence.quote]))
}

/// Evidence, each piece once; in the order of their identifiers, which is as good as any.
fn observations(
    applies: &[&Assessed],
    check: &Check<'_>,
    around: &Circumstances<'_>,
) -> BTreeMap<String, Observation> {
    let mut all = BTreeMap::new();
    for topic in applies.iter().flat_map(|assessed| &assessed.topics) {
        let Some(uuid) = observed(topic, check) else { continue };
        let Some((document, evidence)) = topic.evidence.and_then(|place| trace::evidence(place, check))
        else {
            continue;
        };
        let title = &check.catalogue[topic.topic].title;
        let state = trace::state(topic.state);
        let section = trace::section(&evidence.headings);
        let mut props = vec![property("lines", &trace::lines(evidence.lines))];
        if !section.is_empty() {
            props.push(property("section", &section));
        }
        let observation = Observation {
            uuid: uuid.clone(),
            title: line(title),
            description: string(&format!("{title}: {state} in {}", document.path)),
            props: vec![
                property("topic", &check.catalogue[topic.topic].id),
                property("state", topic.state.id()),
            ],
            methods: ["EXAMINE"],
            types: ["finding"],
            origins: origins(),
            subjects: vec![Subject {
                subject_uuid: resource(&document.path),
                sort: "resource",
                title: string(&document.path),
            }],
            relevant_evidence: vec![Evidence {
                href: place::uri(&document.path, around),
                description: string(&evidence.quote),
                props,
            }],
            collected: time(around),
        };
        all.entry(uuid).or_insert(observation);
    }
    all
}

/// The waiver that excuses a requirement.
fn waiver<'a>(assessed: &Assessed, check: &Check<'a>) -> Option<&'a Waiver> {
    let waivers: &'a [Waiver] = check.waivers;
    assessed.waiver.and_then(|index| waivers.get(index))
}

fn risk_id(waiver: &Waiver, check: &Check<'_>) -> String {
    let reason = waiver.reason.as_deref().unwrap_or_default();
    identifier(&["waiver", &trace::targets(waiver, check.catalogue), reason])
}

/// Waivers that excuse something: a person has approved that content is not there.
fn risks(applies: &[&Assessed], check: &Check<'_>) -> Vec<Risk> {
    let used: BTreeSet<usize> = applies.iter().filter_map(|assessed| assessed.waiver).collect();
    let waivers = used.into_iter().filter_map(|index| check.waivers.get(index));
    let risk = |waiver: &Waiver| {
        let targets = trace::targets(waiver, check.catalogue);
        let said = [
            ("owner", waiver.owner.clone()),
            ("granted", waiver.date.map(|day| day.to_string())),
            ("expires", waiver.expires.map(|day| day.to_string())),
            ("place", Some(format!("{}:{}", waiver.place.path, waiver.place.line))),
        ];
        Risk {
            uuid: risk_id(waiver, check),
            title: string(&format!("Waived: {targets}")),
            description: "Content that requirements ask for is not looked for, because a waiver excuses it."
                .to_owned(),
            statement: string(waiver.reason.as_deref().unwrap_or_default()),
            props: said.iter().filter_map(|(name, value)| Some(property(name, value.as_deref()?))).collect(),
            status: "deviation-approved",
            deadline: waiver.expires.map(|day| format!("{day}T23:59:59Z")),
        }
    };
    waivers.map(risk).collect()
}

fn finding(assessed: &Assessed, check: &Check<'_>) -> Finding {
    let requirement = &check.catalogue[assessed.requirement];
    let mut seen = BTreeSet::new();
    let observations = assessed.topics.iter().filter_map(|topic| observed(topic, check));
    let related = observations.filter(|uuid| seen.insert(uuid.clone()));
    let topics = assessed
        .topics
        .iter()
        .map(|topic| format!("{}: {}.", check.catalogue[topic.topic].title, trace::state(topic.state)));
    let topics: Vec<String> = topics.collect();
    let remarks: Vec<String> = trace::remarks(assessed, check).iter().map(|remark| string(remark)).collect();
    let found = if topics.is_empty() { "Text detection cannot tell.".to_owned() } else { topics.join(" ") };
    Finding {
        uuid: identifier(&["finding", &requirement.id]),
        title: line(&format!("{}: {}", requirement.id, requirement.title)),
        description: string(&found),
        props: props(assessed, check),
        links: Vec::new(),
        origins: origins(),
        target: Target {
            sort: "objective-id",
            target_id: objective(&requirement.id),
            title: line(&requirement.title),
            status: status(assessed.status),
        },
        related_observations: related.map(|uuid| RelatedObservation { observation_uuid: uuid }).collect(),
        related_risks: waiver(assessed, check)
            .map(|waiver| RelatedRisk { risk_uuid: risk_id(waiver, check) })
            .into_iter()
            .collect(),
        remarks: (!remarks.is_empty()).then(|| remarks.join("\n\n")),
    }
}

fn props(assessed: &Assessed, check: &Check<'_>) -> Vec<Property> {
    let requirement = &check.catalogue[assessed.requirement];
    let mut props = vec![
        property("framework", &check.catalogue[requirement.framework].id),
        property("clause", &requirement.clause),
        property("status", assessed.status.id()),
        property("found", assessed.found.id()),
    ];
    if let Some(decision) = assessed.decision.and_then(|index| check.decisions.get(index)) {
        props.push(property("decided", decision.status.id()));
        let owner = decision.owner.as_deref().map(|owner| property("decided-by", owner));
        props.extend(owner);
        props.extend(decision.date.map(|day| property("decided-on", &day.to_string())));
    }
    props
}

/// OSCAL's two words, and why.
fn status(status: Status) -> Objective {
    let (state, reason, remarks) = match status {
        Status::Met => (
            "satisfied",
            "pass",
            "The content was found in the documents, or a person decided so. A person judges it.",
        ),
        Status::Justified => (
            "satisfied",
            "other",
            "It is optional, and the documents say why it was left out. A person judges that.",
        ),
        Status::Waived => ("not-satisfied", "other", "A waiver excuses it."),
        Status::NeedsAPerson => {
            ("not-satisfied", "other", "Text detection cannot tell; a person has to look.")
        }
        Status::DeniedWithReason => {
            ("not-satisfied", "other", "The documents say that there is none, and why. A person has to look.")
        }
        _ => (
            "not-satisfied",
            "fail",
            "Not all of the content was found in the documents. A person judges that.",
        ),
    };
    Objective { state, reason, remarks }
}

/// medlint.toml, the documents with their hashes, and the sources of the requirements.
fn resources(check: &Check<'_>, around: &Circumstances<'_>) -> Vec<Resource> {
    let file = |path: &str, what: &str, digest: Option<String>, media_type: Option<&'static str>| Resource {
        uuid: resource(path),
        title: string(path),
        description: None,
        props: vec![property("what", what)],
        rlinks: vec![Rlink {
            href: place::uri(path, around),
            media_type,
            hashes: digest.into_iter().map(|value| Hash { algorithm: "SHA-256", value }).collect(),
        }],
    };
    let mut all: Vec<Resource> = Vec::new();
    for input in check.inputs {
        all.push(file(&input.path, input.what, Some(input.digest.to_string()), None));
    }
    for document in check.documents {
        let media_type = match document.format {
            crate::document::Format::Markdown => "text/markdown",
            crate::document::Format::PlainText => "text/plain",
        };
        all.push(file(&document.path, "document", Some(document.digest.to_string()), Some(media_type)));
    }
    let configuration = place::stand_in(check);
    if all.is_empty() {
        all.push(file(configuration, "configuration", None, None));
    }
    let mut seen = BTreeSet::new();
    all.retain(|resource| seen.insert(resource.uuid.clone()));
    all.extend(
        check.assessment.coverage.frameworks.iter().map(|row| source(&check.catalogue[row.framework])),
    );
    all
}
