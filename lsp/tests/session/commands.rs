//! Commands: what a client that shows more than an editor asks for.

use medlint_lsp::Failure;
use serde_json::{Value, json};

use crate::edited::edited;
use crate::kit::{Client, ROOT, capabilities};

const PLAN: &str = "# Security test plan\n\n## Fuzzing\n\nTBD\n";
const POLICY: &str = "---\nmedlint: disclosure-policy\n---\n# Vulnerability disclosure\n\nWrite to us.\n";

fn execute(client: &mut Client, command: &str, arguments: Value) -> Result<Value, Failure> {
    let command = format!("medlint.server.{command}");
    client.request("workspace/executeCommand", json!({ "command": command, "arguments": arguments }))
}

fn refusal(client: &mut Client, command: &str, arguments: Value) -> String {
    let failure = execute(client, command, arguments).expect_err("it cannot be done");
    assert!(!failure.message.is_empty() && failure.code != Failure::INTERNAL, "{failure:?}");
    failure.message
}

#[test]
fn all_commands_are_announced_and_no_other_is_there() {
    let mut client = Client::new(&[]);
    let told = client.initialize(json!({}), capabilities());
    let told = told["capabilities"]["executeCommandProvider"]["commands"].as_array().cloned().unwrap();
    assert!(told.len() >= 10);
    for command in told {
        let params = json!({ "command": command, "arguments": [] });
        if let Err(failure) = client.request("workspace/executeCommand", params) {
            assert!(!failure.message.starts_with("there is no command"), "{failure:?}");
        }
    }
    assert!(refusal(&mut client, "nothing", json!([])).starts_with("there is no command"));
}

#[test]
fn sets_are_told_with_their_configuration() {
    let mut client =
        Client::with(&[("plan.md", PLAN), ("pump two/medlint.toml", ""), ("pump two/plan.md", PLAN)]);
    let told = execute(&mut client, "folders", json!([])).unwrap();
    let second = format!("{ROOT}/pump%20two");
    assert_eq!(
        told,
        json!([
            { "uri": ROOT, "name": "device", "config": null },
            { "uri": second, "name": "pump two", "config": format!("{second}/medlint.toml") },
        ])
    );
    let of = |client: &mut Client, folder: &str| execute(client, "assessment", json!([folder])).unwrap();
    assert_eq!(of(&mut client, ROOT)["documents"][0]["path"], "plan.md");
    // However the client spells it.
    assert_eq!(of(&mut client, &format!("{ROOT}/pump two/"))["counts"]["documents"], 1);
    assert!(refusal(&mut client, "assessment", json!(["file:///elsewhere"])).contains("file:///elsewhere"));
    assert!(refusal(&mut client, "assessment", json!([])).contains("argument 1"));
}

#[test]
fn an_assessment_waits_for_all_documents_and_says_what_the_command_says() {
    let mut client = Client::new(&[("plan.md", PLAN), ("policy.md", POLICY)]);
    client.initialize(json!({}), capabilities());
    // Nothing is read yet.
    let told = execute(&mut client, "assessment", json!([ROOT])).unwrap();
    let mut workspace = medlint_core::workspace::Workspace::default();
    workspace.put("plan.md", PLAN.as_bytes());
    workspace.put("policy.md", POLICY.as_bytes());
    let options = medlint_core::workspace::CheckOptions {
        today: medlint_core::assess::Date::new(2026, 11, 22),
        files: Some(Vec::new()),
        part: false,
    };
    let version = env!("CARGO_PKG_VERSION");
    let expected = workspace.check(version, &options, medlint_core::report::json::check);
    assert_eq!(told, serde_json::from_str::<Value>(&expected).unwrap());
    let scanned = execute(&mut client, "scan", json!([ROOT])).unwrap();
    let mut expected: Value = serde_json::from_str(&workspace.scan(version)).unwrap();
    // Of documents that are not open the reasons are not kept.
    for document in expected["documents"].as_array_mut().unwrap() {
        for topic in document["topics"].as_object_mut().unwrap().values_mut() {
            topic["evidence"].as_array_mut().unwrap().iter_mut().for_each(|one| one["because"] = json!([]));
        }
    }
    assert_eq!(scanned, expected);
}

