//! A set of documents that was read, analysed and folded: of the disk, of standard input, or of a revision.

use std::num::NonZeroUsize;
use std::time::{SystemTime, UNIX_EPOCH};

use medlint_core::assess::Date;
use medlint_core::compare::Snapshot;
use medlint_core::detect::Analysis;
use medlint_core::lint::{self, Checked, DocumentLint, KnownFiles};
use medlint_core::report;
use medlint_core::workspace::{Standing, Surroundings};

use crate::cache::{self, Cache};
use crate::documents;
use crate::input::{Run, Source, Tally};
use crate::output::Terminal;
use crate::walk::Found;

/// Version of the command and the engine, as reports name it.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How a set is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    /// How many documents at the same time.
    pub(crate) threads: Option<NonZeroUsize>,
    /// The day for which waivers are judged.
    pub(crate) today: Option<Date>,
}

/// The set.
pub(crate) struct AssessedSet {
    /// The documents, by path.
    pub(crate) documents: Vec<(Analysis, DocumentLint)>,
    /// How all of them together stand.
    pub(crate) standing: Standing,
    /// How reading went.
    pub(crate) tally: Tally,
}

impl AssessedSet {
    /// Reads the documents of a run; `verb` says what is done to them.
    pub(crate) fn read(run: &Run, reading: &Reading, cache: &Cache, terminal: &Terminal) -> AssessedSet {
        let (config, catalogue) = (&run.settings.config, &run.settings.catalogue);
        let mut documents: Vec<(Analysis, DocumentLint)> = Vec::new();
        let hash = catalogue.hash();
        let work = |found: &Found, bytes: &[u8]| {
            let look = || {
                let (document, mut analysis) = documents::analyze(found, bytes, config, catalogue);
                let lint = lint::document(&document, &analysis, catalogue);
                forget_details(&mut analysis);
                (analysis, lint)
            };
            cache.get(cache::key(&hash, &found.path, &kind_told(&found.path, run), bytes), look)
        };
        let tally = run.each(reading.threads, "checked", terminal, &work, |result, _| {
            documents.push(result);
            true
        });
        let checked: Vec<Checked<'_>> =
            documents.iter().map(|(analysis, lint)| Checked { analysis, lint }).collect();
        let around = Surroundings {
            today: reading.today,
            whole_set: run.walk.whole,
            files: &known_files(&checked, run),
            config: run.settings.file.as_ref().map(|file| file.name.as_str()),
        };
        let standing = Standing::of(&checked, config, catalogue, &around);
        AssessedSet { documents, standing, tally }
    }

    /// Hands all that there is to report to `write`.
    pub(crate) fn report<T>(&self, run: &Run, write: impl FnOnce(report::Check<'_>) -> T) -> T {
        let analyses: Vec<&Analysis> = self.documents.iter().map(|(analysis, _)| analysis).collect();
        write(self.standing.report(VERSION, &analyses, &run.settings.config, &run.settings.catalogue))
    }

    /// What is remembered of it.
    pub(crate) fn snapshot(&self, run: &Run) -> Snapshot {
        self.report(run, |check| Snapshot::of(&check))
    }
}

/// What the configuration says of a document's kind, and in which words.
fn kind_told(path: &str, run: &Run) -> String {
    let (config, catalogue) = (&run.settings.config, &run.settings.catalogue);
    let told = config.kind_for(path).map(|glob| {
        let kind = glob.kind.map_or("other", |kind| &*catalogue[kind].id);
        format!("{kind} {}", glob.pattern.as_str())
    });
    told.unwrap_or_default()
}

/// Why evidence is evidence, and what is weaker than that which gives a topic its state, is the business of `scan`; here it
/// would fill memory and cache when there are many documents.
fn forget_details(analysis: &mut Analysis) {
    for topic in &mut analysis.topics {
        topic.evidence.retain(|evidence| evidence.state == topic.state);
        topic.evidence.iter_mut().for_each(|evidence| evidence.because = Vec::new());
    }
}

/// The files that documents point to and that are there.
fn known_files(documents: &[Checked<'_>], run: &Run) -> KnownFiles {
    let root = &run.settings.root;
    let mut files = KnownFiles::default();
    for path in lint::pointer_targets(documents) {
        let is_there = match &run.source {
            Source::Revision(revision, _) => revision.has(&path),
            Source::Disk | Source::Stdin(_) => root.join(&path).exists(),
        };
        if is_there {
            files.insert(path);
        }
    }
    files.complete = true;
    files
}

/// The day in UTC: that of SOURCE_DATE_EPOCH where a build is to be repeatable, else today. `None` when the clock is
/// before 1970.
pub(crate) fn today() -> Option<Date> {
    let asked =
        std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse::<u64>().ok());
    let now = || Some(SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs());
    let seconds = asked.or_else(now)?;
    i64::try_from(seconds / 86_400).ok().and_then(Date::from_unix_days)
}
