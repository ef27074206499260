//! `past-forecast`: what is told as still to come, by a time that is past.

use super::{BlockContext, Check, Finding, Rule};
use crate::article::{Token, TokenKind, dates};
use crate::text::{Severity, Span};
use time::Date;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "The text speaks of the future, but the date has passed.",
    page: PAGE,
    severity: [Severity::Off, Severity::Info, Severity::Warning],
    check: Check::Block(check),
};

const NAME: &str = "past-forecast";

const PAGE: &str = "\
## What it finds

A sentence in the future (“will”, “is expected to”, “plans to”) with a year or month that ended before the `date` in the article's front
matter. Without that date nothing is reported. Sentences with a second year and text in quotation marks are skipped.

## Why

Background is often copied from older articles. Readers want to know what became of the plan.

## Bad

```
---
date: 2026-03-01
---

The council will replace the weir by 2025, Otto Brandt said.
```

## Good

```
---
date: 2026-03-01
---

The council will replace the weir by 2027, Otto Brandt said.
```

## How to fix it

Say what became of it, or who made the forecast and when.

## How to silence it

`<!-- stet past-forecast: reason -->` after the sentence (`[stet past-forecast: reason]` in a .txt file).
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    let Some(issued) = block.date.and_then(dates::issued) else { return };
    let read = &block.entry.block;
    for sentence in &read.sentences {
        let tokens = read.tokens.get(sentence.tokens.0..sentence.tokens.1).unwrap_or_default();
        let word = |i: usize| tokens.get(i).map_or("", |t| t.span.of(block.text));
        let mut years = tokens.iter().enumerate().filter_map(|(i, token)| Some((i, year(block.text, *token)?)));
        let (Some((at, year)), None) = (years.next(), years.next()) else { continue };
        let month = at.checked_sub(1).and_then(|before| dates::month(word(before)));
        if !is_past(year, month, issued) {
            continue;
        }
        let first = at - usize::from(month.is_some());
        // "by the end of 2025", "by 2025", "in early 2025".
        let from =
            (first.saturating_sub(4)..first).rev().find(|&i| matches!(word(i), "by" | "By" | "in" | "In" | "until"));
        // "In a 2013 memo" dates the memo.
        let from = from.filter(|&from| (from..first).all(|i| !matches!(word(i), "a" | "an")));
        let Some(from) =
            from.filter(|&from| to_come(block.text, &tokens[..from]) || to_come(block.text, &tokens[at..]))
        else {
            continue;
        };
        let span = Span::new(tokens[from].span.start, tokens[at].span.end);
        if !read.in_quotation(span) {
            let mut finding = Finding::new(NAME, span, "Written as the future, but the date has passed.");
            finding.help = Some("Say what became of it, or when this was said.".into());
            out.push(finding);
        }
    }
}

fn year(text: &str, token: Token) -> Option<i32> {
    let word = token.span.of(text);
    let plain = token.kind == TokenKind::Number && word.len() == 4;
    word.parse().ok().filter(|year| plain && (1900..2100).contains(year))
}

/// Whether the year, or the month of it, ended before `issued`.
fn is_past(year: i32, month: Option<u8>, issued: Date) -> bool {
    year < issued.year() || year == issued.year() && month.is_some_and(|month| month < u8::from(issued.month()))
}

/// Whether the words speak of what is to come, and of nothing that was.
fn to_come(text: &str, tokens: &[Token]) -> bool {
    const SET: [&str; 9] =
        ["due", "expected", "forecast", "likely", "planned", "planning", "projected", "scheduled", "set"];
    const MEANS: [&str; 10] =
        ["aim", "aims", "expect", "expects", "hope", "hopes", "intend", "intends", "plan", "plans"];
    let word = |i: usize| tokens.get(i).map_or("", |t| t.span.of(text));
    let was = |word: &str| matches!(word, "would" | "had" | "was" | "were" | "once" | "originally");
    (0..tokens.len()).any(|i| {
        let set = SET.contains(&word(i)) && word(i + 1) == "to" && i > 0 && matches!(word(i - 1), "is" | "are");
        word(i) == "will" || set || MEANS.contains(&word(i)) && word(i + 1) == "to"
    }) && !(0..tokens.len()).any(|i| was(word(i)))
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check;

    #[test]
    fn a_time_that_is_past_is_found() {
        check(
            &[NAME],
            "---
date: 2026-03-01
---

The council will replace the weir by 2025.
                                  ^^^^^^^ past-forecast
By the end of 2025 the lock is expected to open, and the bridge with it.
^^^^^^^^^^^^^^^^^^ past-forecast
The council plans to open the lock in February 2026.
                                   ^^^^^^^^^^^^^^^^ past-forecast
The council will replace the weir by 2027, and the lock by the end of 2026.
The council was to replace the weir by 2025, and had plans to open the lock.
The council said in 2021 that it will replace the weir by 2025.
“It will be done by 2025,” Otto Brandt said. It was done in 2025.
The council plans to open the lock in March 2026.
",
        );
        check(&[NAME], "\nThe council will replace the weir by 1995.\n");
    }

    #[test]
    fn a_year_that_dates_something_else_is_no_time_to_come() {
        check(
            &[NAME],
            "---\ndate: 2026-04-20\n---\n\nIn a 2013 memo, the port suggested that it will mend the lock.\n",
        );
    }
}
