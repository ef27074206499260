//! Constructions that put a claim on nobody: "reportedly", "is widely seen as", "it is understood", "reports suggest".
//!
//! The list follows what Wikipedia's Manual of Style calls weasel words, and what news agencies' rules on sourcing forbid. A construction
//! is only pointed at here; whether the sentence names somebody after all is the ledger's to decide.

use super::lexicon::{Class, form, list};
use super::sheet::{Kind, Run, Sheet};
use crate::text::Span;

const ADVERBS: &str = "reportedly allegedly purportedly supposedly ostensibly";
const WIDELY: &str = "widely generally commonly broadly universally often frequently increasingly";
const HELD: &str = "seen believed expected regarded considered viewed understood thought held assumed acknowledged known perceived rumoured \
    rumored feared reported accepted said alleged hailed interpreted criticised criticized praised";
const HELD_ALONE: &str =
    "believed thought understood rumoured rumored feared alleged said reported expected presumed assumed";
const NOUNS: &str = "reports rumours rumors sources observers analysts experts critics insiders allegations accounts";
const AMID: &str = "amid amidst despite following";
const SUGGEST: &str = "suggest suggested indicate indicated say said claim claimed emerged indicating suggesting";

/// The words, and their parts in the constructions.
pub const LISTS: &[(&str, u32)] = &[
    (ADVERBS, list::ADVERB),
    (WIDELY, list::WIDE),
    (HELD, list::HOLD),
    (HELD_ALONE, list::ALONE),
    (NOUNS, list::NOUN),
    (SUGGEST, list::SUGGESTS),
];

/// Where a run of the writer's own words hides behind nobody, if it does.
#[must_use]
pub fn vague(sheet: &Sheet<'_>, run: Run) -> Option<Span> {
    if run.inside.is_some() {
        return None;
    }
    (run.start..run.end).find_map(|i| at(sheet, run, i))
}

fn at(sheet: &Sheet<'_>, run: Run, i: usize) -> Option<Span> {
    let item = &sheet.items[i];
    if item.kind != Kind::Word {
        return None;
    }
    let next = |k: usize| if i + k < run.end { sheet.word(i + k) } else { "" };
    let among = |list: u32, k: usize| i + k < run.end && sheet.items[i + k].lists & list != 0;
    if among(list::ADVERB, 0) {
        return Some(item.span);
    }
    if item.is(Class::BE) {
        // "is widely seen", "has been widely believed".
        if among(list::WIDE, 1) && among(list::HOLD, 2) && !agent(sheet, run, i + 2) {
            return Some(sheet.span(i, i + 2));
        }
        // "is believed to have", "are thought to".
        let expected_subject = next(1) != "expected" && next(1) != "said" && next(1) != "reported" || next(2) == "to";
        if among(list::ALONE, 1) && next(2) == "to" && expected_subject {
            return Some(sheet.span(i, i + 2));
        }
    }
    // "it is understood that", "it has been suggested that".
    if item.is(Class::SUBJECT)
        && sheet.word(i) == "it"
        && sheet.items.get(i + 1).is_some_and(|n| n.is(Class::BE.with(Class::HAVE)))
    {
        let end = run.end.min(i + 6);
        let that = (i + 2..end).find(|&j| sheet.word(j) == "that");
        if let Some(that) = that
            // "It's a good bet that": a noun.
            && (i + 2..that)
                .take_while(|&j| !sheet.items[j].is(Class::DETERMINER))
                .any(|j| sheet.items[j].verb(form::PARTICIPLE).is_some())
        {
            return Some(sheet.span(i, that - 1));
        }
    }
    let bare = || i == run.start || !sheet.items[i - 1].is(Class::DETERMINER) && !sheet.items[i - 1].capital;
    if among(list::NOUN, 0) && among(list::SUGGESTS, 1) && bare() {
        return Some(sheet.span(i, i + 1));
    }
    // "amid reports of", "despite persistent rumours that".
    let words = |k: usize| (run.start..i).rev().take(k).any(|j| AMID.split(' ').any(|amid| amid == sheet.word(j)));
    if among(list::NOUN, 0) && matches!(next(1), "of" | "that") && bare() && words(2) {
        return Some(sheet.span(i, i + 1));
    }
    None
}

/// Whether a "by" follows within a few words: then somebody is named, or at least meant.
fn agent(sheet: &Sheet<'_>, run: Run, from: usize) -> bool {
    (from..run.end.min(from + 6)).any(|i| sheet.word(i) == "by")
}
