//! Which capitals mean a name. The first word of a sentence has one whatever it is, "May" and "Will" are names as well as words, and
//! "al-Sharaa" is a name without one at its front.
//!
//! What a word is besides (a given name, a word of ordinary prose) is the atlas's to say, so that a name is the same thing to both.

use super::cues::plural_form;
use super::lexicon::{Class, Lexeme, Verb, entry, form, list};
use super::sheet::{Item, Kind, Run, Sheet};
use super::verbs::{NOUN, OBJECT, PLAIN, QUOTE, SHOWS};
use super::{Pronoun, nouns};
use crate::gazetteer::{self, Word};

/// The words, and what they can be in a name.
pub const LISTS: &[(&str, u32)] = &[
    (nouns::PARTICLES, list::PARTICLE),
    (nouns::WORD_NAMES, list::WORD_NAME),
    (nouns::RALLIES, list::RALLIES),
    (nouns::STYLES, list::STYLE),
];

/// Whether a word, in lower case, is a small one inside names: "van", "al".
#[must_use]
pub fn particle(word: &str) -> bool {
    entry(word).lists & list::PARTICLE != 0
}

/// Whether a written word opens with a particle in small letters that is tied to a capital: "al-Sharaa", "d'Estaing".
#[must_use]
pub fn particled(written: &str) -> bool {
    let tied = |mark: char| {
        written.split_once(mark).is_some_and(|(first, rest)| {
            (particle(first) || matches!(first, "d" | "l" | "dell")) && rest.starts_with(char::is_uppercase)
        })
    };
    tied('-') || tied('’') || tied('\'')
}

/// Whether item `i` stands where a sentence opens, so that it would have a capital whatever it is.
#[must_use]
pub fn opens(sheet: &Sheet<'_>, i: usize) -> bool {
    let first = sheet.run_of(i).is_none_or(|run| run.start == i);
    first || matches!(sheet.items[i - 1].kind, Kind::Colon | Kind::Dash | Kind::Quote(_) | Kind::Stop | Kind::Open)
}

/// Whether a word is written in capitals throughout, as the letters of a body's name are.
#[must_use]
pub fn letters(written: &str) -> bool {
    (2..=6).contains(&written.len()) && written.bytes().all(|b| b.is_ascii_uppercase() || b == b'.')
}

/// Whether the capital of item `i` means a name: no sentence's start accounts for it, or the word is nothing but a name.
#[must_use]
pub fn proper(sheet: &Sheet<'_>, i: usize) -> bool {
    let item = &sheet.items[i];
    if !item.capital || item.kind != Kind::Word {
        return false;
    }
    let written = item.span.of(sheet.text);
    let inner = || written.chars().skip(1).any(char::is_uppercase);
    if !opens(sheet, i) || item.is(Class::POWER.with(Class::HE_NAME).with(Class::SHE_NAME)) || inner() {
        return true;
    }
    if item.lex != Lexeme::default() {
        return false;
    }
    let word = sheet.word(i);
    let kinds = gazetteer::kinds_of_word(word);
    if item.lists & list::NAME_IN_S != 0
        || kinds.any(Word::GIVEN)
        || kinds.any(Word::SURNAME) && !kinds.any(Word::ORDINARY)
    {
        return true;
    }
    let agents = ["ers", "ors", "ists", "ians", "ants", "men", "women"].iter().any(|ending| word.ends_with(ending));
    !(kinds.any(Word::ORDINARY) || plural_form(word) && agents || describes(word))
}

/// Whether a word, in lower case, has the ending of an adjective or a participle: "scattered", "municipal".
#[must_use]
pub fn describes(word: &str) -> bool {
    word.len() > 5 && nouns::ADJECTIVE_ENDINGS.split_whitespace().any(|ending| word.ends_with(ending))
}

/// Whether the atlas has a word for a given name and for no word of prose.
#[must_use]
pub fn given(word: &str) -> bool {
    let kinds = gazetteer::kinds_of_word(word);
    kinds.any(Word::GIVEN) || kinds.any(Word::CENSUS_GIVEN) && !kinds.any(Word::ORDINARY.with(Word::OF_A_KIND))
}

/// Words before a month that is a date's.
const DATES: &str =
    "in of on since by until till for during from last next this early late mid every each before after";

