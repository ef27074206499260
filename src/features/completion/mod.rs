//! What can be put at the caret: in an article source tags, locators, directives, places, phrases and the article's own settings; in the
//! newsroom's files their settings and words.
//!
//! The ranking is made here, and an answer is marked incomplete so that editors ask again at each keystroke: left to themselves they would
//! match only what they know, the label. What editors match the typed characters with begins with them for the same reason. An item's card
//! is made when it is looked at, not when it is listed.

mod directives;
mod files;
mod front_matter;
mod locators;
mod phrases;
mod places;
pub mod schema;
mod tags;

pub use files::{File, complete_in_file};

use super::actions::Person;
use super::source_card::{reserved, source_card};
use crate::article::BlockKind;
use crate::desk::Snapshot;
use crate::sources::{Guard, Registry};
use crate::text::Span;

/// What can be put at the caret, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions {
    /// The items; the order is the rank.
    pub items: Vec<CompletionItem>,
    /// Whether the editor should ask again after the next keystroke.
    pub incomplete: bool,
}

/// What sort of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A source of the registry; its [`card`] is made on demand.
    Source,
    /// Somebody who is to be registered.
    Person,
    /// A word with a meaning: a reserved key, a directive, a rule.
    Keyword,
    /// Where in a source.
    Locator,
    /// A place.
    Place,
    /// A phrase that attributes.
    Phrase,
    /// A setting or a field.
    Setting,
    /// What a setting or a field can be.
    Value,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletionItem {
    /// What it is called in the list.
    pub label: String,
    /// What sort of item.
    pub sort: ItemKind,
    /// Who, where and when, or what it means, on one line.
    pub detail: String,
    /// More on it, in Markdown; empty for a source.
    pub documentation: String,
    /// What editors match the typed characters with: it begins with them, so that they keep all items and their order.
    pub filter: String,
    /// What to put in place of `replace`.
    pub insert: String,
    /// The same with places to fill in, as a snippet of the protocol, where there are any.
    pub snippet: Option<String>,
    /// The words to replace, in the text's bytes: it holds the caret.
    pub replace: Span,
    /// Somebody to register when it is taken.
    pub registers: Option<Person>,
}

impl CompletionItem {
    fn new(label: &str, insert: String, replace: Span) -> Self {
        Self {
            label: label.to_owned(),
            sort: ItemKind::Value,
            detail: String::new(),
            documentation: String::new(),
            filter: label.to_owned(),
            insert,
            snippet: None,
            replace,
            registers: None,
        }
    }

    fn registers(self, person: Person) -> Self {
        Self { registers: Some(person), ..self }
    }
}

/// What can be put at the byte `offset` of an article; `None` where there is nothing to offer.
#[must_use]
pub fn complete(snapshot: &Snapshot, offset: usize) -> Option<Completions> {
    if !snapshot.ledger.text.is_char_boundary(offset) {
        return None;
    }
    let mut found = tags::complete(snapshot, offset)
        .or_else(|| locators::complete(snapshot, offset))
        .or_else(|| directives::complete(snapshot, offset))
        .or_else(|| front_matter::complete(snapshot, offset))
        .or_else(|| words(snapshot, offset))?;
    let guard = snapshot.guard();
    if !guard.is_idle() {
        for item in &mut found.items {
            item.detail = guard.shown(&item.detail).into_owned();
            item.documentation = guard.shown(&item.documentation).into_owned();
        }
    }
    Some(found)
}

/// The card of the source, or the meaning of the reserved key, that an item is labelled with.
#[must_use]
pub fn card(registry: &Registry, label: &str) -> Option<String> {
    let shown = |source| Guard::whole(registry).shown(&source_card(source, None)).into_owned();
    registry.get(label).map(shown).or_else(|| reserved(label).map(str::to_owned))
}

/// Places and phrases, in prose.
fn words(snapshot: &Snapshot, offset: usize) -> Option<Completions> {
    if !is_prose(snapshot, offset) {
        return None;
    }
    let mut items = places::offer(snapshot, offset);
    items.extend(phrases::offer(snapshot, offset));
    (!items.is_empty()).then_some(Completions { items, incomplete: true })
}

/// What editors match `typed` with, for an item called `label`.
fn filter(label: &str, typed: &str) -> String {
    if label.starts_with(typed) { label.to_owned() } else { format!("{typed} {label}") }
}

/// Where the line of `offset` starts; no further than `reach` bytes back.
fn line_start(text: &str, offset: usize, reach: usize) -> usize {
    let from = (offset.saturating_sub(reach)..=offset).find(|&i| text.is_char_boundary(i)).unwrap_or(offset);
    text[from..offset].rfind(['\n', '\r']).map_or(from, |i| from + i + 1)
}

/// The items of `known`, each with what it means, that `typed` is the start of or is found in, as completions of the word at `replace`.
fn listed<'a>(
    known: impl IntoIterator<Item = (&'a str, &'a str)>,
    typed: &str,
    replace: Span,
    sort: ItemKind,
    after: &str,
) -> Option<Completions> {
    let query = typed.to_lowercase();
    let mut found: Vec<(bool, CompletionItem)> = Vec::new();
    for (word, meaning) in known {
        let lower = word.to_lowercase();
        if lower.contains(&query) {
            let item = CompletionItem {
                sort,
                detail: meaning.to_owned(),
                filter: filter(word, typed),
                ..CompletionItem::new(word, format!("{word}{after}"), replace)
            };
            found.push((!lower.starts_with(&query), item));
        }
    }
    // Those that begin so first; otherwise in the order given.
    found.sort_by_key(|(inside, _)| *inside);
    let items: Vec<CompletionItem> = found.into_iter().map(|(_, item)| item).collect();
    (!items.is_empty()).then_some(Completions { items, incomplete: true })
}

/// Whether a tag can stand at `offset`: not in code, HTML, an address or front matter.
fn is_prose(snapshot: &Snapshot, offset: usize) -> bool {
    let blocks = &snapshot.ledger.blocks;
    let Some(placed) = blocks.get(blocks.partition_point(|b| b.span.end < offset)) else { return true };
    if matches!(placed.kind, BlockKind::Code | BlockKind::Html | BlockKind::FrontMatter) {
        return false;
    }
    let Some(at) = offset.checked_sub(placed.span.start) else { return true };
    let block = &placed.entry.block;
    let within = |span: &Span| span.start < at && at < span.end;
    block.tags.iter().any(|tag| tag.span.touches(at)) || !block.masked.iter().any(within)
}

#[cfg(test)]
mod tests;
