//! SARIF 2.1.0: findings as results, rules with help, clauses of the frameworks as taxonomies, waivers and comments as
//! suppressions, the difference to a base as states.
//!
//! Limits are those of GitHub's code scanning, the strictest receiver: it keeps 5,000 results of a run. Which results stay when
//! there are more is told in [`chosen`]; the file says how many were left out.

mod model;
mod results;
mod rules;
mod taxonomies;

use model::{
    Artifact, ArtifactLocation, Automation, Component, Invocation, Log, Map, Notification, Outcome, Run,
    RunProperties, Tool, UriBase, text,
};

use super::{Check, Circumstances, HOME, NO_PROMISE, place, print, severest_first};
use crate::compare::PastFinding;
use crate::lint::{Excuse, Finding, wording};
use results::Writer;
use taxonomies::Taxonomies;

/// What paths are relative to.
const ROOT: &str = "SRCROOT";
/// Results that GitHub keeps of a run.
const MOST: usize = 5_000;

/// What is written: findings that are shown, those that are excused, and those of the base that are gone.
struct Chosen<'a> {
    shown: Vec<&'a Finding>,
    excused: Vec<(&'a Finding, &'a Excuse, &'static str)>,
    gone: Vec<&'a PastFinding>,
    left_out: usize,
}

/// At most [`MOST`]: first those that are shown, the severest first; then the excused, then those that are gone. In the file
/// they stand in the order of all reports, by document and place.
fn chosen<'a>(check: &Check<'a>) -> Chosen<'a> {
    let all: Vec<&Finding> = check.findings().collect();
    let mut kept: Vec<&str> =
        severest_first(all.iter().copied()).into_iter().take(MOST).map(|f| &*f.fingerprint).collect();
    kept.sort_unstable();
    let number = all.len();
    let shown: Vec<&Finding> = if number > MOST {
        all.into_iter().filter(|finding| kept.binary_search(&&*finding.fingerprint).is_ok()).collect()
    } else {
        all
    };
    let least = |finding: &Finding| finding.severity >= check.min_severity;
    let by_comment = check.lint.suppressed.iter().map(|(finding, excuse)| (finding, excuse, "inSource"));
    let by_waiver = check.lint.waived.iter().map(|(finding, excuse)| (finding, excuse, "external"));
    let mut excused: Vec<_> = by_comment.chain(by_waiver).filter(|(finding, ..)| least(finding)).collect();
    // What is excused now is not gone, although it is not shown any more.
    let again = |past: &&PastFinding| !excused.iter().any(|(f, ..)| f.fingerprint == past.fingerprint);
    let mut gone: Vec<&PastFinding> =
        check.comparison.iter().flat_map(|comparison| &comparison.gone).filter(again).collect();
    let total = number + excused.len() + gone.len();
    excused.truncate(MOST.saturating_sub(shown.len()));
    gone.truncate(MOST.saturating_sub(shown.len() + excused.len()));
    let left_out = total - shown.len() - excused.len() - gone.len();
    Chosen { shown, excused, gone, left_out }
}

/// The file.
pub(super) fn sarif(check: &Check<'_>, around: &Circumstances<'_>) -> String {
    let chosen = chosen(check);
    let named = chosen.shown.iter().copied().chain(chosen.excused.iter().map(|(finding, ..)| *finding));
    let taxonomies = Taxonomies::of(named, check.catalogue);
    let writer = Writer::new(check, around, &taxonomies);
    let shown = chosen.shown.iter().map(|finding| writer.shown(finding));
    let excused = chosen.excused.iter().map(|(finding, excuse, kind)| writer.excused(finding, excuse, kind));
    let gone = chosen.gone.iter().map(|past| writer.gone(past));
    let results: Vec<Outcome> = shown.chain(excused).chain(gone).collect();
    let components = taxonomies.components();
    let run = Run {
        tool: Tool { driver: driver(check, &taxonomies) },
        invocations: [Invocation {
            execution_successful: true,
            tool_execution_notifications: notifications(&chosen, around),
        }],
        language: "en",
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: Map(vec![(
            ROOT,
            UriBase { description: text("The root of the repository, or of the set where there is none.") },
        )]),
        automation_details: automation(around),
        artifacts: artifacts(check, around),
        results,
        taxonomies: components,
        properties: RunProperties {
            catalogue: check.catalogue.hash(),
            whole_set: around.whole_set,
            base: check.comparison.map(|comparison| comparison.base.clone()),
            results_left_out: chosen.left_out,
        },
    };
    print(&Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] })
}

fn driver(check: &Check<'_>, taxonomies: &Taxonomies<'_>) -> Component {
    Component {
        name: "medlint".to_owned(),
        full_name: None,
        guid: None,
        organization: None,
        version: check.version.to_owned(),
        semantic_version: Some(check.version.to_owned()),
        information_uri: Some(HOME.to_owned()),
        short_description: text(
            "Checks the design documents of medical devices for the cybersecurity content that regulators expect.",
        ),
        full_description: Some(text(NO_PROMISE)),
        rules: rules::all(),
        taxa: Vec::new(),
        is_comprehensive: None,
        supported_taxonomies: taxonomies.references(),
    }
}

/// What tells this run from others of the same repository: the folder of the set. What stands before the last slash is
/// what GitHub calls the category.
fn automation(around: &Circumstances<'_>) -> Automation {
    let root = place::in_repository("", around);
    let id = if root.is_empty() { "medlint/".to_owned() } else { format!("medlint/{root}/") };
    Automation { id, description: text("Content of the documents below this folder.") }
}

fn notifications(chosen: &Chosen<'_>, around: &Circumstances<'_>) -> Vec<Notification> {
    let mut all = Vec::new();
    if chosen.left_out > 0 {
        let results = wording::count(chosen.left_out, "result is", "results are");
        let message = format!(
            "{results} left out, because receivers keep {MOST} of a run: first the mildest of those that are shown \
             do not fit, then those that are waived or suppressed, then those that are gone. The JSON report has all."
        );
        all.push(Notification { level: "warning", message: text(message) });
    }
    if !around.whole_set {
        let message =
            "Only a part of the documents was looked at; nothing is said of what is missing from the set.";
        all.push(Notification { level: "note", message: text(message) });
    }
    all
}

/// Documents in their order, then what else the result depends on.
fn artifacts(check: &Check<'_>, around: &Circumstances<'_>) -> Vec<Artifact> {
    let artifact = |path: &str, digest: String, role, mime_type| Artifact {
        location: location(path, None, around),
        roles: vec![role],
        mime_type,
        hashes: Map(vec![("sha-256", digest)]),
    };
    let documents = check.documents.iter().map(|document| {
        let mime = match document.format {
            crate::document::Format::Markdown => "text/markdown",
            crate::document::Format::PlainText => "text/plain",
        };
        artifact(&document.path, document.digest.to_string(), "analysisTarget", Some(mime))
    });
    let inputs = check.inputs.iter().map(|input| {
        let role =
            if input.what == "baseline" { "referencedOnCommandLine" } else { "userSpecifiedConfiguration" };
        artifact(&input.path, input.digest.to_string(), role, None)
    });
    documents.chain(inputs).collect()
}

/// A file, with its place among the artifacts if it has one.
fn location(path: &str, index: Option<usize>, around: &Circumstances<'_>) -> ArtifactLocation {
    let uri = place::uri(path, around);
    let uri_base_id = (!uri.starts_with("file:")).then_some(ROOT);
    ArtifactLocation { uri, uri_base_id, index }
}
