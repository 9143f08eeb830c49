//! The cache: it changes nothing but the time, whatever is wrong with it; and `--watch`.

mod folder;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Instant;

use folder::{Folder, NOTES};

const RUN: [&str; 6] =
    ["check", "--today=2026-06-01", "--fail-on=never", "--format=json", "--cache-dir", "cache"];
const PLAN: &str =
    "# Update plan\n\n## Backup\n\nTBD\n\nThe server is backed up every night to a second site.\n";

fn set(test: &str) -> Folder {
    Folder::new(test)
        .with(".gitignore", "cache/\n")
        .with("medlint.toml", "[device]\nname = \"P\"\n")
        .with("docs/plan.md", PLAN)
        .with("docs/notes.md", NOTES)
        .with("docs/security.md", "# Security\n\n<!-- medlint-disable-next-line M104: next week -->\nTODO\n\nSee [plan](plan.md#backup).\n")
}

/// The file that the cache of this set is in.
fn file(folder: &Folder) -> PathBuf {
    let mut files = fs::read_dir(folder.file("cache")).expect("a folder for the cache");
    let file = files.next().expect("a file").expect("a file").path();
    assert!(files.next().is_none(), "one file for a set");
    file
}

/// The result with the cache, which has to be that without.
fn same(folder: &Folder) {
    let without =
        folder.run(&["check", "--today=2026-06-01", "--fail-on=never", "--format=json", "--no-cache"]);
    let with = folder.run(&RUN);
    assert_eq!((with.code, &with.err), (0, &without.err), "{}", with.said());
    assert!(with.out == without.out, "the cache changes the result");
}

#[test]
fn it_changes_nothing() {
    let folder = set("cache-same");
    for _ in 0..2 {
        same(&folder);
    }
    let before = fs::read(file(&folder)).expect("the cache");
    same(&folder);
    assert!(before == fs::read(file(&folder)).expect("the cache"), "an unchanged set leaves the cache alone");
    fs::write(folder.file("docs/plan.md"), PLAN.replace("TBD", "Weekly.")).expect("a change");
    same(&folder);
    // The configuration tells another kind: the document is looked at anew.
    let config = "[documents]\nkinds = [{ glob = \"docs/plan.md\", kind = \"threat-model\" }]\n";
    fs::write(folder.file("medlint.toml"), config).expect("a change");
    same(&folder);
    fs::rename(folder.file("docs/plan.md"), folder.file("docs/update-plan.md")).expect("a new name");
    same(&folder);
}

#[test]
fn it_keeps_what_is_used_and_no_more() {
    let folder = set("cache-used");
    same(&folder);
    let one = fs::read(file(&folder)).expect("the cache");
    assert!(String::from_utf8_lossy(&one).contains("Update plan"));
    fs::remove_file(folder.file("docs/plan.md")).expect("one document less");
    same(&folder);
    let two = fs::read(file(&folder)).expect("the cache");
    assert!(two.len() < one.len() && !String::from_utf8_lossy(&two).contains("Update plan"));
}

#[test]
fn a_damaged_or_foreign_one_is_made_anew() {
    let folder = set("cache-damaged");
    same(&folder);
    let sound = fs::read(file(&folder)).expect("the cache");
    let other_engine = [&sound[..16], b"0123456789abcdef", &sound[32..]].concat();
    let mut damages = vec![Vec::new(), b"something else\n".to_vec(), other_engine, vec![0xff; sound.len()]];
    damages.extend([10, 40, 60, 100, 200, sound.len() / 2, sound.len() - 1].map(|end| sound[..end].to_vec()));
    for place in (0..sound.len()).step_by(sound.len() / 60 + 1) {
        let mut bytes = sound.clone();
        bytes[place] ^= 0x41;
        damages.push(bytes);
    }
    // As if there were endless entries.
    let mut many = sound.clone();
    many[34..42].fill(0xff);
    damages.push(many);
    for damage in damages {
        fs::write(file(&folder), &damage).expect("damage");
        let ran = folder.run(&RUN);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.said());
        assert!(fs::read(file(&folder)).expect("the cache") == sound, "it was not made anew");
    }
    same(&folder);
}

