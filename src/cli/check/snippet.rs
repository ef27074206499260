//! A stretch of a text as a terminal shows it: some words around a span, broken into rows, marks under the span.
//!
//! Prose is not code: a paragraph is often one line of two thousand characters. So rows are broken between words to the width of the
//! terminal, and what is far from the span is left out. Marks stand under their characters whatever the script. What a text holds
//! cannot steer the terminal: control and direction characters are shown as a replacement.

use crate::cli::FileName;
use crate::text::Span;
use crate::text::position::{Encoding, LineIndex, Position};
use crate::text::shown::shown;
use unicode_width::UnicodeWidthChar;

/// Most rows shown of a span; the rest of it is left out.
const MOST_ROWS: usize = 6;

/// A file that findings point into.
pub(crate) struct Source<'a> {
    /// What to call it.
    pub name: &'a FileName,
    /// Its text.
    pub text: &'a str,
    /// Whether no line of it may be shown, since it may hold who a confidential source is.
    pub secret: bool,
    lines: LineIndex,
}

/// A row of a snippet.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The line's number, from 1, where the row starts a line of the text or the snippet.
    pub number: Option<u32>,
    /// The row as shown.
    pub text: String,
    /// What to write under it, without trailing spaces.
    pub marks: String,
}

impl<'a> Source<'a> {
    pub(crate) fn new(name: &'a FileName, text: &'a str) -> Self {
        Self { name, text, secret: false, lines: LineIndex::new(text) }
    }

    /// Line and column of the byte `offset`, both from 1, the column in code points.
    pub(crate) fn place(&self, offset: usize) -> (u32, u32) {
        let position = self.lines.position(self.text, offset, Encoding::Utf32);
        (position.line + 1, position.character + 1)
    }

    /// The rows that show `span` in `width` columns, with `mark` under it. There is at least one.
    pub(crate) fn rows(&self, span: Span, width: usize, mark: char) -> Vec<Row> {
        let line = self.lines.position(self.text, span.start, Encoding::Utf32).line;
        let line_start = self.lines.offset(self.text, Position { line, character: 0 }, Encoding::Utf32);
        // Words before the span are shown where it leaves room for them.
        let room = width.saturating_sub(2 + columns(span.of(self.text), width)).min(width / 3);
        let start = self.first_shown(line_start, span.start, room);
        let mut page = Page { rows: Vec::new(), row: Cells::default(), line, fresh: true, mark };
        if start > line_start {
            page.row.push('…', false);
            page.row.push(' ', false);
        }
        let point = span.is_empty();
        for (i, c) in self.text[start..].char_indices() {
            let at = start + i;
            if matches!(c, '\n' | '\r') {
                if at >= span.end || page.rows.len() + 1 == MOST_ROWS {
                    break;
                }
                // CRLF ends one line, not two.
                if !(c == '\r' && self.text[at + 1..].starts_with('\n')) {
                    page.next_line();
                }
                continue;
            }
            if page.row.columns + width_of(c) > width {
                if at >= span.end || page.rows.len() + 1 == MOST_ROWS {
                    page.leave_out_the_rest();
                    break;
                }
                if shown(c) == ' ' {
                    page.finish();
                    continue;
                }
                page.wrap();
            }
            page.row.push(c, span.start <= at && (at < span.end || point && at == span.start));
        }
        // A point at the end of a line has no character to stand under.
        if point && page.rows.is_empty() && !page.row.cells.iter().any(|&(.., marked)| marked) {
            page.row.push(' ', true);
        }
        page.finish();
        page.rows
    }

    /// Where to begin so that up to `columns` of words stand before `at`.
    fn first_shown(&self, line_start: usize, at: usize, columns: usize) -> usize {
        let mut used = 0;
        let mut word = at;
        for (i, c) in self.text[line_start..at].char_indices().rev() {
            used += width_of(c);
            if used > columns {
                return word;
            }
            if i == 0 || self.text[..line_start + i].ends_with(char::is_whitespace) {
                word = line_start + i;
            }
        }
        line_start
    }
}

/// Rows being filled.
struct Page {
    rows: Vec<Row>,
    row: Cells,
    /// Line of the text, from 0.
    line: u32,
    /// Whether the line's number is still to be shown.
    fresh: bool,
    mark: char,
}

/// A row being filled: each character with its columns and whether it is marked.
#[derive(Default)]
struct Cells {
    cells: Vec<(char, usize, bool)>,
    columns: usize,
}

impl Cells {
    fn push(&mut self, c: char, marked: bool) {
        let width = width_of(c);
        self.cells.push((shown(c), width, marked));
        self.columns += width;
    }

    /// Takes what stands after the last space out of the row.
    fn last_word(&mut self) -> Self {
        let cut = self.cells.iter().rposition(|&(c, ..)| c == ' ').map_or(self.cells.len(), |i| i + 1);
        let cells = self.cells.split_off(cut);
        let columns = cells.iter().map(|&(_, width, _)| width).sum();
        self.columns -= columns;
        Self { cells, columns }
    }
}

impl Page {
    /// Goes on in a new row with the word that did not fit this one.
    fn wrap(&mut self) {
        let word = self.row.last_word();
        self.finish();
        self.row = word;
    }

    fn next_line(&mut self) {
        self.finish();
        self.line += 1;
        self.fresh = true;
    }

    /// Ends the row with a sign that the text goes on. A word that is cut is not shown, unless it is what the row is there for.
    fn leave_out_the_rest(&mut self) {
        let word = self.row.last_word();
        if word.cells.iter().any(|&(.., marked)| marked) {
            self.row.cells.extend(word.cells);
        }
        self.row.push('…', false);
    }

