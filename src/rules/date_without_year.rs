//! `date-without-year`: a day and a month without a year.

use super::shared::dateline;
use super::{BlockContext, Check, Finding, Rule};
use crate::article::dates;
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A date has no year, and the article gives none.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Info],
    check: Check::Block(check),
};

const NAME: &str = "date-without-year";

const PAGE: &str = "\
## What it finds

A day and a month (“April 18”, “18 April”) without a year, outside quotations, in an article whose front matter has no `date`.

## Why

Articles stay in archives for years, where “April 18” could be any April. If the front matter has a `date:`, the year is known and nothing
is reported.

## Bad

```
The weir was mended on April 18, Otto Brandt said.
```

## Good

```
The weir was mended on April 18, 2025, Otto Brandt said.
```

## How to fix it

Add the year, or put the day of publication in the front matter: `date: 2025-04-20`.

## How to silence it

`<!-- stet date-without-year: reason -->` after the sentence (`[stet date-without-year: reason]` in a .txt file).
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    if block.date.is_some() {
        return;
    }
    let days = dates::days(block.text, &block.entry.block).into_iter().filter(|day| day.year.is_none());
    // A dateline's day is that of the article.
    let dateline = dateline(block.text);
    let own = |span: Span| span.start >= dateline && !block.entry.block.in_quotation(span);
    for day in days.filter(|day| own(day.span)) {
        let mut finding = Finding::new(NAME, day.span, "Which year?");
        finding.help = Some("Add the year, or add a date to the front matter.".into());
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_strict;

    #[test]
    fn a_day_without_a_year_is_found() {
        check_strict(
            &[NAME],
            "
The weir was mended on April 18, Otto Brandt said.
                       ^^^^^^^^ date-without-year

The weir was mended on 18 April and on May 2nd, 2025.
                       ^^^^^^^^ date-without-year

\"It was mended on April 18,\" Otto Brandt said.

The weir was mended in April, and three of its gates in May.

TARN, April 18 - The weir was mended on April 16, Otto Brandt said.
                                        ^^^^^^^^ date-without-year
",
        );
        check_strict(&[NAME], "---\ndate: 2025-04-20\n---\n\nThe weir was mended on April 18, Otto Brandt said.\n");
    }
}
