//! A small client of a language server: sends, and reads in a thread of its own.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A server that says nothing for so long does not answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server.
pub(super) struct Client {
    child: Child,
    input: ChildStdin,
    messages: Receiver<(Instant, Value)>,
    next_id: i64,
    /// Version of the text of each open document, and how many characters were typed.
    versions: BTreeMap<String, i64>,
}

impl Client {
    /// Starts a server in a folder and waits until it is initialized.
    pub(super) fn start(command: &mut Command, folder: &Path) -> Result<Client, String> {
        let mut child = command
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| e.to_string())?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err("the process has no input and output".to_owned());
        };
        let (send, messages) = channel();
        thread::spawn(move || {
            let mut output = BufReader::with_capacity(1 << 16, output);
            while let Some(message) = read(&mut output) {
                if send.send((Instant::now(), message)).is_err() {
                    break;
                }
            }
        });
        let mut client = Client { child, input, messages, next_id: 0, versions: BTreeMap::new() };
        let folder = uri(folder);
        client.request(
            "initialize",
            json!({
                "processId": null,
                "rootUri": folder,
                "workspaceFolders": [{ "uri": folder, "name": "workspace" }],
                "capabilities": { "textDocument": { "publishDiagnostics": { "versionSupport": true } } },
            }),
        )?;
        client.notify("initialized", json!({}))?;
        Ok(client)
    }

    /// Opens a document; milliseconds until its findings are here.
    pub(super) fn open(&mut self, path: &Path, text: &str) -> Result<f64, String> {
        let uri = uri(path);
        self.versions.insert(uri.clone(), 1);
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        let sent = Instant::now();
        self.notify("textDocument/didOpen", json!({ "textDocument": document }))?;
        self.findings(&uri, 1, sent)
    }

    /// Types a character in the middle of a document whose text was `text` when it was opened; milliseconds until its
    /// findings are here.
    pub(super) fn edit(&mut self, path: &Path, text: &str) -> Result<f64, String> {
        let uri = uri(path);
        let version = self.versions.get(&uri).copied().unwrap_or(1) + 1;
        self.versions.insert(uri.clone(), version);
        // The same line every time, behind what was typed before: as when somebody writes.
        let line = text.lines().count() / 2;
        let line = (line..).find(|n| text.lines().nth(*n).is_none_or(|l| l.len() > 20)).unwrap_or(line);
        let at = json!({ "line": line, "character": 10 + version - 2 });
        // Now and then a space, so that it is no single word of hundreds of letters.
        let typed = if version % 7 == 0 { " " } else { "e" };
        let change = json!({ "range": { "start": at, "end": at }, "text": typed });
        let params =
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": [change] });
        let sent = Instant::now();
        self.notify("textDocument/didChange", params)?;
        self.findings(&uri, version, sent)
    }

    /// Reads until nothing has come for a while: the server has read all that it wants to read.
    pub(super) fn quiet(&mut self) {
        while self.messages.recv_timeout(Duration::from_secs(2)).is_ok() {}
    }

    /// Resident memory of the server in MB, where the system tells (Linux).
    pub(super) fn memory(&self) -> Option<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
        line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kb| kb / 1000.0)
    }

    /// Waits for the findings of a version of a document, from when on.
    fn findings(&mut self, uri: &str, version: i64, sent: Instant) -> Result<f64, String> {
        loop {
            let (at, message) = self.next()?;
            let params = &message["params"];
            let told = message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"].as_i64().is_none_or(|told| told >= version);
            if told {
                return Ok(at.duration_since(sent).as_secs_f64() * 1000.0);
            }
        }
    }

    fn request(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.next_id += 1;
        let id = self.next_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))?;
        loop {
            let (_, message) = self.next()?;
            if message["id"] == id && message.get("method").is_none() {
                return Ok(message);
            }
        }
    }

    fn notify(&mut self, method: &str, params: Value) -> Result<(), String> {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    /// The next message. Requests of the server are answered with null on the way.
    fn next(&mut self) -> Result<(Instant, Value), String> {
        let (at, message) = self.messages.recv_timeout(PATIENCE).map_err(|error| match error {
            RecvTimeoutError::Timeout => "the server does not answer".to_owned(),
            RecvTimeoutError::Disconnected => "the server has ended".to_owned(),
        })?;
        if message.get("method").is_some()
            && let Some(id) = message.get("id")
        {
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }))?;
        }
        Ok((at, message))
    }

    fn send(&mut self, message: &Value) -> Result<(), String> {
        let body = message.to_string();
        let whole = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.input.write_all(whole.as_bytes()).and_then(|()| self.input.flush()).map_err(|e| e.to_string())
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One message, or nothing at the end of the output.
fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().ok()?
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// The URI of a path of this machine that has no strange characters: the folders are the bench's own.
fn uri(path: &Path) -> String {
    format!("file://{}", path.to_string_lossy().replace(' ', "%20"))
}
