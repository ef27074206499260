//! A whole newsroom in an editor: how long its index takes, what it weighs, what an editor waits for while it is made and afterwards.
//!
//! `cargo bench --bench workspace` takes 10,000 articles of 5 KB; `-- 100000` as many as you say; `-- --write FOLDER 500` only writes a
//! newsroom. Times are an editor's: from the first byte written to the last byte read, over the server's pipes.

#![allow(clippy::disallowed_methods, reason = "a benchmark lays out files")]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod editor;
mod newsroom;

use editor::{Edit, Editor, SAYSO, at, milliseconds, resident};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

const ROUNDS: usize = 50;

/// The draft that is asked about; and on its third line the columns of a place, of a tag, and behind a tag being typed.
const DRAFT: &str = "# A draft\n\nMarta Ilves left Kharkov [@wire-0003]. The old bridge in Lyon is shut [@wi].\n";
const PLACE: u32 = 20;
const TAG: u32 = 30;
const TYPED: u32 = 74;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let many = arguments.iter().find_map(|it| it.parse().ok()).unwrap_or(10_000);
    if let Some(to) = arguments.iter().position(|it| it == "--write").and_then(|at| arguments.get(at + 1)) {
        println!("{} bytes written", newsroom::write(Path::new(to), many));
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = newsroom::write(folder.path(), many);
    println!("{many} articles, {:.1} MB", bytes as f64 / 1e6);
    let uri = format!("file://{}/drafts/new.md", folder.path().display());
    let mut editor = Editor::spawn(&SAYSO);
    editor.initialize(folder.path());
    let start = Instant::now();
    editor.open(&uri, DRAFT);
    editor.wait_for_diagnostics(&uri, 1);
    let during = while_it_is_made(&mut editor, &uri);
    // References wait until all has been read.
    let id = editor.request("textDocument/references", &with_context(&uri, 2, TAG));
    editor.answer(id);
    println!("index whole after {:.2} s (bar 15 at 10,000 articles, 120 at 100,000)", start.elapsed().as_secs_f64());
    if let Some(kilobytes) = resident(editor.process()) {
        println!("resident {:.0} MB (bar 250 at 10,000 articles)", kilobytes / 1024.0);
    }
    println!("\n{:<44} {:>8} {:>8} {:>8} {:>8}", "milliseconds", "p50", "p99", "slowest", "bar");
    for (name, mut times) in during {
        row(&format!("{name}, while it is made ({} times)", times.len()), &mut times, 10.0);
    }
    for (name, method, params, bar) in [
        ("references of a source", "textDocument/references", with_context(&uri, 2, TAG), 50.0),
        ("references of a place", "textDocument/references", with_context(&uri, 2, PLACE), 50.0),
        ("symbols: a source", "workspace/symbol", json!({"query": "wire-19"}), 50.0),
        ("symbols: a place", "workspace/symbol", json!({"query": "kharkov"}), 50.0),
        ("symbols: an article", "workspace/symbol", json!({"query": "storm number 77"}), 50.0),
        ("symbols: everything", "workspace/symbol", json!({"query": ""}), 50.0),
        ("rename, prepared", "textDocument/prepareRename", place(&uri, 2, TAG), 50.0),
        ("hover", "textDocument/hover", place(&uri, 2, PLACE), 10.0),
        ("completion", "textDocument/completion", place(&uri, 2, TYPED), 10.0),
        ("definition", "textDocument/definition", place(&uri, 2, TAG), 10.0),
    ] {
        let (mut times, size) = ask(&mut editor, method, &params);
        row(&format!("{name} ({:.0} KB)", size as f64 / 1e3), &mut times, bar);
    }
    let mut rename = place(&uri, 2, TAG);
    rename["newName"] = json!("renamed-3");
    let start = Instant::now();
    let id = editor.request("textDocument/rename", &rename);
    let size = editor.answer(id).len();
    println!("rename of a source, {:.0} KB of edits: {:.0} ms", size as f64 / 1e3, milliseconds(start.elapsed()));
    cancelled(&mut editor, &uri);
    keys(folder.path());
}

fn place(uri: &str, line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
}

fn with_context(uri: &str, line: u32, character: u32) -> Value {
    let mut params = place(uri, line, character);
    params["context"] = json!({"includeDeclaration": true});
    params
}

