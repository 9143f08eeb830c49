//! What a run is about: the root, the configuration, the catalogue with the organisation's own part.
//!
//! medlint.toml is looked for from the given paths upwards, as far as the root of the repository. Its folder is the
//! root, to which all paths in reports are relative. All mistakes in it are told here, once.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use medlint_core::assess::Severity;
use medlint_core::catalog::{Catalogue, CatalogueError};
use medlint_core::config::{self, Config, ConfigProblem};
use medlint_core::document::Digest;
use medlint_core::report::{self, InputFile};

use crate::failure::Failure;
use crate::git::Revision;
use crate::output::{Terminal, reason};
use crate::paths::{absolute, common_folder, seen_from, within};

/// The name of the configuration.
pub(crate) const FILE_NAME: &str = "medlint.toml";

/// What a command does where there is no configuration.
pub(crate) struct Defaults {
    /// What it does.
    pub(crate) what: &'static str,
    /// They only say which files are read, so they do not matter for files that are named one by one.
    pub(crate) only_choose_files: bool,
}

/// What a run is about.
pub(crate) struct Settings {
    /// Where the user stands.
    pub(crate) here: PathBuf,
    /// The paths that were asked for, absolute; not empty.
    pub(crate) paths: Vec<PathBuf>,
    /// The folder that paths in reports are relative to.
    pub(crate) root: PathBuf,
    /// The configuration file, if there is one.
    pub(crate) file: Option<ConfigFile>,
    /// What it says, or the defaults.
    pub(crate) config: Config,
    /// The catalogue, with what the configuration adds.
    pub(crate) catalogue: Catalogue,
    /// Something that the configuration asks for could not be done.
    pub(crate) trouble: bool,
}

/// Reads a file of the disk or of a revision, or says why not.
type ReadFile<'a> = &'a dyn Fn(&Path) -> Result<Vec<u8>, String>;

/// A configuration file that was read.
#[derive(Clone)]
pub(crate) struct ConfigFile {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// How reports name it: relative to the root if it is there.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
    /// Its folder is the root.
    pub(crate) at_root: bool,
    /// It was named on the command line, so it counts for everything that was asked for.
    pub(crate) named: bool,
}

impl Settings {
    /// Finds and reads the configuration for these paths; no path is the current folder. Problems are told at once.
    ///
    /// # Errors
    /// When the paths belong to different configurations, or the configuration cannot be read at all.
    pub(crate) fn load(
        paths: &[PathBuf],
        config: Option<&Path>,
        terminal: &Terminal,
    ) -> Result<Settings, Failure> {
        let here = std::env::current_dir().map_err(|error| {
            Failure::new(format!("the current folder cannot be read: {}", reason(&error)))
        })?;
        let mut paths: Vec<PathBuf> = paths.iter().map(|path| absolute(&here, path)).collect();
        if paths.is_empty() {
            paths.push(here.clone());
        }
        let place = match config {
            Some(named) => Some(absolute(&here, named)),
            None => find_for_all(&paths, &here)?,
        };
        let Some(place) = place else {
            let root = root_without_config(&paths, &here);
            let (config, catalogue) = (Config::default(), Catalogue::builtin());
            return Ok(Settings { here, paths, root, file: None, config, catalogue, trouble: false });
        };
        let text = read_config(&place, &here)?;
        let folder = place.parent().unwrap_or(&place).to_path_buf();
        let at_root = paths.iter().all(|path| path.starts_with(&folder));
        let root = if at_root { folder } else { root_without_config(&paths, &here) };
        let name = within(&root, &place).unwrap_or_else(|| seen_from(&here, &place));
        let file = ConfigFile { path: place, name, text, at_root, named: config.is_some() };
        let from_disk = |path: &Path| fs::read(path).map_err(|error| reason(&error));
        Ok(read(here, paths, root, file, &from_disk, terminal))
    }

    /// The same as it was in a revision: the configuration of then, for the paths of now. A revision without one is judged
    /// by that of now, so that the medlint.toml that a team adds does not turn everything into something new.
    ///
    /// # Errors
    /// When git cannot give the files.
    pub(crate) fn at_revision(&self, revision: &Revision, terminal: &Terminal) -> Result<Settings, Failure> {
        let again = |file: ConfigFile, files: &BTreeMap<String, Vec<u8>>| {
            let root = self.root.clone();
            let from_revision = |path: &Path| {
                let path = within(&root, path).unwrap_or_default();
                files.get(&path).cloned().ok_or_else(|| format!("it is not in {}", revision.title()))
            };
            let (here, paths) = (self.here.clone(), self.paths.clone());
            read(here, paths, root.clone(), file, &from_revision, terminal)
        };
        let Some(file) = self.file.clone().or_else(|| self.absent_file(revision)) else {
            let (config, catalogue) = (Config::default(), Catalogue::builtin());
            let (here, paths, root) = (self.here.clone(), self.paths.clone(), self.root.clone());
            return Ok(Settings { here, paths, root, file: None, config, catalogue, trouble: false });
        };
        let then = revision.read([file.name.as_str()])?.remove(&file.name);
        let file = match then.and_then(|bytes| String::from_utf8(bytes).ok()) {
            Some(text) => ConfigFile { text, ..file },
            None => file,
        };
        let own = config::catalogue_files(&file.text);
        let folder = file.path.parent().unwrap_or(&file.path).to_path_buf();
        let own: Vec<String> =
            own.iter().filter_map(|own| within(&self.root, &folder.join(&own.path))).collect();
        let mut files = revision.read(own.iter().map(String::as_str))?;
        for path in own {
            // Outside of the revision (not committed, above the repository) only that of now is known.
            if let Ok(bytes) = fs::read(self.root.join(&path)) {
                files.entry(path).or_insert(bytes);
            }
        }
        Ok(again(file, &files))
    }

