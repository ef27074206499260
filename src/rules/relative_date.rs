//! `relative-date`: "yesterday", "recently": a time that moves with the reader.

use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::article::{MONTHS, Token, TokenKind, dates};
use crate::text::{Severity, Span};
use time::{Date, Duration};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A date is relative to today.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Info],
    check: Check::Block(check),
};

const NAME: &str = "relative-date";

const PAGE: &str = "\
## What it finds

“today”, “yesterday”, “tomorrow”, “tonight”, “recently”, “lately”, “in recent weeks”, and, if the front matter has no `date`, “last week”
or “this month”. Text in quotation marks is skipped.

## Why

Articles are read for years, and a day after publication “yesterday” is a different day. AP asks for the day of the week or the date.
Wikipedia's editors mark such words with “when?”.

## Bad

```
The weir was mended yesterday, Otto Brandt said.
```

## Good

```
The weir was mended on April 18, 2025, Otto Brandt said.
```

## How to fix it

Write the date. If the front matter has a `date`, sayso suggests it.

## How to silence it

`<!-- stet relative-date: reason -->` after the sentence (`[stet relative-date: reason]` in a .txt file).
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    let read = &block.entry.block;
    let issued = block.date.and_then(dates::issued);
    for (i, token) in read.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
        let Some(last) = ends(block.text, &read.tokens[i..], block.date.is_some()).map(|more| i + more) else {
            continue;
        };
        let span = Span::new(token.span.start, read.tokens[last].span.end);
        if read.in_quotation(span)
            || i.checked_sub(1).is_some_and(|before| is_name(block.text, &read.tokens[before..=i]))
        {
            continue;
        }
        let mut finding = Finding::new(NAME, span, "Which day?");
        finding.help = Some("Write the date.".into());
        // "today’s" stays: a date would need other words around it.
        let next = read.tokens.get(last + 1).map_or("", |t| t.span.of(block.text));
        let fix =
            issued.filter(|_| !next.starts_with(['\'', '’'])).and_then(|day| dated(token.span.of(block.text), day));
        finding.fixes.extend(fix.map(|words| Fix::replace(span, &words)));
        out.push(finding);
    }
}

/// Whether both words have a capital, as in the name of a paper: "USA Today".
fn is_name(text: &str, words: &[Token]) -> bool {
    words.iter().all(|token| token.kind == TokenKind::Word && token.span.of(text).starts_with(char::is_uppercase))
}

/// How many tokens after the first one the expression at the start of `tokens` ends, if one begins there.
fn ends(text: &str, tokens: &[Token], dated: bool) -> Option<usize> {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.span.of(text));
    let first = word(0);
    let is = |known: &[&str]| known.iter().any(|known| first.eq_ignore_ascii_case(known));
    if is(&["today", "yesterday", "tomorrow", "tonight", "recently", "lately"]) {
        return Some(0);
    }
    let stretch = |word: &str| matches!(word, "days" | "weeks" | "months");
    if is(&["in"]) && word(1) == "recent" && stretch(word(2)) {
        return Some(2);
    }
    let unit = |word: &str| matches!(word, "week" | "month" | "year" | "weekend");
    (!dated && is(&["last", "this", "next"]) && unit(word(1))).then_some(1)
}

/// The date that `word` means in an article of the day `issued`.
fn dated(word: &str, issued: Date) -> Option<String> {
    let days = match word.to_ascii_lowercase().as_str() {
        "yesterday" => -1,
        "today" => 0,
        "tomorrow" => 1,
        _ => return None,
    };
    let date = issued.checked_add(Duration::days(days))?;
    let month = MONTHS[usize::from(u8::from(date.month())) - 1];
    let on = if word.starts_with(char::is_uppercase) { "On" } else { "on" };
    Some(format!("{on} {month} {}", date.day()))
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{apply_fix_strict, check_strict};

    #[test]
    fn a_time_that_moves_is_found() {
        check_strict(
            &[NAME],
            "
The weir was mended yesterday, and last week the sluice.
                    ^^^^^^^^^ relative-date
                                   ^^^^^^^^^ relative-date
In recent weeks it was closed.
^^^^^^^^^^^^^^^ relative-date
“It was mended yesterday,” Otto Brandt said on Friday.
The Lipa Today wrote of it.
",
        );
        check_strict(&[NAME], "---\ndate: 2025-04-20\n---\n\nThe weir was mended last week, in a week of rain.\n");
    }

    #[test]
    fn the_date_is_offered_where_it_is_known() {
        let text = "---\ndate: 2025-05-01\n---\n\nYesterday the weir was mended.\n";
        assert!(apply_fix_strict(&[NAME], text).ends_with("\n\nOn April 30 the weir was mended.\n"));
    }
}
