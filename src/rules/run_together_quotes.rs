//! `run-together-quotes`: two speakers quoted in one paragraph, the second named only after the words.

use super::shared::quoted;
use super::{Check, Context, Finding, Fix, Rule};
use crate::ledger::{Ledger, Placed};
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "Two people are quoted in a row, and the second is named only after the quote.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Info],
    check: Check::Article(check),
};

const NAME: &str = "run-together-quotes";

const PAGE: &str = "\
## What it finds

Two quotations of four words or more by different speakers in one paragraph, with nothing before the second to show that the speaker has
changed.

## Why

Until the name comes, readers take the second quotation for the first speaker's. Reuters asks not to run quotes of different speakers
together.

## Bad

```
\"The weir is very old,\" Otto Brandt said. \"It will hold for years,\" Lena Aker said.
```

## Good

```
\"The weir is very old,\" Otto Brandt said.

\"It will hold for years,\" Lena Aker said.
```

## How to fix it

Start a new paragraph for the second speaker, or name them before the quote.

## How to silence it

`<!-- stet run-together-quotes: reason -->` after the sentence (`[stet run-together-quotes: reason]` in a .txt file).
";

/// Shorter stretches in quotation marks are titles, terms or words held at arm's length.
const FEWEST_WORDS: usize = 4;

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for placed in &context.ledger.blocks {
        if placed.entry.block.quotations.len() > 1 {
            in_block(context.ledger, placed, out);
        }
    }
}

fn in_block(ledger: &Ledger, placed: &Placed, out: &mut Vec<Finding>) {
    let text = placed.span.of(&ledger.text);
    let block = &placed.entry.block;
    let mut before: Option<Spoken<'_>> = None;
    let contents = contents(placed);
    let long = block.quotations.iter().filter(|q| q.depth == 0 && q.words >= FEWEST_WORDS);
    for quotation in long {
        let Some(now) = spoken(ledger, placed, &contents, quotation.span) else {
            before = None;
            continue;
        };
        if let Some(before) = before.filter(|b| b.speaker != now.speaker && now.named.start >= now.quotation.end) {
            let between = text.get(before.quotation.end..now.quotation.start).unwrap_or_default();
            let surname = now.speaker.split_whitespace().last().unwrap_or_default();
            if !between.contains(surname) {
                let message =
                    format!("The speaker changes here, from {} to {}.", quoted(before.speaker), quoted(now.speaker));
                let mut finding = Finding::new(NAME, now.quotation.shifted(placed.span.start), message);
                finding.help = Some("Start a new paragraph, or name the speaker before the quote.".into());
                finding.fixes.extend(new_paragraph(text, now.quotation, placed.span.start));
                out.push(finding);
            }
        }
        before = Some(now);
    }
}

/// A quotation, whose it is, and where that is said; the block's spans.
struct Spoken<'a> {
    quotation: Span,
    speaker: &'a str,
    named: Span,
}

/// So many attributions before a quotation's end are looked at; contents do not pile up higher.
const NEAR: usize = 16;

/// What is attributed in a block, in order of place, each with the index of its attribution.
fn contents(placed: &Placed) -> Vec<(Span, usize)> {
    let all = placed.entry.reading.attributions.iter().enumerate();
    let mut contents: Vec<(Span, usize)> =
        all.flat_map(|(i, a)| a.content.iter().map(move |&span| (span, i))).collect();
    contents.sort_unstable();
    contents
}

fn spoken<'a>(
    ledger: &'a Ledger,
    placed: &'a Placed,
    contents: &[(Span, usize)],
    quotation: Span,
) -> Option<Spoken<'a>> {
    // A first speaker's words may have been followed into the next sentence: a cue in the quotation's own decides.
    let sentences = &placed.entry.block.sentences;
    let sentence = sentences.get(sentences.partition_point(|s| s.span.end <= quotation.start))?.span;
    let before = contents.partition_point(|(content, _)| content.start < quotation.end);
    let near = contents[..before].iter().rev().take(NEAR).filter(|(content, _)| content.overlaps(quotation));
    let own = near
        .filter_map(|&(_, i)| ledger.attributed(placed, i))
        .filter(|a| a.discounted.is_none())
        .filter_map(|a| a.raw.cue.map(|cue| ((!sentence.contains(cue), gap(cue, quotation)), a)))
        .min_by_key(|&(nearness, _)| nearness)
        .map(|(_, a)| a)?;
    Some(Spoken { quotation, speaker: own.voice.speaker.as_deref()?, named: own.raw.source? })
}

/// Bytes between two spans.
fn gap(a: Span, b: Span) -> usize {
    a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end))
}

/// A blank line before a quotation that opens its sentence.
fn new_paragraph(text: &str, quotation: Span, by: usize) -> Option<Fix> {
    let before = text.get(..quotation.start)?;
    let end = before.trim_end_matches([' ', '\t', '\n', '\r']);
    let opens = end.ends_with(['.', '!', '?', '”', '"', '’', '\'', ']']) && end.len() < before.len();
    let gap = Span::new(end.len(), quotation.start).shifted(by);
    opens.then(|| Fix { title: "Start a new paragraph".into(), edits: vec![(gap, "\n\n".into())], safe: false })
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{apply_fix_strict, check_strict};

    const BOTH: &str = "\"The weir is very old,\" Otto Brandt said. \"It will hold for years,\" Lena Aker said.\n";

    #[test]
    fn a_second_speaker_without_a_word_of_warning_is_found() {
        check_strict(
            &[NAME],
            "
\"The weir is very old,\" Otto Brandt said. \"It will hold for years,\" Lena Aker said.
                                          ^^^^^^^^^^^^^^^^^^^^^^^^^ run-together-quotes

\"The weir is very old,\" Otto Brandt said. Lena Aker said: \"It will hold for years.\"

\"The weir is very old,\" Otto Brandt said. \"It will hold for years,\" he said.
",
        );
    }

    #[test]
    fn a_new_paragraph_mends_it() {
        assert_eq!(
            apply_fix_strict(&[NAME], BOTH),
            "\"The weir is very old,\" Otto Brandt said.\n\n\"It will hold for years,\" Lena Aker said.\n"
        );
    }
}
