//! Looking a name up: the ladder of rungs by which what is written leads to places, from the name as it stands to a near miss.
//!
//! A rung is only climbed where the ones below it found nothing. The cheap ones serve every keystroke; near misses are for words that
//! look like a place of the article's own part of the world, and for whoever asks.

use super::index::{Posting, SHORTEST_KEY};
use super::{Atlas, Facts, NameForm, PlaceId, base, fold};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError};

/// By what a written name led to a place, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rung {
    /// As it stands, but for case, accents, apostrophes and hyphens.
    Name,
    /// Another way of putting it into Latin letters, or another script.
    Transliteration,
    /// The Russian form against the Ukrainian one.
    RussianUkrainian,
    /// An adjective made of the name.
    Adjective,
    /// A letter or two off.
    NearMiss,
    /// It begins alike. A guess.
    Beginning,
}

/// A place found by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub place: PlaceId,
    /// What the name is to it; [`NameForm::Garbled`] where only a near miss leads there.
    pub form: NameForm,
    /// How it was found.
    pub rung: Rung,
}

/// Words whose near misses are remembered, at most.
const MOST_SLIPS: usize = 4096;

/// Words longer than this, in bytes, are not looked up but as they stand.
const LONGEST: usize = 64;

/// What being one of the house's own places adds to a place's weight: more than any city has.
const HOUSE: f64 = 9.0;

/// What one step of renown adds, in powers of ten of inhabitants: a place of our own tables (four steps) counts as one ten times as large.
pub(super) const RENOWN: f64 = 0.25;

/// How often a place is written of, in powers of ten of inhabitants. What has no inhabitants of its own is put where it stands among towns:
/// a sea beside the largest, a district beside the small.
fn weight(facts: &Facts<'_>) -> f64 {
    let inhabitants = (facts.population as f64 + 1.0).log10() + RENOWN * f64::from(facts.renown);
    match facts.what {
        "country" => inhabitants.max(5.0) + 1.5,
        "continent" | "ocean" | "sea" | "self-proclaimed entity" | "peninsula" | "state" => inhabitants.max(5.5),
        "region" | "province" | "oblast" | "territory" | "republic" => inhabitants.max(4.0),
        "county" | "district" => inhabitants.max(2.5),
        _ if facts.is_settlement() => inhabitants,
        _ => inhabitants.max(4.5),
    }
}

impl Atlas {
    /// Places called `name`, in any script and spelling the atlas knows as the same, best known first. Where the name as it stands leads
    /// nowhere, other rungs are tried; near misses are not among them.
    #[must_use]
    pub fn look_up(&self, name: &str) -> Vec<Hit> {
        let folded = fold::folded_name(name);
        let found = self.named(&folded);
        let (rung, found) = if found.is_empty() && name.len() <= LONGEST {
            self.by_other_spelling(&fold::keyed(name)).unwrap_or((Rung::Name, found))
        } else {
            (Rung::Name, found)
        };
        self.ranked(found, rung)
    }

    /// Places whose name is nearly `word`, likeliest first: what [`Atlas::look_up`] finds if anything, else names a letter or two off,
    /// else names that begin alike. For suggestions.
    #[must_use]
    pub fn near(&self, word: &str) -> Vec<Hit> {
        let found = self.look_up(word);
        let mixed = word.contains(fold::is_cyrillic) && word.contains(|c: char| c.is_ascii_alphabetic());
        let doubtful = found.first().is_none_or(|hit| mixed && hit.rung > Rung::Transliteration);
        if word.len() > LONGEST || !doubtful {
            return found;
        }
        let key = fold::keyed(word);
        if mixed {
            // What a word of two alphabets was meant to be is a guess, so near misses are weighed beside what its key gives.
            let mut found = self.by_other_spelling(&key).map_or(Vec::new(), |(_, found)| found);
            found.extend(self.two_off(&key).iter());
            return self.ranked(found, Rung::NearMiss);
        }
        for most in [1, 2] {
            if key.len() >= 4 * most {
                let found = self.slips_of(&key, most as u32);
                if !found.is_empty() {
                    return self.ranked(found, Rung::NearMiss);
                }
            }
        }
        self.ranked(self.beginning_like(&key), Rung::Beginning)
    }

