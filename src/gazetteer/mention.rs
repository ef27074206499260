//! Finding places in prose: the longest name that starts at a capitalised word.
//!
//! A name's words may be parts of hyphenated ones ("Kramatorsk-Sloviansk" names two places) and may stand in any case the fold takes
//! away. A word that no name explains is tried by its transliteration key, a word of Latin and Cyrillic letters by what it nearly is.
//! One pass, linear in the text; a word that starts no name allocates nothing.

use super::fold::{fold, is_cyrillic, key};
use super::people::{Around, is_no_place};
use super::{Atlas, Mention, NameForm, PlaceId, base};
use crate::article::{Block, Token, TokenKind};
use crate::text::Span;

/// Longer words name no place, and folding them would only cost time.
const LONGEST_WORD: usize = 64;

/// Words shorter than this, in bytes (six Latin letters, three Cyrillic ones), are not tried by their transliteration key: too many are
/// names of something else.
const SHORTEST_TRANSLITERATED: usize = 6;

/// Mixed-script words shorter than this are left alone.
const SHORTEST_GARBLED: usize = 3;

/// A part of a word token, cut at hyphens.
#[derive(Clone, Copy, Debug)]
struct Unit {
    span: Span,
    token: usize,
}

impl Atlas {
    /// Places mentioned in the prose of `block`, whose text is `text`, in order and without overlap.
    #[must_use]
    pub fn mentions(&self, text: &str, block: &Block) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut scan = Scan { atlas: self, text, tokens: &block.tokens, word: String::new(), other: String::new() };
        let mut at = scan.unit_from(0, 0);
        while let Some(unit) = at {
            at = match scan.mention_at(unit) {
                Some((last, mention)) => {
                    found.extend(mention);
                    scan.after(last)
                }
                None => scan.after(unit),
            };
        }
        found
    }
}

/// One walk over a block, with the buffers it folds words into.
struct Scan<'a> {
    atlas: &'a Atlas,
    text: &'a str,
    tokens: &'a [Token],
    word: String,
    other: String,
}

impl Scan<'_> {
    /// The mention that starts at `unit` and the last unit it takes in. An event takes its words in without being a mention.
    fn mention_at(&mut self, unit: Unit) -> Option<(Unit, Option<Mention>)> {
        let written = unit.span.of(self.text);
        if written.len() > LONGEST_WORD || !written.starts_with(char::is_uppercase) || self.in_address(unit) {
            return None;
        }
        self.word.clear();
        fold(written, &mut self.word);
        let mixed = is_mixed(written);
        let (last, mut candidates, form) = match self.named(unit) {
            Some(found) => found,
            None if mixed && written.len() >= SHORTEST_GARBLED => (unit, self.atlas.near(written), NameForm::Garbled),
            None if written.len() >= SHORTEST_TRANSLITERATED => (unit, self.transliterated(), NameForm::Romanisation),
            None => return None,
        };
        if candidates.is_empty() || (last.span == unit.span && self.is_no_place(unit)) {
            return None;
        }
        let span = Span::new(unit.span.start, last.span.end);
        self.atlas.tidy(&mut candidates, span.of(self.text));
        let first = *candidates.first()?;
        let form = self.atlas.name_of(first, span.of(self.text)).map_or(form, |name| name.form);
        let is_place = self.atlas.place(first).what != "event";
        Some((last, is_place.then_some(Mention { span, candidates, form })))
    }

    /// Places one of whose names starts at `unit`, folded into `self.word`, by the longest such name.
    fn named(&mut self, unit: Unit) -> Option<(Unit, Vec<PlaceId>, NameForm)> {
        let capitals = !unit.span.of(self.text).chars().any(char::is_lowercase);
        let atlas = self.atlas;
        let mut best: Option<(Unit, Vec<PlaceId>, NameForm)> = None;
        for (index, built_in) in [(&atlas.house.index, false), (&base::base().index, true)] {
            for entry in index.starting(&self.word) {
                if (entry.capitals && !capitals) || (built_in && atlas.house.over.contains_key(&entry.place)) {
                    continue;
                }
                let Some(last) = rest_from(self.text, self.tokens, unit, &entry.rest, &mut self.other) else {
                    continue;
                };
                match &mut best {
                    Some((end, places, _)) if end.span == last.span => places.push(entry.place),
                    Some((end, ..)) if end.span.end > last.span.end => {}
                    _ => best = Some((last, vec![entry.place], entry.form)),
                }
            }
        }
        best
    }

    /// Places whose name has the transliteration key of `self.word`.
    fn transliterated(&mut self) -> Vec<PlaceId> {
        self.other.clear();
        key(&self.word, &mut self.other);
        self.atlas.collect(|index, out| out.extend_from_slice(index.keyed(&self.other)))
    }

    /// Whether the unit belongs to a web address or a handle: "Kyiv.example", "@Moscow".
    fn in_address(&self, unit: Unit) -> bool {
        let before = self.text[..unit.span.start].chars().next_back();
        let mut after = self.text[unit.span.end..].chars();
        let follows = (after.next(), after.next());
        matches!(before, Some('@' | '_'))
            || matches!(follows, (Some('@' | '_'), _))
            || matches!(follows, (Some('.'), Some(c)) if c.is_alphanumeric())
    }

    /// Whether the words around say that the name is a person's or a paper's.
    fn is_no_place(&mut self, unit: Unit) -> bool {
        let token = self.tokens[unit.token].span;
        // Part of a hyphenated word: what stands around belongs to the whole.
        if token != unit.span {
            return false;
        }
        let neighbour = |i: Option<usize>| i.and_then(|i| self.tokens.get(i)).filter(|t| t.kind == TokenKind::Word);
        let spaced = |gap: &str| !gap.is_empty() && gap.len() <= 2 && gap.chars().all(char::is_whitespace);
        let before = neighbour(unit.token.checked_sub(1))
            .filter(|t| self.text.get(t.span.end..token.start).is_some_and(spaced))
            .map_or("", |t| t.span.of(self.text));
        let after = neighbour(Some(unit.token + 1))
            .filter(|t| self.text.get(token.end..t.span.start).is_some_and(spaced))
            .map_or("", |t| t.span.of(self.text));
        let (before, after) = (short(before), short(after));
        self.other.clear();
        fold(before, &mut self.other);
        let split = self.other.len();
        fold(after, &mut self.other);
        let (before_folded, after_folded) = self.other.split_at(split);
        let around = Around {
            before: before_folded,
            before_capital: before.starts_with(char::is_uppercase),
            after: after_folded,
            after_capital: after.starts_with(char::is_uppercase),
        };
        is_no_place(&self.word, around)
    }

    fn unit_from(&self, token: usize, from: usize) -> Option<Unit> {
        unit_from(self.text, self.tokens, token, from)
    }

    fn after(&self, unit: Unit) -> Option<Unit> {
        self.unit_from(unit.token, unit.span.end)
    }
}

