//! Between the protocol's types and the house's plain data, and nowhere else.

use super::capabilities::Client;
use crate::text::Span;
use crate::text::position::{Encoding, LineIndex, Position};
use std::cell::OnceCell;
use tower_lsp::lsp_types as lsp;

/// Where a text's lines start, found when first asked for: the way from findings to diagnostics seldom needs it, and in a long article it is
/// a good part of a keystroke.
pub type Lines = OnceCell<LineIndex>;

/// `offset`, or the character boundary before it, within the text. Spans are on boundaries; a rule that errs must not end the server.
pub fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Where the lines of `text` start.
pub fn index<'a>(lines: &'a Lines, text: &str) -> &'a LineIndex {
    lines.get_or_init(|| LineIndex::new(text))
}

/// The byte of `text` at a position the editor gave.
#[must_use]
pub fn offset(text: &str, position: Position, lines: &Lines, client: Client) -> usize {
    index(lines, text).offset(text, position, client.encoding)
}

/// The protocol's position as the house has it.
#[must_use]
pub fn position(position: lsp::Position) -> Position {
    Position { line: position.line, character: position.character }
}

/// Text of a card, as Markdown where the editor renders that.
#[must_use]
pub fn markup(value: String, markdown: bool) -> lsp::MarkupContent {
    let kind = if markdown { lsp::MarkupKind::Markdown } else { lsp::MarkupKind::PlainText };
    lsp::MarkupContent { kind, value }
}

/// A span as the editor counts.
#[must_use]
pub fn range(span: Span, text: &str, lines: &Lines, encoding: Encoding) -> lsp::Range {
    let at = |offset| {
        let position = index(lines, text).position(text, floor(text, offset), encoding);
        lsp::Position { line: position.line, character: position.character }
    };
    lsp::Range { start: at(span.start), end: at(span.end) }
}
