//! `casualty-figure`: a number of dead, injured or destroyed with no source, or with a source on one side only.

use super::asked::ask;
use super::shared::{Cited, sources_by_line};
use super::{Check, Context, Finding, Rule};
use crate::attribution::Act;
use crate::claims::Kind;
use crate::ledger::Standing;
use crate::text::Severity;
use std::cell::LazyCell;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A number of dead, injured or destroyed has no source, or comes from one side and the text does not say so.",
    page: PAGE,
    severity: [Severity::Warning; 3],
    check: Check::Article(check),
};

const NAME: &str = "casualty-figure";

const PAGE: &str = "\
## What it finds

Dead, injured, missing or displaced people, or homes, ships and soldiers lost, in any words (\"took 40 lives\", \"none of the nineteen
aboard survived\"), in a sentence with no source. Also a count whose tags all lead to sources of one side (`party` in the registry), where
the sentence does not say that anybody said so. How sure sayso must be at each strictness is described under `unattributed-claim`.

## Why

Early casualty figures are often wrong, and those who give them often have a side. Broadcasters' guidelines on war (the BBC's section on
war, terror and emergencies) require a source for them, and a range where counts differ.

## Bad

```
The flood killed 14 people in Lindau Falls.
```

## Good

```
The flood killed 14 people in Lindau Falls, the fire chief, Tomas Berg, said.
```

## How to fix it

Write who counted, and when; give the range where counts differ. Or add a source tag: `[@key]`. If the tag leads to one side, write in the
sentence that the figure is theirs.

## How to silence it

`<!-- stet casualty-figure: reason -->` after the sentence (`[stet casualty-figure: reason]` in a .txt file).
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    // Computed on demand: few articles have a casualty figure with only a tag as its source.
    let cited = LazyCell::new(|| sources_by_line(ledger, &context.data.registry));
    for (i, line) in ledger.lines.iter().enumerate() {
        if line.asked.kind == Kind::Toll {
            out.extend(ask(context, NAME, i));
            continue;
        }
        let claim = ledger.claim(i);
        if line.standing != Standing::Tagged || !claim.claims(Kind::Toll) {
            continue;
        }
        let Some(party) = cited.get(&i).and_then(side).filter(|_| !said(context, i)) else { continue };
        let message = format!("This casualty figure comes from one side (“{party}”), and the text does not say so.");
        let mut finding = Finding::new(NAME, claim.span, message);
        finding.help = Some("Write whose figure it is.".into());
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
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ casualty-figure

At least 310 people were killed on the bridge.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ casualty-figure

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
The strike killed 12 soldiers [@harbour-staff].
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ casualty-figure

The strike killed 12 soldiers, the harbour staff said [@harbour-staff].

The strike killed 12 soldiers [@harbour-staff; @council-minutes].
",
        );
        assert_eq!(
            messages(&[NAME], "The strike killed 12 soldiers [@harbour-staff].\n"),
            [
                "This casualty figure comes from one side (“harbour guard”), and the text does not say so. Write whose figure it is."
            ]
        );
    }
}
