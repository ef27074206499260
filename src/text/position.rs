//! Positions as editors count them, and byte offsets. The only place where the two meet.

/// In what an editor counts columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units.
    Utf16,
    /// Code points.
    Utf32,
}

/// A line and a column, both from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Line.
    pub line: u32,
    /// Column, in the encoding's units.
    pub character: u32,
}

/// Where the lines of a text start.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// The lines of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for i in 0..bytes.len() {
            if bytes[i] == b'\n' || (bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(i + 1);
            }
        }
        Self { starts }
    }

    /// Position of byte `offset`.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let line = self.starts.partition_point(|&s| s <= offset) - 1;
        let head = &text[self.starts[line]..offset];
        let character = match encoding {
            Encoding::Utf8 => head.len(),
            Encoding::Utf16 => head.chars().map(char::len_utf16).sum(),
            Encoding::Utf32 => head.chars().count(),
        };
        Position { line: line as u32, character: character as u32 }
    }

    /// Byte offset of `position`.
    #[must_use]
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> usize {
        let Some(&start) = self.starts.get(position.line as usize) else { return text.len() };
        let mut column = 0;
        for (i, c) in text[start..].char_indices() {
            column += match encoding {
                Encoding::Utf8 => c.len_utf8(),
                Encoding::Utf16 => c.len_utf16(),
                Encoding::Utf32 => 1,
            };
            if column > position.character as usize || matches!(c, '\r' | '\n') {
                return start + i;
            }
        }
        text.len()
    }
}
