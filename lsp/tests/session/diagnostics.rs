//! What stands in the list of problems.

use std::path::Path;

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

fn client(files: &[(String, String)], settings: Value) -> Client {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Client::start(&files, json!({ "settings": settings }), capabilities())
}

fn first_line(diagnostic: &Value) -> &str {
    diagnostic["message"].as_str().unwrap().lines().next().unwrap()
}

#[test]
fn show() {
    let files = files("examples/infusion-pump");
    let client = client(&files, json!({}));
    let mut total = 0;
    for (path, _) in &files {
        for d in client.diagnostics(path).unwrap_or_default() {
            total += 1;
            eprintln!(
                "{path}:{} {} {} | {}",
                d["range"]["start"]["line"],
                d["severity"],
                d["code"].as_str().unwrap_or("-"),
                d["message"].as_str().unwrap()
            );
            let _ = first_line(&d);
        }
    }
    eprintln!("{total}");
}
