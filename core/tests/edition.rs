//! Editions of the catalogue: what is exported can be read, and a comparison says what differs and what that means.

use medlint_core::edition::{Edition, EditionError, Effect, Sort, What, compare, export};
use medlint_core::report::edition::{json, markdown, text};
use medlint_core::report::text::Style;
use serde_json::{Value, json};

/// A small catalogue in the form of an export.
fn small() -> Value {
    json!({
        "format": "medlint-catalogue",
        "version": 1,
        "tool": { "name": "medlint", "version": "0.1.0", "catalogue": "aaaa" },
        "judging": "1",
        "frameworks": [{ "id": "f", "title": "Framework", "requirements": 2, "binding": false }],
        "requirements": [
            { "id": "R-1", "title": "Backups", "topics": ["backup"], "any_topics": [], "when": [], "strength": "should",
              "related": [], "clause": "1.1" },
            { "id": "R-2", "title": "Locks", "topics": ["lock"], "any_topics": [], "when": ["networked"],
              "strength": "should", "related": [], "clause": "1.2" },
        ],
        "topics": [
            { "id": "backup", "title": "Backup", "requirements": ["R-1"], "detection": "1", "shown_when": "x" },
            { "id": "lock", "title": "Lock", "requirements": ["R-2"], "detection": "2", "shown_when": "y" },
        ],
        "kinds": [{ "id": "plan", "title": "Plan", "topics": [{ "topic": "backup", "weight": 1 }] }],
        "facts": [{ "id": "networked", "meaning": "is networked" }],
        "rules": [{ "code": "M101", "name": "missing", "severity": "error" }],
        "citations": [{ "id": "tls", "title": "TLS 1.0" }],
    })
}

fn edition(value: &Value) -> Edition {
    Edition::read(&value.to_string()).expect("it is an export")
}

/// Compares the small catalogue with a changed one: `sort id what field,... effect,...` for each change.
fn changes(alter: impl Fn(&mut Value)) -> Vec<String> {
    let mut after = small();
    alter(&mut after);
    let (old, new) = (edition(&small()), edition(&after));
    let told = |change: &medlint_core::edition::Change| {
        let fields = match &change.what {
            What::Changed(fields) => fields.iter().map(|field| field.field.as_str()).collect(),
            _ => Vec::new(),
        };
        let effects: Vec<_> = change.effects.iter().map(|effect| effect.id()).collect();
        let words = [change.sort.id(), &change.id, change.what.id(), &fields.join(","), &effects.join(",")];
        words.iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" ")
    };
    compare(&old, &new).changes.iter().map(told).collect()
}

#[test]
fn the_built_in_catalogue_is_exported_read_and_the_same() {
    let text = export("0.1.0");
    assert_eq!(text, export("0.1.0"));
    let edition = Edition::read(&text).unwrap();
    assert_eq!(edition, Edition::built_in("0.1.0"));
    assert!(compare(&edition, &Edition::built_in("0.2.0")).is_empty());
    let catalogue = medlint_core::catalog::Catalogue::builtin();
    assert_eq!(edition.hash, catalogue.hash());
    let counts = Sort::ALL.map(|sort| edition.entries(sort).len());
    assert_eq!(
        counts[..3],
        [catalogue.frameworks.len(), catalogue.requirements.len(), catalogue.topics.len()]
    );
    assert!(counts.iter().all(|n| *n > 0));
    let sbom = edition.entries(Sort::Topic).iter().find(|topic| topic.id == "sbom").unwrap();
    assert_eq!(sbom.fields["detection"].as_str().map(str::len), Some(16));
}

#[test]
fn nothing_differs_from_itself_in_another_order() {
    assert!(changes(|v| v["requirements"].as_array_mut().unwrap().reverse()).is_empty());
}

#[test]
fn what_is_new_and_what_is_gone() {
    let new = changes(|v| {
        v["requirements"][0] = json!({ "id": "R-3", "title": "New", "when": ["networked"] });
        v["rules"].as_array_mut().unwrap().push(json!({ "code": "M119", "name": "new" }));
        v["facts"].as_array_mut().unwrap().push(json!({ "id": "cloud", "meaning": "is in the cloud" }));
    });
    assert_eq!(
        new,
        [
            "requirement R-3 added applies-newly",
            "requirement R-1 withdrawn no-longer-asked",
            "fact cloud added asks-about-device",
            "rule M119 added other-findings",
        ]
    );
}

