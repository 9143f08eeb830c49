//! medlint.toml as data: what is written is what is read, and people can read it, too.

use medlint_core::assess::{DecidedStatus, Severity};
use medlint_core::catalog::{Catalogue, Level};
use medlint_core::config::{
    CheckData, Config, ConfigFile, DecisionData, DeviceData, DocumentsData, FailOn, KindData, OneOrMany,
    ThresholdData, WaiverData, from_toml, to_toml,
};
use proptest::prelude::*;
use serde_json::json;

static CATALOGUE: std::sync::LazyLock<Catalogue> = std::sync::LazyLock::new(Catalogue::builtin);

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn one(text: &str) -> OneOrMany {
    OneOrMany::One(text.to_owned())
}

/// Every key.
fn everything() -> ConfigFile {
    let list = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
    ConfigFile {
        device: DeviceData {
            name: some("Pumpe \"3\""),
            facts: [("networked".to_owned(), true), ("cloud".to_owned(), false)].into(),
        },
        documents: DocumentsData {
            include: list(&["docs/**/*.md"]),
            exclude: list(&["docs/old/"]),
            kinds: vec![KindData { glob: "docs/risk.md".to_owned(), kind: "threat-model".to_owned() }],
        },
        check: CheckData {
            frameworks: list(&["imdrf-n60", "ig-nb"]),
            levels: vec![Level::Core],
            min_severity: Some(Severity::Warning),
            fail_on: Some(FailOn::Never),
        },
        threshold: vec![
            ThresholdData { framework: some("imdrf-n60"), level: Some(Level::Core), met: 90 },
            ThresholdData { framework: None, level: None, met: 75 },
        ],
        decision: vec![
            DecisionData {
                requirement: one("N60-5.3-m"),
                status: DecidedStatus::Met,
                reason: some("Tested by a laboratory.\nIts report says \"none\"."),
                evidence: some("TR-17"),
                note: some("again with release 4"),
                owner: some("J. Doe"),
                date: some("2026-01-15"),
            },
            DecisionData {
                requirement: OneOrMany::Many(list(&["N60-5.3-n"])),
                status: DecidedStatus::Missing,
                reason: None,
                evidence: None,
                note: None,
                owner: None,
                date: None,
            },
        ],
        waiver: vec![
            WaiverData {
                requirement: Some(one("N60-4.2-a")),
                reason: "see QMS-12".to_owned(),
                owner: some("J. Doe"),
                date: some("2025-01-31"),
                expires: some("2026-01-31"),
                ..WaiverData::default()
            },
            WaiverData {
                topic: Some(one("sbom")),
                finding: Some(OneOrMany::Many(list(&["M104", "M105"]))),
                document: some("docs/risk/*.md"),
                reason: "x".to_owned(),
                ..WaiverData::default()
            },
        ],
    }
}

const WRITTEN: &str = r##"# What medlint has to know to check this documentation.
# `medlint explain <word>` explains every id in this file.

[device]
name = "Pumpe \"3\""

# Facts about the device decide which requirements apply; one that is not answered counts as possible.
[device.facts]
"##;

#[test]
fn it_is_written_for_people() {
    let text = to_toml(&everything(), &CATALOGUE);
    assert!(text.starts_with(WRITTEN), "{text}");
    let sections: Vec<&str> = text.lines().filter(|line| line.starts_with('[')).collect();
    assert_eq!(
        sections,
        [
            "[device]",
            "[device.facts]",
            "[documents]",
            "[check]",
            "[[threshold]]",
            "[[threshold]]",
            "[[decision]]",
            "[[decision]]",
            "[[waiver]]",
            "[[waiver]]"
        ]
    );
    for part in [
        "networked = true                 # the device ",
        "include = [\"docs/**/*.md\"]\nexclude = [\"docs/old/\"]\n# What a document is; the last match counts.\nkinds = [\n    { glob = \"docs/risk.md\", kind = \"threat-model\" },\n]\n",
        "frameworks = [\"imdrf-n60\", \"ig-nb\"]\nlevels = [\"core\"]\nmin-severity = \"warning\"\nfail-on = \"never\"\n",
        "[[threshold]]\nframework = \"imdrf-n60\"\nlevel = \"core\"\nmet = 90\n\n[[threshold]]\nmet = 75\n",
        "[[decision]]\n# N60-5.3-m (clause 5.3): ",
        "\nrequirement = \"N60-5.3-m\"\nstatus = \"met\"\nreason = \"\"\"\nTested by a laboratory.\nIts report says \\\"none\\\".\"\"\"\nevidence = \"TR-17\"\n",
        "\nrequirement = [\"N60-5.3-n\"]\nstatus = \"missing\"\n\n# Exceptions",
        "[[waiver]]\ntopic = \"sbom\"\nfinding = [\"M104\", \"M105\"]\ndocument = \"docs/risk/*.md\"\nreason = \"x\"\n",
    ] {
        assert!(text.contains(part), "{part}\nin\n{text}");
    }
}

