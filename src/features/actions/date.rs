//! The year of a date that says none, from the article's own date: what a reader of the archive will miss.

use super::{Action, Does, Sort};
use crate::article::{MONTHS, TokenKind};
use crate::desk::Snapshot;
use crate::text::Span;

/// Offers the year for a date in the sentence at `line` that `range` touches.
pub fn offer(snapshot: &Snapshot, line: usize, range: Span, out: &mut Vec<Action>) {
    let ledger = &*snapshot.ledger;
    let Some(issued) = ledger.front_matter.date.as_deref().and_then(parse) else { return };
    let it = &ledger.lines[line];
    let placed = &ledger.blocks[it.block];
    let text = placed.span.of(&ledger.text);
    let sentence = &placed.entry.block.sentences[it.sentence];
    let tokens = placed.entry.block.tokens.get(sentence.tokens.0..sentence.tokens.1).unwrap_or_default();
    let day = |i: Option<usize>| {
        let token = i.and_then(|i| tokens.get(i)).filter(|t| t.kind == TokenKind::Number)?;
        let day: u32 = token.span.of(text).parse().ok().filter(|day| (1..=31).contains(day))?;
        Some((day, token.span))
    };
    for (i, token) in tokens.iter().enumerate() {
        let Some(month) = MONTHS.iter().position(|m| *m == token.span.of(text)) else { continue };
        let close = |a: Span, b: Span| text.get(a.end..b.start) == Some(" ");
        let after = day(Some(i + 1)).filter(|(_, span)| close(token.span, *span));
        let before = day(i.checked_sub(1)).filter(|(_, span)| close(*span, token.span));
        let (day, date, comma, next) = match (after, before) {
            (Some((day, span)), _) => (day, Span::new(token.span.start, span.end), ", ", i + 2),
            (None, Some((day, span))) => (day, Span::new(span.start, token.span.end), " ", i + 1),
            (None, None) => continue,
        };
        // A year follows at once, or after a comma.
        let year_at = |i: usize| tokens.get(i).is_some_and(|t| is_year(t.span.of(text)));
        if year_at(next) || tokens.get(next).is_some_and(|t| t.span.of(text) == ",") && year_at(next + 1) {
            continue;
        }
        let here = date.shifted(placed.span.start);
        if here.start <= range.end && range.start <= here.end {
            let year = nearest_year(issued, month as u32 + 1, day);
            let edit = (Span::new(here.end, here.end), format!("{comma}{year}"));
            out.push(Action::new(format!("Add the year: {year}"), Sort::Rewrite, Vec::new(), Does::Edit(vec![edit])));
        }
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// The year, month and day that an ISO date starts with.
fn parse(date: &str) -> Option<(i32, u32, u32)> {
    let mut parts = date.trim().get(..10)?.splitn(3, '-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
}

/// The year in which that day lies nearest to the article's own.
fn nearest_year((year, month, day): (i32, u32, u32), other_month: u32, other_day: u32) -> i32 {
    let days = |month: u32, day: u32| i64::from(month) * 31 + i64::from(day);
    let away =
        |candidate: i32| (i64::from(candidate - year) * 372 + days(other_month, other_day) - days(month, day)).abs();
    [year, year - 1, year + 1].into_iter().min_by_key(|&candidate| away(candidate)).unwrap_or(year)
}
