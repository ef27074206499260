//! `malformed-tag`: a source tag that Pandoc would not read as one.

use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::article::Tag;
use crate::sources::RESERVED;
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A source tag has a typing error.",
    page: PAGE,
    severity: [Severity::Error; 3],
    check: Check::Block(check),
};

const NAME: &str = "malformed-tag";

const PAGE: &str = "\
## What it finds

A source tag with a typing error: an unclosed bracket, a comma instead of a semicolon between two keys, a space after the `@`.

## Why

An error like this turns the tag into plain text: the sentence loses its source, and the brackets are printed. Tags are Pandoc citations,
so the same file can become a page with notes.

## Bad

```
The ferry was out of service for nine days, the harbour master said [@council-minutes, @fire-chief-0412].
```

## Good

```
The ferry was out of service for nine days, the harbour master said [@council-minutes; @fire-chief-0412].
```

## How to fix it

`--fix` separates keys and closes a bracket if the registry has the keys. Write `[@key]`; `[@key, para. 3]` for a place in the source;
`[@first; @second]` for several; `[-@key]` without the author.

## How to silence it

`<!-- stet malformed-tag: reason -->` after the sentence (`[stet malformed-tag: reason]` in a .txt file). If it is not a tag, write
`\\@` for the `@`.
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    for (tag, problem) in block.entry.block.tags.iter().filter_map(|tag| Some((tag, tag.problem.as_ref()?))) {
        let mut finding = Finding::new(NAME, problem.span, problem.message.clone());
        finding.help = problem.help.clone().map(Into::into);
        finding.fixes.extend(parted(block, tag, problem.span).or_else(|| closed(block, tag, problem.span)));
        out.push(finding);
    }
}

/// Puts a semicolon between keys that only spaces or commas part.
fn parted(block: &BlockContext<'_>, tag: &Tag, problem: Span) -> Option<Fix> {
    if !tag.citations.iter().skip(1).any(|citation| problem.contains(citation.key_span)) {
        return None;
    }
    let gap = |pair: &[crate::article::Citation]| {
        let between = Span::new(pair[0].key_span.end, pair[1].key_span.start);
        let words = block.text.get(between.start..between.end)?.strip_suffix('@')?;
        let words = words.strip_suffix('-').unwrap_or(words);
        let slip = words.chars().all(|c| c == ',' || c.is_whitespace());
        slip.then(|| (Span::new(between.start, between.start + words.len()), "; ".to_owned()))
    };
    let edits: Vec<_> = tag.citations.windows(2).filter_map(gap).collect();
    let title = "Separate the keys with a semicolon".to_owned();
    (!edits.is_empty()).then(|| Fix { title, edits, safe: registered(block, tag) })
}

/// Closes a bracket right after the key, where nothing else of the tag can follow.
fn closed(block: &BlockContext<'_>, tag: &Tag, problem: Span) -> Option<Fix> {
    let key = tag.citations.first().filter(|_| tag.bracketed && problem == tag.span)?;
    let rest = block.text.get(tag.span.end..)?;
    let ends = rest.trim_start_matches(['.', '!', '?', '\n', '\r']).is_empty() && key.key_span.end == tag.span.end;
    let edits = vec![(Span::new(tag.span.end, tag.span.end), "]".to_owned())];
    ends.then(|| Fix { title: "Close the bracket".to_owned(), edits, safe: registered(block, tag) })
}

/// Whether every key of a tag is one of the newsroom's, so that there is no doubt what was meant.
fn registered(block: &BlockContext<'_>, tag: &Tag) -> bool {
    let known = |key: &str| RESERVED.contains(&key) || block.data.registry.get(key).is_some();
    tag.citations.iter().all(|citation| known(&citation.key))
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{apply_fix, check, safe_fixes};

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

    #[test]
    fn a_slip_is_put_right_unseen_where_the_newsroom_knows_the_keys() {
        let two = "The bridge was closed [@council-minutes, @fire-chief-0412].\n";
        assert_eq!(apply_fix(NAMES, two), "The bridge was closed [@council-minutes; @fire-chief-0412].\n");
        assert_eq!(safe_fixes(NAMES, two), [true]);
        assert_eq!(safe_fixes(NAMES, &two.replace("fire-chief", "chief")), [false]);
        let open = "The bridge was closed [@council-minutes.\n";
        assert_eq!(apply_fix(NAMES, open), "The bridge was closed [@council-minutes].\n");
        assert!(safe_fixes(NAMES, "The bridge was closed [@council-minutes, p. 3.\n").is_empty());
    }

    const NAMES: &[&str] = &[super::NAME];
}
