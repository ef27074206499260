//! `casualty-figure`: a number of dead, wounded or destroyed that nobody answers for, or that one side gave.

use super::shared::{Cited, sources_by_line};
use super::{Check, Context, Finding, Rule};
use crate::attribution::Act;
use crate::ledger::Standing;
use crate::text::Severity;
use std::cell::LazyCell;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A number of dead, wounded or destroyed stands on nobody's word, or on one side's without saying so.",
    page: PAGE,
    severity: [Severity::Warning; 3],
    check: Check::Article(check),
};

const NAME: &str = "casualty-figure";

const PAGE: &str = "\
## What it finds

A number of killed, wounded or destroyed in a sentence on nobody's word. Also one whose every source tag leads to a source with a `party`
in the registry, a side in the matter, where the sentence does not say that anybody said so.

## Why

First figures of losses are often wrong, and those who give them often have a side. Broadcasters' guidelines for reporting war (the BBC's
section on war, terror and emergencies) ask that they always be attributed, as a range where counts differ.

## Bad

```
The flood killed 14 people in Lindau Falls.
```

## Good

```
The flood killed 14 people in Lindau Falls, the fire chief, Tomas Berg, said.
```

## How to mend it

Say who counted, and as of when; give the range where counts differ. Or tag the sentence with what it rests on: `[@key]`. If the tag leads
to one side, say in the sentence that this is its figure.

## How to silence it

`<!-- stet casualty-figure: reason -->` after the sentence (`[stet casualty-figure: reason]` in a .txt file).
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    // Few articles count losses on the word of a tag alone.
    let cited = LazyCell::new(|| sources_by_line(ledger, &context.data.registry));
    for (i, line) in ledger.lines.iter().enumerate() {
        let placed = &ledger.blocks[line.block];
        let Some(toll) = placed.entry.reading.sentences.get(line.sentence).and_then(|read| read.toll) else { continue };
        let (message, help) = match line.standing {
            Standing::Unattributed if !line.bears_tag => {
                ("Nobody is named for these losses.".into(), "Say who counted, or add a source tag.")
            }
            Standing::Tagged => match cited.get(&i).and_then(side).filter(|_| !said(context, i)) {
                Some(party) => (
                    format!("This count of losses comes from one side (“{party}”), and the text does not say so."),
                    "Write whose figure it is.",
                ),
                None => continue,
            },
            _ => continue,
        };
        let mut finding = Finding::new(NAME, toll.shifted(placed.span.start), message);
        finding.help = Some(help.into());
        out.push(finding);
    }
}

/// Whether line `i` says that somebody said or showed it.
fn said(context: &Context<'_>, i: usize) -> bool {
    context.ledger.attributions(i).any(|a| a.discounted.is_none() && matches!(a.raw.act, Act::Speech | Act::Evidence))
}

/// The one side that all sources of a line belong to.
fn side<'a>(cited: &Cited<'a>) -> Option<&'a str> {
    let party = cited.sources.first()?.0.custom.party.as_deref()?;
    let same = cited.sources.iter().all(|(source, _)| source.custom.party.as_deref() == Some(party));
    let shown = cited.sources.iter().all(|(source, _)| !source.custom.confidential);
    (same && shown && !cited.reserved && !cited.unknown).then_some(party)
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{check, messages};

    #[test]
    fn a_count_of_losses_on_nobodys_word_is_found() {
        check(
            &[NAME, "unattributed-claim"],
            "
The flood killed 14 people in Lindau Falls.
          ^^^^^^^^^^^^^^^^ casualty-figure

Up to 310 soldiers of the brigade were wounded.
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ casualty-figure

The flood killed 14 people in Lindau Falls, the fire chief, Tomas Berg, said.

The flood killed 14 people in Lindau Falls [@fire-chief-0412].
",
        );
    }

    #[test]
    fn one_sides_count_is_found_where_the_text_does_not_say_whose_it_is() {
        check(
            &[NAME],
            "
The strike destroyed 12 boats [@harbour-staff].
           ^^^^^^^^^^^^^^^^^^ casualty-figure

The strike destroyed 12 boats, the harbour staff said [@harbour-staff].

The strike destroyed 12 boats [@harbour-staff; @council-minutes].
",
        );
        assert_eq!(
            messages(&[NAME], "The strike destroyed 12 boats [@harbour-staff].\n"),
            [
                "This count of losses comes from one side (“harbour guard”), and the text does not say so. Write whose figure it is."
            ]
        );
    }
}
