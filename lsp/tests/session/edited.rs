//! Applies edits of the workspace as a client does, without a line of the server's own code.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::kit::{Client, ROOT};

/// The files that an edit changes or makes, with their new texts. Positions are in UTF-16.
pub(crate) fn edited(client: &Client, edit: &Value) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let path = |uri: &Value| {
        let uri = uri.as_str().unwrap();
        uri.strip_prefix(ROOT).unwrap().trim_start_matches('/').replace("%20", " ")
    };
    let change = |files: &mut BTreeMap<String, String>, path: String, edits: &Value| {
        let text = files.get(&path).cloned().or_else(|| client.files.read_text(&path));
        let text = text.unwrap_or_else(|| panic!("{path} is not there"));
        files.insert(path, with_edits(&text, edits.as_array().unwrap()));
    };
    if let Some(changes) = edit["changes"].as_object() {
        assert!(edit.get("documentChanges").is_none(), "one or the other");
        for (uri, edits) in changes {
            change(&mut files, path(&Value::from(uri.as_str())), edits);
        }
    }
    for operation in edit["documentChanges"].as_array().into_iter().flatten() {
        if operation["kind"] == "create" {
            let path = path(&operation["uri"]);
            assert_eq!(client.files.read_text(&path), None, "{path} is there already");
            files.insert(path, String::new());
        } else {
            change(&mut files, path(&operation["textDocument"]["uri"]), &operation["edits"]);
        }
    }
    assert!(!files.is_empty(), "nothing is edited: {edit}");
    files
}

/// A text with edits, all of which count on the text as it is.
pub(crate) fn with_edits(text: &str, edits: &[Value]) -> String {
    let byte = |position: &Value| {
        let (line, column) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap());
        let start =
            text.split_inclusive('\n').take(usize::try_from(line).unwrap()).map(str::len).sum::<usize>();
        let mut units = 0;
        let rest = text[start..].char_indices();
        let mut at = text.len();
        for (n, c) in rest {
            if units >= column {
                assert_eq!(units, column, "within a character");
                at = start + n;
                break;
            }
            units += c.len_utf16() as u64;
        }
        at
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|e| (byte(&e["range"]["start"]), byte(&e["range"]["end"]), e["newText"].as_str().unwrap()))
        .collect();
    // Stable: what is put in at one place stays in order.
    edits.sort_by_key(|(start, _, _)| *start);
    let mut out = String::new();
    let mut at = 0;
    for (start, end, new) in edits {
        assert!(start >= at, "edits overlap");
        out.push_str(&text[at..start]);
        out.push_str(new);
        at = end;
    }
    out.push_str(&text[at..]);
    out
}
