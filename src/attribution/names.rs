//! People, organisations and documents that a block introduces by name, with the offices and appositions later words point back by.
//!
//! Form alone decides: capitals, titles, an office before the name or an apposition after it. Whether a name is a place is the
//! gazetteer's business; what is recorded here only lets "the general" and "he" find their way back.

use super::classify::{office, plain_word};
use super::lexicon::{Class, Lexeme};
use super::proper::particle;
use super::sheet::{Item, Kind, Sheet};
use super::{NameMention, Pronoun};
use crate::text::Span;

/// The names of the block laid out in `sheet`, in order.
#[must_use]
pub fn names(sheet: &Sheet<'_>) -> Vec<NameMention> {
    let mut names = Vec::new();
    for run in &sheet.runs {
        let mut i = run.start;
        while i < run.end {
            let end = capitals(sheet, i, run.end);
            if end == i {
                i += 1;
                continue;
            }
            names.extend(mention(sheet, run.start, i, end, run.end));
            i = end;
        }
    }
    names.sort_by_key(|n| n.span.start);
    names
}

/// One past the last item of the run of capitalised words that starts at `i`; `i` itself if none does.
fn capitals(sheet: &Sheet<'_>, i: usize, top: usize) -> usize {
    if !named(sheet, i) {
        return i;
    }
    let mut end = i + 1;
    while end < top {
        let bridge =
            sheet.items[end].kind == Kind::Word && particle(sheet.word(end)) && end + 1 < top && named(sheet, end + 1);
        if named(sheet, end) || bridge { end += 1 } else { break }
    }
    end
}

fn named(sheet: &Sheet<'_>, i: usize) -> bool {
    sheet.items[i].kind == Kind::Word && sheet.items[i].capital
}

fn mention(sheet: &Sheet<'_>, floor: usize, start: usize, end: usize, top: usize) -> Option<NameMention> {
    let items = &sheet.items;
    let mut from = start;
    let mut roles = Vec::new();
    let mut pronoun = None;
    let mut person = false;
    // Titles and offices inside the run: "Defence Minister Andrei Moroz".
    if let Some(last) = (start..end).rev().find(|&i| office(sheet, i))
        && last + 1 < end
    {
        for i in start..=last {
            add_role(sheet, i, &mut roles, &mut pronoun);
        }
        person = true;
        from = last + 1;
    }
    // A word that has its capital only from opening the sentence.
    let opens = from == floor || from > 0 && !items[from - 1].wordy();
    if opens && from + 1 < end && !person && function_word(&items[from]) {
        from += 1;
    }
    let particle_first = particle(sheet.word(from)) && !items[from].capital;
    if from >= end
        || particle_first
        || (end - from == 1 && opens && (function_word(&items[from]) || plain_word(sheet, from)))
    {
        return None;
    }
    // An office in lower case right before: "military expert Vitaly Moroz"; or before a comma: "the expert, Andrei Moroz,".
    let before = from.checked_sub(1).filter(|&b| b >= floor && from == start);
    if let Some(b) = before {
        let at = if items[b].kind == Kind::Comma { b.checked_sub(1).filter(|&c| c >= floor) } else { Some(b) };
        let closed = items[b].kind != Kind::Comma || end < top && items[end].kind == Kind::Comma;
        if let Some(at) =
            at.filter(|&a| closed && items[a].is(Class::PERSON) && !items[a].is(Class::PLURAL) && !items[a].capital)
        {
            add_role(sheet, at, &mut roles, &mut pronoun);
            person = true;
        }
    }
    if apposition(sheet, end, top, &mut roles, &mut pronoun) {
        person = true;
    }
    let first = &items[from];
    if first.is(Class::HE_NAME) && end - from > 1 {
        (person, pronoun) = (true, pronoun.or(Some(Pronoun::He)));
    } else if first.is(Class::SHE_NAME) && end - from > 1 {
        (person, pronoun) = (true, pronoun.or(Some(Pronoun::She)));
    }
    let body = (from..end).any(|i| {
        items[i].is(Class::BODY.with(Class::STATE).with(Class::DOCUMENT)) && items[i].lex != Lexeme::default()
    });
    let acronym = end - from == 1
        && first.span.len() > 1
        && first.span.of(sheet.text).chars().all(|c| c.is_uppercase() || c == '.');
    if end - from == 1 && !person && !body && !acronym {
        return None;
    }
    let span = sheet.span(from, end - 1);
    let person = person && (!body || pronoun.is_some());
    Some(NameMention { span, roles, pronoun, person, leads: leads(sheet, span) })
}

