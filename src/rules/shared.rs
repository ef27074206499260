//! What several rules need: the nearest of some words, marks that verify a spelling, short quotes for messages.

use super::BlockContext;
use crate::article::{Block, MarkKind};
use crate::ledger::{Ledger, Mentioned};
use crate::sources::{RESERVED, Source};
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
pub fn sources_by_sentence<'a>(block: &BlockContext<'a>) -> Vec<Cited<'a>> {
    let tags = &block.entry.block.tags;
    let mut all: Vec<Cited<'a>> = Vec::new();
    for tag in tags {
        if all.last().is_none_or(|last| last.sentence != tag.sentence) {
            all.push(Cited { sentence: tag.sentence, sources: Vec::new(), reserved: false, unknown: false });
        }
        let Some(cited) = all.last_mut() else { continue };
        for citation in &tag.citations {
            match block.data.registry.get(&citation.key) {
                Some(source) => cited.sources.push((source, citation.key_span)),
                None if RESERVED.contains(&citation.key.as_str()) => cited.reserved = true,
                None => cited.unknown = true,
            }
        }
    }
    all
}

/// Whether a `[CQ]` right after `span` says that the spelling is verified. Both are the block's own bytes.
pub fn verified(text: &str, block: &Block, span: Span) -> bool {
    let next = block.marks.partition_point(|m| m.span.start < span.end);
    block.marks.get(next).is_some_and(|mark| {
        mark.kind == MarkKind::Verified
            && text.get(span.end..mark.span.start).is_some_and(|gap| gap.len() <= 8 && !gap.contains(['.', ',', ';', '\n']))
            // "Name’s [CQ]": at most a clitic stands between.
            && text.get(span.end..mark.span.start).is_some_and(|gap| gap.split_whitespace().count() <= 1)
    })
}

/// Why a name of a place is to be left as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// It is the speaker's word, in a quotation.
    pub quoted: bool,
    /// A `[CQ]` says that it is meant so.
    pub verified: bool,
}

impl Kept {
    /// Whether it is to be left for any reason.
    pub fn any(self) -> bool {
        self.quoted || self.verified
    }
}

/// Whether a name of a place is to be left as it stands.
pub fn kept_as_written(ledger: &Ledger, it: &Mentioned) -> Kept {
    let placed = &ledger.blocks[it.at.0];
    let block = &placed.entry.block;
    let span = it.mention(&ledger.blocks).span;
    Kept { quoted: in_quotation(block, span), verified: verified(placed.span.of(&ledger.text), block, span) }
}

/// Whether `span` lies in a quotation. Both are the block's own bytes.
pub fn in_quotation(block: &Block, span: Span) -> bool {
    // Quotations are in order; the outermost one around a name is seldom more than a few inner ones back.
    const DEEPEST: usize = 32;
    let after = block.quotations.partition_point(|q| q.span.start <= span.start);
    let mut around = block.quotations[..after].iter().rev().take(DEEPEST);
    around.any(|q| q.depth == 0 && q.span.contains(span))
}

/// `text` in a message: on one line, and not too long.
pub fn quoted(text: &str) -> String {
    const MOST: usize = 40;
    // There is room for the rest of a message, which is mostly written after it.
    let mut out = String::with_capacity(text.len().min(2 * MOST) + 2 * MOST);
    out.push('“');
    let mut length = 0;
    for word in text.split_whitespace() {
        length += word.chars().count() + 1;
        if length > MOST + 1 {
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
