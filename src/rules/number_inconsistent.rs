//! `number-inconsistent`: two numbers for one thing.

use super::{Check, Context, Finding, Rule};
use crate::article::{Token, TokenKind, figures};
use crate::ledger::{Ledger, Line, Standing};
use crate::text::{Severity, Span};
use std::collections::HashMap;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "Two sentences give different numbers for what seems to be the same thing.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Hint],
    check: Check::Article(check),
};

const NAME: &str = "number-inconsistent";

const PAGE: &str = "\
## What it finds

Two sentences that give different numbers for the same thing happening to the same people or objects (“14 people were killed”, “killed 12
people”), from the same source or from none. Inexact numbers (“at least”, “about”, “more than”) are skipped, and so are sentences with a day
or a year, which may be about another event. It is only a hint: a person has to judge whether both mean the same thing.

## Why

First figures are often wrong and get corrected further down, or only in the headline. The BBC's guidelines ask for a range, or for the
best-sourced figure.

## Bad

```
The flood killed 14 people, Otto Brandt said. The bridge fell, and 12 people were killed, Otto Brandt said.
```

## Good

```
The flood killed 14 people, Otto Brandt said. The bridge fell, and all 14 were on it, Otto Brandt said.
```

## How to fix it

Find out which is right, give a range, or say what each figure counts.

## How to silence it

`<!-- stet number-inconsistent: reason -->` after the sentence (`[stet number-inconsistent: reason]` in a .txt file).
";

/// What can be said to have happened to a number of people or things.
const HAPPENED: [&str; 13] = [
    "arrested",
    "damaged",
    "destroyed",
    "detained",
    "displaced",
    "drowned",
    "evacuated",
    "hospitalized",
    "injured",
    "killed",
    "missing",
    "rescued",
    "wounded",
];

/// Words before or after a number that make it inexact, or the number of something else.
const INEXACT: [&str; 19] = [
    "about",
    "additional",
    "almost",
    "another",
    "approximately",
    "around",
    "fewer",
    "further",
    "least",
    "most",
    "nearly",
    "of",
    "other",
    "others",
    "over",
    "roughly",
    "some",
    "than",
    "to",
];

/// So many sentences of one kind are compared with those after them.
const MOST: usize = 16;

/// A number that a sentence gives.
struct Count<'a> {
    /// In thousandths.
    value: u64,
    /// In the article's bytes.
    span: Span,
    line: &'a Line,
}

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    let mut known: HashMap<(String, &str), Vec<Count<'_>>> = HashMap::new();
    for line in ledger.lines.iter().filter(|line| line.standing != Standing::None && !line.quoted) {
        for (noun, happened, value, span) in counted(ledger, line) {
            let before = known.entry((noun, happened)).or_default();
            let other = before.iter().find(|other| other.value != value && same_word(ledger, other.line, line));
            if let Some(other) = other {
                let message = format!("An earlier sentence gives another number: {}.", other.span.of(&ledger.text));
                let mut finding = Finding::new(NAME, span, message);
                finding.help = Some("If both count the same thing, correct one or give a range.".into());
                finding.related.push((other.span, "The other number.".to_owned()));
                out.push(finding);
            }
            if before.len() < MOST {
                before.push(Count { value, span, line });
            }
        }
    }
}

/// Whether two sentences stand on the same word, or on nobody's.
fn same_word(ledger: &Ledger, a: &Line, b: &Line) -> bool {
    let speaker = |line: &Line| line.because.and_then(|voice| ledger.voices.get(voice)?.speaker.as_deref());
    speaker(a) == speaker(b) && a.standing == b.standing
}

/// What a sentence counts: the noun, what happened, how many in thousandths, and where the number stands in the article.
fn counted<'a>(ledger: &'a Ledger, line: &Line) -> Vec<(String, &'a str, u64, Span)> {
    let placed = &ledger.blocks[line.block];
    let block = &placed.entry.block;
    let text = placed.span.of(&ledger.text);
    let Some(sentence) = block.sentences.get(line.sentence) else { return Vec::new() };
    let tokens = block.tokens.get(sentence.tokens.0..sentence.tokens.1).unwrap_or_default();
    let word = |i: usize| tokens.get(i).map_or("", |t| t.span.of(text));
    if (0..tokens.len()).any(|i| dates(word(i), tokens[i])) {
        return Vec::new();
    }
    let words = tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
    let mut found = Vec::new();
    for figure in figures(text, words.map(|t| t.span)) {
        let first = tokens.partition_point(|t| t.span.start < figure.span.start);
        let noun = tokens.partition_point(|t| t.span.end <= figure.span.end);
        let inexact = |i: usize| INEXACT.iter().any(|w| word(i).eq_ignore_ascii_case(w));
        if !word(noun).starts_with(char::is_lowercase) || inexact(noun) || (first > 0 && inexact(first - 1)) {
            continue;
        }
        // "killed 14 people", "14 people were killed".
        let happened = |at: usize| HAPPENED.into_iter().find(|happened| word(at) == *happened);
        let after = || matches!(word(noun + 1), "were" | "was" | "are").then(|| happened(noun + 2)).flatten();
        if let Some(happened) = first.checked_sub(1).and_then(happened).or_else(after) {
            found.push((word(noun).to_owned(), happened, figure.value, figure.span.shifted(placed.span.start)));
        }
    }
    found
}

/// Whether a word says when: then the sentence may be about another event.
fn dates(word: &str, token: Token) -> bool {
    let year = token.kind == TokenKind::Number && word.len() == 4 && word.starts_with(['1', '2']);
    year || crate::article::dates::month(word).is_some() || crate::article::dates::weekday(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_strict;

    #[test]
    fn two_numbers_for_one_thing_are_found() {
        check_strict(
            &[NAME],
            "
The flood killed 14 people. The bridge fell, and 12 people were killed.
                                                 ^^ number-inconsistent
",
        );
    }

    #[test]
    fn what_may_be_two_things_is_not() {
        check_strict(
            &[NAME],
            "
The flood killed 14 people. The bridge fell, and 14 people were killed. It killed 12 cows and injured 9 people.

In 2011 a flood killed 3 people. It killed at least 10 people, Otto Brandt said. It killed 11 people, Elena Lind said.
",
        );
    }
}
