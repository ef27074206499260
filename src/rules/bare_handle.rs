//! `bare-handle`: `@name` in running text that is nobody's key.

use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::sources::RESERVED;
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A social-media handle reads as a source tag.",
    page: PAGE,
    severity: [Severity::Hint, Severity::Info, Severity::Warning],
    check: Check::Block(check),
};

const NAME: &str = "bare-handle";

const PAGE: &str = "\
## What it finds

An `@name` outside brackets that is not a key in the registry, or close to one. If the newsroom has no registered sources, an `@` is never
read as a tag and nothing is reported.

## Why

A handle is written like a tag. Pandoc treats it as a citation it cannot find, and prints “(lindaufire?)” on the page.

## Bad

```
The canal was closed at noon, @lindaufire wrote.
```

## Good

```
The canal was closed at noon, \\@lindaufire wrote.
```

## How to fix it

Write `\\@` for the `@`. If the sentence is based on the post, add the post to the registry and tag the sentence.

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
        let message = format!("@{key} reads as a source tag, but the registry has no such key.");
        let mut finding = Finding::new(NAME, Span::new(tag.span.start, citation.key_span.end), message);
        finding.help = Some(format!("For a handle, write \\@{key}. For a source, add it to the registry.").into());
        let title = format!("Write \\@{key} (a handle, not a source)");
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