#[test]
fn what_is_written_is_a_configuration_without_problems() {
    let text = to_toml(&everything(), &CATALOGUE);
    let (file, problems) = from_toml(&text, &CATALOGUE);
    assert_eq!(problems, []);
    assert_eq!(file, everything());
    let (config, problems) = Config::parse("medlint.toml", &text, &CATALOGUE);
    assert_eq!(problems, []);
    assert_eq!((config.decisions.len(), config.waivers.len(), config.kinds.len()), (2, 2, 1));
    assert_eq!(from_toml(&to_toml(&ConfigFile::default(), &CATALOGUE), &CATALOGUE).0, ConfigFile::default());
}

#[test]
fn decisions_are_written_in_the_order_of_the_catalogue() {
    let mut file = everything();
    file.decision.reverse();
    assert_eq!(to_toml(&file, &CATALOGUE), to_toml(&everything(), &CATALOGUE));
    file.decision.insert(0, DecisionData { requirement: one("OWN-1"), ..file.decision[0].clone() });
    let read = from_toml(&to_toml(&file, &CATALOGUE), &CATALOGUE).0;
    assert_eq!(read.decision.last().map(|d| d.requirement.as_slice()), Some(&["OWN-1".to_owned()][..]));
}

#[test]
fn its_json_has_the_keys_of_the_file() {
    let expected = json!({
        "device": { "name": "Pumpe \"3\"", "facts": { "cloud": false, "networked": true } },
        "documents": {
            "include": ["docs/**/*.md"], "exclude": ["docs/old/"],
            "kinds": [{ "glob": "docs/risk.md", "kind": "threat-model" }],
        },
        "check": {
            "frameworks": ["imdrf-n60", "ig-nb"], "levels": ["core"], "min-severity": "warning", "fail-on": "never",
        },
        "threshold": [{ "framework": "imdrf-n60", "level": "core", "met": 90 }, { "met": 75 }],
        "decision": [
            {
                "requirement": "N60-5.3-m", "status": "met", "reason": "Tested by a laboratory.\nIts report says \"none\".",
                "evidence": "TR-17", "note": "again with release 4", "owner": "J. Doe", "date": "2026-01-15",
            },
            { "requirement": ["N60-5.3-n"], "status": "missing" },
        ],
        "waiver": [
            {
                "requirement": "N60-4.2-a", "reason": "see QMS-12", "owner": "J. Doe", "date": "2025-01-31",
                "expires": "2026-01-31",
            },
            { "topic": "sbom", "finding": ["M104", "M105"], "document": "docs/risk/*.md", "reason": "x" },
        ],
    });
    assert_eq!(serde_json::to_value(everything()).expect("plain data"), expected);
    assert_eq!(serde_json::from_value::<ConfigFile>(expected).expect("the same"), everything());
    assert_eq!(serde_json::to_string(&ConfigFile::default()).expect("plain data"), "{}");
    for wrong in [
        json!({ "devise": {} }),
        json!({ "check": { "levels": ["cor"] } }),
        json!({ "decision": [{ "requirement": "N60-4.2-a", "status": "waived" }] }),
        json!({ "decision": [{ "requirement": "N60-4.2-a", "status": "met", "why": "x" }] }),
    ] {
        assert!(serde_json::from_value::<ConfigFile>(wrong.clone()).is_err(), "{wrong}");
    }
}

#[test]
fn what_does_not_fit_is_told() {
    let told = |text: &str| -> Vec<String> {
        from_toml(text, &CATALOGUE).1.iter().map(ToString::to_string).collect()
    };
    let own = told("[device]\nname = \"Aria\"\n[catalogue]\ntopics = [\"a.toml\"]\n");
    assert_eq!(own.len(), 1);
    assert!(own[0].starts_with("medlint.toml:3:2: warning: catalogue: topics and frameworks"), "{}", own[0]);
    assert_eq!(told("[device]\nnmae = \"Aria\"\n").len(), 1);
    assert_eq!(told("[[decision]]\nrequirement = \"N60-4.2-a\"\nstatus = \"waived\"\n").len(), 1);
}

#[test]
fn what_is_written_otherwise_means_the_same() {
    let (file, problems) = from_toml(
        "documents.include = \"docs/\"\ndocuments.kinds = [{ glob = [\"a.md\", \"b.md\"], kind = \"other\" }]\n[[waiver]]\ntopic = \"sbom\"\nexpires = 2026-12-31\n",
        &CATALOGUE,
    );
    assert_eq!(problems, []);
    assert_eq!(file.documents.include, ["docs/"]);
    let kinds: Vec<_> = file.documents.kinds.iter().map(|k| (k.glob.as_str(), k.kind.as_str())).collect();
    assert_eq!(kinds, [("a.md", "other"), ("b.md", "other")]);
    assert_eq!((file.waiver[0].expires.as_deref(), file.waiver[0].reason.as_str()), (Some("2026-12-31"), ""));
}

