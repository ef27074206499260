//! `mind-reading`: a sentence that knows what somebody thinks.

use super::shared::in_capitals;
use super::{Check, Context, Finding, Rule};
use crate::attribution::{Act, names_a_body, thinks};
use crate::ledger::{Attributed, Discounted, Line, Standing};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A sentence reports what somebody thinks, but not that they said so.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Info],
    check: Check::Article(check),
};

const NAME: &str = "mind-reading";

const PAGE: &str = "\
## What it finds

“Residents fear”, “the mayor believes”, “officials hope” in a sentence with no speaker and no tag.

Public positions (“backs”, “opposes”, “endorses”), the writer's own thoughts (“I”, “we”), what somebody would or should think, and questions
are skipped. So is what an organisation expects, which is its forecast. “Knows” counts only with “that”.

## Why

You can hear what people say, not what they think. Style books ask for the words: “residents said they feared”.

## Bad

```
The mayor, Otto Brandt, fears that the weir will fail.
```

## Good

```
The mayor, Otto Brandt, said he feared that the weir would fail.
```

## How to fix it

Write that they said so, or report what they did that shows it.

## How to silence it

`<!-- stet mind-reading: reason -->` after the sentence (`[stet mind-reading: reason]` in a .txt file).
";

/// Verbs for what goes on in a mind, by their dictionary forms.
const MINDS: &[&str] = &[
    "agonise",
    "agonize",
    "anticipate",
    "assume",
    "believe",
    "despair",
    "doubt",
    "expect",
    "fear",
    "feel",
    "foresee",
    "fret",
    "hope",
    "imagine",
    "presume",
    "reckon",
    "regret",
    "resent",
    "suppose",
    "suspect",
    "think",
    "worry",
];
/// Verbs for knowing: of a matter it can be seen who knows it; that somebody knows how things stand is read off no face.
const KNOWS: &[&str] = &["know", "realise", "realize", "recognise", "recognize", "understand"];
/// Verbs for what lies ahead: a body's expectation is a forecast it has published.
const FORETELLS: &[&str] = &["anticipate", "expect", "foresee"];
/// What is assumed without a thought: an office.
const OFFICES: &[&str] = &[
    "chair",
    "charge",
    "command",
    "control",
    "duties",
    "office",
    "post",
    "power",
    "presidency",
    "responsibility",
    "role",
];
/// What makes a thought a supposition of the writer's.
const MODALS: &[&str] = &["can", "could", "may", "might", "must", "should", "would"];
/// The writer, the readers, and everybody and nobody, whose thoughts are a manner of speaking.
const NOBODYS: &[&str] = &["anybody", "anyone", "everybody", "everyone", "i", "nobody", "one", "we", "who", "you"];

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    let asked =
        |line: &Line| !line.bears_tag && line.standing != Standing::None && !in_capitals(line.span.of(&ledger.text));
    for (i, _) in ledger.lines.iter().enumerate().filter(|(_, line)| asked(line)) {
        let said = ledger.attributions(i).any(|a| matches!(a.raw.act, Act::Speech | Act::Evidence));
        let thought = ledger.attributions(i).find(|a| {
            // What nobody said, and is only known or felt, is what this is about.
            let told = matches!(a.discounted, None | Some(Discounted::Deed));
            a.raw.act == Act::Belief && told && !a.raw.nested && reads_a_mind(a, &ledger.text)
        });
        if let Some((attribution, cue)) = thought.filter(|_| !said).and_then(|a| a.raw.cue.map(|cue| (a, cue))) {
            let mut finding = Finding::new(NAME, cue.shifted(attribution.offset), "How do you know what they think?");
            finding.help = Some("Write that they said so, or what shows it.".into());
            out.push(finding);
        }
    }
}

/// Whether somebody's thought is told as if it could be seen.
fn reads_a_mind(it: &Attributed<'_>, text: &str) -> bool {
    let (Some(source), Some(cue)) = (it.raw.source, it.raw.cue) else { return false };
    let source = it.raw.antecedent.unwrap_or(source).shifted(it.offset).of(text);
    let cue = cue.shifted(it.offset).of(text).to_lowercase();
    let content = it.raw.content.first().map_or("", |content| content.shifted(it.offset).of(text));
    let Some(verb) = thinks(&cue) else { return false };
    let first = source.split_whitespace().next().unwrap_or_default().to_lowercase();
    let last = source.split_whitespace().next_back().unwrap_or_default();
    let body = names_a_body(&last.to_lowercase()) || last.len() > 1 && last.chars().all(char::is_uppercase);
    let supposed = cue.split_whitespace().any(|word| MODALS.contains(&word));
    let be = cue.split_whitespace().any(|word| matches!(word, "am" | "are" | "be" | "been" | "is" | "was" | "were"));
    // "Is feared" hides who fears; "voters hoping" is no statement, but "is hoping" is one.
    let told = be == cue.ends_with("ing") && !cue.starts_with("in ");
    let office = || content.split(|c: char| !c.is_alphabetic()).take(8).any(|word| OFFICES.contains(&word));
    let read = match verb {
        _ if KNOWS.contains(&verb) => content.starts_with("that "),
        "assume" => !office(),
        _ if FORETELLS.contains(&verb) => !body,
        _ => MINDS.contains(&verb),
    };
    read && told && !supposed && !NOBODYS.contains(&first.as_str()) && first != "no"
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_strict;

    #[test]
    fn a_thought_is_found_and_one_that_was_spoken_is_not() {
        check_strict(
            &[NAME],
            "
The mayor, Otto Brandt, fears that the weir will fail.
                        ^^^^^ mind-reading

The mayor, Otto Brandt, said he feared that the weir would fail.

The mayor, Otto Brandt, fears that the weir will fail [@council-minutes].

Residents hope that the bridge will hold.
          ^^^^ mind-reading

Otto Brandt is hoping that the bridge will hold.
            ^^^^^^^^^ mind-reading
",
        );
    }

    #[test]
    fn a_stand_a_forecast_and_a_manner_of_speaking_are_no_thoughts() {
        check_strict(
            &[NAME],
            "
The boatmen's union endorsed Elena Lind for mayor on Thursday.

Both parties have opposed the toll on the bridge.

The council expects that the toll will bring in less next year.

Otto Brandt has assumed a new role as harbour master.

We believe that the weir will fail.

Nobody believes that the weir will hold.

The weir is not thought to be in danger.

Many in Tarn would hope the bridge were farther away.

What does the mayor believe?

The mayor, Otto Brandt, knows the weir. He knows that it will fail.
                                           ^^^^^ mind-reading
",
        );
    }
}
