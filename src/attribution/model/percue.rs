//! The second pass: for one cue, which words around it are its source and its content.
//!
//! It sees what the first pass made of the block, and looks no further than a few sentences and [`REACH`] tokens from the cue, so that
//! its cost is bounded per cue.

use super::features::{bucket, mix, neighbour, pair};
use super::frame::{Frame, NONE, Tok};
use super::lexicon::{Entry, shape};
use super::sums::{Adder, Group, Run, See};
use super::weights::{Row, Table};
use super::{CUE, SOURCE, role};
use crate::text::memo::{Memo, Signature};
use std::ops::Range;

/// Number of templates, and so of keys a token.
pub const TEMPLATES: usize = 24;
/// How many tokens to either side of its cue the pass looks at, at most.
pub const REACH: usize = 80;
/// How many sentences before that of the cue it looks at.
const SENTENCES_BEFORE: u32 = 1;
/// How many after.
const SENTENCES_AFTER: u32 = 2;

/// The stretch of tokens looked at for `cue`: its sentence, and those around it as far as the first pass labelled something in each.
#[must_use]
pub fn window(frame: &Frame, labels: &[u8], cue: &Range<usize>) -> Range<usize> {
    let sentence = |i: usize| frame.tokens.get(i).map_or(0, |t| t.sentence);
    let (reach, limit) = (cue.start.saturating_sub(REACH), (cue.end + REACH).min(frame.tokens.len()));
    let line = |index: Option<u32>| {
        let line = frame.lines.get(index? as usize)?;
        let within = (line.first as usize).max(reach)..(line.end as usize).min(limit);
        labels.get(within.clone())?.iter().any(|&label| label != 0).then_some(within)
    };
    let (own, last) = (sentence(cue.start), sentence(cue.end.saturating_sub(1)));
    let mut window = cue.clone();
    for before in 0..=SENTENCES_BEFORE {
        let Some(within) = line(own.checked_sub(before)) else { break };
        window.start = within.start.min(window.start);
    }
    for after in 0..=SENTENCES_AFTER {
        let Some(within) = line(last.checked_add(after)) else { break };
        window.end = within.end.max(window.end);
    }
    window
}

/// What lies between the cue and a token.
#[derive(Clone, Copy, Default)]
struct Between {
    marks: u8,
    cues: u8,
    sources: u8,
    near_source: bool,
}

/// What is the same for every token around one cue.
struct Around {
    lemma: u32,
    passive: u32,
    before: u32,
    after: u32,
    sentence: u32,
    quote: u32,
}

/// The keys of each token of `window`, [`TEMPLATES`] a token, given the first pass's `labels` of the whole block.
#[must_use]
pub fn keys(frame: &Frame, labels: &[u8], cue: &Range<usize>, window: &Range<usize>) -> Vec<u32> {
    let mut all = Vec::with_capacity(window.len() * TEMPLATES);
    let cue = Cue::new(frame, labels, cue, window);
    for i in window.clone() {
        let side = cue.side(i);
        all.extend(of_word(neighbour(frame, i, -1), side).before);
        all.extend(of_word(neighbour(frame, i, 0), side).here);
        all.extend(of_word(neighbour(frame, i, 1), side).after);
        all.extend(cue.beside(i));
        cue.by_itself(i, &mut all);
    }
    debug_assert_eq!(all.len(), window.len() * TEMPLATES, "every token has every template");
    all
}

/// What the pass remembers from one cue to the next.
#[derive(Debug)]
pub struct Memos {
    words: Memo<u128, [Row; 3]>,
    groups: [Memo<u64, Row>; GROUPS],
}

impl Default for Memos {
    fn default() -> Self {
        Self { words: Memo::new(12), groups: std::array::from_fn(|_| Memo::new(10)) }
    }
}

/// The score by label of each token of `window`.
#[must_use]
pub fn scores(
    frame: &Frame,
    labels: &[u8],
    cue: &Range<usize>,
    window: &Range<usize>,
    table: &Table<'_>,
    memos: &mut Memos,
) -> Vec<Row> {
    let mut scores = Vec::with_capacity(window.len());
    let around = Cue::new(frame, labels, cue, window);
    let mut runs = Run::default();
    for part in [window.start..cue.start, cue.clone(), cue.end..window.end] {
        let side = around.side(part.start);
        let mut word = |i: usize, offset| {
            let token = neighbour(frame, i, offset);
            *memos.words.get(word_signature(token, side), || {
                let OfWord { before, here, after } = of_word(token, side);
                [table.sum(&before), table.sum(&here), table.sum(&after)]
            })
        };
        let (mut here, mut next) = (word(part.start, -1), word(part.start, 0));
        for i in part {
            let before = std::mem::replace(&mut here, std::mem::replace(&mut next, word(i, 1)));
            let of_words = before[0] + here[1] + next[2];
            let of_cue = runs.get(around.passed(i), || table.sum(&around.beside(i)));
            let mut adder = Adder { memos: &mut memos.groups, table, sum: of_words + of_cue };
            around.by_itself(i, &mut adder);
            scores.push(adder.sum);
        }
    }
    scores
}

