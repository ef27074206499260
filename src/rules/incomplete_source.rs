//! `incomplete-source`: an entry of the registry that nobody could find the source by.

use super::{Check, Finding, RegistryContext, Rule};
use crate::sources::Source;
use crate::text::{Severity, listed};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A registry entry lacks details needed to find the source again.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Info],
    check: Check::Registry(check),
};

const NAME: &str = "incomplete-source";

const PAGE: &str = "\
## What it finds

A registry entry without the fields its type needs. A page or post needs its address (`URL`) and the day somebody looked at it (`accessed`,
unless an archived copy is given). An interview or letter needs a speaker (`custom: speaker`, or `author`) and a date (`issued`). Everything
else needs a date (`issued`), and every entry needs a title. Confidential entries are skipped. The finding appears in the registry file.

## Why

The fact-checkers' code of principles asks for sources “in enough detail that readers can replicate” the work. Analysts' standards require
a full reference each time one is used. Details missing today will be impossible to find in a year.

## Bad

```
- id: ferry-post
  type: post
  title: Ferry aground
```

## Good

```
- id: ferry-post
  type: post
  title: Ferry aground
  URL: https://social.example/8812
  accessed: 2025-05-04
```

## How to fix it

Add the fields the message names.

## How to silence it

`incomplete-source = \"off\"` under `[rules]` in sayso.toml.
";

fn check(context: &RegistryContext<'_>, index: usize, out: &mut Vec<Finding>) {
    let source = &context.registry.sources[index];
    if source.is_confidential() {
        return;
    }
    let missing = missing(source);
    if !missing.is_empty() {
        let message = format!("This entry needs {}.", listed(&missing));
        let mut finding = Finding::new(NAME, source.key_span, message);
        finding.help = Some("Add it while you can still find out.".into());
        out.push(finding);
    }
}

/// What the entry does not say.
fn missing(source: &Source) -> Vec<&'static str> {
    let speaks = source.author.is_some() || source.custom.speaker.is_some();
    let called = speaks || source.title.is_some() || source.outlet.is_some();
    let kept = source.custom.archive.is_some();
    let mut missing = Vec::new();
    let mut needs = |there: bool, what| {
        if !there {
            missing.push(what);
        }
    };
    match source.csl_type.as_str() {
        _ if source.is_online() => {
            needs(called, "a title (title)");
            needs(source.url.is_some() || kept, "an address (URL)");
            needs(source.url.is_none() || source.accessed.is_some() || kept, "the day you looked at it (accessed)");
        }
        "interview" | "personal_communication" => {
            needs(speaks, "a speaker (custom: speaker)");
            needs(source.issued.is_some(), "a date (issued)");
        }
        _ => {
            needs(called, "a title (title)");
            needs(source.issued.is_some() || source.accessed.is_some(), "a date (issued)");
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{check_sources, source_messages};

    #[test]
    fn what_cannot_be_found_again_is_found() {
        check_sources(
            &[NAME],
            "
- {id: page, type: webpage, title: A page}
       ^^^^ incomplete-source
- {id: whole-page, type: webpage, title: A page, URL: 'https://a.example', accessed: 2025-05-04}
- {id: kept-page, type: webpage, title: A page, custom: {archive: 'https://archive.example/a'}}
- {id: talk, type: interview, title: A talk, issued: 2025-05-04}
       ^^^^ incomplete-source
- {id: whole-talk, type: interview, issued: 2025-05-04, custom: {speaker: Oda Lindqvist}}
- {id: paper, type: report, title: A paper}
       ^^^^^ incomplete-source
- {id: whole-paper, type: report, title: A paper, issued: 2025}
- {id: nobody, type: interview, custom: {confidential: true}}
",
        );
    }

    #[test]
    fn all_that_is_missing_is_named() {
        assert_eq!(
            source_messages(&[NAME], "- {id: page, type: webpage, URL: 'https://a.example'}\n"),
            ["This entry needs a title (title) and the day you looked at it (accessed). \
              Add it while you can still find out."]
        );
    }
}
