//! An organisation's own topics and cues: found by their signs, in every state, beside the built-in ones.

use medlint_core::catalog::{Catalogue, TopicId};
use medlint_core::detect::{Analysis, State, TopicResult, analyze};
use medlint_core::document::Document;

const TOPIC: &str = r#"
id = "acme-service-seal"
area = "access"
title = "Seal on the service hatch"
shown_when = "the service hatch carries a seal that is numbered and checked"
not_enough = "a label; a seal against dust or water"

[lexicon]
names = ["service seal", "hatch seal", "tamper seal"]
titles = ["seals", "tamper seals"]
exclude = ["seal ring", "gasket"]
signs = [
    "service hatch, back cover + seal, sealed + -dust",
    "^seals + 2x numbered, checked, replaced",
    "passage: seal register + technician + @number",
]
half = ["hatch + closed, glued"]
"#;

const FRAMEWORK: &str = r#"
[framework]
id = "acme-sop"
title = "ACME security procedure"
edition = "3"
published = "2026-01"
publisher = "ACME"
url = "https://acme.example/sop"
binding = true

[[requirement]]
id = "ACME-1"
clause = "1"
section = "Hatch"
title = "The hatch is sealed with a numbered seal"
text = "The service hatch carries a numbered seal."
actor = "manufacturer"
stage = "design"
strength = "must"
level = "core"
kinds = ["security-architecture"]
topics = ["acme-service-seal"]
cues = ["numbered seal", "zebra stripe"]

[[requirement]]
id = "ACME-2"
clause = "2"
section = "Screens"
title = "Screens lock with the yellow key"
text = "Screens lock after some minutes, and the yellow key unlocks them."
actor = "manufacturer"
stage = "design"
strength = "should"
level = "detail"
kinds = ["security-architecture"]
topics = ["session-timeout"]
cues = ["yellow key"]
"#;

fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::builtin();
    assert_eq!(catalogue.extend(&[("seal.toml", TOPIC), ("sop.toml", FRAMEWORK)]), []);
    catalogue
}

fn read(text: &str, catalogue: &Catalogue) -> Analysis {
    analyze(&Document::read("seals.md", text.as_bytes()), catalogue, None)
}

fn topic<'a>(analysis: &'a Analysis, catalogue: &Catalogue, id: &str) -> Option<&'a TopicResult> {
    let id: TopicId = catalogue.topic(id).expect("a topic");
    analysis.topics.iter().find(|t| t.topic == id)
}

#[track_caller]
fn assert_state(text: &str, state: State) -> Vec<String> {
    let catalogue = catalogue();
    let analysis = read(text, &catalogue);
    let result = topic(&analysis, &catalogue, "acme-service-seal");
    assert_eq!(result.map_or(State::Missing, |r| r.state), state, "{text}\n{result:#?}");
    result.map_or(Vec::new(), |r| r.evidence[0].because.clone())
}

#[test]
fn a_statement_that_says_it_shows_it() {
    let because =
        assert_state("# Case\n\nEach service hatch carries a seal with a number on it.\n", State::Shown);
    assert_eq!(because, ["sign: seal + service hatch"]);
    assert_state(
        "# Case\n\nThe back cover is sealed at the factory, and each seal is listed by number.\n",
        State::Shown,
    );
    assert_state("# Case\n\nThe pump shall have a service hatch with a tamper-evident seal.\n", State::Shown);
    assert_state(
        "# Case\n\n| Part | Measure |\n|---|---|\n| Service hatch | seal, checked every year by the technician |\n",
        State::Shown,
    );
}

#[test]
fn the_heading_above_takes_part() {
    assert_state(
        "## Seals\n\nThey are numbered and checked at each visit of the technician.\n",
        State::Shown,
    );
    assert_state(
        "## Hatches\n\nThey are numbered and checked at each visit of the technician.\n",
        State::Missing,
    );
}

#[test]
fn a_passage_spreads_over_statements() {
    let text = "# Service\n\nA seal register is kept in the workshop. The technician enters each visit. It holds 40 visits.\n";
    assert_state(text, State::Shown);
    assert_state(&text.replace("40 visits", "all visits"), State::Missing);
}

#[test]
fn half_of_it_is_partly() {
    assert_state("# Case\n\nThe hatch is glued to the frame by the supplier.\n", State::Partly);
}