/// The keys a word gives by itself to the tokens around it, on one side of the cue: each field is of the token to which it stands so.
struct OfWord {
    before: [u32; 1],
    here: [u32; 3],
    after: [u32; 1],
}

fn of_word(token: &Tok, side: usize) -> OfWord {
    let Tok { word, tag, .. } = token;
    OfWord {
        before: [key(16, side, word.word, 0)],
        here: [key(12, side, word.word, 0), key(13, side, word.suffix3, 0), key(14, side, (*tag).into(), 0)],
        after: [key(17, side, word.word, 0)],
    }
}

#[inline(always)]
fn word_signature(token: &Tok, side: usize) -> Signature<u128> {
    let class = Signature::of(token.word.suffix3, 24).and(token.tag.into(), 9).and(side as u32, 2);
    Signature::both(Signature::of(token.word.word, 32), class)
}

/// The key of template `slot` on one side of the cue: 0 before it, 1 in it, 2 after it.
#[inline(always)]
fn key(slot: usize, side: usize, a: u32, b: u32) -> u32 {
    mix(1000 + slot * 3 + side, a, b)
}

/// Walks outwards from the cue to both sides, gathering what is passed.
fn between(frame: &Frame, labels: &[u8], cue: &Range<usize>, window: &Range<usize>) -> Vec<Between> {
    let mut all = vec![Between::default(); window.len()];
    let label = |i: usize| labels.get(i).copied().unwrap_or(0);
    let mut walk = |places: &mut dyn Iterator<Item = usize>, leftwards: bool| {
        let mut passed = Between::default();
        for i in places {
            // A span is counted when it is entered: at its last token going left, at its first going right.
            let enters = |wanted: u8| {
                let other = if leftwards { label(i + 1) } else { label(i.wrapping_sub(1)) };
                let fresh = if leftwards {
                    role(other) != wanted || other % 2 == 1
                } else {
                    label(i) % 2 == 1 || role(other) != wanted
                };
                role(label(i)) == wanted && fresh
            };
            passed.sources += u8::from(enters(SOURCE) && passed.sources < 3);
            passed.cues += u8::from(enters(CUE) && passed.cues < 3);
            passed.near_source = passed.sources == 1 && role(label(i)) == SOURCE;
            all[i - window.start] = passed;
            passed.marks |= frame.tokens[i].mark & 127;
        }
    };
    walk(&mut (window.start..cue.start).rev(), true);
    walk(&mut (cue.end..window.end), false);
    all
}

fn around(frame: &Frame, cue: &Range<usize>) -> Around {
    let tokens = &frame.tokens[cue.clone()];
    let head = tokens.iter().fold(None, |best: Option<&Tok>, t| match best {
        Some(b) if b.word.entry.lemma_cue >= t.word.entry.lemma_cue => best,
        _ => Some(t),
    });
    let neighbour = |place: Option<usize>| {
        let token = place.and_then(|p| frame.tokens.get(p));
        token
            .map_or(1, |t| if t.mark != 0 || t.word.entry.is(Entry::IN_GROUP) { t.word.word } else { u32::from(t.tag) })
    };
    let be = tokens.iter().any(|t| t.word.entry.is(Entry::BE));
    let last = tokens.last();
    Around {
        lemma: head.map_or(0, |t| t.word.lemma),
        passive: u32::from(be) << 16 | last.map_or(0, |t| u32::from(t.tag)),
        before: neighbour(cue.start.checked_sub(1)),
        after: neighbour(Some(cue.end)),
        sentence: tokens.first().map_or(0, |t| t.sentence),
        quote: tokens.first().map_or(NONE, |t| t.quote),
    }
}

/// One cue and what stands around it.
struct Cue<'a> {
    frame: &'a Frame,
    labels: &'a [u8],
    cue: &'a Range<usize>,
    start: usize,
    around: Around,
    between: Vec<Between>,
}

impl<'a> Cue<'a> {
    fn new(frame: &'a Frame, labels: &'a [u8], cue: &'a Range<usize>, window: &Range<usize>) -> Self {
        let (around, between) = (around(frame, cue), between(frame, labels, cue, window));
        Self { frame, labels, cue, start: window.start, around, between }
    }

    /// Before the cue, in it, after it: 0 to 2.
    #[inline(always)]
    fn side(&self, i: usize) -> usize {
        usize::from(i >= self.cue.start) + usize::from(i >= self.cue.end)
    }

    /// All that [`Self::beside`] is worked out from, but for the cue.
    #[inline(always)]
    fn passed(&self, i: usize) -> (usize, u32, u8, bool) {
        let between = self.between[i - self.start];
        (self.side(i), self.label(Some(i)), between.marks, between.near_source)
    }

