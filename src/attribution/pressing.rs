//! Which of the reasons to want a source a desk acts on before it prints, and which only a line-by-line check does.
//!
//! [`checkworthy`](super::checkworthy) notes every word that could be checked. A desk that sent all of those back would be switched off:
//! most dates, small numbers and comparisons are public record or the scene. Handbooks name what is sent back: dead and wounded, money,
//! shares and crowds, wrong done by somebody, ground that changed hands, forecasts stated flatly, records. What is pressing is always
//! among what is check-worthy, so that nothing is asked of a sentence that a strict check would pass over. A sentence in which the writer
//! speaks as "I" or "we", or to "you", is the writer's own word, and the byline answers for it: nothing in it is pressing.

use super::Checkworthy;
use super::grammar::Trees;
use super::lexicon::{Class, list};
use super::sheet::{Item, Kind, Run, Sheet};
use crate::text::Span;

const LOSS: &str = "killed wounded injured dead died hurt casualty casualties fatalities fatality deaths massacred slain maimed drowned \
    murdered executed destroyed shot-down wrecked";
const WRONG: &str = "lied stole stolen embezzled bribed raped looted rigged tortured harassed assaulted violated abused covered-up \
    plagiarised plagiarized smuggled fraud fraudulent corruption corrupt illegal illegally unlawful unlawfully atrocities atrocity \
    genocide sabotage misconduct negligence negligent complicit";
const TAKEN: &str = "captured capture seized seizure liberated liberation recaptured recapture retaken occupied annexed encircled \
    stormed overran conquered besieged control controls controlled retreated withdrew surrendered advanced";
const GROUND: &str = "town village settlement stronghold territory frontline frontlines forces troops army brigade soldiers fighters \
    militants battalion regiment garrison rebels militia trenches hill heights bridgehead airfield outskirts";
const RECORD: &str = "worst best deadliest largest biggest greatest highest lowest fastest strongest weakest richest poorest unprecedented";
const SCALE: &str = "hundred hundreds thousand thousands million millions billion billions trillion percent pounds dollars euros crowns \
    roubles rubles hryvnias francs yen yuan tonnes tons";
const UNIT: &str = "year years month months week weeks day days hour hours minute minutes second seconds decade decades century \
    centuries year-old am pm a.m. p.m. degrees miles mile kilometres kilometers metres meters feet inches";
const WRITER: &str = "i me my myself we us our ours ourselves you your yours yourself";

const TERMS: &str = "would require requires required allows";
const DEED: &str = "killed wounded injured massacred murdered accused inevitably imminent imminently will shall verge";

/// The words, and their parts in what is pressing.
pub const LISTS: &[(&str, u32)] = &[
    (LOSS, list::LOSS),
    (WRONG, list::WRONG),
    (TAKEN, list::TAKEN),
    (GROUND, list::GROUND),
    (RECORD, list::RECORD),
    (SCALE, list::SCALE),
    (UNIT, list::UNIT),
    (WRITER, list::WRITER),
    (TERMS, list::TERMS),
    (DEED, list::DEED),
];

/// A word of none of these lists presses nothing: nearly all words.
const PART: u32 = list::LOSS
    | list::WRONG
    | list::TAKEN
    | list::GROUND
    | list::RECORD
    | list::SCALE
    | list::WRITER
    | list::TERMS
    | list::DEED;

/// A crowd of at least so many is a figure a desk asks about.
const CROWD: u64 = 100;
/// Words between a number and the dead or wounded it counts, and the other way round.
const COUNT_REACH: usize = 6;

/// What a desk acts on in one sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pressing {
    /// The reasons, each among those the sentence is check-worthy for.
    pub reasons: Checkworthy,
    /// From a number to the dead, wounded or destroyed it counts, or the other way round.
    pub toll: Option<Span>,
    /// Whether the writer speaks in it as "I" or "we", or to "you".
    own: bool,
    /// Whether it tells the terms of a plan, a law or a rule, which stand in it.
    terms: bool,
    /// Whether it names ground or those who fight over it.
    ground: bool,
}

