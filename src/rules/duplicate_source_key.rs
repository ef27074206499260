//! `duplicate-source-key`: one key for two sources.

use super::{Check, Finding, RegistryContext, Rule};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "Two sources of the registry have one key.",
    page: PAGE,
    severity: [Severity::Error; 3],
    check: Check::Registry(check),
};

const NAME: &str = "duplicate-source-key";

const PAGE: &str = "\
## What it finds

An entry of a registry whose key another entry has already, in the same file or in one that is read before it. It is shown in the registry.

## Why

A tag has to lead to one source and no other. Of two entries with one key the first stands; what is cited by it may have been meant for the
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

## How to mend it

Give one of them another key, and look through the articles that cite it; or remove the one that says the same twice.

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
    let message = format!("The key {} is given to a source {place} already; that one stands.", source.key);
    let mut finding = Finding::new(NAME, source.key_span, message);
    finding.help = Some("Give this source another key, or remove it.".into());
    if same_file {
        finding.related.push((first.key_span, "This one stands.".to_owned()));
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
