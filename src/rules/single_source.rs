//! `single-source`: an article that rests on one source.

use super::shared::{Cited, first_hand, quoted, sources_by_line};
use super::{Check, Context, Finding, Rule};
use crate::ledger::{Line, Standing};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "The whole article relies on one source.",
    page: PAGE,
    severity: [Severity::Off, Severity::Off, Severity::Info],
    check: Check::Article(check),
};

const NAME: &str = "single-source";

const PAGE: &str = "\
## What it finds

An article with four or more sourced sentences that all rely on the same source: on tags that lead back to one source, according to `origin`
in the registry, or on one speaker.

## Why

One source can be wrong, or have an interest. The BBC's guidelines on accuracy are reluctant to rely on a single source, and Reuters
prefers two.

## Bad

```
The weir is old, Otto Brandt said. It leaks, he said.

Brandt said it would be closed. He said the boats could use the lock.
```

## Good

```
The weir is old, Otto Brandt said. It leaks, he said.

Brandt said it would be closed. The boats could use the lock, Lena Aker said.
```

## How to fix it

Find a second, independent source, or say in the article that there is only one.

## How to silence it

`<!-- stet single-source: reason -->` after the sentence (`[stet single-source: reason]` in a .txt file).
";

/// In an article where fewer sentences rest on somebody there is not much to have from two.
const FEWEST: usize = 4;

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    let mut only: Option<&str> = None;
    let (mut first, mut count) = (None, 0);
    let cited = sources_by_line(ledger, &context.data.registry);
    for (i, line) in ledger.lines.iter().enumerate().filter(|(_, line)| line.standing < Standing::Vague) {
        match rests(context, line, cited.get(&i)) {
            Rests::Known => {}
            Rests::One(source) if only.is_none_or(|only| only == source) => {
                only = Some(source);
                first = first.or(Some(line.span));
                count += 1;
            }
            Rests::One(_) | Rests::Several => return,
        }
    }
    let Some((span, only)) = first.zip(only).filter(|_| count >= FEWEST) else { return };
    let message = format!("All {count} sourced sentences rely on one source, {}.", quoted(only));
    let mut finding = Finding::new(NAME, span, message);
    finding.help = Some("Find a second, independent source.".into());
    out.push(finding);
}

/// What a sentence rests on.
enum Rests<'a> {
    /// The reporter's eyes or public record alone: not a source to count.
    Known,
    /// One source, by its speaker, or else its key or the words for it.
    One(&'a str),
    /// More than one, or one that cannot be told from others.
    Several,
}

fn rests<'a>(context: &Context<'a>, line: &Line, cited: Option<&Cited<'a>>) -> Rests<'a> {
    if line.standing != Standing::Tagged {
        let speaker = line.because.and_then(|voice| context.ledger.voices.get(voice)?.speaker.as_deref());
        return speaker.map_or(Rests::Several, Rests::One);
    }
    let registry = &context.data.registry;
    let Some(cited) = cited else { return Rests::Several };
    let mut roots = cited.sources.iter().map(|(source, _)| first_hand(registry, source));
    let Some(root) = roots.next() else { return Rests::Known };
    if roots.any(|other| other != root) || cited.unknown {
        return Rests::Several;
    }
    let named = registry.get(root).filter(|source| !source.custom.confidential);
    Rests::One(named.and_then(|source| source.custom.speaker.as_deref()).unwrap_or(root))
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check_strict;

    #[test]
    fn an_article_on_one_persons_word_is_found() {
        check_strict(
            &[NAME],
            "
The weir is old, Otto Brandt said. It leaks, he said.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ single-source

Brandt said it would be closed. He said the boats could use the lock.
",
        );
    }

    #[test]
    fn so_is_one_whose_tags_lead_back_to_one_source() {
        check_strict(
            &[NAME],
            "
The sluice was opened at night [@canal-channel]. It is old [@canal-repost].
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ single-source

The lock was shut [@canal-repost]. Nobody saw it [@canal-channel].
",
        );
        check_strict(
            &[NAME],
            "
The sluice was opened at night [@canal-channel]. It is old [@canal-repost].

The lock was shut [@canal-repost]. Nobody saw it [@council-minutes].
",
        );
    }
}
