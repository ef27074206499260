//! `incomplete-source`: an entry of the registry that nobody could find the source by.

use super::{Check, Finding, RegistryContext, Rule};
use crate::sources::Source;
use crate::text::{Severity, listed};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "An entry of the registry lacks what one needs to find the source again.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Info],
    check: Check::Registry(check),
};

const NAME: &str = "incomplete-source";

const PAGE: &str = "\
## What it finds

An entry of a registry without what its type needs: a page or a post its address (`URL`) and the day it was looked at (`accessed`, unless an
archived copy is named); an interview or a letter who speaks (`custom: speaker`, or `author`) and when (`issued`); anything else when it was
issued; and each of them something it can be called by. Confidential entries are left alone. It is shown in the registry.

## Why

The fact-checkers' code of principles asks for sources “in enough detail that readers can replicate” the work, and analysts' standards for
a full reference each time one is used. What is missing today is gone in a year.

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

## How to mend it

Add the fields that are named.

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
        let message = format!("This entry does not say {}.", listed(&missing));
        let mut finding = Finding::new(NAME, source.key_span, message);
        finding.help = Some("Add it while it can still be found.".into());
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
            needs(called, "what it is called (title)");
            needs(source.url.is_some() || kept, "where it is (URL)");
            needs(source.url.is_none() || source.accessed.is_some() || kept, "when it was looked at (accessed)");
        }
        "interview" | "personal_communication" => {
            needs(speaks, "who speaks (custom: speaker)");
            needs(source.issued.is_some(), "when that was (issued)");
        }
        _ => {
            needs(called, "what it is called (title)");
            needs(source.issued.is_some() || source.accessed.is_some(), "when it was issued (issued)");
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
            ["This entry does not say what it is called (title) and when it was looked at (accessed). \
              Add it while it can still be found."]
        );
    }
}
