//! Completion of a tag in a newsroom of many sources, first and later: what the editor waits for at each letter.
//!
//! `cargo bench --bench complete` prints times for 10,000 sources; `cargo bench --bench complete -- 100000` for as many as you say.

#![allow(clippy::disallowed_methods, reason = "a benchmark lays out files")]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod texts;

use sayso::article::Format;
use sayso::desk::{self, Caches, Newsroom};
use sayso::features::completion::{Completions, complete};
use std::fmt::Write;
use std::sync::Arc;
use std::time::Instant;

const WORDS: [&str; 12] = [
    "bridge", "harbour", "council", "ferry", "dam", "railway", "clinic", "school", "market", "river", "quarry",
    "library",
];

fn main() {
    let many = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(10_000);
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("sources.yaml"), registry(many)).expect("written");
    let newsroom = Arc::new(Newsroom::load(folder.path(), &|_| None));
    let article = texts::article(10 << 10);
    println!("{many} sources, a tag being typed at the end of a 10 KB article, milliseconds");
    println!("{:<18} {:>8} {:>8} {:>8} {:>6}", "typed", "first", "p50", "p99", "items");
    for typed in ["", "r", "ri", "river", "river-7", "olsen", "Olsen, mayor", "2026-03", "zzz"] {
        let text: Arc<str> = format!("{article}\n\nThe road is shut [@{typed}").into();
        let room = Arc::new(Newsroom::clone(&newsroom));
        let snapshot = desk::check(&room, None, Format::Markdown, text, &|_| None, &mut Caches::default());
        let mut times = Vec::new();
        let mut items = 0;
        for _ in 0..200 {
            let start = Instant::now();
            let found = keystroke(&snapshot);
            times.push(start.elapsed().as_secs_f64() * 1e3);
            items = found.map_or(0, |found| found.items.len());
        }
        let first = times.remove(0);
        times.sort_by(f64::total_cmp);
        let (p50, p99) = (times[times.len() / 2], times[times.len() * 99 / 100]);
        println!("{typed:<18} {first:>8.3} {p50:>8.3} {p99:>8.3} {items:>6}");
    }
}

#[inline(never)]
fn keystroke(snapshot: &desk::Snapshot) -> Option<Completions> {
    complete(snapshot, snapshot.ledger.text.len())
}

/// A registry of invented sources, each with what a newsroom writes down of one.
fn registry(many: usize) -> String {
    let mut out = "references:\n".to_owned();
    for i in 0..many {
        let (a, b) = (WORDS[i % WORDS.len()], WORDS[i / WORDS.len() % WORDS.len()]);
        let (month, day) = (i % 12 + 1, i % 28 + 1);
        let _ = write!(
            out,
            "- id: {a}-{i}\n  type: interview\n  title: What the {a} owes the {b}, part {i}\n  container-title: The {b} courier\n  \
             issued: 2026-{month:02}-{day:02}\n  custom: {{kind: official, speaker: Marta Olsen {i}, role: mayor of {b} {i}, basis: firsthand}}\n"
        );
    }
    out
}
