//! Names -> places. Three finite-state maps, addressed where they lie: folded names, transliteration keys and rough keys, each leading
//! to postings.
//!
//! The built-in atlas and the house's own places are the same thing here; one lies in the program, the other is made when the house's
//! files are read. Nothing here knows what a place is.

use super::{NameForm, PlaceId, fold};
use fst::raw::{CompiledAddr, Fst, Output};
use fst::{Automaton, IntoStreamer, Streamer};

/// Keys shorter than this are no evidence: too many words share them.
pub const SHORTEST_KEY: usize = 3;

/// Keys longer than this are not kept and not looked for: no name is so long.
pub const LONGEST_KEY: usize = 64;

/// Folded names longer than this, in bytes, are not kept.
const LONGEST_NAME: usize = 200;

/// Bytes of a posting: from the lowest bit up 18 of the place's number in its index, five of what the name is to it, one that says that
/// it is its name's last.
pub const POSTING: usize = 3;

/// How many places one index can have.
pub const MOST_PLACES: usize = 1 << PLACE_BITS;

const PLACE_BITS: u32 = 18;
const LAST: u32 = 1 << 23;

/// One name's place and what is known of the name without looking at the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Posting {
    place: u32,
    /// Index of the form among those that are kept, times six; plus three where the place is known by this name before all others; plus
    /// one where it only counts in capitals, two where it only counts with a full stop.
    kind: u8,
}

/// Forms that names are kept under: all but near misses, which no place is called.
const KEPT: [NameForm; 5] =
    [NameForm::Preferred, NameForm::Exonym, NameForm::Former, NameForm::Romanisation, NameForm::Demonym];

impl Posting {
    /// A posting of the place `id` by the name `text`. `main` says that the place is known by this name before all others.
    #[must_use]
    pub fn new(id: PlaceId, text: &str, form: NameForm, main: bool) -> Self {
        let form = KEPT.iter().position(|kept| *kept == form).unwrap_or(0) as u8;
        let written = if is_abbreviation(text) { 1 } else { 2 * u8::from(text.ends_with('.')) };
        Self { place: id.0, kind: 6 * form + 3 * u8::from(main) + written }
    }

    /// Whose name it is.
    #[must_use]
    pub fn place(self) -> PlaceId {
        PlaceId(self.place)
    }

    /// What it is to the place.
    #[must_use]
    pub fn form(self) -> NameForm {
        KEPT[usize::from(self.kind / 6) % KEPT.len()]
    }

    /// Whether it only counts in capitals, so that "us" is not the US.
    #[must_use]
    pub fn capitals(self) -> bool {
        self.kind % 3 == 1
    }

    /// Whether it only counts with a full stop after it, so that "Miss" is not Mississippi.
    #[must_use]
    pub fn dotted(self) -> bool {
        self.kind % 3 == 2
    }

    /// Whether the place is known by this name before all others.
    #[must_use]
    pub fn main(self) -> bool {
        self.kind % 6 >= 3
    }

    fn to_bytes(self, last: bool) -> [u8; POSTING] {
        let bits = self.place | u32::from(self.kind) << PLACE_BITS | if last { LAST } else { 0 };
        let [low, middle, high, _] = bits.to_le_bytes();
        [low, middle, high]
    }
}

/// Names of places, ready to be found.
pub struct Index<D> {
    names: Fst<D>,
    keys: Fst<D>,
    rough: Fst<D>,
    postings: D,
    /// The number of its first place among all.
    first: u32,
}

impl<D> std::fmt::Debug for Index<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Index")
    }
}

/// The bytes an [`Index`] is made of.
#[derive(Debug, Default)]
pub struct Parts {
    /// Folded names, as a finite-state map.
    pub names: Vec<u8>,
    /// Transliteration keys, likewise.
    pub keys: Vec<u8>,
    /// Rough keys, likewise.
    pub rough: Vec<u8>,
    /// Postings of all three, [`POSTING`] bytes each.
    pub postings: Vec<u8>,
}

