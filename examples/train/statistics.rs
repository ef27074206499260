//! The lexicon: how often each word attributed, and what kind of word it is.

use super::corpus::Piece;
use super::words;
use sayso::article::TokenKind;
use sayso::attribution::model::lexicon::{Entry, STRONG_BIN, bin, hash, lemma, lemma_key, normalise, pair_key, shape};
use sayso::attribution::model::weights::table;
use sayso::attribution::model::{CUE, SOURCE, role};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A word of the training articles must stand in this many of them to be kept.
pub const LEAST_ARTICLES: usize = 3;

#[derive(Clone, Copy, Default)]
struct Count {
    cue: u32,
    source: u32,
    seen: u32,
}

/// All words that can be kept, with what does not depend on counts.
pub struct Vocabulary {
    entries: BTreeMap<u32, Entry>,
    /// Keys of neighbouring words in enough articles.
    pairs: BTreeSet<u32>,
}

impl Vocabulary {
    /// The words of `pieces` in enough articles, and those of our own lists. `classes`: a word and its parts of speech a line.
    pub fn new(pieces: &[Piece], classes: &str) -> Self {
        let mut articles: BTreeMap<Vec<u8>, BTreeSet<usize>> = BTreeMap::new();
        each_word(pieces, |piece, _, word, shape| {
            if shape != shape::MARK && shape != shape::NUMBER {
                articles.entry(word.to_vec()).or_default().insert(piece.article);
            }
        });
        let mut words: BTreeSet<Vec<u8>> = articles
            .into_iter()
            .filter(|(_, articles)| articles.len() >= LEAST_ARTICLES)
            .map(|(word, _)| word)
            .collect();
        let tags: BTreeMap<&[u8], &str> =
            classes.lines().filter_map(|line| line.split_once('\t')).map(|(w, c)| (w.as_bytes(), c)).collect();
        let names: BTreeSet<&str> = tags.values().copied().collect();
        let numbers: BTreeMap<&str, u8> = names.into_iter().zip(1..).collect();
        let irregular: BTreeMap<&str, &str> = words::IRREGULAR.lines().flat_map(irregular_line).collect();
        words.extend(irregular.keys().map(|word| word.as_bytes().to_vec()));
        words.extend(words::VERBS.iter().flat_map(|list| list.split_whitespace()).map(|word| word.as_bytes().to_vec()));
        let bases: HashSet<u32> = words
            .iter()
            .filter(|word| {
                tags.get(word.as_slice())
                    .is_none_or(|class| class.split('|').any(|tag| matches!(tag, "VB" | "VBP" | "NN" | "JJ")))
            })
            .map(|word| hash(word))
            .collect();
        let entry = |word: &Vec<u8>| {
            let text = String::from_utf8_lossy(word);
            let lemma = match irregular.get(&*text) {
                Some(lemma) => hash(lemma.as_bytes()),
                None if listed(words::UNCHANGED, &text) => hash(word),
                None => lemma(word, |lemma| bases.contains(&lemma)),
            };
            let class = tags.get(word.as_slice()).copied().unwrap_or_default();
            Entry {
                lemma,
                class: numbers.get(class).copied().unwrap_or(0),
                flags: flags(&text, class, lemma),
                verb: verb(lemma),
                ..Entry::default()
            }
        };
        Self { entries: words.iter().map(|word| (hash(word), entry(word))).collect(), pairs: pairs(pieces) }
    }

    /// The lexicon's table with the counts of those `pieces` whose article `counts`.
    pub fn lexicon(&self, pieces: &[Piece], counts: impl Fn(usize) -> bool) -> Vec<u8> {
        let (mut words, mut lemmas): (HashMap<u32, Count>, HashMap<u32, Count>) = Default::default();
        each_word(pieces, |piece, i, word, shape| {
            if !counts(piece.article)
                || piece.discard
                || shape == shape::MARK
                || shape == shape::NUMBER
                || quoted(piece, i)
            {
                return;
            }
            let word = hash(word);
            let lemma = self.entries.get(&word).map_or(word, |entry| entry.lemma);
            for count in [words.entry(word).or_default(), lemmas.entry(lemma).or_default()] {
                count.seen += 1;
                count.cue += u32::from(role(piece.gold[i]) == CUE);
                count.source += u32::from(role(piece.gold[i]) == SOURCE);
            }
        });
        let according = hash(b"according");
        let full = |key: u32, entry: &Entry| {
            let count = words.get(&key).copied().unwrap_or_default();
            let lemma = lemmas.get(&entry.lemma).copied().unwrap_or_default();
            let (cue, source, lemma_cue) =
                (bin(count.cue, count.seen), bin(count.source, count.seen), bin(lemma.cue, lemma.seen));
            let strong = cue >= STRONG_BIN || lemma_cue >= STRONG_BIN || key == according;
            Entry { cue, source, lemma_cue, flags: entry.flags | if strong { Entry::STRONG } else { 0 }, ..*entry }
        };
        let mut rows: Vec<(u32, [u8; 8])> =
            self.entries.iter().map(|(&key, entry)| (key, full(key, entry).to_row())).collect();
        let lemmas_kept: BTreeSet<u32> = self.entries.values().map(|entry| entry.lemma).collect();
        for lemma in lemmas_kept {
            let base = self.entries.get(&lemma).copied().unwrap_or(Entry { lemma, ..Entry::default() });
            rows.push((lemma_key(lemma), full(lemma, &base).to_row()));
        }
        rows.extend(self.pair_rows(pieces, &counts, &words));
        table(rows)
    }

