//! An article's outline: its headings, then its sources with the sentences that rest on each.

use super::account::{answering, keys_of};
use super::markdown::{on_one_line, shortened};
use crate::article::{BlockKind, Format};
use crate::desk::Snapshot;
use crate::ledger::{Ledger, Standing};
use crate::text::Span;
use std::collections::HashMap;

/// What an entry of the outline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutlineKind {
    /// A heading; those under it are its children.
    Heading,
    /// A source by its key; its children are the sentences that rest on it.
    Source,
    /// Somebody on whose word sentences stand; its children are those.
    Speaker,
    /// A sentence.
    Sentence,
}

/// An entry of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineEntry {
    /// What it is called.
    pub name: String,
    /// More about it, or nothing.
    pub detail: String,
    /// What it is.
    pub kind: OutlineKind,
    /// All of it, in the article's bytes: of a heading its section, of a source its first sentence.
    pub span: Span,
    /// The words to go to; within `span`.
    pub at: Span,
    /// What belongs to it.
    pub children: Vec<OutlineEntry>,
}

/// Longer sentences are cut to so many characters: an outline is narrow.
const LONGEST: usize = 80;

/// The outline of an article.
#[must_use]
pub fn symbols(snapshot: &Snapshot) -> Vec<OutlineEntry> {
    let mut outline = headings(&snapshot.ledger);
    outline.extend(sources(snapshot));
    let guard = snapshot.guard();
    if !guard.is_idle() {
        // A heading deeper than Markdown's six is none, and sentences lie no deeper than two.
        let mut open: Vec<&mut OutlineEntry> = outline.iter_mut().collect();
        while let Some(entry) = open.pop() {
            entry.name = guard.shown(&entry.name).into_owned();
            entry.detail = guard.shown(&entry.detail).into_owned();
            open.extend(entry.children.iter_mut());
        }
    }
    outline
}

/// Headings of the article with their text and level, in order.
fn heading_texts(ledger: &Ledger) -> impl Iterator<Item = (Span, usize, String)> {
    ledger.blocks.iter().filter(|placed| placed.kind == BlockKind::Heading).filter_map(move |placed| {
        let text = placed.span.of(&ledger.text);
        let trimmed = text.trim();
        let start = placed.span.start + (text.len() - text.trim_start().len());
        let line = trimmed.lines().next().unwrap_or_default();
        let hashes = line.bytes().take_while(|&b| b == b'#').count();
        let level = match (ledger.format, hashes) {
            (Format::Markdown, 1..=6) => hashes,
            (Format::Markdown, _) if trimmed.lines().nth(1).is_some_and(|under| under.starts_with('-')) => 2,
            _ => 1,
        };
        let words = if level == hashes { line.trim_matches('#') } else { line };
        let words = shortened(words, LONGEST);
        (!words.is_empty()).then(|| (Span::new(start, start + line.len()), level, words))
    })
}

fn headings(ledger: &Ledger) -> Vec<OutlineEntry> {
    let end = ledger.text.trim_end().len();
    let all: Vec<(Span, usize, String)> = heading_texts(ledger).collect();
    // The open headings, outermost first; one is closed by the next of its level or above.
    let mut open: Vec<(usize, OutlineEntry)> = Vec::new();
    let mut outline = Vec::new();
    let close = |open: &mut Vec<(usize, OutlineEntry)>, outline: &mut Vec<OutlineEntry>, level: usize, at: usize| {
        while open.last().is_some_and(|(own, _)| *own >= level) {
            let Some((_, mut entry)) = open.pop() else { break };
            let section = ledger.text[entry.at.start..at.max(entry.at.end)].trim_end().len();
            entry.span = Span::new(entry.at.start, (entry.at.start + section).max(entry.at.end));
            match open.last_mut() {
                Some((_, above)) => above.children.push(entry),
                None => outline.push(entry),
            }
        }
    };
    for (at, level, name) in all {
        close(&mut open, &mut outline, level, at.start);
        let entry = OutlineEntry {
            name,
            detail: String::new(),
            kind: OutlineKind::Heading,
            span: at,
            at,
            children: Vec::new(),
        };
        open.push((level, entry));
    }
    close(&mut open, &mut outline, 0, end);
    outline
}

