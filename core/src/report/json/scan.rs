//! `scan`: what documents show, topic by topic.

use serde::Serialize;

use super::{Kind, Map, Tool, format_id, print};
use crate::catalog::Catalogue;
use crate::detect::{Analysis, State};

#[derive(Serialize)]
struct Document<'a> {
    path: &'a str,
    format: &'static str,
    title: Option<&'a str>,
    kind: Kind<'a>,
    topics: Map<&'a str, Topic<'a>>,
}

#[derive(Serialize)]
struct Topic<'a> {
    state: &'static str,
    evidence: Vec<Evidence<'a>>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    state: &'static str,
    start_line: u32,
    end_line: u32,
    headings: &'a [String],
    because: &'a [String],
}

/// The topics of each document with their evidence, best first; topics that are missing are left out.
pub fn scan(documents: &[&Analysis], catalogue: &Catalogue, version: &str) -> String {
    let mut out = scan_begin(catalogue, version);
    let documents: Vec<String> =
        documents.iter().map(|document| scan_document(document, catalogue)).collect();
    out.push_str(&documents.join(","));
    out.push_str(scan_end());
    out
}

/// The first part of [`scan`], for a caller that writes each document as soon as it was read: [`scan_document`]s with
/// commas between them and [`scan_end`] follow.
pub fn scan_begin(catalogue: &Catalogue, version: &str) -> String {
    let tool = print(&Tool::new(version, catalogue));
    format!("{{\"version\":1,\"tool\":{},\"documents\":[", tool.trim_end())
}

/// One document of [`scan`].
pub fn scan_document(document: &Analysis, catalogue: &Catalogue) -> String {
    let text = print(&Document {
        path: &document.path,
        format: format_id(document),
        title: document.title.as_deref(),
        kind: Kind::new(document, catalogue),
        topics: Map(topics(document, catalogue)),
    });
    text.trim_end().to_owned()
}

/// The last part of [`scan`].
pub fn scan_end() -> &'static str {
    "]}\n"
}

fn topics<'a>(document: &'a Analysis, catalogue: &'a Catalogue) -> Vec<(&'a str, Topic<'a>)> {
    let found = document.topics.iter().filter(|result| result.state != State::Missing);
    found
        .map(|result| {
            let evidence = result.evidence.iter().map(|evidence| Evidence {
                state: evidence.state.id(),
                start_line: evidence.lines.0,
                end_line: evidence.lines.1,
                headings: &evidence.headings,
                because: &evidence.because,
            });
            let topic = Topic { state: result.state.id(), evidence: evidence.collect() };
            (&*catalogue[result.topic].id, topic)
        })
        .collect()
}
