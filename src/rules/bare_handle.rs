//! `bare-handle`: `@name` in running text that is nobody's key.

use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::sources::RESERVED;
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A handle in running text reads as a source tag.",
    page: PAGE,
    severity: [Severity::Hint, Severity::Info, Severity::Warning],
    check: Check::Block(check),
};

const NAME: &str = "bare-handle";

const PAGE: &str = "\
## What it finds

An `@name` outside brackets that is no key of the registry, nor nearly one. Where no source is registered at all, nobody reads an `@` for a
tag, and nothing is found.

## Why

An account on a social network is written like a tag. Pandoc takes it for one it cannot find, and prints “(lindaufire?)” on the page.

## Bad

```
The canal was closed at noon, @lindaufire wrote.
```

## Good

```
The canal was closed at noon, \\@lindaufire wrote.
```

## How to mend it

Write `\\@` for the `@`. If the post is what the sentence rests on, register it and tag the sentence.

## How to silence it

`<!-- stet bare-handle: reason -->` after the sentence (`[stet bare-handle: reason]` in a .txt file).
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    let registry = &block.data.registry;
    if registry.sources.is_empty() {
        return;
    }
    for tag in block.entry.block.tags.iter().filter(|tag| !tag.bracketed) {
        let Some(citation) = tag.citations.first() else { continue };
        let key = citation.key.as_str();
        if RESERVED.contains(&key) || registry.get(key).is_some() || registry.nearest_key(key).is_some() {
            continue;
        }
        let message = format!("@{key} reads as a source tag, and no source is registered by that name.");
        let mut finding = Finding::new(NAME, Span::new(tag.span.start, citation.key_span.end), message);
        finding.help = Some(format!("If it is a handle, write \\@{key}; if it is a source, register it.").into());
        let title = format!("Write \\@{key}: a handle, no source");
        let at = Span::new(tag.span.start, tag.span.start);
        finding.fixes.push(Fix { title, edits: vec![(at, "\\".to_owned())], safe: false });
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::article::Format;
    use crate::desk::{self, Caches, Newsroom};
    use crate::rules::tests::{apply_fix, check};
    use std::sync::Arc;

    #[test]
    fn a_handle_is_found_and_a_source_in_the_text_is_not() {
        check(
            &[NAME, "unknown-source-tag"],
            "
The canal was closed at noon, @lindaufire wrote.
                              ^^^^^^^^^^^ bare-handle
The canal was closed at noon, @council-minutes [p. 3] has it.
The canal was closed at noon, \\@lindaufire wrote, and so did desk@canal.example.
The canal was closed at noon, @council-minute has it.
                               ^^^^^^^^^^^^^^ unknown-source-tag
",
        );
    }

    #[test]
    fn it_is_escaped() {
        assert_eq!(
            apply_fix(&[NAME], "The canal was closed, @lindaufire wrote.\n"),
            "The canal was closed, \\@lindaufire wrote.\n"
        );
    }

    #[test]
    fn where_no_source_is_registered_a_handle_is_a_handle() {
        let (newsroom, text) = (Arc::new(Newsroom::default()), "The canal was closed, @lindaufire wrote.\n");
        let checked = desk::check(&newsroom, None, Format::Markdown, text.into(), &|_| None, &mut Caches::default());
        assert!(checked.findings.iter().all(|finding| finding.rule != NAME), "{:?}", checked.findings);
    }
}
