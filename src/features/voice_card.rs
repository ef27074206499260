//! Who answers for a sentence, in an editor's words.

use super::markdown::{bold, escaped};
use crate::attribution::{Act, Checkworthy, SourceKind};
use crate::ledger::{Attributed, Ledger, Line, Standing};
use crate::text::Span;

/// One attribution: who says it, through whom, and what that is worth.
pub fn voice_card(ledger: &Ledger, attributed: &Attributed<'_>) -> String {
    let raw = attributed.raw;
    let words = |span: Span| span.shifted(attributed.offset).of(&ledger.text);
    let source = raw.source.map(words);
    if raw.abstract_subject {
        let subject = source.map_or_else(|| "Its subject".to_owned(), |words| format!("“{}”", escaped(words)));
        return format!("**The writer's own voice.** {subject} cannot be asked, so nobody answers for this.");
    }
    let who = attributed.voice.speaker.as_deref().or(source);
    let through: Vec<String> = raw.via.iter().map(|&span| bold(words(span))).collect();
    let through = if through.is_empty() { String::new() } else { format!(", through {}", through.join(" and ")) };
    let Some(who) = who else {
        return format!("**Nobody is named for these words**{through}. Say who spoke.");
    };
    let kind = attributed.voice.kind.unwrap_or(raw.kind);
    let mut card = format!("**{}** – {}{through}.", act_and_kind(raw.act, kind), rests_on(raw.act, &bold(who)));
    // Where the words here are others than the name, they show how the article carries the speaker on.
    if let Some(source) = source.filter(|source| !who.contains(source) && !source.contains(who)) {
        card.push_str(&format!(" (Here: “{}”.)", escaped(source)));
    }
    if let Some(advice) = advice(kind, raw.act) {
        card.push_str("\n\n");
        card.push_str(advice);
    }
    card
}

fn act_and_kind(act: Act, kind: SourceKind) -> &'static str {
    match (act, kind) {
        (Act::Intent, _) => "An intention",
        (_, SourceKind::Named) => "Attributed",
        (_, SourceKind::Collective) => "Collective",
        (_, SourceKind::Anonymous) => "Anonymous",
        (_, SourceKind::Vague) => "Vague",
    }
}

fn rests_on(act: Act, who: &str) -> String {
    match act {
        Act::Speech => format!("on the word of {who}"),
        Act::Evidence => format!("on the evidence of {who}"),
        Act::Belief => format!("on the belief of {who}"),
        Act::Intent => format!("that of {who}"),
    }
}

fn advice(kind: SourceKind, act: Act) -> Option<&'static str> {
    match (act, kind) {
        (Act::Intent, _) => Some("A plan puts nothing on anybody's word: say who announced it."),
        (_, SourceKind::Collective) => Some("That is an institution or a side. Name who spoke for it, if you can."),
        (_, SourceKind::Anonymous) => Some("Somebody unnamed. Say how they would know, and why they are not named."),
        (_, SourceKind::Vague) => Some("Nobody who could be asked. Name one of them, or a document."),
        (Act::Belief, SourceKind::Named) => {
            Some("What somebody thinks is known only from what they say: who heard it?")
        }
        (_, SourceKind::Named) => None,
    }
}

/// What there is to tell of a sentence beside its attributions: that it rests on a tag, on a vague word, or on nothing though a desk would
/// ask. `None` where there is nothing to tell.
pub fn standing_card(line: &Line, keys: &[&str]) -> Option<String> {
    match line.standing {
        Standing::Tagged if keys.is_empty() => Some("**Tagged** – it rests on a source tag.".into()),
        Standing::Tagged => {
            let keys: Vec<String> = keys.iter().map(|key| format!("@{}", escaped(key))).collect();
            Some(format!("**Tagged** – it rests on {}.", keys.join(" and ")))
        }
        Standing::Unattributed if line.checkworthy.any() => Some(unattributed(line)),
        Standing::Vague if line.because.is_none() => {
            Some("**Vague** – nobody who could be asked answers for it. Name one of them, or a document.".into())
        }
        _ => None,
    }
}

/// Why an unattributed sentence would be sent back.
fn unattributed(line: &Line) -> String {
    let reasons = reasons(line.checkworthy);
    let why = match reasons.split_last() {
        None => String::new(),
        Some((only, [])) => format!(" A desk would ask, because it {only}."),
        Some((last, others)) => format!(" A desk would ask, because it {} and {last}.", others.join(", ")),
    };
    format!("**Nobody is named for this.**{why} Add who said it, or a source tag.")
}

/// Why a desk would want a source: what the sentence does.
fn reasons(checkworthy: Checkworthy) -> Vec<&'static str> {
    let all = [
        (Checkworthy::CASUALTIES, "counts dead, wounded or destroyed"),
        (Checkworthy::FIGURE, "gives a figure"),
        (Checkworthy::TERRITORY, "says who holds what ground"),
        (Checkworthy::DATED_EVENT, "dates an event"),
        (Checkworthy::CAUSE, "says what made something happen"),
        (Checkworthy::FORECAST, "says what will be"),
        (Checkworthy::SUPERLATIVE, "calls something the first, the largest or the only one"),
        (Checkworthy::ACCUSATION, "says that somebody did wrong"),
        (Checkworthy::QUOTATION, "quotes somebody"),
    ];
    all.into_iter().filter(|(reason, _)| checkworthy.has(*reason)).map(|(_, words)| words).collect()
}
