//! Makes `data/attribution.bin` from annotated news.
//!
//! `cargo run --release --example train -- ../shared/corpora` reads `attribution.train.jsonl` there, trains, writes the data file and prints
//! the figures on `attribution.dev.jsonl`. The same corpus gives the same file, byte for byte. The features are the library's own.
//! To the corpus's articles it can add our own marked sentences, `data/voices` but for what is kept aside there.
//! `--out FILE` writes elsewhere; `--articles N` trains on the corpus's first N only; `--fast` trains each model once instead of three times;
//! `--own N` looks at our own sentences N times as often as at the corpus's (0: not at all); `--held NAME` leaves out our own files whose
//! names open so and prints the figures on them; `--score` trains nothing and scores the file there is.

#![allow(clippy::disallowed_methods, reason = "a tool of ours reads files of ours")]
#![allow(clippy::print_stdout, reason = "a tool that reports to its user")]
#![allow(missing_docs, reason = "not a library")]

mod corpus;
mod own;
mod perceptron;
mod score;
mod statistics;
#[allow(dead_code, reason = "the test reads what the trainer has no use for")]
mod voices;
mod words;

use corpus::{Gold, Piece};
use perceptron::{Dense, Sequence, Weights, frequent};
use sayso::attribution::model::frame::Frame;
use sayso::attribution::model::lexicon::Words;
use sayso::attribution::model::weights::{Linear, Model, linear, open_table, pack, table};
use sayso::attribution::model::{CONTENT, CUE, SOURCE, begin, chain, features, percue, spans};
use statistics::Vocabulary;
use std::path::PathBuf;
use std::process::ExitCode;

/// How many features are kept: of the first pass and of the second.
const KEYS: (usize, usize) = (60_000, 15_000);
/// Rounds over the training articles.
const EPOCHS: (usize, usize) = (10, 8);
/// Parts of the training articles; each is seen by statistics and models made from the others.
const FOLDS: usize = 5;
/// How often our own sentences are looked at in a round, for one look at the corpus's, which are ten times as many. The model there is was
/// made without them: looked at once they helped who speaks and cost one construction, and what the tree refuses is still to be fitted to it.
const OWN: usize = 0;
/// What is added, on the scale of signed bytes, to the score of having no label in the first pass: chosen on the dev articles, so that a
/// sentence called unattributed is rarely one that stands on speech, and few that stand on nothing are passed over.
const CAUTION: i16 = 48;
/// A feature must occur in this many training articles. Three would be enough not to tell a text from the data; five costs nothing.
const LEAST_ARTICLES: u32 = 5;

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("train: {message}");
            ExitCode::FAILURE
        }
    }
}

/// What the command line asks for.
struct Options {
    corpora: PathBuf,
    out: PathBuf,
    articles: usize,
    seeds: u64,
    own: usize,
    held: Option<String>,
    score_only: bool,
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut options = Options {
        corpora: root.join("../shared/corpora"),
        out: root.join("data/attribution.bin"),
        articles: usize::MAX,
        seeds: 3,
        own: OWN,
        held: None,
        score_only: false,
    };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => options.out = arguments.next().ok_or("--out needs a file")?.into(),
            "--articles" => {
                options.articles = arguments.next().and_then(|n| n.parse().ok()).ok_or("--articles needs a number")?;
            }
            "--fast" => options.seeds = 1,
            "--own" => {
                options.own = arguments.next().and_then(|n| n.parse().ok()).ok_or("--own needs a number")?;
            }
            "--held" => options.held = Some(arguments.next().ok_or("--held needs a name")?),
            "--score" => options.score_only = true,
            _ => options.corpora = argument.into(),
        }
    }
    Ok(options)
}

