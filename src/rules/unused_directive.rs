//! `unused-directive`: a `stet` that let nothing stand, or that names no rule there is.

use super::{ALL, Check, Finding, Fix, Judged, Rule};
use crate::text::{Severity, nearest};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A stet directive lets nothing stand.",
    page: PAGE,
    severity: [Severity::Hint, Severity::Warning, Severity::Warning],
    check: Check::Directives(check),
};

const NAME: &str = "unused-directive";

const PAGE: &str = "\
## What it finds

A `stet` with nothing to let stand: the sentence was mended since, the directive only repeats another, or it names a rule there is not.

## Why

A decision that outlives its reason hides the next mistake in the same sentence.

## Bad

```
The market opens at nine, the town clerk, Ines Harrow, said. <!-- stet unattributed-claim: clerk was asked -->
```

## Good

```
The market opens at nine, the town clerk, Ines Harrow, said.
```

## How to mend it

Take the directive out, or correct the rule's name.

## How to silence it

Take the directive out; it cannot be let stand by another one. A house that wants none of this sets `unused-directive = \"off\"` under
`[rules]` in `sayso.toml`.
";

fn check(judged: &[Judged<'_>], out: &mut Vec<Finding>) {
    for it in judged {
        for &i in &it.idle {
            let (name, span) = &it.directive.rules[i];
            let span = span.shifted(it.offset);
            if ALL.iter().any(|rule| rule.name == name) {
                let mut finding = Finding::new(NAME, span, format!("There is nothing of {name} here to let stand."));
                finding.help = Some("Take it out.".into());
                out.push(finding);
            } else {
                let mut finding = Finding::new(NAME, span, format!("There is no rule called “{name}”."));
                let near = nearest(name, ALL.iter().map(|rule| rule.name));
                finding.help = near.map(|near| format!("Did you mean “{near}”?").into());
                finding.fixes.extend(near.map(|near| Fix::replace(span, near)));
                out.push(finding);
            }
        }
        if it.directive.rules.is_empty() && it.stands.is_empty() {
            let span = it.directive.span.shifted(it.offset);
            let mut finding = Finding::new(NAME, span, "There is nothing here to let stand.");
            finding.help = Some("Take the directive out.".into());
            finding.fixes.push(Fix { title: "Take it out".into(), edits: vec![(span, String::new())], safe: true });
            out.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{apply_fix, check, messages};

    #[test]
    fn a_stet_that_does_nothing_is_found() {
        check(
            &["tk", "unused-directive"],
            "
The market has TK stalls. <!-- stet -->
The market is a noisy one. <!-- stet -->
                           ^^^^^^^^^^^^^ unused-directive
The market has TK stalls. <!-- stet tk, mixed-script: asked -->
                                        ^^^^^^^^^^^^ unused-directive
",
        );
    }

    #[test]
    fn a_repeated_stet_does_nothing() {
        check(
            &["tk", "unused-directive"],
            "
The market has TK stalls. <!-- stet --> <!-- stet -->
                                        ^^^^^^^^^^^^^ unused-directive
",
        );
    }

    #[test]
    fn a_rule_there_is_not_is_named() {
        let text = "The market has TK stalls. <!-- stet mixed-scripts -->\n";
        assert_eq!(
            messages(&["unused-directive"], text),
            ["There is no rule called “mixed-scripts”. Did you mean “mixed-script”?"]
        );
        assert_eq!(apply_fix(&["unused-directive"], text), "The market has TK stalls. <!-- stet mixed-script -->\n");
    }
}
