//! The catalogue as the rest of medlint sees it: complete, consistent, and open to an organisation's own files.
//!
//! That words are in the closed lists and that references lead somewhere is checked by the build itself; a catalogue
//! with a mistake does not compile. Here stands what the build cannot know: how much there has to be.

use std::collections::{BTreeMap, BTreeSet};

use medlint_core::catalog::{Catalogue, CatalogueError, CitationKind, CitationSeverity, FactGroup, Strength};

const TOPIC: &str = r#"
id = "acme-label-seal"
area = "access"
title = "Seal on the service hatch"
shown_when = "the seal is described"
not_enough = "a label"
[lexicon]
signs = ["service hatch + numbered seal"]
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
title = "The hatch is sealed"
text = "The service hatch carries a numbered seal."
actor = "manufacturer"
stage = "design"
strength = "must"
level = "core"
kinds = ["security-architecture"]
topics = ["acme-label-seal"]
any_topics = ["physical-access", "hardening"]
cues = ["numbered seal", "zebra stripe"]
when = ["physical-device"]
related = ["GSPR-18.8"]

[[requirement]]
id = "ACME-2"
clause = "2"
section = "Hatch"
title = "Seals are counted"
text = "Seals are counted once a year."
actor = "manufacturer"
stage = "postmarket"
strength = "should"
level = "detail"
kinds = ["postmarket-surveillance"]
topics = ["pms-security"]
related = ["ACME-1"]
"#;

/// Extends the built-in catalogue by one file and returns the mistakes.
fn mistakes(path: &str, text: &str) -> Vec<CatalogueError> {
    let mut catalogue = Catalogue::builtin();
    let before = catalogue.hash();
    let errors = catalogue.extend(&[(path, text)]);
    if !errors.is_empty() {
        assert_eq!(catalogue.hash(), before, "a file with mistakes must leave no trace");
        assert_eq!(catalogue.requirements.len(), Catalogue::builtin().requirements.len());
    }
    errors
}

/// Checks that `text` has exactly one mistake, and says it as a user would read it.
#[track_caller]
fn assert_mistake(path: &str, text: &str, said: &str) {
    let errors: Vec<String> = mistakes(path, text).iter().map(ToString::to_string).collect();
    assert_eq!(errors, [said]);
}

/// [`FRAMEWORK`] without the topic that is in a file of its own.
fn framework() -> String {
    FRAMEWORK.replace("topics = [\"acme-label-seal\"]", "topics = [\"sbom\"]")
}

#[test]
fn every_requirement_of_the_sources_is_there() {
    let catalogue = Catalogue::builtin();
    let counts: Vec<_> = catalogue
        .framework_ids()
        .map(|f| (&*catalogue[f].id, catalogue.requirements_of(f).count()))
        .collect();
    assert_eq!(
        counts,
        [
            ("imdrf-n60", 343),
            ("imdrf-n70", 175),
            ("imdrf-n73", 86),
            ("mdcg-2019-16", 431),
            ("eu-gspr", 62),
            ("ig-nb", 30)
        ]
    );
    assert_eq!(catalogue.requirements.len(), 1127);
    for id in catalogue.requirement_ids() {
        assert!(catalogue.requirements_of(catalogue[id].framework).any(|r| r == id));
    }
}

#[test]
fn every_topic_is_there_in_the_order_of_its_area() {
    let catalogue = Catalogue::builtin();
    assert_eq!(catalogue.topics.len(), 122);
    assert_eq!(catalogue.areas.len(), 14);
    assert!(catalogue.topics.is_sorted_by_key(|t| t.area), "topics are grouped by area");
    let place = |id: &str| catalogue.topic(id).unwrap_or_else(|| panic!("{id}"));
    assert!(place("update-policy") < place("update-rollback"));
    assert!(place("sbom") < place("sbom-format"));
    assert_eq!(catalogue.facts.len(), 59);
    let of = |group| catalogue.facts.iter().filter(|f| f.group == group).count();
    assert_eq!((of(FactGroup::LifeCycle), of(FactGroup::Event)), (6, 5));
}

