//! What is known of a word by itself: its lemma, its part of speech, and how often it attributed something in the training articles.
//!
//! Everything is looked up by hash in one embedded table; no word is stored. A word the table lacks is judged by its ending, and by its
//! lemma if the table has that.

use super::weights::Table;
use crate::article::TokenKind;
use crate::text::memo::{Memo, Signature};

/// What is known of one token by itself. The five numbers are hashes: equal words have equal ones.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// The lower-case word; every digit counts as 0.
    pub word: u32,
    /// Its lemma, or the word.
    pub lemma: u32,
    /// Its last three bytes, lower-case.
    pub suffix3: u32,
    /// Its last two bytes, lower-case.
    pub suffix2: u32,
    /// Capitals, digits, marks: one of the constants of [`shape`].
    pub shape: u8,
    /// What the lexicon says.
    pub entry: Entry,
}

/// One row of the lexicon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Hash of the lemma.
    pub lemma: u32,
    /// How often the word was (part of) a cue: 0 not known, else 1 + its bin.
    pub cue: u8,
    /// How often it was (part of) a source, likewise.
    pub source: u8,
    /// How often its lemma was (part of) a cue, likewise.
    pub lemma_cue: u8,
    /// Kind of verb the lemma is, from the trainer's list; 0 none.
    pub verb: u8,
    /// Which parts of speech the word can be; 0 not known.
    pub class: u8,
    /// The flags below.
    pub flags: u8,
}

impl Entry {
    /// A noun that names what was said: "claim", "statement".
    pub const CONTENT_NOUN: u8 = 1;
    /// That, if, whether, who ...
    pub const SUBORDINATOR: u8 = 2;
    /// Attributes often enough to be looked for from afar.
    pub const STRONG: u8 = 4;
    /// More often a verb than not.
    pub const VERB: u8 = 8;
    /// Can be a past participle.
    pub const PARTICIPLE: u8 = 16;
    /// A form of "be".
    pub const BE: u8 = 32;
    /// An adverb, a modal, a "not", a "to", a form of "have" or "do": may stand inside a group of verbs.
    pub const IN_GROUP: u8 = 64;
    /// A noun or pronoun more often than not.
    pub const NOUN: u8 = 128;

    /// Whether it has all of `flags`.
    #[must_use]
    #[inline]
    pub const fn is(self, flags: u8) -> bool {
        self.flags & flags == flags
    }

    /// As a row of the table.
    #[must_use]
    pub fn to_row(self) -> [u8; 8] {
        let [a, b, c, d] = self.lemma.to_le_bytes();
        [a, b, c, d, self.cue | self.source << 4, self.lemma_cue | self.verb << 4, self.class, self.flags]
    }

    fn from_row(row: [u8; 8]) -> Self {
        let [a, b, c, d, bins, lemma, class, flags] = row;
        Self {
            lemma: u32::from_le_bytes([a, b, c, d]),
            cue: bins & 15,
            source: bins >> 4,
            lemma_cue: lemma & 15,
            verb: lemma >> 4,
            class,
            flags,
        }
    }
}

/// The bin of a frequency: `hits` of `seen`, with a prior of one in twenty over two sightings; 0 below three sightings.
#[must_use]
pub fn bin(hits: u32, seen: u32) -> u8 {
    if seen < 3 {
        return 0;
    }
    let share = (f64::from(hits) + 0.1) / (f64::from(seen) + 2.0);
    let above = [0.01, 0.03, 0.08, 0.2, 0.4, 0.6, 0.8].iter().filter(|&&edge| share >= edge).count();
    above as u8 + 1
}

/// The lowest bin of a word that is looked for from afar: it attributes one time in five.
pub const STRONG_BIN: u8 = 5;

/// The table's key of a lemma; a word's key is its hash.
#[must_use]
pub fn lemma_key(lemma: u32) -> u32 {
    lemma.rotate_left(16) ^ 0x5EED_1E44
}

/// The table's key of two words, one after the other.
#[must_use]
pub fn pair_key(first: u32, second: u32) -> u32 {
    finish(first.rotate_left(9) ^ second.wrapping_mul(0x85EB_CA6B))
}

