//! The project's tasks.

mod eval;
mod train;

fn main() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands in the workspace");
    if let Err(e) = train::run(root, std::env::args().any(|a| a == "--dry")) {
        eprintln!("{e}");
        std::process::exit(1);
    }
}