#[test]
fn an_id_means_one_thing_only() {
    let catalogue = Catalogue::builtin();
    let mut seen = BTreeSet::new();
    let ids = catalogue.topics.iter().map(|t| &t.id);
    let ids = ids.chain(catalogue.requirements.iter().map(|r| &r.id));
    let ids = ids.chain(catalogue.frameworks.iter().map(|f| &f.id));
    for id in ids.chain(catalogue.citations.iter().map(|c| &c.id)) {
        assert!(seen.insert(id.to_lowercase()), "`{id}` is there twice");
    }
}

#[test]
fn what_is_looked_up_is_found() {
    let catalogue = Catalogue::builtin();
    for id in catalogue.topic_ids() {
        assert_eq!(catalogue.topic(&catalogue[id].id), Some(id));
    }
    for id in catalogue.requirement_ids() {
        assert_eq!(catalogue.requirement(&catalogue[id].id), Some(id));
    }
    for id in catalogue.kind_ids() {
        assert_eq!(catalogue.kind(&catalogue[id].id), Some(id));
    }
    for id in catalogue.fact_ids() {
        assert_eq!(catalogue.fact(&catalogue[id].id), Some(id));
    }
    assert_eq!(catalogue.topic("no-such-topic"), None);
    assert_eq!(catalogue.nearest_topic("treat-model"), Some("threat-model"));
    assert_eq!(catalogue.nearest_kind("ifu"), None);
    assert_eq!(catalogue.nearest_kind("instruction-for-use"), Some("instructions-for-use"));
    assert_eq!(catalogue.nearest_fact("network"), Some("networked"));
    assert_eq!(catalogue.nearest_requirement("GSPR18.8"), Some("GSPR-18.8"));
    assert_eq!(catalogue.nearest_id("mdcg-2019-61"), Some("mdcg-2019-16"));
}

#[test]
fn every_topic_is_used_or_free_on_purpose() {
    let catalogue = Catalogue::builtin();
    let unused = catalogue.topic_ids().filter(|&t| catalogue.requirements_for_topic(t).is_empty());
    let unused: Vec<_> = unused.map(|t| &*catalogue[t].id).collect();
    assert_eq!(unused, ["security-competence", "security-metrics", "wireless-security", "multi-factor"]);
}

#[test]
fn a_requirement_without_topics_says_why() {
    let catalogue = Catalogue::builtin();
    let by_person: Vec<_> = catalogue.requirements.iter().filter(|r| r.needs_a_person()).collect();
    assert_eq!(by_person.len(), 3);
    assert!(by_person.iter().all(|r| r.note.as_ref().is_some_and(|n| n.starts_with("Not detected"))));
}

#[test]
fn alternatives_are_kept_apart_from_what_is_all_needed() {
    let catalogue = Catalogue::builtin();
    let gspr = &catalogue[catalogue.requirement("GSPR-18.8").expect("it exists")];
    assert!(gspr.topics.is_empty());
    let any: Vec<_> = gspr.any_topics.iter().map(|&t| &*catalogue[t].id).collect();
    assert_eq!(any, ["user-authentication", "node-authentication", "physical-access"]);
    for requirement in catalogue.requirements.iter() {
        assert!(requirement.any_topics.len() != 1, "{}: one alternative is none", requirement.id);
        assert!(!requirement.any_topics.iter().any(|t| requirement.topics.contains(t)), "{}", requirement.id);
    }
}

#[test]
fn cues_are_lower_case_sorted_and_used() {
    let catalogue = Catalogue::builtin();
    assert!(catalogue.cues.is_sorted());
    let used: BTreeSet<_> = catalogue.requirements.iter().flat_map(|r| r.cues.iter().copied()).collect();
    assert_eq!(used.len(), catalogue.cues.len());
}

