//! `hearsay-adverb`: “reportedly” in place of a source.

use super::shared::quoted;
use super::{Check, Context, Finding, Rule};
use crate::ledger::Standing;
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "“Reportedly” or a similar word replaces the source.",
    page: PAGE,
    severity: [Severity::Off, Severity::Warning, Severity::Warning],
    check: Check::Article(check),
};

const NAME: &str = "hearsay-adverb";

const PAGE: &str = "\
## What it finds

“Reportedly”, “allegedly”, “purportedly”, “supposedly” or “ostensibly” in a sentence with no source and no
tag.

## Why

The word says that somebody said so, but not who. Broadcasters' and agencies' guidelines require a source for what could not be verified,
so that readers know who says it.

## Bad

```
The mayor of Lindau Falls reportedly left the hall before the vote.
```

## Good

```
The mayor of Lindau Falls left the hall before the vote, its caretaker, Nils Aker, said.
```

## How to fix it

Name who reported or alleged it, or add a source tag: `[@key]`. Then delete the adverb.

## How to silence it

`<!-- stet hearsay-adverb: reason -->` after the sentence (`[stet hearsay-adverb: reason]` in a .txt file).
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    let vague = ledger.lines.iter().filter(|line| line.standing == Standing::Vague && line.because.is_none());
    for line in vague {
        let placed = &ledger.blocks[line.block];
        let words = placed.entry.reading.sentences.get(line.sentence).and_then(|read| read.vague);
        let Some(span) = words.map(|span| span.shifted(placed.span.start)) else { continue };
        let word = span.of(&ledger.text);
        // Other phrases that leave out the source ("it is understood") have several words.
        if word.contains(char::is_whitespace) {
            continue;
        }
        let mut finding = Finding::new(NAME, span, quoted(word) + ": who says so?");
        finding.help = Some("Name who said so, or add a source tag.".into());
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{check, messages};

    #[test]
    fn an_adverb_in_place_of_a_source_is_found() {
        check(
            &[NAME, "vague-attribution"],
            "
The mayor of Lindau Falls reportedly left the hall before the vote.
                          ^^^^^^^^^^ hearsay-adverb

The clerk allegedly sold the bell, the prosecutor, Ada Venn, said.

The clerk allegedly sold the bell [@council-minutes].
",
        );
        assert_eq!(
            messages(&[NAME], "The mayor of Lindau Falls reportedly left the hall before the vote.\n"),
            ["“reportedly”: who says so? Name who said so, or add a source tag."]
        );
    }
}
