//! Why a desk would want a source for a sentence.
//!
//! The reasons are those for which newsrooms' own rules ask for one before anything else: figures and casualties (BBC Editorial
//! Guidelines, "War, terror and emergencies": first casualty figures are often wrong, always give their source), control of territory,
//! dated events, causes, forecasts and accusations (Reuters, "The essentials of Reuters sourcing": source every statement unless it is
//! an established fact or was witnessed; AP, "News values": attribute any disputable fact), superlatives (Wikipedia, "Words to watch"),
//! and words in quotation marks, which are always somebody's. Words decide, not opinions about what is true.

use super::Checkworthy;
use super::lexicon::{Class, Lexeme};
use super::sheet::{Item, Kind, Sheet};

const CASUALTIES: &str = "killed wounded injured dead casualty casualties fatalities deaths massacred slain maimed drowned murdered executed \
    destroyed shot-down wrecked losses";
const TERRITORY: &str = "captured capture seized seizure liberated liberation recaptured recapture retaken occupied occupation annexed \
    annexation encircled encirclement stormed overran conquered besieged evacuated control controls controlled foothold frontline \
    frontlines advanced retreated retreat withdrew withdrawal surrendered";
const CAUSE: &str = "caused causes led leads resulted triggered sparked provoked prompted forced fuelled fueled because due drove \
    responsible blamed consequently therefore thanks owing";
const FORECAST: &str =
    "will shall soon expected likely inevitably imminent imminently forecast poised set forthcoming verge";
const SUPERLATIVE: &str = "first largest biggest highest worst best most only unprecedented deadliest greatest lowest smallest fastest \
    longest strongest weakest never record oldest richest poorest sole";
const ACCUSATION: &str = "accused corruption corrupt fraud fraudulent lied lying stole stolen embezzled bribed bribe bribery torture tortured \
    raped rape abused abuse looted war-crime crimes atrocities atrocity genocide illegal illegally unlawful violated violation \
    violating murderer murder criminal sabotage terrorist terrorists propaganda covered-up laundering smuggled plagiarised \
    plagiarized negligent negligence misconduct harassed harassment assaulted assault rigged conspiracy complicit";
const MONTHS: &str = "january february march april june july august september october november december monday tuesday wednesday thursday \
    friday saturday sunday yesterday";
const AMOUNTS: &str = "two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million \
    millions billion billions trillion percent half third quarter majority";

/// The words, and what each of them is a reason for.
pub const LISTS: &[(&str, Checkworthy)] = &[
    (CASUALTIES, Checkworthy::CASUALTIES),
    (TERRITORY, Checkworthy::TERRITORY),
    (CAUSE, Checkworthy::CAUSE),
    (FORECAST, Checkworthy::FORECAST),
    (SUPERLATIVE, Checkworthy::SUPERLATIVE),
    (ACCUSATION, Checkworthy::ACCUSATION),
    (MONTHS, Checkworthy::DATED_EVENT),
    (AMOUNTS, Checkworthy::FIGURE),
];

/// The reasons of each sentence of the block.
#[must_use]
pub fn reasons(sheet: &Sheet<'_>) -> Vec<Checkworthy> {
    let mut out = vec![Checkworthy::default(); sheet.block.sentences.len()];
    for (i, item) in sheet.items.iter().enumerate() {
        let Some(reason) = reason(sheet, i, item) else { continue };
        for slot in &mut out[item.first..=item.last.max(item.first)] {
            *slot = slot.with(reason);
        }
    }
    out
}

fn reason(sheet: &Sheet<'_>, i: usize, item: &Item) -> Option<Checkworthy> {
    match item.kind {
        Kind::Quote(q) => {
            (sheet.block.quotations[q].depth == 0 && sheet.long_quote(i)).then_some(Checkworthy::QUOTATION)
        }
        Kind::Number => Some(number(sheet, i, item)),
        Kind::Word => Some(item.reasons).filter(|r| r.any() && holds(sheet, i) && !held_off(sheet, i)),
        _ => None,
    }
}

/// A number is a figure, unless it is a year or stands beside a month: then it dates an event.
fn number(sheet: &Sheet<'_>, i: usize, item: &Item) -> Checkworthy {
    let digits = item.span.of(sheet.text).trim_end_matches(|c: char| c.is_alphabetic());
    let year = digits.len() == 4 && digits.parse::<u16>().is_ok_and(|y| (1500..2200).contains(&y));
    let month = |j: Option<usize>| j.is_some_and(|j| among_months(sheet, j));
    if year || month(i.checked_sub(1)) || month(Some(i + 1)) { Checkworthy::DATED_EVENT } else { Checkworthy::FIGURE }
}

fn among_months(sheet: &Sheet<'_>, i: usize) -> bool {
    sheet.items.get(i).is_some_and(|m| m.kind == Kind::Word && m.is(Class::TIME) && m.capital)
}

/// Whether a word stands in quotation marks of a few words, at arm's length ("the 'liberation'"): the writer does not say so.
fn held_off(sheet: &Sheet<'_>, i: usize) -> bool {
    const A_FEW: usize = 3;
    let quotation = sheet.run_of(i).and_then(|run| run.inside);
    quotation.is_some_and(|q| sheet.block.quotations[q].words <= A_FEW)
}

/// Senses that the neighbours rule out.
fn holds(sheet: &Sheet<'_>, i: usize) -> bool {
    let next = sheet.word(i + 1);
    let before = i.checked_sub(1).map_or("", |before| sheet.word(before));
    let word = sheet.word(i);
    match word {
        "set" | "due" => next == "to",
        "led" | "leads" | "resulted" => matches!(next, "to" | "in"),
        "thanks" | "owing" => next == "to",
        // A month that is a modal or a verb ("may", "march") is not in the list or needs its capital.
        "march" => sheet.items[i].capital,
        "most" => !sheet.items.get(i + 1).is_some_and(|n| n.lex == Lexeme::default() && !n.capital && next == "of"),
        "will" => !sheet.items[i].capital,
        // "not only a bridge": nothing is compared.
        "only" => before != "not",
        // "a question of control" says of nothing who holds it.
        "control" => before != "of",
        _ => true,
    }
}
