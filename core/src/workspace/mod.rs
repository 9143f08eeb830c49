//! A set of documents that changes: keeps the analysis of each and redoes one when its text does.
//!
//! For whoever keeps documents open: the web page, an editor. It reads no file; texts are put in. What it says of the
//! set is what the command says of the same files. Documents in which somebody writes are opened: an edit of them costs
//! what it changes. Of others no more need be kept than what the set is folded from.

mod fold;

use std::collections::{BTreeMap, btree_map};

use crate::assess::{Assessment, Date, assess};
use crate::catalog::{Catalogue, KindId, Level, TopicId};
use crate::config::{Config, ConfigProblem};
use crate::detect::kind::{Clues, recognise_by};
use crate::detect::{self, Analysis, Inspected, KindGuess, KindReason, Memory, inspect};
use crate::document::{Digest, Document};
use crate::lint::{self, Checked, DocumentLint, KnownFiles, SetLint};
use crate::report::{self, InputFile};
pub use fold::Changes;
use fold::Fold;

/// The name of the configuration in reports.
pub const CONFIG_NAME: &str = "medlint.toml";

/// A document with what was found out about it.
#[derive(Debug)]
pub struct Entry {
    /// As it was read.
    pub document: Document,
    /// What it shows.
    pub analysis: Analysis,
    /// What can be said of it alone.
    pub lint: DocumentLint,
}

/// How the whole set stands.
#[derive(Debug)]
pub struct Standing {
    /// How the requirements stand.
    pub assessment: Assessment,
    /// What was found.
    pub lint: SetLint,
}

/// What is known of a set of documents from outside them.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// The day for which waivers are judged; without it nothing has expired.
    pub today: Option<Date>,
    /// The documents are all there are. Otherwise nothing is said about what is missing from the set.
    pub whole_set: bool,
    /// Files that exist besides the documents.
    pub files: &'a KnownFiles,
    /// How reports name the configuration, if there is one.
    pub config: Option<&'a str>,
}

impl Standing {
    /// Folds finished analyses: requirements first, then what is to be said.
    pub fn of(
        documents: &[Checked<'_>],
        config: &Config,
        catalogue: &Catalogue,
        around: &Surroundings<'_>,
    ) -> Self {
        let Surroundings { today, whole_set, files, config: name } = *around;
        let Config { profile, decisions, waivers, thresholds, selection, .. } = config;
        let analyses: Vec<&Analysis> = documents.iter().map(|document| document.analysis).collect();
        let assessment = assess(&analyses, profile, catalogue, decisions, waivers, today, selection);
        let lint = lint::set(&lint::Context {
            documents,
            assessment: &assessment,
            catalogue,
            profile,
            decisions,
            waivers,
            thresholds,
            today,
            whole_set,
            files,
            config: name,
        });
        Standing { assessment, lint }
    }

    /// All that a report needs. `documents` are those that were folded, in the same order.
    pub fn report<'a>(
        &'a self,
        version: &'a str,
        documents: &'a [&'a Analysis],
        config: &'a Config,
        catalogue: &'a Catalogue,
    ) -> report::Check<'a> {
        report::Check {
            version,
            documents,
            catalogue,
            profile: &config.profile,
            decisions: &config.decisions,
            waivers: &config.waivers,
            assessment: &self.assessment,
            lint: &self.lint,
            min_severity: config.min_severity,
            comparison: None,
            inputs: &[],
        }
    }
}

/// What a check needs to know besides documents and configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckOptions {
    /// The day for which waivers are judged; without it nothing has expired.
    pub today: Option<Date>,
    /// Files that are there besides the documents, for links. `None`: not known.
    pub files: Option<Vec<String>>,
    /// The documents are only part of the set: nothing is said about what is missing from the whole.
    pub part: bool,
}

/// What is kept of a document.
#[derive(Debug)]
enum Kept {
    /// All of it.
    Whole(Box<Entry>),
    /// What the set is folded from.
    Outline(Box<Outline>),
}

/// What is kept of a document in which nobody writes.
#[derive(Debug)]
struct Outline {
    analysis: Analysis,
    lint: DocumentLint,
    /// What its kind is recognised by.
    clues: Clues,
    /// Its text, for places in it.
    source: Box<str>,
}

