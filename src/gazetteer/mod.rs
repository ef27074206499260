//! The atlas: what places are called, where they are, and where an article mentions them.
//!
//! The built-in table and the newsroom's own `places.yaml` answer through one interface. Nothing here decides which form is right:
//! the house does. Pure functions of data; no file is opened here.
//!
//! [`fold`] says which spellings are the same, [`index`](self) finds them, `mention` finds places in prose, [`choose`](choose()) picks
//! among namesakes once the whole article is known, and `house_file` reads the house's own places.

mod base;
mod choose;
pub mod fold;
mod house_file;
mod index;
mod mention;
mod people;
#[path = "../../data/places/mod.rs"]
mod table;
#[cfg(test)]
mod tests;

pub use choose::{Choice, choose};
pub use house_file::parse_places;

use crate::text::Span;
use index::Index;
use std::collections::HashMap;
use std::sync::Arc;

/// What a name is to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NameForm {
    /// The form the house writes.
    Preferred,
    /// A usual form in another language.
    Exonym,
    /// A name the place no longer bears.
    Former,
    /// Another spelling of one of its names in Latin letters.
    Romanisation,
    /// A near miss or a word of mixed scripts.
    Garbled,
    /// People or things of the place ("Ukrainian").
    Demonym,
}

/// One name of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As written.
    pub text: String,
    /// BCP 47 language, where known.
    pub language: Option<String>,
    /// What it is to the place.
    pub form: NameForm,
    /// "until 2016", where known.
    pub note: Option<String>,
}

/// A place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// "geonames:709932", "house:my-town".
    pub id: String,
    /// All its names; the first is the preferred one.
    pub names: Vec<Name>,
    /// "city", "village", "region", "country", "territory" ...
    pub what: String,
    /// ISO 3166 code of the country it lies in by international recognition.
    pub country: Option<String>,
    /// Region within the country, in English.
    pub region: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Inhabitants.
    pub population: Option<u64>,
    /// A neutral sentence the card should show.
    pub note: Option<String>,
}

/// A place's number in an [`Atlas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(pub u32);

/// A mention of a place in a block. Spans are bytes from the block's start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// Which places it may be, best first by what the block alone tells. Never empty.
    pub candidates: Vec<PlaceId>,
    /// What the name is to the first candidate.
    pub form: NameForm,
}

/// All places known: the built-in table and the house's own over it.
///
/// Cloning is cheap, and so is making one without house places: the built-in table is set up once, when first asked.
#[derive(Clone, Debug, Default)]
pub struct Atlas {
    house: Arc<House>,
}

/// The house's own places, numbered from the end of the built-in ones on.
#[derive(Debug, Default)]
struct House {
    places: Vec<Place>,
    index: Index,
    /// Built-in places the house has an entry of its own for: number of the built-in one -> number of the house's.
    over: HashMap<PlaceId, PlaceId>,
    by_id: HashMap<String, PlaceId>,
}

impl Atlas {
    /// The built-in table with the house's `own` places over it.
    ///
    /// A house place with the id of a built-in one, or with a name that only one built-in place bears, stands in its stead: the house's
    /// facts and names come first, and what it leaves out is taken from the built-in one.
    #[must_use]
    pub fn new(own: Vec<Place>) -> Self {
        let mut house = House::default();
        let base = if own.is_empty() { 0 } else { base::base().places.len() };
        for mut place in own {
            let id = PlaceId(u32::try_from(base + house.places.len()).expect("fewer places than 2^32"));
            if let Some(built_in) = base::same(&place) {
                base::complete(&mut place, built_in);
                house.over.insert(built_in, id);
            }
            house.index.add(id, &place);
            house.by_id.entry(place.id.clone()).or_insert(id);
            house.places.push(place);
        }
        house.index.finish();
        Self { house: Arc::new(house) }
    }

    /// The place `id`.
    #[must_use]
    pub fn place(&self, id: PlaceId) -> &Place {
        let places = &base::base().places;
        let i = id.0 as usize;
        places.get(i).unwrap_or_else(|| &self.house.places[i - places.len()])
    }

