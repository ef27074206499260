//! What an article says of itself at its top: keys, and values as far as they can be known.

use super::{CompletionItem, Completions, ItemKind, filter, line_start, listed};
use crate::article::BlockKind;
use crate::desk::Snapshot;
use crate::features::places::mentioned;
use crate::text::Span;

const KEYS: [(&str, &str); 5] = [
    ("date", "day of the article, as 2026-03-13"),
    ("dateline", "where it was written"),
    ("language", "its language, as a code: en, uk"),
    ("bibliography", "sources for this article only"),
    ("places", "which place a name means in this article"),
];

const LANGUAGES: [(&str, &str); 8] = [
    ("en", "English"),
    ("uk", "Ukrainian"),
    ("ru", "Russian"),
    ("de", "German"),
    ("fr", "French"),
    ("pl", "Polish"),
    ("es", "Spanish"),
    ("ar", "Arabic"),
];

/// What can be put at `offset`; `None` outside front matter.
pub fn complete(snapshot: &Snapshot, offset: usize) -> Option<Completions> {
    let ledger = &*snapshot.ledger;
    let front = ledger.blocks.iter().find(|b| !matches!(b.kind, BlockKind::Blank))?;
    // The closing line is none of it, nor is the opening one.
    let text = &*ledger.text;
    let within = front.kind == BlockKind::FrontMatter && front.span.touches(offset);
    let start = line_start(text, offset, front.span.len().max(1));
    if !within
        || start == front.span.start
        || text[start..].starts_with("---")
        || text[..start].trim_end().ends_with("\n---")
    {
        return None;
    }
    let line = &text[start..offset];
    match line.split_once(':') {
        None if !line.starts_with([' ', '\t', '-']) => {
            let written: Vec<&str> =
                front.span.of(text).lines().filter_map(|l| l.split_once(':')).map(|(k, _)| k).collect();
            let missing = KEYS.into_iter().filter(|(key, _)| !written.contains(key));
            listed(missing, line, Span::new(start, offset), ItemKind::Setting, ": ")
        }
        None => pins(snapshot, line, offset, &text[front.span.start..start]),
        Some((key, value)) => {
            let typed = value.trim_start();
            let replace = Span::new(offset - typed.len(), offset);
            match key.trim() {
                "language" | "lang" => listed(LANGUAGES, typed, replace, ItemKind::Value, ""),
                "bibliography" => {
                    let files: Vec<&str> = snapshot.data.registry.files.iter().map(String::as_str).collect();
                    listed(files.into_iter().map(|file| (file, "a registry")), typed, replace, ItemKind::Value, "")
                }
                _ => None,
            }
        }
    }
}

/// Pins for names that could be several places, under `places:`.
fn pins(snapshot: &Snapshot, line: &str, offset: usize, above: &str) -> Option<Completions> {
    let under = above.lines().rev().find(|l| !l.starts_with([' ', '\t']) && !l.trim().is_empty())?;
    if under.trim_end() != "places:" {
        return None;
    }
    let typed = line.trim_start();
    let replace = Span::new(offset - typed.len(), offset);
    let query = typed.to_lowercase();
    let atlas = &snapshot.data.atlas;
    let mut items: Vec<CompletionItem> = Vec::new();
    for mention in mentioned(snapshot).iter().filter(|m| !m.sure) {
        let name = mention.span.of(&snapshot.ledger.text);
        for hit in atlas.look_up(name).into_iter().take(5) {
            let place = atlas.facts(hit.place);
            let label = format!("{name}: {}", atlas.id(hit.place));
            if label.to_lowercase().starts_with(&query) && !items.iter().any(|item| item.label == label) {
                let within: Vec<&str> =
                    [place.district, place.region, place.country_name].into_iter().flatten().collect();
                items.push(CompletionItem {
                    detail: format!("{} in {}", place.what, within.join(", ")),
                    filter: filter(&label, typed),
                    ..CompletionItem::new(&label, label.clone(), replace)
                });
            }
        }
    }
    (!items.is_empty()).then_some(Completions { items, incomplete: true })
}
