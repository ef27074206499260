//! `unexpanded-abbreviation`: initials that the article never spells out.

use super::shared::{dateline, quoted};
use super::{Check, Context, Finding, Rule};
use crate::article::BlockKind;
use crate::text::{Severity, Span};
use std::collections::HashSet;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "An abbreviation is never spelled out.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Hint],
    check: Check::Article(check),
};

const NAME: &str = "unexpanded-abbreviation";

const PAGE: &str = "\
## What it finds

The first use of an abbreviation (“TVRB”) that the article never spells out, neither in brackets next to it nor as a name with those first
letters. Abbreviations every reader knows (“UN”, “NATO”, “BBC”) are skipped.

## Why

Abbreviations save the writer a line and cost the reader the meaning. AP asks reporters to spell out or avoid those that are not widely
known.

## Bad

```
The crossing stays open, the TVRB said [@council-minutes].
```

## Good

```
The crossing stays open, the Tarn Valley Rail Board (TVRB) said [@council-minutes].
```

## How to fix it

Spell the name out at first mention, or write “the board”.

## How to silence it

`<!-- stet unexpanded-abbreviation: reason -->` after the sentence (`[stet unexpanded-abbreviation: reason]` in a .txt file).
";

/// Initials that need no word, by what they stand for. Their owners are known by the initials alone, and many no longer spell them out
/// themselves; or style books for news let them stand at first mention.
const KNOWN: &[&str] = &[
    // Broadcasters and channels.
    "ABC AMC ARD BBC BET CBC CBS CNBC CNN CTV ESPN HBO ITN ITV MSNBC MTV NBC NHK NPR NTV ORF PBS RAI RT RTE RTL SBS TF TV TVN TVP VOA ZDF",
    // News agencies.
    "AFP ANSA AP APA DPA EFE MTI PA PAP PTI RIA TASS UPI",
    // Firms and what they make.
    "ADT AMD ASUS AT&T BASF BMW BP CVS DHL GE GM GMC HP HSBC HTC IBM ING JVC KFC KLM KPMG LG MGM NEC PNC RBS SAP SAS TNT UBS UPS VW",
    // Countries, states and cities, and what is counted in them.
    "DC EU EST EDT CET CEST GMT LA NY NYC PST PDT UAE UK UN US USA USSR UTC BC AD AM PM",
    // Bodies of the world, of states and of sports.
    "CIA EPA ETA FAO FBI FDA FIFA GOP IAEA ICC ICRC ILO IMF IOC IRA IRS ISIL ISIS KGB NAACP NASA NATO NBA NFL NHL NHS NYPD OECD OPEC OSCE PKK PLO SEC UEFA \
     UNESCO UNHCR UNICEF WHO WTO YMCA ACLU CDC",
    // Degrees, offices and honours.
    "BA BSC CEO CFO COO CV IQ JD MA MBA MD MP MPS MEP MEPS MIT MSC PHD PR QC KC VIP VP HR",
    // Illnesses, drugs and the body.
    "AIDS COVID DNA HIV LSD MRSA MS PCP PTSD RNA SARS TB",
    // Things of every day.
    "AI ATM CCTV CD DVD DIY DJ FAQ FM GDP GPS ID IED IT LED LGBT LGBTQ LPG OK PAC PC PDF PIN ROTC RV SIM SMS SOS SUV UFO URL USB VAT",
    // Numbers, and people who are called by their initials.
    "II III IV VI VII VIII IX XI XII FDR JFK LBJ MLK",
];

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
                } else if !shouted(text, name.span)
                    && met.insert(written)
                    && !placed.entry.block.in_quotation(name.span)
                {
                    first.push((written, name.span.shifted(placed.span.start)));
                }
            }
        }
    }
    for (written, span) in first.into_iter().filter(|(written, _)| !spelled.contains(*written)) {
        let mut finding = Finding::new(NAME, span, format!("{} is never spelled out.", quoted(written)));
        finding.help = Some("Spell it out at first mention.".into());
        out.push(finding);
    }
}

/// Whether a word is made of initials not every reader knows.
fn is_initials(word: &str) -> bool {
    let letters = word.chars().count();
    (2..=6).contains(&letters) && word.chars().all(char::is_uppercase) && !is_known(word)
}

fn is_known(word: &str) -> bool {
    KNOWN.iter().flat_map(|known| known.split_whitespace()).any(|known| known == word)
}

/// Whether a word is no initials but set in capitals: the place of a dateline ("LINDAU, May 3 —"), or a word beside another such word
/// ("WE WIN").
fn shouted(text: &str, span: Span) -> bool {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let word = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || matches!(c, '\'' | '’')) && !is_known(word)
    };
    let beside = |it: Option<&str>| it.is_some_and(word);
    let next = after.strip_prefix(['\'', '’']).map_or(after, |rest| rest.trim_start_matches(char::is_alphabetic));
    span.end <= dateline(text)
        || beside(before.split_whitespace().next_back())
        || beside(next.split_whitespace().next())
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
    fn words_set_in_capitals_are_no_initials() {
        check_strict(
            &[NAME],
            "
TARN, May 3 — The crossing is shut, the mayor said.

He had one answer: THEY LOSE, WE WIN.

EVEN TARN'S BOSS SAYS SO — The mayor closed the crossing.
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
