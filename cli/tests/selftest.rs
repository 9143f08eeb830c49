//! `medlint selftest` and `medlint catalogue` as a user runs them, where the output differs from machine to machine.

mod folder;

use std::fs;

use folder::Folder;

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn a_record_names_the_program_the_platform_and_the_date() {
    let folder = Folder::new("selftest-record");
    let ran = folder.run(&["selftest", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let record = json(&ran.out);
    let program = fs::read(env!("CARGO_BIN_EXE_medlint")).unwrap();
    let hash = medlint_core::document::Digest::of(&program).to_string();
    assert_eq!(record["program"]["sha256"], hash);
    assert_eq!(record["program"]["platform"], format!("{} {}", std::env::consts::OS, std::env::consts::ARCH));
    assert_eq!(record["tool"]["version"], env!("CARGO_PKG_VERSION"));
    assert!(record["date"].as_str().is_some_and(|date| date.len() == 20 && date.ends_with('Z')));
    assert!(record["milliseconds"].is_u64());
    assert_eq!(record["installation"]["holds"], true);
}

#[test]
fn a_fixed_date_and_no_date_give_the_same_bytes_again() {
    let folder = Folder::new("selftest-same");
    let fixed = || {
        let mut command = folder.command(&["selftest", "--format", "html"]);
        folder::Ran::of(command.env("SOURCE_DATE_EPOCH", "1700000000"), b"").out
    };
    let page = fixed();
    assert!(page.contains("2023-11-14T22:13:20Z") && !page.contains("Duration"));
    assert_eq!(page, fixed());
    let without = folder.run(&["selftest", "--no-date"]).out;
    assert!(!without.contains("date ") && !without.contains("took"), "{without}");
    assert_eq!(without, folder.run(&["selftest", "--no-date"]).out);
}

#[test]
fn records_are_written_into_files_besides_the_output() {
    let folder = Folder::new("selftest-files").with("a.json", "older");
    let ran = folder.run(&["selftest", "--no-date", "--output", "html=a.html", "--output", "json=a.json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Installation: holds"), "{}", ran.out);
    assert!(fs::read_to_string(folder.file("a.html")).unwrap().starts_with("<!doctype html>"));
    assert_eq!(json(&fs::read_to_string(folder.file("a.json")).unwrap())["date"], serde_json::Value::Null);
    let names = fs::read_dir(folder.file("")).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    assert_eq!(names, [".git", "a.html", "a.json"], "nothing else is left");
}

#[test]
fn an_export_compared_with_this_version_differs_in_nothing() {
    let folder = Folder::new("catalogue-export");
    let export = folder.run(&["catalogue", "export"]).out;
    let folder = folder.with("old.json", &export);
    let ran = folder.run(&["catalogue", "diff", "old.json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.ends_with("Nothing differs.\n"), "{}", ran.out);
    let changed = export.replacen("\"strength\": \"should\"", "\"strength\": \"may\"", 1);
    let ran = folder.with("old.json", changed).run(&["catalogue", "diff", "old.json"]);
    assert!(
        ran.out.contains("Requirements: 1 changed") && ran.out.contains("strength: may -> should"),
        "{}",
        ran.out
    );
}
