//! Reports for programs of others, compared with files in `golden/` (`BLESS=1 cargo test -p medlint-core --test pipeline`
//! writes them anew; read the difference before you commit it). Whether they are valid is tested in `tests/reports`.

// The engine reads no files; its tests do.
#![allow(clippy::disallowed_methods)]

mod hand_made;

use std::fs;
use std::path::{Path, PathBuf};

use hand_made::{CATALOGUE, Doc, Run, text};
use medlint_core::assess::{Date, Severity};
use medlint_core::compare::{Comparison, Snapshot};
use medlint_core::config::Config;
use medlint_core::detect::{Analysis, State};
use medlint_core::document::Digest;
use medlint_core::report::pipeline::{Circumstances, Format};
use medlint_core::report::{Check, InputFile};
use medlint_core::workspace::{CheckOptions, Workspace};
use serde_json::Value;

/// As much of a long report as is kept, in lines.
const KEPT: usize = 120;

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// Compares a text with a file, or writes the file.
fn compare(name: &str, text: &str) {
    let path = golden(name);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, text).expect("the file can be written");
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let place = kept.lines().zip(text.lines()).position(|(old, new)| old != new);
    assert!(
        kept == text,
        "{name} is different from line {:?} on; if that is meant: BLESS=1 cargo test -p medlint-core --test pipeline",
        place.map(|n| n + 1)
    );
}

/// The beginning of a text, and its length and hash.
fn trimmed(text: &str) -> String {
    let head: Vec<&str> = text.lines().take(KEPT).collect();
    let all = text.lines().count();
    format!("{}\n... {all} lines, SHA-256 {}\n", head.join("\n"), Digest::of(text.as_bytes()))
}

/// A small set about the requirements on software bills of materials, as it was and as it is now.
fn small(now: bool) -> (Vec<Doc>, Run) {
    let plan = if now {
        "# Test plan\n\nOne more line.\n\nKept for TBD days.\n\n## Form\n\n<!-- medlint-disable-next-line M104: a form -->\nTBD by QA\n\n## Storage\n\nTBD: 100 % of it, by whom\n"
    } else {
        "# Test plan\n\nKept for TBD days.\n\nAnd [the model](#nowhere).\n"
    };
    let mut plan = text("docs/test plan ü.md", plan).kind("security-test").shows("sbom");
    let blanks: &[&str] =
        if now { &["TBD by QA", "TBD days", "TBD: 100 % of it, by whom"] } else { &["TBD days"] };
    for blank in blanks {
        plan = plan.blank(blank, &["backup-restore"]);
    }
    let component = text("docs/components.md", "# Components\n\nText.\n")
        .kind("sbom")
        .says("sbom-format", State::Planned, &[])
        .shows("sbom-maintenance");
    let config = "[device]\nname = \"Aria\"\nfacts = {networked = true, ivd = false}\n[[waiver]]\nfinding = \"M107\"\nreason = \"The model is kept elsewhere\"\nowner = \"QA\"\ndate = \"2025-01-01\"\n[[waiver]]\ntopic = \"sbom-format\"\nreason = \"Agreed with the customer\"\nowner = \"QA\"\ndate = \"2025-01-01\"\nexpires = \"2027-12-31\"\n[[decision]]\nrequirement = \"N73-5.0-b\"\nstatus = \"met\"\nevidence = \"TR-17, page 4\"\nowner = \"Ada\"\ndate = 2025-02-28\n";
    let (config, problems) = Config::parse("medlint.toml", config, &CATALOGUE);
    assert!(problems.is_empty(), "{problems:?}");
    let mut run = Run {
        profile: config.profile,
        decisions: config.decisions,
        waivers: if now { config.waivers } else { Vec::new() },
        today: Date::new(2026, 11, 22),
        ..Run::default()
    };
    run.selection.frameworks = CATALOGUE.framework("imdrf-n73").map(|id| vec![id]);
    (vec![component, plan], run)
}

