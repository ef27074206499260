//! Names -> places: by folded first word with the rest of the name to follow, and by transliteration key.

use super::{NameForm, Place, PlaceId, fold};
use std::collections::HashMap;

type Map<V> = HashMap<Box<str>, V, foldhash::fast::RandomState>;

/// Keys shorter than this are no evidence: too many words share them.
const SHORTEST_KEY: usize = 3;

/// Keys longer than this are not compared letter by letter: no name is so long, and comparing costs the square of it.
const LONGEST_KEY: usize = 64;

/// Names of places, ready to be found.
#[derive(Debug, Default)]
pub struct Index {
    /// Folded first word of a name -> names that start so, longest first.
    first: Map<Vec<Entry>>,
    /// Transliteration key of a whole name -> places. Only of places whose own script is not Latin: elsewhere there is one spelling.
    keys: Map<Vec<PlaceId>>,
}

/// One name, its first word taken off.
#[derive(Debug)]
pub struct Entry {
    /// The rest of it folded, without spaces; empty for a name of one word.
    pub rest: Box<str>,
    /// Whose name it is.
    pub place: PlaceId,
    /// What it is to the place.
    pub form: NameForm,
    /// Whether it only counts in capitals, so that "us" is not the US.
    pub capitals: bool,
}

impl Index {
    /// Adds all names of a place.
    pub fn add(&mut self, id: PlaceId, place: &Place) {
        let foreign = place.names.iter().any(|n| n.text.contains(fold::is_cyrillic));
        let mut folded = String::new();
        for name in &place.names {
            let split = name.text.find([' ', '-', '\u{2010}', '\u{2011}']).unwrap_or(name.text.len());
            let (first, rest) = name.text.split_at(split);
            folded.clear();
            fold::fold(first, &mut folded);
            if folded.is_empty() {
                continue;
            }
            let entry = Entry {
                rest: fold::folded(rest).into(),
                place: id,
                form: name.form,
                capitals: is_abbreviation(&name.text),
            };
            self.first.entry(folded.as_str().into()).or_default().push(entry);
            if foreign && name.form != NameForm::Demonym {
                let key = fold::keyed(&name.text);
                if key.len() >= SHORTEST_KEY && key.len() <= LONGEST_KEY {
                    let places = self.keys.entry(key.into()).or_default();
                    if places.last() != Some(&id) {
                        places.push(id);
                    }
                }
            }
        }
    }

    /// To be called once all places are in.
    pub fn finish(&mut self) {
        for entries in self.first.values_mut() {
            entries.sort_by_key(|e| std::cmp::Reverse(e.rest.len()));
        }
    }

    /// Names whose first word folds to `first`, longest first.
    pub fn starting(&self, first: &str) -> &[Entry] {
        self.first.get(first).map_or(&[], Vec::as_slice)
    }

    /// Appends places one of whose whole names folds to `folded`.
    pub fn whole(&self, folded: &str, out: &mut Vec<PlaceId>) {
        // The first word's length is not known, so every one is tried; names are short.
        for (end, _) in folded.char_indices().skip(1).chain([(folded.len(), ' ')]).take(LONGEST_KEY) {
            let (first, rest) = folded.split_at(end);
            out.extend(self.starting(first).iter().filter(|e| *e.rest == *rest).map(|e| e.place));
        }
    }

    /// Appends places one of whose names, demonyms left out, folds to something that begins with `start`.
    pub fn begun(&self, start: &str, out: &mut Vec<PlaceId>) {
        for (first, entries) in &self.first {
            let rest = match start.strip_prefix(&**first) {
                Some(rest) => rest,
                None if first.starts_with(start) => "",
                None => continue,
            };
            let begun = entries.iter().filter(|e| e.form != NameForm::Demonym && e.rest.starts_with(rest));
            out.extend(begun.map(|e| e.place));
        }
    }

    /// Places by transliteration key.
    pub fn keyed(&self, key: &str) -> &[PlaceId] {
        self.keys.get(key).map_or(&[], Vec::as_slice)
    }

    /// Places with a key at most two letters off (one for short words), each with how many.
    pub fn near(&self, key: &str) -> Vec<(usize, PlaceId)> {
        let most = match key.len() {
            4..7 => 1,
            7..=LONGEST_KEY => 2,
            _ => return Vec::new(),
        };
        let initial = key.as_bytes()[0];
        let mut found = Vec::new();
        for (other, places) in &self.keys {
            // The first letter is seldom what is garbled, and asking for it spares nearly all comparisons.
            if other.as_bytes()[0] == initial && other.len().abs_diff(key.len()) <= most {
                let distance = strsim::osa_distance(other, key);
                if distance <= most {
                    found.extend(places.iter().map(|&p| (distance, p)));
                }
            }
        }
        found
    }
}

/// "DPR", "U.S.", "ДНР": capitals and full stops only, and few.
pub fn is_abbreviation(name: &str) -> bool {
    name.len() <= 12
        && name.chars().all(|c| c.is_uppercase() || c == '.')
        && name.chars().filter(|&c| c != '.').count() <= 5
}