#[test]
fn one_that_cannot_be_read_or_written_is_none() {
    let folder = set("cache-none").with("cache", "a file in the place of the folder");
    same(&folder);
    fs::remove_file(folder.file("cache")).expect("the file");
    same(&folder);
    let place = file(&folder);
    fs::remove_file(&place).expect("the cache");
    fs::create_dir(&place).expect("a folder in its place");
    same(&folder);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folder.file("cache"), fs::Permissions::from_mode(0o555)).expect("permissions");
        same(&folder);
        fs::set_permissions(folder.file("cache"), fs::Permissions::from_mode(0o755)).expect("permissions");
    }
}

#[test]
fn runs_at_the_same_time_do_not_disturb_each_other() {
    let folder = set("cache-concurrent");
    let expected = folder.run(&RUN).out;
    fs::remove_file(file(&folder)).expect("the cache");
    let children: Vec<_> = (0..8)
        .map(|_| {
            let mut command = folder.command(&RUN);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success() && output.stderr.is_empty());
        assert!(String::from_utf8_lossy(&output.stdout) == expected);
    }
    same(&folder);
    assert!(file(&folder).is_file());
}

#[test]
fn a_part_of_the_set_leaves_the_rest() {
    let folder = set("cache-part");
    same(&folder);
    let all = fs::read(file(&folder)).expect("the cache");
    fs::write(folder.file("docs/notes.md"), "# Notes\n\nTea.\n").expect("a change");
    assert_eq!(folder.run(&["check", "docs/notes.md", "--fail-on=never", "--cache-dir=cache"]).code, 0);
    let part = fs::read(file(&folder)).expect("the cache");
    assert!(part.len() > all.len(), "the entries of the others are kept");
    same(&folder);
}

#[test]
fn five_thousand_documents() {
    let parts =
        ["The server is backed up every night.", "Sessions end after 10 minutes.", "TBD", "See the plan."];
    let text = |n: usize| {
        let lines = (0..60).map(|line| format!("{} Item {n}-{line}.\n\n", parts[(n + line) % parts.len()]));
        format!("# Document {n}\n\n{}", lines.collect::<String>())
    };
    let count = 5_000;
    let folder = (0..count)
        .fold(set("cache-many"), |folder, n| folder.with(&format!("many/{}/{n}.md", n / 100), text(n)));
    let mut outputs = Vec::new();
    for what in ["first", "unchanged"] {
        let start = Instant::now();
        let ran = folder.run(&RUN);
        println!("5,000 documents, {what}: {:.2} s", start.elapsed().as_secs_f64());
        assert_eq!(ran.code, 0, "{}", ran.err);
        outputs.push((start.elapsed(), ran.out));
    }
    assert!(outputs[0].1 == outputs[1].1);
    // The limit that is aimed at, 0.5 s, is measured by `cargo xtask many`; here also unoptimised builds run beside others.
    assert!(outputs[1].0 < outputs[0].0 / 2, "{:?} after {:?}", outputs[1].0, outputs[0].0);
}

#[test]
fn watching_checks_again_after_a_change() {
    let folder = set("watch");
    let mut child = folder
        .command(&["check", "--watch", "--today=2026-06-01", "--no-cache"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut told = BufReader::new(child.stderr.take().expect("a pipe")).lines();
    let mut out = child.stdout.take().expect("a pipe");
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut out, &mut text).map(|_| text)
    });
    let mut wait_for = |words: &str| {
        let line = told.by_ref().map_while(Result::ok).find(|line| line.contains(words));
        assert!(line.is_some(), "`{words}` was never said");
    };
    wait_for("watching 4 files");
    fs::write(folder.file("docs/plan.md"), "# Update plan\n\n[insert the plan]\n").expect("a change");
    wait_for("changed: docs/plan.md");
    wait_for("watching 4 files");
    fs::write(folder.file("docs/new.md"), NOTES).expect("a change");
    wait_for("changed: docs/new.md");
    // A mistake is told, and the next change is waited for.
    wait_for("watching 5 files");
    fs::write(folder.file("medlint.toml"), "[device\n").expect("a change");
    wait_for("medlint.toml");
    wait_for("watching");
    child.kill().expect("it ends");
    child.wait().expect("it ends");
    let text = reader.join().expect("a thread").expect("text");
    assert!(text.contains("`TBD`") && text.contains("[insert the plan]"), "{text}");
}
