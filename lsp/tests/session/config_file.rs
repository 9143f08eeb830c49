//! medlint.toml: hover, completion, symbols, definition, and its schema.

use medlint_core::catalog::Catalogue;
use serde_json::{Value, json};

use crate::kit::{Client, capabilities};
use crate::symbols::MODEL;

const PATH: &str = "medlint.toml";

fn client() -> Client {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["completion"] = json!({ "completionItem": { "snippetSupport": true } });
    Client::start(
        &[("docs/model.md", MODEL), ("docs/old/plan.md", "# Plan\n"), (PATH, "")],
        json!({}),
        capabilities,
    )
}

/// Asks about the place of `|` in the open file.
fn ask(client: &mut Client, method: &str, text: &str) -> Value {
    let before = &text[..text.find('|').unwrap()];
    let line = u32::try_from(before.matches('\n').count()).unwrap();
    let column = u32::try_from(before.rsplit('\n').next().unwrap().encode_utf16().count()).unwrap();
    client.open(PATH, &text.replace('|', ""));
    let answer = client.at(&format!("textDocument/{method}"), PATH, line, column);
    client.close(PATH);
    answer
}

/// What is offered, as it would be written.
fn offered(client: &mut Client, text: &str) -> Vec<String> {
    let list = ask(client, "completion", text);
    let text = |item: &Value| item["textEdit"]["newText"].as_str().unwrap().to_owned();
    list["items"].as_array().unwrap().iter().map(text).collect()
}

#[test]
fn keys_and_words_are_explained() {
    let mut client = client();
    for (text, expected) in [
        ("[dev|ice.facts]\n", "decides which requirements apply"),
        ("[device.facts]\n# é 𝄞\nnetw|orked = true\n", "Answered: yes."),
        ("[check]\nfail-|on = \"error\"\n", "exit code"),
        ("[check]\r\nlevels = [\"core\", \"det|ail\"]\r\n", "a refinement"),
        ("[check]\nframeworks = [\"imdrf|-n60\"]\n", "requirements. [Text](http"),
        ("[documents]\nkinds = [{ glob = \"a\", kind = \"threat|-model\" }]\n", "Should show: "),
        ("[documents]\nki|nds = []\n", "What documents are"),
        ("[[waiver]]\nrequirement = \"N60-|5.2-q\"\n", "Status: **"),
        ("[[waiver]]\ntopic = \"sb|om\"\n", "Shown when: "),
        ("[[waiver]]\nfinding = \"M1|04\"\n", "What to do: "),
        ("[[waiver]]\nreason = \"be|cause\"\n", "A waiver without a reason excuses nothing."),
        ("[[decision]]\nstatus = \"me|t\"\n", "all it asks for"),
        ("[check\nfail-|on = [\"\n", "exit code"),
    ] {
        let hover = ask(&mut client, "hover", text);
        let value = hover["contents"]["value"].as_str().unwrap_or_default();
        assert!(value.contains(expected), "{text:?}: {hover}");
    }
    for text in ["# net|worked\n", "[device.facts]\nnothing| = true\n", "|", "[x|]\n"] {
        assert_eq!(ask(&mut client, "hover", text), Value::Null, "{text:?}");
    }
    let hover = ask(&mut client, "hover", "[[waiver]]\nreason = \"𝄞\"\ndocument = \"é/𝄞|\"\n");
    assert_eq!(hover["range"]["end"], json!({ "line": 2, "character": 16 }));
}

