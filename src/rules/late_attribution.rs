//! `late-attribution`: a long quotation whose speaker comes after it.

use super::{BlockContext, Check, Finding, Rule};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "The speaker is named only after a quotation of three sentences or more.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Hint],
    check: Check::Block(check),
};

const NAME: &str = "late-attribution";

const PAGE: &str = "\
## What it finds

A quotation of three sentences or more whose speaker is named only after it.

## Why

Readers weigh words by who says them. Style books ask for the speaker after the first sentence of a quotation, so that nobody has to go
back and reread it.

## Bad

```
\"The weir is old. It was mended twice. It will not last,\" Otto Brandt said.
```

## Good

```
\"The weir is old,\" Otto Brandt said. \"It was mended twice. It will not last.\"
```

## How to fix it

Put the speaker after the first sentence of the quotation, or before it.

## How to silence it

`<!-- stet late-attribution: reason -->` after the sentence (`[stet late-attribution: reason]` in a .txt file).
";

/// A quotation of this many sentences is long.
const LONG: usize = 3;

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    let sentences = &block.entry.block.sentences;
    for quotation in block.entry.block.quotations.iter().filter(|q| q.depth == 0) {
        let first = sentences.partition_point(|s| s.span.end <= quotation.span.start);
        let last = sentences.partition_point(|s| s.span.start < quotation.span.end);
        if last - first < LONG {
            continue;
        }
        let opening = sentences[first].span.end;
        let whole = |content: &crate::text::Span| content.overlaps(quotation.span) && content.start < opening;
        let speaker =
            block.entry.reading.attributions.iter().find(|a| a.source.is_some() && a.content.iter().any(whole));
        let late = speaker
            .and_then(|a| a.cue.zip(a.source))
            .filter(|(cue, source)| cue.start >= quotation.span.end && source.start >= quotation.span.end)
            // A name signed under words that are set off stands where readers look for it.
            .filter(|(cue, _)| cue.of(block.text).contains(char::is_alphabetic));
        if let Some((_, source)) = late {
            let mut finding = Finding::new(
                NAME,
                source,
                "The speaker comes too late: readers need the name before the quotation ends.",
            );
            finding.help = Some("Name the speaker after the first sentence.".into());
            out.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_strict;

    #[test]
    fn a_speaker_after_three_sentences_is_found_and_one_after_the_first_is_not() {
        check_strict(
            &[NAME],
            "
\"The weir is old. It was mended twice. It will not last,\" Otto Brandt said.
                                                          ^^^^^^^^^^^ late-attribution

\"The weir is old,\" Otto Brandt said. \"It was mended twice. It will not last.\"

\"The weir is old. It was mended twice. It will not last.\" — Otto Brandt
",
        );
    }
}
