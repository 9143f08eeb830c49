//! Tells the client what was found: pushed, or when it asks.
//!
//! Findings of open documents are pushed unless the client asks for them itself. Those of closed documents are pushed
//! until a client asks for the findings of the workspace; few do.

use std::collections::{BTreeMap, BTreeSet};

use ls_types::Diagnostic;
use medlint_core::assess::Severity;
use serde_json::{Value, json};

use super::Session;
use super::asking::{Asked, config_uri};
use super::pull::result_id;
use crate::client::{ClosedDocuments, Settings};
use crate::features::{diagnostics, summary};
use crate::folder::CONFIG;
use crate::uri::Key;

/// Findings of at most so many closed documents are told.
pub(super) const CLOSED: usize = 1000;

/// What the client was told.
#[derive(Debug, Default)]
pub(super) struct Published {
    /// What it was sent last, by document.
    sent: BTreeMap<Key, Sent>,
    /// Ids of the results that it was given last when it asked for a document.
    pub(super) answered: BTreeMap<Key, String>,
    /// Ids of what there is to say of documents, as far as somebody asked for the workspace.
    pub(super) ids: BTreeMap<Key, String>,
    /// How often one of these changed.
    pub(super) changes: u64,
    /// It asks for the findings of the workspace.
    pub(super) pulls_workspace: bool,
    /// Numbers of open documents' versions that were told.
    versions: BTreeMap<Key, i32>,
    /// What was told of these may be of another text: they were closed before their last edit was looked at.
    unsure: BTreeMap<Key, String>,
    /// The least severity of each set that was shown.
    least: BTreeMap<Key, Severity>,
    /// How each set stood when it was told last.
    standing: BTreeMap<Key, Value>,
}

/// Findings that were sent.
#[derive(Debug)]
struct Sent {
    /// The URI that was used.
    uri: String,
    /// Changes with what was sent.
    id: String,
    /// There was something to say.
    some: bool,
}

impl Session {
    /// Folds a set and tells what changed.
    pub(super) fn fold(&mut self, key: &Key) {
        let today = self.today();
        let asks_host = !self.client.supplies_files && self.host.has_files();
        let Some(folder) = self.folders.get_mut(key) else { return };
        let host = &mut self.host;
        let mut exists = |uri: &str| asks_host.then(|| host.exists(uri));
        let changed = folder.fold(today, &mut exists);
        self.tell(key, &changed);
    }

    /// Tells the findings of documents of a set that changed, and of open ones that have a new version.
    fn tell(&mut self, folder: &Key, changed: &BTreeSet<String>) {
        let mut keys: Vec<(Key, String)> = Vec::new();
        let Some(held) = self.folders.get(folder) else { return };
        // Findings of the set as a whole stand in its medlint.toml.
        let mut paths: Vec<&str> =
            changed.iter().map(|path| if path.is_empty() { CONFIG } else { path }).collect();
        paths.push(CONFIG);
        // With another least severity the same findings are shown in another way.
        let least = held.workspace.config().min_severity;
        if self.published.least.insert(folder.clone(), least) != Some(least) {
            paths.extend(held.workspace.included().map(|(path, _)| path));
        }
        paths.extend(held.broken.keys().map(String::as_str));
        for path in paths {
            keys.push((folder.join(path), held.uri_of(path)));
        }
        for (key, open) in &self.open {
            if self.published.versions.get(key) != Some(&open.version)
                && self.place_of(key).is_some_and(|(other, _)| other == *folder)
            {
                keys.push((key.clone(), open.uri.clone()));
            }
        }
        let unsure = std::mem::take(&mut self.published.unsure);
        keys.extend(unsure);
        // An open document is told with the URI that its client uses.
        keys.sort_by_key(|(key, _)| key.clone());
        keys.dedup_by(|a, b| a.0 == b.0);
        let mut refresh = false;
        for (key, uri) in keys {
            refresh |= self.tell_one(&key, uri);
        }
        self.refresh_diagnostics(refresh);
        if !changed.is_empty() {
            if self.client.refreshes_lenses() && self.client.settings.code_lens {
                self.ask("workspace/codeLens/refresh", Value::Null, Asked::Nothing);
            }
            if self.client.refreshes_hints() && self.client.settings.inlay_hints {
                self.ask("workspace/inlayHint/refresh", Value::Null, Asked::Nothing);
            }
        }
        self.tell_changes(folder);
    }