    /// The place whose id is `id` ("geonames:709717"), as pins name it.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<PlaceId> {
        self.house.by_id.get(id).copied().or_else(|| base::find(id))
    }

    /// Places called `name`, in any script and spelling the atlas folds together, best known first: the house's own, then countries,
    /// then by number of inhabitants. Spellings that only a transliteration scheme explains count where no name fits as it stands.
    #[must_use]
    pub fn look_up(&self, name: &str) -> Vec<PlaceId> {
        let folded = fold::folded(name);
        let mut found = self.collect(|index, out| index.whole(&folded, out));
        if found.is_empty() {
            let mut key = String::new();
            fold::key(&folded, &mut key);
            found = self.collect(|index, out| out.extend_from_slice(index.keyed(&key)));
        }
        self.tidy(&mut found, name);
        found
    }

    /// Places whose name is nearly `word`, nearest first: by transliteration key, then at most two letters off. For suggestions.
    #[must_use]
    pub fn near(&self, word: &str) -> Vec<PlaceId> {
        let key = fold::keyed(word);
        let mut exact = self.collect(|index, out| out.extend_from_slice(index.keyed(&key)));
        if !exact.is_empty() {
            self.tidy(&mut exact, word);
            return exact;
        }
        let mut scored = base::base().index.near(&key);
        scored.retain(|(_, id)| !self.house.over.contains_key(id));
        scored.extend(self.house.index.near(&key));
        scored.sort_by_key(|&(distance, id)| (distance, self.rank(id, word)));
        let mut found: Vec<PlaceId> = Vec::new();
        for (_, id) in scored {
            if !found.contains(&id) {
                found.push(id);
            }
        }
        found
    }

    /// Places one of whose names begins with `start`, in any spelling the atlas folds together, best known first, at most `most`. For
    /// completion.
    #[must_use]
    pub fn starting_with(&self, start: &str, most: usize) -> Vec<PlaceId> {
        let start_folded = fold::folded(start);
        if start_folded.is_empty() {
            return Vec::new();
        }
        let mut found = self.collect(|index, out| index.begun(&start_folded, out));
        found.retain(|&id| self.place(id).what != "event");
        self.tidy(&mut found, start);
        found.truncate(most);
        found
    }

    /// The name of the place `id` that is written `text`, in any case; `None` if only a key or a near miss leads there.
    #[must_use]
    pub fn name_of(&self, id: PlaceId, text: &str) -> Option<&Name> {
        let names = &self.place(id).names;
        names.iter().find(|n| n.text == text).or_else(|| {
            let folded = fold::folded(text);
            names.iter().find(|n| fold::folded(&n.text) == folded)
        })
    }

    /// Both indexes' answers, the house's first; a built-in place the house has its own entry for is left out.
    fn collect(&self, ask: impl Fn(&Index, &mut Vec<PlaceId>)) -> Vec<PlaceId> {
        let mut found = Vec::new();
        ask(&self.house.index, &mut found);
        let own = found.len();
        ask(&base::base().index, &mut found);
        if !self.house.over.is_empty() {
            let mut i = 0;
            found.retain(|id| {
                i += 1;
                i <= own || !self.house.over.contains_key(id)
            });
        }
        found
    }

    /// Best known by the name `written` first, each once.
    fn tidy(&self, found: &mut Vec<PlaceId>, written: &str) {
        if found.len() > 1 {
            found.sort_by_cached_key(|&id| (self.rank(id, written), id));
            found.dedup();
        }
    }

    /// The house's own first, then those that bear the name now, then countries, then by inhabitants.
    fn rank(&self, id: PlaceId, written: &str) -> (bool, bool, bool, std::cmp::Reverse<u64>) {
        let place = self.place(id);
        let built_in = (id.0 as usize) < base::base().places.len();
        let population = std::cmp::Reverse(place.population.unwrap_or(0));
        (built_in, self.bore(id, written), place.what != "country", population)
    }

    /// Whether the place `id` no longer bears the name `written`.
    fn bore(&self, id: PlaceId, written: &str) -> bool {
        self.name_of(id, written).is_some_and(|name| name.form == NameForm::Former)
    }
}
