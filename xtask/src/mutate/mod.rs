//! The mutation suite: turns good evidence into each other state and expects the detector to follow; edits that change
//! nothing must not change the state.
//!
//! [`run`] is the one door. Sources of good evidence are in `subjects`, the mutations in `turns`, the neutral edits in
//! `neutral`; `text` and `verbs` are what they work with, `report` counts and prints. Everything is deterministic.

mod neutral;
mod report;
mod subjects;
mod text;
mod turns;
mod verbs;

pub(crate) use report::Report;

use medlint_core::catalog::Catalogue;
use medlint_core::detect::{Analysis, Evidence, State};
use medlint_core::document::Document;
use report::Trial;
use std::path::Path;
use subjects::Subject;

/// What the detector makes of a topic in a text.
struct Outcome {
    state: State,
    best: Option<Evidence>,
}

/// Runs every mutation and neutral edit on every subject that `analyze` takes for shown.
///
/// # Errors
/// When the catalogue's passages, the example or the corpus cannot be read below `root`.
pub(crate) fn run(root: &Path, analyze: &dyn Fn(&Document) -> Analysis) -> Result<Report, String> {
    let ids: Vec<String> = Catalogue::builtin().topics.iter().map(|t| t.id.to_string()).collect();
    let topics = subjects::topics(root, &ids)?;
    let mut subjects = subjects::passages(root, &topics)?;
    subjects.extend(subjects::examples(root, &topics, analyze)?);
    subjects.extend(subjects::corpus(root, &topics, analyze)?);
    let outcome = |s: &Subject, text: &str| {
        let source = s.document(text);
        let analysis = analyze(&Document::read("design/section.md", source.as_bytes()));
        let topic = ids.iter().position(|id| *id == s.topic.id);
        let found = analysis.topics.into_iter().find(|t| Some(t.topic.index()) == topic);
        found.map_or(Outcome { state: State::Missing, best: None }, |t| Outcome {
            state: t.state,
            best: t.evidence.into_iter().next(),
        })
    };
    let shown = |s: &Subject, text: &str| outcome(s, text).state == State::Shown;
    let mut report = Report::new();
    for s in &subjects {
        report.offered(s.origin);
        if !shown(s, &s.text()) {
            continue;
        }
        report.used(s.origin);
        for (n, mutation) in turns::MUTATIONS.iter().enumerate() {
            let Some(turned) = (mutation.turn)(s) else { continue };
            if turned.before.as_ref().is_some_and(|b| !shown(s, b)) {
                continue;
            }
            let found = outcome(s, &turned.text);
            report
                .turned(n, Trial::new(mutation.id, s, &turned.text, turned.expect, found.state, found.best));
        }
        // sections of documents are edited as a whole
        if !shown(s, &s.with_body(&s.whole)) {
            continue;
        }
        for (n, edit) in neutral::EDITS.iter().enumerate() {
            let Some(text) = (edit.edit)(s) else { continue };
            let found = outcome(s, &text);
            report.edited(n, Trial::new(edit.id, s, &text, &[State::Shown], found.state, found.best));
        }
    }
    Ok(report)
}
