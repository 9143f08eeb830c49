//! Findings over hand-made documents: what is said, where, how severe, and what excuses it.

mod hand_made;

use hand_made::{CATALOGUE, Doc, Run, doc, fact, text};
use medlint_core::assess::{Date, DeviceProfile, Selection, Severity};
use medlint_core::catalog::{Catalogue, Level, TopicId};
use medlint_core::config::Config;
use medlint_core::detect::{CitationHit, State};
use medlint_core::lint::{Finding, KnownFiles, RULES, Scope, SetLint};
use std::collections::BTreeSet;
use std::sync::LazyLock;

fn one(code: &str, documents: &[Doc]) -> Finding {
    one_of(code, &Run::default().lint(documents))
}

fn one_of(code: &str, result: &SetLint) -> Finding {
    let of_code: Vec<&Finding> = result.findings.iter().filter(|f| f.code == code).collect();
    assert_eq!(of_code.len(), 1, "{of_code:#?}");
    of_code[0].clone()
}

fn none(code: &str, documents: &[Doc]) {
    let said = Run::default().said(code, documents);
    assert!(said.is_empty(), "{said:#?}");
}

/// Topics that a kind should show (not only might), where a must or should of core level asks for them.
fn serious(kind: &str) -> Vec<TopicId> {
    let assessment = Run::default().assess(&[doc("x.md").kind(kind)]);
    let kind = CATALOGUE.kind(kind).expect("built in");
    let topics = CATALOGUE[kind].topics.iter().filter(|e| e.weight > 1).map(|e| e.topic);
    topics.filter(|t| assessment.topics[t.index()].severity > Some(Severity::Info)).collect()
}

/// A kind that expects several serious topics; `None` while the catalogue's kinds expect nothing.
fn a_kind() -> Option<&'static str> {
    CATALOGUE.kinds.iter().map(|k| &*k.id).find(|k| serious(k).len() >= 3)
}

fn id(topic: TopicId) -> &'static str {
    static BUILTIN: LazyLock<Catalogue> = LazyLock::new(Catalogue::builtin);
    &BUILTIN[topic].id
}

#[test]
fn every_rule_says_what_why_and_what_to_do() {
    let mut codes = BTreeSet::new();
    for rule in RULES {
        assert!(codes.insert(rule.code) && codes.insert(rule.name), "{} is there twice", rule.code);
        let digits = rule.code.strip_prefix('M').unwrap_or_default();
        assert!(digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()), "{}", rule.code);
        assert!(rule.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", rule.name);
        for text in [rule.what, rule.why, rule.fix, rule.severity] {
            assert!(text.len() >= 9, "{} says too little: {text}", rule.code);
            assert!(!text.to_lowercase().contains("complian"), "{}", rule.code);
            assert!(!text.contains("  "), "{}: {text}", rule.code);
        }
        assert!(
            rule.why.ends_with('.') && rule.what.ends_with('.') && rule.fix.ends_with('.'),
            "{}",
            rule.code
        );
        assert!(!rule.bad.files.is_empty() && !rule.good.files.is_empty());
        assert_eq!(medlint_core::lint::rule(rule.name).map(|r| r.code), Some(rule.code));
    }
    assert!(RULES.windows(2).all(|w| w[0].code < w[1].code));
}

#[test]
fn a_document_gets_one_summary_of_what_its_kind_should_show() {
    let Some(kind) = a_kind() else { return };
    let missing = serious(kind);
    let finding = one("M101", &[text("a.md", "# Title\n\nText.\n").kind(kind)]);
    assert_eq!((finding.path.as_deref(), finding.lines), (Some("a.md"), (1, 1)));
    assert!(missing.iter().all(|t| finding.topics.contains(t)));
    assert!(finding.severity > Severity::Info && !finding.requirements.is_empty());
    assert!(finding.help.contains(&*CATALOGUE[finding.topics[0]].shown_when));
    // What another document shows does not count and is named.
    let other = doc("b.md").shows(id(missing[0]));
    let result = Run::default().lint(&[text("a.md", "# Title\n\nText.\n").kind(kind), other]);
    let again = one_of("M101", &result);
    assert!(!again.topics.contains(&missing[0]));
    assert!(again.help.contains("found elsewhere"), "{}", again.help);
    assert!(again.related.iter().any(|r| r.path == "b.md"));
    assert_eq!(again.fingerprint, finding.fingerprint, "a fingerprint stays while the list gets shorter");
}

