//! Templates of the first pass that are worked out from a few small values of a token and its neighbours: each such [`Group`] is remembered
//! by those values.
//!
//! A template's number is part of its keys and so of the data file; it says nothing of where it stands here.

use super::features::{EDGE, bucket, mix, neighbour};
use super::frame::{Frame, Tok};
use super::sums::{Group, See};
use crate::text::memo::Signature;

/// Hands `see` the keys of token `i` that are neither a neighbouring word's nor its stretch's.
#[inline(always)]
pub fn by_itself(frame: &Frame, i: usize, see: &mut impl See) {
    let window = [-2, -1, 0, 1, 2].map(|offset| neighbour(frame, i, offset));
    see.group(&Classes::new(&window));
    see.group(&Shapes::new(&window));
    frequencies(&window, see);
    see.group(&Pairs::new(&window));
    nouns_and_verbs(frame, i, &window, see);
    strong_sides(frame, i, see);
    see.group(&InSentence::new(frame, i));
    see.group(&NearQuotation::new(frame, i));
}

/// Classes of this word and those beside it.
struct Classes {
    classes: [u32; 3],
    quote_state: u32,
}

impl Classes {
    #[inline(always)]
    fn new(window: &[&Tok; 5]) -> Self {
        let [_, near @ .., _] = window;
        Self { classes: near.map(|t| u32::from(t.tag)), quote_state: u32::from(window[2].quote_state) }
    }
}

impl Group<3> for Classes {
    const MEMO: usize = 1;

    #[inline(always)]
    fn signature(&self) -> Signature {
        self.classes.iter().fold(Signature::of(self.quote_state, 2), |all, &class| all.and(class, 9))
    }

    fn keys(&self) -> [u32; 3] {
        let [b, c, d] = self.classes;
        [mix(13, b, c), mix(14, c, d), mix(15, c, self.quote_state)]
    }
}

/// Shapes of the words around.
struct Shapes {
    shapes: [u32; 5],
    quote_state: u32,
}

impl Shapes {
    #[inline(always)]
    fn new(window: &[&Tok; 5]) -> Self {
        Self { shapes: window.map(|t| u32::from(t.word.shape)), quote_state: u32::from(window[2].quote_state) }
    }
}

impl Group<3> for Shapes {
    const MEMO: usize = 0;

    #[inline(always)]
    fn signature(&self) -> Signature {
        self.shapes.iter().fold(Signature::of(self.quote_state, 2), |all, &shape| all.and(shape, 3))
    }

    fn keys(&self) -> [u32; 3] {
        let [s2, s1, s, t1, t2] = self.shapes;
        [mix(5, s1 << 4 | s2, s), mix(6, t1 << 4 | t2, s), mix(8, self.quote_state, s)]
    }
}

/// How often the words around were cues and sources: bins. Too many together to be worth remembering.
#[inline(always)]
fn frequencies(window: &[&Tok; 5], see: &mut impl See) {
    let [_, near @ .., _] = window;
    let [b, c, d] = near.map(|t| u32::from(t.word.entry.cue));
    let [s1, s, t1] = near.map(|t| u32::from(t.word.entry.source));
    see.keys(&[mix(27, b << 16 | d, s), mix(29, s1 << 16 | t1, c)]);
}

/// How often this and the words beside it were cues next to each other: bins.
struct Pairs {
    cue: u32,
    then: u32,
    after: u32,
    before_after: u32,
    after_then: u32,
}

impl Pairs {
    #[inline(always)]
    fn new(window: &[&Tok; 5]) -> Self {
        let [_, before, token, next, _] = window;
        Self {
            cue: token.word.entry.cue.into(),
            then: token.cue_then.into(),
            after: token.cue_after.into(),
            before_after: before.cue_after.into(),
            after_then: next.cue_then.into(),
        }
    }
}

impl Group<3> for Pairs {
    const MEMO: usize = 2;

