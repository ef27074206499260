//! `malformed-tag`: a source tag that Pandoc would not read as one.

use super::{BlockContext, Check, Finding, Rule};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A source tag is not written as Pandoc reads one.",
    page: PAGE,
    severity: [Severity::Error; 3],
    check: Check::Block(check),
};

const NAME: &str = "malformed-tag";

const PAGE: &str = "\
## What it finds

A source tag with a slip in its form: a bracket never closed, a comma where a semicolon should part two keys, a space after the `@`.

## Why

A slip like this makes the tag plain text: the sentence loses its source, and the brackets go to print. The form is Pandoc's citation
syntax, so the same file can be turned into a page with notes.

## Bad

```
The ferry was out of service for nine days, the harbour master said [@council-minutes, @fire-chief-0412].
```

## Good

```
The ferry was out of service for nine days, the harbour master said [@council-minutes; @fire-chief-0412].
```

## How to mend it

Write `[@key]`, `[@key, para. 3]` for a place in the source, `[@first; @second]` for several, `[-@key]` without the author.

## How to silence it

`<!-- stet malformed-tag: reason -->` after the sentence (`[stet malformed-tag: reason]` in a .txt file). If it is no tag at all, write
`\\@` for the `@`.
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    for problem in block.entry.block.tags.iter().filter_map(|tag| tag.problem.as_ref()) {
        let mut finding = Finding::new(NAME, problem.span, problem.message.clone());
        finding.help = problem.help.clone().map(Into::into);
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::check;

    #[test]
    fn a_bracket_never_closed_is_found_and_a_whole_tag_is_not() {
        check(
            NAMES,
            "
The bridge at Lindau Falls was closed on Monday, the mayor said [@council-minutes, p. 3].
The bridge at Lindau Falls was closed on Monday, the mayor said [@council-minutes
                                                                ^^^^^^^^^^^^^^^^^ malformed-tag
",
        );
    }

    const NAMES: &[&str] = &[super::NAME];
}
