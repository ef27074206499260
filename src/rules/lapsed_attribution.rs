//! `lapsed-attribution`: claims that run on after the last source was named.

use super::shared::{in_capitals, quoted, still_clear};
use super::{Check, Context, Finding, Rule};
use crate::article::BlockKind;
use crate::ledger::{Standing, Sure};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "Several claims follow without a source; the last one was named some way back.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Warning],
    check: Check::Article(check),
};

const NAME: &str = "lapsed-attribution";

const PAGE: &str = "\
## What it finds

Two or more unsourced claims between one named source and the next, or the end of the section. Sentences right after the source in its own
paragraph do not count. The first unsourced claim is underlined.

## Why

Readers cannot tell whether what follows comes from the last speaker or from the paper itself. The AP asks reporters to name a source again
in later paragraphs unless it is clear who is speaking.

## Bad

```
The weir is old, Otto Brandt said.

The toll bridge lost the town 40 million crowns in two years.

The next flood will reach 40 houses.
```

## Good

```
The weir is old, Otto Brandt said.

It was mended in 1998 and in 2011, Brandt said.

The next flood will reach 40 houses, he added.
```

## How to fix it

Name the source again (“Brandt added”), or name the new one, or tag the sentences: `[@key]`.

## How to silence it

`<!-- stet lapsed-attribution: reason -->` after the sentence (`[stet lapsed-attribution: reason]` in a .txt file).
";

/// So many claims on nobody's word are a run.
const RUN: usize = 2;

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let lines = &context.ledger.lines;
    // The line of the last source, and the claims after it.
    let mut source: Option<usize> = None;
    let mut run: (usize, usize) = (0, 0);
    for (i, line) in lines.iter().enumerate() {
        let heading = context.ledger.blocks[line.block].kind == BlockKind::Heading
            || line.standing == Standing::Unattributed && in_capitals(line.span.of(&context.ledger.text));
        match line.standing {
            Standing::None if !heading => {}
            Standing::Unattributed if !line.bears_tag && !heading => {
                if line.asked.sure > Sure::No && source.is_some_and(|source| !still_clear(lines, source, i)) {
                    run = (if run.1 == 0 { i } else { run.0 }, run.1 + 1);
                }
            }
            standing => {
                report(context, source, run, out);
                source = (!heading && standing < Standing::Vague).then_some(i);
                run = (0, 0);
            }
        }
    }
    report(context, source, run, out);
}

fn report(context: &Context<'_>, source: Option<usize>, (first, count): (usize, usize), out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    let Some(source) = source.map(|i| &ledger.lines[i]).filter(|_| count >= RUN) else { return };
    let speaker = source.because.and_then(|voice| ledger.voices.get(voice)?.speaker.as_deref());
    // The writer need not be named again.
    if speaker.is_some_and(|speaker| matches!(speaker, "I" | "We" | "we")) {
        return;
    }
    let who = speaker.map_or_else(|| "The last source".to_owned(), quoted);
    let message = format!("{who} is not named again: the next {count} claims have no source.");
    let mut finding = Finding::new(NAME, ledger.lines[first].span, message);
    finding.help = Some("Name the source again, or name the new one.".into());
    finding.related.push((source.span, "The last source named.".to_owned()));
    out.push(finding);
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_strict;

    #[test]
    fn a_run_of_claims_after_the_last_source_is_found_at_its_first() {
        check_strict(
            &[NAME],
            "
The weir is old, Otto Brandt said. It was mended in 1998.

The toll bridge lost the town 40 million crowns in two years.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ lapsed-attribution

The next flood will reach 40 houses.

Brandt said the weir would be closed in May.

The bridge was built in 1931.
",
        );
    }

    #[test]
    fn a_heading_ends_the_run_and_so_does_a_tag() {
        check_strict(
            &[NAME],
            "
The weir is old, Otto Brandt said.

The gates were painted in 2011.

The next flood will reach 40 houses [@council-minutes].

The wall is from 1931.

# The bridge

It was built in 1931.

It is 40 metres long.
",
        );
    }
}
