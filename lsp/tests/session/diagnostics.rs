//! What stands in the list of problems.

use std::path::Path;

use medlint_lsp::Message;
use serde_json::{Value, json};

use crate::kit::{Client, capabilities};

/// The files below a folder of this repository, by path.
fn files(folder: &str) -> Vec<(String, String)> {
    fn walk(root: &Path, folder: &Path, out: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, out);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                out.push((name, text));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let mut out = Vec::new();
    walk(&root, &root, &mut out);
    out.sort();
    out
}

fn client(files: &[(&str, &str)], settings: Value) -> Client {
    Client::start(files, json!({ "settings": settings }), capabilities())
}

fn example(settings: Value) -> (Client, Vec<(String, String)>) {
    let files = files("examples/infusion-pump");
    let borrowed: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    (client(&borrowed, settings), files)
}

fn told(client: &Client, path: &str) -> Vec<Value> {
    client.diagnostics(path).unwrap_or_default()
}

fn message(diagnostic: &Value) -> &str {
    diagnostic["message"].as_str().unwrap()
}

fn first_line(diagnostic: &Value) -> &str {
    message(diagnostic).lines().next().unwrap()
}

/// Whether each is short, on one line of the text, and stands alone in what it is about.
#[track_caller]
fn is_calm(path: &str, text: &str, told: &[Value]) {
    let summaries = told.iter().filter(|d| matches!(d["code"].as_str(), Some("M101" | "M102" | "M114")));
    assert!(summaries.count() <= 1, "{path}: {told:#?}");
    for diagnostic in told {
        let range = &diagnostic["range"];
        assert_eq!(range["start"]["line"], range["end"]["line"], "{path}: {diagnostic}");
        assert!(first_line(diagnostic).chars().count() <= 220, "{path}: {}", first_line(diagnostic));
        assert!(message(diagnostic).lines().count() <= 10, "{path}: {}", message(diagnostic));
    }
    let headings: Vec<usize> =
        text.lines().enumerate().filter(|(_, l)| l.starts_with('#')).map(|(n, _)| n).collect();
    let section = |d: &Value| {
        let line = usize::try_from(d["range"]["start"]["line"].as_u64().unwrap()).unwrap();
        headings.partition_point(|heading| *heading <= line)
    };
    let mut weak: Vec<usize> = told.iter().filter(|d| d["code"] == "M103").map(section).collect();
    let before = weak.len();
    weak.dedup();
    assert_eq!(weak.len(), before, "{path}: two for one section\n{told:#?}");
}

#[test]
fn the_example_has_few_and_short_ones() {
    let (client, files) = example(json!({}));
    let mut total = 0;
    for (path, text) in &files {
        let told = told(&client, path);
        is_calm(path, text, &told);
        total += told.iter().filter(|d| d["severity"].as_u64() < Some(4)).count();
    }
    assert!((40..=75).contains(&total), "{total}");
}

#[test]
fn real_documents_have_few_and_short_ones() {
    let files = files("tests/corpus/documents");
    let files: Vec<&(String, String)> = files.iter().filter(|(path, _)| path.ends_with(".md")).collect();
    let mut counts: Vec<usize> = Vec::new();
    for (path, text) in &files {
        // Each is looked at alone, as it would be opened.
        let mut client = Client::with(&[]);
        client.open(path, text);
        let told = told(&client, path);
        is_calm(path, text, &told);
        counts.push(told.len());
    }
    counts.sort_unstable();
    assert!(counts[counts.len() / 2] <= 12, "{counts:?}");
    assert!(counts.last().is_some_and(|most| *most <= 60), "{counts:?}");
}

#[test]
fn an_empty_document_has_one_at_most() {
    for path in ["notes.md", "threat-model.md"] {
        let mut client = Client::with(&[]);
        client.open(path, "");
        assert!(told(&client, path).len() <= 1, "{path}: {:?}", told(&client, path));
    }
}

#[test]
fn a_document_of_a_kind_has_one_summary_at_its_title() {
    let text = "---\nmedlint: threat-model\n---\n\n# Threats of the é𝄞 pump\n\nText.\n";
    let client = client(&[("docs/a.md", text)], json!({}));
    let told = told(&client, "docs/a.md");
    assert_eq!(told.len(), 1, "{told:#?}");
    let summary = &told[0];
    assert_eq!(summary["code"], "M101");
    let end = "# Threats of the é𝄞 pump".encode_utf16().count();
    assert_eq!(
        summary["range"],
        json!({ "start": { "line": 4, "character": 0 }, "end": { "line": 4, "character": end } })
    );
    let line = first_line(summary);
    assert!(
        line.starts_with("Expected here (\"Threat model\") and not shown yet: ") && line.ends_with(" more"),
        "{line}"
    );
    assert_eq!(
        summary["codeDescription"]["href"],
        "https://medlint.github.io/medlint/reference/rules/M101.html"
    );
    assert_eq!(summary["source"], "medlint");
    let data = &summary["data"];
    assert_eq!(data["name"], "missing-content");
    assert_eq!(data["fingerprint"].as_str().unwrap().len(), 16);
    assert!(data["topics"].as_array().unwrap().contains(&json!("threat-model")), "{data}");
    assert!(!data["requirements"].as_array().unwrap().is_empty());
}

