//! `number-mismatch`: a number that its source, as it is stored, does not hold.

use super::shared::{quoted, sources_by_sentence};
use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::article::{Figure, Token, TokenKind, dates, figures};
use crate::sources::Stored;
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A number is not in the stored text of its source.",
    page: PAGE,
    severity: [Severity::Info, Severity::Warning, Severity::Warning],
    check: Check::Block(check),
};

const NAME: &str = "number-mismatch";

const PAGE: &str = "\
## What it finds

A number in a sentence tagged with a source whose text is stored (`text` in its registry entry), if that text does not contain the number.
“1,200”, “1200” and “twelve hundred” are the same; rounded numbers (“about 1,200”, “1.2 million”) may be slightly off. Years, days of the
month, times, ordinals, numbers in a name (“Highway 61”), words up to “twelve” and text in quotation marks are skipped. If a sentence has
several sources, one match is enough; if one of them has no stored text, nothing is reported.

## Why

Desks check figures first, because they are the easiest thing to miscopy. The BBC's guidelines on war and disasters ask for the source of
every figure. If the source does not have the figure, the figure has no source.

## Bad

```
The work will cost 310 crowns a metre, Oda Lindqvist said [@mayor-interview].
```

## Good

```
The work will cost 301 crowns a metre, Oda Lindqvist said [@mayor-interview].
```

## How to fix it

Correct the number or the tag. If you calculated it from the source's figures, say so in a `stet` reason.

## How to silence it

`<!-- stet number-mismatch: reason -->` after the sentence (`[stet number-mismatch: reason]` in a .txt file).
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    let read = &block.entry.block;
    for cited in sources_by_sentence(block.entry, &block.data.registry) {
        let Some(sentence) = cited.sentence.and_then(|sentence| read.sentences.get(sentence)) else { continue };
        if cited.reserved || cited.unknown {
            continue;
        }
        let text_of = |source: &crate::sources::Source| block.data.stored.get(&source.key)?.text.as_deref();
        let texts: Option<Vec<&Stored>> = cited.sources.iter().map(|(source, _)| text_of(source)).collect();
        let Some(texts) = texts.filter(|texts| !texts.is_empty()) else { continue };
        let tokens = read.tokens.get(sentence.tokens.0..sentence.tokens.1).unwrap_or_default();
        for figure in plain_figures(block.text, tokens) {
            let off = if figure.scaled || hedged(block.text, tokens, figure.span) { figure.value / 20 } else { 0 };
            if read.in_quotation(figure.span) || texts.iter().any(|text| text.has_number(figure.value, off)) {
                continue;
            }
            let source = cited.sources[0].0;
            let message = match cited.sources.len() {
                1 => format!("This number is not in the stored text of {}.", quoted(&source.key)),
                _ => "This number is not in the stored texts of the sources.".to_owned(),
            };
            let mut finding = Finding::new(NAME, figure.span, message);
            let open = cited.sources.iter().zip(&texts).filter(|((source, _), _)| !source.is_confidential());
            let near = open.filter_map(|(_, text)| text.nearest_number(figure.value)).next();
            finding.help = Some(match near {
                Some(near) => format!("The nearest number there is {near}.").into(),
                None => "Correct the number or the tag.".into(),
            });
            finding.fixes.extend(near.map(|near| Fix::replace(figure.span, near)));
            out.push(finding);
        }
    }
}

/// The numbers of a sentence that a source can be expected to have.
fn plain_figures(text: &str, tokens: &[Token]) -> Vec<Figure> {
    let words = tokens.iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
    let found = figures(text, words.map(|token| token.span));
    let counted = |figure: &Figure| {
        let first = tokens.partition_point(|t| t.span.start < figure.span.start);
        let last = tokens.partition_point(|t| t.span.end <= figure.span.end);
        let word = |i: Option<usize>| i.and_then(|i| tokens.get(i)).map_or("", |t| t.span.of(text));
        let (before, after) = (word(first.checked_sub(1)), word(Some(last)));
        let written = figure.span.of(text);
        let four_digits = written.len() == 4 && written.bytes().all(|b| b.is_ascii_digit());
        let year = four_digits && (1_500_000..2_100_000).contains(&figure.value);
        let dated = dates::month(before).or(dates::month(after)).is_some();
        let timed = matches!(after, "a.m." | "p.m." | "am" | "pm" | "o’clock" | "o'clock" | "GMT");
        let named = first > 1 && before.starts_with(char::is_uppercase) && !before.ends_with('.');
        let numbered = matches!(before, "No." | "no." | "page" | "chapter" | "paragraph" | "section" | "-" | "–");
        let small = figure.spelled && figure.value <= 12_000;
        !(year || dated || timed || named || numbered || small)
    };
    found.into_iter().filter(counted).collect()
}

/// Whether a word before a number says that it is not exact.
fn hedged(text: &str, tokens: &[Token], figure: Span) -> bool {
    const HEDGES: [&str; 16] = [
        "about",
        "almost",
        "approximately",
        "around",
        "below",
        "exceeding",
        "fewer",
        "least",
        "less",
        "more",
        "nearly",
        "over",
        "roughly",
        "some",
        "than",
        "under",
    ];
    let first = tokens.partition_point(|t| t.span.start < figure.start);
    let before = tokens[..first].iter().rev().take(2).map(|t| t.span.of(text));
    before.into_iter().any(|word| HEDGES.iter().any(|hedge| word.eq_ignore_ascii_case(hedge)))
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{apply_fix, check, messages};

    #[test]
    fn a_number_the_source_does_not_have_is_found() {
        check(
            &[NAME],
            "
The work will cost 310 crowns a metre and take 1200 hours [@mayor-interview].
                   ^^^ number-mismatch
The work will cost 301 crowns a metre and take twelve hundred hours [@mayor-interview].
Thirteen piles are new, Oda Lindqvist said [@mayor-interview].
^^^^^^^^ number-mismatch
",
        );
    }

    #[test]
    fn what_is_no_plain_number_and_what_is_rounded_is_left_alone() {
        check(
            &[NAME],
            "
On 4 May 2025, at 7 p.m., three men closed Highway 61 for the 18th time [@mayor-interview].
The work will cost about 300 crowns a metre [@mayor-interview].
The work will cost 310 crowns a metre [@mayor-interview; @council-minutes].
The work will cost 310 crowns a metre [@mayor-interview; @own]. It took 77 days.
“It took us 77 days to get here,” she said [@mayor-interview].
",
        );
    }

    #[test]
    fn the_nearest_number_is_told_and_can_be_written() {
        let text = "The work will cost 310 crowns a metre [@mayor-interview].\n";
        assert_eq!(
            messages(&[NAME], text),
            ["This number is not in the stored text of “mayor-interview”. The nearest number there is 301."]
        );
        assert_eq!(apply_fix(&[NAME], text), "The work will cost 301 crowns a metre [@mayor-interview].\n");
    }
}
