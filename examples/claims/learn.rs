//! Learns the weights: a multinomial logistic over the features of a sentence.
//!
//! Gradients are scaled by AdaGrad; a share of the features is hidden at each look, so that no claim hangs on one word. Fixed seeds, one
//! order: the same sentences give the same weights.

/// Rows have so many numbers, a kind each.
pub const KINDS: usize = 8;

/// A sentence to learn from.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Places of its features.
    pub features: Vec<u32>,
    pub kind: usize,
    /// How much it counts.
    pub weight: f32,
    /// Sentences of a group are held out together.
    pub group: usize,
}

/// How it is learned.
#[derive(Clone, Copy, Debug)]
pub struct Method {
    pub rounds: usize,
    pub rate: f32,
    pub decay: f32,
    /// One feature in so many hundred is hidden at a look.
    pub hidden: u32,
    /// A feature must occur in so many sentences.
    pub least: u32,
    /// So much of the truth is spread over the other kinds.
    pub smooth: f32,
}

/// Weights by place.
pub struct Weights {
    /// For each place its row plus one, or 0.
    pub rows: Vec<u32>,
    pub weights: Vec<[f32; KINDS]>,
    pub bias: [f32; KINDS],
}

/// A fixed series of numbers.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
        (self.0 >> 33) as u32
    }

    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for i in (1..all.len()).rev() {
            all.swap(i, self.next() as usize % (i + 1));
        }
    }
}

impl Weights {
    /// Without a weight, for the features that enough of `samples` have; `bits` tell places apart.
    pub fn new(samples: &[&Sample], bits: u32, least: u32) -> Self {
        let mut seen = vec![0_u32; 1 << bits];
        for &place in samples.iter().flat_map(|sample| &sample.features) {
            seen[place as usize] += 1;
        }
        let mut count = 0;
        for seen in &mut seen {
            *seen = if *seen >= least {
                count += 1;
                count
            } else {
                0
            };
        }
        Self { rows: seen, weights: vec![[0.0; KINDS]; count as usize], bias: [0.0; KINDS] }
    }

    fn row(&self, place: u32) -> Option<usize> {
        (self.rows[place as usize] as usize).checked_sub(1)
    }

    /// Scores on a scale of natural logarithms.
    pub fn raw(&self, features: &[u32]) -> [f32; KINDS] {
        let value = value(features.len());
        let mut raw = self.bias;
        for row in features.iter().filter_map(|&place| self.row(place)) {
            raw.iter_mut().zip(self.weights[row]).for_each(|(raw, weight)| *raw += weight * value);
        }
        raw
    }

    /// Shares.
    pub fn shares(&self, features: &[u32]) -> [f32; KINDS] {
        softmax(self.raw(features))
    }

    /// Keeps the `keep` rows with the largest weights.
    pub fn prune(&mut self, keep: usize) {
        let norm = |row: &[f32; KINDS]| row.iter().map(|w| w * w).sum::<f32>();
        let mut norms: Vec<(f32, usize)> = self.weights.iter().map(norm).zip(0..).collect();
        norms.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut kept = vec![false; self.weights.len()];
        norms.iter().take(keep).for_each(|&(_, row)| kept[row] = true);
        let mut next = 0;
        let mut weights = Vec::new();
        for place in &mut self.rows {
            let Some(row) = (*place as usize).checked_sub(1) else { continue };
            *place = 0;
            if kept[row] {
                next += 1;
                *place = next;
                weights.push(self.weights[row]);
            }
        }
        self.weights = weights;
    }

    /// Learns from `samples`.
    pub fn learn(&mut self, samples: &[&Sample], method: Method, seed: u64) {
        let mut squares = vec![[0.0_f32; KINDS]; self.weights.len()];
        let mut bias_squares = [0.0_f32; KINDS];
        let mut chance = Chance(seed);
        let mut order: Vec<usize> = (0..samples.len()).collect();
        for round in 0..method.rounds {
            chance.shuffle(&mut order);
            let rate = method.rate * (1.0 - round as f32 / method.rounds as f32 * 0.9);
            for &at in &order {
                let sample = samples[at];
                let shown: Vec<usize> = sample
                    .features
                    .iter()
                    .filter_map(|&place| self.row(place))
                    .filter(|_| chance.next() % 100 >= method.hidden)
                    .collect();
                let value = value(sample.features.len()) / (1.0 - method.hidden as f32 / 100.0);
                let mut raw = self.bias;
                for &row in &shown {
                    raw.iter_mut().zip(self.weights[row]).for_each(|(raw, weight)| *raw += weight * value);
                }
                let mut error = softmax(raw);
                for (kind, error) in error.iter_mut().enumerate() {
                    let truth = if kind == sample.kind { 1.0 - method.smooth } else { method.smooth / 7.0 };
                    *error = (*error - truth) * sample.weight;
                }
                for kind in 0..KINDS {
                    let gradient = error[kind];
                    bias_squares[kind] += gradient * gradient;
                    self.bias[kind] -= rate * 0.1 * gradient / (bias_squares[kind].sqrt() + 1e-3);
                }
                for &row in &shown {
                    for kind in 0..KINDS {
                        let weight = &mut self.weights[row][kind];
                        let gradient = error[kind] * value + method.decay * *weight;
                        let square = &mut squares[row][kind];
                        *square += gradient * gradient;
                        *weight -= rate * gradient / (square.sqrt() + 1e-3);
                    }
                }
            }
        }
    }
}

fn value(features: usize) -> f32 {
    1.0 / (features.max(1) as f32).sqrt()
}

pub fn softmax(raw: [f32; KINDS]) -> [f32; KINDS] {
    let most = raw.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let shares = raw.map(|score| (score - most).exp());
    let whole: f32 = shares.iter().sum();
    shares.map(|share| share / whole)
}
