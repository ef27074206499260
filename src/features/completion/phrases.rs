//! Phrases that put a sentence on somebody's word, with places to fill in.

use super::{CompletionItem, ItemKind, line_start};
use crate::desk::Snapshot;
use crate::text::Span;

/// Fewer letters than this of its last word are the start of too much else.
const FEWEST: usize = 3;

/// How far back the start of a phrase is looked for, in bytes.
const REACH: usize = 80;

/// Each with its places to fill in between `{` and `}`.
const PHRASES: [&str; 10] = [
    "according to {source}",
    "according to a document seen by {the paper}",
    "said in a statement on {day}",
    "said in an interview with {outlet}",
    "told {outlet}",
    "told reporters on {day}",
    "who spoke on condition of anonymity because {reason}",
    "who asked not to be named because {reason}",
    "did not respond to a request for comment",
    "could not be independently verified",
];

/// Phrases that the words before `offset` begin.
pub fn offer(snapshot: &Snapshot, offset: usize) -> Vec<CompletionItem> {
    let text = &*snapshot.ledger.text;
    let line = &text[line_start(text, offset, REACH)..offset];
    if text[offset..].starts_with(char::is_alphanumeric) {
        return Vec::new();
    }
    PHRASES.iter().filter_map(|phrase| item(line, phrase, offset)).collect()
}

fn item(line: &str, phrase: &str, offset: usize) -> Option<CompletionItem> {
    let plain = phrase.replace(['{', '}'], "");
    // The longest run of whole words at the end of the line that the phrase starts with.
    let starts = line.char_indices().filter(|&(i, c)| c.is_alphabetic() && !line[..i].ends_with(char::is_alphanumeric));
    let typed = starts.map(|(i, _)| &line[i..]).find(|typed| {
        plain.get(..typed.len()).is_some_and(|head| head.eq_ignore_ascii_case(typed)) && typed.len() < plain.len()
    })?;
    let last_word = typed.rsplit(' ').next().unwrap_or_default();
    if last_word.len() < FEWEST && !(typed.contains(' ') && typed.len() > FEWEST) {
        return None;
    }
    let open = phrase.find('{');
    // The writer's own capital stays.
    let keep = |rest: &str| format!("{typed}{rest}");
    let insert = keep(&plain[typed.len()..open.map_or(plain.len(), |open| open.max(typed.len()))]);
    let snippet = open.filter(|&open| open >= typed.len()).map(|open| {
        let name = phrase[open + 1..].trim_end_matches('}');
        format!("{}${{1:{name}}}", escaped(&keep(&phrase[typed.len()..open])))
    });
    Some(CompletionItem {
        sort: ItemKind::Phrase,
        detail: "attributes the sentence".into(),
        filter: keep(&plain[typed.len()..]),
        snippet,
        ..CompletionItem::new(&plain, insert, Span::new(offset - typed.len(), offset))
    })
}

/// Words in a snippet, where `$`, `}` and `\` mean something.
fn escaped(words: &str) -> String {
    words.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}
