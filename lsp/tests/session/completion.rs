//! Completion in documents.

use serde_json::{Value, json};

use crate::kit::{Client, capabilities};

fn with_snippets() -> Value {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["completion"] = json!({ "completionItem": { "snippetSupport": true } });
    capabilities
}

/// What is offered at the place of `|` in an open document, when it is asked for.
fn offered(client: &mut Client, path: &str, text: &str) -> Value {
    let before = &text[..text.find('|').unwrap()];
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap().encode_utf16().count();
    client.open(path, &text.replace('|', ""));
    let answer = client.at(
        "textDocument/completion",
        path,
        u32::try_from(line).unwrap(),
        u32::try_from(column).unwrap(),
    );
    client.close(path);
    answer
}

fn labels(list: &Value) -> Vec<&str> {
    list["items"].as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap()).collect()
}

fn client() -> Client {
    Client::start(&[("model.md", "# Threat model\n"), ("b.rst", "x\n")], json!({}), with_snippets())
}

#[test]
fn ids_of_requirements_go_on_from_what_is_typed() {
    let mut client = client();
    let list = offered(&mut client, "model.md", "# Gerät 𝄞\r\n\r\nGerät 𝄞 meets n60-5.2-|x, and\r\n");
    let items = list["items"].as_array().unwrap();
    assert!(
        items.len() > 5 && items.iter().all(|item| item["label"].as_str().unwrap().starts_with("N60-5.2-"))
    );
    assert_eq!(
        items[0]["textEdit"]["range"],
        json!({ "start": { "line": 2, "character": 15 }, "end": { "line": 2, "character": 24 } })
    );
    assert_eq!(items[0]["documentation"], Value::Null, "told when it is asked for");
    let resolved = client.request("completionItem/resolve", items[0].clone()).unwrap();
    let about = resolved["documentation"]["value"].as_str().unwrap();
    assert!(about.starts_with("**N60-5.2-a: ") && about.contains("Status: **"), "{about}");
    let many = offered(&mut client, "model.md", "# A\n\nMDCG-|\n");
    assert_eq!((labels(&many).len(), &many["isIncomplete"]), (100, &json!(true)));
    let few = offered(&mut client, "model.md", "# A\n\nN60-5.2-q|\n");
    assert_eq!((labels(&few), &few["isIncomplete"]), (vec!["N60-5.2-q"], &json!(false)));
}

#[test]
fn prose_is_left_in_peace() {
    let mut client = client();
    for text in [
        "# A\n\nThe device |\n",
        "# A\n\nThe device gsp|\n",
        "# A\n\nthe mdcg|\n",
        "# A\n\nA b-|\n",
        "# A\n\n`code|`\n",
        "```sh\n# |\n```\n",
        "# A\n\n- |\n",
        "# A\n\na #|\n",
        "# A\n\n<!-- a note |\n\nText.\n",
        "|",
    ] {
        assert_eq!(labels(&offered(&mut client, "other.md", text)), [""; 0], "{text:?}");
    }
}

#[test]
fn front_matter_names_the_kind() {
    let mut client = client();
    for (text, expected) in [
        ("---\nmedlint: |\n---\n# A\n", "threat-model"),
        ("---\r\nmedlint: threat-|\r\n---\r\n# A\r\n", "threat-model"),
        ("---\nmedlint: { kind: |}\n---\n# A\n", "threat-model"),
        ("---\nmedlint:|\n---\n# A\n", " threat-model"),
        ("+++\nmedlint = |\n+++\n# A\n", "\"threat-model\""),
        ("+++\nmedlint = \"thr|\"\n+++\n# A\n", "threat-model"),
        ("---\nmedl|\n---\n# A\n", "medlint: $1"),
        ("---\nmedlint: |\n# A\n", "threat-model"),
    ] {
        let list = offered(&mut client, "new.md", text);
        let texts: Vec<&Value> =
            list["items"].as_array().unwrap().iter().map(|i| &i["textEdit"]["newText"]).collect();
        assert!(texts.contains(&&json!(expected)), "{text:?}: {texts:?}");
    }
    let nothing =
        ["---\ntitle: |\n---\n", "---\nmedlint: sbom\n---\n\nmedlint: |\n", "Text\n---\nmedlint: |\n---\n"];
    for text in nothing {
        assert_eq!(labels(&offered(&mut client, "new.md", text)), [""; 0], "{text:?}");
    }
    let list = offered(&mut client, "new.md", "---\nmedlint: sbom|\n---\n");
    let item = list["items"].as_array().unwrap().iter().find(|item| item["label"] == "sbom").unwrap();
    assert_eq!(item["textEdit"]["range"]["start"]["character"], 9);
    let resolved = client.request("completionItem/resolve", item.clone()).unwrap();
    assert!(resolved["documentation"]["value"].as_str().unwrap().contains("Should show: "));
}

