//! The best labelling of a sequence under a first-order linear model (Viterbi 1967), eight labels at a time.
//!
//! Time is linear in the sequence; memory is 16 bytes a token.

use super::weights::Row;
use wide::i16x8;

/// Number of labels, padded to a vector register. A model with fewer leaves the last lanes at [`NEVER`].
pub const LABELS: usize = 8;
/// Number of kinds of boundary before a token, each with its own transition weights.
pub const CLASSES: usize = 12;
/// The weight of what must not be: no sum of weights makes up for it.
pub const NEVER: i16 = -30_000;

/// Transition weights by boundary class of the later token, earlier label (the last row: start of the sequence) and later label.
pub type Matrix<T> = [[[T; LABELS]; LABELS + 1]; CLASSES];

/// Transition weights, laid out for both ways.
#[derive(Clone, Debug)]
pub struct Transitions {
    /// For each class and earlier label, the weights of the later ones; the last row is the start of the sequence.
    into: [[i16x8; LABELS + 1]; CLASSES],
    /// For each class and later label, the weights of the earlier ones.
    from: [[i16x8; LABELS]; CLASSES],
}

impl Transitions {
    /// Lays out a matrix.
    #[must_use]
    pub fn new(matrix: &Matrix<i16>) -> Self {
        let from = |rows: &[[i16; LABELS]; LABELS + 1], later: usize| {
            i16x8::from(std::array::from_fn::<i16, LABELS, _>(|earlier| rows[earlier][later]))
        };
        Self {
            into: matrix.each_ref().map(|rows| rows.map(i16x8::from)),
            from: matrix.each_ref().map(|rows| std::array::from_fn(|later| from(rows, later))),
        }
    }
}

impl Default for Transitions {
    fn default() -> Self {
        Self::new(&Matrix::default())
    }
}

/// The best label of each token, the first of equals. `emissions` holds each token's score by label, `classes` its boundary class (below
/// [`CLASSES`]; 0 where there is none). A sum at the end of the scale of 16 bits stays there: what falls so far behind does not catch up.
#[must_use]
pub fn decode(emissions: &[Row], classes: &[u8], transitions: &Transitions) -> Vec<u8> {
    let Some(first) = emissions.first() else { return Vec::new() };
    let class = |i: usize| usize::from(classes.get(i).copied().unwrap_or(0)) % CLASSES;
    let mut score = first.saturating_add(transitions.into[class(0)][LABELS]);
    let mut scores = Vec::with_capacity(emissions.len());
    scores.push(score);
    for (i, &emission) in emissions.iter().enumerate().skip(1) {
        let [rows @ .., _] = &transitions.into[class(i)];
        let led = score.to_array().map(i16x8::splat);
        let best =
            led.iter().zip(rows).map(|(&led, &row)| led.saturating_add(row)).reduce(i16x8::max).unwrap_or_default();
        // Only differences count; taking the best as zero keeps long sequences on the scale.
        score = best.saturating_sub(i16x8::splat(best.reduce_max())).saturating_add(emission);
        scores.push(score);
    }
    let mut label = first_best(score);
    let mut labels = vec![label as u8; emissions.len()];
    // Which label led to the best one is worked out again on the way back: once a token, not once a label.
    for i in (1..emissions.len()).rev() {
        label = first_best(scores[i - 1].saturating_add(transitions.from[class(i)][label]));
        labels[i - 1] = label as u8;
    }
    labels
}

/// The first label with the best score.
#[inline(always)]
fn first_best(score: i16x8) -> usize {
    let best = score.simd_eq(i16x8::splat(score.reduce_max())).to_bitmask();
    best.trailing_zeros() as usize % LABELS
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every labelling of a short sequence is tried; none may score better than the one decoded.
    #[test]
    fn no_labelling_scores_better() {
        let mut state = 7_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as i16 - 128
        };
        let matrix: Matrix<i16> = std::array::from_fn(|_| std::array::from_fn(|_| std::array::from_fn(|_| next())));
        let emissions: Vec<[i16; LABELS]> = (0..4).map(|_| std::array::from_fn(|_| next())).collect();
        let classes = [1, 0, 3, 5];
        let score = |labels: &[usize]| {
            (0..4).fold(0, |sum, i| {
                let earlier = if i == 0 { LABELS } else { labels[i - 1] };
                sum + i32::from(emissions[i][labels[i]])
                    + i32::from(matrix[usize::from(classes[i])][earlier][labels[i]])
            })
        };
        let rows: Vec<Row> = emissions.iter().map(|&row| row.into()).collect();
        let found = decode(&rows, &classes, &Transitions::new(&matrix));
        let found: Vec<usize> = found.into_iter().map(usize::from).collect();
        let all = (0..LABELS.pow(4)).map(|n| [n % 8, n / 8 % 8, n / 64 % 8, n / 512 % 8]);
        let best = all.map(|labels| score(&labels)).max().unwrap_or_default();
        assert_eq!(score(&found), best);
    }

    #[test]
    fn nothing_in_nothing_out() {
        assert!(decode(&[], &[], &Transitions::default()).is_empty());
    }
}