impl<D: AsRef<[u8]>> Index<D> {
    /// The index over bytes that [`Builder::finish`] made, of places numbered from `first` on; `None` if they are not such bytes.
    pub fn open(names: D, keys: D, rough: D, postings: D, first: u32) -> Option<Self> {
        let (names, keys, rough) = (Fst::new(names).ok()?, Fst::new(keys).ok()?, Fst::new(rough).ok()?);
        Some(Self { names, keys, rough, postings, first })
    }

    /// Where to begin spelling a name.
    pub fn start(&self) -> State {
        State { address: self.names.root().addr(), output: Output::zero() }
    }

    /// One word further: where the bytes of `word` lead from `state`.
    pub fn step(&self, state: State, word: &[u8]) -> Option<State> {
        let State { mut address, mut output } = state;
        for &byte in word {
            let node = self.names.node(address);
            let transition = node.transition(node.find_input(byte)?);
            output = output.cat(transition.out);
            address = transition.addr;
        }
        Some(State { address, output })
    }

    /// The names that end at `state`.
    pub fn at(&self, state: State) -> Postings<'_> {
        let node = self.names.node(state.address);
        let found = node.is_final().then(|| state.output.cat(node.final_output()).value());
        self.postings(found)
    }

    /// Names that fold to `folded`, words parted by single spaces.
    pub fn whole(&self, folded: &str) -> Postings<'_> {
        self.postings(self.names.get(folded).map(Output::value))
    }

    /// Names by transliteration key.
    pub fn keyed(&self, key: &str) -> Postings<'_> {
        let found = if key.len() < SHORTEST_KEY { None } else { self.keys.get(key) };
        self.postings(found.map(Output::value))
    }

    /// Names by rough key.
    pub fn roughed(&self, rough: &str) -> Postings<'_> {
        let found = if rough.len() < SHORTEST_KEY { None } else { self.rough.get(rough) };
        self.postings(found.map(Output::value))
    }

    /// Names whose transliteration key is at most `most` letters off `key`, each with whether it begins as `key` does.
    pub fn near_key(&self, key: &str, most: u32) -> Vec<Posting> {
        self.near(&self.keys, key, most)
    }

    /// Names whose rough key is at most `most` letters off `rough`.
    pub fn near_rough(&self, rough: &str, most: u32) -> Vec<Posting> {
        self.near(&self.rough, rough, most)
    }

    /// Walks the map along `key` as long as no more than `most` letters differ, which must be below [`BAND`] / 2. Slips spare the first
    /// letter; keeping to it spares most of the walk.
    fn near(&self, map: &Fst<D>, key: &str, most: u32) -> Vec<Posting> {
        let mut found = Vec::new();
        let key = key.as_bytes();
        let Some(&initial) = key.first() else { return found };
        let root = map.root();
        let Some(transition) = root.find_input(initial).map(|i| root.transition(i)) else { return found };
        debug_assert!(most as usize <= MIDDLE);
        let start = Slips::start().further(key, initial);
        let mut walks = vec![(transition.addr, transition.out, start)];
        while let Some((address, output, slips)) = walks.pop() {
            let node = map.node(address);
            if node.is_final() && slips.at_end(key) <= most {
                found.extend(self.postings(Some(output.cat(node.final_output()).value())));
                if found.len() > MOST_FOUND {
                    break;
                }
            }
            let spent = slips.fewest() == most;
            // In falling order, so that the last one, which is walked first, is the first by the alphabet.
            for transition in (0..node.len()).rev().map(|i| node.transition(i)) {
                // Where nothing more may differ only the key's own letters lead on.
                if spent && !slips.ahead(key).contains(&transition.inp) {
                    continue;
                }
                let further = slips.further(key, transition.inp);
                if further.fewest() <= most {
                    walks.push((transition.addr, output.cat(transition.out), further));
                }
            }
        }
        found
    }

    /// Names whose transliteration key begins with `stem`.
    pub fn beginning(&self, stem: &str) -> Vec<Posting> {
        let mut found = Vec::new();
        let mut stream = self.keys.search(fst::automaton::Str::new(stem).starts_with()).into_stream();
        while let Some((_, value)) = stream.next() {
            found.extend(self.postings(Some(value.value())));
            if found.len() > MOST_FOUND {
                break;
            }
        }
        found
    }

    /// Folded names that begin with `stem`, in order.
    pub fn completing(&self, stem: &str) -> Vec<Posting> {
        let mut found = Vec::new();
        let mut stream = self.names.search(fst::automaton::Str::new(stem).starts_with()).into_stream();
        while let Some((_, value)) = stream.next() {
            found.extend(self.postings(Some(value.value())));
            if found.len() >= MOST_BEGUN {
                break;
            }
        }
        found
    }

    /// The map tells which is the first of a name's postings.
    fn postings(&self, value: Option<u64>) -> Postings<'_> {
        let list = value.and_then(|first| self.postings.as_ref().get(POSTING * first as usize..));
        Postings { list: list.unwrap_or(&[]), first: self.first }
    }
}

