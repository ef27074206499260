//! Which capitals mean a name, and how far it goes. The first word of a sentence has one whatever it is, "May" and "Will" are names as well as words, and
//! "al-Sharaa" is a name without one at its front.
//!
//! What a word is besides (a given name, a word of ordinary prose) is the atlas's to say, so that a name is the same thing to both.

use super::cues::plural_form;
use super::lexicon::{Class, Lexeme, Verb, entry, form, list};
use super::sheet::{Item, Kind, Run, Sheet};
use super::verbs::{NOUN, OBJECT, PLAIN, QUOTE, SHOWS};
use super::{Pronoun, nouns};
use crate::gazetteer::{self, Word};
use crate::text::Span;

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
            if small(next) || small(before) || next.is_some_and(|it| it.kind == Kind::Genitive) {
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
        // "Pastor Sunday Hale": a day is a name behind an office and nowhere else.
        let day = month && word(item).ends_with("day");
        let offices = if day { Class::TITLE.with(Class::PERSON) } else { Class::TITLE };
        let titled = before.is_some_and(|it| it.capital && it.is(offices)) && (!day || first);
        let said = before.is_some_and(|it| it.verb(form::PAST | form::S).is_some());
        let numbered = next.is_some_and(|it| it.kind == Kind::Number);
        let named = before.is_some_and(names) && !day && !matches!(word(item), "can" | "must") || titled;
        let alone = if day {
            false
        } else if opens {
            speaks || parted || first && !asks && !month && !office
        } else if month {
            said && !numbered
        } else {
            small(before) || speaks
        };
        let dated = before.is_some_and(|it| DATES.split(' ').any(|date| date == word(it)));
        let called = first && month && !day && if opens { !asks } else { !dated };
        if named || alone || called {
            items[i].lex = Lexeme { class: item.lex.class.among(Class::HE_NAME.with(Class::SHE_NAME)), verb: None };
            items[i].lists = list::WORD_NAME;
        }
    }
}

/// Whether item `i` is an office or a title that is left out of its bearer's name. One that stays is none: "Lord Hale".
#[must_use]
pub fn office(sheet: &Sheet<'_>, i: usize) -> bool {
    let item = &sheet.items[i];
    item.is(Class::PERSON.with(Class::TITLE))
        && !item.is(Class::HE_NAME.with(Class::SHE_NAME).with(Class::PLURAL))
        && item.lists & list::STYLE == 0
        && !sheet.items.get(i + 1).is_some_and(|next| institution(sheet, i + 1, next))
}

/// Whether a word behind an office makes a body's name of both: "General Security", "the Justice Department".
fn institution(sheet: &Sheet<'_>, i: usize, item: &Item) -> bool {
    let kinds = || gazetteer::kinds_of_word(sheet.word(i));
    let thing = item.is(Class::BODY.with(Class::STATE)) || ordinary(sheet.word(i));
    item.kind == Kind::Word
        && item.capital
        && thing
        && item.lists & list::WORD_NAME == 0
        && !item.is(Class::PERSON.with(Class::TITLE))
        && !kinds().any(Word::SURNAME.with(Word::GIVEN))
}

/// Whether a word that has a capital may have it only because it opens a sentence.
#[must_use]
pub fn plain_word(sheet: &Sheet<'_>, i: usize) -> bool {
    let item = &sheet.items[i];
    item.is(Class::FUNCTION.with(Class::VAGUE).with(Class::SOURCE_NOUN).with(Class::ABSTRACT))
        && !item.is(Class::POWER.with(Class::HE_NAME).with(Class::SHE_NAME))
        && !matches!(
            sheet.word(i),
            "kremlin" | "pentagon" | "nato" | "eu" | "un" | "unesco" | "unicef" | "interpol" | "iaea" | "osce"
        )
}

