//! What form tells of a sentence: whether it asks, heads, signs, dates or instructs, and so claims nothing.

use super::abbreviations;
use super::{BlockKind, Form, Sentence, Token, TokenKind};

/// Words that begin a line meant for the desk or the reader, lower-case; a colon must follow, or the line must be no longer than the phrase.
const LABELS: [&str; 31] = [
    "read more",
    "read also",
    "also read",
    "see also",
    "more",
    "related",
    "photo",
    "photos",
    "video",
    "watch",
    "listen",
    "file photo",
    "photo credit",
    "image",
    "caption",
    "source",
    "sources",
    "editor's note",
    "editors' note",
    "note",
    "correction",
    "update",
    "updated",
    "published",
    "contact",
    "follow us",
    "sign up",
    "subscribe",
    "advertisement",
    "ends",
    "tk",
];

/// Words a byline may hold beside names.
const BYLINE_WORDS: [&str; 14] = [
    "and",
    "in",
    "of",
    "for",
    "the",
    "at",
    "with",
    "staff",
    "writer",
    "correspondent",
    "reporter",
    "editor",
    "van",
    "de",
];

/// Settles the forms of `sentences`, all those of one leaf of a block of `kind`.
pub(super) fn settle(text: &str, kind: BlockKind, tokens: &[Token], sentences: &mut [Sentence]) {
    let alone = sentences.len() == 1;
    for sentence in sentences {
        let tokens = &tokens[sentence.tokens.0..sentence.tokens.1];
        sentence.form = form(text, tokens, kind, alone);
    }
}

fn form(text: &str, tokens: &[Token], kind: BlockKind, alone: bool) -> Form {
    let has_words = tokens.iter().any(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
    let short = tokens.len() <= 24;
    if !has_words || short && is_instruction(text, tokens) {
        Form::Instruction
    } else if alone && short && is_byline(text, tokens) {
        Form::Byline
    } else if alone && short && is_dateline(text, tokens) {
        Form::Dateline
    } else if kind == BlockKind::Heading {
        Form::Heading
    } else if asks(text, tokens) {
        Form::Question
    } else {
        Form::Statement
    }
}

/// Whether the sentence itself asks, rather than somebody quoted at its end: «He asked: "Who?"» states.
fn asks(text: &str, tokens: &[Token]) -> bool {
    let mut closed = 0;
    for (i, token) in tokens.iter().enumerate().rev() {
        let mark = token.span.of(text);
        match token.kind {
            TokenKind::CloseQuote => closed += 1,
            TokenKind::Mark if mark == "?" => return closed == 0 || opens_the_sentence(tokens, i),
            TokenKind::Mark if mark.starts_with(['!', ')', ']', '…', '.']) => {}
            _ => return false,
        }
    }
    false
}

/// Whether the quotation that holds token `at` opened before any word of the sentence.
fn opens_the_sentence(tokens: &[Token], at: usize) -> bool {
    let words_before_quote = tokens[..at].iter().take_while(|t| t.kind != TokenKind::OpenQuote);
    let quote = tokens[..at].iter().any(|t| t.kind == TokenKind::OpenQuote);
    !quote || words_before_quote.into_iter().all(|t| !matches!(t.kind, TokenKind::Word | TokenKind::Number))
}

fn is_instruction(text: &str, tokens: &[Token]) -> bool {
    let colon = tokens.iter().take(4).position(|t| t.span.of(text) == ":");
    if colon.is_none() && tokens.len() > 4 {
        return false;
    }
    let label = &tokens[..colon.unwrap_or(tokens.len())];
    let (Some(first), Some(last)) = (label.first(), label.last()) else { return false };
    let words = text[first.span.start..last.span.end].to_lowercase().replace('’', "'");
    LABELS.contains(&&*words)
}

/// "By Anna Kovach", "Reporting by A; editing by B".
fn is_byline(text: &str, tokens: &[Token]) -> bool {
    let mut words = tokens.iter().filter(|t| t.kind != TokenKind::Mark).map(|t| t.span.of(text));
    let lead = match words.next() {
        Some("By" | "BY") => true,
        Some("Reporting" | "Editing" | "Written" | "Compiled") => words.next() == Some("by"),
        _ => false,
    };
    let name = |w: &str| w.starts_with(char::is_uppercase);
    let rest: Vec<&str> = words.collect();
    lead && rest.first().is_some_and(|w| name(w))
        && rest.iter().all(|w| {
            name(w) || ["by", "editing", "reporting", "additional", "writing"].contains(w) || BYLINE_WORDS.contains(w)
        })
        && tokens.len() <= 3 * rest.len() + 2
}

/// "DNIPRO, Ukraine (AP) —", "Monday, December 1, 2025", "Dec. 1, 10:30 a.m.": a place in capitals that ends in a dash or stands alone, or
/// nothing but a date.
fn is_dateline(text: &str, tokens: &[Token]) -> bool {
    let words: Vec<&str> = tokens
        .iter()
        .filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
        .map(|t| t.span.of(text))
        .collect();
    if words.iter().all(|w| is_date_word(w)) {
        return words.iter().any(|w| w.starts_with(|c: char| c.is_ascii_digit())) && words.len() > 1;
    }
    let Some(place) = words.first().filter(|w| w.chars().nth(1).is_some() && w.chars().all(|c| !c.is_lowercase()))
    else {
        return false;
    };
    let dash = tokens.last().is_some_and(|t| t.span.of(text).starts_with(['-', '–', '—', '―']));
    let comma = tokens.get(1).is_some_and(|t| t.span.of(text) == ",");
    let names = words.iter().all(|w| !w.starts_with(char::is_lowercase));
    place.starts_with(char::is_alphabetic) && words.len() <= 8 && names && (dash || comma && words.len() <= 3)
}

/// The months, as they are written out.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn is_date_word(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    word.starts_with(|c: char| c.is_ascii_digit())
        || MONTHS.contains(&word)
        || abbreviations::class(bare) == Some(abbreviations::Class::Month)
        || matches!(bare, "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday")
        || matches!(bare, "a.m" | "p.m" | "am" | "pm" | "GMT" | "UTC" | "EST" | "EDT" | "CET" | "EET" | "at")
}