    fn finish(&mut self) {
        let mut text = String::new();
        let mut marks = String::new();
        let mut cells = std::mem::take(&mut self.row).cells;
        // The space at which a row was broken is not there to be seen, but a point may stand on one.
        while cells.len() > 1 && cells.last().is_some_and(|&(c, ..)| c == ' ') && cells[cells.len() - 2].2 {
            cells.pop();
        }
        for (c, width, marked) in cells {
            text.push(c);
            marks.extend(std::iter::repeat_n(if marked { self.mark } else { ' ' }, width));
        }
        text.truncate(text.trim_end().len());
        marks.truncate(marks.trim_end().len());
        let number = std::mem::take(&mut self.fresh).then_some(self.line + 1);
        self.rows.push(Row { number, text, marks });
    }
}

/// Columns that `text` takes in a terminal, or `most`, if it takes more.
fn columns(text: &str, most: usize) -> usize {
    let mut columns = 0;
    for c in text.chars() {
        columns += width_of(c);
        if columns >= most {
            return most;
        }
    }
    columns
}

/// Columns a character takes in a terminal.
fn width_of(c: char) -> usize {
    shown(c).width().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    fn show(text: &str, span: Span, width: usize) -> String {
        let mut out = String::new();
        for row in Source::new(&FileName::from("a.md"), text).rows(span, width, '^') {
            let number = row.number.map_or(String::new(), |n| n.to_string());
            out += &format!("{number:>1} | {}\n  | {}\n", row.text, row.marks);
        }
        out
    }

    fn check(text: &str, part: &str, width: usize, expect: &expect_test::Expect) {
        let start = text.find(part).unwrap();
        expect.assert_eq(&show(text, Span::new(start, start + part.len()), width));
    }

    #[test]
    fn marks_stand_under_their_words() {
        check(
            "One.\nThe ferry sank, he said.\nTwo.",
            "ferry sank",
            40,
            &expect![[r#"
              2 | The ferry sank, he said.
                |     ^^^^^^^^^^
        "#]],
        );
    }

    #[test]
    fn a_long_paragraph_is_broken_between_words_and_cut_to_what_matters() {
        let text = "The ferry left at noon with ninety people on board and a cargo of salt. It sank in four minutes, more \
                    quickly than any ship on this lake before it, off the lighthouse of Varn. Nobody was hurt. The lake is deep there.";
        check(
            text,
            "It sank in four minutes, more quickly than any ship on this lake before it, off the lighthouse of Varn.",
            40,
            &expect![[r#"
                1 | … It sank in four minutes, more quickly
                  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  | than any ship on this lake before it,
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  | off the lighthouse of Varn. Nobody was …
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
            "#]],
        );
    }

    #[test]
    fn a_span_over_several_lines_keeps_their_numbers() {
        check(
            "One.\r\nThe ferry\r\nsank at\r\nnoon. Two.",
            "ferry\r\nsank at\r\nnoon.",
            40,
            &expect![[r#"
              2 | The ferry
                |     ^^^^^
              3 | sank at
                | ^^^^^^^
              4 | noon. Two.
                | ^^^^^
        "#]],
        );
    }

    #[test]
    fn wide_and_cyrillic_letters_keep_the_marks_in_their_place() {
        check(
            "In 東京 and Верхнеград and Дружkа.",
            "Верхнеград",
            40,
            &expect![[r#"
              1 | In 東京 and Верхнеград and Дружkа.
                |             ^^^^^^^^^^
        "#]],
        );
        check(
            "In 東京 and Верхнеград and Дружkа.",
            "東京",
            40,
            &expect![[r#"
              1 | In 東京 and Верхнеград and Дружkа.
                |    ^^^^
        "#]],
        );
    }

    #[test]
    fn a_point_is_marked_even_at_the_end_of_a_line() {
        expect![[r#"
              1 | Abc
                |    ^
        "#]]
        .assert_eq(&show("Abc\ndef", Span::new(3, 3), 40));
        expect![[r#"
              2 | def
                |  ^
        "#]]
        .assert_eq(&show("Abc\ndef", Span::new(5, 5), 40));
        expect![[r#"
              1 | 
                | ^
        "#]]
        .assert_eq(&show("", Span::new(0, 0), 40));
    }

    #[test]
    fn text_cannot_steer_the_terminal() {
        check(
            "a\u{1b}[31mred\tand \u{202e}turned",
            "red",
            40,
            &expect![[r#"
              1 | a�[31mred and �turned
                |       ^^^
        "#]],
        );
    }

    #[test]
    fn a_word_wider_than_the_terminal_is_broken_and_left_off() {
        let text = "x".repeat(1_000_000);
        let rows = Source::new(&FileName::from("a.md"), &text).rows(Span::new(10, 999_990), 40, '^');
        assert_eq!(rows.len(), MOST_ROWS);
        assert!(rows.iter().all(|row| row.text.chars().count() <= 42), "{rows:?}");
        assert!(rows[MOST_ROWS - 1].text.ends_with('…'));
    }

    proptest::proptest! {
        #[test]
        fn any_span_of_any_text_is_shown_in_few_rows(text in "[a-z \\n\\r\\t東é\u{301}\u{1f600}.]{0,200}", a in 0_usize..220, b in 0_usize..220, width in 20_usize..60) {
            let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap();
            let (a, b) = (boundary(a.min(b)), boundary(a.max(b)));
            let rows = Source::new(&FileName::from("a.md"), &text).rows(Span::new(a, b), width, '^');
            proptest::prop_assert!(!rows.is_empty() && rows.len() <= MOST_ROWS);
            proptest::prop_assert!(rows.iter().any(|row| !row.marks.is_empty()) || text[a..b].chars().all(|c| c.is_whitespace() || width_of(c) == 0));
        }
    }
}