/// The run of capitalised words that ends `part`, titles and offices left out.
#[must_use]
pub fn capital_run(sheet: &Sheet<'_>, part: &[usize]) -> Option<Span> {
    let count = (0..part.len()).rev().take_while(|&k| sheet.items[part[k]].capital || within(sheet, part, k)).count();
    let mut run = &part[part.len() - count..];
    if let Some(office) = run.iter().rposition(|&i| office(sheet, i))
        && office + 1 < run.len()
    {
        run = &run[office + 1..];
    }
    let rallies = |i: usize| sheet.items[i].lists & list::RALLIES != 0;
    while run.len() > 1
        && !rallies(run[0])
        && (sheet.items[run[0]].is(Class::DETERMINER)
            || opens(sheet, run[0]) && plain_word(sheet, run[0])
            || !sheet.items[run[0]].capital)
    {
        run = &run[1..];
    }
    let (&a, &b) = (run.first()?, run.last()?);
    Some(Span::new(sheet.items[a].span.start, sheet.items[b].span.end))
}

/// Whether the word or mark at `k` of `part`, which has no capital, can lie within a name: "van", the article of "Save the Bees" and of
/// "Coasts Without a Wall", the genitive of "the Millers' Guild", the "and" of "the Harbour and Ports Board".
fn within(sheet: &Sheet<'_>, part: &[usize], k: usize) -> bool {
    let item = |k: usize| part.get(k).map(|&i| &sheet.items[i]);
    let named = |k: usize| item(k).is_some_and(|it| it.kind == Kind::Word && it.capital);
    let Some(own) = item(k) else { return false };
    let word = sheet.word(part[k]);
    if own.kind == Kind::Word && particle(word) {
        return true;
    }
    let Some(before) = k.checked_sub(1).filter(|&b| named(b) && named(k + 1)) else { return false };
    let the = || before.checked_sub(1).is_some_and(|b| sheet.word(part[b]) == "the");
    let body = || part.last().is_some_and(|&i| sheet.items[i].is(Class::BODY.with(Class::STATE)));
    let (first, tied) = (item(before), own.is(Class::DETERMINER));
    let rallies = || first.is_some_and(|it| it.lists & list::RALLIES != 0);
    let placed = || first.is_some_and(|it| it.is(Class::PREPOSITION));
    match own.kind {
        Kind::Genitive => body() && (the() || plural_form(sheet.word(part[before]))),
        Kind::Word => tied && (word == "the" && rallies() || placed()) || word == "and" && the() && body(),
        _ => false,
    }
}

/// Where a name whose last word before a tie is `main[at]` ends, if it goes on over the tie: "Ministry of Fisheries", "Transport for
/// Tarn", "Archbishop of Orrin". A person's does not: "Anna Hale of Orrin".
#[must_use]
pub fn goes_on(sheet: &Sheet<'_>, main: &[usize], at: usize) -> Option<usize> {
    let head = &sheet.items[main[at]];
    let tie = *main.get(at + 1)?;
    let own = |&&i: &&usize| sheet.items[i].capital && !sheet.items[i].is(Class::DETERMINER);
    let capitals = main[..=at].iter().rev().take_while(own).count();
    let kinds = || gazetteer::kinds_of_word(sheet.word(main[at]));
    let body = head.is(Class::BODY.with(Class::STATE).with(Class::DOCUMENT));
    let office = capitals == 1 && head.is(Class::PERSON) && !head.is(Class::PLURAL) && sheet.word(tie) == "of";
    // People are "of" and "from" somewhere; what is "for" something is a body.
    let noun = capitals == 1
        && (!head.is(Class::PLURAL) || !opens(sheet, main[at]))
        && (kinds().any(Word::ORDINARY)
            || head.lists & list::RALLIES != 0
            || sheet.word(tie) == "for" && !kinds().any(Word::GIVEN.with(Word::SURNAME)));
    let ties = matches!(sheet.word(tie), "of" | "for" | "on" | "against" | "to") || body && sheet.word(tie) == "and";
    if !(body || office || noun) || !ties {
        return None;
    }
    let inside = |i: usize| {
        let item = &sheet.items[i];
        item.capital || matches!(sheet.word(i), "of" | "for" | "and" | "the" | "on" | "against" | "to")
    };
    let last = main[at + 1..].iter().take_while(|&&i| inside(i)).filter(|&&i| sheet.items[i].capital).last()?;
    Some(sheet.items[*last].span.end)
}

/// The name in the main part: the capitalised run that ends with its head, or the one in quotation marks or after a lower-case office.
#[must_use]
pub fn name_in(sheet: &Sheet<'_>, main: &[usize], head: usize) -> Option<Span> {
    let at = main.iter().position(|&i| i == head)?;
    if !sheet.items[head].capital {
        return None;
    }
    let name = capital_run(sheet, &main[..=at])?;
    Some(Span::new(name.start, goes_on(sheet, main, at).unwrap_or(name.end)))
}