impl From<Entry> for Kept {
    fn from(entry: Entry) -> Kept {
        let Entry { document, mut analysis, lint } = entry;
        // Why evidence is evidence is told of a document that somebody looks at, not of the set.
        for evidence in analysis.topics.iter_mut().flat_map(|topic| &mut topic.evidence) {
            evidence.because = Vec::new();
        }
        let clues = Clues::of(&document);
        Kept::Outline(Box::new(Outline { analysis, lint, clues, source: document.source.into_boxed_str() }))
    }
}

impl Kept {
    fn checked(&self) -> Checked<'_> {
        match self {
            Kept::Whole(entry) => Checked { analysis: &entry.analysis, lint: &entry.lint },
            Kept::Outline(outline) => Checked { analysis: &outline.analysis, lint: &outline.lint },
        }
    }

    fn whole(&self) -> Option<&Entry> {
        match self {
            Kept::Whole(entry) => Some(entry),
            Kept::Outline(_) => None,
        }
    }

    /// Recognises the kind again.
    fn recognise(&mut self, config: &Config, catalogue: &Catalogue) {
        let (analysis, clues) = match self {
            Kept::Whole(entry) => (&mut entry.analysis, &Clues::of(&entry.document)),
            Kept::Outline(outline) => (&mut outline.analysis, &outline.clues),
        };
        let wanted = wanted_kind(&analysis.path, config);
        analysis.kind = recognise_by(clues, catalogue, wanted, &analysis.topics);
        note_other(analysis, config);
    }
}

/// Documents, configuration and catalogue.
#[derive(Debug)]
pub struct Workspace {
    catalogue: Catalogue,
    config: Config,
    /// medlint.toml, if there is one, for the record.
    inputs: Vec<InputFile>,
    entries: BTreeMap<String, Kept>,
    /// What is remembered of documents in which somebody writes.
    open: BTreeMap<String, Memory>,
    fold: Fold,
}

impl Default for Workspace {
    fn default() -> Self {
        Self::new(Catalogue::builtin())
    }
}

impl Workspace {
    /// Without documents and configuration.
    pub fn new(catalogue: Catalogue) -> Self {
        Workspace {
            catalogue,
            config: Config::default(),
            inputs: Vec::new(),
            entries: BTreeMap::new(),
            open: BTreeMap::new(),
            fold: Fold::default(),
        }
    }

    /// The catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The files besides the documents that results depend on, for the record.
    pub fn inputs(&self) -> &[InputFile] {
        &self.inputs
    }

