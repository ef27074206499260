//! Numbers as a text writes them, in figures ("1,200", "1.2 million") or in words ("twelve hundred"), with what they come to.
//!
//! Simple on purpose: what is not surely one number (a time, a score, an ordinal, a model's name) is none.

use crate::text::Span;

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// From its first word to its last, in the bytes of the text.
    pub span: Span,
    /// What it comes to, in thousandths.
    pub value: u64,
    /// Whether it is written in words alone.
    pub spelled: bool,
    /// Whether a word such as "million" scales it, so that it is likely to be rounded.
    pub scaled: bool,
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// What a word does to a number.
#[derive(Clone, Copy)]
enum Part {
    Ones(u64),
    Tens(u64),
    Hundred,
    /// Thousand and what is above it.
    Scale(u64),
    /// Thousandths of a number in figures, and the scale its ending gives ("bn").
    Digits(u64, u64),
}

const THOUSANDTHS: u64 = 1000;
const MILLION: u64 = 1_000_000;
const BILLION: u64 = 1_000_000_000;
const TRILLION: u64 = 1_000_000_000_000;

/// The numbers among `words`, which are words and figures of `text` in order.
#[must_use]
pub fn figures(text: &str, words: impl IntoIterator<Item = Span>) -> Vec<Figure> {
    let mut reader = Reader { text, found: Vec::new(), open: None };
    for span in words {
        let Some(word) = text.get(span.start..span.end) else { continue };
        // "twenty-five": its parts one after the other, if all of them are of a number.
        let mut parts = Vec::new();
        let whole = part(word).map(|only| vec![(only, span)]);
        let split = || {
            let mut at = span.start;
            for piece in word.split('-') {
                parts.push((part(piece)?, Span::new(at, at + piece.len())));
                at += piece.len() + 1;
            }
            let in_words = parts.len() > 1 && !parts.iter().any(|(part, _)| matches!(part, Part::Digits(..)));
            in_words.then_some(parts)
        };
        match whole.or_else(split) {
            Some(parts) => parts.into_iter().for_each(|(part, span)| reader.part(part, span)),
            None if word == "and" => reader.and(),
            None => reader.close(),
        }
    }
    reader.close();
    reader.found
}

/// What `word` does to a number, if it is of one.
fn part(word: &str) -> Option<Part> {
    let first = word.chars().next()?;
    if !first.is_ascii_alphabetic() {
        return digits(word);
    }
    if word.len() > 9 {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let word = word.as_str();
    if let Some(ones) = ONES.iter().position(|w| *w == word) {
        return Some(Part::Ones(ones as u64));
    }
    if let Some(tens) = TENS.iter().position(|w| *w == word) {
        return Some(Part::Tens(10 * (tens as u64 + 2)));
    }
    Some(match word {
        "hundred" => Part::Hundred,
        "thousand" => Part::Scale(1000),
        "million" => Part::Scale(MILLION),
        "billion" => Part::Scale(BILLION),
        "trillion" => Part::Scale(TRILLION),
        _ => return None,
    })
}

/// A number in figures with its currency sign, percent sign or ending.
fn digits(word: &str) -> Option<Part> {
    let bare = word.trim_start_matches(['$', '€', '£', '¥', '₴', '₽']).trim_end_matches('%');
    let end = bare.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}')));
    let (number, ending) = bare.split_at(end.unwrap_or(bare.len()));
    let scale = match ending {
        "" => 1,
        "k" => 1000,
        "m" | "mn" => MILLION,
        "bn" | "b" => BILLION,
        "tn" => TRILLION,
        _ => return None,
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.split([',', '\u{a0}', '\u{202f}']);
    let head = groups.next().filter(|head| !head.is_empty())?;
    let mut joined = head.to_owned();
    for group in groups {
        if head.len() > 3 || group.len() != 3 {
            return None;
        }
        joined.push_str(group);
    }
    if joined.len() > 15 || fraction.len() > 15 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole: u64 = joined.parse().ok()?;
    let fraction: u64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    Some(Part::Digits(whole * THOUSANDTHS + fraction, scale))
}

/// A number that is being read.
struct Open {
    span: Span,
    /// What is complete, and what the next scale multiplies; thousandths.
    total: u64,
    current: u64,
    spelled: bool,
    scaled: bool,
    /// Whether an "and" stands after it: what comes next may belong to it.
    and: bool,
    /// The smallest that was read last, so that "two three" is two numbers.
    last: u64,
}

struct Reader<'a> {
    text: &'a str,
    found: Vec<Figure>,
    open: Option<Open>,
}

