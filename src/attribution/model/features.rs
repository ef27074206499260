//! What the labeller of a block sees of each token: one 32-bit key per template, mixed from numbers; no string is built.
//!
//! The templates follow the classic ones for chunking (words, shapes and classes in a window), and add what attribution needs: where
//! the token stands to quotation marks, to the nearest word that attributes often, and to the nearest verbs. Those of the sentence and the
//! quotation are the same for a whole stretch of tokens, and asked for once a stretch.

use super::frame::{Frame, Line, NONE, Tok, mark};
use super::lexicon::Entry;

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
static EDGE: Tok = Tok {
    word: super::lexicon::Word {
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

/// All keys of token `i`.
#[must_use]
pub fn keys(frame: &Frame, i: usize) -> [u32; TEMPLATES] {
    let (own, shared) = (own(frame, i), shared(frame, i));
    std::array::from_fn(|k| own.get(k).or_else(|| shared.get(k - OWN)).copied().unwrap_or_default())
}

/// The keys of token `i` by itself.
#[must_use]
pub fn own(frame: &Frame, i: usize) -> [u32; OWN] {
    let at = |offset: isize| i.checked_add_signed(offset).and_then(|i| frame.tokens.get(i)).unwrap_or(&EDGE);
    let window = [at(-2), at(-1), at(0), at(1), at(2)];
    let mut put = Putter { keys: [0; OWN], next: 0, offset: 0 };
    words(&window, frame.tokens.len() - i, &mut put);
    classes(&window, &mut put);
    statistics(&window, &mut put);
    verbs(frame, i, &window, &mut put);
    strong(frame, i, &mut put);
    places(frame, i, &mut put);
    debug_assert_eq!(put.next, OWN, "every token has every template");
    put.keys
}

/// The keys of token `i` that all tokens of its [`stretch`] have.
#[must_use]
pub fn shared(frame: &Frame, i: usize) -> [u32; SHARED] {
    let mut put = Putter { keys: [0; SHARED], next: 0, offset: OWN };
    quotation(frame, &frame.tokens[i], &mut put);
    sentence(frame, &frame.tokens[i], &mut put);
    debug_assert_eq!(put.next, SHARED, "every stretch has every template");
    put.keys
}

/// Keys being gathered, template by template.
struct Putter<const N: usize> {
    keys: [u32; N],
    next: usize,
    /// The number of the first template.
    offset: usize,
}

impl<const N: usize> Putter<N> {
    #[inline(always)]
    fn put(&mut self, a: u32, b: u32) {
        if let Some(key) = self.keys.get_mut(self.next) {
            *key = mix(self.next + self.offset, a, b);
        }
        self.next += 1;
    }
}

#[inline(always)]
fn words(window: &[&Tok; 5], left: usize, put: &mut Putter<OWN>) {
    let [_, w1, w, v1, _] = window.map(|t| t.word.word);
    let [s2, s1, s, t1, t2] = window.map(|t| u32::from(t.word.shape));
    let token = window[2];
    put.put(w, 0);
    put.put(token.word.suffix3, 0);
    put.put(token.word.suffix2, 0);
    put.put(w1, 0);
    put.put(v1, 0);
    put.put(s1 << 4 | s2, s);
    put.put(t1 << 4 | t2, s);
    put.put(u32::from(token.boundary), u32::from(left == 1));
    put.put(u32::from(token.quote_state), s);
}

#[inline(always)]
fn classes(window: &[&Tok; 5], put: &mut Putter<OWN>) {
    let [a, b, c, d, e] = window.map(|t| u32::from(t.tag));
    put.put(b, 0);
    put.put(d, 0);
    put.put(a, 0);
    put.put(e, 0);
    put.put(b, c);
    put.put(c, d);
    put.put(c, u32::from(window[2].quote_state));
    for token in &window[1..4] {
        put.put(token.word.lemma, 0);
    }
}

#[inline(always)]
fn statistics(window: &[&Tok; 5], put: &mut Putter<OWN>) {
    let [_, s1, s, t1, _] = window.map(|t| u32::from(t.word.entry.source));
    let [_, b, c, d, _] = window.map(|t| u32::from(t.word.entry.cue));
    for token in window {
        put.put(u32::from(token.word.entry.lemma_cue), 0);
    }
    for bin in [s1, s, t1] {
        put.put(bin, 0);
    }
    put.put(b << 16 | d, s);
    put.put(c, u32::from(window[2].tag));
    put.put(s1 << 16 | t1, c);
    let (then, after) = (u32::from(window[2].cue_then), u32::from(window[2].cue_after));
    put.put(after, 0);
    put.put(then << 4 | after, c);
    put.put(u32::from(window[1].cue_after) << 4 | u32::from(window[3].cue_then), then << 4 | after);
}

#[inline(always)]
fn verbs(frame: &Frame, i: usize, window: &[&Tok; 5], put: &mut Putter<OWN>) {
    let token = window[2];
    let lemma = |place: u32| frame.at(place).map_or(0, |t| t.word.lemma);
    let (left, right) = (lemma(token.verb_left), lemma(token.verb_right));
    put.put(left, 0);
    put.put(right, 0);
    put.put(left, right);
    let noun = frame.at(token.noun_left).unwrap_or(&EDGE);
    let distance = bucket((i as u32).wrapping_sub(token.noun_left));
    put.put(u32::from(noun.tag), distance);
    put.put(u32::from(token.commas), 0);
    let subordinator = window[1..3].iter().rev().find(|t| t.mark == mark::SUBORDINATOR).map_or(0, |t| t.word.word);
    put.put(subordinator, left);
    match frame.groups.get(token.group as usize) {
        Some(group) => {
            let head = frame.at(group.last).unwrap_or(&EDGE);
            let form = u32::from(group.form);
            let place = u32::from(i as u32 == group.last) << 8;
            put.put(form | place, 0);
            put.put(head.word.lemma, form | place);
            put.put(u32::from(head.word.entry.verb), form);
        }
        None => {
            let next = frame.groups.get(window[3].group as usize);
            let before = frame.groups.get(window[1].group as usize);
            let form = |group: Option<&super::frame::Group>| group.map_or(99, |g| u32::from(g.form));
            put.put(1 << 16 | form(next), 0);
            put.put(2 << 16 | form(before), 0);
            put.put(0, 1 << 16);
        }
    }
}

#[inline(always)]
fn strong(frame: &Frame, i: usize, put: &mut Putter<OWN>) {
    let token = &frame.tokens[i];
    let here = i as u32;
    let (left, right) = (frame.at(token.strong_left), frame.at(token.strong_right));
    let word = |t: Option<&Tok>| t.map_or(0, |t| t.word.word);
    let left_distance = left.map_or(9, |_| bucket(here - token.strong_left));
    let right_distance = right.map_or(9, |_| bucket(token.strong_right - here));
    let after = frame.at(token.strong_left.wrapping_add(1)).map_or(0, |t| u32::from(t.tag));
    let before = token.strong_right.checked_sub(1).and_then(|p| frame.at(p)).map_or(0, |t| u32::from(t.tag));
    put.put(word(left), left_distance);
    put.put(word(right), right_distance);
    put.put(word(left), word(right));
    put.put(u32::from(token.marks_left), left_distance);
    put.put(u32::from(token.marks_right), right_distance);
    put.put(word(left), u32::from(token.marks_left));
    put.put(word(right), u32::from(token.marks_right));
    put.put(word(left), after);
    put.put(word(right), before);
    put.put(
        u32::from(token.marks_left) << 8 | u32::from(token.marks_right),
        u32::from(left.is_some()) << 1 | u32::from(right.is_some()),
    );
}

/// Where the token stands in its quotation, or to those near it, and in its sentence.
#[inline(always)]
fn places(frame: &Frame, i: usize, put: &mut Putter<OWN>) {
    let token = &frame.tokens[i];
    let here = i as u32;
    if let Some(quote) = frame.quotes.get(token.quote as usize) {
        put.put(bucket(here - quote.first), 1 << 8 | bucket(quote.last - here));
        (0..3).for_each(|_| put.put(0, 1));
    } else {
        // No place is far off whichever way it is subtracted, once the distance is signed.
        let near = |distance: i64| if (0..=12).contains(&distance) { distance as u32 } else { 0 };
        let left = near(i64::from(here) - i64::from(token.closer_left));
        let right = near(i64::from(token.opener_right) - i64::from(here));
        let inner = token.closer_left.checked_sub(1).and_then(|p| frame.at(p));
        let same =
            frame.at(token.closer_left).zip(inner).filter(|(closer, inner)| left > 0 && closer.quote == inner.quote);
        let mark_left = same.map_or(0, |(_, inner)| u32::from(inner.mark));
        put.put(left, 0);
        put.put(right, 0);
        put.put(left, right << 8);
        put.put(left, (mark_left + 1) << 16);
    }
    let line = frame.lines.get(token.sentence as usize).copied().unwrap_or_default();
    put.put(bucket(here.saturating_sub(line.first)), 0);
    put.put(bucket(line.end.saturating_sub(here)), 0);
    put.put(
        frame.transcript.map_or(99, |colon| bucket(here.saturating_sub(colon))),
        u32::from(frame.transcript.is_some_and(|c| c < here)),
    );
}

fn quotation(frame: &Frame, token: &Tok, put: &mut Putter<SHARED>) {
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

fn sentence(frame: &Frame, token: &Tok, put: &mut Putter<SHARED>) {
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
