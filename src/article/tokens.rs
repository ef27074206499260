//! Cuts prose into words, numbers and marks.
//!
//! Words keep inner hyphens and apostrophes, but clitics ("’s", "n’t") stand alone; abbreviations and initials keep their full stops;
//! numbers keep separators, currency and percent signs. Whether an apostrophe is a quotation mark has been decided before. Linear in the
//! text; every character that is not blank and not masked ends up in exactly one token.

use super::abbreviations::{self, Class};
use super::chars::{char_at, is_alphanumeric, is_blank, is_joined};
use super::quotations::{QuoteMark, Role};
use super::{Token, TokenKind};
use crate::text::Span;

/// Appends to `out` the tokens of `within` outside `masked`. `quotes` and `masked` are in order.
pub(super) fn cut(text: &str, within: Span, masked: &[Span], quotes: &[QuoteMark], out: &mut Vec<Token>) {
    let mut at = within.start;
    let mut quotes = quotes.iter().peekable();
    for mask in &masked[masked.partition_point(|m| m.end <= within.start)..] {
        if mask.start >= within.end {
            break;
        }
        Cutter { text, end: mask.start, quotes: &mut quotes, out }.run(at);
        at = at.max(mask.end);
    }
    Cutter { text, end: within.end, quotes: &mut quotes, out }.run(at);
}

struct Cutter<'a, 'q> {
    text: &'a str,
    /// End of the stretch without markup that is being cut.
    end: usize,
    quotes: &'a mut std::iter::Peekable<std::slice::Iter<'q, QuoteMark>>,
    out: &'a mut Vec<Token>,
}

impl Cutter<'_, '_> {
    fn run(&mut self, mut at: usize) {
        while let Some(c) = self.char(at) {
            if is_blank(c) {
                at += c.len_utf8();
                continue;
            }
            // As most tokens begin, and no mark does.
            if c.is_ascii_alphabetic() {
                at = self.word(at, at);
                continue;
            }
            while self.quotes.next_if(|q| q.span.start < at).is_some() {}
            if let Some(quote) = self.quotes.next_if(|q| q.span.start == at && q.span.end <= self.end) {
                let kind = if quote.role == Role::Open { TokenKind::OpenQuote } else { TokenKind::CloseQuote };
                at = self.push(at, quote.span.end, kind);
                continue;
            }
            let next = at + c.len_utf8();
            let leads_number = is_currency(c) && self.char(next).is_some_and(|d| d.is_ascii_digit());
            at = if is_alphanumeric(c) {
                self.word(at, at)
            } else if leads_number || is_apostrophe(c) && self.starts_word(next) {
                self.word(at, next)
            } else {
                self.mark(at, c)
            };
        }
    }

    fn char(&self, at: usize) -> Option<char> {
        char_at(self.text, at, self.end)
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        self.out.push(Token { span: Span::new(start, end), kind });
        end
    }

    fn starts_word(&self, at: usize) -> bool {
        self.char(at).is_some_and(is_alphanumeric)
    }

    /// One mark: a run of dots or of dashes, or a single character with what is joined to it.
    fn mark(&mut self, start: usize, c: char) -> usize {
        let mut at = start + c.len_utf8();
        let same: fn(char) -> bool = match c {
            '.' | '…' => |d| matches!(d, '.' | '…'),
            '-' | '–' | '—' | '―' | '‒' => |d| matches!(d, '-' | '–' | '—' | '―' | '‒'),
            _ => is_joined,
        };
        while let Some(d) = self.char(at).filter(|&d| same(d)) {
            at += d.len_utf8();
        }
        self.push(start, at, TokenKind::Mark)
    }

    /// A word or number whose first letter or digit is at `at`; `start` is before it where an apostrophe or currency sign leads.
    fn word(&mut self, start: usize, at: usize) -> usize {
        if let Some(end) = self.simple_word(at).filter(|_| start == at) {
            return self.push(start, end, TokenKind::Word);
        }
        let mut end = self.run_of_letters(at);
        // Col.-Gen., U.S.-led: an abbreviation goes on after a hyphen.
        let mut part = at;
        while self.char(end) == Some('.') {
            part += self.text[part..end].rfind('-').map_or(0, |i| i + 1);
            let stop = self.abbreviation(part, end);
            if stop == end {
                break;
            }
            end = stop;
            if self.char(end) == Some('-') && self.starts_word(end + 1) {
                part = end + 1;
                end = self.run_of_letters(part);
            } else {
                break;
            }
        }
        let word = &self.text[start..end];
        if word.starts_with(|c: char| c.is_ascii_digit() || is_currency(c)) && is_number(word) {
            if self.char(end) == Some('%') {
                end += 1;
            }
            return self.push(start, end, TokenKind::Number);
        }
        self.with_clitics(start, end)
    }

    /// Where the word at `at` ends if it is one of plain ASCII letters before a space, as most are: nothing else needs to be asked of it.
    fn simple_word(&self, at: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[at..self.end];
        let length = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let alone = matches!(bytes.get(length), None | Some(b' ' | b',' | b'\n' | b';' | b')' | b'?' | b'!'));
        (length > 0 && alone).then_some(at + length)
    }

