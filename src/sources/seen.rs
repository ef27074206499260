//! A draft as a reader of the printed page sees it, letter by letter: without mark-up, with character references and the escapes of
//! addresses read, words parted at the end of a line joined. So names are looked for.

use crate::article::{is_blank, is_hyphen, is_joined};
use pulldown_cmark::{Event, Parser};

/// Mark-up longer than this (bytes) is read as words, so that one that never ends is not looked through again and again.
const LONGEST: usize = 1000;

/// The longest character reference (bytes): HTML's longest name, `&CounterClockwiseContourIntegral;`, is 33.
const LONGEST_REFERENCE: usize = 34;

/// What comes next. Lengths are bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A character, and how long it is as it is written.
    Letter(char, usize),
    /// What stands in a draft and is not seen in print.
    Hidden(usize),
    /// A hyphen at the end of a line, up to where the next one begins.
    Break(usize),
    /// Nothing.
    End,
}

/// What `text` begins with.
pub fn step(text: &str) -> Step {
    match line_break(text).map(Step::Break).or_else(|| Some(mark_up(text)).filter(|&len| len > 0).map(Step::Hidden)) {
        Some(step) => step,
        None if text.is_empty() => Step::End,
        None => match letter(text) {
            (Some(c), len) => Step::Letter(c, len),
            (None, len) => Step::Hidden(len),
        },
    }
}

/// The character that `text` begins with and its length as it is written; no character where nobody sees it.
pub fn letter(text: &str) -> (Option<char>, usize) {
    let Some(c) = text.chars().next() else { return (None, 0) };
    let (c, len) = match c {
        '&' => reference(text).unwrap_or((c, 1)),
        '%' => escape(text).unwrap_or((c, 1)),
        c => (c, c.len_utf8()),
    };
    ((!is_joined(c)).then_some(c), len)
}

/// A character reference, `&uuml;`, `&#81;`, `&#x51;`: the first character it stands for.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST_REFERENCE).position(|b| b == b';')?;
    let name = &text[1..end];
    let number = name.strip_prefix('#').map(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    });
    let c = match number {
        Some(number) => char::from_u32(number.ok()?)?,
        None if !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            let decoded = |event| if let Event::Text(text) = event { Some(text) } else { None };
            // The names are HTML's, some two thousand, and the reader of Markdown has them.
            let words = Parser::new(&text[..=end]).find_map(decoded)?;
            words.chars().next().filter(|_| *words != text[..=end])?
        }
        None => return None,
    };
    Some((c, end + 1))
}

/// An escape of an address, `%20`, `%C3%BC`.
fn escape(text: &str) -> Option<(char, usize)> {
    let mut bytes = Vec::new();
    for part in text.as_bytes().chunks(3).take(4) {
        let [b'%', high, low] = *part else { break };
        let digit = |b: u8| char::from(b).to_digit(16);
        let (Some(high), Some(low)) = (digit(high), digit(low)) else { break };
        bytes.push((high * 16 + low) as u8);
        if let Ok(word) = std::str::from_utf8(&bytes) {
            return Some((word.chars().next()?, 3 * bytes.len()));
        }
    }
    None
}

/// Bytes from a hyphen at the end of a line to the first letter of the next one, the marks of a quoted line left out.
fn line_break(text: &str) -> Option<usize> {
    let first = text.chars().next().filter(|&c| is_hyphen(c) || c == '\u{AD}')?;
    let rest = text[first.len_utf8()..].trim_start_matches([' ', '\t']);
    let next = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r', '\u{2028}']))?;
    let next = next.trim_start_matches([' ', '\t', '>']);
    next.starts_with(char::is_alphanumeric).then(|| text.len() - next.len())
}

/// Bytes at the start of `text` that can stand between two words of a name: white space, mark-up, a quoted line's mark, and what joins words
/// in addresses and file names.
pub fn gap(text: &str) -> usize {
    let mut at = 0;
    loop {
        at += match step(&text[at..]) {
            Step::Hidden(len) | Step::Break(len) => len,
            Step::Letter(c, len) if is_blank(c) || is_hyphen(c) || matches!(c, '>' | '.' | '+' | ',' | '/' | '–') => {
                len
            }
            Step::Letter(..) | Step::End => return at,
        };
    }
}

/// Bytes of the mark-up at the start of `text`: what stands in a draft and is not read in print.
fn mark_up(text: &str) -> usize {
    let to = |text: &str, close: &str| {
        let near = &text.as_bytes()[..text.len().min(LONGEST)];
        memchr::memmem::find(near, close.as_bytes()).map_or(0, |at| at + close.len())
    };
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return 0 };
    let rest = chars.as_str();
    match first {
        '*' | '_' | '~' | '`' | '\\' => 1,
        // A tag, a note, a mark of an editor's.
        '[' if rest.starts_with(['@', '^']) || rest.starts_with("-@") || rest.starts_with("CQ]") => {
            to(text, "]").max(1)
        }
        // Where a link leads, how a stretch is set.
        ']' if rest.starts_with('(') => to(text, ")").max(1),
        ']' if rest.starts_with('[') => 1 + to(rest, "]"),
        ']' if rest.starts_with('{') => to(text, "}").max(1),
        '[' | ']' => 1,
        '<' if rest.starts_with("!--") => to(text, "-->"),
        '<' if rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => to(text, ">"),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_and_escapes_are_read() {
        assert_eq!(letter("&#81;uill"), (Some('Q'), 5));
        assert_eq!(letter("&#x51;uill"), (Some('Q'), 6));
        assert_eq!(letter("&uuml;ber"), (Some('ü'), 6));
        assert_eq!(letter("&shy;"), (None, 5));
        assert_eq!(letter("&nothing;"), (Some('&'), 1));
        assert_eq!(letter("&amp;"), (Some('&'), 5));
        assert_eq!(letter("%C3%BCber"), (Some('ü'), 6));
        assert_eq!(letter("%20x"), (Some(' '), 3));
        assert_eq!(letter("% of"), (Some('%'), 1));
    }

    #[test]
    fn a_hyphen_at_the_end_of_a_line_joins_it_to_the_next() {
        assert_eq!(step("-\n> feather"), Step::Break(4));
        assert_eq!(step("-\r\nfeather"), Step::Break(3));
        assert_eq!(step("-\n\nfeather"), Step::Letter('-', 1));
        assert_eq!(step("-feather"), Step::Letter('-', 1));
    }
}