#[test]
fn tables_and_keys_that_are_not_there_yet_are_offered() {
    let mut client = client();
    let all = offered(&mut client, "[device]\nname = \"x\"\n\n|\n");
    assert!(all.contains(&"[check]".to_owned()) && !all.contains(&"[device]".to_owned()), "{all:?}");
    assert!(all.iter().any(|text| text.starts_with("[[waiver]]\nrequirement = \"$1\"")), "{all:?}");
    assert!(all.iter().any(|text| text.ends_with("date = \"2026-11-22\"")), "{all:?}");
    let keys = offered(&mut client, "[check]\nlevels = [\"core\"]\n|\n[device]\n");
    assert!(keys.contains(&"fail-on = \"${1|error,warning,info,never|}\"".to_owned()), "{keys:?}");
    assert!(!keys.iter().any(|text| text.starts_with("levels")), "{keys:?}");
    let facts = offered(&mut client, "[device.facts]\ncloud = true\nnet|\n");
    assert!(facts.contains(&"networked = ${1|true,false|}".to_owned()), "{facts:?}");
    assert!(!facts.iter().any(|text| text.starts_with("cloud =")), "{facts:?}");
    let facts = offered(&mut client, "[device.facts]\nnet| = true\n");
    assert!(facts.contains(&"networked".to_owned()), "what is assigned already keeps its value: {facts:?}");
    let inline = offered(&mut client, "[documents]\nkinds = [{ glob = \"a\", | }]\n");
    assert_eq!(inline, ["kind = \"$1\""]);
    let headers = offered(&mut client, "[|]\n");
    assert!(headers.contains(&"[device.facts]".to_owned()), "{headers:?}");
}

#[test]
fn a_header_is_replaced_with_its_brackets() {
    let mut client = client();
    let list = ask(&mut client, "completion", "# é𝄞\n[dev|]\n");
    let item = list["items"].as_array().unwrap().iter().find(|item| item["label"] == "[device]").unwrap();
    assert_eq!(
        item["textEdit"]["range"],
        json!({ "start": { "line": 1, "character": 0 }, "end": { "line": 1, "character": 5 } })
    );
}

#[test]
fn values_are_words_of_their_lists() {
    let mut client = client();
    for (text, expected) in [
        ("[check]\nlevels = [\"|\"]\n", "detail"),
        ("[check]\r\nlevels = [\"core\", |]\r\n", "\"detail\""),
        ("[check]\nmin-severity = |\n", "\"warning\""),
        ("[check]\nframeworks = [\n  \"mdcg|\n]\n", "mdcg-2019-16"),
        ("[device.facts]\nnetworked = |\n", "true"),
        ("[documents]\nkinds = [{ glob = \"a\", kind = \"|\" }]\n", "threat-model"),
        ("[documents]\nkinds = [|]\n", "{ glob = \"$1\", kind = \"$2\" }"),
        ("[documents]\ninclude = [\"|\"]\n", "docs/old/**/*.md"),
        ("[documents]\nexclude = [\"mod|\"]\n", "docs/model.md"),
        ("[[waiver]]\nrequirement = \"N60-5.2|\"\n", "N60-5.2-q"),
        ("[[waiver]]\ntopic = [\"transport|\"]\n", "transport-encryption"),
        ("[[waiver]]\nfinding = \"|\"\n", "M104"),
        ("[[waiver]]\nexpires = \"|\"\n", "2027-11-22"),
        ("[[waiver]]\ndate = |\n", "\"2026-11-22\""),
        ("[[decision]]\nstatus = \"|\"\n", "planned"),
    ] {
        let offered = offered(&mut client, text);
        assert!(offered.contains(&expected.to_owned()), "{text:?}: {offered:?}");
    }
    for text in
        ["[[waiver]]\nreason = \"|\"\n", "[check]\n# |\n", "[device]\nname = \"|\"\n", "[nothing]\na = |\n"]
    {
        assert_eq!(offered(&mut client, text), [""; 0], "{text:?}");
    }
    let list = ask(&mut client, "completion", "[[waiver]]\nrequirement = \"|\"\n");
    assert_eq!((list["items"].as_array().unwrap().len(), &list["isIncomplete"]), (100, &json!(true)));
    let resolved = client.request("completionItem/resolve", list["items"][0].clone()).unwrap();
    assert!(resolved["documentation"]["value"].as_str().unwrap().contains("**"), "{resolved}");
    let list = ask(&mut client, "completion", "[device.facts]\nnetw|\n");
    let item = list["items"].as_array().unwrap().iter().find(|item| item["label"] == "networked").unwrap();
    let resolved = client.request("completionItem/resolve", item.clone()).unwrap();
    assert!(
        resolved["documentation"]["value"].as_str().unwrap().contains("requirements depend on it"),
        "{resolved}"
    );
}

