//! Names of places, in the house form, whichever of a place's names is being typed.

use super::{CompletionItem, ItemKind, filter, line_start};
use crate::desk::Snapshot;
use crate::gazetteer::{PlaceId, Word, kinds_of_word};
use crate::text::Span;

/// At most so many are offered: among more nobody finds one.
const MOST: usize = 20;

/// Fewer letters than this are the start of too many names.
const FEWEST: usize = 2;

/// Fewer small letters than this may yet become any word.
const FEWEST_SMALL: usize = 4;

/// A name being typed begins at one of so many last capitals: "Santa Cruz de la S".
const MOST_STARTS: usize = 4;

/// And has at most so many words.
const MOST_WORDS: usize = 5;

/// How far back the name's start is looked for, in bytes.
const REACH: usize = 120;

/// Places whose names start with the words before `offset` from one of the last capitals on, the longest such beginning first.
pub fn offer(snapshot: &Snapshot, offset: usize) -> Vec<CompletionItem> {
    let text = &*snapshot.ledger.text;
    let line = &text[line_start(text, offset, REACH)..offset];
    let inner = text[offset..].starts_with(char::is_alphanumeric);
    let starts =
        line.char_indices().filter(|&(i, c)| c.is_uppercase() && !line[..i].ends_with(|c: char| c.is_alphanumeric()));
    let starts: Vec<usize> = starts.map(|(i, _)| i).collect();
    // A name in small letters, only behind a word that leads to a place: "in kiev". Every other word of prose begins some name.
    if starts.iter().all(|&start| line[start..].contains([' ', '.'])) && !inner {
        let start = line.rfind(|c: char| !c.is_alphanumeric() && c != '-').map_or(0, |i| i + 1);
        let (before, typed) = (line.get(..start).unwrap_or(""), line.get(start..).unwrap_or(""));
        let leads = before.trim_end().rsplit(' ').next().is_some_and(|word| kinds_of_word(word).any(Word::PREPOSITION));
        let small = typed.starts_with(char::is_lowercase) && typed.chars().count() >= FEWEST_SMALL;
        if small && leads && !kinds_of_word(typed).any(Word::ORDINARY) {
            return starting(snapshot, typed, Span::new(offset - typed.len(), offset));
        }
    }
    // The longest first: "New Yo" is New York and no Yokohama. What is no name's beginning finds nothing and falls to the next.
    for &start in &starts[starts.len().saturating_sub(MOST_STARTS)..] {
        let typed = &line[start..];
        let words: Vec<&str> = typed.split([' ', '-']).collect();
        // A name goes on with a capital; "The port" is prose.
        let prose = words.last().is_some_and(|word| word.starts_with(char::is_lowercase));
        let named = !prose && typed.chars().all(|c| c.is_alphanumeric() || " -'’.".contains(c));
        if inner || !named || words.len() > MOST_WORDS || typed.chars().count() < FEWEST {
            continue;
        }
        let items = starting(snapshot, typed, Span::new(offset - typed.len(), offset));
        if !items.is_empty() {
            return items;
        }
    }
    Vec::new()
}

/// What a place of the article weighs more than any other, in powers of ten of inhabitants.
const NAMED_HERE: f64 = 9.0;

/// What a place weighs more in whose country others of the article lie.
const SAME_COUNTRY: f64 = 1.5;

fn starting(snapshot: &Snapshot, typed: &str, replace: Span) -> Vec<CompletionItem> {
    let atlas = &snapshot.data.atlas;
    let mut named_here: Vec<PlaceId> = Vec::new();
    named_here.extend(snapshot.ledger.places.iter().map(|it| it.choice.place));
    let countries: Vec<_> = named_here.iter().filter_map(|&id| atlas.facts(id).country).collect();
    // What the article is about already comes first, then what lies in the countries it names.
    let found = atlas.starting_with(typed, MOST, |id, facts| {
        let here = if named_here.contains(&id) { NAMED_HERE } else { 0.0 };
        here + if facts.country.is_some_and(|country| countries.contains(&country)) { SAME_COUNTRY } else { 0.0 }
    });
    let mut items: Vec<CompletionItem> = Vec::new();
    for id in found {
        let place = atlas.facts(id);
        let form = &*snapshot.newsroom.house.form(atlas, id);
        if form == typed {
            continue;
        }
        let within: Vec<&str> = [place.region, place.country_name].into_iter().flatten().collect();
        let whereabouts = if within.is_empty() { String::new() } else { format!(" in {}", within.join(", ")) };
        let item = CompletionItem {
            sort: ItemKind::Place,
            detail: format!("{}{whereabouts}", place.what),
            filter: filter(form, typed),
            ..CompletionItem::new(form, form.to_owned(), replace)
        };
        if !items.contains(&item) {
            items.push(item);
        }
    }
    items
}
