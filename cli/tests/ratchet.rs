//! Baselines, revisions and differences on a real git history.

mod folder;

use std::fs;
use std::process::Command;

use folder::{Folder, Ran};

const PLAN: &str = "# Cybersecurity management plan\n\n## Backup\n\nTBD\n\n## Penetration test\n\nAn independent laboratory attacked every interface \
                    of the pump for ten days and found no way to change a dose.\n";
const CONFIG: &str = "[check]\nframeworks = [\"mdcg-2019-16\"]\nfail-on = \"warning\"\n";

/// A repository in whose folder `device` a set of documents lives.
fn repository(test: &str) -> Folder {
    let folder = Folder::new(test)
        .with("device/medlint.toml", CONFIG)
        .with("device/docs/plan.md", PLAN)
        .with("device/ignored/notes.md", "# Ignored\n\nTBD\n")
        .with(".gitignore", "ignored/\n")
        .with("README.md", "# Not in the set\n\nTODO\n");
    fs::remove_dir_all(folder.file(".git")).expect("an empty repository");
    git(&folder, &["init", "-q"]);
    // Committed although it is ignored: it was in no set before and is in none now.
    git(&folder, &["add", "-A", "-f"]);
    commit(&folder, "one");
    folder
}

fn git(folder: &Folder, args: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]);
    let status = command.args(args).current_dir(folder.file("")).status().expect("git runs");
    assert!(status.success(), "git {args:?}");
}

fn commit(folder: &Folder, message: &str) {
    git(folder, &["commit", "-q", "-a", "-m", message]);
}

fn write(folder: &Folder, name: &str, text: &str) {
    fs::write(folder.file(name), text).expect("a file");
}

/// In the folder of the set.
fn run(folder: &Folder, args: &[&str]) -> Ran {
    let mut command = folder.command(args);
    // The folder of the test stands in a repository itself.
    command.current_dir(folder.file("device")).env("GIT_CEILING_DIRECTORIES", env!("CARGO_TARGET_TMPDIR"));
    Ran::of(&mut command, b"")
}

#[test]
fn only_what_is_new_fails_against_a_baseline() {
    let folder = repository("ratchet-baseline");
    assert_eq!(run(&folder, &["check"]).code, 1);
    let made = run(&folder, &["baseline"]);
    assert_eq!(made.code, 0, "{}", made.said());
    assert!(made.out.starts_with("Wrote medlint-baseline.json: "), "{}", made.said());
    let check = ["check", "--baseline", "medlint-baseline.json", "--check-baseline"];
    let same = run(&folder, &check);
    assert_eq!(same.code, 0, "{}", same.said());
    assert!(!same.out.contains("M104"), "{}", same.said());

    write(
        &folder,
        "device/docs/plan.md",
        &format!("Preface.\n\n\n{PLAN}\n## Logging\n\n[insert the format]\n"),
    );
    let worse = run(&folder, &check);
    assert_eq!(worse.code, 1, "{}", worse.said());
    assert!(worse.out.contains("[insert the format]") && !worse.out.contains("`TBD`"), "{}", worse.said());

    write(&folder, "device/docs/plan.md", &PLAN.replace("TBD", "The server is backed up every night."));
    let slack = run(&folder, &check);
    assert_eq!(slack.code, 1, "{}", slack.said());
    assert!(slack.err.contains("no longer occur") && slack.err.contains("--prune"), "{}", slack.said());
    assert_eq!(run(&folder, &check[..3]).code, 0);
    let pruned = run(&folder, &["baseline", "--prune"]);
    assert_eq!(pruned.code, 0, "{}", pruned.said());
    assert_eq!(run(&folder, &check).code, 0);
    write(&folder, "device/docs/plan.md", PLAN);
    assert_eq!(run(&folder, &check).code, 1, "what was pruned is not accepted any more");
}

#[test]
fn only_what_is_new_fails_against_a_revision() {
    let folder = repository("ratchet-since");
    let same = run(&folder, &["check", "--since", "HEAD"]);
    assert_eq!(same.code, 0, "{}", same.said());
    assert!(same.out.contains("0 new findings"), "{}", same.said());
    write(&folder, "device/docs/plan.md", &format!("{PLAN}\n## Logging\n\n[insert the format]\n"));
    let worse = run(&folder, &["check", "--since", "HEAD"]);
    assert_eq!(worse.code, 1, "{}", worse.said());
    assert!(worse.out.contains("[insert the format]") && !worse.out.contains("`TBD`"), "{}", worse.said());
    // Nothing was checked out.
    assert!(fs::read_to_string(folder.file("device/docs/plan.md")).expect("the file").contains("Logging"));
    // From outside of the set the same is said.
    let outside = folder.run(&["check", "device", "--since", "HEAD"]);
    assert_eq!(outside.code, 1, "{}", outside.said());
    commit(&folder, "two");
    assert_eq!(run(&folder, &["check", "--since", "HEAD"]).code, 0);
    assert_eq!(run(&folder, &["check", "--since", "HEAD~1"]).code, 1);
}

