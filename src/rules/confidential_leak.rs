//! `confidential-leak`: words in the copy that the registry protects.

use super::{BlockContext, Check, Finding, Rule};
use crate::text::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A name that is not to be printed stands in the copy.",
    page: PAGE,
    severity: [Severity::Error; 3],
    check: Check::Block(check),
};

/// Its name: no plain `stet` lets its findings stand.
pub const NAME: &str = "confidential-leak";

const PAGE: &str = "\
## What it finds

A name that the registry keeps under `identity` of a confidential source, anywhere in the copy: whole words, whatever the case, the accents
or the mark-up about and within them (`**Tomas** Bergqvist`), in an address too; and the family name alone, where it begins with a capital.
The message says only that the words must not appear, not why or whose they are.

## Why

A source was promised that its name would not be printed. A name that slips into a draft slips into print, and a promise broken once
costs every other source.

## Bad

```
The pumps had been switched off, Tomas Bergqvist said.
```

## Good

```
The pumps had been switched off, an engineer said who asked not to be named because the inquiry is still open.
```

## How to mend it

Take the words out, or describe the person as far as was agreed. Take them out of the history of the file too.

## How to silence it

`<!-- stet confidential-leak: reason -->` after the sentence (`[stet confidential-leak: reason]` in a .txt file), where it is somebody
else of that name. The rule has to be named: a plain `stet` does not let such a name stand.
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    for span in block.data.registry.protected_in(block.text) {
        let mut finding = Finding::new(NAME, span, "These words are not to appear in copy.");
        finding.help = Some("Take them out.".into());
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
        assert_eq!(messages(&[NAME], "Bergqvist left. <!-- stet -->\n").len(), 1);
        assert!(messages(&[NAME], "Bergqvist left. <!-- stet confidential-leak: another -->\n").is_empty());
        assert_eq!(
            messages(&[NAME], "Tomas Bergqvist left.\n"),
            ["These words are not to appear in copy. Take them out."]
        );
    }
}