/// How often the first of two neighbouring words was in a cue, and the second: bins as in [`Entry::cue`]. Where the lexicon lacks the
/// pair, each word speaks for itself.
#[must_use]
pub fn pair_bins(first: &Word, second: &Word, lexicon: &Table<'_>) -> (u8, u8) {
    let row = lexicon.get(pair_key(first.word, second.word)).map(Entry::from_row);
    row.map_or((first.entry.cue, second.entry.cue), |entry| (entry.cue, entry.source))
}

/// Hash of lower-case bytes (FNV-1a, mixed once more so that its top bits can group).
#[must_use]
pub fn hash(bytes: &[u8]) -> u32 {
    finish(bytes.iter().fold(FNV_START, |h, &b| step(h, b)))
}

const FNV_START: u32 = 0x811C_9DC5;

#[inline]
const fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

#[inline]
const fn finish(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x2C1B_3C6D);
    hash ^ (hash >> 13)
}

/// Shapes of tokens.
pub mod shape {
    /// No capital.
    pub const LOWER: u8 = 0;
    /// Only the first letter a capital.
    pub const CAPITALISED: u8 = 1;
    /// Only capitals, two or more.
    pub const CAPITALS: u8 = 2;
    /// One capital letter, or initials.
    pub const INITIAL: u8 = 3;
    /// Capitals inside.
    pub const MIXED: u8 = 4;
    /// Begins with a digit.
    pub const NUMBER: u8 = 5;
    /// No letter and no digit.
    pub const MARK: u8 = 6;
}

/// Lower-cases `token` into `out` as the lexicon's words are written: curly apostrophes straight, digits as 0, and with its shape.
pub fn normalise(token: &str, out: &mut Vec<u8>) -> u8 {
    out.clear();
    let (mut letters, mut capitals, mut first, mut digits) = (0_u32, 0_u32, false, false);
    for (i, c) in token.char_indices() {
        let (letter, capital) = match c {
            '\0'..='\x7f' => {
                out.push(if c.is_ascii_digit() { b'0' } else { c.to_ascii_lowercase() as u8 });
                digits |= c.is_ascii_digit() && letters == 0;
                (c.is_ascii_alphabetic(), c.is_ascii_uppercase())
            }
            '\u{2019}' => {
                out.push(b'\'');
                (false, false)
            }
            _ => {
                let mut bytes = [0; 4];
                c.to_lowercase().for_each(|c| out.extend(c.encode_utf8(&mut bytes).as_bytes()));
                (c.is_alphabetic(), c.is_uppercase())
            }
        };
        letters += u32::from(letter);
        capitals += u32::from(letter && capital);
        first |= i == 0 && letter && capital;
    }
    match (letters, capitals) {
        _ if digits => shape::NUMBER,
        (0, _) => shape::MARK,
        (_, 0) => shape::LOWER,
        (1, 1) => shape::INITIAL,
        (letters, capitals) if letters == capitals => shape::CAPITALS,
        (_, 1) if first => shape::CAPITALISED,
        _ => shape::MIXED,
    }
}

/// What is known of the tokens met lately, of one lexicon.
#[derive(Debug)]
pub struct Words {
    /// By the token's bytes, if they are few, and its kind.
    memo: Memo<u128, Word>,
    scratch: Vec<u8>,
}

impl Default for Words {
    fn default() -> Self {
        Self { memo: Memo::new(12), scratch: Vec::new() }
    }
}

impl Words {
    /// What the lexicon knows of a token.
    #[inline]
    pub fn look_up(&mut self, token: &str, kind: TokenKind, lexicon: &Table<'_>) -> Word {
        let Self { memo, scratch } = self;
        let facing = match kind {
            TokenKind::OpenQuote => 1,
            TokenKind::CloseQuote => 2,
            _ => 0,
        };
        match Signature::of_word(token.as_bytes(), facing) {
            Some(signature) => *memo.get(signature, || look_up(token, kind, lexicon, scratch)),
            None => look_up(token, kind, lexicon, scratch),
        }
    }
}

