//! A set of documents that changes: keeps the analysis of each and redoes one when its text does.
//!
//! For whoever keeps documents open: the web page, an editor. It reads no file; texts are put in. What it says of the
//! set is what the command says of the same files.

use std::collections::BTreeMap;

use crate::assess::{Assessment, Date, assess};
use crate::catalog::{Catalogue, TopicId};
use crate::config::{Config, ConfigProblem};
use crate::detect::{self, Analysis, Inspected, KindGuess, KindReason, inspect};
use crate::document::Document;
use crate::lint::{self, Checked, DocumentLint, KnownFiles, SetLint};
use crate::report;

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

/// What a check needs to know besides documents and configuration.
#[derive(Debug, Clone, Default)]
pub struct CheckOptions {
    /// The day for which waivers are judged; without it nothing has expired.
    pub today: Option<Date>,
    /// Files that are there besides the documents, for links. `None`: not known.
    pub files: Option<Vec<String>>,
    /// The documents are only part of the set: nothing is said about what is missing from the whole.
    pub part: bool,
}

/// Documents, configuration and catalogue.
#[derive(Debug)]
pub struct Workspace {
    catalogue: Catalogue,
    config: Config,
    configured: bool,
    entries: BTreeMap<String, Entry>,
}

impl Default for Workspace {
    fn default() -> Self {
        Self::new(Catalogue::builtin())
    }
}

impl Workspace {
    /// Without documents and configuration.
    pub fn new(catalogue: Catalogue) -> Self {
        Workspace { catalogue, config: Config::default(), configured: false, entries: BTreeMap::new() }
    }

    /// The catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Takes a medlint.toml over; documents that it gives another kind are analysed anew. What is good in it counts,
    /// the rest comes back.
    pub fn configure(&mut self, toml: &str) -> Vec<ConfigProblem> {
        let (config, problems) = Config::parse(CONFIG_NAME, toml, &self.catalogue);
        self.config = config;
        self.configured = true;
        let (config, catalogue) = (&self.config, &self.catalogue);
        for entry in self.entries.values_mut() {
            let named = config.kind_for(&entry.document.path).is_some();
            let by_config = entry.analysis.kind.because == KindReason::Config;
            if named || by_config {
                let now = analyze(&entry.document, config, catalogue);
                if (now.kind.kind, now.kind.because)
                    != (entry.analysis.kind.kind, entry.analysis.kind.because)
                {
                    entry.lint = lint::document(&entry.document, &now, catalogue);
                    entry.analysis = now;
                }
            }
        }
        problems
    }

    /// Reads and analyses a document; it takes the place of the one with the same path.
    pub fn put(&mut self, path: &str, bytes: &[u8]) -> &Entry {
        let document = Document::read(path, bytes);
        let analysis = analyze(&document, &self.config, &self.catalogue);
        let lint = lint::document(&document, &analysis, &self.catalogue);
        let entry = Entry { document, analysis, lint };
        match self.entries.entry(path.to_owned()) {
            std::collections::btree_map::Entry::Occupied(mut place) => {
                place.insert(entry);
                place.into_mut()
            }
            std::collections::btree_map::Entry::Vacant(place) => place.insert(entry),
        }
    }

    /// Takes a document out; whether there was one.
    pub fn remove(&mut self, path: &str) -> bool {
        self.entries.remove(path).is_some()
    }

    /// Takes all documents out.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// A document.
    pub fn get(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// All documents, by path; those that `documents.include` and `documents.exclude` leave out, too.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(path, entry)| (path.as_str(), entry))
    }

    /// The documents that the configuration lets in.
    fn included(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|(path, _)| self.config.is_included(path)).map(|(_, entry)| entry)
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
        let documents: Vec<&Analysis> = self.included().map(|entry| &entry.analysis).collect();
        report(&report::Check {
            version,
            documents: &documents,
            catalogue: &self.catalogue,
            profile: &self.config.profile,
            decisions: &self.config.decisions,
            waivers: &self.config.waivers,
            assessment: &standing.assessment,
            lint: &standing.lint,
            min_severity: self.config.min_severity,
        })
    }

    /// Folds all analyses.
    pub fn standing(&self, options: &CheckOptions) -> Standing {
        let (config, catalogue) = (&self.config, &self.catalogue);
        let analyses: Vec<&Analysis> = self.included().map(|entry| &entry.analysis).collect();
        let checked: Vec<Checked<'_>> =
            self.included().map(|entry| Checked { analysis: &entry.analysis, lint: &entry.lint }).collect();
        let assessment = assess(
            &analyses,
            &config.profile,
            catalogue,
            &config.decisions,
            &config.waivers,
            options.today,
            &config.selection,
        );
        let mut files = KnownFiles::default();
        if let Some(known) = &options.files {
            known.iter().for_each(|path| files.insert(path));
            files.complete = true;
        }
        let lint = lint::set(&lint::Context {
            documents: &checked,
            assessment: &assessment,
            catalogue,
            profile: &config.profile,
            decisions: &config.decisions,
            waivers: &config.waivers,
            today: options.today,
            whole_set: !options.part,
            files: &files,
            config: self.configured.then_some(CONFIG_NAME),
        });
        Standing { assessment, lint }
    }

    /// What each document that the configuration lets in shows, as JSON.
    pub fn scan(&self, version: &str) -> String {
        let documents: Vec<&Analysis> = self.included().map(|entry| &entry.analysis).collect();
        report::json::scan(&documents, &self.catalogue, version)
    }
}

/// Analyses a document as the configuration wants it: the last of `documents.kinds` that matches its path tells its
/// kind, `other` means none of them.
pub fn analyze(document: &Document, config: &Config, catalogue: &Catalogue) -> Analysis {
    let glob = config.kind_for(&document.path);
    let mut analysis = detect::analyze(document, catalogue, glob.and_then(|glob| glob.kind));
    if let Some(glob) = glob
        && glob.kind.is_none()
        && analysis.kind.because != KindReason::FrontMatter
    {
        // `other`: none of the kinds, whatever the title says.
        analysis.kind =
            KindGuess { kind: None, because: KindReason::Config, detail: glob.pattern.as_str().to_owned() };
    }
    analysis
}