    /// End of the letters and digits from `at` on, with what may stand between two of them.
    fn run_of_letters(&self, mut at: usize) -> usize {
        let mut before = ' ';
        let mut letters = 0;
        while let Some(c) = self.char(at) {
            let next = at + c.len_utf8();
            let inner = if is_alphanumeric(c) || is_joined(c) {
                true
            } else {
                let after = self.char(next).unwrap_or(' ');
                match c {
                    '-' | '\u{2011}' | '_' | '@' => is_alphanumeric(after),
                    '\'' | '’' | 'ʼ' | '‘' => is_alphanumeric(before) && is_alphanumeric(after),
                    '&' => before.is_uppercase() && after.is_uppercase(),
                    ',' | ':' | '/' => before.is_ascii_digit() && after.is_ascii_digit(),
                    '.' => before.is_ascii_digit() && after.is_ascii_digit() || letters > 1 && after.is_lowercase(),
                    _ => false,
                }
            };
            if !inner {
                break;
            }
            letters = if c.is_lowercase() { letters + 1 } else { 0 };
            before = c;
            at = next;
        }
        at
    }

    /// Where the abbreviation `start..end` ends with the full stop that follows; `end` if it is none.
    fn abbreviation(&self, start: usize, end: usize) -> usize {
        let word = &self.text[start..end];
        let stop = end + 1;
        if word.chars().nth(1).is_none() {
            let last = self.letters_with_stops(stop);
            if last > stop {
                return last;
            }
            if word.starts_with(char::is_uppercase) && word != "I" {
                let leads = self.after_blanks(stop).is_some_and(|c| c.is_uppercase() || "\"“‘'".contains(c));
                return if leads { stop } else { end };
            }
        }
        if word == "Ph" && self.text[stop..self.end].starts_with("D.") {
            return stop + 2;
        }
        let fits = match abbreviations::class(word) {
            None => false,
            Some(Class::BeforeNumber) => self.after_blanks(stop).is_some_and(|c| c.is_ascii_digit()),
            Some(Class::State) => {
                self.out.last().is_some_and(|t| t.span.of(self.text) == ",")
                    && self.text[..start].ends_with([' ', '\n', '\u{A0}'])
            }
            Some(_) => true,
        };
        if fits { stop } else { end }
    }

    /// End of a run of single letters each with a full stop ("S." after "U."), from `at` on.
    fn letters_with_stops(&self, mut at: usize) -> usize {
        while let Some(c) = self.char(at).filter(|c| c.is_alphabetic()) {
            let stop = at + c.len_utf8();
            if self.char(stop) != Some('.') {
                break;
            }
            at = stop + 1;
        }
        at
    }

    /// The first character after `at` that is not blank, if blanks or nothing stand before it.
    fn after_blanks(&self, at: usize) -> Option<char> {
        // A few blanks are enough: more of them separate.
        self.text[at..self.end].chars().take(4).find(|&c| !is_blank(c))
    }

    /// Pushes the word `start..end`, clitics apart.
    fn with_clitics(&mut self, start: usize, end: usize) -> usize {
        let word = &self.text[start..end];
        let cut = if word.contains(['\'', '’', 'ʼ']) { clitic(word) } else { None };
        match cut {
            Some(cut) => {
                let stem = &word[..cut];
                // "shouldn’t’ve" has two.
                match clitic(stem) {
                    Some(inner) => {
                        self.push(start, start + inner, TokenKind::Word);
                        self.push(start + inner, start + cut, TokenKind::Word);
                    }
                    None => {
                        let kind = if is_number(stem) { TokenKind::Number } else { TokenKind::Word };
                        self.push(start, start + cut, kind);
                    }
                }
                self.push(start + cut, end, TokenKind::Word)
            }
            None => self.push(start, end, TokenKind::Word),
        }
    }
}

/// Where the clitic at the end of `word` starts, if it has one and something stands before it.
fn clitic(word: &str) -> Option<usize> {
    let at = word.rfind(['\'', '’', 'ʼ'])?;
    let tail = word[at..].trim_start_matches(['\'', '’', 'ʼ']);
    let is = |s: &str| tail.eq_ignore_ascii_case(s);
    let cut = if ["s", "re", "ve", "ll", "d", "m"].iter().any(|s| is(s)) {
        at
    } else if is("t") && word[..at].ends_with(['n', 'N']) {
        at - 1
    } else {
        return None;
    };
    (cut > 0).then_some(cut)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₴' | '₽' | '₹')
}

/// Whether `word` is a figure: digits and separators, at most with an ordinal ending or a short unit.
fn is_number(word: &str) -> bool {
    let figure = word.trim_start_matches(is_currency);
    if !figure.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let rest = figure.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ':' | '/' | '-'));
    rest.is_empty()
        || matches!(rest, "st" | "nd" | "rd" | "th" | "s" | "k" | "m" | "bn" | "km" | "mm" | "cm" | "kg" | "am" | "pm")
}