/// Near misses and completions beyond this many are of no use to anybody.
const MOST_FOUND: usize = 2000;

/// So many names that begin alike are weighed: all that begin with four letters, and most that begin with three.
const MOST_BEGUN: usize = 20_000;

/// Where in the map of names a walk stands.
#[derive(Clone, Copy, Debug)]
pub struct State {
    address: CompiledAddr,
    output: Output,
}

/// How many letters a walk along a key has differed by: for each of the key's beginnings that are at most two longer or shorter than the
/// walk, the distance from it by Levenshtein.
#[derive(Clone, Copy, Debug)]
struct Slips {
    /// Length of the walk, in bytes.
    walked: usize,
    /// Distance from the key's beginning of `walked + i - MIDDLE` bytes.
    off: [u8; BAND],
}

/// Beginnings of the key that a walk is compared with: enough for two letters off.
const BAND: usize = 5;
const MIDDLE: usize = BAND / 2;

/// A distance that is too far.
const FAR: u8 = BAND as u8;

impl Slips {
    fn start() -> Self {
        Self { walked: 0, off: std::array::from_fn(|i| if i < MIDDLE { FAR } else { (i - MIDDLE) as u8 }) }
    }

    /// One byte further.
    fn further(&self, key: &[u8], byte: u8) -> Self {
        let mut next = Self { walked: self.walked + 1, off: [FAR; BAND] };
        for i in 0..BAND {
            let Some(length) = (next.walked + i).checked_sub(MIDDLE).filter(|&length| length <= key.len()) else {
                continue;
            };
            let same = length > 0 && key[length - 1] == byte;
            let mut off = self.off[i] + u8::from(!same);
            if let Some(longer) = self.off.get(i + 1) {
                off = off.min(longer + 1);
            }
            if i > 0 {
                off = off.min(next.off[i - 1] + 1);
            }
            next.off[i] = off.min(FAR);
        }
        next
    }

    /// The letters of the key that may come next.
    fn ahead<'a>(&self, key: &'a [u8]) -> &'a [u8] {
        &key[self.walked.saturating_sub(MIDDLE).min(key.len())..(self.walked + MIDDLE + 1).min(key.len())]
    }

    /// The least by which anything that goes on from here can differ.
    fn fewest(&self) -> u32 {
        self.off.iter().copied().min().map_or(0, u32::from)
    }

    /// By how many letters it differs from the whole key if it ends here.
    fn at_end(&self, key: &[u8]) -> u32 {
        let at = (key.len() + MIDDLE).checked_sub(self.walked);
        at.and_then(|at| self.off.get(at)).map_or(u32::MAX, |&off| off.into())
    }
}

/// Postings of one name, best known first.
#[derive(Clone, Debug)]
pub struct Postings<'a> {
    list: &'a [u8],
    first: u32,
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        let (&[low, middle, high], rest) = self.list.split_first_chunk::<POSTING>()?;
        let bits = u32::from_le_bytes([low, middle, high, 0]);
        self.list = if bits & LAST == 0 { rest } else { &[] };
        let place = self.first + (bits & (MOST_PLACES as u32 - 1));
        Some(Posting { place, kind: (bits >> PLACE_BITS & 31) as u8 })
    }
}

/// Makes an [`Index`] of at most [`MOST_PLACES`] places, numbered from 0. Names of one place are to be added together, places best known first: postings keep that order.
#[derive(Debug, Default)]
pub struct Builder {
    names: Vec<(String, u32, Posting)>,
    keys: Vec<(String, u32, Posting)>,
    rough: Vec<(String, u32, Posting)>,
    count: u32,
}