/// The name that opens `part` with a capital, as far as it goes.
#[must_use]
pub fn opening_name(sheet: &Sheet<'_>, part: &[usize]) -> Option<Span> {
    let count = part
        .iter()
        .take_while(|&&i| sheet.items[i].capital || sheet.items[i].kind == Kind::Word && particle(sheet.word(i)))
        .count();
    let name = capital_run(sheet, &part[..count])?;
    Some(Span::new(name.start, goes_on(sheet, part, count.checked_sub(1)?).unwrap_or(name.end)))
}

/// The full name before a bare office that explains it: "Anna Hale, head of the board", where only the office was found.
#[must_use]
pub fn name_before(sheet: &Sheet<'_>, first: usize) -> Option<Span> {
    let run = sheet.run_of(first)?;
    let comma = first.checked_sub(1).filter(|&c| c > run.start + 1 && sheet.items[c].kind == Kind::Comma)?;
    let named = |&i: &usize| {
        let item = &sheet.items[i];
        item.kind == Kind::Word && (item.capital || particle(sheet.word(i)))
    };
    let count = (run.start..comma).rev().take_while(named).count();
    let part: Vec<usize> = (comma - count..comma).collect();
    let name = capital_run(sheet, &part).filter(|_| count > 1)?;
    // "On Tuesday in New Orrin, officials": a place after a preposition is no name of theirs.
    let before = (comma - count).checked_sub(1).filter(|&b| b >= run.start);
    let tied = before.is_some_and(|b| sheet.items[b].is(Class::PREPOSITION.with(Class::TIES)));
    // "Ana Hale, the mayor of Orrin, said": with an article of its own, only where the name opens the sentence.
    let free = !sheet.items[first].is(Class::DETERMINER) || before.is_none();
    name.of(sheet.text).contains(' ').then_some(name).filter(|_| !tied && free)
}

/// The name that tells who a source is behind it, whether its words take it in or not: "the expert, Andrei Moroz,", "its chair, former
/// referee Rex Hale, said", "a man called Frank". `last` is the last item of the words up to there.
#[must_use]
pub fn name_after(sheet: &Sheet<'_>, last: usize) -> Option<Span> {
    /// Words of an office between the comma and the name.
    const OFFICE: usize = 3;
    let run = sheet.run_of(last)?;
    let word = |i: usize| i < run.end && sheet.items[i].kind == Kind::Word;
    let capital =
        |i: usize| word(i) && sheet.items[i].capital && !sheet.items[i].is(Class::DETERMINER.with(Class::TIME));
    let small = |i: usize| word(i) && particle(sheet.word(i));
    let part = |from: usize| -> Vec<usize> {
        (from..run.end).take_while(|&i| capital(i) || small(i) && (capital(i + 1) || small(i + 1))).collect()
    };
    // "General (retired) Ana Hale".
    let behind = |open: usize| {
        let bracket = open < run.end && sheet.items[open].kind == Kind::Open;
        let close = || (open + 1..run.end).take(OFFICE).find(|&i| sheet.items[i].kind == Kind::Close);
        bracket.then(close).flatten().map(|close| close + 1)
    };
    let name = |from: usize| {
        let titles = part(from);
        let from = match behind(from + titles.len()) {
            Some(next) if !titles.is_empty() && titles.iter().all(|&i| sheet.items[i].is(Class::PERSON)) => next,
            _ => from,
        };
        let part = part(from);
        (capital_run(sheet, &part), from + part.len())
    };
    if last + 1 < run.end && matches!(sheet.word(last + 1), "named" | "called") {
        return name(last + 2).0;
    }
    if let Some(next) = behind(last + 1) {
        return name(next).0;
    }
    if last + 1 >= run.end || sheet.items[last + 1].kind != Kind::Comma {
        return None;
    }
    let plain = |&i: &usize| {
        let item = &sheet.items[i];
        word(i) && !item.capital && item.lex.verb.is_none() && !item.is(Class::FUNCTION.with(Class::AUXILIARY))
    };
    let office = (last + 2..run.end).take(OFFICE).take_while(plain).count();
    let from = last + 2 + office;
    let (name, end) = name(from);
    // Nothing but a mark may follow, so that no other clause's subject is taken for the name.
    let home = end + 1 < run.end && matches!(sheet.word(end), "of" | "for" | "from") && capital(end + 1);
    let closes = end >= run.end || home || !matches!(sheet.items[end].kind, Kind::Word | Kind::Number | Kind::Genitive);
    name.filter(|_| closes)
}

