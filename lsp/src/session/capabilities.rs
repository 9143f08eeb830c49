//! `initialize`: what the server can do.

use ls_types::{
    InitializeParams, InitializeResult, OneOf, SaveOptions, ServerCapabilities, ServerInfo,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};
use serde_json::Value;

use super::{Session, Stage, parameters};
use crate::client::Client;
use crate::features;
use crate::message::Failure;

impl Session {
    pub(super) fn initialize(&mut self, params: Value) -> Result<Value, Failure> {
        let params: InitializeParams = parameters(params)?;
        self.client = Client::new(&params);
        #[allow(deprecated, reason = "older clients have nothing else")]
        let root = params.root_uri.as_ref();
        self.roots = match (&params.workspace_folders, root) {
            (Some(folders), _) => folders.iter().map(|folder| folder.uri.as_str().to_owned()).collect(),
            (None, Some(root)) => vec![root.as_str().to_owned()],
            (None, None) => Vec::new(),
        };
        self.stage = Stage::Running;
        let result = InitializeResult {
            capabilities: capabilities(&self.client),
            server_info: Some(ServerInfo {
                name: "medlint".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            ..InitializeResult::default()
        };
        serde_json::to_value(result).map_err(|error| Failure::new(Failure::INTERNAL, error.to_string()))
    }
}

fn capabilities(client: &Client) -> ServerCapabilities {
    let mut capabilities = ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
            ..TextDocumentSyncOptions::default()
        })),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            ..WorkspaceServerCapabilities::default()
        }),
        ..ServerCapabilities::default()
    };
    features::announce(client, &mut capabilities);
    capabilities
}
