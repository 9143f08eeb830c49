//! Files of a git revision, read without a checkout.
//!
//! git itself is asked: it is there wherever a repository is, and knows every form of one (worktrees, partial clones, alternates).
//! Nothing of the repository is changed.

use std::collections::BTreeMap;
use std::io::{BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::failure::Failure;
use crate::output::reason;
use crate::paths::within;

/// A revision of the repository that a folder is in.
pub(crate) struct Revision {
    /// As it was asked for.
    pub(crate) name: String,
    /// Its full hash.
    pub(crate) hash: String,
    repository: PathBuf,
    /// Files below the folder: their paths relative to it, with forward slashes, and the hash of what is in them.
    files: BTreeMap<String, String>,
    /// Where the folder is in the repository: empty, or with a slash at its end.
    prefix: String,
    /// All `.gitignore` files on the way to the folder and below it: their folders in the repository, and their hashes.
    ignores: BTreeMap<String, String>,
}

/// What `.gitignore` files of a revision name.
pub(crate) struct Ignored {
    prefix: String,
    /// By folder of the repository.
    matchers: BTreeMap<String, Gitignore>,
}

impl Ignored {
    /// Whether a file is named there; the path is relative to the folder of the revision.
    pub(crate) fn has(&self, path: &str) -> bool {
        let path = format!("{}{path}", self.prefix);
        // The innermost that has something to say about it decides.
        let mut folders: Vec<&str> =
            path.match_indices('/').filter_map(|(at, _)| path.get(..at)).rev().collect();
        folders.push("");
        for folder in folders {
            let Some(matcher) = self.matchers.get(folder) else { continue };
            let below = path.get(folder.len()..).unwrap_or_default().trim_start_matches('/');
            match matcher.matched_path_or_any_parents(below, false) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => {}
            }
        }
        false
    }
}

impl Revision {
    /// Looks up a revision and what is below a folder in it.
    ///
    /// # Errors
    /// When there is no git, no repository, or no such revision.
    pub(crate) fn open(name: &str, folder: &Path) -> Result<Revision, Failure> {
        let top = git(folder, &["rev-parse", "--show-toplevel"]).map_err(|why| match why {
            Trouble::Absent(why) => Failure::new(format!("git cannot be run: {why}"))
                .help("install git, or compare with a file that `medlint check --format json` wrote"),
            Trouble::Refused(why) => Failure::new(format!("the revision `{name}` cannot be read: {why}")),
        })?;
        let repository = PathBuf::from(line(&top));
        let unknown = |why: Trouble| {
            let (Trouble::Absent(why) | Trouble::Refused(why)) = why;
            Failure::new(format!("git knows no revision `{name}`: {why}")).help(
                "in a pipeline the clone may be shallow: fetch the revision, or clone with full depth (fetch-depth: 0)",
            )
        };
        let commit = format!("{name}^{{commit}}");
        let hash = git(folder, &["rev-parse", "--verify", "--end-of-options", &commit]).map_err(unknown)?;
        let hash = line(&hash);
        // git names its folder without links.
        let real = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        let top = std::fs::canonicalize(&repository).unwrap_or_else(|_| repository.clone());
        let prefix = within(&top, &real).filter(|prefix| !prefix.is_empty());
        let prefix = prefix.map(|prefix| prefix + "/").unwrap_or_default();
        let tree = git(&repository, &["ls-tree", "-r", "-z", "--full-tree", &hash]).map_err(unknown)?;
        let all = tree.split(|byte| *byte == 0).filter_map(file);
        let (mut files, mut ignores) = (BTreeMap::new(), BTreeMap::new());
        for (path, blob) in all {
            let folder = path.strip_suffix(".gitignore").filter(|f| f.is_empty() || f.ends_with('/'));
            if let Some(folder) = folder.filter(|f| prefix.starts_with(f) || f.starts_with(&prefix)) {
                ignores.insert(folder.trim_end_matches('/').to_owned(), blob.clone());
            }
            if let Some(path) = path.strip_prefix(&prefix) {
                files.insert(path.to_owned(), blob);
            }
        }
        Ok(Revision { name: name.to_owned(), hash, repository, files, prefix, ignores })
    }

    /// What people call it: as it was asked for, with the beginning of its hash where that says more.
    pub(crate) fn title(&self) -> String {
        let short = &self.hash[..self.hash.len().min(10)];
        if self.hash.starts_with(&self.name) {
            format!("revision {short}")
        } else {
            format!("revision {} ({short})", self.name)
        }
    }

