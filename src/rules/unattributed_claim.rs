//! `unattributed-claim`: a sentence a desk would send back, on nobody's word.

use super::shared::in_capitals;
use super::{Check, Context, Finding, Rule};
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

A sentence nobody is made to answer for, where a desk would send it back: losses, wrong done by somebody, ground that changed hands, money,
shares and large counts, forecasts stated flatly, records. What would be by the terms of a plan is the plan's, and a sentence in which the
writer says \"I\", \"we\" or \"you\" is the writer's own word.

At `relaxed`, only losses and accusations count. At `strict`, everything that can be checked does: any figure, date, cause, forecast or
superlative; and every other sentence on nobody's word is hinted at. A quotation nobody is named for is left to `unattributed-quote`, a
number of losses to `casualty-figure`.

## Why

\"On whose say-so?\" is the first question an editor asks. Handbooks of the wire agencies and of public broadcasters have reporters say
where a fact comes from unless they saw it themselves or it is on public record.

## Bad

```
The new bridge cost 40 million crowns.
```

## Good

```
The new bridge cost 40 million crowns, the town clerk, Ines Harrow, said.
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

/// What would embarrass the paper.
const EMBARRASSING: Checkworthy = Checkworthy::CASUALTIES.with(Checkworthy::ACCUSATION);

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let lines = &context.ledger.lines;
    let strictness = context.house.strictness;
    for line in lines {
        // A headline that ends with a full stop claims what its article tells.
        let claims = || line.standing == Standing::Unattributed && !in_capitals(line.span.of(&context.ledger.text));
        if line.bears_tag || !claims() {
            continue;
        }
        let asked = match strictness {
            Strictness::Relaxed => line.pressing.among(EMBARRASSING),
            Strictness::Standard => line.pressing,
            Strictness::Strict => line.checkworthy.with(line.pressing),
        };
        if !asked.any() && strictness != Strictness::Strict {
            continue;
        }
        let missing = MISSING.iter().find(|(reason, _)| asked.has(*reason));
        let mut finding =
            Finding::new(NAME, line.span, missing.map_or("Nobody is named for this.", |(_, words)| words));
        if !asked.any() {
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

    const BRIDGE: &str = "The new bridge cost 40 million crowns.\n";

    #[test]
    fn a_claim_on_nobodys_word_is_found() {
        check(
            &[NAME],
            "
The old bridge was safe, the town clerk, Ines Harrow, said.

The new bridge cost 40 million crowns.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-claim

The clerk embezzled the toll.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-claim

The new bridge cost 40 million crowns, the town clerk, Ines Harrow, said.

The new bridge cost 40 million crowns [@council-minutes].

Did the new bridge cost 40 million crowns?
",
        );
    }

    #[test]
    fn what_is_told_to_be_missing_is_what_the_sentence_claims() {
        let strict = House { strictness: Strictness::Strict, ..House::default() };
        check_in(
            &strict,
            &[NAME],
            "
The bridge is not only a road but a sign.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-claim hint

The tale of 'liberation' is told in Tarn.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-claim hint

The only bridge was captured.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-claim warning
",
        );
    }

    #[test]
    fn a_headline_with_a_full_stop_is_none() {
        check(&[NAME], "\nNew Tarn Bridge Cost 40 Million Crowns Amid Allegations of Fraud.\n");
    }

    #[test]
    fn what_is_public_record_or_sets_the_scene_is_left_to_the_strict() {
        let plain = "
The bridge was built in 1931. It has two lanes and is closed on Sundays.

The council meets on Friday. It will hear three engineers, the oldest of them 61 years old.
";
        assert!(messages(&[NAME], plain).is_empty());
        let strict = House { strictness: Strictness::Strict, ..House::default() };
        check_in(
            &strict,
            &[NAME],
            "
The council meets on Friday.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-claim warning
",
        );
    }

    #[test]
    fn the_terms_of_a_plan_and_the_writers_own_word_are_let_go() {
        assert!(messages(&[NAME], "The plan would give each town 400,000 crowns.\n").is_empty());
        assert!(messages(&[NAME], "If you drive to work, you pay 400 crowns a month.\n").is_empty());
    }

    #[test]
    fn the_message_names_what_is_missing() {
        assert_eq!(messages(&[NAME], BRIDGE), ["Nobody is named for this figure. Add who said it, or a source tag."]);
        assert_eq!(
            messages(&[NAME], "The clerk embezzled the toll.\n"),
            ["Nobody is named for this accusation. Add who said it, or a source tag."]
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
    fn the_relaxed_ask_for_losses_and_accusations_only() {
        let relaxed = House { strictness: Strictness::Relaxed, ..House::default() };
        check_in(
            &relaxed,
            &[NAME, "casualty-figure"],
            "
The old bridge was safe, the town clerk, Ines Harrow, said.

The new bridge cost 40 million crowns.

The flood killed 14 people in Lindau Falls.
          ^^^^^^^^^^^^^^^^ casualty-figure warning

The clerk embezzled the toll.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-claim warning
",
        );
    }

    #[test]
    fn a_quotation_without_a_speaker_is_left_to_its_own_rule() {
        let quote = "\"The flood killed 14 people here in one night.\"\n";
        let both = [NAME, "unattributed-quote"];
        assert_eq!(
            messages(&both, quote),
            ["Who said this? The quote has no speaker. Name the speaker, or add a source tag."]
        );
    }
}
