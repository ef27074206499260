//! What was worked out before, remembered by the values it was worked out from.
//!
//! A text says the same things again and again. A [`Memo`] keeps what came of the values last seen. It changes nothing but speed: values
//! are compared whole, so those that fall on one slot replace, and never pass for, each other.

use std::ops::{BitOr, Shl};

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

impl Signature<u128> {
    /// All that two signatures hold.
    #[inline(always)]
    #[must_use]
    pub fn both(high: Signature, low: Signature) -> Self {
        Self(u128::from(high.0) << 64 | u128::from(low.0))
    }

    /// Bytes of the longest word that has a signature.
    pub const LONGEST_WORD: usize = 14;

    /// A word, byte for byte, and a number that tells equal words apart; `None` for longer words.
    #[inline]
    #[must_use]
    pub fn of_word(word: &[u8], kind: u8) -> Option<Self> {
        // Two pieces that overlap are read faster than bytes are counted.
        let (low, high) = match (word, word.len()) {
            ([], _) => (0, 0),
            (_, 1..=3) => {
                (u64::from(word[0]) | u64::from(word[word.len() / 2]) << 8 | u64::from(word[word.len() - 1]) << 16, 0)
            }
            (_, 4..=7) => {
                let (first, last) = (word.first_chunk::<4>()?, word.last_chunk::<4>()?);
                (u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32, 0)
            }
            (_, 8..=Self::LONGEST_WORD) => {
                let last = u64::from_le_bytes(*word.last_chunk()?);
                // Without what the first piece has, so that length and kind find room above.
                (u64::from_le_bytes(*word.first_chunk()?), (last >> 8) >> (8 * (15 - word.len())))
            }
            _ => return None,
        };
        // No kind is so high that this is what an empty slot has.
        debug_assert!(kind < u8::MAX);
        let marks = u128::from(word.len() as u8) << 112 | u128::from(kind) << 120;
        Some(Self(u128::from(low) | u128::from(high) << 64 | marks))
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
    pub fn get(&mut self, signature: Signature<K>, value: impl FnOnce() -> V) -> &V {
        let mixed = signature.0.folded().wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let place = (mixed >> 40) as usize & (self.slots.len() - 1);
        let slot = &mut self.slots[place];
        if slot.0 != signature.0 {
            *slot = (signature.0, value());
        }
        &slot.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_signature_has_its_own_value() {
        let mut memo: Memo<u64, u32> = Memo::new(2);
        for value in (0..50).chain(0..50) {
            assert_eq!(*memo.get(Signature::of(value, 8), || value * 3), value * 3);
        }
    }

    #[test]
    fn what_is_remembered_is_not_worked_out_again() {
        let mut memo: Memo<u128, i32> = Memo::new(4);
        assert_eq!(*memo.get(Signature::of(7, 3), || 1), 1);
        assert_eq!(*memo.get(Signature::of(7, 3), || 2), 1);
    }

    #[test]
    fn values_side_by_side_do_not_mix() {
        let pair = |a, b| Signature::<u64>::of(a, 4).and(b, 4).0;
        assert_ne!(pair(1, 0), pair(0, 1));
        assert_eq!(Signature::<u128>::of(0xABCD_EF01, 32).and(3, 2).0, 0xABCD_EF01 << 2 | 3);
    }

    #[test]
    fn each_word_has_its_own_signature() {
        let letters = "abcabcabcabcabca";
        let mut seen = std::collections::HashSet::new();
        for length in 0..=letters.len() {
            let signature = |word: &[u8], kind| Signature::of_word(word, kind).map(|s| s.0);
            let word = &letters.as_bytes()[..length];
            assert_eq!(signature(word, 0).is_some(), length <= Signature::LONGEST_WORD, "{length}");
            for kind in 0..2 {
                assert!(signature(word, kind).is_none_or(|own| seen.insert(own)), "{length}");
            }
            for at in 0..length {
                let mut other = word.to_vec();
                other[at] = b'x';
                assert!(signature(&other, 0).is_none_or(|own| seen.insert(own)), "{length}, {at}");
            }
        }
    }
}
