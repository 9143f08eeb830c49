//! From ids, clauses and pointers to evidence, waivers and targets, and back.

use serde_json::{Value, json};

use crate::kit::Client;
use crate::symbols::MODEL;

const CONFIG: &str = "[[waiver]]\nrequirement = \"N60-5.5.1-d\"\nreason = \"é\"\n\n\
    [[waiver]]\ntopic = \"backup-restore\"\nreason = \"later\"\n";

const PLAN: &str = "# Plan\n\n## Scope\n\nWe plan. See [the method](model.md#1-method), [there](#scope).\n\n## Scope\n\nTwice, [second](#scope-1), [gone](#nowhere).\n";

/// The model is open, the plan is not.
fn client() -> Client {
    let mut client = Client::with(&[("model.md", MODEL), ("plan.md", PLAN), ("medlint.toml", CONFIG)]);
    client.open("model.md", MODEL);
    client
}

/// The column of a word in a line, in UTF-16.
fn column(text: &str, line: u32, word: &str) -> u32 {
    let line = text.lines().nth(line as usize).unwrap();
    let at = line.find(word).unwrap_or_else(|| panic!("{word} in {line}"));
    u32::try_from(line[..at].encode_utf16().count()).unwrap()
}

/// File and line of each place.
fn places_of(answer: &Value) -> Vec<String> {
    let place = |place: &Value| {
        let uri = place["uri"].as_str().unwrap();
        format!("{}:{}", uri.trim_start_matches("file:///device/"), place["range"]["start"]["line"])
    };
    answer.as_array().unwrap().iter().map(place).collect()
}

const LAST: u32 = 20;

fn at(client: &mut Client, method: &str, word: &str) -> Vec<String> {
    places_of(&client.at(&format!("textDocument/{method}"), "model.md", LAST, column(MODEL, LAST, word) + 1))
}

#[test]
fn an_id_leads_to_its_evidence() {
    let mut client = client();
    assert_eq!(at(&mut client, "definition", "N60-5.2-q"), ["model.md:4"]);
    assert_eq!(at(&mut client, "definition", "transport-encryption"), ["model.md:12"]);
    assert!(at(&mut client, "implementation", "N60-5.2-q").contains(&"model.md:4".to_owned()));
    let places = client.at("textDocument/definition", "model.md", LAST, column(MODEL, LAST, "N60-5.2-q"));
    let start = MODEL.lines().nth(4).unwrap().find("we identified").unwrap();
    let range = &places[0]["range"];
    assert!(range["start"]["character"].as_u64().unwrap() <= start as u64, "{range}");
    let nowhere = places_of(&client.at("textDocument/definition", "model.md", 8, 6));
    assert_eq!(nowhere, [""; 0], "words of the text lead nowhere");
}

#[test]
fn references_are_evidence_mentions_and_waivers() {
    let mut client = client();
    let found = at(&mut client, "references", "N60-5.2-q");
    assert!(
        found.contains(&"model.md:4".to_owned()) && found.contains(&format!("model.md:{LAST}")),
        "{found:?}"
    );
    // From the waived section to its waivers, and to the places where its requirements are named.
    let found = places_of(&client.at("textDocument/references", "model.md", 16, 3));
    assert!(
        found.contains(&"medlint.toml:0".to_owned()) && found.contains(&"medlint.toml:4".to_owned()),
        "{found:?}"
    );
    assert!(found.contains(&"medlint.toml:1".to_owned()), "where the id is written: {found:?}");
    let found = places_of(&client.at("textDocument/definition", "model.md", 16, 3));
    assert_eq!(found, ["medlint.toml:0", "medlint.toml:4"]);
}

