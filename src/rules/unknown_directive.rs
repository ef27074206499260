//! `unknown-directive`: a directive nobody knows, so that nothing is let stand by it.

use super::stet::{finds, reach};
use super::{Check, DirectivesContext, Finding, Fix, Rule};
use crate::article::Reach;
use crate::text::{Severity, nearest};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A stet directive is misspelt and does nothing.",
    page: PAGE,
    severity: [Severity::Warning; 3],
    check: Check::Directives(check),
};

const NAME: &str = "unknown-directive";

const DIRECTIVES: [(&str, Reach); 4] =
    [("stet", Reach::Before), ("stet-next", Reach::Next), ("stet-block", Reach::Block), ("stet-file", Reach::File)];

const PAGE: &str = "\
## What it finds

A comment that starts like a `stet` directive but is not one: `<!-- stett -->`, `[stet-nxt]`.

## Why

The person who wrote it believes a decision is recorded. It is not: the findings it was meant for are still reported or, worse, nobody
notices when they come back.

## Bad

```
The lake froze over twice. <!-- stet-nxt -->
```

## Good

```
The lake froze over twice. <!-- a note to the desk -->
```

## How to fix it

Write `stet` (the sentence before), `stet-next` (the sentence after), `stet-block` (the paragraph) or `stet-file` (the whole article).

## How to silence it

Correct it or remove it. Another directive cannot silence it. To turn the rule off, set
`unknown-directive = \"off\"` under `[rules]` in `sayso.toml`.
";

fn check(directives: &DirectivesContext<'_>, out: &mut Vec<Finding>) {
    let ledger = directives.ledger;
    for (index, placed) in ledger.blocks.iter().enumerate() {
        for directive in &placed.entry.block.directives {
            let Some(span) = directive.unknown.map(|span| span.shifted(placed.span.start)) else { continue };
            let word = span.of(&ledger.text);
            let message = format!("“{word}” is not a directive and does nothing.");
            let mut finding = Finding::new(NAME, span, message);
            finding.help = Some("Write stet, stet-next, stet-block or stet-file.".into());
            let near = nearest(word, DIRECTIVES.iter().map(|(name, _)| *name));
            // One that would let nothing stand is better taken out than put right.
            let does = |(name, kind): &&(&str, Reach)| {
                let stretch = || reach(ledger, index, directive.span, *kind);
                Some(*name) == near && stretch().is_some_and(|it| finds(directives.findings, &directive.rules, it))
            };
            finding.fixes.extend(DIRECTIVES.iter().find(does).map(|(name, _)| Fix::replace(span, name)));
            out.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{apply_fix, check, safe_fixes};

    #[test]
    fn a_misspelt_directive_is_found_and_mended_where_it_would_do_something() {
        check(
            &[NAME],
            "
The lake froze over twice. <!-- stet-nxt -->
                                ^^^^^^^^ unknown-directive
",
        );
        let text = "The lake froze over. <!-- stet-nxt tk: asked --> It froze TK times.\n";
        assert_eq!(apply_fix(&[NAME], text), text.replace("nxt", "next"));
        for idle in [
            text.replace("TK", "ten"),
            text.replace("nxt tk", "nxt mixed-script"),
            text.replace(" It froze TK times.", ""),
        ] {
            assert!(safe_fixes(&[NAME], &idle).is_empty(), "{idle}");
        }
    }
}
