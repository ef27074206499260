//! `unverified-not-said`: words nobody could check, told as if they had been.

use super::shared::sources_by_sentence;
use super::{BlockContext, Check, Finding, Rule};
use crate::sources::Source;
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "An unchecked source is used without saying that it could not be verified.",
    page: PAGE,
    severity: [Severity::Off, Severity::Info, Severity::Info],
    check: Check::Block(check),
};

const NAME: &str = "unverified-not-said";

const PAGE: &str = "\
## What it finds

A sentence whose tags all lead to sources that are unchecked according to the registry: graded 4, 5 or 6 for their information (doubtful,
improbable, cannot be judged), with `basis: unknown`, or a social-media post that has no grade and is not first-hand. It is enough if the
paragraph says so (“could not be verified”, “has not been confirmed”) or names who confirmed it.

## Why

The BBC's guidelines on accuracy ask newsrooms to attribute unverified material and to tell the audience that it is unverified. The registry
says so; the article should too.

## Bad

```
The sluice was opened at night, a post in a group said [@canal-post].
```

## Good

```
The sluice was opened at night, a post in a group said [@canal-post]. That could not be verified.
```

## How to fix it

Say in the paragraph that it could not be verified, or who confirmed it. Or cite a source that has been checked.

## How to silence it

`<!-- stet unverified-not-said: reason -->` after the sentence (`[stet unverified-not-said: reason]` in a .txt file).
";

/// Parts of words that say in a paragraph how sure this is, in lower case.
const SAID: [&str; 6] = ["verif", "confirm", "corroborat", "independently", "could not be checked", "could not check"];

/// Whether words tell that something was not checked, or by whom it was.
pub fn tells_of_a_check(words: &str) -> bool {
    SAID.iter().any(|said| words.contains(said))
}

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    if block.entry.block.tags.is_empty() {
        return;
    }
    let text = block.text.to_lowercase();
    if tells_of_a_check(&text) {
        return;
    }
    for cited in sources_by_sentence(block.entry, &block.data.registry) {
        let all = !cited.sources.is_empty() && cited.sources.iter().all(|(source, _)| unchecked(source));
        if !all || cited.reserved || cited.unknown {
            continue;
        }
        let message = "The registry marks this source as unchecked, but the paragraph does not say so.";
        let mut finding = Finding::new(NAME, cited.sources[0].1, message);
        finding.help = Some("Say that it could not be verified, or who confirmed it.".into());
        out.push(finding);
    }
}

fn unchecked(source: &Source) -> bool {
    let own = &source.custom;
    let basis = own.basis.as_deref();
    match own.grade.as_deref().map(str::trim) {
        Some(grade) => grade.ends_with(['4', '5', '6']),
        None => {
            basis == Some("unknown")
                || own.kind.as_deref() == Some("social") && !matches!(basis, Some("firsthand" | "document"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check;

    #[test]
    fn an_unchecked_source_is_found_unless_the_paragraph_says_so() {
        check(
            &[NAME, "low-grade-source"],
            "
The sluice was opened at night [@canal-post].
                                 ^^^^^^^^^^ unverified-not-said

The sluice was opened at night [@canal-post]. The Courier could not verify that.

The sluice was opened at night [@canal-post]. The mayor, Otto Brandt, confirmed it.

The sluice was opened at night [@canal-post; @council-minutes].

The sluice was opened at night [@canal-channel].
                                 ^^^^^^^^^^^^^ low-grade-source
",
        );
    }
}
