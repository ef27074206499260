//! What the labeller of a block sees of each token: one 32-bit key per template, mixed from numbers; no string is built.
//!
//! The templates follow the classic ones for chunking (words, shapes and classes in a window), and add what attribution needs: where
//! the token stands to quotation marks, to the nearest word that attributes often, and to the nearest verbs.
//!
//! Templates worked out from the same few values make a [`Group`], so that what they add up to can be remembered; those of the sentence and
//! the quotation, and those of the verbs to either side, are the same for many tokens in a row, and asked for once a run. A template's number is part of its keys and so
//! of the data file: it stays when templates move.

use super::frame::{Frame, Line, NONE, Tok, mark};
use super::lexicon::{Entry, Word};
use super::memo::{Adder, Group, Memo, Run, See, Signature};
use super::weights::{Row, Table};

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
    Signature::of(word, 32)
        .and(lemma, 32)
        .and(suffix3, 24)
        .and(suffix2, 16)
        .and(token.tag.into(), 9)
        .and(entry.cue.into(), 4)
        .and(entry.source.into(), 4)
        .and(entry.lemma_cue.into(), 4)
}

/// Hands `see` the keys of token `i` that are neither a neighbouring word's nor its stretch's.
#[inline(always)]
pub fn by_itself(frame: &Frame, i: usize, see: &mut impl See) {
    let window = [-2, -1, 0, 1, 2].map(|offset| neighbour(frame, i, offset));
    classes(&window, see);
    see.group(&Shapes::new(&window));
    see.group(&Frequencies::new(&window));
    see.group(&Pairs::new(&window));
    nouns_and_verbs(frame, i, &window, see);
    strong_sides(frame, i, see);
    see.group(&InSentence::new(frame, i));
    see.group(&NearQuotation::new(frame, i));
}

#[inline(always)]
fn classes(window: &[&Tok; 5], see: &mut impl See) {
    let [_, b, c, d, _] = window.map(|t| u32::from(t.tag));
    see.keys(&[mix(13, b, c), mix(14, c, d), mix(15, c, u32::from(window[2].quote_state))]);
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

/// How often the words around were cues and sources: bins.
struct Frequencies {
    cues: [u32; 3],
    sources: [u32; 3],
}

impl Frequencies {
    #[inline(always)]
    fn new(window: &[&Tok; 5]) -> Self {
        let [_, near @ .., _] = window;
        Self { cues: near.map(|t| u32::from(t.word.entry.cue)), sources: near.map(|t| u32::from(t.word.entry.source)) }
    }
}

impl Group<2> for Frequencies {
    const MEMO: usize = 1;

    #[inline(always)]
    fn signature(&self) -> Signature {
        let [b, c, d] = self.cues;
        let [s1, s, t1] = self.sources;
        Signature::of(b, 4).and(c, 4).and(d, 4).and(s1, 4).and(s, 4).and(t1, 4)
    }

    fn keys(&self) -> [u32; 2] {
        let [b, c, d] = self.cues;
        let [s1, s, t1] = self.sources;
        [mix(27, b << 16 | d, s), mix(29, s1 << 16 | t1, c)]
    }
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
const GROUPS: usize = 8;

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

/// The score by label of each token.
#[must_use]
pub fn scores(frame: &Frame, table: &Table<'_>, memos: &mut Memos) -> Vec<Row> {
    let mut word = |i: usize, offset| {
        let token = neighbour(frame, i, offset);
        memos.words.get(word_signature(token), || {
            let of_word = of_word(token);
            [
                table.sum(&of_word.two_before),
                table.sum(&of_word.before),
                table.sum(&of_word.here),
                table.sum(&of_word.after),
                table.sum(&of_word.two_after),
            ]
        })
    };
    let mut around = [word(0, -3), word(0, -2), word(0, -1), word(0, 0), word(0, 1)];
    let (mut stretches, mut verb_runs, mut strong_runs) = (Run::default(), Run::default(), Run::default());
    let score = |(i, token)| {
        around.rotate_left(1);
        around[4] = word(i, 2);
        let sum = stretches.get(stretch(token), || table.sum(&shared(frame, i)))
            + verb_runs.get(verbs(frame, i), || table.sum(&between_verbs(frame, i)))
            + strong_runs.get(strong(token), || table.sum(&between_strong(frame, i)));
        let mut adder = Adder { memos: &mut memos.groups, table, sum };
        for (place, sums) in around.iter().enumerate() {
            adder.sum += sums[place];
        }
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
