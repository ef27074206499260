//! `unknown-directive`: a directive nobody knows, so that nothing is let stand by it.

use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::text::{Severity, nearest};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A stet directive is misspelt and does nothing.",
    page: PAGE,
    severity: [Severity::Warning; 3],
    check: Check::Block(check),
};

const NAME: &str = "unknown-directive";

const DIRECTIVES: [&str; 4] = ["stet", "stet-next", "stet-block", "stet-file"];

const PAGE: &str = "\
## What it finds

A comment that starts like a `stet` directive but is none: `<!-- stett -->`, `[stet-nxt]`.

## Why

Whoever wrote it believes that something was decided. Nothing was: the findings it was meant for are still there, or worse, nobody
notices when they come back.

## Bad

```
The lake froze over twice. <!-- stet-nxt -->
```

## Good

```
The lake froze over twice. <!-- a note to the desk -->
```

## How to mend it

Write `stet` (the sentence before), `stet-next` (the sentence after), `stet-block` (the paragraph) or `stet-file` (the whole article).

## How to silence it

Correct it or take it out; it cannot be let stand by another directive. A house that wants none of this sets
`unknown-directive = \"off\"` under `[rules]` in `sayso.toml`.
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    for span in block.entry.block.directives.iter().filter_map(|d| d.unknown) {
        let word = span.of(block.text);
        let mut finding = Finding::new(NAME, span, format!("“{word}” is no directive, so nothing is let stand here."));
        finding.help = Some("Write stet, stet-next, stet-block or stet-file.".into());
        finding.fixes.extend(nearest(word, DIRECTIVES).map(|near| Fix::replace(span, near)));
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{apply_fix, check};

    #[test]
    fn a_misspelt_directive_is_found_and_mended() {
        check(
            &[NAME],
            "
The lake froze over twice. <!-- stet-nxt -->
                                ^^^^^^^^ unknown-directive
",
        );
        assert_eq!(
            apply_fix(&[NAME], "The lake froze over twice. <!-- stet-nxt -->\n"),
            "The lake froze over twice. <!-- stet-next -->\n"
        );
    }
}