    /// The keys of token `i` that come of which cue it is and what stands beside it.
    fn beside(&self, i: usize) -> [u32; 6] {
        let (side, label, marks, source) = self.passed(i);
        let Around { lemma, passive, before, after, .. } = self.around;
        [
            key(6, side, source.into(), lemma),
            key(7, side, lemma, label),
            key(8, side, lemma, marks.into()),
            key(9, side, lemma, after),
            key(10, side, pair(before, after), label),
            key(11, side, passive, label),
        ]
    }

    #[inline(always)]
    fn label(&self, i: Option<usize>) -> u32 {
        i.and_then(|i| self.labels.get(i)).map_or(9, |&l| u32::from(l))
    }

    /// Hands `see` the other keys of token `i` that are not a word's by itself.
    #[inline(always)]
    fn by_itself(&self, i: usize, see: &mut impl See) {
        let token = &self.frame.tokens[i];
        let side = self.side(i);
        let distance = match side {
            0 => self.cue.start - i,
            1 => 0,
            _ => i + 1 - self.cue.end,
        };
        let near = bucket(distance as u32);
        let between = self.between[i - self.start];
        let y0 = self.label(Some(i));
        let passed = u32::from(between.cues) << 2 | u32::from(between.sources);
        let quote_state = u32::from(token.quote_state);
        let marks = u32::from(between.marks);
        let source = between.near_source;
        see.group(&Labels {
            side,
            labels: self.label(i.checked_sub(1)) << 8 | y0 << 4 | self.label(Some(i + 1)),
            passed,
        });
        see.group(&Place {
            side,
            label: y0,
            sentence: token.sentence.wrapping_sub(self.around.sentence).wrapping_add(8) & 15,
            quote_state,
            passed,
        });
        see.group(&Nearness {
            side,
            label: y0,
            marks,
            near,
            source,
            capital: token.word.shape != shape::LOWER,
            same_quote: token.quote == self.around.quote,
            quote_state,
        });
        let (t0, t1) = (u32::from(token.tag), u32::from(neighbour(self.frame, i, -1).tag));
        see.keys(&[key(15, side, t1, t0), key(20, side, near, t0)]);
    }
}

/// How many groups of templates there are: of [`Group::MEMO`], one more than the highest.
const GROUPS: usize = 3;

/// What the first pass made of the token and its neighbours.
struct Labels {
    side: usize,
    labels: u32,
    passed: u32,
}

impl Group<2> for Labels {
    const MEMO: usize = 0;

    #[inline(always)]
    fn signature(&self) -> Signature {
        Signature::of(self.side as u32, 2).and(self.labels, 12).and(self.passed, 4)
    }

    fn keys(&self) -> [u32; 2] {
        [key(0, self.side, self.labels, 0), key(4, self.side, self.passed, self.labels)]
    }
}

/// Which sentence the token stands in, counted from the cue's, and how it stands to its quotation.
struct Place {
    side: usize,
    label: u32,
    sentence: u32,
    quote_state: u32,
    passed: u32,
}

impl Group<4> for Place {
    const MEMO: usize = 1;

    #[inline(always)]
    fn signature(&self) -> Signature {
        Signature::of(self.side as u32, 2)
            .and(self.label, 4)
            .and(self.sentence, 4)
            .and(self.quote_state, 2)
            .and(self.passed, 4)
    }

    fn keys(&self) -> [u32; 4] {
        let Self { side, label, sentence, quote_state, passed } = *self;
        [
            key(1, side, sentence, 0),
            key(18, side, quote_state, sentence),
            key(19, side, quote_state << 4 | label, sentence),
            key(23, side, passed, sentence << 4 | label),
        ]
    }
}

/// How far the token is from the cue, and what lies between.
struct Nearness {
    side: usize,
    label: u32,
    marks: u32,
    near: u32,
    source: bool,
    capital: bool,
    same_quote: bool,
    quote_state: u32,
}

impl Group<5> for Nearness {
    const MEMO: usize = 2;

    #[inline(always)]
    fn signature(&self) -> Signature {
        Signature::of(self.side as u32, 2)
            .and(self.label, 4)
            .and(self.marks, 8)
            .and(self.near, 3)
            .and(self.source.into(), 1)
            .and(self.capital.into(), 1)
            .and(self.same_quote.into(), 1)
            .and(self.quote_state, 2)
    }

    fn keys(&self) -> [u32; 5] {
        let Self { side, label, marks, near, .. } = *self;
        [
            key(2, side, marks, label),
            key(3, side, near, label),
            key(5, side, self.source.into(), label),
            key(21, side, self.same_quote.into(), self.quote_state),
            key(22, side, self.capital.into(), near),
        ]
    }
}
