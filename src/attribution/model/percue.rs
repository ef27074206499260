//! The second pass: for one cue, which words around it are its source and its content.
//!
//! It sees what the first pass made of the block, and looks no further than a few sentences and [`REACH`] tokens from the cue, so that
//! its cost is bounded per cue.

use super::features::{bucket, mix, pair};
use super::frame::{Frame, NONE, Tok};
use super::lexicon::{Entry, shape};
use super::{CUE, SOURCE, role};
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

/// Hands `see` the keys of each token of `window` in turn, given the first pass's `labels` of the whole block.
pub fn each_keys(
    frame: &Frame,
    labels: &[u8],
    cue: &Range<usize>,
    window: &Range<usize>,
    mut see: impl FnMut(&[u32; TEMPLATES]),
) {
    let between = between(frame, labels, cue, window);
    let around = around(frame, cue);
    for (i, between) in window.clone().zip(between) {
        see(&token_keys(frame, labels, cue, &around, between, i));
    }
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

fn token_keys(
    frame: &Frame,
    labels: &[u8],
    cue: &Range<usize>,
    around: &Around,
    between: Between,
    i: usize,
) -> [u32; TEMPLATES] {
    let token = &frame.tokens[i];
    let (side, distance) = if i < cue.start {
        (0, cue.start - i)
    } else if i < cue.end {
        (1, 0)
    } else {
        (2, i + 1 - cue.end)
    };
    let label = |i: Option<usize>| i.and_then(|i| labels.get(i)).map_or(9, |&l| u32::from(l));
    let y0 = label(Some(i));
    let y = label(i.checked_sub(1)) << 8 | y0 << 4 | label(Some(i + 1));
    let near = bucket(distance as u32);
    let offset = token.sentence.wrapping_sub(around.sentence).wrapping_add(8) & 15;
    let marks = u32::from(between.marks);
    let passed = u32::from(between.cues) << 2 | u32::from(between.sources);
    let source = u32::from(between.near_source);
    let neighbours = pair(around.before, around.after);
    let word = |i: Option<usize>| i.and_then(|i| frame.tokens.get(i)).map_or(1, |t| t.word.word);
    let tag = |i: Option<usize>| i.and_then(|i| frame.tokens.get(i)).map_or(511, |t| u32::from(t.tag));
    let (w0, w1, v1) = (token.word.word, word(i.checked_sub(1)), word(Some(i + 1)));
    let (t0, t1) = (u32::from(token.tag), tag(i.checked_sub(1)));
    let q = u32::from(token.quote_state);
    let capital = u32::from(token.word.shape != shape::LOWER);
    let values: [(u32, u32); TEMPLATES] = [
        (y, 0),
        (offset, 0),
        (marks, y0),
        (near, y0),
        (passed, y),
        (source, y0),
        (source, around.lemma),
        (around.lemma, y0),
        (around.lemma, marks),
        (around.lemma, around.after),
        (neighbours, y0),
        (around.passive, y0),
        (w0, 0),
        (token.word.suffix3, 0),
        (t0, 0),
        (t1, t0),
        (w1, 0),
        (v1, 0),
        (q, offset),
        (q << 4 | y0, offset),
        (near, t0),
        (u32::from(token.quote == around.quote), q),
        (capital, near),
        (passed, offset << 4 | y0),
    ];
    let mut keys = [0; TEMPLATES];
    for (slot, (key, (a, b))) in keys.iter_mut().zip(values).enumerate() {
        *key = mix(1000 + slot * 3 + side, a, b);
    }
    keys
}
