//! Requests of the client: what each needs before it can be answered, and the answers.

use ls_types::Uri;
use serde::Serialize;
use serde_json::Value;

use super::{Session, parameters};
use crate::features;
use crate::folder::CONFIG;
use crate::message::Failure;
use crate::uri::Key;
use crate::view::View;

/// What has to be ready before a request can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Need {
    /// Nothing.
    Nothing,
    /// The document and its set, as far as it is read.
    Document(Key),
    /// The files and the configuration of all sets, no document read.
    Files,
    /// All sets with all their documents.
    Everything,
    /// Findings that are others than when this many changes were counted.
    News(u64),
}

impl Need {
    /// Whether the request can be answered now.
    pub(super) fn is_met(&self, session: &Session) -> bool {
        match self {
            Need::Nothing => true,
            Need::Document(key) => {
                let folded = |folder: &Key| session.folders.get(folder).is_none_or(|folder| !folder.stale);
                !session.dirty.contains(key) && session.set_of(key).is_none_or(|folder| folded(&folder))
            }
            Need::News(changes) => {
                session.published.changes != *changes && session.folders.values().all(|folder| !folder.stale)
            }
            Need::Files => session.folders.values().all(|f| f.listed && f.awaited.is_empty()),
            Need::Everything => {
                session.dirty.is_empty()
                    && session.arrived.is_empty()
                    && session.folders.values().all(|folder| !folder.stale && !folder.is_reading())
            }
        }
    }

    /// Whether this set has to be folded for the request.
    pub(super) fn wants_fold_of(&self, folder: &Key, session: &Session) -> bool {
        match self {
            Need::Document(key) => session.set_of(key).is_some_and(|other| other == *folder),
            Need::Nothing | Need::Files | Need::Everything | Need::News(_) => false,
        }
    }
}

/// What a request needs.
///
/// # Errors
/// When there is no such method, or it does not say which document it is about.
pub(super) fn need(method: &str, params: &Value, session: &Session) -> Result<Need, Failure> {
    match features::need(method) {
        None => Err(Failure::new(Failure::METHOD_NOT_FOUND, format!("there is no method {method}"))),
        Some(features::Needs::Nothing) => Ok(Need::Nothing),
        Some(features::Needs::Everything) => Ok(Need::Everything),
        Some(features::Needs::Action) => Ok(match features::actions::uri_of(params) {
            Some(uri) => Need::Document(Key::of(uri)),
            None => Need::Nothing,
        }),
        Some(features::Needs::Command) => super::commands::need(params),
        Some(features::Needs::Document) => {
            let uri = params.pointer("/textDocument/uri").and_then(Value::as_str);
            let uri =
                uri.ok_or_else(|| Failure::new(Failure::INVALID_PARAMS, "textDocument.uri is missing"))?;
            let key = Key::of(uri);
            if !session.open.contains_key(&key) && session.set_of(&key).is_none() {
                // Clients ask once more about a document that was closed and is gone, and go on showing what they were told
                // before unless the answer is that there is nothing.
                if method == "textDocument/diagnostic" {
                    return Ok(Need::Nothing);
                }
                return Err(Failure::refused(format!("{uri} is not open and in no folder of the workspace")));
            }
            // Who cannot be told to ask again would never hear what only all documents together tell.
            if method == "textDocument/diagnostic" && !session.client.refreshes_diagnostics() {
                return Ok(Need::Everything);
            }
            Ok(Need::Document(key))
        }
    }
}

/// A result as the client gets it.
pub(super) fn value(result: impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(result).map_err(|error| Failure::new(Failure::INTERNAL, error.to_string()))
}

impl Session {
    /// Has all of a document at hand for a request about it. Of one that is not open only what the set is folded from is
    /// kept; where it was read again, it is to be closed afterwards.
    pub(super) fn look_at(&mut self, need: &Need) -> Option<(Key, String)> {
        let Need::Document(key) = need else { return None };
        if self.open.contains_key(key) {
            return None;
        }
        let (folder, path) = self.place_of(key)?;
        self.folders.get_mut(&folder)?.workspace.look_at(&path)?;
        Some((folder, path))
    }

    /// The set that a document or a medlint.toml belongs to.
    pub(super) fn set_of(&self, key: &Key) -> Option<Key> {
        let own = (key.name() == CONFIG).then(|| key.parent()).flatten();
        let own = own.filter(|folder| self.folders.contains_key(folder));
        own.or_else(|| self.place_of(key).map(|(folder, _)| folder))
    }

    /// What a feature sees of a document; nothing when it is no document that was analysed (a medlint.toml, a binary).
    pub(super) fn view(&self, uri: &Uri) -> Option<View<'_>> {
        self.view_of(&Key::of(uri.as_str()))
    }

    /// The same by its key.
    pub(super) fn view_of(&self, key: &Key) -> Option<View<'_>> {
        let (folder_key, path) = self.place_of(key)?;
        let folder = self.folders.get(&folder_key)?;
        let entry = folder.workspace.get(&path)?;
        let assessment = folder.assessment()?;
        let path = entry.document.path.as_str();
        let uri = self.open.get(key).map_or("", |open| open.uri.as_str());
        Some(View { client: &self.client, folder, path, uri, entry, assessment })
    }

    /// Answers a request whose needs are met.
    pub(super) fn answer(&mut self, method: &str, params: Value) -> Result<Value, Failure> {
        match method {
            "textDocument/hover" => {
                let params: ls_types::HoverParams = parameters(params)?;
                let at = params.text_document_position_params;
                if let Some(view) = self.config_view(&at.text_document.uri) {
                    return value(features::config_file::hover(&view, at.position));
                }
                value(
                    self.view(&at.text_document.uri)
                        .and_then(|view| features::hover::hover(&view, at.position)),
                )
            }
            "textDocument/codeAction" => {
                let params: ls_types::CodeActionParams = parameters(params)?;
                let desk = self.desk(params.text_document.uri.as_str());
                value(desk.map(|desk| features::actions::actions(&desk, &params)))
            }
            "codeAction/resolve" => {
                let gone = || Failure::refused("the document of this action is no longer looked at");
                let desk = features::actions::uri_of(&params).map(|uri| self.desk(uri).ok_or_else(gone));
                match desk {
                    Some(desk) => value(features::actions::resolve(&desk?, parameters(params.clone())?)?),
                    None => Ok(params),
                }
            }
            "workspace/executeCommand" => self.execute(&params),
            "textDocument/diagnostic" => self.document_report(params),
            _ => self.look_up(method, params).unwrap_or_else(|| {
                Err(Failure::new(Failure::METHOD_NOT_FOUND, format!("there is no method {method}")))
            }),
        }
    }
}
