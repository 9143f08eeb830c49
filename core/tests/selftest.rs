//! The self-test and its record: what the release computes is what is recorded, and a record says what it has to.

use medlint_core::catalog::Catalogue;
use medlint_core::detect::State;
use medlint_core::report::selftest::{Circumstances, Format, Record, text};
use medlint_core::report::text::Style;
use medlint_core::selftest::{Asked, Rates, SelfTest, run};
use std::sync::LazyLock;

static TEST: LazyLock<SelfTest> = LazyLock::new(run);

fn record(test: &SelfTest, circumstances: &Circumstances, write: impl Fn(&Record<'_>) -> String) -> String {
    let catalogue = Catalogue::builtin();
    write(&Record { version: "9.9.9", catalogue: &catalogue, test, circumstances })
}

fn here() -> Circumstances {
    Circumstances {
        program: Some("ab".repeat(32)),
        platform: "linux x86_64".into(),
        date: Some("2026-11-22T09:30:00Z".into()),
        milliseconds: Some(1234),
    }
}

/// The same, but one case came out differently.
fn elsewhere() -> SelfTest {
    let mut test = TEST.clone();
    test.outcomes.sha256 = "0".repeat(64);
    test
}

#[test]
fn what_is_recorded_is_what_is_computed() {
    let recorded = include_str!("../src/selftest/recorded.txt").replace('\r', "");
    assert!(
        recorded == TEST.record(),
        "engine or catalogue have changed what the self-test computes. If that is meant, run `cargo xtask \
         validation` and say in the changelog what changes.\nrecorded:\n{recorded}\ncomputed:\n{}",
        TEST.record()
    );
    assert!(TEST.holds());
}

#[test]
fn a_different_hash_does_not_hold() {
    assert!(!elsewhere().holds());
    let mut set = TEST.clone();
    set.set.sha256 = "0".repeat(64);
    assert!(!set.holds());
    let mut nothing = TEST.clone();
    nothing.outcomes.recorded = String::new();
    assert!(!nothing.holds());
}

#[test]
fn two_runs_give_the_same() {
    assert_eq!(run(), *TEST);
}

#[test]
fn every_topic_is_asked_for_and_every_question_is_asked() {
    let topics = Catalogue::builtin().topics.len();
    let of = |asked| TEST.cases.iter().filter(|case| case.asked == asked).count();
    assert_eq!([of(Asked::Example), of(Asked::CounterExample)], [topics, topics]);
    for asked in Asked::all() {
        assert!(of(asked) > 0, "{} is never asked", asked.id());
    }
    let mut ids: Vec<String> = TEST.cases.iter().map(|case| case.id()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), TEST.cases.len(), "ids tell cases apart");
}

#[test]
fn mistakes_are_told_apart() {
    let mut case = TEST.cases.iter().find(|case| case.asked == Asked::CounterExample).unwrap().clone();
    case.found = State::Shown;
    assert_eq!([case.passed(), case.accepted(), case.overlooked()], [false, true, false]);
    case.found = State::Planned;
    assert_eq!([case.passed(), case.accepted(), case.overlooked()], [false, false, false]);
    case.found = State::Mentioned;
    assert!(case.passed());
    let mut case = TEST.cases.iter().find(|case| case.asked == Asked::Example).unwrap().clone();
    case.found = State::Missing;
    assert_eq!([case.passed(), case.accepted(), case.overlooked()], [false, false, true]);
    let rates = Rates::of([&case, &case].into_iter());
    assert_eq!((rates.cases, rates.passed, rates.overlooked, rates.passed_per_mille()), (2, 0, 2, 0));
}

#[test]
fn the_json_has_every_case_and_both_verdicts() {
    let value: serde_json::Value =
        serde_json::from_str(&record(&TEST, &here(), |r| Format::Json.write(r))).unwrap();
    assert_eq!(value["version"], 1);
    assert_eq!(value["program"]["platform"], "linux x86_64");
    assert_eq!(value["milliseconds"], 1234);
    assert_eq!(value["installation"]["holds"], true);
    assert_eq!(value["cases"].as_array().unwrap().len(), TEST.cases.len());
    let passed = value["cases"].as_array().unwrap().iter().filter(|case| case["passed"] == true).count();
    assert_eq!(value["quality"]["passed"], passed);
    let other: serde_json::Value =
        serde_json::from_str(&record(&elsewhere(), &here(), |r| Format::Json.write(r))).unwrap();
    assert_eq!(other["installation"]["holds"], false);
    assert_eq!(other["installation"]["set"]["same"], true);
}

#[test]
fn the_page_names_every_case_that_did_not_pass() {
    let page = record(&TEST, &here(), |r| Format::Html.write(r));
    let shown: usize = page
        .split("<p class=\"small cases\">")
        .skip(1)
        .map(|rest| rest.split("</p>").next().unwrap().split("; ").count())
        .sum();
    assert_eq!(shown, TEST.failed().count());
    for part in
        ["computes what release 9.9.9", "2026-11-22T09:30:00Z", "1.23 s", "Signature", &"ab".repeat(32)]
    {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("<script") && !page.contains("http"), "the page stands alone");
    let other = record(&elsewhere(), &here(), |r| Format::Html.write(r));
    assert!(other.contains("does not compute") && other.contains(">different<"));
}

#[test]
fn without_date_and_time_a_record_is_the_same_each_time() {
    let plain = Circumstances { platform: "p".into(), ..Circumstances::default() };
    for format in Format::ALL {
        let write = |r: &Record<'_>| format.write(r);
        assert_eq!(record(&TEST, &plain, write), record(&run(), &plain, write));
    }
    let words = record(&TEST, &plain, |r| text(r, &Style::plain()));
    assert!(!words.contains("date") && !words.contains("took"), "{words}");
}

#[test]
fn the_text_says_both_verdicts() {
    let words = record(&TEST, &here(), |r| text(r, &Style::plain()));
    assert!(words.contains("Installation: holds\n") && words.contains("Quality: "), "{words}");
    let words = record(&elsewhere(), &here(), |r| text(r, &Style::plain()));
    assert!(words.contains("Installation: does not hold\n") && words.contains("recorded "), "{words}");
}
