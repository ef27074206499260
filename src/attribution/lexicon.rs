//! What a word can be: one look-up gives its classes and, for a verb that attributes, its act, frame and form; and on which lists of
//! other patterns it stands.
//!
//! The lists live in `verbs` and `nouns`, and with the patterns that read them; this file spells out their inflections once, on first
//! use, into one table, so that each word of a text is looked up once, whoever asks. It decides nothing about a word in its sentence.

use super::verbs::{IRREGULAR, VERBS};
use super::{Act, chains, clauses, finder, nouns, proper, vague, verbs};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u32);

macro_rules! classes {
    ($($name:ident = $bit:expr),* $(,)?) => {
        impl Class { $(pub const $name: Self = Self(1 << $bit);)* }
    };
}

classes! {
    PERSON = 0, PEOPLE = 1, BODY = 2, DOCUMENT = 3, WORDS = 4, ABSTRACT = 5, VAGUE = 6, TITLE = 7, HE_NAME = 8, SHE_NAME = 9,
    DETERMINER = 10, INDEFINITE = 11, SUBJECT = 12, POSSESSIVE = 13, OBJECT_PRONOUN = 14, PREPOSITION = 15, TIES = 16,
    SUBORDINATOR = 17, CONJUNCTION = 18, BE = 19, HAVE = 20, MODAL = 21, ADVERB = 22, TIME = 23, ALONE = 24, SPEECH_NOUN = 25,
    BELIEF_NOUN = 26, PLURAL = 27, SPOKES = 28, STATE = 29, POWER = 30, UNNAMED = 31,
}

impl Class {
    /// Any auxiliary.
    pub const AUXILIARY: Self = Self(Self::BE.0 | Self::HAVE.0 | Self::MODAL.0);
    /// Any noun that can be asked or looked up.
    pub const SOURCE_NOUN: Self =
        Self(Self::PERSON.0 | Self::PEOPLE.0 | Self::BODY.0 | Self::DOCUMENT.0 | Self::WORDS.0);
    /// Words that tie a sentence together and have a capital only where they open one.
    pub const FUNCTION: Self = Self(
        Self::DETERMINER.0
            | Self::PREPOSITION.0
            | Self::SUBORDINATOR.0
            | Self::CONJUNCTION.0
            | Self::ADVERB.0
            | Self::SUBJECT.0
            | Self::ALONE.0,
    );
    /// Words that close a noun phrase on their left.
    pub const BREAKS: Self =
        Self(Self::SUBORDINATOR.0 | Self::CONJUNCTION.0 | Self::BE.0 | Self::HAVE.0 | Self::MODAL.0);

    /// The two sets joined.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The classes among these that are nouns.
    #[must_use]
    pub const fn only_nouns(self) -> Self {
        Self(self.0 & (Self::SOURCE_NOUN.0 | Self::ABSTRACT.0 | Self::VAGUE.0 | Self::PLURAL.0))
    }

    /// The classes that both sets have.
    #[must_use]
    pub const fn among(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// These classes but not those of `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the sets share a class.
    #[must_use]
    pub const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Which forms of its verb a word can be: a set, as "read" is several.
pub mod form {
    /// "say"
    pub const BASE: u8 = 1;
    /// "says"
    pub const S: u8 = 2;
    /// "said", as in "she said"
    pub const PAST: u8 = 4;
    /// "said", as in "was said"
    pub const PARTICIPLE: u8 = 8;
    /// "saying"
    pub const ING: u8 = 16;
}

/// A form of a verb that attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    /// Its dictionary form.
    pub lemma: &'static str,
    /// What its subject does.
    pub act: Act,
    /// What may stand around it: a set of the constants of `verbs`.
    pub frame: u16,
    /// Which forms the word can be: a set of the constants of [`form`].
    pub form: u8,
}

impl Verb {
    /// Whether it has one of `frames`.
    #[must_use]
    pub const fn frame(&self, frames: u16) -> bool {
        self.frame & frames != 0
    }

    /// Whether the word can be one of `forms`.
    #[must_use]
    pub const fn form(&self, forms: u8) -> bool {
        self.form & forms != 0
    }
}

/// What is known of a word by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lexeme {
    /// Its classes.
    pub class: Class,
    /// The attributing verb it can be a form of.
    pub verb: Option<Verb>,
}

/// All that is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entry {
    /// What it can be.
    pub lexeme: Lexeme,
    /// Patterns it can have a part in: a set of the constants of [`list`].
    pub lists: u32,
}

