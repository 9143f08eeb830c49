//! What the server can do for a writer: each feature a function of a [`View`](crate::view::View).
//!
//! A new feature is a file here, a line in [`need`] and [`announce`], and its request in `session::requests`.

pub(crate) mod actions;
pub(crate) mod commands;
pub(crate) mod diagnostics;
pub(crate) mod hover;
pub(crate) mod summary;

use ls_types::{
    DiagnosticOptions, DiagnosticServerCapabilities, ExecuteCommandOptions, HoverProviderCapability,
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
    capabilities.diagnostic_provider = Some(DiagnosticServerCapabilities::Options(DiagnosticOptions {
        identifier: Some("medlint".to_owned()),
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        ..DiagnosticOptions::default()
    }));
}