fn row(name: &str, times: &mut [f64], bar: f64) {
    times.sort_by(f64::total_cmp);
    let slowest = times.last().copied().unwrap_or_default();
    println!("{name:<44} {:>8.2} {:>8.2} {slowest:>8.2} {bar:>8}", at(times, 50), at(times, 99));
}

/// Hovers, completions and definitions for as long as the index is being made, and no longer than five seconds.
fn while_it_is_made(editor: &mut Editor, uri: &str) -> Vec<(&'static str, Vec<f64>)> {
    let asked = [("hover", "hover", PLACE), ("completion", "completion", TYPED), ("definition", "definition", TAG)];
    let mut all: Vec<(&'static str, Vec<f64>)> = asked.iter().map(|(name, _, _)| (*name, Vec::new())).collect();
    let whole = editor.request("textDocument/references", &with_context(uri, 2, TAG));
    let started = Instant::now();
    let mut over = false;
    while !over && started.elapsed() < Duration::from_secs(5) {
        for (i, (_, method, character)) in asked.iter().enumerate() {
            let start = Instant::now();
            let id = editor.request(&format!("textDocument/{method}"), &place(uri, 2, *character));
            over |= editor.answer_noting(id, whole);
            all[i].1.push(milliseconds(start.elapsed()));
            // As somebody at a keyboard asks.
            std::thread::sleep(Duration::from_millis(5));
        }
    }
    if !over {
        editor.notify("$/cancelRequest", &json!({"id": whole}));
    }
    all
}

fn ask(editor: &mut Editor, method: &str, params: &Value) -> (Vec<f64>, usize) {
    let mut size = 0;
    let times = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            let id = editor.request(method, params);
            size = editor.answer(id).len();
            milliseconds(start.elapsed())
        })
        .collect();
    (times, size)
}

/// How long a request goes on after it has been cancelled: until the next one is answered.
fn cancelled(editor: &mut Editor, uri: &str) {
    let heavy = with_context(uri, 2, PLACE);
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let asked = editor.request("textDocument/references", &heavy);
            std::thread::sleep(Duration::from_millis(1));
            let start = Instant::now();
            editor.notify("$/cancelRequest", &json!({"id": asked}));
            let hover = editor.request("textDocument/hover", &place(uri, 2, PLACE));
            editor.answer_noting(hover, asked);
            milliseconds(start.elapsed())
        })
        .collect();
    row("cancelled references, then a hover", &mut times, 5.0);
}

/// A key in this newsroom and in an empty folder, turn by turn.
fn keys(folder: &Path) {
    let nothing = tempfile::tempdir().expect("a folder");
    std::fs::write(nothing.path().join("sayso.toml"), "").expect("written");
    for name in ["sources.yaml", "places.yaml", "sayso.toml"] {
        std::fs::copy(folder.join(name), nothing.path().join(name)).expect("copied");
    }
    let text = std::fs::read_to_string(folder.join("drafts/0000/000000.md")).expect("an article");
    let mut editors: Vec<(Editor, String, i64)> = [folder, nothing.path()]
        .into_iter()
        .map(|folder| {
            let mut editor = Editor::spawn(&SAYSO);
            editor.initialize(folder);
            let uri = format!("file://{}/key.md", folder.display());
            editor.open(&uri, &text);
            editor.wait_for_diagnostics(&uri, 1);
            let id = editor.request("textDocument/references", &with_context(&uri, 4, 0));
            editor.answer(id);
            (editor, uri, 1)
        })
        .collect();
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..300 {
        for ((editor, uri, version), times) in editors.iter_mut().zip(&mut times) {
            *version += 1;
            let edit = if round % 2 == 0 { Edit::Insert } else { Edit::Remove };
            let message = editor.edit(uri, *version, &text, (4, 5), edit);
            let start = Instant::now();
            editor.write(&message);
            editor.wait_for_diagnostics(uri, *version);
            times.push(milliseconds(start.elapsed()));
        }
    }
    let [full, empty] = &mut times;
    row("a key in this newsroom", full, f64::INFINITY);
    row("a key in one without articles", empty, f64::INFINITY);
    println!("{:.2} times at p50, {:.2} at p99", at(full, 50) / at(empty, 50), at(full, 99) / at(empty, 99));
}
