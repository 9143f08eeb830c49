//! A client to try a session with, and a host whose files are in memory.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use medlint_core::assess::Date;
use medlint_core::config::Config;
use medlint_lsp::{Failure, Host, Id, Listing, Message, Session};
use serde_json::{Value, json};

/// The folder that is open.
pub(crate) const ROOT: &str = "file:///device";

/// Files by path in [`ROOT`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Files(Arc<Mutex<BTreeMap<String, Vec<u8>>>>);

impl Files {
    fn all(&self) -> MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.0.lock().unwrap()
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        self.all().insert(path.to_owned(), text.as_ref().to_vec());
    }

    pub(crate) fn read_text(&self, path: &str) -> Option<String> {
        self.all().get(path).map(|bytes| String::from_utf8(bytes.clone()).unwrap())
    }

    pub(crate) fn delete(&self, path: &str) {
        self.all().remove(path);
    }
}

fn path_of(uri: &str) -> Option<String> {
    uri.strip_prefix(ROOT).map(|path| path.trim_start_matches('/').replace("%20", " "))
}

impl Host for Files {
    fn today(&self) -> Option<Date> {
        Date::new(2026, 11, 22)
    }

    fn has_files(&self) -> bool {
        true
    }

    fn root_of(&mut self, _: &str) -> Option<String> {
        None
    }

    fn list(&mut self, folder: &str, config: &Config) -> Result<Listing, String> {
        let root = path_of(folder).ok_or("it is not there")?;
        let prefix = if root.is_empty() { String::new() } else { format!("{root}/") };
        let files = self.all();
        let below: Vec<&str> = files.keys().filter_map(|path| path.strip_prefix(&prefix)).collect();
        let sets: Vec<String> =
            below.iter().filter_map(|path| path.strip_suffix("/medlint.toml")).map(str::to_owned).collect();
        let apart = |path: &str| sets.iter().any(|set| path.starts_with(&format!("{set}/")));
        let is_document = |path: &str| path.ends_with(".md") || path.ends_with(".txt");
        let documents =
            below.iter().filter(|path| is_document(path) && !apart(path) && config.is_included(path));
        Ok(Listing {
            documents: documents.map(|path| (*path).to_owned()).collect(),
            has_config: Some(below.contains(&"medlint.toml")),
            others: None,
            sets: sets.clone(),
        })
    }

    fn read(&mut self, uri: &str) -> Result<Vec<u8>, String> {
        let file = path_of(uri).and_then(|path| self.all().get(&path).cloned());
        file.ok_or_else(|| "it is not there".to_owned())
    }

    fn exists(&mut self, uri: &str) -> bool {
        path_of(uri).is_some_and(|path| self.all().contains_key(&path))
    }
}

/// What an editor can usually do.
pub(crate) fn capabilities() -> Value {
    json!({
        "workspace": {
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create", "rename", "delete"] },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
        },
        "textDocument": {
            "publishDiagnostics": { "relatedInformation": true },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
        },
    })
}

/// A client of a session.
pub(crate) struct Client {
    pub(crate) session: Session,
    pub(crate) files: Files,
    /// What the session asked and told and nobody has looked at yet.
    pub(crate) inbox: Vec<Message>,
    next_id: i64,
}

impl Client {
    /// A client with these files, after `initialized`, when there is nothing left to do.
    pub(crate) fn with(files: &[(&str, &str)]) -> Client {
        Self::start(files, json!({}), capabilities())
    }

    /// The same with options and capabilities.
    pub(crate) fn start(files: &[(&str, &str)], options: Value, capabilities: Value) -> Client {
        let mut client = Client::new(files);
        client.initialize(options, capabilities);
        client.settle();
        client
    }

    /// A client before `initialize`.
    pub(crate) fn new(files: &[(&str, &str)]) -> Client {
        let on_disk = Files::default();
        for (path, text) in files {
            on_disk.write(path, text);
        }
        Client { session: Session::new(on_disk.clone()), files: on_disk, inbox: Vec::new(), next_id: 0 }
    }

    pub(crate) fn initialize(&mut self, options: Value, capabilities: Value) -> Value {
        let answer = self.request(
            "initialize",
            json!({
                "processId": null, "capabilities": capabilities, "initializationOptions": options,
                "workspaceFolders": [{ "uri": ROOT, "name": "device" }],
            }),
        );
        self.notify("initialized", json!({}));
        answer.unwrap()
    }

    pub(crate) fn uri(path: &str) -> String {
        format!("{ROOT}/{path}")
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.session.receive(Message::Notification { method: method.to_owned(), params });
        self.inbox.extend(self.session.take());
    }

    /// Sends a request without waiting.
    pub(crate) fn send(&mut self, method: &str, params: Value) -> Id {
        self.next_id += 1;
        let id = Id::Number(self.next_id);
        self.session.receive(Message::Request { id: id.clone(), method: method.to_owned(), params });
        self.inbox.extend(self.session.take());
        id
    }

    /// The answer to a request, if it has come.
    pub(crate) fn answer(&mut self, id: &Id) -> Option<Result<Value, Failure>> {
        let at = self
            .inbox
            .iter()
            .position(|m| matches!(m, Message::Response { id: other, .. } if other == id))?;
        match self.inbox.remove(at) {
            Message::Response { result, .. } => Some(result),
            _ => None,
        }
    }

    /// Sends a request and waits for the answer.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Result<Value, Failure> {
        let id = self.send(method, params);
        loop {
            if let Some(answer) = self.answer(&id) {
                return answer;
            }
            assert!(self.step(), "{method} was never answered");
        }
    }

    /// Lets the session work once.
    pub(crate) fn step(&mut self) -> bool {
        let did = self.session.work();
        self.inbox.extend(self.session.take());
        did
    }

    /// Lets the session work until nothing is left to do.
    pub(crate) fn settle(&mut self) {
        while self.step() {}
    }

    pub(crate) fn open(&mut self, path: &str, text: &str) {
        self.notify(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": Self::uri(path), "languageId": "markdown", "version": 1, "text": text } }),
        );
        self.settle();
    }

    /// Replaces the whole text of an open document.
    pub(crate) fn change(&mut self, path: &str, version: i32, text: &str) {
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": Self::uri(path), "version": version }, "contentChanges": [{ "text": text }] }),
        );
        self.settle();
    }

    pub(crate) fn close(&mut self, path: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": Self::uri(path) } }));
        self.settle();
    }

    /// A request about a place, both from 0.
    pub(crate) fn at(&mut self, method: &str, path: &str, line: u32, character: u32) -> Value {
        let params = json!({
            "textDocument": { "uri": Self::uri(path) }, "position": { "line": line, "character": character },
        });
        self.request(method, params).unwrap()
    }

    /// The findings that were told last of a document; `None` when nothing was told.
    pub(crate) fn diagnostics(&self, path: &str) -> Option<Vec<Value>> {
        let uri = Self::uri(path);
        self.inbox.iter().rev().find_map(|message| match message {
            Message::Notification { method, params }
                if method == "textDocument/publishDiagnostics" && params["uri"] == uri.as_str() =>
            {
                params["diagnostics"].as_array().cloned()
            }
            _ => None,
        })
    }

    /// Codes of the findings that were told last of a document.
    pub(crate) fn codes(&self, path: &str) -> Vec<String> {
        let all = self.diagnostics(path).unwrap_or_default();
        all.iter().map(|d| d["code"].as_str().unwrap_or_default().to_owned()).collect()
    }
}
