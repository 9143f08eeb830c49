//! Code actions: what is offered, and what is there once it is applied.

use serde_json::{Value, json};

use crate::edited::edited;
use crate::kit::{Client, ROOT, capabilities};

const POLICY: &str = "---\nmedlint: disclosure-policy\n---\n\n# Coordinated vulnerability disclosure\n\nThis page is about the 𝄞 pump.\n";

/// The actions offered from one line to another (both from 0), for the findings that were told there.
fn offered(client: &mut Client, path: &str, lines: (u32, u32), only: Option<&[&str]>) -> Vec<Value> {
    let touches = |d: &Value| {
        let line = |end: &str| d["range"][end]["line"].as_u64().unwrap();
        line("start") <= u64::from(lines.1) && u64::from(lines.0) <= line("end")
    };
    let mut told = client.diagnostics(path).unwrap_or_default();
    told.retain(touches);
    let mut context = json!({ "diagnostics": told });
    if let Some(only) = only {
        context["only"] = json!(only);
    }
    let params = json!({
        "textDocument": { "uri": Client::uri(path) },
        "range": { "start": { "line": lines.0, "character": 0 }, "end": { "line": lines.1, "character": 0 } },
        "context": context,
    });
    client.request("textDocument/codeAction", params).unwrap().as_array().cloned().unwrap_or_default()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

/// The one action whose title contains these words.
fn one<'a>(actions: &'a [Value], words: &str) -> &'a Value {
    let found: Vec<&Value> =
        actions.iter().filter(|a| a["title"].as_str().unwrap().contains(words)).collect();
    assert_eq!(found.len(), 1, "{words}: {:?}", titles(actions));
    found[0]
}

/// The text of an open document after an action, told to the server as version 2.
fn apply(client: &mut Client, path: &str, action: &Value) -> String {
    let text =
        edited(client, &action["edit"]).remove(path).unwrap_or_else(|| panic!("{path} stays: {action}"));
    client.change(path, 2, &text);
    client.files.write(path, &text);
    text
}

/// Texts of the findings with a code.
fn messages(client: &Client, path: &str, code: &str) -> Vec<String> {
    let told = client.diagnostics(path).unwrap_or_default();
    let found = told.iter().filter(|d| d["code"] == code);
    found.map(|d| d["message"].as_str().unwrap().to_owned()).collect()
}

fn open(files: &[(&str, &str)]) -> Client {
    let mut client = Client::with(files);
    let (path, text) = files[0];
    client.open(path, text);
    client
}

