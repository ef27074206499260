//! What kind of word stands beside a name, and what the name itself is as a word: an office, a preposition, a given name, a word of
//! ordinary prose. By these a place's name is told from a person's, an organisation's or a paper's.
//!
//! The words lie in the atlas (`data/places/words.tsv` has those kept by hand, the rest come of a census and a count of parts of speech);
//! here is only what each kind is called. Nothing is decided here: `mention` notes what stands around a name, `locate` weighs it.

use super::fold::fold;

/// Kinds that a folded word has, any number of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word(pub u32);

impl Word {
    /// Written small in ordinary English prose.
    pub const ORDINARY: Self = Self(1);
    /// A given name by the census.
    pub const CENSUS_GIVEN: Self = Self(1 << 1);
    /// A surname by the census.
    pub const SURNAME: Self = Self(1 << 2);
    /// "General", "Mayor".
    pub const TITLE: Self = Self(1 << 3);
    /// A given name of the news, whatever else it is.
    pub const GIVEN: Self = Self(1 << 4);
    /// "in".
    pub const PREPOSITION: Self = Self(1 << 5);
    /// "eastern".
    pub const DIRECTION: Self = Self(1 << 6);
    /// "village".
    pub const PLACE_NOUN: Self = Self(1 << 7);
    /// "University".
    pub const ORGANISATION: Self = Self(1 << 8);
    /// "capture", in "the capture of".
    pub const TAKING: Self = Self(1 << 9);
    /// "said".
    pub const SPEAKS: Self = Self(1 << 10);
    /// "and".
    pub const SMALL: Self = Self(1 << 11);
    /// Alone no place's name, though one may begin with it: a month, a number, an article.
    pub const NEVER: Self = Self(1 << 12);
    /// Written small inside names of several words.
    pub const INSIDE: Self = Self(1 << 13);
    /// "of".
    pub const OF: Self = Self(1 << 14);
    /// "the".
    pub const THE: Self = Self(1 << 15);

    /// "Road".
    pub const STREET: Self = Self(1 << 16);
    /// "Council".
    pub const BODY: Self = Self(1 << 18);
    /// "mother".
    pub const KIN: Self = Self(1 << 17);
    /// "disease": what is called after a place and is none.
    pub const THING: Self = Self(1 << 19);
    /// "tanker": what bears the name behind it.
    pub const VESSEL: Self = Self(1 << 20);
    /// "beat": what one team does to another.
    pub const MATCH: Self = Self(1 << 21);

    /// "Paris": a place's name that people are given.
    pub const NAMESAKE: Self = Self(1 << 22);
    /// "university", in "the University of".
    pub const SCHOOL: Self = Self(1 << 23);

    /// Words that say what kind of thing something is, and so have a capital for that thing's sake.
    pub const OF_A_KIND: Self = Self(
        Self::TITLE.0
            | Self::PREPOSITION.0
            | Self::OF.0
            | Self::THE.0
            | Self::DIRECTION.0
            | Self::PLACE_NOUN.0
            | Self::ORGANISATION.0
            | Self::STREET.0
            | Self::BODY.0
            | Self::SMALL.0,
    );

    /// What `data/places/words.tsv` calls each kind.
    pub const NAMES: [(&str, Self); 21] = [
        ("title", Self::TITLE),
        ("given", Self::GIVEN),
        ("preposition", Self::PREPOSITION),
        ("direction", Self::DIRECTION),
        ("place", Self::PLACE_NOUN),
        ("organisation", Self::ORGANISATION),
        ("taking", Self::TAKING),
        ("speech", Self::SPEAKS),
        ("small", Self::SMALL),
        ("never", Self::NEVER),
        ("inside", Self::INSIDE),
        ("street", Self::STREET),
        ("body", Self::BODY),
        ("kin", Self::KIN),
        ("thing", Self::THING),
        ("vessel", Self::VESSEL),
        ("match", Self::MATCH),
        ("namesake", Self::NAMESAKE),
        ("school", Self::SCHOOL),
        ("of", Self::OF),
        ("the", Self::THE),
    ];

    /// Whether it is of any of `kinds`.
    #[must_use]
    pub const fn any(self, kinds: Self) -> bool {
        self.0 & kinds.0 != 0
    }

    /// These and `kinds`.
    #[must_use]
    pub const fn with(self, kinds: Self) -> Self {
        Self(self.0 | kinds.0)
    }

    /// These without `kinds`.
    #[must_use]
    pub const fn without(self, kinds: Self) -> Self {
        Self(self.0 & !kinds.0)
    }
}

/// How names of places end where they are put into Latin letters from Cyrillic ones, as transliteration keys.
const ENDINGS: &[&str] = &[
    "sk", "ske", "ski", "skii", "skoe", "ska", "skaia", "ck", "cke", "vka", "nka", "ovo", "evo", "ino", "ove", "eve",
    "ine", "pol", "pole", "pil", "hrad", "horod", "dar", "lia", "le", "ne", "noe", "ka", "ki", "ci", "iv", "ov", "ev",
    "vo", "oe", "oie", "mut", "lie", "ar", "an", "ets", "ec",
];

/// Whether a transliteration key ends as names of places do.
pub fn ends_as_a_place(key: &str) -> bool {
    key.len() > 4 && ENDINGS.iter().any(|ending| key.ends_with(ending))
}

/// Whether a transliteration key ends as names of places do and surnames do not: "-ovo", "-sk", but not "-ov".
pub fn ends_only_as_a_place(key: &str) -> bool {
    const NAMES: &[&str] = &["ov", "ev", "iv", "ec", "ets", "ar", "an", "ne", "le", "ki", "ski", "skii", "ka", "ci"];
    const PLACES: &[&str] = &["vka", "nka", "ska", "cka"];
    ends_as_a_place(key)
        && (PLACES.iter().any(|ending| key.ends_with(ending)) || !NAMES.iter().any(|ending| key.ends_with(ending)))
}

/// A gloss has no more than so many bytes between the two names: ", known in Ukrainian and until recently in Russian as ".
pub const LONGEST_GLOSS: usize = 60;

/// Words between two names that make the second a gloss of the first.
const GLOSSES: [&str; 10] =
    ["known", "called", "formerly", "renamed", "named", "now", "aka", "also", "Russian", "Ukrainian"];

/// Whether the words between two names say that the second is another name of the first: " (", ", known in Russian as ".
pub fn is_gloss(gap: &str) -> bool {
    gap.len() <= LONGEST_GLOSS
        && (gap.trim() == "(" || gap.split(|c: char| !c.is_alphanumeric()).any(|word| GLOSSES.contains(&word)))
}

/// How many kilometres a unit of length has.
pub fn kilometres_in(unit: &str) -> Option<f64> {
    let mut folded = String::new();
    if unit.len() > 12 {
        return None;
    }
    fold(unit, &mut folded);
    match folded.as_str() {
        "km" | "kms" | "kilometer" | "kilometers" | "kilometre" | "kilometres" => Some(1.0),
        "mile" | "miles" => Some(1.609),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Word;
    use crate::gazetteer::{base::base, fold};

    #[test]
    fn the_list_is_in_the_atlas_as_it_is_written() {
        let list = include_str!("../../data/places/words.tsv");
        for line in list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let (kind, words) = line.split_once('\t').expect("kind, words");
            let (_, kind) = Word::NAMES.into_iter().find(|(name, _)| *name == kind).expect("a kind there is");
            for word in words.split(' ') {
                assert_eq!(fold::folded(word), word);
                assert!(base().word(word).any(kind), "{word}: build the atlas again");
            }
        }
    }
}