#[test]
fn what_is_no_toml_breaks_nothing() {
    let mut client = client();
    for text in
        ["[[|", "\"|", "= |", "[a]\nb = [[[[[[[[[[[[|", "[a]\nb = {{{{|", "é𝄞|", "[a\n\"|\n]]", "[x]\n'''|"]
    {
        for method in ["hover", "completion", "definition", "references"] {
            ask(&mut client, method, text);
        }
        client.open(PATH, &text.replace('|', ""));
        let params = json!({ "textDocument": { "uri": Client::uri(PATH) } });
        client.request("textDocument/documentSymbol", params).unwrap();
        client.close(PATH);
    }
}

#[test]
fn its_tables_are_symbols() {
    let text = "[device]\r\nname = \"é\"\r\n\r\n[[waiver]]\r\nrequirement = [\"N60-5.2-a\", \"N60-5.2-b\"]\r\nreason = \"x\"\r\n";
    let mut client = Client::with(&[(PATH, text)]);
    let params = json!({ "textDocument": { "uri": Client::uri(PATH) } });
    let symbols = client.request("textDocument/documentSymbol", params).unwrap();
    assert_eq!(symbols[0]["name"], "device");
    assert_eq!(symbols[0]["range"]["end"]["line"], 3);
    assert_eq!(
        (&symbols[1]["name"], &symbols[1]["detail"]),
        (&json!("waiver"), &json!("N60-5.2-a, N60-5.2-b"))
    );
    assert_eq!(symbols[1]["children"][1]["name"], "reason");
}

#[test]
fn a_pattern_leads_to_the_files_that_match() {
    let mut client = client();
    let mut files = |text: &str| -> Vec<String> {
        let places = ask(&mut client, "definition", text);
        let name =
            |place: &Value| place["uri"].as_str().unwrap().trim_start_matches("file:///device/").to_owned();
        let mut names: Vec<String> = places.as_array().unwrap().iter().map(name).collect();
        names.dedup();
        names
    };
    assert_eq!(files("[documents]\ninclude = [\"docs/|old/\"]\n"), ["docs/old/plan.md"]);
    assert_eq!(
        files("[documents]\nkinds = [{ glob = \"**/mo*|.md\", kind = \"sbom\" }]\n"),
        ["docs/model.md"]
    );
    assert_eq!(files("[[waiver]]\nfinding = \"M1|03\"\nreason = \"x\"\n"), ["docs/model.md"]);
    assert_eq!(files("[[waiver]]\nreason = \"docs|\"\n"), [""; 0]);
}

#[test]
fn a_fact_leads_to_its_answer() {
    let mut client = Client::with(&[
        ("a.md", "# A\n\nIt is `remote-access` that counts.\n"),
        (PATH, "[device.facts]\nremote-access = true\n"),
    ]);
    // The same id is that of a topic, which is meant first; in medlint.toml the key is the fact.
    let places = client.at("textDocument/definition", PATH, 1, 3);
    assert_eq!(places[0]["range"]["start"], json!({ "line": 1, "character": 0 }));
}

/// The schema as it is made of the catalogue.
fn schema() -> String {
    let mut text =
        serde_json::to_string_pretty(&medlint_core::config::schema(&Catalogue::builtin())).unwrap();
    text.push('\n');
    text
}

const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/schema/medlint-toml-1.schema.json");

#[test]
fn the_schema_is_that_of_the_catalogue() {
    let committed: Value = serde_json::from_str(&std::fs::read_to_string(SCHEMA).unwrap()).unwrap();
    let made: Value = serde_json::from_str(&schema()).unwrap();
    assert!(
        committed == made,
        "write it: cargo test -p medlint-lsp --test session write_the_schema -- --ignored"
    );
}

#[test]
#[ignore = "writes docs/schema/medlint-toml-1.schema.json"]
fn write_the_schema() {
    std::fs::write(SCHEMA, schema()).unwrap();
}
