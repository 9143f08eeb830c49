//! Code actions: what can be done about a finding, or at a place.
//!
//! An action is an [`Offer`] with a [`Deed`]; the edit is made of the deed, at once or when the client asks for it, which
//! costs less. `offers` says what there is, `deed` makes edits, `kinds` guesses what a document could be, `mend` holds
//! what needs nobody's judgement, `config` is for medlint.toml.

mod config;
mod deed;
mod kinds;
mod mend;
mod offers;
mod sections;

use ls_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionParams,
    Command, Diagnostic, NumberOrString,
};
use medlint_core::assess::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::edits::Editor;
use crate::features::commands;
use crate::folder::Folder;
use crate::message::Failure;
use crate::view::View;
pub(crate) use deed::Deed;

/// Kinds of actions.
mod sort {
    pub(super) const INSERT: &str = "quickfix.medlint.insert";
    pub(super) const COMPLETE: &str = "quickfix.medlint.complete";
    pub(super) const KIND: &str = "quickfix.medlint.kind";
    pub(super) const CITATION: &str = "quickfix.medlint.citation";
    pub(super) const SUPPRESSION: &str = "quickfix.medlint.suppression";
    pub(super) const CONFIG: &str = "quickfix.medlint.config";
    pub(super) const WAIVE: &str = "quickfix.medlint.waive";
    pub(super) const SUPPRESS: &str = "quickfix.medlint.suppress";
    pub(super) const FIX_ALL: &str = "source.fixAll.medlint";
}

/// What is announced.
pub(crate) fn options() -> CodeActionOptions {
    CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::from(sort::FIX_ALL)]),
        resolve_provider: Some(true),
        ..CodeActionOptions::default()
    }
}

/// What actions are about: a document of a set, or its medlint.toml.
#[derive(Clone, Copy)]
pub(crate) struct Desk<'a> {
    pub(crate) folder: &'a Folder,
    /// `None`: the medlint.toml.
    pub(crate) view: Option<View<'a>>,
    pub(crate) editor: Editor<'a>,
    pub(crate) today: Option<Date>,
}

/// Something that can be done.
struct Offer {
    title: String,
    sort: &'static str,
    deed: Deed,
    /// The findings it is about, as the client has them.
    diagnostics: Vec<Diagnostic>,
    /// It is the best that can be done about them.
    preferred: bool,
}

/// What the client keeps of an action until it wants the edit.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    uri: String,
    deed: Deed,
}

/// The actions at a place.
pub(crate) fn actions(desk: &Desk<'_>, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
    let CodeActionContext { only, diagnostics, .. } = &params.context;
    let wanted = |sort: &str| match only {
        None => true,
        Some(only) => only.iter().any(|only| is_below(sort, only.as_str())),
    };
    let told = Told(diagnostics);
    let offers = match &desk.view {
        Some(view) => {
            // Whoever asks for "fix all" means the whole document.
            let whole = only.is_some() && wanted(sort::FIX_ALL);
            offers::of_document(desk, view, &params.range, &told, whole)
        }
        None => config::offers(desk, &params.range, &told),
    };
    let uri = params.text_document.uri.as_str();
    offers.into_iter().filter(|offer| wanted(offer.sort)).filter_map(|o| action(desk, uri, o)).collect()
}

