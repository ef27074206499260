//! The averaged structured perceptron (Collins 2002): decode, and where the best labelling is not the gold one, move towards it.

use sayso::attribution::model::follows;
use sayso::attribution::model::viterbi::{LABELS, Matrix, NEVER};
use std::collections::HashMap;
use std::ops::Range;

/// One feature in this many is hidden from each look at a token.
const DROPPED: u32 = 5;

/// A weight for each label.
pub type Row = [f32; LABELS];

/// One sequence: for each token its feature keys, all in one list, `width` a token.
pub struct Sequence {
    pub keys: Vec<u32>,
    pub classes: Vec<u8>,
    pub gold: Vec<u8>,
    /// Which article it is from.
    pub article: usize,
}

/// Sequences with their keys replaced by dense numbers, those not kept left out.
pub struct Dense {
    /// The key of each number.
    pub keys: Vec<u32>,
    /// The features of all tokens of all sequences.
    features: Vec<u32>,
    /// For each token, where its features end.
    ends: Vec<u32>,
    /// For each sequence, its first token.
    starts: Vec<usize>,
    classes: Vec<u8>,
    gold: Vec<u8>,
    /// For each sequence, its article.
    articles: Vec<usize>,
}

/// The keys that occur in at least `least` articles, sorted.
pub fn frequent(sequences: &[Sequence], least: u32) -> Vec<u32> {
    let mut seen: HashMap<u32, (u32, u32), foldhash::fast::FixedState> = HashMap::default();
    for sequence in sequences {
        let article = sequence.article as u32 + 1;
        for &key in &sequence.keys {
            let (last, count) = seen.entry(key).or_default();
            *count += u32::from(*last != article);
            *last = article;
        }
    }
    let mut keys: Vec<u32> = seen.into_iter().filter(|(_, (_, count))| *count >= least).map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys
}

impl Dense {
    /// Keeps only the features in `keys`.
    pub fn new(sequences: &[Sequence], keys: Vec<u32>, width: usize) -> Self {
        let numbers: HashMap<u32, u32, foldhash::fast::FixedState> =
            keys.iter().zip(0..).map(|(&key, n)| (key, n)).collect();
        let mut dense = Self {
            keys,
            features: Vec::new(),
            ends: Vec::new(),
            starts: vec![0],
            classes: Vec::new(),
            gold: Vec::new(),
            articles: Vec::new(),
        };
        for sequence in sequences {
            for token in sequence.keys.chunks(width) {
                dense.features.extend(token.iter().filter_map(|key| numbers.get(key)));
                dense.ends.push(dense.features.len() as u32);
            }
            dense.classes.extend(&sequence.classes);
            dense.gold.extend(&sequence.gold);
            dense.starts.push(dense.gold.len());
            dense.articles.push(sequence.article);
        }
        dense
    }

    fn features(&self, token: usize) -> &[u32] {
        let start = token.checked_sub(1).map_or(0, |t| self.ends[t] as usize);
        &self.features[start..self.ends[token] as usize]
    }

    /// Trains for `epochs` rounds over the sequences, shuffled by `seed`; the averaged weights.
    /// `looks`: how often in a round the sequences of an article are learned from; none leaves them out.
    pub fn train(&self, epochs: usize, seed: u64, looks: &dyn Fn(usize) -> usize) -> Weights {
        let mut weights = Weights::new(self.keys.len());
        let mut sums = Weights::new(self.keys.len());
        let mut order: Vec<usize> =
            (0..self.articles.len()).flat_map(|i| std::iter::repeat_n(i, looks(self.articles[i]))).collect();
        let mut chance = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut step = 1.0_f32;
        for epoch in 0..epochs {
            for i in (1..order.len()).rev() {
                chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                order.swap(i, (chance >> 33) as usize % (i + 1));
            }
            let mut wrong = 0;
            for &sequence in &order {
                wrong += self.learn(sequence, &mut weights, &mut sums, step);
                step += 1.0;
            }
            if epoch + 1 == epochs {
                eprintln!(
                    "    {} sequences, {} features, {wrong} labels wrong in the last round",
                    order.len(),
                    self.keys.len()
                );
            }
        }
        weights.subtract(&sums, 1.0 / step);
        weights
    }

    /// The features of `tokens`, of which one in [`DROPPED`] is hidden at random: so that no feature is leant on alone.
    fn drop_out(&self, tokens: Range<usize>, seed: u32) -> Vec<Vec<u32>> {
        let mut chance = seed.wrapping_mul(0x9E37_79B1) | 1;
        let mut keep = |_: &&u32| {
            chance ^= chance << 13;
            chance ^= chance >> 17;
            chance ^= chance << 5;
            !(chance >> 8).is_multiple_of(DROPPED)
        };
        tokens.map(|token| self.features(token).iter().filter(&mut keep).copied().collect()).collect()
    }

