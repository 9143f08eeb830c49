//! `cargo xtask many`: time and memory of a check of 5,000 documents: without a cache, with one that is filled, and after an
//! edit. The documents are those of the example, each varied a little.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many documents.
const COUNT: usize = 5_000;
/// How often each run is measured; the median counts.
const RUNS: usize = 5;
/// An unchanged set has to take less than this part of the first run. The machine may be busy, so no time is a limit here.
const PART: u32 = 4;

/// Time and the most memory of a run.
struct Measured {
    time: Duration,
    memory: u64,
}

/// Measures and prints.
///
/// # Errors
/// When a run fails, or an unchanged set takes about as long as a new one.
pub(crate) fn run(root: &Path) -> Result<(), String> {
    let program = crate::release::build(root)?;
    let folder = crate::release::target(root)?.join("many");
    let set = folder.join("set");
    let bytes = make(root, &set)?;
    println!(
        "{COUNT} documents, {:.0} MB, check with the report as JSON, medians of {RUNS}",
        bytes as f64 / 1e6
    );
    let cache = folder.join("cache");
    let _ = fs::remove_dir_all(&cache);
    let check =
        |options: &[&str]| measure(Command::new(&program).arg("check").args(options).current_dir(&set));
    let cached = ["--format=json", "--fail-on=never", "--cache-dir", "../cache"];
    let plain = median((0..3).map(|_| check(&["--format=json", "--fail-on=never", "--no-cache"])))?;
    tell("without a cache", &plain);
    tell("first, filling it", &check(&cached)?);
    let same = median((0..RUNS).map(|_| check(&cached)))?;
    tell("unchanged", &same);
    let edit = |n: usize| {
        let file = set.join("docs/0/0.md");
        fs::write(&file, format!("# Edited\n\nFor the {n}th time.\n")).map_err(|e| e.to_string())?;
        check(&cached)
    };
    tell("after an edit", &median((0..RUNS).map(edit))?);
    fs::remove_dir_all(&folder).map_err(|e| e.to_string())?;
    if same.time * PART > plain.time {
        return Err(format!("an unchanged set takes more than one part in {PART} of a run without a cache"));
    }
    Ok(())
}

fn tell(what: &str, measured: &Measured) {
    println!("  {what:<20} {:>6.2} s {:>6} MB", measured.time.as_secs_f64(), measured.memory / 1000);
}

fn median(runs: impl Iterator<Item = Result<Measured, String>>) -> Result<Measured, String> {
    let mut runs = runs.collect::<Result<Vec<_>, _>>()?;
    runs.sort_by_key(|run| run.time);
    Ok(runs.swap_remove(runs.len() / 2))
}

/// Writes the documents; says how many bytes they have.
fn make(root: &Path, set: &Path) -> Result<usize, String> {
    let _ = fs::remove_dir_all(set);
    let example = root.join("examples/infusion-pump");
    let mut texts = Vec::new();
    collect(&example.join("docs"), &mut texts).map_err(|e| e.to_string())?;
    texts.sort();
    // A repository of its own: what ours ignores, this folder among it, does not count there.
    fs::create_dir_all(set.join(".git")).map_err(|e| e.to_string())?;
    let mut bytes = 0;
    for n in 0..COUNT {
        let text = format!("{}\n\nThis is edition {n} of the document.\n", texts[n % texts.len()]);
        let folder = set.join("docs").join((n / 100).to_string());
        fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        fs::write(folder.join(format!("{n}.md")), &text).map_err(|e| e.to_string())?;
        bytes += text.len();
    }
    fs::copy(example.join("medlint.toml"), set.join("medlint.toml")).map_err(|e| e.to_string())?;
    Ok(bytes)
}

fn collect(folder: &Path, texts: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, texts)?;
        } else {
            texts.push(fs::read_to_string(path)?);
        }
    }
    Ok(())
}

/// Runs a command to its end. Memory is asked for while it runs, where the system tells (Linux).
fn measure(command: &mut Command) -> Result<Measured, String> {
    let start = Instant::now();
    let mut child =
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(|error| error.to_string())?;
    let place = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            if !status.success() {
                return Err(format!("{command:?} ended with {status}"));
            }
            return Ok(Measured { time: start.elapsed(), memory });
        }
        let status = fs::read_to_string(&place).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        memory = memory.max(now.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
}