/// Whether a kind is another one or below it: `quickfix.medlint.kind` is below `quickfix`.
fn is_below(kind: &str, above: &str) -> bool {
    above.is_empty() || kind.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// An offer as the client can take it; none when there is nothing to it after all.
fn action(desk: &Desk<'_>, uri: &str, offer: Offer) -> Option<CodeActionOrCommand> {
    let client = desk.editor.client;
    let Offer { title, sort, deed, diagnostics, preferred } = offer;
    if client.asks
        && let Some(command) = deed.question(desk, uri, &title)
    {
        return Some(if client.takes_code_actions() {
            CodeActionOrCommand::CodeAction(CodeAction {
                title: format!("{title}..."),
                kind: Some(CodeActionKind::from(sort)),
                diagnostics: (!diagnostics.is_empty()).then_some(diagnostics),
                command: Some(command),
                ..CodeAction::default()
            })
        } else {
            CodeActionOrCommand::Command(command)
        });
    }
    if !client.takes_code_actions() {
        let edit = serde_json::to_value(deed.edit(desk).ok()?).ok()?;
        return Some(CodeActionOrCommand::Command(Command {
            title,
            command: commands::APPLY.to_owned(),
            arguments: Some(vec![edit]),
        }));
    }
    let (edit, data) = if client.resolves_edits() && deed.takes_long() {
        (None, serde_json::to_value(Kept { uri: uri.to_owned(), deed }).ok())
    } else {
        (Some(deed.edit(desk).ok()?), None)
    };
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title,
        kind: Some(CodeActionKind::from(sort)),
        diagnostics: (!diagnostics.is_empty()).then_some(diagnostics),
        is_preferred: preferred.then_some(true),
        edit,
        data,
        ..CodeAction::default()
    }))
}

/// The document of an action that the client wants to be completed.
pub(crate) fn uri_of(action: &Value) -> Option<&str> {
    action.pointer("/data/uri").and_then(Value::as_str)
}

/// Completes an action with its edit.
pub(crate) fn resolve(desk: &Desk<'_>, mut action: CodeAction) -> Result<CodeAction, Failure> {
    if action.edit.is_none()
        && let Some(data) = action.data.clone()
    {
        let kept: Kept = serde_json::from_value(data)
            .map_err(|error| Failure::new(Failure::INVALID_PARAMS, format!("data: {error}")))?;
        action.edit = Some(kept.deed.edit(desk)?);
    }
    Ok(action)
}

/// The findings that a client shows at a place.
struct Told<'a>(&'a [Diagnostic]);

impl Told<'_> {
    /// Those for a finding: by its fingerprint, or by code and place where the client does not keep that.
    fn of(&self, finding: &medlint_core::lint::Finding, range: &ls_types::Range) -> Vec<Diagnostic> {
        let is_it = |diagnostic: &&Diagnostic| {
            let data = diagnostic.data.as_ref();
            let one = data.and_then(|data| data.get("fingerprint")).and_then(Value::as_str);
            let several = data.and_then(|data| data.get("fingerprints")).and_then(Value::as_array);
            match (several, one) {
                (Some(several), _) => several.iter().any(|one| *one == *finding.fingerprint),
                (None, Some(one)) => one == finding.fingerprint,
                (None, None) => has_code(diagnostic, finding.code) && touches(&diagnostic.range, range),
            }
        };
        self.0.iter().filter(is_it).cloned().collect()
    }

    /// Those with a code that touch a range.
    fn at(&self, code: &str, range: &ls_types::Range) -> Vec<Diagnostic> {
        self.0.iter().filter(|d| has_code(d, code) && touches(&d.range, range)).cloned().collect()
    }

    /// Those without a code that begin where a range does: mistakes in medlint.toml.
    fn mistakes(&self, range: &ls_types::Range) -> Vec<Diagnostic> {
        self.0.iter().filter(|d| d.code.is_none() && d.range.start == range.start).cloned().collect()
    }
}

fn has_code(diagnostic: &Diagnostic, code: &str) -> bool {
    matches!(&diagnostic.code, Some(NumberOrString::String(told)) if told == code)
}

/// Whether two ranges have a place in common; the ends count.
fn touches(a: &ls_types::Range, b: &ls_types::Range) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// A command of the client that asks for a reason first.
fn question(command: &str, title: &str, what: Value) -> Command {
    Command {
        title: title.to_owned(),
        command: format!("medlint.ask.{command}"),
        arguments: Some(vec![merged(what, json!({ "title": title }))]),
    }
}

fn merged(mut what: Value, more: Value) -> Value {
    if let (Some(what), Value::Object(more)) = (what.as_object_mut(), more) {
        what.retain(|_, value| !value.is_null());
        what.extend(more);
    }
    what
}
