//! Cuts a text into pieces at memory speed, judging no more than it must.
//!
//! Where a piece begins is decided from the few lines around it, so that an edit changes only the pieces near it. Front matter, fenced
//! code and HTML comments are the exceptions: they reach as far as their end marks. One pass over the text.

mod markdown;
mod plain;

use super::chars::is_blank;
use super::{BlockKind, Format, Piece, front_matter};
use crate::text::Span;

/// Cuts `text` into its pieces. They join up to `text`; each but [`BlockKind::Blank`] starts at its first line's first byte.
#[must_use]
pub fn split(text: &str, format: Format) -> Vec<Piece> {
    let mut starts = Vec::new();
    let mut from = 0;
    if let Some(end) = front_matter::end(text) {
        starts.push((0, BlockKind::FrontMatter));
        from = end;
    }
    match format {
        Format::Markdown => markdown::starts(text, from, &mut starts),
        Format::Plain => plain::starts(text, from, &mut starts),
    }
    let mut pieces = Vec::with_capacity(starts.len() + 1);
    let first = starts.first().map_or(text.len(), |s| s.0);
    if first > 0 {
        pieces.push(Piece { kind: BlockKind::Blank, span: Span::new(0, first) });
    }
    for (i, &(start, kind)) in starts.iter().enumerate() {
        let end = starts.get(i + 1).map_or(text.len(), |s| s.0);
        pieces.push(Piece { kind, span: Span::new(start, end) });
    }
    pieces
}

/// A line of a text.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    /// Offset of its first byte.
    pub start: usize,
    /// Offset of the next line's first byte.
    pub next: usize,
    /// Its characters without the line end.
    pub text: &'t str,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.trim_start_matches(is_blank).is_empty()
    }
}

/// The line that starts at `start`; lines end at LF, CRLF or CR. `None` at the end of the text.
fn line_at(text: &str, start: usize) -> Option<Line<'_>> {
    let rest = text.as_bytes().get(start..).filter(|r| !r.is_empty())?;
    let (length, terminator) = match memchr::memchr2(b'\n', b'\r', rest) {
        None => (rest.len(), 0),
        Some(i) => (i, if rest[i..].starts_with(b"\r\n") { 2 } else { 1 }),
    };
    Some(Line { start, next: start + length + terminator, text: &text[start..start + length] })
}

/// The lines of `text` from the one that starts at `from`.
pub(super) fn lines(text: &str, from: usize) -> impl Iterator<Item = Line<'_>> {
    std::iter::successors(line_at(text, from), |line| line_at(text, line.next))
}
