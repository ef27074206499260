//! The averaged perceptron with a margin, first over all features and then over those worth keeping.

use sayso::syntax::tables::{rows, slot};
use std::collections::BTreeMap;

/// What is right must win by this much; chosen on the development sets.
const MARGIN: i32 = 20;
/// This share of all weights is within the range of a signed byte. The few beyond it are cut; cutting more of them costs what hangs on one
/// strong sign ("by": who does it).
const WITHIN: f64 = 0.999_99;
/// A row that is asked for often counts for more than its weights alone say, by this power.
const SEEN: f32 = 0.25;

/// Weights in the making, a row of `W` for each feature.
pub struct Weights<const W: usize> {
    bits: u32,
    /// For each place the row, plus one, where only some are kept.
    kept: Option<Vec<u32>>,
    now: Vec<[i16; W]>,
    /// Changes, each times the step it was made at.
    changes: Vec<[i32; W]>,
    seen: Vec<u32>,
    step: i32,
}

/// A feature's place and its averaged weights.
pub type Averaged<const W: usize> = (usize, [f32; W]);

impl<const W: usize> Weights<W> {
    /// For all features, told apart by so many bits.
    pub fn new(bits: u32) -> Self {
        let size = 1 << bits;
        Self { bits, kept: None, now: vec![[0; W]; size], changes: vec![[0; W]; size], seen: vec![0; size], step: 1 }
    }

    /// For the features at `places` alone.
    pub fn of(bits: u32, places: &[usize]) -> Self {
        let mut kept = vec![0; 1 << bits];
        (1..).zip(places).for_each(|(row, &place)| kept[place] = row);
        let size = places.len();
        let (now, changes, seen) = (vec![[0; W]; size], vec![[0; W]; size], vec![0; size]);
        Self { bits, kept: Some(kept), now, changes, seen, step: 1 }
    }

    fn row(&self, key: u32) -> Option<usize> {
        let place = slot(key, self.bits);
        match &self.kept {
            None => Some(place),
            Some(kept) => (kept[place] as usize).checked_sub(1),
        }
    }

    /// The scores for `keys`.
    pub fn score<const N: usize>(&mut self, keys: &[u32; N]) -> [i32; W] {
        let mut scores = [0; W];
        for &key in keys {
            if let Some(row) = self.row(key) {
                self.seen[row] = self.seen[row].saturating_add(1);
                for (score, &weight) in scores.iter_mut().zip(&self.now[row]) {
                    *score += i32::from(weight);
                }
            }
        }
        scores
    }

    /// Learns that among `scores` one of those that are `right` should win over all that are not (`None`: not to be had at all).
    /// What won, right or not, and the best of those that are right.
    pub fn learn(&mut self, keys: &[u32], scores: &[i32], right: impl Fn(usize) -> Option<bool>) -> (usize, usize) {
        let best = |wanted: bool| {
            let those = (0..scores.len().min(W)).filter(|&i| right(i) == Some(wanted));
            those.rev().max_by_key(|&i| scores[i])
        };
        let (Some(good), bad) = (best(true), best(false)) else { return (0, 0) };
        let Some(bad) = bad else { return (good, good) };
        if scores[good] - scores[bad] < MARGIN {
            for &key in keys {
                let Some(row) = self.row(key) else { continue };
                self.now[row][good] = self.now[row][good].saturating_add(1);
                self.now[row][bad] = self.now[row][bad].saturating_sub(1);
                self.changes[row][good] += self.step;
                self.changes[row][bad] -= self.step;
            }
        }
        (if scores[bad] > scores[good] { bad } else { good }, good)
    }

    /// A step of the average: one for each sentence.
    pub fn step(&mut self) {
        self.step += 1;
    }

    /// The averaged weights of the features that have any, in order of their places.
    pub fn averaged(&self) -> Vec<Averaged<W>> {
        let mut out = Vec::new();
        for place in 0..1_usize << self.bits {
            let row = match &self.kept {
                None => Some(place),
                Some(kept) => (kept[place] as usize).checked_sub(1),
            };
            let Some(row) = row.filter(|&row| self.changes[row] != [0; W]) else { continue };
            let weight = |i: usize| {
                f32::from(self.now[row][i]) - (f64::from(self.changes[row][i]) / f64::from(self.step)) as f32
            };
            out.push((place, std::array::from_fn(weight)));
        }
        out
    }

    /// The places of the `count` features that matter most, in order.
    pub fn foremost(&self, count: usize) -> Vec<usize> {
        let power = |(place, row): &Averaged<W>| {
            let norm = row.iter().map(|w| w * w).sum::<f32>().sqrt();
            let seen = self.kept.as_ref().map_or(*place, |kept| kept[*place] as usize - 1);
            (norm * (self.seen[seen] as f32).powf(SEEN), *place)
        };
        let mut ranked: Vec<(f32, usize)> = self.averaged().iter().map(power).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut places: Vec<usize> = ranked.into_iter().take(count).map(|(_, place)| place).collect();
        places.sort_unstable();
        places
    }
}

/// The mean of several models' weights.
pub fn mean<const W: usize>(models: &[Vec<Averaged<W>>]) -> Vec<Averaged<W>> {
    let mut sums: BTreeMap<usize, [f32; W]> = BTreeMap::new();
    for (place, row) in models.iter().flatten() {
        let sum = sums.entry(*place).or_insert([0.0; W]);
        sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight / models.len() as f32);
    }
    sums.into_iter().collect()
}

/// Weights as the data file has them; their features are told apart by so many bits.
pub fn packed<const W: usize>(bits: u32, weights: &[Averaged<W>]) -> Vec<u8> {
    let mut sizes: Vec<f32> = weights.iter().flat_map(|(_, row)| row).map(|w| w.abs()).filter(|&w| w > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let largest = sizes.get((sizes.len() as f64 * WITHIN) as usize).or(sizes.last()).copied().unwrap_or(1.0);
    let byte = |weight: f32| (weight * 127.0 / largest).round().clamp(-127.0, 127.0) as i8;
    let bytes: Vec<(usize, [i8; W])> = weights.iter().map(|&(place, row)| (place, row.map(byte))).collect();
    rows(bits, &bytes)
}

/// A row of chance numbers, the same in each run.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}
