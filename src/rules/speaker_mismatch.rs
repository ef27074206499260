//! `speaker-mismatch`: a sentence that names one speaker and is tagged with another.

use super::shared::{quoted, sources_by_sentence};
use super::{Check, Context, Finding, Rule};
use crate::attribution::{Act, Reference};
use crate::sources::Source;
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A sentence names one speaker but cites another.",
    page: PAGE,
    severity: [Severity::Info, Severity::Warning, Severity::Warning],
    check: Check::Article(check),
};

const NAME: &str = "speaker-mismatch";

const PAGE: &str = "\
## What it finds

A sentence attributed to a named person whose tags all lead to sources with a different speaker, according to the registry.

## Why

Either the tag or the name is wrong. Left as it is, you would print one person's words under another's name.

## Bad

```
The weir is sound, Otto Brandt said [@lind-interview].
```

## Good

```
The weir is sound, Elena Lind said [@lind-interview].
```

## How to fix it

Correct the name or the tag. If both speak in the source, leave `speaker` out of its entry.

## How to silence it

`<!-- stet speaker-mismatch: reason -->` after the sentence (`[stet speaker-mismatch: reason]` in a .txt file).
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    for placed in ledger.blocks.iter().filter(|placed| !placed.entry.block.tags.is_empty()) {
        for cited in sources_by_sentence(&placed.entry, &context.data.registry) {
            let Some(sentence) = cited.sentence.filter(|_| !cited.reserved && !cited.unknown) else { continue };
            let speakers: Option<Vec<&str>> = cited.sources.iter().map(|(source, _)| speaker(source)).collect();
            let Some(speakers) = speakers.filter(|all| !all.is_empty()) else { continue };
            let mut named = ledger.attributions(placed.first_line + sentence).filter(|a| {
                a.discounted.is_none()
                    && a.raw.act == Act::Speech
                    && !a.raw.nested
                    && matches!(a.raw.reference, Reference::Name(_))
            });
            let (Some(only), None) = (named.next(), named.next()) else { continue };
            let (Some(name), Some(span)) = (only.voice.speaker.as_deref(), only.raw.source) else { continue };
            if !speakers.iter().any(|speaker| same(speaker, name)) {
                let message = format!("The tag cites {}, not this speaker.", quoted(speakers[0]));
                let mut finding = Finding::new(NAME, span.shifted(only.offset), message);
                finding.help = Some("Correct the name or the tag.".into());
                out.push(finding);
            }
        }
    }
}

/// Who speaks in a source, where that may be told.
fn speaker(source: &Source) -> Option<&str> {
    source.custom.speaker.as_deref().filter(|_| !source.custom.confidential)
}

/// Whether two names can be one person's: the last word of one is a word of the other.
fn same(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let word = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        name.split_whitespace().map(word).filter(|w| !w.is_empty()).collect()
    };
    let (a, b) = (words(a), words(b));
    let held = |last: Option<&String>, all: &[String]| last.is_some_and(|last| all.contains(last));
    held(a.last(), &b) || held(b.last(), &a)
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check;

    #[test]
    fn another_speaker_is_found_and_the_sources_own_is_not() {
        check(
            &[NAME],
            "
The weir is sound, Otto Brandt said [@lind-interview].
                   ^^^^^^^^^^^ speaker-mismatch
The weir is sound, Elena Lind said [@lind-interview].
The weir is sound, Governor Lind said [@lind-interview].
The weir is sound, Otto Brandt said [@lind-interview; @council-minutes].
The weir is sound, Otto Brandt said [@lind-interview; @own].
",
        );
    }
}