    /// The configuration that a revision has and the disk has not any more.
    fn absent_file(&self, revision: &Revision) -> Option<ConfigFile> {
        revision.has(FILE_NAME).then(|| ConfigFile {
            path: self.root.join(FILE_NAME),
            name: FILE_NAME.to_owned(),
            text: String::new(),
            at_root: true,
            named: false,
        })
    }

    /// The files besides the documents that decide on the result, with their hashes.
    pub(crate) fn inputs(&self) -> Vec<InputFile> {
        let Some(file) = &self.file else { return Vec::new() };
        let of = |what, path: &str, bytes: &[u8]| InputFile {
            what,
            path: path.to_owned(),
            digest: Digest::of(bytes),
        };
        let mut inputs = vec![of("configuration", &file.name, file.text.as_bytes())];
        let folder = file.path.parent().unwrap_or(&file.path);
        for own in config::catalogue_files(&file.text) {
            let path = folder.join(&own.path);
            let name = within(&self.root, &path).unwrap_or_else(|| own.path.clone());
            inputs.extend(fs::read(&path).ok().map(|bytes| of("catalogue", &name, &bytes)));
        }
        inputs
    }

    /// How to name a file of the root to the user, who may stand elsewhere.
    pub(crate) fn seen(&self, path: &str) -> String {
        seen_from(&self.here, &self.root.join(path))
    }

    /// One line on what is used, if it is not what the user can see: there is no medlint.toml, or not here.
    pub(crate) fn tell(&self, defaults: &Defaults, terminal: &Terminal) {
        match &self.file {
            None if defaults.only_choose_files && self.paths.iter().all(|path| !path.is_dir()) => {}
            None => {
                let what = defaults.what;
                terminal.note(&format!("no {FILE_NAME} was found; {what} (`medlint init` writes one)"));
            }
            Some(file) if !file.named && !self.paths.contains(&self.root) && self.here != self.root => {
                terminal.note(&format!("using {}", seen_from(&self.here, &file.path)));
            }
            Some(_) => {}
        }
    }
}

/// The configuration of all paths.
fn find_for_all(paths: &[PathBuf], here: &Path) -> Result<Option<PathBuf>, Failure> {
    let mut found: BTreeMap<Option<PathBuf>, &Path> = BTreeMap::new();
    for path in paths {
        found.entry(find(path)).or_insert(path);
    }
    if found.len() > 1 {
        let mut message = format!(
            "the paths belong to different sets of documents, each with a {FILE_NAME} of its own or none"
        );
        for (config, path) in &found {
            let config =
                config.as_deref().map_or_else(|| format!("no {FILE_NAME}"), |config| seen_from(here, config));
            message.push_str(&format!("\n  {}: {config}", seen_from(here, path)));
        }
        let help = "run medlint once for each set, or name one configuration for all with --config";
        return Err(Failure::new(message).help(help));
    }
    Ok(found.into_keys().next().flatten())
}

