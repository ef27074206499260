//! From words to a tree: asks the learned tables at each step.
//!
//! Quotations are joined first, each by itself, and then what stands around them, with each quotation's head in its place: so no arc but
//! one crosses the border of a quotation. Linear in the words.

use super::features::{action_keys, label_keys, tag_keys};
use super::labels::{Label, Tag};
use super::lexeme::{Lexeme, hash};
use super::machine::{Action, NOBODY, State};
use super::tables::Model;
use std::ops::Range;

/// The tags of `words`.
#[must_use]
pub fn tag(model: &Model<'_>, words: &[Lexeme]) -> Vec<Tag> {
    tag_with(words, |keys| model.tags.sum(keys))
}

/// The tags of `words`, by scores of the tags for the keys of each.
pub fn tag_with<const W: usize, S: PartialOrd + Copy>(
    words: &[Lexeme],
    mut score: impl FnMut(&[u32; super::features::TAG_KEYS]) -> [S; W],
) -> Vec<Tag> {
    let mut tags = Vec::with_capacity(words.len());
    for (i, word) in words.iter().enumerate() {
        let tag = Tag::ALL.get(usize::from(word.sure)).copied().unwrap_or_else(|| {
            let scores = score(&tag_keys(words, &tags, i));
            best(Tag::ALL, &scores)
        });
        tags.push(tag);
    }
    tags
}

/// The one of `all` with the highest score; of equals the first.
pub fn best<T: Copy, S: PartialOrd + Copy>(all: &[T], scores: &[S]) -> T {
    let mut best = 0;
    for i in 1..all.len().min(scores.len()) {
        if scores[i] > scores[best] {
            best = i;
        }
    }
    all[best]
}

/// A machine for words in which marks are counted.
#[must_use]
pub fn machine<'a>(words: &'a [Lexeme], tags: &'a [Tag]) -> State<'a> {
    State::new(words, tags, hash(b","), hash(b"\""))
}

/// Joins all words of `state`: those of each of `groups` first, innermost first, then the rest. `join` joins the row that has begun.
pub fn in_groups(state: &mut State<'_>, groups: &[Range<usize>], mut join: impl FnMut(&mut State<'_>)) {
    let mut done = vec![false; state.words.len()];
    let whole = 0..done.len();
    for group in groups.iter().chain([&whole]) {
        let row: Vec<u32> = group.clone().filter(|&i| !done[i]).map(|i| i as u32).collect();
        state.begin(row.clone());
        join(state);
        for word in row {
            done[word as usize] = state.head(word) != NOBODY;
        }
    }
}

/// The head and label of each word; one word has none.
#[must_use]
pub fn parse(model: &Model<'_>, words: &[Lexeme], tags: &[Tag], groups: &[Range<usize>]) -> Vec<Option<(u32, Label)>> {
    let mut state = machine(words, tags);
    in_groups(&mut state, groups, |state| {
        while state.undecided() {
            let scores = model.actions.sum(&action_keys(state));
            // Before training there are no scores, and what is allowed comes first.
            let allowed = Action::ALL.into_iter().filter(|&action| state.allows(action));
            let Some(action) = allowed.rev().max_by_key(|&action| scores[action as usize]) else { return };
            if let Some((head, dependent)) = state.act(action) {
                let scores = model.labels.sum(&label_keys(state, head, dependent));
                state.set_label(head, dependent, best(Label::ALL, &scores));
            }
        }
    });
    (0..words.len() as u32).map(|word| Some((state.head(word), state.label(word)?))).collect()
}