#[test]
fn an_assessment_is_that_of_unsaved_text() {
    let mut client = Client::with(&[("plan.md", PLAN)]);
    client.open("plan.md", PLAN);
    let params = json!({ "textDocument": { "uri": Client::uri("plan.md"), "version": 2 }, "contentChanges": [{ "text": POLICY }] });
    client.notify("textDocument/didChange", params);
    let told = execute(&mut client, "assessment", json!([ROOT])).unwrap();
    assert_eq!(told["documents"][0]["kind"]["value"], "disclosure-policy");
}

#[test]
fn reports_are_written_in_every_format() {
    let mut client = Client::with(&[("plan.md", PLAN)]);
    for (format, words) in [
        ("html", "<!doctype html>"),
        ("markdown", "# "),
        ("csv", "N60-"),
        ("json", "\"version\":1"),
        ("ig-nb-markdown", "| "),
        ("ig-nb-csv", ","),
        ("gspr-markdown", "| "),
        ("gspr-csv", "GSPR-17.1"),
        ("badge", "<svg "),
    ] {
        let report = execute(&mut client, "report", json!([ROOT, format])).unwrap();
        let report = report.as_str().unwrap().to_owned();
        assert!(report.to_lowercase().contains(&words.to_lowercase()), "{format}: {report:.300}");
    }
    assert!(refusal(&mut client, "report", json!([ROOT, "pdf"])).contains("ig-nb-csv"));
}

#[test]
fn everything_that_can_be_asked_for_is_told_and_explained() {
    let mut client = Client::with(&[]);
    let catalogue = execute(&mut client, "catalogue", json!([])).unwrap();
    let ids = |list: &str| -> Vec<String> {
        let all = catalogue[list].as_array().unwrap();
        all.iter()
            .map(|one| one.get("id").or_else(|| one.get("code")).unwrap().as_str().unwrap().to_owned())
            .collect()
    };
    for list in ["frameworks", "topics", "kinds", "facts", "rules", "citations"] {
        for id in ids(list) {
            let page = execute(&mut client, "explain", json!([id])).unwrap();
            assert!(page.as_str().is_some_and(|page| page.starts_with("### ")), "{id}: {page}");
        }
    }
    assert_eq!(execute(&mut client, "explain", json!(["nothing-of-the-sort"])).unwrap(), Value::Null);
    let page = execute(&mut client, "explain", json!(["N60-5.2-q"])).unwrap();
    let page = page.as_str().unwrap();
    assert!(page.contains("Requirement `N60-5.2-q`") && page.contains("\n- **strength**: "), "{page}");
}

#[test]
fn an_organisation_s_own_topics_are_told() {
    let own = "[[topic]]\nid = \"house-rule\"\n";
    let mut client =
        Client::with(&[("medlint.toml", "[catalogue]\ntopics = [\"own.toml\"]\n"), ("own.toml", own)]);
    // It has mistakes, so that it is told where; the catalogue is there all the same.
    assert!(execute(&mut client, "catalogue", json!([])).unwrap()["topics"].as_array().unwrap().len() > 100);
    assert!(client.diagnostics("medlint.toml").is_some_and(|told| !told.is_empty()));
}

#[test]
fn a_new_document_is_what_it_is_meant_to_be() {
    let mut client = Client::with(&[("docs/threat-model.md", PLAN)]);
    let given = execute(&mut client, "newDocument", json!([ROOT, "threat-model"])).unwrap();
    assert_eq!(given["path"], "docs/threat-model-2.md");
    client.files.write("docs/threat-model-2.md", given["text"].as_str().unwrap());
    let made = json!({ "files": [{ "uri": Client::uri("docs/threat-model-2.md") }] });
    client.notify("workspace/didCreateFiles", made);
    let told = execute(&mut client, "assessment", json!([ROOT])).unwrap();
    let documents = told["documents"].as_array().unwrap();
    let new = documents.iter().find(|d| d["path"] == "docs/threat-model-2.md").unwrap();
    assert_eq!(new["kind"]["value"], "threat-model");
    let unknown = refusal(&mut client, "newDocument", json!([ROOT, "treat-model"]));
    assert!(unknown.contains("did you mean `threat-model`"), "{unknown}");
}

#[test]
fn a_new_document_is_kept_where_the_configuration_lets_documents_in() {
    let mut client = Client::with(&[
        ("medlint.toml", "[documents]\ninclude = [\"qms/**/*.md\"]\n"),
        ("qms/a/plan.md", PLAN),
    ]);
    let given = execute(&mut client, "newDocument", json!([ROOT, "threat-model"])).unwrap();
    assert_eq!(given["path"], "qms/a/threat-model.md");
}

