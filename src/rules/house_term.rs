//! `house-term`: a word that stands on the house's own list.

use super::shared::{part_of, quoted};
use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::house::Said;
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A term is on your newsroom's list of banned words.",
    page: PAGE,
    severity: [Severity::Info, Severity::Info, Severity::Warning],
    check: Check::Block(check),
};

const NAME: &str = "house-term";

const PAGE: &str = "\
## What it finds

Terms listed under `[[terms]]` in `sayso.toml`, or in a file it extends. Quotations are the speaker's own words and are skipped, unless the
list includes them.

```toml
[[terms]]
instead-of = [\"co-operate\", \"co-operation\"]
write = [\"work together\"]
why = \"house style writes it plainly\"
except = [\"Co-operation Council\"]
severity = \"warning\"
```

A term in lower case is found in any case; one with a capital only as written. Leave out `write` if there is no better word. Set
`in-quotations = true` to check quotations too.

## Why

A style book says once what a desk would otherwise say every day. Your newsroom decides which words it lists.

## Bad

```
The two boards co-operate, Otto Brandt said.
```

## Good

```
The two boards work together, Otto Brandt said.
```

## How to fix it

Use the word the list offers, or add the phrase to `except` if the term is right there.

## How to silence it

`[CQ]` right after the term, or `<!-- stet house-term: reason -->` after the sentence (`[stet house-term: reason]` in a .txt file).
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    for hit in block.house.terms.find(block.text) {
        if counts(block, hit.span, hit.said) {
            let write: Vec<String> =
                hit.said.write.iter().map(|write| as_written(hit.span.of(block.text), write)).collect();
            out.extend(finding(NAME, block, hit.span, hit.said, &write));
        }
    }
}

/// Whether `span` is the writer's own words: prose, no quotation that is left alone, and not marked as right.
pub(super) fn counts(block: &BlockContext<'_>, span: Span, said: &Said) -> bool {
    let parsed = &block.entry.block;
    let first = parsed.tokens.partition_point(|token| token.span.end <= span.start);
    let prose = parsed.tokens.get(first).is_some_and(|token| token.span.start < span.end);
    prose && (said.in_quotations || !parsed.in_quotation(span)) && !parsed.verified(block.text, span.end)
}

/// What `rule` says of `span`, for which there are these words to `write`. Nothing where what the house writes stands there already, of which
/// `span` is a part.
pub(super) fn finding(
    rule: &'static str,
    block: &BlockContext<'_>,
    span: Span,
    said: &Said,
    write: &[String],
) -> Option<Finding> {
    if write.iter().any(|write| part_of(block.text, span, write).is_some()) {
        return None;
    }
    let written = quoted(span.of(block.text));
    let message = match &said.why {
        Some(why) => format!("House style avoids {written}: {why}."),
        None => format!("House style avoids {written}."),
    };
    let mut finding = Finding::new(rule, span, message);
    finding.severity = said.severity.unwrap_or(Severity::Off);
    finding.help = Some(match write.first() {
        Some(write) => format!("Write {}.", quoted(write)).into(),
        None => "Reword it, or quote the speaker.".into(),
    });
    finding.fixes.extend(write.iter().map(|write| Fix::replace(span, write)));
    Some(finding)
}

/// `write` with a capital where the term it stands for has one, as at the start of a sentence.
fn as_written(written: &str, write: &str) -> String {
    let capital = written.chars().next().is_some_and(char::is_uppercase);
    let mut letters = write.chars();
    match letters.next() {
        Some(first) if capital => first.to_uppercase().chain(letters).collect(),
        _ => write.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::house::{House, parse};
    use crate::rules::tests::{check_in, fixes_in};

    fn house(text: &str) -> House {
        let (house, problems) = parse(text, &[]);
        assert!(problems.is_empty(), "{problems:?}");
        house
    }

    #[test]
    fn a_listed_term_is_found_but_not_quoted_excepted_or_marked() {
        let house = house(
            "[[terms]]\ninstead-of = [\"co-operate\", \"Internet\"]\nwrite = [\"work together\"]\nexcept = [\"Co-operate Now\"]\nseverity = \"error\"\n",
        );
        check_in(
            &house,
            &[NAME],
            "
Co-operate, the boards must, on the Internet and the internet. \"We co-operate,\" Otto Brandt said.
^^^^^^^^^^ house-term error
                                    ^^^^^^^^ house-term error
The club Co-operate Now said they co-operate [CQ]. `co-operate` is a word.
",
        );
        assert_eq!(
            fixes_in(&house, &[NAME], "Co-operate, they must.\n"),
            ["Work together, they must.\n"],
            "a capital stays"
        );
    }

    #[test]
    fn a_term_that_stands_in_what_the_house_writes_is_right() {
        let house = house("[[terms]]\ninstead-of = [\"email\"]\nwrite = [\"email address\"]\n");
        check_in(
            &house,
            &[NAME],
            "
The clerk has an email address and another email.
                                           ^^^^^ house-term
",
        );
    }
}
