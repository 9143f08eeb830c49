//! The same documents give the same bytes: on repeated runs, on any number of threads, with any line ends.

mod folder;

use std::path::Path;

use folder::{Folder, Ran};

/// Documents of several kinds and states.
const DOCUMENTS: [(&str, &str); 6] = [
    (
        "docs/requirements.md",
        "# Security requirements\n\n## Session lock\n\nSR-1: The application shall lock the screen after 10 minutes without \
         input.\n\n## Audit log\n\nSR-2: Each login is written to the audit log with time and user; see [the plan](plan.md).\n",
    ),
    (
        "docs/threat-model.md",
        "# Threat model\n\n| Id | Threat | Control |\n|---|---|---|\n| T1 | Spoofed server | TLS 1.3 with pinned certificate |\n\
         | T2 | TBD | |\n\n## Trust boundaries\n\nWill be drawn before release.\n",
    ),
    ("docs/update-plan.md", "# Update plan\n\n[insert how updates are signed]\n\nMD5 is used.\n"),
    (
        "docs/manual.txt",
        "INSTRUCTIONS FOR USE\n====================\n\nChange the password before first use.\n",
    ),
    ("docs/empty.md", ""),
    (
        "SECURITY.md",
        "# Security policy\n\nReport vulnerabilities to security@example.org; we answer within 5 days.\n",
    ),
];

const CONFIG: &str = "[device.facts]\nnetworked = true\ncloud = false\n\n[check]\nfail-on = \"never\"\n";

fn set(test: &str, line_end: &str) -> Folder {
    let folder = Folder::new(test).with("medlint.toml", CONFIG);
    let documents = DOCUMENTS.iter();
    documents.fold(folder, |folder, (path, text)| folder.with(path, text.replace('\n', line_end)))
}

const RUNS: [&[&str]; 5] = [
    &["check", "--today", "2026-01-31"],
    &["check", "--today", "2026-01-31", "--format", "json"],
    &["scan"],
    &["scan", "--format", "json"],
    &["scan", "--why", "session-timeout"],
];

fn bytes(ran: &Ran) -> (i32, &str, &str) {
    (ran.code, &ran.out, &ran.err)
}

#[test]
fn repeated_runs_give_the_same_bytes() {
    let folder = set("repeated", "\n");
    for args in RUNS {
        let first = folder.run(args);
        assert_eq!(first.code, 0, "{}", first.said());
        for _ in 0..3 {
            assert_eq!(bytes(&first), bytes(&folder.run(args)), "{args:?}");
        }
    }
}

#[test]
fn one_thread_and_many_give_the_same_bytes() {
    let folder = set("threads", "\n");
    for args in RUNS {
        let with = |threads: &str| folder.run(&[args, &["--threads", threads]].concat());
        let one = with("1");
        for threads in ["2", "3", "16"] {
            assert_eq!(bytes(&one), bytes(&with(threads)), "{args:?} with {threads} threads");
        }
    }
}

#[test]
fn the_order_of_the_paths_does_not_matter() {
    let folder = set("order", "\n");
    let forth = folder.run(&["scan", "--format", "json", "SECURITY.md", "docs"]);
    let back = folder.run(&["scan", "--format", "json", "docs", "docs/empty.md", "./SECURITY.md", "docs"]);
    assert_eq!(bytes(&forth), bytes(&back));
}

#[test]
fn the_place_of_the_folder_does_not_matter() {
    let (here, there) = (set("here", "\n"), set("a-longer-name-there", "\n"));
    for args in RUNS {
        assert_eq!(bytes(&here.run(args)), bytes(&there.run(args)), "{args:?}");
    }
}

#[test]
fn line_ends_change_offsets_and_hashes_only() {
    let (lf, crlf) = (set("lf", "\n"), set("crlf", "\r\n"));
    for args in RUNS {
        let (lf, crlf) = (lf.run(args), crlf.run(args));
        assert_eq!(lf.code, crlf.code, "{args:?}");
        assert_eq!(without_offsets(&lf.out), without_offsets(&crlf.out), "{args:?}");
        assert_eq!(lf.err, crlf.err, "{args:?}");
    }
}

/// What stands behind keys that count or hash bytes is taken out.
fn without_offsets(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    let keys = ["\"start\":", "\"end\":", "\"start_byte\":", "\"end_byte\":", "\"sha256\":\""];
    while let Some((at, key)) = keys.iter().filter_map(|key| Some((rest.find(key)?, key))).min() {
        let (before, after) = rest.split_at(at + key.len());
        out.push_str(before);
        rest = after.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    }
    out.push_str(rest);
    out
}

#[test]
fn standard_input_is_read_like_a_file() {
    let folder = set("stdin", "\n");
    for (path, text) in DOCUMENTS.iter().filter(|(path, _)| Path::new(path).extension().is_some()) {
        for command in ["check", "scan"] {
            let file = folder.run(&[command, path]);
            let input =
                folder.run_with_input(&[command, "--stdin", "--stdin-filename", path], text.as_bytes());
            assert_eq!(file.out, input.out, "{command} {path}");
            assert_eq!(file.code, input.code, "{command} {path}");
        }
    }
}
