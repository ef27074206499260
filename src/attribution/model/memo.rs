//! Sums of weights, remembered: what a group of templates adds up to for the same values is worked out once.
//!
//! A text says the same things again and again: a word in the same neighbourhood, a place in a sentence, the verbs to either side. A [`Memo`]
//! keeps, for the values last seen, the sum of the rows of their keys. It changes nothing but speed: what is kept is compared whole, so
//! values that fall on one slot replace, and never pass for, each other.

use super::weights::{Row, Table};
use std::ops::{BitOr, Shl};

/// Templates that are worked out from the same few values, `N` of them.
pub trait Group<const N: usize> {
    /// Which memo remembers it: each group of a pass has its own.
    const MEMO: usize;
    /// The values, packed without loss: equal signatures have equal keys.
    fn signature(&self) -> Signature;
    /// The templates' keys.
    fn keys(&self) -> [u32; N];
}

/// Values packed side by side; at most 63 bits in all, or 127.
#[derive(Clone, Copy)]
pub struct Signature<K = u64>(pub K);

impl<K: Key> Signature<K> {
    /// The first value, of `bits` bits.
    #[inline(always)]
    #[must_use]
    pub fn of(value: u32, bits: u32) -> Self {
        Self(value.into()).checked(value, bits)
    }

    /// One more value, of `bits` bits.
    #[inline(always)]
    #[must_use]
    pub fn and(self, value: u32, bits: u32) -> Self {
        Self(self.0 << bits | value.into()).checked(value, bits)
    }

    #[inline(always)]
    fn checked(self, value: u32, bits: u32) -> Self {
        debug_assert!(bits >= 32 || value >> bits == 0, "{value} has more than {bits} bits");
        self
    }
}

/// A number that signatures are packed into.
pub trait Key: Copy + Eq + From<u32> + Shl<u32, Output = Self> + BitOr<Output = Self> {
    /// What no signature has: that of an empty slot.
    const NONE: Self;
    /// As 64 bits, to be mixed.
    fn folded(self) -> u64;
}

impl Key for u64 {
    const NONE: Self = Self::MAX;

    #[inline(always)]
    fn folded(self) -> u64 {
        self
    }
}

impl Key for u128 {
    const NONE: Self = Self::MAX;

    #[inline(always)]
    fn folded(self) -> u64 {
        self as u64 ^ ((self >> 64) as u64).rotate_left(23)
    }
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

/// Values by signature, each in the one slot where it can be.
#[derive(Debug)]
pub struct Memo<K, V> {
    slots: Box<[(K, V)]>,
}

impl<K: Key, V: Copy + Default> Memo<K, V> {
    /// An empty memo of `1 << bits` slots.
    #[must_use]
    pub fn new(bits: u32) -> Self {
        Self { slots: vec![(K::NONE, V::default()); 1 << bits].into() }
    }

    /// The value of `signature`, worked out by `value` unless it is remembered.
    #[inline(always)]
    pub fn get(&mut self, signature: Signature<K>, value: impl FnOnce() -> V) -> V {
        let mixed = signature.0.folded().wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let place = (mixed >> 40) as usize & (self.slots.len() - 1);
        let Some(slot) = self.slots.get_mut(place) else { return value() };
        if slot.0 != signature.0 {
            *slot = (signature.0, value());
        }
        slot.1
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
        *sum += memos[G::MEMO].get(group.signature(), || table.sum(&group.keys()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_signature_has_its_own_value() {
        let mut memo: Memo<u64, u32> = Memo::new(2);
        for value in (0..50).chain(0..50) {
            assert_eq!(memo.get(Signature::of(value, 8), || value * 3), value * 3);
        }
    }

    #[test]
    fn what_is_remembered_is_not_worked_out_again() {
        let mut memo: Memo<u128, i32> = Memo::new(4);
        assert_eq!(memo.get(Signature::of(7, 3), || 1), 1);
        assert_eq!(memo.get(Signature::of(7, 3), || 2), 1);
    }

    #[test]
    fn values_side_by_side_do_not_mix() {
        let pair = |a, b| Signature::<u64>::of(a, 4).and(b, 4).0;
        assert_ne!(pair(1, 0), pair(0, 1));
        assert_eq!(Signature::<u128>::of(0xABCD_EF01, 32).and(3, 2).0, 0xABCD_EF01 << 2 | 3);
    }
}
