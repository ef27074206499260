//! The text of an open document, as an editor edits it.
//!
//! A thin coat over a rope: edits in positions an editor counts, each against the result of the one before. A line ends at LF, CRLF or a
//! lone CR and nowhere else, as the protocol has it, so a pasted U+2028 moves no later line. Only the rope's checked methods are used:
//! nothing an editor sends may panic here. Nothing here knows what the text says.

use super::position::{Encoding, Position};

/// A text that is cheap to edit anywhere.
#[derive(Clone, Debug, Default)]
pub struct Rope(ropey::Rope);

/// An edit that does not fit the text: whoever sent it has another text in mind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// It ends before it starts.
    Inverted,
    /// It starts more than a line below the last one.
    Below,
}

impl Rope {
    /// The rope of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(ropey::Rope::from_str(text))
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len_bytes()
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Puts `text` in place of what stands between the two positions of `range`.
    ///
    /// A column beyond its line means the line's end, and a line below the last one the end of the text: editors write "everything" and
    /// "the last line" so.
    ///
    /// # Errors
    ///
    /// [`Misfit`] when the edit cannot have been made to this text. The text is then as it was.
    pub fn edit(&mut self, range: (Position, Position), text: &str, encoding: Encoding) -> Result<(), Misfit> {
        let (start, end) = range;
        if (end.line, end.character) < (start.line, start.character) {
            return Err(Misfit::Inverted);
        }
        if start.line as usize > self.0.len_lines() {
            return Err(Misfit::Below);
        }
        let from = self.char_at(start, encoding);
        let to = self.char_at(end, encoding).max(from);
        // Neither call can fail: both indices were clamped to the text.
        let _ = self.0.try_remove(from..to);
        let _ = self.0.try_insert(from, text);
        Ok(())
    }

    /// The byte at `position`, which is clamped to the text as [`edit`](Self::edit) clamps it.
    #[must_use]
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        self.0.try_char_to_byte(self.char_at(position, encoding)).unwrap_or_else(|_| self.len())
    }

    /// Index, in code points, of the character at `position`, or of the one it falls inside.
    fn char_at(&self, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        let Ok(start) = self.0.try_line_to_char(line) else { return self.0.len_chars() };
        let end = start + self.0.get_line(line).map_or(0, chars_before_terminator);
        let column = position.character as usize;
        let index = match encoding {
            Encoding::Utf8 => self.0.try_char_to_byte(start).and_then(|byte| {
                let byte = byte.saturating_add(column).min(self.0.len_bytes());
                self.0.try_byte_to_char(byte)
            }),
            Encoding::Utf16 => self.0.try_char_to_utf16_cu(start).and_then(|unit| {
                let unit = unit.saturating_add(column).min(self.0.len_utf16_cu());
                self.0.try_utf16_cu_to_char(unit)
            }),
            Encoding::Utf32 => Ok(start.saturating_add(column)),
        };
        index.map_or(end, |i| i.min(end))
    }
}

/// Code points of a line without its LF, CRLF or CR.
fn chars_before_terminator(line: ropey::RopeSlice<'_>) -> usize {
    let length = line.len_chars();
    let ends_with = |back: usize, wanted: char| {
        length.checked_sub(back).and_then(|i| line.get_char(i)).is_some_and(|found| found == wanted)
    };
    match (ends_with(1, '\n'), ends_with(2, '\r')) {
        (true, true) => length - 2,
        (true, false) => length - 1,
        (false, _) if ends_with(1, '\r') => length - 1,
        _ => length,
    }
}

impl std::fmt::Display for Rope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}

impl From<&Rope> for std::sync::Arc<str> {
    fn from(rope: &Rope) -> Self {
        let mut text = String::with_capacity(rope.len());
        rope.0.chunks().for_each(|chunk| text.push_str(chunk));
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    /// From a line and column, to another, a new text.
    type Edit<'a> = ((u32, u32), (u32, u32), &'a str);

