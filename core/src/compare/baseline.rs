//! The baseline: what was found on the day from which on nothing may get worse, as a file that people review.
//!
//! An entry says which finding is meant by code, document, section and text; the fingerprint is made of these. There is no
//! line number, no date and no version in the file, so that it changes only where something was mended or accepted.
//! One entry stands on one line, and lines are sorted: changes merge, and a reviewer reads what was accepted.

use serde::{Deserialize, Serialize};

use super::comparison::{Comparison, RequirementChange};
use super::read::{ReadError, json};
use super::snapshot::{PastFinding, PastRequirement, Snapshot};

/// The name that the file usually has.
pub const FILE_NAME: &str = "medlint-baseline.json";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "version")]
    _version: u32,
    findings: Vec<Entry>,
    open_requirements: Vec<Open>,
}

/// A finding, in the order in which its parts are written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    severity: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    section: Vec<String>,
    text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    topics: Vec<String>,
    fingerprint: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Open {
    id: String,
    status: String,
}

/// Writes a baseline.
pub fn write(snapshot: &Snapshot) -> String {
    let mut findings: Vec<&PastFinding> = snapshot.findings.iter().collect();
    findings.sort_by_key(|f| (f.path.is_none(), f.path.as_deref(), &*f.code, &f.headings, &*f.fingerprint));
    let mut open: Vec<&PastRequirement> =
        snapshot.requirements.iter().filter(|requirement| is_open(&requirement.status)).collect();
    open.sort_by_key(|requirement| &*requirement.id);
    let mut out = String::from("{\n  \"version\": 1,\n  \"findings\": [");
    lines(&mut out, findings.into_iter().map(entry));
    out.push_str("],\n  \"open_requirements\": [");
    lines(&mut out, open.into_iter().map(|r| Open { id: r.id.clone(), status: r.status.clone() }));
    out.push_str("]\n}\n");
    out
}

/// Whether a status, as a word, is that of a requirement with something left to write.
pub fn is_open(status: &str) -> bool {
    crate::assess::Status::from_id(status).is_some_and(crate::assess::Status::is_open)
}

fn entry(finding: &PastFinding) -> Entry {
    Entry {
        code: finding.code.clone(),
        severity: finding.severity.clone(),
        path: finding.path.clone(),
        section: finding.headings.clone(),
        text: finding.message.clone(),
        topics: finding.topics.clone(),
        fingerprint: finding.fingerprint.clone(),
    }
}

/// One value on each line.
fn lines(out: &mut String, values: impl Iterator<Item = impl Serialize>) {
    let mut any = false;
    for value in values {
        out.push_str(if any { ",\n    " } else { "\n    " });
        // Only a map whose keys are no text could fail, and there is none.
        out.push_str(&serde_json::to_string(&value).unwrap_or_default());
        any = true;
    }
    if any {
        out.push_str("\n  ");
    }
}

/// Reads a baseline.
///
/// # Errors
/// When the text is something else, or of a later form.
pub fn read(text: &str) -> Result<Snapshot, ReadError> {
    let written: Written = json(text)?;
    let findings = written.findings.into_iter().map(|entry| PastFinding {
        code: entry.code,
        severity: entry.severity,
        path: entry.path,
        headings: entry.section,
        message: entry.text,
        topics: entry.topics,
        fingerprint: entry.fingerprint,
        start_line: None,
    });
    let requirements = written.open_requirements.into_iter().map(|open| PastRequirement {
        id: open.id,
        status: open.status,
        topics: Vec::new(),
        decided: None,
    });
    Ok(Snapshot {
        only_open: true,
        findings: findings.collect(),
        requirements: requirements.collect(),
        ..Snapshot::default()
    })
}

/// A baseline without the entries that no longer occur. What became worse keeps its old entry, so that it still fails.
pub fn prune(baseline: &Snapshot, comparison: &Comparison) -> Snapshot {
    let mut pruned = baseline.clone();
    pruned.findings.retain(|finding| !comparison.gone.contains(finding));
    let closed = closed(comparison);
    pruned.requirements.retain(|requirement| !closed.contains(&requirement.id.as_str()));
    pruned
}

/// Requirements of the baseline that are not open any more, by id.
pub fn closed(comparison: &Comparison) -> Vec<&str> {
    let open_before = |change: &&RequirementChange| change.before.as_deref().is_some_and(is_open);
    let open_now = |change: &&RequirementChange| change.after.as_deref().is_some_and(is_open);
    let changes = comparison.requirements.iter();
    changes.filter(|c| open_before(c) && !open_now(c)).map(|c| c.id.as_str()).collect()
}
