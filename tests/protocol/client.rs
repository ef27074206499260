//! A small language client: it writes frames, keeps what comes back, and waits for what it is asked to, never longer than [`PATIENCE`].

#![allow(dead_code, reason = "the protocol tests and the server's own each use a part")]
#![allow(
    clippy::needless_pass_by_value,
    reason = "`json!` makes values, and tests read better without `&` before each"
)]

#[path = "allowed.rs"]
pub mod allowed;
#[path = "model.rs"]
pub mod model;

use allowed::Allowed;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// How long anything may take before a test fails instead of hanging.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// One session.
pub struct Client {
    input: Option<Box<dyn Write + Send>>,
    incoming: Receiver<Value>,
    /// Messages that came while another was waited for.
    kept: Vec<Value>,
    next_id: i64,
    child: Option<Child>,
    /// Methods of the requests that were sent, by id.
    asked: HashMap<i64, String>,
    /// What the editor said it can do, once it has.
    allowed: Option<Allowed>,
}

impl Client {
    /// A session over two streams.
    pub fn over(input: impl Write + Send + 'static, output: impl Read + Send + 'static) -> Self {
        let (sender, incoming) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(body) = read_frame(&mut output) {
                let message = serde_json::from_slice(&body).expect("the server writes JSON");
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self {
            input: Some(Box::new(input)),
            incoming,
            kept: Vec::new(),
            next_id: 0,
            child: None,
            asked: HashMap::new(),
            allowed: None,
        }
    }

    /// A session with `program lsp` as a process of its own.
    pub fn spawn(program: &str) -> Self {
        let mut child = Command::new(program)
            .arg("lsp")
            .env("SAYSO_LOG", "off")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let input = child.stdin.take().expect("piped");
        let output = child.stdout.take().expect("piped");
        let mut client = Self::over(input, output);
        client.child = Some(child);
        client
    }

    /// Writes bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the stream is open");
        // A server that has gone shows in what does not come back.
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    /// Writes a body under a proper header.
    pub fn body(&mut self, body: &[u8]) {
        let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        frame.extend(body);
        self.raw(&frame);
    }

    pub fn send(&mut self, message: &Value) {
        self.body(message.to_string().as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and returns its id.
    pub fn request(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        self.asked.insert(self.next_id, method.to_owned());
        if method == "initialize" {
            self.allowed = Some(Allowed(params["capabilities"].clone()));
        }
        self.send(&json!({"jsonrpc": "2.0", "id": self.next_id, "method": method, "params": params}));
        self.next_id
    }

    /// Sends a request and waits for its answer, errors and all.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.answer(id)
    }

    /// Waits for the answer to the request `id`.
    pub fn answer(&mut self, id: i64) -> Value {
        self.wait_for(&format!("an answer to request {id}"), |m| m["id"] == id && m.get("method").is_none())
    }

    /// Waits for the first message, kept or to come, that is `wanted`, and takes it out.
    pub fn wait_for(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&wanted) {
            return self.kept.remove(at);
        }
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(message) = self.incoming.recv_timeout(left) else {
                panic!("{what} did not come; what came: {:#?}", self.kept);
            };
            self.inspect(&message);
            if wanted(&message) {
                return message;
            }
            self.kept.push(message);
        }
    }

    /// Fails where the server sends what the protocol, or this editor, does not take.
    fn inspect(&self, message: &Value) {
        let method = message["id"].as_i64().and_then(|id| self.asked.get(&id)).map(String::as_str);
        if let Some(Err(problem)) = model::model().map(|model| model.check_message(message, method)) {
            panic!("the protocol has no such message: {problem}\n{message:#}");
        }
        if let Some(Err(problem)) = self.allowed.as_ref().map(|allowed| allowed.check(message, method)) {
            panic!("this editor cannot take it: {problem}\n{message:#}");
        }
    }

