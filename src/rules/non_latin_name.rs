//! `non-latin-name`: a name in Cyrillic letters in a text in Latin ones.

use super::shared::quoted;
use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::article::TokenKind;
use crate::gazetteer::fold::{has_cyrillic, is_cyrillic};
use crate::gazetteer::romanise;
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A name is in Cyrillic letters in an English text.",
    page: PAGE,
    severity: [Severity::Hint, Severity::Warning, Severity::Warning],
    check: Check::Block(check),
};

const NAME: &str = "non-latin-name";

const PAGE: &str = "\
## What it finds

Capitalised words entirely in Cyrillic letters, in a paragraph of Latin ones. Text in brackets or quotation marks is skipped: there the native
name is given on purpose.

## Why

Most readers cannot read it, and it usually comes from copy pasted in from another desk.

## Bad

```
The train to Харків left an hour late, the conductor, Petra Sand, said.
```

## Good

```
The train to Kharkiv left an hour late, the conductor, Petra Sand, said.
```

## How to fix it

Write the name in Latin letters. For a place, sayso offers the house-style name; otherwise it offers a letter-by-letter transliteration.

## How to silence it

`[CQ]` right after the name confirms it. `<!-- stet non-latin-name: reason -->` after the sentence keeps it
(`[stet non-latin-name: reason]` in a .txt file).
";

/// In a paragraph with more than one Cyrillic word to so many others, Cyrillic is no stranger.
const OTHERS_TO_ONE: usize = 3;

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    // Nearly all paragraphs of English copy are left here.
    if !has_cyrillic(block.text) {
        return;
    }
    let own = &block.entry.block;
    let words: Vec<Span> = own.tokens.iter().filter(|t| t.kind == TokenKind::Word).map(|t| t.span).collect();
    let foreign = |span: Span| {
        span.of(block.text).chars().all(|c| is_cyrillic(c) || !c.is_alphabetic())
            && span.of(block.text).contains(is_cyrillic)
    };
    if words.iter().filter(|&&w| foreign(w)).count() * OTHERS_TO_ONE > words.len() {
        return;
    }
    let mut i = 0;
    while i < words.len() {
        let mut span = words[i];
        i += 1;
        if !foreign(span) || !span.of(block.text).starts_with(char::is_uppercase) {
            continue;
        }
        while let Some(&next) = words.get(i)
            && foreign(next)
            && block.text.get(span.end..next.start).is_some_and(|gap| gap == " ")
        {
            span = span.hull(next);
            i += 1;
        }
        let bracketed = block.text[..span.start].ends_with(['(', '[']);
        if !bracketed && !own.in_quotation(span) && !own.verified(block.text, span.end) {
            out.push(finding(block, span));
        }
    }
}

fn finding(block: &BlockContext<'_>, span: Span) -> Finding {
    const MOST_OFFERED: usize = 3;
    let written = span.of(block.text);
    let atlas = &block.data.atlas;
    let mut offered: Vec<String> = Vec::new();
    let places = atlas
        .look_up(written)
        .into_iter()
        .take(MOST_OFFERED)
        .map(|hit| block.house.form(atlas, hit.place).into_owned());
    for form in places.chain([romanise::ukrainian(written), romanise::russian(written)]) {
        if !offered.contains(&form) && !form.contains(is_cyrillic) && offered.len() < MOST_OFFERED {
            offered.push(form);
        }
    }
    let mut finding = Finding::new(NAME, span, format!("{} is in Cyrillic letters.", quoted(written)));
    finding.help = Some(match offered.first() {
        Some(form) => format!("Write it in Latin letters: “{form}”?").into(),
        None => "Write it in Latin letters.".into(),
    });
    finding.fixes = offered.iter().map(|form| Fix::replace(span, form)).collect();
    finding
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{check, messages};

    #[test]
    fn a_cyrillic_name_in_english_copy_is_found() {
        check(
            &[NAME],
            "
The road to Харків is open, and the one to Часів Яр is shut for the time being.
            ^^^^^^ non-latin-name
                                           ^^^^^^^^ non-latin-name
Kharkiv (Харків) is a city, its people call it “Харків”, and the sign still reads Харків [CQ] today.

Харків і Полтава: дві міста.
",
        );
        assert_eq!(
            messages(&[NAME], "The train to Дружковка left an hour late today.\n"),
            ["“Дружковка” is in Cyrillic letters. Write it in Latin letters: “Druzhkivka”?"]
        );
    }
}
