//! What language an article is in: attribution is read in English only, and an article in another is better not judged than judged badly.
//!
//! A pure function of the front matter and the blocks, and a cautious one: a draft is taken for another language only where it says so
//! itself, or where a fair stretch of its own prose leaves no doubt. It looks at a sample of fixed size, so that it costs a keystroke
//! nothing worth counting, and never at quotations: English news quotes people in their own words.

use super::{Placed, entry};
use crate::article::{Block, BlockKind, FrontMatter, TokenKind};
use std::collections::HashSet;
use whatlang::Lang;

/// What language an article is in, as far as reading it goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, or nothing else for certain.
    #[default]
    English,
    /// Another, as the front matter says: a BCP 47 tag as written.
    Told(String),
    /// Another, by its words: the language's English name.
    Detected(&'static str),
}

impl Language {
    /// Whether it is read who says what.
    #[must_use]
    pub fn judged(&self) -> bool {
        *self == Self::English
    }
}

/// Letters of prose looked at: more makes no answer surer.
const SAMPLE: usize = 1200;
/// Fewer letters than this tell nothing for certain.
const FEWEST: usize = 200;
/// Fewer letters than this tell nothing for certain where all of them are ASCII, as in a column of English headlines.
const FEWEST_PLAIN: usize = 600;
/// One word in so many is among [`COMMON`] in any English prose (one in eight, in news).
const COMMON_SHARE: usize = 16;
/// Words that are in every English text and hardly ever in one of another language.
const COMMON: &[&str] =
    &["the", "and", "that", "with", "from", "this", "which", "were", "been", "said", "their", "would", "of", "by"];

/// The language of an article with this front matter and these blocks of `text`.
pub(super) fn language(front_matter: &FrontMatter, text: &str, blocks: &[Placed]) -> Language {
    if let Some(told) = front_matter.language.as_deref().and_then(told) {
        return told;
    }
    let sample = sample(text, blocks);
    let fewest = if sample.text.is_ascii() { FEWEST_PLAIN } else { FEWEST };
    if sample.letters < fewest || sample.common * COMMON_SHARE >= sample.words {
        return Language::English;
    }
    match whatlang::detect(&sample.text) {
        Some(info) if info.is_reliable() && info.lang() != Lang::Eng => Language::Detected(info.lang().eng_name()),
        _ => Language::English,
    }
}

/// What a BCP 47 tag (RFC 5646) says; `None` if it is none, or names no language ("und", "mul").
fn told(tag: &str) -> Option<Language> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    match primary.as_str() {
        "en" | "eng" | "english" => Some(Language::English),
        "und" | "mul" => None,
        code if matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase()) => {
            Some(Language::Told(tag.trim().to_owned()))
        }
        _ => None,
    }
}

#[derive(Default)]
struct Sample {
    /// The words, each once.
    text: String,
    seen: HashSet<u64, foldhash::fast::RandomState>,
    letters: usize,
    words: usize,
    common: usize,
}

impl Sample {
    fn full(&self) -> bool {
        self.letters >= SAMPLE || self.words >= SAMPLE
    }
}

/// The first words of the article's prose outside quotations, up to [`SAMPLE`] letters; one that comes again is only counted, for a
/// name or a headline said ten times must not look like ten of a language's words.
fn sample(text: &str, blocks: &[Placed]) -> Sample {
    let mut sample = Sample::default();
    for placed in blocks.iter().filter(|placed| placed.kind == BlockKind::Prose) {
        let Some(own) = text.get(placed.span.start..placed.span.end) else { continue };
        add(&mut sample, own, &placed.entry.block);
        if sample.full() {
            break;
        }
    }
    sample
}

fn add(sample: &mut Sample, own: &str, block: &Block) {
    let mut quotations = block.quotations.iter().filter(|q| q.depth == 0).peekable();
    for token in block.tokens.iter().filter(|token| token.kind == TokenKind::Word) {
        while quotations.next_if(|q| q.span.end <= token.span.start).is_some() {}
        if quotations.peek().is_some_and(|q| q.span.contains(token.span)) {
            continue;
        }
        let Some(word) = own.get(token.span.start..token.span.end) else { continue };
        if sample.full() {
            return;
        }
        sample.words += 1;
        sample.common += usize::from(COMMON.iter().any(|common| common.eq_ignore_ascii_case(word)));
        if !sample.seen.insert(entry::hash(word)) {
            continue;
        }
        // A single word can be as long as a text that has no spaces.
        sample.letters += word.chars().take(SAMPLE).filter(|c| c.is_alphabetic()).count();
        sample.text.extend(word.chars().take(SAMPLE));
        sample.text.push(' ');
    }
}
