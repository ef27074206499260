//! `unarchived-source`: a page or a post that nobody has kept a copy of.

use super::{Check, Finding, RegistryContext, Rule};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A page or a post of the registry has no archived copy.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Hint],
    check: Check::Registry(check),
};

const NAME: &str = "unarchived-source";

const PAGE: &str = "\
## What it finds

An entry of a registry for a web page or a post with an address and neither an archived copy (`custom: archive`) nor a stored text
(`custom: text`). Confidential entries are left alone. It is shown in the registry.

## Why

Posts are deleted and pages rewritten. The Berkeley Protocol on open-source investigations asks that what is found online is preserved when
it is found, and intelligence analysts' rules on citing it ask the same.

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

## How to mend it

Keep a copy with an archive of the web and add its address, or store the text in a file and name that.

## How to silence it

`unarchived-source = \"off\"` under `[rules]` in sayso.toml.
";

fn check(context: &RegistryContext<'_>, index: usize, out: &mut Vec<Finding>) {
    let source = &context.registry.sources[index];
    let online = source.is_online() || source.custom.kind.as_deref() == Some("social");
    let kept = source.custom.archive.is_some() || source.custom.text.is_some();
    if online && source.url.is_some() && !kept && !source.is_confidential() {
        let mut finding = Finding::new(NAME, source.key_span, "No copy of this has been kept.");
        finding.help = Some("Archive it, and add the copy's address under custom: archive.".into());
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
