//! `unused-source`: an entry of the registry that no article cites.

use super::{Check, Finding, RegistryContext, Rule};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A source in the registry is not cited anywhere.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Hint],
    check: Check::Registry(check),
};

const NAME: &str = "unused-source";

const PAGE: &str = "\
## What it finds

A registry entry that no article in the newsroom cites and no other entry names as its `origin`. The finding appears in the registry file: in
an editor once all articles have been read, on the command line when you check the newsroom's whole folder.

## Why

Usually somebody called the source and did not use it, which is fine. Sometimes the tag was forgotten, and a registry full of unused entries is
hard to search. It is a hint, for those who ask for it.

## Bad

```
- id: harbour-notes
  type: document
  title: Notes from the harbour
  issued: 2025-05-04
```

## Good

```
- id: council-minutes
  type: document
  title: Minutes of 4 May
  issued: 2025-05-04
```

(where an article cites `council-minutes`)

## How to fix it

Tag the sentences based on it, or remove the entry.

## How to silence it

`unused-source = \"off\"` under `[rules]` in sayso.toml.
";

fn check(context: &RegistryContext<'_>, index: usize, out: &mut Vec<Finding>) {
    let source = &context.registry.sources[index];
    // Of an entry that is not in force another rule speaks.
    let in_force = context.registry.by_key.get(&source.key) == Some(&index);
    if in_force && context.uncited.is_some_and(|uncited| uncited.contains(source.key.as_str())) {
        let mut finding = Finding::new(NAME, source.key_span, "No article cites this source.");
        finding.help = Some("Tag the sentences based on it, or remove it.".into());
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_sources;

    #[test]
    fn what_nobody_cites_is_found() {
        check_sources(
            &[NAME],
            "
- id: council-minutes
- id: harbour-notes
      ^^^^^^^^^^^^^ unused-source
- id: canal-channel
- {id: canal-repost, custom: {origin: canal-channel}}
       ^^^^^^^^^^^^ unused-source
",
        );
    }
}
