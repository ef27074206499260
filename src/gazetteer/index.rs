//! Names -> places. Three finite-state maps, addressed where they lie: folded names, transliteration keys and rough keys, each leading
//! to postings.
//!
//! The built-in atlas and the house's own places are the same thing here; one lies in the program, the other is made when the house's
//! files are read. Nothing here knows what a place is.

use super::{NameForm, PlaceId, fold};
use fst::automaton::Levenshtein;
use fst::raw::{CompiledAddr, Fst, Output};
use fst::{Automaton, IntoStreamer, Streamer};

/// Keys shorter than this are no evidence: too many words share them.
pub const SHORTEST_KEY: usize = 3;

/// Keys longer than this are not kept and not looked for: no name is so long.
pub const LONGEST_KEY: usize = 64;

/// Folded names longer than this, in bytes, are not kept.
const LONGEST_NAME: usize = 200;

/// One name's place and what is known of the name without looking at the place, in 32 bits: the place's number, the name's form, flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Posting(u32);

impl Posting {
    const PLACE: u32 = (1 << 22) - 1;
    const CAPITALS: u32 = 1 << 25;
    const MAIN: u32 = 1 << 26;
    const DOTTED: u32 = 1 << 27;
    const LAST: u32 = 1 << 31;

    /// A posting of the place `id`, which must be below 2^22, by the name `text`. `main` says that the place is known by this name
    /// before all others.
    #[must_use]
    pub fn new(id: PlaceId, text: &str, form: NameForm, main: bool) -> Self {
        let mut bits = (id.0 & Self::PLACE) | (form as u32) << 22;
        if is_abbreviation(text) {
            bits |= Self::CAPITALS;
        } else if text.ends_with('.') {
            bits |= Self::DOTTED;
        }
        if main {
            bits |= Self::MAIN;
        }
        Self(bits)
    }

    /// Whose name it is.
    #[must_use]
    pub fn place(self) -> PlaceId {
        PlaceId(self.0 & Self::PLACE)
    }

    /// What it is to the place.
    #[must_use]
    pub fn form(self) -> NameForm {
        NameForm::ALL[(self.0 >> 22 & 7) as usize % NameForm::ALL.len()]
    }

    /// Whether it only counts in capitals, so that "us" is not the US.
    #[must_use]
    pub fn capitals(self) -> bool {
        self.0 & Self::CAPITALS != 0
    }

    /// Whether it only counts with a full stop after it, so that "Miss" is not Mississippi.
    #[must_use]
    pub fn dotted(self) -> bool {
        self.0 & Self::DOTTED != 0
    }

    /// Whether the place is known by this name before all others.
    #[must_use]
    pub fn main(self) -> bool {
        self.0 & Self::MAIN != 0
    }
}

/// Names of places, ready to be found.
pub struct Index<D> {
    names: Fst<D>,
    keys: Fst<D>,
    rough: Fst<D>,
    postings: D,
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
    /// Postings of all three, four bytes each.
    pub postings: Vec<u8>,
}

impl<D: AsRef<[u8]>> Index<D> {
    /// The index over bytes that [`Builder::finish`] made; `None` if they are not.
    pub fn open(names: D, keys: D, rough: D, postings: D) -> Option<Self> {
        Some(Self { names: Fst::new(names).ok()?, keys: Fst::new(keys).ok()?, rough: Fst::new(rough).ok()?, postings })
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

    fn near(&self, map: &Fst<D>, key: &str, most: u32) -> Vec<Posting> {
        let mut found = Vec::new();
        let Ok(automaton) = Levenshtein::new(key, most) else { return found };
        // Slips spare the first letter; asking for it spares most of the search.
        let Some(initial) = key.chars().next().map(String::from) else { return found };
        let first = fst::automaton::Str::new(&initial).starts_with();
        let mut stream = map.search(automaton.intersection(first)).into_stream();
        while let Some((_, value)) = stream.next() {
            found.extend(self.postings(Some(value.value())));
            if found.len() > MOST_FOUND {
                break;
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

    /// A single posting lies in the map itself; of several the map tells where they begin.
    fn postings(&self, value: Option<u64>) -> Postings<'_> {
        let bits = value.map(|value| value as u32);
        match bits {
            None => Postings { single: None, list: &[] },
            Some(bits) if bits & Posting::LAST == 0 => Postings { single: Some(Posting(bits)), list: &[] },
            Some(bits) => {
                let at = 4 * (bits & !Posting::LAST) as usize;
                Postings { single: None, list: self.postings.as_ref().get(at..).unwrap_or(&[]) }
            }
        }
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

/// Postings of one name, best known first.
#[derive(Clone, Debug)]
pub struct Postings<'a> {
    single: Option<Posting>,
    list: &'a [u8],
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        if self.single.is_some() {
            return self.single.take();
        }
        let (first, rest) = self.list.split_first_chunk::<4>()?;
        let bits = u32::from_le_bytes(*first);
        self.list = if bits & Posting::LAST == 0 { rest } else { &[] };
        Some(Posting(bits & !Posting::LAST))
    }
}

/// Makes an [`Index`]. Names of one place are to be added together, places best known first: postings keep that order.
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
        let value = match places[..] {
            [only] => only.0,
            _ => {
                let at = postings.len() as u32 / 4;
                let last = places.len() - 1;
                for (i, posting) in places.iter().enumerate() {
                    let bits = posting.0 | if i == last { Posting::LAST } else { 0 };
                    postings.extend(bits.to_le_bytes());
                }
                at | Posting::LAST
            }
        };
        map.insert(&group[0].0, u64::from(value)).expect("keys are sorted and each comes once");
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
