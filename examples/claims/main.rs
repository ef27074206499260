//! Makes `data/claims.en.bin`, what the scorer of claims learned.
//!
//! `cargo run --release --example claims -- ../shared/corpora` reads `data/claims` but for what is kept aside there, adds sentences of
//! `attribution.train.jsonl` in the folder that stand on nobody's word and are likely to claim nothing, trains, writes the data file and
//! prints the figures on parts of our own sentences that each model did not see. The same files give the same bytes. `--out FILE` writes
//! elsewhere; `--news N` takes N articles of the corpus only; `--own FOLDER` reads other sentences.

#![allow(clippy::disallowed_methods, reason = "a tool of ours reads files of ours")]
#![allow(clippy::print_stdout, reason = "a tool that reports to its user")]
#![allow(missing_docs, reason = "not a library")]

mod context;
mod learn;
mod news;
mod own;
mod score;

use learn::{KINDS, Method, Sample, Weights};
use own::Part;
use sayso::article::{BlockKind, Format, parse_block};
use sayso::claims::model::pack;
use sayso::claims::{SIGNS, features::features};
use sayso::syntax;
use sayso::syntax::tables::{rows, slot};
use std::path::PathBuf;
use std::process::ExitCode;

/// Bits by which features are told apart.
const BITS: u32 = 22;
/// Features that are kept: with the bits, two megabytes.
const KEEP: usize = 150_000;
/// Parts of our own sentences; each is scored by a model that did not see it.
const FOLDS: usize = 5;
const METHOD: Method = Method { rounds: 12, rate: 0.1, decay: 1e-5, hidden: 50, least: 2, smooth: 0.05 };
/// How much a sentence of the corpus counts that nobody marked.
const NEWS: f32 = 0.5;
/// A sentence of the corpus as likely as this to claim something is not taken for one that claims nothing.
const DOUBT: f32 = 0.65;

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("claims: {message}");
            ExitCode::FAILURE
        }
    }
}

/// What the command line asks for.
struct Options {
    corpora: PathBuf,
    own: PathBuf,
    out: PathBuf,
    articles: usize,
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut options = Options {
        corpora: root.join("../shared/corpora"),
        own: root.join("data/claims"),
        out: root.join("data/claims.en.bin"),
        articles: usize::MAX,
    };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => options.out = arguments.next().ok_or("--out needs a file")?.into(),
            "--own" => options.own = arguments.next().ok_or("--own needs a folder")?.into(),
            "--news" => {
                options.articles = arguments.next().and_then(|n| n.parse().ok()).ok_or("--news needs a number")?;
            }
            _ => options.corpora = argument.into(),
        }
    }
    Ok(options)
}

/// Places of the features of a sentence that stands alone.
fn places(text: &str) -> Vec<u32> {
    let block = parse_block(text, BlockKind::Prose, Format::Plain);
    let trees = (0..block.sentences.len()).filter_map(|sentence| syntax::read(text, &block, sentence));
    let mut places: Vec<u32> =
        trees.flat_map(|tree| features(&tree)).map(|feature| slot(feature.key, BITS) as u32).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// A file without blocks is longer than any block: its lines are held out one by one.
const LONE: usize = 200;

/// Our own sentences as samples, those of a block in one group.
fn samples(parts: &[Part]) -> Vec<Sample> {
    let mut samples = Vec::new();
    for (group, part) in parts.iter().enumerate() {
        for (i, line) in part.lines.iter().enumerate() {
            let group = if part.lines.len() > LONE { i } else { group };
            samples.push(Sample { features: places(&line.text), kind: line.kind as usize, weight: 1.0, group });
        }
    }
    samples
}

fn run(arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let options = options(arguments)?;
    let parts = own::read(&options.own, |name| !name.contains("-kept"))?;
    let own = samples(&parts);
    eprintln!("{} sentences of our own", own.len());
    let news = news::read(&options.corpora.join("attribution.train.jsonl"), options.articles)?;
    eprintln!("{} sentences of the corpus", news.len());
    let unseen = unseen(&own, &news);
    println!("{}", score::report(&parts, &unseen));
    let weights = context::learn(&parts, &unseen);
    let all: Vec<&Sample> = own.iter().collect();
    let mut learned = trained(&all, &news);
    learned.prune(KEEP);
    let data = packed(&learned, weights);
    println!("{} bytes", data.len());
    std::fs::write(&options.out, data).map_err(|e| format!("{}: {e}", options.out.display()))
}

/// A model of `own` and of those sentences of `news` that a model of `own` alone does not take for claims.
fn trained(own: &[&Sample], news: &[Sample]) -> Weights {
    let mut first = Weights::new(own, BITS, METHOD.least);
    first.learn(own, Method { rounds: 5, ..METHOD }, 1);
    let silent = news.iter().filter(|sample| 1.0 - first.shares(&sample.features)[0] < DOUBT);
    let all: Vec<&Sample> = own.iter().copied().chain(silent).collect();
    let mut weights = Weights::new(&all, BITS, METHOD.least);
    weights.learn(&all, METHOD, 1);
    weights
}

/// For each of our own sentences what a model makes of it that did not see its block, on a scale of natural logarithms.
fn unseen(own: &[Sample], news: &[Sample]) -> Vec<[f32; KINDS]> {
    let mut raw = vec![[0.0; KINDS]; own.len()];
    for fold in 0..FOLDS {
        let held = |sample: &Sample| sample.group % FOLDS == fold;
        let others: Vec<&Sample> = own.iter().filter(|sample| !held(sample)).collect();
        let model = trained(&others, news);
        for (raw, sample) in raw.iter_mut().zip(own).filter(|(_, sample)| held(sample)) {
            *raw = model.raw(&sample.features);
        }
        eprintln!("part {} of {FOLDS}", fold + 1);
    }
    raw
}

/// The data file: weights as signed bytes.
fn packed(learned: &Weights, context: [f32; SIGNS]) -> Vec<u8> {
    let mut sizes: Vec<f32> = learned.weights.iter().flatten().map(|weight| weight.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    // The few weights beyond this share are cut.
    let most = sizes.get(sizes.len() * 9_999 / 10_000).copied().unwrap_or(1.0);
    let scale = most / 127.0;
    let byte = |weight: f32| (weight / scale).round().clamp(-127.0, 127.0) as i8;
    let kept = learned.rows.iter().enumerate().filter(|(_, row)| **row > 0);
    let rows_of: Vec<(usize, [i8; KINDS])> =
        kept.map(|(place, &row)| (place, learned.weights[row as usize - 1].map(byte))).collect();
    pack(scale, learned.bias, context, &rows(BITS, &rows_of))
}
