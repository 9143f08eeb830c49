//! Edits of medlint.toml: the new file says the new thing, and every other line is what it was.

use std::collections::BTreeMap;

use medlint_core::assess::DecidedStatus;
use medlint_core::catalog::Catalogue;
use medlint_core::config::{
    Answers, ConfigFile, DecisionData, OneOrMany, WaiverData, from_toml, template, to_toml,
};
use medlint_core::draft::{Edit, config};

fn catalogue() -> Catalogue {
    Catalogue::builtin()
}

/// What the file says, without a mistake in it.
#[track_caller]
fn read(text: &str) -> ConfigFile {
    let (data, problems) = from_toml(text, &catalogue());
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    data
}

/// The new file; lines that no edit touches are still there, byte for byte, in their order.
#[track_caller]
fn edited(text: &str, edits: Option<Vec<Edit>>) -> String {
    let edits = edits.unwrap_or_else(|| panic!("no edit of\n{text}"));
    let new = config::apply(text, &edits).expect("the edits fit");
    let mut start = 0;
    let mut lines = new.split_inclusive('\n').map(|line| line.trim_end_matches(['\n', '\r']));
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let touched = edits.iter().any(|edit| {
            let (from, to) = (edit.range.start as usize, edit.range.end as usize);
            // a whole line put in before or behind touches nothing
            let whole = from == to && (edit.text.starts_with(['\n', '\r']) || edit.text.ends_with('\n'));
            !whole && from < end && to >= start && !(from == to && from == end)
        });
        if !touched {
            let line = line.trim_end_matches(['\n', '\r']);
            assert!(lines.any(|new| new == line), "`{line}` is lost in\n{new}");
        }
        start = end;
    }
    new
}

fn facts(answers: &[(&str, Option<bool>)]) -> BTreeMap<String, Option<bool>> {
    answers.iter().map(|(fact, answer)| ((*fact).to_owned(), *answer)).collect()
}

fn waiver() -> WaiverData {
    WaiverData {
        requirement: Some(OneOrMany::One("N60-5.2-a".to_owned())),
        reason: "Covered by \"QMS-0815\", see\nchapter 3".to_owned(),
        owner: Some("Jane".to_owned()),
        ..WaiverData::default()
    }
}

fn decision() -> DecisionData {
    DecisionData {
        requirement: OneOrMany::Many(vec!["N60-5.3-m".to_owned()]),
        status: DecidedStatus::Met,
        reason: None,
        evidence: Some("TR-1".to_owned()),
        note: None,
        owner: None,
        date: Some("2026-01-15".to_owned()),
    }
}

/// Files written in all ways.
fn files() -> Vec<String> {
    let catalogue = catalogue();
    let networked = catalogue.fact("networked").expect("a fact");
    let answers = Answers { facts: vec![(networked, Some(true))], ..Answers::default() };
    let mut files: Vec<String> = [
        "",
        "# Only a comment",
        "[device]\nname = \"Pump\" # ours\n\n# answered by hand\n[device.facts]\nnetworked = true   # by cable\n",
        "[device]\nname = 'Pump'\nfacts = { networked = true }\n[check]\nfail-on = \"never\"\n",
        "device = { name = \"Pump\" }\n",
        "device.name = \"Pump\"\ndevice.facts.networked = true\n\n[documents]\nkinds = [{ glob = \"*.md\", kind = \"threat-model\" }]\n",
        "[device.facts]\nnetworked = true\n[device]\nname = \"x\"",
        "[documents]\nkinds = [\n    { glob = \"a.md\", kind = \"threat-model\" }, # first\n    { glob = \"b.md\", kind = \"sbom\" } # no comma\n]\ninclude = [\"docs/\"]\n",
        "[documents]\nkinds = []\n",
        "[[documents.kinds]]\nglob = \"a.md\"\nkind = \"sbom\"\n\n[[waiver]]\ntopic = \"sbom\"\nreason = \"\"\"\n[device.facts]\n# cloud = ?\n\"\"\"\n",
        "waiver = [{ topic = \"sbom\", reason = \"x\" }]\ndecision = [\n    { requirement = \"N60-5.2-a\", status = \"planned\" },\n]\n",
        "[[decision]]\nrequirement = \"N60-5.2-a\"\nstatus = \"planned\"\n\n[[waiver]]\ntopic = \"sbom\"\nreason = \"x\"",
        "[catalogue]\ntopics = [\"t.toml\"]\n",
    ]
    .map(str::to_owned)
    .to_vec();
    files.push(template(&Answers::default(), &catalogue));
    files.push(template(&answers, &catalogue));
    files.push(to_toml(&read(&files[2]), &catalogue));
    let crlf: Vec<String> = files.iter().map(|file| file.replace('\n', "\r\n")).collect();
    files.extend(crlf);
    files
}

#[test]
fn facts_and_name_are_set_in_every_file() {
    let catalogue = catalogue();
    let answers = facts(&[("networked", Some(false)), ("cloud", Some(true)), ("near-eos", None)]);
    for text in files() {
        let (mut wanted, _) = from_toml(&text, &catalogue);
        wanted.device.facts.insert("networked".to_owned(), false);
        wanted.device.facts.insert("cloud".to_owned(), true);
        let new = edited(&text, config::set_facts(&text, &answers, None, &catalogue));
        assert_eq!(from_toml(&new, &catalogue).0, wanted, "{new}");
        wanted.device.name = Some("Aria \"3\"".to_owned());
        let new = edited(&text, config::set_facts(&text, &answers, Some("Aria \"3\""), &catalogue));
        assert_eq!(from_toml(&new, &catalogue).0, wanted, "{new}");
        // and unknown again
        let new_again = edited(&new, config::set_facts(&new, &facts(&[("cloud", None)]), None, &catalogue));
        wanted.device.facts.remove("cloud");
        assert_eq!(from_toml(&new_again, &catalogue).0, wanted, "{new_again}");
    }
}

