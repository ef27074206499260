//! `weekday-mismatch`: a date on another day of the week than is said.

use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::article::dates;
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "The day of the week does not match the date.",
    page: PAGE,
    severity: [Severity::Warning; 3],
    check: Check::Block(check),
};

const NAME: &str = "weekday-mismatch";

const PAGE: &str = "\
## What it finds

A day of the week next to a date that falls on another day. The year is the one in the text or, if there is none, the one that brings the
date nearest to the `date` in the front matter. Without either nothing is reported. Text in quotation marks is skipped.

## Why

One of the two is wrong, and a reader who was there knows which. AP gives both only if both help; then both must be right.

## Bad

```
The weir was mended on Monday, April 18, 2025, Otto Brandt said.
```

## Good

```
The weir was mended on Friday, April 18, 2025, Otto Brandt said.
```

## How to fix it

Check both and correct the wrong one, or leave out the day of the week.

## How to silence it

`<!-- stet weekday-mismatch: reason -->` after the sentence (`[stet weekday-mismatch: reason]` in a .txt file).
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    let issued = block.date.and_then(dates::issued);
    for day in dates::days(block.text, &block.entry.block) {
        let (Some((said, span)), Some(date)) = (day.weekday, day.date(issued)) else { continue };
        if said == date.weekday() || block.entry.block.in_quotation(span) {
            continue;
        }
        let whole = span.hull(day.span);
        let falls = dates::WEEKDAYS[usize::from(date.weekday().number_days_from_monday())];
        let message = format!("{} {} is a {falls}.", day.span.of(block.text), date.year());
        let mut finding = Finding::new(NAME, whole, message);
        finding.help = Some("Correct the day or the date.".into());
        finding.fixes.push(Fix::replace(span, falls));
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{apply_fix, check, messages};

    #[test]
    fn a_day_that_does_not_fit_is_found() {
        check(
            &[NAME],
            "
The weir was mended on Monday, April 18, 2025, Otto Brandt said.
                       ^^^^^^^^^^^^^^^^ weekday-mismatch
It was mended on Friday, April 18, 2025, and on Tuesday, April 18.
It was mended on Monday 18 April 2025 and opened on Saturday the 19th of April, 2025.
                 ^^^^^^^^^^^^^^^ weekday-mismatch
“It was Monday, April 18, 2025,” Otto Brandt said.
",
        );
    }

    #[test]
    fn the_year_may_come_from_the_front_matter() {
        let text = "---\ndate: 2026-01-04\n---\n\nThe weir was mended on Monday, Dec. 30, Otto Brandt said.\n";
        assert_eq!(messages(&[NAME], text), ["Dec. 30 2025 is a Tuesday. Correct the day or the date."]);
        assert!(apply_fix(&[NAME], text).contains("on Tuesday, Dec. 30, Otto"));
        assert!(messages(&[NAME], &text.replace("Monday", "Tuesday")).is_empty());
        assert!(messages(&[NAME], &text.replace("2026-01-04", "early 2026")).is_empty());
    }
}
