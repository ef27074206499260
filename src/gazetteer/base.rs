//! The built-in atlas: `data/atlas.bin`, compiled in and asked where it lies. Opening it reads a header; a place's names are unpacked
//! when somebody looks at it. And how a house place is laid over one of its places.

use super::index::{Index, Posting, State};
use super::layout::{self, KINDS, RECORD, REGION, Record, Region, Register, Section};
use super::particulars::{Particulars, unpack};
use super::words::Word;
use super::{Facts, Name, NameForm, Place, PlaceId, fold};
use crate::text::memo::{Memo, Signature};
use std::cell::RefCell;
use std::sync::LazyLock;

static FILE: &[u8] = include_bytes!("../../data/atlas.bin");

/// The built-in places.
pub struct Base {
    /// By name.
    pub index: Index<&'static [u8]>,
    words: fst::raw::Fst<&'static [u8]>,
    records: &'static [u8],
    texts: &'static [u8],
    starts: &'static [u8],
    blocks: &'static [u8],
    regions: &'static [u8],
    languages: &'static [u8],
}

/// The built-in places.
pub fn base() -> &'static Base {
    static BASE: LazyLock<Base> = LazyLock::new(|| open(FILE).expect("the atlas is whole: a test checks its checksum"));
    &BASE
}

/// What the built-in atlas knows of a word by itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// What kinds of word it is of.
    pub kinds: Word,
    /// Where it leads in the map of names, if one begins with it.
    pub begins: Option<State>,
}

thread_local! {
    /// Words met lately: a walk through either map costs more than all else that is done with nearly every word.
    static KNOWN: RefCell<Memo<u128, Known>> = RefCell::new(Memo::new(12));

    /// Facts of places met lately: a country stands in every other article.
    static FACTS: RefCell<Memo<u64, Option<Facts<'static>>>> = RefCell::new(Memo::new(10));
}

fn open(file: &'static [u8]) -> Option<Base> {
    if !file.starts_with(layout::MAGIC) {
        return None;
    }
    let section = |section: Section| {
        let at = layout::MAGIC.len() + 8 + 8 * section as usize;
        let number = |at: usize| Some(u32::from_le_bytes(*file.get(at..)?.first_chunk()?) as usize);
        let start = number(at)?;
        file.get(start..start.checked_add(number(at + 4)?)?)
    };
    Some(Base {
        index: Index::open(
            section(Section::Names)?,
            section(Section::Keys)?,
            section(Section::Rough)?,
            section(Section::Postings)?,
            0,
        )?,
        words: fst::raw::Fst::new(section(Section::Words)?).ok()?,
        records: section(Section::Records)?,
        texts: section(Section::Texts)?,
        starts: section(Section::BlockStarts)?,
        blocks: section(Section::Blocks)?,
        regions: section(Section::Regions)?,
        languages: section(Section::Languages)?,
    })
}

impl Base {
    /// How many places there are.
    pub fn len(&self) -> usize {
        self.records.len() / RECORD
    }

    /// What is known of the word `folded`.
    pub fn known(&self, folded: &str) -> Known {
        let look = || Known {
            kinds: Word(self.words.get(folded).map_or(0, |kinds| kinds.value() as u32)),
            begins: self.index.step(self.index.start(), folded.as_bytes()),
        };
        match Signature::of_word(folded.as_bytes(), 0) {
            Some(signature) => KNOWN.with_borrow_mut(|memo| *memo.get(signature, look)),
            None => look(),
        }
    }

    /// What kinds of word `folded` is of.
    pub fn word(&self, folded: &str) -> Word {
        self.known(folded).kinds
    }