fn run(arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let options = options(arguments)?;
    let mut articles = corpus::read(&options.corpora.join("attribution.train.jsonl"))?;
    articles.truncate(options.articles);
    let dev = corpus::read(&options.corpora.join("attribution.dev.jsonl"))?;
    let voices = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/voices");
    let is_held = |name: &str| options.held.as_ref().is_some_and(|held| name.starts_with(held));
    let held = own::read(&voices, is_held)?;
    let report = |model: &Model<'_>| {
        println!("{}", score::score(model, &dev, &corpus::pieces(&dev)));
        if !held.is_empty() {
            println!("our own, held out:\n{}", score::score(model, &held, &corpus::pieces(&held)));
        }
    };
    if options.score_only {
        let data = std::fs::read(&options.out).map_err(|e| format!("{}: {e}", options.out.display()))?;
        report(&Model::open(&data).ok_or("the data file does not open")?);
        return Ok(());
    }
    let corpus = articles.len();
    if options.own > 0 {
        articles.extend(own::read(&voices, |name| !is_held(name))?);
    }
    let looks = |article: usize| if article < corpus { 1 } else { options.own };
    let pieces = corpus::pieces(&articles);
    eprintln!("{corpus} articles and {} pieces of our own, {} blocks", articles.len() - corpus, pieces.len());

    let vocabulary = Vocabulary::new(&pieces, include_str!("../../data/word-classes.tsv"));
    let lexicon = vocabulary.lexicon(&pieces, |_| true);
    let frames = frames(&pieces, &vocabulary)?;

    eprintln!("first pass");
    let sequences = chain_sequences(&pieces, &frames);
    let first = Trained::new(&sequences, &looks, features::TEMPLATES, KEYS.0, EPOCHS.0, CAUTION, options.seeds);
    eprintln!("second pass");
    let labels = first.label_held_out(&frames, &pieces);
    let sequences = cue_sequences(&pieces, &frames, &labels);
    let second = Trained::new(&sequences, &looks, percue::TEMPLATES, KEYS.1, EPOCHS.1, 0, options.seeds);

    let data = pack(&lexicon, &first.section, &second.section);
    std::fs::write(&options.out, &data).map_err(|e| format!("{}: {e}", options.out.display()))?;
    println!(
        "{} bytes: lexicon {}, first pass {}, second pass {}",
        data.len(),
        lexicon.len(),
        first.section.len(),
        second.section.len()
    );
    let model = Model::open(&data).ok_or("the data written does not open")?;
    report(&model);
    Ok(())
}

fn fold(article: usize) -> usize {
    article % FOLDS
}

/// The pieces laid out, each with the lexicon that did not count its article.
fn frames(pieces: &[Piece], vocabulary: &Vocabulary) -> Result<Vec<Frame>, String> {
    let lexicons: Vec<Vec<u8>> =
        (0..FOLDS).map(|held| vocabulary.lexicon(pieces, |article| fold(article) != held)).collect();
    let mut words: [Words; FOLDS] = Default::default();
    let frame = |piece: &Piece| {
        let fold = fold(piece.article);
        let lexicon = open_table(&lexicons[fold]).ok_or("a lexicon does not open")?;
        Ok(Frame::new(&piece.text, &piece.block, &lexicon, &mut words[fold]))
    };
    pieces.iter().map(frame).collect()
}

/// A labeller, trained and pruned.
struct Trained<'a> {
    /// How often a sequence of each article is looked at in a round.
    looks: &'a (dyn Fn(usize) -> usize + Sync),
    /// The features kept, of all training sequences.
    dense: Dense,
    epochs: usize,
    caution: i16,
    /// As it lies in the data file.
    section: Vec<u8>,
}

impl<'a> Trained<'a> {
    fn new(
        sequences: &[Sequence],
        looks: &'a (dyn Fn(usize) -> usize + Sync),
        width: usize,
        keep: usize,
        epochs: usize,
        caution: i16,
        seeds: u64,
    ) -> Self {
        let all = Dense::new(sequences, frequent(sequences, LEAST_ARTICLES), width);
        let largest = all.train(epochs, 1, looks).largest(keep);
        let mut keys: Vec<u32> = largest.into_iter().map(|i| all.keys[i]).collect();
        keys.sort_unstable();
        let dense = Dense::new(sequences, keys, width);
        let models: Vec<Weights> = at_once(1..=seeds, |seed| dense.train(epochs, seed, looks));
        let (rows, transitions) = Weights::mean(&models).quantise(&dense.keys, caution);
        Self { looks, section: linear(rows, &transitions), dense, epochs, caution }
    }