#[test]
fn a_question_is_answered_on_its_line() {
    let catalogue = catalogue();
    let text = template(&Answers::default(), &catalogue);
    let line = text.lines().find(|line| line.starts_with("# networked = ?")).expect("it asks");
    let answers = facts(&[("networked", Some(true))]);
    let new = edited(&text, config::set_facts(&text, &answers, Some("Aria"), &catalogue));
    let remark = line.find("# the device").expect("a remark");
    let answered = new.lines().find(|line| line.starts_with("networked")).expect("it is answered");
    assert_eq!(answered.split_whitespace().take(3).collect::<Vec<_>>(), ["networked", "=", "true"]);
    assert_eq!(answered[remark..], line[remark..]);
    assert_eq!(text.lines().count(), new.lines().count());
    let changed: Vec<_> = text.lines().zip(new.lines()).filter(|(old, new)| old != new).collect();
    assert_eq!(changed.len(), 2, "{changed:?}");
}

#[test]
fn waivers_and_decisions_are_added_to_every_file() {
    let catalogue = catalogue();
    for text in files() {
        let (mut wanted, _) = from_toml(&text, &catalogue);
        // a text of several lines has the line ends of the file
        let said = |text: &str| from_toml(&text.replace("\r\n", "\n"), &catalogue).0;
        let new = edited(&text, config::add_waiver(&text, &waiver(), &catalogue));
        wanted.waiver.push(waiver());
        wanted.waiver.iter_mut().for_each(|waiver| waiver.reason = waiver.reason.replace("\r\n", "\n"));
        assert_eq!(said(&new), wanted, "{new}");
        let new = edited(&new, config::add_decision(&new, &decision(), &catalogue));
        wanted.decision.push(decision());
        assert_eq!(said(&new), wanted, "{new}");
        assert!(!new.contains("\n\n\n[[") || text.contains("\n\n\n[["), "{new}");
    }
}

#[test]
fn the_kind_of_documents_is_set_in_every_file() {
    let catalogue = catalogue();
    for text in files() {
        for (glob, kind) in [("a.md", "threat-model"), ("docs/**/*.md", "other"), ("*.md", "sbom")] {
            let (before, _) = from_toml(&text, &catalogue);
            let new = edited(&text, config::set_kind_glob(&text, glob, kind, &catalogue));
            let (after, _) = from_toml(&new, &catalogue);
            let of_glob = |file: &ConfigFile| file.documents.kinds.iter().filter(|k| k.glob == glob).count();
            assert_eq!(of_glob(&after), of_glob(&before).max(1), "{new}");
            let last = after.documents.kinds.iter().rev().find(|k| k.glob == glob).expect("it is there");
            assert_eq!(last.kind, kind, "{new}");
            let others = |file: &ConfigFile| {
                let kinds = file.documents.kinds.iter().filter(|k| k.glob != glob);
                (kinds.cloned().collect::<Vec<_>>(), file.waiver.clone(), file.device.clone())
            };
            assert_eq!(others(&after), others(&before), "{new}");
        }
    }
}

#[test]
fn how_the_edits_look() {
    let catalogue = catalogue();
    let list = "[documents]\nkinds = [\n    { glob = \"a.md\", kind = \"sbom\" }, # first\n]\n";
    let new = edited(list, config::set_kind_glob(list, "b.md", "threat-model", &catalogue));
    assert_eq!(
        new,
        "[documents]\nkinds = [\n    { glob = \"a.md\", kind = \"sbom\" }, # first\n    { glob = \"b.md\", kind = \"threat-model\" },\n]\n"
    );
    let text = "[device]\nname = \"Pump\"\n";
    let new = edited(text, config::set_facts(text, &facts(&[("cloud", Some(false))]), None, &catalogue));
    assert_eq!(new, "[device]\nname = \"Pump\"\n\n[device.facts]\ncloud = false\n");
    let new = edited("", config::set_facts("", &facts(&[("cloud", Some(false))]), Some("Pump"), &catalogue));
    assert_eq!(read(&new).device.name.as_deref(), Some("Pump"));
    let new = edited(
        text,
        config::add_waiver(
            text,
            &WaiverData { topic: Some(OneOrMany::One("sbom".to_owned())), ..WaiverData::default() },
            &catalogue,
        ),
    );
    assert_eq!(new, "[device]\nname = \"Pump\"\n\n[[waiver]]\ntopic = \"sbom\"\nreason = \"\"\n");
}

#[test]
fn what_is_no_toml_is_left_alone() {
    let catalogue = catalogue();
    for text in ["[device", "name = \n", "a = 1\na = 2\n"] {
        assert_eq!(config::add_waiver(text, &waiver(), &catalogue), None);
        assert_eq!(config::set_facts(text, &facts(&[("cloud", Some(true))]), None, &catalogue), None);
        assert_eq!(config::set_kind_glob(text, "a.md", "sbom", &catalogue), None);
    }
}
