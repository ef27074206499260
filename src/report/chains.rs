//! How information reached the newsroom: the chain of people and outlets it passed through, from the origin to the article.
//!
//! For a tagged sentence the chain comes from the registry (who speaks, where it appeared, what that relied on), otherwise from the sentence
//! itself ("told the Herald", "citing two dockers"). Nothing else is guessed.

use super::data::{Answer, Chain, Hand};
use super::words::PageGuard;
use crate::attribution::SourceKind;
use crate::ledger::{Attributed, Ledger};
use crate::sources::{Registry, Source};
use std::collections::HashMap;

/// Longest chain shown; readers do not follow longer ones. The first links are left out.
const LONGEST: usize = 12;

/// The chains found so far, each with its sentences.
#[derive(Default)]
pub struct Chains {
    chains: Vec<Chain>,
    by_names: HashMap<Vec<String>, usize>,
}

impl Chains {
    /// Notes that the sentence `number` came by the way `hands`.
    pub fn add(&mut self, mut hands: Vec<Hand>, number: usize) {
        hands.dedup_by(|b, a| a.name == b.name);
        hands.drain(..hands.len().saturating_sub(LONGEST));
        if hands.is_empty() {
            return;
        }
        let names = hands.iter().map(|hand| hand.name.clone()).collect();
        let at = *self.by_names.entry(names).or_insert_with(|| {
            self.chains.push(Chain { hands, sentences: Vec::new() });
            self.chains.len() - 1
        });
        let sentences = &mut self.chains[at].sentences;
        if sentences.last() != Some(&number) {
            sentences.push(number);
        }
    }

    /// All of them, the way most sentences came first.
    pub fn done(self) -> Vec<Chain> {
        let mut chains = self.chains;
        chains.sort_by_key(|chain| std::cmp::Reverse(chain.sentences.len()));
        chains
    }
}

/// The way the sentence's own words tell of.
pub fn in_words(ledger: &Ledger, attributed: &Attributed<'_>, answer: &Answer, words: &PageGuard<'_>) -> Vec<Hand> {
    let hand = |via: &crate::attribution::Via| Hand {
        name: words.show(via.span.shifted(attributed.offset).of(&ledger.text)),
        note: None,
        key: None,
    };
    // Nearest first: who is cited had it before the speaker, who was told has it after.
    let cited = attributed.raw.via.iter().rev().filter(|via| via.cited).map(hand);
    let told = attributed.raw.via.iter().filter(|via| !via.cited).map(hand);
    cited.chain([speaker(answer)]).chain(told).collect()
}

/// The speaker as a hand.
pub fn speaker(answer: &Answer) -> Hand {
    let note = match answer.kind {
        SourceKind::Named => None,
        SourceKind::Collective => Some("institution or side"),
        SourceKind::Anonymous => Some("unnamed"),
        SourceKind::Vague => Some("nobody identified"),
    };
    Hand { name: answer.who.clone(), note: note.map(str::to_owned), key: None }
}

/// The way the registry tells of for `source`.
pub fn by_registry(registry: &Registry, source: &Source, words: &PageGuard<'_>) -> Vec<Hand> {
    registry.origins(source).into_iter().rev().flat_map(|source| hands_of(source, words)).collect()
}

/// Who speaks in a source, then where it appeared.
fn hands_of(source: &Source, words: &PageGuard<'_>) -> Vec<Hand> {
    let key = Some(words.show(&source.key));
    let role = words.show_some(source.shown_role());
    let outlet = words.show_some(source.shown_outlet());
    let who = words.show_some(source.shown_who());
    let speaks = source.custom.speaker.is_some();
    match (who, outlet) {
        (Some(who), Some(outlet)) if speaks && who != outlet => {
            vec![Hand { name: who, note: role, key: None }, Hand { name: outlet, note: None, key }]
        }
        (Some(who), outlet) => {
            let note = role.or(outlet.filter(|outlet| *outlet != who));
            vec![Hand { name: who, note, key }]
        }
        (None, outlet) => vec![Hand { name: words.show(source.display_name()), note: role.or(outlet), key }],
    }
}

/// What a reserved key is as a hand; `None` for one that announces a source.
pub fn reserved(key: &str) -> Option<Hand> {
    let (name, note) = match key {
        "own" => ("The reporter", "saw or heard it"),
        "known" => ("Public record", "an established fact"),
        _ => return None,
    };
    Some(Hand { name: name.into(), note: Some(note.into()), key: Some(key.into()) })
}

/// Puts the speaker before a way that does not name them already: what they said is known by that way.
pub fn led_by(mut hands: Vec<Hand>, speaker: Hand) -> Vec<Hand> {
    if !hands.iter().any(|hand| same(&hand.name, &speaker.name)) {
        hands.insert(0, speaker);
    }
    hands
}

/// Whether two names are one as far as their words tell: "Okafor" and "Ruth Okafor", "the authority" and "authority".
fn same(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).filter(|word| !matches!(&**word, "the" | "a" | "an")).collect()
    };
    let (a, b) = (words(a), words(b));
    let (fewer, more) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !fewer.is_empty() && fewer.iter().all(|word| more.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_again_by_its_words() {
        assert!(same("Okafor", "Ruth Okafor") && same("the Water Authority", "Water Authority"));
        assert!(!same("Ruth Brandt", "Ruth Okafor") && !same("the", "the Courier"));
    }
}
