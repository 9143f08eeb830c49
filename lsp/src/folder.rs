//! A set of documents with its medlint.toml: what the command would check in one run.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};

use medlint_core::assess::{Assessment, Date, Severity};
use medlint_core::catalog::{Catalogue, CatalogueError};
use medlint_core::config::{self, ConfigProblem};
use medlint_core::detect::Analysis;
use medlint_core::document::{Document, LineIndex, is_binary};
use medlint_core::draft::Scope;
use medlint_core::lint::{self, Finding, rule};
use medlint_core::workspace::{Changes, CheckOptions, Workspace};

use crate::client::Settings;
use crate::place::{Encoding, Places};
use crate::uri::{Key, child};

/// So many documents may be read again while what was said of the set stands.
const AGAIN: usize = 20;
/// The name of the configuration.
pub(crate) const CONFIG: &str = "medlint.toml";

/// A medlint.toml as it was read.
#[derive(Debug, Clone)]
pub(crate) struct ConfigText {
    pub(crate) text: String,
    pub(crate) lines: LineIndex,
    /// What is wrong in it.
    pub(crate) problems: Vec<ConfigProblem>,
}

/// A set of documents.
#[derive(Debug)]
pub(crate) struct Folder {
    /// Its URI as it is told to the client.
    pub(crate) uri: String,
    pub(crate) key: Key,
    pub(crate) workspace: Workspace,
    pub(crate) config: Option<ConfigText>,
    /// Something changed since.
    pub(crate) stale: bool,
    /// It has to be folded before anything else is read.
    pub(crate) urgent: bool,
    /// Its documents by path, as they were listed.
    pub(crate) documents: BTreeSet<String>,
    /// Open documents below it that were taken for its own before they were listed, and are not.
    pub(crate) strangers: BTreeSet<String>,
    /// Documents whose text is not read yet, by path.
    pub(crate) unread: VecDeque<String>,
    /// Documents whose text is being read.
    pub(crate) reading: BTreeSet<String>,
    /// Its medlint.toml and files that this names, as long as they are not here: documents have to wait for them.
    pub(crate) awaited: BTreeSet<String>,
    /// The documents are all there are; not so for a single file that was opened without a folder.
    pub(crate) whole: bool,
    /// Its documents were listed; before that nothing is said to be missing.
    pub(crate) listed: bool,
    /// All its documents were read once.
    settled: bool,
    /// Files besides the documents, for links; `None`: nobody has looked.
    pub(crate) others: Option<BTreeSet<String>>,
    /// Documents on which the engine gave up, with what it said.
    pub(crate) broken: BTreeMap<String, String>,
    /// The text of medlint.toml while files that it names are awaited.
    pub(crate) later: Option<String>,
    /// Texts of the organisation's own catalogue files, by their path as medlint.toml writes it.
    pub(crate) own: BTreeMap<String, Result<String, String>>,
    /// What documents point to, and whether it is there; `None` where nobody can tell.
    targets: BTreeMap<String, Option<bool>>,
    /// Documents whose pointers have not been looked at.
    pointing: BTreeSet<String>,
    /// The last fold was one of too few documents to say how they stand together.
    folded_in_part: bool,
}

/// A text with its lines.
#[derive(Debug, Clone)]
pub(crate) struct Text<'a> {
    pub(crate) source: &'a str,
    pub(crate) lines: Cow<'a, LineIndex>,
}

impl Text<'_> {
    /// Its places, in what a client counts.
    pub(crate) fn places(&self, encoding: Encoding) -> Places<'_> {
        Places { source: self.source, lines: &self.lines, encoding }
    }
}

impl Folder {
    pub(crate) fn new(uri: &str, whole: bool) -> Self {
        let uri = uri.trim_end_matches('/').to_owned();
        Folder {
            key: Key::of(&uri),
            uri,
            workspace: Workspace::default(),
            config: None,
            stale: true,
            urgent: false,
            documents: BTreeSet::new(),
            strangers: BTreeSet::new(),
            unread: VecDeque::new(),
            reading: BTreeSet::new(),
            awaited: BTreeSet::new(),
            whole,
            listed: false,
            settled: false,
            others: None,
            broken: BTreeMap::new(),
            later: None,
            own: BTreeMap::new(),
            targets: BTreeMap::new(),
            pointing: BTreeSet::new(),
            folded_in_part: true,
        }
    }

    /// The URI of a path in it.
    pub(crate) fn uri_of(&self, path: &str) -> String {
        child(&self.uri, path)
    }

