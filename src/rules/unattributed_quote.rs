//! `unattributed-quote`: somebody's words, and nobody who said them.

use super::{Check, Context, Finding, Rule};
use crate::ledger::{Ledger, Line, Standing};
use crate::text::{Severity, Span};

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

A quotation of four words or more whose speaker is neither in its sentence nor in the one next to it, and that bears no source tag.

## Why

Quotation marks promise that somebody said exactly this. A reader has to know who, and a desk has to be able to check it against the
notes. Shorter stretches are left alone: they are often titles, terms, or words held at arm's length.

## Bad

```
The council met behind closed doors. \"We will not pay for the bridge twice.\" The hall was full.
```

## Good

```
The council met behind closed doors. \"We will not pay for the bridge twice,\" the mayor, Oda Lindqvist, said. The hall was full.
```

## How to mend it

Say who said it, in the sentence or right next to it, or tag it: `[@key]`.

## How to silence it

`<!-- stet unattributed-quote: reason -->` after the sentence (`[stet unattributed-quote: reason]` in a .txt file).
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for (_, span) in speakerless(context.ledger) {
        let mut finding = Finding::new(NAME, span, "Nobody is named for these words.");
        finding.help = Some("Say who said them, or add a source tag.".into());
        out.push(finding);
    }
}

/// Quotations that nobody is named for, in the article's bytes, each with the indexes of the lines it lies in. The ledger has looked for a
/// speaker in the sentences around; here its word is only read.
pub fn speakerless(ledger: &Ledger) -> Vec<(std::ops::Range<usize>, Span)> {
    let mut found = Vec::new();
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
            if around.iter().any(claims) && !around.iter().any(rests) {
                let from = placed.first_line + first;
                found.push((from..from + around.len(), quotation.span.shifted(placed.span.start)));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check;

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
",
        );
    }
}
