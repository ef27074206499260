//! What the labeller of a block sees of each token: one 32-bit key per template, mixed from numbers; no string is built.
//!
//! The templates follow the classic ones for chunking (words, shapes and classes in a window), and add what attribution needs: where
//! the token stands to quotation marks, to the nearest word that attributes often, and to the nearest verbs.

use super::frame::{Frame, Line, NONE, Tok, mark};
use super::lexicon::Entry;

/// Number of templates, and so of keys a token.
pub const TEMPLATES: usize = 107;

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

/// The keys of token `i`.
pub fn keys(frame: &Frame, i: usize, out: &mut [u32; TEMPLATES]) {
    let at = |offset: isize| i.checked_add_signed(offset).and_then(|i| frame.tokens.get(i)).unwrap_or(&EDGE);
    let window = [at(-2), at(-1), at(0), at(1), at(2)];
    let mut put = Putter { out, slot: 0 };
    words(&window, frame.tokens.len() - i, &mut put);
    classes(&window, &mut put);
    statistics(&window, &mut put);
    verbs(frame, i, &window, &mut put);
    strong(frame, i, &mut put);
    quotation(frame, i, &mut put);
    sentence(frame, i, &mut put);
    debug_assert_eq!(put.slot, TEMPLATES, "every token has every template");
}

struct Putter<'a> {
    out: &'a mut [u32; TEMPLATES],
    slot: usize,
}

impl Putter<'_> {
    #[inline(always)]
    fn put(&mut self, a: u32, b: u32) {
        if let Some(key) = self.out.get_mut(self.slot) {
            *key = mix(self.slot, a, b);
        }
        self.slot += 1;
    }
}

#[inline(always)]
fn words(window: &[&Tok; 5], left: usize, put: &mut Putter<'_>) {
    let [w2, w1, w, v1, v2] = window.map(|t| t.word.word);
    let [s2, s1, s, t1, t2] = window.map(|t| u32::from(t.word.shape));
    let token = window[2];
    let q = u32::from(token.quote_state);
    put.put(0, 0);
    put.put(w, 0);
    put.put(token.word.suffix3, 0);
    put.put(token.word.suffix2, 0);
    put.put(s, 0);
    put.put(w1, w);
    put.put(w, v1);
    put.put(w2, 0);
    put.put(w1, 0);
    put.put(v1, 0);
    put.put(v2, 0);
    put.put(s1 << 4 | s2, s);
    put.put(t1 << 4 | t2, s);
    put.put(u32::from(token.boundary), u32::from(left == 1));
    put.put(q, 0);
    put.put(u32::from(window[1].quote_state) << 8 | u32::from(window[3].quote_state), q);
    put.put(q, s);
    put.put(q, if q == 0 { 0 } else { w });
}

#[inline(always)]
fn classes(window: &[&Tok; 5], put: &mut Putter<'_>) {
    let [a, b, c, d, e] = window.map(|t| u32::from(t.tag));
    let [_, w1, w, v1, _] = window.map(|t| t.word.word);
    put.put(c, 0);
    put.put(b, 0);
    put.put(d, 0);
    put.put(a, 0);
    put.put(e, 0);
    put.put(b, c);
    put.put(c, d);
    put.put(b << 16 | c, d);
    put.put(c << 16 | d, e);
    put.put(a << 16 | b, c);
    put.put(w, d);
    put.put(w1, c);
    put.put(v1, c);
    put.put(c, u32::from(window[2].quote_state));
    for token in &window[1..4] {
        put.put(token.word.lemma, 0);
    }
    for token in &window[1..4] {
        put.put(u32::from(token.word.entry.verb), 0);
    }
    let nouns = window[1..4].iter().fold(0, |bits, t| bits << 1 | u32::from(t.word.entry.is(Entry::CONTENT_NOUN)));
    put.put(nouns, 0);
}

#[inline(always)]
fn statistics(window: &[&Tok; 5], put: &mut Putter<'_>) {
    let [_, s1, s, t1, _] = window.map(|t| u32::from(t.word.entry.source));
    let [a, b, c, d, e] = window.map(|t| u32::from(t.word.entry.cue));
    for bin in [a, b, c, d, e] {
        put.put(bin, 0);
    }
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
    put.put(then, 0);
    put.put(after, 0);
    put.put(then << 4 | after, c);
    put.put(u32::from(window[1].cue_after) << 4 | u32::from(window[3].cue_then), then << 4 | after);
}

