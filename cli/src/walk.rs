//! Which files are documents of the set. The result does not depend on the order in which the disk lists them.
//!
//! `.gitignore` counts, but only that of the repository, not the settings of the user, so that everybody gets the same
//! set. Symbolic links are not walked through; a link to a file of the root is read where its target is not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, WalkBuilder};

use crate::failure::Failure;
use crate::git::Revision;
use crate::output::reason;
use crate::paths::within;
use crate::settings::{FILE_NAME, Settings};
use crate::unmatched::Unmatched;

/// Extensions of documents.
const DOCUMENTS: [&str; 13] = [
    "md", "markdown", "mdown", "mkd", "mkdn", "mdx", "qmd", "txt", "text", "rst", "rest", "adoc", "asciidoc",
];
/// Extensions of documents that medlint cannot read; they are counted, so that nobody takes them for checked.
const OTHER_FORMATS: [&str; 15] = [
    "doc", "docx", "htm", "html", "ipynb", "odp", "ods", "odt", "pdf", "ppt", "pptx", "rtf", "tex", "xls",
    "xlsx",
];
/// Beginnings of names that are texts, but no documents of a device.
const NOT_OURS: [&str; 10] = [
    "licence",
    "license",
    "copying",
    "notice.",
    "notice-",
    "cmakelists.txt",
    "requirements.txt",
    "requirements-",
    "robots.txt",
    "constraints.txt",
];
/// Folders of other people's files.
const FOREIGN: [&str; 2] = ["node_modules", "bower_components"];

/// A document to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its path relative to the root, with forward slashes.
    pub(crate) path: String,
    /// Where to read it.
    pub(crate) file: PathBuf,
}

/// What is worth telling about a path that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Remark {
    /// It could not be read.
    Error(String),
    /// It was left out on purpose, perhaps not on that of the user.
    Warning(String),
}

/// The documents, and what was left out.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    /// The documents, by path.
    pub(crate) documents: Vec<Found>,
    /// All documents of the set were asked for.
    pub(crate) whole: bool,
    /// What to tell, by path.
    pub(crate) remarks: Vec<Remark>,
    /// Documents that the configuration leaves out, with the reason.
    pub(crate) excluded: Vec<(String, String)>,
    /// How many files have each of the formats that cannot be read.
    pub(crate) other_formats: BTreeMap<&'static str, usize>,
    /// Texts that are no documents of a device.
    pub(crate) not_ours: usize,
    /// Folders with a medlint.toml of their own, which are sets of their own.
    pub(crate) apart: Vec<PathBuf>,
}

/// Looks for documents below the paths of a run. Patterns of the configuration that match nothing are left in
/// `unmatched`.
pub(crate) fn walk(settings: &Settings, unmatched: &mut Unmatched) -> Walk {
    let mut walker = Walker::new(settings, unmatched);
    let mut whole = false;
    for path in &settings.paths {
        match fs::metadata(path) {
            Err(error) => walker.trouble(path, &reason(&error)),
            Ok(about) if about.is_dir() => {
                whole |= is_whole(settings, path);
                walker.folder(path);
            }
            Ok(_) => walker.named(path),
        }
    }
    walker.links();
    walker.finish(whole)
}

/// The same in a revision: what was committed there and would be read if it were on the disk. Links are not followed.
///
/// # Errors
/// When git cannot give the files.
pub(crate) fn walk_revision(settings: &Settings, revision: &Revision) -> Result<Walk, Failure> {
    let mut unmatched = Unmatched::new(&settings.config);
    let mut walker = Walker::new(settings, &mut unmatched);
    let ignored = revision.ignored()?;
    let hidden = hidden_names(settings);
    let one_for_all = settings.file.as_ref().is_some_and(|file| file.named);
    let apart: Vec<&str> = match one_for_all {
        true => Vec::new(),
        false => {
            revision.paths().filter_map(|path| path.strip_suffix(FILE_NAME)?.strip_suffix('/')).collect()
        }
    };
    let passed_over = |path: &str| {
        let (folder, _) = path.rsplit_once('/').unwrap_or_default();
        path.split('/').any(|part| part.starts_with('.') && !hidden.contains(part))
            || folder.split('/').any(|part| FOREIGN.contains(&part))
            || apart.iter().any(|set| path.strip_prefix(set).is_some_and(|rest| rest.starts_with('/')))
            || ignored.has(path)
    };
    let mut whole = false;
    for asked in &settings.paths {
        whole |= is_whole(settings, asked);
        let asked = relative(&settings.root, asked);
        for path in revision.paths() {
            let file = settings.root.join(path);
            if path == asked {
                walker.named(&file);
            } else if is_below(path, &asked) && !passed_over(path) {
                walker.sort(path.to_owned(), &file);
            }
        }
    }
    Ok(walker.finish(whole))
}

fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a folder holds all documents of the set.
fn is_whole(settings: &Settings, folder: &Path) -> bool {
    if folder == settings.root || settings.file.as_ref().is_none_or(|file| !file.at_root) {
        return true;
    }
    let Some(folder) = within(&settings.root, folder) else { return false };
    let below = |pattern: &str| {
        pattern.trim_start_matches("./").trim_start_matches('/').starts_with(&format!("{folder}/"))
    };
    let include = &settings.config.include;
    !include.is_empty() && include.iter().all(|pattern| below(pattern.as_str()))
}

struct Walker<'a> {
    settings: &'a Settings,
    unmatched: &'a mut Unmatched,
    walk: Walk,
    documents: BTreeMap<String, PathBuf>,
    links: BTreeSet<PathBuf>,
    /// By path, for the order in which they are told.
    remarks: BTreeMap<String, Remark>,
}

impl<'a> Walker<'a> {
    fn new(settings: &'a Settings, unmatched: &'a mut Unmatched) -> Self {
        let (documents, links, remarks) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
        Walker { settings, unmatched, walk: Walk::default(), documents, links, remarks }
    }

    fn trouble(&mut self, path: &Path, reason: &str) {
        let seen = crate::paths::seen_from(&self.settings.here, path);
        self.remarks.insert(seen.clone(), Remark::Error(format!("{seen} cannot be read: {reason}")));
    }

    fn warn(&mut self, path: &Path, what: &str) {
        let seen = crate::paths::seen_from(&self.settings.here, path);
        self.remarks.insert(seen.clone(), Remark::Warning(format!("{seen} {what}")));
    }

    /// A file that was named on the command line: only `exclude` keeps it out.
    fn named(&mut self, file: &Path) {
        let path = relative(&self.settings.root, file);
        let exclude = &self.settings.config.exclude;
        if let Some(pattern) = exclude.iter().find(|pattern| pattern.matches(&path)) {
            let why = format!("it matches `{}` of documents.exclude", pattern.as_str());
            self.walk.excluded.push((path, why));
        } else {
            self.documents.insert(path, file.to_path_buf());
        }
    }

    fn folder(&mut self, folder: &Path) {
        let apart = Arc::new(Mutex::new(Vec::new()));
        for entry in builder(self.settings, folder, true, &apart).build() {
            match entry {
                Ok(entry) if entry.path_is_symlink() && entry.depth() > 0 => {
                    self.links.insert(entry.into_path());
                }
                Ok(entry) if entry.file_type().is_some_and(|sort| sort.is_file()) => self.file(entry.path()),
                Ok(_) => {}
                Err(error) => {
                    let (path, why) = explain(&error, folder);
                    self.trouble(&path, &why);
                }
            }
        }
        let apart = std::mem::take(&mut *apart.lock().unwrap_or_else(PoisonError::into_inner));
        for folder in apart {
            let config = format!("{}/{FILE_NAME}", relative(&self.settings.root, &folder));
            self.unmatched.met(&config, false);
            if self.settings.config.exclude.iter().any(|pattern| pattern.matches(&config)) {
                continue;
            }
            let what = format!("has a {FILE_NAME} of its own and is left out; run medlint there, too");
            self.warn(&folder, &what);
            self.walk.apart.push(folder);
        }
    }

    /// A file that was met on the way.
    fn file(&mut self, file: &Path) {
        let path = relative(&self.settings.root, file);
        self.sort(path, file);
    }

    /// The same with its path in reports.
    fn sort(&mut self, path: String, file: &Path) {
        let name = path.rsplit('/').next().unwrap_or(&path).to_lowercase();
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let is_document = DOCUMENTS.contains(&extension);
        self.unmatched.met(&path, is_document);
        if !is_document {
            if let Some(format) = OTHER_FORMATS.iter().find(|format| **format == extension) {
                *self.walk.other_formats.entry(format).or_default() += 1;
            }
            return;
        }
        let config = &self.settings.config;
        let wanted_by_name = || config.include.iter().any(|p| p.as_str().to_lowercase().ends_with(&name));
        if NOT_OURS.iter().any(|beginning| name.starts_with(beginning)) && !wanted_by_name() {
            self.walk.not_ours += 1;
        } else if let Some(why) = config.why_excluded(&path) {
            self.walk.excluded.push((path, why));
        } else {
            self.documents.insert(path, file.to_path_buf());
        }
    }

