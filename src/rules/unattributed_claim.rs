//! `unattributed-claim`: a claim that a desk would want a source for, in a sentence with no source.

use super::asked::{HELP, ask};
use super::shared::in_capitals;
use super::{Check, Context, Finding, Rule};
use crate::claims::Kind;
use crate::house::Strictness;
use crate::ledger::Standing;
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A claim that needs a source has none.",
    page: PAGE,
    severity: [Severity::Warning; 3],
    check: Check::Article(check),
};

const NAME: &str = "unattributed-claim";

const PAGE: &str = "\
## What it finds

A claim that a desk would want a source for, in a sentence with no source: an accusation against somebody who can be named, territory that
changed hands, a flat forecast, a record or superlative, a figure (money, crowds, jobs, shares, crime). Of several such figures in a row
only the first is reported. Deaths, injuries and people missing belong to `casualty-figure`; a quotation with no speaker belongs to
`unattributed-quote`.

Not reported: what a reporter can see, and what is decided or said in public (votes, rulings, charges, pleas, \"the court heard\");
sentences that run on from a source just named in the paragraph; public record and common knowledge, prices on sale, scores, the terms of
a law, dates on a calendar; denials that accuse nobody, acquittals, wrongdoing in a name or a job title; a column's \"I\".

sayso learned what counts as a claim from example sentences of its own. It judges words and structure, and it can be wrong. A claim that
any desk would query is a warning; a likely claim gets a lower severity. `relaxed` reports only the first kind. `strict` also reports
doubtful claims, and adds a hint to every other sentence with no source.

## Why

\"On whose say-so?\" is the first question an editor asks. Wire agencies' and public broadcasters' handbooks tell reporters to say where
a fact comes from, unless they saw it themselves or it is on public record.

## Bad

```
The toll bridge lost the town 40 million crowns in two years.
```

## Good

```
The toll bridge lost the town 40 million crowns in two years, the town clerk, Ines Harrow, said.
```

## How to fix it

Write who said it, or add a source tag: `[@key]`. Use `[@own]` for what the reporter saw, `[@known]` for public record, `[@tk]` if the
source is still to come.

## How to silence it

`<!-- stet unattributed-claim: reason -->` after the sentence (`[stet unattributed-claim: reason]` in a .txt file).
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    for (i, line) in ledger.lines.iter().enumerate() {
        match line.asked.kind {
            Kind::Toll | Kind::Vague => {}
            Kind::None => {
                // A headline that ends with a full stop repeats what its article says.
                let claims = line.standing == Standing::Unattributed && !in_capitals(line.span.of(&ledger.text));
                if claims && !line.bears_tag && context.house.strictness == Strictness::Strict {
                    let mut finding = Finding::new(NAME, line.span, "Who says this?");
                    finding.severity = Severity::Hint;
                    finding.help = Some(HELP.into());
                    out.push(finding);
                }
            }
            _ => out.extend(ask(context, NAME, i)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::house::{House, Strictness};
    use crate::rules::tests::{check, check_in, messages};

    const BRIDGE: &str = "The toll bridge lost the town 40 million crowns in two years.\n";
    const HID: &str = "The ferry company hid the inspection report from its own crew.\n";

    #[test]
    fn a_claim_on_nobodys_word_is_found() {
        check(
            &[NAME],
            "
The old bridge was safe, the town clerk, Ines Harrow, said.

The toll bridge lost the town 40 million crowns in two years.
                              ^^^^^^^^^^^^^^^^^ unattributed-claim

The clerk embezzled the toll.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-claim

The toll bridge lost the town 40 million crowns in two years, the town clerk, Ines Harrow, said.

The toll bridge lost the town 40 million crowns in two years [@council-minutes].

Did the toll bridge lose the town 40 million crowns?
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
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-claim hint
",
        );
    }

    #[test]
    fn the_terms_of_a_plan_and_the_writers_own_word_are_let_go() {
        assert!(messages(&[NAME], "The plan would give each town 400,000 crowns.\n").is_empty());
        assert!(messages(&[NAME], "If you drive to work, you pay 400 crowns a month.\n").is_empty());
    }

    #[test]
    fn the_question_quotes_the_words_it_is_about() {
        assert_eq!(messages(&[NAME], BRIDGE), ["Who gives “40 million crowns”? Add who said it, or a source tag."]);
        assert_eq!(
            messages(&[NAME], HID),
            [
                "Who says “The ferry company hid the inspection report from its own crew”? Add who said it, or a source tag."
            ]
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
    fn the_relaxed_ask_what_any_desk_would() {
        let relaxed = House { strictness: Strictness::Relaxed, ..House::default() };
        check_in(
            &relaxed,
            &[NAME, "casualty-figure"],
            "
The old bridge was safe, the town clerk, Ines Harrow, said.

The town has lost 40 jobs at the mill since May.

The flood killed 14 people in Lindau Falls.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ casualty-figure warning

The ferry company hid the inspection report from its own crew.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unattributed-claim warning
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
