//! A text as a reader reads it: without what nobody sees, in plain letters, with the blank in "1 310" as a comma. What is read of it is
//! put back to the places where it stands in the text.
//!
//! Nearly every text is its own plain form, and is then not copied.

use super::chars::{is_passed_over, plain_form};
use super::{Block, BlockKind, Format, parse_block};
use crate::text::Span;

/// The plain form of a text, with where each stretch of it stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    /// The plain form.
    pub text: String,
    /// Stretches in order: where each begins in the plain form, and where it stands in the text.
    stretches: Vec<Stretch>,
}

/// A stretch of the plain form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    at: usize,
    written: Span,
    /// Whether it is as it is written, byte for byte; if not it counts as a whole.
    same: bool,
}

/// Whether `c` is not as a reader reads it.
fn is_other(c: char) -> bool {
    !c.is_ascii()
        && (is_passed_over(c)
            || matches!(c, '\u{FB00}'..='\u{FB06}' | '\u{FF01}'..='\u{FF5E}' | '\u{1D400}'..='\u{1D7FF}'))
}

/// The blanks that part thousands: no-break, figure, thin, narrow no-break.
fn parts_thousands(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{2007}' | '\u{2009}' | '\u{202F}')
}

/// The plain form of `text`; `None` if it is its own.
#[must_use]
pub fn plain(text: &str) -> Option<Plain> {
    if text.is_ascii() || !text.chars().any(|c| is_other(c) || parts_thousands(c)) {
        return None;
    }
    let mut plain = Plain { text: String::with_capacity(text.len()), stretches: Vec::new() };
    // Where the stretch begins that is being read as it is written.
    let mut from = 0;
    // The key of a source tag is read as it is written, for Pandoc reads it so.
    let mut in_key = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        in_key = c == '@' || in_key && !c.is_whitespace() && !matches!(c, ']' | ';' | ',');
        if in_key {
            continue;
        }
        if is_other(c) {
            plain.keep(text, from, at);
            if let Some(form) = plain_form(c) {
                plain.put(form, Span::new(at, end));
            }
            from = end;
        } else if parts_thousands(c) && in_a_number(&text[..at], &text[end..]) {
            plain.keep(text, from, at);
            plain.put([','], Span::new(at, end));
            from = end;
        }
    }
    plain.keep(text, from, text.len());
    (plain.text != text).then_some(plain)
}

/// Whether a blank between these stands in a number: after one to three digits that begin it or a group of three, and before just three.
fn in_a_number(before: &str, after: &str) -> bool {
    let digits = |c: &char| c.is_ascii_digit();
    let led = before.chars().rev().take_while(digits).take(4).count();
    let follow = after.chars().take_while(digits).take(4).count();
    let opens = before[..before.len() - led.min(before.len())].chars().next_back();
    let fits = opens.is_none_or(|c| !matches!(c, ',' | '.' | ':' | '/' | '-') && !c.is_alphanumeric());
    (1..=3).contains(&led) && follow == 3 && fits
}

impl Plain {
    /// Adds what stands at `from..to` as it is written.
    fn keep(&mut self, text: &str, from: usize, to: usize) {
        if from < to {
            self.stretches.push(Stretch { at: self.text.len(), written: Span::new(from, to), same: true });
            self.text.push_str(&text[from..to]);
        }
    }

    /// Adds `form` for what is written at `written`.
    fn put(&mut self, form: impl IntoIterator<Item = char>, written: Span) {
        self.stretches.push(Stretch { at: self.text.len(), written, same: false });
        self.text.extend(form);
    }

    /// Where the stretch of the plain form stands in the text: what nobody sees is left out at both ends, but for what goes with the
    /// character before it in an emoji.
    #[must_use]
    pub fn written(&self, span: Span) -> Span {
        let start = self.start(span.start);
        Span::new(start, if span.is_empty() { start } else { self.end(span.end).max(start) })
    }

    fn start(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.end(at);
        }
        let after = self.stretches.partition_point(|s| s.at <= at);
        let Some(stretch) = after.checked_sub(1).map(|i| self.stretches[i]) else { return 0 };
        if stretch.same {
            (stretch.written.start + at - stretch.at).min(stretch.written.end)
        } else {
            stretch.written.start
        }
    }

    fn end(&self, at: usize) -> usize {
        let after = self.stretches.partition_point(|s| s.at < at);
        let Some(stretch) = after.checked_sub(1).map(|i| self.stretches[i]) else { return 0 };
        if stretch.same {
            (stretch.written.start + at - stretch.at).min(stretch.written.end)
        } else {
            stretch.written.end
        }
    }
}