#[test]
fn a_missing_topic_gets_a_section_and_its_finding_goes() {
    let mut client = open(&[("policy.md", POLICY)]);
    assert_eq!(messages(&client, "policy.md", "M101").len(), 1);
    let actions = offered(&mut client, "policy.md", (4, 4), None);
    let first = &actions[0];
    assert_eq!(
        (first["isPreferred"].as_bool(), first["kind"].as_str()),
        (Some(true), Some("quickfix.medlint.insert"))
    );
    assert_eq!(first["diagnostics"][0]["code"], "M101");
    assert_eq!(first["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    let heading = first["title"].as_str().unwrap().split('"').nth(1).unwrap().to_owned();
    let before = messages(&client, "policy.md", "M101").remove(0);
    let text = apply(&mut client, "policy.md", first);
    assert!(text.starts_with(POLICY) && text.contains(&format!("\n## {heading}\n\n")), "{text}");
    let after = messages(&client, "policy.md", "M101").remove(0);
    assert_ne!(before, after, "one topic less is missing");
    assert!(client.codes("policy.md").contains(&"M104".to_owned()), "the prompts are placeholders");
    let again = offered(&mut client, "policy.md", (4, 4), None);
    let same = format!("Insert section \"{heading}\"");
    assert!(!titles(&again).contains(&same.as_str()), "{:?}", titles(&again));
}

#[test]
fn all_missing_sections_are_inserted_in_the_usual_order() {
    for newline in ["\n", "\r\n"] {
        let text = POLICY.replace('\n', newline);
        let mut client = open(&[("policy.md", &text)]);
        let actions = offered(&mut client, "policy.md", (4, 4), None);
        let action = one(&actions, "Insert all").clone();
        let new = apply(&mut client, "policy.md", &action);
        assert!(new.starts_with(&text), "{new}");
        assert_eq!(messages(&client, "policy.md", "M101"), [""; 0], "{new}");
        assert_eq!(
            new.replace("\r\n", "").contains('\n'),
            newline == "\n",
            "line ends are those of the document"
        );
        let headings: Vec<&str> = new.lines().filter(|line| line.starts_with("## ")).collect();
        let catalogue = medlint_core::catalog::Catalogue::builtin();
        let kind = &catalogue[catalogue.kind("disclosure-policy").unwrap()];
        let usual: Vec<String> = kind.topics.iter().map(|e| format!("## {}", e.heading)).collect();
        let order: Vec<Option<usize>> =
            headings.iter().map(|heading| usual.iter().position(|usual| usual == heading)).collect();
        assert!(order.len() > 3 && order.iter().all(Option::is_some), "{headings:?}");
        assert!(order.is_sorted(), "{headings:?}");
    }
}

#[test]
fn text_without_a_line_end_and_plain_text_get_sections_too() {
    let plain =
        "COORDINATED VULNERABILITY DISCLOSURE\n\nThis page is about the 𝄞 pump.\n\nSCOPE\n\nAll pumps.";
    for (path, text) in [("policy.md", POLICY.trim_end()), ("vulnerability-disclosure-policy.txt", plain)] {
        let mut client = open(&[(path, text)]);
        let line = u32::from(path.ends_with("md")) * 4;
        let actions = offered(&mut client, path, (line, line), None);
        let action =
            actions.iter().find(|a| a["title"].as_str().unwrap().starts_with("Insert section")).cloned();
        let action = action.unwrap_or_else(|| panic!("{path}: {:?}", titles(&actions)));
        let before = messages(&client, path, "M101");
        let new = apply(&mut client, path, &action);
        assert!(new.contains("[TODO: ") && new.starts_with(&text[..36]), "{new}");
        assert_ne!(messages(&client, path, "M101"), before, "{new}");
    }
}

#[test]
fn another_heading_offers_sections_without_a_finding() {
    let text = format!("{POLICY}\n## History\n\nFirst edition.\n");
    let mut client = open(&[("policy.md", &text)]);
    let actions = offered(&mut client, "policy.md", (8, 8), None);
    let inserts: Vec<&Value> = actions.iter().filter(|a| a["kind"] == "quickfix.medlint.insert").collect();
    assert!(inserts.len() >= 2, "{:?}", titles(&actions));
    assert!(inserts.iter().all(|action| action.get("diagnostics").is_none()));
    assert!(offered(&mut client, "policy.md", (10, 10), None).is_empty(), "nothing in the text under it");
}

#[test]
fn a_weak_section_is_completed() {
    let text = "# Security test report\n\n## Penetration testing\n\nPenetration testing of the device is carried out before each major release, the last time in May 2025.\n\n## Annex\n\nNone.\n";
    let mut client = open(&[("tests.md", text)]);
    assert!(client.codes("tests.md").contains(&"M103".to_owned()), "{:?}", client.codes("tests.md"));
    let actions = offered(&mut client, "tests.md", (4, 4), None);
    let action = one(&actions, "Add what is missing about").clone();
    assert_eq!((&action["isPreferred"], &action["diagnostics"][0]["code"]), (&json!(true), &json!("M103")));
    let new = apply(&mut client, "tests.md", &action);
    let (above, below) = new.split_once("## Annex").unwrap();
    assert!(above.contains("May 2025.") && above.contains("- [TODO: ") && below == "\n\nNone.\n", "{new}");
}

#[test]
fn a_heading_over_nothing_gets_its_prompts() {
    let text = "# Security test plan\n\n## Penetration testing\n\n## Annex\n\nNone.\n";
    let mut client = open(&[("plan.md", text)]);
    let actions = offered(&mut client, "plan.md", (2, 2), None);
    assert_eq!(titles(&actions)[0], "Insert section \"Penetration testing\"");
    let action = actions[0].clone();
    let new = apply(&mut client, "plan.md", &action);
    assert_eq!(new.matches("## Penetration testing").count(), 1, "{new}");
    assert!(new.split_once("## Annex").unwrap().0.contains("[TODO: "), "{new}");
}

#[test]
fn the_kind_of_a_document_is_set() {
    let text = "# Minutes\n\nThe team met on Monday.\n";
    let mut client = open(&[("minutes.md", text)]);
    let actions = offered(&mut client, "minutes.md", (0, 0), None);
    let action = one(&actions, "to other").clone();
    assert_eq!(apply(&mut client, "minutes.md", &action), format!("---\nmedlint: other\n---\n\n{text}"));
    assert!(offered(&mut client, "minutes.md", (2, 2), Some(&["quickfix.medlint.kind"])).is_empty());
}

#[test]
fn a_kind_that_was_mistyped_is_corrected() {
    let text = "---\r\nmedlint: treat-model\r\n---\r\n# Analysis\r\n\r\nText.\r\n";
    let mut client = open(&[("a.md", text)]);
    let actions = offered(&mut client, "a.md", (1, 1), None);
    let best = actions.iter().find(|action| action["isPreferred"] == true).unwrap().clone();
    assert_eq!(best["diagnostics"][0]["code"], "M117");
    assert_eq!(apply(&mut client, "a.md", &best), text.replace("treat-model", "threat-model"));
    assert!(!client.codes("a.md").contains(&"M117".to_owned()));
}

#[test]
fn the_best_guess_at_a_kind_comes_first() {
    let text = "# Notes on threats\n\n## Threat model\n\nThe threat model of the pump was made with STRIDE for each data flow; spoofing of the bolus command over Bluetooth is countered by authentication.\n";
    let mut client = open(&[("notes.md", text)]);
    let actions = offered(&mut client, "notes.md", (0, 0), Some(&["quickfix.medlint.kind"]));
    assert!(titles(&actions)[0].contains("Threat model"), "{:?}", titles(&actions));
}

#[test]
fn the_kind_of_plain_text_is_set_in_medlint_toml() {
    let mut client = open(&[("a/minutes.txt", "MINUTES\n\nThe team met on Monday.\n")]);
    let actions = offered(&mut client, "a/minutes.txt", (0, 0), None);
    let files = edited(&client, &one(&actions, "to other")["edit"]);
    client.files.write("medlint.toml", &files["medlint.toml"]);
    let made = json!({ "changes": [{ "uri": Client::uri("medlint.toml"), "type": 1 }] });
    client.notify("workspace/didChangeWatchedFiles", made);
    client.settle();
    assert!(files["medlint.toml"].contains("/a/minutes.txt"), "{files:?}");
    let command = json!({ "command": "medlint.server.assessment", "arguments": [ROOT] });
    let told = client.request("workspace/executeCommand", command).unwrap();
    assert_eq!(told["documents"][0]["kind"], json!({ "value": "other", "because": "config" }));
}

#[test]
fn a_topic_is_waived_with_a_blank_for_the_reason() {
    let mut client = open(&[("policy.md", POLICY)]);
    let actions = offered(&mut client, "policy.md", (4, 4), Some(&["quickfix.medlint.waive"]));
    let files = edited(&client, &actions[0]["edit"]);
    let toml = &files["medlint.toml"];
    assert!(
        toml.contains("[[waiver]]")
            && toml.contains("reason = \"\"")
            && toml.contains("date = \"2026-11-22\""),
        "{toml}"
    );
    // The blank is told as a mistake; with a reason the topic is excused.
    let before = messages(&client, "policy.md", "M101");
    client.open("medlint.toml", toml);
    assert!(client.codes("medlint.toml").contains(&"M110".to_owned()));
    assert_eq!(messages(&client, "policy.md", "M101"), before);
    client.change(
        "medlint.toml",
        2,
        &toml.replace("reason = \"\"", "reason = \"there is a web form\"\nowner = \"J. Doe\""),
    );
    assert!(!client.codes("medlint.toml").contains(&"M110".to_owned()), "{:?}", client.codes("medlint.toml"));
    let after = messages(&client, "policy.md", "M101");
    let topics = |messages: &[String]| messages[0].split(" of the ").next().unwrap().to_owned();
    assert_ne!(topics(&before), topics(&after), "one topic less is missing");
}

#[test]
fn a_waiver_is_added_behind_what_is_there() {
    let config = "# ours\r\n[device]\r\nname = \"Pump\" # 𝄞\r\n\r\n[[waiver]]\r\ntopic = \"sbom\"\r\nreason = \"none\"";
    let mut client = open(&[("policy.md", POLICY), ("medlint.toml", config)]);
    client.open("medlint.toml", config);
    let actions = offered(&mut client, "policy.md", (4, 4), Some(&["quickfix.medlint.waive"]));
    assert_eq!(actions[0]["edit"]["documentChanges"][0]["textDocument"]["version"], 1);
    let toml = edited(&client, &actions[0]["edit"])["medlint.toml"].clone();
    assert!(toml.starts_with(config) && toml.matches("[[waiver]]").count() == 2, "{toml}");
    assert!(!toml.replace("\r\n", "").contains('\n'), "{toml:?}");
}

#[test]
fn a_finding_is_suppressed_with_a_blank_for_the_reason() {
    let text = "# Plan\n\n𝄞 Backups are kept for TBD days.\n";
    let mut client = open(&[("plan.md", text)]);
    let actions = offered(&mut client, "plan.md", (2, 2), None);
    let action = one(&actions, "Suppress M104 here").clone();
    let new = apply(&mut client, "plan.md", &action);
    assert!(new.contains("<!-- medlint-disable-next-line M104:"), "{new}");
    assert!(client.codes("plan.md").contains(&"M104".to_owned()), "without a reason it suppresses nothing");
    assert!(client.codes("plan.md").contains(&"M111".to_owned()));
    let reasoned = new.replace("M104: ", "M104: the site fills it in ");
    client.change("plan.md", 3, &reasoned);
    assert!(!client.codes("plan.md").contains(&"M104".to_owned()), "{reasoned}");
}

#[test]
fn clients_that_ask_for_reasons_get_commands() {
    let mut client = Client::start(&[("policy.md", POLICY)], json!({ "ask": true }), capabilities());
    client.open("policy.md", POLICY);
    let actions = offered(&mut client, "policy.md", (4, 4), None);
    let waive = actions.iter().find(|a| a["kind"] == "quickfix.medlint.waive").unwrap();
    assert!(waive.get("edit").is_none());
    assert_eq!(waive["command"]["command"], "medlint.ask.waive");
    let what = &waive["command"]["arguments"][0];
    assert_eq!((&what["folder"], &what["uri"]), (&json!(ROOT), &json!(Client::uri("policy.md"))));
    assert!(
        what["topic"].is_string() && what["document"] == "/policy.md" && what["title"].is_string(),
        "{what}"
    );
    let suppress = one(&actions, "Suppress M101");
    assert_eq!(suppress["command"]["command"], "medlint.ask.suppress");
    let what = &suppress["command"]["arguments"][0];
    assert_eq!((&what["line"], &what["code"], &what["folder"]), (&json!(4), &json!("M101"), &json!(ROOT)));
    // What the client does with the answer.
    let arguments = json!([what["uri"], what["line"], what["code"], "agreed with QA"]);
    let params = json!({ "command": "medlint.server.suppress", "arguments": arguments });
    let edit = client.request("workspace/executeCommand", params).unwrap();
    let new = edited(&client, &edit)["policy.md"].clone();
    client.change("policy.md", 2, &new);
    assert_eq!(messages(&client, "policy.md", "M101"), [""; 0], "{new}");
}

const CITING: &str = "# Risk management plan\n\n𝄞 Risks are managed according to ISO 14971:2007 and (ISO 14971:2007).\n\n<!-- medlint-disable-next-line M104: the site fills it in -->\nBackups are kept for 30 days.\n";

#[test]
fn a_superseded_citation_is_updated() {
    let mut client = open(&[("risk.md", CITING)]);
    let actions = offered(&mut client, "risk.md", (2, 2), None);
    let cite: Vec<Value> =
        actions.iter().filter(|a| a["kind"] == "quickfix.medlint.citation").cloned().collect();
    // The request is about the beginning of the line; what counts is the finding that the client shows.
    assert!(titles(&actions).iter().any(|t| t.contains("Cite ISO 14971:2019")), "{:?}", titles(&actions));
    assert_eq!(cite[0]["diagnostics"][0]["code"], "M108");
    let new = apply(&mut client, "risk.md", &cite[0]);
    assert_eq!(new, CITING.replacen("14971:2007", "14971:2019", 1));
}

#[test]
fn a_comment_that_suppresses_nothing_is_removed() {
    let mut client = open(&[("risk.md", CITING)]);
    let actions = offered(&mut client, "risk.md", (4, 4), None);
    let action = one(&actions, "Remove the comment").clone();
    assert_eq!(action["diagnostics"][0]["code"], "M112");
    let new = apply(&mut client, "risk.md", &action);
    assert_eq!(new, CITING.replace("<!-- medlint-disable-next-line M104: the site fills it in -->\n", ""));
}

#[test]
fn fix_all_does_what_is_safe_and_nothing_else() {
    for newline in ["\n", "\r\n"] {
        let text = CITING.replace('\n', newline);
        let mut client = open(&[("risk.md", &text)]);
        let actions = offered(&mut client, "risk.md", (0, 0), Some(&["source.fixAll"]));
        assert_eq!(actions.len(), 1, "{:?}", titles(&actions));
        assert_eq!(actions[0]["kind"], "source.fixAll.medlint");
        let new = apply(&mut client, "risk.md", &actions[0]);
        let expected = CITING.replace("14971:2007", "14971:2019");
        let expected =
            expected.replace("<!-- medlint-disable-next-line M104: the site fills it in -->\n", "");
        assert_eq!(new, expected.replace('\n', newline));
        assert!(offered(&mut client, "risk.md", (0, 0), Some(&["source.fixAll.medlint"])).is_empty());
        assert!(offered(&mut client, "risk.md", (0, 0), Some(&["source.fixAll.eslint"])).is_empty());
    }
}

#[test]
fn only_what_is_wanted_is_offered() {
    let mut client = open(&[("policy.md", POLICY)]);
    for only in ["quickfix.medlint.insert", "quickfix", "quickfix.medlint.waive", "refactor", "source.fixAll"]
    {
        let actions = offered(&mut client, "policy.md", (4, 4), Some(&[only]));
        let right = |a: &Value| a["kind"].as_str().unwrap().starts_with(only);
        assert!(actions.iter().all(right), "{only}: {:?}", titles(&actions));
        assert_eq!(actions.is_empty(), matches!(only, "refactor" | "source.fixAll"), "{only}");
    }
}

#[test]
fn edits_are_made_when_they_are_asked_for() {
    let mut lazy = capabilities();
    lazy["textDocument"]["codeAction"]["dataSupport"] = json!(true);
    lazy["textDocument"]["codeAction"]["resolveSupport"] = json!({ "properties": ["edit"] });
    let mut client = Client::start(&[("policy.md", POLICY)], json!({}), lazy);
    client.open("policy.md", POLICY);
    let mut eager = open(&[("policy.md", POLICY)]);
    let complete = offered(&mut eager, "policy.md", (4, 4), None);
    let actions = offered(&mut client, "policy.md", (4, 4), None);
    assert_eq!(titles(&actions), titles(&complete));
    for (action, expected) in actions.iter().zip(&complete) {
        let resolved = client.request("codeAction/resolve", action.clone()).unwrap();
        assert_eq!(resolved["edit"], expected["edit"]);
    }
    assert!(actions[0].get("edit").is_none() && actions[0].get("data").is_some());
    // Asked for after more was typed, it is about the new text.
    client.change("policy.md", 2, &format!("{POLICY}\nMore.\n"));
    let resolved = client.request("codeAction/resolve", actions[0].clone()).unwrap();
    assert_eq!(resolved["edit"]["documentChanges"][0]["textDocument"]["version"], 2);
    let broken = client.request(
        "codeAction/resolve",
        json!({ "title": "x", "data": { "uri": Client::uri("policy.md"), "deed": 1 } }),
    );
    assert!(broken.is_err());
}

#[test]
fn simple_clients_get_commands_and_simple_edits() {
    let mut client = Client::start(&[("policy.md", POLICY)], json!({}), json!({}));
    client.open("policy.md", POLICY);
    let actions = offered(&mut client, "policy.md", (4, 4), None);
    assert_eq!(actions[0]["command"], "medlint.server.apply");
    let edit = actions[0]["arguments"][0].clone();
    assert!(edited(&client, &edit)["policy.md"].contains("[TODO: "), "{edit}");
    let waives = actions.iter().any(|action| action["title"].as_str().unwrap().starts_with("Waive"));
    assert!(!waives, "there is no medlint.toml, and this client cannot make one");
    let mut client = Client::start(&[("policy.md", POLICY), ("medlint.toml", "")], json!({}), json!({}));
    client.open("policy.md", POLICY);
    let actions = offered(&mut client, "policy.md", (4, 4), None);
    let waive = actions.iter().find(|a| a["title"].as_str().unwrap().starts_with("Waive")).unwrap();
    assert!(edited(&client, &waive["arguments"][0])["medlint.toml"].starts_with("[[waiver]]"), "{waive}");
}

#[test]
fn a_mistake_in_medlint_toml_is_corrected() {
    let config =
        "[documnets]\n[chek]\n[check]\nframeworks = [\"imdrf-n6\"]\n\n[device.facts]\nnetwrked = true\n";
    let mut client = open(&[("medlint.toml", config), ("policy.md", POLICY)]);
    for (line, old) in [(0, "documnets"), (6, "netwrked")] {
        let actions = offered(&mut client, "medlint.toml", (line, line), Some(&["quickfix.medlint.config"]));
        let action = &actions[0];
        assert_eq!(action["isPreferred"], true);
        assert_eq!(action["diagnostics"].as_array().unwrap().len(), 1);
        let new = edited(&client, &action["edit"])["medlint.toml"].clone();
        assert!(!new.contains(old), "{new}");
        let problems =
            medlint_core::config::Config::parse("", &new, &medlint_core::catalog::Catalogue::builtin()).1;
        assert!(problems.iter().all(|p| p.line != line + 1), "{problems:?}");
    }
}

#[test]
fn a_document_is_begun_for_what_no_document_shows() {
    let toml = "[check]\nframeworks = [\"imdrf-n60\"]\n";
    let mut client = open(&[("medlint.toml", toml), ("policy.md", POLICY)]);
    let actions = offered(&mut client, "medlint.toml", (0, 0), None);
    let begin: Vec<&Value> = actions.iter().filter(|a| a["kind"] == "quickfix.medlint.insert").collect();
    assert!((1..=3).contains(&begin.len()), "{:?}", titles(&actions));
    assert_eq!(
        (&begin[0]["isPreferred"], &begin[0]["diagnostics"][0]["code"]),
        (&json!(true), &json!("M102"))
    );
    for action in begin {
        let (path, text) = edited(&client, &action["edit"]).pop_first().unwrap();
        assert!(action["title"].as_str().unwrap().ends_with(&format!("({path})")));
        assert!(path.ends_with(".md") && text.contains("[TODO: "), "{path}: {text}");
    }
    let waive = actions.iter().find(|a| a["kind"] == "quickfix.medlint.waive").unwrap();
    let new = edited(&client, &waive["edit"])["medlint.toml"].clone();
    assert!(new.starts_with(toml) && !new.contains("document ="), "{new}");
    // Clients that cannot make files are offered no new ones.
    let files = [("medlint.toml", toml), ("policy.md", POLICY)];
    let literal = json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } });
    let mut simple = Client::start(&files, json!({}), json!({ "textDocument": { "codeAction": literal } }));
    simple.open("medlint.toml", toml);
    let actions = offered(&mut simple, "medlint.toml", (0, 0), None);
    let only_waivers = actions.iter().all(|a| a["kind"] == "quickfix.medlint.waive");
    assert!(!actions.is_empty() && only_waivers, "{:?}", titles(&actions));
}

#[test]
fn each_set_has_its_own_exceptions() {
    let mut client = Client::with(&[("a/medlint.toml", ""), ("a/policy.md", POLICY), ("policy.md", POLICY)]);
    client.open("a/policy.md", POLICY);
    let actions = offered(&mut client, "a/policy.md", (4, 4), Some(&["quickfix.medlint.waive"]));
    let files = edited(&client, &actions[0]["edit"]);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["a/medlint.toml"]);
    assert!(files["a/medlint.toml"].contains("document = \"/policy.md\""), "{files:?}");
}

#[test]
fn nothing_is_edited_where_the_text_is_not_what_was_looked_at() {
    let options = json!({ "settings": { "run": "onSave" } });
    let mut client = Client::start(&[("policy.md", POLICY)], options, capabilities());
    client.open("policy.md", POLICY);
    assert!(!offered(&mut client, "policy.md", (4, 4), None).is_empty());
    client.change("policy.md", 2, &format!("More.\n\n{POLICY}"));
    let edits = offered(&mut client, "policy.md", (4, 4), None);
    let about_it = |a: &&Value| a["edit"].to_string().contains("policy.md\"");
    assert_eq!(edits.iter().filter(about_it).count(), 0, "{:?}", titles(&edits));
}