#[test]
fn each_field_has_its_meaning() {
    let one = |sort: &str, n: usize, key: &str, value: Value| changes(|v| v[sort][n][key] = value.clone());
    assert_eq!(
        one("requirements", 0, "when", json!(["networked"])),
        ["requirement R-1 changed when applies-otherwise"]
    );
    assert_eq!(
        one("requirements", 0, "topics", json!(["lock"])),
        ["requirement R-1 changed topics asks-for-other"]
    );
    assert_eq!(
        one("requirements", 0, "strength", json!("shall")),
        ["requirement R-1 changed strength weighs-otherwise"]
    );
    assert_eq!(one("requirements", 0, "title", json!("x")), ["requirement R-1 changed title wording"]);
    assert_eq!(one("topics", 1, "detection", json!("3")), ["topic lock changed detection judged-anew"]);
    assert_eq!(one("kinds", 0, "topics", json!([])), ["kind plan changed topics expected-elsewhere"]);
    assert_eq!(one("rules", 0, "severity", json!("info")), ["rule M101 changed severity weighs-otherwise"]);
    assert_eq!(
        one("frameworks", 0, "requirements", json!(9)),
        [""; 0],
        "the number follows from the requirements"
    );
}

#[test]
fn a_key_that_only_one_form_has_is_no_change() {
    let both = |v: &mut Value| {
        for entry in v["requirements"].as_array_mut().unwrap() {
            entry["audience"] = json!("all");
        }
    };
    assert!(changes(both).is_empty());
}

#[test]
fn what_all_topics_share_is_told_once() {
    let mut after = small();
    after["judging"] = json!("2");
    let (old, new) = (edition(&small()), edition(&after));
    let comparison = compare(&old, &new);
    assert!(comparison.changes.is_empty() && comparison.all_judged_anew() && !comparison.is_empty());
    assert!(text(&comparison, &Style::plain()).contains("any text may get another state"));
}

#[test]
fn other_texts_are_refused_with_the_reason() {
    let refused = |text: &str| Edition::read(text).unwrap_err();
    assert!(matches!(refused("{"), EditionError::NotJson(_)));
    assert_eq!(refused("[]"), EditionError::NotAnExport);
    assert_eq!(refused("{\"version\":1,\"tool\":{}}"), EditionError::NotAnExport);
    let with = |key: &str, value: Value| {
        let mut other = small();
        other[key] = value;
        refused(&other.to_string())
    };
    assert_eq!(with("version", json!(2)), EditionError::Newer(2));
    assert_eq!(with("rules", json!(7)), EditionError::Damaged("`rules` is missing".into()));
    assert_eq!(
        with("facts", json!([{ "meaning": "x" }])),
        EditionError::Damaged("entry 1 of `facts` has no id".into())
    );
    assert_eq!(
        with("facts", json!([{ "id": "a" }, { "id": "a" }])),
        EditionError::Damaged("`a` occurs twice in `facts`".into())
    );
}

#[test]
fn reports_say_what_it_means_and_what_differs() {
    let mut after = small();
    after["tool"] = json!({ "name": "medlint", "version": "0.2.0", "catalogue": "bbbb" });
    after["requirements"][0]["topics"] = json!(["backup", "lo|ck"]);
    after["requirements"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "id": "R-3", "title": "New", "when": ["networked"] }));
    after["topics"][0]["detection"] = json!("9");
    let (old, new) = (edition(&small()), edition(&after));
    let comparison = compare(&old, &new);
    let words = text(&comparison, &Style::plain());
    for part in [
        "From medlint 0.1.0 (catalogue aaaa) to medlint 0.2.0 (catalogue bbbb)",
        "Asked for now: see whether",
        "Requirements: 1 added, 1 changed",
        "topics: backup -> backup, lo|ck",
        "R-3  New (when networked)",
        "how it is detected: as before -> anew",
    ] {
        assert!(words.contains(part), "{part}\n{words}");
    }
    let page = markdown(&comparison);
    assert!(
        page.contains("topics: backup → backup, lo\\|ck") && page.contains("| added | `R-3` |"),
        "{page}"
    );
    let value: Value = serde_json::from_str(&json(&comparison)).unwrap();
    assert_eq!(value["version"], 1);
    assert_eq!(value["changes"][0]["fields"][0]["new"], json!(["backup", "lo|ck"]));
    let effects: Vec<&str> =
        value["effects"].as_array().unwrap().iter().filter_map(|effect| effect["id"].as_str()).collect();
    assert_eq!(effects, [Effect::AppliesNewly.id(), Effect::AsksForOther.id(), Effect::JudgedAnew.id()]);
}
