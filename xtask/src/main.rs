//! The project's tasks: `cargo xtask TASK`.

mod eval;
mod mutate;
mod test;
mod train;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask TASK

  test                     everything that must hold before a change lands: formatting, clippy, all tests,
                           core for wasm32, licences, quality of detection
  eval [--write] [--gate]  measures detection on passages, documents and mutations
                           --write  puts the tables into docs/evaluation.md
                           --gate   fails below the floors of tests/floors.toml
  mutate                   runs the mutation suite and shows where it fails
  train [--dry] [--sums]   learns core/catalog/model/ from the labelled texts; build and run `eval` afterwards
                           --dry    prints figures and writes nothing
                           --sums   learns the last sum, too (see docs/detection.md)
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
        "train" => &["--dry"],
        _ => &[],
    };
    if options.iter().any(|o| o == "--help") || matches!(task, "help" | "--help" | "-h") {
        print!("{HELP}");
        return ExitCode::SUCCESS;
    }
    if let Some(strange) = options.iter().find(|o| !known.contains(&o.as_str())) {
        eprintln!("{task} has no option {strange}\n\n{HELP}");
        return ExitCode::from(2);
    }
    let has = |name: &str| options.iter().any(|o| o == name);
    let done = match task {
        "test" => test::run(root),
        "eval" => eval::run(root, has("--write"), has("--gate")),
        "mutate" => mutations(root),
        "train" => train::run(root, has("--dry")),
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

/// Runs the mutation suite on the built-in detector and prints the failures after the table.
fn mutations(root: &std::path::Path) -> Result<(), String> {
    let catalogue = medlint_core::catalog::Catalogue::builtin();
    let report = mutate::run(root, &|d| medlint_core::detect::analyze(d, &catalogue, None))?;
    println!("{report}\n{}", report.worst("", 3));
    Ok(())
}
