//! How a set stands, in a few numbers: what a status bar shows.

use medlint_core::assess::Severity;
use serde_json::{Value, json};

use crate::folder::Folder;

/// The parameters of `medlint/changed`; nothing before the first fold.
pub(crate) fn of(folder: &Folder) -> Option<Value> {
    let coverage = &folder.assessment()?.coverage;
    // While documents are read these are fewer than what the lint has to say.
    let least = folder.workspace.config().min_severity;
    let documents: Vec<(&str, _)> = folder.workspace.included().collect();
    let all = documents.iter().map(|(path, _)| *path).chain([crate::folder::CONFIG, ""]);
    let mut counts = [0; 3];
    for finding in all.flat_map(|path| folder.findings(path)).filter(|finding| finding.severity >= least) {
        counts[finding.severity as usize] += 1;
    }
    let count = |severity: Severity| counts[severity as usize];
    let catalogue = folder.workspace.catalogue();
    let each = coverage.documents.iter().zip(&documents).map(|(d, (path, document))| {
        let kind = document.analysis.kind.kind.map_or("other", |kind| &*catalogue[kind].id);
        json!({
            "uri": folder.uri_of(path), "kind": kind, "expected": d.expected, "shown": d.shown, "partly": d.partly,
            "blanks": d.blanks,
        })
    });
    Some(json!({
        "folder": folder.uri,
        "documents": documents.len(),
        "summary": {
            "applicable": coverage.total.applicable(), "met": coverage.total.done(), "open": coverage.total.open(),
            "errors": count(Severity::Error), "warnings": count(Severity::Warning), "infos": count(Severity::Info),
        },
        "coverage": each.collect::<Vec<_>>(),
        "reading": folder.is_reading(),
    }))
}
