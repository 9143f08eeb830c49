//! `medlint scan`: which topics documents show.

use medlint_core::catalog::TopicId;
use medlint_core::detect::Analysis;
use medlint_core::report;

use crate::args::{ReportFormat, ScanArgs};
use crate::documents;
use crate::failure::{Failure, Outcome};
use crate::input::Run;
use crate::output::Terminal;
use crate::walk::Found;

const DEFAULTS: &str = "every document is scanned";

/// Runs the command.
pub(crate) fn run(args: &ScanArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    if args.why.is_some() && args.format == ReportFormat::Json {
        return Err(Failure::new("`--why` explains in text; it cannot be used with `--format json`"));
    }
    let run = Run::begin(&args.input, DEFAULTS, terminal)?;
    let catalogue = &run.settings.catalogue;
    let topic = match &args.why {
        None => None,
        Some(id) => Some(catalogue.topic(id).ok_or_else(|| {
            Failure::unknown("topic", id, catalogue.nearest_topic(id), "topics")
        })?),
    };
    match (args.format, topic) {
        (_, Some(topic)) => explain(args, &run, topic, terminal),
        (ReportFormat::Json, None) => json(args, &run, terminal),
        (ReportFormat::Text, None) => text(args, &run, terminal),
    }
}

/// One report for all documents.
fn json(args: &ScanArgs, run: &Run, terminal: &Terminal) -> Result<Outcome, Failure> {
    let (config, catalogue) = (&run.settings.config, &run.settings.catalogue);
    let mut analyses: Vec<Analysis> = Vec::new();
    let work = |found: &Found, bytes: &[u8]| documents::analyze(found, bytes, config, catalogue).1;
    let tally = run.each(args.input.threads, "scanned", terminal, &work, |analysis, _| {
        analyses.push(analysis);
        true
    });
    for analysis in &analyses {
        tell_notices(&run.settings.seen(&analysis.path), analysis, terminal);
    }
    let analyses: Vec<&Analysis> = analyses.iter().collect();
    terminal.print(&report::json::scan(&analyses, catalogue, env!("CARGO_PKG_VERSION")))?;
    Ok(Outcome::of_trouble(tally.trouble))
}

/// Each document as soon as it was read.
fn text(args: &ScanArgs, run: &Run, terminal: &Terminal) -> Result<Outcome, Failure> {
    let (config, catalogue, style) = (&run.settings.config, &run.settings.catalogue, terminal.out);
    let work = |found: &Found, bytes: &[u8]| {
        let mut analysis = documents::analyze(found, bytes, config, catalogue).1;
        analysis.path = run.settings.seen(&found.path);
        let text = report::text::scan(&[&analysis], catalogue, &style);
        (analysis, text)
    };
    write_each(args, run, terminal, &work)
}

/// How a topic got its state in each document.
fn explain(args: &ScanArgs, run: &Run, topic: TopicId, terminal: &Terminal) -> Result<Outcome, Failure> {
    let (config, catalogue, style) = (&run.settings.config, &run.settings.catalogue, terminal.out);
    let work = |found: &Found, bytes: &[u8]| {
        let (_document, mut analysis) = documents::analyze(found, bytes, config, catalogue);
        analysis.path = run.settings.seen(&found.path);
        let mut text = report::text::why(&analysis, topic, catalogue, &style);
        text.push('\n');
        (analysis, text)
    };
    write_each(args, run, terminal, &work)
}

fn write_each(
    args: &ScanArgs,
    run: &Run,
    terminal: &Terminal,
    work: &(dyn Fn(&Found, &[u8]) -> (Analysis, String) + Sync),
) -> Result<Outcome, Failure> {
    let mut written = Ok(());
    let tally = run.each(args.input.threads, "scanned", terminal, work, |(analysis, text), progress| {
        progress.clear();
        tell_notices(&analysis.path, &analysis, terminal);
        written = terminal.print(&text);
        written.is_ok() && !terminal.is_closed()
    });
    written.map(|()| Outcome::of_trouble(tally.trouble))
}

/// What the reader noticed; `check` has findings for it.
fn tell_notices(path: &str, analysis: &Analysis, terminal: &Terminal) {
    for notice in &analysis.notices {
        terminal.warning(&format!("{path}: {}", notice.message));
    }
}
