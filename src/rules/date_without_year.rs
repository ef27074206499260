//! `date-without-year`: a day and a month without a year.

use super::{Check, Context, Finding, Rule};
use crate::article::{Block, MONTHS, TokenKind};
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A date has no year, and the article gives none.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Info],
    check: Check::Article(check),
};

const NAME: &str = "date-without-year";

const PAGE: &str = "\
## What it finds

A day and a month (“April 18”, “18 April”) without a year, outside quotations, in an article whose front matter has no `date`.

## Why

An article is read for years, and in an archive “April 18” is any April. With `date:` in the front matter a year is known, and nothing is
said.

## Bad

```
The weir was mended on April 18, Otto Brandt said.
```

## Good

```
The weir was mended on April 18, 2025, Otto Brandt said.
```

## How to mend it

Add the year, or the day of publication to the front matter: `date: 2025-04-20`.

## How to silence it

`<!-- stet date-without-year: reason -->` after the sentence (`[stet date-without-year: reason]` in a .txt file).
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    if ledger.front_matter.date.is_some() {
        return;
    }
    for placed in &ledger.blocks {
        let text = placed.span.of(&ledger.text);
        for span in dates(text, &placed.entry.block) {
            let mut finding = Finding::new(NAME, span.shifted(placed.span.start), "Which year is not said.");
            finding.help = Some("Add the year, or a date to the front matter.".into());
            out.push(finding);
        }
    }
}

/// Days with their months and no year in a block whose text is `text`.
fn dates(text: &str, block: &Block) -> Vec<Span> {
    let tokens = &block.tokens;
    let word = |i: usize| tokens.get(i).map_or("", |t| t.span.of(text));
    let number = |i: usize| tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number);
    let day = |i: usize| {
        let digits = word(i).trim_end_matches(|c: char| c.is_ascii_lowercase());
        number(i) && digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
    };
    let year = |i: usize| number(i) && word(i).len() == 4;
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if !MONTHS.contains(&token.span.of(text)) {
            continue;
        }
        let (first, last) = match () {
            () if day(i + 1) => (i, i + 1),
            () if i > 0 && day(i - 1) => (i - 1, i),
            () => continue,
        };
        let dated = year(last + 1) || word(last + 1) == "," && year(last + 2);
        let span = Span::new(tokens[first].span.start, tokens[last].span.end);
        if !dated && !block.in_quotation(span) {
            found.push(span);
        }
    }
    found
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
",
        );
        check_strict(&[NAME], "---\ndate: 2025-04-20\n---\n\nThe weir was mended on April 18, Otto Brandt said.\n");
    }
}
