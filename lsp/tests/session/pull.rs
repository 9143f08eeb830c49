//! A client that asks for findings.

use medlint_lsp::{Failure, Id, Message};
use serde_json::{Value, json};

use crate::kit::{Client, capabilities};

const PLAN: &str = "---\nmedlint: other\n---\n# Notes\n\nKept for TBD days.\n";
const FINE: &str = "---\nmedlint: other\n---\n# Notes\n\nKept for 30 days.\n";

fn client(files: &[(&str, &str)]) -> Client {
    let mut wants = capabilities();
    wants["textDocument"]["diagnostic"] = json!({});
    wants["workspace"]["diagnostics"] = json!({ "refreshSupport": true });
    Client::start(files, json!({}), wants)
}

fn ask(client: &mut Client, path: &str, previous: Option<&Value>) -> Value {
    let mut params = json!({ "textDocument": { "uri": Client::uri(path) }, "identifier": "medlint" });
    if let Some(previous) = previous {
        params["previousResultId"] = previous["resultId"].clone();
    }
    client.request("textDocument/diagnostic", params).unwrap()
}

fn codes(report: &Value) -> Vec<&str> {
    report["items"].as_array().unwrap().iter().map(|d| d["code"].as_str().unwrap()).collect()
}

fn pushed(client: &Client, path: &str) -> usize {
    let uri = Client::uri(path);
    let is_push = |message: &&Message| {
        matches!(message, Message::Notification { method, params }
            if method == "textDocument/publishDiagnostics" && params["uri"] == uri.as_str())
    };
    client.inbox.iter().filter(is_push).count()
}

fn refreshes(client: &Client) -> usize {
    let asked = |m: &&Message| matches!(m, Message::Request { method, .. } if method == "workspace/diagnostic/refresh");
    client.inbox.iter().filter(asked).count()
}

/// A request for the workspace with what was reported last.
fn send(client: &mut Client, last: &[Value]) -> Id {
    let known = last.iter().filter(|item| item.get("resultId").is_some());
    let previous: Vec<Value> =
        known.map(|item| json!({ "uri": item["uri"], "value": item["resultId"] })).collect();
    client.send("workspace/diagnostic", json!({ "identifier": "medlint", "previousResultIds": previous }))
}

fn items(client: &mut Client, id: &Id) -> Option<Vec<Value>> {
    let report = client.answer(id)?.unwrap();
    Some(report["items"].as_array().unwrap().clone())
}

#[test]
fn the_server_says_that_it_can_be_asked() {
    let mut client = Client::new(&[]);
    let answer = client.initialize(json!({}), capabilities());
    let expected =
        json!({ "identifier": "medlint", "interFileDependencies": true, "workspaceDiagnostics": true });
    assert_eq!(answer["capabilities"]["diagnosticProvider"], expected);
}

#[test]
fn an_open_document_is_not_pushed_to_who_asks() {
    let mut client = client(&[("plan.md", PLAN)]);
    assert_eq!(client.codes("plan.md"), ["M104"], "closed, and nobody has asked for the workspace");
    client.open("plan.md", PLAN);
    assert_eq!(client.codes("plan.md"), [""; 0], "taken back");
    client.inbox.clear();
    let first = ask(&mut client, "plan.md", None);
    assert_eq!((first["kind"].as_str(), codes(&first)), (Some("full"), vec!["M104"]));
    let again = ask(&mut client, "plan.md", Some(&first));
    assert_eq!(again, json!({ "kind": "unchanged", "resultId": first["resultId"] }));
    client.change("plan.md", 2, FINE);
    let third = ask(&mut client, "plan.md", Some(&first));
    assert_eq!((third["kind"].as_str(), codes(&third)), (Some("full"), vec![]));
    assert_eq!(
        (pushed(&client, "plan.md"), refreshes(&client)),
        (0, 0),
        "the client asks after its own edits"
    );
    client.close("plan.md");
    assert_eq!(client.codes("plan.md"), ["M104"], "what is on disk counts again");
}

#[test]
fn an_answer_waits_for_the_last_edit() {
    let mut client = client(&[("plan.md", PLAN)]);
    client.open("plan.md", PLAN);
    let params = json!({ "textDocument": { "uri": Client::uri("plan.md"), "version": 2 }, "contentChanges": [{ "text": FINE }] });
    client.notify("textDocument/didChange", params);
    let report = ask(&mut client, "plan.md", None);
    assert_eq!(codes(&report), [""; 0]);
}