#[test]
fn what_does_not_apply_is_not_missed() {
    let Some(kind) = a_kind() else { return };
    let mut profile = DeviceProfile::new();
    CATALOGUE.fact_ids().for_each(|fact| profile.set(fact, false));
    let run = Run { profile, ..Run::default() };
    let a = [doc("a.md").kind(kind)];
    let less =
        run.lint(&a).findings.iter().filter(|f| f.code == "M101").map(|f| f.topics.len()).sum::<usize>();
    assert!(less <= one("M101", &a).topics.len());
    let none = Run {
        selection: Selection { frameworks: Some(Vec::new()), levels: vec![Level::Core] },
        ..Run::default()
    };
    assert!(none.said("M101", &a).is_empty());
}

#[test]
fn a_topic_missing_in_two_documents_is_serious_in_one() {
    let Some(kind) = a_kind() else { return };
    let result = Run::default().lint(&[doc("a.md").kind(kind), doc("b.md").kind(kind)]);
    let severities: Vec<Severity> =
        result.findings.iter().filter(|f| f.code == "M101").map(|f| f.severity).collect();
    assert_eq!(severities.len(), 2);
    assert!(severities[0] > Severity::Info && severities[1] == Severity::Info, "{severities:?}");
}

#[test]
fn requirements_without_evidence_are_told_once_per_topic_and_never_twice() {
    let result = Run::default().lint(&[doc("a.md")]);
    let topics: Vec<TopicId> =
        result.findings.iter().filter(|f| f.code == "M102").map(|f| f.topics[0]).collect();
    assert!(topics.len() > 20);
    assert_eq!(topics.iter().collect::<BTreeSet<_>>().len(), topics.len());
    for finding in result.findings.iter().filter(|f| f.code == "M102") {
        assert!(finding.severity > Severity::Info && !finding.requirements.is_empty());
        assert!(finding.requirements.iter().all(|r| CATALOGUE[*r].level == Level::Core));
    }
    // With a document of a kind that expects them, they are in its summary instead.
    if let Some(kind) = a_kind() {
        let result = Run::default().lint(&[doc("a.md").kind(kind)]);
        let summary = one_of("M101", &result);
        let again = result
            .findings
            .iter()
            .filter(|f| f.code == "M102")
            .any(|f| summary.topics.contains(&f.topics[0]));
        assert!(!again);
    }
    // And of a part of the set nothing is said.
    let part = Run { part: true, ..Run::default() };
    assert!(part.said("M102", &[doc("a.md")]).is_empty() && part.said("M115", &[doc("a.md")]).is_empty());
}

#[test]
fn weak_planned_denied_and_pointed_to_are_told_where_they_stand() {
    let source = "# Tests\n\nText about it.\n";
    for (code, state) in [
        ("M103", State::Partly),
        ("M105", State::Planned),
        ("M106", State::Denied),
        ("M118", State::Elsewhere),
    ] {
        let a = text("a.md", source).says("penetration-testing", state, &[]);
        let finding = one(code, std::slice::from_ref(&a));
        assert_eq!(finding.path.as_deref(), Some("a.md"), "{code}");
        assert!(finding.why.contains("clause"), "{code}: {}", finding.why);
        assert!(finding.severity >= Severity::Info);
        // Not when another document shows it.
        let shown = Run::default().said(code, &[a.clone(), doc("b.md").shows("penetration-testing")]);
        assert!(!shown.iter().any(|said| said.starts_with("a.md")), "{code} {shown:?}");
        // And not as missing, too.
        let result = Run::default().lint(&[a]);
        assert!(!result.findings.iter().any(|f| f.code == "M102" && f.topics == finding.topics), "{code}");
    }
    none("M106", &[text("a.md", source).denies_with_reason("penetration-testing")]);
}

#[test]
fn a_missing_point_is_told_with_the_words_that_would_do() {
    let requirement = CATALOGUE.requirements.iter().find(|r| {
        r.level == Level::Core
            && r.strength.id() == "should"
            && r.topics.len() == 1
            && r.when.is_empty()
            && r.cues.len() > 2
    });
    let requirement = requirement.expect("there is one");
    let topic = id(requirement.topics[0]);
    let finding = one("M103", &[doc("a.md").shows(topic)]);
    assert!(finding.help.contains("none of"), "{}", finding.help);
    assert_eq!(finding.topics, [requirement.topics[0]]);
}

