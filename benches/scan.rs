//! How fast articles are read: in the library on one core, and by the program from cold start to last answer; and, as a measure of what
//! the machine's second core is worth, by two programs of one thread each that run side by side.
//!
//! `cargo bench --bench scan`; docs/performance.md holds the last figures.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sayso::article::Format;
use sayso::desk::{self, Newsroom};
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;

mod texts;

/// One long text of our own cut into articles of about 4 KB, as long as news stories are, `bytes` in all.
fn articles(bytes: usize) -> Vec<String> {
    let text = texts::article(bytes);
    let mut articles = vec![String::new()];
    for paragraph in text.split_inclusive("\n\n") {
        if articles.last().is_some_and(|article| article.len() > 4000) {
            articles.push(String::new());
        }
        articles.last_mut().expect("it starts with one").push_str(paragraph);
    }
    articles
}

fn in_the_library(c: &mut Criterion) {
    let articles: Vec<Arc<str>> = articles(400_000).into_iter().map(Into::into).collect();
    let newsroom = Arc::new(Newsroom::default());
    let mut group = c.benchmark_group("scan");
    group.throughput(Throughput::Bytes(articles.iter().map(|a| a.len() as u64).sum()));
    group.sample_size(20).bench_function("library, one core", |b| {
        b.iter(|| {
            for article in &articles {
                let text = Arc::clone(article);
                let mut caches = desk::Caches::default();
                std::hint::black_box(desk::check(&newsroom, None, Format::Plain, text, &|_| None, &mut caches));
            }
        });
    });
    group.finish();
}

fn as_a_program(c: &mut Criterion) {
    let articles = articles(4_000_000);
    let mut input = String::new();
    for (id, text) in articles.iter().enumerate() {
        let _ = writeln!(input, "{}", serde_json::json!({ "id": id, "text": text }));
    }
    let mut group = c.benchmark_group("scan");
    group.throughput(Throughput::Bytes(articles.iter().map(|a| a.len() as u64).sum()));
    group.sample_size(10);
    for threads in ["1", "2"] {
        group.bench_function(format!("program, {threads} threads, cold start included"), |b| {
            b.iter(|| run(threads, &input));
        });
    }
    group.throughput(Throughput::Bytes(articles.iter().map(|a| 2 * a.len() as u64).sum()));
    group.bench_function("two programs of one thread, side by side", |b| {
        b.iter(|| {
            std::thread::scope(|scope| {
                scope.spawn(|| run("1", &input));
                run("1", &input);
            });
        });
    });
    group.finish();
}

/// Runs `sayso scan` over `input` and checks that every article was answered.
fn run(threads: &str, input: &str) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["scan", "--threads", threads])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("cargo builds the program before its benchmarks");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input.as_bytes()).expect("the program reads all its input"));
        let done = child.wait_with_output().expect("the program ends");
        assert_eq!(memchr::memchr_iter(b'\n', &done.stdout).count(), input.lines().count());
    });
}

criterion_group!(benches, in_the_library, as_a_program);
criterion_main!(benches);