    fn learn(&self, sequence: usize, weights: &mut Weights, sums: &mut Weights, step: f32) -> usize {
        let tokens = self.starts[sequence]..self.starts[sequence + 1];
        let seen = self.drop_out(tokens.clone(), step as u32);
        let emissions: Vec<Row> = seen.iter().map(|features| weights.score(features)).collect();
        let classes = &self.classes[tokens.clone()];
        let found = decode(&emissions, classes, &weights.allowed());
        let gold = &self.gold[tokens];
        let mut wrong = 0;
        let (mut was_found, mut was_gold) = (LABELS, LABELS);
        for (i, features) in seen.iter().enumerate() {
            let (is_found, is_gold) = (usize::from(found[i]), usize::from(gold[i]));
            if is_found != is_gold {
                wrong += 1;
                for &feature in features {
                    let (row, sum) = (&mut weights.rows[feature as usize], &mut sums.rows[feature as usize]);
                    row[is_gold] += 1.0;
                    row[is_found] -= 1.0;
                    sum[is_gold] += step;
                    sum[is_found] -= step;
                }
            }
            if (was_found, is_found) != (was_gold, is_gold) {
                let class = usize::from(classes[i]);
                let (matrix, sum) = (&mut weights.transitions[class], &mut sums.transitions[class]);
                matrix[was_gold][is_gold] += 1.0;
                matrix[was_found][is_found] -= 1.0;
                sum[was_gold][is_gold] += step;
                sum[was_found][is_found] -= step;
            }
            (was_found, was_gold) = (is_found, is_gold);
        }
        wrong
    }
}

/// The weights of a linear sequence model.
#[derive(Clone)]
pub struct Weights {
    pub rows: Vec<Row>,
    pub transitions: Matrix<f32>,
}

impl Weights {
    fn new(features: usize) -> Self {
        Self { rows: vec![[0.0; LABELS]; features], transitions: Matrix::default() }
    }

    fn score(&self, features: &[u32]) -> Row {
        let mut sum = [0.0; LABELS];
        for &feature in features {
            for (sum, weight) in sum.iter_mut().zip(self.rows[feature as usize]) {
                *sum += weight;
            }
        }
        sum
    }

    /// The transitions, those that must not be made included.
    fn allowed(&self) -> Matrix<f32> {
        let mut transitions = self.transitions;
        for (earlier, row) in transitions.iter_mut().flat_map(|rows| rows.iter_mut().enumerate()) {
            (0..LABELS).filter(|&later| !follows(earlier, later)).for_each(|later| row[later] = f32::from(NEVER));
        }
        transitions
    }

    fn each(&mut self, other: &Self, change: impl Fn(&mut f32, f32)) {
        let mine = self.rows.iter_mut().flatten().chain(self.transitions.iter_mut().flatten().flatten());
        let theirs = other.rows.iter().flatten().chain(other.transitions.iter().flatten().flatten());
        mine.zip(theirs).for_each(|(mine, &theirs)| change(mine, theirs));
    }

    fn subtract(&mut self, other: &Self, times: f32) {
        self.each(other, |mine, theirs| *mine -= theirs * times);
    }

    /// The mean of several models over the same features.
    pub fn mean(models: &[Self]) -> Self {
        let mut mean = Self::new(models[0].rows.len());
        for model in models {
            mean.subtract(model, -1.0 / models.len() as f32);
        }
        mean
    }

    /// The `count` features with the largest weights, by number.
    pub fn largest(&self, count: usize) -> Vec<usize> {
        let size = |row: &Row| row.iter().fold(0.0_f32, |most, w| most.max(w.abs()));
        let mut order: Vec<usize> = (0..self.rows.len()).filter(|&i| size(&self.rows[i]) > 0.0).collect();
        order.sort_by(|&a, &b| size(&self.rows[b]).total_cmp(&size(&self.rows[a])).then(a.cmp(&b)));
        order.truncate(count);
        order
    }

    /// As signed bytes: the 99.99th percentile of the weights' sizes becomes 127. `caution`, on that scale, is added for having no label.
    pub fn quantise(&self, keys: &[u32], caution: i16) -> (Vec<(u32, [i8; LABELS])>, Matrix<i16>) {
        let mut sizes: Vec<f32> = self.rows.iter().flatten().map(|w| w.abs()).filter(|&w| w > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        let top = sizes.get(sizes.len().saturating_sub(1) * 9999 / 10000).copied().unwrap_or(1.0);
        let scale = 127.0 / top;
        let byte = |w: f32| (w * scale).round().clamp(-127.0, 127.0) as i8;
        let rows = keys.iter().zip(&self.rows).map(|(&key, row)| (key, row.map(byte)));
        let rows = rows.filter(|(_, row)| *row != [0; LABELS]).collect();
        let forbidden = f32::from(NEVER);
        let number = |w: f32| if w > forbidden { (w * scale).round().clamp(-8000.0, 8000.0) as i16 } else { NEVER };
        let mut transitions = self.allowed().map(|rows| rows.map(|row| row.map(number)));
        transitions.iter_mut().flatten().for_each(|row| row[0] += caution);
        (rows, transitions)
    }
}

/// The best labelling (Viterbi 1967) by weights that are fractions, while they are learned.
fn decode(emissions: &[Row], classes: &[u8], transitions: &Matrix<f32>) -> Vec<u8> {
    let Some(first) = emissions.first() else { return Vec::new() };
    let class = |i: usize| &transitions[usize::from(classes[i])];
    let larger = |a: f32, b: f32| if a > b { a } else { b };
    let mut score: Row = std::array::from_fn(|j| first[j] + class(0)[LABELS][j]);
    let mut scores = vec![score];
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
    let first_best = |score: Row| (0..LABELS).fold(0, |best, j| if score[j] > score[best] { j } else { best });
    let mut label = first_best(score);
    let mut labels = vec![label as u8; emissions.len()];
    for i in (1..emissions.len()).rev() {
        label = first_best(std::array::from_fn(|earlier| scores[i - 1][earlier] + class(i)[earlier][label]));
        labels[i - 1] = label as u8;
    }
    labels
}
