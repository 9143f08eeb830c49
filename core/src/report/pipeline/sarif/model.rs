//! The part of SARIF 2.1.0 that is written. Names are those of the specification; what each means stands there.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

macro_rules! objects {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field:meta])* $key:ident: $of:ty,)* })*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Serialize)]
        #[serde(rename_all = "camelCase")]
        pub(super) struct $name { $($(#[$field])* pub(super) $key: $of,)* }
    )*};
}

objects! {
    Log {
        #[serde(rename = "$schema")]
        schema: &'static str,
        version: &'static str,
        runs: [Run; 1],
    }
    Run {
        tool: Tool,
        invocations: [Invocation; 1],
        language: &'static str,
        column_kind: &'static str,
        original_uri_base_ids: Map<UriBase>,
        automation_details: Automation,
        artifacts: Vec<Artifact>,
        results: Vec<Outcome>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        taxonomies: Vec<Component>,
        properties: RunProperties,
    }
    RunProperties {
        catalogue: String,
        whole_set: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        base: Option<String>,
        results_left_out: usize,
    }
    Tool { driver: Component, }
    Component {
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        full_name: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        guid: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        organization: Option<String>,
        version: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        semantic_version: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        information_uri: Option<String>,
        short_description: Text,
        #[serde(skip_serializing_if = "Option::is_none")]
        full_description: Option<Text>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        rules: Vec<Descriptor>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        taxa: Vec<Descriptor>,
        #[serde(skip_serializing_if = "Option::is_none")]
        is_comprehensive: Option<bool>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        supported_taxonomies: Vec<ComponentReference>,
    }
    ComponentReference {
        name: String,
        index: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        guid: Option<String>,
    }
    Descriptor {
        id: String,
        name: String,
        short_description: Text,
        full_description: Text,
        #[serde(skip_serializing_if = "Option::is_none")]
        help: Option<Text>,
        #[serde(skip_serializing_if = "Option::is_none")]
        help_uri: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        default_configuration: Option<Configuration>,
        properties: DescriptorProperties,
    }
    DescriptorProperties {
        #[serde(skip_serializing_if = "Vec::is_empty")]
        tags: Vec<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        precision: Option<&'static str>,
        #[serde(rename = "problem.severity", skip_serializing_if = "Option::is_none")]
        problem_severity: Option<&'static str>,
    }
    Configuration { level: &'static str, }
    Text {
        text: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        markdown: Option<String>,
    }
    Invocation {
        execution_successful: bool,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        tool_execution_notifications: Vec<Notification>,
    }
    Notification { level: &'static str, message: Text, }
    Automation { id: String, description: Text, }
    UriBase { description: Text, }
    Artifact {
        location: ArtifactLocation,
        roles: Vec<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        mime_type: Option<&'static str>,
        hashes: Map<String>,
    }
    ArtifactLocation {
        uri: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        uri_base_id: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        index: Option<usize>,
    }
    Outcome {
        rule_id: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        rule_index: Option<usize>,
        level: &'static str,
        message: Text,
        locations: Vec<Location>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        related_locations: Vec<Location>,
        partial_fingerprints: Map<String>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        taxa: Vec<DescriptorReference>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        suppressions: Vec<Suppression>,
        #[serde(skip_serializing_if = "Option::is_none")]
        baseline_state: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        properties: Option<OutcomeProperties>,
    }
    OutcomeProperties {
        topics: Vec<String>,
        /// The finding is about the set as a whole; its location is where receivers can show it.
        about_the_set: bool,
    }
    Location {
        #[serde(skip_serializing_if = "Option::is_none")]
        id: Option<usize>,
        physical_location: PhysicalLocation,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        logical_locations: Vec<LogicalLocation>,
        #[serde(skip_serializing_if = "Option::is_none")]
        message: Option<Text>,
    }
    PhysicalLocation {
        artifact_location: ArtifactLocation,
        #[serde(skip_serializing_if = "Option::is_none")]
        region: Option<Region>,
    }
    Region {
        start_line: u32,
        end_line: u32,
        #[serde(skip_serializing_if = "Option::is_none")]
        byte_offset: Option<u32>,
        #[serde(skip_serializing_if = "Option::is_none")]
        byte_length: Option<u32>,
    }
    LogicalLocation { name: String, fully_qualified_name: String, kind: &'static str, }
    DescriptorReference { id: String, index: usize, tool_component: ComponentReference, }
    Suppression {
        kind: &'static str,
        status: &'static str,
        justification: String,
        location: Location,
    }
}

/// An object whose keys are data, in the order given.
#[derive(Debug, Clone)]
pub(super) struct Map<V>(pub(super) Vec<(&'static str, V)>);

impl<V: Serialize> Serialize for Map<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// Plain text.
pub(super) fn text(text: impl Into<String>) -> Text {
    Text { text: text.into(), markdown: None }
}