#[test]
fn a_waiver_whose_end_or_scope_is_no_text_is_left_out() {
    for line in ["expires = 3", "document = [\"a.md\"]"] {
        let (file, problems) =
            from_toml(&format!("[[waiver]]\ntopic = \"sbom\"\nreason = \"x\"\n{line}\n"), &CATALOGUE);
        assert_eq!((file.waiver.len(), problems.len()), (0, 1), "{line}");
    }
}

/// Any text, with what TOML has to escape more often than chance would have it.
fn any_text() -> impl Strategy<Value = String> {
    let c = prop_oneof![
        any::<char>(),
        prop::sample::select(vec![
            '"', '\'', '\\', '\n', '\r', '\t', '\0', '\u{7f}', '#', ' ', 'ä', '\u{feff}', ']'
        ]),
        prop::char::range('a', 'z'),
    ];
    prop::collection::vec(c, 0..10).prop_map(|chars| chars.into_iter().collect())
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(any_text(), 0..3)
}

/// Ids that there are, and others.
fn id() -> impl Strategy<Value = String> {
    let known = 0..CATALOGUE.requirements.len();
    prop_oneof![known.prop_map(|i| CATALOGUE.requirements[i].id.to_string()), any_text()]
}

fn one_or_many() -> impl Strategy<Value = OneOrMany> {
    prop_oneof![id().prop_map(OneOrMany::One), prop::collection::vec(id(), 0..3).prop_map(OneOrMany::Many)]
}

fn maybe() -> impl Strategy<Value = Option<String>> {
    prop::option::of(any_text())
}

fn decision() -> impl Strategy<Value = DecisionData> {
    let status = prop::sample::select(DecidedStatus::ALL.to_vec());
    (one_or_many(), status, maybe(), maybe(), maybe(), maybe(), maybe()).prop_map(
        |(requirement, status, reason, evidence, note, owner, date)| DecisionData {
            requirement,
            status,
            reason,
            evidence,
            note,
            owner,
            date,
        },
    )
}

fn threshold() -> impl Strategy<Value = ThresholdData> {
    let level = prop::option::of(prop::sample::select(Level::ALL.to_vec()));
    (maybe(), level, 0..=100u8).prop_map(|(framework, level, met)| ThresholdData { framework, level, met })
}

fn waiver() -> impl Strategy<Value = WaiverData> {
    let targets = || prop::option::of(one_or_many());
    (targets(), targets(), targets(), maybe(), any_text(), maybe(), maybe(), maybe()).prop_map(
        |(requirement, topic, finding, document, reason, owner, date, expires)| WaiverData {
            requirement,
            topic,
            finding,
            document,
            reason,
            owner,
            date,
            expires,
        },
    )
}

fn file() -> impl Strategy<Value = ConfigFile> {
    let fact =
        prop_oneof![(0..CATALOGUE.facts.len()).prop_map(|i| CATALOGUE.facts[i].id.to_string()), any_text()];
    let device = (maybe(), prop::collection::btree_map(fact, any::<bool>(), 0..4))
        .prop_map(|(name, facts)| DeviceData { name, facts });
    let kind = (any_text(), any_text()).prop_map(|(glob, kind)| KindData { glob, kind });
    let documents = (texts(), texts(), prop::collection::vec(kind, 0..3))
        .prop_map(|(include, exclude, kinds)| DocumentsData { include, exclude, kinds });
    let severity = || prop::sample::select(Severity::ALL.to_vec());
    let fail_on = prop_oneof![Just(FailOn::Never), severity().prop_map(FailOn::At)];
    let levels = prop::collection::vec(prop::sample::select(Level::ALL.to_vec()), 0..3);
    let check = (texts(), levels, prop::option::of(severity()), prop::option::of(fail_on)).prop_map(
        |(frameworks, levels, min_severity, fail_on)| CheckData { frameworks, levels, min_severity, fail_on },
    );
    let lists = (
        prop::collection::vec(threshold(), 0..3),
        prop::collection::vec(decision(), 0..4),
        prop::collection::vec(waiver(), 0..3),
    );
    (device, documents, check, lists).prop_map(|(device, documents, check, (threshold, decision, waiver))| {
        let mut file = ConfigFile { device, documents, check, threshold, decision, waiver };
        file.sort(&CATALOGUE);
        file
    })
}

proptest! {
    #[test]
    fn what_is_written_is_what_is_read(file in file()) {
        let text = to_toml(&file, &CATALOGUE);
        prop_assert_eq!(&from_toml(&text, &CATALOGUE).0, &file, "{}", text);
        let json = serde_json::to_string(&file).expect("plain data");
        prop_assert_eq!(&serde_json::from_str::<ConfigFile>(&json).expect("its own JSON"), &file);
    }

    #[test]
    fn any_text_is_answered(text in any_text(), tail in any_text()) {
        let text = format!("[device]\nname = {text}\n[[decision]]\n{tail}");
        let (mut file, _) = from_toml(&text, &CATALOGUE);
        file.sort(&CATALOGUE);
        let again = from_toml(&to_toml(&file, &CATALOGUE), &CATALOGUE).0;
        prop_assert_eq!(again, file);
    }
}
