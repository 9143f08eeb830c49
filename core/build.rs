//! Build script: packs the data of `core/catalog/` into tables for the engine, one module per sort of table.

// A build script reads files and talks to cargo; core/clippy.toml is about the engine.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

#[path = "build/catalogue.rs"]
mod catalogue;
#[path = "build/detect.rs"]
mod detect;
#[path = "build/language.rs"]
mod language;
#[path = "build/lexicon.rs"]
mod lexicon;
#[allow(dead_code, unreachable_pub)]
#[path = "src/packing.rs"]
mod packing;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    for file in [
        "detect/compile.rs",
        "detect/learned.rs",
        "detect/lexicon.rs",
        "detect/pack.rs",
        "language/stem.rs",
        "language/token.rs",
        "packing.rs",
    ] {
        println!("cargo::rerun-if-changed=src/{file}");
    }
    let mistakes = catalogue::generate();
    if !mistakes.is_empty() {
        for mistake in &mistakes {
            println!("cargo::error={mistake}");
        }
        std::process::exit(1);
    }
}