#[test]
fn placeholders_are_told_where_they_stand_and_many_together() {
    let source = "# Backup\n\nKept for TBD days.\n\n## More\n\nTBD and TBD and TBD and TBD.\n";
    let result = Run::default().lint(&[text("a.md", source).blank("TBD", &["backup-restore"])]);
    let findings: Vec<&Finding> = result.findings.iter().filter(|f| f.code == "M104").collect();
    assert_eq!(findings.len(), 2);
    assert_eq!((findings[0].lines, findings[0].severity), ((3, 3), Severity::Warning));
    assert_eq!(findings[0].headings, ["Backup"]);
    assert!(!findings[0].requirements.is_empty());
    assert_eq!((findings[1].lines, findings[1].related.len()), ((7, 7), 3));
    let draft = format!("---\nstatus: Draft\n---\n{source}");
    let result = Run::default().lint(&[text("a.md", &draft).blank("TBD", &[])]);
    assert!(result.findings.iter().filter(|f| f.code == "M104").all(|f| f.severity == Severity::Info));
}

#[test]
fn pointers_that_lead_nowhere_are_told() {
    let mut files = KnownFiles::default();
    files.insert("docs/img/flow.png");
    files.complete = true;
    let run = Run { files, ..Run::default() };
    let a = text(
        "docs/a.md",
        "# A\n\n[b](b.md) [c](c.md) [top](#a) [x](#xyz) [bs](b.md#scope) [bt](b.md#nothing) ![f](img/flow.png) ![g](img/no.png)\n\n\
         For restore see gone.md. For risks see b.md. [web](https://x.org/y.md) [up](../../z.md)\n\n## 1 One\n\n## 2 Two\n\nKeys change (see section 3). Locks hold (see section 2).\n",
    );
    let said = run.said("M107", &[a.clone(), text("docs/b.md", "# B\n\n## Scope\n\nText.\n")]);
    assert_eq!(
        said,
        [
            "docs/a.md:3 `c.md` leads to docs/c.md, which does not exist",
            "docs/a.md:3 docs/a.md has no heading or anchor `#xyz`",
            "docs/a.md:3 docs/b.md has no heading or anchor `#nothing`",
            "docs/a.md:3 `img/no.png` leads to docs/img/no.png, which does not exist",
            "docs/a.md:5 `gone.md` leads to docs/gone.md, which does not exist",
            "docs/a.md:11 this document has no section 3",
        ]
    );
    // When nobody has looked which files exist, only what is known for sure is said.
    let said = Run::default().said("M107", &[a]);
    assert_eq!(said.len(), 2, "{said:#?}");
}

#[test]
fn superseded_editions_are_told_once_per_document() {
    let mut a = text("a.md", "# A\n\nOld thing. Old thing. Old thing formerly.\n");
    for (start, excused) in [(5, false), (16, false), (27, true)] {
        a.analysis.citations.push(CitationHit {
            citation: 0,
            source: start..start + 9,
            lines: (3, 3),
            quote: "Old thing".to_owned(),
            excused,
        });
    }
    if CATALOGUE.citations.is_empty() {
        none("M108", &[a]);
        return;
    }
    let finding = one("M108", &[a.clone()]);
    assert_eq!((finding.lines, finding.related.len()), ((3, 3), 1));
    assert!(finding.help.contains(&*CATALOGUE.citations[0].superseded_by));
    a.analysis.citations.iter_mut().for_each(|hit| hit.excused = true);
    none("M108", &[a]);
}

fn with_config(config: &str, today: Option<&str>, documents: &[Doc]) -> SetLint {
    let (config, problems) = Config::parse("medlint.toml", config, &CATALOGUE);
    assert!(problems.is_empty(), "{problems:#?}");
    let run = Run {
        decisions: config.decisions,
        waivers: config.waivers,
        today: today.and_then(Date::parse),
        ..Run::default()
    };
    run.lint(documents)
}

const WAIVER: &str = "[[waiver]]\ntopic = \"penetration-testing\"\nreason = \"later\"\nowner = \"QA\"\ndate = \"2025-01-01\"\nexpires = \"2025-06-30\"\n";

