//! Requirements as an OSCAL catalog: a group for each framework, in it one for each stage of a device's life, in these a
//! control for each requirement. Titles and texts are our paraphrases; the sources are named in back matter.

use super::model::{BackMatter, Catalog, CatalogFile, Control, Group, Link, Part};
use super::{identifier, line, metadata, objective, property, source, string, token};
use crate::catalog::{Catalogue, FrameworkId, RequirementId, Stage};
use crate::lint::wording;
use crate::report::pipeline::{Check, Circumstances, print};

/// The catalog of the frameworks that were asked about, with all of their requirements.
pub(in crate::report::pipeline) fn catalog(check: &Check<'_>, around: &Circumstances<'_>) -> String {
    let catalogue = check.catalogue;
    let frameworks: Vec<FrameworkId> =
        check.assessment.coverage.frameworks.iter().map(|row| row.framework).collect();
    let names: Vec<&str> = frameworks.iter().map(|id| &*catalogue[*id].id).collect();
    let hash = catalogue.hash();
    let identity = [&["catalog", check.version, &*hash], &*names].concat();
    let mut metadata = metadata("Requirements that medlint looks for in documents".to_owned(), check, around);
    metadata.remarks.push_str("\n\nTitles and texts are paraphrased; the published texts prevail.");
    let resources: Vec<_> = frameworks.iter().map(|id| source(&catalogue[*id])).collect();
    print(&CatalogFile {
        catalog: Catalog {
            uuid: identifier(&identity),
            metadata,
            groups: frameworks.iter().map(|id| framework(*id, &frameworks, catalogue)).collect(),
            // OSCAL has no empty lists.
            back_matter: (!resources.is_empty()).then_some(BackMatter { resources }),
        },
    })
}

fn framework(id: FrameworkId, told: &[FrameworkId], catalogue: &Catalogue) -> Group {
    let framework = &catalogue[id];
    let stages = Stage::ALL.iter().filter_map(|stage| {
        let controls: Vec<Control> = framework
            .requirements
            .clone()
            .map(RequirementId)
            .filter(|id| catalogue[*id].stage == *stage)
            .map(|id| control(id, told, catalogue))
            .collect();
        let meaning = stage.meaning();
        (!controls.is_empty()).then(|| Group {
            id: token(&format!("{}.{}", framework.id, stage.id())),
            class: "stage",
            title: format!("{}: {meaning}", stage.id()),
            props: vec![property("stage", stage.id())],
            links: Vec::new(),
            groups: Vec::new(),
            controls,
        })
    });
    Group {
        id: token(&framework.id),
        class: "framework",
        title: line(&framework.title),
        props: vec![property("edition", &framework.edition), property("publisher", &framework.publisher)],
        links: vec![Link {
            href: format!("#{}", identifier(&["framework", &framework.id])),
            rel: "reference",
        }],
        groups: stages.collect(),
        controls: Vec::new(),
    }
}

fn control(id: RequirementId, told: &[FrameworkId], catalogue: &Catalogue) -> Control {
    let requirement = &catalogue[id];
    let mut props = vec![
        property("clause", &wording::clause(id, catalogue)),
        property("strength", requirement.strength.id()),
        property("level", requirement.level.id()),
        property("actor", requirement.actor.id()),
    ];
    props.extend(requirement.when.iter().map(|fact| property("applies-when", &catalogue[*fact].id)));
    let other = |id: &&RequirementId| told.contains(&catalogue[**id].framework);
    let related = requirement.related.iter().filter(other);
    let links = related.map(|id| Link { href: format!("#{}", token(&catalogue[*id].id)), rel: "related" });
    let mut parts = vec![
        Part {
            id: token(&format!("{}_smt", requirement.id)),
            name: "statement",
            prose: string(&requirement.text),
        },
        Part {
            id: objective(&requirement.id),
            name: "assessment-objective",
            prose: looked_for(id, catalogue),
        },
    ];
    let elements = requirement.elements.iter().map(|element| format!("- {}", line(element)));
    let note = requirement.note.as_deref().map(line);
    let guidance: Vec<String> = note.into_iter().chain(elements).collect();
    if !guidance.is_empty() {
        let id = token(&format!("{}_gdn", requirement.id));
        parts.push(Part { id, name: "guidance", prose: guidance.join("\n") });
    }
    Control {
        id: token(&requirement.id),
        class: requirement.level.id(),
        title: line(&requirement.title),
        props,
        links: links.collect(),
        parts,
    }
}

/// What documents have to show, as topics.
fn looked_for(id: RequirementId, catalogue: &Catalogue) -> String {
    let requirement = &catalogue[id];
    if requirement.needs_a_person() {
        return "Text detection cannot tell; a person has to look.".to_owned();
    }
    let titles = |topics: &[crate::catalog::TopicId]| {
        topics.iter().map(|topic| &*catalogue[*topic].title).collect::<Vec<_>>().join("; ")
    };
    let mut parts = Vec::new();
    if !requirement.topics.is_empty() {
        parts.push(format!("Documents show: {}.", titles(&requirement.topics)));
    }
    if !requirement.any_topics.is_empty() {
        parts.push(format!("Documents show one of: {}.", titles(&requirement.any_topics)));
    }
    if !requirement.cues.is_empty() {
        let cues = requirement.cues.iter().map(|cue| format!("\"{}\"", catalogue[*cue]));
        parts.push(format!("What they say has one of the words {}.", cues.collect::<Vec<_>>().join(", ")));
    }
    parts.join(" ")
}
