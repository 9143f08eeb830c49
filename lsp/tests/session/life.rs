//! From `initialize` to `exit`, and texts in between.

use medlint_lsp::{Failure, Message};
use serde_json::json;

use crate::kit::{Client, capabilities};

const PLAN: &str = "# Security test plan\n\n## Fuzzing\n\nTBD\n";

#[test]
fn an_open_document_has_its_findings() {
    let mut client = Client::with(&[("plan.md", PLAN)]);
    assert!(client.codes("plan.md").contains(&"M104".to_owned()), "closed documents, too");
    client.open("plan.md", PLAN);
    assert!(client.codes("plan.md").contains(&"M104".to_owned()));
    client.change("plan.md", 2, "# Security test plan\n");
    assert!(!client.codes("plan.md").contains(&"M104".to_owned()));
    client.close("plan.md");
    assert!(client.codes("plan.md").contains(&"M104".to_owned()), "what is on disk counts again");
}

#[test]
fn files_come_and_go() {
    let mut client = Client::with(&[("plan.md", PLAN)]);
    client.files.delete("plan.md");
    client.files.write("other.md", PLAN);
    let changes =
        json!([{ "uri": Client::uri("plan.md"), "type": 3 }, { "uri": Client::uri("other.md"), "type": 1 }]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    client.settle();
    assert_eq!(client.diagnostics("plan.md"), Some(Vec::new()));
    assert!(client.codes("other.md").contains(&"M104".to_owned()));
}

#[test]
fn a_medlint_toml_says_what_counts() {
    let mut client =
        Client::with(&[("plan.md", PLAN), ("medlint.toml", "[documents]\nexclude = [\"*.md\"]\n")]);
    assert_eq!(client.codes("plan.md"), [""; 0]);
    client.open("medlint.toml", "[documents]\nexclude = []\n");
    assert!(client.codes("plan.md").contains(&"M104".to_owned()), "as it is open, not as it is on disk");
    client.change("medlint.toml", 2, "[documents]\nexclud = []\n");
    let told = client.diagnostics("medlint.toml").unwrap();
    assert!(told.iter().any(|d| d["message"].as_str().unwrap().contains("exclud")), "{told:?}");
}

#[test]
fn requests_outside_a_session_are_refused() {
    let mut client = Client::new(&[]);
    let refused = client.request("textDocument/hover", json!({}));
    assert_eq!(refused.unwrap_err().code, Failure::NOT_INITIALIZED);
    client.initialize(json!({}), capabilities());
    assert_eq!(client.request("initialize", json!({})).unwrap_err().code, Failure::INVALID_REQUEST);
    assert_eq!(client.request("medlint/nothing", json!({})).unwrap_err().code, Failure::METHOD_NOT_FOUND);
    assert_eq!(client.request("shutdown", json!(null)), Ok(json!(null)));
    assert_eq!(client.request("textDocument/hover", json!({})).unwrap_err().code, Failure::INVALID_REQUEST);
    client.notify("exit", json!(null));
    assert_eq!(client.session.exit_code(), Some(0));
}

#[test]
fn exit_without_shutdown_is_a_failure() {
    let mut client = Client::with(&[]);
    client.notify("exit", json!(null));
    assert_eq!(client.session.exit_code(), Some(1));
}

#[test]
fn a_request_can_be_taken_back_while_it_waits() {
    let mut client = Client::with(&[("plan.md", PLAN)]);
    client.open("plan.md", PLAN);
    let text = json!({ "textDocument": { "uri": Client::uri("plan.md"), "version": 2 }, "contentChanges": [{ "text": "# A\n" }] });
    client.notify("textDocument/didChange", text);
    let params = json!({ "textDocument": { "uri": Client::uri("plan.md") }, "position": { "line": 0, "character": 0 } });
    let id = client.send("textDocument/hover", params);
    assert_eq!(client.answer(&id), None, "it waits for the analysis");
    client.notify("$/cancelRequest", json!({ "id": 2 }));
    assert_eq!(client.answer(&id).unwrap().unwrap_err().code, Failure::CANCELLED);
}

#[test]
fn edits_that_come_in_a_row_are_told_once() {
    let mut client = Client::with(&[("plan.md", PLAN)]);
    client.open("plan.md", PLAN);
    client.inbox.clear();
    for version in 2..20 {
        let text = json!({ "textDocument": { "uri": Client::uri("plan.md"), "version": version }, "contentChanges": [{ "text": "# A\n" }] });
        client.notify("textDocument/didChange", text);
    }
    client.settle();
    let told = client.inbox.iter().filter(
        |m| matches!(m, Message::Notification { method, .. } if method == "textDocument/publishDiagnostics"),
    );
    assert_eq!(told.count(), 1);
}

#[test]
fn a_document_that_is_open_before_it_is_known_joins_its_set() {
    let mut client = Client::with(&[("docs/plan.md", PLAN)]);
    client.files.write("docs/new.md", PLAN);
    client.open("docs/new.md", PLAN);
    assert!(client.codes("docs/new.md").contains(&"M104".to_owned()));
    // The news that it was made come late, or never.
    assert_eq!(documents(&mut client), ["docs/new.md", "docs/plan.md"]);
    let changes = json!([{ "uri": Client::uri("docs/new.md"), "type": 1 }]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    client.settle();
    assert_eq!(documents(&mut client), ["docs/new.md", "docs/plan.md"]);
    client.close("docs/new.md");
    assert!(client.codes("docs/new.md").contains(&"M104".to_owned()), "it stays a document of the set");
}

#[test]
fn a_document_that_is_none_of_its_set_is_looked_at_alone() {
    let mut client = Client::with(&[("docs/plan.md", PLAN)]);
    client.open("docs/scratch.md", PLAN);
    assert!(client.codes("docs/scratch.md").contains(&"M104".to_owned()));
    assert_eq!(documents(&mut client), ["docs/plan.md"], "it is not on disk");
    client.change("docs/scratch.md", 2, "# Security test plan\n");
    assert!(!client.codes("docs/scratch.md").contains(&"M104".to_owned()));
}

/// The documents of the set, as its assessment tells them.
fn documents(client: &mut Client) -> Vec<String> {
    let asked = json!({ "command": "medlint.server.assessment", "arguments": [crate::kit::ROOT] });
    let told = client.request("workspace/executeCommand", asked).unwrap();
    told["documents"].as_array().unwrap().iter().map(|d| d["path"].as_str().unwrap().to_owned()).collect()
}
