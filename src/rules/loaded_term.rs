//! `loaded-term`: a word that takes a side, in the reporter’s own voice.

use super::shared::quoted;
use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::article::TokenKind;
use crate::text::{Severity, Span};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A word takes sides where a neutral one would do.",
    page: PAGE,
    severity: [Severity::Off, Severity::Info, Severity::Warning],
    check: Check::Block(check),
};

const NAME: &str = "loaded-term";

const PAGE: &str = "\
## What it finds

Words that carry one side's view of events, outside quotations: “liberated”, “regime”, “so-called”, “special military operation”,
“neutralised”. The list (`data/loaded-terms.tsv`) gives neutral alternatives for each.

## Why

Guidelines of broadcasters and agencies ask newsrooms not to adopt one side's language. In a quotation the word is the speaker's; in your
text it is yours.

## Bad

```
The brigade liberated two farms on Monday, its commander, Otto Brandt, said.
```

## Good

```
The brigade captured two farms on Monday, its commander, Otto Brandt, said.
```

## How to fix it

Use a neutral word, or quote the speaker who uses this one.

## How to silence it

`<!-- stet loaded-term: reason -->` after the sentence (`[stet loaded-term: reason]` in a .txt file).
";

/// A term of the list.
struct Term {
    /// Its words, in lower case.
    words: Vec<&'static str>,
    /// What it does.
    does: &'static str,
    /// Plainer words, best first.
    plain: Vec<&'static str>,
}

/// The terms by their first word; longer ones first.
static TERMS: LazyLock<HashMap<&'static str, Vec<Term>>> = LazyLock::new(|| {
    let mut terms: HashMap<&str, Vec<Term>> = HashMap::new();
    let lines = include_str!("../../data/loaded-terms.tsv").lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let mut fields = line.split('\t');
        let (Some(words), Some(does), Some(plain)) = (fields.next(), fields.next(), fields.next()) else { continue };
        let words: Vec<&str> = words.split(' ').collect();
        let plain = plain.split('|').filter(|word| !word.is_empty()).collect();
        terms.entry(words[0]).or_default().push(Term { words, does, plain });
    }
    terms.values_mut().for_each(|terms| terms.sort_by_key(|term| std::cmp::Reverse(term.words.len())));
    terms
});

/// Bytes of the longest first word; longer words are not looked up.
const LONGEST: usize = 24;

/// For each of the ways words open, the lengths in bytes of the first words that open so, as bits: nearly all words of a text are passed
/// over by this alone.
static LENGTHS: LazyLock<[u32; 26 * 27]> = LazyLock::new(|| {
    let mut lengths = [0; 26 * 27];
    for word in TERMS.keys() {
        if let Some(lengths) = opening(word.as_bytes()).and_then(|opening| lengths.get_mut(opening)) {
            *lengths |= 1 << word.len();
        }
    }
    lengths
});

/// The first two letters of a word as one number; what is no letter counts as one after z, and begins no word.
#[inline]
fn opening(word: &[u8]) -> Option<usize> {
    let (&first, rest) = word.split_first()?;
    let letter = |byte: u8| usize::from((byte | 0x20).wrapping_sub(b'a')).min(26);
    (letter(first) < 26).then(|| letter(first) * 27 + rest.first().map_or(26, |&second| letter(second)))
}

/// Whether a first word can be as long as `span` and open as `text` does there.
#[inline]
fn may_begin(lengths: &[u32; 26 * 27], text: &[u8], span: Span) -> bool {
    span.len() <= LONGEST
        && text
            .get(span.start..span.end)
            .and_then(opening)
            .is_some_and(|opening| lengths[opening] >> span.len() & 1 != 0)
}

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    let parsed = &block.entry.block;
    let tokens = &parsed.tokens;
    let mut lower = String::new();
    let lengths = &*LENGTHS;
    let text = block.text.as_bytes();
    let words = tokens.iter().enumerate();
    let words = words.filter(|(_, t)| t.kind == TokenKind::Word && may_begin(lengths, text, t.span));
    for (i, token) in words {
        lower.clear();
        lower.extend(token.span.of(block.text).chars().flat_map(char::to_lowercase));
        let Some(terms) = TERMS.get(lower.as_str()) else { continue };
        let follows =
            |term: &&Term| {
                term.words.iter().enumerate().skip(1).all(|(k, word)| {
                    tokens.get(i + k).is_some_and(|t| t.span.of(block.text).eq_ignore_ascii_case(word))
                })
            };
        let Some(term) = terms.iter().find(follows) else { continue };
        let span = Span::new(token.span.start, tokens[i + term.words.len() - 1].span.end);
        if parsed.in_quotation(span) || parsed.verified(block.text, span.end) {
            continue;
        }
        let mut finding = Finding::new(NAME, span, format!("{} {}.", quoted(span.of(block.text)), term.does));
        finding.help = Some(match term.plain.first() {
            Some(plain) => format!("Write “{plain}”, or quote the speaker who uses this word.").into(),
            None => "Leave it out, or quote the speaker.".into(),
        });
        finding.fixes.extend(term.plain.iter().map(|plain| Fix::replace(span, plain)));
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, NAME, TERMS};
    use crate::rules::tests::{apply_fix, check};

    #[test]
    fn a_loaded_word_is_found_and_a_quoted_one_is_not() {
        check(
            &[NAME],
            "
The brigade liberated two farms on Monday, Otto Brandt said.
            ^^^^^^^^^ loaded-term

\"We liberated two farms,\" Otto Brandt said.

The Special Military Operation went on, Otto Brandt said.
    ^^^^^^^^^^^^^^^^^^^^^^^^^^ loaded-term
",
        );
        assert_eq!(
            apply_fix(&[NAME], "They liberated it, Otto Brandt said.\n"),
            "They captured it, Otto Brandt said.\n"
        );
    }

    #[test]
    fn the_list_is_whole() {
        assert!(TERMS.len() > 20);
        for term in TERMS.values().flatten() {
            assert!(!term.does.is_empty() && !term.does.ends_with('.'), "{:?}", term.words);
            assert!(term.words.iter().all(|w| *w == w.to_lowercase() && !w.is_empty() && w.len() <= LONGEST));
            assert!(
                super::opening(term.words[0].as_bytes()).is_some(),
                "{:?} begins with a letter of the alphabet",
                term.words
            );
        }
    }
}
