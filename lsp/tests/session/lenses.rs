//! Code lenses and inlay hints.

use serde_json::{Value, json};

use crate::kit::{Client, capabilities};
use crate::symbols::MODEL;

/// Lines and titles of the lenses.
fn lenses(client: &mut Client, path: &str) -> Vec<(u64, String, Value)> {
    let params = json!({ "textDocument": { "uri": Client::uri(path) } });
    let lenses = client.request("textDocument/codeLens", params).unwrap();
    let each = lenses.as_array().unwrap().iter().map(|lens| {
        let command = &lens["command"];
        (
            lens["range"]["start"]["line"].as_u64().unwrap(),
            command["title"].as_str().unwrap().to_owned(),
            command.clone(),
        )
    });
    each.collect()
}

#[test]
fn headings_say_what_their_sections_show_answer_and_lack() {
    let mut client = Client::start(&[("model.md", MODEL)], json!({ "changed": true }), capabilities());
    client.open("model.md", MODEL);
    let found = lenses(&mut client, "model.md");
    let at =
        |line: u64, start: &str| found.iter().find(|(n, title, _)| *n == line && title.starts_with(start));
    let (_, shows, command) = at(2, "shows: ").unwrap();
    assert!(shows.contains("Threat model"), "{shows}");
    assert_eq!(command["command"], "", "nothing to run");
    let (_, _, command) = at(2, "answers ").unwrap();
    assert_eq!(command["command"], "medlint.showRequirements");
    assert_eq!(command["arguments"][0], Client::uri("model.md"));
    assert_eq!(command["arguments"][1], json!({ "line": 2, "character": 0 }));
    assert!(command["arguments"][2].as_array().unwrap().contains(&json!("N60-5.2-q")), "{command}");
    assert!(at(10, "lacks: ").is_some_and(|(_, title, _)| title.contains("message control")), "{found:?}");
    assert!(found.iter().all(|(line, _, _)| *line != 6), "nothing above \"Details\": {found:?}");
}

#[test]
fn a_client_without_the_list_has_lenses_that_only_say_something() {
    let mut client = Client::with(&[("model.md", MODEL)]);
    client.open("model.md", MODEL);
    let found = lenses(&mut client, "model.md");
    assert!(!found.is_empty());
    for (_, title, command) in found {
        assert_eq!((&command["command"], &command["arguments"]), (&json!(""), &Value::Null), "{title}");
    }
}

#[test]
fn settings_turn_lenses_off() {
    for settings in [json!({ "codeLens": false }), json!({ "enable": false })] {
        let mut client =
            Client::start(&[("model.md", MODEL)], json!({ "settings": settings }), capabilities());
        client.open("model.md", MODEL);
        assert_eq!(lenses(&mut client, "model.md"), []);
    }
}

#[test]
fn hints_stand_behind_the_first_line_of_evidence_in_the_range() {
    let range = |first: u32, last: u32| {
        json!({
            "textDocument": { "uri": Client::uri("model.md") },
            "range": { "start": { "line": first, "character": 0 }, "end": { "line": last, "character": 0 } },
        })
    };
    let text = MODEL.replace('\n', "\r\n");
    let mut off = Client::with(&[("model.md", &text)]);
    off.open("model.md", &text);
    assert_eq!(off.request("textDocument/inlayHint", range(0, 99)).unwrap(), json!([]));
    let options = json!({ "settings": { "inlayHints": true } });
    let mut client = Client::start(&[("model.md", &text)], options, capabilities());
    client.open("model.md", &text);
    let hints = client.request("textDocument/inlayHint", range(3, 6)).unwrap();
    assert_eq!(hints.as_array().unwrap().len(), 1, "{hints}");
    let label = hints[0]["label"].as_str().unwrap();
    assert!(label.contains("● Threat model"), "{label}");
    let line: usize = text.lines().nth(4).unwrap().encode_utf16().count();
    assert_eq!(hints[0]["position"], json!({ "line": 4, "character": line }));
    assert!(hints[0]["tooltip"]["value"].as_str().unwrap().contains("**Threat model**: shown"));
    let all = client.request("textDocument/inlayHint", range(0, 99)).unwrap();
    assert!(all.as_array().unwrap().len() > 2, "{all}");
}
