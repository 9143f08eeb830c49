//! The mutation suite: turns good evidence into each other state and expects the detector to follow; edits that change
//! nothing must not change the state.
//!
//! [`run`] is the one door. Sources of good evidence are in `subjects`, `report` counts and prints. The mutations and
//! edits themselves are those of the engine's self-test (`medlint_core::selftest::mutation`). Everything is deterministic.

mod report;
mod subjects;

pub(crate) use report::Report;

use medlint_core::catalog::Catalogue;
use medlint_core::detect::Analysis;
use medlint_core::document::Document;
use medlint_core::selftest::mutation::{Topic, try_all};
use std::path::Path;

/// Runs every mutation and neutral edit on every subject that `analyze` takes for shown.
///
/// # Errors
/// When the catalogue's passages, the example or the corpus cannot be read below `root`.
pub(crate) fn run(root: &Path, analyze: &dyn Fn(&Document) -> Analysis) -> Result<Report, String> {
    let catalogue = Catalogue::builtin();
    let topics = Topic::all();
    let mut sources = subjects::passages(root, &topics)?;
    sources.extend(subjects::examples(root, &topics, analyze)?);
    sources.extend(subjects::corpus(root, &topics, analyze)?);
    let mut report = Report::new();
    for source in &sources {
        report.offered(source.origin);
        let Some(trials) = try_all(&source.subject, &catalogue, analyze) else { continue };
        report.used(source.origin);
        trials.into_iter().for_each(|trial| report.add(source, trial));
    }
    Ok(report)
}
