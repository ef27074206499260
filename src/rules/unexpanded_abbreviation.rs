//! `unexpanded-abbreviation`: initials that the article never spells out.

use super::shared::quoted;
use super::{Check, Context, Finding, Rule};
use crate::article::BlockKind;
use crate::text::{Severity, Span};
use std::collections::HashSet;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "Initials are nowhere spelled out.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Hint],
    check: Check::Article(check),
};

const NAME: &str = "unexpanded-abbreviation";

const PAGE: &str = "\
## What it finds

The first place where initials (“TVRB”) stand that the article nowhere spells out: neither in brackets beside them nor as a name of which
they are the first letters. Those that every reader knows (“UN”, “NATO”, “BBC”) are left alone.

## Why

Initials save the writer a line and cost the reader the sense. AP asks that those which are not known to everybody are spelled out or left
out.

## Bad

```
The crossing stays open, the TVRB said [@council-minutes].
```

## Good

```
The crossing stays open, the Tarn Valley Rail Board (TVRB) said [@council-minutes].
```

## How to mend it

Spell the name out where it first stands, or write “the board”.

## How to silence it

`<!-- stet unexpanded-abbreviation: reason -->` after the sentence (`[stet unexpanded-abbreviation: reason]` in a .txt file).
";

/// Initials that need no word.
const KNOWN: &str = "AFP AIDS AM AP AT&T BBC BMW CBS CD CEO CFO CIA CNN COVID DNA DVD ESPN EU FBI FIFA GDP GMT GPS HIV IBM ID IMF IOC IQ \
                     IRS IT LED MIT MP MTV NASA NATO NBA NBC NFL NHL NHS NPR OK OPEC PC PDF PM PR RNA ROTC RV SARS SIM SMS SUV TASS TV UEFA UFO UK \
                     UN UNESCO UNICEF URL US USA USB USSR UTC VAT VIP WHO WTO ABC ACLU CDC EPA FDA FIA GOP HBO HR II III IV JFK LGBT LGBTQ NYPD PBS \
                     PTSD SEC UAE DC LA NY NYC EST EDT PST CET";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    let mut spelled: HashSet<String> = HashSet::new();
    // Each with where it first stands.
    let mut first: Vec<(&str, Span)> = Vec::new();
    let mut met: HashSet<&str> = HashSet::new();
    for placed in ledger.blocks.iter().filter(|placed| placed.kind == BlockKind::Prose) {
        let text = placed.span.of(&ledger.text);
        for name in &placed.entry.reading.names {
            let written = name.span.of(text);
            if written.contains(' ') {
                spelled.extend(initials(written));
            } else if is_initials(written) {
                let around = (text[..name.span.start].chars().next_back(), text[name.span.end..].trim_start());
                if around.0 == Some('(') || around.1.starts_with('(') {
                    spelled.insert(written.to_owned());
                } else if met.insert(written) && !placed.entry.block.in_quotation(name.span) {
                    first.push((written, name.span.shifted(placed.span.start)));
                }
            }
        }
    }
    for (written, span) in first.into_iter().filter(|(written, _)| !spelled.contains(*written)) {
        let mut finding = Finding::new(NAME, span, format!("{} is nowhere spelled out.", quoted(written)));
        finding.help = Some("Spell it out where it first stands.".into());
        out.push(finding);
    }
}

/// Whether a word is made of initials not every reader knows.
fn is_initials(word: &str) -> bool {
    let letters = word.chars().count();
    (2..=6).contains(&letters)
        && word.chars().all(char::is_uppercase)
        && !KNOWN.split_whitespace().any(|known| known == word)
}

/// The first letters of a name's words, with the small words in between and without.
fn initials(name: &str) -> [String; 2] {
    let words = || name.split([' ', '-', '\n']).filter_map(|word| word.chars().next());
    [words().filter(|c| c.is_uppercase()).collect(), words().flat_map(char::to_uppercase).collect()]
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_strict;

    #[test]
    fn initials_that_are_nowhere_spelled_out_are_found_once() {
        check_strict(
            &[NAME],
            "
The TVRB closed the crossing on Monday, the mayor said. The TVRB said so.
    ^^^^ unexpanded-abbreviation
",
        );
    }

    #[test]
    fn those_that_are_and_those_everybody_knows_are_not() {
        check_strict(
            &[NAME],
            "
The Tarn Valley Rail Board closed the crossing. The TVRB said so, and the UN and NATO did not.

The Harbour Office (HO) agreed. The HO said so. The LWT (Lindau Water Trust) did not.
",
        );
    }
}
