//! `front-matter`: a mistake in what the article says of itself at its top, or in a bibliography it names there.

use super::{Check, Context, Finding, Rule};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "The lines at the top of the article hold a mistake, or name a bibliography that cannot be read.",
    page: PAGE,
    severity: [Severity::Error; 3],
    check: Check::Article(check),
};

const NAME: &str = "front-matter";

const PAGE: &str = "\
## What it finds

Front matter (the lines between `---` at the top) that cannot be read, and a `bibliography:` that is missing or holds a mistake.

## Why

Tags that rest on a bibliography rest on nothing while it cannot be read, and a pin or a date that is not understood is not used.

## Bad

```
---
bibliography: [
---
The bridge has been shut since Monday, the mayor said.
```

## Good

```
---
date: 2026-03-04
---
The bridge has been shut since Monday, the mayor said.
```

## How to mend it

Correct the line that is marked. Paths of bibliographies start from the article's own folder.

## How to silence it

It cannot be silenced in the article; `front-matter = \"off\"` under `[rules]` in `sayso.toml` silences it everywhere.
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for problem in &context.ledger.front_matter.problems {
        let mut finding = Finding::new(NAME, problem.span, problem.message.clone());
        finding.severity = problem.severity;
        finding.help = problem.help.clone().map(Into::into);
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::messages;

    #[test]
    fn mistakes_at_the_top_are_reported() {
        assert!(!messages(&[NAME], "---\nbibliography: [\n---\n\nThe bridge is shut.\n").is_empty());
        assert!(messages(&[NAME], "---\ndate: 2026-03-04\n---\n\nThe bridge is shut.\n").is_empty());
    }
}
