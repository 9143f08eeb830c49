//! Requests of somebody who reads and writes: symbols, lenses, hints, links, completion, and where things are.
//!
//! A medlint.toml has answers of its own, documents are looked at as a [`View`](crate::view::View).

use ls_types::{
    CodeLensParams, CompletionContext, CompletionItem, CompletionParams, CompletionTriggerKind,
    DocumentLinkParams, DocumentSymbolParams, InlayHintParams, TextDocumentPositionParams, Uri,
    WorkspaceSymbolParams,
};
use serde_json::Value;

use super::requests::value;
use super::{Session, parameters};
use crate::features::completion::{self, Typed};
use crate::features::config_file::{self, ConfigView};
use crate::features::{hints, lenses, links, navigation, symbols};
use crate::folder::CONFIG;
use crate::message::Failure;
use crate::uri::Key;

impl Session {
    /// A medlint.toml in its set; nothing when the document is none.
    pub(super) fn config_view(&self, uri: &Uri) -> Option<ConfigView<'_>> {
        let key = Key::of(uri.as_str());
        if key.name() != CONFIG {
            return None;
        }
        let folder = self.folders.get(&key.parent()?)?;
        let (text, lines) = match (self.open.get(&key), &folder.config) {
            (Some(open), _) => {
                let places = open.places(self.client.encoding);
                (places.source, places.lines)
            }
            (None, Some(config)) => (config.text.as_str(), &config.lines),
            (None, None) => return None,
        };
        Some(ConfigView { client: &self.client, folder, text, lines, today: self.today() })
    }

    /// Answers a request of this file; `None`: it is none of them.
    pub(super) fn look_up(&self, method: &str, params: Value) -> Option<Result<Value, Failure>> {
        Some(match method {
            "textDocument/documentSymbol" => self.document_symbols(params),
            "workspace/symbol" => self.workspace_symbols(params),
            "textDocument/codeLens" => parameters(params).and_then(|params: CodeLensParams| {
                value(self.view(&params.text_document.uri).map(|view| lenses::lenses(&view)))
            }),
            "textDocument/inlayHint" => parameters(params).and_then(|params: InlayHintParams| {
                value(self.view(&params.text_document.uri).map(|view| hints::hints(&view, &params.range)))
            }),
            "textDocument/documentLink" => parameters(params).and_then(|params: DocumentLinkParams| {
                value(self.view(&params.text_document.uri).map(|view| links::links(&view)))
            }),
            // No more of their parameters is needed than the place.
            "textDocument/definition" | "textDocument/implementation" | "textDocument/references" => {
                parameters(params).and_then(|at: TextDocumentPositionParams| self.places(method, &at))
            }
            "textDocument/completion" => self.completion(params),
            "completionItem/resolve" => parameters(params).and_then(|item: CompletionItem| {
                value(completion::resolve(item, self.client.explains_in_markdown(), |uri| {
                    self.folders.get(&Key::of(uri))
                }))
            }),
            _ => return None,
        })
    }

    fn document_symbols(&self, params: Value) -> Result<Value, Failure> {
        let DocumentSymbolParams { text_document, .. } = parameters(params)?;
        match self.config_view(&text_document.uri) {
            Some(view) => value(config_file::symbols(&view)),
            None => value(self.view(&text_document.uri).map(|view| symbols::document(&view))),
        }
    }

    fn workspace_symbols(&self, params: Value) -> Result<Value, Failure> {
        let WorkspaceSymbolParams { query, .. } = parameters(params)?;
        value(symbols::workspace(self.folders.values(), &self.client, &query))
    }

    /// Places that belong to the one that is asked about.
    fn places(&self, method: &str, at: &TextDocumentPositionParams) -> Result<Value, Failure> {
        let (uri, position) = (&at.text_document.uri, at.position);
        if let Some(view) = self.config_view(uri) {
            return value(match method {
                "textDocument/definition" => config_file::definition(&view, position),
                _ => config_file::references(&view, position),
            });
        }
        value(self.view(uri).map(|view| match method {
            "textDocument/definition" => navigation::definition(&view, position),
            "textDocument/implementation" => navigation::implementation(&view, position),
            _ => navigation::references(&view, position),
        }))
    }

    fn completion(&self, params: Value) -> Result<Value, Failure> {
        let CompletionParams { text_document_position: at, context, .. } = parameters(params)?;
        if let Some(view) = self.config_view(&at.text_document.uri) {
            return value(config_file::complete(&view, at.position));
        }
        let key = Key::of(at.text_document.uri.as_str());
        if key.name() == CONFIG {
            // One that counts for no set is no document either.
            return Ok(Value::Null);
        }
        let (Some(open), Some((folder, path))) = (self.open.get(&key), self.place_of(&key)) else {
            return Ok(Value::Null);
        };
        let Some(folder) = self.folders.get(&folder) else { return Ok(Value::Null) };
        let typed =
            |context: &CompletionContext| context.trigger_kind == CompletionTriggerKind::TRIGGER_CHARACTER;
        let places = open.places(self.client.encoding);
        value(completion::complete(&Typed {
            client: &self.client,
            folder,
            path: &path,
            places,
            offset: places.offset(at.position),
            entry: folder.workspace.get(&path),
            invoked: !context.as_ref().is_some_and(typed),
        }))
    }
}
