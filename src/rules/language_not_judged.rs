//! `language-not-judged`: an article in another language than English, of which it is not judged who says what.

use super::{Check, Context, Finding, Rule};
use crate::ledger::Language;
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "The article is not in English, so its sourcing is not checked.",
    page: PAGE,
    severity: [Severity::Info; 3],
    check: Check::Article(check),
};

const NAME: &str = "language-not-judged";

const PAGE: &str = "\
## What it finds

An article whose front matter names a language other than English, or whose text is clearly in another language. Reported once, at the
article's first word.

## Why

sayso can tell who says what in English only. In another language it would flag well-sourced sentences and miss unsourced ones, so it does
not check them. Tags, places, scripts, `TK` and directives are checked in every language.

## Bad

```
---
language: de
---
Die Brücke ist seit Montag gesperrt, sagte der Bürgermeister.
```

## Good

```
---
language: en
---
The bridge has been shut since Monday, the mayor of Lindau Falls, Tomas Berg, said.
```

## How to fix it

If the article is in English, write `language: en` in its front matter. If it is not, there is nothing to fix: the message only tells you
what sayso skipped.

## How to silence it

`<!-- stet-file language-not-judged: reason -->` at the top of the article, or `language-not-judged = \"off\"` under `[rules]` in
`sayso.toml`.
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let ledger = context.ledger;
    let begins = match &ledger.language {
        Language::English => return,
        Language::Told(tag) => format!("The front matter sets this article's language to “{tag}”."),
        Language::Detected(name) => format!("This article reads as {name}."),
    };
    let message = format!("{begins} sayso checks sourcing in English only, so it does not check who says what here.");
    let mut finding = Finding::new(NAME, first_word(context), message);
    finding.help = Some(
        "It still checks tags, places and scripts. If the article is in English, add “language: en” to the front matter."
            .into(),
    );
    out.push(finding);
}

/// The article's first word; its very start, if it has none.
fn first_word(context: &Context<'_>) -> Span {
    let blocks = &context.ledger.blocks;
    let first =
        blocks.iter().find_map(|placed| Some(placed.entry.block.tokens.first()?.span.shifted(placed.span.start)));
    first.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{check, messages};

    const GERMAN: &str = "Die Brücke über den Fluss ist seit Montag gesperrt, weil das Hochwasser einen Pfeiler beschädigt hat. \
        Vierzehn Menschen wurden verletzt, drei von ihnen schwer. Der Bürgermeister rechnet damit, dass die Arbeiten bis zum \
        Frühjahr dauern und mehrere Millionen kosten werden. Analysten halten das für zu wenig.\n";

    const UKRAINIAN: &str = "Міст через річку закрили в понеділок, бо повінь пошкодила опору. Чотирнадцять людей поранено, троє з них \
        важко. Мер сподівається, що роботи триватимуть до весни і коштуватимуть кілька мільйонів. Мешканці кажуть, що їх ніхто не \
        попередив, а автобуси досі не ходять.\n";

    /// What a desk would send back in English is not asked for in another language; what does not hang on the language still is.
    #[test]
    fn another_language_is_told_once_and_everything_else_is_checked() {
        let rules = [NAME, "unattributed-claim", "unattributed-quote", "vague-attribution", "tk", "unknown-source-tag"];
        check(
            &rules,
            &format!(
                "{GERMAN}^^^ language-not-judged\n\nDer Bericht kommt TK.\n                  ^^ tk\n\nDrei Tote [@niemand].\n            ^^^^^^^ unknown-source-tag\n"
            ),
        );
        check(&rules, &format!("{UKRAINIAN}^^^^ language-not-judged\n"));
        assert_eq!(
            messages(&[NAME], UKRAINIAN),
            ["This article reads as Ukrainian. sayso checks sourcing in English only, so it does not check who says \
              what here. It still checks tags, places and scripts. If the article is in English, add “language: en” to the front matter."]
        );
    }

    #[test]
    fn the_front_matter_has_the_last_word() {
        let told = |tag: &str, text: &str| messages(&[NAME], &format!("---\nlanguage: {tag}\n---\n\n{text}")).len();
        assert_eq!(told("en-GB", UKRAINIAN), 0);
        assert_eq!(told("uk", "The bridge is shut.\n"), 1);
        assert_eq!(told("und", GERMAN), 1);
        assert_eq!(told("und", "The bridge is shut.\n"), 0);
        assert_eq!(told("house style", "The bridge is shut.\n"), 0);
    }

    /// What must never be taken for another language: short copy, copy full of foreign words and names, copy in capitals.
    #[test]
    fn english_stays_english() {
        for text in [
            "Die Brücke ist gesperrt.\n".to_owned(),
            format!("The mayor of Lipa said this on Monday: “{}”\n", UKRAINIAN.trim()),
            format!("The mayor wrote: «{}» He did not say more, and the council left.\n", UKRAINIAN.trim()),
            "Kramatorsk, Drużkówka, Ługańsk, Мар'їнка. ".repeat(3) + "The villages were named in the order of the council.\n",
            "THE BRIDGE HAS BEEN SHUT SINCE MONDAY, THE MAYOR SAID. ".repeat(8),
            "Jan Brink Lena Brandt Tomas Berg Olha Brynza Anna Kovach. ".repeat(3),
            "Fourteen hurt. Bridge shut. Mayor angry. Buses late. Schools closed. Power out. Repairs planned. Costs unknown. ".repeat(3),
            "Fourteen hurt. Bridge shut. Mayor angry. Buses late. Schools closed. Power out. Repairs planned. Costs unknown. \
             Council divided. Divers search river. Engineers inspect damage. Neighbours open doors. Volunteers serve soup. \
             Insurers expect claims. Farmers lose harvest. Rain continues. Minister visits. Pupils stay home. Trains run again.\n"
                .to_owned(),
            "x".repeat(5000),
            "said ".repeat(500),
            String::new(),
        ] {
            assert_eq!(messages(&[NAME], &text), [""; 0], "{text}");
        }
    }
}