/// What the lexicon knows of a token; `scratch` is overwritten.
fn look_up(token: &str, kind: TokenKind, lexicon: &Table<'_>, scratch: &mut Vec<u8>) -> Word {
    let shape = normalise(token, scratch);
    // Quotation marks differ from house to house; what counts is which way they face.
    let mut word = match kind {
        TokenKind::OpenQuote => hash(b"``"),
        TokenKind::CloseQuote => hash(b"''"),
        _ => hash(scratch),
    };
    let known = |word| lexicon.get(word).is_some_and(|row| Entry::from_row(row).cue != 0);
    if let Some(american) = american(scratch)
        && !known(word)
        && known(american)
    {
        word = american;
    }
    let tail = |n: usize| scratch.iter().rev().take(n).fold(0_u32, |sum, &b| sum << 8 | u32::from(b));
    let entry = match lexicon.get(word) {
        Some(row) => Entry::from_row(row),
        None if shape == shape::MARK || shape == shape::NUMBER => Entry { lemma: word, ..Entry::default() },
        None => unknown(scratch, word, shape, lexicon),
    };
    Word { word, lemma: entry.lemma, suffix3: tail(3), suffix2: tail(2), shape, entry }
}

/// The hash of a word in "-ise", "-ised", "-ises", "-ising" or "-iser" spelt with a z: the training articles are American.
fn american(word: &[u8]) -> Option<u32> {
    let ending =
        [&b"ise"[..], b"ised", b"ises", b"ising", b"iser"].into_iter().find(|ending| word.ends_with(ending))?;
    let place = word.len() - ending.len() + 1;
    Some(finish(word.iter().enumerate().fold(FNV_START, |h, (i, &b)| step(h, if i == place { b'z' } else { b }))))
}

/// A word the lexicon lacks: by its lemma, and its class by its ending. The classes stand above all those of the lexicon.
fn unknown(word: &[u8], hash: u32, shape: u8, lexicon: &Table<'_>) -> Entry {
    let lemma = lemma(word, |lemma| lexicon.get(lemma_key(lemma)).is_some());
    let known = lexicon.get(lemma_key(lemma)).map_or(Entry { lemma: hash, ..Entry::default() }, Entry::from_row);
    let capital = shape != shape::LOWER;
    let (class, flags) = match word {
        _ if capital => (250, Entry::NOUN),
        [.., b'i', b'n', b'g'] => (251, Entry::VERB),
        [.., b'e', b'd'] => (252, Entry::VERB | Entry::PARTICIPLE),
        [.., b'l', b'y'] => (253, Entry::IN_GROUP),
        [.., b's'] => (254, Entry::NOUN),
        _ if word.contains(&b'-') => (249, 0),
        _ => (255, Entry::NOUN),
    };
    Entry { class, flags: flags | known.flags & Entry::STRONG, cue: 0, source: 0, ..known }
}

/// The hash of the lemma of a regular form: the first of the usual bases that is `known`, else the word's own.
pub fn lemma(word: &[u8], known: impl Fn(u32) -> bool) -> u32 {
    let base = |cut: usize, extra: Option<u8>| {
        let kept = word.len().checked_sub(cut).filter(|&n| n >= 2)?;
        let hash = word[..kept].iter().copied().chain(extra).fold(FNV_START, step);
        Some(finish(hash)).filter(|&h| known(h))
    };
    let doubled = |cut: usize| {
        let stem = &word[..word.len().saturating_sub(cut)];
        stem.len() >= 3 && stem[stem.len() - 1] == stem[stem.len() - 2]
    };
    let found = match word {
        [.., b'i', b'e', b's' | b'd'] => base(3, Some(b'y')).or_else(|| base(1, None)),
        [.., b'i', b'n', b'g'] if doubled(3) => base(3, None).or_else(|| base(4, None)),
        [.., b'i', b'n', b'g'] => base(3, Some(b'e')).or_else(|| base(3, None)),
        [.., b'e', b'd'] if doubled(2) => base(2, None).or_else(|| base(3, None)),
        [.., b'e', b'd'] => base(1, None).or_else(|| base(2, None)),
        [.., b'e', b's'] => base(1, None).or_else(|| base(2, None)),
        [.., b's'] => base(1, None),
        _ => None,
    };
    found.unwrap_or_else(|| hash(word))
}