    /// Whether a message that is `wanted` has come, or comes within `time`. It is kept.
    pub fn sees(&mut self, time: Duration, wanted: impl Fn(&Value) -> bool) -> bool {
        let deadline = Instant::now() + time;
        loop {
            if self.kept.iter().any(&wanted) {
                return true;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            match self.incoming.recv_timeout(left) {
                Ok(message) => {
                    self.inspect(&message);
                    self.kept.push(message);
                }
                Err(_) => return false,
            }
        }
    }

    /// Forgets what came while something else was waited for.
    pub fn forget(&mut self) {
        self.kept.clear();
    }

    /// Takes the next message of any kind.
    pub fn next(&mut self) -> Value {
        self.wait_for("a message", |_| true)
    }

    /// Starts the session as an editor with `capabilities` and no folders. Returns the server's offer.
    pub fn initialize(&mut self, capabilities: Value) -> Value {
        self.initialize_with(json!({"processId": null, "rootUri": null, "capabilities": capabilities}))
    }

    /// Starts the session. Findings do not wait for a pause in typing unless `params` say how long.
    pub fn initialize_with(&mut self, mut params: Value) -> Value {
        if params.get("initializationOptions").is_none() {
            params["initializationOptions"] = json!({"editor": {"pause": 0}});
        }
        let answer = self.ask("initialize", params);
        self.notify("initialized", json!({}));
        answer["result"].clone()
    }

    pub fn open(&mut self, uri: &str, language: &str, version: i32, text: &str) {
        let document = json!({"uri": uri, "languageId": language, "version": version, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Sends edits: each a range of `[line, column, line, column]`, or none for the whole text, and the new text.
    pub fn change(&mut self, uri: &str, version: i32, edits: &[(Option<[u32; 4]>, &str)]) {
        let changes: Vec<Value> = edits.iter().map(|(range, text)| change(*range, text)).collect();
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    pub fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    /// Asks about a place in a document.
    pub fn ask_at(&mut self, method: &str, uri: &str, line: u32, character: u32) -> Value {
        self.ask(method, at(uri, line, character))["result"].clone()
    }

    /// Waits for the diagnostics of this version of a document.
    pub fn diagnostics(&mut self, uri: &str, version: impl Into<Option<i32>>) -> Vec<Value> {
        let version = version.into();
        let what = format!("diagnostics of {uri}, version {version:?}");
        let message = self.wait_for(&what, |m| {
            is_diagnostics_of(m, uri) && m["params"].get("version").and_then(Value::as_i64) == version.map(i64::from)
        });
        message["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// Ends the session as the protocol says. Returns the exit code.
    pub fn leave(mut self) -> Option<i32> {
        self.ask("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.exit_code()
    }

    /// Closes the server's input.
    pub fn hang_up(&mut self) {
        self.input = None;
    }

    /// Waits for the process to end. Returns its exit code.
    pub fn exit_code(&mut self) -> Option<i32> {
        let deadline = Instant::now() + PATIENCE;
        let child = self.child.as_mut().expect("a process");
        loop {
            if let Some(status) = child.try_wait().expect("the process can be asked") {
                return status.code();
            }
            assert!(Instant::now() < deadline, "the server did not exit");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// The server's process id.
    pub fn process(&self) -> u32 {
        self.child.as_ref().expect("a process").id()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

pub fn change(range: Option<[u32; 4]>, text: &str) -> Value {
    match range {
        None => json!({"text": text}),
        Some([line, column, to_line, to_column]) => json!({
            "range": {"start": {"line": line, "character": column}, "end": {"line": to_line, "character": to_column}},
            "text": text
        }),
    }
}

/// Parameters that name a place in a document.
pub fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
}

pub fn is_diagnostics_of(message: &Value, uri: &str) -> bool {
    message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri
}

/// Reads the body of the next frame.
pub fn read_frame(output: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            break;
        }
        length = line.strip_prefix("Content-Length: ")?.trim_end().parse().ok()?;
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    Some(body)
}
