//! Whatever an editor writes, well framed or not, the server takes it without a panic until the end, and all it writes are frames of JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::lsp;
use serde_json::{Value, json};
use std::io::Write;
use std::sync::{Arc, Mutex};

/// What an editor sends: which kind of message, numbers and words for it.
type Sent<'a> = (u8, [u16; 4], &'a str);

fuzz_target!(|input: (&[u8], Vec<Sent<'_>>)| {
    let (raw, messages) = input;
    let mut stream = framed(r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#);
    stream.extend(framed(r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#));
    for (kind, numbers, words) in messages.into_iter().take(12) {
        stream.extend(message(kind, numbers, words));
    }
    stream.extend_from_slice(raw);
    let written = Written::default();
    let _ = lsp::converse(stream.as_slice(), written.clone());
    let written = written.0.lock().expect("no writer panics").clone();
    let mut rest = written.as_slice();
    while !rest.is_empty() {
        rest = after_frame(rest);
    }
});

fn message(kind: u8, [a, b, c, d]: [u16; 4], words: &str) -> Vec<u8> {
    let document = json!({ "uri": "untitled:a", "version": 2 });
    let (start, end) = (json!({ "line": a % 8, "character": b }), json!({ "line": c % 8, "character": d }));
    let change = |change: Value| ("didChange", json!({ "textDocument": document, "contentChanges": [change] }));
    let request = |method| (method, json!({ "textDocument": document, "position": start }));
    let (method, params) = match kind % 7 {
        0 => return words.as_bytes().to_vec(),
        1 => return framed(words),
        2 => {
            let opened = json!({ "uri": "untitled:a", "languageId": "markdown", "version": 1, "text": words });
            ("didOpen", json!({ "textDocument": opened }))
        }
        3 => change(json!({ "text": words })),
        4 => change(json!({ "range": { "start": start, "end": end }, "text": words })),
        5 => request("hover"),
        _ => request("completion"),
    };
    let mut message = json!({ "jsonrpc": "2.0", "method": format!("textDocument/{method}"), "params": params });
    if kind % 7 > 4 {
        message["id"] = json!(c);
    }
    framed(&message.to_string())
}

fn framed(body: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// What follows the frame of JSON that `bytes` begin with.
fn after_frame(bytes: &[u8]) -> &[u8] {
    let head = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("headers end");
    let header = std::str::from_utf8(&bytes[..head]).expect("headers are ASCII");
    let length: usize = header.strip_prefix("Content-Length: ").and_then(|n| n.parse().ok()).expect("a length");
    let (body, rest) = bytes[head + 4..].split_at(length);
    assert!(serde_json::from_slice::<Value>(body).is_ok(), "a body is JSON");
    rest
}

/// Bytes written, kept by whoever holds a clone.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no writer panics").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
