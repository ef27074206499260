//! `unattributed-claim`: a sentence a desk would send back, on nobody's word.

use super::{Check, Context, Finding, Rule, unattributed_quote};
use crate::attribution::Checkworthy;
use crate::house::Strictness;
use crate::ledger::Standing;
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A sentence that should rest on somebody's word rests on nobody's.",
    page: PAGE,
    severity: [Severity::Warning; 3],
    check: Check::Article(check),
};

const NAME: &str = "unattributed-claim";

const PAGE: &str = "\
## What it finds

A sentence nobody is made to answer for, where a desk would ask: figures, casualties, who holds what ground, events with a date, causes,
forecasts, superlatives, accusations. At `strict`, every other sentence on nobody's word is hinted at as well; at `relaxed`, only
casualties and accusations count. A sentence with a quotation nobody is named for is left to `unattributed-quote`.

## Why

\"On whose say-so?\" is the first question an editor asks. Handbooks of the wire agencies and of public broadcasters have reporters say
where a fact comes from unless they saw it themselves or it is on public record.

## Bad

```
The flood killed 14 people in Lindau Falls.
```

## Good

```
The flood killed 14 people in Lindau Falls, the fire chief, Tomas Berg, said.
```

## How to mend it

Say who said it, or tag the sentence with what it rests on: `[@key]`. If the reporter saw it, `[@own]`; if it is on public record,
`[@known]`; if the source is still to come, `[@tk]`.

## How to silence it

`<!-- stet unattributed-claim: reason -->` after the sentence (`[stet unattributed-claim: reason]` in a .txt file).
";

/// What is missing, by the reason a desk would ask for it, the gravest reason first.
const MISSING: [(Checkworthy, &str); 9] = [
    (Checkworthy::CASUALTIES, "Nobody is named for these losses."),
    (Checkworthy::ACCUSATION, "Nobody is named for this accusation."),
    (Checkworthy::FIGURE, "Nobody is named for this figure."),
    (Checkworthy::TERRITORY, "Nobody is named for who holds this ground."),
    (Checkworthy::FORECAST, "Nobody is named for this forecast."),
    (Checkworthy::CAUSE, "Nobody is named for what is said to have caused this."),
    (Checkworthy::DATED_EVENT, "Nobody is named for this event."),
    (Checkworthy::SUPERLATIVE, "Nobody is named for this comparison."),
    (Checkworthy::QUOTATION, "Nobody is named for these words."),
];

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    let strictness = context.house.strictness;
    let mut told = vec![false; ledger.lines.len()];
    if unattributed_quote::RULE.severity_in(context.house) > Severity::Off {
        for (lines, _) in unattributed_quote::speakerless(ledger) {
            told.get_mut(lines).into_iter().for_each(|told| told.fill(true));
        }
    }
    for (line, told) in ledger.lines.iter().zip(told) {
        if told || line.bears_tag || line.standing != Standing::Unattributed {
            continue;
        }
        let grave = line.checkworthy.has(Checkworthy::CASUALTIES) || line.checkworthy.has(Checkworthy::ACCUSATION);
        let worthy = if strictness == Strictness::Relaxed { grave } else { line.checkworthy.any() };
        if !worthy && strictness != Strictness::Strict {
            continue;
        }
        let missing = MISSING.iter().find(|(reason, _)| worthy && line.checkworthy.has(*reason));
        let mut finding =
            Finding::new(NAME, line.span, missing.map_or("Nobody is named for this.", |(_, words)| words));
        if !worthy {
            finding.severity = Severity::Hint;
        }
        finding.help = Some("Add who said it, or a source tag.".into());
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::house::{House, Strictness};
    use crate::rules::tests::{check, check_in, messages};

    const FLOOD: &str = "The flood killed 14 people in Lindau Falls.\n";

    #[test]
    fn a_claim_on_nobodys_word_is_found() {
        check(
            &[NAME],
            "
The flood killed 14 people in Lindau Falls.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-claim

The flood killed 14 people in Lindau Falls, the fire chief, Tomas Berg, said.

The flood killed 14 people in Lindau Falls [@fire-chief-0412].

How many people did the flood kill?
",
        );
    }

    #[test]
    fn the_message_names_what_is_missing() {
        assert_eq!(messages(&[NAME], FLOOD), ["Nobody is named for these losses. Add who said it, or a source tag."]);
        assert_eq!(
            messages(&[NAME], "The new bridge cost 40 million crowns.\n"),
            ["Nobody is named for this figure. Add who said it, or a source tag."]
        );
    }

    #[test]
    fn a_plain_sentence_is_hinted_at_only_by_the_strict() {
        let plain = "The hall of the old grain exchange was full.\n";
        let strict = House { strictness: Strictness::Strict, ..House::default() };
        assert!(messages(&[NAME], plain).is_empty());
        check_in(
            &strict,
            &[NAME],
            "
The hall of the old grain exchange was full.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-claim hint
",
        );
    }

    #[test]
    fn the_relaxed_ask_for_losses_only() {
        let relaxed = House { strictness: Strictness::Relaxed, ..House::default() };
        check_in(
            &relaxed,
            &[NAME],
            "
The new bridge cost 40 million crowns.

The flood killed 14 people in Lindau Falls.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-claim warning
",
        );
    }

    #[test]
    fn a_quotation_without_a_speaker_is_left_to_its_own_rule() {
        let quote = "\"The flood killed 14 people here in one night.\"\n";
        let both = [NAME, "unattributed-quote"];
        assert_eq!(
            messages(&both, quote),
            ["Nobody is named for these words. Say who said them, or add a source tag."]
        );
    }
}
