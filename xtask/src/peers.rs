//! `cargo xtask peers`: how long medlint needs for a folder, beside other tools that read Markdown.
//!
//! They do different work, so the figures do not say which is better; they say whether medlint is fast enough to stand
//! in the same pipeline. Nothing of theirs is kept from run to run: their caches are off. The files themselves are in
//! the memory of the operating system after the first run, for all of them.

use crate::python;
use crate::release;
use crate::run::{outcome, said};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// How often each tool runs; the median counts.
const ROUNDS: usize = 7;

/// At most so many files of cargo's registry.
const FILES: usize = 400;

/// Measures all tools that are there or can be installed, and prints a Markdown table.
///
/// # Errors
/// When the folder cannot be read or medlint does not run. A peer that does not is left out, and that is said.
pub(crate) fn run(root: &Path, folder: Option<&Path>) -> Result<(), String> {
    let place = release::target(root)?.join("peers");
    fs::create_dir_all(&place).map_err(|e| format!("{}: {e}", place.display()))?;
    let folder = match folder {
        Some(folder) => fs::canonicalize(folder).map_err(|e| format!("{}: {e}", folder.display()))?,
        None => collect(&place)?,
    };
    let files = markdown(&folder)?;
    let bytes: u64 = files.iter().filter_map(|f| fs::metadata(f).ok()).map(|m| m.len()).sum();
    println!("{}: {} Markdown files, {bytes} bytes", folder.display(), files.len());

    let mut runners = vec![medlint(root, &place, &folder)?];
    for (name, peer) in [
        ("rumdl", &rumdl as &dyn Fn(&Path, &Path) -> Result<Runner, String>),
        ("typos", &typos),
        ("markdownlint-cli2", &markdownlint),
    ] {
        match peer(&place, &folder) {
            Ok(runner) => runners.push(runner),
            Err(why) => println!("{name} is left out: {why}"),
        }
    }
    // In turn, so that a slow minute of the machine strikes all of them.
    for round in 1..=ROUNDS {
        println!("round {round} of {ROUNDS}");
        for runner in &mut runners {
            runner.time()?;
        }
    }
    print!("\n{}", table(&mut runners));
    Ok(())
}

/// A tool, ready to be run on the folder.
struct Runner {
    name: &'static str,
    version: String,
    program: PathBuf,
    args: Vec<String>,
    /// Where it is run.
    at: PathBuf,
    /// How many files it says it reads.
    files: usize,
    /// Wall time of each run in milliseconds.
    times: Vec<f64>,
}

impl Runner {
    /// A tool and the version that it tells. How many files it reads is to be filled in.
    fn new(name: &'static str, program: PathBuf, args: &[&str], at: &Path) -> Result<Runner, String> {
        let version = said(Command::new(&program).arg("--version"))?;
        let number = |word: &&str| word.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit());
        let version =
            version.split_whitespace().find(number).unwrap_or("?").trim_start_matches('v').to_owned();
        let args = args.iter().map(|&a| a.to_owned()).collect();
        Ok(Runner { name, version, program, args, at: at.to_owned(), files: 0, times: Vec::new() })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).current_dir(&self.at);
        command
    }

    /// All that it writes in one run. The exit code is not looked at: peers find problems and say so by it.
    fn text(&self, more: &[&str]) -> Result<String, String> {
        let output = outcome(self.command().args(more))?;
        Ok([output.stdout, output.stderr].map(|s| String::from_utf8_lossy(&s).into_owned()).join("\n"))
    }

    /// The same, with the number of files that `count` reads from what it writes in a first run, which is not timed.
    /// A tool that reads nothing would look fast.
    fn reading(mut self, more: &[&str], count: impl Fn(&str) -> Option<usize>) -> Result<Runner, String> {
        let text = self.text(more)?;
        match count(&text).filter(|n| *n > 0) {
            Some(files) => self.files = files,
            None => {
                let last = text.trim().lines().last().unwrap_or("nothing at all");
                return Err(format!("it does not say that it has read files; it says: {last}"));
            }
        }
        Ok(self)
    }

    /// One timed run; what it writes goes nowhere.
    fn time(&mut self) -> Result<(), String> {
        let mut command = self.command();
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        command.status().map_err(|e| format!("{} cannot be run: {e}", self.name))?;
        self.times.push(start.elapsed().as_secs_f64() * 1000.0);
        Ok(())
    }

    fn median(&mut self) -> f64 {
        self.times.sort_by(f64::total_cmp);
        self.times[self.times.len() / 2]
    }
}

fn medlint(root: &Path, place: &Path, folder: &Path) -> Result<Runner, String> {
    // An empty configuration: that of the project itself leaves all but its SECURITY.md out.
    let config = place.join("medlint.toml");
    fs::write(&config, "").map_err(|e| format!("{}: {e}", config.display()))?;
    let args = ["scan", "--config", &config.to_string_lossy(), &folder.to_string_lossy()];
    let documents = |text: &str| {
        let json = text.get(text.find('{')?..)?;
        let report =
            serde_json::Deserializer::from_str(json).into_iter::<serde_json::Value>().next()?.ok()?;
        report["documents"].as_array().map(Vec::len)
    };
    Runner::new("medlint", release::build(root)?, &args, place)?.reading(&["--format", "json"], documents)
}

