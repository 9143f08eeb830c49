//! `workspace/executeCommand`: which sets and files a command is about.

use serde_json::{Value, json};

use super::Session;
use super::asking::Asked;
use super::requests::Need;
use crate::edits::Editor;
use crate::features::commands::{self, Command, Wants};
use crate::folder::Folder;
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
        Wants::Document { folder, path } => Need::Document(Key::of(&folder).join(&path)),
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
                commands::insert_section(self.folder(&folder)?, &self.editor(), &topic, path.as_deref())
            }
            Command::Initialise { folder } => commands::initialise(self.folder(&folder)?, &self.editor()),
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

    /// A set by its URI, however that is spelled.
    fn folder(&self, uri: &str) -> Result<&Folder, Failure> {
        self.folders.get(&Key::of(uri)).ok_or_else(|| no_folder(uri))
    }
}

fn no_folder(uri: &str) -> Failure {
    Failure::refused(format!("{uri} is none of the folders that are looked at"))
}