#[test]
fn the_base_is_judged_by_the_configuration_of_then() {
    let folder = repository("ratchet-config");
    write(
        &folder,
        "device/medlint.toml",
        &format!(
            "{CONFIG}\n[[waiver]]\nfinding = \"M104\"\nreason = \"Filled in later.\"\nowner = \"QA\"\ndate = \"2026-01-01\"\n"
        ),
    );
    commit(&folder, "with a waiver");
    write(&folder, "device/medlint.toml", CONFIG);
    let waiver_gone = run(&folder, &["check", "--since", "HEAD"]);
    assert_eq!(waiver_gone.code, 1, "{}", waiver_gone.said());
    assert!(waiver_gone.out.contains("`TBD`"), "{}", waiver_gone.said());
    commit(&folder, "without");
    let diff = run(&folder, &["diff", "HEAD~1", "HEAD"]);
    assert_eq!(diff.code, 0, "{}", diff.said());
    assert!(diff.out.contains("no more waiver of finding M104"), "{}", diff.said());
}

#[test]
fn revisions_and_files_are_compared_alike() {
    let folder = repository("ratchet-diff");
    let day = "--today=2026-06-01";
    assert_eq!(run(&folder, &["check", day, "--fail-on=never", "--output", "json=../one.json"]).code, 0);
    write(&folder, "device/docs/plan.md", PLAN.split("## Penetration").next().unwrap_or_default());
    commit(&folder, "two");
    assert_eq!(run(&folder, &["check", day, "--fail-on=never", "--output", "json=../two.json"]).code, 0);
    let names = |said: &str| said.lines().skip(1).collect::<Vec<_>>().join("\n");
    let files = run(&folder, &["diff", day, "../one.json", "../two.json"]);
    let revisions = run(&folder, &["diff", day, "HEAD~1", "HEAD"]);
    assert_eq!(names(&files.out), names(&revisions.out), "{}", files.said());
    assert!(files.out.contains("Requirements of which less is shown"), "{}", files.said());
    assert!(files.out.contains("docs/plan.md changed"), "{}", files.said());
    let json = run(&folder, &["diff", day, "--format=json", "HEAD~1", "HEAD"]);
    assert!(json.out.starts_with("{\"version\":1,"), "{}", json.said());
    let markdown = run(&folder, &["diff", day, "--format=markdown", "--output=../diff.md", "HEAD~1", "HEAD"]);
    assert_eq!((markdown.code, markdown.out.as_str()), (0, ""), "{}", markdown.said());
    assert!(
        fs::read_to_string(folder.file("diff.md"))
            .expect("the file")
            .starts_with("## From revision HEAD\\~1")
    );
}

#[test]
fn what_cannot_be_compared_with_is_told() {
    let folder = repository("ratchet-errors");
    let failed = |args: &[&str], words: &str| {
        let ran = run(&folder, args);
        assert_eq!(ran.code, 2, "{}", ran.said());
        assert!(ran.err.contains(words), "{words}: {}", ran.said());
    };
    failed(&["check", "--since", "no-such-branch"], "git knows no revision `no-such-branch`");
    failed(&["check", "--since", "--upload-pack=x"], "");
    failed(&["check", "--baseline", "absent.json"], "`medlint baseline` writes one");
    failed(&["check", "--baseline", "medlint.toml"], "is not a baseline: line 1, column 2");
    failed(&["check", "--since", "HEAD", "--baseline", "x"], "cannot be used with");
    failed(&["diff", "HEAD", "nothing"], "there is no file `nothing`, and git knows no revision");
    failed(&["diff", "medlint.toml", "HEAD"], "is not the result of a check");
    failed(&["baseline", "docs/plan.md"], "about the whole set");
    failed(&["check", "--output", "html"], "write FORMAT=FILE");
    failed(&["check", "--output", "pdf=x"], "`pdf` is not a format");
    failed(
        &["check", "--output", "html=../x", "--output", "json=../x"],
        "two reports are to be written to ../x",
    );
    fs::remove_dir_all(folder.file(".git")).expect("a repository");
    failed(&["check", "--since", "HEAD"], "not a git repository");
}

#[test]
fn a_shallow_clone_is_told_what_to_do() {
    let folder = repository("ratchet-shallow");
    write(&folder, "device/docs/plan.md", &format!("{PLAN}\nMore.\n"));
    commit(&folder, "two");
    let source = format!("file://{}", folder.file("").display());
    git(&folder, &["clone", "-q", "--depth=1", &source, "shallow"]);
    let ran = folder.run(&["check", "shallow/device", "--since", "HEAD~1"]);
    assert_eq!(ran.code, 2, "{}", ran.said());
    assert!(ran.err.contains("fetch-depth: 0"), "{}", ran.said());
}
