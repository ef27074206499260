//! The best labelling of a sequence under a first-order linear model (Viterbi 1967), as plain loops over eight lanes.
//!
//! Time is linear in the sequence; memory is one byte a token and label.

/// Number of labels, padded to a vector register. A model with fewer leaves the last lanes at [`NEVER`].
pub const LABELS: usize = 8;
/// Number of kinds of boundary before a token, each with its own transition weights.
pub const CLASSES: usize = 12;
/// The weight of what must not be. Small enough that no sum of weights makes up for it; not so small that sums lose digits.
pub const NEVER: f32 = -30000.0;

/// Transition weights: by boundary class of the later token, earlier label (the last row: start of the sequence), later label.
#[derive(Clone, Debug)]
pub struct Transitions(pub [[[f32; LABELS]; LABELS + 1]; CLASSES]);

impl Default for Transitions {
    fn default() -> Self {
        Self([[[0.0; LABELS]; LABELS + 1]; CLASSES])
    }
}

/// The best label of each token. `emissions` holds each token's score by label, `classes` its boundary class (below [`CLASSES`]; 0 where
/// there is none).
#[must_use]
pub fn decode(emissions: &[[f32; LABELS]], classes: &[u8], transitions: &Transitions) -> Vec<u8> {
    let Some(first) = emissions.first() else { return Vec::new() };
    let class = |i: usize| &transitions.0[usize::from(classes.get(i).copied().unwrap_or(0)) % CLASSES];
    let mut score: [f32; LABELS] = std::array::from_fn(|j| first[j] + class(0)[LABELS][j]);
    let mut scores = Vec::with_capacity(emissions.len());
    scores.push(score);
    for (i, emission) in emissions.iter().enumerate().skip(1) {
        let mut best = [f32::NEG_INFINITY; LABELS];
        for (&before, row) in score.iter().zip(class(i)) {
            for (best, &weight) in best.iter_mut().zip(row) {
                *best = larger(before + weight, *best);
            }
        }
        // Only differences count; taking the best as zero keeps long sequences exact.
        let top = best.iter().copied().fold(f32::NEG_INFINITY, larger);
        score = std::array::from_fn(|j| best[j] - top + emission[j]);
        scores.push(score);
    }
    let mut label = first_best(&score);
    let mut labels = vec![label as u8; emissions.len()];
    // Which label led to the best one is worked out again on the way back: once a token, not once a label.
    for i in (1..emissions.len()).rev() {
        label = first_best(&std::array::from_fn(|earlier| scores[i - 1][earlier] + class(i)[earlier][label]));
        labels[i - 1] = label as u8;
    }
    labels
}

/// The larger of two numbers, neither of which is NaN: one instruction, where [`f32::max`] takes several.
#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// The first label with the best score.
fn first_best(score: &[f32; LABELS]) -> usize {
    (0..LABELS).fold(0, |best, j| if score[j] > score[best] { j } else { best })
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
            (state >> 24) as f32 - 128.0
        };
        let mut transitions = Transitions::default();
        transitions.0.iter_mut().flatten().flatten().for_each(|w| *w = next());
        let emissions: Vec<[f32; LABELS]> = (0..4).map(|_| std::array::from_fn(|_| next())).collect();
        let classes = [1, 0, 3, 5];
        let score = |labels: &[usize]| {
            (0..4).fold(0.0, |sum, i| {
                let earlier = if i == 0 { LABELS } else { labels[i - 1] };
                sum + emissions[i][labels[i]] + transitions.0[usize::from(classes[i])][earlier][labels[i]]
            })
        };
        let found: Vec<usize> = decode(&emissions, &classes, &transitions).into_iter().map(usize::from).collect();
        let all = (0..LABELS.pow(4)).map(|n| [n % 8, n / 8 % 8, n / 64 % 8, n / 512 % 8]);
        let best = all.map(|labels| score(&labels)).fold(f32::NEG_INFINITY, f32::max);
        assert_eq!(score(&found), best);
    }

    #[test]
    fn nothing_in_nothing_out() {
        assert!(decode(&[], &[], &Transitions::default()).is_empty());
    }
}
