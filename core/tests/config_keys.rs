//! The keys of medlint.toml that editors complete are those that medlint reads, and its schema is made of them.

mod hand_made;

use hand_made::CATALOGUE;
use medlint_core::config::keys::{KEYS, TABLES, ValueSort, keys, table};
use medlint_core::config::{Config, schema};

/// The keys that medlint names when it meets one that it does not know.
fn known(toml: &str) -> Vec<String> {
    let (_, problems) = Config::parse("medlint.toml", toml, &CATALOGUE);
    let told =
        problems.iter().find_map(|problem| Some(problem.message.split_once("known here: ")?.1.to_owned()));
    let mut known: Vec<String> = told.unwrap_or_default().split(", ").map(str::to_owned).collect();
    known.sort();
    known
}

#[test]
fn every_table_has_the_keys_that_are_read_and_no_others() {
    for one in TABLES.iter().filter(|one| one.name != "device.facts") {
        let head = if one.list { format!("[[{}]]", one.name) } else { format!("[{}]", one.name) };
        let mut named: Vec<String> = keys(one.name).map(|key| key.name.to_owned()).collect();
        let inner = TABLES.iter().filter_map(|other| other.name.strip_prefix(&format!("{}.", one.name)));
        named.extend(inner.map(str::to_owned));
        named.sort();
        named.dedup();
        assert_eq!(known(&format!("{head}\nzzzz = 1\n")), named, "{}", one.name);
    }
    let mut top: Vec<String> =
        TABLES.iter().filter(|one| !one.name.contains('.')).map(|one| one.name.to_owned()).collect();
    top.sort();
    assert_eq!(known("zzzz = 1\n"), top);
}

#[test]
fn every_key_stands_in_a_table_and_means_something() {
    for key in KEYS {
        assert!(table(key.table).is_some(), "{}", key.table);
        assert!(key.meaning.ends_with('.') || key.meaning.ends_with('`'), "{}: {}", key.name, key.meaning);
        assert_eq!(ValueSort::from_id(key.value.id()), Some(key.value));
    }
}

#[test]
fn the_words_of_closed_lists_are_read() {
    for (key, sort) in
        [("levels", ValueSort::Level), ("min-severity", ValueSort::Severity), ("fail-on", ValueSort::FailOn)]
    {
        for word in sort.words(&CATALOGUE) {
            let toml = format!("[check]\n{key} = \"{}\"\n", word.id);
            assert_eq!(Config::parse("medlint.toml", &toml, &CATALOGUE).1, [], "{toml}");
        }
    }
    for word in ValueSort::Kind.words(&CATALOGUE) {
        let toml = format!("[[documents.kinds]]\nglob = \"a\"\nkind = \"{}\"\n", word.id);
        assert_eq!(Config::parse("medlint.toml", &toml, &CATALOGUE).1, [], "{toml}");
    }
    for word in ValueSort::Decided.words(&CATALOGUE) {
        let toml = format!("[[decision]]\nrequirement = \"N60-5.3-m\"\nstatus = \"{}\"\n", word.id);
        assert_eq!(Config::parse("medlint.toml", &toml, &CATALOGUE).1, [], "{toml}");
    }
}

#[test]
fn a_schema_names_every_reference_that_it_makes() {
    let schema = schema(&CATALOGUE);
    let text = schema.to_string();
    for (at, _) in text.match_indices("#/definitions/") {
        let name = text[at + 14..].split('"').next().unwrap_or_default();
        assert!(schema["definitions"].get(name).is_some(), "{name}");
    }
    assert_eq!(schema["properties"]["waiver"]["type"], "array");
    assert_eq!(schema["properties"]["documents"]["properties"]["kinds"]["items"]["required"][1], "kind");
}
