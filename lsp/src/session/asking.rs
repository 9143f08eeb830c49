//! Requests of the server to the client, and their answers.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Session;
use crate::client::Settings;
use crate::host::Listing;
use crate::message::{Failure, Id, Message};
use crate::uri::{Key, child, parent};

/// At most so many files are asked for at once.
const BATCH: usize = 32;

/// What was asked of the client.
#[derive(Debug, Clone)]
pub(super) enum Asked {
    /// The section `medlint` of its settings.
    Settings,
    /// The files of a set.
    Files(Key),
    /// The texts of files.
    Texts,
    /// Whether progress may be shown.
    Progress,
    /// Something whose answer does not matter.
    Nothing,
}

#[derive(Deserialize)]
struct ListedFiles {
    files: Vec<String>,
    #[serde(default)]
    configs: Vec<String>,
    /// Files besides; to be relied upon when they are complete.
    #[serde(default)]
    others: Vec<String>,
    #[serde(default)]
    complete: bool,
}

#[derive(Deserialize)]
struct ReadFiles {
    files: Vec<ReadFile>,
}

#[derive(Deserialize)]
struct ReadFile {
    uri: String,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    base64: Option<String>,
    #[serde(default)]
    error: Option<String>,
}

impl Session {
    pub(super) fn ask(&mut self, method: &str, params: Value, asked: Asked) {
        self.next_id += 1;
        self.asked.insert(self.next_id, asked);
        let id = Id::Number(self.next_id);
        self.outbox.push(Message::Request { id, method: method.to_owned(), params });
    }

    pub(super) fn response(&mut self, id: &Id, result: Result<Value, Failure>) {
        let Id::Number(number) = id else { return };
        let Some(asked) = self.asked.remove(number) else { return };
        match (asked, result) {
            (Asked::Settings, Ok(value)) => {
                let section = value.get(0).cloned().unwrap_or_default();
                self.take_settings(&section);
            }
            (Asked::Files(folder), Ok(value)) => match serde_json::from_value::<ListedFiles>(value) {
                Ok(listed) => self.take_listing(&folder, sorted_out(listed)),
                Err(error) => self.log(&format!("medlint/listFiles: {error}")),
            },
            (Asked::Texts, Ok(value)) => match serde_json::from_value::<ReadFiles>(value) {
                Ok(read) => read.files.into_iter().for_each(|file| self.take_file(file)),
                Err(error) => self.log(&format!("medlint/readFiles: {error}")),
            },
            (Asked::Files(folder), Err(failure)) => {
                // Nobody knows what is there: open documents are looked at, nothing is said to be missing.
                if let Some(folder) = self.folders.get_mut(&folder) {
                    folder.listed = true;
                    folder.whole = false;
                }
                self.log(&format!("the files of the folder are not known: {}", failure.message));
            }
            (Asked::Texts, Err(failure)) => {
                self.folders.values_mut().for_each(|folder| folder.reading.clear());
                self.log(&format!("files were not read: {}", failure.message));
            }
            (Asked::Progress, result) => self.begin_progress(result.is_ok()),
            (Asked::Settings | Asked::Nothing, _) => {}
        }
    }

    /// Asks for the settings, if the client answers that.
    pub(super) fn ask_settings(&mut self) {
        if self.client.has_configuration() {
            let params = json!({ "items": [{ "section": "medlint" }] });
            self.ask("workspace/configuration", params, Asked::Settings);
        }
    }

    pub(super) fn take_settings(&mut self, section: &Value) {
        let (settings, wrong) = Settings::read(section);
        for what in wrong {
            self.log(&format!("{what}; the default counts"));
        }
        if settings != self.client.settings {
            self.client.settings = settings;
            self.configure_all();
        }
    }

    /// Asks for the next files of the sets, if the client has them; whether it did.
    pub(super) fn ask_texts(&mut self) -> bool {
        if self.asked.values().any(|asked| matches!(asked, Asked::Texts)) {
            return false;
        }
        let mut uris = Vec::new();
        for folder in self.folders.values_mut() {
            while uris.len() < BATCH
                && let Some(path) = folder.next_unread()
            {
                uris.push(folder.uri_of(&path));
            }
        }
        if uris.is_empty() {
            return false;
        }
        self.ask("medlint/readFiles", json!({ "uris": uris }), Asked::Texts);
        true
    }

    fn take_file(&mut self, file: ReadFile) {
        let key = Key::of(&file.uri);
        let bytes = match (file.text, file.base64, file.error) {
            (Some(text), _, _) => Ok(text.into_bytes()),
            (None, Some(coded), _) => BASE64_STANDARD.decode(coded).map_err(|error| error.to_string()),
            (None, None, error) => Err(error.unwrap_or_else(|| "neither text nor error".to_owned())),
        };
        self.take_bytes(key, &file.uri, bytes);
    }
}

/// What a client lists, as a host would: documents below a folder with a medlint.toml of its own belong there.
fn sorted_out(listed: ListedFiles) -> Listing {
    let sets: Vec<String> =
        listed.configs.iter().filter(|path| path.contains('/')).map(|path| parent(path).to_owned()).collect();
    let apart = |path: &String| {
        sets.iter().any(|set| path.strip_prefix(set.as_str()).is_some_and(|r| r.starts_with('/')))
    };
    let documents = listed.files.into_iter().filter(|path| !apart(path)).collect();
    let has_config = listed.configs.iter().any(|path| path == crate::folder::CONFIG);
    Listing {
        documents,
        sets,
        others: listed.complete.then_some(listed.others),
        has_config: Some(has_config),
    }
}

/// The URI of a set's medlint.toml.
pub(super) fn config_uri(folder: &str) -> String {
    child(folder, crate::folder::CONFIG)
}
