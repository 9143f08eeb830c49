//! `medlint scan`: which topics documents show. Each document is written as soon as it was read.

use medlint_core::catalog::TopicId;
use medlint_core::detect::{self, Analysis};
use medlint_core::document::Document;
use medlint_core::report;

use crate::args::{ReportFormat, ScanArgs};
use crate::documents;
use crate::failure::{Failure, Outcome};
use crate::input::Run;
use crate::output::Terminal;
use crate::settings::Defaults;
use crate::walk::Found;

const DEFAULTS: Defaults = Defaults { what: "every document is scanned", only_choose_files: true };

/// What is written of a document, and what its reader noticed.
struct Written {
    text: String,
    notices: Vec<String>,
}

/// Runs the command.
pub(crate) fn run(args: &ScanArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    if args.why.is_some() && args.format == ReportFormat::Json {
        return Err(Failure::new("`--why` explains in text; it cannot be used with `--format json`"));
    }
    let run = Run::begin(&args.input, &DEFAULTS, terminal)?;
    let catalogue = &run.settings.catalogue;
    let topic = match &args.why {
        None => None,
        Some(id) => {
            let unknown = || Failure::unknown("topic", id, catalogue.nearest_topic(id), "topics");
            Some(catalogue.topic(id).ok_or_else(unknown)?)
        }
    };
    match (args.format, topic) {
        (_, Some(topic)) => explain(args, &run, topic, terminal),
        (ReportFormat::Json, None) => json(args, &run, terminal),
        (ReportFormat::Text, None) => text(args, &run, terminal),
    }
}

fn json(args: &ScanArgs, run: &Run, terminal: &Terminal) -> Result<Outcome, Failure> {
    let catalogue = &run.settings.catalogue;
    terminal.print(&report::json::scan_begin(catalogue, env!("CARGO_PKG_VERSION")))?;
    let outcome = write_each(args, run, terminal, ",", &|_, analysis| {
        report::json::scan_document(analysis, catalogue)
    })?;
    terminal.print(report::json::scan_end())?;
    Ok(outcome)
}

fn text(args: &ScanArgs, run: &Run, terminal: &Terminal) -> Result<Outcome, Failure> {
    let (settings, style) = (&run.settings, terminal.out);
    write_each(args, run, terminal, "", &|_, analysis| {
        analysis.path = settings.seen(&analysis.path);
        report::text::scan(&[analysis], &settings.catalogue, &style)
    })
}

/// How a topic got its state in each document.
fn explain(args: &ScanArgs, run: &Run, topic: TopicId, terminal: &Terminal) -> Result<Outcome, Failure> {
    let (settings, style) = (&run.settings, terminal.out);
    write_each(args, run, terminal, "", &|document, analysis| {
        analysis.path = settings.seen(&analysis.path);
        let statements = detect::inspect(document, &settings.catalogue, topic);
        let mut text = report::text::why(analysis, &statements, topic, &settings.catalogue, &style);
        text.push('\n');
        text
    })
}

/// Writes each document, with something between them.
fn write_each(
    args: &ScanArgs,
    run: &Run,
    terminal: &Terminal,
    between: &str,
    write: &(dyn Fn(&Document, &mut Analysis) -> String + Sync),
) -> Result<Outcome, Failure> {
    let settings = &run.settings;
    let work = |found: &Found, bytes: &[u8]| {
        let (document, mut analysis) =
            documents::analyze(found, bytes, &settings.config, &settings.catalogue);
        let path = settings.seen(&analysis.path);
        let notices = analysis.notices.iter().map(|notice| format!("{path}: {}", notice.message)).collect();
        Written { text: write(&document, &mut analysis), notices }
    };
    let (mut result, mut first) = (Ok(()), true);
    let tally = run.each(args.input.threads, "scanned", terminal, &work, |written, progress| {
        progress.clear();
        // `check` has findings for these.
        written.notices.iter().for_each(|notice| terminal.warning(notice));
        let before = if std::mem::take(&mut first) { "" } else { between };
        result = terminal.print(&format!("{before}{}", written.text));
        result.is_ok() && !terminal.is_closed()
    });
    result.map(|()| Outcome::of_trouble(tally.trouble))
}