#[test]
fn columns_are_counted_as_the_client_counts() {
    let text = "# Plan\r\n\r\né𝄞: backups are kept for TBD days.\r\n";
    for (encodings, start) in [(json!(["utf-16"]), 26), (json!(["utf-8", "utf-16"]), 29)] {
        let mut wants = capabilities();
        wants["general"] = json!({ "positionEncodings": encodings });
        let client = Client::start(&[("plan.md", text)], json!({}), wants);
        let told = told(&client, "plan.md");
        let blank = told.iter().find(|d| d["code"] == "M104").unwrap();
        let range = json!({
            "start": { "line": 2, "character": start }, "end": { "line": 2, "character": start + 3 },
        });
        assert_eq!(blank["range"], range, "{encodings}");
        assert!(
            first_line(blank).starts_with("`TBD` is still to be filled in (a mark for work to be done)"),
            "{blank}"
        );
    }
}

const BLANKS: &str =
    "---\nmedlint: other\n---\n# Notes\n\nBackups are kept for TBD days.\n\nSee ISO 14971:2007.\n";

#[test]
fn settings_say_what_is_shown() {
    let severities = |settings: Value| -> Vec<(String, u64)> {
        let client = client(&[("a.md", BLANKS)], settings);
        let each = told(&client, "a.md").into_iter();
        each.map(|d| (d["code"].as_str().unwrap().to_owned(), d["severity"].as_u64().unwrap())).collect()
    };
    let of = |all: &[(&str, u64)]| all.iter().map(|(c, s)| ((*c).to_owned(), *s)).collect::<Vec<_>>();
    assert_eq!(severities(json!({})), of(&[("M104", 3), ("M108", 3)]));
    assert_eq!(severities(json!({ "placeholders": "warning" })), of(&[("M104", 2), ("M108", 3)]));
    assert_eq!(severities(json!({ "placeholders": "off" })), of(&[("M108", 3)]));
    assert_eq!(
        severities(json!({ "placeholders": "warning", "minSeverity": "warning" })),
        of(&[("M104", 2)])
    );
    assert_eq!(severities(json!({ "enable": false })), of(&[]));
    assert_eq!(severities(json!({ "closedDocuments": "none" })), of(&[]));
}

#[test]
fn changed_settings_count_at_once() {
    let mut client = client(&[("a.md", BLANKS)], json!({ "placeholders": "off", "minSeverity": "error" }));
    assert_eq!(client.codes("a.md"), [""; 0]);
    let mut settings = |settings: Value| {
        client.notify("workspace/didChangeConfiguration", json!({ "settings": { "medlint": settings } }));
        client.settle();
        client.codes("a.md")
    };
    assert_eq!(settings(json!({})), ["M104", "M108"]);
    assert_eq!(settings(json!({ "placeholders": "off" })), ["M108"]);
    assert_eq!(settings(json!({ "enable": false })), [""; 0]);
}

#[test]
fn the_least_severity_of_medlint_toml_counts_too() {
    let config = "[check]\nmin-severity = \"warning\"\n";
    let client = client(&[("a.md", BLANKS), ("medlint.toml", config)], json!({}));
    // A blank is a warning, however mildly it is shown here.
    assert_eq!(client.codes("a.md"), ["M104"]);
}

#[test]
fn too_many_are_counted() {
    let mut text = "---\nmedlint: other\n---\n# Notes\n".to_owned();
    for n in 0..9 {
        text.push_str(&format!("\n## Part {n}\n\nKept for TBD days.\n"));
    }
    let codes = |most: usize| {
        let client = client(&[("a.md", &text)], json!({ "maxDiagnosticsPerDocument": most }));
        told(&client, "a.md")
    };
    assert_eq!(codes(9).len(), 9);
    let some = codes(4);
    assert_eq!(some.len(), 4);
    assert!(
        message(&some[3]).starts_with("6 more findings in this file are not shown"),
        "{}",
        message(&some[3])
    );
    assert_eq!(codes(0).len(), 0);
}