    /// How reports name the configuration, if there is one.
    fn config_name(&self) -> Option<&'static str> {
        (!self.inputs.is_empty()).then_some(CONFIG_NAME)
    }

    /// Takes a medlint.toml over; the kind of documents that it says something else of is recognised anew. What is good
    /// in it counts, the rest comes back.
    pub fn configure(&mut self, toml: &str) -> Vec<ConfigProblem> {
        let (config, problems) = Config::parse(CONFIG_NAME, toml, &self.catalogue);
        let digest = Digest::of(toml.as_bytes());
        let file = InputFile { what: "configuration", path: CONFIG_NAME.to_owned(), digest };
        self.take_over(config, vec![file]);
        problems
    }

    /// There is no medlint.toml any more.
    pub fn unconfigure(&mut self) {
        self.take_over(Config::default(), Vec::new());
    }

    /// Asks about these frameworks and levels only, whatever medlint.toml says; none: as it says. Words that are none are
    /// left out. Counts until the next configuration.
    pub fn select(&mut self, frameworks: &[String], levels: &[String]) {
        let frameworks: Vec<_> = frameworks.iter().filter_map(|id| self.catalogue.framework(id)).collect();
        if !frameworks.is_empty() {
            self.config.selection.frameworks = Some(frameworks);
        }
        let levels: Vec<Level> = levels.iter().filter_map(|id| Level::from_id(id)).collect();
        if !levels.is_empty() {
            self.config.selection.levels = levels;
        }
        self.fold.forget();
    }

    fn take_over(&mut self, config: Config, inputs: Vec<InputFile>) {
        let before = std::mem::replace(&mut self.config, config);
        self.inputs = inputs;
        self.fold.forget();
        let (config, catalogue) = (&self.config, &self.catalogue);
        let rule = |config: &Config, path: &str| {
            config.kind_for(path).map(|glob| (glob.kind, glob.pattern.as_str().to_owned()))
        };
        for kept in self.entries.values_mut() {
            let path = &kept.checked().analysis.path;
            if rule(&before, path) != rule(config, path) {
                kept.recognise(config, catalogue);
            }
        }
    }

    /// Says that somebody writes in a document: from the next [`put`](Self::put) on, so much is remembered of it that an edit costs
    /// what it changes.
    pub fn open(&mut self, path: &str) {
        self.open.entry(path.to_owned()).or_default();
    }

    /// Says that nobody writes in a document any more: only what the set is folded from is kept of it.
    pub fn close(&mut self, path: &str) {
        self.open.remove(path);
        if let Some(kept) = self.entries.remove(path) {
            let outline = match kept {
                Kept::Whole(entry) => Kept::from(*entry),
                outline @ Kept::Outline(_) => outline,
            };
            self.entries.insert(path.to_owned(), outline);
        }
    }

    /// Reads and analyses a document and keeps all of it; it takes the place of the one with the same path.
    pub fn put(&mut self, path: &str, bytes: &[u8]) -> &Entry {
        let entry = self.entry(path, bytes);
        self.fold.note(path, self.entries.contains_key(path));
        match self.keep(path, Kept::Whole(Box::new(entry))) {
            Kept::Whole(entry) => entry,
            Kept::Outline(_) => unreachable!("a whole entry was put in"),
        }
    }

    /// Reads and analyses a document and keeps only what the set is folded from, unless it is open.
    pub fn read(&mut self, path: &str, bytes: &[u8]) -> Checked<'_> {
        if self.open.contains_key(path) {
            let Entry { analysis, lint, .. } = self.put(path, bytes);
            return Checked { analysis, lint };
        }
        let outline = Kept::from(self.entry(path, bytes));
        self.fold.note(path, self.entries.contains_key(path));
        self.keep(path, outline).checked()
    }

    /// Reads a document again of which only the outline is kept, so that all of it is there until it is read or closed the next
    /// time. Nothing that was said of the set changes by that.
    pub fn look_at(&mut self, path: &str) -> Option<&Entry> {
        if let Kept::Outline(outline) = self.entries.get(path)? {
            let (source, digest) = (outline.source.clone(), outline.analysis.digest);
            let mut entry = self.entry(path, source.as_bytes());
            // Of the bytes that it was once read from, which may not have been UTF-8.
            (entry.document.digest, entry.analysis.digest) = (digest, digest);
            self.keep(path, Kept::Whole(Box::new(entry)));
        }
        self.get(path)
    }

    fn keep(&mut self, path: &str, kept: Kept) -> &Kept {
        match self.entries.entry(path.to_owned()) {
            btree_map::Entry::Occupied(mut place) => {
                place.insert(kept);
                place.into_mut()
            }
            btree_map::Entry::Vacant(place) => place.insert(kept),
        }
    }

    fn entry(&mut self, path: &str, bytes: &[u8]) -> Entry {
        let document = Document::read(path, bytes);
        let analysis = match self.open.get_mut(path) {
            Some(memory) => analyze_again(memory, &document, &self.config, &self.catalogue),
            None => analyze(&document, &self.config, &self.catalogue),
        };
        let lint = lint::document(&document, &analysis, &self.catalogue);
        Entry { document, analysis, lint }
    }

    /// Takes a document out; whether there was one.
    pub fn remove(&mut self, path: &str) -> bool {
        self.open.remove(path);
        self.fold.forget();
        self.entries.remove(path).is_some()
    }

    /// Takes all documents out.
    pub fn clear(&mut self) {
        self.open.clear();
        self.fold.forget();
        self.entries.clear();
    }

    /// A document of which all is kept.
    pub fn get(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)?.whole()
    }

    /// What is kept of every document: what it shows, and what can be said of it alone.
    pub fn checked(&self, path: &str) -> Option<Checked<'_>> {
        self.entries.get(path).map(Kept::checked)
    }

    /// The text of a document as it was decoded.
    pub fn source(&self, path: &str) -> Option<&str> {
        Some(match self.entries.get(path)? {
            Kept::Whole(entry) => &entry.document.source,
            Kept::Outline(outline) => &outline.source,
        })
    }

    /// All documents, by path; those that `documents.include` and `documents.exclude` leave out, too.
    pub fn documents(&self) -> impl Iterator<Item = (&str, Checked<'_>)> {
        self.entries.iter().map(|(path, kept)| (path.as_str(), kept.checked()))
    }

    /// All documents of which all is kept, by path; those that `documents.include` and `documents.exclude` leave out, too.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().filter_map(|(path, kept)| Some((path.as_str(), kept.whole()?)))
    }

    /// The documents that the configuration lets in, by path: those that are assessed.
    pub fn included(&self) -> impl Iterator<Item = (&str, Checked<'_>)> {
        self.documents().filter(|(path, _)| self.config.is_included(path))
    }

    /// How a document's statements stand to a topic.
    pub fn inspect(&self, path: &str, topic: TopicId) -> Option<Vec<Inspected>> {
        Some(inspect(&self.get(path)?.document, &self.catalogue, topic))
    }

    /// Folds all analyses and hands what came out of it to `report`.
    pub fn check<T>(
        &self,
        version: &str,
        options: &CheckOptions,
        report: impl FnOnce(&report::Check<'_>) -> T,
    ) -> T {
        let standing = self.standing(options);
        let documents: Vec<&Analysis> = self.included().map(|(_, document)| document.analysis).collect();
        let check = standing.report(version, &documents, &self.config, &self.catalogue);
        report(&report::Check { inputs: &self.inputs, ..check })
    }

    /// Folds all analyses.
    pub fn standing(&self, options: &CheckOptions) -> Standing {
        let checked: Vec<Checked<'_>> = self.included().map(|(_, document)| document).collect();
        let files = options.known_files();
        let around = Surroundings {
            today: options.today,
            whole_set: !options.part,
            files: &files,
            config: self.config_name(),
        };
        Standing::of(&checked, &self.config, &self.catalogue, &around)
    }

    /// What each document that the configuration lets in shows, as JSON; without reasons where not all is kept.
    pub fn scan(&self, version: &str) -> String {
        let documents: Vec<&Analysis> = self.included().map(|(_, document)| document.analysis).collect();
        report::json::scan(&documents, &self.catalogue, version)
    }
}

