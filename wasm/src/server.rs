//! The language server, for a worker. Files come from the client, the day from the clock of JavaScript.

use js_sys::{Array, Object, Reflect};
use medlint_core::assess::Date;
use medlint_core::config::Config;
use medlint_lsp::{Host, Listing, Message, Session};
use wasm_bindgen::prelude::*;

/// A session of the language server. Messages are JSON, one each, without the headers of the protocol.
#[wasm_bindgen]
#[derive(Debug)]
pub struct LanguageServer {
    session: Session,
}

impl Default for LanguageServer {
    fn default() -> Self {
        Self::new()
    }
}

#[wasm_bindgen]
impl LanguageServer {
    /// A server that waits for `initialize`.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        LanguageServer { session: Session::new(Worker) }
    }

    /// Takes a message in and gives the messages that go out at once.
    pub fn receive(&mut self, json: &str) -> Vec<String> {
        match Message::from_json(json) {
            Ok(message) => {
                self.session.receive(message);
                self.take()
            }
            Err(failure) => vec![failure.to_json()],
        }
    }

    /// Does a few milliseconds of what is to be done. To be called while `more` is true and no message waits.
    #[wasm_bindgen(unchecked_return_type = "{ messages: string[]; more: boolean }")]
    pub fn work(&mut self) -> Object {
        let more = self.session.work();
        let messages: Array = self.take().into_iter().map(JsValue::from).collect();
        let step = Object::new();
        // Setting a property of a new object cannot fail.
        let _ = Reflect::set(&step, &"messages".into(), &messages);
        let _ = Reflect::set(&step, &"more".into(), &more.into());
        step
    }

    /// After `exit`: the code that a process would end with.
    #[wasm_bindgen(js_name = exitCode)]
    pub fn exit_code(&self) -> Option<u8> {
        self.session.exit_code()
    }

    fn take(&mut self) -> Vec<String> {
        self.session.take().iter().map(Message::to_json).collect()
    }
}

/// A worker has no files.
struct Worker;

const NO_FILES: &str = "a worker has no files";

impl Host for Worker {
    fn today(&self) -> Option<Date> {
        let days = js_sys::Date::now() / 86_400_000.0;
        // The clock of JavaScript ends long before this overflows.
        Date::from_unix_days(days.floor() as i64)
    }

    fn has_files(&self) -> bool {
        false
    }

    fn root_of(&mut self, _: &str) -> Option<String> {
        None
    }

    fn list(&mut self, _: &str, _: &Config) -> Result<Listing, String> {
        Err(NO_FILES.to_owned())
    }

    fn read(&mut self, _: &str) -> Result<Vec<u8>, String> {
        Err(NO_FILES.to_owned())
    }

    fn exists(&mut self, _: &str) -> bool {
        false
    }
}
