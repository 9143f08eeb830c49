//! From arguments to documents: what `check` and `scan` have in common.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;

use crate::args::Input;
use crate::documents::{self, Outcome};
use crate::failure::Failure;
use crate::git::Revision;
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
    /// Where they are read.
    pub(crate) source: Source,
    /// Something that was asked for could not be read.
    trouble: bool,
}

/// Where documents are read.
pub(crate) enum Source {
    /// The disk.
    Disk,
    /// Standard input: one document, already read.
    Stdin(Vec<u8>),
    /// A revision, with what is in each document by its path in reports.
    Revision(Revision, BTreeMap<String, Vec<u8>>),
}

impl Source {
    /// What is in a document.
    ///
    /// # Errors
    /// As the disk says.
    pub(crate) fn read(&self, found: &Found) -> std::io::Result<Vec<u8>> {
        match self {
            Self::Disk => documents::read(&found.file),
            Self::Stdin(bytes) => Ok(bytes.clone()),
            Self::Revision(_, files) => {
                files.get(&found.path).cloned().ok_or_else(|| std::io::ErrorKind::NotFound.into())
            }
        }
    }
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
            return Ok(Run { trouble: settings.trouble, settings, walk, source: Source::Stdin(bytes) });
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
        Ok(Run { settings, walk, source: Source::Disk, trouble })
    }

    /// A run over what was committed in a revision, for the paths of these settings. Nothing is told of it: the user asked about the present.
    ///
    /// # Errors
    /// When git cannot give the files.
    pub(crate) fn at_revision(
        settings: &Settings,
        revision: Revision,
        terminal: &Terminal,
    ) -> Result<Run, Failure> {
        let settings = settings.at_revision(&revision, terminal)?;
        let walk = walk::walk_revision(&settings, &revision)?;
        let files = revision.read(walk.documents.iter().map(|found| found.path.as_str()))?;
        Ok(Run { trouble: settings.trouble, settings, walk, source: Source::Revision(revision, files) })
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
        let threads = documents::threads(threads, files.len());
        documents::each(files, &|found| self.source.read(found), threads, terminal, work, &mut sort);
        nothing::tell_left_out(self, &tally, terminal);
        if tally.read == 0 {
            tally.trouble = true;
            nothing::tell_nothing_read(self, &tally, verb, terminal);
        }
        tally
    }
}
