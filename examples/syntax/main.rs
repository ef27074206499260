//! Makes `data/syntax.en.bin` from treebanks.
//!
//! `cargo run --release --example syntax -- ../shared/treebanks` reads `ewt.train.conllu` and `gum.train.conllu` there and
//! `data/syntax-classes.tsv`, trains tagger and parser, writes the data file and prints the figures on `ewt.dev.conllu` and
//! `gum.dev.conllu`; so are the sentences of our own in `data/trees`, each taken `OWN` times, and those that their writers kept aside. The same treebanks give the same file, byte for byte. `--classes FILE` makes `data/syntax-classes.tsv` first, from the
//! treebanks and the word statistics of the articles in FILE; `--out FILE` writes elsewhere; `--sentences N` trains on the first N of each
//! treebank only; `--rounds N` goes over them N times instead of eight; `--own N` takes our own N times; `--score` trains nothing and scores the file there is.

#![allow(clippy::disallowed_methods, reason = "a tool of ours reads files of ours")]
#![allow(clippy::print_stdout, reason = "a tool that reports to its user")]
#![allow(missing_docs, reason = "not a library")]

mod classes;
mod learn;
mod score;
mod train;
mod treebank;

use sayso::syntax::labels::Tag;
use sayso::syntax::lexeme::{Known, NO_CLASS, NO_TAG, hash};
use sayso::syntax::tables::{Model, Vocabulary, pack, vocabulary};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use train::Learning;
use treebank::Sentence;

/// How many features are kept: of tags, actions and labels. Together they are the three megabytes the program has room for.
const KEEP: (usize, usize, usize) = (24_000, 140_000, 14_000);
/// A word seen this often with one tag, but for one time in [`EXCEPTION`], has that tag without being asked.
const SURE: usize = 30;
const EXCEPTION: usize = 300;
/// A sentence of our own counts so many times: they are one in forty, and the only ones that are news.
const OWN: usize = 3;
/// Words are known from two occurrences on.
const KNOWN: usize = 2;

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("syntax: {message}");
            ExitCode::FAILURE
        }
    }
}

/// What the command line asks for.
struct Options {
    treebanks: PathBuf,
    classes: PathBuf,
    articles: Option<PathBuf>,
    out: PathBuf,
    sentences: usize,
    rounds: usize,
    own: usize,
    score_only: bool,
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut options = Options {
        treebanks: root.join("../shared/treebanks"),
        classes: root.join("data/syntax-classes.tsv"),
        articles: None,
        out: root.join("data/syntax.en.bin"),
        sentences: usize::MAX,
        rounds: 8,
        own: OWN,
        score_only: false,
    };
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|n| n.parse().ok()).ok_or(format!("{argument} needs a number"));
        match argument.as_str() {
            "--sentences" => options.sentences = number()?,
            "--own" => options.own = number()?,
            "--rounds" => options.rounds = number()?,
            "--out" => options.out = arguments.next().ok_or("--out needs a file")?.into(),
            "--classes" => options.articles = Some(arguments.next().ok_or("--classes needs a file")?.into()),
            "--score" => options.score_only = true,
            _ => options.treebanks = argument.into(),
        }
    }
    Ok(options)
}

fn run(arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let options = options(arguments)?;
    let bank = |name: &str| treebank::read(&options.treebanks.join(name));
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/trees");
    let kept = ("our own, kept", treebank::own(&own, true)?);
    let dev = [("EWT dev", bank("ewt.dev.conllu")?), ("GUM dev", bank("gum.dev.conllu")?), kept];
    if !options.score_only {
        let mut sentences = Vec::new();
        for name in ["ewt.train.conllu", "gum.train.conllu"] {
            sentences.extend(bank(name)?.into_iter().take(options.sentences));
        }
        let own = treebank::own(&own, false)?;
        sentences.extend(own.iter().take(if options.own > 0 { own.len() } else { 0 }).cloned());
        let distinct = sentences.len();
        for _ in 1..options.own {
            sentences.extend(own.iter().cloned());
        }
        if let Some(articles) = &options.articles {
            let classes = classes::make(&sentences, articles)?;
            std::fs::write(&options.classes, classes).map_err(|e| format!("{}: {e}", options.classes.display()))?;
        }
        let classes = std::fs::read_to_string(&options.classes);
        let classes = classes.map_err(|e| format!("{}: {e}", options.classes.display()))?;
        let data = trained(&sentences, distinct, &classes, options.rounds)?;
        std::fs::write(&options.out, &data).map_err(|e| format!("{}: {e}", options.out.display()))?;
        println!("{} bytes", data.len());
    }
    let data = std::fs::read(&options.out).map_err(|e| format!("{}: {e}", options.out.display()))?;
    let model = Model::open(&data).ok_or("the data file does not open")?;
    for (name, sentences) in &dev {
        println!("{}", score::score(&model, sentences, name));
    }
    Ok(())
}

/// The data file learned from `sentences`, of which all after the first `distinct` are there again.
fn trained(sentences: &[Sentence], distinct: usize, classes: &str, rounds: usize) -> Result<Vec<u8>, String> {
    let words = vocabulary(words(&sentences[..distinct], classes)?);
    let (known, _) = Vocabulary::open(&words).ok_or("the vocabulary does not open")?;
    let lexemes = sentences.iter().map(|sentence| sentence.lexemes(&known)).collect();
    let learning = Learning { sentences, lexemes };
    eprintln!("{} sentences; tags", sentences.len());
    let tagger = learning.tagger(rounds.min(6), KEEP.0);
    let tags = learning.tags_unseen();
    eprintln!("trees");
    let (actions, labels) = learning.parser(&tags, rounds, (KEEP.1, KEEP.2));
    Ok(pack(&words, &tagger, &actions, &labels))
}

/// The words that are known, each with its class and the tag it always has.
fn words(sentences: &[Sentence], classes: &str) -> Result<Vec<(u32, u16)>, String> {
    let mut seen: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for sentence in sentences {
        for (form, &tag) in sentence.forms.iter().zip(&sentence.tags) {
            seen.entry(form).or_insert_with(|| vec![0; Tag::ALL.len()])[tag as usize] += 1;
        }
    }
    let mut known: BTreeMap<&str, Known> = BTreeMap::new();
    for line in classes.lines().skip(1) {
        let class = line.split_once('\t').and_then(|(word, class)| Some((word, class.parse().ok()?)));
        let (word, class) = class.ok_or(format!("syntax-classes.tsv: no class in \"{line}\""))?;
        known.insert(word, Known { class, sure: NO_TAG });
    }
    for (form, tags) in seen {
        let all: usize = tags.iter().sum();
        let (often, most) = (0..tags.len()).map(|tag| (tags[tag], tag)).max().unwrap_or_default();
        let sure = all >= SURE && (all - often) * EXCEPTION <= all;
        if all >= KNOWN || known.contains_key(form) {
            let entry = known.entry(form).or_insert(Known { class: NO_CLASS, sure: NO_TAG });
            entry.sure = if sure { most as u8 } else { NO_TAG };
        }
    }
    Ok(known.into_iter().map(|(form, known)| (hash(form.as_bytes()), known.packed())).collect())
}