/// Forgets what words of `run` could be besides names, where they are names: "May said", "Hannah Long", "said farmer Will Tate", "the
/// WHO".
pub fn name_words(text: &str, lower: &str, items: &mut [Item], run: Run) {
    let end = run.end;
    let asks = items[run.start..end].last().is_some_and(|last| last.span.of(text) == "?");
    for i in run.start..end {
        let item = items[i];
        if !item.capital || item.kind != Kind::Word || item.lex == Lexeme::default() {
            continue;
        }
        let written = item.span.of(text);
        let before = (i > run.start).then(|| items[i - 1]);
        let next = (i + 1 < end).then(|| items[i + 1]);
        let small = |it: Option<Item>| {
            it.is_some_and(|it| it.kind == Kind::Word && it.span.of(text).starts_with(char::is_lowercase))
        };
        if written.len() > 1 && letters(written) {
            // In a line of capitals throughout, words are words.
            if small(next) || small(before) {
                let function = Class::SUBJECT.with(Class::OBJECT_PRONOUN).with(Class::FUNCTION).with(Class::AUXILIARY);
                items[i].lex = Lexeme { class: item.lex.class.without(function), verb: None };
            }
            continue;
        }
        if item.lists & list::WORD_NAME == 0 {
            continue;
        }
        let word = |it: Item| it.span.of(lower);
        let opens = before
            .is_none_or(|it| matches!(it.kind, Kind::Colon | Kind::Dash | Kind::Quote(_) | Kind::Stop | Kind::Open));
        let names = |it: Item| {
            it.capital && it.kind == Kind::Word && it.is(Class::HE_NAME.with(Class::SHE_NAME))
                || it.capital && it.kind == Kind::Word && it.lex == Lexeme::default() && given(it.span.of(lower))
        };
        let month = item.is(Class::TIME);
        let speaks = next.is_some_and(|it| {
            // "March showed" what a person shows as well; only somebody says.
            let of_somebody = |verb: Verb| !month || verb.frame(PLAIN | QUOTE) && !verb.frame(OBJECT | SHOWS | NOUN);
            let told = |verb: Verb| (!verb.frame(NOUN) || verb.form(form::PAST)) && of_somebody(verb);
            !it.capital && it.verb(form::PAST | form::S).is_some_and(told)
        });
        let first = next.is_some_and(|it| {
            let names = it.lex == Lexeme::default() || it.is(Class::HE_NAME.with(Class::SHE_NAME));
            it.capital && it.kind == Kind::Word && names
        });
        // "Will, in a letter, said": no modal stands before a comma.
        let parted = item.is(Class::MODAL) && next.is_some_and(|it| it.kind == Kind::Comma);
        // "General Anna Hale": an office before a name is that.
        let office = item.is(Class::PERSON.with(Class::TITLE));
        let titled = before.is_some_and(|it| it.capital && it.is(Class::TITLE));
        let said = before.is_some_and(|it| it.verb(form::PAST | form::S).is_some());
        let numbered = next.is_some_and(|it| it.kind == Kind::Number);
        let named = before.is_some_and(names) && !matches!(word(item), "can" | "must") || titled;
        let alone = if opens {
            speaks || parted || first && !asks && !month && !office
        } else if month {
            said && !numbered
        } else {
            small(before) || speaks
        };
        let dated = before.is_some_and(|it| DATES.split(' ').any(|date| date == word(it)));
        let called = first && month && if opens { !asks } else { !dated };
        if named || alone || called {
            items[i].lex = Lexeme { class: item.lex.class.among(Class::HE_NAME.with(Class::SHE_NAME)), verb: None };
            items[i].lists = list::WORD_NAME;
        }
    }
}

/// What a name, as written, tells of who bears it: whether a person does, whether that can be none, and which pronoun fits.
#[must_use]
pub fn bearer(name: &str) -> Bearer {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Bearer::default() };
    let lexeme = |word: &str| entry(word.trim_end_matches('.')).lexeme.class;
    let named = lexeme(first).is(Class::HE_NAME.with(Class::SHE_NAME)) || given(first);
    let person = words.len() > 1 && named || lexeme(first).is(Class::TITLE) || entry(first).lists & list::STYLE != 0;
    let body = Class::BODY.with(Class::STATE).with(Class::DOCUMENT).with(Class::POWER);
    let small = |word: &&str| {
        entry(word).lists & list::PARTICLE == 0 && matches!(*word, "of" | "for" | "the" | "and" | "on" | "without")
    };
    let letters = letters(name) || name.chars().all(|c| !c.is_alphabetic());
    let thing = letters
        || words.iter().any(|word| lexeme(word).is(body) && !lexeme(word).is(Class::HE_NAME.with(Class::SHE_NAME)))
        || words.iter().any(small)
        || lexeme(first).is(Class::TIME) && entry(first).lists & list::WORD_NAME == 0
        || entry(last).lists & (list::PLATFORM | list::OUTLET) != 0
        // "Tarn Energy", "Coastal Foods": an ordinary word ends it.
        || words.len() > 1 && !named && ordinary(last);
    Bearer { person, thing: thing && !person, pronoun: pronoun_of(lexeme(first)) }
}

/// Whether a word, in lower case, is one of prose and nobody's surname.
fn ordinary(word: &str) -> bool {
    let kinds = gazetteer::kinds_of_word(word);
    kinds.any(Word::ORDINARY) && !kinds.any(Word::SURNAME)
}

/// The bodies among the words of a name: "the bank" is the "Bank of Norland" from there on.
pub fn bodies(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    lower.split_whitespace().filter(|word| entry(word).lexeme.class.is(Class::BODY)).map(str::to_owned).collect()
}

/// See [`bearer`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bearer {
    /// A person: a title or a given name says so.
    pub person: bool,
    /// No person: a body, a place, a paper, a day.
    pub thing: bool,
    /// Which pronoun the given name goes by.
    pub pronoun: Option<Pronoun>,
}

/// The pronoun that a given name of these classes goes by; none where bearers of it go by either.
#[must_use]
pub fn pronoun_of(class: Class) -> Option<Pronoun> {
    match (class.is(Class::HE_NAME), class.is(Class::SHE_NAME)) {
        (true, false) => Some(Pronoun::He),
        (false, true) => Some(Pronoun::She),
        _ => None,
    }
}
