//! People, organisations and documents that a block introduces by name, with the offices and appositions later words point back by.
//!
//! Form alone decides: capitals, titles, an office before the name or an apposition after it. Whether a name is a place is the
//! gazetteer's business; what is recorded here only lets "the general" and "he" find their way back.

use super::lexicon::{Class, Lexeme, listed};
use super::proper::{bearer, given, office, opens, particle, plain_word, pronoun_of};
use super::sheet::{Item, Kind, Run, Sheet, finite};
use super::{Again, NameMention, Pronoun, Reference, nouns, phrase};
use crate::text::Span;

/// The names of the block laid out in `sheet`, and the words by which it goes on about somebody named before, each in order.
#[must_use]
pub fn names(sheet: &Sheet<'_>) -> (Vec<NameMention>, Vec<Again>) {
    let (mut names, mut again) = (Vec::new(), Vec::new());
    for run in &sheet.runs {
        let mut i = run.start;
        while i < run.end {
            let end = capitals(sheet, i, run.end);
            if end == i {
                i += 1;
                continue;
            }
            let name = mention(sheet, run.start, i, end, run.end);
            if name.is_none() && end == i + 1 && goes_by(sheet, i) {
                let span = sheet.items[i].span;
                let leads = run.inside.is_none() && leads(sheet, span);
                again.push(Again { span, by: Reference::Name(span), leads });
            }
            // Whom a quotation is about is not whom the text is about.
            names.extend(name.map(|name| NameMention { leads: name.leads && run.inside.is_none(), ..name }));
            i = end;
        }
        again.extend(Some(run).filter(|run| run.inside.is_none()).and_then(|&run| subject(sheet, run)));
    }
    names.sort_by_key(|n| n.span.start);
    again.sort_by_key(|it| it.span.start);
    (names, again)
}

/// Whether a word with a capital may be somebody's name by itself.
fn goes_by(sheet: &Sheet<'_>, i: usize) -> bool {
    let item = &sheet.items[i];
    let plain = opens(sheet, i) && (function_word(item) || plain_word(sheet, i));
    !plain && !item.is(Class::TIME) && item.span.len() > 1
}

/// The subject that opens `run`, behind an opening phrase at most, where it is a word that points back: "She", "The judge".
fn subject(sheet: &Sheet<'_>, run: Run) -> Option<Again> {
    /// Words and marks of an opening phrase, its comma among them.
    const OPENING: usize = 12;
    let items = &sheet.items;
    let opening = items[run.start].is(Class::PREPOSITION.with(Class::SUBORDINATOR).with(Class::ADVERB));
    let mut first = (run.start..run.end).take(OPENING);
    let start = if opening { first.find(|&i| items[i].kind == Kind::Comma)? + 1 } else { run.start };
    let item = items.get(start).filter(|_| start < run.end)?;
    match sheet.word(start) {
        "he" => Some(Again { span: item.span, by: Reference::Pronoun(Pronoun::He), leads: true }),
        "she" => Some(Again { span: item.span, by: Reference::Pronoun(Pronoun::She), leads: true }),
        "the" => {
            let phrase = phrase::right(sheet, start, run.end)?;
            let head = &items[phrase::head(sheet, phrase)];
            let one = head.is(Class::PERSON) && !head.is(Class::PLURAL) && !head.capital;
            one.then_some(Again { span: head.span, by: Reference::Description(head.span), leads: true })
        }
        _ => None,
    }
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
    // A day is nobody, and neither is a dateline: "GENEVA (Wire) –".
    let dateline = start == floor && end < top && matches!(items[end].kind, Kind::Open | Kind::Dash) && {
        let written = sheet.span(start, end - 1).of(sheet.text);
        written.len() > 3 && !written.contains(char::is_lowercase)
    };
    if dateline || (start..end).all(|i| items[i].is(Class::TIME)) {
        return None;
    }
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
    let before = start.checked_sub(1).filter(|&b| b >= floor && (from == start || items[b].kind == Kind::Comma));
    if let Some(b) = before {
        let comma = items[b].kind == Kind::Comma;
        // "the minister for health, Ana Hale,": the office is the phrase's head.
        let tied = || Some(phrase::head(sheet, phrase::left(sheet, floor, b.checked_sub(1).filter(|&c| c >= floor)?)?));
        let at = if comma { tied() } else { Some(b) };
        let closed = !comma || end >= top || !items[end].wordy();
        if let Some(at) = at.filter(|&a| {
            closed && items[a].is(Class::PERSON) && !items[a].is(Class::PLURAL) && (comma || !items[a].capital)
        }) {
            add_role(sheet, at, &mut roles, &mut pronoun);
            person = true;
        }
    }
    // "In Harton, the minister said": what a place is followed by does not explain it.
    let inside =
        start > floor && matches!(sheet.word(start - 1), "in" | "at" | "near" | "outside" | "across" | "around");
    if !inside && apposition(sheet, end, top, &mut roles, &mut pronoun) {
        person = true;
    }
    let first = &items[from];
    let named =
        || first.is(Class::HE_NAME.with(Class::SHE_NAME)) || first.lex == Lexeme::default() && given(sheet.word(from));
    // Small letters and then capitals throughout are no one name as far as form tells; whom a newsroom keeps from view hangs on that.
    let shouts = |i: usize| items[i].span.len() > 1 && !items[i].span.of(sheet.text).contains(char::is_lowercase);
    if end - from > 1 && shouts(from) == shouts(end - 1) && named() {
        (person, pronoun) = (true, pronoun.or(pronoun_of(first.lex.class)));
    }
    let body = (from..end).any(|i| {
        items[i].is(Class::BODY.with(Class::STATE).with(Class::DOCUMENT)) && items[i].lex != Lexeme::default()
    });
    let acronym = end - from == 1
        && first.span.len() > 1
        && first.span.of(sheet.text).chars().all(|c| c.is_uppercase() || c == '.');
    // "Norline, a shipping company,", "the airline Norline": called by what it is, it can be called so again.
    let inner = first.span.of(sheet.text).chars().skip(1).any(char::is_uppercase);
    let firm = !person && firm(sheet, from, end, floor, top, &mut roles);
    if end - from == 1 && !person && !body && !acronym && !firm && !inner {
        return None;
    }
    let span = sheet.span(from, end - 1);
    let person = person && (!body || pronoun.is_some());
    let named = bearer(span.of(sheet.text));
    let thing = !person && (named.thing || body || acronym || firm || first.is(Class::POWER.with(Class::TIME)));
    let body = !person && (named.body || acronym || firm);
    Some(NameMention { span, roles, pronoun, person, thing, body, leads: leads(sheet, span) })
}

