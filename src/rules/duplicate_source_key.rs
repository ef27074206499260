//! `duplicate-source-key`: one key for two sources.

use super::{Check, Finding, RegistryContext, Rule};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "Two sources in the registry share a key.",
    page: PAGE,
    severity: [Severity::Error; 3],
    check: Check::Registry(check),
};

const NAME: &str = "duplicate-source-key";

const PAGE: &str = "\
## What it finds

A registry entry whose key is already used by another entry, in the same file or in one read before it. The finding appears in the registry
file.

## Why

A tag must lead to exactly one source. If two entries share a key, sayso uses the first; articles that cite the key may have meant the
second.

## Bad

```
- id: council-minutes
  type: document
  title: Minutes of 4 May
  issued: 2025-05-04
- id: council-minutes
  type: document
  title: Minutes of 11 May
  issued: 2025-05-11
```

## Good

```
- id: council-minutes
  type: document
  title: Minutes of 4 May
  issued: 2025-05-04
- id: council-minutes-0511
  type: document
  title: Minutes of 11 May
  issued: 2025-05-11
```

## How to fix it

Give one of them another key and check the articles that cite it, or remove the duplicate.

## How to silence it

`duplicate-source-key = \"off\"` under `[rules]` in sayso.toml.
";

fn check(context: &RegistryContext<'_>, index: usize, out: &mut Vec<Finding>) {
    let registry = context.registry;
    let source = &registry.sources[index];
    let Some(first) = registry.by_key.get(&source.key).filter(|first| **first != index) else { return };
    let first = &registry.sources[*first];
    let same_file = first.file == source.file;
    let place = if same_file { "in this file" } else { &format!("in {}", registry.files[first.file]) };
    let message = format!("The key {} is already used {place}. sayso uses that entry.", source.key);
    let mut finding = Finding::new(NAME, source.key_span, message);
    finding.help = Some("Give this source another key, or remove it.".into());
    if same_file {
        finding.related.push((first.key_span, "This entry is used.".to_owned()));
    }
    out.push(finding);
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_sources;

    #[test]
    fn the_later_of_two_is_found() {
        check_sources(
            &[NAME],
            "
- id: port-notes
- id: port-minutes
- id: port-notes
      ^^^^^^^^^^ duplicate-source-key
",
        );
    }
}
