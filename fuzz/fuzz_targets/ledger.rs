//! Whatever is edited, the ledger made with what was kept from before is that of the text opened fresh; and every rule and hover copes
//! with it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::article::Format;
use sayso::desk::{self, Caches, Newsroom};
use sayso::features::hover::hover;
use sayso::ledger::{Cache, Data, Ledger, build};
use std::sync::Arc;

/// The text, then edits: where from and to, in thousandths of the text, and what to put there.
type Input<'a> = (bool, &'a str, Vec<(u16, u16, &'a str)>);

fuzz_target!(|input: Input<'_>| {
    let (markdown, start, edits) = input;
    let format = if markdown { Format::Markdown } else { Format::Plain };
    let data = Data::default();
    let mut kept = Cache::default();
    let mut text = start.to_owned();
    build(text.as_str().into(), format, &data, &mut kept);
    for (from, to, with) in edits.into_iter().take(16) {
        let (from, to) = (point(&text, from), point(&text, to));
        text.replace_range(from.min(to)..from.max(to), with);
        let edited = build(text.as_str().into(), format, &data, &mut kept);
        let fresh = build(text.as_str().into(), format, &data, &mut Cache::default());
        assert_eq!(seen(&edited), seen(&fresh));
    }
    let newsroom = Arc::new(Newsroom::default());
    let snapshot = desk::check(&newsroom, None, format, text.as_str().into(), &|_| None, &mut Caches::default());
    for finding in snapshot.findings.iter() {
        assert!(text.get(finding.span.start..finding.span.end).is_some(), "{}", finding.rule);
    }
    for line in &snapshot.ledger.lines {
        if let Some(card) = hover(&snapshot, line.span.start) {
            assert!(text.get(card.span.start..card.span.end).is_some());
        }
    }
});

fn point(text: &str, thousandths: u16) -> usize {
    text.floor_char_boundary(usize::from(thousandths % 1001) * text.len() / 1000)
}

/// What a view can see of a ledger.
fn seen(ledger: &Ledger) -> String {
    let blocks: Vec<_> = ledger
        .blocks
        .iter()
        .map(|b| (b.span, b.kind, b.first_line, b.first_voice, &b.entry.block, &b.entry.reading, &b.entry.mentions))
        .collect();
    format!("{:?} {:?} {:?} {blocks:?}", ledger.language, ledger.lines, ledger.voices)
}