/// Whether a noun for a body stands before a name or in an apposition after it; takes it into its roles.
fn firm(sheet: &Sheet<'_>, from: usize, end: usize, floor: usize, top: usize, roles: &mut Vec<String>) -> bool {
    /// Words of an apposition before its noun: "a family-owned gas company".
    const APPOSITION: usize = 6;
    let items = &sheet.items;
    let noun = |i: usize| {
        items[i].is(Class::BODY) && !items[i].is(Class::PLURAL) && !items[i].capital && items[i].kind == Kind::Word
    };
    // "the carrier Norline", "the carrier, Norline,".
    let set_off = |b: usize| items[b].kind == Kind::Comma && b > floor && items.get(end).is_none_or(|it| !it.wordy());
    let before = from.checked_sub(1).filter(|&b| b >= floor).map(|b| if set_off(b) { b - 1 } else { b });
    let before = before.filter(|&b| noun(b));
    let after = (end + 1 < top && items[end].kind == Kind::Comma && items[end + 1].is(Class::DETERMINER))
        .then(|| {
            let words = (end + 2..top)
                .take(APPOSITION)
                .take_while(|&i| items[i].wordy() && !items[i].is(Class::TIES.with(Class::BREAKS)));
            words.last().filter(|&i| noun(i))
        })
        .flatten();
    let found = before.or(after);
    roles.extend(found.map(|i| sheet.word(i).to_owned()));
    found.is_some()
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
    let mut own = Vec::new();
    let mut told = None;
    for (i, item) in items.iter().enumerate().take(top.min(end + 10)).skip(end + 1) {
        // "In Harton, a minister has said": a verb right behind makes a clause of it.
        if !own.is_empty() && finite(sheet, i) && !item.capital && items[end].kind == Kind::Comma {
            return false;
        }
        if item.kind != Kind::Word || item.is(Class::SUBORDINATOR.with(Class::AUXILIARY).with(Class::TIES)) {
            break;
        }
        if item.lex.verb.is_some() && !item.is(Class::SOURCE_NOUN) && own.is_empty() {
            break;
        }
        if item.is(Class::PERSON) && !item.is(Class::PLURAL) {
            add_role(sheet, i, &mut own, &mut told);
        }
    }
    let found = !own.is_empty();
    roles.append(&mut own);
    *pronoun = pronoun.or(told);
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
    *pronoun = pronoun.or(told_by(word));
}

/// Which pronoun a title or a noun for a person tells.
pub fn told_by(word: &str) -> Option<Pronoun> {
    if listed(nouns::HE_WORDS, word) || word.ends_with("man") && !word.ends_with("woman") {
        Some(Pronoun::He)
    } else if listed(nouns::SHE_WORDS, word) || word.ends_with("woman") {
        Some(Pronoun::She)
    } else {
        None
    }
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
