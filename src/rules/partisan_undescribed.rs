//! `partisan-undescribed`: somebody with a side, called only an expert.

use super::shared::{quoted, sources_by_sentence};
use super::{Check, Context, Finding, Rule};
use crate::sources::Source;
use crate::text::{Severity, Span};
use std::collections::HashMap;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A source with a stake in the matter is called only an expert.",
    page: PAGE,
    severity: [Severity::Off, Severity::Info, Severity::Warning],
    check: Check::Article(check),
};

const NAME: &str = "partisan-undescribed";

const PAGE: &str = "\
## What it finds

A tagged sentence that calls a speaker an “expert”, “analyst”, “observer” or the like, if the registry gives that speaker a `party` and no
sentence that names them mentions that side or the `role` in the registry.

## Why

Readers weigh an expert by who pays or commands them. Reuters asks for name and position, and for the source's interest in the matter.
Intelligence analysts' source descriptors do the same.

## Bad

```
The canal is safe, Mara Holt, an analyst, said [@holt-interview].
```

## Good

```
The canal is safe, Mara Holt, an analyst for Tarn Waterways, said [@holt-interview].
```

## How to fix it

Say who the person works or speaks for.

## How to silence it

`<!-- stet partisan-undescribed: reason -->` after the sentence (`[stet partisan-undescribed: reason]` in a .txt file).
";

/// What people are called whose side is not told, in lower case.
const NEUTRAL: [&str; 10] = [
    "expert",
    "analyst",
    "observer",
    "commentator",
    "specialist",
    "researcher",
    "scholar",
    "pundit",
    "strategist",
    "blogger",
];
/// At most so many speakers are looked for in the article's sentences.
const MOST_SPEAKERS: usize = 50;
/// Shorter words of a role or a party ("of", "the") tell nothing.
const TELLING: usize = 4;

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    // What came of each speaker, by key: whether the article describes them is asked once.
    let mut described_as: HashMap<&str, bool> = HashMap::new();
    for placed in ledger.blocks.iter().filter(|placed| !placed.entry.block.tags.is_empty()) {
        for cited in sources_by_sentence(&placed.entry, &context.data.registry) {
            let Some(sentence) = cited.sentence else { continue };
            for (source, _) in &cited.sources {
                let own = &source.custom;
                let Some((party, speaker)) = own.party.as_deref().zip(own.speaker.as_deref()) else { continue };
                let Some(span) = called_neutral(context, placed.first_line + sentence, speaker) else { continue };
                if !described_as.contains_key(&*source.key) && described_as.len() == MOST_SPEAKERS {
                    return;
                }
                let told = || own.confidential || described(context, source, party, speaker);
                if *described_as.entry(&source.key).or_insert_with(told) {
                    continue;
                }
                let message = format!(
                    "Readers are not told that {speaker} has a side: {}, according to the registry.",
                    quoted(party)
                );
                let mut finding = Finding::new(NAME, span, message);
                finding.help = Some("Say who they work or speak for.".into());
                out.push(finding);
            }
        }
    }
}

fn surname(speaker: &str) -> &str {
    speaker.split_whitespace().last().unwrap_or(speaker)
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The words for `speaker` in line `i`, where they call them an expert.
fn called_neutral(context: &Context<'_>, i: usize, speaker: &str) -> Option<Span> {
    let text = &context.ledger.text;
    context.ledger.attributions(i).filter(|a| a.discounted.is_none()).find_map(|a| {
        let span = a.raw.source?.shifted(a.offset);
        let written = span.of(text);
        let neutral = words(written).any(|word| NEUTRAL.contains(&word.as_str()));
        (neutral && written.contains(surname(speaker))).then_some(span)
    })
}

/// Whether a sentence that names `speaker` says which side they are on, or what they are.
fn described(context: &Context<'_>, source: &Source, party: &str, speaker: &str) -> bool {
    let neutral = |word: &String| NEUTRAL.contains(&word.as_str());
    let role = source.custom.role.as_deref().unwrap_or_default();
    let telling: Vec<String> =
        words(party).chain(words(role)).filter(|word| word.chars().count() >= TELLING && !neutral(word)).collect();
    context.ledger.lines.iter().map(|line| line.span.of(&context.ledger.text)).any(|sentence| {
        // "Norlandish" tells of "Norland" too.
        sentence.contains(surname(speaker))
            && words(sentence).any(|word| telling.iter().any(|telling| word.starts_with(telling.as_str())))
    })
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{check, messages};

    #[test]
    fn somebody_with_a_side_who_is_called_an_analyst_is_found() {
        check(
            &[NAME],
            "
The canal is safe, Mara Holt, an analyst, said [@holt-interview].
                   ^^^^^^^^^^^^^^^^^^^^^ partisan-undescribed

The toll would rise, Elena Lind, an analyst, said [@lind-interview].
",
        );
        assert_eq!(
            messages(&[NAME], "The canal is safe, Mara Holt, an analyst, said [@holt-interview].\n"),
            [
                "Readers are not told that Mara Holt has a side: “Tarn Waterways”, according to the registry. Say who they work or speak for."
            ]
        );
    }

    #[test]
    fn it_is_enough_to_be_told_once() {
        check(
            &[NAME],
            "
The canal is safe, Mara Holt, an analyst, said [@holt-interview].

Holt advises Tarn Waterways, which digs it.
",
        );
    }
}