    /// Paths of all files below the folder, sorted.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether there is such a file, or a folder with files in it.
    pub(crate) fn has(&self, path: &str) -> bool {
        let below = format!("{}/", path.trim_end_matches('/'));
        self.files.contains_key(path)
            || self.files.range(below.clone()..).next().is_some_and(|(file, _)| file.starts_with(&below))
    }

    /// What is in files, by path; those that are not there are left out.
    ///
    /// # Errors
    /// When git cannot give it: a partial clone without a network, a damaged repository.
    pub(crate) fn read<'p>(
        &self,
        paths: impl IntoIterator<Item = &'p str>,
    ) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        let wanted = paths.into_iter().filter_map(|path| Some((path, self.files.get(path)?.as_str())));
        self.contents(wanted.collect())
    }

    /// What the `.gitignore` files name.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub(crate) fn ignored(&self) -> Result<Ignored, Failure> {
        let files =
            self.contents(self.ignores.iter().map(|(f, hash)| (f.as_str(), hash.as_str())).collect())?;
        let mut matchers = BTreeMap::new();
        for (folder, bytes) in files {
            let mut builder = GitignoreBuilder::new("");
            for line in String::from_utf8_lossy(&bytes).lines() {
                // A line that cannot be understood counts for nothing, as in git.
                let _ = builder.add_line(None, line);
            }
            if let Ok(matcher) = builder.build() {
                matchers.insert(folder, matcher);
            }
        }
        Ok(Ignored { prefix: self.prefix.clone(), matchers })
    }

    /// The bytes behind hashes, by name.
    fn contents(&self, wanted: Vec<(&str, &str)>) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        if wanted.is_empty() {
            return Ok(BTreeMap::new());
        }
        let trouble = |why: &str| Failure::new(format!("{} cannot be read: {why}", self.title()));
        let mut child = command(&self.repository)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| trouble(&reason(&error)))?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let (Some(mut stdin), Some(stdout)) = (stdin, stdout) else {
            return Err(trouble("git has no input and output"));
        };
        let asked: String = wanted.iter().map(|(_, hash)| format!("{hash}\n")).collect();
        // Both pipes fill up when nobody reads: questions go out while answers come in.
        let asking = std::thread::spawn(move || stdin.write_all(asked.as_bytes()));
        let mut answers = BufReader::new(stdout);
        let mut found = BTreeMap::new();
        for (path, hash) in &wanted {
            let bytes = answer(&mut answers).map_err(|why| trouble(&format!("{path} ({hash}): {why}")))?;
            found.insert((*path).to_owned(), bytes);
        }
        // What went wrong here would have been missed above.
        let _ = asking.join();
        let _ = child.wait();
        Ok(found)
    }
}

/// One answer of `git cat-file --batch`: a line with hash, sort and size, the bytes, and the end of a line.
fn answer(answers: &mut impl std::io::BufRead) -> Result<Vec<u8>, String> {
    let mut head = String::new();
    answers.read_line(&mut head).map_err(|error| reason(&error))?;
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<usize>().ok());
    let size = size.ok_or_else(|| {
        if head.is_empty() { "git ended early".to_owned() } else { head.trim_end().to_owned() }
    })?;
    let mut bytes = vec![0; size + 1];
    answers.read_exact(&mut bytes).map_err(|error| reason(&error))?;
    bytes.pop();
    Ok(bytes)
}

/// An entry of `git ls-tree -r -z`: mode, sort and hash, a tab, the path. Links and submodules are no files.
fn file(entry: &[u8]) -> Option<(String, String)> {
    let entry = String::from_utf8_lossy(entry);
    let (about, path) = entry.split_once('\t')?;
    let mut about = about.split(' ');
    let (mode, _, hash) = (about.next()?, about.next()?, about.next()?);
    mode.starts_with("100").then(|| (path.to_owned(), hash.to_owned()))
}

/// Why git did not answer.
enum Trouble {
    /// It could not be run.
    Absent(String),
    /// It said no.
    Refused(String),
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    // The user's language would change what it says, a pager would wait for him.
    command.arg("-C").arg(folder).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
    command
}

fn git(folder: &Path, args: &[&str]) -> Result<Vec<u8>, Trouble> {
    let output = command(folder).args(args).output().map_err(|error| Trouble::Absent(reason(&error)))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
    Err(Trouble::Refused(if said.is_empty() { "it gives no reason".to_owned() } else { said.to_owned() }))
}

fn line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches(['\r', '\n']).to_owned()
}