#[test]
fn related_requirements_know_each_other() {
    let catalogue = Catalogue::builtin();
    let mut links = 0;
    for id in catalogue.requirement_ids() {
        for &other in catalogue[id].related.iter() {
            assert!(catalogue.related(id).contains(&other));
        }
        for other in catalogue.related(id) {
            assert!(catalogue.related(*other).contains(&id));
            assert_ne!(*other, id);
            links += 1;
        }
    }
    assert!(links > 1000, "{links}");
    let related = |id: &str| -> Vec<&str> {
        let id = catalogue.requirement(id).expect("it exists");
        catalogue.related(id).iter().map(|&r| &*catalogue[r].id).collect()
    };
    assert!(related("GSPR-18.8").contains(&"IGNB-3.8"));
    assert!(related("MDCG-4.1-d").contains(&"IGNB-3.7"));
}

#[test]
fn requirements_are_found_from_their_topics() {
    let catalogue = Catalogue::builtin();
    for topic in catalogue.topic_ids() {
        let expected: Vec<_> = catalogue
            .requirement_ids()
            .filter(|&r| catalogue[r].topics.contains(&topic) || catalogue[r].any_topics.contains(&topic))
            .collect();
        assert_eq!(catalogue.requirements_for_topic(topic), expected);
    }
}

#[test]
fn every_kind_can_be_recognised_and_expects_something() {
    let catalogue = Catalogue::builtin();
    assert_eq!(catalogue.kinds.len(), 30);
    let (mut names, mut files) = (BTreeMap::new(), BTreeMap::new());
    for kind in catalogue.kinds.iter() {
        assert!(kind.names.len() >= 8, "{}: {} names", kind.id, kind.names.len());
        assert!(kind.file_names.len() >= 5, "{}", kind.id);
        assert!(!kind.not_names.is_empty(), "{}", kind.id);
        for name in kind.names.iter() {
            assert_eq!(names.insert(name.clone(), &kind.id), None, "{}: {name}", kind.id);
            assert!(!kind.not_names.contains(name), "{}: {name}", kind.id);
        }
        for name in kind.file_names.iter() {
            let same = name.replace(['_', '.'], "-");
            assert!(
                files.insert(same, &kind.id).is_none_or(|other| other == &kind.id),
                "{}: {name}",
                kind.id
            );
        }
        // What others write is evidence for nobody but them.
        if kind.id == "external" {
            assert!(kind.topics.is_empty());
            continue;
        }
        assert!((4..=16).contains(&kind.topics.len()), "{}: {} topics", kind.id, kind.topics.len());
        assert!(kind.topics.iter().any(|t| t.weight == 3), "{}", kind.id);
        let distinct: BTreeSet<_> = kind.topics.iter().map(|t| t.topic).collect();
        assert_eq!(distinct.len(), kind.topics.len(), "{}", kind.id);
        let headings: BTreeSet<_> = kind.topics.iter().map(|t| &t.heading).collect();
        assert_eq!(headings.len(), kind.topics.len(), "{}: a heading stands twice", kind.id);
    }
}

#[test]
fn every_citation_has_a_source_and_a_successor() {
    let catalogue = Catalogue::builtin();
    assert!(catalogue.citations.len() >= 60);
    let mut patterns = BTreeMap::new();
    for citation in catalogue.citations.iter() {
        let id = &citation.id;
        assert!(citation.source.contains(['.', ' ']), "{id}: {}", citation.source);
        assert!(citation.since.starts_with("20"), "{id}");
        assert!(citation.except.iter().any(|e| e == "formerly"), "{id}: the common exceptions are in");
        let strong = matches!(citation.kind, CitationKind::Law | CitationKind::Algorithm);
        assert_eq!(citation.severity == CitationSeverity::Warning, strong, "{id}");
        for pattern in citation.patterns.iter() {
            assert!(pattern.len() >= 3, "{id}: `{pattern}` is too short to be safe");
            assert_eq!(patterns.insert(pattern, id), None, "{id}: {pattern}");
            let newer = citation.superseded_by.to_lowercase();
            assert!(!newer.ends_with(&**pattern), "{id}: its own successor is matched by `{pattern}`");
        }
    }
}

