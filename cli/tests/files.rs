//! Files that a test folder in the repository cannot hold: links, what git ignores, what cannot be read, large ones.

mod folder;

use folder::{Folder, NOTES};

fn scanned(folder: &Folder, args: &[&str]) -> Vec<String> {
    let mut all = vec!["scan", "--format", "json"];
    all.extend(args);
    folder.run(&all).scanned()
}

#[test]
fn gitignore_counts_on_every_level() {
    let folder = Folder::new("gitignore")
        .with("a.md", NOTES)
        .with("docs/b.md", NOTES)
        .with("docs/c.md", NOTES)
        .with("docs/drafts/d.md", NOTES)
        .with(".gitignore", "drafts/\n")
        .with("docs/.gitignore", "b.md\n");
    assert_eq!(scanned(&folder, &[]), ["a.md", "docs/c.md"]);
    assert_eq!(scanned(&folder, &["docs"]), ["docs/c.md"]);
    // What is named is meant.
    assert_eq!(scanned(&folder, &["docs/b.md"]), ["docs/b.md"]);
}

#[test]
fn an_ignore_file_above_the_repository_does_not_count() {
    let folder = Folder::new("gitignore-above")
        .with(".gitignore", "*.md\n")
        .with("device/.git/HEAD", "")
        .with("device/docs/a.md", NOTES);
    assert_eq!(scanned(&folder, &["device"]), ["device/docs/a.md"]);
    assert_eq!(scanned(&folder, &["device/docs"]), ["device/docs/a.md"]);
}

#[test]
fn files_of_others_and_hidden_ones_are_left_out() {
    let folder = Folder::new("others")
        .with("a.md", NOTES)
        .with("LICENSE.md", "MIT")
        .with("requirements.txt", "x==1\n")
        .with("node_modules/x/README.md", NOTES)
        .with(".venv/x/README.md", NOTES);
    assert_eq!(scanned(&folder, &[]), ["a.md"]);
    assert_eq!(scanned(&folder, &["LICENSE.md", ".venv/x/README.md"]), [".venv/x/README.md", "LICENSE.md"]);
}

#[test]
fn a_run_that_found_only_ignored_files_says_so() {
    let folder = Folder::new("all-ignored")
        .with("docs/a.md", NOTES)
        .with("docs/.b.md", NOTES)
        .with(".gitignore", "a.md\n");
    let ran = folder.run(&["check", "docs"]);
    assert_eq!(ran.code, 2, "{}", ran.said());
    assert!(ran.err.contains("nothing was checked"), "{}", ran.said());
    assert!(
        ran.err.contains("2 documents were left out, because .gitignore names them or a dot hides"),
        "{}",
        ran.said()
    );
}

