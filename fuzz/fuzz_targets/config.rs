//! Any text as medlint.toml and as an organisation's own topics: nothing panics, every problem has its place in the text, and what
//! is written of it is read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use medlint_core::catalog::Catalogue;
use medlint_core::config::{self, Config};

fuzz_target!(|text: &str| {
    let mut catalogue = Catalogue::builtin();
    let _ = config::catalogue_files(text);
    let _ = catalogue.extend(&[("own.toml", text)]);
    let (_, problems) = Config::parse("medlint.toml", text, &catalogue);
    let (mut file, _) = config::from_toml(text, &catalogue);
    file.sort(&catalogue);
    let written = config::to_toml(&file, &catalogue);
    assert_eq!(config::from_toml(&written, &catalogue).0, file);
    let lines = text.lines().count().max(1) + 1;
    problems.iter().for_each(|p| assert!(p.line as usize <= lines, "{p:?}"));
});