#[test]
fn the_hash_is_stable_and_sensitive() {
    let builtin = Catalogue::builtin();
    assert_eq!(builtin.hash().len(), 16);
    assert_eq!(builtin.hash(), Catalogue::builtin().hash());
    let extended = |files: &[(&str, &str)]| {
        let mut catalogue = Catalogue::builtin();
        assert_eq!(catalogue.extend(files), []);
        catalogue.hash()
    };
    let one = extended(&[("t.toml", TOPIC)]);
    assert_ne!(one, builtin.hash());
    assert_ne!(one, extended(&[("u.toml", TOPIC)]), "the name counts");
    assert_ne!(one, extended(&[("t.toml", &TOPIC.replace("numbered", "coded").replace("a label", "a tag"))]));
    assert_eq!(one, extended(&[("t.toml", &TOPIC.replace('\n', "\r\n"))]), "line ends do not count");
    let both = extended(&[("t.toml", TOPIC), ("f.toml", FRAMEWORK)]);
    assert_eq!(
        both,
        extended(&[("f.toml", FRAMEWORK), ("t.toml", TOPIC)]),
        "the order of the files does not count"
    );
}

#[test]
fn an_organisation_adds_topics_and_frameworks() {
    let builtin = Catalogue::builtin();
    let mut catalogue = Catalogue::builtin();
    assert_eq!(catalogue.extend(&[("sop.toml", FRAMEWORK), ("seal.toml", TOPIC)]), []);
    let topic = catalogue.topic("acme-label-seal").expect("the topic is there");
    let first = catalogue.requirement("ACME-1").expect("the requirement is there");
    let second = catalogue.requirement("ACME-2").expect("the requirement is there");
    assert_eq!(catalogue.requirements_for_topic(topic), [first]);
    assert_eq!(catalogue[first].strength, Strength::Must);
    assert!(catalogue.related(first).contains(&second) && catalogue.related(second).contains(&first));
    let gspr = builtin.requirement("GSPR-18.8").expect("it exists");
    assert!(catalogue.related(gspr).contains(&first));
    let cues: Vec<_> = catalogue[first].cues.iter().map(|&c| &*catalogue[c]).collect();
    assert_eq!(cues, ["numbered seal", "zebra stripe"]);
    let framework = catalogue.framework("acme-sop").expect("the framework is there");
    assert_eq!(catalogue.requirements_of(framework).collect::<Vec<_>>(), [first, second]);
    // What was there keeps its place.
    for id in builtin.requirement_ids() {
        assert_eq!(catalogue[id].id, builtin[id].id);
    }
    for (old, new) in builtin.cues.iter().zip(catalogue.cues.iter()) {
        assert_eq!(old, new);
    }
    // A second extension builds on the first.
    let more = framework_named("acme-two", "TWO-1", "ACME-1");
    assert_eq!(catalogue.extend(&[("two.toml", &more)]), []);
    assert!(catalogue.related(first).contains(&catalogue.requirement("TWO-1").expect("it is there")));
}

fn framework_named(id: &str, requirement: &str, related: &str) -> String {
    let one = framework();
    let one = one.split("[[requirement]]\nid = \"ACME-2\"").next().expect("there is a first part");
    one.replace("acme-sop", id).replace("ACME-1", requirement).replace("GSPR-18.8", related)
}