#[test]
fn waivers_take_findings_away_until_they_expire() {
    let a = || [text("a.md", "# A\n\nLater.\n").says("penetration-testing", State::Planned, &[])];
    let code = |result: &SetLint, code: &str| result.findings.iter().any(|f| f.code == code);
    assert!(code(&Run::default().lint(&a()), "M105"));
    let result = with_config(WAIVER, Some("2025-06-30"), &a());
    assert!(!code(&result, "M105") && !code(&result, "M109"));
    let result = with_config(WAIVER, Some("2025-07-01"), &a());
    assert!(code(&result, "M105"));
    let expired = one_of("M109", &result);
    assert_eq!((expired.path.as_deref(), expired.lines.0), (Some("medlint.toml"), 1));
    assert!(expired.message.contains("2025-06-30") && expired.help.contains("QA"));
    // Without a date nobody can tell.
    assert!(!code(&with_config(WAIVER, None, &a()), "M109"));
}

#[test]
fn waivers_for_findings_reach_codes_fingerprints_and_documents() {
    let a = || {
        [
            text("docs/a.md", "# A\n\nTBD\n").blank("TBD", &[]),
            text("docs/b.md", "# B\n\nTBD\n").blank("TBD", &[]),
        ]
    };
    let plain = Run::default().lint(&a());
    let waived = |key: &str, value: &str, more: &str| {
        let config = format!(
            "[[waiver]]\n{key} = \"{value}\"\nreason = \"r\"\nowner = \"o\"\ndate = \"2025-01-01\"\n{more}"
        );
        let result = with_config(&config, None, &a());
        result
            .waived
            .iter()
            .map(|(f, e)| (f.path.clone().unwrap_or_default(), e.reason.clone()))
            .collect::<Vec<_>>()
    };
    let both = [("docs/a.md".to_owned(), "r".to_owned()), ("docs/b.md".to_owned(), "r".to_owned())];
    assert_eq!(waived("finding", "M104", ""), both);
    assert_eq!(waived("finding", "placeholder", "document = \"docs/b.md\"\n"), both[1..]);
    let fingerprint = &plain.findings.iter().find(|f| f.code == "M104").expect("a blank").fingerprint;
    assert_eq!(waived("finding", fingerprint, ""), both[..1]);
}

#[test]
fn incomplete_and_duplicate_waivers_are_told() {
    let text = "[[waiver]]\ntopic = \"sbom\"\nowner = \"QA\"\n\n[[waiver]]\ntopic = \"sbom\"\nreason = \"x\"\nowner = \"QA\"\ndate = \"2025-01-01\"\n\n[[waiver]]\ntopic = \"sbom\"\nreason = \"x\"\nowner = \"QA\"\ndate = \"2025-01-01\"\ndocument = \"a.md\"\n";
    let result = with_config(text, None, &[doc("a.md")]);
    let incomplete = one_of("M110", &result);
    assert_eq!(incomplete.message, "the waiver for topic sbom has no reason, no date and excuses nothing");
    let twice = one_of("M113", &result);
    assert_eq!((twice.lines.0, twice.related[0].lines.0), (5, 1), "the one for a document is no duplicate");
}

fn decision(requirement: &str, more: &str) -> String {
    format!("[[decision]]\nrequirement = \"{requirement}\"\n{more}\n")
}

#[test]
fn a_decision_without_reason_is_told_where_it_says_too_much() {
    let result = with_config(&decision("N60-5.3-m", "status = \"met\""), None, &[doc("a.md")]);
    let finding = one_of("M119", &result);
    assert_eq!((finding.path.as_deref(), finding.lines.0), (Some("medlint.toml"), 1));
    assert_eq!(
        finding.message,
        "the decision `met` for N60-5.3-m (clause 5.3) says more than the documents, has no reason and no evidence, and does not count"
    );
    let told = |more: &str, documents: &[Doc]| {
        let result = with_config(&decision("N60-5.3-m", more), None, documents);
        result.findings.iter().any(|f| f.code == "M119")
    };
    assert!(!told("status = \"met\"\nreason = \"x\"", &[doc("a.md")]));
    assert!(!told("status = \"met\"\nevidence = \"QMS-12\"", &[doc("a.md")]));
    assert!(!told("status = \"missing\"", &[doc("a.md")]));
    assert!(!told("status = \"met\"", &[doc("a.md").shows("penetration-testing")]));
}