impl Builder {
    /// Adds a name. `keyed` says whether it may be written by other schemes of transliteration.
    pub fn add(&mut self, text: &str, posting: Posting, keyed: bool) {
        let folded = fold::folded_name(text);
        if folded.is_empty() || folded.len() > LONGEST_NAME {
            return;
        }
        self.names.push((folded, self.count, posting));
        if keyed && posting.form() != NameForm::Demonym {
            let key = fold::keyed(text);
            let rough = fold::roughed(text);
            if key.len() <= LONGEST_KEY {
                if rough.len() >= SHORTEST_KEY {
                    self.rough.push((rough, self.count, posting));
                }
                if key.len() >= SHORTEST_KEY {
                    self.keys.push((key, self.count, posting));
                }
            }
        }
        self.count += 1;
    }

    /// The finished bytes.
    #[must_use]
    pub fn finish(self) -> Parts {
        let mut postings = Vec::new();
        let names = map(self.names, &mut postings);
        let keys = map(self.keys, &mut postings);
        let rough = map(self.rough, &mut postings);
        Parts { names, keys, rough, postings }
    }
}

fn map(mut entries: Vec<(String, u32, Posting)>, postings: &mut Vec<u8>) -> Vec<u8> {
    entries.sort_unstable();
    let mut map = fst::MapBuilder::memory();
    for group in entries.chunk_by(|a, b| a.0 == b.0) {
        let mut places: Vec<Posting> = Vec::new();
        for &(_, _, posting) in group {
            // A place is named once under one key, by the first of its names that leads there.
            if !places.iter().any(|p| p.place() == posting.place()) {
                places.push(posting);
            }
        }
        map.insert(&group[0].0, (postings.len() / POSTING) as u64).expect("keys are sorted and each comes once");
        for (i, posting) in places.iter().enumerate() {
            postings.extend(posting.to_bytes(i == places.len() - 1));
        }
    }
    map.into_inner().expect("memory takes every write")
}

/// "DPR", "U.S.", "ДНР": capitals and full stops only, and few.
#[must_use]
pub fn is_abbreviation(name: &str) -> bool {
    name.len() <= 12
        && name.chars().all(|c| c.is_uppercase() || c == '.')
        && name.chars().filter(|&c| c != '.').count() <= 5
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn index(words: &[String]) -> Index<Vec<u8>> {
        let mut builder = Builder::default();
        for (i, word) in words.iter().enumerate() {
            builder.add(word, Posting::new(PlaceId(i as u32), word, NameForm::Exonym, i % 2 == 0), true);
        }
        let parts = builder.finish();
        Index::open(parts.names, parts.keys, parts.rough, parts.postings, 7).expect("it was just built")
    }

    #[test]
    fn a_posting_keeps_what_is_known_of_the_name() {
        for form in KEPT {
            for (text, main) in [("Lipa", true), ("LPR", false), ("Lip.", true)] {
                let posting = Posting::new(PlaceId(MOST_PLACES as u32 - 1), text, form, main);
                let list = posting.to_bytes(true);
                let back = Postings { list: &list, first: 0 }.next().expect("there is one");
                assert_eq!((back, back.form(), back.main()), (posting, form, main));
                assert_eq!((back.capitals(), back.dotted()), (text == "LPR", text == "Lip."));
            }
        }
    }

    proptest! {
        #[test]
        fn near_names_are_those_so_many_letters_off(
            words in proptest::collection::vec("[abc]{3,7}", 1..20), word in "[abc]{3,7}", most in 1..3_u32
        ) {
            let index = index(&words);
            let key = fold::keyed(&word);
            let near: Vec<PlaceId> = index.near_key(&key, most).into_iter().map(Posting::place).collect();
            for (i, other) in words.iter().enumerate() {
                let other = fold::keyed(other);
                let expected = other.len() >= SHORTEST_KEY
                    && other.as_bytes()[0] == key.as_bytes()[0]
                    && strsim::levenshtein(&other, &key) <= most as usize;
                prop_assert_eq!(near.contains(&PlaceId(i as u32 + 7)), expected, "{} {}", key, other);
            }
        }
    }
}