    /// Applies the edits and shows the text, terminators and all.
    fn edited(text: &str, edits: &[Edit<'_>]) -> String {
        let mut rope = Rope::new(text);
        for (start, end, new) in edits {
            rope.edit((at(start.0, start.1), at(end.0, end.1)), new, Encoding::Utf16).expect("fits");
        }
        rope.to_string()
    }

    #[test]
    fn each_edit_meets_the_result_of_the_one_before() {
        assert_eq!(edited("one two", &[((0, 0), (0, 3), "1"), ((0, 2), (0, 5), "2")]), "1 2");
    }

    #[test]
    fn a_carriage_return_and_its_line_feed_may_come_apart() {
        assert_eq!(edited("ab", &[((0, 1), (0, 1), "\r"), ((1, 0), (1, 0), "\n"), ((1, 0), (1, 1), "c")]), "a\r\nc");
    }

    #[test]
    fn only_the_protocols_line_ends_end_lines() {
        let pasted = "a\u{2028}b\u{b}c\u{85}d\ne";
        assert_eq!(edited(pasted, &[((1, 0), (1, 1), "E")]), "a\u{2028}b\u{b}c\u{85}d\nE");
    }

    #[test]
    fn beyond_the_line_is_its_end_and_below_the_text_is_the_texts_end() {
        assert_eq!(edited("ab\r\ncd", &[((0, 99), (0, 99), "!")]), "ab!\r\ncd");
        assert_eq!(edited("ab\ncd", &[((0, 0), (u32::MAX, u32::MAX), "all new")]), "all new");
        assert_eq!(edited("ab\n", &[((2, 0), (2, 0), "end")]), "ab\nend");
    }

    #[test]
    fn an_edit_that_cannot_fit_changes_nothing() {
        let mut rope = Rope::new("ab\ncd");
        assert_eq!(rope.edit((at(1, 1), at(0, 0)), "x", Encoding::Utf16), Err(Misfit::Inverted));
        assert_eq!(rope.edit((at(40, 0), at(40, 1)), "x", Encoding::Utf16), Err(Misfit::Below));
        assert_eq!(rope.to_string(), "ab\ncd");
    }

    #[test]
    fn a_position_inside_a_character_rounds_down() {
        let mut rope = Rope::new("a😀b");
        rope.edit((at(0, 2), at(0, 3)), "", Encoding::Utf16).expect("fits");
        assert_eq!(rope.to_string(), "ab");
    }

    /// The protocol's text as plainly as it can be had: code points, and for each position a count from the text's start.
    struct Naive(Vec<char>);

    impl Naive {
        fn index(&self, position: Position, encoding: Encoding) -> usize {
            let text = &self.0;
            let (mut i, mut line) = (0, 0);
            while line < position.line {
                match text.get(i) {
                    None => return text.len(),
                    Some('\r') if text.get(i + 1) == Some(&'\n') => (i, line) = (i + 2, line + 1),
                    Some('\n' | '\r') => (i, line) = (i + 1, line + 1),
                    Some(_) => i += 1,
                }
            }
            let mut column = 0;
            while let Some(c) = text.get(i).filter(|c| !matches!(c, '\n' | '\r')) {
                column += match encoding {
                    Encoding::Utf8 => c.len_utf8(),
                    Encoding::Utf16 => c.len_utf16(),
                    Encoding::Utf32 => 1,
                };
                if column > position.character as usize {
                    break;
                }
                i += 1;
            }
            i
        }
    }

    fn letters() -> impl Strategy<Value = String> {
        let letter =
            prop::sample::select(vec!["a", " ", "\r", "\n", "\r\n", "é", "Ж", "😀", "𝒳", "\u{2028}", "\u{301}"]);
        prop::collection::vec(letter, 0..12).prop_map(|v| v.concat())
    }

    fn position() -> impl Strategy<Value = Position> {
        (0u32..6, 0u32..14).prop_map(|(line, character)| at(line, character))
    }

    proptest! {
        #[test]
        fn any_edits_give_the_naive_models_text(
            text in letters(),
            edits in prop::collection::vec((position(), position(), letters()), 0..12),
            encoding in prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16, Encoding::Utf32]),
        ) {
            let mut rope = Rope::new(&text);
            let mut naive = Naive(text.chars().collect());
            for (a, b, new) in edits {
                if rope.edit((a, b), &new, encoding).is_ok() {
                    let from = naive.index(a, encoding);
                    let to = naive.index(b, encoding).max(from);
                    naive.0.splice(from..to, new.chars());
                }
                prop_assert_eq!(rope.to_string(), naive.0.iter().collect::<String>());
            }
        }
    }
}