/// What is pressing in each sentence of the block, of which `checkworthy` tells why it is worth a check.
#[must_use]
pub fn pressing(sheet: &Sheet<'_>, checkworthy: &[Checkworthy], trees: &mut Trees) -> Vec<Pressing> {
    let mut out = vec![Pressing::default(); checkworthy.len()];
    for &run in &sheet.runs {
        for i in run.start..run.end {
            let item = &sheet.items[i];
            if item.kind != Kind::Number && item.lists & PART == 0 {
                continue;
            }
            let Some(sentence) = out.get_mut(item.first) else { continue };
            sentence.own |= run.inside.is_none() && item.lists & list::WRITER != 0;
            sentence.terms |= item.lists & list::TERMS != 0;
            sentence.ground |= item.lists & list::GROUND != 0;
            sentence.reasons = sentence.reasons.with(reason(sheet, run, i, trees));
            if sentence.toll.is_none() {
                sentence.toll = toll(sheet, run, i);
            }
        }
    }
    for (sentence, &checkworthy) in out.iter_mut().zip(checkworthy) {
        if sentence.toll.is_some() {
            sentence.reasons = sentence.reasons.with(Checkworthy::CASUALTIES.with(Checkworthy::FIGURE));
        }
        if sentence.terms && sentence.toll.is_none() {
            sentence.reasons = sentence.reasons.without(Checkworthy::FIGURE);
        }
        if !sentence.ground {
            sentence.reasons = sentence.reasons.without(Checkworthy::TERRITORY);
        }
        // Those who "died" are counted among a figure's reasons, not among the casualties'.
        sentence.reasons = sentence.reasons.among(checkworthy.with(Checkworthy::CASUALTIES));
        if sentence.own || !checkworthy.any() {
            (sentence.reasons, sentence.toll) = (Checkworthy::default(), None);
        }
    }
    out
}

/// The reason that item `i` of `run` gives, if it gives one.
fn reason(sheet: &Sheet<'_>, run: Run, i: usize, trees: &mut Trees) -> Checkworthy {
    let item = &sheet.items[i];
    let none = Checkworthy::default();
    match item.kind {
        Kind::Number if figure(sheet, run, i) => Checkworthy::FIGURE,
        Kind::Word => {
            let scale = item.lists & list::SCALE != 0 && counted(sheet, run, i);
            let figure = if scale { Checkworthy::FIGURE } else { none };
            let record = if record(sheet, run, i) { Checkworthy::SUPERLATIVE } else { none };
            figure.with(record).with(deed(sheet, run, i, trees))
        }
        _ => none,
    }
}

/// Wrong done, ground taken, or a forecast stated flatly.
fn deed(sheet: &Sheet<'_>, run: Run, i: usize, trees: &mut Trees) -> Checkworthy {
    let item = &sheet.items[i];
    let next = next_word(sheet, run, i + 1);
    if item.lists & list::WRONG != 0 {
        return Checkworthy::ACCUSATION;
    }
    if item.lists & list::TAKEN != 0 {
        return Checkworthy::TERRITORY;
    }
    if item.lists & list::DEED == 0 {
        return Checkworthy::default();
    }
    match sheet.word(i) {
        // Somebody's death or wounds, counted or not.
        "killed" | "wounded" | "injured" | "massacred" | "murdered" => Checkworthy::CASUALTIES,
        // "has been accused of", without a word on by whom.
        "accused" if be_before(sheet, run, i) && trees.hides_agent(sheet, i) => Checkworthy::ACCUSATION,
        "inevitably" | "imminent" | "imminently" => Checkworthy::FORECAST,
        "will" | "shall" if !item.capital && matches!(next, "inevitably" | "surely" | "certainly" | "undoubtedly") => {
            Checkworthy::FORECAST
        }
        "verge" if next == "of" => Checkworthy::FORECAST,
        _ => Checkworthy::default(),
    }
}

/// Whether a number is money, a share, or a large count: not an age, a time, a distance, a vote or a year.
fn figure(sheet: &Sheet<'_>, run: Run, i: usize) -> bool {
    let written = sheet.items[i].span.of(sheet.text);
    let next = next_word(sheet, run, i + 1);
    if dated(sheet, run, i) || among(sheet, run, i + 1, list::UNIT) && !written.starts_with(is_currency) {
        return false;
    }
    if written.contains(is_currency) || written.ends_with('%') || next == "%" || among(sheet, run, i + 1, list::SCALE) {
        return true;
    }
    whole(written).is_some_and(|n| n >= CROWD) && people(sheet, run, i)
}

/// Whether people are counted by item `i`.
fn people(sheet: &Sheet<'_>, run: Run, i: usize) -> bool {
    (i + 1..run.end.min(i + 4)).any(|j| sheet.items[j].is(Class::PEOPLE.with(Class::PERSON)))
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₴' | '₽')
}