fn function_word(item: &Item) -> bool {
    item.is(Class::FUNCTION.with(Class::TIME))
}

/// An apposition after the name: ", an adviser to the mayor," gives "adviser".
fn apposition(
    sheet: &Sheet<'_>,
    end: usize,
    top: usize,
    roles: &mut Vec<String>,
    pronoun: &mut Option<Pronoun>,
) -> bool {
    let items = &sheet.items;
    if end + 1 >= top || !matches!(items[end].kind, Kind::Comma | Kind::Open | Kind::Dash) {
        return false;
    }
    let opens =
        items[end + 1].is(Class::DETERMINER) || items[end + 1].is(Class::PERSON) || items[end + 1].kind == Kind::Word;
    if !opens || items[end + 1].is(Class::SUBORDINATOR.with(Class::CONJUNCTION).with(Class::AUXILIARY)) {
        return false;
    }
    let mut found = false;
    for (i, item) in items.iter().enumerate().take(top.min(end + 10)).skip(end + 1) {
        if item.kind != Kind::Word
            || item.is(Class::SUBORDINATOR.with(Class::AUXILIARY))
            || (item.is(Class::TIES) && found)
        {
            break;
        }
        if item.is(Class::TIES) || (item.lex.verb.is_some() && !item.is(Class::SOURCE_NOUN) && !found) {
            break;
        }
        if item.is(Class::PERSON) && !item.is(Class::PLURAL) {
            add_role(sheet, i, roles, pronoun);
            found = true;
        }
    }
    found
}

fn add_role(sheet: &Sheet<'_>, i: usize, roles: &mut Vec<String>, pronoun: &mut Option<Pronoun>) {
    let word = sheet.word(i).trim_end_matches('.');
    let item = &sheet.items[i];
    if item.is(Class::PERSON) {
        roles.push(word.to_owned());
        if let Some((_, tail)) = word.rsplit_once('-') {
            roles.push(tail.to_owned());
        }
    }
    if let Some(full) = RANKS.iter().find(|(short, _)| *short == word) {
        roles.push(full.1.to_owned());
    }
    let told = match word {
        "mr" | "sir" | "lord" | "king" | "prince" | "sultan" | "sheikh" | "emir" | "father" | "brother" | "son"
        | "husband" | "uncle" => Some(Pronoun::He),
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "mother" | "sister" | "daughter" | "wife"
        | "aunt" | "actress" => Some(Pronoun::She),
        _ if word.ends_with("woman") => Some(Pronoun::She),
        _ if word.ends_with("man") && word != "woman" => Some(Pronoun::He),
        _ => None,
    };
    *pronoun = pronoun.or(told);
}

/// Ranks and offices by their short forms.
const RANKS: &[(&str, &str)] = &[
    ("gen", "general"),
    ("lt", "lieutenant"),
    ("col", "colonel"),
    ("maj", "major"),
    ("capt", "captain"),
    ("cmdr", "commander"),
    ("adm", "admiral"),
    ("sgt", "sergeant"),
    ("sen", "senator"),
    ("rep", "representative"),
    ("gov", "governor"),
    ("pres", "president"),
    ("prof", "professor"),
    ("dr", "doctor"),
];

/// Whether the name stands where its sentence's subject stands: nothing but its own titles and an opening phrase before it.
fn leads(sheet: &Sheet<'_>, name: Span) -> bool {
    let Some(sentence) = sheet.sentence(name.start) else { return false };
    let before = sheet.within(Span::new(sentence.span.start, name.start));
    before.len() < 12
        && before.iter().rev().take_while(|&&i| sheet.items[i].kind != Kind::Comma).all(|&i| {
            let item = &sheet.items[i];
            item.kind == Kind::Word
                && !item.is(Class::PREPOSITION.with(Class::AUXILIARY).with(Class::SUBORDINATOR))
                && (item.lex.verb.is_none() || item.is(Class::SOURCE_NOUN))
        })
}
