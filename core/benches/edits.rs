//! `cargo bench --bench edits`: what an edit costs, in documents of 4, 58 and 390 kB and in a set of 500 documents.
//!
//! A character is typed, again and again, in the middle of a document, and after each all is brought up to date: the
//! document read, analysed, linted, the set folded, findings of the set made. Times are in milliseconds, median and the
//! 99th of 100.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a bench reads files and the clock, and prints"
)]

use medlint_core::catalog::Catalogue;
use medlint_core::detect::{Memory, analyze, analyze_again};
use medlint_core::document::Document;
use medlint_core::lint;
use medlint_core::workspace::{CheckOptions, Workspace};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Edits of each sort.
const EDITS: usize = 240;

/// Documents of the set besides the one that is edited.
const DOCUMENTS: usize = 500;

fn markdown(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("the texts are beside the engine");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            markdown(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
}

/// Documents of the example, then those of the corpus.
fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = Vec::new();
    markdown(&root.join("examples/infusion-pump/docs"), &mut paths);
    markdown(&root.join("tests/corpus/documents"), &mut paths);
    let read = |path: &PathBuf| String::from_utf8_lossy(&std::fs::read(path).expect("readable")).into_owned();
    paths.iter().map(read).collect()
}

/// So many bytes of them one after another, from the `first` on, up to the end of a line.
fn text_of(texts: &[String], first: usize, bytes: usize) -> String {
    let mut out = String::new();
    for text in texts.iter().cycle().skip(first) {
        out.push_str(text);
        out.push_str("\n\n");
        if out.len() >= bytes {
            break;
        }
    }
    let mut end = bytes.min(out.len());
    while !out.is_char_boundary(end) {
        end -= 1;
    }
    out.truncate(end);
    out
}

/// The end of a line near the middle for which something holds.
fn line_end(text: &str, holds: impl Fn(&str) -> bool) -> usize {
    let mut at = 0;
    let mut found = text.len();
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        if holds(line) && end.abs_diff(text.len() / 2) < found.abs_diff(text.len() / 2) {
            found = end;
        }
        at += line.len();
    }
    found
}

/// Sorts of edits: what is put where, one after another.
fn sorts(text: &str) -> [(&'static str, usize, Vec<String>); 5] {
    let prose = |line: &str| line.len() > 60 && line.starts_with(|c: char| c.is_ascii_uppercase());
    let row = |line: &str| line.starts_with('|') && !line.contains("---") && line.trim_end().ends_with('|');
    let typed = " The service account is locked after five failed attempts and the log keeps each of them.";
    let mut letters = Vec::new();
    for n in 1..=typed.len() {
        letters.push(typed[..n].to_owned());
    }
    let top = text.find('\n').unwrap_or(0);
    let each = |pieces: &[&str]| pieces.iter().map(|piece| (*piece).to_owned()).collect();
    [
        ("a character in a paragraph", line_end(text, prose), letters.clone()),
        ("a character in a table row", line_end(text, row).saturating_sub(2), letters),
        (
            "a heading in the middle",
            line_end(text, prose),
            each(&["\n\n## Account locking\n\n", "\n\n### Logs\n\n"]),
        ),
        ("the first heading", top, each(&[" of the device", " template", ""])),
        ("a code fence opened at the top", top, each(&["\n\n```\n", ""])),
    ]
}

struct Times(Vec<Duration>);

impl Times {
    fn shown(mut self) -> String {
        self.0.sort();
        let at = |n: usize| self.0[(self.0.len() * n / 100).min(self.0.len() - 1)].as_secs_f64() * 1e3;
        format!("{:8.3} {:8.3}", at(50), at(99))
    }
}

fn times(mut edits: impl FnMut(usize) -> Duration) -> Times {
    Times((0..EDITS).map(&mut edits).collect())
}

fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// Peak memory of the process in megabytes, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse::<u32>().ok());
    kilobytes.map_or("not known here".to_owned(), |kilobytes| format!("{:.1} MB", f64::from(kilobytes) / 1e3))
}

fn main() {
    let texts = texts();
    let options = CheckOptions::default();
    let mut workspace = Workspace::new(Catalogue::builtin());
    for n in 0..DOCUMENTS {
        workspace.read(&format!("docs/{n}.md"), text_of(&texts, n, 10_000).as_bytes());
    }
    let fold = time(|| workspace.update(&options));
    println!(
        "{DOCUMENTS} documents of 10 kB, folded for the first time: {:.1} ms; peak memory {}",
        fold.as_secs_f64() * 1e3,
        peak()
    );
    println!("{:58} {:>8} {:>8}", "", "median", "99 %");
    for bytes in [4_000, 58_000, 390_000] {
        let text = text_of(&texts, 0, bytes);
        let path = format!("open/{bytes}.md");
        println!("document of {bytes} bytes");
        let catalogue = Catalogue::builtin();
        let fresh = times(|_| {
            time(|| {
                let document = Document::read(&path, text.as_bytes());
                let analysis = analyze(&document, &catalogue, None);
                lint::document(&document, &analysis, &catalogue)
            })
        });
        println!("  {:56} {}", "all of it afresh, without the set", fresh.shown());
        workspace.open(&path);
        workspace.put(&path, text.as_bytes());
        workspace.update(&options);
        for (name, at, pieces) in sorts(&text) {
            let edited = |n: usize| {
                let mut edited = text.clone();
                edited.insert_str(at, &pieces[n % pieces.len()]);
                edited
            };
            let mut memory = Memory::default();
            analyze_again(&mut memory, &Document::read(&path, text.as_bytes()), &catalogue, None);
            let analysed = times(|n| {
                let document = Document::read(&path, edited(n).as_bytes());
                time(|| analyze_again(&mut memory, &document, &catalogue, None))
            });
            println!("  {name}\n    {:54} {}", "analysed again", analysed.shown());
            let mut folds = Vec::new();
            let put = times(|n| {
                let edited = edited(n);
                let put = time(|| {
                    workspace.put(&path, edited.as_bytes());
                });
                let fold = time(|| workspace.update(&options));
                folds.push(fold);
                put + fold
            });
            println!("    {:54} {}", "the set folded", Times(folds).shown());
            println!("    {:54} {}", "all, read to findings of the set", put.shown());
        }
        println!("  peak memory {}", peak());
        workspace.remove(&path);
    }
}
