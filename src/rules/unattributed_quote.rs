//! `unattributed-quote`: somebody's words, and nobody who said them.

use super::shared::in_capitals;
use super::{Check, Context, Finding, Rule};
use crate::house::Strictness;
use crate::ledger::{Line, Standing};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A quotation has no speaker.",
    page: PAGE,
    severity: [Severity::Warning; 3],
    check: Check::Article(check),
};

const NAME: &str = "unattributed-quote";

/// A stretch in quotation marks with fewer words is a name, a term or words held at arm's length.
const FEWEST_WORDS: usize = 4;

const PAGE: &str = "\
## What it finds

A quotation of four words or more with no source tag and no speaker in its sentence or the one next to it.

## Why

Quotation marks promise that somebody said exactly this. Readers need to know who, and the desk needs to check it against the notes. Shorter
quotations and titles in capitals are skipped: they are often names, terms or scare quotes. Words woven into a sentence (he called it \"the
best day of the year\") usually belong to the person it is about; only `strict` asks about them.

## Bad

```
The council met behind closed doors. \"We will not pay for the bridge twice.\" The hall was full.
```

## Good

```
The council met behind closed doors. \"We will not pay for the bridge twice,\" the mayor, Oda Lindqvist, said. The hall was full.
```

## How to fix it

Name the speaker in the sentence or right next to it, or tag it: `[@key]`.

## How to silence it

`<!-- stet unattributed-quote: reason -->` after the sentence (`[stet unattributed-quote: reason]` in a .txt file).
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    let strict = context.house.strictness == Strictness::Strict;
    let claims = |line: &Line| line.standing == Standing::Unattributed;
    let rests = |line: &Line| line.bears_tag || !matches!(line.standing, Standing::Unattributed | Standing::None);
    // Blocks without quoted words on nobody's word are passed over by their lines alone, which lie one after the other in memory.
    let may = |lines: &&[Line]| lines.iter().any(|line| line.quoted && claims(line));
    for lines in ledger.lines.chunk_by(|a, b| a.block == b.block).filter(may) {
        let placed = &ledger.blocks[lines[0].block];
        let block = &placed.entry.block;
        for quotation in block.quotations.iter().filter(|q| q.depth == 0 && q.words >= FEWEST_WORDS) {
            let first = block.sentences.partition_point(|s| s.span.end <= quotation.span.start);
            let last = block.sentences.partition_point(|s| s.span.start < quotation.span.end);
            let Some(around) = lines.get(first..last.max(first)) else { continue };
            let span = quotation.span.shifted(placed.span.start);
            let words = quotation.inner.shifted(placed.span.start).of(&ledger.text);
            let woven =
                words.starts_with(char::is_lowercase) && around.first().is_some_and(|l| l.span.start < span.start);
            if !around.iter().any(claims) || around.iter().any(rests) || in_capitals(words) || woven && !strict {
                continue;
            }
            let mut finding = Finding::new(NAME, span, "Who said this? The quote has no speaker.");
            finding.help = Some("Name the speaker, or add a source tag.".into());
            out.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{check, check_strict};

    #[test]
    fn a_quotation_without_a_speaker_is_found() {
        check(
            &[NAME],
            "
The council met for two hours on Monday.

\"We will not pay for the bridge twice.\"
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-quote

The hall of the old grain exchange was full.
",
        );
    }

    #[test]
    fn one_with_a_speaker_a_tag_or_three_words_is_not() {
        check(
            &[NAME],
            "
\"We will not pay for the bridge twice,\" the mayor, Oda Lindqvist, said.

\"We will not pay for the bridge twice.\" [@council-minutes]

The hall is known as the \"old grain exchange\" to everybody.

The play \"The Weir That Would Not Hold\" opens in May.
",
        );
    }

    #[test]
    fn words_woven_into_a_sentence_are_left_to_the_strict() {
        let woven = "The old hall was \"a shame before the whole valley\" for years.\n";
        check(&[NAME], &format!("\n{woven}"));
        check_strict(&[NAME], &format!("\n{woven}                 {} unattributed-quote\n", "^".repeat(33)));
    }
}
