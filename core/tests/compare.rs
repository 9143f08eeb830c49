//! Comparisons: what is new, worse, gone, lost and gained, and that a snapshot that was read is the one that was written.

use medlint_core::assess::Date;
use medlint_core::compare::{Comparison, Novelty, Snapshot, Turn, baseline};
use medlint_core::report::json;
use medlint_core::workspace::{CheckOptions, Workspace};

const PLAN: &str = "# Cybersecurity management plan\n\n## Backup\n\nTBD\n\n## Penetration test\n\nAn independent laboratory attacked every \
                    interface of the pump for ten days and found no way to change a dose.\n";
const CONFIG: &str = "[device]\nname = \"P\"\n\n[[waiver]]\ntopic = \"de-identification\"\nreason = \"Nurses must match pump and patient.\"\nowner = \"Priya Nair\"\n";

fn set(files: &[(&str, &str)], config: &str) -> Workspace {
    let mut workspace = Workspace::default();
    workspace.configure(config);
    for (path, text) in files {
        workspace.put(path, text.as_bytes());
    }
    workspace
}

fn options() -> CheckOptions {
    CheckOptions { today: Date::parse("2026-06-01"), ..CheckOptions::default() }
}

fn snapshot(workspace: &Workspace) -> Snapshot {
    workspace.check("1.0.0", &options(), Snapshot::of)
}

fn of(text: &str) -> Snapshot {
    snapshot(&set(&[("plan.md", text)], CONFIG))
}

fn between(before: &Snapshot, after: &Snapshot) -> Comparison {
    Comparison::new("before", before, after, false)
}

#[test]
fn a_snapshot_of_the_json_is_that_of_the_check() {
    let config = format!(
        "{CONFIG}\n[[decision]]\nrequirement = \"N60-5.2-a\"\nstatus = \"met\"\nreason = \"Shown in DHF-12.\"\nowner = \"QA\"\ndate = \"2026-01-02\"\n"
    );
    let set = set(&[("plan.md", PLAN), ("docs/notes.md", "# Notes\n\nCoffee.\n")], &config);
    let written = set.check("1.0.0", &options(), json::check);
    let read = Snapshot::read(&written).expect("the JSON of a check");
    assert_eq!(read, snapshot(&set));
    assert_eq!(read.exceptions.len(), 2);
    assert!(!read.requirements.is_empty() && !read.findings.is_empty() && read.documents.len() == 2);
}

#[test]
fn nothing_is_different_from_itself_also_by_way_of_a_baseline() {
    let now = of(PLAN);
    assert!(between(&now, &now).is_empty());
    let read = baseline::read(&baseline::write(&now)).expect("a baseline");
    let comparison = between(&read, &now);
    assert!(comparison.is_empty(), "{comparison:?}");
    assert_eq!(comparison.count(Novelty::Known), now.findings.len());
    // Writing what was read changes nothing.
    assert_eq!(baseline::write(&read), baseline::write(&now));
}

#[test]
fn lines_do_not_matter() {
    let moved = PLAN.replace("## Backup", "The plan has two parts.\n\n\n\n## 2.1 Backup");
    let comparison = between(&of(PLAN), &of(&moved));
    assert_eq!(comparison.count(Novelty::New), 0, "{comparison:?}");
    assert!(comparison.gone.is_empty());
    assert!(!baseline::write(&of(PLAN)).contains("line"));
}

#[test]
fn what_is_added_is_new_and_what_is_mended_is_gone() {
    let worse =
        PLAN.replace("## Penetration test", "## Logging\n\n[insert the log format]\n\n## Penetration test");
    let comparison = between(&of(PLAN), &of(&worse));
    let new: Vec<&str> = comparison.fresh.iter().map(|(_, finding)| finding.code.as_str()).collect();
    assert!(new.contains(&"M104"), "{new:?}");
    let back = between(&of(&worse), &of(PLAN));
    assert!(back.gone.iter().any(|finding| finding.code == "M104"));
    assert!(back.fresh.iter().all(|(_, finding)| finding.code != "M104"));
}

#[test]
fn one_more_of_the_same_is_new() {
    let twice = PLAN.replace("TBD\n", "TBD\n\nTBD\n");
    let comparison = between(&of(PLAN), &of(&twice));
    assert_eq!(comparison.count(Novelty::New), 1, "{:?}", comparison.fresh);
}

#[test]
fn a_summary_of_a_document_that_names_more_topics_is_worse_not_new() {
    let less = PLAN.split("## Penetration test").next().unwrap_or_default();
    let mut before = of(PLAN);
    let now = of(less);
    let summary = now.findings.iter().find(|finding| finding.code == "M101").expect("M101");
    let old =
        before.findings.iter_mut().find(|finding| finding.fingerprint == summary.fingerprint).expect("M101");
    old.topics.pop();
    let comparison = between(&before, &now);
    assert_eq!(comparison.novelty_of(&summary.fingerprint), Novelty::Worsened);
    // The other way round it only became better.
    assert_eq!(between(&now, &before).novelty_of(&summary.fingerprint), Novelty::Known);
}

#[test]
fn a_higher_severity_is_worse() {
    let now = of(PLAN);
    let mut before = now.clone();
    let blank = before.findings.iter_mut().find(|finding| finding.code == "M104").expect("M104");
    blank.severity = "info".to_owned();
    let fingerprint = blank.fingerprint.clone();
    assert_eq!(between(&before, &now).novelty_of(&fingerprint), Novelty::Worsened);
}

