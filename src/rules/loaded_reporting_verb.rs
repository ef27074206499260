//! `loaded-reporting-verb`: a verb of saying that says what to think of it.

use super::shared::quoted;
use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::attribution::Act;
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A reporting verb casts doubt, implies guilt or vouches for the speaker.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Info],
    check: Check::Block(check),
};

const NAME: &str = "loaded-reporting-verb";

const PAGE: &str = "\
## What it finds

“Claimed”, “admitted”, “revealed”, “insisted”, “boasted” and similar verbs instead of “said”, outside quotations.

## Why

“Said” is neutral. “Claimed” doubts the speaker, “admitted” implies guilt, “revealed” accepts the statement as true. Style books ask for
“said” unless you mean the other word and can defend it.

## Bad

```
The weir was sound, Otto Brandt claimed.
```

## Good

```
The weir was sound, Otto Brandt said.
```

## How to fix it

Write “said”, or keep the verb and give the reason with `stet`.

## How to silence it

`<!-- stet loaded-reporting-verb: reason -->` after the sentence (`[stet loaded-reporting-verb: reason]` in a .txt file).
";

/// Forms, the neutral form, and what each does.
const VERBS: [(&str, &str, &str); 24] = [
    ("admits", "says", GUILT),
    ("admitted", "said", GUILT),
    ("admitting", "saying", GUILT),
    ("boasted", "said", SNEERS),
    ("boasts", "says", SNEERS),
    ("boasting", "saying", SNEERS),
    ("claimed", "said", DOUBT),
    ("claiming", "saying", DOUBT),
    ("claims", "says", DOUBT),
    ("conceded", "said", GUILT),
    ("concedes", "says", GUILT),
    ("conceding", "saying", GUILT),
    ("confessed", "said", GUILT),
    ("confesses", "says", GUILT),
    ("disclosed", "said", TRUE),
    ("discloses", "says", TRUE),
    ("gloated", "said", SNEERS),
    ("insisted", "said", DOUBT),
    ("insisting", "saying", DOUBT),
    ("insists", "says", DOUBT),
    ("ranted", "said", SNEERS),
    ("revealed", "said", TRUE),
    ("revealing", "saying", TRUE),
    ("reveals", "says", TRUE),
];
const DOUBT: &str = "casts doubt on the speaker";
const GUILT: &str = "implies guilt";
const SNEERS: &str = "passes judgement on the speaker";
const TRUE: &str = "presents the statement as a fact that was hidden";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    let attributions = &block.entry.reading.attributions;
    for attribution in attributions.iter().filter(|a| a.act == Act::Speech && !a.nested && !a.tentative) {
        let (Some(cue), Some(source)) = (attribution.cue, attribution.source) else { continue };
        let word = cue.of(block.text);
        // "A third of Republican claims", "rated the claims as false": a noun, for no subject stands behind a preposition, and nothing is
        // claimed "as".
        let before = block.text[..source.start].split_whitespace().next_back().unwrap_or_default();
        let after = block.text[cue.end..].split_whitespace().next().unwrap_or_default();
        let behind = matches!(before, "of" | "in" | "on" | "about" | "with" | "to" | "from" | "for");
        if word == "claims" && (behind || after == "as") {
            continue;
        }
        let Some((_, neutral, does)) = VERBS.iter().find(|(form, ..)| word.eq_ignore_ascii_case(form)) else {
            continue;
        };
        let mut finding = Finding::new(NAME, cue, format!("{} {does}.", quoted(word)));
        finding.help = Some(format!("Write “{neutral}”, unless you mean that and can defend it.").into());
        finding.fixes.push(Fix::replace(cue, neutral));
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_strict;

    #[test]
    fn a_loaded_verb_is_found_and_said_and_quoted_words_are_not() {
        check_strict(
            &[NAME],
            "
The weir was sound, Otto Brandt claimed.
                                ^^^^^^^ loaded-reporting-verb

The weir was sound, Otto Brandt said.

Claims that the weir was sound came from the council.

The paper rated a third of Republican claims as false.

The council claims that the weir is sound.
            ^^^^^^ loaded-reporting-verb
",
        );
    }
}
