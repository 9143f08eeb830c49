//! `medlint check`: what is missing or weak in a set of documents.

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use medlint_core::assess::Date;
use medlint_core::catalog::Catalogue;
use medlint_core::config::Config;
use medlint_core::detect::Analysis;
use medlint_core::document::Document;
use medlint_core::lint::{self, Checked, DocumentLint, KnownFiles, SetLint};
use medlint_core::report;
use medlint_core::workspace::{Standing, Surroundings};

use crate::args::{CheckArgs, CheckFormat};
use crate::documents;
use crate::failure::{Failure, Outcome};
use crate::input::Run;
use crate::output::Terminal;
use crate::paths::absolute;
use crate::settings::Defaults;

const DEFAULTS: Defaults = Defaults {
    what: "every document is checked against all frameworks, with nothing known of the device",
    only_choose_files: false,
};

/// Runs the command.
pub(crate) fn run(args: &CheckArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut run = Run::begin(&args.input, &DEFAULTS, terminal)?;
    choose(args, &mut run.settings.config, &run.settings.catalogue)?;
    let (config, catalogue) = (&run.settings.config, &run.settings.catalogue);
    let mut documents: Vec<(Analysis, DocumentLint)> = Vec::new();
    let work = |found: &crate::walk::Found, bytes: &[u8]| {
        let (document, mut analysis) = documents::analyze(found, bytes, config, catalogue);
        let lint = lint::document(&document, &analysis, catalogue);
        forget_reasons(&mut analysis);
        (analysis, lint)
    };
    let tally = run.each(args.input.threads, "checked", terminal, &work, |result, _| {
        documents.push(result);
        true
    });

    let today = args.today.or_else(today);
    let checked: Vec<Checked<'_>> =
        documents.iter().map(|(analysis, lint)| Checked { analysis, lint }).collect();
    let around = Surroundings {
        today,
        whole_set: run.walk.whole,
        files: &known_files(&checked, &run.settings.root),
        config: run.settings.file.as_ref().map(|file| file.name.as_str()),
    };
    let mut standing = Standing::of(&checked, config, catalogue, &around);
    drop(checked);
    let text = args.format == CheckFormat::Text;
    if text && run.settings.here != run.settings.root {
        show_from_here(&run, &mut documents, &mut standing.lint);
    }
    let analyses: Vec<&Analysis> = documents.iter().map(|(analysis, _)| analysis).collect();
    let report = standing.report(env!("CARGO_PKG_VERSION"), &analyses, config, catalogue);
    // To a person at the terminal it was said already why nothing was read.
    if !text || tally.read > 0 {
        terminal.print(&write(args.format, &report, &run, terminal))?;
    }
    if tally.trouble {
        return Ok(Outcome::Trouble);
    }
    Ok(if config.fail_on.fails(report.worst()) { Outcome::Findings } else { Outcome::Clean })
}

/// The report in a format.
fn write(format: CheckFormat, check: &report::Check<'_>, run: &Run, terminal: &Terminal) -> String {
    let whole_set = run.walk.whole;
    match format {
        CheckFormat::Text => {
            let write = if whole_set { report::text::check } else { report::text::check_part };
            write(check, &|path| source_of(run, path), &terminal.out)
        }
        CheckFormat::File(format) => format.write(check, whole_set),
    }
}

/// Why evidence is evidence is the business of `scan`; here it would fill the memory when there are many documents.
fn forget_reasons(analysis: &mut Analysis) {
    for evidence in analysis.topics.iter_mut().flat_map(|topic| &mut topic.evidence) {
        evidence.because = Vec::new();
    }
}

/// What the command line says outranks medlint.toml.
fn choose(args: &CheckArgs, config: &mut Config, catalogue: &Catalogue) -> Result<(), Failure> {
    if let Some(frameworks) = frameworks(&args.framework, catalogue)? {
        config.selection.frameworks = Some(frameworks);
    }
    if !args.level.is_empty() {
        config.selection.levels.clone_from(&args.level);
    }
    config.min_severity = args.min_severity.unwrap_or(config.min_severity);
    config.fail_on = args.fail_on.unwrap_or(config.fail_on);
    Ok(())
}

/// The frameworks with these ids; `None` when there are none.
pub(crate) fn frameworks(
    ids: &[String],
    catalogue: &Catalogue,
) -> Result<Option<Vec<medlint_core::catalog::FrameworkId>>, Failure> {
    let find = |id: &String| {
        let unknown = || Failure::unknown("framework", id, catalogue.nearest_framework(id), "frameworks");
        catalogue.framework(id).ok_or_else(unknown)
    };
    let found = ids.iter().map(find).collect::<Result<Vec<_>, _>>()?;
    Ok((!found.is_empty()).then_some(found))
}

/// The files that documents point to and that are there.
fn known_files(documents: &[Checked<'_>], root: &Path) -> KnownFiles {
    let mut files = KnownFiles::default();
    for path in lint::pointer_targets(documents) {
        if root.join(&path).exists() {
            files.insert(path);
        }
    }
    files.complete = true;
    files
}

/// A person wants paths that can be opened from where they stand.
fn show_from_here(run: &Run, documents: &mut [(Analysis, DocumentLint)], result: &mut SetLint) {
    let settings = &run.settings;
    for (analysis, _) in documents {
        analysis.path = settings.seen(&analysis.path);
    }
    for finding in &mut result.findings {
        if let Some(path) = &mut finding.path {
            *path = settings.seen(path);
        }
        for related in &mut finding.related {
            related.path = settings.seen(&related.path);
        }
    }
}

/// The text of a document, for excerpts. It is read again: few documents have findings with an excerpt, and thousands
/// of sources would fill the memory.
fn source_of(run: &Run, path: &str) -> Option<String> {
    let file = absolute(&run.settings.here, Path::new(path));
    let bytes = match (&run.stdin, run.walk.documents.first()) {
        (Some(bytes), Some(found)) if found.file == file => bytes.clone(),
        _ => fs::read(&file).ok()?,
    };
    if bytes.starts_with(b"\xEF\xBB\xBF") || bytes.contains(&0) {
        return Some(Document::read(path, &bytes).source);
    }
    String::from_utf8(bytes).map_or_else(|error| Some(Document::read(path, error.as_bytes()).source), Some)
}

/// The day in UTC; `None` when the clock is before 1970.
pub(crate) fn today() -> Option<Date> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    i64::try_from(seconds / 86_400).ok().and_then(Date::from_unix_days)
}
