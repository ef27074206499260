//! Paragraphs of plain text: parted by blank lines, or one to a line as wire copy comes, or soft-wrapped.
//!
//! Whether a newline parts two paragraphs is judged from the two lines it stands between, and whether the first opens its paragraph.

use super::{BlockKind, Line, lines};
use crate::article::abbreviations::{self, Class};
use crate::article::chars::is_blank;

/// No draft is wrapped wider than this many bytes; a longer line is a paragraph.
const WIDEST_WRAP: usize = 120;
/// A headline is no longer than this many bytes.
const LONGEST_HEADLINE: usize = 160;
/// How far back a quotation is looked for that a line break may stand in, in bytes.
const QUOTE_REACH: usize = 1000;

/// Appends to `starts` where the pieces of `text` begin from `from` on, and what they are.
pub(super) fn starts(text: &str, from: usize, starts: &mut Vec<(usize, BlockKind)>) {
    let mut before: Option<Line<'_>> = None;
    let mut alone = false;
    for line in lines(text, from) {
        if line.is_blank() {
            close(starts, before.take(), alone);
            continue;
        }
        let parted = before.is_none_or(|b| parts(text, b, line, starts.last().map_or(0, |s| s.0), alone));
        if parted {
            close(starts, before, alone);
            starts.push((line.start, BlockKind::Prose));
        }
        alone = parted;
        before = Some(line);
    }
    close(starts, before, alone);
}

/// Settles the kind of the last piece, whose last line is `last` and is its only one if `alone`.
fn close(starts: &mut [(usize, BlockKind)], last: Option<Line<'_>>, alone: bool) {
    if let (Some(line), Some(piece), true) = (last, starts.last_mut(), alone)
        && is_headline(trim(line.text))
    {
        piece.1 = BlockKind::Heading;
    }
}

/// Whether the newline between `a` and `b` parts two paragraphs. `piece` is where the paragraph of `a` starts; `first` whether `a` is all
/// of it so far.
fn parts(text: &str, a: Line<'_>, b: Line<'_>, piece: usize, first: bool) -> bool {
    let (before, after) = (trim(a.text), trim(b.text));
    if starts_item(after) {
        return true;
    }
    let small = after.starts_with(char::is_lowercase);
    let wide = before.len().max(after.len()) > WIDEST_WRAP;
    let filled = before.len() + 1 + after.split(' ').next().map_or(0, str::len) > after.len();
    if ends_sentence(before) {
        if wide {
            return true;
        }
        let reach = (a.next.saturating_sub(QUOTE_REACH).max(piece)..a.next)
            .find(|&i| text.is_char_boundary(i))
            .unwrap_or(a.next);
        let in_quotation = leaves_quote_open(&text[reach..a.next]) && !starts_quote(after);
        return !(small || filled && before.len() > 40 && in_quotation);
    }
    if small || before.ends_with([',', ';', ':']) || ends_midway(before) {
        return false;
    }
    if before.ends_with(['-', '–', '—']) {
        // A dateline on a line of its own.
        return first && is_title(before);
    }
    wide || first && (is_title(before) || !filled)
}

fn trim(line: &str) -> &str {
    line.trim_matches(is_blank)
}

/// Whether `line` begins with a bullet.
fn starts_item(line: &str) -> bool {
    ["- ", "* ", "• ", "•\t"].iter().any(|b| line.starts_with(b))
}

fn starts_quote(line: &str) -> bool {
    line.starts_with(['“', '"', '‘', '\'', '«', '„'])
}

/// Whether the last double quotation mark of `text` opens.
fn leaves_quote_open(text: &str) -> bool {
    match text.rfind(['“', '”', '"', '«', '»', '„']) {
        Some(at) if text[at..].starts_with(['“', '«', '„']) => true,
        Some(at) if text[at..].starts_with('"') => text[..at].chars().next_back().is_none_or(is_blank),
        _ => false,
    }
}

/// Whether `line` ends with a mark that ends sentences, whatever closes and tags follow it.
fn ends_sentence(line: &str) -> bool {
    let mut rest = line;
    loop {
        rest = rest.trim_end_matches(['’', '”', '"', '\'', '»', '“', '‘', ')', '*', '_']).trim_end();
        // Tags, directives and notes; none is longer than a line.
        match rest.strip_suffix(']').and_then(|r| r.rfind('[').map(|i| (i, &r[i + 1..]))) {
            Some((open, inside)) if ["@", "-@", "^", "stet", "CQ"].iter().any(|s| inside.starts_with(s)) => {
                rest = rest[..open].trim_end();
            }
            _ => break,
        }
    }
    if !rest.ends_with(['.', '!', '?', '…', '。']) {
        return false;
    }
    let Some(word) = rest.strip_suffix('.').and_then(|r| r.rsplit([' ', '-', '.']).next()) else { return true };
    let initial = word.chars().nth(1).is_none() && word.starts_with(char::is_uppercase);
    !(initial || matches!(abbreviations::class(word), Some(Class::Leads | Class::Month)))
}

/// Whether `line` stops where no headline does: after an article, a preposition, an auxiliary.
fn ends_midway(line: &str) -> bool {
    matches!(
        line.rsplit(' ').next().unwrap_or(line),
        "the"
            | "a"
            | "an"
            | "of"
            | "to"
            | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "from"
            | "with"
            | "and"
            | "or"
            | "but"
            | "that"
            | "which"
            | "who"
            | "as"
            | "is"
            | "was"
            | "were"
            | "are"
            | "be"
            | "been"
            | "has"
            | "have"
            | "had"
            | "his"
            | "her"
            | "its"
            | "their"
            | "into"
            | "over"
            | "under"
            | "than"
            | "after"
            | "before"
            | "said"
    )
}

/// Whether most of the longer words of `line` are capitalised.
fn is_title(line: &str) -> bool {
    if line.len() > LONGEST_HEADLINE {
        return false;
    }
    let long = line.split_whitespace().filter(|w| w.len() > 3 && w.contains(char::is_alphabetic));
    let (all, capital) = long.fold((0, 0), |(all, capital), word| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        (all + 1, capital + usize::from(first.is_some_and(|c| !c.is_lowercase())))
    });
    all > 0 && capital * 5 >= all * 4
}

/// Whether a line that stands alone is a headline: short, one sentence at most, without a full stop, no item of a list.
fn is_headline(line: &str) -> bool {
    line.len() <= LONGEST_HEADLINE
        && !line.ends_with([',', ';', ':'])
        && !starts_item(line)
        && !starts_quote(line)
        && !ends_sentence(line)
        && !line
            .match_indices(". ")
            .any(|(i, _)| ends_sentence(&line[..=i]) && line[i + 2..].starts_with(char::is_uppercase))
}
