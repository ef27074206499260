//! The atlas: what places are called, where they are, and where an article mentions them.
//!
//! The built-in atlas and the newsroom's own `places.yaml` answer through one interface. Nothing here decides which form is right:
//! the house does. Pure functions of data; no file is opened here.
//!
//! [`fold`] says which spellings are the same, [`index`] finds them, `mention` finds places in a block of prose, [`locate`](locate())
//! decides once the whole article is known which of them are places and which places they are, and `house_file` reads the house's own.
//! [`layout`] and [`particulars`] say how the built-in atlas lies in its file, which `examples/atlas` builds.

mod base;
pub mod fold;
mod globe;
mod house_file;
pub mod index;
pub mod layout;
mod locate;
mod look_up;
mod mention;
mod odds;
pub mod particulars;
pub mod romanise;
mod signs;
#[cfg(test)]
mod tests;
mod usual;
pub mod words;

pub use house_file::{parse_places, parse_places_at};
pub use locate::{Choice, Confidence, Found, locate};
pub use look_up::{Hit, Rung};
pub use mention::Mention;
pub use signs::Signs;
pub use usual::Usual;
pub use words::Word;

use index::{Builder, Index, Posting};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

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

impl NameForm {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::Preferred, Self::Exonym, Self::Former, Self::Romanisation, Self::Garbled, Self::Demonym];
}

/// By which scheme a name was put into Latin letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// The national romanisation of Ukrainian: resolution 55 of 2010.
    National,
    /// BGN/PCGN for Russian, as the press writes it.
    BgnPcgn,
    /// With marks on the letters, as libraries do.
    Scholarly,
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
    /// By which scheme it was put into Latin letters, where known.
    pub scheme: Option<Scheme>,
    /// Whether the state the place lies in calls it so, in its own script.
    pub official: bool,
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
    /// The country's name in English, where the atlas knows it.
    pub country_name: Option<String>,
    /// Region within the country, in English.
    pub region: Option<String>,
    /// District within the region, in English.
    pub district: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Whether `lat` and `lon` are only somewhere near: the seat of its district, the middle of a region.
    pub approximate: bool,
    /// Inhabitants.
    pub population: Option<u64>,
    /// A neutral sentence the card should show.
    pub note: Option<String>,
    /// Where the facts are from, if not from the register of its id.
    pub source: Option<String>,
}

impl Name {
    /// Whether it may be written for the place: in Latin letters, and no former name or slip.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        let latin = self.text.starts_with(|c: char| (c as u32) < 0x250);
        latin && matches!(self.form, NameForm::Preferred | NameForm::Exonym)
    }

    /// A name of which nothing but its form is known.
    #[must_use]
    pub fn new(text: &str, form: NameForm) -> Self {
        Self { text: text.to_owned(), language: None, form, scheme: None, official: false, note: None }
    }
}

/// What is known of a place without unpacking its names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facts<'a> {
    /// The preferred form.
    pub name: &'a str,
    /// "city", "village" ...
    pub what: &'a str,
    /// ISO 3166 code.
    pub country: Option<[u8; 2]>,
    /// The country's name in English.
    pub country_name: Option<&'a str>,
    /// Region within the country.
    pub region: Option<&'a str>,
    /// District within the region.
    pub district: Option<&'a str>,
    /// Degrees north and east.
    pub at: Option<(f64, f64)>,
    /// Whether `at` is only somewhere near.
    pub approximate: bool,
    /// Inhabitants; 0 is unknown.
    pub population: u64,
    /// How well it is known for its size, 0 to 7.
    pub renown: u8,
}

impl Facts<'_> {
    /// Whether people live there as in a town: no region, country, sea or building.
    #[must_use]
    pub fn is_settlement(&self) -> bool {
        matches!(self.what, "city" | "capital city" | "town" | "village" | "settlement" | "place" | "")
    }

    /// The country's code as text.
    #[must_use]
    pub fn country(&self) -> Option<&str> {
        self.country.as_ref().and_then(|code| std::str::from_utf8(code).ok())
    }
}

/// A place's number in an [`Atlas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(pub u32);

