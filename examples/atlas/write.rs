//! The world as bytes: records by id, names in compressed blocks, indexes.

use crate::names::is_inflected;
use crate::places::{Draft, World};
use crate::tables::rows;
use sayso::gazetteer::index::{Builder, Posting};
use sayso::gazetteer::layout::{self, KINDS, PLACES_IN_A_BLOCK, Record, Region, Register};
use sayso::gazetteer::particulars::{Particulars, pack};
use sayso::gazetteer::words::Word;
use sayso::gazetteer::{Name, NameForm, PlaceId, fold};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// A given name is borne by at least so many in a hundred of its sex.
const GIVEN: f64 = 0.008;

/// A surname is borne by at least so many in a hundred.
const SURNAME: f64 = 0.004;

/// Countries where names are put into Latin letters from Cyrillic ones, or were.
const TRANSLITERATED: [&str; 14] = ["UA", "RU", "BY", "KZ", "KG", "UZ", "TM", "TJ", "MD", "GE", "AM", "AZ", "BG", "MN"];

/// What kinds each word is of.
pub fn words(tables: &Path, data: &Path) -> Vec<u8> {
    let mut words: BTreeMap<String, Word> = BTreeMap::new();
    let mut add = |word: &str, kind: Word| {
        let known = words.entry(fold::folded(word)).or_default();
        *known = known.with(kind);
    };
    for row in rows(&data.join("places/words.tsv")) {
        let kind = Word::NAMES.iter().find(|(name, _)| *name == row[0]).expect("a kind there is").1;
        row[1].split(' ').for_each(|word| add(word, kind));
    }
    for row in rows(&data.join("word-classes.tsv")) {
        let ordinary = row[1].split('|').any(|class| !matches!(class, "NNP" | "NNPS" | "FW" | "CD"));
        if ordinary && fold::folded(&row[0]).len() > 1 {
            add(&row[0], Word::ORDINARY);
        }
    }
    for row in rows(&tables.join("people.tsv")) {
        let share: f64 = row[2].parse().expect("a share is a number");
        let (kind, least) = if row[0] == "first" { (Word::CENSUS_GIVEN, GIVEN) } else { (Word::SURNAME, SURNAME) };
        if share >= least {
            add(&row[1], kind);
        }
    }
    let mut map = fst::MapBuilder::memory();
    for (word, kinds) in words {
        map.insert(word, u64::from(kinds.0)).expect("words are sorted");
    }
    map.into_inner().expect("memory takes every write")
}

/// The file.
pub fn atlas(world: &mut World, words: &[u8]) -> Vec<u8> {
    let mut texts = Texts::default();
    // An id other than a number is compared as text, so records have to be in order of texts.
    let number = |id: &str| {
        let numbered = [("geonames:", Register::GeoNames), ("katottg:", Register::Katottg)];
        let found = numbered
            .iter()
            .find_map(|&(prefix, register)| Some((register, id.strip_prefix(prefix)?.parse::<u32>().ok()?)));
        found.unwrap_or((Register::Other, 0))
    };
    world.places.sort_by(|a, b| number(&a.id).cmp(&number(&b.id)).then_with(|| a.id.cmp(&b.id)));
    world.places.dedup_by(|a, b| a.id == b.id);

    let mut records = Vec::new();
    let mut starts = Vec::new();
    let mut blocks = Vec::new();
    for places in world.places.chunks(PLACES_IN_A_BLOCK) {
        let mut block = Vec::new();
        for place in places {
            let (register, id) = number(&place.id);
            let fixed = |degrees: f64| (degrees * 10_000.0).round() as i32;
            let record = Record {
                register,
                id: if register == Register::Other { texts.add(&place.id) } else { id },
                at: place.at.map(|(lat, lon)| (fixed(lat), fixed(lon))),
                approximate: place.approximate,
                population: u32::try_from(place.population).unwrap_or(u32::MAX),
                kind: KINDS.iter().position(|kind| *kind == place.what).expect("a kind the layout knows") as u8,
                region: place.region,
                name: texts.add(&place.names[0].text),
                renown: renown(place),
            };
            records.extend(record.to_bytes());
            let country = &world.regions[usize::from(place.region)].country;
            let cases = TRANSLITERATED.contains(&country.as_str());
            let shown = |(i, name): &(usize, &Name)| {
                *i == 0
                    || name.official
                    || name.note.is_some()
                    || !cases
                    || name.form == NameForm::Demonym
                    || !is_inflected(&name.text, &place.names)
            };
            let names = place.names.iter().enumerate().filter(shown).map(|(_, name)| name.clone()).collect();
            let (note, source) = (place.note.clone(), place.source.clone());
            pack(&Particulars { names, note, source }, &mut block);
        }
        starts.extend((blocks.len() as u32).to_le_bytes());
        // Deflated as tightly as can be: it is done once, and the program carries the bytes for ever.
        let tightly = zopfli::Options::default();
        zopfli::compress(tightly, zopfli::Format::Deflate, block.as_slice(), &mut blocks)
            .expect("memory takes every write");
    }
    starts.extend((blocks.len() as u32).to_le_bytes());

    let regions: Vec<u8> = world
        .regions
        .iter()
        .flat_map(|area| {
            let country = area.country.as_bytes().first_chunk().copied().unwrap_or([0, 0]);
            Region { name: texts.add(&area.name), country, within: area.within }.to_bytes()
        })
        .collect();

    let languages = languages(world);
    let parts = index(world).finish();
    println!(
        "names {}, keys {}, rough {}, postings {}, records {}, texts {}, blocks {}, words {}",
        parts.names.len(),
        parts.keys.len(),
        parts.rough.len(),
        parts.postings.len(),
        records.len(),
        texts.bytes.len(),
        blocks.len(),
        words.len()
    );
    let sections: [&[u8]; layout::SECTIONS] = [
        &parts.names,
        &parts.keys,
        &parts.rough,
        &parts.postings,
        &records,
        &texts.bytes,
        &starts,
        &blocks,
        &regions,
        words,
        &languages,
    ];
    let mut table = Vec::new();
    let mut at = layout::HEADER;
    for section in sections {
        table.extend((at as u32).to_le_bytes());
        table.extend((section.len() as u32).to_le_bytes());
        at += section.len();
    }
    let body: Vec<u8> = sections.concat();
    let mut file = layout::MAGIC.to_vec();
    file.extend(layout::checksum(&body).to_le_bytes());
    file.extend(table);
    file.extend(body);
    file
}

