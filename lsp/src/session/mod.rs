//! The server without a transport: messages in, work in small steps, messages out.
//!
//! Notifications take effect when they come in; analysis is put off until [`Session::work`], so that ten edits that came in
//! a row cost one analysis. Requests that need an analysis wait for it, and can be taken back meanwhile.
//! Here: the life of a session and what is done when. `sync` keeps texts and sets, `requests` answers, `publish` tells
//! findings and `pull` answers who asks for them, `progress` says how far reading is, `asking` sends requests to the client.

mod asking;
mod capabilities;
mod commands;
mod lookup;
mod progress;
mod publish;
mod pull;
mod requests;
mod sync;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::client::Client;
use crate::folder::Folder;
use crate::host::Host;
use crate::message::{Failure, Id, Message};
use crate::text::OpenText;
use crate::uri::Key;
use asking::Asked;
use progress::Progress;
use publish::Published;
use requests::Need;

/// Where in its life a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Before `initialize`.
    New,
    /// Between `initialize` and `shutdown`.
    Running,
    /// After `shutdown`.
    ShutDown,
    /// After `exit`; the code of the process.
    Over(u8),
}

/// A request that waits for an analysis.
#[derive(Debug)]
struct Waiting {
    id: Id,
    method: String,
    params: Value,
    need: Need,
}

/// The server: documents that are open, sets of documents, and what is still to be done.
pub struct Session {
    host: Box<dyn Host>,
    stage: Stage,
    client: Client,
    outbox: Vec<Message>,
    folders: BTreeMap<Key, Folder>,
    /// Roots of the workspace, as the client names them.
    roots: Vec<String>,
    open: BTreeMap<Key, OpenText>,
    /// Open documents that changed since they were analysed.
    dirty: BTreeSet<Key>,
    /// Texts of files that came from the client and are not analysed yet.
    arrived: VecDeque<(Key, Vec<u8>)>,
    waiting: Vec<Waiting>,
    asked: BTreeMap<i64, Asked>,
    next_id: i64,
    published: Published,
    progress: Progress,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("stage", &self.stage)
            .field("folders", &self.folders.len())
            .finish_non_exhaustive()
    }
}

impl Session {
    /// A session that waits for `initialize`.
    pub fn new(host: impl Host + 'static) -> Self {
        Session {
            host: Box::new(host),
            stage: Stage::New,
            client: Client::new(&ls_types::InitializeParams::default()),
            outbox: Vec::new(),
            folders: BTreeMap::new(),
            roots: Vec::new(),
            open: BTreeMap::new(),
            dirty: BTreeSet::new(),
            arrived: VecDeque::new(),
            waiting: Vec::new(),
            asked: BTreeMap::new(),
            next_id: 0,
            published: Published::default(),
            progress: Progress::default(),
        }
    }

