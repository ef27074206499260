//! What the labeller of a block sees of each token: one 32-bit key per template, mixed from numbers; no string is built.
//!
//! The templates follow the classic ones for chunking (words, shapes and classes in a window), and add what attribution needs: where
//! the token stands to quotation marks, to the nearest word that attributes often, and to the nearest verbs.
//!
//! Templates worked out from the same few values make a group (`groups`), so that what they add up to can be remembered; those of the
//! sentence and the quotation, and those of the verbs to either side, are the same for many tokens in a row, and asked for once a run. A
//! template's number is part of its keys and so of the data file: it stays when templates move.

use super::frame::{Frame, Line, NONE, Tok, mark};
use super::groups::{GROUPS, by_itself};
use super::lexicon::{Entry, Word};
use super::sums::{Adder, Run};
use super::weights::{Row, Table};
use crate::text::memo::{Memo, Signature};

/// Number of templates of a token by itself.
pub const OWN: usize = 59;
/// Number of templates of its stretch: what it has in common with its neighbours of the same sentence, quotation and state.
pub const SHARED: usize = 19;
/// Number of templates, and so of keys a token.
pub const TEMPLATES: usize = OWN + SHARED;

/// The key of template `slot` for values `a` and `b`.
#[inline]
#[must_use]
pub fn mix(slot: usize, a: u32, b: u32) -> u32 {
    let x = (u64::from(a) | u64::from(b) << 32) ^ (slot as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let product = u128::from(x) * 0xD6E8_FEB8_6659_FD93_u128;
    (product as u64 ^ (product >> 64) as u64) as u32
}

/// Two hashes as one.
#[inline]
#[must_use]
pub fn pair(a: u32, b: u32) -> u32 {
    (a.rotate_left(13) ^ b).wrapping_mul(0x9E37_79B1).rotate_left(7) ^ a
}

/// A distance in tokens, coarser the longer it is: 0 to 7.
#[inline]
#[must_use]
pub fn bucket(distance: u32) -> u32 {
    match distance {
        0..=2 => distance,
        3..=5 => 3,
        6..=10 => 4,
        11..=20 => 5,
        21..=59 => 6,
        _ => 7,
    }
}

/// A word beyond the block's edge.
pub(super) static EDGE: Tok = Tok {
    word: Word {
        word: 1,
        lemma: 1,
        suffix3: 1,
        suffix2: 1,
        shape: 7,
        entry: Entry { lemma: 1, cue: 15, source: 15, lemma_cue: 15, verb: 15, class: 0, flags: 0 },
    },
    tag: 511,
    mark: 0,
    quote_state: 0,
    quote: NONE,
    sentence: NONE,
    boundary: 0,
    strong: false,
    strong_left: NONE,
    strong_right: NONE,
    marks_left: 0,
    marks_right: 0,
    group: NONE,
    verb_left: NONE,
    verb_right: NONE,
    noun_left: NONE,
    commas: 0,
    closer_left: NONE,
    opener_right: NONE,
    cue_then: 15,
    cue_after: 15,
};

/// What tokens with the same [`shared`] keys have in common: sentence, quotation and state.
#[must_use]
#[inline]
pub fn stretch(token: &Tok) -> (u32, u32, u8) {
    (token.sentence, token.quote, token.quote_state)
}

/// All keys of token `i`, in an order of their own that is the same for every token.
#[must_use]
pub fn keys(frame: &Frame, i: usize) -> Vec<u32> {
    let at = |offset| neighbour(frame, i, offset);
    let mut all = Vec::with_capacity(TEMPLATES);
    all.extend(of_word(at(-2)).two_before);
    all.extend(of_word(at(-1)).before);
    all.extend(of_word(at(0)).here);
    all.extend(of_word(at(1)).after);
    all.extend(of_word(at(2)).two_after);
    by_itself(frame, i, &mut all);
    all.extend(between_verbs(frame, i));
    all.extend(between_strong(frame, i));
    all.extend(shared(frame, i));
    debug_assert_eq!(all.len(), TEMPLATES, "every token has every template");
    all
}

/// The token `offset` places from token `i`.
#[inline(always)]
pub fn neighbour(frame: &Frame, i: usize, offset: isize) -> &Tok {
    i.checked_add_signed(offset).and_then(|i| frame.tokens.get(i)).unwrap_or(&EDGE)
}

/// The keys a word gives by itself to the tokens around it: each field is of the token to which the word stands so.
pub struct OfWord {
    /// It stands two before the token.
    pub two_before: [u32; 2],
    /// It stands before the token.
    pub before: [u32; 5],
    /// It is the token.
    pub here: [u32; 7],
    /// It stands after the token.
    pub after: [u32; 5],
    /// It stands two after the token.
    pub two_after: [u32; 2],
}

/// What a word gives to the tokens around it.
#[must_use]
pub fn of_word(token: &Tok) -> OfWord {
    let Word { word, lemma, suffix3, suffix2, entry, .. } = token.word;
    let [tag, cue, source, lemma_cue] =
        [token.tag, entry.cue.into(), entry.source.into(), entry.lemma_cue.into()].map(u32::from);
    OfWord {
        two_before: [mix(11, tag, 0), mix(19, lemma_cue, 0)],
        before: [mix(3, word, 0), mix(9, tag, 0), mix(16, lemma, 0), mix(20, lemma_cue, 0), mix(24, source, 0)],
        here: [
            mix(0, word, 0),
            mix(1, suffix3, 0),
            mix(2, suffix2, 0),
            mix(17, lemma, 0),
            mix(21, lemma_cue, 0),
            mix(25, source, 0),
            mix(28, cue, tag),
        ],
        after: [mix(4, word, 0), mix(10, tag, 0), mix(18, lemma, 0), mix(22, lemma_cue, 0), mix(26, source, 0)],
        two_after: [mix(12, tag, 0), mix(23, lemma_cue, 0)],
    }
}

/// All that [`of_word`] is worked out from.
#[inline(always)]
#[must_use]
pub fn word_signature(token: &Tok) -> Signature<u128> {
    let Word { word, lemma, suffix3, suffix2, entry, .. } = token.word;
    let class = Signature::of(suffix3, 24)
        .and(suffix2, 16)
        .and(token.tag.into(), 9)
        .and(entry.cue.into(), 4)
        .and(entry.source.into(), 4)
        .and(entry.lemma_cue.into(), 4);
    Signature::both(Signature::of(word, 32).and(lemma, 32), class)
}

/// The keys of token `i` that come of the verbs to either side, and of the subordinator here or before.
fn between_verbs(frame: &Frame, i: usize) -> [u32; 4] {
    let lemma = |place: u32| frame.at(place).map_or(0, |t| t.word.lemma);
    let token = &frame.tokens[i];
    let (left, right) = (lemma(token.verb_left), lemma(token.verb_right));
    [mix(33, left, 0), mix(34, right, 0), mix(35, left, right), mix(38, subordinator(frame, i), left)]
}

/// All that [`between_verbs`] is worked out from, within one block.
#[inline(always)]
fn verbs(frame: &Frame, i: usize) -> (u32, u32, u32) {
    let token = &frame.tokens[i];
    (token.verb_left, token.verb_right, subordinator(frame, i))
}

/// The subordinator at token `i`, or before it.
#[inline(always)]
fn subordinator(frame: &Frame, i: usize) -> u32 {
    let near = [neighbour(frame, i, 0), neighbour(frame, i, -1)];
    near.into_iter().find(|t| t.mark == mark::SUBORDINATOR).map_or(0, |t| t.word.word)
}

/// The keys of token `i` that come of the nearest words to either side that attribute often, and of the marks between.
fn between_strong(frame: &Frame, i: usize) -> [u32; 6] {
    let token = &frame.tokens[i];
    let (left, right) = (frame.at(token.strong_left), frame.at(token.strong_right));
    let sides = u32::from(left.is_some()) << 1 | u32::from(right.is_some());
    let word = |t: Option<&Tok>| t.map_or(0, |t| t.word.word);
    let tag = |place: Option<u32>| place.and_then(|p| frame.at(p)).map_or(0, |t| u32::from(t.tag));
    let (left, right) = (word(left), word(right));
    let (marks_left, marks_right) = (u32::from(token.marks_left), u32::from(token.marks_right));
    [
        mix(44, left, right),
        mix(47, left, marks_left),
        mix(48, right, marks_right),
        mix(49, left, tag(Some(token.strong_left.wrapping_add(1)))),
        mix(50, right, tag(token.strong_right.checked_sub(1))),
        mix(51, marks_left << 8 | marks_right, sides),
    ]
}

/// All that [`between_strong`] is worked out from, within one block.
#[inline(always)]
fn strong(token: &Tok) -> (u32, u32, u8, u8) {
    (token.strong_left, token.strong_right, token.marks_left, token.marks_right)
}

/// What the pass remembers from one block to the next.
#[derive(Debug)]
pub struct Memos {
    words: Memo<u128, [Row; 5]>,
    groups: [Memo<u64, Row>; GROUPS],
}

impl Default for Memos {
    fn default() -> Self {
        Self { words: Memo::new(12), groups: std::array::from_fn(|_| Memo::new(11)) }
    }
}

/// What words have given so far to the five tokens from two before the last word met to two after it.
#[derive(Default)]
struct Around([Row; 5]);

impl Around {
    /// Meets the next word, which gives `sums` to the tokens from two before it to two after; all that the first of these was given.
    #[inline(always)]
    fn meet(&mut self, sums: &[Row; 5]) -> Row {
        let [_, a, b, c, d] = self.0;
        self.0 = [a + sums[0], b + sums[1], c + sums[2], d + sums[3], sums[4]];
        self.0[0]
    }
}

/// The score by label of each token.
#[must_use]
pub fn scores(frame: &Frame, table: &Table<'_>, memos: &mut Memos) -> Vec<Row> {
    let mut around = Around::default();
    let mut meet = |i: usize, offset, around: &mut Around| {
        let token = neighbour(frame, i, offset);
        around.meet(memos.words.get(word_signature(token), || {
            let of_word = of_word(token);
            [
                table.sum(&of_word.two_after),
                table.sum(&of_word.after),
                table.sum(&of_word.here),
                table.sum(&of_word.before),
                table.sum(&of_word.two_before),
            ]
        }))
    };
    for offset in -2..2 {
        meet(0, offset, &mut around);
    }
    let (mut stretches, mut verb_runs, mut strong_runs) = (Run::default(), Run::default(), Run::default());
    let score = |(i, token)| {
        let of_words = meet(i, 2, &mut around);
        let sum = of_words
            + stretches.get(stretch(token), || table.sum(&shared(frame, i)))
            + verb_runs.get(verbs(frame, i), || table.sum(&between_verbs(frame, i)))
            + strong_runs.get(strong(token), || table.sum(&between_strong(frame, i)));
        let mut adder = Adder { memos: &mut memos.groups, table, sum };
        by_itself(frame, i, &mut adder);
        adder.sum
    };
    frame.tokens.iter().enumerate().map(score).collect()
}

/// The keys of token `i` that all tokens of its [`stretch`] have.
#[must_use]
pub fn shared(frame: &Frame, i: usize) -> [u32; SHARED] {
    let mut put = Putter { keys: [0; SHARED], next: 0 };
    quotation(frame, &frame.tokens[i], &mut put);
    sentence(frame, &frame.tokens[i], &mut put);
    debug_assert_eq!(put.next, SHARED, "every stretch has every template");
    put.keys
}

/// Keys being gathered, template by template.
struct Putter {
    keys: [u32; SHARED],
    next: usize,
}

impl Putter {
    #[inline(always)]
    fn put(&mut self, a: u32, b: u32) {
        if let Some(key) = self.keys.get_mut(self.next) {
            *key = mix(self.next + OWN, a, b);
        }
        self.next += 1;
    }
}

fn quotation(frame: &Frame, token: &Tok, put: &mut Putter) {
    let Some(quote) = frame.quotes.get(token.quote as usize) else {
        (0..7).for_each(|_| put.put(0, 0));
        return;
    };
    let before = quote.first.checked_sub(1).and_then(|p| frame.at(p));
    let after = frame.at(quote.last + 1);
    let length = bucket(quote.last - quote.first);
    let begins =
        before.map_or(1, |t| if t.sentence == token.sentence { u32::from(t.mark & mark::PART) << 8 } else { 2 });
    let last = quote.last.checked_sub(1).and_then(|p| frame.at(p)).map_or(0, |t| u32::from(t.mark));
    let word = |t: Option<&Tok>| t.map_or(1, |t| t.word.word);
    put.put(length, 1);
    put.put(word(before), 1);
    put.put(word(after), 1);
    put.put(u32::from(quote.closed), 1);
    put.put(begins, 1 << 8 | last);
    put.put(begins, 1 << 8 | length);
    put.put(u32::from(quote.strong_before) << 1 | u32::from(quote.strong_after), 1);
}

fn sentence(frame: &Frame, token: &Tok, put: &mut Putter) {
    let index = token.sentence as usize;
    let line = frame.lines.get(index).copied().unwrap_or_default();
    let state = |line: Option<&Line>| line.map_or(99, |line| u32::from(line.state));
    let before = state(index.checked_sub(1).and_then(|k| frame.lines.get(k)));
    let (own, after) = (u32::from(line.state), state(frame.lines.get(index + 1)));
    let first = |k: u32| frame.at(line.first + k).filter(|_| line.first + k < line.end).unwrap_or(&EDGE);
    let q = u32::from(token.quote_state);
    put.put(bucket(line.end.saturating_sub(line.first)), 0);
    put.put(own, q);
    put.put(before, q);
    put.put(after, q);
    put.put(before, own << 8 | q);
    put.put(first(0).word.word, 0);
    put.put(first(0).word.word, first(1).word.word);
    put.put(u32::from(first(0).tag) << 16 | u32::from(first(1).tag), u32::from(first(2).tag));
    put.put(frame.lines.len().min(5) as u32, index.min(3) as u32);
    put.put(u32::from(line.best.0), q);
    put.put(u32::from(line.best.1), q);
    put.put(u32::from(line.best.1) << 8 | own, q);
}
