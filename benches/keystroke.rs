//! From a keystroke to the diagnostics an editor shows, through the release server over its pipes as an editor speaks to it; start-up,
//! memory and bursts besides; and, where there is a `rumdl` to run (`RUMDL`, or on the path), the same keystrokes through its server.
//!
//! Time runs from just before the edit is written to the last byte of the diagnostics of its version. `cargo bench --bench keystroke`.

#![allow(clippy::disallowed_methods, reason = "a benchmark lays out files")]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod editor;
mod texts;

use editor::{Edit, Editor, SAYSO, at, milliseconds, resident};
use memchr::memmem;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Length of the text, keystrokes at each place, and the most p99 may be, in milliseconds.
const SIZES: [(&str, usize, usize, f64); 4] = [
    ("1 KB", 1 << 10, 1000, 1.5),
    ("10 KB", 10 << 10, 1000, 1.5),
    ("100 KB", 100 << 10, 500, 3.0),
    ("1 MB", 1 << 20, 200, 15.0),
];
/// A whole-text server need not be waited for as often.
const PEER_ROUNDS: usize = 100;

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
    match resident(editor.process()) {
        Some(kilobytes) => {
            println!("\nresident with twenty articles of 10 KB open: {:.1} MB (bar 40)", kilobytes / 1024.0);
        }
        None => println!("\nresident memory: this system does not say"),
    }
}
