//! What several rules need: the nearest of some words, names that are to be left alone, short quotes for messages.

use crate::gazetteer::Signs;
use crate::ledger::{Entry, Ledger, Mentioned};
use crate::sources::{RESERVED, Registry, Source};
use crate::text::Span;

/// Words longer than this are not compared: nobody mistypes one, and comparing costs the square of the length.
const LONGEST: usize = 100;

/// The one of `words` that `written` most likely was meant to be; `None` if none is near.
pub fn nearest<'a>(written: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > LONGEST {
        return None;
    }
    let most = (written.chars().count() / 3).max(1);
    words
        .filter(|w| w.len().abs_diff(written.len()) <= most * 4 && w.len() <= LONGEST)
        .map(|w| (strsim::osa_distance(&w.to_lowercase(), &written.to_lowercase()), w))
        .filter(|&(distance, _)| distance <= most)
        .min()
        .map(|(_, w)| w)
}

/// The key of a source, or one that needs no entry, that `key` most likely was meant to be.
pub fn nearest_key<'a>(key: &str, registry: &'a Registry) -> Option<&'a str> {
    nearest(key, registry.sources.iter().map(|s| s.key.as_str()).chain(["own", "known"]))
}

/// What the tags of one sentence lead to.
pub struct Cited<'a> {
    /// Index of the sentence among the block's; `None` where the tags belong to the block before.
    pub sentence: Option<usize>,
    /// Sources of the registry, each with where its key stands in the block, in order.
    pub sources: Vec<(&'a Source, Span)>,
    /// Whether a reserved key (`@own`, `@known`, `@tk`) is among the tags.
    pub reserved: bool,
    /// Whether a key is among them that the registry does not know.
    pub unknown: bool,
}

/// What each sentence of a block that bears a tag is tagged with, in order.
pub fn sources_by_sentence<'a>(entry: &Entry, registry: &'a Registry) -> Vec<Cited<'a>> {
    let mut all: Vec<Cited<'a>> = Vec::new();
    for tag in &entry.block.tags {
        if all.last().is_none_or(|last| last.sentence != tag.sentence) {
            all.push(Cited { sentence: tag.sentence, sources: Vec::new(), reserved: false, unknown: false });
        }
        let Some(cited) = all.last_mut() else { continue };
        for citation in &tag.citations {
            match registry.get(&citation.key) {
                Some(source) => cited.sources.push((source, citation.key_span)),
                None if RESERVED.contains(&citation.key.as_str()) => cited.reserved = true,
                None => cited.unknown = true,
            }
        }
    }
    all
}

/// Whether a name of a place is to be left as it stands: in a quotation, whose words are the speaker's, or marked `[CQ]`.
pub fn kept_as_written(ledger: &Ledger, it: &Mentioned) -> bool {
    it.mention(&ledger.blocks).signs.any(Signs::QUOTED.with(Signs::VERIFIED))
}

/// `text` in a message: on one line, and not too long.
pub fn quoted(text: &str) -> String {
    quoted_to(text, 40)
}

/// `text` in a message: on one line, and no longer than so many characters.
pub fn quoted_to(text: &str, most: usize) -> String {
    // There is room for the rest of a message, which is mostly written after it.
    let mut out = String::with_capacity(text.len().min(2 * most) + 80);
    out.push('“');
    let mut length = 0;
    for word in text.split_whitespace() {
        length += word.chars().count() + 1;
        if length > most + 1 {
            out.push('…');
            break;
        }
        if out.len() > "“".len() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.push('”');
    out
}

#[cfg(test)]
mod tests {
    use super::{nearest, quoted};

    #[test]
    fn the_nearest_word_is_found_and_a_far_one_is_not() {
        let keys = ["fire-chief-0412", "council-minutes", "own"];
        assert_eq!(nearest("fire-cheif-0412", keys.into_iter()), Some("fire-chief-0412"));
        assert_eq!(nearest("Council-Minutes", keys.into_iter()), Some("council-minutes"));
        assert_eq!(nearest("harbour", keys.into_iter()), None);
        assert_eq!(nearest(&"x".repeat(100_000), keys.into_iter()), None);
    }

    #[test]
    fn a_long_quote_is_cut_at_a_word() {
        assert_eq!(quoted("some\n analysts"), "“some analysts”");
        assert_eq!(
            quoted("many of the people who were on the market square that day"),
            "“many of the people who were on the…”"
        );
    }
}
