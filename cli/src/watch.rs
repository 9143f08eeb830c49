//! `--watch`: the same again after each change.
//!
//! Files are looked at twice a second rather than waited for: so exactly those count that a check reads (what .gitignore
//! names is left alone), and it works on network drives and in containers, where no news of changes arrive.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use crate::args::Input;
use crate::failure::{Failure, Outcome};
use crate::output::Terminal;
use crate::paths::seen_from;
use crate::settings::{FILE_NAME, Settings};
use crate::unmatched::Unmatched;
use crate::walk;

/// How often files are looked at.
const PACE: Duration = Duration::from_millis(400);
/// How long after a change another one is waited for: editors write several files, and git many.
const QUIET: Duration = Duration::from_millis(120);
/// So many files are named.
const MOST: usize = 3;

/// Time and size of files, by path.
type Seen = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

/// Does `check` now and after each change, until the reader goes away. It says where the documents are.
///
/// # Errors
/// When the first check fails. Later ones, with half a medlint.toml say, are told and waited for.
pub(crate) fn run(
    input: &Input,
    terminal: &Terminal,
    mut check: impl FnMut() -> Result<(Outcome, Settings), Failure>,
) -> Result<Outcome, Failure> {
    let (mut outcome, mut settings) = check()?;
    // Only now it is known where the documents are. Later on it is what stood there before the check began, so that
    // nothing that changes meanwhile is missed.
    let mut before = look(&settings, input.config.as_deref());
    loop {
        if terminal.is_closed() {
            return Ok(outcome);
        }
        terminal.note(&format!("watching {}; Ctrl-C ends it", files(before.len())));
        let changed = wait(&mut before, &settings, input.config.as_deref());
        terminal.note(&format!("changed: {}", names(&changed, &settings.here)));
        match check() {
            Ok((now, at)) => (outcome, settings) = (now, at),
            Err(failure) => terminal.failure(&failure),
        }
    }
}

/// Waits for a change and for the quiet after it; says what changed.
fn wait(before: &mut Seen, settings: &Settings, config: Option<&Path>) -> Vec<PathBuf> {
    loop {
        thread::sleep(PACE);
        let mut now = look(settings, config);
        if now == *before {
            continue;
        }
        loop {
            thread::sleep(QUIET);
            let later = look(settings, config);
            if later == now {
                break;
            }
            now = later;
        }
        let all = before.keys().chain(now.keys().filter(|path| !before.contains_key(*path)));
        let changed: Vec<PathBuf> = all.filter(|path| before.get(*path) != now.get(*path)).cloned().collect();
        *before = now;
        if !changed.is_empty() {
            return changed;
        }
    }
}

/// The files that a check depends on, as far as their names are known: documents and medlint.toml.
fn look(settings: &Settings, config: Option<&Path>) -> Seen {
    let found = walk::walk(settings, &mut Unmatched::new(&settings.config)).documents;
    let config = match (config, &settings.file) {
        (Some(named), _) => settings.here.join(named),
        (None, Some(file)) => file.path.clone(),
        (None, None) => settings.root.join(FILE_NAME),
    };
    let own = settings.inputs().into_iter().map(|input| settings.root.join(input.path));
    let all = found.into_iter().map(|found| found.file).chain([config]).chain(own);
    let about = |file: &Path| {
        let about = fs::metadata(file).ok()?;
        Some((about.modified().ok()?, about.len()))
    };
    all.map(|file| (file.clone(), about(&file))).collect()
}

fn files(n: usize) -> String {
    if n == 1 { "1 file".to_owned() } else { format!("{n} files") }
}

fn names(changed: &[PathBuf], here: &Path) -> String {
    let mut names: Vec<String> = changed.iter().take(MOST).map(|file| seen_from(here, file)).collect();
    if changed.len() > MOST {
        names.push(format!("{} more", changed.len() - MOST));
    }
    names.join(", ")
}
