//! A keystroke in the library alone: one letter goes into an article or out again, and the article is checked with its caches warm.
//!
//! `cargo bench --bench recheck` prints times. On a busy machine count instructions instead, which are the same in every run:
//! `valgrind --tool=callgrind --toggle-collect='*recheck::keystroke*' recheck 20 1048576` for twenty keystrokes at each place of 1 MB.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod texts;

use sayso::article::Format;
use sayso::desk::{self, Caches, Newsroom, Snapshot};
use std::sync::Arc;
use std::time::Instant;

fn main() {
    let given: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let rounds = given.first().copied().unwrap_or(200);
    let sizes = if given.len() > 1 { given[1..].to_vec() } else { vec![10 << 10, 100 << 10, 1 << 20] };
    println!("one letter typed, article checked again, milliseconds");
    println!("{:>8} {:<7} {:>8} {:>8} {:>9}", "bytes", "place", "p50", "p99", "findings");
    for bytes in sizes {
        places(&texts::article(bytes), rounds);
    }
}

/// Types `rounds` letters at the start, in the middle and at the end of `text`.
fn places(text: &str, rounds: usize) {
    let newsroom = Arc::new(Newsroom::default());
    let mut caches = Caches::default();
    let paragraphs: Vec<usize> =
        text.match_indices("\n\n").map(|(at, _)| at + 2).filter(|&at| at < text.len()).collect();
    let last = paragraphs.len() - 1;
    for (place, paragraph) in [("start", 0), ("middle", last / 2), ("end", last)] {
        // Before a space: the letter makes a word longer.
        let at = paragraphs[paragraph] + text[paragraphs[paragraph]..].find(' ').unwrap_or(0);
        let typed: Arc<str> = format!("{}x{}", &text[..at], &text[at..]).into();
        let before: Arc<str> = text.into();
        let mut times = Vec::new();
        let mut findings = 0;
        let _ = desk::check(&newsroom, None, Format::Markdown, Arc::clone(&before), &|_| None, &mut caches);
        for round in 0..rounds {
            let text = Arc::clone(if round % 2 == 0 { &typed } else { &before });
            let start = Instant::now();
            let snapshot = keystroke(&newsroom, text, &mut caches);
            times.push(start.elapsed().as_secs_f64() * 1e3);
            findings = snapshot.findings.len();
        }
        times.sort_by(f64::total_cmp);
        let percentile = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
        println!("{:>8} {place:<7} {:>8.3} {:>8.3} {findings:>9}", text.len(), percentile(50), percentile(99));
    }
}

#[inline(never)]
fn keystroke(newsroom: &Arc<Newsroom>, text: Arc<str>, caches: &mut Caches) -> Snapshot {
    desk::check(newsroom, None, Format::Markdown, text, &|_| None, caches)
}