fn rumdl(place: &Path, folder: &Path) -> Result<Runner, String> {
    let folder = folder.to_string_lossy();
    let args = ["check", "--no-cache", "--no-config", "--respect-gitignore=false", &folder];
    // "Issues: Found 4689 issues in 249/264 files (106ms)"
    Runner::new("rumdl", from_pypi(place, "rumdl")?, &args, place)?.reading(&[], |t| last_files(t, "ssues"))
}

fn typos(place: &Path, folder: &Path) -> Result<Runner, String> {
    let args = ["--isolated", "--no-ignore", "--no-check-filenames", &folder.to_string_lossy()];
    let runner = Runner::new("typos", from_pypi(place, "typos")?, &args, place)?;
    runner.reading(&["--files"], |t| Some(t.lines().filter(|l| !l.trim().is_empty()).count()))
}

fn markdownlint(place: &Path, folder: &Path) -> Result<Runner, String> {
    let program = node(place, "markdownlint-cli2")?;
    // "Linting: 264 file(s)"
    Runner::new("markdownlint-cli2", program, &["**/*.md"], folder)?
        .reading(&[], |t| last_files(t, "Linting:"))
}

/// The number before the word *file* in the last line that has `word`.
fn last_files(text: &str, word: &str) -> Option<usize> {
    let line = text.lines().rfind(|l| l.contains(word) && l.contains(" file"))?;
    let before = &line[..line.rfind(" file")?];
    let digits = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    before[digits..].parse().ok()
}

/// A program that is on the path, or else one of a virtual environment of Python's, installed there if need be.
pub(crate) fn from_pypi(place: &Path, name: &str) -> Result<PathBuf, String> {
    if is_there(name) {
        return Ok(PathBuf::from(name));
    }
    let environment = place.join("venv");
    let scripts = python::programs(&environment);
    let program = scripts.join(name).with_extension(std::env::consts::EXE_EXTENSION);
    if !program.exists() {
        println!("installing {name} with pip");
        if !scripts.exists() {
            python::create(&environment)?;
        }
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", name];
        said(Command::new(scripts.join("python")).args(pip))?;
    }
    Ok(program)
}

/// The same for a package of Node's.
fn node(place: &Path, name: &str) -> Result<PathBuf, String> {
    if is_there(name) {
        return Ok(PathBuf::from(name));
    }
    let bin = place.join("node/node_modules/.bin");
    let program = bin.join(if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() });
    if !program.exists() {
        println!("installing {name} with npm");
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let install = ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"];
        said(Command::new(npm).args(install).arg(place.join("node")).arg(name))?;
    }
    Ok(program)
}

fn is_there(name: &str) -> bool {
    said(Command::new(name).arg("--version")).is_ok()
}

/// Copies Markdown files of the packages in cargo's registry to `place`, by name, so that a machine with the same
/// packages gets the same files.
fn collect(place: &Path) -> Result<PathBuf, String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|h| h.join(".cargo"))).unwrap_or_default();
    let registry = home.join("registry/src");
    let folder = place.join("files");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    let found = markdown(&registry).map_err(|e| {
        format!("{e}\nthere are no packages of cargo's registry: name a folder with Markdown files")
    })?;
    // Texts that medlint leaves out by their name.
    let licence = |path: &&PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        ["licence", "license", "copying", "notice"].iter().any(|start| name.starts_with(start))
    };
    for file in found.iter().filter(|f| !licence(f)).take(FILES) {
        let below = file.strip_prefix(&registry).map_err(|e| e.to_string())?;
        // without the name of the registry
        let copy = folder.join(below.iter().skip(1).collect::<PathBuf>());
        let written = copy.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::copy(file, &copy));
        written.map_err(|e| format!("{}: {e}", copy.display()))?;
    }
    if folder.exists() { Ok(folder) } else { Err(format!("{} has no Markdown files", registry.display())) }
}

/// All `*.md` below a folder, by path.
fn markdown(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))? {
            let entry = entry.map_err(|e| format!("{}: {e}", folder.display()))?;
            let kind = entry.file_type().map_err(|e| format!("{}: {e}", entry.path().display()))?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if entry.path().extension().is_some_and(|e| e == "md") {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

fn table(runners: &mut [Runner]) -> String {
    let medlint = runners[0].median();
    let mut table =
        String::from("| tool | version | files | median ms | ratio to medlint |\n|---|---|---|---|---|\n");
    for runner in runners {
        let median = runner.median();
        table.push_str(&format!(
            "| {} | {} | {} | {median:.1} | {:.2} |\n",
            runner.name,
            runner.version,
            runner.files,
            median / medlint
        ));
    }
    table
}
