//! `unarchived-source`: a page or a post that nobody has kept a copy of.

use super::{Check, Finding, RegistryContext, Rule};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A web page or post in the registry has no archived copy.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Hint],
    check: Check::Registry(check),
};

const NAME: &str = "unarchived-source";

const PAGE: &str = "\
## What it finds

A registry entry for a web page or post that has an address but neither an archived copy (`custom: archive`) nor a stored text
(`custom: text`). Confidential entries are skipped. The finding appears in the registry file.

## Why

Posts get deleted and pages rewritten. The Berkeley Protocol on open-source investigations asks investigators to preserve what they find
online when they find it; intelligence analysts' citation rules ask the same.

## Bad

```
- id: ferry-post
  type: post
  title: Ferry aground
  URL: https://social.example/8812
  accessed: 2025-05-04
```

## Good

```
- id: ferry-post
  type: post
  title: Ferry aground
  URL: https://social.example/8812
  accessed: 2025-05-04
  custom:
    archive: https://archive.example/social.example/8812
```

## How to fix it

Save the page in a web archive and add the address, or store the text in a file and name the file.

## How to silence it

`unarchived-source = \"off\"` under `[rules]` in sayso.toml.
";

fn check(context: &RegistryContext<'_>, index: usize, out: &mut Vec<Finding>) {
    let source = &context.registry.sources[index];
    let online = source.is_online() || source.custom.kind.as_deref() == Some("social");
    let kept = source.custom.archive.is_some() || source.custom.text.is_some();
    if online && source.url.is_some() && !kept && !source.is_confidential() {
        let mut finding = Finding::new(NAME, source.key_span, "Not archived.");
        finding.help = Some("Archive it and add the address of the copy under custom: archive.".into());
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_sources;

    #[test]
    fn a_post_without_a_copy_is_found() {
        check_sources(
            &[NAME],
            "
- {id: post, type: post, URL: 'https://a.example'}
       ^^^^ unarchived-source
- {id: kept, type: post, URL: 'https://a.example', custom: {archive: 'https://archive.example/a'}}
- {id: stored, type: post, URL: 'https://a.example', custom: {text: notes/a.txt}}
- {id: paper, type: article-newspaper, URL: 'https://a.example'}
- {id: channel, type: article, URL: 'https://a.example', custom: {kind: social}}
       ^^^^^^^ unarchived-source
",
        );
    }
}
