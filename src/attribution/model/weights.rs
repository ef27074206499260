//! What was learned, as it lies in `data/attribution.bin`: hash tables and transition matrices, addressed in place.
//!
//! Opening the data checks its length and nothing else; no table is rebuilt. A file that is too short opens as an empty model, which
//! finds nothing, and never as a panic. Numbers are little-endian.

use super::viterbi::{CLASSES, LABELS, Matrix, Transitions};
use std::hint::select_unpredictable;
use wide::{i16x8, u8x16};

/// What stands first in the file; the last byte changes with the layout.
const MAGIC: [u8; 8] = *b"sayso-a3";

/// A read-only table from 32-bit keys to rows of eight bytes: a perfect hash by displacement (Tarjan and Yao 1979).
///
/// A key's top bits name its group; its low bits, combined with the group's displacement by exclusive or, its one slot; and the slot
/// holds the key's top 16 bits beside the row. So each look-up is two loads and a comparison, with no search and no multiplication. In a
/// table of 65,536 slots or more no key is taken for another; in a smaller one that is very rare.
#[derive(Clone, Copy, Debug, Default)]
pub struct Table<'a> {
    bits: u32,
    displacements: &'a [[u8; 2]],
    slots: &'a [[u8; SLOT]],
}

/// Bytes of a slot: the key's top bits and the row.
const SLOT: usize = 10;
/// There are this many times fewer groups than slots, as a power of two.
const GROUP_BITS: u32 = 2;

/// A number for each label: a sum of weights. No sum of all of a token's weights overflows.
pub type Row = i16x8;

/// What makes a signed byte an unsigned one, added or (the same) flipped.
const RAISE: u8 = 128;
/// Eight zeros, raised.
const RAISED: u64 = u64::from_le_bytes([RAISE; 8]);

/// The slot of `key` among `1 << bits`, in a group with `displacement`.
#[inline(always)]
fn slot(key: u32, displacement: u16, bits: u32) -> usize {
    ((key ^ u32::from(displacement)) & ((1 << bits) - 1)) as usize
}

/// The group of `key` in a table of `1 << bits` slots.
#[inline(always)]
fn group(key: u32, bits: u32) -> usize {
    (key >> (32 + GROUP_BITS - bits)) as usize
}

/// What a slot keeps of its key.
#[inline(always)]
fn top(key: u32) -> u16 {
    (key >> 16) as u16
}

impl<'a> Table<'a> {
    /// Reads a table from the start of `bytes`; with it, the bytes after it.
    fn open(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (bits, rest) = number(bytes)?;
        if !(GROUP_BITS + 1..=20).contains(&bits) {
            return None;
        }
        let (displacements, rest) = rest.split_at_checked(2 << (bits - GROUP_BITS))?;
        let (slots, rest) = rest.split_at_checked(SLOT << bits)?;
        Some((Self { bits, displacements: displacements.as_chunks().0, slots: slots.as_chunks().0 }, rest))
    }

    /// The row in the one slot where `key` can be, and whether it is its own.
    #[inline(always)]
    fn slot(&self, key: u32) -> Option<([u8; 8], bool)> {
        let displacement = u16::from_le_bytes(*self.displacements.get(group(key, self.bits))?);
        let [top0, top1, row @ ..] = self.slots.get(slot(key, displacement, self.bits))?;
        Some((*row, u16::from_le_bytes([*top0, *top1]) == top(key)))
    }

    /// The row of `key`.
    #[must_use]
    #[inline]
    pub fn get(&self, key: u32) -> Option<[u8; 8]> {
        self.slot(key).and_then(|(row, own)| own.then_some(row))
    }

    /// The sum of the rows of `keys`, as signed bytes.
    ///
    /// Nothing branches on whether a key is in the table: about half are, in no order a processor could learn. Bytes become numbers of 16
    /// bits as unsigned ones, so each is raised by [`RAISE`] before, and the sum lowered after.
    #[inline]
    #[must_use]
    pub fn sum<const N: usize>(&self, keys: &[u32; N]) -> Row {
        // 255 times 128 fits in 16 bits.
        const { assert!(N <= 128, "the sum of more rows could overflow") };
        if self.is_empty() {
            return Row::default();
        }
        let mut sum = Row::splat(N as i16 * -i16::from(RAISE));
        for &key in keys {
            let (row, own) = self.slot(key).unwrap_or_default();
            let row = select_unpredictable(own, u64::from_le_bytes(row), 0) ^ RAISED;
            sum += Row::from_u8x16_low(u8x16::from(u128::from(row).to_le_bytes()));
        }
        sum
    }

    /// Whether it has no slots.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }
}

