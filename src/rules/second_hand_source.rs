//! `second-hand-source`: words that come through a source that cites another.

use super::shared::quoted;
use super::{Check, Context, Finding, Rule};
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "The information is second-hand: one source cites another.",
    page: PAGE,
    severity: [Severity::Off, Severity::Info, Severity::Info],
    check: Check::Article(check),
};

const NAME: &str = "second-hand-source";

const PAGE: &str = "\
## What it finds

A sentence in which one source passes on what another said: “the Herald, citing two dockers”, “a channel that cited a soldier”. Telling an
outlet something (“told the Herald”) is not citing.

## Why

Information changes each time somebody passes it on. Handbooks ask for the original source or, if it cannot be reached, for a line that says
so.

## Bad

```
The sluice was opened at night, the Tarn Herald said, citing two officials.
```

## Good

```
The sluice was opened at night, the lock keeper, Nils Aker, said.
```

## How to fix it

Go to the original source. If you cannot reach it, say that this could not be checked, and tag the sentence.

## How to silence it

`<!-- stet second-hand-source: reason -->` after the sentence (`[stet second-hand-source: reason]` in a .txt file).
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    for (i, _) in ledger.lines.iter().enumerate().filter(|(_, line)| !line.bears_tag) {
        let mut cited: Vec<Span> = ledger
            .attributions(i)
            .filter(|a| a.discounted.is_none() && !a.raw.nested)
            .flat_map(|a| a.raw.via.iter().filter(|via| via.cited).map(move |via| via.span.shifted(a.offset)))
            .collect();
        cited.sort_unstable();
        cited.dedup();
        for span in cited {
            let message = format!("This is second-hand, from {}.", quoted(span.of(&ledger.text)));
            let mut finding = Finding::new(NAME, span, message);
            finding.help = Some("Go to the original source, or say that it could not be checked.".into());
            out.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_strict;

    #[test]
    fn a_source_that_cites_another_is_found_and_an_outlet_told_is_not() {
        check_strict(
            &[NAME],
            "
The sluice was opened at night, the Tarn Herald said, citing Nils Aker.
                                                             ^^^^^^^^^ second-hand-source

The sluice is shut, according to a channel that cited an unnamed docker.
                                                      ^^^^^^^^^^^^^^^^^ second-hand-source

Nils Aker told the Tarn Herald that the sluice was opened at night.

Analyst Mara Holt said the valley had done well, citing the release of the prisoners.

Otto Brandt could not say why the rule is cited on the board's website.
",
        );
    }
}