/// Whether a word of scale ("million", "dollars", "thousands") stands with a number, or is one by itself.
fn counted(sheet: &Sheet<'_>, run: Run, i: usize) -> bool {
    let before = i.checked_sub(1).filter(|&b| b >= run.start).map(|b| &sheet.items[b]);
    let number = before.is_some_and(|b| b.kind == Kind::Number || b.reasons.has(Checkworthy::FIGURE));
    // "thousands of protesters" is the size of a crowd, "hundreds of times" a way of speaking.
    let crowd = sheet.items[i].reasons.has(Checkworthy::FIGURE) && people(sheet, run, i);
    let time = (i + 1..run.end.min(i + 4)).any(|j| sheet.items[j].lists & list::UNIT != 0);
    (number || crowd) && !time
}

/// A superlative with the time or the place it is said to hold for: "the worst in the valley for half a century".
fn record(sheet: &Sheet<'_>, run: Run, i: usize) -> bool {
    let ever = |j: usize| {
        matches!(sheet.word(j), "ever" | "history" | "memory")
            || sheet.items[j].lists & list::UNIT != 0
            || sheet.word(j) == "record" && sheet.word(j - 1) == "on"
    };
    let spans = |j: usize| matches!(sheet.word(j), "in" | "for" | "since" | "ever" | "on");
    let end = run.end.min(i + 12);
    sheet.items[i].lists & list::RECORD != 0 && (i + 1..end).any(spans) && (i + 1..end).any(ever)
}

/// From a number to what it counts, where item `i` is a word for dead, wounded or destroyed.
fn toll(sheet: &Sheet<'_>, run: Run, i: usize) -> Option<Span> {
    let item = &sheet.items[i];
    if item.lists & list::LOSS == 0 {
        return None;
    }
    let after =
        (i + 1..run.end.min(i + COUNT_REACH)).take_while(|&j| sheet.items[j].wordy()).find(|&j| counts(sheet, run, j));
    if let Some(number) = after {
        // The noun that is counted belongs to it: "killed 14 people", "wounded 30 Norlandish soldiers".
        let words = (number + 1..run.end.min(number + 4)).take_while(|&j| sheet.items[j].kind == Kind::Word);
        let noun = words.clone().find(|&j| !sheet.items[j].capital).or(words.last());
        return Some(sheet.span(i, noun.unwrap_or(number)));
    }
    let from = i.saturating_sub(COUNT_REACH).max(run.start);
    let before = (from..i).rev().take_while(|&j| sheet.items[j].wordy()).find(|&j| counts(sheet, run, j));
    before.map(|number| sheet.span(number, i))
}

/// Whether item `i` is a number of people or things.
fn counts(sheet: &Sheet<'_>, run: Run, i: usize) -> bool {
    let item = &sheet.items[i];
    let written = item.span.of(sheet.text);
    let number = match item.kind {
        Kind::Number => whole(written).is_some() && !dated(sheet, run, i),
        Kind::Word => {
            item.reasons.has(Checkworthy::FIGURE) && !matches!(sheet.word(i), "percent" | "half" | "third" | "quarter")
        }
        _ => false,
    };
    // "killed two days later": neither dead nor wounded are counted by it.
    number && !(i + 1..run.end.min(i + 3)).any(|j| sheet.items[j].lists & list::UNIT != 0)
}

/// A whole number as written, its separators left out; `None` for money, shares, ordinals and times.
fn whole(written: &str) -> Option<u64> {
    let digits = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '\u{a0}');
    let bare = written.chars().all(digits) && !written.contains('.');
    bare.then(|| written.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok()).flatten()
}

/// Whether a number is a year, or stands beside a month.
fn dated(sheet: &Sheet<'_>, run: Run, i: usize) -> bool {
    let written = sheet.items[i].span.of(sheet.text);
    let year = written.len() == 4 && written.parse::<u16>().is_ok_and(|y| (1500..2200).contains(&y));
    let month = |item: Option<&Item>| item.is_some_and(|m| m.kind == Kind::Word && m.is(Class::TIME) && m.capital);
    let before = i.checked_sub(1).filter(|&b| b >= run.start);
    year || month(before.map(|b| &sheet.items[b])) || month(sheet.items[..run.end].get(i + 1))
}

fn be_before(sheet: &Sheet<'_>, run: Run, i: usize) -> bool {
    (i.saturating_sub(2).max(run.start)..i).any(|j| sheet.items[j].is(Class::BE))
}

fn next_word<'a>(sheet: &'a Sheet<'_>, run: Run, i: usize) -> &'a str {
    if i < run.end { sheet.word(i) } else { "" }
}

fn among(sheet: &Sheet<'_>, run: Run, i: usize, list: u32) -> bool {
    i < run.end && sheet.items[i].lists & list != 0
}
