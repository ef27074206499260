//! `house-pattern`: words that match a pattern of the house's own.

use super::house_term::{counts, finding};
use super::{BlockContext, Check, Finding, Rule};
use crate::house::is_excepted;
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "Words match a pattern in your house style.",
    page: PAGE,
    severity: [Severity::Info, Severity::Info, Severity::Warning],
    check: Check::Block(check),
};

const NAME: &str = "house-pattern";

const PAGE: &str = "\
## What it finds

Text that matches a pattern under `[[patterns]]` in `sayso.toml`, or in a file it extends. Quotations are skipped unless the pattern
includes them.

```toml
[[patterns]]
find = '\\$(\\d+) million dollars'
write = [\"$$$1 million\"]
why = \"the sign and the word mean the same\"
```

Patterns are regular expressions without look-around, so each takes time in proportion to the text. In `write`, `$1` is the text of the
first group and `$$` is a dollar sign. `except`, `severity` and `in-quotations` work as for terms.

## Why

A list of words cannot cover all of a style book: how to write sums, times and titles.

## Bad

```
The lock cost $4 million dollars, the port authority said.
```

## Good

```
The lock cost $4 million, the port authority said.
```

## How to fix it

Use the wording the pattern offers, or add the phrase to `except` if it is right there.

## How to silence it

`[CQ]` right after the words, or `<!-- stet house-pattern: reason -->` after the sentence (`[stet house-pattern: reason]` in a .txt file).
";

/// Words to write that name groups of the pattern are not offered where they might come to more bytes than a paragraph has.
const LONGEST_FIX: usize = 1 << 13;

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    for pattern in block.house.patterns.iter() {
        for found in pattern.find.captures_iter(block.text) {
            let Some(whole) = found.get(0) else { continue };
            let span = Span::new(whole.start(), whole.end());
            if counts(block, span, &pattern.said) && !is_excepted(block.text, span, &pattern.said) {
                let short = |write: &&String| write.len() + write.matches('$').count() * span.len() <= LONGEST_FIX;
                let expanded = |write: &String| {
                    let mut words = String::new();
                    found.expand(write, &mut words);
                    words
                };
                let write: Vec<String> = pattern.said.write.iter().filter(short).map(expanded).collect();
                out.extend(finding(NAME, block, span, &pattern.said, &write));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::house::parse;
    use crate::rules::tests::fixes_in;

    #[test]
    fn a_pattern_offers_its_words_with_what_it_found() {
        let (house, problems) = parse(
            "[[patterns]]\nfind = '\\$(\\d+) million dollars'\nwrite = [\"$$$1 million\"]\nwhy = \"twice\"\nin-quotations = true\n",
            &[],
        );
        assert!(problems.is_empty(), "{problems:?}");
        let text = "\"It cost $4 million dollars,\" Otto Brandt said.\n";
        assert_eq!(fixes_in(&house, &[NAME], text), ["\"It cost $4 million,\" Otto Brandt said.\n"]);
    }
}