/// Patterns that go by words of their own, beside classes: a set.
pub mod list {
    /// "reportedly"
    pub const ADVERB: u32 = 1;
    /// "widely", before what is held
    pub const WIDE: u32 = 1 << 1;
    /// "seen", after an adverb such as "widely"
    pub const HOLD: u32 = 1 << 2;
    /// "believed", without one
    pub const ALONE: u32 = 1 << 3;
    /// "observers", before what they suggest
    pub const NOUN: u32 = 1 << 4;
    /// "suggest"
    pub const SUGGESTS: u32 = 1 << 5;
    /// "according", which can open an attribution without a verb
    pub const OPENS: u32 = 1 << 6;
    /// "citing", which names another hand
    pub const HANDS_ON: u32 = 1 << 7;
    /// "I": the writer
    pub const WRITER: u32 = 1 << 8;
    /// "van", inside a name
    pub const PARTICLE: u32 = 1 << 9;
    /// "May": a name as well as a word
    pub const WORD_NAME: u32 = 1 << 10;
    /// "Save", which opens a campaign's name
    pub const RALLIES: u32 = 1 << 11;
    /// "Lord", which stays part of the name
    pub const STYLE: u32 = 1 << 12;
    /// "Instagram", where things are posted and which says nothing itself
    pub const PLATFORM: u32 = 1 << 13;
    /// "company", by which any firm is called again
    pub const FIRM: u32 = 1 << 14;
    /// "pope": one at a time, known by the office
    pub const SOLE: u32 = 1 << 15;
    /// "Reuters", which is no plural
    pub const NAME_IN_S: u32 = 1 << 16;
    /// "Courier", which ends a paper's name
    pub const OUTLET: u32 = 1 << 17;
    /// "group", by which any body is called again
    pub const ANY_BODY: u32 = 1 << 18;
    /// "company": any firm
    pub const ANY_FIRM: u32 = 1 << 19;
    /// "rumour", "reports": what is told and nobody tells
    pub const TALK: u32 = 1 << 20;
    /// "lists", which a paper does with what is in it
    pub const SHOWS: u32 = 1 << 21;
    /// "Logistics", which ends a firm's name
    pub const FIRM_NAME: u32 = 1 << 22;
}

type Table = HashMap<Cow<'static, str>, Entry, foldhash::fast::FixedState>;

/// There is room for so many words from the start.
const WORDS: usize = 10_000;

/// Made on first use: some thousands of short words, well under a millisecond.
static TABLE: LazyLock<Table> = LazyLock::new(table);

/// What `word`, which is in lower case, can be.
#[must_use]
pub fn look(word: &str) -> Lexeme {
    entry(word).lexeme
}

