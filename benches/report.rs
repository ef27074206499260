//! How long the fact-check sheet of an article of some 10,000 words takes: reading and checking it, laying the sheet out, writing the page.
//!
//! `cargo bench --bench report`; the bar is 200 ms for all of it. docs/performance.md holds the last figures.

use criterion::{Criterion, criterion_group, criterion_main};
use sayso::article::Format;
use sayso::desk::{self, Caches, Newsroom};
use sayso::report;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

mod texts;

/// News runs at six bytes a word.
const BYTES: usize = 60_000;

fn sheet(c: &mut Criterion) {
    let text: Arc<str> = texts::article(BYTES).into();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/newsroom");
    let newsroom = Arc::new(Newsroom::load(&root, &|_| None));
    let check = || desk::check(&newsroom, None, Format::Markdown, Arc::clone(&text), &|_| None, &mut Caches::default());
    let snapshot = check();
    let article = report::article(&snapshot, "article.md");
    let sheet = report::sheet(vec![article]);
    let mut group = c.benchmark_group(format!("report of {} words", sheet.articles[0].words));
    group.sample_size(20);
    group.bench_function("reading and checking", |b| b.iter(|| black_box(check())));
    group.bench_function("the sheet's data", |b| b.iter(|| black_box(report::article(&snapshot, "article.md"))));
    group.bench_function("the page", |b| b.iter(|| black_box(report::html::page(&sheet))));
    group.bench_function("all of it", |b| {
        b.iter(|| report::html::page(&report::sheet(vec![report::article(&check(), "article.md")])));
    });
    group.finish();
}

criterion_group!(benches, sheet);
criterion_main!(benches);
