//! What a source is stored with, to be quoted from: its words in order, an index of them, and the numbers among them.
//!
//! Finding a passage asks the index for the passage's rarest word; finding what comes nearest lays the passage along the stretch that
//! shares most words with it. Both have a bound that does not depend on the length of the stored text. Nothing here opens a file, and a
//! stored text has no `Debug`: it may tell who a confidential source is.

mod passage;
#[cfg(test)]
mod tests;

pub use passage::{Passage, passages};

use crate::article::{Figure, figures};
use crate::text::Span;
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::sync::{Arc, OnceLock};

/// Comparisons of words that one search may cost; a text in which that is not enough is one word over and over.
const PATIENCE: usize = 200_000;
/// So many words of the source may stand where a quotation has words of its own in brackets.
const REPLACED: usize = 16;
/// A word that stands in more places than this is no help in finding a place.
const COMMON: usize = 200;
/// The longest passage that is laid along the source, in words.
const LONGEST: usize = 300;

/// A stored text.
pub struct Stored {
    text: Arc<str>,
    words: Vec<Word>,
    /// Indexes of `words`, by hash and then in order.
    index: Vec<u32>,
    /// Numbers by what they come to.
    figures: Vec<Figure>,
}

/// A word as it is compared.
#[derive(Clone, Copy)]
struct Word {
    hash: u64,
    start: u32,
    end: u32,
}

impl Word {
    fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

impl std::fmt::Debug for Stored {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stored(..)")
    }
}

/// What a source has in a stored text that comes nearest to a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The words there, on one line.
    pub words: String,
    /// How many words differ, of how many in the passage.
    pub differ: usize,
    /// See `differ`.
    pub of: usize,
    /// The first difference: what stands here, in the bytes of the article, and what stands there. Either may be nothing.
    pub here: Span,
    /// See `here`.
    pub there: String,
}

impl Stored {
    /// Reads a stored text. Of one beyond 4 GB nothing is read.
    #[must_use]
    pub fn new(text: Arc<str>) -> Self {
        let words: Vec<Word> = if u32::try_from(text.len()).is_ok() {
            passage::words(&text)
                .map(|(span, hash)| Word { hash, start: span.start as u32, end: span.end as u32 })
                .collect()
        } else {
            Vec::new()
        };
        let mut index: Vec<u32> = (0..words.len() as u32).collect();
        index.sort_unstable_by_key(|&i| (words[i as usize].hash, i));
        let mut figures = figures(&text, words.iter().map(|word| word.span()));
        figures.sort_unstable_by_key(|figure| (figure.value, figure.span));
        Self { text, words, index, figures }
    }

    /// Whether the passage stands in it, whatever the marks and capitals.
    #[must_use]
    pub fn holds(&self, passage: &Passage) -> bool {
        let mut pieces = passage.pieces.iter().filter(|piece| !piece.is_empty());
        let Some(first) = pieces.next() else { return true };
        let rest: Vec<&Vec<u64>> = pieces.collect();
        let rarest = first.iter().enumerate().min_by_key(|(_, word)| self.places(**word).len());
        let Some((offset, &word)) = rarest else { return true };
        let mut patience = PATIENCE;
        for &place in self.places(word) {
            let Some(start) = (place as usize).checked_sub(offset) else { continue };
            if !self.stands_at(first, start, &mut patience) {
                continue;
            }
            let mut end = start + first.len();
            let follows = rest.iter().all(|piece| {
                let found = (end..=end + REPLACED).find(|&at| self.stands_at(piece, at, &mut patience));
                found.inspect(|at| end = at + piece.len()).is_some()
            });
            if follows {
                return true;
            }
            if patience == 0 {
                // Nobody can say, so nothing is said.
                return true;
            }
        }
        false
    }

    /// Indexes of the places where a word stands, in order.
    fn places(&self, word: u64) -> &[u32] {
        let from = self.index.partition_point(|&i| self.words[i as usize].hash < word);
        let after = self.index[from..].partition_point(|&i| self.words[i as usize].hash == word);
        &self.index[from..from + after]
    }

    fn stands_at(&self, piece: &[u64], at: usize, patience: &mut usize) -> bool {
        let Some(here) = self.words.get(at..at + piece.len()) else { return false };
        let same = here.iter().zip(piece).take_while(|(word, hash)| word.hash == **hash).count();
        *patience = patience.saturating_sub(same + 1);
        same == piece.len()
    }

    /// What comes nearest to the passage, if anything shares a third of its words in about its order.
    #[must_use]
    pub fn nearest(&self, passage: &Passage) -> Option<Nearest> {
        let wanted: Vec<(Span, u64)> = passage.words.iter().copied().take(LONGEST).collect();
        let start = self.likeliest(&wanted)?;
        let slack = wanted.len() / 2 + 4;
        let from = start.saturating_sub(slack);
        let to = (start + wanted.len() + slack).min(self.words.len());
        self.lay(&wanted, from, to)
    }

    /// Where the stretch is likeliest to begin: most of the passage's words point there.
    fn likeliest(&self, wanted: &[(Span, u64)]) -> Option<usize> {
        let mut starts: Vec<usize> = Vec::new();
        for (i, &(_, word)) in wanted.iter().enumerate() {
            let places = self.places(word);
            if places.len() <= COMMON {
                starts.extend(places.iter().map(|&place| (place as usize).saturating_sub(i)));
            }
        }
        starts.sort_unstable();
        // Words that were added or left out before a word shift where it points to.
        let shift = wanted.len() / 4 + 2;
        let mut best: Option<(usize, usize)> = None;
        let mut first = 0;
        for (last, &start) in starts.iter().enumerate() {
            while start - starts[first] > shift {
                first += 1;
            }
            let votes = last - first + 1;
            if best.is_none_or(|(most, _)| votes > most) {
                best = Some((votes, starts[first]));
            }
        }
        best.map(|(_, start)| start)
    }