    /// Places one of whose names begins with `start`, in any spelling the atlas folds together, those that weigh most first, at most `most`.
    /// `about` adds to a place's weight, in powers of ten of inhabitants. For completion.
    #[must_use]
    pub fn starting_with(&self, start: &str, most: usize, about: impl Fn(PlaceId, &Facts<'_>) -> f64) -> Vec<PlaceId> {
        let folded = fold::folded_name(start);
        if folded.is_empty() {
            return Vec::new();
        }
        let found = self.collect(|index| index.completing(&folded).into_iter(), base::base().index.completing(&folded));
        let mut weights: HashMap<PlaceId, f64> = HashMap::with_capacity(found.len());
        for posting in found.into_iter().filter(|posting| posting.form() != NameForm::Demonym) {
            let id = posting.place();
            let facts = self.facts(id);
            if facts.what == "event" {
                continue;
            }
            let own = if self.own(id).is_some() { HOUSE } else { 0.0 };
            let weight = weight(&facts) + f64::from(u8::from(posting.main())) + own + about(id, &facts);
            let known = weights.entry(id).or_insert(weight);
            *known = known.max(weight);
        }
        let mut ranked: Vec<(PlaceId, f64)> = weights.into_iter().collect();
        ranked.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
        ranked.into_iter().map(|(id, _)| id).take(most).collect()
    }

    /// Names that are written so.
    pub(super) fn named(&self, folded: &str) -> Vec<Posting> {
        self.collect(|index| index.whole(folded), base::base().index.whole(folded))
    }

    /// Names that transliteration, Russian against Ukrainian forms, or an adjective's ending explain.
    pub(super) fn by_other_spelling(&self, key: &str) -> Option<(Rung, Vec<Posting>)> {
        let found = self.keyed(key);
        if !found.is_empty() {
            return Some((Rung::Transliteration, found));
        }
        // A slip of the hand, but as cheap to undo as a transliteration.
        if let Some(found) = fold::without_repeat(key).map(|key| self.keyed(&key)).filter(|found| !found.is_empty()) {
            return Some((Rung::NearMiss, found));
        }
        let mut rough = String::with_capacity(key.len());
        fold::rough(key, &mut rough);
        let found = if rough.len() > SHORTEST_KEY { self.roughed(&rough) } else { Vec::new() };
        if !found.is_empty() {
            return Some((Rung::RussianUkrainian, found));
        }
        let stems = fold::adjective_stems(key);
        let found = stems.iter().map(|stem| self.keyed(stem)).find(|found| !found.is_empty())?;
        Some((Rung::Adjective, found))
    }

    /// Names a letter off the word with the key `key`, remembered. Rough keys are looked through where transliteration keys give nothing.
    pub(super) fn slips(&self, key: &str) -> Arc<[Posting]> {
        self.remembered(key, || {
            let found = self.slips_of(key, 1);
            if found.is_empty() { self.beginning_like(key) } else { found }
        })
    }

    /// Names up to two letters off the word with the key `key`, remembered as [`Atlas::slips`] are: for words of two alphabets, which
    /// are rare.
    pub(super) fn two_off(&self, key: &str) -> Arc<[Posting]> {
        self.remembered(&format!("2 {key}"), || self.slips_of(key, 2))
    }

    fn remembered(&self, word: &str, find: impl FnOnce() -> Vec<Posting>) -> Arc<[Posting]> {
        let known = || self.slips.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(word) {
            return Arc::clone(found);
        }
        let found: Arc<[Posting]> = find().into();
        let mut slips = known();
        if slips.len() >= MOST_SLIPS {
            slips.clear();
        }
        slips.insert(word.into(), Arc::clone(&found));
        found
    }

    fn slips_of(&self, key: &str, most: u32) -> Vec<Posting> {
        let base = &base::base().index;
        let found = self.collect(|index| index.near_key(key, most).into_iter(), base.near_key(key, most));
        if !found.is_empty() {
            return found;
        }
        let mut rough = String::with_capacity(key.len());
        fold::rough(key, &mut rough);
        if rough.len() < 6 {
            return found;
        }
        self.collect(|index| index.near_rough(&rough, most).into_iter(), base.near_rough(&rough, most))
    }

    /// Names that share at least the first six letters and half of the key.
    fn beginning_like(&self, key: &str) -> Vec<Posting> {
        let length = key.len().div_ceil(2).max(6);
        match key.get(..length) {
            Some(stem) if key.len() > length => {
                self.collect(|index| index.beginning(stem).into_iter(), base::base().index.beginning(stem))
            }
            _ => Vec::new(),
        }
    }

    fn keyed(&self, key: &str) -> Vec<Posting> {
        self.collect(|index| index.keyed(key), base::base().index.keyed(key))
    }

    fn roughed(&self, rough: &str) -> Vec<Posting> {
        self.collect(|index| index.roughed(rough), base::base().index.roughed(rough))
    }

    /// Each place once, best known by the name first.
    fn ranked(&self, found: Vec<Posting>, rung: Rung) -> Vec<Hit> {
        let mut ranked: Vec<_> = found.into_iter().map(|p| (self.rank(p, self.facts(p.place())), p)).collect();
        ranked.sort_by_key(|&(rank, posting)| (rank, posting.place()));
        let mut seen = HashSet::with_capacity(ranked.len());
        let mut hits: Vec<Hit> = Vec::with_capacity(ranked.len());
        for (_, posting) in ranked {
            if seen.insert(posting.place()) {
                let form = match rung {
                    Rung::NearMiss | Rung::Beginning => NameForm::Garbled,
                    _ => posting.form(),
                };
                hits.push(Hit { place: posting.place(), form, rung });
            }
        }
        hits
    }

    /// The house's own first, then those known by the name, then those that bear it now, then by weight.
    fn rank(&self, posting: Posting, facts: Facts<'_>) -> (bool, bool, bool, Reverse<u64>) {
        let built_in = self.own(posting.place()).is_none();
        let former = posting.form() == NameForm::Former && !posting.main();
        (built_in, !posting.main(), former, Reverse((weight(&facts) * 1e6) as u64))
    }
}