#[test]
fn who_has_asked_is_told_to_ask_again_when_another_file_changes_it() {
    let link = "---\nmedlint: other\n---\n# Notes\n\nSee [there](other.md).\n";
    let mut client = client(&[("plan.md", link), ("other.md", FINE)]);
    client.open("plan.md", link);
    let before = ask(&mut client, "plan.md", None);
    assert_eq!(codes(&before), [""; 0]);
    client.inbox.clear();
    client.files.delete("other.md");
    let changes = json!([{ "uri": Client::uri("other.md"), "type": 3 }]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    client.settle();
    assert_eq!(refreshes(&client), 1);
    let after = ask(&mut client, "plan.md", Some(&before));
    assert_eq!(codes(&after), ["M107"]);
}

#[test]
fn medlint_toml_can_be_asked_about() {
    let mut client = client(&[("plan.md", PLAN)]);
    client.open("medlint.toml", "[checks]\n");
    let report = ask(&mut client, "medlint.toml", None);
    let first = report["items"][0]["message"].as_str().unwrap();
    assert!(first.contains("checks"), "{first}");
}

#[test]
fn of_a_document_that_is_gone_there_is_nothing_to_say() {
    let mut client = client(&[("plan.md", PLAN)]);
    client.open("plan.md", PLAN);
    client.close("plan.md");
    client.files.delete("plan.md");
    let changes = json!([{ "uri": Client::uri("plan.md"), "type": 3 }]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    client.settle();
    for uri in [Client::uri("plan.md"), "file:///elsewhere/a.md".to_owned()] {
        let params = json!({ "textDocument": { "uri": uri } });
        let told = client.request("textDocument/diagnostic", params).unwrap();
        assert_eq!((&told["kind"], &told["items"]), (&json!("full"), &json!([])), "{uri}");
    }
}

#[test]
fn the_workspace_is_told_once_and_then_when_it_changes() {
    let mut client = client(&[("plan.md", PLAN), ("fine.md", FINE)]);
    let id = send(&mut client, &[]);
    let first = items(&mut client, &id).unwrap();
    assert_eq!(first.len(), 1, "{first:?}");
    assert_eq!(
        (first[0]["uri"].as_str(), codes(&first[0])),
        (Some(Client::uri("plan.md").as_str()), vec!["M104"])
    );
    assert_eq!(client.codes("plan.md"), [""; 0], "what was pushed is taken back");
    // Nothing new: the request is held.
    let id = send(&mut client, &first);
    client.settle();
    assert_eq!(items(&mut client, &id), None);
    client.inbox.clear();
    client.files.write("fine.md", PLAN);
    let changes = json!([{ "uri": Client::uri("fine.md"), "type": 2 }]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    client.settle();
    let second = items(&mut client, &id).unwrap();
    let kinds: Vec<(&str, &str)> =
        second.iter().map(|i| (i["uri"].as_str().unwrap(), i["kind"].as_str().unwrap())).collect();
    assert_eq!(kinds, [("file:///device/fine.md", "full"), ("file:///device/plan.md", "unchanged")]);
    assert_eq!(pushed(&client, "fine.md"), 0);
    // What is mended is told, and then forgotten.
    let id = send(&mut client, &second);
    client.files.write("fine.md", FINE);
    let changes = json!([{ "uri": Client::uri("fine.md"), "type": 2 }]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    client.settle();
    let third = items(&mut client, &id).unwrap();
    let mended = third.iter().find(|item| item["uri"] == Client::uri("fine.md")).unwrap();
    assert_eq!((mended["items"].as_array().map(Vec::len), mended.get("resultId")), (Some(0), None));
    let id = send(&mut client, &third);
    client.settle();
    assert_eq!(items(&mut client, &id), None);
}

#[test]
fn a_held_request_ends_when_it_is_taken_back_or_the_session_ends() {
    let mut client = client(&[("plan.md", PLAN)]);
    let id = send(&mut client, &[]);
    let first = items(&mut client, &id).unwrap();
    let held = send(&mut client, &first);
    let Id::Number(number) = held.clone() else { unreachable!("ids of this client are numbers") };
    client.notify("$/cancelRequest", json!({ "id": number }));
    assert_eq!(client.answer(&held).unwrap().unwrap_err().code, Failure::CANCELLED);
    let held = send(&mut client, &first);
    client.request("shutdown", Value::Null).unwrap();
    assert_eq!(client.answer(&held).unwrap().unwrap_err().code, Failure::CANCELLED);
}

#[test]
fn an_empty_workspace_is_answered_at_once() {
    let mut client = client(&[]);
    let id = send(&mut client, &[]);
    assert_eq!(items(&mut client, &id), Some(Vec::new()));
}

#[test]
fn open_documents_are_told_with_their_version() {
    let mut client = client(&[("plan.md", PLAN)]);
    client.open("plan.md", PLAN);
    let id = send(&mut client, &[]);
    let first = items(&mut client, &id).unwrap();
    assert_eq!(first[0]["version"], 1);
    let held = send(&mut client, &first);
    client.change("plan.md", 2, &PLAN.replace("Kept", "They are kept"));
    let second = items(&mut client, &held).unwrap();
    assert_eq!((second[0]["version"].as_i64(), second[0]["kind"].as_str()), (Some(2), Some("full")));
}