    /// Lays the passage along the words from `from` to `to`: the least number of words changed, added and left out (Levenshtein 1965),
    /// with the ends of the stretch free.
    fn lay(&self, wanted: &[(Span, u64)], from: usize, to: usize) -> Option<Nearest> {
        let there = &self.words[from..to];
        let width = there.len() + 1;
        let mut cost = vec![0_u32; (wanted.len() + 1) * width];
        for (i, &(_, word)) in wanted.iter().enumerate() {
            cost[(i + 1) * width] = i as u32 + 1;
            for (j, own) in there.iter().enumerate() {
                let changed = cost[i * width + j] + u32::from(own.hash != word);
                let added = cost[i * width + j + 1] + 1;
                let left_out = cost[(i + 1) * width + j] + 1;
                cost[(i + 1) * width + j + 1] = changed.min(added).min(left_out);
            }
        }
        let bottom = wanted.len() * width;
        let end = (0..width).min_by_key(|&j| cost[bottom + j])?;
        let differ = cost[bottom + end] as usize;
        if differ * 3 > wanted.len() * 2 {
            return None;
        }
        let (mut i, mut j) = (wanted.len(), end);
        // Stretches that differ, last first: indexes of words here and there.
        let mut changes: Vec<((usize, usize), (usize, usize))> = Vec::new();
        while i > 0 {
            let now = cost[i * width + j];
            let (up, left) = if j > 0 && wanted[i - 1].1 == there[j - 1].hash && now == cost[(i - 1) * width + j - 1] {
                (i, j) = (i - 1, j - 1);
                continue;
            } else if j > 0 && now == cost[(i - 1) * width + j - 1] + 1 {
                (1, 1)
            } else if now == cost[(i - 1) * width + j] + 1 {
                (1, 0)
            } else {
                (0, 1)
            };
            match changes.last_mut().filter(|(here, there)| here.0 == i && there.0 == j) {
                Some((here, there)) => (here.0, there.0) = (i - up, j - left),
                None => changes.push(((i - up, i), (j - left, j))),
            }
            (i, j) = (i - up, j - left);
        }
        let stretch = |(start, end): (usize, usize)| {
            let words = there.get(start..end).filter(|words| !words.is_empty());
            let span = words.map(|words| Span::new(words[0].start as usize, words[words.len() - 1].end as usize));
            span.map_or(String::new(), |span| on_one_line(span.of(&self.text)))
        };
        let &(here, over_there) = changes.last()?;
        let here = match wanted.get(here.0..here.1) {
            Some([first, .., last]) => first.0.hull(last.0),
            Some([only]) => only.0,
            _ => Span::default(),
        };
        Some(Nearest { words: stretch((j, end)), differ, of: wanted.len(), here, there: stretch(over_there) })
    }

    /// Whether a number comes to as much: within `off`, in thousandths.
    #[must_use]
    pub fn has_number(&self, value: u64, off: u64) -> bool {
        let from = self.figures.partition_point(|figure| figure.value < value.saturating_sub(off));
        self.figures.get(from).is_some_and(|figure| figure.value <= value.saturating_add(off))
    }

    /// The number that comes nearest to `value`, as it is written there, if it is no more than a quarter away.
    #[must_use]
    pub fn nearest_number(&self, value: u64) -> Option<&str> {
        let at = self.figures.partition_point(|figure| figure.value < value);
        let around = [at.checked_sub(1), Some(at)].into_iter().flatten().filter_map(|i| self.figures.get(i));
        let near = around.filter(|figure| figure.value.abs_diff(value) <= value / 4);
        near.min_by_key(|figure| figure.value.abs_diff(value)).and_then(|f| self.text.get(f.span.start..f.span.end))
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What each source is stored with, by its key. What is not asked for is not made.
#[derive(Debug, Default)]
pub struct Shelf {
    by_key: HashMap<String, OnceLock<Kept>>,
}

/// What one source is stored with.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The words under `quotes`, of each quotation.
    pub quotes: Vec<Arc<Stored>>,
    /// The file under `text`.
    pub text: Option<Arc<Stored>>,
}

impl Kept {
    /// All of it.
    pub fn all(&self) -> impl Iterator<Item = &Stored> {
        self.text.iter().chain(&self.quotes).map(|stored| &**stored)
    }
}

impl Shelf {
    /// A shelf with room for what the sources with these keys are stored with.
    #[must_use]
    pub fn of(keys: impl IntoIterator<Item = String>) -> Self {
        Self { by_key: keys.into_iter().map(|key| (key, OnceLock::new())).collect() }
    }

    /// Puts there what the source `key` is stored with, if there is room for it and it is not there.
    pub fn fill(&self, key: &str, make: impl FnOnce() -> Kept) {
        if let Some(place) = self.by_key.get(key) {
            place.get_or_init(make);
        }
    }

    /// What the source `key` is stored with, if anything has been put there.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Kept> {
        self.by_key.get(key)?.get().filter(|kept| kept.text.is_some() || !kept.quotes.is_empty())
    }
}

/// A word's hash, the same in every run.
fn hash(word: &str) -> u64 {
    foldhash::fast::FixedState::with_seed(0x0571_09ed).hash_one(word)
}
