//! The parts of OSCAL's models that are written. Names are those of the specification; what each means stands there.

use serde::Serialize;

macro_rules! objects {
    ($($name:ident { $($(#[$field:meta])* $key:ident: $of:ty,)* })*) => {$(
        #[derive(Debug, Clone, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub(super) struct $name { $($(#[$field])* pub(super) $key: $of,)* }
    )*};
}

objects! {
    ResultsFile { assessment_results: AssessmentResults, }
    AssessmentResults {
        uuid: String,
        metadata: Metadata,
        import_ap: ImportAp,
        results: [Outcome; 1],
        back_matter: BackMatter,
    }
    CatalogFile { catalog: Catalog, }
    Catalog {
        uuid: String,
        metadata: Metadata,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        groups: Vec<Group>,
        #[serde(skip_serializing_if = "Option::is_none")]
        back_matter: Option<BackMatter>,
    }
    Metadata {
        title: String,
        last_modified: String,
        version: String,
        oscal_version: &'static str,
        props: Vec<Property>,
        remarks: String,
    }
    Property { name: String, ns: &'static str, value: String, }
    Link {
        href: String,
        rel: &'static str,
    }
    ImportAp { href: String, remarks: &'static str, }
    BackMatter { resources: Vec<Resource>, }
    Resource {
        uuid: String,
        title: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        description: Option<String>,
        props: Vec<Property>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        rlinks: Vec<Rlink>,
    }
    Rlink {
        href: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        media_type: Option<&'static str>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        hashes: Vec<Hash>,
    }
    Hash { algorithm: &'static str, value: String, }
    Outcome {
        uuid: String,
        title: String,
        description: String,
        start: String,
        props: Vec<Property>,
        local_definitions: LocalDefinitions,
        reviewed_controls: ReviewedControls,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        observations: Vec<Observation>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        risks: Vec<Risk>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        findings: Vec<Finding>,
        remarks: &'static str,
    }
    LocalDefinitions { assessment_assets: Assets, }
    Assets { components: [Component; 1], assessment_platforms: [Platform; 1], }
    Component {
        uuid: String,
        #[serde(rename = "type")]
        sort: &'static str,
        title: &'static str,
        description: &'static str,
        props: Vec<Property>,
        status: State,
    }
    State { state: &'static str, }
    Platform { uuid: String, title: &'static str, uses_components: [Uses; 1], }
    Uses { component_uuid: String, }
    ReviewedControls { control_selections: Vec<Selection>, remarks: String, }
    Selection {
        description: String,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        include_controls: Vec<ControlId>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        exclude_controls: Vec<ControlId>,
        #[serde(skip_serializing_if = "Option::is_none")]
        remarks: Option<String>,
    }
    ControlId { control_id: String, }
    Observation {
        uuid: String,
        title: String,
        description: String,
        props: Vec<Property>,
        methods: [&'static str; 1],
        types: [&'static str; 1],
        origins: Vec<Origin>,
        subjects: Vec<Subject>,
        relevant_evidence: Vec<Evidence>,
        collected: String,
    }
    Origin { actors: [Actor; 1], }
    Actor {
        #[serde(rename = "type")]
        sort: &'static str,
        actor_uuid: String,
    }
    Subject {
        subject_uuid: String,
        #[serde(rename = "type")]
        sort: &'static str,
        title: String,
    }
    Evidence { href: String, description: String, props: Vec<Property>, }
    Risk {
        uuid: String,
        title: String,
        description: String,
        statement: String,
        props: Vec<Property>,
        status: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        deadline: Option<String>,
    }
    Finding {
        uuid: String,
        title: String,
        description: String,
        props: Vec<Property>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        links: Vec<Link>,
        origins: Vec<Origin>,
        target: Target,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        related_observations: Vec<RelatedObservation>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        related_risks: Vec<RelatedRisk>,
        #[serde(skip_serializing_if = "Option::is_none")]
        remarks: Option<String>,
    }
    Target {
        #[serde(rename = "type")]
        sort: &'static str,
        target_id: String,
        title: String,
        status: Objective,
    }
    Objective { state: &'static str, reason: &'static str, remarks: &'static str, }
    RelatedObservation { observation_uuid: String, }
    RelatedRisk { risk_uuid: String, }
    Group {
        id: String,
        class: &'static str,
        title: String,
        props: Vec<Property>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        links: Vec<Link>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        groups: Vec<Group>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        controls: Vec<Control>,
    }
    Control {
        id: String,
        class: &'static str,
        title: String,
        props: Vec<Property>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        links: Vec<Link>,
        parts: Vec<Part>,
    }
    Part { id: String, name: &'static str, prose: String, }
}
