//! What tagger and parser look at: keys of the learned tables, made from words, tags and the tree as far as it is built.
//!
//! Each function gives all keys of one decision as an array. The trainer calls the same functions, so what is learned is what is asked.
//! Nothing here holds a word of any language.

use self::side_by_side as p;
use super::labels::{Label, Tag};
use super::lexeme::{Lexeme, NO_CLASS};
use super::machine::{NOBODY, State};

/// Keys of a tagging decision.
pub const TAG_KEYS: usize = 35;
/// Keys of an action.
pub const ACTION_KEYS: usize = 60;
/// Keys of a label.
pub const LABEL_KEYS: usize = 40;

/// The tag before the first word and after the last.
const NO_TAG: u32 = Tag::ALL.len() as u32;
/// The label of a word that has no head yet.
const NO_LABEL: u32 = Label::ALL.len() as u32;
/// The form before the first word and after the last.
const EDGE: u32 = 0x5AFE_C0DE;

/// Mixes a template's number and values to a key.
#[inline(always)]
fn key(template: u32, a: u32, b: u32, c: u32) -> u32 {
    const ONE: u64 = 0x9E37_79B9_7F4A_7C15;
    const TWO: u64 = 0xD6E8_FEB8_6659_FD93;
    let ab = (u64::from(a) << 32 | u64::from(b)).wrapping_add(u64::from(template).wrapping_mul(TWO)).wrapping_mul(ONE);
    ((ab ^ ab >> 29 ^ u64::from(c).wrapping_mul(ONE)).wrapping_mul(TWO) >> 32) as u32
}

/// Small numbers, each below 64, side by side.
#[inline(always)]
fn side_by_side<const N: usize>(values: [u32; N]) -> u32 {
    values.iter().fold(0, |packed, value| packed << 6 | value)
}

/// The keys for the tag of the word at `i`; `tags` are those of the words before it.
#[must_use]
pub fn tag_keys(words: &[Lexeme], tags: &[Tag], i: usize) -> [u32; TAG_KEYS] {
    let edge = Lexeme { key: EDGE, class: NO_CLASS, ..Lexeme::default() };
    let at = |offset: isize| i.checked_add_signed(offset).and_then(|i| words.get(i)).unwrap_or(&edge);
    let tag = |back: usize| i.checked_sub(back).map_or(NO_TAG, |i| tags[i] as u32);
    let (w, before, after) = (at(0), at(-1), at(1));
    let (w0, b1, b2, n1, n2) = (w.key, before.key, at(-2).key, after.key, at(2).key);
    let class = |word: &Lexeme| u32::from(word.class);
    let (c0, cb, cn, cnn) = (class(w), class(before), class(after), class(at(2)));
    let (t1, t2) = (tag(1), tag(2));
    let shape = u32::from(w.shape);
    let [s1, s2, s3, s4] = w.suffixes;
    let [p1, p2, p3] = w.prefixes;
    [
        key(0, w0, 0, 0),
        key(1, b1, 0, 0),
        key(2, b2, 0, 0),
        key(3, n1, 0, 0),
        key(4, n2, 0, 0),
        key(5, b1, w0, 0),
        key(6, w0, n1, 0),
        key(7, t1, w0, 0),
        key(8, t1, n1, 0),
        key(9, t1, t2, 0),
        key(10, s1, 0, 0),
        key(11, s2, 0, 0),
        key(12, s3, 0, 0),
        key(13, s4, 0, 0),
        key(14, p1, 0, 0),
        key(15, p2, 0, 0),
        key(16, p3, 0, 0),
        key(17, shape, 0, 0),
        key(18, shape, u32::from(before.shape), u32::from(i == 0)),
        key(19, s3, t1, 0),
        key(20, before.suffixes[2], 0, 0),
        key(21, after.suffixes[2], 0, 0),
        key(22, c0, 0, 0),
        key(23, cb, 0, 0),
        key(24, cn, 0, 0),
        key(25, cb, c0, 0),
        key(26, c0, cn, 0),
        key(27, cn, cnn, 0),
        key(28, t1, t2, c0),
        key(29, t1, cn, c0),
        key(30, s2, shape, t1),
        key(31, s2, after.suffixes[1], 0),
        key(32, t1, t2, w0),
        key(33, t1, c0, 0),
        key(34, t1, shape, s1),
    ]
}