fn with<T>(
    (documents, run): &(Vec<Doc>, Run),
    comparison: Option<&Comparison>,
    report: impl FnOnce(&Check<'_>) -> T,
) -> T {
    let analyses: Vec<&Analysis> = documents.iter().map(|d| &d.analysis).collect();
    let (assessment, lint) = (run.assess(documents), run.lint(documents));
    report(&Check {
        version: "1.2.3",
        documents: &analyses,
        catalogue: &CATALOGUE,
        profile: &run.profile,
        decisions: &run.decisions,
        waivers: &run.waivers,
        assessment: &assessment,
        lint: &lint,
        min_severity: Severity::Info,
        comparison,
        inputs: &[InputFile {
            what: "configuration",
            path: "medlint.toml".to_owned(),
            digest: Digest::of(b"medlint.toml"),
        }],
    })
}

/// The small set compared with what it was.
fn changed<T>(report: impl FnOnce(&Check<'_>) -> T) -> T {
    let base = with(&small(false), None, Snapshot::of);
    let now = small(true);
    let comparison = with(&now, None, |check| {
        Comparison::new("medlint-baseline.json", &base, &Snapshot::of(check), false)
    });
    with(&now, Some(&comparison), report)
}

fn around() -> Circumstances<'static> {
    Circumstances { root: "devices/aria", made: Some(1_767_225_599), ..Circumstances::default() }
}

/// What is there of a format, as it is committed.
fn written(format: Format) -> String {
    changed(|check| format.write(check, &around())).replace(&CATALOGUE.hash(), "0123456789abcdef")
}

#[test]
fn a_small_set_is_told_in_every_format() {
    for format in Format::ALL {
        let text = written(format);
        match format {
            // Valid by its schema: tests/reports.
            Format::Sarif => compare("small.sarif", &text),
            Format::Junit => compare("small.junit.xml", &text),
            Format::Github | Format::Gitlab => compare(&format!("small.{}.txt", format.id()), &text),
            Format::Oscal | Format::OscalCatalog => {
                compare(&format!("small.{}.txt", format.id()), &trimmed(&text));
            }
        }
    }
}

#[test]
fn the_example_is_told_in_every_format() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/infusion-pump");
    let mut workspace = Workspace::new(CATALOGUE.clone());
    let toml =
        fs::read_to_string(root.join("medlint.toml")).expect("the example is there").replace("\r\n", "\n");
    assert!(workspace.configure(&toml).is_empty());
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("a file").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "md") {
                let path = entry.strip_prefix(&root).expect("below it").to_string_lossy().replace('\\', "/");
                let text = fs::read_to_string(&entry).expect("a text").replace("\r\n", "\n");
                workspace.put(&path, text.as_bytes());
            }
        }
    }
    let input = InputFile {
        what: "configuration",
        path: "medlint.toml".to_owned(),
        digest: Digest::of(toml.as_bytes()),
    };
    let options = CheckOptions { today: Date::new(2026, 11, 22), ..CheckOptions::default() };
    workspace.check("1.2.3", &options, |check| {
        let check = Check { inputs: std::slice::from_ref(&input), ..*check };
        for format in Format::ALL {
            let text = format.write(&check, &Circumstances::default());
            compare(&format!("example.{}.txt", format.id()), &trimmed(&text));
        }
    });
}

#[test]
fn every_format_has_a_word() {
    for format in Format::ALL {
        assert_eq!(Format::from_id(format.id()), Some(format));
        assert!(
            medlint_core::report::Format::from_id(format.id()).is_none(),
            "{} is there twice",
            format.id()
        );
    }
    assert_eq!(Format::from_id("text"), None);
}

fn results() -> Vec<Value> {
    let log: Value =
        serde_json::from_str(&changed(|check| Format::Sarif.write(check, &around()))).expect("JSON");
    log["runs"][0]["results"].as_array().expect("results").clone()
}

