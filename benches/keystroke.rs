//! From a keystroke to the diagnostics an editor shows, through the release server over its pipes as an editor speaks to it; start-up,
//! memory and bursts besides; and, where there is a `rumdl` to run (`RUMDL`, or on the path), the same keystrokes through its server.
//!
//! Time runs from just before the edit is written to the last byte of the diagnostics of its version. `cargo bench --bench keystroke`.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod texts;

use memchr::memmem;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// Length of the text, keystrokes at each place, and the most p99 may be, in milliseconds.
const SIZES: [(&str, usize, usize, f64); 4] = [
    ("1 KB", 1 << 10, 1000, 1.5),
    ("10 KB", 10 << 10, 1000, 1.5),
    ("100 KB", 100 << 10, 500, 3.0),
    ("1 MB", 1 << 20, 200, 15.0),
];
/// A whole-text server need not be waited for as often.
const PEER_ROUNDS: usize = 100;
const SAYSO: [&str; 2] = [env!("CARGO_BIN_EXE_sayso"), "lsp"];

fn main() {
    let folder = std::env::temp_dir().join(format!("sayso-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder to work in");
    start_up();
    let rumdl = std::env::var("RUMDL").unwrap_or_else(|_| "rumdl".into());
    let peer = Command::new(&rumdl).arg("--version").output().ok().filter(|out| out.status.success());
    println!("\nkeystroke to published diagnostics, milliseconds");
    println!("{:<8} {:<7} {:>8} {:>8} {:>8} {:>9}", "text", "place", "p50", "p95", "p99", "findings");
    for (name, bytes, rounds, bar) in SIZES {
        let text = texts::article(bytes);
        let ours = keystrokes(&SAYSO, &folder, &text, rounds);
        for run in &ours {
            let verdict = if at(&run.times, 99) <= bar { "within" } else { "OVER" };
            row(name, run, &format!("sayso: {verdict} the bar of {bar} at p99"));
        }
        if peer.is_some() {
            let theirs = keystrokes(&[&rumdl, "server"], &folder, &text, rounds.min(PEER_ROUNDS));
            for (theirs, ours) in theirs.iter().zip(&ours) {
                let ratio = |percent| at(&theirs.times, percent) / at(&ours.times, percent);
                row(name, theirs, &format!("rumdl: {:.1} times ours at p50, {:.1} at p95", ratio(50), ratio(95)));
            }
        }
    }
    match peer {
        Some(version) => println!("peer: {}", String::from_utf8_lossy(&version.stdout).trim()),
        None => println!("no rumdl to compare with: set RUMDL to its program"),
    }
    burst(&folder);
    memory(&folder);
    let _ = std::fs::remove_dir_all(folder);
}

/// Keystrokes at one place of a text.
struct Run {
    place: &'static str,
    /// Milliseconds, sorted.
    times: Vec<f64>,
    findings: usize,
}

fn row(text: &str, run: &Run, remark: &str) {
    let [p50, p95, p99] = [50, 95, 99].map(|percent| at(&run.times, percent));
    println!("{text:<8} {:<7} {p50:>8.3} {p95:>8.3} {p99:>8.3} {:>9}  {remark}", run.place, run.findings);
}

/// The `percent`th percentile of sorted `times`.
fn at(times: &[f64], percent: usize) -> f64 {
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Spawning to the answer to `initialize`, ten times.
fn start_up() {
    let mut times: Vec<f64> = (0..10)
        .map(|_| {
            let start = Instant::now();
            let mut editor = Editor::spawn(&SAYSO);
            editor.initialize(Path::new("/"));
            milliseconds(start.elapsed())
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("spawn to initialize reply: median {:.2} ms, slowest {:.2} ms (bar 10)", at(&times, 50), times[9]);
}

/// Keystrokes inside a word at the start, the middle and the end of `text`.
fn keystrokes(command: &[&str], folder: &Path, text: &str, rounds: usize) -> Vec<Run> {
    let mut editor = Editor::spawn(command);
    editor.initialize(folder);
    let lines: Vec<&str> = text.split('\n').collect();
    // Paragraphs with nothing but ASCII before the letter, so that bytes, code units and columns are one there.
    let prose =
        |line: &&str| !line.starts_with('#') && line.split(' ').next().is_some_and(|w| w.len() > 1 && w.is_ascii());
    let typed_in: Vec<usize> = (0..lines.len()).filter(|&i| prose(&lines[i])).collect();
    let uri = format!("file://{}/article.md", folder.display());
    editor.open(&uri, text);
    editor.wait_for_diagnostics(&uri, 1);
    let mut version = 1;
    let mut run = |place, line: usize| {
        let column = lines[line].find(' ').map_or(0, |space| space - 1);
        let mut times = Vec::new();
        let mut shown = Vec::new();
        // A letter goes in and out again; the first few warm caches up.
        for round in 0..rounds + 10 {
            version += 1;
            let edit = if round % 2 == 0 { Edit::Insert } else { Edit::Remove };
            let message = editor.edit(&uri, version, text, (line, column), edit);
            let start = Instant::now();
            editor.write(&message);
            shown = editor.wait_for_diagnostics(&uri, version);
            if round >= 10 {
                times.push(milliseconds(start.elapsed()));
            }
        }
        times.sort_by(f64::total_cmp);
        Run { place, times, findings: memmem::find_iter(&shown, b"\"severity\"").count() }
    };
    let last = typed_in.len() - 1;
    vec![run("start", typed_in[0]), run("middle", typed_in[last / 2]), run("end", typed_in[last])]
}

/// Twenty edits at once.
fn burst(folder: &Path) {
    println!("\ntwenty edits written at once");
    for (name, bytes, _, _) in SIZES {
        let text = texts::article(bytes);
        let mut editor = Editor::spawn(&SAYSO);
        editor.initialize(folder);
        let uri = format!("file://{}/burst.md", folder.display());
        editor.open(&uri, &text);
        editor.wait_for_diagnostics(&uri, 1);
        let messages: Vec<u8> = (2..22).flat_map(|v| editor.edit(&uri, v, &text, (2, 3), Edit::Insert)).collect();
        editor.publishes = 0;
        let start = Instant::now();
        editor.write(&messages);
        editor.wait_for_diagnostics(&uri, 21);
        let time = milliseconds(start.elapsed());
        println!("{name:<8} published {} times, the last state after {time:.2} ms", editor.publishes);
    }
}

/// Resident memory with twenty articles of 10 KB open.
fn memory(folder: &Path) {
    let mut editor = Editor::spawn(&SAYSO);
    editor.initialize(folder);
    let text = texts::article(10 << 10);
    for n in 0..20 {
        let uri = format!("file://{}/{n}.md", folder.display());
        editor.open(&uri, &text.replace("Tuesday", &format!("day {n}")));
        editor.wait_for_diagnostics(&uri, 1);
    }
    match resident(editor.child.id()) {
        Some(kilobytes) => {
            println!("\nresident with twenty articles of 10 KB open: {:.1} MB (bar 40)", kilobytes / 1024.0);
        }
        None => println!("\nresident memory: this system does not say"),
    }
}

/// Resident memory of a process in KB, where the system has /proc.
fn resident(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

#[derive(Clone, Copy, PartialEq)]
enum Edit {
    Insert,
    Remove,
}

/// An editor that reads only when it waits.
struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// Whether the server wants the whole text at each edit.
    whole: bool,
    publishes: usize,
}

impl Editor {
    fn spawn(command: &[&str]) -> Self {
        let mut child = Command::new(command[0])
            .args(&command[1..])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let input = child.stdin.take().expect("piped");
        let output = BufReader::with_capacity(1 << 20, child.stdout.take().expect("piped"));
        Self { child, input, output, whole: false, publishes: 0 }
    }

    fn initialize(&mut self, folder: &Path) {
        let root = format!("file://{}", folder.display());
        let diagnostics = json!({"relatedInformation": true, "versionSupport": true, "dataSupport": true});
        let capabilities = json!({
            "general": {"positionEncodings": ["utf-16"]},
            "textDocument": {"publishDiagnostics": diagnostics}
        });
        // No finding waits for a pause: all of them are to be made and sent at each key.
        let options = json!({"pause": 0});
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

    fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        let params = json!({"textDocument": document});
        self.write(&frame(&json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params})));
    }

    /// The frame of an edit of `text` at a line and column (with nothing but ASCII before it in the line).
    fn edit(&self, uri: &str, version: i64, text: &str, place: (usize, usize), edit: Edit) -> Vec<u8> {
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
    fn wait_for_diagnostics(&mut self, uri: &str, version: i64) -> Vec<u8> {
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
    fn decline(&mut self, body: &[u8]) {
        let message: Value = serde_json::from_slice(body).expect("JSON");
        if message.get("method").is_some() && message.get("id").is_some() {
            self.write(&frame(&json!({"jsonrpc": "2.0", "id": message["id"], "result": null})));
        }
    }

    fn write(&mut self, frames: &[u8]) {
        self.input.write_all(frames).and_then(|()| self.input.flush()).expect("the server reads");
    }

    fn read(&mut self) -> Vec<u8> {
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

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    memmem::find(haystack, needle).is_some()
}
