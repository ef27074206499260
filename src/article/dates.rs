//! Days that a block names ("Friday, April 18, 2025", "18 April"), and what the calendar says of them.
//!
//! Only days are found, in English words; a month or a year alone is none, nor are dates in figures, which are read differently here
//! and there.

use super::{Block, MONTHS, TokenKind};
use crate::text::Span;
use time::{Date, Month, Weekday};

/// A day that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day and the month, in the block's bytes.
    pub span: Span,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
    /// The year, where it is said.
    pub year: Option<i32>,
    /// Whether the day stands before the month.
    pub day_first: bool,
    /// The day of the week that is said with it, and where.
    pub weekday: Option<(Weekday, Span)>,
}

/// Days of the week, from Monday.
pub const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const SHORT: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

impl Day {
    /// The day in that year; `None` if there is none ("31 April").
    #[must_use]
    pub fn in_year(&self, year: i32) -> Option<Date> {
        Date::from_calendar_date(year, Month::try_from(self.month).ok()?, self.day).ok()
    }

    /// The day in the year that is said, or else in that in which it lies nearest to `issued`.
    #[must_use]
    pub fn date(&self, issued: Option<Date>) -> Option<Date> {
        match (self.year, issued) {
            (Some(year), _) => self.in_year(year),
            (None, Some(issued)) => self.nearest_to(issued),
            (None, None) => None,
        }
    }

    /// The day in the year in which it lies nearest to `issued`.
    #[must_use]
    pub fn nearest_to(&self, issued: Date) -> Option<Date> {
        let year = issued.year();
        let around = [year, year - 1, year + 1].into_iter().filter_map(|year| self.in_year(year));
        around.min_by_key(|date| (*date - issued).whole_days().abs())
    }
}

/// The day that `date`, a front matter's, starts with in figures: "2025-04-20".
#[must_use]
pub fn issued(date: &str) -> Option<Date> {
    let mut parts = date.trim().get(..10)?.splitn(3, '-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Date::from_calendar_date(year, Month::try_from(u8::min(month, 13)).ok()?, day).ok()
}

/// Whether a month's name begins with that byte: nearly every word falls at this, in the fewest steps.
#[inline]
fn begins_month(first: Option<u8>) -> bool {
    matches!(first, Some(b'J' | b'F' | b'M' | b'A' | b'S' | b'O' | b'N' | b'D'))
}

/// The number, from 1, of the month called `word`, in full or short.
#[must_use]
pub fn month(word: &str) -> Option<u8> {
    if !begins_month(word.as_bytes().first().copied()) {
        return None;
    }
    let short = word.strip_suffix('.');
    let found = MONTHS.iter().position(|m| *m == word).or_else(|| {
        let short = short.unwrap_or(word);
        SHORT.iter().position(|m| *m == short || *m == "Sept" && short == "Sep")
    })?;
    u8::try_from(found + 1).ok()
}

/// The day of the week called `word`.
#[must_use]
pub fn weekday(word: &str) -> Option<Weekday> {
    let days = WEEKDAYS.iter().position(|w| *w == word)?;
    Some(Weekday::Monday.nth_next(u8::try_from(days).ok()?))
}

/// The days named in a block whose text is `text`, in order.
#[must_use]
pub fn days(text: &str, block: &Block) -> Vec<Day> {
    let tokens = &block.tokens;
    let word = |i: usize| tokens.get(i).map_or("", |t| t.span.of(text));
    let number = |i: usize| tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
    let day = |i: usize| {
        let digits = word(i).trim_end_matches(|c: char| c.is_ascii_lowercase());
        digits.parse::<u8>().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)
    };
    let year = |i: usize| word(i).parse::<i32>().ok().filter(|_| number(i) && word(i).len() == 4);
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if !begins_month(text.as_bytes().get(token.span.start).copied()) {
            continue;
        }
        let Some(month) = month(word(i)) else { continue };
        let of = word(i.wrapping_sub(1)) == "of" && i > 1;
        let before = i.checked_sub(if of { 2 } else { 1 }).filter(|_| i > 0);
        let (first, last, day, day_first) = match (day(i + 1), before.and_then(|at| Some((at, day(at)?)))) {
            // "3 May 2025": the figure after it is part of the year or of nothing.
            (_, Some((at, day))) if year(i + 1).is_some() || self::is_alone(word(i + 1)) => (at, i, day, true),
            (Some(day), _) => (i, i + 1, day, false),
            (None, Some((at, day))) => (at, i, day, true),
            (None, None) => continue,
        };
        let year = year(last + 1).or_else(|| year(last + 2).filter(|_| word(last + 1) == ","));
        let span = Span::new(tokens[first].span.start, tokens[last].span.end);
        let back = |by: usize| first.checked_sub(by).and_then(|at| Some((weekday(word(at))?, tokens[at].span)));
        let beside = back(1).or_else(|| back(2).filter(|_| matches!(word(first - 1), "," | "(" | "the")));
        found.push(Day { span, month, day, year, day_first, weekday: beside });
    }
    found
}

/// Whether nothing that follows a month can be its day.
fn is_alone(next: &str) -> bool {
    !next.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, Format, parse_block};

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<i32>, Option<Weekday>)]) {
        let block = parse_block(text, BlockKind::Prose, Format::Plain);
        let found = days(text, &block);
        let found: Vec<_> = found.iter().map(|d| (d.span.of(text), d.year, d.weekday.map(|(day, _)| day))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days_as_they_are_written() {
        check("It opened on April 18.", &[("April 18", None, None)]);
        check("It opened on Friday, April 18, 2025, at noon.", &[("April 18", Some(2025), Some(Weekday::Friday))]);
        check("It opened on 18 April 2025.", &[("18 April", Some(2025), None)]);
        check("It opened on Friday the 18th of April.", &[("18th of April", None, Some(Weekday::Friday))]);
        check("It opened on Sept. 3rd and closed on 4 May.", &[("Sept. 3rd", None, None), ("4 May", None, None)]);
        check("It opened in April, and 40 came in May 2025.", &[]);
    }

    #[test]
    fn the_year_is_the_nearest() {
        let day = Day { span: Span::default(), month: 12, day: 30, year: None, day_first: false, weekday: None };
        let issued = issued("2025-01-04T10:00").unwrap();
        assert_eq!(day.date(Some(issued)).map(Date::year), Some(2024));
        assert_eq!(Day { day: 31, month: 4, ..day }.date(Some(issued)), None);
        assert!(super::issued("4 January 2025").is_none() && super::issued("2025-13-01").is_none());
    }
}
