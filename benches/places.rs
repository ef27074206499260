//! What the atlas costs: a look-up, finding mentions in prose, weighing an article's, a hover card, a search two letters off, completion.
//!
//! `cargo bench --bench places`; docs/gazetteer.md holds the last figures. To count instructions instead of timing mention finding:
//! `valgrind --tool=callgrind --toggle-collect='*Atlas*mentions*' sayso scan --threads 1 < articles.ndjson`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sayso::article::{self, Block, Format};
use sayso::desk::{self, Caches, Newsroom};
use sayso::features::hover::hover;
use sayso::gazetteer::{Atlas, Found, locate};
use std::hint::black_box;
use std::sync::Arc;

mod texts;

/// The invented places of the texts and real ones to stand for half of them: both are to be looked for.
const REAL: [(&str, &str); 4] =
    [("Port Amsel", "Kramatorsk"), ("Kallin", "Konstantinovka"), ("Sorgholm", "Lviv"), ("Haverfield", "New York")];

fn prose(bytes: usize) -> String {
    REAL.iter().fold(texts::article(bytes), |text, (invented, real)| text.replace(invented, real))
}

fn blocks(text: &str) -> Vec<(&str, Block)> {
    let pieces = article::split(text, Format::Markdown);
    pieces
        .into_iter()
        .map(|piece| {
            let own = &text[piece.span.start..piece.span.end];
            (own, article::parse_block(own, piece.kind, Format::Markdown))
        })
        .collect()
}

fn names(c: &mut Criterion) {
    let atlas = Atlas::default();
    let mut group = c.benchmark_group("places");
    for name in ["Kramatorsk", "Konstantinovka", "Покровськ", "New York", "Lower Wickham"] {
        group.bench_function(format!("look-up of {name}"), |b| b.iter(|| atlas.look_up(black_box(name))));
    }
    for name in ["Slovjansk", "Gulyaypol", "Slavianovsky"] {
        group.bench_function(format!("look-up by rungs of {name}"), |b| b.iter(|| atlas.look_up(black_box(name))));
    }
    for name in ["Dzherzhinsk", "Дружковsk", "Kramatorskovo", "Konstantynifkaa"] {
        group.bench_function(format!("near misses of {name}"), |b| b.iter(|| atlas.near(black_box(name))));
    }
    for start in ["K", "Kr", "Volch", "Крас", "San"] {
        group.bench_function(format!("completing {start}"), |b| {
            b.iter(|| atlas.starting_with(black_box(start), 20, |_, _| 0.0))
        });
    }
    group.finish();
}

fn mentions(c: &mut Criterion) {
    let atlas = Atlas::default();
    let text = prose(400_000);
    let blocks = blocks(&text);
    let mut group = c.benchmark_group("places");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.sample_size(20).bench_function("finding mentions", |b| {
        b.iter(|| blocks.iter().map(|(own, block)| atlas.mentions(own, block).len()).sum::<usize>());
    });
    let mentions: Vec<Vec<_>> = blocks.iter().map(|(own, block)| atlas.mentions(own, block)).collect();
    let found: Vec<Found<'_>> = blocks
        .iter()
        .zip(&mentions)
        .flat_map(|((own, _), mentions)| {
            mentions.iter().map(|mention| Found { written: mention.span.of(own), mention })
        })
        .collect();
    group.bench_function("weighing mentions", |b| b.iter(|| locate(&atlas, &found, &[])));
    group.finish();
}

fn card(c: &mut Criterion) {
    let text: Arc<str> = prose(10_000).into();
    let newsroom = Arc::new(Newsroom::default());
    let snapshot = desk::check(&newsroom, None, Format::Markdown, Arc::clone(&text), &|_| None, &mut Caches::default());
    let offset = text.find("New York").expect("it is among the places");
    c.bench_function("places/hover card of New York", |b| b.iter(|| hover(&snapshot, black_box(offset))));
}

criterion_group!(benches, names, mentions, card);
criterion_main!(benches);
