//! Names the engine that is compiled in: a hash of its sources and tables, so that a cache made by another is not used.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let here = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    // In a package of a registry there is nothing beside it; a version is published only once, so its number will do.
    for part in
        ["src", "../core/src", "../core/catalog", "../core/build", "../core/build.rs", "../Cargo.lock"]
    {
        let part = here.join(part);
        if part.exists() {
            println!("cargo::rerun-if-changed={}", part.display());
            collect(&part, &mut files);
        }
    }
    files.sort();
    let version = std::env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let mut hash = fnv1a(0xcbf2_9ce4_8422_2325, version.as_bytes());
    for file in &files {
        hash = fnv1a(hash, &fs::read(file).unwrap_or_default());
        hash = fnv1a(hash, &[0xff]);
    }
    println!("cargo::rustc-env=MEDLINT_ENGINE={hash:016x}");
}

fn collect(place: &Path, files: &mut Vec<PathBuf>) {
    match fs::read_dir(place) {
        Ok(entries) => entries.flatten().for_each(|entry| collect(&entry.path(), files)),
        Err(_) => files.push(place.to_path_buf()),
    }
}

fn fnv1a(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