    /// Rows for neighbouring words that attribute more or less often together than each does by itself.
    fn pair_rows(
        &self,
        pieces: &[Piece],
        counts: &impl Fn(usize) -> bool,
        words: &HashMap<u32, Count>,
    ) -> Vec<(u32, [u8; 8])> {
        let mut both: BTreeMap<u32, (Count, [u32; 2])> = BTreeMap::new();
        each_pair(pieces, |piece, i, key, words| {
            if counts(piece.article) && !piece.discard && !quoted(piece, i) && self.pairs.contains(&key) {
                let (count, members) = both.entry(key).or_default();
                *members = words;
                count.seen += 1;
                count.cue += u32::from(role(piece.gold[i - 1]) == CUE);
                count.source += u32::from(role(piece.gold[i]) == CUE);
            }
        });
        let alone = |word: u32| match (self.entries.get(&word), words.get(&word)) {
            (Some(_), Some(count)) => bin(count.cue, count.seen),
            _ => 0,
        };
        let row = |(key, (count, members)): (u32, (Count, [u32; 2]))| {
            let (cue, source) = (bin(count.cue, count.seen), bin(count.source, count.seen));
            let told = count.seen >= 3 && (cue, source) != (alone(members[0]), alone(members[1]));
            told.then(|| (key, Entry { cue, source, ..Entry::default() }.to_row()))
        };
        both.into_iter().filter_map(row).collect()
    }
}

/// The keys of neighbouring words that stand in enough articles.
fn pairs(pieces: &[Piece]) -> BTreeSet<u32> {
    let mut seen: HashMap<u32, (usize, usize)> = HashMap::new();
    each_pair(pieces, |piece, _, key, _| {
        let (last, articles) = seen.entry(key).or_default();
        *articles += usize::from(*last != piece.article + 1);
        *last = piece.article + 1;
    });
    seen.into_iter().filter(|(_, (_, articles))| *articles >= LEAST_ARTICLES).map(|(key, _)| key).collect()
}

/// Calls `each` with every two neighbouring words of `pieces`: their piece, the index of the second, their key and their hashes.
fn each_pair<'a>(pieces: &'a [Piece], mut each: impl FnMut(&'a Piece, usize, u32, [u32; 2])) {
    let mut before: Option<(*const Piece, usize, u32)> = None;
    each_word(pieces, |piece, i, word, shape| {
        let word = hash(word);
        if let Some((place, last, first)) = before
            && std::ptr::eq(place, piece)
            && last + 1 == i
            && shape != shape::NUMBER
        {
            each(piece, i, pair_key(first, word), [first, word]);
        }
        before = Some((piece, i, word));
    });
}

fn irregular_line(line: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let base = line.split_whitespace().next().unwrap_or_default();
    line.split_whitespace().map(move |form| (form, base))
}

fn listed(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

/// The kind of verb a lemma is: one more than its place among the lists; the first list wins.
fn verb(lemma: u32) -> u8 {
    let kinds = words::VERBS.iter().zip(1..);
    kinds
        .clone()
        .find(|(list, _)| list.split_whitespace().any(|verb| hash(verb.as_bytes()) == lemma))
        .map_or(0, |(_, kind)| kind)
}

fn flags(word: &str, class: &str, lemma: u32) -> u8 {
    let first = class.split('|').next().unwrap_or_default();
    let any = |wanted: &str| class.split('|').any(|tag| tag == wanted);
    let flag = |holds: bool, flag: u8| if holds { flag } else { 0 };
    flag(listed(words::CONTENT_NOUNS, word), Entry::CONTENT_NOUN)
        | flag(listed(words::SUBORDINATORS, word), Entry::SUBORDINATOR)
        | flag(first.starts_with("VB"), Entry::VERB)
        | flag(any("VBN"), Entry::PARTICIPLE)
        | flag(lemma == hash(b"be"), Entry::BE)
        | flag(listed(words::IN_GROUP, word) || first == "RB", Entry::IN_GROUP)
        | flag(first.starts_with("NN") || first == "PRP", Entry::NOUN)
}

fn quoted(piece: &Piece, i: usize) -> bool {
    let span = piece.block.tokens[i].span;
    // Outer quotations come first, so the last that starts before the token tells only with those around it.
    piece.block.quotations.iter().any(|q| q.span.contains(span))
}

/// Calls `each` with every word of `pieces`: its piece, its index, its normal form and shape. Quotation marks are left out.
fn each_word<'a>(pieces: &'a [Piece], mut each: impl FnMut(&'a Piece, usize, &[u8], u8)) {
    let mut scratch = Vec::new();
    for piece in pieces {
        for (i, token) in piece.block.tokens.iter().enumerate() {
            if !matches!(token.kind, TokenKind::OpenQuote | TokenKind::CloseQuote) {
                let shape = normalise(token.span.of(&piece.text), &mut scratch);
                each(piece, i, &scratch, shape);
            }
        }
    }
}
