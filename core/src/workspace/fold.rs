//! The fold of a workspace, kept from one change to the next.
//!
//! What [`Workspace::standing`] says is the definition. [`Workspace::update`] comes to the same in less time: after edits of documents
//! that are there already it redoes only what hangs on them.

use std::collections::{BTreeMap, BTreeSet};

use super::{CheckOptions, Kept, Standing, Workspace};
use crate::assess::{Assessment, KeptAssessment, Question};
use crate::config::Config;
use crate::detect::Analysis;
use crate::lint::{Checked, Context, KeptLint, KnownFiles, SetLint};

/// What an update changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Documents with other findings than before; those that are not looked at any more, too.
    pub documents: BTreeSet<String>,
    /// Documents with findings that are the same, but point to other places in other documents.
    pub moved: BTreeSet<String>,
    /// What is said of the set and of medlint.toml is different.
    pub rest: bool,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.moved.is_empty() && !self.rest
    }
}

/// What is kept of the fold, and what changed since.
#[derive(Debug, Default)]
pub(super) struct Fold {
    kept: Option<Folded>,
    /// There are other documents, or the configuration is another.
    other: bool,
    /// Documents that were put in anew.
    edited: BTreeSet<String>,
}

#[derive(Debug)]
struct Folded {
    options: CheckOptions,
    files: KnownFiles,
    /// The documents, in their order.
    paths: Vec<String>,
    assessment: KeptAssessment,
    lint: KeptLint,
}

impl Fold {
    /// Notes that there are other documents or another configuration.
    pub(super) fn forget(&mut self) {
        self.other = true;
        self.edited.clear();
    }

    /// Notes that a document was put in; `known`: in the place of another.
    pub(super) fn note(&mut self, path: &str, known: bool) {
        if !known {
            self.forget();
        } else if !self.other {
            self.edited.insert(path.to_owned());
        }
    }
}

/// The documents of a fold, in its order.
fn documents<'w>(entries: &'w BTreeMap<String, Kept>, paths: &[String]) -> Vec<Checked<'w>> {
    let mut paths = paths.iter().peekable();
    let mut found = Vec::with_capacity(paths.len());
    for (path, kept) in entries {
        if paths.peek() == Some(&path) {
            paths.next();
            found.push(kept.checked());
        }
    }
    found
}

/// What is asked of the documents.
fn question<'a>(config: &'a Config, workspace: &'a Workspace, options: &CheckOptions) -> Question<'a> {
    Question {
        profile: &config.profile,
        catalogue: &workspace.catalogue,
        decisions: &config.decisions,
        waivers: &config.waivers,
        today: options.today,
        selection: &config.selection,
    }
}

/// What set-level rules look at.
fn context<'a>(
    workspace: &'a Workspace,
    documents: &'a [Checked<'a>],
    assessment: &'a Assessment,
    options: &CheckOptions,
    files: &'a KnownFiles,
) -> Context<'a> {
    Context {
        documents,
        assessment,
        catalogue: &workspace.catalogue,
        profile: &workspace.config.profile,
        decisions: &workspace.config.decisions,
        waivers: &workspace.config.waivers,
        thresholds: &workspace.config.thresholds,
        today: options.today,
        whole_set: !options.part,
        files,
        config: workspace.config_name(),
    }
}

impl Folded {
    fn new(workspace: &Workspace, options: &CheckOptions) -> Self {
        let paths = workspace.entries.keys().filter(|path| workspace.config.is_included(path));
        let paths: Vec<String> = paths.cloned().collect();
        let documents = documents(&workspace.entries, &paths);
        let analyses: Vec<&Analysis> = documents.iter().map(|document| document.analysis).collect();
        let assessment = KeptAssessment::new(&analyses, &question(&workspace.config, workspace, options));
        let files = options.known_files();
        let lint = KeptLint::new(&context(workspace, &documents, assessment.assessment(), options, &files));
        Folded { options: options.clone(), files, paths, assessment, lint }
    }

    /// What is shown in a document.
    fn shown(&self, path: &str) -> Option<&SetLint> {
        let place = self.paths.binary_search_by(|known| known.as_str().cmp(path)).ok()?;
        self.lint.of_document(u32::try_from(place).ok()?)
    }

