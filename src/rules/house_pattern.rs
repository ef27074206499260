//! `house-pattern`: words that match a pattern of the house's own.

use super::house_term::{counts, finding};
use super::{BlockContext, Check, Finding, Rule};
use crate::house::is_excepted;
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "Words match a pattern the house has set.",
    page: PAGE,
    severity: [Severity::Info, Severity::Info, Severity::Warning],
    check: Check::Block(check),
};

const NAME: &str = "house-pattern";

const PAGE: &str = "\
## What it finds

Whatever matches a pattern under `[[patterns]]` in `sayso.toml`, or in a file it extends. Quotations do not count, unless the pattern says
so.

```toml
[[patterns]]
find = '\\$(\\d+) million dollars'
write = [\"$$$1 million\"]
why = \"the sign and the word say it twice\"
```

Patterns are regular expressions without look-around, so that each takes time in proportion to the text. In `write`, `$1` is what the first
group found and `$$` a dollar sign. `except`, `severity` and `in-quotations` are as for terms.

## Why

Some of a style book cannot be said as a list of words: how sums, times and titles are written.

## Bad

```
The lock cost $4 million dollars, the port authority said.
```

## Good

```
The lock cost $4 million, the port authority said.
```

## How to mend it

Write what the pattern offers, or add the phrase in which it is right under `except`.

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