    /// In which languages places of `country` have a usual Latin name.
    pub fn languages_of(&self, country: &str) -> Vec<&'static str> {
        let mut rest = self.languages;
        while let [a, b, count, more @ ..] = rest {
            let (here, further) = more.split_at(usize::from(*count).min(more.len()));
            if country.as_bytes() == [*a, *b] {
                return here.iter().filter_map(|i| layout::LANGUAGES.get(usize::from(*i)).copied()).collect();
            }
            rest = further;
        }
        Vec::new()
    }

    fn record(&self, id: PlaceId) -> Option<Record> {
        let at = RECORD * id.0 as usize;
        Some(Record::from_bytes(self.records.get(at..)?.first_chunk()?))
    }

    fn region(&self, index: u16) -> Option<Region> {
        Some(Region::from_bytes(self.regions.get(REGION * usize::from(index)..)?.first_chunk()?))
    }

    fn text(&self, at: u32) -> &'static str {
        let text = self.texts.get(at as usize..).and_then(|texts| {
            let (&length, rest) = texts.split_first()?;
            std::str::from_utf8(rest.get(..usize::from(length))?).ok()
        });
        text.unwrap_or("")
    }

    /// What the place `id` is: "city", "event".
    pub fn what(&self, id: PlaceId) -> Option<&'static str> {
        KINDS.get(usize::from(self.record(id)?.kind)).copied()
    }

    /// The facts of the place `id`, without its names.
    pub fn facts(&self, id: PlaceId) -> Option<Facts<'static>> {
        FACTS.with_borrow_mut(|memo| *memo.get(Signature::of(id.0, 32), || self.read_facts(id)))
    }

    fn read_facts(&self, id: PlaceId) -> Option<Facts<'static>> {
        let record = self.record(id)?;
        let smallest = self.region(record.region)?;
        let larger = self.region(smallest.within)?;
        let name = |region: Region| Some(self.text(region.name)).filter(|name| !name.is_empty());
        let (country_name, region, district) = match (smallest.within, larger.within) {
            (0, _) => (name(smallest), None, None),
            (_, 0) => (name(larger), name(smallest), None),
            _ => (self.region(larger.within).and_then(name), name(larger), name(smallest)),
        };
        let degrees = |value: i32| f64::from(value) / 10_000.0;
        Some(Facts {
            name: self.text(record.name),
            what: KINDS.get(usize::from(record.kind)).copied().unwrap_or("place"),
            country: (smallest.country != [0, 0]).then_some(smallest.country),
            country_name,
            region,
            district,
            at: record.at.map(|(lat, lon)| (degrees(lat), degrees(lon))),
            approximate: record.approximate,
            population: u64::from(record.population),
            renown: record.renown,
        })
    }

    /// The id of the place `id`, as pins name it.
    pub fn id(&self, id: PlaceId) -> String {
        match self.record(id) {
            Some(Record { register: Register::GeoNames, id, .. }) => format!("geonames:{id}"),
            Some(Record { register: Register::Katottg, id, .. }) => format!("katottg:{id}"),
            Some(record) => self.text(record.id).to_owned(),
            None => String::new(),
        }
    }

    /// All there is to tell of the place `id`.
    pub fn place(&self, id: PlaceId) -> Option<Place> {
        let facts = self.facts(id)?;
        let Particulars { names, note, source } = self.particulars(id, facts.name);
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Some(Place {
            id: self.id(id),
            names,
            what: facts.what.to_owned(),
            country: facts.country().and_then(some),
            country_name: facts.country_name.and_then(some),
            region: facts.region.and_then(some),
            district: facts.district.and_then(some),
            lat: facts.at.map(|(lat, _)| lat),
            lon: facts.at.map(|(_, lon)| lon),
            approximate: facts.approximate,
            population: (facts.population > 0).then_some(facts.population),
            note,
            source,
        })
    }

    fn particulars(&self, id: PlaceId, name: &str) -> Particulars {
        let (block, index) = (id.0 as usize / layout::PLACES_IN_A_BLOCK, id.0 as usize % layout::PLACES_IN_A_BLOCK);
        let start = |i: usize| Some(u32::from_le_bytes(*self.starts.get(4 * i..)?.first_chunk()?) as usize);
        let packed = start(block).zip(start(block + 1)).and_then(|(from, to)| self.blocks.get(from..to));
        let block = miniz_oxide::inflate::decompress_to_vec(packed.unwrap_or(&[]));
        unpack(&block.unwrap_or_default(), index, name)
    }

    /// The place whose id is `id`. Records are in order of register and id.
    pub fn find(&self, id: &str) -> Option<PlaceId> {
        let numbered = [("geonames:", Register::GeoNames), ("katottg:", Register::Katottg)];
        let number = numbered
            .iter()
            .find_map(|&(prefix, register)| Some((register, id.strip_prefix(prefix)?.parse::<u32>().ok()?)));
        let wanted = number.map_or(Register::Other, |(register, _)| register);
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            let here = PlaceId(middle as u32);
            let record = self.record(here)?;
            let order = match (record.register, number) {
                (register, _) if register != wanted => register.cmp(&wanted),
                (_, Some((_, number))) => record.id.cmp(&number),
                (_, None) => self.text(record.id).cmp(id),
            };
            match order {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(here),
            }
        }
        None
    }
}