#[test]
fn what_is_decided_as_open_is_told_once() {
    let shown = || [doc("a.md").shows("penetration-testing")];
    let config = decision("N60-5.3-m", "status = \"missing\"\nnote = \"Another device was tested\"");
    let result = with_config(&config, None, &shown());
    let finding = one_of("M120", &result);
    assert_eq!(finding.message, "decided as missing: N60-5.3-m (clause 5.3)");
    assert_eq!((finding.severity, finding.lines.0), (Severity::Warning, 1));
    assert!(finding.why.starts_with("Another device was tested"), "{}", finding.why);
    // What is missing in the documents, too, has its finding at its topic.
    let result = with_config(&config, None, &[doc("a.md")]);
    assert!(result.findings.iter().all(|f| f.code != "M120"));
    let waiver =
        "[[waiver]]\nrequirement = \"N60-5.3-m\"\nreason = \"x\"\nowner = \"QA\"\ndate = \"2025-01-01\"\n";
    let result = with_config(&format!("{config}{waiver}"), None, &shown());
    assert!(result.findings.iter().all(|f| f.code != "M120"));
}

#[test]
fn a_topic_whose_requirements_are_all_decided_as_met_has_no_finding() {
    let documents = [text("a.md", "# A\n\nLater.\n").says("penetration-testing", State::Planned, &[])];
    let topic = CATALOGUE.topic("penetration-testing").expect("built in");
    let assessment = Run::default().assess(&documents);
    let open: Vec<String> =
        assessment.topics[topic.index()].open.iter().map(|r| format!("\"{}\"", CATALOGUE[*r].id)).collect();
    let config = format!(
        "[[decision]]\nrequirement = [{}]\nstatus = \"met\"\nevidence = \"TR-17\"\n",
        open.join(", ")
    );
    let result = with_config(&config, None, &documents);
    assert!(result.findings.iter().all(|f| !f.topics.contains(&topic)), "{:#?}", result.findings);
    one_of("M105", &Run::default().lint(&documents));
}

#[test]
fn a_part_of_the_set_says_nothing_of_decisions() {
    let config = decision("N60-5.3-m", "status = \"met\"");
    let (config, _) = Config::parse("medlint.toml", &config, &CATALOGUE);
    let run = Run { decisions: config.decisions, part: true, ..Run::default() };
    assert_eq!(run.said("M119", &[doc("a.md")]), Vec::<String>::new());
}

#[test]
fn suppressions_need_a_reason_and_something_to_suppress() {
    let source = |comment: &str| format!("# A\n\n{comment}\nKept for TBD days.\n\nAnd TBD.\n");
    let lint = |comment: &str| Run::default().lint(&[text("a.md", &source(comment)).blank("TBD", &[])]);
    let codes = |result: &SetLint| -> Vec<String> {
        let own = result.findings.iter().filter(|f| ["M104", "M111", "M112"].contains(&f.code));
        own.map(|f| format!("{}:{}", f.code, f.lines.0)).collect()
    };
    let result = lint("<!-- medlint-disable-next-line M104: the site fills it in -->");
    assert_eq!(codes(&result), ["M104:6"]);
    assert_eq!((result.suppressed.len(), result.suppressions), (1, 1));
    assert_eq!(result.suppressed[0].1.reason, "the site fills it in");
    assert_eq!(codes(&lint("<!-- medlint-disable placeholder: a form -->")), Vec::<String>::new());
    assert_eq!(codes(&lint("<!-- medlint-disable-next-line M104 -->")), ["M111:3", "M104:4", "M104:6"]);
    assert_eq!(codes(&lint("<!-- medlint-disable-next-line M140: x -->")), ["M111:3", "M104:4", "M104:6"]);
    assert_eq!(codes(&lint("<!-- medlint-disable-next-line M105: x -->")), ["M112:3", "M104:4", "M104:6"]);
    assert_eq!(codes(&lint("<!-- medlint-disable M111, M112 -->")), ["M111:3", "M104:4", "M104:6"]);
    // Findings about the whole document are reached from anywhere in it.
    if let Some(kind) = a_kind() {
        let a = text("a.md", "# A\n\n<!-- medlint-disable M101: an outline -->\n").kind(kind);
        none("M101", &[a]);
    }
}

