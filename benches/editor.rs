//! An editor for benchmarks: it speaks to a language server over its pipes and reads only when it waits.

#![allow(dead_code, reason = "each benchmark uses a part")]

use memchr::memmem;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

/// The server this crate builds.
pub const SAYSO: [&str; 2] = [env!("CARGO_BIN_EXE_sayso"), "lsp"];

/// The `percent`th percentile of sorted `times`.
pub fn at(times: &[f64], percent: usize) -> f64 {
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Resident memory of a process in KB, where the system has /proc.
pub fn resident(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

#[derive(Clone, Copy, PartialEq)]
pub enum Edit {
    Insert,
    Remove,
}

/// An editor that reads only when it waits.
pub struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// Whether the server wants the whole text at each edit.
    whole: bool,
    pub publishes: usize,
    next_id: i64,
}

impl Editor {
    pub fn spawn(command: &[&str]) -> Self {
        let mut child = Command::new(command[0])
            .args(&command[1..])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let input = child.stdin.take().expect("piped");
        let output = BufReader::with_capacity(1 << 20, child.stdout.take().expect("piped"));
        Self { child, input, output, whole: false, publishes: 0, next_id: 1 }
    }

    /// The server's process id.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: &Value) {
        self.write(&frame(&json!({"jsonrpc": "2.0", "method": method, "params": params})));
    }

    /// Sends a request and returns its id.
    pub fn request(&mut self, method: &str, params: &Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        self.write(&frame(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params})));
        id
    }

    /// Waits for the answer to the request `id`. Says whether one to `other` came before it.
    pub fn answer_noting(&mut self, id: i64, other: i64) -> bool {
        let mut came = false;
        loop {
            let body = self.read();
            if is_answer(&body, id) {
                return came;
            }
            came |= is_answer(&body, other);
            self.decline(&body);
        }
    }

    /// The answer to the request `id`; what comes before it is answered with nothing.
    pub fn answer(&mut self, id: i64) -> Vec<u8> {
        loop {
            let body = self.read();
            if is_answer(&body, id) {
                return body;
            }
            self.decline(&body);
        }
    }

    pub fn initialize(&mut self, folder: &Path) {
        let root = format!("file://{}", folder.display());
        let diagnostics = json!({"relatedInformation": true, "versionSupport": true, "dataSupport": true});
        let capabilities = json!({
            "general": {"positionEncodings": ["utf-16"]},
            "textDocument": {"publishDiagnostics": diagnostics, "rename": {"prepareSupport": true}},
            "window": {"workDoneProgress": true}
        });
        // No finding waits for a pause: all of them are to be made and sent at each key.
        let options = json!({"editor": {"pause": 0}});
        let params =
            json!({"processId": null, "rootUri": root, "capabilities": capabilities, "initializationOptions": options});
        self.write(&frame(&json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params})));
        let offer = loop {
            let message: Value = serde_json::from_slice(&self.read()).expect("JSON");
            if message["id"] == 1 {
                break message;
            }
        };
        let sync = &offer["result"]["capabilities"]["textDocumentSync"];
        self.whole = *sync == 1 || sync["change"] == 1;
        self.write(&frame(&json!({"jsonrpc": "2.0", "method": "initialized", "params": {}})));
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        let params = json!({"textDocument": document});
        self.write(&frame(&json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params})));
    }

    /// The frame of an edit of `text` at a line and column (with nothing but ASCII before it in the line).
    pub fn edit(&self, uri: &str, version: i64, text: &str, place: (usize, usize), edit: Edit) -> Vec<u8> {
        let (line, column) = place;
        let typed = if edit == Edit::Insert { "x" } else { "" };
        let change = if self.whole {
            let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
            let (head, tail) = text.split_at(start + column);
            json!({"text": format!("{head}{typed}{tail}")})
        } else {
            let end = if edit == Edit::Insert { column } else { column + 1 };
            let range = json!({"start": {"line": line, "character": column}, "end": {"line": line, "character": end}});
            json!({"range": range, "text": typed})
        };
        let params = json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]});
        frame(&json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params}))
    }

    /// Reads until the diagnostics of this version are there, and returns the message.
    pub fn wait_for_diagnostics(&mut self, uri: &str, version: i64) -> Vec<u8> {
        let wanted = [format!("\"version\":{version},"), format!("\"version\":{version}}}")];
        loop {
            let body = self.read();
            if !contains(&body, b"\"textDocument/publishDiagnostics\"") || !contains(&body, uri.as_bytes()) {
                self.decline(&body);
                continue;
            }
            self.publishes += 1;
            // The version stands before all diagnostics or after them.
            let ends = [&body[..body.len().min(300)], &body[body.len().saturating_sub(300)..]];
            if wanted.iter().any(|version| ends.iter().any(|end| contains(end, version.as_bytes()))) {
                return body;
            }
        }
    }

    /// Answers a request of the server's with nothing.
    pub fn decline(&mut self, body: &[u8]) {
        let message: Value = serde_json::from_slice(body).expect("JSON");
        if message.get("method").is_some() && message.get("id").is_some() {
            self.write(&frame(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null})));
        }
    }

    pub fn write(&mut self, frames: &[u8]) {
        self.input.write_all(frames).and_then(|()| self.input.flush()).expect("the server reads");
    }

    pub fn read(&mut self) -> Vec<u8> {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).expect("the server writes"), 0, "the server has gone");
            match line.trim_end().split_once(": ") {
                None => break,
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.parse().expect("a length");
                }
                Some(_) => {}
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).expect("a body");
        body
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// Whether a message is the answer to the request `id`, which stands at its beginning or its end.
fn is_answer(body: &[u8], id: i64) -> bool {
    let (head, end) = (&body[..body.len().min(100)], &body[body.len().saturating_sub(100)..]);
    let has = |text: String| contains(head, text.as_bytes()) || contains(end, text.as_bytes());
    !contains(head, b"\"method\"") && (has(format!("\"id\":{id},")) || has(format!("\"id\":{id}}}")))
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    memmem::find(haystack, needle).is_some()
}