#[test]
fn what_is_no_evidence_gives_the_lesser_states() {
    let section = |text: &str| format!("# Case\n\nThe case is made of aluminium.\n\n{text}\n");
    for (text, state) in [
        ("The seal of the service hatch is described in the Service Manual, section 4.", State::Elsewhere),
        ("A seal on the service hatch will be added in the next release.", State::Planned),
        ("- [ ] seal on the service hatch", State::Planned),
        ("There is no seal on the service hatch.", State::Denied),
        ("[Describe the seal on the service hatch]", State::Placeholder),
        ("TBD: seal of the service hatch", State::Placeholder),
        ("The manufacturer shall consider a seal on the service hatch.", State::Mentioned),
        ("The service seal is blue.", State::Mentioned),
        ("A seal on the back cover keeps dust out.", State::Missing),
        ("A gasket is the seal ring of the service hatch.", State::Missing),
    ] {
        assert_state(&section(text), state);
    }
    assert_state(
        "# Case\n\nIt is blue.\n\n## References\n\n- Seals on service hatches, third edition\n",
        State::Mentioned,
    );
    assert_state("# Case\n\n## Tamper seals\n\n## Colour\n\nIt is blue.\n", State::Placeholder);
    assert_state("# Case\n\n## Tamper seals\n\nSee the Service Manual, section 4.\n", State::Elsewhere);
}

#[test]
fn evidence_has_its_place_its_words_and_its_cues() {
    let catalogue = catalogue();
    let text = "# Case\n\n## Hatch\n\nThe service hatch carries a\nnumbered seal with a zebra stripe.\n";
    let analysis = read(text, &catalogue);
    let result = topic(&analysis, &catalogue, "acme-service-seal").expect("found");
    let evidence = &result.evidence[0];
    assert_eq!(evidence.lines, (5, 6));
    assert_eq!(evidence.headings, ["Case", "Hatch"]);
    assert_eq!(evidence.quote, "The service hatch carries a numbered seal with a zebra stripe.");
    let cues: Vec<&str> = evidence.cues.iter().map(|c| &*catalogue[*c]).collect();
    assert!(cues.contains(&"numbered seal") && cues.contains(&"zebra stripe"), "{cues:?}");
    assert!(analysis.topics.is_sorted_by_key(|t| t.topic), "in catalogue order");
}

#[test]
fn own_cues_are_found_in_evidence_of_built_in_topics() {
    let catalogue = catalogue();
    let text = "# Screens\n\nThe screen locks after 10 minutes without input; the nurse unlocks it with the yellow key and a PIN.\n";
    let analysis = read(text, &catalogue);
    let result = topic(&analysis, &catalogue, "session-timeout").expect("found");
    assert_eq!(result.state, State::Shown);
    assert!(result.evidence[0].cues.iter().any(|c| &*catalogue[*c] == "yellow key"), "{result:#?}");
}

#[test]
fn built_in_topics_stay_as_they_are() {
    let text = include_str!("../../SECURITY.md");
    let (built_in, extended) = (Catalogue::builtin(), catalogue());
    let document = Document::read("SECURITY.md", text.as_bytes());
    let (before, after) = (analyze(&document, &built_in, None), analyze(&document, &extended, None));
    assert_eq!(format!("{:?}", before.topics), format!("{:?}", after.topics));
    assert_eq!(before.kind.kind, after.kind.kind);
}

#[test]
fn a_second_extension_keeps_what_the_first_brought() {
    let mut catalogue = catalogue();
    let other = TOPIC.replace("acme-service-seal", "acme-key-box").replace("service hatch", "key box");
    assert_eq!(catalogue.extend(&[("box.toml", &other)]), []);
    let text = "# Case\n\nThe service hatch is sealed with a numbered seal.\n\nThe key box is sealed, too, with the same sort of seal.\n";
    let analysis = read(text, &catalogue);
    for id in ["acme-service-seal", "acme-key-box"] {
        assert_eq!(topic(&analysis, &catalogue, id).map(|t| t.state), Some(State::Shown), "{id}");
    }
    let first = topic(&analysis, &catalogue, "acme-service-seal").expect("found");
    assert!(first.evidence[0].cues.iter().any(|c| &*catalogue[*c] == "numbered seal"));
}

#[test]
fn signs_may_name_the_concepts_of_medlint() {
    let mut catalogue = Catalogue::builtin();
    let concept = TOPIC.replace("hatch + closed, glued", "hatch + glued + @reason, @number");
    assert_eq!(catalogue.extend(&[("seal.toml", &concept)]), []);
    let state = |text: &str| {
        let analysis = read(text, &catalogue);
        topic(&analysis, &catalogue, "acme-service-seal").map(|t| t.state)
    };
    assert_eq!(state("# Case\n\nThe hatch is glued because the case is thin.\n"), Some(State::Partly));
    assert_eq!(state("# Case\n\nThe hatch is glued with 3 drops.\n"), Some(State::Partly));
    assert_eq!(state("# Case\n\nThe hatch is glued with drops.\n"), None);
}