    /// The messages to the client that have come together.
    pub fn take(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.outbox)
    }

    /// The code to end the process with, once `exit` was received: 0 after a `shutdown`, else 1.
    pub fn exit_code(&self) -> Option<u8> {
        match self.stage {
            Stage::Over(code) => Some(code),
            _ => None,
        }
    }

    /// Takes a message in. Does nothing that takes long.
    pub fn receive(&mut self, message: Message) {
        match message {
            Message::Request { id, method, params } => self.request(id, method, params),
            Message::Notification { method, params } => self.notification(&method, params),
            Message::Response { id, result } => self.response(&id, result),
        }
    }

    /// Does one piece of the work that is to be done, a few milliseconds of it. Says whether there may be more; when not,
    /// the next thing to do is to wait for a message.
    pub fn work(&mut self) -> bool {
        if self.stage != Stage::Running {
            return false;
        }
        let did = self.work_once();
        self.settle();
        self.tell_progress();
        did
    }

    fn work_once(&mut self) -> bool {
        if let Some(key) = self.dirty.pop_first() {
            self.analyze(&key);
            return true;
        }
        if let Some(key) = self.urgent_fold() {
            self.fold(&key);
            return true;
        }
        if let Some((key, bytes)) = self.arrived.pop_front() {
            self.take_text(&key, &bytes);
            return true;
        }
        if self.list_or_read() {
            return true;
        }
        if let Some(key) =
            self.folders.iter().find(|(_, f)| f.stale && !f.is_reading()).map(|(key, _)| key.clone())
        {
            self.fold(&key);
            return true;
        }
        false
    }

    /// A set that has to be folded at once: an open document of it was analysed, or somebody waits.
    fn urgent_fold(&self) -> Option<Key> {
        let waited_for = |key: &Key| self.waiting.iter().any(|w| w.need.wants_fold_of(key, self));
        let mut stale = self.folders.iter().filter(|(_, folder)| folder.stale);
        stale.find(|(key, folder)| folder.urgent || waited_for(key)).map(|(key, _)| key.clone())
    }

    fn request(&mut self, id: Id, method: String, params: Value) {
        if self.waiting.iter().any(|waiting| waiting.id == id) {
            let failure = Failure::new(Failure::INVALID_REQUEST, "a request with this id is being worked on");
            return self.respond(id, Err(failure));
        }
        match (self.stage, method.as_str()) {
            (Stage::New, "initialize") => {
                let result = self.initialize(params);
                self.respond(id, result);
            }
            (Stage::New, _) => {
                let failure = Failure::new(Failure::NOT_INITIALIZED, "`initialize` comes first");
                self.respond(id, Err(failure));
            }
            (Stage::Running, "initialize") => {
                let failure = Failure::new(Failure::INVALID_REQUEST, "this session was initialized before");
                self.respond(id, Err(failure));
            }
            (Stage::Running, "shutdown") => {
                self.stage = Stage::ShutDown;
                for waiting in std::mem::take(&mut self.waiting) {
                    let failure = Failure::new(Failure::CANCELLED, "the session is shutting down");
                    self.respond(waiting.id, Err(failure));
                }
                self.respond(id, Ok(Value::Null));
            }
            (Stage::Running, _) => match requests::need(&method, &params, self) {
                Ok(need) => {
                    self.waiting.push(Waiting { id, method, params, need });
                    self.settle();
                }
                Err(failure) => self.respond(id, Err(failure)),
            },
            (Stage::ShutDown | Stage::Over(_), _) => {
                let failure = Failure::new(Failure::INVALID_REQUEST, "the session was shut down");
                self.respond(id, Err(failure));
            }
        }
    }

    /// Answers the requests that have what they need, in the order in which they came.
    fn settle(&mut self) {
        let mut n = 0;
        while n < self.waiting.len() {
            if self.waiting[n].need.is_met(self) {
                let waiting = self.waiting.remove(n);
                if waiting.method == pull::WORKSPACE {
                    if let Some(held) = self.workspace_report(waiting) {
                        self.waiting.insert(n, held);
                        n += 1;
                    }
                    continue;
                }
                let looked_at = self.look_at(&waiting.need);
                let result = self.answer(&waiting.method, waiting.params);
                if let Some((folder, path)) = looked_at
                    && let Some(folder) = self.folders.get_mut(&folder)
                {
                    folder.close(&path);
                }
                self.respond(waiting.id, result);
            } else {
                n += 1;
            }
        }
    }

    fn notification(&mut self, method: &str, params: Value) {
        match (self.stage, method) {
            (_, "exit") => self.stage = Stage::Over(u8::from(self.stage != Stage::ShutDown)),
            (Stage::Running, "$/cancelRequest") => self.cancel(&params),
            (Stage::Running, _) => {
                if let Err(what) = self.sync(method, params) {
                    self.log(&format!("{method}: {what}"));
                }
            }
            _ => {}
        }
    }

    fn cancel(&mut self, params: &Value) {
        let id = match params.get("id") {
            Some(Value::Number(number)) => number.as_i64().map(Id::Number),
            Some(Value::String(text)) => Some(Id::Text(text.clone())),
            _ => None,
        };
        let Some(at) = id.and_then(|id| self.waiting.iter().position(|waiting| waiting.id == id)) else {
            return;
        };
        let waiting = self.waiting.remove(at);
        self.respond(waiting.id, Err(Failure::new(Failure::CANCELLED, "taken back by the client")));
    }

    fn respond(&mut self, id: Id, result: Result<Value, Failure>) {
        self.outbox.push(Message::Response { id, result });
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.outbox.push(Message::Notification { method: method.to_owned(), params });
    }

    /// Tells the log of the client.
    fn log(&mut self, words: &str) {
        self.notify("window/logMessage", json!({ "type": 2, "message": format!("medlint: {words}") }));
    }

    fn today(&self) -> Option<medlint_core::assess::Date> {
        self.client.today.or_else(|| self.host.today())
    }
}

/// Parameters of a message.
fn parameters<T: DeserializeOwned>(params: Value) -> Result<T, Failure> {
    serde_json::from_value(params).map_err(|error| Failure::new(Failure::INVALID_PARAMS, error.to_string()))
}