#[test]
fn what_is_shown_in_an_unexpected_document_is_told_once_per_document() {
    let topic = "penetration-testing";
    let expected = CATALOGUE.kind("security-test").expect("built in");
    let wanted = |k: &&medlint_core::catalog::DocumentKind| {
        let asked = CATALOGUE.requirements_for_topic(CATALOGUE.topic(topic).expect("built in"));
        let own = CATALOGUE.kind(&k.id).expect("itself");
        !asked.iter().any(|r| CATALOGUE[*r].kinds.contains(&own))
            && !k.topics.iter().any(|e| id(e.topic) == topic)
    };
    let other = &*CATALOGUE.kinds.iter().find(wanted).expect("a kind that has nothing to do with it").id;
    let a = doc("a.md").kind(other).shows(topic);
    none("M114", std::slice::from_ref(&a));
    let finding = one("M114", &[a, doc("t.md").kind(&CATALOGUE[expected].id)]);
    assert_eq!((finding.path.as_deref(), finding.severity), (Some("a.md"), Severity::Info));
    assert!(finding.help.contains("t.md"));
}

#[test]
fn open_questions_are_one_finding() {
    let finding = one("M115", &[doc("a.md")]);
    assert_eq!(finding.path, None);
    assert!(finding.help.contains("networked = ?") || finding.help.contains(" = ?"), "{}", finding.help);
    let mut profile = DeviceProfile::new();
    CATALOGUE.fact_ids().for_each(|fact| profile.set(fact, true));
    assert!(Run { profile, ..Run::default() }.said("M115", &[doc("a.md")]).is_empty());
    let _ = fact("networked");
}

#[test]
fn what_the_reader_noticed_and_unknown_kinds_are_told() {
    let finding = one("M117", &[text("a.md", "---\nmedlint: treat-model\n---\n# A\n")]);
    assert_eq!((finding.lines.0, finding.help.as_str()), (2, "did you mean `threat-model`?"));
    none("M117", &[text("a.md", "---\nmedlint: other\n---\n# A\n")]);
    none("M117", &[text("a.md", "---\nmedlint: threat-model\n---\n# A\n")]);
    let finding = one("M116", &[text("a.md", "# A\n\n```\nnever closed\n")]);
    assert_eq!(finding.path.as_deref(), Some("a.md"));
}

#[test]
fn findings_are_complete_sorted_and_told_apart() {
    let source = "# A\n\nTBD\n\nTBD\n\n[x](#nothing) [x](#nothing)\n";
    let documents = [
        text("a.md", source).blank("TBD", &[]).kind("threat-model").says("sbom", State::Planned, &[]),
        text("b.md", source)
            .blank("TBD", &[])
            .says("fuzz-testing", State::Denied, &[])
            .shows("penetration-testing"),
    ];
    let result = Run::default().lint(&documents);
    let mut prints = BTreeSet::new();
    for finding in &result.findings {
        for text in [&finding.message, &finding.why, &finding.help] {
            assert!(text.len() > 5, "{finding:#?}");
            assert!(!text.to_lowercase().contains("complian"), "{text}");
        }
        assert_eq!(finding.path.is_some(), finding.lines.0 > 0);
        assert!(finding.fingerprint.len() == 16 && prints.insert(&finding.fingerprint), "{finding:#?}");
    }
    let places: Vec<_> =
        result.findings.iter().map(|f| (f.path.is_none(), f.path.clone(), f.lines.0)).collect();
    assert!(places.windows(2).all(|w| w[0] <= w[1]));
    assert_eq!(result.findings, Run::default().lint(&documents).findings);
}

#[test]
fn optional_requirements_are_never_more_than_information() {
    let result = Run::default().lint(&[doc("a.md")]);
    for finding in
        result.findings.iter().filter(|f| !f.requirements.is_empty() && f.severity > Severity::Info)
    {
        let strong =
            finding.requirements.iter().any(|r| matches!(CATALOGUE[*r].strength.id(), "must" | "should"));
        assert!(strong, "{finding:#?}");
    }
}

#[test]
fn no_documents_no_rule_fails() {
    let result = Run::default().lint(&[]);
    assert!(result.findings.iter().all(|f| f.path.is_none()));
    assert!(RULES.iter().any(|r| r.scope == Scope::Config));
}