/// A word of the tree as the parser's templates see it.
struct Seen {
    word: u32,
    tag: u32,
    class: u32,
    /// Its label, [`NO_LABEL`] while it has no head.
    label: u32,
}

impl Seen {
    #[inline(always)]
    fn at(state: &State<'_>, i: u32) -> Self {
        let Some(word) = state.words.get(i as usize) else {
            return Self { word: EDGE, tag: NO_TAG, class: 0, label: NO_LABEL };
        };
        Self {
            word: word.key,
            tag: state.tags[i as usize] as u32,
            class: u32::from(word.class),
            label: state.label(i).map_or(NO_LABEL, |label| label as u32),
        }
    }
}

/// Distances that differ little are one.
fn distance(from: u32, to: u32) -> u32 {
    match from.abs_diff(to) {
        few @ 0..=4 => few,
        5..=7 => 5,
        8..=13 => 6,
        _ => 7,
    }
}

/// The keys for what to do in `state`, whose stack and buffer are not empty.
#[must_use]
pub fn action_keys(state: &State<'_>) -> [u32; ACTION_KEYS] {
    let (top, next) = (state.top(), state.next());
    let (below, after, third) = (state.below(), state.ahead(1), state.ahead(2));
    let see = |i| Seen::at(state, i);
    let (s, n, s1, n1, n2) = (see(top), see(next), see(below), see(after), see(third));
    let head = see(state.head(top));
    let (sl, sr, nl) = (see(state.left_child(top)), see(state.right_child(top)), see(state.left_child(next)));
    let before = see(next.wrapping_sub(1));
    let headed = u32::from(state.head(top) != NOBODY);
    let far = distance(top, next);
    let between = state.between(top, next);
    [
        key(0, s.word, headed, 0),
        key(1, s.tag, headed, 0),
        key(2, s.word, p([s.tag, headed]), 0),
        key(3, n.word, 0, 0),
        key(4, n.tag, 0, 0),
        key(5, n.word, n.tag, 0),
        key(6, n1.word, 0, 0),
        key(7, n1.tag, headed, 0),
        key(8, n2.word, 0, 0),
        key(9, n2.tag, headed, 0),
        key(10, s.word, n.word, headed),
        key(11, p([s.tag, n.tag, headed]), 0, 0),
        key(12, s.word, n.word, p([s.tag, n.tag])),
        key(13, s.word, p([s.tag, n.tag, headed]), 0),
        key(14, n.word, p([s.tag, n.tag, headed]), 1),
        key(15, s.word, n.tag, headed),
        key(16, n.word, s.tag, headed),
        key(17, p([n.tag, n1.tag]), 0, 0),
        key(18, p([s.tag, n.tag, n1.tag, headed]), 0, 0),
        key(19, p([n.tag, n1.tag, n2.tag, headed]), 0, 0),
        key(20, p([s.tag, n.tag, n1.tag, n2.tag]), headed, 0),
        key(21, p([head.tag, s.tag, n.tag]), 0, 0),
        key(22, p([sl.tag, s.tag, n.tag, headed]), 0, 0),
        key(23, p([sr.tag, s.tag, n.tag, headed]), 0, 0),
        key(24, p([s.tag, n.tag, nl.tag, headed]), 0, 0),
        key(25, far, s.word, headed),
        key(26, far, n.word, headed),
        key(27, p([far, s.tag, headed]), 0, 0),
        key(28, p([far, n.tag, headed]), 0, 0),
        key(29, far, s.word, n.word),
        key(30, p([far, s.tag, n.tag, headed]), 0, 0),
        key(31, head.word, headed, 0),
        key(32, head.tag, s.tag, 0),
        key(33, s.label, 0, 0),
        key(34, sl.word, headed, 0),
        key(35, p([sl.tag, sl.label, headed]), 0, 0),
        key(36, sr.word, headed, 0),
        key(37, p([sr.tag, sr.label, headed]), 0, 0),
        key(38, nl.word, 0, 0),
        key(39, p([nl.tag, nl.label]), 0, 0),
        key(40, s1.tag, headed, 0),
        key(41, s1.word, headed, 0),
        key(42, p([s1.tag, s.tag, n.tag, headed]), 0, 0),
        key(43, s1.word, n.tag, headed),
        key(44, n.word, s1.tag, headed),
        key(45, s.class, n.class, headed),
        key(46, s.class, n.tag, headed),
        key(47, n.class, s.tag, headed),
        key(48, p([between, s.tag, n.tag, headed]), 0, 0),
        key(49, between, s.word, headed),
        key(50, between, n.word, headed),
        key(51, p([before.tag, s.tag, n.tag, headed]), 0, 0),
        key(52, p([s.label, n.tag, n1.tag]), 0, 0),
        key(53, s.word, p([n.tag, n1.tag]), headed),
        key(54, n1.word, p([s.tag, n.tag]), headed),
        key(55, s.word, sr.word, n.tag),
        key(56, n.word, nl.word, s.tag),
        key(57, s.word, head.word, n.tag),
        key(58, head.class, n.class, headed),
        key(59, p([state.depth(), s.tag, n.tag]), 0, 0),
    ]
}

