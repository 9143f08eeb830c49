//! The project's tasks.

mod eval;
mod mutate;
mod train;

fn main() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands in the workspace");
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| args.iter().any(|a| a == name);
    let done = match args.first().map(String::as_str) {
        Some("train") => train::run(root, has("--dry"), has("--sums")),
        _ => eval::run(root, has("--write"), has("--gate")),
    };
    if let Err(e) = done {
        eprintln!("{e}");
        std::process::exit(1);
    }
}