#[test]
fn what_no_document_shows_stands_in_medlint_toml_if_there_is_one() {
    let config =
        "# device\n[device]\nname = \"x\"\n\n[device.facts]\ncloud = false\n\n[check]\nfail-on = \"error\"\n";
    let mut client =
        client(&[("a.md", "---\nmedlint: other\n---\n# A\n\nText.\n"), ("medlint.toml", config)], json!({}));
    let told = told(&client, "medlint.toml");
    let at: Vec<(&str, u64)> = told
        .iter()
        .map(|d| (d["code"].as_str().unwrap(), d["range"]["start"]["line"].as_u64().unwrap()))
        .collect();
    assert_eq!(at, [("M115", 4), ("M102", 7)]);
    assert!(first_line(&told[1]).starts_with("Shown in no document: "), "{}", message(&told[1]));
    client.files.delete("medlint.toml");
    let changes = json!([{ "uri": Client::uri("medlint.toml"), "type": 3 }]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    client.settle();
    assert_eq!(client.codes("medlint.toml"), [""; 0]);
}

#[test]
fn tags_and_related_places_for_who_shows_them() {
    let text = "# Plan\n\nISO 14971:2007 and ISO 14971:2007.\n\n<!-- medlint-disable-next-line M104: the site fills it in -->\nKept.\n";
    let find =
        |client: &Client, code: &str| told(client, "a.md").into_iter().find(|d| d["code"] == code).unwrap();
    let files = [("a.md", text)];
    let client = client(&files, json!({}));
    assert_eq!(find(&client, "M108")["tags"], Value::Null);
    assert_eq!(find(&client, "M108")["relatedInformation"][0]["location"]["range"]["start"]["character"], 19);
    let mut wants = capabilities();
    wants["textDocument"]["publishDiagnostics"] = json!({ "tagSupport": { "valueSet": [1, 2] } });
    let client = Client::start(&files, json!({}), wants);
    assert_eq!(find(&client, "M108")["tags"], json!([2]));
    assert_eq!(find(&client, "M108")["relatedInformation"], Value::Null);
    assert_eq!(find(&client, "M112")["tags"], json!([1]));
}

#[test]
fn nothing_is_said_to_be_missing_while_documents_are_read() {
    let plan = "---\nmedlint: security-test\n---\n# Security test plan\n\nKept for TBD days.\n";
    let mut files: Vec<(String, String)> = (0..40).map(|n| (format!("{n}.md"), "# A\n".to_owned())).collect();
    files.push(("plan.md".to_owned(), plan.to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut client = Client::new(&files);
    client.initialize(json!({}), capabilities());
    let text = json!({ "uri": Client::uri("plan.md"), "languageId": "markdown", "version": 1, "text": plan });
    client.notify("textDocument/didOpen", json!({ "textDocument": text }));
    let mut seen: Vec<Vec<String>> = Vec::new();
    while client.step() {
        let codes = client.codes("plan.md");
        if client.diagnostics("plan.md").is_some() && seen.last() != Some(&codes) {
            seen.push(codes);
        }
    }
    assert_eq!(seen, [vec!["M104".to_owned()], vec!["M101".to_owned(), "M104".to_owned()]]);
    // One that is read again is no reason to take anything back.
    client.inbox.clear();
    client.files.write("3.md", "# B\n");
    let changes = json!([{ "uri": Client::uri("3.md"), "type": 2 }]);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    client.change("plan.md", 2, &format!("{plan}\nMore.\n"));
    for message in &client.inbox {
        if let Message::Notification { method, params } = message
            && method == "textDocument/publishDiagnostics"
            && params["uri"] == Client::uri("plan.md")
        {
            assert_eq!(params["diagnostics"][0]["code"], "M101");
        }
    }
}

#[test]
fn how_a_set_stands_is_told_when_it_changes() {
    let mut client = Client::start(&[("a.md", BLANKS)], json!({ "changed": true }), capabilities());
    let changes = |client: &mut Client| {
        let inbox = std::mem::take(&mut client.inbox).into_iter();
        let told = inbox.filter_map(|message| match message {
            Message::Notification { method, params } if method == "medlint/changed" => Some(params),
            _ => None,
        });
        told.collect::<Vec<_>>()
    };
    let told = changes(&mut client);
    assert_eq!(told.last().unwrap()["summary"]["warnings"].as_u64().map(|n| n > 0), Some(true));
    assert_eq!(told.last().unwrap()["reading"], false);
    client.open("a.md", BLANKS);
    client.change("a.md", 2, &BLANKS.replace("kept", "held"));
    assert_eq!(changes(&mut client), Vec::<Value>::new());
    client.change("a.md", 3, &BLANKS.replace("TBD", "30"));
    assert_eq!(changes(&mut client).len(), 1);
}

#[test]
fn progress_is_shown_when_there_is_much_to_read() {
    let files: Vec<(String, &str)> = (0..400).map(|n| (format!("{n}.md"), "# A\n")).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let kinds = |files: &[(&str, &str)]| {
        let mut wants = capabilities();
        wants["window"] = json!({ "workDoneProgress": true });
        let mut client = Client::new(files);
        client.initialize(json!({}), wants);
        let mut kinds = Vec::new();
        let mut going = true;
        while going {
            going = client.step();
            for message in std::mem::take(&mut client.inbox) {
                match message {
                    Message::Request { id, method, .. } if method == "window/workDoneProgress/create" => {
                        client.session.receive(Message::Response { id, result: Ok(Value::Null) });
                    }
                    Message::Notification { method, params } if method == "$/progress" => {
                        kinds.push(params["value"]["kind"].as_str().unwrap().to_owned());
                    }
                    _ => {}
                }
            }
        }
        kinds
    };
    let kinds_of_many = kinds(&files);
    assert_eq!(kinds_of_many.first().map(String::as_str), Some("begin"));
    assert_eq!(kinds_of_many.last().map(String::as_str), Some("end"));
    assert!((5..25).contains(&kinds_of_many.len()), "{kinds_of_many:?}");
    assert_eq!(kinds(&files[..100]), [""; 0]);
}

#[test]
fn whatever_happened_before_the_same_is_told() {
    const PATHS: [&str; 3] = ["a.md", "b.md", "medlint.toml"];
    const TEXTS: [&str; 4] = [
        "---\nmedlint: threat-model\n---\n# A\n\nSee [there](b.md).\n",
        BLANKS,
        "",
        "# Tests\n\n## Fuzzing\n\né TBD\n",
    ];
    const CONFIGS: [&str; 4] =
        ["", "[check]\nmin-severity = \"warning\"\n", "[documents]\nexclude = [\"b.md\"]\n", "[chek]\n"];
    let text = |path: &str, n: usize| if path == "medlint.toml" { CONFIGS[n] } else { TEXTS[n] };
    let mut random: u64 = 7;
    let mut pick = |most: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap() % most
    };
    for round in 0..60 {
        let mut client = Client::with(&[("a.md", TEXTS[0])]);
        let mut disk: [Option<usize>; 3] = [Some(0), None, None];
        let mut open: [Option<usize>; 3] = [None; 3];
        let mut history = Vec::new();
        for version in 2..12 {
            let (which, n, what) = (pick(3), pick(4), pick(5));
            let (path, uri) = (PATHS[which], Client::uri(PATHS[which]));
            history.push((path, n, what));
            match (what, open[which]) {
                (0 | 1, None) => {
                    let item =
                        json!({ "uri": uri, "languageId": "x", "version": version, "text": text(path, n) });
                    client.notify("textDocument/didOpen", json!({ "textDocument": item }));
                    open[which] = Some(n);
                }
                (0 | 1, Some(_)) => {
                    let document = json!({ "uri": uri, "version": version });
                    let edit = json!([{ "text": text(path, n) }]);
                    client.notify(
                        "textDocument/didChange",
                        json!({ "textDocument": document, "contentChanges": edit }),
                    );
                    open[which] = Some(n);
                }
                (2, Some(_)) => {
                    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
                    open[which] = None;
                }
                (3, _) => {
                    let kind = if disk[which].is_some() { 2 } else { 1 };
                    client.files.write(path, text(path, n));
                    disk[which] = Some(n);
                    client.notify(
                        "workspace/didChangeWatchedFiles",
                        json!({ "changes": [{ "uri": uri, "type": kind }] }),
                    );
                }
                (4, _) if disk[which].take().is_some() => {
                    client.files.delete(path);
                    client.notify(
                        "workspace/didChangeWatchedFiles",
                        json!({ "changes": [{ "uri": uri, "type": 3 }] }),
                    );
                }
                _ => {}
            }
            // Often the next thing happens before the last one was looked at.
            for _ in 0..pick(4) {
                client.step();
            }
        }
        client.settle();
        let files: Vec<(&str, &str)> =
            PATHS.iter().zip(disk).filter_map(|(path, n)| Some((*path, text(path, n?)))).collect();
        let mut fresh = Client::with(&files);
        for (path, n) in PATHS.iter().zip(open) {
            if let Some(n) = n {
                fresh.open(path, text(path, n));
            }
        }
        for path in PATHS {
            assert_eq!(told(&client, path), told(&fresh, path), "round {round}, {path}: {history:?}");
        }
    }
}
