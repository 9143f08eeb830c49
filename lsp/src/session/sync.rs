//! Texts and sets: what is open, what is on disk, which set a document belongs to.

use std::collections::BTreeSet;

use ls_types::{
    CreateFilesParams, DeleteFilesParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, FileChangeType, RenameFilesParams,
};
use medlint_core::config::{Config, catalogue_files};
use serde_json::{Value, json};

use super::asking::{Asked, config_uri};
use super::{Session, parameters};
use crate::client::Run;
use crate::folder::{CONFIG, Folder};
use crate::host::Listing;
use crate::text::OpenText;
use crate::uri::{Key, child, parent};

impl Session {
    /// Takes a notification in.
    pub(super) fn sync(&mut self, method: &str, params: Value) -> Result<(), String> {
        let bad = |failure: crate::message::Failure| failure.message;
        match method {
            "initialized" => self.begin(),
            "textDocument/didOpen" => {
                let DidOpenTextDocumentParams { text_document: given } = parameters(params).map_err(bad)?;
                let uri = given.uri.as_str().to_owned();
                self.opened(OpenText::new(uri, given.version, given.text));
            }
            "textDocument/didChange" => {
                let DidChangeTextDocumentParams { text_document, content_changes } =
                    parameters(params).map_err(bad)?;
                let key = Key::of(text_document.uri.as_str());
                let encoding = self.client.encoding;
                let open = self.open.get_mut(&key).ok_or("the document is not open")?;
                if text_document.version < open.version {
                    return Err(format!("version {} comes after {}", text_document.version, open.version));
                }
                open.edit(text_document.version, content_changes, encoding);
                if self.client.settings.run == Run::OnType || key.name() == CONFIG {
                    self.changed(key);
                }
            }
            "textDocument/didSave" => {
                let DidSaveTextDocumentParams { text_document, .. } = parameters(params).map_err(bad)?;
                let key = Key::of(text_document.uri.as_str());
                if self.client.settings.run == Run::OnSave && self.open.contains_key(&key) {
                    self.changed(key);
                }
            }
            "textDocument/didClose" => {
                let DidCloseTextDocumentParams { text_document } = parameters(params).map_err(bad)?;
                self.closed(&Key::of(text_document.uri.as_str()));
            }
            "workspace/didChangeConfiguration" => {
                if self.client.has_configuration() {
                    self.ask_settings();
                } else {
                    let section = params.pointer("/settings/medlint").or_else(|| params.get("settings"));
                    let section = section.cloned().unwrap_or_default();
                    self.take_settings(&section);
                }
            }
            "workspace/didChangeWorkspaceFolders" => {
                let DidChangeWorkspaceFoldersParams { event } = parameters(params).map_err(bad)?;
                let gone: BTreeSet<Key> = event.removed.iter().map(|f| Key::of(f.uri.as_str())).collect();
                self.roots.retain(|root| !gone.contains(&Key::of(root)));
                self.roots.extend(event.added.iter().map(|folder| folder.uri.as_str().to_owned()));
                self.relist();
            }
            "workspace/didChangeWatchedFiles" => {
                let DidChangeWatchedFilesParams { changes } = parameters(params).map_err(bad)?;
                // Many programs save by writing a new file in the place of the old one.
                for change in changes.iter().filter(|change| change.typ != FileChangeType::DELETED) {
                    self.touched(change.uri.as_str());
                }
                if changes.iter().any(|change| change.typ != FileChangeType::CHANGED) {
                    self.relist();
                }
            }
            "workspace/didCreateFiles" => {
                let CreateFilesParams { .. } = parameters(params).map_err(bad)?;
                self.relist();
            }
            "workspace/didRenameFiles" => {
                let RenameFilesParams { .. } = parameters(params).map_err(bad)?;
                self.relist();
            }
            "workspace/didDeleteFiles" => {
                let DeleteFilesParams { .. } = parameters(params).map_err(bad)?;
                self.relist();
            }
            // What this server has no use for ($/setTrace, notebooks) is no mistake.
            _ => {}
        }
        Ok(())
    }