    /// Has the client ask again, if it can be told to.
    fn refresh_diagnostics(&mut self, needed: bool) {
        if needed && self.client.refreshes_diagnostics() {
            self.ask("workspace/diagnostic/refresh", Value::Null, Asked::Nothing);
        }
    }

    /// Tells the findings of one document; says whether the client has to ask for them.
    fn tell_one(&mut self, key: &Key, uri: String) -> bool {
        let open = self.open.get(key).map(|open| (open.uri.clone(), open.version));
        let diagnostics = self.diagnostics(key);
        let (uri, version) = match open {
            Some((uri, version)) => (uri, Some(version)),
            None => (uri, None),
        };
        let new_version = version.is_some() && self.published.versions.get(key) != version.as_ref();
        if let Some(version) = version {
            self.published.versions.insert(key.clone(), version);
        }
        let id = result_id(&diagnostics);
        let pulled =
            if version.is_some() { self.client.pulls_diagnostics() } else { self.published.pulls_workspace };
        if self.published.pulls_workspace {
            self.count_change(key, &id, !diagnostics.is_empty());
        }
        if pulled {
            // What was pushed while it was closed would stand there twice.
            self.take_back(key, &uri, version);
            // After an edit of its own the client asks by itself.
            return version.is_some() && self.is_outdated(key, &id) && !new_version;
        }
        let before = self.published.sent.get(key);
        let same = before.map_or(diagnostics.is_empty(), |before| before.id == id);
        let room = version.is_some() || before.is_some() || self.published.sent.len() < CLOSED;
        if (!same || new_version) && room {
            self.send_diagnostics(&uri, &diagnostics, version);
            if diagnostics.is_empty() && version.is_none() {
                self.published.sent.remove(key);
            } else {
                self.published.sent.insert(key.clone(), Sent { uri, id, some: !diagnostics.is_empty() });
            }
        }
        false
    }

    /// Counts when what there is to say of a document is something else than before.
    fn count_change(&mut self, key: &Key, id: &str, some: bool) {
        let before = self.published.ids.insert(key.clone(), id.to_owned());
        if before.map_or(some, |before| before != id) {
            self.published.changes += 1;
        }
    }

    /// Whether the client has another result for an open document; it counts as told from here on.
    fn is_outdated(&mut self, key: &Key, id: &str) -> bool {
        let Some(answered) = self.published.answered.get_mut(key) else { return false };
        let outdated = *answered != id;
        id.clone_into(answered);
        outdated
    }

    /// Takes back what was pushed of a document.
    pub(super) fn take_back(&mut self, key: &Key, uri: &str, version: Option<i32>) {
        if self.published.sent.remove(key).is_some_and(|sent| sent.some) {
            self.send_diagnostics(uri, &[], version);
        }
    }

    /// Documents of which something was pushed.
    pub(super) fn pushed(&self) -> impl Iterator<Item = (Key, String)> {
        self.published.sent.iter().map(|(key, sent)| (key.clone(), sent.uri.clone()))
    }

    fn send_diagnostics(&mut self, uri: &str, diagnostics: &[Diagnostic], version: Option<i32>) {
        let mut params = json!({ "uri": uri, "diagnostics": diagnostics });
        if let Some(version) = version {
            params["version"] = version.into();
        }
        self.notify("textDocument/publishDiagnostics", params);
    }

