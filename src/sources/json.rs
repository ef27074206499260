//! JSON into a [`Tree`] that keeps the place of every key and value. A document that breaks off is read up to there.
//!
//! The libraries that read JSON tell no places of values, and lose a whole file for one comma. So the structure is read here; strings
//! with escapes are left to `serde_json`.

use super::tree::{Builder, Container, Tree};
use crate::text::{Problem, Severity, Span};

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    CommaOrEnd,
    Nothing,
}

/// Reads `text`. A mistake ends it; what came before is in the tree.
pub fn read(text: &str) -> (Tree, Vec<Problem>) {
    let mut builder = Builder::default();
    let mut containers = Vec::new();
    let mistake = read_into(text, &mut builder, &mut containers);
    let end = mistake.as_ref().map_or(text.len(), |m| m.span.start);
    let mut problems: Vec<Problem> = mistake.into_iter().collect();
    (builder.finish(end, false, &mut problems), problems)
}

fn read_into(text: &str, builder: &mut Builder, containers: &mut Vec<Container>) -> Option<Problem> {
    let bytes = text.as_bytes();
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut next = Next::Value;
    loop {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        let Some(&byte) = bytes.get(at) else {
            return (next != Next::Nothing)
                .then(|| mistake(text, text.len(), "The file ends in the middle of an entry."));
        };
        let wants_value = matches!(next, Next::Value | Next::ValueOrEnd);
        match byte {
            b'{' | b'[' if wants_value => {
                let container = if byte == b'{' { Container::Map } else { Container::List };
                builder.open(Span::new(at, at + 1), container);
                containers.push(container);
                next = if byte == b'{' { Next::KeyOrEnd } else { Next::ValueOrEnd };
                at += 1;
            }
            b'}' | b']' if closes(byte, next, containers.last().copied()) => {
                at += 1;
                builder.close(at);
                containers.pop();
                next = if containers.is_empty() { Next::Nothing } else { Next::CommaOrEnd };
            }
            b'"' if wants_value || matches!(next, Next::Key | Next::KeyOrEnd) => {
                let Some(end) = string_end(bytes, at) else {
                    return Some(mistake(text, at, "This quotation mark is never closed."));
                };
                builder.scalar(Span::new(at, end), unescaped(&text[at..end]), false);
                next = match next {
                    Next::Key | Next::KeyOrEnd => Next::Colon,
                    _ if containers.is_empty() => Next::Nothing,
                    _ => Next::CommaOrEnd,
                };
                at = end;
            }
            b',' if next == Next::CommaOrEnd => {
                next = if containers.last() == Some(&Container::Map) { Next::Key } else { Next::Value };
                at += 1;
            }
            b':' if next == Next::Colon => {
                next = Next::Value;
                at += 1;
            }
            _ if wants_value => {
                let len =
                    text[at..].find(|c: char| ",]}:\"".contains(c) || c.is_whitespace()).unwrap_or(text.len() - at);
                let word = &text[at..at + len];
                if !matches!(word, "true" | "false" | "null") && !is_number(word) {
                    return Some(mistake(text, at, "This is not a JSON value."));
                }
                builder.scalar(Span::new(at, at + len), word.into(), true);
                next = if containers.is_empty() { Next::Nothing } else { Next::CommaOrEnd };
                at += len;
            }
            _ => return Some(mistake(text, at, expected(next))),
        }
    }
}

fn closes(byte: u8, next: Next, innermost: Option<Container>) -> bool {
    let container = if byte == b'}' { Container::Map } else { Container::List };
    innermost == Some(container) && matches!(next, Next::ValueOrEnd | Next::KeyOrEnd | Next::CommaOrEnd)
}

/// Just after the string that opens at `start`.
fn string_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}

fn unescaped(quoted: &str) -> String {
    let inner = &quoted[1..quoted.len() - 1];
    if !inner.contains('\\') {
        return inner.into();
    }
    // Half a surrogate pair is the one escape no string can hold; the words around it are still worth having.
    serde_json::from_str(quoted).unwrap_or_else(|_| inner.into())
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit() || c == '-') && word.parse::<f64>().is_ok()
}

fn expected(next: Next) -> &'static str {
    match next {
        Next::Value | Next::ValueOrEnd => "A value is missing here.",
        Next::Key | Next::KeyOrEnd => "A field name in quotation marks is missing here.",
        Next::Colon => "A colon is missing between the field name and its value.",
        Next::CommaOrEnd => "A comma is missing before this, or a bracket is not closed.",
        Next::Nothing => "The list of sources has already ended.",
    }
}

fn mistake(text: &str, at: usize, message: &str) -> Problem {
    let width = text[at..].chars().next().filter(|c| !c.is_control()).map_or(0, char::len_utf8);
    Problem {
        span: Span::new(at, at + width),
        severity: Severity::Error,
        message: format!("This file cannot be read from here on. {message}"),
        help: Some("sayso uses the entries before it. Fix it to use the rest.".into()),
    }
}
