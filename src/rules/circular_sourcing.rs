//! `circular-sourcing`: two tags that lead back to one source.

use super::shared::{first_hand, sources_by_sentence};
use super::{BlockContext, Check, Finding, Rule};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "Two tags lead back to the same source.",
    page: PAGE,
    severity: [Severity::Info, Severity::Warning, Severity::Warning],
    check: Check::Block(check),
};

const NAME: &str = "circular-sourcing";

const PAGE: &str = "\
## What it finds

A sentence tagged with two or more sources that all took the information from the same one, according to `origin` in the registry.

## Why

Two outlets that repeat one channel are one source, however many print it. Analysts and newsrooms alike require sources to be independent
of each other before they count as two.

## Bad

```
The sluice was opened at night [@canal-channel; @canal-repost].
```

## Good

```
The sluice was opened at night [@canal-channel; @council-minutes].
```

## How to fix it

Find a second, independent source, or cite only the original.

## How to silence it

`<!-- stet circular-sourcing: reason -->` after the sentence (`[stet circular-sourcing: reason]` in a .txt file).
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    let registry = &block.data.registry;
    for cited in sources_by_sentence(block.entry, &block.data.registry) {
        let Some(&(first, _)) = cited.sources.first() else { continue };
        let root = first_hand(registry, first);
        let other = cited.sources.iter().find(|(source, _)| source.key != first.key);
        let same = cited.sources.iter().all(|(source, _)| first_hand(registry, source) == root);
        let Some(&(_, span)) = other.filter(|_| same && !cited.reserved && !cited.unknown) else { continue };
        let mut finding = Finding::new(NAME, span, format!("These tags lead back to one source, “{root}”."));
        finding.help = Some("Find a second, independent source, or cite only the original.".into());
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check;

    #[test]
    fn two_that_repeat_one_are_found_and_two_of_their_own_are_not() {
        check(
            &[NAME],
            "
The sluice was opened at night [@canal-channel; @canal-repost].
                                                 ^^^^^^^^^^^^ circular-sourcing
The sluice was opened at night [@canal-channel; @council-minutes].
The sluice was opened at night [@canal-repost].
The sluice was opened at night [@canal-repost; @canal-repost].
",
        );
    }
}
