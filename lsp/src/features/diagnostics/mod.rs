//! Findings as the editor shows them: few, at one line each, with the rest of what is to be said below it.
//!
//! What is put together is decided in `told`, what it says in `words`. A document has at most one summary of what it should
//! show and does not, a weak section has one diagnostic, and no range is longer than a line.

mod told;
mod words;

use ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    NumberOrString,
};
use medlint_core::assess::Severity;
use serde_json::json;

use crate::client::Client;
use crate::folder::Folder;
use crate::place::Places;
use crate::view::location;
use told::Told;

/// So many other places are named with a finding.
const RELATED: usize = 8;
/// So many requirements are named in the data of a diagnostic.
const REQUIREMENTS: usize = 32;

/// The findings of a document.
pub(crate) fn of_document(folder: &Folder, path: &str, client: &Client) -> Vec<Diagnostic> {
    let (Some(document), Some(text)) = (folder.workspace.checked(path), folder.text(path)) else {
        return folder.broken.get(path).map(|words| gave_up(words)).into_iter().collect();
    };
    let told = told::of_document(folder, path, document, text.source, client);
    all(folder, told, &text.places(client.encoding), client)
}

/// The mistakes in a medlint.toml, and findings of the set as a whole.
pub(crate) fn of_config(folder: &Folder, client: &Client) -> Vec<Diagnostic> {
    let Some(config) = &folder.config else { return Vec::new() };
    let places = Places { source: &config.text, lines: &config.lines, encoding: client.encoding };
    let problems = config.problems.iter().map(|problem| Diagnostic {
        range: places.range(&told::first_line(&config.text, &problem.source)),
        severity: Some(severity(problem.severity)),
        source: Some("medlint".to_owned()),
        message: words::problem(problem),
        ..Diagnostic::default()
    });
    let mut out: Vec<Diagnostic> = problems.collect();
    out.extend(all(folder, told::of_set(folder, &config.text, client), &places, client));
    out
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

/// As diagnostics, the most severe when there are too many, in the order of the text.
fn all(folder: &Folder, mut told: Vec<Told<'_>>, places: &Places<'_>, client: &Client) -> Vec<Diagnostic> {
    let most = client.settings.max_diagnostics_per_document;
    let left_out = told.len().saturating_sub(most);
    if left_out > 0 {
        told.sort_by_key(|told| std::cmp::Reverse(told.severity));
        told.truncate(most.saturating_sub(1));
    }
    told.sort_by_key(|told| (told.bytes.start, std::cmp::Reverse(told.severity)));
    let mut out: Vec<Diagnostic> = told.iter().map(|told| diagnostic(folder, told, places, client)).collect();
    if left_out > 0 && most > 0 {
        out.push(Diagnostic {
            severity: Some(DiagnosticSeverity::INFORMATION),
            source: Some("medlint".to_owned()),
            message: format!(
                "{} more findings in this file are not shown (setting medlint.maxDiagnosticsPerDocument). \
                 `medlint check` shows all.",
                left_out + 1
            ),
            ..Diagnostic::default()
        });
    }
    out
}

fn diagnostic(folder: &Folder, told: &Told<'_>, places: &Places<'_>, client: &Client) -> Diagnostic {
    let lead = told.lead();
    let catalogue = folder.workspace.catalogue();
    let ids = |all: Vec<&str>| {
        let mut seen = std::collections::BTreeSet::new();
        all.into_iter().filter(|id| seen.insert(*id)).map(str::to_owned).collect::<Vec<_>>()
    };
    let topics = told.findings.iter().flat_map(|f| &f.topics).map(|id| &*catalogue[*id].id).collect();
    let asked = told.findings.iter().flat_map(|f| &f.requirements).map(|id| &*catalogue[*id].id);
    let mut data = json!({
        "fingerprint": lead.fingerprint,
        "name": lead.name,
        "topics": ids(topics),
        "requirements": ids(asked.take(REQUIREMENTS).collect()),
    });
    if told.findings.len() > 1 {
        data["fingerprints"] = told.findings.iter().map(|f| f.fingerprint.as_str()).collect();
    }
    let tag = match lead.code {
        "M108" => Some(DiagnosticTag::DEPRECATED),
        "M112" => Some(DiagnosticTag::UNNECESSARY),
        _ => None,
    };
    Diagnostic {
        range: places.range(&told.bytes),
        // What is shown in another place than expected counts as met: a hint, no problem.
        severity: Some(if lead.code == "M114" { DiagnosticSeverity::HINT } else { severity(told.severity) }),
        code: Some(NumberOrString::String(lead.code.to_owned())),
        code_description: format!("{}rules/{}.html", client.reference, lead.code)
            .parse()
            .ok()
            .map(|href| CodeDescription { href }),
        source: Some("medlint".to_owned()),
        message: words::message(folder, told),
        related_information: related(folder, told, client),
        tags: tag.filter(|tag| client.knows_tag(tag)).map(|tag| vec![tag]),
        data: Some(data),
    }
}

/// Places elsewhere that belong to it.
fn related(folder: &Folder, told: &Told<'_>, client: &Client) -> Option<Vec<DiagnosticRelatedInformation>> {
    if !client.shows_related() {
        return None;
    }
    let all = told.findings.iter().flat_map(|finding| &finding.related);
    let places = all.filter_map(|related| {
        let text = folder.text(&related.path)?;
        let location =
            location(folder, client, &related.path, &told::first_line(text.source, &related.source))?;
        Some(DiagnosticRelatedInformation { location, message: related.note.clone() })
    });
    let places: Vec<DiagnosticRelatedInformation> = places.take(RELATED).collect();
    (!places.is_empty()).then_some(places)
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}
