//! `anonymous-opinion`: an unnamed source that judges or foretells.

use super::shared::{in_capitals, unnamed_person};
use super::{BlockContext, Check, Finding, Rule};
use crate::attribution::{Act, Attribution, Reference, SourceKind};
use crate::house::Strictness;
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "An unnamed source gives an opinion, not information.",
    page: PAGE,
    severity: [Severity::Info, Severity::Warning, Severity::Warning],
    check: Check::Block(check),
};

const NAME: &str = "anonymous-opinion";

const PAGE: &str = "\
## What it finds

One unnamed person, quoted or paraphrased, who praises or runs down somebody or something (“a disgrace”, “incompetent”, “a triumph”).
At `strict`, a forecast counts too.

## Why

A reader cannot weigh a judgement without knowing whose it is. The AP takes material from unnamed sources only if it is information and not
opinion or speculation; the Guardian and Reuters are stricter still with unnamed attacks.

## Bad

```
The new harbour is a disgrace, one official said.
```

## Good

```
The new harbour is a disgrace, Elena Lind, who runs the port, said.
```

## How to fix it

Get it on the record, or report what the person knows and leave out what they think of it.

## How to silence it

`<!-- stet anonymous-opinion: reason -->` after the sentence (`[stet anonymous-opinion: reason]` in a .txt file).
";

/// Words that judge, in lower case, neutral as to whom: praise and blame alike.
#[rustfmt::skip]
const JUDGING: &[&str] = &[
    "absurd", "abysmal", "aggression", "aggressor", "amateurish", "appalling", "arrogant", "atrocities", "atrocity", "awful",
    "barbaric", "betrayal", "bizarre", "brilliant", "brutal", "brutality", "catastrophe", "catastrophic", "chaotic", "clueless",
    "clumsy", "contempt", "corrupt", "cowardly", "crazy", "criminal", "cruel", "cynical", "delusional", "disaster", "disastrous",
    "disgrace", "disgraceful", "dishonest", "dreadful", "embarrassing", "embarrassment", "excellent", "farce", "fiasco",
    "foolish", "genius", "greedy", "heroes", "heroic", "heroism", "horrible", "humiliating", "hypocrisy", "hypocrite", "idiot",
    "idiotic", "ignorant", "incompetence", "incompetent", "inept", "insane", "insulting", "irresponsible", "laughable", "lazy",
    "liar", "ludicrous", "magnificent", "masterpiece", "miserable", "nightmare", "nonsense", "oppression", "oppressor",
    "oppressors", "outrageous", "outstanding", "pathetic", "pitiful", "reckless", "ridiculous", "savage", "savagery",
    "scandalous", "shambles", "shameful", "shocking", "stupid", "superb", "terrible", "terrific", "tragedy", "tragic", "traitor",
    "treason", "triumph", "tyranny", "tyrant", "ugly", "unfit", "useless", "vicious", "villain", "vindictive", "wonderful",
    "worthless",
];

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    let entry = block.entry;
    let strict = block.house.strictness == Strictness::Strict;
    let unnamed = |it: &Attribution| {
        it.act == Act::Speech && it.kind == SourceKind::Anonymous && it.reference == Reference::Indefinite
    };
    let all = entry.reading.attributions.iter().zip(&entry.keys.voices);
    for (it, _) in all.filter(|(it, voice)| unnamed(it) && voice.discounted.is_none()) {
        let Some(source) = it.source.filter(|source| unnamed_person(source.of(block.text))) else { continue };
        let message = if let Some(word) = it.content.iter().find_map(|&span| judging(block.text, span)) {
            format!("An unnamed source gives an opinion here: “{word}”.")
        } else if strict && it.content.iter().any(|&span| foretells(block.text, span)) {
            "An unnamed source makes a forecast here.".to_owned()
        } else {
            continue;
        };
        let at = entry.block.sentences.partition_point(|sentence| sentence.span.end <= it.anchor());
        if entry.block.sentences.get(at).is_some_and(|sentence| in_capitals(sentence.span.of(block.text))) {
            continue;
        }
        let mut finding = Finding::new(NAME, source, message);
        finding.help = Some("Get it on the record, or report only what they know.".into());
        out.push(finding);
    }
}

fn words(text: &str, span: Span) -> impl Iterator<Item = &str> {
    span.of(text).split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty())
}

/// The first word of what is said that judges.
fn judging(text: &str, span: Span) -> Option<&str> {
    words(text, span).find(|word| JUDGING.binary_search(&word.to_lowercase().as_str()).is_ok())
}

fn foretells(text: &str, span: Span) -> bool {
    words(text, span).any(|word| matches!(word, "will" | "shall" | "inevitable" | "inevitably"))
}

#[cfg(test)]
mod tests {
    use super::{JUDGING, NAME};
    use crate::rules::tests::{check, check_strict};

    #[test]
    fn the_words_are_in_order_so_that_they_are_found() {
        assert!(JUDGING.is_sorted());
    }

    #[test]
    fn a_judgement_without_a_name_is_found_and_one_with_a_name_is_not() {
        check(
            &[NAME],
            "
The new harbour is a disgrace, one official said.
                               ^^^^^^^^^^^^ anonymous-opinion

\"It is a complete shambles,\" said an official who asked not to be named because the talks go on.
                                  ^^^^^^^^^^^ anonymous-opinion

\"We lived for years under aggression,\" a Norwegian official said.
                                       ^^^^^^^^^^^^^^^^^^^^ anonymous-opinion

The new harbour is a disgrace, Elena Lind said.

The gate had been stuck since March, one official said.
",
        );
    }

    #[test]
    fn a_forecast_counts_for_the_strict() {
        check_strict(
            &[NAME],
            "
The gate will fail by spring, one official said.
                              ^^^^^^^^^^^^ anonymous-opinion
",
        );
        check(&[NAME], "\nThe gate will fail by spring, one official said.\n");
    }
}
