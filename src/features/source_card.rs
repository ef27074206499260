//! The card of a source: what hover and completion show of it. Of a confidential source only what does not tell who it is.

use super::markdown::{bold, count, escaped, link, list};
use crate::sources::{Registry, Source, grade_in_words};

/// The card of `source`; `resting` is how many sentences of the article rest on it, where that is asked.
pub fn source_card(source: &Source, resting: Option<usize>) -> String {
    let mut card = bold(source.display_name());
    let line = source.display_line();
    if !line.is_empty() {
        card.push_str("  \n");
        card.push_str(&escaped(&line));
    }
    let facts = facts(source);
    if !facts.is_empty() {
        card.push('\n');
        card.push_str(&list(&facts));
    }
    if let Some(resting) = resting {
        card.push_str("\n\n");
        card.push_str(&match resting {
            0 => "Not cited in this article.".to_owned(),
            1 => "Cited in 1 sentence of this article.".to_owned(),
            n => format!("Cited in {} of this article.", count(n, "sentence", "sentences")),
        });
    }
    card
}

fn facts(source: &Source) -> Vec<String> {
    let custom = &source.custom;
    let mut facts = Vec::new();
    if let Some(kind) = custom.kind.as_deref().or(Some(&*source.csl_type).filter(|t| !t.is_empty())) {
        facts.push(format!("Kind: {}", escaped(kind)));
    }
    if let Some(party) = custom.party.as_deref() {
        facts.push(format!("Side: {}", escaped(party)));
    }
    if let Some(grade) = &custom.grade {
        let words = grade_in_words(grade).map_or(String::new(), |words| format!(" – {words}"));
        facts.push(format!("Grade: {}{words}", escaped(grade)));
    }
    if let Some(basis) = &custom.basis {
        let origin = custom.origin.as_ref().filter(|origin| **origin != source.key);
        let origin = origin.map_or(String::new(), |origin| format!(", first said in @{}", escaped(origin)));
        facts.push(format!("Basis: {}{origin}", escaped(basis)));
    }
    if let Some(reason) = &custom.anonymity_reason {
        facts.push(format!("Reason for anonymity: {}", escaped(reason)));
    }
    if let Some(url) = source.shown_url() {
        facts.push(format!("Link: {}", link(url, None)));
    }
    if let Some(archive) = source.shown_archive() {
        facts.push(link(archive, Some("archived copy")));
    }
    if let Some(accessed) = source.accessed.as_deref() {
        facts.push(format!("Seen: {}", escaped(accessed)));
    }
    facts
}

/// What a reserved key means; `None` if `key` is none.
pub fn reserved(key: &str) -> Option<&'static str> {
    Some(match key {
        "own" => "The reporter saw or heard this.",
        "known" => "Public record: an established fact.",
        "tk" => "Source to come. It stays an error until you replace tk with a key.",
        _ => return None,
    })
}

/// The card for a key, whatever it is: a source, a reserved key, or one that nothing has.
pub fn key_card(registry: &Registry, key: &str, resting: usize) -> String {
    if let Some(source) = registry.get(key) {
        return source_card(source, Some(resting));
    }
    if let Some(meaning) = reserved(key) {
        return format!("**@{key}**  \n{meaning}");
    }
    let near = registry.nearest_key(key).map_or(String::new(), |near| format!(" Did you mean @{}?", escaped(near)));
    format!("The registry has no source with the key {}.{near}", bold(key))
}