    /// The first pass's labels of every piece, each by a model that did not see its article.
    fn label_held_out(&self, frames: &[Frame], pieces: &[Piece]) -> Vec<Vec<u8>> {
        let mut labels = vec![Vec::new(); pieces.len()];
        for (i, row) in at_once(0..FOLDS, |held| self.label_fold(held, frames, pieces)).into_iter().flatten() {
            labels[i] = row;
        }
        labels
    }

    /// The labels of the pieces of one fold, by a model made from the others.
    fn label_fold(&self, held: usize, frames: &[Frame], pieces: &[Piece]) -> Vec<(usize, Vec<u8>)> {
        let others = |article| if fold(article) == held { 0 } else { (self.looks)(article) };
        let (rows, transitions) = self.dense.train(self.epochs, 1, &others).quantise(&self.dense.keys, self.caution);
        let data = pack(&table(Vec::new()), &linear(rows, &transitions), &linear(Vec::new(), &transitions));
        let model: Linear<'_> = Model::open(&data).unwrap_or_default().chain;
        let mut memos = features::Memos::default();
        let own = pieces.iter().enumerate().filter(|(_, piece)| fold(piece.article) == held);
        own.map(|(i, piece)| {
            debug_assert_eq!(piece.gold.len(), frames[i].tokens.len());
            (i, chain(&model, &mut memos, &frames[i]).0)
        })
        .collect()
    }
}

/// What `work` makes of each of `inputs`, in their order, each in a thread of its own.
fn at_once<I: Send, O: Send>(inputs: impl IntoIterator<Item = I>, work: impl Fn(I) -> O + Sync) -> Vec<O> {
    std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = inputs.into_iter().map(|input| scope.spawn(move || work(input))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a thread that panics ends the training")).collect()
    })
}

fn chain_sequences(pieces: &[Piece], frames: &[Frame]) -> Vec<Sequence> {
    let live = pieces.iter().zip(frames).filter(|(piece, _)| !piece.discard);
    live.map(|(piece, frame)| {
        let mut keys = Vec::with_capacity(frame.tokens.len() * features::TEMPLATES);
        for i in 0..frame.tokens.len() {
            keys.extend(features::keys(frame, i));
        }
        let classes = frame.tokens.iter().map(|t| t.boundary).collect();
        Sequence { keys, classes, gold: piece.gold.clone(), article: piece.article }
    })
    .collect()
}

/// A sequence for each cue the first pass found, and for each it missed.
fn cue_sequences(pieces: &[Piece], frames: &[Frame], labels: &[Vec<u8>]) -> Vec<Sequence> {
    let mut sequences = Vec::new();
    for (i, piece) in pieces.iter().enumerate().filter(|(_, piece)| !piece.discard) {
        let found: Vec<_> = spans(&labels[i], CUE).collect();
        let missed = piece
            .attributions
            .iter()
            .map(|gold| &gold.cue)
            .filter(|g| !found.iter().any(|f| f.start < g.end && g.start < f.end));
        for cue in found.iter().chain(missed) {
            let window = percue::window(&frames[i], &labels[i], cue);
            let own = piece.attributions.iter().find(|gold| gold.cue.start < cue.end && cue.start < gold.cue.end);
            let gold = own.map_or_else(|| vec![0; piece.gold.len()], |own| own_labels(own, piece.gold.len()))
                [window.clone()]
            .to_vec();
            let keys = percue::keys(&frames[i], &labels[i], cue, &window);
            sequences.push(Sequence { keys, classes: vec![0; gold.len()], gold: begun(gold), article: piece.article });
        }
    }
    sequences
}

/// The labels of one cue's own source and content.
fn own_labels(own: &Gold, tokens: usize) -> Vec<u8> {
    let mut labels = vec![0; tokens];
    let parts = own.content.iter().map(|span| (span, CONTENT)).chain(own.source.iter().map(|span| (span, SOURCE)));
    for (span, role) in parts {
        labels[span.clone()].fill(begin(role) + 1);
        labels[span.start] = begin(role);
    }
    labels
}

/// Labels cut from a longer row: a span that began before the cut begins at it.
fn begun(mut labels: Vec<u8>) -> Vec<u8> {
    corpus::repair(&mut labels);
    labels
}
