//! `mind-reading`: a sentence that knows what somebody thinks.

use super::{Check, Context, Finding, Rule};
use crate::attribution::Act;
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A sentence tells what somebody thinks, and nobody is said to have said so.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Info],
    check: Check::Article(check),
};

const NAME: &str = "mind-reading";

const PAGE: &str = "\
## What it finds

“Residents fear”, “the mayor believes”, “officials hope” in a sentence where nobody says anything and that bears no tag.

## Why

What people say can be heard; what they think cannot be seen. Style books ask to report the words: “residents said they feared”.

## Bad

```
The mayor, Otto Brandt, fears that the weir will fail.
```

## Good

```
The mayor, Otto Brandt, said he feared that the weir would fail.
```

## How to mend it

Write that they said so, or what they did that shows it.

## How to silence it

`<!-- stet mind-reading: reason -->` after the sentence (`[stet mind-reading: reason]` in a .txt file).
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    for (i, _) in ledger.lines.iter().enumerate().filter(|(_, line)| !line.bears_tag) {
        let said = ledger.attributions(i).any(|a| matches!(a.raw.act, Act::Speech | Act::Evidence));
        let thought = ledger
            .attributions(i)
            .find(|a| a.raw.act == Act::Belief && a.discounted.is_none() && !a.raw.nested && a.raw.source.is_some());
        if let Some((attribution, cue)) = thought.filter(|_| !said).and_then(|a| a.raw.cue.map(|cue| (a, cue))) {
            let mut finding = Finding::new(NAME, cue.shifted(attribution.offset), "This tells what somebody thinks.");
            finding.help = Some("Write that they said so, or what shows it.".into());
            out.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_strict;

    #[test]
    fn a_thought_is_found_and_one_that_was_spoken_is_not() {
        check_strict(
            &[NAME],
            "
The mayor, Otto Brandt, fears that the weir will fail.
                        ^^^^^ mind-reading

The mayor, Otto Brandt, said he feared that the weir would fail.

The mayor, Otto Brandt, fears that the weir will fail [@council-minutes].
",
        );
    }
}