    /// The client is ready: sets are looked for, files watched, settings asked.
    fn begin(&mut self) {
        for what in std::mem::take(&mut self.client.wrong) {
            self.log(&format!("{what}; the default counts"));
        }
        self.ask_settings();
        if self.client.watches_files() {
            let watchers: Vec<Value> =
                ["**/*.{md,markdown,mdown,mkd,mkdn,mdx,qmd,txt,text,rst,rest,adoc,asciidoc}", "**/*.toml"]
                    .iter()
                    .map(|glob| json!({ "globPattern": glob }))
                    .collect();
            let registration = json!({
                "id": "medlint-files",
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": { "watchers": watchers },
            });
            self.ask("client/registerCapability", json!({ "registrations": [registration] }), Asked::Nothing);
        }
        self.relist();
    }

    /// Looks anew at what files there are in the roots.
    fn relist(&mut self) {
        self.folders.values_mut().for_each(|folder| folder.strangers.clear());
        let mut wanted = BTreeSet::new();
        for root in self.roots.clone() {
            let root = if self.client.supplies_files || !self.host.has_files() {
                root
            } else {
                self.host.root_of(&root).unwrap_or(root)
            };
            wanted.insert(Key::of(&root));
            self.add_folder(&root);
        }
        self.drop_folders(|key, folder| {
            !folder.whole || wanted.iter().any(|root| root == key || root.path_to(key).is_some())
        });
        for folder in self.folders.values_mut().filter(|folder| folder.whole) {
            folder.listed = false;
        }
        if self.client.supplies_files {
            self.asked.retain(|_, asked| !matches!(asked, Asked::Files(_)));
            let roots: Vec<(Key, String)> = self
                .folders
                .iter()
                .filter(|(key, _)| wanted.contains(key))
                .map(|(key, f)| (key.clone(), f.uri.clone()))
                .collect();
            for (key, uri) in roots {
                self.ask("medlint/listFiles", json!({ "folder": uri }), Asked::Files(key));
            }
        }
    }

    fn add_folder(&mut self, uri: &str) {
        let key = Key::of(uri);
        let folder = self.folders.entry(key).or_insert_with(|| Folder::new(uri, true));
        folder.listed = false;
        if !folder.whole {
            folder.whole = true;
            folder.stale = true;
        }
    }

    /// Takes sets out for which `keep` does not hold; open documents of them go where they belong now.
    fn drop_folders(&mut self, keep: impl Fn(&Key, &Folder) -> bool) {
        let gone: Vec<Key> = self
            .folders
            .iter()
            .filter(|(key, folder)| !keep(key, folder))
            .map(|(key, _)| key.clone())
            .collect();
        for key in gone {
            self.folders.remove(&key);
            self.withdraw(&key);
            self.dirty.extend(
                self.open.keys().filter(|open| open.name() != CONFIG && key.path_to(open).is_some()).cloned(),
            );
        }
    }

    /// Lists one set, or reads one document, with the files of the host; or asks the client. Whether something was done.
    pub(super) fn list_or_read(&mut self) -> bool {
        if self.client.supplies_files || !self.host.has_files() {
            return self.ask_texts();
        }
        if let Some((key, uri)) =
            self.folders.iter().find(|(_, f)| !f.listed).map(|(key, f)| (key.clone(), f.uri.clone()))
        {
            let config = self.config_on_disk(&key);
            let parsed = Config::parse(
                CONFIG,
                config.as_deref().unwrap_or_default(),
                self.folders[&key].workspace.catalogue(),
            )
            .0;
            match self.host.list(&uri, &parsed) {
                Ok(listing) => self.take_listing(&key, listing),
                Err(reason) => {
                    self.log(&format!("{uri} cannot be listed: {reason}"));
                    if let Some(folder) = self.folders.get_mut(&key) {
                        (folder.listed, folder.whole) = (true, false);
                    }
                }
            }
            return true;
        }
        let next = self.folders.values_mut().find_map(|folder| {
            let path = folder.next_unread()?;
            Some(folder.uri_of(&path))
        });
        let Some(uri) = next else { return false };
        let bytes = self.host.read(&uri);
        self.take_bytes(Key::of(&uri), &uri, bytes);
        true
    }