#[test]
fn a_bad_file_is_left_out_and_the_others_go_on() {
    let mut catalogue = Catalogue::builtin();
    let bad = TOPIC.replace("access", "acces");
    let good = framework_named("acme-two", "TWO-1", "GSPR-18.8");
    let errors = catalogue.extend(&[("sop.toml", FRAMEWORK), ("seal.toml", &bad), ("two.toml", &good)]);
    let said: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "sop.toml:22:11: requirement.topics: `acme-label-seal` stands in seal.toml, which was left out because of its mistakes",
            "seal.toml:3:8: area: there is no area `acces` (did you mean `access`?)",
        ]
    );
    assert!(catalogue.requirement("TWO-1").is_some());
    assert_eq!(catalogue.requirement("ACME-1"), None);
    assert_eq!(catalogue.topic("acme-label-seal"), None);
}

#[test]
fn each_mistake_names_file_line_and_key() {
    let f = framework();
    assert_mistake(
        "a.toml",
        &f.replace("kinds = [\"security-architecture\"]", "kinds = [\"security-achitecture\"]"),
        "a.toml:21:10: requirement.kinds: there is no document kind `security-achitecture` (did you mean `security-architecture`?)",
    );
    assert_mistake(
        "a.toml",
        &f.replace("[\"sbom\"]", "[\"sbon\"]"),
        "a.toml:22:11: requirement.topics: there is no topic `sbon` (did you mean `sbom`?)",
    );
    assert_mistake(
        "a.toml",
        &f.replace("\"hardening\"", "\"hardning\""),
        "a.toml:23:34: requirement.any_topics: there is no topic `hardning` (did you mean `hardening`?)",
    );
    assert_mistake(
        "a.toml",
        &f.replace("physical-device", "physical-devise"),
        "a.toml:25:9: requirement.when: there is no fact `physical-devise` (did you mean `physical-device`?)",
    );
    assert_mistake(
        "a.toml",
        &f.replace("GSPR-18.8", "GSPR-188"),
        "a.toml:26:12: requirement.related: there is no requirement `GSPR-188` (did you mean `GSPR-18.8`?)",
    );
    assert_mistake(
        "a.toml",
        &f.replace("strength = \"must\"", "strength = \"shall\""),
        "a.toml:19:12: requirement.strength: `shall` is not one of must, should, may, info",
    );
    assert_mistake(
        "a.toml",
        &f.replace("level = \"core\"", "level = \"cor\""),
        "a.toml:20:9: requirement.level: `cor` is not one of core, detail, context (did you mean `core`?)",
    );
    assert_mistake(
        "a.toml",
        &f.replace(
            "actor = \"manufacturer\"\nstage = \"design\"",
            "actor = \"manufacturer\"\nstage = \"desing\"",
        ),
        "a.toml:18:9: requirement.stage: `desing` is not one of concept, design, risk, verification, information, deployment, postmarket, vigilance, legacy, submission, general (did you mean `design`?)",
    );
    assert_mistake(
        "a.toml",
        &f.replace("cues = [\"numbered seal\"", "cues = [\"Numbered seal\""),
        "a.toml:24:9: requirement.cues: `Numbered seal` must be lower case, with single spaces",
    );
    assert_mistake(
        "a.toml",
        &f.replace("\"physical-access\", ", "\"hardening\", "),
        "a.toml:23:28: requirement.any_topics: `hardening` stands in the list twice",
    );
    assert_mistake(
        "a.toml",
        &f.replace("cues =", "ques ="),
        "a.toml:24:1: requirement.ques: is not a key that medlint knows (did you mean `cues`?)",
    );
    assert_mistake(
        "a.toml",
        &f.replace("clause = \"1\"\n", ""),
        "a.toml:11:1: requirement.clause: is missing",
    );
    assert_mistake(
        "a.toml",
        &f.replace("text = \"Seals are counted once a year.\"", "text = 7"),
        "a.toml:33:8: requirement.text: must be a text, not integer",
    );
    assert_mistake(
        "a.toml",
        &f.replace("binding = true", "binding = \"yes\""),
        "a.toml:9:11: framework.binding: must be true or false, not string",
    );
    assert_mistake(
        "a.toml",
        &f.replace("topics = [\"pms-security\"]\n", ""),
        "a.toml:28:1: requirement.topics: is missing (write `topics = []` with a `note` if only a person can judge it)",
    );
    assert_mistake(
        "a.toml",
        &f.replace("[\"pms-security\"]", "[]"),
        "a.toml:28:1: requirement.note: must say why no topic can show it, because `topics` is empty",
    );
    assert_mistake(
        "a.toml",
        &f.replace("id = \"ACME-2\"", "id = \"ACME-1\"").replace("related = [\"ACME-1\"]", ""),
        "a.toml:29:6: requirement.id: the id `ACME-1` is taken by a requirement",
    );
    assert_mistake(
        "a.toml",
        &f.replace("id = \"ACME-2\"", "id = \"N60-4.1-a\""),
        "a.toml:29:6: requirement.id: the id `N60-4.1-a` is taken by a requirement",
    );
    assert_mistake(
        "a.toml",
        &f.replace("id = \"acme-sop\"", "id = \"imdrf-n60\""),
        "a.toml:3:6: framework.id: the id `imdrf-n60` is taken by a framework",
    );
    assert_mistake(
        "a.toml",
        &f.replace("id = \"ACME-2\"", "id = \"ACME 2\""),
        "a.toml:29:6: requirement.id: may have letters, digits, `-` and `.` only",
    );
    assert_mistake(
        "a.toml",
        f.split("[[requirement]]").next().expect("there is a first part"),
        "a.toml:1:1: requirement: a framework needs at least one [[requirement]]",
    );
    assert_mistake(
        "t.toml",
        &TOPIC.replace("not_enough =", "not_enoug ="), // the key is missing, and another is not known
        "t.toml:6:1: not_enoug: is not a key that medlint knows (did you mean `not_enough`?)",
    );
    assert_mistake(
        "t.toml",
        &TOPIC.replace("title = ", "weight = 3\ntitle = "),
        "t.toml:4:1: weight: is not a key that medlint knows",
    );
    assert_mistake(
        "t.toml",
        &TOPIC.replace("acme-label-seal", "ACME-Seal"),
        "t.toml:2:6: id: a topic's id has lower-case letters, digits and `-` only",
    );
    assert_mistake(
        "t.toml",
        &TOPIC.replace("acme-label-seal", "sbom"),
        "t.toml:2:6: id: the id `sbom` is taken by a topic",
    );
    assert_mistake(
        "t.toml",
        &TOPIC.replace("\"the seal is described\"", "\"  \""),
        "t.toml:5:14: shown_when: must not be empty",
    );
    assert_mistake(
        "x.toml",
        "name = \"x\"",
        "x.toml:1:1: neither a topic (id, area, title, shown_when, not_enough) nor a framework ([framework] and [[requirement]])",
    );
}

#[test]
fn a_file_that_is_not_toml_is_said_with_its_line() {
    let errors = mistakes("a.toml", "id = \"x\"\ntitle = \"unterminated\nshown_when = 1\n");
    assert_eq!(errors.len(), 1);
    assert_eq!((&*errors[0].file, errors[0].line), ("a.toml", 2));
    assert!(errors[0].message.starts_with("not valid TOML: "), "{}", errors[0].message);
}

#[test]
fn any_garbage_is_refused_without_a_panic() {
    for text in [
        "",
        "\0",
        "[",
        "[[requirement]]",
        "requirement = 1",
        "framework = []",
        "id = []\nshown_when = {}",
        "ä = 1",
        "[requirement]\nid = 1",
        "[[requirement]]\nid = \"ä\"\n[framework]\nid=\"x\"",
    ] {
        assert!(!mistakes("g.toml", text).is_empty(), "{text:?}");
    }
}

#[test]
fn the_same_file_twice_is_said_and_not_taken_twice() {
    let mut catalogue = Catalogue::builtin();
    let errors = catalogue.extend(&[("t.toml", TOPIC), ("u.toml", TOPIC)]);
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0].file, "u.toml");
    assert!(catalogue.topic("acme-label-seal").is_some());
}
