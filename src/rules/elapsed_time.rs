//! `elapsed-time`: "two days later" that is not two days later.

use super::{BlockContext, Check, Finding, Rule};
use crate::article::dates;
use crate::article::{Sentence, TokenKind, figures};
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "The time elapsed does not match the two dates.",
    page: PAGE,
    severity: [Severity::Info, Severity::Warning, Severity::Warning],
    check: Check::Block(check),
};

const NAME: &str = "elapsed-time";

const PAGE: &str = "\
## What it finds

A sentence that opens with a number of hours or days (“Two days later, on May 9, ...”) and gives a date, after a sentence in the same
paragraph that gives one date, where the calendar puts a different number of days between the two. Nothing is reported if there is room for
doubt: more than one date, or hours that need not be whole days.

## Why

One of the three figures is wrong, and a careful reader will notice. Arithmetic is part of any line-by-line check.

## Bad

```
The weir broke on May 6, 2025, Otto Brandt said. Two days later, on May 9, it was mended, he said.
```

## Good

```
The weir broke on May 6, 2025, Otto Brandt said. Three days later, on May 9, it was mended, he said.
```

## How to fix it

Correct the wrong number or date.

## How to silence it

`<!-- stet elapsed-time: reason -->` after the sentence (`[stet elapsed-time: reason]` in a .txt file).
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    let read = &block.entry.block;
    let days = dates::days(block.text, read);
    if days.len() < 2 {
        return;
    }
    let issued = block.date.and_then(dates::issued);
    let of = |sentence: &Sentence| days.iter().filter(|day| sentence.span.contains(day.span)).collect::<Vec<_>>();
    for pair in read.sentences.windows(2) {
        let Some((passed, span)) = passed(block, &pair[1]) else { continue };
        let (before, after) = (of(&pair[0]), of(&pair[1]));
        let ([before], [after]) = (before.as_slice(), after.as_slice()) else { continue };
        // A year that one of them says holds for both; without any, it is the same for both.
        let year = before.year.or(after.year).or(issued.map(time::Date::year)).unwrap_or(2001);
        let (Some(first), Some(then)) =
            (before.in_year(before.year.unwrap_or(year)), after.in_year(after.year.unwrap_or(year)))
        else {
            continue;
        };
        let between = (then - first).whole_days();
        // A date before the other may be in the next year.
        if between >= 0 && !passed.contains(&between) && !read.in_quotation(span) {
            let days = if between == 1 { "is 1 day".to_owned() } else { format!("is {between} days") };
            let first = before.span.of(block.text);
            let message = format!("From {first} to {} {days}.", after.span.of(block.text));
            let mut finding = Finding::new(NAME, span, message);
            finding.help = Some("Correct the number or the date.".into());
            finding.related.push((before.span, "The earlier date.".to_owned()));
            out.push(finding);
        }
    }
}

/// How many days may have passed by the words that open a sentence, and where those stand.
fn passed(block: &BlockContext<'_>, sentence: &Sentence) -> Option<(std::ops::RangeInclusive<i64>, Span)> {
    const FARTHEST: usize = 4;
    let tokens = block.entry.block.tokens.get(sentence.tokens.0..sentence.tokens.1)?;
    let word = |i: usize| tokens.get(i).map_or("", |t| t.span.of(block.text));
    let later = (1..=FARTHEST).find(|&i| matches!(word(i), "later" | "afterwards"))?;
    let words = tokens[..later - 1].iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
    let figures = figures(block.text, words.map(|t| t.span));
    let number = match figures.as_slice() {
        [only] if only.span.start == tokens[0].span.start && only.value % 1000 == 0 => only.value / 1000,
        [] if later == 2 && word(0).eq_ignore_ascii_case("a") => 1,
        _ => return None,
    };
    let number = i64::try_from(number).ok()?;
    let days = match word(later - 1) {
        "day" | "days" => number..=number,
        "hour" | "hours" if number >= 24 => number / 24..=(number + 23) / 24,
        _ => return None,
    };
    Some((days, Span::new(tokens[0].span.start, tokens[later].span.end)))
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{check, messages};

    #[test]
    fn what_does_not_add_up_is_found() {
        check(
            &[NAME],
            "
The weir broke on May 6, 2025. Two days later, on May 9, it was mended.
                               ^^^^^^^^^^^^^^ elapsed-time

The weir broke on 6 May. 24 hours later, on 8 May, it was mended.
                         ^^^^^^^^^^^^^^ elapsed-time

The weir broke on May 30. A day later, on June 2, it was mended.
                          ^^^^^^^^^^^ elapsed-time
",
        );
        assert_eq!(
            messages(&[NAME], "It broke on May 6. Two days later, on May 9, it was mended.\n"),
            ["From May 6 to May 9 is 3 days. Correct the number or the date."]
        );
    }

    #[test]
    fn what_adds_up_or_leaves_room_for_doubt_is_not() {
        check(
            &[NAME],
            "
The weir broke on May 30. Three days later, on June 2, it was mended.

The weir broke on May 6. Thirty-six hours later, on May 8, it was mended.

The weir broke on May 6 and May 7. Two days later, on May 12, it was mended.

The weir broke on May 6. It was mended two days later than the lock, on May 12.

The weir broke on December 30. Two days later, on January 1, it was mended.

The weir broke on May 6. Some days later, on May 12, it was mended.
",
        );
    }
}
