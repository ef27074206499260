//! Finds `stet` directives and the marks editors leave in copy.
//!
//! `<!-- stet -->` in Markdown and `[stet]` in plain text; then `stet-next`, `stet-block`, `stet-file`, the rules meant, a colon and a
//! reason: `<!-- stet vague-attribution: desk agreed -->`. Linear in the text.

use super::chars::{is_blank, trimmed};
use super::{Directive, Format, Mark, MarkKind, Reach, Token, TokenKind};
use crate::text::Span;

/// Finds the directives in the stretch `within` of `text`, of any kind of block, in order. In Markdown none is in `code` (in order).
pub(super) fn find(text: &str, within: Span, format: Format, code: &[Span]) -> Vec<Directive> {
    let (open, close) = match format {
        Format::Markdown => ("<!--", "-->"),
        Format::Plain => ("[", "]"),
    };
    let mut found = Vec::new();
    let mut from = 0;
    let text = &text[..within.end];
    let bytes = text.as_bytes();
    for start in memchr::memchr_iter(open.as_bytes()[0], &bytes[within.start..]).map(|at| within.start + at) {
        let inner = start + open.len();
        if start < from || !text[start..].starts_with(open) || !begins_stet(&text[inner..]) {
            continue;
        }
        if code.get(code.partition_point(|c| c.end <= start)).is_some_and(|c| c.start <= start) {
            continue;
        }
        // One that is never closed leaves none after it closed either.
        let Some(length) = memchr::memmem::find(&bytes[inner..], close.as_bytes()) else { break };
        from = inner + length + close.len();
        found.extend(read(text, Span::new(start, from), Span::new(inner, inner + length), format));
    }
    found
}

fn begins_stet(text: &str) -> bool {
    let word = text.trim_start_matches(' ').as_bytes();
    word.len() >= 4 && word[..4].eq_ignore_ascii_case(b"stet")
}

/// Reads the directive `whole`, whose words are `inner`.
fn read(text: &str, whole: Span, inner: Span, format: Format) -> Option<Directive> {
    let mut directive = Directive { span: whole, reach: Reach::Before, rules: Vec::new(), reason: None, unknown: None };
    let words = inner.of(text);
    let head = match words.find(':') {
        Some(colon) => {
            directive.reason = trimmed(text, Span::new(inner.start + colon + 1, inner.end));
            Span::new(inner.start, inner.start + colon)
        }
        None => inner,
    };
    let mut named = split_words(text, head);
    let first = named.next()?;
    let word = first.of(text).to_ascii_lowercase();
    match &*word {
        "stet" => {}
        "stet-next" => directive.reach = Reach::Next,
        "stet-block" => directive.reach = Reach::Block,
        "stet-file" => directive.reach = Reach::File,
        // In plain text brackets are used for much else: "[stetson hats]".
        _ if format == Format::Plain && !word.starts_with("stet-") && word.len() > 5 => return None,
        _ => directive.unknown = Some(first),
    }
    directive.rules = named.map(|span| (span.of(text).to_owned(), span)).collect();
    Some(directive)
}

/// The words of `span`, parted by blanks and commas.
fn split_words(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let parts = |c: char| is_blank(c) || c == ',';
    let mut at = span.start;
    let words = span.of(text).split_inclusive(parts).map(move |word| {
        let start = at;
        at += word.len();
        Span::new(start, start + word.trim_end_matches(parts).len())
    });
    words.filter(|word| !word.is_empty())
}

/// Finds the `[CQ]` marks of `text` in order.
pub(super) fn verified(text: &str) -> Vec<Mark> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'[', bytes)
        .filter(|&i| bytes.get(i + 1..i + 4).is_some_and(|b| b.eq_ignore_ascii_case(b"cq]")))
        .map(|i| Mark { span: Span::new(i, i + 4), kind: MarkKind::Verified })
        .collect()
}

/// The tokens that say `TK`, as a word of its own: repeated ("TKTK") it is searched for more easily.
pub(super) fn to_come<'a>(text: &'a str, tokens: &'a [Token]) -> impl Iterator<Item = Mark> + 'a {
    let is_tk = |t: &&Token| {
        let word = &text.as_bytes()[t.span.start..t.span.end];
        t.kind == TokenKind::Word && word.len().is_multiple_of(2) && word.chunks(2).all(|pair| pair == b"TK")
    };
    tokens.iter().filter(is_tk).map(|t| Mark { span: t.span, kind: MarkKind::ToCome })
}