#[inline(always)]
fn verbs(frame: &Frame, i: usize, window: &[&Tok; 5], put: &mut Putter<'_>) {
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
    let parts = token.mark & mark::PART != 0 || token.quote_state == 3;
    let after = if parts { u32::from(window[3].tag) << 16 | u32::from(window[4].tag) } else { 0 };
    put.put(after, if parts { right } else { 0 });
    match frame.groups.get(token.group as usize) {
        Some(group) => {
            let head = lemma(group.last);
            let form = u32::from(group.form);
            let place = u32::from(i as u32 == group.last) << 8;
            let next = frame.at(group.last + 1).unwrap_or(&EDGE);
            let before = group.first.checked_sub(1).and_then(|p| frame.at(p)).unwrap_or(&EDGE);
            let verb = frame.at(group.last).map_or(0, |t| u32::from(t.word.entry.verb));
            put.put(form | place, 0);
            put.put(head, 0);
            put.put(head, form | place);
            put.put(next.word.word, form);
            put.put(head, next.word.word);
            put.put(u32::from(before.tag), form);
            put.put(verb, form);
        }
        None => {
            let next = frame.groups.get(window[3].group as usize).filter(|_| window[3].group != NONE);
            let before = frame.groups.get(window[1].group as usize).filter(|_| window[1].group != NONE);
            let form = |group: Option<&super::frame::Group>| group.map_or(99, |g| u32::from(g.form));
            let head = |group: Option<&super::frame::Group>| group.map_or(0, |g| lemma(g.last));
            put.put(1 << 16 | form(next), 0);
            put.put(head(next), 1);
            put.put(2 << 16 | form(before), 0);
            put.put(head(before), 2);
            put.put(head(next), 1 << 16 | form(next));
            put.put(head(before), 2 << 16 | form(before));
            put.put(0, 1 << 16);
        }
    }
}

#[inline(always)]
fn strong(frame: &Frame, i: usize, put: &mut Putter<'_>) {
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

#[inline(always)]
fn quotation(frame: &Frame, i: usize, put: &mut Putter<'_>) {
    let token = &frame.tokens[i];
    let here = i as u32;
    if let Some(quote) = frame.quotes.get(token.quote as usize) {
        let before = quote.first.checked_sub(1).and_then(|p| frame.at(p));
        let after = frame.at(quote.last + 1);
        let length = bucket(quote.last - quote.first);
        let begins =
            before.map_or(1, |t| if t.sentence == token.sentence { u32::from(t.mark & mark::PART) << 8 } else { 2 });
        let last = quote.last.checked_sub(1).and_then(|p| frame.at(p)).map_or(0, |t| u32::from(t.mark));
        let word = |t: Option<&Tok>| t.map_or(1, |t| t.word.word);
        put.put(length, 1);
        put.put(bucket(here - quote.first), 1 << 8 | bucket(quote.last - here));
        put.put(word(before), 1);
        put.put(word(after), 1);
        put.put(u32::from(quote.closed), 1);
        put.put(begins, 1 << 8 | last);
        put.put(begins, 1 << 8 | length);
        put.put(u32::from(quote.strong_before) << 1 | u32::from(quote.strong_after), 1);
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
        put.put(0, 0);
        put.put(0, 0);
        put.put(0, 0);
        put.put(0, 0);
    }
}

#[inline(always)]
fn sentence(frame: &Frame, i: usize, put: &mut Putter<'_>) {
    let token = &frame.tokens[i];
    let index = token.sentence as usize;
    let line = frame.lines.get(index).copied().unwrap_or_default();
    let state = |line: Option<&Line>| line.map_or(99, |line| u32::from(line.state));
    let before = state(index.checked_sub(1).and_then(|k| frame.lines.get(k)));
    let (own, after) = (u32::from(line.state), state(frame.lines.get(index + 1)));
    let here = i as u32;
    let first = |k: u32| frame.at(line.first + k).filter(|_| line.first + k < line.end).unwrap_or(&EDGE);
    let q = u32::from(token.quote_state);
    put.put(index.min(3) as u32, 0);
    put.put(bucket(line.end.saturating_sub(line.first)), 0);
    put.put(bucket(here.saturating_sub(line.first)), 0);
    put.put(bucket(line.end.saturating_sub(here)), 0);
    put.put(
        frame.transcript.map_or(99, |colon| bucket(here.saturating_sub(colon))),
        u32::from(frame.transcript.is_some_and(|c| c < here)),
    );
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