/// All places known: the built-in atlas and the house's own over it.
///
/// Cloning is cheap, and so is making one without house places.
#[derive(Clone, Debug, Default)]
pub struct Atlas {
    house: Arc<House>,
    /// Words no rung explains -> what they may be a slip of. Looking for it is dear, and articles repeat their words.
    slips: Arc<Mutex<Slips>>,
}

type Slips = HashMap<Box<str>, Arc<[Posting]>>;

/// The house's own places, numbered from the end of the built-in ones on.
#[derive(Debug, Default)]
struct House {
    places: Vec<Place>,
    index: Option<Index<Vec<u8>>>,
    /// Built-in places the house has an entry of its own for: number of the built-in one -> number of the house's.
    over: HashMap<PlaceId, PlaceId>,
    by_id: HashMap<String, PlaceId>,
}

/// In which languages places of the country, by its ISO 3166 code, have a usual Latin name: what a house can prefer there.
#[must_use]
pub fn languages_of(country: &str) -> Vec<&'static str> {
    base::base().languages_of(country)
}

/// What kinds of word `word` is of, by the built-in atlas alone: a given name, a surname, a word of ordinary prose.
#[must_use]
pub fn kinds_of_word(word: &str) -> Word {
    let mut folded = String::with_capacity(word.len());
    fold::fold(word, &mut folded);
    base::base().word(&folded)
}

/// Whether a city of the built-in atlas is called `name`, as it stands but for case and accents: a place that reports are dated from.
#[must_use]
pub fn names_city(name: &str) -> bool {
    /// Inhabitants. Many a hamlet is called like a person.
    const CITY: u64 = 100_000;
    let atlas = Atlas::default();
    let places = atlas.named(&fold::folded_name(name));
    places.iter().any(|posting| atlas.facts(posting.place()).population >= CITY)
}

impl Atlas {
    /// The built-in atlas with the house's `own` places over it.
    ///
    /// A house place with the id of a built-in one, or with a name that only one built-in place bears, stands in its stead: the house's
    /// facts and names come first, and what it leaves out is taken from the built-in one.
    #[must_use]
    pub fn new(own: Vec<Place>) -> Self {
        if own.is_empty() {
            return Self::default();
        }
        let mut house = House::default();
        let mut names = Builder::default();
        let first = base::base().len();
        for mut place in own.into_iter().take(index::MOST_PLACES) {
            let own = PlaceId(house.places.len() as u32);
            let id = PlaceId(first as u32 + own.0);
            if let Some(built_in) = base::same(&place) {
                base::complete(&mut place, built_in);
                house.over.insert(built_in, id);
            }
            let foreign = place.names.iter().any(|n| n.text.contains(fold::is_cyrillic));
            for name in &place.names {
                names.add(&name.text, Posting::new(own, &name.text, name.form, true), foreign);
            }
            house.by_id.entry(place.id.clone()).or_insert(id);
            house.places.push(place);
        }
        let parts = names.finish();
        house.index = Index::open(parts.names, parts.keys, parts.rough, parts.postings, first as u32);
        Self { house: Arc::new(house), ..Self::default() }
    }

