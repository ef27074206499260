//! `unknown-source-tag`: a tag whose key the registry does not know, or that says itself that the source is still to come.

use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::sources::RESERVED;
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A source tag has a key that is not in the registry.",
    page: PAGE,
    severity: [Severity::Error; 3],
    check: Check::Block(check),
};

const NAME: &str = "unknown-source-tag";

const PAGE: &str = "\
## What it finds

A tag whose key is in none of the newsroom's registries, and the tag `@tk`, which marks a source still to come. If a key in the registry is
nearly the same, sayso suggests it.

## Why

A tag that leads nowhere is not a source. A colleague, or the lawyer a year later, must be able to follow it.

## Bad

```
Two of the five pumps had failed [@fire-cheif-0412].
```

## Good

```
Two of the five pumps had failed [@fire-chief-0412].
```

## How to fix it

Correct the key, or add the source to `sources.yaml`. If the reporter saw it, write `[@own]`; if it is on public record and nobody would
dispute it, `[@known]`. For a social-media handle see `bare-handle`.

## How to silence it

`<!-- stet unknown-source-tag: reason -->` after the sentence (`[stet unknown-source-tag: reason]` in a .txt file).
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    let registry = &block.data.registry;
    for tag in &block.entry.block.tags {
        for citation in &tag.citations {
            let key = citation.key.as_str();
            if key == "tk" {
                let mut finding = Finding::new(NAME, citation.key_span, "Source to come.");
                finding.severity = Severity::Error;
                finding.help = Some("Replace tk with the source's key before publication.".into());
                out.push(finding);
                continue;
            }
            if RESERVED.contains(&key) || registry.get(key).is_some() {
                continue;
            }
            let near = registry.nearest_key(key);
            if near.is_none() && !tag.bracketed {
                // A handle, of which the rule `bare-handle` speaks.
                continue;
            }
            let mut finding =
                Finding::new(NAME, citation.key_span, format!("The registry has no source with the key “{key}”."));
            if let Some(near) = near {
                finding.help = Some(format!("Did you mean “{near}”?").into());
                finding.fixes.push(Fix::replace(citation.key_span, near));
            } else {
                finding.help = Some("Add it to the registry, or correct the key.".into());
            }
            out.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{apply_fix, check, messages};

    #[test]
    fn unknown_keys_are_found_reserved_and_registered_ones_are_not() {
        check(
            &[NAME],
            "
The depot burned down on Friday [@fire-chief-0412; @fire-cheif-0412].
                                                    ^^^^^^^^^^^^^^^ unknown-source-tag
The roof had fallen in by noon [@own]. The depot opened in 1904 [@known].
Nine buses were lost [@tk].
                       ^^ unknown-source-tag
",
        );
    }

    #[test]
    fn a_near_key_is_offered() {
        let text = "The depot burned down on Friday [@fire-cheif-0412].\n";
        assert_eq!(
            messages(&[NAME], text),
            ["The registry has no source with the key “fire-cheif-0412”. Did you mean “fire-chief-0412”?"]
        );
        assert_eq!(apply_fix(&[NAME], text), "The depot burned down on Friday [@fire-chief-0412].\n");
    }

    #[test]
    fn a_source_still_to_come_is_named_as_such() {
        assert_eq!(
            messages(&[NAME], "Nine buses were lost [@tk].\n"),
            ["Source to come. Replace tk with the source's key before publication."]
        );
    }
}
