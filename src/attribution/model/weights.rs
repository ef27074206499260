//! What was learned, as it lies in `data/attribution.bin`: hash tables and transition matrices, addressed in place.
//!
//! Opening the data checks its length and nothing else; no table is rebuilt. A file that is too short opens as an empty model, which
//! finds nothing, and never as a panic. Numbers are little-endian.

use super::viterbi::{CLASSES, LABELS, Transitions};

/// What stands first in the file; the last byte changes with the layout.
const MAGIC: [u8; 8] = *b"sayso-a1";

/// A read-only table from 32-bit keys to rows of eight bytes.
///
/// Keys are grouped by their top `bits` bits; of each, the low 16 bits are kept and compared. Keys that agree in both are one key, to
/// the trainer as well, so nothing depends on which of them came first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Table<'a> {
    bits: u32,
    /// For each group, the number of rows before it; one more at the end.
    groups: &'a [[u8; 4]],
    lows: &'a [[u8; 2]],
    rows: &'a [[u8; 8]],
}

impl<'a> Table<'a> {
    /// Reads a table from the start of `bytes`; with it, the bytes after it.
    fn open(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (bits, rest) = number(bytes)?;
        let (count, rest) = number(rest)?;
        if !(1..=16).contains(&bits) {
            return None;
        }
        let (groups, rest) = rest.split_at_checked(((1 << bits) + 1) * 4)?;
        let (rows, rest) = rest.split_at_checked(count as usize * 8)?;
        let (lows, rest) = rest.split_at_checked(count as usize * 2)?;
        Some((Self { bits, groups: groups.as_chunks().0, lows: lows.as_chunks().0, rows: rows.as_chunks().0 }, rest))
    }

    /// The row of `key`.
    #[must_use]
    #[inline]
    pub fn get(&self, key: u32) -> Option<&'a [u8; 8]> {
        let group = key.checked_shr(32 - self.bits)? as usize;
        let first = u32::from_le_bytes(*self.groups.get(group)?) as usize;
        let last = u32::from_le_bytes(*self.groups.get(group + 1)?) as usize;
        let low = (key as u16).to_le_bytes();
        (first..last).find(|&i| self.lows.get(i) == Some(&low)).and_then(|i| self.rows.get(i))
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Writes a table that [`Model::open`] reads. Of rows with one key the first is kept.
#[must_use]
pub fn table(mut rows: Vec<(u32, [u8; 8])>) -> Vec<u8> {
    let bits = (rows.len().max(2) as u32).ilog2().clamp(8, 16);
    let identity = |key: u32| (key >> (32 - bits), key as u16);
    rows.sort_by_key(|row| identity(row.0));
    rows.dedup_by_key(|row| identity(row.0));
    let mut out = Vec::new();
    out.extend(bits.to_le_bytes());
    out.extend((rows.len() as u32).to_le_bytes());
    for group in 0..=1_u64 << bits {
        let before = rows.partition_point(|row| u64::from(row.0 >> (32 - bits)) < group);
        out.extend((before as u32).to_le_bytes());
    }
    rows.iter().for_each(|row| out.extend(row.1));
    rows.iter().for_each(|row| out.extend((row.0 as u16).to_le_bytes()));
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
