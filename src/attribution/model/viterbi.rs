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

/// The best label of each token. `emissions` holds each token's score by label, `classes` its boundary class (below [`CLASSES`]).
#[must_use]
pub fn decode(emissions: &[[f32; LABELS]], classes: &[u8], transitions: &Transitions) -> Vec<u8> {
    let Some(first) = emissions.first() else { return Vec::new() };
    let class = |i: usize| &transitions.0[usize::from(classes.get(i).copied().unwrap_or(0)) % CLASSES];
    let mut score: [f32; LABELS] = std::array::from_fn(|j| first[j] + class(0)[LABELS][j]);
    let mut back = vec![[0_u8; LABELS]; emissions.len()];
    for i in 1..emissions.len() {
        let weights = class(i);
        let mut best = [f32::NEG_INFINITY; LABELS];
        let mut from = [0_u8; LABELS];
        for (earlier, row) in weights[..LABELS].iter().enumerate() {
            for later in 0..LABELS {
                let candidate = score[earlier] + row[later];
                let better = candidate > best[later];
                best[later] = if better { candidate } else { best[later] };
                from[later] = if better { earlier as u8 } else { from[later] };
            }
        }
        for later in 0..LABELS {
            score[later] = best[later] + emissions[i][later];
        }
        // Only differences count; taking the best as zero keeps long sequences exact.
        let top = score.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        score.iter_mut().for_each(|s| *s -= top);
        back[i] = from;
    }
    let mut label = (0..LABELS).fold(0, |best, j| if score[j] > score[best] { j } else { best });
    let mut labels = vec![0; emissions.len()];
    for i in (0..emissions.len()).rev() {
        labels[i] = label as u8;
        label = usize::from(back[i][label]);
    }
    labels
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