#[test]
fn a_section_is_put_into_the_document_that_is_named_or_where_it_belongs() {
    let mut client = Client::with(&[("plan.md", PLAN), ("policy.md", POLICY)]);
    for path in [json!("plan.md"), json!("policy.md"), Value::Null] {
        let given = execute(&mut client, "insertSection", json!([ROOT, "disclosure-policy", path])).unwrap();
        let files = edited(&client, &given["edit"]);
        assert_eq!(files.len(), 1);
        let (changed, text) = files.first_key_value().unwrap();
        assert_eq!(given["uri"], Client::uri(changed).as_str());
        if let Some(path) = path.as_str() {
            assert_eq!(changed, path);
        } else {
            assert_eq!(changed, "policy.md", "a policy is where it belongs");
        }
        let line = usize::try_from(given["line"].as_u64().unwrap()).unwrap();
        let heading = text.lines().nth(line).unwrap();
        assert!(heading.starts_with("## ") && text.contains("[TODO: "), "line {line} of\n{text}");
    }
    let refused = refusal(&mut client, "insertSection", json!([ROOT, "disclosure-policy", "none.md"]));
    assert!(refused.contains("none.md"), "{refused}");
    let refused = refusal(&mut client, "insertSection", json!([ROOT, "disclosure-polic", null]));
    assert!(refused.contains("did you mean"), "{refused}");
}

#[test]
fn a_section_goes_behind_text_that_is_not_saved() {
    let mut client = Client::with(&[("policy.md", POLICY)]);
    client.open("policy.md", POLICY);
    let unsaved = format!("{POLICY}\nThe 𝄞 last line has no end");
    let params = json!({ "textDocument": { "uri": Client::uri("policy.md"), "version": 7 }, "contentChanges": [{ "text": unsaved }] });
    client.notify("textDocument/didChange", params);
    let given =
        execute(&mut client, "insertSection", json!([ROOT, "security-advisories", "policy.md"])).unwrap();
    assert_eq!(given["edit"]["documentChanges"][0]["textDocument"]["version"], 7);
    client.files.write("policy.md", &unsaved);
    let text = edited(&client, &given["edit"])["policy.md"].clone();
    let line = usize::try_from(given["line"].as_u64().unwrap()).unwrap();
    assert!(
        text.starts_with(&unsaved) && text.lines().nth(line).unwrap().starts_with("## "),
        "{line}: {text}"
    );
}

#[test]
fn a_set_gets_a_medlint_toml_once() {
    let mut client = Client::with(&[("plan.md", PLAN)]);
    let edit = execute(&mut client, "initialise", json!([ROOT])).unwrap();
    let text = edited(&client, &edit)["medlint.toml"].clone();
    assert!(text.contains("[device.facts]"));
    client.open("medlint.toml", &text);
    let told = client.diagnostics("medlint.toml").unwrap_or_default();
    assert!(told.iter().all(|d| d["code"].is_string()), "findings of the set, no mistakes: {told:?}");
    assert!(refusal(&mut client, "initialise", json!([ROOT])).contains("has a medlint.toml"));
}

#[test]
fn a_client_that_cannot_make_files_is_told_so() {
    let mut client = Client::start(&[("plan.md", PLAN)], json!({}), json!({}));
    assert!(refusal(&mut client, "initialise", json!([ROOT])).contains("medlint.toml"));
    // Texts that are there are changed without a version.
    let given =
        execute(&mut client, "insertSection", json!([ROOT, "security-advisories", "plan.md"])).unwrap();
    assert!(given["edit"]["changes"][Client::uri("plan.md")].is_array(), "{given}");
    assert!(edited(&client, &given["edit"])["plan.md"].contains("[TODO: "));
}

#[test]
fn an_edit_is_applied_by_the_client() {
    let mut client = Client::with(&[]);
    assert_eq!(execute(&mut client, "apply", json!([{ "changes": {} }])), Ok(Value::Null));
    assert!(client.inbox.iter().any(|message| matches!(message,
        medlint_lsp::Message::Request { method, params, .. }
            if method == "workspace/applyEdit" && params["edit"] == json!({ "changes": {} }))));
}

