//! The record of a run: which bytes went in, which came out, and what was asked. Everybody can check it with `sha256sum`.

use serde::Serialize;

use super::Check;
use super::json::print_readable;
use crate::document::Digest;

/// What only the caller knows of a run.
#[derive(Debug, Clone, Default)]
pub struct Run<'a> {
    /// Hash of the program that ran, if it could be read.
    pub binary: Option<Digest>,
    /// The day for which waivers were judged.
    pub today: Option<String>,
    /// From which severity on the run fails.
    pub fail_on: &'a str,
    /// Reports that were written: format, path, hash.
    pub outputs: Vec<(&'static str, String, Digest)>,
}

#[derive(Serialize)]
struct Manifest<'a> {
    version: u32,
    tool: Tool<'a>,
    question: Question<'a>,
    inputs: Vec<File<'a>>,
    outputs: Vec<File<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'static str,
    version: &'a str,
    catalogue: String,
    binary_sha256: Option<String>,
}

#[derive(Serialize)]
struct Question<'a> {
    frameworks: Vec<&'a str>,
    min_severity: &'static str,
    fail_on: &'a str,
    today: Option<&'a str>,
    compared_with: Option<&'a str>,
}

#[derive(Serialize)]
struct File<'a> {
    what: &'a str,
    path: &'a str,
    sha256: String,
}

/// Writes the record.
pub fn manifest(check: &Check<'_>, run: &Run<'_>) -> String {
    let catalogue = check.catalogue;
    let documents = check.documents.iter().map(|document| File {
        what: "document",
        path: &document.path,
        sha256: document.digest.to_string(),
    });
    let inputs = check.inputs.iter().map(|input| File {
        what: input.what,
        path: &input.path,
        sha256: input.digest.to_string(),
    });
    let outputs = run.outputs.iter().map(|(format, path, digest)| File {
        what: format,
        path,
        sha256: digest.to_string(),
    });
    let frameworks = check.assessment.coverage.frameworks.iter();
    print_readable(&Manifest {
        version: 1,
        tool: Tool {
            name: "medlint",
            version: check.version,
            catalogue: catalogue.hash(),
            binary_sha256: run.binary.map(|digest| digest.to_string()),
        },
        question: Question {
            frameworks: frameworks.map(|row| &*catalogue[row.framework].id).collect(),
            min_severity: check.min_severity.id(),
            fail_on: run.fail_on,
            today: run.today.as_deref(),
            compared_with: check.comparison.map(|comparison| comparison.base.as_str()),
        },
        inputs: inputs.chain(documents).collect(),
        outputs: outputs.collect(),
    })
}
