//! `cargo xtask validation`: the table of docs/validation/requirements.md, and what the self-test of this release computes.
//!
//! Both are committed; tests fail when they are out of date. Nothing is judged here.

use serde::Deserialize;
use std::fmt::Write as _;
use std::path::Path;

/// Where requirements are written.
const SOURCE: &str = "docs/validation/requirements.toml";
/// What is made of them.
const TABLE: &str = "docs/validation/requirements.md";
/// What the self-test is compared with.
const RECORDED: &str = "core/src/selftest/recorded.txt";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    title: String,
    requirement: Vec<Requirement>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Requirement {
    id: String,
    statement: String,
    tests: Vec<String>,
}

/// Writes both anew.
///
/// # Errors
/// When a requirement names a test that is not there, or a file cannot be read or written.
pub(crate) fn run(root: &Path) -> Result<(), String> {
    let write = |file: &str, text: &str| {
        std::fs::write(root.join(file), text).map_err(|e| format!("{file}: {e}"))?;
        println!("{file}");
        Ok::<(), String>(())
    };
    write(TABLE, &table(root)?)?;
    write(RECORDED, &medlint_core::selftest::run().record())
}

/// The table, when every test that it names is there.
fn table(root: &Path) -> Result<String, String> {
    let text = std::fs::read_to_string(root.join(SOURCE)).map_err(|e| format!("{SOURCE}: {e}"))?;
    let source: Source = toml::from_str(&text).map_err(|e| format!("{SOURCE}: {e}"))?;
    let read = |file: &str| std::fs::read_to_string(root.join(file)).ok();
    let mistakes = mistakes(&source, &read);
    if mistakes.is_empty() { Ok(written(&source)) } else { Err(mistakes.join("\n")) }
}

/// Ids that are used twice, requirements without a test, and tests that are not there.
fn mistakes(source: &Source, read: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let mut out = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    for requirement in source.group.iter().flat_map(|group| &group.requirement) {
        let id = requirement.id.as_str();
        if ids.contains(&id) {
            out.push(format!("{SOURCE}: {id} is used twice"));
        }
        ids.push(id);
        if requirement.tests.is_empty() {
            out.push(format!("{SOURCE}: {id} names no test"));
        }
        for test in &requirement.tests {
            let (file, name) = test.split_once(": ").map_or((test.as_str(), None), |(f, n)| (f, Some(n)));
            let there = read(file).is_some_and(|text| match name {
                None => file.starts_with("cli/tests/cmd/"),
                Some(name) if file.ends_with(".rs") => text.contains(&format!("fn {name}(")),
                Some(name) => text.contains(&format!("test(\"{name}\"")),
            });
            if !there {
                out.push(format!("{SOURCE}: {id} names `{test}`, which is not there"));
            }
        }
    }
    out
}

fn written(source: &Source) -> String {
    let mut out = String::from(
        "# Requirements on medlint as a tool\n\nMade of [requirements.toml](requirements.toml) by `cargo xtask validation`; do not \
         edit. Each requirement names the tests that show it; all of them run with `cargo xtask test`. Ids are never used again.\n",
    );
    for group in &source.group {
        // Writing to a string cannot fail.
        let _ = write!(out, "\n## {}\n\n| Id | Requirement | Shown by |\n|---|---|---|\n", group.title);
        for Requirement { id, statement, tests } in &group.requirement {
            let shown: Vec<String> = tests.iter().map(|test| link(test)).collect();
            let _ = writeln!(out, "| {id} | {statement} | {} |", shown.join("<br>"));
        }
    }
    out
}

/// A test with a link to its file.
fn link(test: &str) -> String {
    match test.split_once(": ") {
        Some((file, name)) => format!("[{file}](../../{file}): {}", name.replace('_', " ")),
        None => format!("[{test}](../../{test})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let source: Source = toml::from_str(text).unwrap();
        mistakes(&source, &|file| match file {
            "core/tests/a.rs" => Some("#[test]\nfn it_holds() {}".into()),
            "web/a.test.ts" => Some("test(\"it holds\", () => {});".into()),
            "cli/tests/cmd/a.toml" => Some(String::new()),
            _ => None,
        })
    }

    fn one(tests: &str) -> Vec<String> {
        found(&format!(
            "[[group]]\ntitle = \"g\"\n[[group.requirement]]\nid = \"T\"\nstatement = \"s\"\ntests = {tests}"
        ))
    }

    #[test]
    fn the_table_is_up_to_date_and_its_tests_are_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let table = table(root).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        let committed = std::fs::read_to_string(root.join(TABLE)).unwrap_or_default().replace('\r', "");
        assert!(committed == table, "{TABLE} is out of date: run `cargo xtask validation`");
    }

    #[test]
    fn a_test_that_is_not_there_is_a_mistake() {
        let good = "[\"core/tests/a.rs: it_holds\", \"web/a.test.ts: it holds\", \"cli/tests/cmd/a.toml\"]";
        assert_eq!(one(good), [""; 0]);
        for bad in
            ["core/tests/a.rs: it_hold", "web/a.test.ts: it hold", "cli/tests/cmd/b.toml", "core/tests/a.rs"]
        {
            assert_eq!(one(&format!("[{bad:?}]")).len(), 1, "{bad}");
        }
        assert_eq!(one("[]"), ["docs/validation/requirements.toml: T names no test"]);
    }
}
