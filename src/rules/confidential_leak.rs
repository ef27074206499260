//! `confidential-leak`: words in the copy that the registry protects.

use super::{Check, Context, Finding, Rule};
use crate::ledger;
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A name that must not be printed is in the copy.",
    page: PAGE,
    severity: [Severity::Error; 3],
    check: Check::Article(check),
};

/// Its name: no plain `stet` lets its findings stand.
pub const NAME: &str = "confidential-leak";

const PAGE: &str = "\
## What it finds

A name that the registry keeps out of print: the `identity` of a confidential source, its authors, editors and speaker, or, if none of
these is given, a name in its `role`. It is found anywhere in the copy as whole words, whatever the case, the accents, the mark-up around
and inside them (`**Tomas** Bergqvist`) or invisible characters; in look-alike letters; broken at the end of a line; as a handle; in an
address.

The full name is reported in every article. The surname alone, with a capital, is reported only in an article that cites the source or has
the full name too, and not if the article names another person of that surname in full: Ada Bergqvist, the mayor, may be called Bergqvist
in the next sentence.

The message is always the same. It does not say who the person is or why the name must not appear: a source, a child, a victim, somebody
protected by a court order. Anybody with the registry can look it up; anybody who sees only the finding learns that these words are not
for print. So keep the names of everybody your newsroom protects in the registry. And keep the registry from people who must not know them:
whoever can run sayso with it can try out names.

## Why

The newsroom promised a source that their name would not be printed. A name that slips into a draft slips into print, and one broken
promise costs every other source.

## Bad

```
The pumps had been switched off, Tomas Bergqvist said.
```

## Good

```
The pumps had been switched off, an engineer said who asked not to be named because the inquiry is still open.
```

## How to fix it

Remove the words, or describe the person as you agreed with them. Remove them from the file's history too. If an institution may be named,
put it under `publisher`, not `author`. If the name in a role is not the source's own, put the source's name under `identity`.

## How to silence it

`<!-- stet confidential-leak: reason -->` after the sentence (`[stet confidential-leak: reason]` in a .txt file), if it is another
person of that name. Name the rule: a plain `stet` does not cover it.
";

fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for span in ledger::leaks(context.ledger, &context.data.registry) {
        let mut finding = Finding::new(NAME, span, "These words must not appear in copy.");
        finding.help = Some("Remove them. Ask the keeper of the registry why.".into());
        out.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{check, messages};

    #[test]
    fn a_protected_name_is_found_each_time_and_nothing_is_told_of_it() {
        check(
            &[NAME],
            "
The pumps were off, Tomas Bergqvist said. TOMAS BERGQVIST left.
                    ^^^^^^^^^^^^^^^ confidential-leak
                                          ^^^^^^^^^^^^^^^ confidential-leak
The pumps were off, Tomas Bergqvistson said. Bergqvist left.
                                             ^^^^^^^^^ confidential-leak
",
        );
        check(
            &[NAME],
            "
The pumps were off, **Tomas** _Bergqvist_ said; see [the log](https://example.org/tomas-bergqvist.html).
                      ^^^^^^^^^^^^^^^^^^ confidential-leak
                                                                                  ^^^^^^^^^^^^^^^ confidential-leak
",
        );
        assert_eq!(messages(&[NAME], "Bergqvist left [@engineer]. <!-- stet -->\n").len(), 1);
        assert!(messages(&[NAME], "Tomas Bergqvist left. <!-- stet confidential-leak: another -->\n").is_empty());
        // The same words whoever it is and whatever is named.
        let told = "These words must not appear in copy. Remove them. Ask the keeper of the registry why.";
        assert_eq!(messages(&[NAME], "Tomas Bergqvist left. Jonas Hald did too.\n"), [told, told]);
        assert_eq!(messages(&[NAME], "Hald left [@gate-engineer].\n"), [told]);
    }

    #[test]
    fn a_family_name_alone_says_nothing_where_it_need_not_be_theirs() {
        let count = |text: &str| messages(&[NAME], text).len();
        assert_eq!(count("Bergqvist left. Ms Bergqvist stayed.\n"), 0, "the article has nothing of theirs");
        assert_eq!(count("The pumps were off [@engineer]. Bergqvist left.\n"), 1);
        assert_eq!(count("The pumps were off [@gate-engineer]. Bergqvist left.\n"), 0);
        assert_eq!(count("Ada Bergqvist, the mayor, left. Bergqvist was told [@engineer].\n"), 0);
        assert_eq!(count("Tom Bergqvist, an engineer, said so [@engineer].\n"), 1, "short for the same");
        assert_eq!(count("Engineer Bergqvist said so [@engineer]. Yesterday Bergqvist left.\n"), 2);
        assert_eq!(count("Ada Bergqvist, the mayor, met Tomas Bergqvist. Bergqvist left.\n"), 1);
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        for name in [
            "Berg\u{200b}qvist",
            "Berg\u{2062}qvist",
            "Berg\u{3164}qvist",
            "Berg\u{e0041}qvist",
            "\u{2066}Bergqvist\u{2069}",
            "&#66;ergqvist",
            "Berg&#x71;vist",
            "Ｂｅｒｇｑｖｉｓｔ",
            "𝐁𝐞𝐫𝐠𝐪𝐯𝐢𝐬𝐭",
            "Веrgqvіst",
            "Berg-\nqvist",
            "The Bergqvists",
            "BERGQVIST",
        ] {
            let text = format!("The pumps were off [@engineer]. It was {name} who left.\n");
            assert_eq!(messages(&[NAME], &text).len(), 1, "{name}");
        }
        for name in [
            "@tomasbergqvist",
            "#tomasbergqvist",
            "@tomasbergqvist77",
            "tomasbergqvist.example",
            "https://example.org/tomasbergqvist",
            "Tomas J. Bergqvist",
            "Bergqvist, Tomas",
            "Bergqvist Tomas",
            "ToмasBergqvist",
        ] {
            assert_eq!(messages(&[NAME], &format!("The pumps were off. See {name} for more.\n")).len(), 1, "{name}");
        }
    }
}
