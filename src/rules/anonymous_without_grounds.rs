//! `anonymous-without-grounds`: an unnamed source without a word on why.

use super::shared::{sources_by_sentence, unnamed_person};
use super::{Check, Context, Finding, Rule};
use crate::attribution::{Act, Reference, SourceKind};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "An unnamed source speaks, and the article does not say why they are unnamed.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Info],
    check: Check::Article(check),
};

const NAME: &str = "anonymous-without-grounds";

const PAGE: &str = "\
## What it finds

A sentence attributed to one unnamed person (“an official”, “a resident”), where neither it nor the next one gives a reason: they asked
not to be named, were not authorised to speak, feared for something. A reason under `anonymity` in the registry entry of the sentence's
tag counts too.

## Why

News agencies ask for the reason in print, as close to the person's own words as possible. Readers weigh an unnamed source by why the
name is missing and how that person would know.

## Bad

```
The gate had been stuck since March, one official said.
```

## Good

```
The gate had been stuck since March, one official said, who asked not to be named because the inquiry is still open.
```

## How to fix it

Give the reason, and say how they would know: “who asked not to be named because ...”, “who was not authorised to speak”. Or name the
person. Or record the reason in the registry: `anonymity: {reason: ...}`.

## How to silence it

`<!-- stet anonymous-without-grounds: reason -->` after the sentence (`[stet anonymous-without-grounds: reason]` in a .txt file).
";

/// Words that give a reason, in lower case. One of them in the sentence or the next is enough.
const GROUNDS: [&str; 16] = [
    "anonymity",
    "not to be named",
    "not be named",
    "to be named",
    "not to be identified",
    "be identified",
    "without a name",
    "authorised",
    "authorized",
    "for fear",
    "fearing",
    "feared",
    "reprisal",
    "retaliation",
    "because",
    "not permitted",
];

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    for (i, line) in ledger.lines.iter().enumerate() {
        let placed = &ledger.blocks[line.block];
        let unnamed = ledger.attributions(i).find(|a| {
            a.discounted.is_none()
                && a.raw.act == Act::Speech
                && a.raw.kind == SourceKind::Anonymous
                && a.raw.reference == Reference::Indefinite
        });
        let Some((attribution, source)) = unnamed.and_then(|a| a.raw.source.map(|source| (a, source))) else {
            continue;
        };
        if !unnamed_person(source.shifted(attribution.offset).of(&ledger.text)) {
            continue;
        }
        let around = ledger.lines.get(i..(i + 2).min(ledger.lines.len())).unwrap_or_default();
        let near = around.iter().filter(|next| next.block == line.block);
        if near.map(|line| line.span.of(&ledger.text)).any(gives_grounds) {
            continue;
        }
        let registered = line.bears_tag
            && sources_by_sentence(&placed.entry, &context.data.registry)
                .iter()
                .filter(|cited| cited.sentence == Some(line.sentence))
                .any(|cited| cited.sources.iter().any(|(source, _)| source.custom.anonymity_reason.is_some()));
        if !registered {
            let span = source.shifted(attribution.offset);
            let mut finding = Finding::new(NAME, span, "Why is this source unnamed?");
            finding.help = Some("Give the reason and how they would know, or name them.".into());
            out.push(finding);
        }
    }
}

fn gives_grounds(sentence: &str) -> bool {
    let sentence = sentence.to_lowercase();
    GROUNDS.iter().any(|words| sentence.contains(words))
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_strict;

    #[test]
    fn an_unnamed_source_without_a_reason_is_found() {
        check_strict(
            &[NAME],
            "
The gate had been stuck since March, one official said.
                                     ^^^^^^^^^^^^ anonymous-without-grounds

The gate had been stuck since March, one official said, who asked not to be named because the inquiry is still open.

One official said the gate was stuck. She was not authorised to speak to reporters.

The gate had been stuck since March, Elena Lind said.
",
        );
    }
}
