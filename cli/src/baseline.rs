//! `medlint baseline`: accepts what is found today, so that from now on only new and worse findings fail.

use std::path::Path;

use medlint_core::compare::{Comparison, baseline};

use crate::args::BaselineArgs;
use crate::assessed::{AssessedSet, Reading, today};
use crate::base::BaselineFile;
use crate::cache::Cache;
use crate::destination;
use crate::failure::{Failure, Outcome};
use crate::input::Run;
use crate::output::Terminal;
use crate::paths::{absolute, seen_from};
use crate::settings::Defaults;

const DEFAULTS: Defaults = Defaults {
    what: "every document is checked against all frameworks, with nothing known of the device",
    only_choose_files: false,
};

/// Runs the command.
pub(crate) fn run(args: &BaselineArgs, terminal: &Terminal) -> Result<Outcome, Failure> {
    let run = Run::begin(&args.input, &DEFAULTS, terminal)?;
    let (here, root) = (&run.settings.here, &run.settings.root);
    let file = match &args.output {
        Some(file) => absolute(here, file),
        None => root.join(baseline::FILE_NAME),
    };
    let old = args.prune.then(|| BaselineFile::read(&file, here, root)).transpose()?;
    if !run.walk.whole {
        return Err(Failure::new("a baseline is about the whole set of documents, not about a part of it")
            .help("name the folder of medlint.toml, or no path at all from there"));
    }
    let reading = Reading { threads: args.input.threads, today: args.today.or_else(today) };
    let cache = Cache::open(&args.cache, &run.settings);
    let set = AssessedSet::read(&run, &reading, &cache, terminal);
    cache.save(true);
    if set.tally.trouble {
        terminal.help("no baseline was written, because it would not be about all documents");
        return Ok(Outcome::Trouble);
    }
    let now = set.snapshot(&run);
    let seen = seen_from(here, &file);
    let text = match &old {
        None => {
            let text = baseline::write(&now);
            save(&file, &text, here)?;
            let open = now.requirements.iter().filter(|r| baseline::is_open(&r.status)).count();
            let counts = set.report(&run, |check| check.counts());
            format!("Wrote {seen}: {}, {open} requirements open.\n", counted(counts))
        }
        Some(old) => {
            let comparison = Comparison::new(&old.name, &old.snapshot, &now, false);
            let pruned = baseline::prune(&old.snapshot, &comparison);
            save(&file, &baseline::write(&pruned), here)?;
            let gone = old.snapshot.findings.len() - pruned.findings.len();
            format!(
                "Wrote {seen}: {gone} entries taken out that no longer occur, {} left.\n",
                pruned.findings.len()
            )
        }
    };
    terminal.print(&text)?;
    Ok(Outcome::Clean)
}

fn save(file: &Path, text: &str, here: &Path) -> Result<(), Failure> {
    destination::write(file, text.as_bytes(), here)
}

fn counted([errors, warnings, infos]: [usize; 3]) -> String {
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    format!("{}, {}, {}", count(errors, "error"), count(warnings, "warning"), count(infos, "note"))
}
