//! Symbols of documents and of the workspace.

use serde_json::{Value, json};

use crate::kit::{Client, capabilities};

/// A threat model with characters of two and four bytes, sub-sections, evidence and an open end.
pub(crate) const MODEL: &str = "# Gerät 𝄞 threat model\n\n\
    ## 1 Method\n\nGerät 𝄞: we identified the threats to the pump with STRIDE for each data flow in the diagram, and rated 34 threats by CVSS v3.1.\n\n\
    ### Details\n\nThe dialog has two buttons.\n\n\
    ## 2 Encryption\n\nAll data between pump and server is encrypted in transit with TLS 1.3 and mutual certificates.\n\n\
    ## 3 Backup\n\nBackups of the configuration are planned for release 4.\n\n\
    ## 4 Notes\n\n𝄞 Asked for by N60-5.2-q and MDCG 2019-16, 4.2. See plan.md, or see section 2. Shown: `transport-encryption`\n";

fn of(client: &mut Client, path: &str) -> Value {
    client
        .request("textDocument/documentSymbol", json!({ "textDocument": { "uri": Client::uri(path) } }))
        .unwrap()
}

fn detail(symbol: &Value) -> &str {
    symbol["detail"].as_str().unwrap_or_default()
}

#[test]
fn headings_are_a_tree_with_what_their_sections_show() {
    for text in [MODEL.to_owned(), MODEL.replace('\n', "\r\n")] {
        let mut client = Client::with(&[("model.md", &text)]);
        client.open("model.md", &text);
        let symbols = of(&mut client, "model.md");
        let top = symbols.as_array().unwrap();
        assert_eq!(top.len(), 1);
        assert_eq!(top[0]["name"], "Gerät 𝄞 threat model");
        // UTF-16: é is one, the clef two.
        assert_eq!(top[0]["selectionRange"]["end"], json!({ "line": 0, "character": 23 }));
        let names: Vec<&str> = top[0]["children"]
            .as_array()
            .unwrap()
            .iter()
            .map(|child| child["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, ["1 Method", "2 Encryption", "3 Backup", "4 Notes"]);
        let method = &top[0]["children"][0];
        assert_eq!(method["children"][0]["name"], "Details");
        assert!(detail(method).contains("Threat model: shown"), "{method}");
        assert_eq!(method["range"]["end"]["line"], 10, "up to the next heading of its level");
        assert!(detail(&top[0]["children"][2]).contains("Backup and restore: "), "{top:?}");
        assert_eq!(method["children"][0]["detail"], Value::Null);
    }
}

#[test]
fn a_client_without_trees_gets_a_list() {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["documentSymbol"] = json!({});
    let mut client = Client::start(&[("model.md", MODEL)], json!({}), capabilities);
    client.open("model.md", MODEL);
    let symbols = of(&mut client, "model.md");
    let details = symbols.as_array().unwrap().iter().find(|symbol| symbol["name"] == "Details").unwrap();
    assert_eq!(details["containerName"], "1 Method");
    assert_eq!(details["location"]["uri"], Client::uri("model.md"));
}

#[test]
fn a_title_without_text_has_a_name() {
    let mut client = Client::with(&[]);
    client.open("a.md", "#\n\ntext\n");
    let symbols = of(&mut client, "a.md");
    for symbol in symbols.as_array().unwrap() {
        assert_ne!(symbol["name"], "");
    }
}

#[test]
fn the_workspace_is_searched_by_name() {
    let mut client = Client::with(&[("model.md", MODEL), ("b/plan.md", "# Plan\n\n## Encryption of mail\n")]);
    let mut names = |query: &str| -> Vec<String> {
        let found = client.request("workspace/symbol", json!({ "query": query })).unwrap();
        found.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("encryption of")[0], "Encryption of mail");
    assert!(names("2 encry").contains(&"2 Encryption".to_owned()));
    assert!(names("transport-enc").iter().any(|name| name.ends_with("(transport-encryption)")));
    assert!(names("N60-5.2-q").iter().any(|name| name.starts_with("N60-5.2-q ")));
    assert_eq!(names("no such thing anywhere"), [""; 0]);
    let titles = names("");
    assert!(
        titles.contains(&"Plan".to_owned()) && !titles.contains(&"2 Encryption".to_owned()),
        "{titles:?}"
    );
}

#[test]
fn an_answer_of_the_workspace_is_bounded() {
    let many: String = (0..2000).map(|n| format!("## Heading {n}\n\ntext\n\n")).collect();
    let mut client = Client::with(&[("many.md", &many)]);
    let found = client.request("workspace/symbol", json!({ "query": "heading" })).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 200);
}

/// What a large document costs beyond its analysis: nothing that grows faster than it does.
#[test]
fn a_large_document_is_answered_quickly() {
    let part = MODEL.split_once("\n\n").unwrap().1;
    let text = format!("# Threat model\n\n{}", part.repeat(390_000 / part.len()));
    let mut client = Client::with(&[("large.md", &text)]);
    client.open("large.md", &text);
    let document = json!({ "textDocument": { "uri": Client::uri("large.md") } });
    for method in ["textDocument/documentSymbol", "textDocument/codeLens", "textDocument/documentLink"] {
        let start = std::time::Instant::now();
        let answer = client.request(method, document.clone()).unwrap();
        assert!(!answer.as_array().unwrap().is_empty(), "{method}");
        // Far above what it takes, far below what something quadratic would.
        assert!(start.elapsed().as_millis() < 2000, "{method}: {:?}", start.elapsed());
    }
    let start = std::time::Instant::now();
    client.at("textDocument/references", "large.md", 4, 40);
    client.at("textDocument/completion", "large.md", 1, 0);
    assert!(start.elapsed().as_millis() < 2000, "{:?}", start.elapsed());
}