    /// The place `id` with all its names.
    #[must_use]
    pub fn place(&self, id: PlaceId) -> Cow<'_, Place> {
        match self.own(id) {
            Some(place) => Cow::Borrowed(place),
            None => Cow::Owned(base::base().place(id).unwrap_or_else(nowhere)),
        }
    }

    /// The place `id` without its names: cheap.
    #[must_use]
    pub fn facts(&self, id: PlaceId) -> Facts<'_> {
        let Some(place) = self.own(id) else { return base::base().facts(id).unwrap_or(NOWHERE) };
        Facts {
            name: place.names.first().map_or("", |name| &name.text),
            what: &place.what,
            country: place.country.as_ref().and_then(|code| code.as_bytes().first_chunk().copied()),
            country_name: place.country_name.as_deref(),
            region: place.region.as_deref(),
            district: place.district.as_deref(),
            at: place.lat.zip(place.lon),
            approximate: place.approximate,
            population: place.population.unwrap_or(0),
            renown: 0,
        }
    }

    /// What the place `id` is: "city", "event".
    #[must_use]
    pub fn what(&self, id: PlaceId) -> &str {
        self.own(id).map_or_else(|| base::base().what(id).unwrap_or(NOWHERE.what), |place| &place.what)
    }

    /// What pins call the place `id`: "geonames:709717".
    #[must_use]
    pub fn id(&self, id: PlaceId) -> String {
        self.own(id).map_or_else(|| base::base().id(id), |place| place.id.clone())
    }

    /// The place whose id is `id` ("geonames:709717"), as pins name it.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<PlaceId> {
        let found = self.house.by_id.get(id).copied().or_else(|| base::base().find(id))?;
        Some(self.house.over.get(&found).copied().unwrap_or(found))
    }

    /// The form of the place `id` to write where the house prefers `language`: "official" or a language code. The house's own entry
    /// in places.yaml says itself; a place without a name in that language keeps its official form.
    #[must_use]
    pub fn form(&self, id: PlaceId, language: Option<&str>) -> Cow<'_, str> {
        let official = self.facts(id).name;
        let wanted = match language {
            None | Some("official") => return Cow::Borrowed(official),
            Some(_) if self.own(id).is_some() => return Cow::Borrowed(official),
            Some(language) => language,
        };
        let place = self.place(id);
        let found = place.names.iter().find(|name| name.language.as_deref() == Some(wanted) && name.is_usual());
        found.map_or(Cow::Borrowed(official), |name| Cow::Owned(name.text.clone()))
    }

    /// The name of the place `id` that is written `text`, in any case; `None` if only a key or a near miss leads there.
    #[must_use]
    pub fn name_of(&self, id: PlaceId, text: &str) -> Option<Name> {
        let place = self.place(id);
        let exact = place.names.iter().find(|n| n.text == text);
        exact.cloned().or_else(|| {
            let folded = fold::folded_name(text);
            place.names.iter().find(|n| fold::folded_name(&n.text) == folded).cloned()
        })
    }

    /// Whether it stands on record what the name `text` is to the place `id`, so that a writer may be told: the house says so in its own file,
    /// the name has its years, or the place is Ukraine's, whose names come from the state's classifier and known schemes. What other data sets
    /// list without a word of what it is (another town's name, a nickname, an ending) is good for finding a place and for no more.
    #[must_use]
    pub fn is_on_record(&self, id: PlaceId, text: &str) -> bool {
        self.own(id).is_some()
            || self.facts(id).country().is_some_and(|country| country == "UA")
            || self.name_of(id, text).is_some_and(|name| name.form == NameForm::Former && name.note.is_some())
    }

    fn own(&self, id: PlaceId) -> Option<&Place> {
        self.house.places.get((id.0 as usize).checked_sub(base::base().len())?)
    }

    /// Both indexes' answers, the house's first; a built-in place the house has its own entry for is left out.
    fn collect<'a, I: Iterator<Item = Posting>>(
        &'a self,
        house: impl FnOnce(&'a Index<Vec<u8>>) -> I,
        base: impl IntoIterator<Item = Posting>,
    ) -> Vec<Posting> {
        let mut found: Vec<Posting> = self.house.index.as_ref().map(house).into_iter().flatten().collect();
        found.extend(base.into_iter().filter(|posting| !self.house.over.contains_key(&posting.place())));
        found
    }
}

const NOWHERE: Facts<'static> = Facts {
    name: "",
    what: "place",
    country: None,
    country_name: None,
    region: None,
    district: None,
    at: None,
    approximate: false,
    population: 0,
    renown: 0,
};

/// What stands for a place whose number no atlas has: numbers of one atlas asked of another.
fn nowhere() -> Place {
    Place {
        id: String::new(),
        names: vec![Name::new("", NameForm::Preferred)],
        what: "place".into(),
        country: None,
        country_name: None,
        region: None,
        district: None,
        lat: None,
        lon: None,
        approximate: false,
        population: None,
        note: None,
        source: None,
    }
}
