//! `plural-for-one`: several people in the sentence, one behind its tag.

use super::shared::{quoted, sources_by_sentence};
use super::{Check, Context, Finding, Rule};
use crate::attribution::{Act, SourceKind};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A sentence speaks of several sources but cites only one person.",
    page: PAGE,
    severity: [Severity::Info, Severity::Warning, Severity::Warning],
    check: Check::Article(check),
};

const NAME: &str = "plural-for-one";

const PAGE: &str = "\
## What it finds

“Analysts say”, “officials said”, “sources told” in a sentence whose tags all lead to one source with one speaker.

## Why

Agencies' sourcing rules forbid the plural if there was only one source, because it tells readers that a second person confirmed it.

## Bad

```
Officials said the toll would rise in May [@lind-interview].
```

## Good

```
One official, Elena Lind, said the toll would rise in May [@lind-interview].
```

## How to fix it

Say that it was one, and who, or tag the others too.

## How to silence it

`<!-- stet plural-for-one: reason -->` after the sentence (`[stet plural-for-one: reason]` in a .txt file).
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    for placed in ledger.blocks.iter().filter(|placed| !placed.entry.block.tags.is_empty()) {
        let text = placed.span.of(&ledger.text);
        for cited in sources_by_sentence(&placed.entry, &context.data.registry) {
            let Some(sentence) = cited.sentence.filter(|_| !cited.reserved && !cited.unknown) else { continue };
            let Some(&(source, _)) = cited.sources.first() else { continue };
            if source.custom.speaker.is_none() || cited.sources.iter().any(|(other, _)| other.key != source.key) {
                continue;
            }
            let several = ledger.attributions(placed.first_line + sentence).find(|a| {
                a.discounted.is_none() && a.raw.act == Act::Speech && a.raw.kind == SourceKind::Vague && !a.raw.nested
            });
            let Some(span) = several.and_then(|a| a.raw.source).filter(|span| plural(span.of(text))) else { continue };
            let message = quoted(span.of(text)) + " is plural, but the tag leads to one person.";
            let mut finding = Finding::new(NAME, span.shifted(placed.span.start), message);
            finding.help = Some("Say that it was one, and who, or tag the others too.".into());
            out.push(finding);
        }
    }
}

/// Whether the words for a source end in a plural.
fn plural(source: &str) -> bool {
    let last = source.split_whitespace().last().unwrap_or_default();
    last.ends_with('s') && !last.ends_with("ss")
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check;

    #[test]
    fn a_plural_with_one_person_behind_it_is_found() {
        check(
            &[NAME],
            "
Officials said the toll would rise in May [@lind-interview].
^^^^^^^^^ plural-for-one
Officials said the toll would rise in May [@lind-interview; @council-minutes].
Officials said the toll would rise in May [@council-minutes].
One official said the toll would rise in May [@lind-interview].
",
        );
    }
}