/// The configuration of one path: in its folder or above, within its repository.
pub(crate) fn find(path: &Path) -> Option<PathBuf> {
    for folder in path.ancestors() {
        let file = folder.join(FILE_NAME);
        if file.is_file() {
            return Some(file);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// Where the user stands if all paths are there, else the innermost folder that holds them all.
fn root_without_config(paths: &[PathBuf], here: &Path) -> PathBuf {
    if paths.iter().all(|path| path.starts_with(here)) {
        return here.to_path_buf();
    }
    let folder = |path: &PathBuf| {
        if path.is_dir() { path.clone() } else { path.parent().unwrap_or(path).to_path_buf() }
    };
    let folders: Vec<PathBuf> = paths.iter().map(folder).collect();
    common_folder(&folders).unwrap_or_else(|| here.to_path_buf())
}

fn read_config(place: &Path, here: &Path) -> Result<String, Failure> {
    let shown = seen_from(here, place);
    let text = fs::read(place).map_err(|error| {
        let failure = Failure::new(format!("the configuration {shown} cannot be read: {}", reason(&error)));
        match error.kind() {
            io::ErrorKind::NotFound => failure.help("`medlint init` writes one"),
            _ => failure,
        }
    })?;
    String::from_utf8(text).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::new(format!("the configuration {shown} is not valid UTF-8 (byte {at})"))
            .help("save it as UTF-8")
    })
}

fn read(
    here: PathBuf,
    paths: Vec<PathBuf>,
    root: PathBuf,
    file: ConfigFile,
    read_file: ReadFile<'_>,
    terminal: &Terminal,
) -> Settings {
    let mut catalogue = Catalogue::builtin();
    let (own, mut problems) = read_catalogue(&file, read_file);
    let files: Vec<(&str, &str)> = own.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mistakes = catalogue.extend(&files);
    let (config, found) = Config::parse(&file.name, &file.text, &catalogue);
    problems.extend(found);
    problems.sort_by_key(|problem| (problem.source.start, problem.source.end));
    let mut trouble = tell_problems(problems, &file, &here, terminal);
    for mistake in mistakes {
        let text = own.iter().find(|(path, _)| *path == mistake.file).map_or("", |(_, text)| text);
        let mut problem = as_problem(mistake, text);
        let folder = file.path.parent().unwrap_or(&root);
        problem.path = seen_from(&here, &folder.join(&problem.path));
        terminal.tell(&report::text::problems(&[problem], text, &terminal.err));
        trouble = true;
    }
    Settings { here, paths, root, file: Some(file), config, catalogue, trouble }
}

/// Writes problems with excerpts; says whether there is an error among them.
pub(crate) fn tell_problems(
    mut problems: Vec<ConfigProblem>,
    file: &ConfigFile,
    here: &Path,
    terminal: &Terminal,
) -> bool {
    for problem in &mut problems {
        problem.path = seen_from(here, &file.path);
    }
    terminal.tell(&report::text::problems(&problems, &file.text, &terminal.err));
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

/// The organisation's own catalogue files, by their path as written, and what could not be read.
fn read_catalogue(file: &ConfigFile, read_file: ReadFile<'_>) -> (Vec<(String, String)>, Vec<ConfigProblem>) {
    let (mut read, mut problems) = (Vec::new(), Vec::new());
    for wanted in config::catalogue_files(&file.text) {
        let path = file.path.parent().unwrap_or(&file.path).join(&wanted.path);
        let text = read_file(&path)
            .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "it is not valid UTF-8".to_owned()));
        match text {
            Ok(text) => read.push((wanted.path, text)),
            Err(reason) => problems.push(ConfigProblem {
                path: file.name.clone(),
                line: wanted.line,
                column: wanted.column,
                source: line_from(&file.text, wanted.line, wanted.column, wanted.path.chars().count() + 2),
                key: "catalogue".to_owned(),
                message: format!("names the file `{}`, which cannot be read: {reason}", wanted.path),
                suggestion: None,
                severity: Severity::Error,
            }),
        }
    }
    (read, problems)
}

fn as_problem(mistake: CatalogueError, text: &str) -> ConfigProblem {
    ConfigProblem {
        source: line_from(text, mistake.line, mistake.column, usize::MAX),
        path: mistake.file,
        line: mistake.line,
        column: mistake.column,
        key: mistake.key,
        message: mistake.message,
        suggestion: mistake.suggestion,
        severity: Severity::Error,
    }
}

/// Bytes of at most `length` characters of a line, from a column on. Lines and columns count from 1.
fn line_from(text: &str, line: u32, column: u32, length: usize) -> std::ops::Range<u32> {
    let before = |lines: usize| text.split_inclusive('\n').take(lines).map(str::len).sum::<usize>();
    let start = before(line.saturating_sub(1) as usize);
    let line = text[start..].lines().next().unwrap_or_default();
    let skipped: usize = line.chars().take(column.saturating_sub(1) as usize).map(char::len_utf8).sum();
    let marked: usize = line[skipped..].chars().take(length).map(char::len_utf8).sum();
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    narrow(start + skipped)..narrow(start + skipped + marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_line_is_a_range_of_bytes() {
        assert_eq!(line_from("ä = 1\nöb = \"x\"\n", 2, 6, 3), 13..16);
        assert_eq!(line_from("a\nb", 2, 1, 99), 2..3);
        assert_eq!(line_from("", 9, 9, 9), 0..0);
    }

    #[test]
    fn the_root_is_here_unless_a_path_is_not() {
        let root = |paths: &[&str]| {
            let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
            root_without_config(&paths, Path::new("/here"))
        };
        assert_eq!(root(&["/here/docs", "/here/a.md"]), Path::new("/here"));
        assert_eq!(root(&["/there/docs/a.md", "/there/docs/b/c.md"]), Path::new("/there/docs"));
    }
}
