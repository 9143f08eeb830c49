//! What the server can do for a writer: each feature a function of a [`View`](crate::view::View).
//!
//! A new feature is a file here, a line in [`need`] and [`announce`], and its request in `session::requests`.

pub(crate) mod actions;
pub(crate) mod commands;
pub(crate) mod completion;
pub(crate) mod config_file;
pub(crate) mod describe;
pub(crate) mod diagnostics;
pub(crate) mod hints;
pub(crate) mod hover;
pub(crate) mod lenses;
pub(crate) mod links;
pub(crate) mod navigation;
pub(crate) mod places;
pub(crate) mod sections;
pub(crate) mod summary;
pub(crate) mod symbols;

use ls_types::{
    CodeLensOptions, CompletionOptions, DiagnosticOptions, DiagnosticServerCapabilities, DocumentLinkOptions,
    ExecuteCommandOptions, HoverProviderCapability, ImplementationProviderCapability, OneOf,
    ServerCapabilities,
};

use crate::client::Client;

/// What has to be ready before a request can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Nothing.
    Nothing,
    /// The document that it is about.
    Document,
    /// All documents of all sets.
    Everything,
    /// What the command needs that is to be executed.
    Command,
    /// The document of the action that is to be completed.
    Action,
}

/// What a request needs; `None`: there is no such request.
pub(crate) fn need(method: &str) -> Option<Needs> {
    match method {
        "textDocument/documentSymbol" | "textDocument/codeLens" | "textDocument/inlayHint" => {
            Some(Needs::Document)
        }
        "textDocument/definition" | "textDocument/implementation" => Some(Needs::Document),
        "textDocument/references" | "textDocument/documentLink" => Some(Needs::Document),
        // What is typed is looked at as it stands; an analysis would come too late.
        "textDocument/completion" | "completionItem/resolve" => Some(Needs::Nothing),
        "workspace/symbol" => Some(Needs::Everything),
        "textDocument/codeAction" => Some(Needs::Document),
        "codeAction/resolve" => Some(Needs::Action),
        "workspace/executeCommand" => Some(Needs::Command),
        "textDocument/hover" | "textDocument/diagnostic" => Some(Needs::Document),
        "workspace/diagnostic" => Some(Needs::Everything),
        _ => None,
    }
}

/// Says in the capabilities what there is.
pub(crate) fn announce(_client: &Client, capabilities: &mut ServerCapabilities) {
    capabilities.code_action_provider = Some(actions::options().into());
    capabilities.execute_command_provider = Some(ExecuteCommandOptions {
        commands: commands::NAMES.map(str::to_owned).to_vec(),
        ..ExecuteCommandOptions::default()
    });
    capabilities.hover_provider = Some(HoverProviderCapability::Simple(true));
    capabilities.document_symbol_provider = Some(OneOf::Left(true));
    capabilities.workspace_symbol_provider = Some(OneOf::Left(true));
    capabilities.code_lens_provider = Some(CodeLensOptions { resolve_provider: Some(false) });
    capabilities.inlay_hint_provider = Some(OneOf::Left(true));
    capabilities.definition_provider = Some(OneOf::Left(true));
    capabilities.implementation_provider = Some(ImplementationProviderCapability::Simple(true));
    capabilities.references_provider = Some(OneOf::Left(true));
    capabilities.document_link_provider = Some(DocumentLinkOptions {
        resolve_provider: Some(false),
        work_done_progress_options: ls_types::WorkDoneProgressOptions::default(),
    });
    capabilities.completion_provider = Some(CompletionOptions {
        resolve_provider: Some(true),
        // Of ids, of words in quotes, of tables, and behind the marks of a heading and `medlint:`.
        trigger_characters: Some(["-", "\"", "[", " "].map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    });
    capabilities.diagnostic_provider = Some(DiagnosticServerCapabilities::Options(DiagnosticOptions {
        identifier: Some("medlint".to_owned()),
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        ..DiagnosticOptions::default()
    }));
}
