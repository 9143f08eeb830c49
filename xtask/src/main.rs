//! The project's tasks: `cargo xtask TASK`.

mod eval;
mod instructions;
mod many;
mod mutate;
mod new_rule;
mod new_topic;
mod npm;
mod peers;
mod python;
mod release;
mod run;
mod server_bench;
mod test;
mod train;
mod validation;
mod vscode;
mod wasm;
mod web;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask TASK

  test                     everything that must hold before a change lands: formatting, clippy, all tests,
                           core for wasm32, licences, quality of detection
  wasm                     makes the npm package wasm/pkg: the engine for JavaScript
  web [--serve]            builds the web page into web/dist, the engine and the reference with it
                           --serve  shows it at http://localhost:4173 until interrupted
  vscode                   builds the VS Code extension, vscode-extension/medlint.vsix, the language server with it
  eval [--write] [--gate]  measures detection on passages, documents and mutations
                           --write  puts the tables into docs/evaluation.md
                           --gate   fails below the floors of tests/floors.toml
  mutate                   runs the mutation suite and shows where it fails
  validation               writes docs/validation/requirements.md, and what the self-test of this release computes
  train [--dry]            learns core/catalog/model/ from the labelled texts; build and run `eval` afterwards
                           --dry    prints figures and writes nothing
  peers [FOLDER]           times `medlint scan` beside rumdl, typos and markdownlint-cli2, which it installs into
                           target/peers; without FOLDER on Markdown files of cargo's registry
  server-bench             times the language server beside that of rumdl: from an edit to its findings
  many                     time and memory of a check of 5,000 documents, with and without a cache
  instructions [--write]   counts the instructions of a scan; fails far above the figure of tests/instructions.toml
                           --write  writes the figure
  new-topic ID AREA TITLE  begins a topic: its file, and its place in core/catalog/vocabulary.toml
  new-rule CODE NAME       begins a finding rule, as M119 name-of-rule, and registers it
  help                     this text
";

fn main() -> ExitCode {
    let Some(root) = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent() else {
        return ExitCode::FAILURE;
    };
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (task, options) = args.split_first().map_or(("help", &[][..]), |(t, o)| (t.as_str(), o));
    let known: &[&str] = match task {
        "eval" => &["--write", "--gate"],
        "web" => &["--serve"],
        "train" => &["--dry"],
        "instructions" => &["--write"],
        _ => &[],
    };
    // How many words a task takes behind its name.
    let takes = match task {
        "peers" => 0..=1,
        "new-topic" => 3..=3,
        "new-rule" => 2..=2,
        _ => 0..=0,
    };
    if options.iter().any(|o| o == "--help") || matches!(task, "help" | "--help" | "-h") {
        print!("{HELP}");
        return ExitCode::SUCCESS;
    }
    let (options, words): (Vec<&str>, Vec<&str>) =
        options.iter().map(String::as_str).partition(|o| o.starts_with("--"));
    if let Some(strange) = options.iter().find(|o| !known.contains(o)) {
        eprintln!("{task} has no option {strange}\n\n{HELP}");
        return ExitCode::from(2);
    }
    let has = |name: &str| options.contains(&name);
    if !takes.contains(&words.len()) && HELP.contains(&format!("\n  {task} ")) {
        eprintln!("{task} takes {} words behind it, not {}\n\n{HELP}", shown(&takes), words.len());
        return ExitCode::from(2);
    }
    let done = match task {
        "test" => test::run(root),
        "wasm" => wasm::build(root),
        "web" => web::run(root, has("--serve")),
        "vscode" => vscode::build(root),
        "eval" => eval::run(root, has("--write"), has("--gate")),
        "mutate" => mutations(root),
        "validation" => validation::run(root),
        "train" => train::run(root, has("--dry")),
        "peers" => peers::run(root, words.first().map(std::path::Path::new)),
        "many" => many::run(root),
        "server-bench" => server_bench::run(root),
        "instructions" => instructions::run(root, has("--write")),
        "new-topic" => new_topic::run(root, words[0], words[1], words[2]),
        "new-rule" => new_rule::run(root, words[0], words[1]),
        other => {
            eprintln!("there is no task {other}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("{e}");
            ExitCode::FAILURE
        }
    }
}

/// A number of words, or from which to which.
fn shown(takes: &std::ops::RangeInclusive<usize>) -> String {
    if takes.start() == takes.end() {
        takes.start().to_string()
    } else {
        format!("{} to {}", takes.start(), takes.end())
    }
}

/// Runs the mutation suite on the built-in detector and prints the failures after the table.
fn mutations(root: &std::path::Path) -> Result<(), String> {
    let catalogue = medlint_core::catalog::Catalogue::builtin();
    let report = mutate::run(root, &|d| medlint_core::detect::analyze(d, &catalogue, None))?;
    println!("{report}\n{}", report.worst("", 3));
    Ok(())
}
