//! Cuts a sentence's tokens into the words that treebanks know: hyphens and currency signs stand alone, "cannot" is two.
//!
//! Clitics have been cut already. A dateline at the start of a paragraph is left out: it is no part of what is said. Offsets stay those of
//! the block. Linear in the sentence.

use super::language::Language;
use crate::article::{Block, Token, TokenKind};
use crate::text::Span;
use std::ops::Range;

/// A word to be parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where, in the block's bytes.
    pub span: Span,
    /// Whether a blank, or nothing at all, stands before it.
    pub spaced: bool,
}

/// The words of the sentence at index `sentence`.
#[must_use]
pub fn cut(text: &str, block: &Block, sentence: usize, language: &Language) -> Vec<Word> {
    let Some(sentence) = block.sentences.get(sentence) else { return Vec::new() };
    let tokens = &block.tokens[sentence.tokens.0..sentence.tokens.1];
    let mut words = Vec::with_capacity(tokens.len() + tokens.len() / 8);
    let mut end = None;
    for token in &tokens[dateline(text, tokens)..] {
        let spaced = end != Some(token.span.start);
        end = Some(token.span.end);
        match token.kind {
            TokenKind::Word => cut_word(text, token.span, spaced, language, &mut words),
            TokenKind::Number => cut_number(text, token.span, spaced, &mut words),
            _ => words.push(Word { span: token.span, spaced }),
        }
    }
    words
}

fn cut_word(text: &str, span: Span, mut spaced: bool, language: &Language, words: &mut Vec<Word>) {
    let word = span.of(text);
    let mut start = span.start;
    let mut push = |start: usize, end: usize, spaced: bool| {
        if start < end {
            words.push(Word { span: Span::new(start, end), spaced });
        }
    };
    if !word.contains(['-', '‑', '/']) {
        let first =
            language.joined.iter().find(|(joined, _)| word.eq_ignore_ascii_case(joined)).map_or(0, |&(_, cut)| cut);
        push(start, start + first, spaced);
        push(start + first, span.end, spaced && first == 0);
        return;
    }
    for (at, mark) in word.match_indices(['-', '‑', '/']) {
        let at = span.start + at;
        let part = &text[start..at];
        if language.prefixes.iter().any(|prefix| part.eq_ignore_ascii_case(prefix)) && start == span.start {
            continue;
        }
        push(start, at, spaced);
        push(at, at + mark.len(), false);
        (start, spaced) = (at + mark.len(), false);
    }
    push(start, span.end, spaced);
}

/// A currency sign before the figure and a percent sign after it are words.
fn cut_number(text: &str, span: Span, spaced: bool, words: &mut Vec<Word>) {
    let number = span.of(text);
    let sign = number.len() - number.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let percent = number.len() - number.trim_end_matches('%').len();
    let (first, last) = (span.start + sign, (span.end - percent).max(span.start + sign));
    for (start, end, spaced) in
        [(span.start, first, spaced), (first, last, spaced && sign == 0), (last, span.end, false)]
    {
        if start < end {
            words.push(Word { span: Span::new(start, end), spaced });
        }
    }
}

/// How many tokens a dateline takes: "KOLBY, Norland (Reuters) —".
fn dateline(text: &str, tokens: &[Token]) -> usize {
    /// More than a place, a country, an agency and their marks need.
    const FARTHEST: usize = 16;
    let dash = |token: &Token| matches!(token.span.of(text), "-" | "–" | "—" | "--" | "―");
    let Some(end) = tokens.iter().take(FARTHEST).position(dash) else { return 0 };
    let apart = text[tokens[end].span.end..].starts_with(char::is_whitespace);
    let mut bracket = false;
    let mut fits = |token: &Token| {
        let word = token.span.of(text);
        bracket = (bracket || word == "(") && word != ")";
        bracket
            || matches!(word, "," | ")" | "." | "/")
            || word.starts_with(char::is_uppercase)
            || token.kind == TokenKind::Number
    };
    let shouted = |token: &Token| {
        let word = token.span.of(text);
        word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
    };
    let agency = tokens[..end].iter().any(|token| token.span.of(text) == "(");
    let placed = end > 0 && tokens[..end].iter().all(&mut fits) && (shouted(&tokens[0]) || agency);
    if apart && placed && end + 1 < tokens.len() { end + 1 } else { 0 }
}

/// The stretches of `words` that quotations hold together, innermost first: those that close within the sentence or run on past it, of more
/// than a word or two, which may be a title or a word held at arm's length.
#[must_use]
pub fn quoted(block: &Block, words: &[Word]) -> Vec<Range<usize>> {
    /// Fewer words than this are read with those around them: they may be an adjective, or half a clause.
    const FEWEST: usize = 4;
    /// Quotations deeper than this are read with the one around them, so that no word is read often.
    const DEEPEST: u8 = 1;
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    let whole = Span::new(first.span.start, last.span.end);
    let before = block.quotations.partition_point(|q| q.span.end <= whole.start && q.depth == 0);
    let mut groups: Vec<(u8, Range<usize>)> = Vec::new();
    for quote in &block.quotations[before..] {
        if quote.span.start >= whole.end {
            break;
        }
        let start = words.partition_point(|word| word.span.start < quote.span.start);
        let end = words.partition_point(|word| word.span.end <= quote.span.end);
        if quote.depth <= DEEPEST && quote.words >= FEWEST && end > start + FEWEST && end - start < words.len() {
            groups.push((quote.depth, start..end));
        }
    }
    groups.sort_by_key(|(depth, range)| (u8::MAX - depth, range.start));
    groups.into_iter().map(|(_, range)| range).collect()
}
