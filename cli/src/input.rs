//! From arguments to documents: what `check` and `scan` have in common.

use std::io::Read as _;
use std::path::PathBuf;

use crate::args::Input;
use crate::documents::{self, Outcome};
use crate::failure::Failure;
use crate::nothing;
use crate::output::{Terminal, reason};
use crate::paths::within;
use crate::progress::Progress;
use crate::settings::{Defaults, Settings, tell_problems};
use crate::unmatched::Unmatched;
use crate::walk::{self, Found, Remark, Walk};

/// What standard input is called when nobody says.
const STDIN: &str = "stdin.md";

/// A run over documents.
pub(crate) struct Run {
    /// Root, configuration, catalogue.
    pub(crate) settings: Settings,
    /// The documents that are to be read, and what was left out.
    pub(crate) walk: Walk,
    /// What stands on standard input, if that is what is to be read.
    pub(crate) stdin: Option<Vec<u8>>,
    /// Something that was asked for could not be read.
    trouble: bool,
}

/// How reading went.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// How many documents were read.
    pub(crate) read: usize,
    /// Files that are no text.
    pub(crate) binaries: Vec<String>,
    /// Something could not be read.
    pub(crate) trouble: bool,
}

impl Run {
    /// Finds the configuration and the documents, and tells what is to be told of both. `defaults` says what is done
    /// without a configuration.
    ///
    /// # Errors
    /// When there is nothing to begin with: configurations that contradict each other, no standard input.
    pub(crate) fn begin(args: &Input, defaults: &Defaults, terminal: &Terminal) -> Result<Run, Failure> {
        let name = args.stdin_filename.clone().unwrap_or_else(|| PathBuf::from(STDIN));
        let paths = if args.stdin { std::slice::from_ref(&name) } else { &args.paths };
        let settings = Settings::load(paths, args.config.as_deref(), terminal)?;
        settings.tell(defaults, terminal);
        if args.stdin {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| {
                Failure::new(format!("standard input cannot be read: {}", reason(&error)))
            })?;
            let file = settings.paths.first().cloned().unwrap_or(name);
            let path = within(&settings.root, &file).unwrap_or_else(|| file.to_string_lossy().into_owned());
            let walk = Walk { documents: vec![Found { path, file }], ..Walk::default() };
            return Ok(Run { trouble: settings.trouble, settings, walk, stdin: Some(bytes) });
        }
        let mut unmatched = Unmatched::new(&settings.config);
        let walk = walk::walk(&settings, &mut unmatched);
        if let Some(file) = settings.file.as_ref().filter(|file| file.at_root)
            && settings.paths.contains(&settings.root)
        {
            tell_problems(unmatched.problems(file), file, &settings.here, terminal);
        }
        let mut trouble = settings.trouble;
        for remark in &walk.remarks {
            match remark {
                Remark::Error(message) => terminal.error(message),
                Remark::Warning(message) => terminal.warning(message),
            }
            trouble |= matches!(remark, Remark::Error(_));
        }
        Ok(Run { settings, walk, stdin: None, trouble })
    }

    /// Reads all documents and hands over what `work` makes of them, in the order of their paths. `take` says whether to
    /// go on. Then tells what could not be read, and when nothing was.
    pub(crate) fn each<T: Send>(
        &self,
        threads: Option<std::num::NonZeroUsize>,
        verb: &str,
        terminal: &Terminal,
        work: &(dyn Fn(&Found, &[u8]) -> T + Sync),
        mut take: impl FnMut(T, &mut Progress<'_>) -> bool,
    ) -> Tally {
        let mut tally = Tally { trouble: self.trouble, ..Tally::default() };
        let mut sort = |file: &Found, outcome: Outcome<T>, progress: &mut Progress<'_>| {
            let mut say = |speak: fn(&Terminal, &str), message: String| {
                progress.clear();
                speak(terminal, &format!("{} {message}", self.settings.seen(&file.path)));
            };
            match outcome {
                Outcome::Read { result, empty } => {
                    if empty {
                        say(Terminal::warning, "is empty".to_owned());
                    }
                    tally.read += 1;
                    return take(result, progress);
                }
                Outcome::Binary => tally.binaries.push(file.path.clone()),
                Outcome::Unreadable(why) => {
                    tally.trouble = true;
                    say(Terminal::error, format!("cannot be read: {why}"));
                }
                Outcome::Broken(why) => {
                    tally.trouble = true;
                    let issues = concat!(env!("CARGO_PKG_REPOSITORY"), "/issues");
                    say(
                        Terminal::error,
                        format!("was not read because of an error in medlint ({why}); please tell {issues}"),
                    );
                }
            }
            true
        };
        let files = &self.walk.documents;
        match (&self.stdin, files.first()) {
            (Some(bytes), Some(file)) => {
                let mut progress = Progress::new(terminal, 1);
                sort(file, documents::look(file, bytes, work), &mut progress);
            }
            _ => {
                let threads = documents::threads(threads, files.len());
                documents::each(files, threads, terminal, work, &mut sort);
            }
        }
        nothing::tell_left_out(self, &tally, terminal);
        if tally.read == 0 {
            tally.trouble = true;
            nothing::tell_nothing_read(self, &tally, verb, terminal);
        }
        tally
    }
}
