//! Colours, pipes that are closed, and the answers of `init`.

mod folder;

use std::io::Read as _;
use std::process::Stdio;

use folder::{Folder, NOTES, Ran};

const ESCAPE: char = '\u{1b}';

fn is_colored(args: &[&str], env: &[(&str, &str)]) -> bool {
    let name = format!(
        "color-{}-{}",
        args.join(""),
        env.iter().map(|(name, value)| format!("{name}{value}")).collect::<String>()
    );
    let folder = Folder::new(&name).with("a.md", "# A\n\nTBD\n");
    let mut all = vec!["check", "a.md"];
    all.extend(args);
    let mut command = folder.command(&all);
    let ran = Ran::of(command.envs(env.iter().copied()), b"");
    assert_eq!(ran.out.contains(ESCAPE), ran.err.contains(ESCAPE), "{}", ran.said());
    ran.out.contains(ESCAPE)
}

#[test]
fn colors_are_used_where_they_are_wanted() {
    assert!(!is_colored(&[], &[]));
    assert!(is_colored(&["--color", "always"], &[]));
    assert!(is_colored(&["--color=always"], &[("NO_COLOR", "1")]));
    assert!(is_colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_colored(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!is_colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!is_colored(&["--color=never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_document_cannot_write_to_the_terminal() {
    let folder = Folder::new("escape").with("a.md", "# A \u{1b}[31m\n\n[insert \u{1b}]0;title\u{7} name]\n");
    for args in [&["check"][..], &["scan"], &["scan", "--why", "sbom"]] {
        let ran = folder.run(args);
        assert!(!ran.out.contains([ESCAPE, '\u{7}']), "{}", ran.said());
        assert!(!ran.err.contains([ESCAPE, '\u{7}']), "{}", ran.said());
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_output_quietly() {
    let folder =
        (0..400).fold(Folder::new("closed-pipe"), |folder, n| folder.with(&format!("{n:03}.md"), NOTES));
    for args in [&["check"][..], &["scan"], &["list", "requirements"], &["completions", "bash"]] {
        let mut child = folder
            .command(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        // Dropping the pipe closes it before anything was read.
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut err).expect("UTF-8");
        let status = child.wait().expect("the command ends");
        assert!(status.code().is_some_and(|code| code < 2), "{args:?}: {status}\n{err}");
        assert!(!err.contains("panicked") && !err.contains("error"), "{args:?}: {err}");
    }
}

#[test]
fn what_init_writes_is_read_without_a_complaint() {
    let folder = Folder::new("init").with("docs/a.md", NOTES);
    let args = [
        "init",
        "--name",
        "Pump \"Ü\" \\ 2",
        "--fact",
        "networked=true",
        "--fact",
        "cloud=no",
        "--fact",
        "wireless=unknown",
        "--framework",
        "ig-nb",
        "--include",
        "docs/",
        "--exclude",
        "*.svg",
    ];
    let ran = folder.run(&args);
    assert_eq!(ran.code, 0, "{}", ran.said());
    let text = std::fs::read_to_string(folder.file("medlint.toml")).expect("it was written");
    for line in [
        "networked = true",
        "cloud = false",
        "# wireless = ?",
        "frameworks = [\"ig-nb\"]",
        "include = [\"docs/\"]",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let ran = folder.run(&["check", "--fail-on", "never"]);
    assert_eq!(ran.code, 0, "{}", ran.said());
    assert!(!ran.err.contains("error"), "{}", ran.said());
    assert!(ran.err.contains("`*.svg`, which matches no file"), "{}", ran.said());
}

#[test]
fn init_without_answers_is_read_without_a_complaint() {
    let folder = Folder::new("init-empty").with("docs/a.md", NOTES);
    assert_eq!(folder.run(&["init"]).code, 0);
    let ran = folder.run(&["check", "--fail-on", "never"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.said());
    let again = folder.run(&["init"]);
    assert_eq!(again.code, 2, "{}", again.said());
}

#[test]
fn every_example_in_the_help_of_explain_is_explained() {
    let folder = Folder::new("explain-help");
    let help = folder.run(&["explain", "--help"]).out;
    let ids: Vec<&str> = help.split('`').skip(1).step_by(2).collect();
    assert!(ids.len() > 4, "{help}");
    let ran = folder.run(&[&["explain"], ids.as_slice()].concat());
    assert_eq!(ran.code, 0, "{}", ran.said());
}