/// A word too long to be in any list is as good as none.
fn short(word: &str) -> &str {
    if word.len() > LONGEST_WORD { "" } else { word }
}

/// The first unit of `tokens[token..]` that starts at the byte `from` or later.
fn unit_from(text: &str, tokens: &[Token], token: usize, from: usize) -> Option<Unit> {
    for (i, token) in tokens.iter().enumerate().skip(token).filter(|(_, t)| t.kind == TokenKind::Word) {
        let start = token.span.start.max(from);
        if start >= token.span.end {
            continue;
        }
        let Some(word) = text.get(start..token.span.end) else { continue };
        // Every hyphen is or begins with one of two bytes, and few words have either.
        if !word.bytes().any(|b| matches!(b, b'-' | 0xE2)) {
            return Some(Unit { span: Span::new(start, token.span.end), token: i });
        }
        let skip = word.len() - word.trim_start_matches(is_hyphen).len();
        let word = &word[skip..];
        if !word.is_empty() {
            let start = start + skip;
            let length = word.find(is_hyphen).unwrap_or(word.len());
            return Some(Unit { span: Span::new(start, start + length), token: i });
        }
    }
    None
}

/// The last unit of a name that starts with `first` and goes on with `rest`, folded and without spaces; `None` if it does not.
fn rest_from(text: &str, tokens: &[Token], first: Unit, rest: &str, buffer: &mut String) -> Option<Unit> {
    let mut rest = rest;
    let mut last = first;
    while !rest.is_empty() {
        let next = unit_from(text, tokens, last.token, last.span.end)?;
        let gap = text.get(last.span.end..next.span.start)?;
        if gap.len() > 4 || !gap.chars().all(|c| c.is_whitespace() || is_hyphen(c)) || gap.matches('\n').count() > 1 {
            return None;
        }
        if next.span.len() > LONGEST_WORD {
            return None;
        }
        buffer.clear();
        fold(next.span.of(text), buffer);
        rest = rest.strip_prefix(buffer.as_str())?;
        last = next;
    }
    Some(last)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}')
}

/// Whether a word has Latin and Cyrillic letters.
fn is_mixed(word: &str) -> bool {
    !word.is_ascii() && word.contains(is_cyrillic) && word.contains(|c: char| c.is_alphabetic() && (c as u32) < 0x250)
}