/// Sources in order of their first sentence: keys, and speakers where no tag is.
fn sources(snapshot: &Snapshot) -> Vec<OutlineEntry> {
    let ledger = &*snapshot.ledger;
    let mut entries: Vec<OutlineEntry> = Vec::new();
    let mut known: HashMap<(Spelt, String), usize> = HashMap::new();
    for (index, line) in ledger.lines.iter().enumerate() {
        let mut rests: Vec<(Spelt, String, String)> = Vec::new();
        if line.bears_tag {
            for key in keys_of(ledger, index) {
                let about = snapshot.data.registry.get(key).map(|source| source.display_name().to_owned());
                rests.push((Spelt::Key, key.to_owned(), about.unwrap_or_default()));
            }
        } else if matches!(line.standing, Standing::Attributed | Standing::Collective | Standing::Anonymous)
            && let Some(who) = answering(ledger, index).and_then(|own| own.voice.speaker.clone())
        {
            rests.push((Spelt::Name, who.to_string(), String::new()));
        }
        for (kind, name, detail) in rests {
            let sentence = OutlineEntry {
                name: shortened(line.span.of(&ledger.text), LONGEST),
                detail: String::new(),
                kind: OutlineKind::Sentence,
                span: line.span,
                at: line.span,
                children: Vec::new(),
            };
            let at = *known.entry((kind, name.clone())).or_insert_with(|| {
                let (kind, name) = match kind {
                    Spelt::Key => (OutlineKind::Source, format!("@{name}")),
                    Spelt::Name => (OutlineKind::Speaker, on_one_line(&name)),
                };
                let children = Vec::new();
                entries.push(OutlineEntry { name, detail, kind, span: line.span, at: line.span, children });
                entries.len() - 1
            });
            entries[at].children.push(sentence);
        }
    }
    entries
}

/// A key and a name may be spelt alike.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Spelt {
    Key,
    Name,
}

#[cfg(test)]
mod tests {
    use super::super::testing::snapshot;
    use super::*;
    use expect_test::{Expect, expect};
    use std::fmt::Write;

    #[track_caller]
    #[expect(clippy::needless_pass_by_value, reason = "so that the outline stands in the call")]
    fn check(text: &str, outline: Expect) {
        let snapshot = snapshot(text);
        let mut shown = String::new();
        write(&mut shown, &symbols(&snapshot), 0);
        outline.assert_eq(&shown);
    }

    fn write(shown: &mut String, entries: &[OutlineEntry], depth: usize) {
        for entry in entries {
            assert!(entry.span.contains(entry.at));
            let detail = if entry.detail.is_empty() { String::new() } else { format!(" ({})", entry.detail) };
            let _ = writeln!(shown, "{}{:?} {}{detail}", "  ".repeat(depth), entry.kind, entry.name);
            write(shown, &entry.children, depth + 1);
        }
    }

    #[test]
    fn headings_by_level_then_sources_with_their_sentences() {
        check(
            "# The bridge\n\nThe bridge is shut [@ministry]. Jan Brink said nobody may cross.\n\n## What next\n\n\
             It opens in May [@ministry; @lipa-0304].\n\nOther news\n==========\n\nBrink said the road is open.\n",
            expect![[r#"
                Heading The bridge
                  Heading What next
                Heading Other news
                Source @ministry (Road closures, first quarter)
                  Sentence The bridge is shut [@ministry].
                  Sentence It opens in May [@ministry; @lipa-0304].
                Speaker Jan Brink
                  Sentence Jan Brink said nobody may cross.
                  Sentence Brink said the road is open.
                Source @lipa-0304 (Bridge at Lipa *closed* until May)
                  Sentence It opens in May [@ministry; @lipa-0304].
            "#]],
        );
    }

    #[test]
    fn a_confidential_source_keeps_its_name_out_of_the_outline() {
        check(
            "The bridge is shut [@s1].",
            expect![[r#"
                Source @s1 (Confidential source)
                  Sentence The bridge is shut [@s1].
            "#]],
        );
    }
}