    /// The text of a set's medlint.toml: as it is open, else as it is on disk.
    fn config_on_disk(&mut self, folder: &Key) -> Option<String> {
        if let Some(open) = self.open.get(&folder.join(CONFIG)) {
            return Some(open.text().to_owned());
        }
        let uri = config_uri(&self.folders.get(folder)?.uri);
        let bytes = self.host.read(&uri).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// What files a set has.
    pub(super) fn take_listing(&mut self, key: &Key, listing: Listing) {
        let Listing { documents, sets, others, has_config } = listing;
        let Some(folder) = self.folders.get_mut(key) else { return };
        let uri = folder.uri.clone();
        folder.listed = true;
        folder.others = others.map(|others| others.into_iter().collect());
        folder.forget_targets();
        folder.stale = true;
        let before = std::mem::replace(&mut folder.documents, documents.into_iter().collect());
        for path in before {
            if !folder.documents.contains(&path) {
                folder.remove(&path);
                if self.open.contains_key(&key.join(&path)) {
                    folder.strangers.insert(path);
                }
            }
        }
        // What was to be read again before still is.
        let pending: BTreeSet<String> = folder.unread.drain(..).collect();
        let is_known =
            |path: &str| folder.workspace.checked(path).is_some() || folder.broken.contains_key(path);
        folder.unread = folder
            .documents
            .iter()
            .filter(|path| !is_known(path) || pending.contains(*path))
            .cloned()
            .collect();
        // It is known only now which of the open documents are among them.
        self.dirty.extend(
            self.open.keys().filter(|open| open.name() != CONFIG && key.path_to(open).is_some()).cloned(),
        );
        let below: Vec<Key> = sets.iter().map(|set| key.join(set)).collect();
        for set in &sets {
            let uri = child(&uri, set);
            if !self.folders.contains_key(&Key::of(&uri)) {
                self.add_folder(&uri);
                if self.client.supplies_files {
                    self.ask("medlint/listFiles", json!({ "folder": uri }), Asked::Files(Key::of(&uri)));
                }
            }
        }
        let roots: BTreeSet<Key> = self.roots.iter().map(|root| Key::of(root)).collect();
        self.drop_folders(|other, folder| {
            !folder.whole
                || key.path_to(other).is_none()
                || roots.contains(other)
                || below.iter().any(|set| set == other || set.path_to(other).is_some())
        });
        self.load_config(key, has_config);
    }

    /// Reads the medlint.toml of a set, or asks for it.
    fn load_config(&mut self, key: &Key, there: Option<bool>) {
        let is_open = self.open.contains_key(&key.join(CONFIG));
        if is_open || !self.client.supplies_files {
            let text = self.config_on_disk(key);
            self.configure(key, text);
        } else if there == Some(false) {
            self.configure(key, None);
        } else if let Some(folder) = self.folders.get_mut(key) {
            folder.awaited.insert(CONFIG.to_owned());
            let uri = config_uri(&folder.uri);
            self.ask("medlint/readFiles", json!({ "uris": [uri] }), Asked::Texts);
        }
    }

    /// Takes a medlint.toml over, once the files that it names are here.
    fn configure(&mut self, key: &Key, text: Option<String>) {
        let wanted: Vec<String> =
            catalogue_files(text.as_deref().unwrap_or_default()).into_iter().map(|file| file.path).collect();
        let Some(folder) = self.folders.get_mut(key) else { return };
        folder.awaited.clear();
        let missing: Vec<String> = wanted.into_iter().filter(|path| !folder.own.contains_key(path)).collect();
        let uri = folder.uri.clone();
        if self.client.supplies_files && !missing.is_empty() {
            folder.awaited.extend(missing.iter().cloned());
            folder.later = text;
            let uris: Vec<String> = missing.iter().map(|path| child(&uri, path)).collect();
            return self.ask("medlint/readFiles", json!({ "uris": uris }), Asked::Texts);
        }
        for path in missing {
            let read = self.host.read(&child(&uri, &path));
            let read = read
                .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "it is not valid UTF-8".to_owned()));
            if let Some(folder) = self.folders.get_mut(key) {
                folder.own.insert(path, read);
            }
        }
        self.apply_config(key, text.as_deref());
    }

    fn apply_config(&mut self, key: &Key, text: Option<&str>) {
        let settings = self.client.settings.clone();
        let Some(folder) = self.folders.get_mut(key) else { return };
        folder.urgent = true;
        let chosen = |folder: &Folder| {
            (folder.workspace.config().include.clone(), folder.workspace.config().exclude.clone())
        };
        let before = chosen(folder);
        let another_catalogue = folder.configure(text, &settings);
        if chosen(folder) != before && !self.client.supplies_files {
            // A host lists only what the configuration lets in.
            folder.listed = false;
        }
        if another_catalogue {
            // Another catalogue: every text has to be read again.
            let open: Vec<Key> =
                self.open.keys().filter(|open| key.path_to(open).is_some()).cloned().collect();
            folder.unread = folder.documents.iter().cloned().collect();
            self.dirty.extend(open.into_iter().filter(|open| open.name() != CONFIG));
        }
    }

    /// Settings changed: every set is configured anew.
    pub(super) fn configure_all(&mut self) {
        let all: Vec<(Key, Option<String>)> = self
            .folders
            .iter()
            .map(|(key, f)| (key.clone(), f.config.as_ref().map(|c| c.text.clone())))
            .collect();
        for (key, text) in all {
            self.apply_config(&key, text.as_deref());
        }
        self.republish();
    }

    fn opened(&mut self, open: OpenText) {
        let key = Key::of(&open.uri);
        self.open.insert(key.clone(), open);
        self.changed(key);
    }

    /// An open text is to be looked at.
    fn changed(&mut self, key: Key) {
        if key.name() == CONFIG {
            let text = self.open.get(&key).map(|open| open.text().to_owned());
            if let Some(folder) = key.parent().filter(|folder| self.folders.contains_key(folder)) {
                self.configure(&folder, text);
            } else {
                // A new one, perhaps: the sets may be others now.
                self.relist();
            }
        } else {
            self.dirty.insert(key);
        }
    }

    fn closed(&mut self, key: &Key) {
        let Some(open) = self.open.remove(key) else { return };
        self.dirty.remove(key);
        self.forget_open(key, &open.uri);
        if let Some((folder, path)) = self.place_of(key)
            && let Some(folder) = self.folders.get_mut(&folder)
        {
            folder.close(&path);
        }
        self.touched(&open.uri);
    }

    /// A file has another text now, on disk: open ones do not care.
    fn touched(&mut self, uri: &str) {
        let key = Key::of(uri);
        if self.open.contains_key(&key) {
            return;
        }
        if key.name() == CONFIG {
            if let Some(folder) = key.parent().filter(|folder| self.folders.contains_key(folder)) {
                self.load_config(&folder, None);
            }
            return;
        }
        let Some((folder_key, path)) = self.place_of(&key) else { return };
        let loose =
            self.folders.get(&folder_key).is_some_and(|folder| !folder.whole && folder.documents.is_empty());
        let Some(folder) = self.folders.get_mut(&folder_key) else { return };
        if folder.documents.contains(&path) {
            if !folder.unread.contains(&path) {
                folder.unread.push_back(path);
            }
        } else if folder.own.remove(&path).is_some() {
            let text = folder.config.as_ref().map(|config| config.text.clone());
            self.configure(&folder_key, text);
        } else {
            folder.remove(&path);
            if loose && folder.workspace.documents().next().is_none() {
                self.folders.remove(&folder_key);
            }
        }
    }

    /// The set that a document belongs to, and its path there: the nearest folder that lists it.
    pub(super) fn place_of(&self, key: &Key) -> Option<(Key, String)> {
        let around = self.folders.iter().filter_map(|(folder, f)| Some((folder, f, folder.path_to(key)?)));
        let holds = |folder: &Folder, path: &str| {
            !folder.listed
                || folder.documents.contains(path)
                || folder.own.contains_key(path)
                || folder.workspace.checked(path).is_some()
        };
        // A set wins over a document that was looked at alone before the set was known.
        let (folder, _, path) = around
            .filter(|(_, folder, path)| holds(folder, path))
            .max_by_key(|(key, folder, _)| (folder.whole, key.len()))?;
        Some((folder.clone(), path.to_owned()))
    }

    /// Takes an open document that nobody has listed for one of the set that it is below, and has that set listed again: it was
    /// made or renamed a moment ago, and the news of that come later.
    fn join(&mut self, key: &Key) -> Option<(Key, String)> {
        let around = self
            .folders
            .iter_mut()
            .filter_map(|(folder, f)| Some((folder, folder.path_to(key)?.to_owned(), f)));
        let (folder_key, path, folder) =
            around.filter(|(_, _, folder)| folder.whole).max_by_key(|(folder, _, _)| folder.len())?;
        let hidden = |part: &str| part.starts_with('.') || part == "node_modules";
        if folder.strangers.contains(&path)
            || path.split('/').any(hidden)
            || !folder.workspace.config().is_included(&path)
        {
            return None;
        }
        folder.documents.insert(path.clone());
        let (folder_key, uri) = (folder_key.clone(), folder.uri.clone());
        if self.client.supplies_files {
            self.ask("medlint/listFiles", json!({ "folder": uri }), Asked::Files(folder_key.clone()));
        } else if self.host.has_files() {
            folder.listed = false;
        }
        Some((folder_key, path))
    }

    /// Analyses an open document.
    pub(super) fn analyze(&mut self, key: &Key) {
        let Some(open) = self.open.get(key) else { return };
        let uri = open.uri.clone();
        let place = self.place_of(key).or_else(|| self.join(key));
        let (folder, path) = place.unwrap_or_else(|| {
            // A file of its own, without the set that it may belong to.
            let folder = Key::of(parent(&uri));
            let path = key.name().to_owned();
            let mut alone = Folder::new(parent(&uri), false);
            alone.listed = true;
            self.folders.entry(folder.clone()).or_insert(alone);
            (folder, path)
        });
        // It was somewhere else before it was known what the sets are.
        for (other, held) in &mut self.folders {
            if *other != folder
                && let Some(path) = other.path_to(key)
            {
                held.remove(path);
            }
        }
        self.folders
            .retain(|key, held| held.whole || *key == folder || held.workspace.documents().next().is_some());
        let Some(open) = self.open.get(key) else { return };
        if let Some(folder) = self.folders.get_mut(&folder) {
            folder.open(&path);
            folder.put(&path, open.text().as_bytes());
            folder.unread.retain(|unread| *unread != path);
            folder.urgent = true;
        }
    }

    /// Bytes of a file came, or the reason why not.
    pub(super) fn take_bytes(&mut self, key: Key, uri: &str, bytes: Result<Vec<u8>, String>) {
        if key.name() == CONFIG {
            if let Some(folder) = key.parent().filter(|folder| self.folders.contains_key(folder)) {
                let text = bytes.ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                self.configure(&folder, text);
            }
            return;
        }
        let waiting_for = self.folders.iter().find_map(|(folder, f)| {
            let path = folder.path_to(&key)?;
            f.awaited.contains(path).then(|| (folder.clone(), path.to_owned()))
        });
        if let Some((folder_key, path)) = waiting_for {
            let text = bytes
                .and_then(|bytes| String::from_utf8(bytes).map_err(|_| "it is not valid UTF-8".to_owned()));
            let Some(folder) = self.folders.get_mut(&folder_key) else { return };
            folder.awaited.remove(&path);
            folder.own.insert(path, text);
            if folder.awaited.is_empty() {
                let text = folder.later.take();
                self.apply_config(&folder_key, text.as_deref());
            }
            return;
        }
        match bytes {
            Ok(bytes) => self.arrived.push_back((key, bytes)),
            Err(reason) => {
                self.log(&format!("{uri} cannot be read: {reason}"));
                if let Some((folder, path)) = self.place_of(&key)
                    && let Some(folder) = self.folders.get_mut(&folder)
                {
                    folder.documents.remove(&path);
                    folder.remove(&path);
                }
            }
        }
    }

    /// Analyses a text that was read; that of an open document counts no more.
    pub(super) fn take_text(&mut self, key: &Key, bytes: &[u8]) {
        let is_open = self.open.contains_key(key);
        if let Some((folder, path)) = self.place_of(key)
            && let Some(folder) = self.folders.get_mut(&folder)
        {
            if is_open {
                folder.reading.remove(&path);
            } else {
                folder.put(&path, bytes);
            }
        }
    }
}
