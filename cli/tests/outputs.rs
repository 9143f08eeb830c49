//! Reports in files: several at once, as a whole or not at all, and the same bytes every time.

mod folder;

use std::fs;

use folder::{Folder, NOTES};

fn set(test: &str) -> Folder {
    Folder::new(test).with("medlint.toml", "[device]\nname = \"P\"\n").with("docs/notes.md", NOTES)
}

const DAY: &str = "--today=2026-06-01";

#[test]
fn several_reports_are_those_of_format() {
    let folder = set("outputs-several");
    let formats = ["text", "json", "html", "markdown", "csv", "ig-nb-csv"];
    let mut args = vec!["check".to_owned(), DAY.to_owned(), "--fail-on=never".to_owned()];
    args.extend(formats.iter().map(|format| format!("--output={format}=reports/a/{format}")));
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let ran = folder.run(&args);
    assert_eq!(ran.code, 0, "{}", ran.said());
    for format in formats {
        let printed = folder.run(&["check", DAY, "--format", format]);
        let written = fs::read_to_string(folder.file(&format!("reports/a/{format}"))).expect("a report");
        assert_eq!(written, printed.out, "{format}");
    }
    assert_eq!(fs::read_dir(folder.file("reports/a")).expect("a folder").count(), formats.len());
}

#[test]
fn the_manifest_has_the_hashes_of_what_was_written() {
    let folder = set("outputs-manifest");
    let args = ["check", DAY, "--fail-on=never", "--output=manifest=m.json", "--output=csv=r.csv"];
    assert_eq!(folder.run(&args).code, 0);
    let manifest = fs::read_to_string(folder.file("m.json")).expect("a manifest");
    for file in ["r.csv", "medlint.toml", "docs/notes.md"] {
        let bytes = fs::read(folder.file(file)).expect("a file");
        let digest = medlint_core::document::Digest::of(&bytes).to_string();
        let entry = format!("\"path\": \"{file}\",\n      \"sha256\": \"{digest}\"");
        assert!(manifest.contains(&entry), "{entry} is not in {manifest}");
    }
    folder.run(&args);
    assert_eq!(fs::read_to_string(folder.file("m.json")).expect("a manifest"), manifest);
}

#[test]
fn an_epoch_for_builds_is_the_day() {
    let folder = set("outputs-epoch");
    let day = |epoch: &str| {
        let mut command = folder.command(&["check", "--format=manifest"]);
        folder::Ran::of(command.env("SOURCE_DATE_EPOCH", epoch), b"").out
    };
    assert!(day("1780272000").contains("\"today\": \"2026-06-01\""), "{}", day("1780272000"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_is_told_and_the_old_report_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = set("outputs-read-only").with("reports/r.html", "old");
    let reports = folder.file("reports");
    fs::set_permissions(&reports, fs::Permissions::from_mode(0o555)).expect("permissions");
    // Nothing is forbidden to root, as whom tests run in containers.
    let forbidden = fs::write(reports.join("probe"), "x").is_err();
    let ran = folder.run(&["check", DAY, "--fail-on=never", "--output=html=reports/r.html"]);
    fs::set_permissions(&reports, fs::Permissions::from_mode(0o755)).expect("permissions");
    if forbidden {
        assert_eq!(ran.code, 2, "{}", ran.said());
        assert!(ran.err.contains("reports/r.html cannot be written"), "{}", ran.said());
        assert_eq!(fs::read_to_string(reports.join("r.html")).expect("the old one"), "old");
    } else {
        assert_eq!(ran.code, 0, "{}", ran.said());
    }
}

#[test]
fn a_place_below_a_file_is_told_and_nothing_is_left_behind() {
    let folder = set("outputs-below-a-file");
    let ran = folder.run(&["check", DAY, "--output=html=docs/notes.md/r.html"]);
    assert_eq!(ran.code, 2, "{}", ran.said());
    assert!(ran.err.contains("docs/notes.md/r.html cannot be written: "), "{}", ran.said());
    let ran = folder.run(&["check", DAY, "--output=html=docs"]);
    assert!(ran.err.contains("name a file, not a folder"), "{}", ran.said());
    assert_eq!(fs::read_dir(folder.file("docs")).expect("a folder").count(), 1);
}

/// A full disk: a small one of its own where that may be made, else the device that is always full.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_and_the_old_report_stays() {
    let folder = set("outputs-full-disk");
    let disk = folder.file("disk");
    fs::create_dir_all(&disk).expect("a folder");
    let mounted = std::process::Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
        .arg(&disk)
        .stderr(std::process::Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if mounted {
        fs::write(disk.join("r.html"), "old").expect("room for that");
        let ran = folder.run(&["check", DAY, "--fail-on=never", "--output=html=disk/r.html"]);
        let (old, left) = (fs::read_to_string(disk.join("r.html")), fs::read_dir(&disk).map(Iterator::count));
        let unmounted = std::process::Command::new("umount").arg(&disk).status().expect("umount");
        assert!(unmounted.success());
        assert_eq!(ran.code, 2, "{}", ran.said());
        assert!(ran.err.contains("disk is full"), "{}", ran.said());
        assert_eq!((old.expect("the old one").as_str(), left.expect("a folder")), ("old", 1));
    } else {
        let ran = folder.run(&["check", DAY, "--output=html=/dev/full"]);
        assert_eq!(ran.code, 2, "{}", ran.said());
        assert!(ran.err.contains("/dev/full cannot be written"), "{}", ran.said());
    }
}
