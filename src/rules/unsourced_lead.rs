//! `unsourced-lead`: an article that opens with a claim and names its source late, or not at all.

use super::shared::in_capitals;
use super::{Check, Context, Finding, Rule};
use crate::house::Strictness;
use crate::ledger::{Ledger, Line, Standing, Sure};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "The article opens with a claim, and neither the first paragraph nor the second names a source.",
    page: PAGE,
    severity: [Severity::Off, Severity::Warning, Severity::Warning],
    check: Check::Article(check),
};

const NAME: &str = "unsourced-lead";

const PAGE: &str = "\
## What it finds

A first paragraph with a claim that needs a source (see `unattributed-claim`), where neither that paragraph nor the next has one. `strict`
also reports doubtful claims. Articles of one or two paragraphs are not checked.

## Why

Most readers see only the top of a story. Reuters allows a lead without a source only if it is not contentious and the source follows high up
in the story.

## Bad

```
The new bridge will cost 40 million crowns.

It crosses the river at the old mill.

The council votes on it next week, the mayor, Otto Brandt, said.
```

## Good

```
The new bridge will cost 40 million crowns, the mayor, Otto Brandt, said.

It crosses the river at the old mill.

The council votes on it next week.
```

## How to fix it

Name the source in the first or second paragraph, or add a source tag: `[@key]`.

## How to silence it

`<!-- stet unsourced-lead: reason -->` after the sentence (`[stet unsourced-lead: reason]` in a .txt file).
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let strict = context.house.strictness == Strictness::Strict;
    // A headline may end in a full stop.
    let mut paragraphs = paragraphs(context.ledger)
        .skip_while(|lines| lines.iter().all(|l| in_capitals(l.span.of(&context.ledger.text))));
    // A note of one or two paragraphs is all lead.
    let (Some(lead), Some(second), Some(_)) = (paragraphs.next(), paragraphs.next(), paragraphs.next()) else { return };
    let sourced = |line: &Line| line.bears_tag || line.standing < Standing::Vague;
    if lead.iter().chain(second).any(sourced) {
        return;
    }
    let asked = |line: &&Line| line.asked.sure >= if strict { Sure::Perhaps } else { Sure::Likely };
    if let Some(line) = lead.iter().filter(|line| line.standing == Standing::Unattributed).find(asked) {
        let message = "The article opens with this claim, but its first two paragraphs name no source.";
        let mut finding = Finding::new(NAME, line.span, message);
        finding.help = Some("Name the source high up, or add a source tag.".into());
        out.push(finding);
    }
}

/// Paragraphs with at least one sentence that has a standing, in order.
fn paragraphs(ledger: &Ledger) -> impl Iterator<Item = &[Line]> {
    let blocks = ledger.lines.chunk_by(|a, b| a.block == b.block);
    blocks.filter(|lines| lines.iter().any(|line| line.standing != Standing::None))
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check;

    #[test]
    fn a_lead_whose_source_comes_late_is_found() {
        check(
            &[NAME, "unattributed-claim"],
            "
# The bridge

The new bridge will cost 40 million crowns.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unsourced-lead

It crosses the river at the old mill.

The council votes on it next week, the mayor, Otto Brandt, said.
",
        );
    }

    #[test]
    fn one_whose_source_follows_high_up_is_not_nor_is_a_note_of_two_paragraphs() {
        check(
            &[NAME],
            "\nThe bridge will cost 40 million crowns.\n\nThat is cheap, the mayor, Otto Brandt, said.\n\nIt is long.\n",
        );
        check(&[NAME], "\nThe bridge will cost 40 million crowns.\n\nIt is long.\n");
    }
}