    /// Takes in that documents were edited.
    fn edit(&mut self, workspace: &Workspace, edited: &BTreeSet<String>) -> Changes {
        let mut changes = Changes::default();
        let documents = documents(&workspace.entries, &self.paths);
        let analyses: Vec<&Analysis> = documents.iter().map(|document| document.analysis).collect();
        let question = question(&workspace.config, workspace, &self.options);
        for path in edited {
            let Ok(place) = self.paths.binary_search(path) else { continue };
            let Ok(place) = u32::try_from(place) else { continue };
            let requirements = self.assessment.update(place, &analyses, &question);
            let context =
                context(workspace, &documents, self.assessment.assessment(), &self.options, &self.files);
            let different = self.lint.update(&context, place, &requirements);
            let named = |places: BTreeSet<u32>| {
                places.into_iter().filter_map(|place| self.paths.get(place as usize).cloned())
            };
            changes.documents.extend(named(different.documents));
            changes.moved.extend(named(different.moved));
            changes.rest |= different.rest;
        }
        changes.moved = &changes.moved - &changes.documents;
        changes
    }

    /// How this differs from what was before.
    fn changes(&self, before: Option<&Folded>) -> Changes {
        let Some(before) = before else {
            return Changes {
                documents: self.paths.iter().cloned().collect(),
                rest: true,
                ..Changes::default()
            };
        };
        let all = self.paths.iter().chain(&before.paths);
        let documents = all.filter(|path| self.shown(path) != before.shown(path)).cloned().collect();
        Changes { documents, rest: self.lint.rest() != before.lint.rest(), ..Changes::default() }
    }
}

impl Workspace {
    /// Folds what changed since the last time and says which findings are others now. What is kept then is what
    /// [`standing`](Self::standing) says with these options.
    pub fn update(&mut self, options: &CheckOptions) -> Changes {
        let edited = std::mem::take(&mut self.fold.edited);
        // Taken out: should anything panic on the way, all is folded anew the next time.
        let kept = self.fold.kept.take();
        let (folded, changes) = match kept {
            Some(mut kept) if !self.fold.other && kept.options == *options => {
                let changes = kept.edit(self, &edited);
                (kept, changes)
            }
            before => {
                let folded = Folded::new(self, options);
                let changes = folded.changes(before.as_ref());
                (folded, changes)
            }
        };
        self.fold.other = false;
        self.fold.kept = Some(folded);
        changes
    }

    /// What is shown in a document, as of the last [`update`](Self::update): findings, suppressed and waived ones. `None` for a document that
    /// was not there then or that the configuration leaves out.
    pub fn findings(&self, path: &str) -> Option<&SetLint> {
        self.fold.kept.as_ref()?.shown(path)
    }

    /// What is said of the set and of medlint.toml, as of the last [`update`](Self::update).
    pub fn findings_of_set(&self) -> Option<&SetLint> {
        self.fold.kept.as_ref().map(|kept| kept.lint.rest())
    }

    /// How the requirements stand, as of the last [`update`](Self::update). Evidence refers to [`assessed`](Self::assessed).
    pub fn assessment(&self) -> Option<&Assessment> {
        self.fold.kept.as_ref().map(|kept| kept.assessment.assessment())
    }

    /// The documents to which the assessment refers, in its order.
    pub fn assessed(&self) -> Vec<Checked<'_>> {
        self.fold.kept.as_ref().map_or(Vec::new(), |kept| documents(&self.entries, &kept.paths))
    }

    /// One of the [`assessed`](Self::assessed) documents, by its number.
    pub fn assessed_document(&self, number: u32) -> Option<Checked<'_>> {
        self.checked(self.fold.kept.as_ref()?.paths.get(number as usize)?)
    }

    /// All of it as one value, as of the last [`update`](Self::update).
    pub fn updated(&self) -> Option<Standing> {
        let kept = self.fold.kept.as_ref()?;
        let places = 0..u32::try_from(kept.paths.len()).unwrap_or(u32::MAX);
        let parts = places.filter_map(|place| kept.lint.of_document(place));
        let lint = SetLint::of_parts(parts.chain([kept.lint.rest()]));
        Some(Standing { assessment: kept.assessment.assessment().clone(), lint })
    }
}