/// The keys for the label of the arc from `head` to `dependent`.
#[must_use]
pub fn label_keys(state: &State<'_>, head: u32, dependent: u32) -> [u32; LABEL_KEYS] {
    let see = |i| Seen::at(state, i);
    let (h, d) = (see(head), see(dependent));
    let rightward = u32::from(head < dependent);
    let side = p([rightward, distance(head, dependent)]);
    let (first, second) = (see(state.left_child(dependent)), see(state.second_left_child(dependent)));
    let right = see(state.right_child(dependent));
    let last = see(if rightward == 1 { state.right_child(head) } else { state.left_child(head) });
    let near = |i: u32, step: i32| see(i.checked_add_signed(step).unwrap_or(NOBODY));
    let (d_before, d_after) = (near(dependent, -1), near(dependent, 1));
    let (h_before, h_after) = (near(head, -1), near(head, 1));
    let lexeme = |i: u32| &state.words[i as usize];
    let (d_end, h_end) = (lexeme(dependent).suffixes, lexeme(head).suffixes);
    let between = state.between(head.min(dependent), head.max(dependent));
    let tags = p([h.tag, d.tag, rightward]);
    [
        key(0, h.word, d.word, rightward),
        key(1, h.word, p([d.tag, rightward]), 0),
        key(2, p([h.tag, rightward]), d.word, 0),
        key(3, tags, side, 0),
        key(4, h.word, rightward, 0),
        key(5, d.word, rightward, 0),
        key(6, h.tag, rightward, 0),
        key(7, d.tag, rightward, 0),
        key(8, h.class, d.class, rightward),
        key(9, h.class, p([d.tag, rightward]), 0),
        key(10, p([h.tag, rightward]), d.class, 0),
        key(11, h.word, d.tag, side),
        key(12, d.word, h.tag, side),
        key(13, first.word, tags, 0),
        key(14, first.word, h.word, rightward),
        key(15, first.tag, tags, 0),
        key(16, first.label, tags, 0),
        key(17, second.word, tags, 0),
        key(18, second.tag, second.label, tags),
        key(19, state.left_labels(dependent), tags, 0),
        key(20, state.left_labels(head), tags, 0),
        key(21, state.right_labels(head), tags, 0),
        key(22, last.label, tags, 0),
        key(23, last.word, d.tag, rightward),
        key(24, d_before.tag, tags, 0),
        key(25, d_after.tag, tags, 0),
        key(26, d_before.word, p([d.tag, rightward]), 0),
        key(27, d_after.word, p([d.tag, rightward]), 0),
        key(28, h_before.tag, tags, 0),
        key(29, h_after.tag, tags, 0),
        key(30, h.label, tags, 0),
        key(31, right.word, d.tag, rightward),
        key(32, right.label, tags, 0),
        key(33, between, tags, 0),
        key(34, d_end[2], p([h.tag, rightward]), 0),
        key(35, h_end[2], p([d.tag, rightward]), 0),
        key(36, d_end[1], h_end[1], rightward),
        key(37, u32::from(lexeme(dependent).shape), h.tag, rightward),
        key(38, h.word, first.label, p([d.tag, rightward])),
        key(39, state.left_labels(head), h.word, p([d.tag, rightward])),
    ]
}
