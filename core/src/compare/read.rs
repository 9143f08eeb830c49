//! Snapshots from what `check --format json` wrote.

use serde::Deserialize;

use super::snapshot::{
    PastDocument, PastException, PastFinding, PastRequirement, PastTopic, Snapshot, by, said,
};

/// Why a text is not what was written of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// It is no JSON, or has not the keys; line and column from 1.
    Form {
        /// Line.
        line: usize,
        /// Column.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// It was written in a later form.
    Version(u32),
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Form { line, column, message } => {
                write!(f, "line {line}, column {column}: {message}")
            }
            Self::Version(version) => {
                write!(
                    f,
                    "it was written in form {version} by a later version of medlint; this one reads form 1"
                )
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// The keys that are looked at; others may be there.
#[derive(Deserialize)]
struct Written {
    tool: Tool,
    documents: Vec<PastDocument>,
    findings: Vec<PastFinding>,
    requirements: Vec<Requirement>,
    #[serde(default)]
    waivers: Vec<Waiver>,
    #[serde(default)]
    decisions: Vec<Decision>,
}

#[derive(Deserialize)]
pub(super) struct Form {
    pub(super) version: u32,
}

#[derive(Deserialize)]
struct Tool {
    version: String,
    catalogue: String,
}

#[derive(Deserialize)]
struct Requirement {
    id: String,
    status: String,
    topics: Vec<PastTopic>,
    decision: Option<Decided>,
}

#[derive(Deserialize)]
struct Decided {
    owner: Option<String>,
    date: Option<String>,
}

#[derive(Deserialize)]
struct Waiver {
    #[serde(default)]
    requirements: Vec<String>,
    #[serde(default)]
    topics: Vec<String>,
    #[serde(default)]
    findings: Vec<String>,
    document: Option<String>,
    reason: Option<String>,
    owner: Option<String>,
    date: Option<String>,
    expires: Option<String>,
}

#[derive(Deserialize)]
struct Decision {
    requirements: Vec<String>,
    status: String,
    reason: Option<String>,
    evidence: Option<String>,
    note: Option<String>,
    owner: Option<String>,
    date: Option<String>,
}

/// Reads JSON of form 1.
pub(super) fn json<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ReadError> {
    let form = |error: serde_json::Error| ReadError::Form {
        line: error.line(),
        column: error.column(),
        message: plain(&error.to_string()),
    };
    let Form { version } = serde_json::from_str(text).map_err(form)?;
    if version != 1 {
        return Err(ReadError::Version(version));
    }
    serde_json::from_str(text).map_err(form)
}

/// Without the place, which is told anyway.
fn plain(message: &str) -> String {
    message.rfind(" at line ").map_or(message, |end| &message[..end]).to_owned()
}

impl Snapshot {
    /// Of what `check --format json` wrote.
    ///
    /// # Errors
    /// When the text is something else, or of a later form.
    pub fn read(text: &str) -> Result<Snapshot, ReadError> {
        let written: Written = json(text)?;
        let requirements = written.requirements.into_iter().map(|requirement| PastRequirement {
            id: requirement.id,
            status: requirement.status,
            topics: requirement.topics,
            decided: requirement.decision.map(|d| by(d.owner.as_deref(), d.date.as_deref())),
        });
        let waivers = written.waivers.into_iter().map(of_waiver);
        let decisions = written.decisions.into_iter().map(of_decision);
        Ok(Snapshot {
            version: written.tool.version,
            catalogue: written.tool.catalogue,
            only_open: false,
            documents: written.documents,
            findings: written.findings,
            requirements: requirements.collect(),
            exceptions: waivers.chain(decisions).collect(),
        })
    }
}

fn of_waiver(waiver: Waiver) -> PastException {
    let named = |what: &'static str, ids: Vec<String>| ids.into_iter().map(move |id| format!("{what} {id}"));
    let mut targets: Vec<String> = named("requirement", waiver.requirements)
        .chain(named("topic", waiver.topics))
        .chain(named("finding", waiver.findings))
        .collect();
    targets.sort();
    let says = said([
        ("document", waiver.document),
        ("reason", waiver.reason),
        ("owner", waiver.owner),
        ("date", waiver.date),
        ("expires", waiver.expires),
        ("status", None),
    ]);
    PastException { what: "waiver", targets, says }
}

fn of_decision(decision: Decision) -> PastException {
    let mut targets: Vec<String> =
        decision.requirements.into_iter().map(|id| format!("requirement {id}")).collect();
    targets.sort();
    let says = said([
        ("status", Some(decision.status)),
        ("reason", decision.reason),
        ("evidence", decision.evidence),
        ("note", decision.note),
        ("owner", decision.owner),
        ("date", decision.date),
    ]);
    PastException { what: "decision", targets, says }
}