/// Reads one piece as a reader reads it: [`parse_block`] of its plain form, with all spans those of `text`.
#[must_use]
pub fn read_block(text: &str, kind: BlockKind, format: Format) -> Block {
    match plain(text) {
        None => parse_block(text, kind, format),
        Some(plain) => {
            let mut block = parse_block(&plain.text, kind, format);
            block.put_back(&plain);
            block
        }
    }
}

impl Block {
    /// Moves what was read in `plain` to where it stands in the text.
    pub(crate) fn put_back(&mut self, plain: &Plain) {
        let back = |span: &mut Span| *span = plain.written(*span);
        self.tokens.iter_mut().for_each(|token| back(&mut token.span));
        self.sentences.iter_mut().for_each(|sentence| back(&mut sentence.span));
        for quotation in &mut self.quotations {
            back(&mut quotation.span);
            back(&mut quotation.inner);
        }
        for tag in &mut self.tags {
            back(&mut tag.span);
            tag.problem.iter_mut().for_each(|problem| back(&mut problem.span));
            for citation in &mut tag.citations {
                back(&mut citation.key_span);
                citation.locator.iter_mut().for_each(back);
            }
        }
        for directive in &mut self.directives {
            back(&mut directive.span);
            directive.rules.iter_mut().for_each(|(_, span)| back(span));
            directive.reason.iter_mut().for_each(back);
            directive.unknown.iter_mut().for_each(back);
        }
        self.marks.iter_mut().for_each(|mark| back(&mut mark.span));
        self.masked.iter_mut().chain(&mut self.cells).for_each(back);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, read: &str) {
        let plain = plain(text).map_or_else(|| text.to_owned(), |plain| plain.text);
        assert_eq!(plain, read);
    }

    #[test]
    fn what_nobody_sees_is_passed_over() {
        check("It kil\u{ad}led \u{2068}310\u{2069}, re\u{200b}port\u{200d}edly.", "It killed 310, reportedly.");
        check("oﬃcials said １３ ｍｅｎ", "officials said 13 men");
        check("killed 1\u{a0}310 and 12\u{202f}345\u{202f}678", "killed 1,310 and 12,345,678");
        check(
            "in 2024\u{a0}310 died; p.\u{a0}310; 3\u{a0}100-metre races",
            "in 2024\u{a0}310 died; p.\u{a0}310; 3,100-metre races",
        );
        check("“Nothing – to do”, 1½ m™", "“Nothing – to do”, 1½ m™");
        check("It\u{200b} broke [@a\u{200b}b, p.\u{200b} 3].", "It broke [@a\u{200b}b, p. 3].");
    }

    #[test]
    fn what_is_read_stands_where_it_is_written() {
        let text = "\u{feff}It \u{2068}kil\u{ad}led\u{2069} oﬃcials.";
        let plain = plain(text).unwrap();
        let found = |word: &str| {
            let at = plain.text.find(word).unwrap();
            plain.written(Span::new(at, at + word.len())).of(text)
        };
        assert_eq!(found("It"), "It");
        assert_eq!(found("killed"), "kil\u{ad}led");
        assert_eq!(found("officials"), "oﬃcials");
        assert_eq!(found("cials."), "cials.");
    }

    proptest! {
        #[test]
        fn every_span_of_any_text_comes_back_in_bounds_and_in_order(
            text in "(\u{ad}|\u{200b}|ﬁ|Ａ|1|\u{a0}|310|é|“|[a-c .]){0,24}", a in 0_usize..80, b in 0_usize..80,
        ) {
            if let Some(plain) = plain(&text) {
                let at = |n: usize| (0..=n.min(plain.text.len())).rev().find(|&i| plain.text.is_char_boundary(i)).unwrap();
                let (a, b) = (at(a.min(b)), at(a.max(b)));
                let written = plain.written(Span::new(a, b));
                prop_assert!(text.get(written.start..written.end).is_some());
                prop_assert!(plain.written(Span::new(a, a)).start <= written.start);
                prop_assert!(plain.written(Span::new(b, plain.text.len())).end >= written.end);
                let whole = plain.written(Span::new(0, plain.text.len()));
                prop_assert!(whole.contains(written) || written.is_empty());
            }
        }
    }
}
