//! Thresholds of medlint.toml: what counts, what is said when one is not reached, and what a mistake in one does.

mod hand_made;

use hand_made::{CATALOGUE, Doc, Run, text};
use medlint_core::assess::{Reached, Severity, Threshold};
use medlint_core::config::Config;
use medlint_core::lint::Finding;

/// A run with this medlint.toml, which has no mistake.
fn run(config: &str) -> Run {
    let (config, problems) = Config::parse("medlint.toml", config, &CATALOGUE);
    assert!(problems.is_empty(), "{problems:#?}");
    Run {
        profile: config.profile,
        decisions: config.decisions,
        waivers: config.waivers,
        thresholds: config.thresholds,
        selection: config.selection,
        ..Run::default()
    }
}

fn documents() -> [Doc; 1] {
    [text("a.md", "# A\n\nText.\n").kind("threat-model").shows("threat-model").shows("sbom")]
}

fn said(run: &Run) -> Vec<Finding> {
    let findings = run.lint(&documents()).findings.into_iter();
    findings.filter(|finding| finding.code == "M121").collect()
}

fn reached(run: &Run) -> Reached {
    run.thresholds[0].reached(&run.assess(&documents()), &CATALOGUE)
}

#[test]
fn a_threshold_that_is_not_reached_is_an_error_in_medlint_toml() {
    let run = run(
        "[device]\nname = \"Aria\"\n\n[[threshold]]\nframework = \"ig-nb\"\nlevel = \"core\"\nmet = 90\n",
    );
    let now = reached(&run);
    let [finding] = &said(&run)[..] else { panic!("one finding") };
    assert_eq!(
        (finding.severity, finding.path.as_deref(), finding.lines.0),
        (Severity::Error, Some("medlint.toml"), 4)
    );
    let needed = run.thresholds[0].lacking(now);
    assert_eq!(needed, (now.of * 90).div_ceil(100) - now.answered);
    assert_eq!(
        finding.message,
        format!(
            "{} of {} requirements of ig-nb at level core are answered ({} %), 90 % are needed: {needed} more",
            now.answered,
            now.of,
            now.answered * 100 / now.of
        )
    );
    assert!(
        finding.help.starts_with("most hangs on: ") && finding.help.matches(" requirements)").count() == 3,
        "{}",
        finding.help
    );
}

#[test]
fn a_threshold_that_is_just_reached_says_nothing() {
    let mut run = run("[[threshold]]\nmet = 1\n");
    let now = reached(&run);
    assert!(now.answered > 0 && now.answered < now.of, "{now:?}");
    let exactly = u8::try_from(now.percent()).expect("a share");
    run.thresholds[0].met = exactly;
    assert!(said(&run).is_empty());
    run.thresholds[0].met = exactly + 1;
    assert_eq!(said(&run).len(), 1);
}

#[test]
fn waived_and_decided_requirements_are_answered() {
    let open = "[[threshold]]\nframework = \"ig-nb\"\nmet = 100\n";
    let before = reached(&run(open));
    let waived = run(&format!(
        "{open}[[waiver]]\nrequirement = \"IGNB-2.1\"\nreason = \"r\"\nowner = \"o\"\ndate = \"2025-01-01\"\n"
    ));
    let decided =
        run(&format!("{open}[[decision]]\nrequirement = \"IGNB-2.1\"\nstatus = \"met\"\nreason = \"r\"\n"));
    for run in [waived, decided] {
        assert_eq!(reached(&run), Reached { answered: before.answered + 1, of: before.of });
    }
}

#[test]
fn what_does_not_apply_or_needs_a_person_does_not_count() {
    let run = run("[[threshold]]\nmet = 50\n");
    let assessment = run.assess(&documents());
    assert_eq!(reached(&run).of, u32::from(assessment.coverage.total.applicable()));
    assert!(reached(&run).of < u32::from(assessment.coverage.total.total()));
}

#[test]
fn of_a_part_of_the_documents_nothing_is_said() {
    let mut run = run("[[threshold]]\nmet = 100\n");
    assert_eq!(said(&run).len(), 1);
    run.part = true;
    assert!(said(&run).is_empty());
}

#[test]
fn a_threshold_cannot_be_waived() {
    let run = run(
        "[[threshold]]\nmet = 100\n[[waiver]]\nfinding = \"M121\"\nreason = \"r\"\nowner = \"o\"\ndate = \"2025-01-01\"\n",
    );
    assert_eq!(said(&run).len(), 1);
}

#[test]
fn its_fingerprint_stays_while_its_share_and_its_limit_move() {
    let of = |met: u8, more: &str| {
        let config = format!("{more}[[threshold]]\nframework = \"ig-nb\"\nmet = {met}\n");
        said(&run(&config))[0].fingerprint.clone()
    };
    assert_eq!(of(90, ""), of(100, "\n\n"));
}

#[test]
fn a_mistake_in_a_threshold_is_told_and_the_threshold_left_out() {
    let told = |config: &str| {
        let (config, problems) = Config::parse("medlint.toml", config, &CATALOGUE);
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        (config.thresholds, problems.join("\n"))
    };
    for (config, expected) in [
        (
            "[[threshold]]\nlevel = \"core\"\n",
            "medlint.toml:1:1: error: threshold.met: is missing: how many percent have to be answered, such as 90",
        ),
        (
            "[[threshold]]\nmet = 101\n",
            "medlint.toml:2:7: error: threshold.met: must be a whole number from 0 to 100",
        ),
        (
            "[[threshold]]\nmet = \"90\"\n",
            "medlint.toml:2:7: error: threshold.met: must be a whole number from 0 to 100",
        ),
        (
            "[[threshold]]\nframework = \"imdrf-n6\"\nmet = 90\n",
            "medlint.toml:2:13: error: threshold.framework: `imdrf-n6` is not a framework that medlint knows; the threshold is ignored (did you mean `imdrf-n60`?)",
        ),
        (
            "[[threshold]]\nlevel = \"cor\"\nmet = 90\n",
            "medlint.toml:2:9: error: threshold.level: `cor` is not one of core, detail, context (did you mean `core`?)",
        ),
    ] {
        let (thresholds, problems) = told(config);
        assert_eq!((thresholds, &*problems), (Vec::<Threshold>::new(), expected));
    }
    let (thresholds, problems) = told("[[threshold]]\nmet = 90\nlevel = \"context\"\n");
    assert_eq!(thresholds.len(), 1);
    assert_eq!(
        problems,
        "medlint.toml:3:9: warning: threshold.level: `context` is not asked about (check.levels), so this threshold is never judged"
    );
}
