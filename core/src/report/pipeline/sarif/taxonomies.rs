//! Frameworks as taxonomies: the clauses behind the results, paraphrased as everywhere in medlint.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{
    Component, ComponentReference, Descriptor, DescriptorProperties, DescriptorReference, text,
};
use crate::catalog::{Catalogue, FrameworkId, RequirementId};
use crate::lint::{Finding, wording};
use crate::report::pipeline::oscal::identifier;
use crate::report::pipeline::{REFERENCE, sentence};

/// The requirements behind some findings, by framework.
pub(super) struct Taxonomies<'a> {
    catalogue: &'a Catalogue,
    builtin: Catalogue,
    frameworks: BTreeMap<FrameworkId, Vec<RequirementId>>,
}

impl<'a> Taxonomies<'a> {
    /// Of these findings.
    pub(super) fn of<'f>(findings: impl Iterator<Item = &'f Finding>, catalogue: &'a Catalogue) -> Self {
        let all: BTreeSet<RequirementId> =
            findings.flat_map(|finding| finding.requirements.iter().copied()).collect();
        let mut frameworks: BTreeMap<FrameworkId, Vec<RequirementId>> = BTreeMap::new();
        for id in all {
            frameworks.entry(catalogue[id].framework).or_default().push(id);
        }
        Taxonomies { catalogue, builtin: Catalogue::builtin(), frameworks }
    }

    /// They themselves.
    pub(super) fn components(&self) -> Vec<Component> {
        self.frameworks.iter().map(|(framework, taxa)| self.component(*framework, taxa)).collect()
    }

    /// References to them, in the same order.
    pub(super) fn references(&self) -> Vec<ComponentReference> {
        let reference = |(index, framework): (usize, &FrameworkId)| ComponentReference {
            guid: Some(self.guid(*framework)),
            ..self.reference(*framework, index)
        };
        self.frameworks.keys().enumerate().map(reference).collect()
    }

    /// Where the requirements of a result are described.
    pub(super) fn taxa(&self, requirements: &[RequirementId]) -> Vec<DescriptorReference> {
        let reference = |id: &RequirementId| {
            let framework = self.catalogue[*id].framework;
            let component = self.frameworks.keys().position(|known| *known == framework)?;
            Some(DescriptorReference {
                id: self.catalogue[*id].id.to_string(),
                index: self.frameworks[&framework].binary_search(id).ok()?,
                tool_component: self.reference(framework, component),
            })
        };
        requirements.iter().filter_map(reference).collect()
    }

    fn reference(&self, framework: FrameworkId, index: usize) -> ComponentReference {
        ComponentReference { name: self.catalogue[framework].id.to_string(), index, guid: None }
    }

    fn guid(&self, framework: FrameworkId) -> String {
        identifier(&["framework", &self.catalogue[framework].id])
    }

    fn component(&self, id: FrameworkId, taxa: &[RequirementId]) -> Component {
        let framework = &self.catalogue[id];
        let is_address = framework.url.starts_with("https://") || framework.url.starts_with("http://");
        Component {
            name: framework.id.to_string(),
            full_name: Some(framework.title.to_string()),
            guid: Some(self.guid(id)),
            organization: Some(framework.publisher.to_string()),
            version: framework.edition.to_string(),
            semantic_version: None,
            information_uri: is_address.then(|| framework.url.to_string()),
            short_description: text(sentence(&framework.title)),
            full_description: Some(text(
                "The requirements behind the results, paraphrased; the published text prevails.",
            )),
            rules: Vec::new(),
            taxa: taxa.iter().map(|id| self.taxon(*id)).collect(),
            is_comprehensive: Some(false),
            supported_taxonomies: Vec::new(),
        }
    }

    fn taxon(&self, id: RequirementId) -> Descriptor {
        let requirement = &self.catalogue[id];
        // Requirements of an organisation's own have no page.
        let has_page = self.builtin.requirement(&requirement.id).is_some();
        Descriptor {
            id: requirement.id.to_string(),
            name: wording::clause(id, self.catalogue),
            short_description: text(sentence(&requirement.title)),
            full_description: text(sentence(&requirement.text)),
            help: None,
            help_uri: has_page.then(|| format!("{REFERENCE}requirements/{}.html", requirement.id)),
            default_configuration: None,
            properties: DescriptorProperties {
                tags: vec![requirement.strength.id(), requirement.level.id(), requirement.stage.id()],
                precision: None,
                problem_severity: None,
            },
        }
    }
}
