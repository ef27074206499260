//! What the scorer learned, as it lies in `data/claims.en.bin`: a row of weights for each feature, addressed in place.
//!
//! The layout is that of the parser's tables ([`crate::syntax::tables`]). Data that is too short or something else opens as a model that
//! takes every sentence for one that claims nothing, and never as a panic.

use super::features::Feature;
use super::{KINDS, Kind, SIGNS, Scores};
use crate::syntax::tables::Rows;

/// What stands first in the file; the last byte changes with the layout.
const MAGIC: [u8; 8] = *b"sayso-c1";

/// The learned scorer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Model<'a> {
    /// What a weight of 1 comes to, in natural logarithms.
    scale: f32,
    /// The score of each kind before anything is seen.
    bias: [f32; KINDS],
    /// What the ledger weighs a claim by: see [`crate::ledger::Before`].
    pub context: [f32; SIGNS],
    rows: Rows<'a, KINDS>,
}

impl<'a> Model<'a> {
    /// Opens what [`pack`] wrote; `None` if it is something else.
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(&MAGIC)?;
        let mut number = || {
            let (first, after) = rest.split_first_chunk()?;
            rest = after;
            Some(f32::from_le_bytes(*first)).filter(|number| number.is_finite())
        };
        let scale = number()?;
        let mut bias = [0.0; KINDS];
        for slot in &mut bias {
            *slot = number()?;
        }
        let mut context = [0.0; SIGNS];
        for slot in &mut context {
            *slot = number()?;
        }
        let (rows, _) = Rows::open(rest)?;
        Some(Self { scale, bias, context, rows })
    }

    /// How likely a sentence with these features is of each kind.
    #[must_use]
    pub fn scores(&self, features: &[Feature]) -> Scores {
        if self.rows.is_empty() {
            return Scores::default();
        }
        let mut sum = [0_i32; KINDS];
        for feature in features {
            if let Some(row) = self.rows.row(feature.key) {
                sum.iter_mut().zip(row).for_each(|(sum, &weight)| *sum += i32::from(weight.cast_signed()));
            }
        }
        let value = self.scale * value(features.len());
        let mut raw = self.bias;
        raw.iter_mut().zip(sum).for_each(|(raw, sum)| *raw += sum as f32 * value);
        Scores::of(raw)
    }

    /// How much each word of a sentence of `count` words speaks for `kind` against no claim at all.
    #[must_use]
    pub fn by_word(&self, features: &[Feature], kind: Kind, count: usize) -> Vec<i32> {
        let mut words = vec![0; count];
        for feature in features {
            if let (Some(row), Some(word)) = (self.rows.row(feature.key), words.get_mut(usize::from(feature.word))) {
                let weight = |kind: Kind| i32::from(row[kind as usize].cast_signed());
                *word += weight(kind) - weight(Kind::None);
            }
        }
        words
    }
}

/// What one feature among so many counts: a long sentence has more of them and must not be louder for it.
#[must_use]
pub fn value(features: usize) -> f32 {
    1.0 / (features.max(1) as f32).sqrt()
}

/// Writes what [`Model::open`] reads; `rows` is what [`crate::syntax::tables::rows`] wrote.
#[must_use]
pub fn pack(scale: f32, bias: [f32; KINDS], context: [f32; SIGNS], rows: &[u8]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend(scale.to_le_bytes());
    out.extend(bias.iter().chain(&context).flat_map(|number| number.to_le_bytes()));
    out.extend(rows);
    out
}
