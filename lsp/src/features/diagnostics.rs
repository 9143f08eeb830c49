//! Findings as the editor shows them.

use ls_types::{CodeDescription, Diagnostic, DiagnosticSeverity, NumberOrString};
use medlint_core::assess::Severity;
use medlint_core::lint::Finding;
use serde_json::json;

use crate::client::Client;
use crate::folder::{CONFIG, Folder};
use crate::place::Places;
use crate::view::places;

/// The findings of a document.
pub(crate) fn of_document(folder: &Folder, path: &str, client: &Client) -> Vec<Diagnostic> {
    let Some(entry) = folder.workspace.get(path) else {
        return folder.broken.get(path).map(|words| gave_up(words)).into_iter().collect();
    };
    let places = places(entry, client);
    let findings = folder.findings.get(path).map(Vec::as_slice).unwrap_or_default();
    findings.iter().filter_map(|finding| diagnostic(folder, finding, &places, client)).collect()
}

/// The mistakes in a medlint.toml, and findings of the set as a whole.
pub(crate) fn of_config(folder: &Folder, client: &Client) -> Vec<Diagnostic> {
    let Some(config) = &folder.config else { return Vec::new() };
    let places = Places { source: &config.text, lines: &config.lines, encoding: client.encoding };
    let problems = config.problems.iter().map(|problem| Diagnostic {
        range: places.range(&problem.source),
        severity: Some(severity(problem.severity)),
        source: Some("medlint".to_owned()),
        message: problem.message.clone(),
        ..Diagnostic::default()
    });
    let found = [CONFIG, ""].into_iter().filter_map(|path| folder.findings.get(path)).flatten();
    problems.chain(found.filter_map(|finding| diagnostic(folder, finding, &places, client))).collect()
}

/// The engine gave up on a document.
fn gave_up(words: &str) -> Diagnostic {
    Diagnostic {
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some("medlint".to_owned()),
        message: format!("medlint stopped at this document, which is an error of medlint: {words}"),
        ..Diagnostic::default()
    }
}

fn diagnostic(
    _folder: &Folder,
    finding: &Finding,
    places: &Places<'_>,
    client: &Client,
) -> Option<Diagnostic> {
    (finding.severity >= client.settings.min_severity()).then(|| Diagnostic {
        range: places.range(&finding.source),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code.to_owned())),
        code_description: format!("{}rules/{}.html", client.reference, finding.code.to_lowercase())
            .parse()
            .ok()
            .map(|href| CodeDescription { href }),
        source: Some("medlint".to_owned()),
        message: finding.message.clone(),
        data: Some(json!({ "fingerprint": finding.fingerprint, "name": finding.name })),
        ..Diagnostic::default()
    })
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}
