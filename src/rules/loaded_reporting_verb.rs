//! `loaded-reporting-verb`: a verb of saying that says what to think of it.

use super::shared::quoted;
use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::attribution::Act;
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A verb of saying casts doubt, implies guilt or vouches for what is said.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Info],
    check: Check::Block(check),
};

const NAME: &str = "loaded-reporting-verb";

const PAGE: &str = "\
## What it finds

“Claimed”, “admitted”, “revealed”, “insisted”, “boasted” and their like in place of “said”, outside quotations.

## Why

“Said” says that somebody spoke, and nothing else. “Claimed” doubts them, “admitted” finds them guilty, “revealed” takes for true what
they said. Style books ask for “said” unless the other word is meant and can be defended.

## Bad

```
The weir was sound, Otto Brandt claimed.
```

## Good

```
The weir was sound, Otto Brandt said.
```

## How to mend it

Write “said”, or keep the verb and say with `stet` what it rests on.

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
const DOUBT: &str = "casts doubt on what is said";
const GUILT: &str = "takes for granted that there is something to own up to";
const SNEERS: &str = "judges the speaker";
const TRUE: &str = "takes what is said for true, and for hidden until now";

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
        finding.help = Some(format!("Write “{neutral}”, unless you mean that and can show it.").into());
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
