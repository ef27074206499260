//! `vague-attribution`: a sentence that stands on nobody who could be asked.

use super::shared::quoted;
use super::{Check, Context, Finding, Rule};
use crate::attribution::{Act, SourceKind};
use crate::ledger::Standing;
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A sentence stands on the word of nobody who could be asked.",
    page: PAGE,
    severity: [Severity::Info, Severity::Warning, Severity::Warning],
    check: Check::Article(check),
};

const NAME: &str = "vague-attribution";

const PAGE: &str = "\
## What it finds

A sentence that stands on \"analysts\", \"reports\", \"critics\" or \"reportedly\" alone: words that sound like a source and name nobody.

## Why

If nobody could be rung up and asked, nobody answers for it. Handbooks of the wire agencies ask for a named source, or for as close a
description as can be given and the reason a name cannot.

## Bad

```
Analysts say the harbour will silt up within ten years.
```

## Good

```
The harbour will silt up within ten years, Lena Brandt, who surveys it for the port, said.
```

## How to mend it

Name the person, office or document. If a name cannot be given, say how the source knows and why it is not named. Or tag the sentence
with what it rests on: `[@key]`.

## How to silence it

`<!-- stet vague-attribution: reason -->` after the sentence (`[stet vague-attribution: reason]` in a .txt file).
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    for (i, line) in ledger.lines.iter().enumerate().filter(|(_, line)| line.standing == Standing::Vague) {
        let mut finding = match words(context, i) {
            Some((span, Words::Source)) => {
                Finding::new(NAME, span, quoted(span.of(&ledger.text)) + " names nobody who could be asked.")
            }
            Some((span, Words::Other)) => {
                Finding::new(NAME, span, quoted(span.of(&ledger.text)) + " does not say whose word this is.")
            }
            None => Finding::new(NAME, line.span, "This names nobody who could be asked."),
        };
        finding.help = Some("Name the source, or add a source tag.".into());
        out.push(finding);
    }
}

/// What kind of words hide who says it.
enum Words {
    /// A source: "analysts".
    Source,
    /// A cue without a source, or an adverb: "is widely seen", "reportedly".
    Other,
}

/// The words of line `i` that hide who says it: a vague source, else a cue without one, else an adverb.
fn words(context: &Context<'_>, i: usize) -> Option<(Span, Words)> {
    let ledger = context.ledger;
    let line = &ledger.lines[i];
    let placed = &ledger.blocks[line.block];
    let vague = ledger
        .attributions(i)
        .find(|a| a.raw.kind == SourceKind::Vague && a.raw.act != Act::Intent && !a.raw.abstract_subject)
        .and_then(|a| {
            let source = a.raw.source.map(|span| (span, Words::Source));
            let (span, words) = source.or(a.raw.cue.map(|span| (span, Words::Other)))?;
            Some((span.shifted(a.offset), words))
        });
    vague.or_else(|| {
        let adverb = placed.entry.reading.sentences.get(line.sentence)?.vague?;
        Some((adverb.shifted(placed.span.start), Words::Other))
    })
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{check, messages};

    #[test]
    fn words_for_nobody_are_found_and_a_named_source_is_not() {
        check(
            &[NAME],
            "
Analysts say the harbour will silt up within ten years.
^^^^^^^^ vague-attribution

The mayor of Lindau Falls reportedly left the hall before the vote.
                          ^^^^^^^^^^ vague-attribution

The harbour will silt up within ten years, Lena Brandt said.
",
        );
        assert_eq!(
            messages(&[NAME], "Analysts say the harbour will silt up within ten years.\n"),
            ["“Analysts” names nobody who could be asked. Name the source, or add a source tag."]
        );
        assert_eq!(
            messages(&[NAME], "The mayor of Lindau Falls reportedly left the hall before the vote.\n"),
            ["“reportedly” does not say whose word this is. Name the source, or add a source tag."]
        );
    }
}
