//! What a check is compared with: a baseline file, or a revision of the repository.

use std::fs;
use std::io;
use std::path::Path;

use medlint_core::compare::{Comparison, Snapshot, baseline};
use medlint_core::document::Digest;
use medlint_core::report::InputFile;

use crate::assessed::{AssessedSet, Reading};
use crate::cache::Cache;
use crate::failure::Failure;
use crate::git::Revision;
use crate::input::Run;
use crate::output::{Terminal, reason};
use crate::paths::{absolute, seen_from, within};

/// What there is to compare with.
pub(crate) enum Base {
    /// A file of accepted findings.
    Baseline(BaselineFile),
    /// A revision, still to be read.
    Revision(Revision),
}

/// A baseline that was read.
pub(crate) struct BaselineFile {
    /// How reports name it.
    pub(crate) name: String,
    /// What it says.
    pub(crate) snapshot: Snapshot,
    digest: Digest,
}

impl Base {
    /// Finds what was asked for, before anything is analysed.
    ///
    /// # Errors
    /// When the file is no baseline, or git does not know the revision.
    pub(crate) fn find(
        baseline: Option<&Path>,
        since: Option<&str>,
        run: &Run,
    ) -> Result<Option<Base>, Failure> {
        let settings = &run.settings;
        if let Some(file) = baseline {
            return BaselineFile::read(file, &settings.here, &settings.root)
                .map(|file| Some(Base::Baseline(file)));
        }
        let open = |name| Revision::open(name, &settings.root).map(Base::Revision);
        since.map(open).transpose()
    }

    /// How a set differs from it. `choose` lets the command line outrank the configuration of then, too.
    ///
    /// # Errors
    /// When git cannot give the files of the revision.
    pub(crate) fn compare(
        self,
        now: &Snapshot,
        run: &Run,
        reading: &Reading,
        cache: &Cache,
        choose: impl Fn(&mut Run) -> Result<(), Failure>,
        terminal: &Terminal,
    ) -> Result<Comparison, Failure> {
        let partly = !run.walk.whole;
        match self {
            Base::Baseline(file) => Ok(Comparison::new(&file.name, &file.snapshot, now, partly)),
            Base::Revision(revision) => {
                let title = revision.title();
                let silent = terminal.silent();
                let mut then = Run::at_revision(&run.settings, revision, &silent)?;
                choose(&mut then)?;
                if then.settings.trouble {
                    terminal.warning(&format!(
                        "the configuration has mistakes in {title}; the comparison may be off"
                    ));
                }
                let base = AssessedSet::read(&then, reading, cache, &silent).snapshot(&then);
                Ok(Comparison::new(&title, &base, now, partly))
            }
        }
    }

    /// For the record of what a report depends on.
    pub(crate) fn input(&self) -> Option<InputFile> {
        match self {
            Base::Baseline(file) => {
                Some(InputFile { what: "baseline", path: file.name.clone(), digest: file.digest })
            }
            Base::Revision(_) => None,
        }
    }
}

impl BaselineFile {
    /// Reads it.
    ///
    /// # Errors
    /// When it is not there or no baseline.
    pub(crate) fn read(file: &Path, here: &Path, root: &Path) -> Result<Self, Failure> {
        let file = absolute(here, file);
        let seen = seen_from(here, &file);
        let bytes = fs::read(&file).map_err(|error| {
            let failure = Failure::new(format!("the baseline {seen} cannot be read: {}", reason(&error)));
            match error.kind() {
                io::ErrorKind::NotFound => failure.help("`medlint baseline` writes one"),
                _ => failure,
            }
        })?;
        let text = String::from_utf8_lossy(&bytes);
        let snapshot = baseline::read(&text).map_err(|error| {
            Failure::new(format!("{seen} is not a baseline: {error}"))
                .help("`medlint baseline` writes one; if two changes met in it, take either and run it again")
        })?;
        let name = within(root, &file).unwrap_or(seen);
        Ok(BaselineFile { digest: Digest::of(&bytes), name, snapshot })
    }
}
