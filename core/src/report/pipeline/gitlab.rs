//! Code Quality of GitLab: an array of findings in the part of Code Climate's form that GitLab reads.
//!
//! GitLab compares the files of two branches by fingerprint and shows in a merge request what is new, worse or gone.
//! So all findings are in it, also those that a baseline knows: what is left out would be shown as mended.

use serde::Serialize;

use super::place;
use super::{Check, Circumstances, print, sentence};
use crate::assess::Severity;
use crate::lint::Finding;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: String,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// All findings that are shown, in their order.
pub(super) fn gitlab(check: &Check<'_>, around: &Circumstances<'_>) -> String {
    print(&check.findings().map(|finding| issue(finding, check, around)).collect::<Vec<_>>())
}

fn issue<'a>(finding: &'a Finding, check: &Check<'a>, around: &Circumstances<'_>) -> Issue<'a> {
    let (path, (begin, end)) = place::of(finding, check);
    Issue {
        description: format!("{} {}", sentence(&finding.message), sentence(&finding.help)),
        check_name: format!("{} {}", finding.code, finding.name),
        fingerprint: &finding.fingerprint,
        severity: match finding.severity {
            // Critical and blocker would say more than text detection can know.
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location { path: place::in_repository(path, around), lines: Lines { begin, end } },
    }
}
