//! `workspace/executeCommand`: which sets and files a command is about.

use serde_json::{Value, json};

use super::Session;
use super::asking::Asked;
use super::requests::{Need, value};
use crate::edits::Editor;
use crate::features::actions::Desk;
use crate::features::commands::{self, Command, Wants};
use crate::folder::{CONFIG, Folder};
use crate::message::Failure;
use crate::uri::Key;

/// What a command needs.
///
/// # Errors
/// When there is no such command, or an argument is missing or wrong.
pub(super) fn need(params: &Value) -> Result<Need, Failure> {
    Ok(match Command::read(params)?.wants() {
        Wants::Nothing => Need::Nothing,
        Wants::Files => Need::Files,
        Wants::Document { uri } => Need::Document(Key::of(&uri)),
        Wants::Everything => Need::Everything,
    })
}

impl Session {
    /// Does what a command says.
    pub(super) fn execute(&mut self, params: &Value) -> Result<Value, Failure> {
        match Command::read(params)? {
            Command::Folders => Ok(commands::folders(self.folders.values())),
            Command::Assessment { folder } => commands::assessment(self.folder(&folder)?),
            Command::Scan { folder } => commands::scan(self.folder(&folder)?),
            Command::Report { folder, format } => commands::report(self.folder(&folder)?, format),
            Command::Catalogue { folder } => {
                let folder = match folder {
                    Some(uri) => Some(self.folder(&uri)?),
                    None => self.folders.values().find(|folder| !folder.own.is_empty()),
                };
                match folder.or_else(|| self.folders.values().next()) {
                    Some(folder) => commands::catalogue(folder.workspace.catalogue()),
                    None => commands::catalogue(&medlint_core::catalog::Catalogue::builtin()),
                }
            }
            Command::Explain { id } => {
                let mut catalogues = self.folders.values().map(|folder| folder.workspace.catalogue());
                let found = catalogues.find_map(|catalogue| commands::explanation(&id, catalogue));
                let builtin = || commands::explanation(&id, &medlint_core::catalog::Catalogue::builtin());
                Ok(found.or_else(builtin).into())
            }
            Command::NewDocument { folder, kind } => {
                let key = self.folder(&folder)?.key.clone();
                let asks_host = !self.client.supplies_files && self.host.has_files();
                let (host, open) = (&mut self.host, &self.open);
                let Some(folder) = self.folders.get(&key) else { return Err(no_folder(&folder)) };
                let mut is_taken = |path: &str| {
                    folder.documents.contains(path)
                        || folder.others.as_ref().is_some_and(|others| others.contains(path))
                        || open.contains_key(&key.join(path))
                        || asks_host && host.exists(&folder.uri_of(path))
                };
                commands::new_document(folder, &kind, &mut is_taken)
            }
            Command::InsertSection { folder, topic, path } => {
                value(commands::section(self.folder(&folder)?, &self.editor(), &topic, path.as_deref())?)
            }
            Command::SetFacts { folder, facts, name } => {
                value(commands::set_facts(self.folder(&folder)?, &self.editor(), &facts, name.as_deref())?)
            }
            Command::Initialise { folder } => {
                value(commands::initialise(self.folder(&folder)?, &self.editor())?)
            }
            Command::Waive { folder, waiver } => {
                value(commands::waive(self.folder(&folder)?, &self.editor(), &waiver, self.today())?)
            }
            Command::Suppress { uri, line, code, reason } => {
                let gone = || Failure::refused(format!("{uri} is no document that was looked at"));
                let (folder, path) = self.place_of(&Key::of(&uri)).ok_or_else(gone)?;
                let folder = self.folders.get(&folder).ok_or_else(gone)?;
                value(commands::suppress(folder, &self.editor(), &path, line, &code, &reason)?)
            }
            Command::Apply { edit } => {
                let params = json!({ "label": "medlint", "edit": edit });
                self.ask("workspace/applyEdit", params, Asked::Nothing);
                Ok(Value::Null)
            }
        }
    }

    /// What writes edits.
    pub(super) fn editor(&self) -> Editor<'_> {
        Editor { client: &self.client, open: &self.open }
    }

    /// What code actions are about: a document that was analysed, or a medlint.toml.
    pub(super) fn desk(&self, uri: &str) -> Option<Desk<'_>> {
        let key = Key::of(uri);
        let (folder, view) = if key.name() == CONFIG {
            (self.folders.get(&key.parent()?)?, None)
        } else {
            let view = self.view_of(&key)?;
            (view.folder, Some(view))
        };
        Some(Desk { folder, view, editor: self.editor(), today: self.today() })
    }

    /// A set by its URI, however that is spelled.
    fn folder(&self, uri: &str) -> Result<&Folder, Failure> {
        self.folders.get(&Key::of(uri)).ok_or_else(|| no_folder(uri))
    }
}

fn no_folder(uri: &str) -> Failure {
    Failure::refused(format!("{uri} is none of the folders that are looked at"))
}
