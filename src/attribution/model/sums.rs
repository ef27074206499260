//! Sums of weights, remembered: what a group of templates adds up to for the same values is worked out once.
//!
//! A word in the same neighbourhood, a place in a sentence, the verbs to either side come again and again: a [`Memo`] keeps the sum of the
//! rows of their keys.

use super::weights::{Row, Table};
use crate::text::memo::{Memo, Signature};

/// Templates that are worked out from the same few values, `N` of them.
pub trait Group<const N: usize> {
    /// Which memo remembers it: each group of a pass has its own.
    const MEMO: usize;
    /// The values, packed without loss: equal signatures have equal keys.
    fn signature(&self) -> Signature;
    /// The templates' keys.
    fn keys(&self) -> [u32; N];
}

/// Takes a token's keys as they are made.
pub trait See {
    /// Keys that are not worth remembering.
    fn keys<const N: usize>(&mut self, keys: &[u32; N]);
    /// The keys of a group.
    fn group<const N: usize, G: Group<N>>(&mut self, group: &G);
}

/// The keys themselves, for the trainer.
impl See for Vec<u32> {
    fn keys<const N: usize>(&mut self, keys: &[u32; N]) {
        self.extend(keys);
    }

    fn group<const N: usize, G: Group<N>>(&mut self, group: &G) {
        self.extend(group.keys());
    }
}

/// A value that stays the same for many tokens in a row, with what it depends on.
#[derive(Default)]
pub struct Run<D> {
    last: Option<(D, Row)>,
}

impl<D: PartialEq + Copy> Run<D> {
    /// The value for `depends`, worked out by `value` unless it is the last one's.
    #[inline(always)]
    pub fn get(&mut self, depends: D, value: impl FnOnce() -> Row) -> Row {
        match self.last {
            Some((last, row)) if last == depends => row,
            _ => self.last.insert((depends, value())).1,
        }
    }
}

/// Adds up the weights of a token's keys.
pub struct Adder<'a, 'w, const GROUPS: usize> {
    /// A memo for each group.
    pub memos: &'a mut [Memo<u64, Row>; GROUPS],
    /// The weights.
    pub table: &'a Table<'w>,
    /// The sum so far.
    pub sum: Row,
}

impl<const GROUPS: usize> See for Adder<'_, '_, GROUPS> {
    #[inline(always)]
    fn keys<const N: usize>(&mut self, keys: &[u32; N]) {
        self.sum += self.table.sum(keys);
    }

    #[inline(always)]
    fn group<const N: usize, G: Group<N>>(&mut self, group: &G) {
        let Self { memos, table, sum } = self;
        *sum += *memos[G::MEMO].get(group.signature(), || table.sum(&group.keys()));
    }
}
