//! `medlint check`: what is missing or weak in a set of documents, and what got worse.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use medlint_core::catalog::Catalogue;
use medlint_core::compare::{Comparison, baseline};
use medlint_core::config::Config;
use medlint_core::document::{Digest, Document};
use medlint_core::report::text::Style;
use medlint_core::report::{self, Format, manifest, markdown};

use crate::args::{CheckArgs, CheckFormat};
use crate::assessed::{AssessedSet, Reading, today};
use crate::base::Base;
use crate::cache::Cache;
use crate::destination;
use crate::documents;
use crate::failure::{Failure, Outcome};
use crate::input::{Run, Source};
use crate::output::Terminal;
use crate::paths::{absolute, seen_from};
use crate::settings::{Defaults, Settings};
use crate::watch;

const DEFAULTS: Defaults = Defaults {
    what: "every document is checked against all frameworks, with nothing known of the device",
    only_choose_files: false,
};

/// Runs the command.
pub(crate) fn run(args: &CheckArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut cache = None;
    if args.watch {
        return watch::run(&args.input, terminal, || once(args, &mut cache, terminal));
    }
    let outcome = once(args, &mut cache, terminal).map(|(outcome, _)| outcome);
    // The program ends here. To give back the memory of thousands of documents piece by piece would take longer than to read
    // them from the cache.
    std::mem::forget(cache);
    outcome
}

/// One check, and where its documents are. The cache is opened the first time.
fn once(
    args: &CheckArgs,
    cache: &mut Option<Cache>,
    terminal: &Terminal,
) -> Result<(Outcome, Settings), Failure> {
    let mut run = Run::begin(&args.input, &DEFAULTS, terminal)?;
    let outputs = outputs(args, &run.settings.here)?;
    let epoch = crate::pipeline::source_date_epoch(terminal);
    choose(args, &mut run.settings.config, &run.settings.catalogue)?;
    let base = Base::find(args.baseline.as_deref(), args.since.as_deref(), &run)?;
    let reading = Reading { threads: args.input.threads, today: args.today.or_else(today) };
    let cache = cache.get_or_insert_with(|| Cache::open(&args.cache, &run.settings));
    let mut set = AssessedSet::read(&run, &reading, cache, terminal);

    let mut inputs = run.settings.inputs();
    inputs.extend(base.as_ref().and_then(Base::input));
    let comparison = match base {
        None => None,
        Some(base) => {
            let again = |then: &mut Run| choose(args, &mut then.settings.config, &then.settings.catalogue);
            Some(base.compare(&set.snapshot(&run), &run, &reading, cache, again, terminal)?)
        }
    };
    cache.save(run.walk.whole && matches!(run.source, Source::Disk));
    let (comparison, inputs) = (comparison.as_ref(), &inputs[..]);
    let link_base = args.link_base.as_ref().map(|base| {
        let folder = crate::pipeline::folder_in_repository(&run.settings.root);
        if folder.is_empty() { base.clone() } else { format!("{base}{}/", folder.replace(' ', "%20")) }
    });
    let link_base = link_base.as_deref();
    // What people read at the terminal names places as seen from there, so it comes last.
    let mut written = Vec::new();
    let text = args.format == CheckFormat::Text;
    let printed = set.report(&run, |check| -> Result<Option<String>, Failure> {
        let check = report::Check { comparison, inputs, ..check };
        let made = Made { check, run: &run, reading: &reading, link_base, folder: &run.settings.root, epoch };
        for (format, file) in &outputs {
            let report = made.write(*format, &written, &Style::plain());
            destination::write(file, report.as_bytes(), &run.settings.here)?;
            let seen = seen_from(&run.settings.here, file);
            written.push((format.id(), seen, Digest::of(report.as_bytes())));
        }
        Ok((!text).then(|| made.write(args.format, &written, &terminal.out)))
    })?;
    if let Some(report) = printed {
        terminal.print(&report)?;
    } else {
        if run.settings.here != run.settings.root {
            show_from_here(&run, &mut set);
        }
        // To a person at the terminal it was said already why nothing was read.
        if set.tally.read > 0 {
            let report = set.report(&run, |check| {
                let check = report::Check { comparison, inputs, ..check };
                let made = Made {
                    check,
                    run: &run,
                    reading: &reading,
                    link_base,
                    folder: &run.settings.here,
                    epoch,
                };
                made.write(args.format, &written, &terminal.out)
            });
            terminal.print(&report)?;
        }
    }
    let worst = set.report(&run, |check| report::Check { comparison, ..check }.worst());
    let slack = comparison.is_some_and(|comparison| args.check_baseline && tell_slack(comparison, terminal));
    let fails = run.settings.config.fail_on.fails(worst) || slack;
    let outcome = match (set.tally.trouble, fails) {
        (true, _) => Outcome::Trouble,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    };
    if !args.watch {
        // As the cache in `run`.
        std::mem::forget(set);
    }
    Ok((outcome, run.settings))
}

