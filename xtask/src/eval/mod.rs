//! `cargo xtask eval`: how often the built-in detector is right, on passages, documents and mutations.
//!
//! With `--write` the tables in `docs/evaluation.md` are made anew; with `--gate` it fails when a figure is below the
//! floor in `tests/floors.toml`. Figures for repositories that were not trained on come from `cargo xtask train`, which
//! leaves them in `core/catalog/model/unseen.tsv`.

mod count;

pub(crate) use count::{CorpusFigures, Labels, Tally, corpus, document, labelled, passage};

use crate::train::data::{self, Item};
use medlint_core::catalog::Catalogue;
use medlint_core::detect::{Analysis, analyze};
use medlint_core::document::Document;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Floors of `tests/floors.toml`: name of the figure and the least it may be.
#[derive(Deserialize)]
struct Floors {
    floor: BTreeMap<String, f64>,
}

/// Measures, prints, and as asked for writes and compares.
///
/// # Errors
/// When a file cannot be read or written, or a figure is below its floor.
pub(crate) fn run(root: &Path, write: bool, gate: bool) -> Result<(), String> {
    let catalogue = Catalogue::builtin();
    let topics: Vec<String> = catalogue.topics.iter().map(|t| t.id.to_string()).collect();
    let items = data::read(&root.join("core/catalog"), &topics)?;
    let look = |d: &Document| analyze(d, &catalogue, None);
    let mut figures: BTreeMap<String, f64> = BTreeMap::new();

    let mut passages = String::from(
        "| passages | number | own topic right | precision | recall | F1 over all topics |\n|---|---|---|---|---|---|\n",
    );
    let sets: [(&str, &str, &dyn Fn(&Item) -> bool); 5] = [
        ("first hand, all", "first", &|i| i.by_first_hand()),
        ("first hand, kept aside", "first-aside", &|i| i.by_first_hand() && i.aside()),
        ("other hands, kept aside", "others-aside", &|i| !i.by_first_hand() && i.aside()),
        ("all, kept aside", "aside", &|i| i.aside()),
        ("all", "all", &|_| true),
    ];
    for (title, key, wanted) in sets {
        let mut tally = Tally::default();
        let mut number = 0;
        for item in items.iter().filter(|i| i.is_passage() && wanted(i)) {
            passage(&mut tally, item, &topics, &look(&Document::read(&item.path, item.text.as_bytes())));
            number += 1;
        }
        let own = f64::from(tally.own_right) / f64::from(tally.own.max(1));
        let _ = writeln!(
            passages,
            "| {title} | {number} | {own:.3} | {:.3} | {:.3} | {:.3} |",
            tally.precision(),
            tally.recall(),
            tally.f1()
        );
        figures.insert(format!("passages-{key}-own"), own);
        figures.insert(format!("passages-{key}-f1"), tally.f1());
    }

    let mut documents = String::from(
        "| documents | number | precision | recall | F1 of shown | located | kind right |\n|---|---|---|---|---|---|---|\n",
    );
    for (title, key, wanted) in [
        (
            "the corpus that came with the project",
            "corpus",
            &(|id: &str| is_given(id)) as &dyn Fn(&str) -> bool,
        ),
        ("documents added since", "added", &|id: &str| !is_given(id)),
    ] {
        let found = documents_of(root, &catalogue, &look, wanted)?;
        row(&mut documents, title, &found);
        figures.insert(format!("{key}-f1"), found.topics.f1());
        figures.insert(format!("{key}-precision"), found.topics.precision());
        figures.insert(format!("{key}-located"), located(&found));
        figures.insert(format!("{key}-kind"), f64::from(found.kinds_right) / f64::from(found.kinds.max(1)));
    }
    let unseen = root.join("core/catalog/model/unseen.tsv");
    let unseen = std::fs::read_to_string(&unseen).map_err(|e| format!("{}: {e}", unseen.display()))?;
    for line in unseen.lines().filter(|l| !l.starts_with('#')) {
        let _ = writeln!(documents, "| {} |", line.split('\t').collect::<Vec<_>>().join(" | "));
    }

    let mutations = crate::mutate::run(root, &look)?;
    figures.insert("mutations-flipped".to_owned(), mutations.flip_rate());
    figures.insert("neutral-stable".to_owned(), mutations.stable_rate());
    println!("{passages}\n{documents}\n{mutations}");
    if write {
        let path = root.join("docs/evaluation.md");
        let mut text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        for (name, table) in
            [("passages", passages), ("corpus", documents), ("mutations", mutations.to_string())]
        {
            text = replace(&text, name, &table)?;
        }
        std::fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    if gate { compare(root, &figures) } else { Ok(()) }
}

/// Whether a document is one of the 46 that the project began with.
fn is_given(id: &str) -> bool {
    id.starts_with(['D', 'X'])
}

/// The share of what is right that is also found at the right lines.
fn located(figures: &CorpusFigures) -> f64 {
    f64::from(figures.topics.located) / f64::from(figures.topics.right.max(1))
}

/// Adds a row of the table of documents.
fn row(out: &mut String, title: &str, figures: &CorpusFigures) {
    let t = &figures.topics;
    let _ = writeln!(
        out,
        "| {title} | {} | {:.3} | {:.3} | {:.3} | {:.3} | {} |",
        figures.kinds,
        t.precision(),
        t.recall(),
        t.f1(),
        located(figures),
        figures.kinds_right
    );
}

/// The figures of documents that were judged by tables which did not see their repository, as a line of `unseen.tsv`.
pub(crate) fn unseen_line(title: &str, figures: &CorpusFigures) -> String {
    let mut line = String::new();
    row(&mut line, title, figures);
    line.trim().trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>().join("\t")
}

fn documents_of(
    root: &Path,
    catalogue: &Catalogue,
    look: &dyn Fn(&Document) -> Analysis,
    wanted: &dyn Fn(&str) -> bool,
) -> Result<CorpusFigures, String> {
    let mut figures = CorpusFigures::default();
    for (labels, path, bytes) in corpus(root)? {
        if wanted(&labels.id) {
            document(&mut figures, &labels, catalogue, &look(&Document::read(&path, &bytes)));
        }
    }
    Ok(figures)
}

/// Puts a table behind its marker, in place of the one that stands there.
fn replace(text: &str, name: &str, table: &str) -> Result<String, String> {
    let marker = format!("<!-- figures: {name} -->");
    let Some((before, after)) = text.split_once(&marker) else {
        return Err(format!("docs/evaluation.md has no marker {marker}"));
    };
    let after = after.trim_start_matches('\n');
    let end = after.find("\n## ").map_or(after.len(), |n| n + 1);
    let end = if after.starts_with("## ") { 0 } else { end };
    Ok(format!("{before}{marker}\n\n{}\n\n{}", table.trim(), &after[end..]))
}

fn compare(root: &Path, figures: &BTreeMap<String, f64>) -> Result<(), String> {
    let path = root.join("tests/floors.toml");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let floors: Floors = toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut below = Vec::new();
    for (name, floor) in &floors.floor {
        match figures.get(name) {
            Some(figure) if figure >= floor => {}
            Some(figure) => below.push(format!("{name} is {figure:.3}, below its floor {floor:.3}")),
            None => below.push(format!("{name} in tests/floors.toml is no figure that is measured")),
        }
    }
    if below.is_empty() { Ok(()) } else { Err(below.join("\n")) }
}
