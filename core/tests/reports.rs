//! Reports: complete, readable, the same bytes every time, and never a promise.

mod hand_made;

use hand_made::{CATALOGUE, Doc, Run, doc, fact, text};
use medlint_core::assess::{Assessment, DeviceProfile, Selection, Severity};
use medlint_core::config::Config;
use medlint_core::detect::weights::COMBINED;
use medlint_core::detect::{Analysis, State, inspect};
use medlint_core::document::Document;
use medlint_core::lint::{RULES, SetLint};
use medlint_core::report::text::Style;
use medlint_core::report::{Check, explain, json, list, text as terminal};
use serde_json::Value;

struct Made {
    documents: Vec<Doc>,
    run: Run,
    assessment: Assessment,
    lint: SetLint,
}

fn made() -> Made {
    let documents = vec![
        text("docs/plan.md", "# Test plan\n\nKept for TBD days.\n\n[x](#nowhere)\n\n<!-- medlint-disable-next-line M104: a form -->\nTBD\n")
            .kind("security-test")
            .blank("TBD", &["backup-restore"])
            .says("penetration-testing", State::Planned, &[])
            .shows("sbom"),
        text("docs/model.md", "# Threat model\n\nText.\u{1b}[31m\n").kind("threat-model").shows("asset-inventory"),
        text("docs/notes.txt", "Nothing.\n"),
    ];
    let config = "[device]\nname = \"Aria\"\nfacts = {networked = true, ivd = false}\n[[waiver]]\ntopic = \"penetration-testing\"\nreason = \"May\"\nowner = \"QA\"\ndate = \"2025-01-01\"\nexpires = \"2025-12-31\"\n[[decision]]\nrequirement = \"N60-5.3-n\"\nstatus = \"met\"\nevidence = \"TR-17, page 4\"\ndate = 2025-02-28\n";
    let (config, problems) = Config::parse("medlint.toml", config, &CATALOGUE);
    assert!(problems.is_empty());
    let run = Run {
        profile: config.profile,
        decisions: config.decisions,
        waivers: config.waivers,
        ..Run::default()
    };
    let (assessment, lint) = (run.assess(&documents), run.lint(&documents));
    Made { documents, run, assessment, lint }
}

impl Made {
    fn with<T>(&self, report: impl FnOnce(&Check<'_>) -> T) -> T {
        let analyses: Vec<&Analysis> = self.documents.iter().map(|d| &d.analysis).collect();
        report(&Check {
            version: "1.2.3",
            documents: &analyses,
            catalogue: &CATALOGUE,
            profile: &self.run.profile,
            decisions: &self.run.decisions,
            waivers: &self.run.waivers,
            assessment: &self.assessment,
            lint: &self.lint,
            min_severity: Severity::Info,
            comparison: None,
            inputs: &[],
        })
    }

    fn text(&self, style: &Style) -> String {
        let source_of =
            |path: &str| self.documents.iter().find(|d| d.analysis.path == path).map(|d| d.source.clone());
        self.with(|check| terminal::check(check, &source_of, style))
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.with(json::check)).expect("valid JSON")
    }
}

#[test]
fn a_finding_reads_like_a_compiler_message() {
    let shown = made().text(&Style::plain());
    let expected = "warning[M104]: `TBD` is still to be filled in (to be done)
 --> docs/plan.md:3:10
  |
3 | Kept for TBD days.
  |          ^^^
  = why: A blank in a released document";
    assert!(shown.contains(expected), "{shown}");
    assert!(shown.contains("warning[M107]: docs/plan.md has no heading or anchor `#nowhere`"), "{shown}");
}

#[test]
fn the_report_has_all_its_parts() {
    let shown = made().text(&Style::plain());
    for part in [
        "Requirements by framework",
        "imdrf-n60",
        "Met of those that apply, by stage",
        "Topics by document",
        "docs/notes.txt",
        "shown in no document",
        "What to do first",
        "3 documents: ",
        "requirements that apply are met",
        "1 requirement stands as a person decided in medlint.toml: 1 met",
        "1 finding suppressed by 1 comment",
        "whether waivers have expired was not judged",
    ] {
        assert!(shown.contains(part), "{part} in\n{shown}");
    }
    assert!(!shown.contains('\u{1b}'), "what stands in a document does not reach the terminal as it is");
    assert!(shown.lines().all(|line| line.chars().count() <= 130), "{shown}");
}

