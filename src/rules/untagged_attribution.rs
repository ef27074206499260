//! `untagged-attribution`: a named source without a tag.

use super::{Check, Context, Finding, Rule};
use crate::ledger::Standing;
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A named source speaks, but no tag cites the record.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Hint],
    check: Check::Article(check),
};

const NAME: &str = "untagged-attribution";

const PAGE: &str = "\
## What it finds

In a newsroom with a registry: a sentence attributed to a named person, document or institution without a tag.

## Why

For a line-by-line check it is not enough to know who said it. The checker has to find the recording, the page or the post. A tag leads
there.

## Bad

```
The weir is sound, Otto Brandt said.
```

## Good

```
The weir is sound, Otto Brandt said [@council-minutes].
```

## How to fix it

Add the source to the registry and tag the sentence: `[@key]`.

## How to silence it

`<!-- stet untagged-attribution: reason -->` after the sentence (`[stet untagged-attribution: reason]` in a .txt file).
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    if context.data.registry.sources.is_empty() {
        return;
    }
    let named = |standing| matches!(standing, Standing::Attributed | Standing::Collective);
    for (i, line) in ledger.lines.iter().enumerate().filter(|(_, line)| named(line.standing) && !line.bears_tag) {
        // A sentence that only runs on is checked with the one it runs on from.
        let Some(source) = ledger
            .attributions(i)
            .filter(|a| a.discounted.is_none())
            .find_map(|a| a.raw.source.map(|source| source.shifted(a.offset)))
            .filter(|_| !line.carried)
        else {
            continue;
        };
        let mut finding = Finding::new(NAME, source, "No tag says where to check this.");
        finding.help = Some("Add a source tag.".into());
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_strict;

    #[test]
    fn a_named_source_without_a_tag_is_found() {
        check_strict(
            &[NAME],
            "
The weir is sound, Otto Brandt said.
                   ^^^^^^^^^^^ untagged-attribution

The weir is sound, Otto Brandt said [@council-minutes].
",
        );
    }
}
