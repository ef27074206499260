//! Real drafts, where there are some: nothing trips over them, and what can be checked without an editor's eye is checked.
//!
//! The drafts are not part of the project. They are looked for in the folder that SAYSO_SHARED names, or in ../shared, under `articles/`.
#![allow(clippy::disallowed_methods, reason = "a test lays out files")]
#![allow(clippy::unwrap_used)] // a test that cannot go on has failed

use sayso::desk::{self, Caches, Newsroom, Snapshot};
use sayso::text::Span;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unicode_script::{Script, UnicodeScript};

/// The drafts, read and checked; `None`, said aloud, where there are none.
fn drafts() -> Option<Vec<(PathBuf, Snapshot)>> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("SAYSO_SHARED").map_or_else(beside, PathBuf::from).join("articles");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("SKIPPED: there are no real drafts (SAYSO_SHARED names no folder, and ../shared is not there)");
        return None;
    };
    let paths = entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "txt"));
    let newsroom = Arc::new(Newsroom::default());
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let format = desk::format_of(&path);
        let snapshot = desk::check(&newsroom, Some(&path), format, text.into(), &|_| None, &mut Caches::default());
        (path, snapshot)
    };
    Some(paths.map(read).collect())
}

/// Every span that a view could show, in the article's bytes.
fn spans(snapshot: &Snapshot) -> Vec<Span> {
    let ledger = &snapshot.ledger;
    let mut spans: Vec<Span> = ledger.lines.iter().map(|line| line.span).collect();
    for placed in &ledger.blocks {
        let (entry, by) = (&placed.entry, placed.span.start);
        spans.push(placed.span);
        spans.extend(entry.block.tokens.iter().map(|token| token.span.shifted(by)));
        spans.extend(entry.block.quotations.iter().flat_map(|q| [q.span.shifted(by), q.inner.shifted(by)]));
        spans.extend(entry.mentions.iter().map(|mention| mention.span.shifted(by)));
        for a in &entry.reading.attributions {
            let all = a.source.iter().chain(&a.cue).chain(&a.content).chain(a.via.iter().map(|via| &via.span));
            spans.extend(all.map(|span| span.shifted(by)));
        }
    }
    for finding in snapshot.findings.iter() {
        spans.push(finding.span);
        spans.extend(finding.related.iter().map(|(span, _)| *span));
        spans.extend(finding.fixes.iter().flat_map(|fix| fix.edits.iter().map(|(span, _)| *span)));
    }
    spans
}

#[test]
fn every_span_lies_in_its_draft() {
    for (path, snapshot) in drafts().unwrap_or_default() {
        let text = &snapshot.ledger.text;
        for span in spans(&snapshot) {
            assert!(text.get(span.start..span.end).is_some(), "{}: {span:?}", path.display());
        }
        assert!(!snapshot.ledger.lines.is_empty(), "{} has sentences", path.display());
    }
}

#[test]
fn every_word_of_two_alphabets_is_caught() {
    for (path, snapshot) in drafts().unwrap_or_default() {
        let text = &snapshot.ledger.text;
        for (at, word) in text.split(|c: char| !c.is_alphabetic()).map(|word| (word.as_ptr() as usize, word)) {
            let mixed = [Script::Latin, Script::Cyrillic].iter().all(|&s| word.chars().any(|c| c.script() == s));
            let start = at - text.as_ptr() as usize;
            let caught =
                |word: Span| snapshot.findings.iter().any(|f| f.rule == "mixed-script" && f.span.overlaps(word));
            assert!(!mixed || caught(Span::new(start, start + word.len())), "{}: {word}", path.display());
        }
    }
}

#[test]
fn every_draft_has_sentences_on_somebodys_word_and_on_nobodys() {
    use sayso::ledger::Standing::{Attributed, Unattributed};
    for (path, snapshot) in drafts().unwrap_or_default() {
        for standing in [Attributed, Unattributed] {
            let found = snapshot.ledger.lines.iter().any(|line| line.standing == standing);
            assert!(found, "{}: no sentence is {standing:?}", path.display());
        }
    }
}