#[test]
fn a_renamed_document_takes_its_findings_along() {
    let before = of(PLAN);
    let renamed = snapshot(&set(&[("docs/plan-2.md", PLAN)], CONFIG));
    let comparison = between(&before, &renamed);
    let about_text = |code: &str| code == "M104";
    assert!(comparison.fresh.iter().all(|(_, finding)| !about_text(&finding.code)), "{:?}", comparison.fresh);
    assert!(comparison.gone.iter().all(|finding| !about_text(&finding.code)));
    // A copy is not a new name.
    let copied = snapshot(&set(&[("plan.md", PLAN), ("docs/plan-2.md", PLAN)], CONFIG));
    assert!(between(&before, &copied).fresh.iter().any(|(_, finding)| about_text(&finding.code)));
}

#[test]
fn of_a_part_nothing_is_said_about_the_rest() {
    let files = [("plan.md", PLAN), ("other.md", "# Notes\n\nTODO: write\n")];
    let all = snapshot(&set(&files, CONFIG));
    let part = set(&files[..1], CONFIG);
    let options = CheckOptions { part: true, ..options() };
    let part = part.check("1.0.0", &options, Snapshot::of);
    let comparison = Comparison::new("all", &all, &part, true);
    assert!(comparison.gone.iter().all(|finding| finding.path.as_deref() == Some("plan.md")));
    assert!(comparison.requirements.is_empty());
    assert!(comparison.documents.is_empty());
}

#[test]
fn requirements_are_lost_and_gained() {
    let less = PLAN.split("## Penetration test").next().unwrap_or_default();
    let (more, less) = (of(PLAN), of(less));
    let lost = between(&more, &less);
    assert!(lost.turned(Turn::Lost) > 0 && lost.turned(Turn::Gained) == 0, "{:?}", lost.requirements);
    let gained = between(&less, &more);
    assert_eq!(gained.turned(Turn::Gained), lost.turned(Turn::Lost));
    // A baseline remembers only what is open, and comes to the same.
    let read = baseline::read(&baseline::write(&more)).expect("a baseline");
    assert_eq!(between(&read, &less).turned(Turn::Lost), lost.turned(Turn::Lost));
}

#[test]
fn other_facts_ask_for_other_requirements() {
    let with = |value: &str| {
        let config =
            format!("[device]\nfacts = {{ networked = {value}, wireless = {value}, cloud = {value} }}\n");
        snapshot(&set(&[("plan.md", PLAN)], &config))
    };
    let comparison = between(&with("false"), &with("true"));
    assert!(comparison.turned(Turn::Asked) > 0, "{:?}", comparison.requirements);
    assert!(between(&with("true"), &with("false")).turned(Turn::Dropped) > 0);
}

#[test]
fn evidence_with_other_words_is_told_with_who_had_decided() {
    let config = "[[decision]]\nrequirement = \"MDCG-3.7-e\"\nstatus = \"met\"\nreason = \"Read by me.\"\nowner = \"Ana Ruiz\"\ndate = \"2026-02-03\"\n";
    let other = PLAN.replace("ten days", "twelve days");
    let before = snapshot(&set(&[("plan.md", PLAN)], config));
    let after = snapshot(&set(&[("plan.md", &other)], config));
    let comparison = between(&before, &after);
    let change =
        comparison.evidence.iter().find(|change| change.topic == "penetration-testing").expect("changed");
    assert!(change.text);
    assert_eq!(change.decided, ["Ana Ruiz, 2026-02-03"]);
    assert!(change.requirements.iter().any(|id| id == "MDCG-3.7-e") && change.requirements.len() > 1);
    assert!(comparison.documents.iter().any(|document| document.kind() == "changed"));
}

#[test]
fn waivers_are_compared_by_what_they_are_about() {
    let now = |config: &str| snapshot(&set(&[("plan.md", PLAN)], config));
    let longer = CONFIG.replace("Nurses", "All nurses");
    let changed = between(&now(CONFIG), &now(&longer));
    assert_eq!(changed.exceptions.len(), 1);
    assert!(changed.exceptions[0].before.is_some() && changed.exceptions[0].after.is_some());
    let gone = between(&now(CONFIG), &now(""));
    assert!(gone.exceptions[0].after.is_none());
}

#[test]
fn pruning_takes_out_what_is_gone_and_accepts_nothing() {
    let (before, worse) =
        (of(PLAN), of(&PLAN.replace("TBD", "Nightly.\n\n## Logging\n\n[insert the format]")));
    let base = baseline::read(&baseline::write(&before)).expect("a baseline");
    let comparison = between(&base, &worse);
    let pruned = baseline::prune(&base, &comparison);
    assert!(pruned.findings.len() < base.findings.len());
    let again = between(&pruned, &worse);
    assert!(again.gone.is_empty());
    assert_eq!(again.count(Novelty::New), comparison.count(Novelty::New));
}

#[test]
fn what_is_no_result_is_refused_with_its_place() {
    let message = |text: &str| Snapshot::read(text).expect_err("not a result").to_string();
    assert!(message("# Plan\n").starts_with("line 1, column 1: "), "{}", message("# Plan\n"));
    assert!(message("{\"version\": 2}").contains("form 2"));
    assert!(message("{\"version\": 1}").contains("tool"));
    let unknown = baseline::read("{\"version\":1,\"findings\":[],\"open_requirements\":[],\"more\":1}");
    assert!(unknown.is_err(), "a key that means nothing is a mistake");
}