    /// Whose questions drafts for it answer.
    pub(crate) fn scope(&self) -> Scope<'_> {
        let config = self.workspace.config();
        Scope {
            catalogue: self.workspace.catalogue(),
            profile: &config.profile,
            selection: &config.selection,
        }
    }

    /// Its name for people.
    pub(crate) fn name(&self) -> &str {
        self.key.name()
    }

    /// Not all documents are read yet.
    pub(crate) fn is_reading(&self) -> bool {
        !self.listed || !self.unread.is_empty() || !self.awaited.is_empty() || !self.reading.is_empty()
    }

    /// Too few of its documents are read to say how they stand together. A few that are read again are no reason to take
    /// back what was said.
    fn is_in_part(&self) -> bool {
        self.is_reading() && !(self.settled && self.unread.len() + self.reading.len() <= AGAIN)
    }

    /// Takes a medlint.toml over, or that there is none. Says whether the catalogue changed, so that every document has
    /// to be put again.
    pub(crate) fn configure(&mut self, text: Option<&str>, settings: &Settings) -> bool {
        self.stale = true;
        let had = !self.own.is_empty();
        let wanted: BTreeSet<String> =
            config::catalogue_files(text.unwrap_or_default()).into_iter().map(|file| file.path).collect();
        self.own.retain(|path, _| wanted.contains(path));
        let changed = had || !self.own.is_empty();
        let mut mistakes = Vec::new();
        if changed {
            let mut catalogue = Catalogue::builtin();
            let files: Vec<(&str, &str)> = self
                .own
                .iter()
                .filter_map(|(path, text)| Some((path.as_str(), text.as_deref().ok()?)))
                .collect();
            mistakes = catalogue.extend(&files);
            self.workspace = Workspace::new(catalogue);
        }
        let mut problems = match text {
            Some(text) => self.workspace.configure(text),
            None => {
                self.workspace.unconfigure();
                Vec::new()
            }
        };
        self.choose(settings);
        self.config = text.map(|text| {
            let lines = LineIndex::new(text);
            problems.extend(self.catalogue_problems(text, &lines, &mistakes));
            problems.sort_by_key(|problem| (problem.source.start, problem.source.end));
            ConfigText { text: text.to_owned(), lines, problems }
        });
        changed
    }

    /// The client's settings outrank medlint.toml, as options of the command do.
    fn choose(&mut self, settings: &Settings) {
        self.workspace.select(&settings.frameworks, &settings.levels);
    }

    /// What is wrong with the organisation's own catalogue files, at the place that names them.
    fn catalogue_problems(
        &self,
        text: &str,
        lines: &LineIndex,
        mistakes: &[CatalogueError],
    ) -> Vec<ConfigProblem> {
        let mut out = Vec::new();
        for file in config::catalogue_files(text) {
            let mut problem = |message: String| {
                let source = lines.line_range(text, file.line.saturating_sub(1));
                out.push(ConfigProblem {
                    path: CONFIG.to_owned(),
                    line: file.line,
                    column: file.column,
                    source,
                    key: "catalogue".to_owned(),
                    message,
                    suggestion: None,
                    severity: Severity::Error,
                });
            };
            if let Some(Err(reason)) = self.own.get(&file.path) {
                problem(format!("names the file `{}`, which cannot be read: {reason}", file.path));
            }
            for mistake in mistakes.iter().filter(|mistake| mistake.file == file.path) {
                let CatalogueError { line, key, message, .. } = mistake;
                problem(format!("`{}`, line {line}: {key}: {message}", file.path));
            }
        }
        out
    }

    /// Reads and analyses a text. Where the engine gives up, the document is taken out, and that is told.
    pub(crate) fn put(&mut self, path: &str, bytes: &[u8]) {
        self.stale = true;
        self.broken.remove(path);
        self.reading.remove(path);
        self.pointing.insert(path.to_owned());
        if is_binary(bytes) {
            self.workspace.remove(path);
            return;
        }
        let workspace = &mut self.workspace;
        let done = catch_unwind(AssertUnwindSafe(|| {
            #[cfg(test)]
            assert!(!path.ends_with("breaks-the-engine.md"), "broken on purpose");
            workspace.read(path, bytes);
        }));
        if let Err(panic) = done {
            let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
            let words = words.or_else(|| panic.downcast_ref::<String>().cloned());
            self.workspace.remove(path);
            self.broken.insert(path.to_owned(), words.unwrap_or_else(|| "no reason given".to_owned()));
        }
    }

    /// Somebody writes in a document: all of it is kept, and what an edit does not touch is not analysed again.
    pub(crate) fn open(&mut self, path: &str) {
        self.workspace.open(path);
    }

    /// Nobody writes in it any more.
    pub(crate) fn close(&mut self, path: &str) {
        self.workspace.close(path);
    }

    /// Takes a document out.
    pub(crate) fn remove(&mut self, path: &str) {
        self.stale |= self.workspace.remove(path) | self.broken.remove(path).is_some();
        self.unread.retain(|unread| unread != path);
        self.reading.remove(path);
    }

    /// The next document to be read, once nothing has to come before.
    pub(crate) fn next_unread(&mut self) -> Option<String> {
        let path = if self.awaited.is_empty() { self.unread.pop_front()? } else { return None };
        self.reading.insert(path.clone());
        Some(path)
    }

    /// Folds what changed. Gives the documents whose findings are others now; `""` stands for those of the whole set.
    pub(crate) fn fold(
        &mut self,
        today: Option<Date>,
        exists: &mut dyn FnMut(&str) -> Option<bool>,
    ) -> BTreeSet<String> {
        (self.stale, self.urgent) = (false, false);
        let in_part = self.is_in_part();
        self.settled |= !self.is_reading();
        let options = CheckOptions { today, files: self.known_files(exists), part: !self.whole || in_part };
        let Changes { mut documents, moved, rest } = self.workspace.update(&options);
        documents.extend(moved);
        if rest {
            documents.insert(String::new());
        }
        if std::mem::replace(&mut self.folded_in_part, in_part) != in_part {
            // What nobody could tell before can be told now.
            documents.extend(self.workspace.included().map(|(path, _)| path.to_owned()));
        }
        documents
    }

    /// The findings of a document, of medlint.toml, or with `""` of the whole set, as of the last fold.
    pub(crate) fn findings<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Finding> {
        // What documents lack that are not all read yet nobody can tell.
        let can_tell = |finding: &Finding| {
            !self.folded_in_part || rule(finding.code).is_none_or(|rule| rule.scope == lint::Scope::Document)
        };
        let of_document = self.workspace.findings(path);
        let of_set = if of_document.is_none() { self.workspace.findings_of_set() } else { None };
        let here = move |finding: &&Finding| finding.path.as_deref().unwrap_or_default() == path;
        let all = of_document.into_iter().flat_map(|lint| &lint.findings);
        all.chain(of_set.into_iter().flat_map(|lint| &lint.findings).filter(here))
            .filter(move |f| can_tell(f))
    }

    /// How the requirements stand, as of the last fold.
    pub(crate) fn assessment(&self) -> Option<&Assessment> {
        self.workspace.assessment()
    }

    /// The text of a document or of medlint.toml with its lines.
    pub(crate) fn text(&self, path: &str) -> Option<Text<'_>> {
        if let Some(entry) = self.workspace.get(path) {
            let Document { source, lines, .. } = &entry.document;
            return Some(Text { source, lines: Cow::Borrowed(lines) });
        }
        if let Some(config) = self.config.as_ref().filter(|_| path == CONFIG) {
            return Some(Text { source: &config.text, lines: Cow::Borrowed(&config.lines) });
        }
        let source = self.workspace.source(path)?;
        Some(Text { source, lines: Cow::Owned(LineIndex::new(source)) })
    }

    /// A document and what it shows. One that is not open is read again.
    pub(crate) fn document(&self, path: &str) -> Option<(Cow<'_, Document>, &Analysis)> {
        if let Some(entry) = self.workspace.get(path) {
            return Some((Cow::Borrowed(&entry.document), &entry.analysis));
        }
        let document = Document::read(path, self.workspace.source(path)?.as_bytes());
        Some((Cow::Owned(document), self.workspace.checked(path)?.analysis))
    }

    /// The files that documents point to and that are there; `None` where nobody can tell.
    fn known_files(&mut self, exists: &mut dyn FnMut(&str) -> Option<bool>) -> Option<Vec<String>> {
        for path in std::mem::take(&mut self.pointing) {
            let Some(document) = self.workspace.checked(&path) else { continue };
            for target in lint::pointer_targets(&[document]) {
                if self.targets.contains_key(&target) {
                    continue;
                }
                let known = match &self.others {
                    Some(others) => Some(others.contains(&target)),
                    None => exists(&self.uri_of(&target)),
                };
                self.targets.insert(target, known);
            }
        }
        let there = self.targets.iter().filter(|(_, there)| **there == Some(true));
        let there = there.map(|(path, _)| path.clone()).collect();
        self.targets.values().all(Option::is_some).then_some(there)
    }

    /// Files came or went: what documents point to is looked up anew.
    pub(crate) fn forget_targets(&mut self) {
        self.targets.clear();
        self.pointing = self.workspace.documents().map(|(path, _)| path.to_owned()).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_that_breaks_the_engine_is_told_and_the_others_stay() {
        let mut folder = Folder::new("file:///device", true);
        folder.put("plan.md", b"# Plan\n");
        folder.put("breaks-the-engine.md", b"# Plan\n");
        assert_eq!(folder.broken.get("breaks-the-engine.md").map(String::as_str), Some("broken on purpose"));
        assert_eq!(folder.workspace.documents().count(), 1);
        folder.put("plan.md", b"# Plan\n\nTBD\n");
        assert!(folder.stale);
    }
}
