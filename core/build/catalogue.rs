//! Makes `catalogue.bin`: reads `core/catalog/` with the library's own reader, checks it, and packs it.

use std::path::{Path, PathBuf};
use std::{env, fs};

// The library's reader and types, compiled into the build script: one definition of what a catalogue file is.
#[allow(dead_code, unreachable_pub)]
#[path = "../src/catalog/error.rs"]
mod error;
#[allow(dead_code, unreachable_pub)]
#[path = "../src/catalog/fields.rs"]
mod fields;
#[allow(dead_code, unreachable_pub)]
#[path = "../src/catalog/link.rs"]
mod link;
#[allow(dead_code, unreachable_pub)]
#[path = "../src/catalog/model.rs"]
mod model;
#[allow(dead_code, unreachable_pub)]
#[path = "../src/catalog/nearest.rs"]
mod nearest;
#[allow(dead_code, unreachable_pub)]
#[path = "../src/catalog/pack.rs"]
mod pack;
#[allow(dead_code, unreachable_pub)]
#[path = "../src/catalog/source.rs"]
mod source;
#[path = "word_lists.rs"]
mod word_lists;

use fields::File;
use link::Parts;
pub(crate) use model::fnv1a;
use model::*;
use source::Part;
pub(crate) use word_lists::FNV_START;
use word_lists::Vocabulary;

/// Writes `$OUT_DIR/catalogue.rs`; returns the mistakes found in the data, one line each.
pub(crate) fn generate() -> Vec<String> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("catalog");
    println!("cargo::rerun-if-changed={}", root.display());
    for file in ["error.rs", "fields.rs", "link.rs", "model.rs", "nearest.rs", "pack.rs", "source.rs"] {
        println!("cargo::rerun-if-changed=src/catalog/{file}");
    }
    let files = read_all(&root);
    match catalogue(&files) {
        Ok(catalogue) => {
            let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
            let names = crate::lexicon::Names {
                topics: catalogue.topics.iter().map(|t| t.id.to_string()).collect(),
                cues: catalogue.cues.iter().map(ToString::to_string).collect(),
                citations: patterns(&catalogue),
            };
            fs::write(out.join("catalogue.bin"), pack::pack(catalogue)).expect("OUT_DIR can be written");
            match crate::lexicon::generate(&files, &names) {
                Ok(generated) => {
                    fs::write(out.join("detector.bin"), generated.detector).expect("OUT_DIR can be written");
                    fs::write(out.join("examples.rs"), generated.examples).expect("OUT_DIR can be written");
                    Vec::new()
                }
                Err(mistakes) => mistakes.iter().map(|m| format!("core/catalog/{m}")).collect(),
            }
        }
        Err(mistakes) => mistakes.iter().map(|m| format!("core/catalog/{m}")).collect(),
    }
}

/// Patterns of superseded editions, also in the spelling without a space between letters and digits.
fn patterns(catalogue: &Catalogue) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    for (n, citation) in catalogue.citations.iter().enumerate() {
        for pattern in citation.patterns.iter() {
            out.push((n, pattern.to_string()));
            if let Some((letters, digits)) = pattern.split_once(' ')
                && letters.bytes().all(|b| b.is_ascii_alphabetic())
                && digits.starts_with(|c: char| c.is_ascii_digit())
            {
                out.push((n, format!("{letters}{digits}")));
            }
        }
    }
    out
}

/// All TOML and TSV files under `root` as (name relative to it with `/`, text), sorted by name.
fn read_all(root: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
            let path = entry.expect("a folder entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml" || e == "tsv") {
                let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
                let name = path.strip_prefix(root).expect("it is under root");
                let name: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
                files.push((name.join("/"), text));
            }
        }
    }
    files.sort();
    files
}

fn catalogue(files: &[(String, String)]) -> Result<Catalogue, Vec<error::CatalogueError>> {
    let mut errors = Vec::new();
    let mut catalogue = Catalogue::empty();
    catalogue.hash =
        files.iter().fold(word_lists::FNV_START, |hash, (name, text)| hash_file(hash, name, text));
    let file = |name: &str| {
        let found = files.iter().find(|(n, _)| n == name);
        found.map_or(File { path: "", text: "" }, |(name, text)| File { path: name, text })
    };

    let vocabulary_file = file("vocabulary.toml");
    let Some(vocabulary) = word_lists::vocabulary(&vocabulary_file, &mut errors) else { return Err(errors) };
    word_lists::add_vocabulary(&mut catalogue, &vocabulary_file, &vocabulary, &mut errors);

    let mut parts = Parts::default();
    for (name, text) in files {
        let file = File { path: name, text };
        let stem = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".toml");
        let folder = name.split('/').next().unwrap_or_default();
        if !matches!(folder, "topics" | "frameworks") {
            continue;
        }
        match source::read(&file, &mut errors) {
            Some(Part::Topic(topic)) if folder == "topics" => {
                if topic.id.value != stem {
                    errors.push(file.error(topic.id.at, "id", format!("must be the file's name, `{stem}`")));
                }
                parts.topics.push((file, topic));
            }
            Some(Part::Framework(framework)) if folder == "frameworks" => {
                if framework.id.value != stem {
                    let message = format!("must be the file's name, `{stem}`");
                    errors.push(file.error(framework.id.at, "framework.id", message));
                }
                if !vocabulary.frameworks.iter().any(|w| w.value == stem) {
                    errors.push(file.error(0, "framework.id", "is not in `frameworks` of vocabulary.toml"));
                }
                parts.frameworks.push((file, framework));
            }
            Some(_) => errors.push(file.error(0, "", format!("does not belong into `{folder}`"))),
            None => {}
        }
    }
    sort(&mut parts, &vocabulary);
    link::add(&mut catalogue, &parts, &mut errors);

    let kinds_file = file("kinds.toml");
    let kinds = word_lists::kinds(&kinds_file, &mut errors);
    word_lists::add_kinds(&mut catalogue, &kinds_file, &kinds, &mut errors);
    let citations_file = file("citations.toml");
    let citations = word_lists::citations(&citations_file, &mut errors);
    word_lists::add_citations(&mut catalogue, &citations_file, &citations, &mut errors);
    if errors.is_empty() {
        word_lists::check_topics_used(&catalogue, &vocabulary_file, &vocabulary, &mut errors);
    }
    if errors.is_empty() { Ok(catalogue) } else { Err(errors) }
}

/// Topics by area and the vocabulary's order (those not listed behind, by id), frameworks by the vocabulary's order.
fn sort(parts: &mut Parts<'_>, vocabulary: &Vocabulary) {
    let areas: Vec<&str> = vocabulary.area.iter().map(|e| &*e.id.value).collect();
    let topics: Vec<&str> = vocabulary.topic_order.iter().map(|w| &*w.value).collect();
    let frameworks: Vec<&str> = vocabulary.frameworks.iter().map(|w| &*w.value).collect();
    let place = |words: &[&str], id: &str| words.iter().position(|&w| w == id).unwrap_or(usize::MAX);
    parts.topics.sort_by_key(|(_, topic)| {
        (place(&areas, &topic.area.value), place(&topics, &topic.id.value), topic.id.value.clone())
    });
    parts.frameworks.sort_by_key(|(_, framework)| place(&frameworks, &framework.id.value));
}