/// In which languages places of each country have a Latin name that a house can prefer.
fn languages(world: &World) -> Vec<u8> {
    let mut of: BTreeMap<&str, BTreeSet<u8>> = BTreeMap::new();
    for place in world.places.iter().filter(|place| place.what != "country") {
        let country = world.regions[usize::from(place.region)].country.as_str();
        for name in place.names.iter().filter(|name| name.is_usual()) {
            let index = layout::LANGUAGES.iter().position(|l| Some(*l) == name.language.as_deref());
            if let Some(index) = index.filter(|_| country.len() == 2) {
                of.entry(country).or_default().insert(index as u8);
            }
        }
    }
    let mut bytes = Vec::new();
    for (country, languages) in of {
        bytes.extend(country.as_bytes());
        bytes.push(languages.len() as u8);
        bytes.extend(languages);
    }
    bytes
}

/// How well a place is known for its size, from 0 to 7: what our own tables name counts four, and one each for four, sixteen and sixty-four
/// spellings in the data set, which has more for what is written of in many tongues.
fn renown(place: &Draft) -> u8 {
    let spellings = [4, 16, 64].iter().filter(|least| place.aliases >= **least).count();
    4 * u8::from(place.ours) + spellings as u8
}

/// Names are added place by place, the best known first.
fn index(world: &World) -> Builder {
    let prominence = |i: &usize| {
        let place = &world.places[*i];
        let rank = match place.what.as_str() {
            "country" => 0,
            "state" | "continent" => 1,
            _ if place.id.starts_with("sayso:") => 1,
            _ => 2,
        };
        (rank, std::cmp::Reverse(place.population), *i)
    };
    let mut order: Vec<usize> = (0..world.places.len()).collect();
    order.sort_by_key(prominence);
    let mut builder = Builder::default();
    for i in order {
        let place = &world.places[i];
        let country = &world.regions[usize::from(place.region)].country;
        let keyed = TRANSLITERATED.contains(&country.as_str())
            && place.names.iter().any(|n| n.text.contains(fold::is_cyrillic));
        let id = PlaceId(u32::try_from(i).expect("fewer places than 2^22"));
        for name in &place.names {
            // Names that are not of the place's own languages have no transliterations.
            let own = keyed && matches!(name.language.as_deref(), None | Some("uk" | "ru" | "be" | "bg" | "kk"));
            let own = own || (keyed && name.form == NameForm::Preferred);
            builder.add(&name.text, Posting::new(id, &name.text, name.form, place.main.contains(&name.text)), own);
        }
    }
    builder
}

/// Texts, each once.
#[derive(Default)]
struct Texts {
    bytes: Vec<u8>,
    known: HashMap<String, u32>,
}

impl Texts {
    fn add(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.known.get(text) {
            return at;
        }
        let at = self.bytes.len() as u32;
        let short: String = text
            .chars()
            .scan(0, |n, c| {
                *n += c.len_utf8();
                (*n < 256).then_some(c)
            })
            .collect();
        self.bytes.push(short.len() as u8);
        self.bytes.extend(short.as_bytes());
        self.known.insert(text.to_owned(), at);
        at
    }
}