impl CheckOptions {
    fn known_files(&self) -> KnownFiles {
        let mut files = KnownFiles::default();
        if let Some(known) = &self.files {
            known.iter().for_each(|path| files.insert(path));
            files.complete = true;
        }
        files
    }
}

/// Analyses a document as the configuration wants it: the last of `documents.kinds` that matches its path tells its
/// kind, `other` means none of them.
pub fn analyze(document: &Document, config: &Config, catalogue: &Catalogue) -> Analysis {
    let mut analysis = detect::analyze(document, catalogue, wanted_kind(&document.path, config));
    note_other(&mut analysis, config);
    analysis
}

/// The same, with what is remembered of the document before an edit.
fn analyze_again(
    memory: &mut Memory,
    document: &Document,
    config: &Config,
    catalogue: &Catalogue,
) -> Analysis {
    let wanted = wanted_kind(&document.path, config);
    let mut analysis = detect::analyze_again(memory, document, catalogue, wanted);
    note_other(&mut analysis, config);
    analysis
}

/// The kind that the configuration gives a document.
fn wanted_kind(path: &str, config: &Config) -> Option<KindId> {
    config.kind_for(path)?.kind
}

/// `other`: none of the kinds, whatever the title says.
fn note_other(analysis: &mut Analysis, config: &Config) {
    if let Some(glob) = config.kind_for(&analysis.path)
        && glob.kind.is_none()
        && analysis.kind.because != KindReason::FrontMatter
    {
        analysis.kind =
            KindGuess { kind: None, because: KindReason::Config, detail: glob.pattern.as_str().to_owned() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = "[documents]\nkinds = [{ glob = \"a.md\", kind = \"threat-model\" }]\n";
    const OTHER: &str = "[documents]\nkinds = [{ glob = \"*.md\", kind = \"other\" }]\n";

    #[test]
    fn it_does_not_matter_whether_documents_or_configuration_come_first() {
        let text = b"# Security test plan\n\nThe laboratory tests each interface by fuzzing for 24 hours.\n";
        let mut kept = Workspace::default();
        kept.put("a.md", text);
        kept.put("b.md", b"# Notes\n\nNothing yet.\n");
        for toml in [PLAN, OTHER, "", PLAN, ""] {
            let mut fresh = Workspace::default();
            fresh.configure(toml);
            fresh.put("a.md", text);
            fresh.put("b.md", b"# Notes\n\nNothing yet.\n");
            kept.configure(toml);
            for (path, entry) in kept.entries() {
                let expected = fresh.get(path).map(|entry| format!("{entry:?}"));
                assert_eq!(Some(format!("{entry:?}")), expected, "{path} with {toml:?}");
            }
            let options = CheckOptions::default();
            let json = |workspace: &Workspace| workspace.check("0", &options, report::json::check);
            assert_eq!(json(&kept), json(&fresh), "{toml:?}");
        }
    }
}