/// The files to write, the manifest last: it has the hashes of the others.
fn outputs(args: &CheckArgs, here: &Path) -> Result<Vec<(CheckFormat, PathBuf)>, Failure> {
    let mut outputs: Vec<(CheckFormat, PathBuf)> =
        args.output.iter().map(|output| (output.format, absolute(here, &output.file))).collect();
    let mut files = BTreeSet::new();
    for (_, file) in &outputs {
        if !files.insert(file.clone()) {
            let message = format!("two reports are to be written to {}", seen_from(here, file));
            return Err(Failure::new(message).help("give each --output a file of its own"));
        }
    }
    outputs.sort_by_key(|(format, _)| *format == CheckFormat::Manifest);
    Ok(outputs)
}

/// A result to be written.
struct Made<'a> {
    check: report::Check<'a>,
    run: &'a Run,
    reading: &'a Reading,
    /// Where files can be seen.
    link_base: Option<&'a str>,
    /// The folder that paths are relative to.
    folder: &'a Path,
    /// The time that is to stand in files that have one.
    epoch: Option<u64>,
}

impl Made<'_> {
    /// The report in a format. `written` are the reports that are there already.
    fn write(
        &self,
        format: CheckFormat,
        written: &[(&'static str, String, Digest)],
        style: &Style,
    ) -> String {
        let whole_set = self.run.walk.whole;
        match format {
            CheckFormat::Text => {
                let write = if whole_set { report::text::check } else { report::text::check_part };
                write(&self.check, &|path| source_of(self.run, self.folder, path), style)
            }
            CheckFormat::File(Format::Markdown) => markdown::linked(&self.check, whole_set, self.link_base),
            CheckFormat::File(format) => format.write(&self.check, whole_set),
            CheckFormat::Pipeline(format) => {
                let root = crate::pipeline::folder_in_repository(&self.run.settings.root);
                let around = report::pipeline::Circumstances { whole_set, made: self.epoch, root: &root };
                format.write(&self.check, &around)
            }
            CheckFormat::Manifest => {
                let run = manifest::Run {
                    binary: binary(),
                    today: self.reading.today.map(|day| day.to_string()),
                    fail_on: self.run.settings.config.fail_on.id(),
                    outputs: written.to_vec(),
                };
                manifest::manifest(&self.check, &run)
            }
        }
    }
}

/// Hash of the program that runs.
fn binary() -> Option<Digest> {
    let bytes = fs::read(std::env::current_exe().ok()?).ok()?;
    Some(Digest::of(&bytes))
}

/// Says which entries of the baseline no longer occur, and whether there are any.
fn tell_slack(comparison: &Comparison, terminal: &Terminal) -> bool {
    /// So many are named.
    const MOST: usize = 10;
    let closed = baseline::closed(comparison);
    let gone = comparison.gone.iter().map(|finding| {
        let place = finding.path.as_deref().unwrap_or("the set as a whole");
        format!("{place}: {} {}", finding.code, finding.message)
    });
    let all: Vec<String> =
        gone.chain(closed.into_iter().map(|id| format!("{id} is not open any more"))).collect();
    if all.is_empty() {
        return false;
    }
    let mut message = format!("{} of {} no longer occur", all.len(), comparison.base);
    for entry in all.iter().take(MOST) {
        message.push_str(&format!("\n  {}", entry.lines().next().unwrap_or_default()));
    }
    if all.len() > MOST {
        message.push_str(&format!("\n  and {} more", all.len() - MOST));
    }
    terminal.error(&message);
    terminal.help("`medlint baseline --prune` takes them out, so that they cannot come back unseen");
    true
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

/// A person wants paths that can be opened from where they stand.
fn show_from_here(run: &Run, set: &mut AssessedSet) {
    let settings = &run.settings;
    for (analysis, _) in &mut set.documents {
        analysis.path = settings.seen(&analysis.path);
    }
    for finding in &mut set.standing.lint.findings {
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
fn source_of(run: &Run, folder: &Path, path: &str) -> Option<String> {
    let file = absolute(folder, Path::new(path));
    let bytes = match (&run.source, run.walk.documents.first()) {
        (Source::Stdin(bytes), Some(found)) if found.file == file => bytes.clone(),
        _ => documents::read(&file).ok()?,
    };
    if bytes.starts_with(b"\xEF\xBB\xBF") || bytes.contains(&0) {
        return Some(Document::read(path, &bytes).source);
    }
    String::from_utf8(bytes).map_or_else(|error| Some(Document::read(path, error.as_bytes()).source), Some)
}
