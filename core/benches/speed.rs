//! `cargo bench`: how fast a document is analysed and a set assessed.
//!
//! Times are given as ratios to what stands beside them in the same run, because machines and their loads differ:
//! the analysis to pulldown-cmark iterating the same text, 10 MB to 10 kB, one edit among 500 documents to nothing
//! (it has a limit in milliseconds). Every figure is the median of several runs taken in turns.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "a bench reads files and the clock, and prints"
)]

use medlint_core::assess::{DeviceProfile, Selection, assess};
use medlint_core::catalog::Catalogue;
use medlint_core::detect::{Analysis, analyze};
use medlint_core::document::Document;
use pulldown_cmark::{Options, Parser};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// Runs of everything.
const RUNS: usize = 9;

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn read(path: &str, text: &str) -> Document {
    Document::read(path, text.as_bytes())
}

/// Markdown documents of the labelled corpus, by name.
fn corpus() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/documents");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the corpus is beside the engine")
        .map(|f| f.expect("the corpus is readable").path())
        .filter(|f| f.extension().is_some_and(|e| e == "md"))
        .collect();
    files.sort();
    files.iter().map(|f| String::from_utf8_lossy(&std::fs::read(f).expect("readable")).into_owned()).collect()
}

/// So many bytes of documents one after another.
fn text_of(documents: &[String], bytes: usize) -> String {
    let mut out = String::new();
    for document in documents.iter().cycle() {
        out.push_str(document);
        out.push_str("\n\n");
        if out.len() >= bytes {
            break;
        }
    }
    let mut end = bytes;
    while !out.is_char_boundary(end) {
        end -= 1;
    }
    out.truncate(end);
    out
}

fn markdown_events(text: &str) -> usize {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    Parser::new_ext(text, options)
        .into_offset_iter()
        .map(|(event, range)| black_box((event, range)).1.len())
        .sum()
}

fn analysis(documents: &[String], catalogue: &Catalogue) {
    let bytes: usize = documents.iter().map(String::len).sum();
    let (mut alone, mut reader, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        alone.push(time(|| {
            documents.iter().for_each(|d| {
                black_box(markdown_events(d));
            });
        }));
        reader.push(time(|| {
            documents.iter().for_each(|d| {
                black_box(read("a.md", d));
            });
        }));
        whole.push(time(|| {
            documents.iter().for_each(|d| {
                black_box(analyze(&read("a.md", d), catalogue, None));
            });
        }));
    }
    let speed = |t: Duration| bytes as f64 / 1e6 / t.as_secs_f64();
    let (alone, reader, whole) = (median(alone), median(reader), median(whole));
    println!("documents of the corpus: {} with {bytes} bytes", documents.len());
    println!("  pulldown-cmark alone  {:6.1} MB/s", speed(alone));
    println!("  reading a document    {:6.1} MB/s  {:4.1} times", speed(reader), ratio(reader, alone));
    println!(
        "  whole analysis        {:6.1} MB/s  {:4.1} times (target: at most 5)",
        speed(whole),
        ratio(whole, alone)
    );
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

fn growth(documents: &[String], catalogue: &Catalogue) {
    println!("one document of a growing size (linear: the same time per byte)");
    let mut first = None;
    for bytes in [10_000, 100_000, 1_000_000, 10_000_000] {
        let text = text_of(documents, bytes);
        // as much text for each size, so that a small one is not measured by the clock's grain
        let repeats = (1_000_000 / bytes).max(1);
        let runs = if bytes > 1_000_000 { 3 } else { RUNS };
        let times = (0..runs).map(|_| {
            time(|| {
                for _ in 0..repeats {
                    black_box(analyze(&read("a.md", &text), catalogue, None));
                }
            })
        });
        let nanoseconds = median(times.collect()).as_nanos() as f64 / (repeats * bytes) as f64;
        let first = *first.get_or_insert(nanoseconds);
        println!("  {bytes:>10} bytes  {nanoseconds:6.1} ns per byte  {:4.2} times", nanoseconds / first);
    }
}

fn assessment(documents: &[String], catalogue: &Catalogue) {
    let analyses: Vec<Analysis> = (0..500)
        .map(|n| {
            let text = &documents[n % documents.len()];
            analyze(&read(&format!("docs/{n}.md"), text), catalogue, None)
        })
        .collect();
    let analyses: Vec<&Analysis> = analyses.iter().collect();
    let profile = DeviceProfile::default();
    let times = (0..RUNS).map(|_| {
        time(|| {
            black_box(assess(&analyses, &profile, catalogue, &[], &[], None, &Selection::default()));
        })
    });
    let time = median(times.collect());
    println!("assessment of 500 documents of the corpus after an edit of one");
    println!("  {:.2} ms (target: at most 5)", time.as_secs_f64() * 1e3);
}

fn main() {
    let documents = corpus();
    let catalogue = Catalogue::builtin();
    // `cargo bench -- growth` runs one of them
    let chosen: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let parts: [(&str, fn(&[String], &Catalogue)); 3] =
        [("analysis", analysis), ("growth", growth), ("assessment", assessment)];
    for (name, part) in parts {
        if chosen.is_empty() || chosen.iter().any(|c| c == name) {
            part(&documents, &catalogue);
        }
    }
}