#[test]
fn a_waiver_leads_to_what_it_excuses() {
    let mut client = client();
    assert_eq!(places_of(&client.at("textDocument/definition", "medlint.toml", 1, 18)), ["model.md:16"]);
    assert_eq!(places_of(&client.at("textDocument/definition", "medlint.toml", 5, 12)), ["model.md:16"]);
    let found = places_of(&client.at("textDocument/references", "medlint.toml", 1, 18));
    assert!(
        found.contains(&"medlint.toml:1".to_owned()) && found.contains(&"model.md:16".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_clause_leads_to_evidence_of_its_requirements() {
    let mut client = client();
    let found = at(&mut client, "definition", "MDCG 2019-16");
    assert!(!found.is_empty() && found.iter().all(|place| place.starts_with("model.md:")), "{found:?}");
}

#[test]
fn pointers_lead_to_their_targets() {
    let mut client = client();
    assert_eq!(at(&mut client, "definition", "plan.md"), ["plan.md:0"]);
    let number = column(MODEL, LAST, "section 2") + 8;
    assert_eq!(places_of(&client.at("textDocument/definition", "model.md", LAST, number)), ["model.md:10"]);
    client.open("plan.md", PLAN);
    let mut link = |line: u32, word: &str| {
        places_of(&client.at("textDocument/definition", "plan.md", line, column(PLAN, line, word) + 1))
    };
    assert_eq!(link(4, "[the method]"), ["model.md:2"]);
    assert_eq!(link(4, "[there]"), ["plan.md:2"]);
    assert_eq!(link(8, "[second]"), ["plan.md:6"]);
    assert_eq!(link(8, "[gone]"), [""; 0]);
}

#[test]
fn links_are_what_the_editor_does_not_know() {
    for text in [MODEL.to_owned(), MODEL.replace('\n', "\r\n")] {
        let text = format!("{text}<!-- medlint-disable-next-line M104: x -->\nTBD\n");
        let mut client = Client::with(&[("model.md", &text), ("plan.md", PLAN)]);
        client.open("model.md", &text);
        let links = |client: &mut Client, path: &str| {
            client
                .request("textDocument/documentLink", json!({ "textDocument": { "uri": Client::uri(path) } }))
                .unwrap()
        };
        let found = links(&mut client, "model.md");
        let targets: Vec<&str> =
            found.as_array().unwrap().iter().map(|link| link["target"].as_str().unwrap()).collect();
        assert_eq!(
            targets,
            [
                "file:///device/plan.md#L1",
                "file:///device/model.md#L11",
                "https://medlint.github.io/medlint/reference/requirements/N60-5.2-q.html",
                "https://medlint.github.io/medlint/reference/rules/M104.html",
            ]
        );
        let id = column(MODEL, LAST, "N60-5.2-q");
        assert_eq!(found[2]["range"]["start"], json!({ "line": LAST, "character": id }));
        client.open("plan.md", PLAN);
        assert_eq!(links(&mut client, "plan.md"), json!([]), "links of Markdown are the editor's");
    }
}

#[test]
fn every_place_has_an_answer() {
    let broken = "[[waiver]\nrequirement = [\"N60-5.2-q\", é𝄞\nkinds = [{ glob = \"**/*.md\", [device.facts\ncloud = \n";
    let front = format!("---\nmedlint: threat-model\n---\n{MODEL}\n<!-- medlint-disable-next-line M104\n");
    for ends in ["\n", "\r\n", "\r"] {
        let (text, config) = (front.replace('\n', ends), broken.replace('\n', ends));
        let mut client = client();
        client.change("model.md", 2, &text);
        client.open("medlint.toml", &config);
        for (path, text) in [("model.md", &text), ("medlint.toml", &config)] {
            for (n, line) in text.split(ends).enumerate() {
                // Beyond the end of the line, too, and between the halves of a character.
                for column in (0..line.encode_utf16().count() + 4).step_by(5) {
                    let (line, column) = (u32::try_from(n).unwrap(), u32::try_from(column).unwrap());
                    for method in ["definition", "implementation", "references", "completion", "hover"] {
                        client.at(&format!("textDocument/{method}"), path, line, column);
                    }
                }
            }
        }
        client.at("textDocument/completion", "model.md", u32::MAX, u32::MAX);
        client.at("textDocument/references", "medlint.toml", u32::MAX, u32::MAX);
    }
}

#[test]
fn a_document_of_no_set_has_answers_of_its_own() {
    let mut client = client();
    let uri = "file:///elsewhere/note.md";
    let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": MODEL });
    client.notify("textDocument/didOpen", json!({ "textDocument": document }));
    let position = json!({ "line": LAST, "character": column(MODEL, LAST, "N60-5.2-q") + 1 });
    let params = json!({ "textDocument": { "uri": uri }, "position": position });
    let found = client.request("textDocument/definition", params).unwrap();
    assert_eq!(found[0]["uri"], uri);
    let alone = "file:///elsewhere/medlint.toml";
    let document = json!({ "uri": alone, "languageId": "toml", "version": 1, "text": "[check]\n" });
    client.notify("textDocument/didOpen", json!({ "textDocument": document }));
    for method in ["completion", "definition", "hover"] {
        let params = json!({ "textDocument": { "uri": alone }, "position": { "line": 1, "character": 0 } });
        assert!(client.request(&format!("textDocument/{method}"), params).is_ok(), "{method}");
    }
}