/// Whether a noun for one person stands alone with a capital and no article in a whole sentence, and so is somebody's name ("Baker
/// said", "Dean, a doctor, said"). Headlines do without articles.
#[must_use]
pub fn trade_as_name(sheet: &Sheet<'_>, main: &[usize], head: usize) -> bool {
    let item = &sheet.items[head];
    let many = Class::PLURAL.with(Class::PEOPLE).with(Class::BODY).with(Class::VAGUE).with(Class::UNNAMED);
    let whole = || {
        let sentence = sheet.sentence(item.span.start).map(|sentence| sentence.span.of(sheet.text).trim_end());
        sentence.is_some_and(|words| words.ends_with(['.', '!', '?', '"', '”', '’', '\'']))
    };
    main.len() == 1 && item.is(Class::PERSON) && !item.is(many) && whole()
}

/// What a name, as written, tells of who bears it: whether a person does, whether that can be none, and which pronoun fits.
#[must_use]
pub fn bearer(name: &str) -> Bearer {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().map(|word| word.trim_end_matches(['.', ','])).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Bearer::default() };
    let lexeme = |word: &str| entry(word).lexeme.class;
    let either = Class::HE_NAME.with(Class::SHE_NAME);
    let named = lexeme(first).is(either) || given(first);
    // "Agronomist Will Hale": behind a trade too.
    let second = words.get(1).is_some_and(|word| words.len() > 2 && lexeme(word).is(either));
    let person = words.len() > 1 && named
        || lexeme(first).is(Class::PERSON) && second
        || lexeme(first).is(Class::TITLE)
        || entry(first).lists & list::STYLE != 0;
    let any = |class: Class| words.iter().any(|word| lexeme(word).is(class) && !lexeme(word).is(either));
    let small = |word: &&str| {
        entry(word).lists & list::PARTICLE == 0
            && matches!(*word, "of" | "for" | "the" | "and" | "on" | "without" | "&")
    };
    let letters = letters(name) || name.chars().all(|c| !c.is_alphabetic()) || words.len() == 1 && joined(name);
    let day = lexeme(first).is(Class::TIME) && entry(first).lists & list::WORD_NAME == 0;
    let called = |lists: u32| entry(last).lists & lists != 0;
    // "Tarn Energy", "Coastal Foods": an ordinary word ends it.
    let body = letters
        || any(Class::BODY.with(Class::STATE).with(Class::POWER))
        || words.iter().any(small)
        || called(list::OUTLET)
        || words.len() > 1 && !named && ordinary(last);
    // "Polar Survey Unit", "Corbin Data": a body's noun, or what firms are called, ends it.
    let firm = words.len() > 1 && !person && called(list::FIRM_NAME);
    let ends_in_a_body = lexeme(last).is(Class::BODY.with(Class::STATE)) && words.len() > 1;
    let body = body || firm;
    let paper = any(Class::DOCUMENT) && !called(list::OUTLET) && !firm && !ends_in_a_body;
    // "The Archbishop of Orrin" is one person, whatever the office is called.
    let office = lexeme(first).is(Class::PERSON) && !lexeme(first).is(Class::PLURAL);
    Bearer {
        person,
        thing: (body || paper || day || called(list::PLATFORM)) && !person,
        body: body && !person && !office && !day && !paper && !called(list::PLATFORM),
        pronoun: pronoun_of(lexeme(first)),
    }
}

/// Whether a name is two words written as one, as firms' are: "NorthTrack". "McLeod" and "DeVries" are people's.
fn joined(name: &str) -> bool {
    /// So many letters in front of a capital are a particle's or a clan's.
    const PREFIX: usize = 3;
    let inner = name.char_indices().skip(1).find(|(_, c)| c.is_uppercase());
    inner.is_some_and(|(at, _)| at > PREFIX && name[..at].ends_with(char::is_lowercase))
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
    /// A body that speaks as one.
    pub body: bool,
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