/// Writes a table that [`Model::open`] reads. Of rows whose keys agree in group and slot, the first is kept.
///
/// # Panics
/// If no displacement fits a group, which takes more rows than the table is made for.
#[must_use]
pub fn table(mut rows: Vec<(u32, [u8; 8])>) -> Vec<u8> {
    // At most 15 slots in 16 are taken, so that displacements are soon found.
    let bits = ((rows.len() + rows.len() / 15).max(32) as u32).next_power_of_two().ilog2();
    let place = |row: &mut (u32, [u8; 8])| (group(row.0, bits), slot(row.0, 0, bits));
    rows.sort_by_key(|row| place(&mut row.clone()));
    rows.dedup_by_key(place);
    let mut groups: Vec<&[(u32, [u8; 8])]> = rows.chunk_by(|a, b| group(a.0, bits) == group(b.0, bits)).collect();
    groups.sort_by_key(|rows| (usize::MAX - rows.len(), rows[0].0));
    let mut displacements = vec![0_u16; 1 << (bits - GROUP_BITS)];
    let mut slots: Vec<Option<(u32, [u8; 8])>> = vec![None; 1 << bits];
    for rows in groups {
        let fits = |displacement: &u16| {
            let mut places: Vec<usize> = rows.iter().map(|row| slot(row.0, *displacement, bits)).collect();
            places.sort_unstable();
            places.windows(2).all(|pair| pair[0] != pair[1]) && places.iter().all(|&place| slots[place].is_none())
        };
        let displacement = (0..=u16::MAX).find(fits).expect("a table is at most 15/16 full");
        displacements[group(rows[0].0, bits)] = displacement;
        rows.iter().for_each(|row| slots[slot(row.0, displacement, bits)] = Some(*row));
    }
    let mut out = bits.to_le_bytes().to_vec();
    displacements.iter().for_each(|d| out.extend(d.to_le_bytes()));
    // An empty slot is taken for one of a key whose top bits are all zero; its row is empty.
    for entry in &slots {
        let (key, row) = entry.unwrap_or_default();
        out.extend(top(key).to_le_bytes());
        out.extend(row);
    }
    out
}

/// One linear sequence model: weights of features, by label, and of transitions.
#[derive(Clone, Debug, Default)]
pub struct Linear<'a> {
    /// For each feature key the weights of the labels, as signed bytes.
    pub features: Table<'a>,
    /// The weights of going from label to label, on the same scale.
    pub transitions: Transitions,
}

impl<'a> Linear<'a> {
    fn open(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (matrix, rest) = bytes.split_at_checked(CLASSES * (LABELS + 1) * LABELS * 2)?;
        let mut transitions = Matrix::default();
        let cells = transitions.iter_mut().flatten().flatten();
        for (cell, bytes) in cells.zip(matrix.as_chunks::<2>().0) {
            *cell = i16::from_le_bytes(*bytes);
        }
        let (features, rest) = Table::open(rest)?;
        Some((Self { features, transitions: Transitions::new(&transitions) }, rest))
    }
}

/// Writes a linear model from its quantised weights.
#[must_use]
pub fn linear(features: Vec<(u32, [i8; 8])>, transitions: &Matrix<i16>) -> Vec<u8> {
    let mut out: Vec<u8> = transitions.iter().flatten().flatten().flat_map(|weight| weight.to_le_bytes()).collect();
    out.extend(table(features.into_iter().map(|(key, row)| (key, row.map(i8::cast_unsigned))).collect()));
    out
}

/// All that was learned.
#[derive(Clone, Debug, Default)]
pub struct Model<'a> {
    /// Words and lemmas; see [`super::lexicon`].
    pub lexicon: Table<'a>,
    /// The labeller of a block's tokens; see [`super::features`].
    pub chain: Linear<'a>,
    /// The labeller of the tokens around one cue; see [`super::percue`].
    pub per_cue: Linear<'a>,
}

impl<'a> Model<'a> {
    /// Opens what [`pack`] wrote; `None` if it is something else.
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(&MAGIC)?;
        let (lexicon, rest) = Table::open(rest)?;
        let (chain, rest) = Linear::open(rest)?;
        let (per_cue, _) = Linear::open(rest)?;
        Some(Self { lexicon, chain, per_cue })
    }
}

/// Opens a table written by [`table`] and nothing else.
#[must_use]
pub fn open_table(bytes: &[u8]) -> Option<Table<'_>> {
    Table::open(bytes).map(|(table, _)| table)
}

/// Joins the sections written by [`table`] (the lexicon) and [`linear`] (the two labellers) to the data file.
#[must_use]
pub fn pack(lexicon: &[u8], chain: &[u8], per_cue: &[u8]) -> Vec<u8> {
    [&MAGIC[..], lexicon, chain, per_cue].concat()
}

fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (first, rest) = bytes.split_first_chunk()?;
    Some((u32::from_le_bytes(*first), rest))
}