#[test]
fn paths_are_those_of_the_root_in_json_and_of_the_user_in_text() {
    let folder = Folder::new("from-below")
        .with("medlint.toml", "")
        .with("docs/a.md", "See [this](gone.md).\n")
        .with("work/x.csv", "");
    let run = |args: &[&str]| folder::Ran::of(folder.command(args).current_dir(folder.file("work")), b"");
    let text = run(&["check", "../docs"]);
    assert!(text.out.contains("--> ../docs/a.md:1:5"), "{}", text.said());
    assert!(text.err.contains("using ../medlint.toml"), "{}", text.said());
    let json = run(&["scan", "--format", "json", "../docs"]);
    assert_eq!(json.scanned(), ["docs/a.md"], "{}", json.said());
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_are_not_walked_through() {
        let outside = Folder::new("links-outside").with("secret.md", NOTES);
        let folder = Folder::new("links").with("docs/a.md", NOTES).with("docs/sub/b.md", NOTES);
        symlink(outside.file("secret.md"), folder.file("docs/out.md")).expect("a link");
        symlink(outside.file("."), folder.file("docs/out")).expect("a link");
        symlink("..", folder.file("docs/sub/up")).expect("a link");
        symlink("gone.md", folder.file("docs/dangling.md")).expect("a link");
        symlink("b.md", folder.file("docs/sub/same.md")).expect("a link");
        symlink("loop-2.md", folder.file("docs/loop-1.md")).expect("a link");
        symlink("loop-1.md", folder.file("docs/loop-2.md")).expect("a link");
        let ran = folder.run(&["scan", "--format", "json"]);
        assert_eq!(ran.code, 0, "{}", ran.said());
        assert_eq!(ran.scanned(), ["docs/a.md", "docs/sub/b.md"], "{}", ran.said());
        for message in [
            "docs/dangling.md is a link that leads nowhere",
            "docs/loop-1.md is a link that cannot be followed: ",
            "docs/loop-2.md is a link that cannot be followed: ",
            "docs/out.md is a link that leads out of the root",
            "docs/out is a link that leads out of the root",
            "docs/sub/up is a link to a folder that it is in",
        ] {
            assert!(ran.err.contains(message), "{message}\n{}", ran.said());
        }
        assert!(!ran.err.contains("same.md"), "{}", ran.said());
    }

    #[test]
    fn a_link_to_a_file_of_the_root_is_read_where_the_target_is_not() {
        let folder = Folder::new("link-inside")
            .with("SECURITY.md", NOTES)
            .with("docs/a.md", NOTES)
            .with("medlint.toml", "");
        symlink("../SECURITY.md", folder.file("docs/security.md")).expect("a link");
        assert_eq!(scanned(&folder, &["docs"]), ["docs/a.md", "docs/security.md"]);
        assert_eq!(scanned(&folder, &["."]), ["SECURITY.md", "docs/a.md"]);
    }

    #[test]
    fn an_unreadable_file_does_not_stop_the_others() {
        let folder = Folder::new("unreadable").with("a.md", NOTES).with("b.md", NOTES).with("c.md", NOTES);
        // Not even root can read its own memory from the start.
        std::fs::remove_file(folder.file("b.md")).expect("the file is there");
        symlink("/proc/self/mem", folder.file("b.md")).expect("a link");
        let ran = folder.run(&["scan", "--format", "json", "a.md", "b.md", "c.md"]);
        if cfg!(target_os = "linux") {
            assert_eq!(ran.code, 2, "{}", ran.said());
            assert_eq!(ran.scanned(), ["a.md", "c.md"], "{}", ran.said());
            assert!(ran.err.contains("error: b.md cannot be read: "), "{}", ran.said());
        }
    }

    #[test]
    fn a_file_without_permission_does_not_stop_the_others() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = Folder::new("permission").with("a.md", NOTES).with("docs/b.md", NOTES);
        let closed = |mode| {
            std::fs::set_permissions(folder.file("a.md"), std::fs::Permissions::from_mode(mode))
                .expect("permissions")
        };
        closed(0o000);
        let is_root = std::fs::read(folder.file("a.md")).is_ok();
        let ran = folder.run(&["scan", "--format", "json"]);
        closed(0o644);
        if !is_root {
            assert_eq!(ran.code, 2, "{}", ran.said());
            assert_eq!(ran.scanned(), ["docs/b.md"], "{}", ran.said());
            assert!(ran.err.contains("error: a.md cannot be read: permission denied"), "{}", ran.said());
        }
    }

    #[test]
    fn a_named_pipe_on_the_way_is_not_waited_for() {
        let folder = Folder::new("pipe").with("a.md", NOTES);
        let made = std::process::Command::new("mkfifo").arg(folder.file("pipe.md")).status();
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(scanned(&folder, &[]), ["a.md"]);
        }
    }

    #[test]
    fn a_name_that_is_not_utf_8_is_read_and_told() {
        use std::os::unix::ffi::OsStrExt as _;
        let folder = Folder::new("name").with("a.md", NOTES);
        let name = folder.file("").join(std::ffi::OsStr::from_bytes(b"b\xFF.md"));
        if std::fs::write(name, NOTES).is_ok() {
            assert_eq!(scanned(&folder, &[]), ["a.md", "b\u{fffd}.md"]);
        }
    }
}

#[test]
fn a_line_of_50_megabytes_is_read() {
    let line = "The pump keeps an audit log of every login. ".repeat(50 * 1024 * 1024 / 44);
    let folder = Folder::new("long-line").with("long.md", line).with("a.md", NOTES);
    let ran = folder.run(&["check", "--fail-on", "never", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", &ran.err);
    assert!(ran.out.contains("\"long.md\""));
}

#[test]
fn deep_nesting_and_many_headings_are_read() {
    let mut nested = String::new();
    for depth in 0..2_000 {
        nested.push_str(&"> ".repeat(depth % 500));
        nested.push_str("- deeper\n");
    }
    let headings: String = (0..100_000).map(|n| format!("# Heading {n}\n\n")).collect();
    let folder = Folder::new("deep")
        .with("nested.md", nested)
        .with("headings.md", headings)
        .with("open.md", "```\n<!-- ");
    let ran = folder.run(&["scan", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", &ran.err);
    assert_eq!(ran.scanned(), ["headings.md", "nested.md", "open.md"]);
    assert!(ran.err.contains("open.md: "), "{}", ran.err);
}
