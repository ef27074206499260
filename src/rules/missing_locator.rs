//! `missing-locator`: a tag that leads to a long source and not to a place in it.

use super::{BlockContext, Check, Finding, Rule};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A tag cites a long source without a page or time.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Hint],
    check: Check::Block(check),
};

const NAME: &str = "missing-locator";

const PAGE: &str = "\
## What it finds

A tag without a locator for a source of a long type: a book, a report, a hearing, a broadcast, a film, a speech, a court case.

## Why

Somebody has to find the passage again to check the line. With a page or a time in the recording it takes a minute instead of an afternoon.
Newsrooms that annotate line by line ask for one with every fact.

## Bad

```
The toll will rise in May, the harbour master said [@toll-hearing].
```

## Good

```
The toll will rise in May, the harbour master said [@toll-hearing, 01:12:40].
```

## How to fix it

Add it after a comma: `[@key, p. 14]`, `[@key, para. 3]`, `[@key, 01:12:40]`.

## How to silence it

`<!-- stet missing-locator: reason -->` after the sentence (`[stet missing-locator: reason]` in a .txt file).
";

/// CSL types of sources that are long.
const LONG: [&str; 12] = [
    "book",
    "broadcast",
    "chapter",
    "dataset",
    "hearing",
    "legal_case",
    "motion_picture",
    "performance",
    "report",
    "song",
    "speech",
    "thesis",
];

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    for citation in block.entry.block.tags.iter().flat_map(|tag| &tag.citations).filter(|c| c.locator.is_none()) {
        let long =
            block.data.registry.get(&citation.key).is_some_and(|source| LONG.contains(&source.csl_type.as_str()));
        if long {
            let message = format!("Where in “{}” is this?", citation.key);
            let mut finding = Finding::new(NAME, citation.key_span, message);
            finding.help = Some("Add a page, a paragraph or a time after a comma.".into());
            out.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_strict;

    #[test]
    fn a_long_source_without_a_place_is_found() {
        check_strict(
            &[NAME],
            "
The toll will rise in May, the harbour master said [@toll-hearing].
                                                     ^^^^^^^^^^^^ missing-locator
The toll will rise in May, the harbour master said [@toll-hearing, 01:12:40].
The toll will rise in May, the harbour master said [@council-minutes].
",
        );
    }
}