/// The built-in place a house place speaks of: the one with its id, or the only one that is known by its name.
pub fn same(own: &Place) -> Option<PlaceId> {
    let base = base();
    if let Some(id) = base.find(&own.id) {
        return Some(id);
    }
    // A house place with an id from another register says itself which one it is.
    if !own.id.starts_with("house:") {
        return None;
    }
    let postings = base.index.whole(&fold::folded_name(&own.names.first()?.text));
    let fits = |posting: &Posting| {
        let country = base.facts(posting.place()).and_then(|facts| facts.country);
        own.country.as_ref().is_none_or(|own| country.is_some_and(|country| own.as_bytes() == country))
    };
    let fitting: Vec<Posting> = postings.filter(fits).collect();
    // One that is known by the name before all others, or is ten times as large as the next: nobody means the hamlet.
    let size = |p: &&Posting| (p.main(), base.facts(p.place()).map_or(0, |facts| facts.population));
    let first = fitting.iter().max_by_key(size)?;
    let rest = fitting.iter().filter(|p| p.place() != first.place()).map(|p| size(&p)).max();
    let (main, population) = size(&first);
    let ahead = rest.is_none_or(|(other, next)| (main && !other) || population > 10 * next.max(1));
    ahead.then(|| first.place())
}

/// Fills in what the house leaves out about a built-in place. The house's names come first; a built-in form that it does not name
/// stays known, but no longer as one the house writes.
pub fn complete(own: &mut Place, built_in: PlaceId) {
    let Some(there) = base().place(built_in) else { return };
    own.id = there.id;
    if own.what.is_empty() {
        own.what = there.what;
    }
    own.country = own.country.take().or(there.country);
    own.country_name = there.country_name;
    own.region = own.region.take().or(there.region);
    own.district = own.district.take().or(there.district);
    if own.lat.is_none() {
        (own.lat, own.lon, own.approximate) = (there.lat, there.lon, there.approximate);
    }
    own.population = own.population.or(there.population);
    own.note = own.note.take().or(there.note);
    own.source = own.source.take().or(there.source);
    let known: Vec<String> = own.names.iter().map(|n| fold::folded_name(&n.text)).collect();
    let renamed = known.first() != there.names.first().map(|n| fold::folded_name(&n.text)).as_ref();
    for name in there.names.into_iter().filter(|n| !known.contains(&fold::folded_name(&n.text))) {
        let form = match name.form {
            NameForm::Preferred if renamed => NameForm::Exonym,
            form => form,
        };
        own.names.push(Name { form, ..name });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_the_one_that_was_built() {
        let told = u64::from_le_bytes(FILE[layout::MAGIC.len()..][..8].try_into().expect("eight bytes"));
        assert_eq!(layout::checksum(&FILE[layout::HEADER..]), told);
    }

    #[test]
    fn every_place_can_be_found_by_its_id_and_keeps_the_atlas_rules() {
        let base = base();
        assert!(base.len() > 150_000);
        for i in (0..base.len()).step_by(97) {
            let id = PlaceId(i as u32);
            assert_eq!(base.find(&base.id(id)), Some(id));
            let place = base.place(id).expect("it is there");
            assert_eq!(place.names[0].text, base.facts(id).expect("it is there").name);
            assert!(place.lat.is_none_or(|lat| lat.abs() <= 90.0) && place.lon.is_none_or(|lon| lon.abs() <= 180.0));
            assert!(place.names.iter().all(|name| !name.text.is_empty()));
        }
        for id in ["geonames:0", "geonames:4294967295", "sayso:nowhere", "", "zzz"] {
            assert_eq!(base.find(id), None);
        }
    }
}