#[test]
fn sarif_says_what_is_new_known_and_gone() {
    let results = results();
    let state = |result: &Value| result["baselineState"].as_str().map(str::to_owned);
    let (excused, told): (Vec<&Value>, Vec<&Value>) =
        results.iter().partition(|result| result["suppressions"].is_array());
    let count = |wanted: &str| told.iter().filter(|r| state(r).as_deref() == Some(wanted)).count();
    let kinds: Vec<&str> = excused.iter().filter_map(|r| r["suppressions"][0]["kind"].as_str()).collect();
    assert!(kinds.contains(&"inSource") && kinds.contains(&"external"), "{kinds:?}");
    // What was shown in the base and is excused now is known.
    let known = excused.iter().filter(|r| state(r).as_deref() == Some("unchanged")).count();
    assert_eq!(known, 1, "the format is only planned, and that is waived now");
    changed(|check| {
        let comparison = check.comparison.expect("a comparison");
        use medlint_core::compare::Novelty;
        let of = |novelty| check.findings().filter(|f| comparison.novelty(f) == novelty).count();
        assert!(of(Novelty::New) + of(Novelty::Worsened) + of(Novelty::Known) > 1);
        assert_eq!(count("new"), of(Novelty::New));
        assert_eq!(count("updated"), of(Novelty::Worsened));
        assert_eq!(count("unchanged"), of(Novelty::Known));
        assert_eq!(comparison.gone.len(), 2);
        assert_eq!(count("absent"), 1, "the link is mended");
        assert_eq!(told.len(), check.findings().count() + 1);
    });
}

#[test]
fn what_a_waiver_takes_away_is_not_gone() {
    // As before, but the broken link is now excused.
    let base = with(&small(false), None, Snapshot::of);
    let (documents, mut run) = small(false);
    run.waivers = small(true).1.waivers;
    let now = (documents, run);
    let comparison = with(&now, None, |check| Comparison::new("base", &base, &Snapshot::of(check), false));
    let text = with(&now, Some(&comparison), |check| Format::Sarif.write(check, &around()));
    let log: Value = serde_json::from_str(&text).expect("JSON");
    let links: Vec<&Value> = log["runs"][0]["results"]
        .as_array()
        .expect("results")
        .iter()
        .filter(|result| result["ruleId"] == "M107")
        .collect();
    assert_eq!(links.len(), 1, "{links:#?}");
    assert_eq!(links[0]["suppressions"][0]["kind"], "external");
    assert_eq!(links[0]["baselineState"], "unchanged");
    assert_eq!(links[0]["suppressions"][0]["justification"], "The model is kept elsewhere (QA)");
}

#[test]
fn a_baseline_quiets_annotations_and_tests() {
    let base = with(&small(true), None, Snapshot::of);
    let now = small(true);
    let comparison = with(&now, None, |check| Comparison::new("base", &base, &Snapshot::of(check), false));
    let write = |format: Format| with(&now, Some(&comparison), |check| format.write(check, &around()));
    assert_eq!(write(Format::Github), "");
    // GitLab compares with the target branch itself.
    assert_eq!(write(Format::Gitlab), with(&now, None, |check| Format::Gitlab.write(check, &around())));
    assert!(write(Format::Junit).contains("failures=\"0\" errors=\"0\">\n  <testsuite"));
}

#[test]
fn of_a_part_of_the_set_no_requirement_is_told() {
    let part = Circumstances { whole_set: false, ..around() };
    let text = changed(|check| Format::Junit.write(check, &part));
    assert!(!text.contains("testsuite name=\"imdrf-n73\"") && text.contains("testsuite name=\"documents\""));
    let text = changed(|check| Format::Sarif.write(check, &part));
    assert!(text.contains("Only a part of the documents was looked at"));
}

#[test]
fn without_anything_every_format_is_still_one() {
    let nothing = (Vec::new(), Run::default());
    for format in Format::ALL {
        let text = with(&nothing, None, |check| {
            let check = Check { inputs: &[], ..*check };
            format.write(&check, &Circumstances::default())
        });
        match format {
            Format::Github | Format::Junit => assert!(!text.contains("docs/")),
            _ => drop(serde_json::from_str::<Value>(&text).expect("JSON")),
        }
    }
}