    #[inline(always)]
    fn signature(&self) -> Signature {
        let Self { cue, then, after, before_after, after_then } = *self;
        Signature::of(cue, 4).and(then, 4).and(after, 4).and(before_after, 4).and(after_then, 4)
    }

    fn keys(&self) -> [u32; 3] {
        let own = self.then << 4 | self.after;
        [mix(30, self.after, 0), mix(31, own, self.cue), mix(32, self.before_after << 4 | self.after_then, own)]
    }
}

#[inline(always)]
fn nouns_and_verbs(frame: &Frame, i: usize, window: &[&Tok; 5], see: &mut impl See) {
    let token = window[2];
    let noun = frame.at(token.noun_left).unwrap_or(&EDGE);
    let distance = bucket((i as u32).wrapping_sub(token.noun_left));
    see.keys(&[mix(36, u32::from(noun.tag), distance)]);
    see.group(&match frame.groups.get(token.group as usize) {
        Some(group) => {
            let head = frame.at(group.last).unwrap_or(&EDGE);
            InVerbs::Inside {
                head: head.word.lemma,
                verb: head.word.entry.verb.into(),
                form: group.form.into(),
                is_head: i as u32 == group.last,
            }
        }
        None => {
            let form = |t: &Tok| frame.groups.get(t.group as usize).map_or(99, |g| u32::from(g.form));
            InVerbs::Outside { next: form(window[3]), before: form(window[1]) }
        }
    });
}

/// Where the token stands to a group of verbs.
enum InVerbs {
    Inside { head: u32, verb: u32, form: u32, is_head: bool },
    Outside { next: u32, before: u32 },
}

impl Group<3> for InVerbs {
    const MEMO: usize = 3;

    #[inline(always)]
    fn signature(&self) -> Signature {
        match *self {
            Self::Inside { head, verb, form, is_head } => {
                Signature::of(head, 32).and(verb, 4).and(form, 8).and(is_head.into(), 1).and(1, 1)
            }
            Self::Outside { next, before } => Signature::of(next, 8).and(before, 8).and(0, 1),
        }
    }

    fn keys(&self) -> [u32; 3] {
        match *self {
            Self::Inside { head, verb, form, is_head } => {
                let place = u32::from(is_head) << 8;
                [mix(39, form | place, 0), mix(40, head, form | place), mix(41, verb, form)]
            }
            Self::Outside { next, before } => {
                [mix(39, 1 << 16 | next, 0), mix(40, 2 << 16 | before, 0), mix(41, 0, 1 << 16)]
            }
        }
    }
}

#[inline(always)]
fn strong_sides(frame: &Frame, i: usize, see: &mut impl See) {
    let token = &frame.tokens[i];
    let here = i as u32;
    let (left, right) = (frame.at(token.strong_left), frame.at(token.strong_right));
    see.group(&StrongSide::<false> {
        word: left.map_or(0, |t| t.word.word),
        distance: left.map_or(9, |_| bucket(here - token.strong_left)),
        marks: token.marks_left.into(),
    });
    see.group(&StrongSide::<true> {
        word: right.map_or(0, |t| t.word.word),
        distance: right.map_or(9, |_| bucket(token.strong_right - here)),
        marks: token.marks_right.into(),
    });
}

/// The nearest word to one side that attributes often, how far off it is, and the marks between.
struct StrongSide<const RIGHT: bool> {
    word: u32,
    distance: u32,
    marks: u32,
}

impl<const RIGHT: bool> Group<2> for StrongSide<RIGHT> {
    const MEMO: usize = 4 + RIGHT as usize;

    #[inline(always)]
    fn signature(&self) -> Signature {
        Signature::of(self.word, 32).and(self.distance, 4).and(self.marks, 8)
    }

    fn keys(&self) -> [u32; 2] {
        let side = usize::from(RIGHT);
        [mix(42 + side, self.word, self.distance), mix(45 + side, self.marks, self.distance)]
    }
}

