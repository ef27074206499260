//! What was learned, as it lies in `data/attribution.bin`: hash tables and transition matrices, addressed in place.
//!
//! Opening the data checks its length and nothing else; no table is rebuilt. A file that is too short opens as an empty model, which
//! finds nothing, and never as a panic. Numbers are little-endian.

use super::viterbi::{CLASSES, LABELS, Transitions};

/// What stands first in the file; the last byte changes with the layout.
const MAGIC: [u8; 8] = *b"sayso-a2";

/// A read-only table from 32-bit keys to rows of eight bytes: a perfect hash by displacement (Belazzougui, Botelho, Dietzfelbinger 2009).
///
/// A key's top bits name its group, the group's displacement its one slot, and the slot holds the key's low 16 bits beside the row. So
/// each look-up is two loads and a comparison, with no search. A key that is not in the table is taken for one that is once in 65,536.
#[derive(Clone, Copy, Debug, Default)]
pub struct Table<'a> {
    bits: u32,
    displacements: &'a [[u8; 2]],
    slots: &'a [[u8; SLOT]],
}

/// Bytes of a slot: the key's low bits and the row.
const SLOT: usize = 10;
/// There are this many times fewer groups than slots, as a power of two.
const GROUP_BITS: u32 = 2;

/// The slot of `key` among `1 << bits`, in a group with `displacement`.
#[inline]
fn slot(key: u32, displacement: u16, bits: u32) -> usize {
    let mixed = (key ^ u32::from(displacement).wrapping_mul(0x9E37_79B1)).wrapping_mul(0x85EB_CA6B);
    (mixed >> (32 - bits)) as usize
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

    /// The one slot where `key` can be.
    #[inline]
    fn place(&self, key: u32) -> usize {
        let group = key.checked_shr(32 + GROUP_BITS - self.bits).unwrap_or(0);
        let displacement = self.displacements.get(group as usize).map_or(0, |d| u16::from_le_bytes(*d));
        slot(key, displacement, self.bits.max(1))
    }

    /// The row in the slot at `place`; all zero if `key` is not what it holds.
    #[inline(always)]
    fn row_at(&self, place: usize, key: u32) -> [i16; 8] {
        let Some([low0, low1, row @ ..]) = self.slots.get(place) else { return [0; 8] };
        let mask = -i16::from(u16::from_le_bytes([*low0, *low1]) == key as u16);
        let mut wide = [0; 8];
        for (wide, &weight) in wide.iter_mut().zip(row) {
            *wide = i16::from(weight.cast_signed()) & mask;
        }
        wide
    }

    /// The row of `key`.
    #[must_use]
    #[inline]
    pub fn get(&self, key: u32) -> Option<[u8; 8]> {
        let [low0, low1, row @ ..] = self.slots.get(self.place(key))?;
        ((key as u16).to_le_bytes() == [*low0, *low1]).then_some(*row)
    }

    /// Whether it has no slots.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }
}

/// The sum of the rows of one token's `N` keys, kept from token to token.
///
/// Of two neighbouring tokens about half the keys are the same (those of their sentence, quotation or nearest cue), so only rows that
/// change are looked up. Places are worked out before any slot is read, and nothing branches on whether a key is in the table: about
/// half are, in no order a processor could learn.
pub struct Sum<const N: usize> {
    keys: [u32; N],
    rows: [[i16; 8]; N],
    sum: [i16; 8],
}

impl<const N: usize> Default for Sum<N> {
    fn default() -> Self {
        // The sum is exact: 255 signed bytes fit in 16 bits.
        const { assert!(N <= 255, "the sum of more rows could overflow") };
        Self { keys: [0; N], rows: [[0; 8]; N], sum: [0; 8] }
    }
}

impl<const N: usize> Sum<N> {
    /// Moves on to a token with `keys`; the sum of their rows, as signed bytes.
    pub fn step(&mut self, table: &Table<'_>, keys: &[u32; N]) -> [i16; 8] {
        let mut changed = [0_u32; N];
        let mut places = [0_u32; N];
        let mut count = 0;
        for (i, (&key, &before)) in keys.iter().zip(&self.keys).enumerate() {
            changed[count] = i as u32;
            count += usize::from(key != before);
        }
        let (changed, places) = (&changed[..count], &mut places[..count]);
        for (&i, place) in changed.iter().zip(places.iter_mut()) {
            *place = table.place(keys[i as usize]) as u32;
        }
        let mut sum = self.sum;
        for (&i, &place) in changed.iter().zip(places.iter()) {
            let row = table.row_at(place as usize, keys[i as usize]);
            let before = &mut self.rows[i as usize];
            for lane in 0..8 {
                sum[lane] += row[lane] - before[lane];
            }
            *before = row;
        }
        self.sum = sum;
        self.keys = *keys;
        self.sum
    }
}

/// Writes a table that [`Model::open`] reads. Of rows whose keys agree in group and low bits, the first is kept.
///
/// # Panics
/// If no displacement fits a group, which takes more rows than the table is made for.
#[must_use]
pub fn table(mut rows: Vec<(u32, [u8; 8])>) -> Vec<u8> {
    // At most 15 slots in 16 are taken, so that displacements are soon found.
    let bits = ((rows.len() + rows.len() / 15).max(32) as u32).next_power_of_two().ilog2();
    let group = |key: u32| key >> (32 + GROUP_BITS - bits);
    rows.sort_by_key(|row| (group(row.0), row.0 as u16));
    rows.dedup_by_key(|row| (group(row.0), row.0 as u16));
    let mut groups: Vec<&[(u32, [u8; 8])]> = rows.chunk_by(|a, b| group(a.0) == group(b.0)).collect();
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
        displacements[group(rows[0].0) as usize] = displacement;
        rows.iter().for_each(|row| slots[slot(row.0, displacement, bits)] = Some(*row));
    }
    let mut out = bits.to_le_bytes().to_vec();
    displacements.iter().for_each(|d| out.extend(d.to_le_bytes()));
    for (place, entry) in slots.iter().enumerate() {
        // An empty slot holds low bits that no key of a neighbouring group is likelier to have than any other, and an empty row.
        let (key, row) = entry.unwrap_or((place as u32, [0; 8]));
        out.extend((key as u16).to_le_bytes());
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
        let mut transitions = Transitions::default();
        let cells = transitions.0.iter_mut().flatten().flatten();
        for (cell, bytes) in cells.zip(matrix.as_chunks::<2>().0) {
            *cell = f32::from(i16::from_le_bytes(*bytes));
        }
        let (features, rest) = Table::open(rest)?;
        Some((Self { features, transitions }, rest))
    }
}

/// Writes a linear model from its quantised weights.
#[must_use]
pub fn linear(features: Vec<(u32, [i8; 8])>, transitions: &Transitions) -> Vec<u8> {
    let mut out = Vec::new();
    for weight in transitions.0.iter().flatten().flatten() {
        out.extend((weight.clamp(-32000.0, 32000.0) as i16).to_le_bytes());
    }
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