impl Reader<'_> {
    fn part(&mut self, part: Part, span: Span) {
        // A comma, a dash or a full stop between two words parts two numbers.
        let apart = self.open.as_ref().is_some_and(|open| {
            let between = self.text.get(open.span.end..span.start).unwrap_or(",");
            let joins = between.trim().trim_matches('-').is_empty() || open.and && between.trim() == "and";
            !joins
        });
        if apart {
            self.close();
        }
        match part {
            Part::Ones(value) => self.add(value * THOUSANDTHS, 1, span),
            Part::Tens(value) => self.add(value * THOUSANDTHS, 10, span),
            Part::Hundred => self.multiply(100, span),
            Part::Scale(scale) => self.multiply(scale, span),
            Part::Digits(value, scale) => {
                self.close();
                let value = value.saturating_mul(scale);
                let scaled = scale > 1;
                self.open = Some(Open { span, total: 0, current: value, spelled: false, scaled, and: false, last: 0 });
            }
        }
    }

    fn add(&mut self, value: u64, size: u64, span: Span) {
        match &mut self.open {
            Some(open) if open.spelled && open.last > size => {
                open.current = open.current.saturating_add(value);
                open.span.end = span.end;
                (open.last, open.and) = (size, false);
            }
            _ => {
                self.close();
                self.open =
                    Some(Open { span, total: 0, current: value, spelled: true, scaled: false, and: false, last: size });
            }
        }
    }

    fn multiply(&mut self, by: u64, span: Span) {
        let Some(open) = &mut self.open else {
            // "a hundred" is one; "hundred" alone is one as well.
            let value = by.saturating_mul(THOUSANDTHS);
            self.open =
                Some(Open { span, total: 0, current: value, spelled: true, scaled: by > 100, and: false, last: 100 });
            return;
        };
        open.current = open.current.saturating_mul(by);
        if by > 100 {
            open.total = open.total.saturating_add(std::mem::take(&mut open.current));
            open.scaled = true;
        }
        open.span.end = span.end;
        (open.last, open.and) = (by.min(1000), false);
    }

    fn and(&mut self) {
        match &mut self.open {
            Some(open) if open.spelled && open.last >= 100 => open.and = true,
            _ => self.close(),
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            let value = open.total.saturating_add(open.current);
            self.found.push(Figure { span: open.span, value, spelled: open.spelled, scaled: open.scaled });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::figures;
    use crate::article::{BlockKind, Format, TokenKind, parse_block};

    #[track_caller]
    fn check(text: &str, expected: &[(&str, u64)]) {
        let block = parse_block(text, BlockKind::Prose, Format::Plain);
        let words = block.tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
        let found = figures(text, words.map(|t| t.span));
        let found: Vec<_> = found.iter().map(|f| (f.span.of(text), f.value)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_in_figures_and_in_words() {
        check("It cost 1,200 in all.", &[("1,200", 1_200_000)]);
        check("It cost 1200 in all.", &[("1200", 1_200_000)]);
        check("It cost twelve hundred in all.", &[("twelve hundred", 1_200_000)]);
        check("It cost $1.2 million in all.", &[("$1.2 million", 1_200_000_000)]);
        check("It cost €3.5bn.", &[("€3.5bn", 3_500_000_000_000)]);
        check("Twenty-five of two hundred and six left.", &[("Twenty-five", 25_000), ("two hundred and six", 206_000)]);
        check("Three thousand four hundred came.", &[("Three thousand four hundred", 3_400_000)]);
        check("About 40% and a hundred more.", &[("40%", 40_000), ("hundred", 100_000)]);
        check("Two, three and four.", &[("Two", 2_000), ("three", 3_000), ("four", 4_000)]);
    }

    #[test]
    fn what_is_no_plain_number_is_none() {
        check("At 10:30 on the 18th, 3/4 of the A4 lay under a B-52.", &[]);
        check("It was 1,2 or 1.2.3 long.", &[]);
    }
}