/// Where the token stands in its sentence, or in a transcript's turn.
struct InSentence {
    boundary: u32,
    last: bool,
    commas: u32,
    start: u32,
    end: u32,
    turn: u32,
    in_turn: bool,
}

impl InSentence {
    #[inline(always)]
    fn new(frame: &Frame, i: usize) -> Self {
        let (token, here) = (&frame.tokens[i], i as u32);
        let line = frame.lines.get(token.sentence as usize).copied().unwrap_or_default();
        Self {
            boundary: token.boundary.into(),
            last: i + 1 == frame.tokens.len(),
            commas: token.commas.into(),
            start: bucket(here.saturating_sub(line.first)),
            end: bucket(line.end.saturating_sub(here)),
            turn: frame.transcript.map_or(99, |colon| bucket(here.saturating_sub(colon))),
            in_turn: frame.transcript.is_some_and(|c| c < here),
        }
    }
}

impl Group<5> for InSentence {
    const MEMO: usize = 6;

    #[inline(always)]
    fn signature(&self) -> Signature {
        Signature::of(self.boundary, 4)
            .and(self.last.into(), 1)
            .and(self.commas, 3)
            .and(self.start, 3)
            .and(self.end, 3)
            .and(self.turn, 7)
            .and(self.in_turn.into(), 1)
    }

    fn keys(&self) -> [u32; 5] {
        [
            mix(7, self.boundary, self.last.into()),
            mix(37, self.commas, 0),
            mix(56, self.start, 0),
            mix(57, self.end, 0),
            mix(58, self.turn, self.in_turn.into()),
        ]
    }
}

/// Where the token stands in its quotation, or to those near it.
enum NearQuotation {
    Inside { start: u32, end: u32 },
    Outside { left: u32, right: u32, mark_left: u32 },
}

impl NearQuotation {
    #[inline(always)]
    fn new(frame: &Frame, i: usize) -> Self {
        let (token, here) = (&frame.tokens[i], i as u32);
        if let Some(quote) = frame.quotes.get(token.quote as usize) {
            return Self::Inside { start: bucket(here - quote.first), end: bucket(quote.last - here) };
        }
        // No place is far off whichever way it is subtracted, once the distance is signed.
        let near = |distance: i64| if (0..=12).contains(&distance) { distance as u32 } else { 0 };
        let left = near(i64::from(here) - i64::from(token.closer_left));
        let right = near(i64::from(token.opener_right) - i64::from(here));
        let inner = token.closer_left.checked_sub(1).and_then(|p| frame.at(p));
        let same =
            frame.at(token.closer_left).zip(inner).filter(|(closer, inner)| left > 0 && closer.quote == inner.quote);
        Self::Outside { left, right, mark_left: same.map_or(0, |(_, inner)| u32::from(inner.mark)) }
    }
}

impl Group<4> for NearQuotation {
    const MEMO: usize = 7;

    #[inline(always)]
    fn signature(&self) -> Signature {
        match *self {
            Self::Inside { start, end } => Signature::of(start, 3).and(end, 3).and(1, 1),
            Self::Outside { left, right, mark_left } => {
                Signature::of(left, 4).and(right, 4).and(mark_left, 8).and(0, 1)
            }
        }
    }

    fn keys(&self) -> [u32; 4] {
        match *self {
            Self::Inside { start, end } => [mix(52, start, 1 << 8 | end), mix(53, 0, 1), mix(54, 0, 1), mix(55, 0, 1)],
            Self::Outside { left, right, mark_left } => {
                [mix(52, left, 0), mix(53, right, 0), mix(54, left, right << 8), mix(55, left, (mark_left + 1) << 16)]
            }
        }
    }
}

/// How many groups of templates there are: of [`Group::MEMO`], one more than the highest.
pub const GROUPS: usize = 8;