/// What is told of the topic file when `from` is replaced by `to`.
#[track_caller]
fn assert_mistake(from: &str, to: &str, told: &str) {
    assert_eq!(TOPIC.matches(from).count(), 1, "{from} stands there once");
    let mut catalogue = Catalogue::builtin();
    let before = catalogue.topics.len();
    let errors = catalogue.extend(&[("seal.toml", &TOPIC.replace(from, to))]);
    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(lines, [told]);
    assert_eq!(catalogue.topics.len(), before, "the file is left out");
}

#[test]
fn each_mistake_names_file_line_and_key() {
    let sign = "\"service hatch, back cover + seal, sealed + -dust\"";
    for (from, to, told) in [
        (
            sign,
            "\"service hatch +seal\"",
            "seal.toml:13:5: lexicon.signs: `+` between parts needs a space on both sides",
        ),
        (
            sign,
            "\"service hatch + \"",
            "seal.toml:13:5: lexicon.signs: has an empty part; parts stand on both sides of each ` + `",
        ),
        (
            sign,
            "\"service hatch,, cover + seal\"",
            "seal.toml:13:5: lexicon.signs: `service hatch,, cover` has an empty alternative: a comma too many",
        ),
        (sign, "\"service hatch + ---\"", "seal.toml:13:5: lexicon.signs: `--` has no word in it"),
        (
            sign,
            "\"service hatch + 3x seal, lead\"",
            "seal.toml:13:5: lexicon.signs: 'seal, lead' has too few alternatives",
        ),
        (
            sign,
            "\"service hatch + 0x dust\"",
            "seal.toml:13:5: lexicon.signs: `0x dust`: to forbid words, put `-` in front; `0x` counts nothing",
        ),
        (sign, "\"-dust\"", "seal.toml:13:5: lexicon.signs: only forbids; it needs something to find"),
        (
            sign,
            "\"^seals + -dust\"",
            "seal.toml:13:5: lexicon.signs: only asks for what stands above (`^`); it needs something in the statement, too",
        ),
        (
            sign,
            "\"service hatch + @numbr\"",
            "seal.toml:13:5: lexicon.signs: there is no concept `@numbr` (did you mean `@number`?)",
        ),
        ("\"hatch + closed, glued\"", "\"@\"", "seal.toml:17:9: lexicon.half: there is no concept `@`"),
        (
            "\"service seal\"",
            "\"passage: service + seal\"",
            "seal.toml:9:10: lexicon.names: `passage:` is for `signs` and `half`: what names a topic stands in one statement",
        ),
        (
            "\"seal ring\"",
            "\"seal + ring\"",
            "seal.toml:11:12: lexicon.exclude: `seal + ring`: what excludes is one phrase; it cannot have parts (`+`)",
        ),
        (
            "\"seal ring\"",
            "\"-ring\"",
            "seal.toml:11:12: lexicon.exclude: `-ring`: what excludes is one phrase; it begins with a word",
        ),
        (
            "\"seal ring\"",
            "\"gasket\"",
            "seal.toml:11:22: lexicon.exclude: `gasket` stands in the list twice",
        ),
        ("\"seal ring\"", "7", "seal.toml:11:12: lexicon.exclude: must be a list of texts, not integer"),
        (
            "titles =",
            "title =",
            "seal.toml:10:1: lexicon.title: is not a key that medlint knows (did you mean `titles`?)",
        ),
        (
            "[lexicon]",
            "[[passage]]",
            "seal.toml:1:1: lexicon: is missing: without `signs` in it the topic is found in no text",
        ),
        (
            "signs = [",
            "half = []\nsigns = []\n[[statement]]\nx = [",
            "seal.toml:8:1: lexicon.signs: must have at least one entry: without it the topic is never shown",
        ),
    ] {
        assert_mistake(from, to, told);
    }
}

#[test]
fn cues_are_checked_too() {
    for (cue, told) in [
        ("--", "sop.toml:23:26: requirement.cues: `--` has no word in it"),
        ("@zebra", "sop.toml:23:26: requirement.cues: there is no concept `@zebra`"),
    ] {
        let mut catalogue = Catalogue::builtin();
        let text = FRAMEWORK.replace("zebra stripe", cue);
        let errors = catalogue.extend(&[("sop.toml", &text), ("seal.toml", TOPIC)]);
        assert_eq!(errors.iter().map(ToString::to_string).collect::<Vec<_>>(), [told]);
    }
}

#[test]
fn a_lexicon_without_measure_is_refused() {
    let many: Vec<String> = (0..10_000).map(|n| format!("\"service hatch + word{n}\"")).collect();
    let text = TOPIC.replace("half = [", &format!("half = [{}, ", many.join(", ")));
    let mut catalogue = Catalogue::builtin();
    let errors = catalogue.extend(&[("seal.toml", &text)]);
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].key, "lexicon");
    assert!(errors[0].message.contains("30000 is the most"), "{}", errors[0]);
    assert!(catalogue.topic("acme-service-seal").is_none());
}
