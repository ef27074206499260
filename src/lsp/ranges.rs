//! Spans as the editor counts, many of one text at a time.

use super::convert::{Lines, floor, index};
use crate::text::Span;
use crate::text::position::{Encoding, Position};
use tower_lsp::lsp_types as lsp;

/// Turns spans into ranges. Spans in order of their start cost one pass over the text between them, also in a line of a million characters.
pub struct Ranges<'a> {
    text: &'a str,
    lines: &'a Lines,
    encoding: Encoding,
    /// The last start, in bytes and as a position.
    last: (usize, Position),
}

impl<'a> Ranges<'a> {
    /// For spans of `text`.
    pub fn new(text: &'a str, lines: &'a Lines, encoding: Encoding) -> Self {
        Self { text, lines, encoding, last: (0, Position::default()) }
    }

    /// Where `span` starts and ends.
    pub fn of(&mut self, span: Span) -> (Position, Position) {
        let start = floor(self.text, span.start);
        let end = floor(self.text, span.end).max(start);
        if start >= self.last.0 {
            self.last = (start, self.onward(self.last, start));
            return (self.last.1, self.onward(self.last, end));
        }
        let start_position = index(self.lines, self.text).position(self.text, start, self.encoding);
        (start_position, self.onward((start, start_position), end))
    }

    /// The same as the protocol has it.
    pub fn range(&mut self, span: Span) -> lsp::Range {
        let (start, end) = self.of(span);
        let at = |position: Position| lsp::Position { line: position.line, character: position.character };
        lsp::Range { start: at(start), end: at(end) }
    }

    /// Position of the byte `to`, at or after `from`.
    fn onward(&self, from: (usize, Position), to: usize) -> Position {
        let (mut byte, mut position) = from;
        let bytes = self.text.as_bytes();
        for found in memchr::memchr2_iter(b'\n', b'\r', &bytes[byte..to]) {
            let at = from.0 + found;
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            byte = at + 1;
            position = Position { line: position.line + 1, character: 0 };
        }
        position.character += units(&bytes[byte..to], self.encoding);
        position
    }
}

/// How many columns the UTF-8 `bytes` take.
fn units(bytes: &[u8], encoding: Encoding) -> u32 {
    // Counted by bytes, without branches and in sums of one byte, so that the compiler can take many at once: a continuation byte
    // (10xxxxxx) starts no character, and a lead byte of 0xF0 or more starts one of two UTF-16 code units.
    let sum = |count: fn(u8) -> u8| {
        let chunks = bytes.chunks(64).map(|chunk| chunk.iter().map(|&b| count(b)).sum::<u8>());
        chunks.map(usize::from).sum::<usize>()
    };
    let count = match encoding {
        Encoding::Utf8 => bytes.len(),
        Encoding::Utf16 => sum(|b| u8::from(b & 0xC0 != 0x80) + u8::from(b >= 0xF0)),
        Encoding::Utf32 => sum(|b| u8::from(b & 0xC0 != 0x80)),
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::position::LineIndex;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn spans_in_any_order_are_where_a_line_index_finds_them(
            text in "[a😀é \\r\\n]{0,200}", places in proptest::collection::vec((0..200_usize, 0..40_usize), 0..20)
        ) {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let lines = Lines::new();
                let mut ranges = Ranges::new(&text, &lines, encoding);
                let index = LineIndex::new(&text);
                for &(start, length) in &places {
                    let start = floor(&text, start);
                    let end = floor(&text, start + length);
                    // Between the two bytes of one line end there is no position.
                    let inside = |at: usize| at > 0 && text.as_bytes().get(at - 1..=at) == Some(b"\r\n");
                    if inside(start) || inside(end) {
                        continue;
                    }
                    let expected = (index.position(&text, start, encoding), index.position(&text, end, encoding));
                    prop_assert_eq!(ranges.of(Span::new(start, end)), expected);
                }
            }
        }
    }
}
