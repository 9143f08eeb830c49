//! `medlint diff`: what is different between two states of a set: files that `check --format json` wrote, or revisions.

use std::fs;

use medlint_core::compare::{Comparison, Snapshot};
use medlint_core::report;

use crate::args::{DiffArgs, DiffFormat};
use crate::assessed::{AssessedSet, Reading, today};
use crate::cache::Cache;
use crate::destination;
use crate::failure::{Failure, Outcome};
use crate::git::Revision;
use crate::input::Run;
use crate::output::{Terminal, reason};
use crate::paths::{absolute, seen_from};
use crate::settings::Settings;

/// Runs the command.
pub(crate) fn run(args: &DiffArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let (base_name, base) = state(&args.before, args, terminal)?;
    let (name, now) = state(&args.after, args, terminal)?;
    let comparison = Comparison::new(&base_name, &base, &now, false);
    let text = match args.format {
        DiffFormat::Text => report::diff::text(&comparison, &name, &terminal.out),
        DiffFormat::Json => report::diff::json(&comparison, &name),
        DiffFormat::Markdown => report::diff::markdown(&comparison, &name),
    };
    match &args.output {
        None => terminal.print(&text)?,
        Some(file) => {
            let here = std::env::current_dir().unwrap_or_default();
            destination::write(&absolute(&here, file), text.as_bytes(), &here)?;
        }
    }
    Ok(Outcome::Clean)
}

/// A state by its name: a file if there is one of that name, else a revision.
fn state(name: &str, args: &DiffArgs, terminal: &Terminal) -> Result<(String, Snapshot), Failure> {
    let here = std::env::current_dir()
        .map_err(|error| Failure::new(format!("the current folder cannot be read: {}", reason(&error))))?;
    let file = absolute(&here, std::path::Path::new(name));
    if file.is_file() {
        let seen = seen_from(&here, &file);
        let bytes = fs::read(&file)
            .map_err(|error| Failure::new(format!("{seen} cannot be read: {}", reason(&error))))?;
        let snapshot = Snapshot::read(&String::from_utf8_lossy(&bytes)).map_err(|error| {
            Failure::new(format!("{seen} is not the result of a check: {error}"))
                .help("`medlint check --output json=FILE` writes one")
        })?;
        return Ok((seen, snapshot));
    }
    let silent = terminal.silent();
    let settings = Settings::load(&[], args.config.as_deref(), &silent)?;
    let revision = Revision::open(name, &settings.root).map_err(|failure| {
        let message = format!("there is no file `{name}`, and {}", failure.message);
        Failure { message, ..failure }
    })?;
    let title = revision.title();
    let run = Run::at_revision(&settings, revision, &silent)?;
    if run.settings.trouble {
        terminal.warning(&format!("the configuration has mistakes in {title}; the comparison may be off"));
    }
    let reading = Reading { threads: args.threads, today: args.today.or_else(today) };
    let cache = Cache::open(&args.cache, &run.settings);
    let set = AssessedSet::read(&run, &reading, &cache, &silent);
    // What is on the disk now is kept, too: it is what is asked about most.
    cache.save(false);
    Ok((title, set.snapshot(&run)))
}
