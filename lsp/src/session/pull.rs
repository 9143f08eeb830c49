//! Findings for a client that asks for them: of a document, and of the whole workspace.
//!
//! The id of a result is a hash of what is in it, so that nothing has to be kept to say that it has not changed. A request
//! for the workspace that has nothing new to tell is held until there is something; the client asks again at once.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use ls_types::{Diagnostic, DocumentDiagnosticParams, WorkspaceDiagnosticParams};
use serde_json::{Value, json};

use super::publish::CLOSED;
use super::requests::Need;
use super::{Session, Waiting, parameters};
use crate::message::Failure;
use crate::uri::Key;

/// The method that asks for the workspace.
pub(super) const WORKSPACE: &str = "workspace/diagnostic";

/// Changes with every byte of the findings.
pub(super) fn result_id(diagnostics: &[Diagnostic]) -> String {
    let mut hash = DefaultHasher::new();
    serde_json::to_string(diagnostics).unwrap_or_default().hash(&mut hash);
    format!("{:016x}", hash.finish())
}

impl Session {
    /// Answers `textDocument/diagnostic`.
    pub(super) fn document_report(&mut self, params: Value) -> Result<Value, Failure> {
        let params: DocumentDiagnosticParams = parameters(params)?;
        let key = Key::of(params.text_document.uri.as_str());
        let items = self.diagnostics(&key);
        let id = result_id(&items);
        self.published.answered.insert(key, id.clone());
        if params.previous_result_id.as_ref() == Some(&id) {
            return Ok(json!({ "kind": "unchanged", "resultId": id }));
        }
        Ok(json!({ "kind": "full", "resultId": id, "items": items }))
    }

    /// Answers a request for the findings of the workspace, or holds it until something changes.
    pub(super) fn workspace_report(&mut self, waiting: Waiting) -> Option<Waiting> {
        let params: WorkspaceDiagnosticParams = match parameters(waiting.params.clone()) {
            Ok(params) => params,
            Err(failure) => {
                self.respond(waiting.id, Err(failure));
                return None;
            }
        };
        self.pull_workspace();
        let mut before: BTreeMap<Key, (String, String)> = params
            .previous_result_ids
            .into_iter()
            .map(|previous| {
                let uri = previous.uri.as_str();
                (Key::of(uri), (uri.to_owned(), previous.value))
            })
            .collect();
        let has_before = !before.is_empty();
        let mut news = false;
        let mut items = Vec::new();
        let pushes_open = !self.client.pulls_diagnostics();
        let mut closed = 0;
        for (key, uri) in self.reported() {
            let version = self.version_of(&key);
            closed += usize::from(version.is_none());
            // Those of open documents are pushed to a client that does not ask for them.
            if if version.is_some() { pushes_open } else { closed > CLOSED } {
                continue;
            }
            let id = self.known_id(&key);
            match before.remove(&key) {
                Some((_, previous)) if previous == id => {
                    items
                        .push(json!({ "uri": uri, "version": version, "kind": "unchanged", "resultId": id }));
                }
                previous => {
                    let diagnostics = self.diagnostics(&key);
                    if diagnostics.is_empty() && previous.is_none() {
                        continue;
                    }
                    news = true;
                    items.push(full(&uri, version, &diagnostics));
                }
            }
        }
        // What is left was told once and has nothing to it any more.
        for (key, (uri, _)) in before {
            news = true;
            items.push(full(&uri, self.version_of(&key), &[]));
        }
        // The first answer may be empty: the client wants to know that there is one.
        if !news && (has_before || waiting.need != Need::Everything) {
            return Some(Waiting { need: Need::News(self.published.changes), ..waiting });
        }
        self.respond(waiting.id, Ok(json!({ "items": items })));
        None
    }

    /// From now on closed documents are told when the client asks; what was pushed would stand there twice.
    fn pull_workspace(&mut self) {
        if std::mem::replace(&mut self.published.pulls_workspace, true) {
            return;
        }
        let pushed: Vec<(Key, String)> =
            self.pushed().filter(|(key, _)| self.version_of(key).is_none()).collect();
        for (key, uri) in pushed {
            self.take_back(&key, &uri, None);
        }
    }

    /// The id of what there is to say of a document now.
    fn known_id(&mut self, key: &Key) -> String {
        if let Some(id) = self.published.ids.get(key) {
            return id.clone();
        }
        let id = result_id(&self.diagnostics(key));
        self.published.ids.insert(key.clone(), id.clone());
        id
    }
}

/// A report of all there is to say; one that is empty needs no id, because the client forgets it.
fn full(uri: &str, version: Option<i32>, diagnostics: &[Diagnostic]) -> Value {
    let mut item = json!({ "uri": uri, "version": version, "kind": "full", "items": diagnostics });
    if !diagnostics.is_empty() {
        item["resultId"] = result_id(diagnostics).into();
    }
    item
}