#[test]
fn facts_are_answered_where_they_are_asked() {
    let mut client = Client::with(&[("plan.md", PLAN)]);
    let edit =
        execute(&mut client, "setFacts", json!([ROOT, { "networked": true, "cloud": null }, "Pump 3"]))
            .unwrap();
    let begun = edited(&client, &edit)["medlint.toml"].clone();
    assert!(begun.contains("name = \"Pump 3\"") && begun.contains("\nnetworked = true "), "{begun}");
    assert!(begun.contains("# What is") || begun.contains("# A fact"), "the rest is asked: {begun}");
    client.files.write("medlint.toml", &begun);
    client.open("medlint.toml", &begun);
    let edit =
        execute(&mut client, "setFacts", json!([ROOT, { "networked": null, "wireless": false }, null]))
            .unwrap();
    assert_eq!(edit["documentChanges"][0]["textDocument"]["version"], 1);
    let changed = edited(&client, &edit)["medlint.toml"].clone();
    client.change("medlint.toml", 2, &changed);
    let told = execute(&mut client, "assessment", json!([ROOT])).unwrap();
    assert_eq!(
        (&told["profile"]["name"], &told["profile"]["facts"]),
        (&json!("Pump 3"), &json!({ "wireless": false }))
    );
    let unknown = refusal(&mut client, "setFacts", json!([ROOT, { "netwrked": true }, null]));
    assert!(unknown.contains("did you mean `networked`"), "{unknown}");
    refusal(&mut client, "setFacts", json!([ROOT, { "networked": "yes" }, null]));
    client.change("medlint.toml", 3, "[device\n");
    let broken = refusal(&mut client, "setFacts", json!([ROOT, { "networked": true }, null]));
    assert!(broken.contains("mistakes"), "{broken}");
}

#[test]
fn an_exception_excuses_what_it_names() {
    let mut client = Client::with(&[("policy.md", POLICY), ("medlint.toml", "# ours\n")]);
    let wish =
        json!({ "topic": "sbom", "reason": " no software of others ", "owner": "J. Doe", "document": null });
    let edit = execute(&mut client, "waive", json!([ROOT, wish])).unwrap();
    let toml = edited(&client, &edit)["medlint.toml"].clone();
    assert!(toml.starts_with("# ours\n"), "{toml}");
    client.open("medlint.toml", &toml);
    let told = execute(&mut client, "assessment", json!([ROOT])).unwrap();
    let waivers = told["requirements"].as_array().unwrap().iter().map(|requirement| &requirement["waiver"]);
    let waiver = waivers.into_iter().find(|waiver| waiver.is_object()).unwrap();
    assert_eq!((&waiver["reason"], &waiver["date"]), (&json!("no software of others"), &json!("2026-11-22")));
    for (wish, words) in [
        (json!({ "topic": "sbom", "reason": "  " }), "reason"),
        (json!({ "topic": "sbon", "reason": "x" }), "did you mean `sbom`"),
        (json!({ "requirement": "N60-5.2-zz", "reason": "x" }), "requirement"),
        (json!({ "finding": "M999", "reason": "x" }), "finding"),
        (json!({ "reason": "x" }), "names"),
        (json!({ "topic": "sbom", "reason": "x", "expires": "soon" }), "soon"),
        (json!({ "topic": "sbom", "reason": "x", "document": "[" }), "["),
        (json!({ "topic": "sbom" }), "argument 2"),
    ] {
        let refused = refusal(&mut client, "waive", json!([ROOT, wish]));
        assert!(refused.contains(words), "{wish}: {refused}");
    }
}

#[test]
fn a_finding_is_suppressed_for_a_reason() {
    let text = "# Plan\r\n\r\n| a | b |\r\n|---|---|\r\n| 1 | TBD |\r\n";
    let mut client = Client::with(&[("plan.md", text)]);
    assert!(client.codes("plan.md").contains(&"M104".to_owned()));
    let uri = Client::uri("plan.md");
    let edit = execute(&mut client, "suppress", json!([uri, 4, "M104", "the site fills it in"])).unwrap();
    let new = edited(&client, &edit)["plan.md"].clone();
    client.open("plan.md", &new);
    assert!(!client.codes("plan.md").contains(&"M104".to_owned()), "{new}");
    assert!(!new.replace("\r\n", "").contains('\n'), "{new:?}");
    assert!(refusal(&mut client, "suppress", json!([uri, 4, "M104", ""])).contains("reason"));
    assert!(refusal(&mut client, "suppress", json!([uri, 4, "M999", "x"])).contains("M999"));
    assert!(
        refusal(&mut client, "suppress", json!([Client::uri("none.md"), 4, "M104", "x"])).contains("none.md")
    );
}
