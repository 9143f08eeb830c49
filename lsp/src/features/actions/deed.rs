//! What an action does, as data, and the edit that it comes to.

use ls_types::{Command, WorkspaceEdit};
use medlint_core::config::{OneOrMany, WaiverData};
use medlint_core::draft;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Desk, config, mend, question, sections};
use crate::features::commands;
use crate::message::Failure;
use crate::view::View;

/// What an action does. Topics, kinds and requirements are named by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "camelCase")]
pub(crate) enum Deed {
    /// Puts a section for a topic where it belongs.
    Insert { topic: String },
    /// Puts sections for topics where they belong.
    InsertAll { topics: Vec<String> },
    /// Adds prompts for what a section about a topic lacks: what these requirements ask for, or, without any, what is not
    /// yet said of it.
    Complete { topic: String, requirements: Vec<String> },
    /// Begins a document of a kind.
    Create { kind: String, path: String },
    /// Has the front matter say what the document is.
    Kind { kind: String },
    /// Has medlint.toml say what the document is.
    KindInConfig { kind: String },
    /// Puts the current edition in the place of a superseded one, at a byte of the source.
    Cite { at: u32 },
    /// Takes out a comment that suppresses nothing, at a byte of the source.
    Unsuppress { at: u32 },
    /// Does all that needs nobody's judgement.
    FixAll,
    /// Puts what was meant in the place of a mistake in medlint.toml, at a byte of it.
    Correct { at: u32 },
    /// Writes an exception down, with a blank for the reason.
    Waive { requirement: Option<String>, topic: Option<String>, document: Option<String> },
    /// Writes a comment that suppresses a finding at a line (from 0), with a blank for the reason.
    Suppress { line: u32, code: String },
}

impl Deed {
    /// Whether the edit takes longer to make than the rest of the answer: the document is read again to see what the edit
    /// does to it.
    pub(super) fn takes_long(&self) -> bool {
        !matches!(
            self,
            Deed::Cite { .. }
                | Deed::Correct { .. }
                | Deed::Create { .. }
                | Deed::KindInConfig { .. }
                | Deed::Waive { .. }
        )
    }

    /// The edit.
    ///
    /// # Errors
    /// When the text is no longer what it was, or nothing of the sort can be done there.
    pub(super) fn edit(&self, desk: &Desk<'_>) -> Result<WorkspaceEdit, Failure> {
        match self {
            Deed::Correct { at } => config::correct(desk, *at),
            Deed::Waive { requirement, topic, document } => {
                let waiver = WaiverData {
                    requirement: requirement.clone().map(OneOrMany::One),
                    topic: topic.clone().map(OneOrMany::One),
                    document: document.clone(),
                    ..WaiverData::default()
                };
                commands::excuse(desk.folder, &desk.editor, &waiver, desk.today)
            }
            Deed::Create { kind, path } => {
                let kind = desk.folder.workspace.catalogue().kind(kind).ok_or_else(gone)?;
                let text = commands::starting_text(desk.folder, kind, path);
                desk.editor.create(&desk.folder.uri_of(path), text)
            }
            _ => {
                let view = desk.view.as_ref();
                self.edit_document(desk, view.ok_or_else(|| Failure::refused("this is about a document"))?)
            }
        }
    }

    fn edit_document(&self, desk: &Desk<'_>, view: &View<'_>) -> Result<WorkspaceEdit, Failure> {
        let document = &view.entry.document;
        let edits = match self {
            Deed::Insert { topic } => sections::insert(view, topic)?,
            Deed::InsertAll { topics } => sections::insert_all(view, topics)?,
            Deed::Complete { topic, requirements } => sections::complete(view, topic, requirements)?,
            Deed::Kind { kind } => {
                let edit = draft::kind(document, kind);
                vec![edit.ok_or_else(|| {
                    Failure::refused("the front matter cannot be changed; write it by hand")
                })?]
            }
            Deed::KindInConfig { kind } => {
                let (glob, catalogue) = (format!("/{}", escaped(view.path)), view.catalogue());
                let change = |text: &str| draft::config::set_kind_glob(text, &glob, kind, catalogue);
                let begin =
                    || change("").and_then(|edits| draft::config::apply("", &edits)).unwrap_or_default();
                return desk.editor.configure(desk.folder, begin, change);
            }
            Deed::Cite { at } => vec![mend::citation(view, *at).ok_or_else(gone)?.1],
            Deed::Unsuppress { at } => mend::suppression(view, *at).ok_or_else(gone)?,
            Deed::FixAll => mend::all(view),
            Deed::Suppress { line, code } => {
                return commands::silence(view.folder, &desk.editor, view.path, *line, code, "");
            }
            Deed::Correct { .. } | Deed::Create { .. } | Deed::Waive { .. } => Vec::new(),
        };
        if edits.is_empty() {
            return Err(gone());
        }
        desk.editor.change(&view.address(), view.source(), &edits)
    }

    /// The question to a person that has to come first, for clients that ask it.
    pub(super) fn question(&self, desk: &Desk<'_>, uri: &str, title: &str) -> Option<Command> {
        let folder = &desk.folder.uri;
        match self {
            Deed::Waive { requirement, topic, document } => {
                let what = json!({
                    "folder": folder, "requirement": requirement, "topic": topic, "document": document, "uri": uri,
                });
                Some(question("waive", title, what))
            }
            Deed::Suppress { line, code } => {
                let what = json!({ "folder": folder, "uri": uri, "line": line, "code": code });
                Some(question("suppress", title, what))
            }
            _ => None,
        }
    }
}

fn gone() -> Failure {
    Failure::refused("the text has changed; there is nothing left to do here")
}

/// A path as a pattern that matches nothing else: what means something in patterns stands for any one character.
pub(super) fn escaped(path: &str) -> String {
    path.chars()
        .map(|c| if matches!(c, '*' | '?' | '[' | ']' | '{' | '}' | '\\') { '?' } else { c })
        .collect()
}