#[test]
fn missing_sections_are_offered_behind_the_marks_of_a_heading() {
    let mut client = client();
    let list = offered(&mut client, "model.md", "# Threat model\r\n\r\n## |\r\n");
    let items = list["items"].as_array().unwrap();
    assert!(labels(&list).contains(&"Trust boundaries and entry points"), "{:?}", labels(&list));
    let item = items.iter().find(|item| item["label"] == "Trust boundaries and entry points").unwrap();
    let text = item["textEdit"]["newText"].as_str().unwrap();
    assert!(text.starts_with("## Trust boundaries and entry points\n\n"), "{text}");
    assert!(text.contains("- ${1:[TODO: "), "{text}");
    assert_eq!(item["insertTextFormat"], 2);
    assert_eq!(item["filterText"], "## Trust boundaries and entry points");
    assert_eq!(item["textEdit"]["range"]["start"], json!({ "line": 2, "character": 0 }));
    assert_eq!(item["textEdit"]["range"]["end"], json!({ "line": 2, "character": 3 }));
    // What is there is not offered.
    let shown = "# Threat model\n\n## Boundaries\n\nTrust boundaries and entry points: the attack surface is the USB port and the \
                 WLAN interface; the trust boundary runs between pump and hospital network.\n\n### |\n";
    let list = offered(&mut client, "model.md", shown);
    assert!(!labels(&list).contains(&"Trust boundaries and entry points"), "{:?}", labels(&list));
    assert!(list["items"][0]["textEdit"]["newText"].as_str().unwrap().starts_with("### "), "{list}");
}

#[test]
fn a_section_can_be_asked_for_on_an_empty_line() {
    let mut client = Client::with(&[("model.md", "# Threat model\n"), ("model.rst", "x\n")]);
    let text = "# Threat model\n\n### Deep\n\n|\n\nText\n";
    let list = offered(&mut client, "model.md", text);
    let text = list["items"][0]["textEdit"]["newText"].as_str().unwrap();
    assert!(text.starts_with("### ") && text.contains("\n- [TODO: ") && !text.contains("${"), "{text}");
    assert_eq!(list["items"][0]["insertTextFormat"], 1, "a client without snippets gets plain text");
    let list = offered(&mut client, "model.rst", "Threat model\n============\n\n|\n");
    let text = list["items"][0]["textEdit"]["newText"].as_str().unwrap();
    assert!(text.lines().nth(1).unwrap().starts_with("---"), "{text}");
    // Typing alone does not bring it up.
    client.open("model.md", "# Threat model\n\n\n");
    let params = json!({
        "textDocument": { "uri": Client::uri("model.md") }, "position": { "line": 2, "character": 0 },
        "context": { "triggerKind": 2, "triggerCharacter": " " },
    });
    assert_eq!(labels(&client.request("textDocument/completion", params).unwrap()), [""; 0]);
}

#[test]
fn comments_that_suppress_name_the_findings_below() {
    let mut client = client();
    let text = "# Threat model\n\nText.\n\n<!-- | -->\nTBD\n";
    let list = offered(&mut client, "model.md", text);
    assert_eq!(list["items"][0]["label"], "medlint-disable-next-line M104");
    assert_eq!(list["items"][0]["textEdit"]["newText"], "<!-- medlint-disable-next-line M104: $1 -->");
    let list = offered(&mut client, "model.md", "# Threat model\n\n<!-- medl| -->\n\nTBD\n");
    assert_eq!(
        list["items"][0]["textEdit"]["range"],
        json!({ "start": { "line": 2, "character": 0 }, "end": { "line": 2, "character": 13 } })
    );
    let list =
        offered(&mut client, "model.md", "# Threat model\n\n<!-- medlint-disable-next-line | -->\nTBD\n");
    assert_eq!(list["items"][0]["label"], "M104");
    assert!(labels(&list).contains(&"M101") && !labels(&list).contains(&"M110"), "{:?}", labels(&list));
    let resolved = client.request("completionItem/resolve", list["items"][0].clone()).unwrap();
    assert!(resolved["documentation"]["value"].as_str().unwrap().contains("placeholder"));
    let list = offered(&mut client, "model.md", "# A\n\n<!-- medlint-disable-next-line |\nTBD\n");
    let text = list["items"][0]["textEdit"]["newText"].as_str().unwrap();
    assert!(text.ends_with(": $1 -->"), "a comment that is open is closed: {text}");
    let list = offered(&mut client, "model.md", "# A\n\n<!-- medlint-disable M104: because |\n");
    assert_eq!(labels(&list), [""; 0]);
}

#[test]
fn an_item_of_somebody_else_comes_back_as_it_was() {
    let mut client = client();
    for item in [json!({ "label": "a" }), json!({ "label": "a", "data": { "folder": 7, "sort": "x" } })] {
        assert_eq!(client.request("completionItem/resolve", item.clone()).unwrap(), item);
    }
}
