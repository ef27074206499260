//! `tk`: a bare TK left in copy.

use super::{BlockContext, Check, Finding, Rule};
use crate::article::MarkKind;
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A TK is still in the copy.",
    page: PAGE,
    severity: [Severity::Error; 3],
    check: Check::Block(check),
};

const NAME: &str = "tk";

const PAGE: &str = "\
## What it finds

The letters `TK` as a word of their own: the newsroom's mark for something still to come. Also `TK` in the reason of a stet.

## Why

`TK` is there to be found before publication. Every desk searches for it at the end; sayso does so all the time.

## Bad

```
The school, built in TK, has room for 400 pupils, the head teacher, Marta Oyelaran, said.
```

## Good

```
The school, built in 1931, has room for 400 pupils, the head teacher, Marta Oyelaran, said.
```

## How to fix it

Fill in the missing text. For a source still to come, use the tag `[@tk]`.

## How to silence it

`<!-- stet tk -->` after the sentence (`[stet tk]` in a .txt file), if TK is a person's initials.
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    for mark in block.entry.block.marks.iter().filter(|m| m.kind == MarkKind::ToCome) {
        let mut finding = Finding::new(NAME, mark.span, "TK: placeholder left in copy.");
        finding.help = Some("Fill it in before publication.".into());
        out.push(finding);
    }
    for directive in &block.entry.block.directives {
        let Some(reason) = directive.reason else { continue };
        let words = reason.of(block.text);
        let mut bare = words.match_indices("TK").filter(|(at, tk)| is_word(words, *at, at + tk.len()));
        if let Some((at, tk)) = bare.next() {
            let start = reason.start + at;
            let mut finding =
                Finding::new(NAME, Span::new(start, start + tk.len()), "TK: this stet has no reason yet.");
            finding.help = Some("Write why the sentence stays as it is.".into());
            out.push(finding);
        }
    }
}

/// Whether `words[start..end]` is a word of its own.
fn is_word(words: &str, start: usize, end: usize) -> bool {
    !words[..start].ends_with(char::is_alphanumeric) && !words[end..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::check;

    #[test]
    fn a_bare_tk_is_found_and_part_of_a_word_is_not() {
        check(
            &[NAME],
            "
The bridge cost TK crowns, and the toll at Utka is two.
                ^^ tk
",
        );
        check(
            &[NAME],
            "
The bridge cost 40 million crowns. <!-- stet unattributed-claim: reason TK -->
                                                                        ^^ tk

The lock cost 30 million crowns. <!-- stet unattributed-claim: on the plaque at Utka -->
",
        );
    }
}
