//! Where in a source, after the comma of a tag: the words Pandoc knows, those that fit the kind of source first.

use super::{Completions, ItemKind, line_start, listed};
use crate::desk::Snapshot;
use crate::sources::Source;
use crate::text::Span;

/// How far back a tag is looked for, in bytes.
const REACH: usize = 500;

/// The locators of Pandoc and CSL 1.0.2 that newsrooms use.
const LOCATORS: [(&str, &str); 11] = [
    ("para.", "paragraph"),
    ("p.", "page"),
    ("pp.", "pages"),
    ("sec.", "section"),
    ("ch.", "chapter"),
    ("l.", "line"),
    ("n.", "note"),
    ("fig.", "figure"),
    ("no.", "number"),
    ("vol.", "volume"),
    ("at", "minute and second of a recording: at 12:40"),
];

/// What can be put at `offset`; `None` where no locator is being typed.
pub fn complete(snapshot: &Snapshot, offset: usize) -> Option<Completions> {
    let text = &*snapshot.ledger.text;
    let before = &text[line_start(text, offset, REACH)..offset];
    let inside = &before[before.rfind('[')? + 1..];
    if inside.contains(']') || !super::is_prose(snapshot, offset - inside.len()) {
        return None;
    }
    let item = inside.rsplit(';').next()?;
    let (cited, typed) = item.rsplit_once(',')?;
    let typed = typed.trim_start();
    let key = cited.split('@').nth(1)?.split(',').next()?.trim_matches(['{', '}', ' ']);
    if typed.contains(|c: char| !c.is_alphabetic() && c != '.') {
        return None;
    }
    let fitting = fitting(snapshot.data.registry.get(key));
    let rest = LOCATORS.iter().filter(|(word, _)| !fitting.contains(word));
    let first = fitting.iter().filter_map(|word| LOCATORS.iter().find(|(known, _)| known == word));
    let replace = Span::new(offset - typed.len(), offset);
    listed(first.chain(rest).copied(), typed, replace, ItemKind::Locator, " ")
}

/// The locators that fit a source, by what it is.
fn fitting(source: Option<&Source>) -> &'static [&'static str] {
    let Some(source) = source else { return &[] };
    match (source.custom.kind.as_deref(), source.csl_type.as_str()) {
        (_, "interview" | "broadcast" | "motion_picture" | "song" | "speech" | "performance") => &["at", "para."],
        (Some("document" | "expert"), _) | (_, "report" | "book" | "thesis" | "legislation" | "chapter") => {
            &["p.", "pp.", "sec.", "ch.", "fig."]
        }
        (Some("witness" | "own"), _) => &["at", "para."],
        _ => &["para.", "p."],
    }
}