    /// The findings of a document or of a medlint.toml, as the client's settings want them.
    pub(super) fn diagnostics(&self, key: &Key) -> Vec<Diagnostic> {
        let Settings { enable, closed_documents, .. } = self.client.settings;
        let shown = enable && (closed_documents == ClosedDocuments::All || self.open.contains_key(key));
        if !shown {
            return Vec::new();
        }
        if key.name() == CONFIG
            && let Some(folder) = key.parent().and_then(|folder| self.folders.get(&folder))
        {
            return diagnostics::of_config(folder, &self.client);
        }
        let Some((folder, path)) = self.place_of(key) else { return Vec::new() };
        self.folders
            .get(&folder)
            .map_or_else(Vec::new, |folder| diagnostics::of_document(folder, &path, &self.client))
    }

    /// Every document that there is something to say of, with its URI.
    pub(super) fn reported(&self) -> Vec<(Key, String)> {
        let mut out = Vec::new();
        for (key, folder) in &self.folders {
            let paths = folder.workspace.included().map(|(path, _)| path);
            let paths = paths.filter(|path| folder.findings(path).next().is_some());
            out.extend(
                paths
                    .chain(folder.broken.keys().map(String::as_str))
                    .map(|path| (key.join(path), folder.uri_of(path))),
            );
            if folder.config.is_some() {
                out.push((key.join(CONFIG), config_uri(&folder.uri)));
            }
        }
        for (key, open) in &self.open {
            out.push((key.clone(), open.uri.clone()));
        }
        // The client's own spelling wins.
        out.reverse();
        let mut seen = BTreeSet::new();
        out.retain(|(key, _)| seen.insert(key.clone()));
        out.sort();
        out
    }

    /// Number of the version of an open document.
    pub(super) fn version_of(&self, key: &Key) -> Option<i32> {
        self.open.get(key).map(|open| open.version)
    }

    /// A document was closed: what was told of it may stand, as long as it does not change.
    pub(super) fn forget_open(&mut self, key: &Key, uri: &str) {
        self.published.versions.remove(key);
        self.published.answered.remove(key);
        self.published.unsure.insert(key.clone(), uri.to_owned());
        if self.client.pulls_diagnostics() && !self.published.pulls_workspace {
            self.published.sent.remove(key);
            let diagnostics = self.diagnostics(key);
            self.send_diagnostics(uri, &diagnostics, None);
            let (id, some) = (result_id(&diagnostics), !diagnostics.is_empty());
            self.published.sent.insert(key.clone(), Sent { uri: uri.to_owned(), id, some });
        } else {
            self.tell_one(key, uri.to_owned());
        }
    }

    /// A set is gone: so is what was told of its documents.
    pub(super) fn withdraw(&mut self, folder: &Key) {
        let gone: Vec<Key> =
            self.published.sent.keys().filter(|key| folder.path_to(key).is_some()).cloned().collect();
        for key in gone {
            self.published.versions.remove(&key);
            if let Some(sent) = self.published.sent.remove(&key)
                && sent.some
            {
                self.send_diagnostics(&sent.uri, &[], None);
            }
        }
        self.published.ids.retain(|key, _| folder.path_to(key).is_none());
        self.published.standing.remove(folder);
        self.published.least.remove(folder);
        self.published.changes += 1;
    }

    /// The settings changed: everything is told again.
    pub(super) fn republish(&mut self) {
        for folder in self.folders.values_mut() {
            folder.stale = true;
            folder.urgent = true;
        }
        // Not only what was told before: what was too mild may be wanted now.
        let mut told: BTreeMap<Key, String> = self.pushed().collect();
        told.extend(self.reported());
        let mut refresh = false;
        for (key, uri) in told {
            refresh |= self.tell_one(&key, uri);
        }
        self.refresh_diagnostics(refresh);
    }

    /// Tells how the set stands to a client that shows it.
    fn tell_changes(&mut self, folder: &Key) {
        if !self.client.wants_changes {
            return;
        }
        let Some(params) = self.folders.get(folder).and_then(summary::of) else { return };
        if self.published.standing.get(folder) == Some(&params) {
            return;
        }
        self.published.standing.insert(folder.clone(), params.clone());
        self.notify("medlint/changed", params);
    }
}