/// Whether `list`, words with spaces between, has `word`.
#[must_use]
pub fn listed(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

/// All that is known of `word`, which is in lower case.
#[must_use]
pub fn entry(word: &str) -> Entry {
    TABLE.get(word).copied().unwrap_or_default()
}

fn table() -> Table {
    let mut table = Table::with_capacity_and_hasher(WORDS, foldhash::fast::FixedState::default());
    let lists: &[(&str, Class)] = &[
        (nouns::PEOPLE, Class::PEOPLE.with(Class::PLURAL)),
        (nouns::DOCUMENT, Class::DOCUMENT),
        (nouns::WORDS, Class::WORDS),
        (nouns::ABSTRACT, Class::ABSTRACT),
        (nouns::VAGUE, Class::VAGUE.with(Class::PLURAL)),
        (nouns::SPOKES, Class::SPOKES.with(Class::PLURAL)),
        (nouns::STATE, Class::STATE),
        (nouns::POWERS, Class::POWER),
        (nouns::UNNAMED, Class::UNNAMED),
        (nouns::TITLE, Class::TITLE),
        (nouns::DETERMINER, Class::DETERMINER),
        (nouns::INDEFINITE, Class::INDEFINITE),
        (nouns::SUBJECT, Class::SUBJECT),
        (nouns::POSSESSIVE, Class::POSSESSIVE.with(Class::DETERMINER)),
        (nouns::OBJECT_PRONOUN, Class::OBJECT_PRONOUN),
        (nouns::PREPOSITION, Class::PREPOSITION),
        (nouns::TIES, Class::TIES),
        (nouns::SUBORDINATOR, Class::SUBORDINATOR),
        (nouns::CONJUNCTION, Class::CONJUNCTION),
        (nouns::BE, Class::BE),
        (nouns::HAVE, Class::HAVE),
        (nouns::MODAL, Class::MODAL),
        (nouns::ADVERB, Class::ADVERB),
        (nouns::TIME, Class::TIME),
        (nouns::ALONE, Class::ALONE),
        (verbs::SPEECH_NOUNS, Class::SPEECH_NOUN),
        (verbs::BELIEF_NOUNS, Class::BELIEF_NOUN),
    ];
    for &(words, class) in lists {
        for word in words.split_whitespace() {
            add_class(&mut table, word, class);
        }
    }
    for (name, by) in nouns::GIVEN.lines().filter_map(|line| line.split_once('\t')) {
        let class = match by {
            "he" => Class::HE_NAME,
            "she" => Class::SHE_NAME,
            _ => Class::HE_NAME.with(Class::SHE_NAME),
        };
        add_class(&mut table, name, class);
    }
    for (words, class) in [(nouns::PERSON, Class::PERSON), (nouns::BODY, Class::BODY)] {
        for word in words.split_whitespace() {
            add_class(&mut table, word, class);
            add_class(&mut table, plural(word), class.with(Class::PLURAL));
        }
    }
    for group in VERBS {
        for entry in group.2.split_whitespace() {
            add_verb(&mut table, entry, group.0, group.1);
        }
    }
    let patterns = [vague::LISTS, finder::LISTS, clauses::LISTS, chains::LISTS, proper::LISTS, nouns::LISTS];
    for &(words, list) in patterns.into_iter().flatten() {
        for word in words.split_whitespace() {
            table.entry(word.into()).or_default().lists |= list;
        }
    }
    table
}

fn add_class(table: &mut Table, word: impl Into<Cow<'static, str>>, class: Class) {
    let lexeme = &mut table.entry(word.into()).or_default().lexeme;
    lexeme.class = lexeme.class.with(class);
}

fn plural(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("man") {
        return format!("{stem}men");
    }
    match noun.as_bytes() {
        [.., b'a' | b'e' | b'i' | b'o' | b'u', b'y'] => format!("{noun}s"),
        [stem @ .., b'y'] => format!("{}ies", String::from_utf8_lossy(stem)),
        [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h'] => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

fn add_verb(table: &mut Table, entry: &'static str, act: Act, frame: u16) {
    let lemma = entry.trim_end_matches('+');
    let doubled = entry.ends_with('+');
    let stem = match lemma.as_bytes() {
        _ if doubled => format!("{lemma}{}", &lemma[lemma.len() - 1..]),
        [.., b'e', b'e'] => lemma.to_owned(),
        [.., b'i', b'e'] => format!("{}y", &lemma[..lemma.len() - 2]),
        [.., b'e'] => lemma[..lemma.len() - 1].to_owned(),
        _ => lemma.to_owned(),
    };
    let s = if lemma == "go" { "goes".to_owned() } else { plural_of_verb(lemma) };
    let mut forms = vec![(lemma.to_owned(), form::BASE), (s, form::S), (format!("{stem}ing"), form::ING)];
    if let Some((_, past, participle)) = IRREGULAR.iter().find(|(l, ..)| *l == lemma) {
        forms.push(((*past).to_owned(), form::PAST));
        forms.push(((*participle).to_owned(), form::PARTICIPLE));
    } else {
        let past = match lemma.as_bytes() {
            [.., b'a' | b'e' | b'i' | b'o' | b'u', b'y'] => format!("{stem}ed"),
            [.., b'y'] => format!("{}ied", &stem[..stem.len() - 1]),
            [.., b'i', b'e'] => format!("{lemma}d"),
            [.., b'e', b'e'] => format!("{stem}d"),
            _ => format!("{stem}ed"),
        };
        forms.push((past, form::PAST | form::PARTICIPLE));
    }
    for (word, bits) in forms {
        let lexeme = &mut table.entry(word.into()).or_default().lexeme;
        let verb = lexeme.verb.get_or_insert(Verb { lemma, act, frame, form: 0 });
        verb.form |= bits;
    }
}

fn plural_of_verb(lemma: &str) -> String {
    if lemma.ends_with("man") { format!("{lemma}s") } else { plural(lemma) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_are_spelled_as_english_spells_them() {
        for (word, lemma, forms) in [
            ("says", "say", form::S),
            ("said", "say", form::PAST | form::PARTICIPLE),
            ("denies", "deny", form::S),
            ("denied", "deny", form::PAST | form::PARTICIPLE),
            ("denying", "deny", form::ING),
            ("admitted", "admit", form::PAST | form::PARTICIPLE),
            ("planning", "plan", form::ING),
            ("quipped", "quip", form::PAST | form::PARTICIPLE),
            ("argued", "argue", form::PAST | form::PARTICIPLE),
            ("agreed", "agree", form::PAST | form::PARTICIPLE),
            ("foreseeing", "foresee", form::ING),
            ("written", "write", form::PARTICIPLE),
            ("wrote", "write", form::PAST),
            ("stresses", "stress", form::S),
            ("goes", "go", form::S),
            ("put", "put", form::BASE | form::PAST | form::PARTICIPLE),
            ("replied", "reply", form::PAST | form::PARTICIPLE),
            ("conveyed", "convey", 0),
        ] {
            let found = look(word).verb;
            if forms == 0 {
                assert_eq!(found, None, "{word}");
            } else {
                let verb = found.unwrap_or_else(|| panic!("{word} is not listed"));
                assert_eq!((verb.lemma, verb.form), (lemma, forms), "{word}");
            }
        }
    }

    #[test]
    fn no_verb_is_listed_twice() {
        let mut seen = std::collections::HashSet::new();
        for group in VERBS {
            for entry in group.2.split_whitespace() {
                assert!(seen.insert(entry.trim_end_matches('+')), "{entry} is listed twice");
            }
        }
    }

    #[test]
    fn plurals_of_people_and_bodies() {
        for word in ["spokesmen", "ministries", "agencies", "churches", "witnesses", "analysts", "deputies"] {
            assert!(look(word).class.is(Class::PLURAL), "{word}");
        }
    }
}