    /// What the links lead to: nothing to do where the target is read anyway.
    fn links(&mut self) {
        if self.links.is_empty() {
            return;
        }
        let root = fs::canonicalize(&self.settings.root).unwrap_or_else(|_| self.settings.root.clone());
        for link in std::mem::take(&mut self.links) {
            let target = match fs::canonicalize(&link) {
                Ok(target) => target,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                    self.warn(&link, "is a link that leads nowhere");
                    continue;
                }
                Err(error) => {
                    // A loop of links, or a folder on the way that cannot be entered.
                    self.warn(&link, &format!("is a link that cannot be followed: {}", reason(&error)));
                    continue;
                }
            };
            let Some(inside) = within(&root, &target) else {
                self.warn(&link, "is a link that leads out of the root and is not followed");
                continue;
            };
            if target.is_dir() {
                let loops =
                    fs::canonicalize(link.parent().unwrap_or(&link)).is_ok_and(|at| at.starts_with(&target));
                let asked = self.settings.paths.iter().filter_map(|path| fs::canonicalize(path).ok());
                if loops {
                    self.warn(&link, "is a link to a folder that it is in (a loop) and is not followed");
                } else if !asked.into_iter().any(|path| target.starts_with(path)) {
                    self.warn(&link, "is a link to a folder that was not asked for and is not followed");
                }
            } else if target.is_file() && !self.documents.contains_key(&inside) {
                self.file(&link);
            }
        }
    }

    fn finish(self, whole: bool) -> Walk {
        let documents = self.documents.into_iter().map(|(path, file)| Found { path, file }).collect();
        let mut excluded = self.walk.excluded;
        excluded.sort();
        excluded.dedup();
        Walk { documents, whole, remarks: self.remarks.into_values().collect(), excluded, ..self.walk }
    }
}

/// How folders are walked through. `apart` takes folders that are sets of their own; without `ignoring`, nothing but
/// those and foreign ones is left out.
fn builder(
    settings: &Settings,
    folder: &Path,
    ignoring: bool,
    apart: &Arc<Mutex<Vec<PathBuf>>>,
) -> WalkBuilder {
    // A .gitignore above the repository, in a home folder say, is about something else.
    let in_repository = folder.ancestors().any(|folder| folder.join(".git").exists());
    let hidden = hidden_names(settings);
    let mut builder = WalkBuilder::new(folder);
    builder
        .standard_filters(false)
        .git_ignore(ignoring)
        .parents(ignoring && in_repository)
        .require_git(in_repository);
    let one_for_all = settings.file.as_ref().is_some_and(|file| file.named);
    let (folder, apart) = (folder.to_path_buf(), Arc::clone(apart));
    builder.filter_entry(move |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        if entry.depth() == 0 {
            return true;
        }
        if ignoring && name.starts_with('.') && !hidden.contains(&*name) {
            return false;
        }
        if !entry.file_type().is_some_and(|sort| sort.is_dir()) {
            return true;
        }
        if FOREIGN.contains(&&*name) || name == ".git" {
            return false;
        }
        let is_apart = !one_for_all && entry.path() != folder && entry.path().join(FILE_NAME).is_file();
        if is_apart {
            apart.lock().unwrap_or_else(PoisonError::into_inner).push(entry.path().to_path_buf());
        }
        !is_apart
    });
    builder
}

/// Hidden files and folders that `include` names (`.github/SECURITY.md`).
fn hidden_names(settings: &Settings) -> BTreeSet<String> {
    let patterns = settings.config.include.iter();
    let parts = patterns.flat_map(|pattern| pattern.as_str().split('/'));
    parts.filter(|part| part.len() > 1 && part.starts_with('.') && *part != "..").map(str::to_owned).collect()
}

/// How many documents there would be if `.gitignore` and dots hid nothing; for a run that found none.
pub(crate) fn count_hidden(settings: &Settings) -> usize {
    let mut count = 0;
    for folder in settings.paths.iter().filter(|path| path.is_dir()) {
        let apart = Arc::new(Mutex::new(Vec::new()));
        let entries = builder(settings, folder, false, &apart).build().flatten();
        count += entries.filter(|entry| is_document(entry.path()) && entry.path().is_file()).count();
    }
    count
}

fn is_document(file: &Path) -> bool {
    let extension =
        file.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    DOCUMENTS.contains(&&*extension)
}

/// The path in reports; a file out of the root (on another drive) has its full one.
fn relative(root: &Path, file: &Path) -> String {
    within(root, file).unwrap_or_else(|| file.to_string_lossy().replace('\\', "/"))
}

/// Where and why a folder could not be walked through.
fn explain(error: &ignore::Error, folder: &Path) -> (PathBuf, String) {
    match error {
        ignore::Error::WithPath { path, err } => (path.clone(), explain(err, folder).1),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            explain(err, folder)
        }
        ignore::Error::Io(error) => (folder.to_path_buf(), reason(error)),
        error => (folder.to_path_buf(), error.to_string()),
    }
}
