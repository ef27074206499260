//! `front-matter`: a mistake in what the article says of itself at its top, or in a bibliography it names there.

use super::{Check, Context, Finding, Rule};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "The front matter has a mistake, or names a bibliography that cannot be read.",
    page: PAGE,
    severity: [Severity::Error; 3],
    check: Check::Article(check),
};

const NAME: &str = "front-matter";

const PAGE: &str = "\
## What it finds

Front matter (the lines between `---` at the top) that cannot be read, and a `bibliography:` that is missing or has a mistake.

## Why

While a bibliography cannot be read, tags that need it lead nowhere. A pin or a date that sayso does not understand is not used.

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

## How to fix it

Correct the marked line. Bibliography paths start from the article's own folder.

## How to silence it

You cannot silence it in the article. `front-matter = \"off\"` under `[rules]` in `sayso.toml` turns it off everywhere.
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