#[test]
fn colours_change_nothing_but_colours() {
    let made = made();
    let plain = made.text(&Style::plain());
    let colored = made.text(&Style { color: true, ..Style::plain() });
    assert_ne!(plain, colored);
    let mut stripped = String::new();
    let mut rest = colored.as_str();
    while let Some(at) = rest.find('\u{1b}') {
        stripped.push_str(&rest[..at]);
        let end = rest[at..].find('m').map_or(rest.len(), |m| at + m + 1);
        rest = &rest[end..];
    }
    stripped.push_str(rest);
    assert_eq!(plain, stripped);
}

#[test]
fn nothing_promises_that_anything_is_enough() {
    let made = made();
    let mut all = made.text(&Style::plain()) + &made.with(json::check);
    let ids = CATALOGUE
        .facts
        .iter()
        .map(|f| &*f.id)
        .chain(CATALOGUE.kinds.iter().map(|k| &*k.id))
        .chain(RULES.iter().map(|r| r.code));
    for id in ids {
        all += &explain::explain(id, &CATALOGUE, &[], &Style::plain()).unwrap_or_default();
    }
    // The catalogue itself may name a topic `privacy-compliance`; a verdict would say "compliant".
    assert!(!all.to_lowercase().contains("compliant"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(made().with(json::check), made().with(json::check));
    assert_eq!(made().text(&Style::plain()), made().text(&Style::plain()));
}

#[test]
fn check_json_has_what_programs_need() {
    let made = made();
    let report = made.json();
    assert_eq!(report["version"], 1);
    assert_eq!(report["tool"]["name"], "medlint");
    assert_eq!(report["tool"]["version"], "1.2.3");
    assert_eq!(report["tool"]["catalogue"], CATALOGUE.hash());
    assert_eq!(report["profile"]["name"], "Aria");
    assert_eq!(report["profile"]["facts"]["networked"], true);
    assert_eq!(report["profile"]["facts"]["ivd"], false);
    assert_eq!(report["requirements"].as_array().map(Vec::len), Some(made.assessment.requirements.len()));
    let findings = report["findings"].as_array().expect("a list");
    assert_eq!(findings.len(), made.lint.findings.len());
    let placeholder = findings.iter().find(|f| f["code"] == "M104").expect("a blank");
    assert_eq!(placeholder["path"], "docs/plan.md");
    assert_eq!((&placeholder["start_line"], &placeholder["end_line"]), (&Value::from(3), &Value::from(3)));
    assert_eq!(placeholder["topics"][0], "backup-restore");
    assert!(placeholder["requirements"][0]["clause"].is_string());
    assert_eq!(report["suppressed"][0]["excuse"]["reason"], "a form");
    assert_eq!(report["suppressed"][0]["code"], "M104");
    let waived = report["requirements"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|r| r["status"] == "waived")
        .expect("one");
    assert_eq!(waived["waiver"]["owner"], "QA");
    assert_eq!(waived["decision"], Value::Null);
    let requirements = report["requirements"].as_array().expect("a list");
    let decided = requirements.iter().find(|r| r["id"] == "N60-5.3-n").expect("in the selection");
    assert_eq!(decided["status"], "met");
    assert_eq!(
        decided["decision"],
        serde_json::json!({
            "status": "met", "found": "missing", "reason": null, "evidence": "TR-17, page 4", "note": null,
            "owner": null, "date": "2025-02-28", "path": "medlint.toml", "line": 10
        })
    );
    let counts = &report["counts"];
    let sum: u64 = ["errors", "warnings", "infos"].iter().filter_map(|k| counts[k].as_u64()).sum();
    assert_eq!(usize::try_from(sum).ok(), Some(findings.len()));
    assert_eq!(report["coverage"]["documents"][0]["kind"], "security-test");
    assert!(report["actions"][0]["requirements"][0].is_string());
}

#[test]
fn scan_json_is_as_promised() {
    let made = made();
    let text = made.with(|check| json::scan(check.documents, &CATALOGUE, "1.2.3"));
    assert!(text.starts_with(&format!(
        "{{\"version\":1,\"tool\":{{\"name\":\"medlint\",\"version\":\"1.2.3\",\"catalogue\":\"{}\"}},\"documents\":[{{\"path\":\"docs/plan.md\",\"format\":\"markdown\",\"title\":\"Test plan\",\"kind\":{{\"value\":\"security-test\",\"because\":\"front-matter\"}},\"topics\":{{",
        CATALOGUE.hash()
    )), "{text}");
    assert!(text.contains(
        "\"sbom\":{\"state\":\"shown\",\"evidence\":[{\"state\":\"shown\",\"start_line\":1,\"end_line\":1,\"headings\":[\"1 Scope\"],\"because\":[\"words\"]}]}"
    ));
    let parsed: Value = serde_json::from_str(&text).expect("valid JSON");
    assert_eq!(parsed["documents"][2]["kind"]["value"], "other");
    assert_eq!(parsed["documents"][2]["topics"], Value::Object(serde_json::Map::new()));
}

#[test]
fn milder_findings_can_be_left_out() {
    let made = made();
    made.with(|check| {
        let strict = Check { min_severity: Severity::Warning, ..*check };
        assert!(strict.findings().all(|f| f.severity >= Severity::Warning));
        assert_eq!(strict.counts()[2], 0);
        assert!(check.counts()[2] > 0);
        assert_eq!(strict.worst(), check.worst());
        assert!(terminal::summary(&strict, &Style::plain()).contains("below warning not shown"));
    });
}

#[test]
fn a_run_without_documents_says_so() {
    let run = Run::default();
    let (assessment, lint) = (run.assess(&[]), run.lint(&[]));
    let made = Made { documents: Vec::new(), run, assessment, lint };
    assert!(made.text(&Style::plain()).contains("No document was checked"));
    assert_eq!(made.json()["counts"]["documents"], 0);
}

#[test]
fn every_id_can_be_explained() {
    let page =
        |id: &str| explain::explain(id, &CATALOGUE, &[], &Style::plain()).unwrap_or_else(|| panic!("{id}"));
    for requirement in CATALOGUE.requirements.iter() {
        let page = page(&requirement.id);
        assert!(page.contains(&*requirement.id) && page.contains(requirement.strength.meaning()), "{page}");
    }
    CATALOGUE.topics.iter().for_each(|t| assert!(page(&t.id).contains("shown when"), "{}", t.id));
    CATALOGUE.kinds.iter().for_each(|k| assert!(page(&k.id).contains(&*k.title), "{}", k.id));
    CATALOGUE.facts.iter().for_each(|f| assert!(page(&f.id).contains("the device"), "{}", f.id));
    CATALOGUE.frameworks.iter().for_each(|f| assert!(page(&f.id).contains(&*f.edition), "{}", f.id));
    CATALOGUE.citations.iter().for_each(|c| assert!(page(&c.id).contains("since"), "{}", c.id));
    RULES.iter().for_each(|r| {
        assert!(page(r.name).starts_with(&page(r.code)) && page(r.code).contains("found in"), "{}", r.code)
    });
    State::ALL.iter().for_each(|s| assert!(page(s.id()).len() > 20));
    assert_eq!(explain::explain("sbon", &CATALOGUE, &[], &Style::plain()), None);
    assert_eq!(explain::nearest("sbon", &CATALOGUE), Some("sbom"));
    assert_eq!(explain::nearest("placehoder", &CATALOGUE), Some("placeholder"));
}

#[test]
fn an_explanation_shows_examples_and_other_frameworks() {
    let id = "N60-5.2-q";
    let topic = explain::topic_of(id, &CATALOGUE).expect("it has one");
    assert_eq!(&*CATALOGUE[topic].id, "threat-model");
    let page = explain::explain(
        id,
        &CATALOGUE,
        &[("shown", "STRIDE was used.\n\n| a | b |"), ("placeholder", "TBD")],
        &Style::plain(),
    );
    let page = page.expect("known");
    assert!(page.contains("Example: shown\n  | STRIDE was used.\n  |\n  | | a | b |"), "{page}");
    assert!(page.contains("MDCG-"), "{page}");
}

#[test]
fn an_explanation_in_markdown_has_headings_lists_and_tables() {
    let page = |id: &str| explain::markdown(id, &CATALOGUE, &[]).unwrap_or_else(|| panic!("{id}"));
    let requirement = page("N60-5.2-q");
    assert!(requirement.starts_with("### "), "{requirement}");
    assert!(
        requirement.contains("\nRequirement `N60-5.2-q`\n") && requirement.contains("\n- **strength**: ")
    );
    assert!(requirement.contains("\n- **elsewhere**\n  - "), "{requirement}");
    // What is both has two parts.
    assert_eq!(page("threat-model").matches("### ").count(), 2);
    assert!(page("threat-model").contains("\n|  | Topic | Heading |\n|---|---|---|\n| "));
    assert!(page("threat-model").contains("\n| must have | `"));
    // A comment is shown, not taken for one; an example stays as it was written.
    assert!(page("M104").contains("`<!-- medlint-disable-next-line M104: the reason -->`"));
    let example = explain::markdown("sbom", &CATALOGUE, &[("shown", "```\ncode\n```")]).expect("known");
    assert!(example.contains("\n````\n```\ncode\n```\n````\n"), "{example}");
    assert_eq!(explain::markdown("sbon", &CATALOGUE, &[]), None);
}

#[test]
fn lists_have_a_line_for_everything() {
    let style = Style::plain();
    assert_eq!(list::rules(&style).lines().count(), RULES.len() + 1);
    assert_eq!(
        list::topics(&Selection::default(), &CATALOGUE, &style).lines().count(),
        CATALOGUE.topics.len() + 1
    );
    assert_eq!(list::kinds(&CATALOGUE, &style).lines().count(), CATALOGUE.kinds.len() + 1);
    assert_eq!(list::facts(&CATALOGUE, &style).lines().count(), CATALOGUE.facts.len() + 1);
    assert_eq!(
        list::frameworks(&Selection::default(), &CATALOGUE, &style).lines().count(),
        CATALOGUE.frameworks.len() + 1
    );
    let all = list::requirements(&Selection::default(), &CATALOGUE, &style);
    assert!(all.contains("N60-5.2-q") && !all.contains("  context  "));
}

#[test]
fn configuration_problems_are_shown_where_they_are() {
    let config = "[device.facts]\nnetwroked = true\n";
    let (_, problems) = Config::parse("medlint.toml", config, &CATALOGUE);
    let shown = terminal::problems(&problems, config, &Style::plain());
    let expected = " --> medlint.toml:2:1\n  |\n2 | netwroked = true\n  | ^^^^^^^^^\n  = help: did you mean `networked`?\n";
    assert!(shown.contains(expected), "{shown}");
}

#[test]
fn scan_and_why_show_the_evidence() {
    let documents = [doc("a.md").shows("sbom").says("fuzz-testing", State::Denied, &[])];
    let analyses: Vec<&Analysis> = documents.iter().map(|d| &d.analysis).collect();
    let shown = terminal::scan(&analyses, &CATALOGUE, &Style::plain());
    assert!(shown.contains("shown       sbom"), "{shown}");
    let topic = |id: &str| CATALOGUE.topic(id).expect("built in");
    let why = terminal::why(analyses[0], &[], topic("sbom"), &CATALOGUE, &Style::plain());
    assert!(why.contains("- words") && why.contains("\"What the document says.\""), "{why}");
    let text =
        "# Access\n\nUsers sign in with a user name and a password of 12 characters.\n\nThe case is blue.\n";
    let document = Document::read("a.md", text.as_bytes());
    let statements = inspect(&document, &CATALOGUE, topic("user-authentication"));
    assert_eq!(statements.iter().map(|s| s.lines).collect::<Vec<_>>(), [(3, 3)]);
    // each part is rounded down by itself
    let parts: i32 = statements[0].parts.iter().map(|p| p.1).sum();
    assert!((statements[0].sum - parts).unsigned_abs() <= COMBINED.len() as u32, "{statements:?}");
    let why =
        terminal::why(analyses[0], &statements, topic("user-authentication"), &CATALOGUE, &Style::plain());
    assert!(why.contains("words: ") && why.contains("sum: ") && why.contains("sign in with"), "{why}");
    let why = terminal::why(analyses[0], &[], topic("backup-restore"), &CATALOGUE, &Style::plain());
    assert!(why.contains("missing") && why.contains("no statement is about it"), "{why}");
    let _ = (DeviceProfile::new(), fact("networked"));
}
