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
/// One word in so many is [`common`] in any English prose (one in eight, in news).
const COMMON_SHARE: usize = 16;
/// Length of the longest word that [`common`] knows, in bytes.
const LONGEST_COMMON: usize = 5;

/// The language of an article with this front matter and these blocks of `text`.
pub(super) fn language(front_matter: &FrontMatter, text: &str, blocks: &[Placed]) -> Language {
    if let Some(told) = front_matter.language.as_deref().and_then(told) {
        return told;
    }
    let sample = sample(text, blocks);
    let fewest = if sample.seen.iter().all(|word| word.is_ascii()) { FEWEST_PLAIN } else { FEWEST };
    if sample.letters < fewest || sample.common * COMMON_SHARE >= sample.words {
        return Language::English;
    }
    match whatlang::detect(&sample.text()) {
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

/// Whether `word` is in every English text and hardly ever in one of another language.
fn common(word: &str) -> bool {
    let mut lower = [0; LONGEST_COMMON];
    let Some(lower) = lower.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let words: &[&[u8]] = match lower.len() {
        2 => &[b"of", b"by"],
        3 => &[b"the", b"and"],
        4 => &[b"that", b"with", b"from", b"this", b"were", b"been", b"said"],
        5 => &[b"which", b"their", b"would"],
        _ => return false,
    };
    words.contains(&&*lower)
}

#[derive(Default)]
struct Sample<'a> {
    /// The words, each once.
    seen: Vec<&'a str>,
    hashes: HashSet<u64, foldhash::fast::RandomState>,
    letters: usize,
    words: usize,
    common: usize,
}

impl Sample<'_> {
    fn full(&self) -> bool {
        self.letters >= SAMPLE || self.words >= SAMPLE
    }

    /// The words as one text. A single word can be as long as a text that has no spaces.
    fn text(&self) -> String {
        self.seen.iter().flat_map(|word| word.chars().take(SAMPLE).chain([' '])).collect()
    }
}

/// The first words of the article's prose outside quotations, up to [`SAMPLE`] letters; one that comes again is only counted, for a
/// name or a headline said ten times must not look like ten of a language's words.
fn sample<'a>(text: &'a str, blocks: &[Placed]) -> Sample<'a> {
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

fn add<'a>(sample: &mut Sample<'a>, own: &'a str, block: &Block) {
    let mut quotations = block.quotations.iter().filter(|q| q.depth == 0).peekable();
    let words = block.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    for token in words.filter(|token| block.cell(token.span).is_none()) {
        while quotations.next_if(|q| q.span.end <= token.span.start).is_some() {}
        if quotations.peek().is_some_and(|q| q.span.contains(token.span)) {
            continue;
        }
        let Some(word) = own.get(token.span.start..token.span.end) else { continue };
        if sample.full() {
            return;
        }
        sample.words += 1;
        sample.common += usize::from(common(word));
        if sample.hashes.insert(entry::hash(word)) {
            sample.letters += word.chars().take(SAMPLE).filter(|c| c.is_alphabetic()).count();
            sample.seen.push(word);
        }
    }
}
