//! `unused-directive`: a `stet` that let nothing stand, or that names no rule there is.

use super::stet::finds;
use super::{ALL, Check, DirectivesContext, Finding, Fix, Rule};
use crate::article::Format;
use crate::ledger::Ledger;
use crate::text::{Severity, Span, nearest};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A stet directive is no longer needed.",
    page: PAGE,
    severity: [Severity::Hint, Severity::Warning, Severity::Warning],
    check: Check::Directives(check),
};

const NAME: &str = "unused-directive";

const PAGE: &str = "\
## What it finds

A `stet` with nothing to silence: the sentence has been fixed, another directive covers it, or it names a rule that does not exist.

## Why

An outdated decision can hide the next mistake in the same sentence.

## Bad

```
The market opens at nine, the town clerk, Ines Harrow, said. <!-- stet unattributed-claim: clerk was asked -->
```

## Good

```
The market opens at nine, the town clerk, Ines Harrow, said.
```

## How to fix it

Remove the directive, or correct the rule's name.

## How to silence it

Remove the directive. Another directive cannot silence it. To turn the rule off, set `unused-directive = \"off\"` under `[rules]` in
`sayso.toml`.
";

fn check(directives: &DirectivesContext<'_>, out: &mut Vec<Finding>) {
    for it in directives.judged {
        for &i in &it.idle {
            let (name, span) = &it.directive.rules[i];
            let span = span.shifted(it.offset);
            if ALL.iter().any(|rule| rule.name == name) {
                let mut finding = Finding::new(NAME, span, format!("This stet has no {name} finding to silence."));
                finding.help = Some("Remove the name.".into());
                out.push(finding);
            } else {
                let mut finding = Finding::new(NAME, span, format!("Unknown rule “{name}”."));
                let near = nearest(name, ALL.iter().map(|rule| rule.name));
                finding.help = near.map(|near| format!("Did you mean “{near}”?").into());
                let does_more = near.filter(|near| {
                    let rules = [((*near).to_owned(), span)];
                    it.reach.is_some_and(|reach| finds(directives.findings, &rules, reach))
                });
                finding.fixes.extend(does_more.map(|near| Fix::replace(span, near)));
                out.push(finding);
            }
        }
        if it.directive.rules.is_empty() && it.stands.is_empty() {
            let span = it.directive.span.shifted(it.offset);
            let mut finding = Finding::new(NAME, span, "This stet is not needed any more.");
            finding.help = Some("Remove it.".into());
            let take_out = |edits| Fix { title: "Remove it".into(), edits, safe: true };
            finding.fixes.extend(without(directives.ledger, span).map(|span| take_out(vec![(span, String::new())])));
            out.push(finding);
        }
    }
}

/// What is taken out with a directive, so that it leaves no blank, no empty line and no empty paragraph behind. `None` where what stands
/// after it would become something else at the start of a line, a headline say.
fn without(ledger: &Ledger, span: Span) -> Option<Span> {
    let text = &*ledger.text;
    let start = text[..span.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let end = text[span.end..].find(['\n', '\r']).map_or(text.len(), |at| span.end + at);
    let before = text[start..span.start].trim_start_matches('\u{feff}');
    let after = &text[span.end..end];
    if is_empty(before) && is_blank(after) {
        return own_line(ledger, Span::new(span.start - before.len(), end), before);
    }
    let blanks_before = before.len() - before.trim_end_matches(BLANKS).len();
    let blanks_after = after.len() - after.trim_start_matches(BLANKS).len();
    let next = after[blanks_after..].chars().next();
    if is_blank(after) {
        // Two blanks at the end of a line break it.
        let rest = if blanks_after == 1 || ledger.format == Format::Plain { blanks_after } else { 0 };
        return Some(Span::new(span.start - blanks_before, span.end + rest));
    }
    if is_empty(before) {
        let stays_text = next.is_some_and(|c| c.is_alphabetic() || matches!(c, '“' | '"' | '‘' | '\'' | '['));
        return stays_text.then(|| Span::new(span.start, span.end + blanks_after));
    }
    let closes = next.is_some_and(|c| ".,;:!?)]”’\"'".contains(c));
    Some(match (blanks_before, blanks_after) {
        (_, 0) if closes => Span::new(span.start - blanks_before, span.end),
        (0, _) | (_, 0) => span,
        (before, after) if before <= after => Span::new(span.start - before, span.end),
        (_, after) => Span::new(span.start, span.end + after),
    })
}

/// What is taken out with a directive that has the line at `line` to itself, but for `before`, which opens the line in a block quote.
fn own_line(ledger: &Ledger, line: Span, before: &str) -> Option<Span> {
    let text = &*ledger.text;
    let broken = |at: usize| at + if text[at..].starts_with("\r\n") { 2 } else { usize::from(at < text.len()) };
    let (next, above) = (broken(line.end), &text[..line.start]);
    let first = above.trim_start_matches('\u{feff}').is_empty();
    let end_of_next = text[next..].find(['\n', '\r']).map_or(text.len(), |at| next + at);
    let next_is_empty = is_empty(&text[next..end_of_next]);
    if first {
        let rest = text[next..].trim_start_matches(['\n', '\r', ' ', '\t']);
        let end = text.len() - rest.len();
        let end = text[..end].rfind(['\n', '\r']).map_or(line.end, |at| at + 1).max(line.end);
        // A line of dashes at the top would open the front matter.
        return (!rest.starts_with("---")).then(|| Span::new(line.start, end));
    }
    let above = above.strip_suffix('\n').map_or(above, |it| it.strip_suffix('\r').unwrap_or(it));
    let above = if above.len() == line.start { above.strip_suffix('\r').unwrap_or(above) } else { above };
    let start_of_last = above.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let last_is_empty = is_empty(&above[start_of_last..]);
    Some(match (last_is_empty, next_is_empty) {
        (true, true) => Span::new(start_of_last, next),
        (false, false) if ledger.format == Format::Markdown => {
            // It parts two paragraphs, which an empty line does as well.
            Span::new(line.start + before.trim_end_matches(BLANKS).len(), line.end)
        }
        _ => Span::new(line.start, next),
    })
}

const BLANKS: [char; 2] = [' ', '\t'];

fn is_blank(text: &str) -> bool {
    text.trim_start_matches(BLANKS).is_empty()
}

/// Whether a line holds nothing, be it in a block quote.
fn is_empty(line: &str) -> bool {
    line.trim_start_matches([' ', '\t', '>']).is_empty()
}

#[cfg(test)]
mod tests {
    use crate::rules::tests::{apply_fix, check, messages, safe_fixes};

    #[test]
    fn a_stet_that_does_nothing_is_found() {
        check(
            &["tk", "unused-directive"],
            "
The market has TK stalls. <!-- stet -->
The market is a noisy one. <!-- stet -->
                           ^^^^^^^^^^^^^ unused-directive
The market has TK stalls. <!-- stet tk, mixed-script: asked -->
                                        ^^^^^^^^^^^^ unused-directive
",
        );
    }

    #[test]
    fn a_repeated_stet_does_nothing() {
        check(
            &["tk", "unused-directive"],
            "
The market has TK stalls. <!-- stet --> <!-- stet -->
                                        ^^^^^^^^^^^^^ unused-directive
",
        );
    }

    #[test]
    fn a_rule_there_is_not_is_named() {
        let text = "The market has TK stalls. <!-- stet tkk -->\n";
        assert_eq!(messages(&["unused-directive"], text), ["Unknown rule “tkk”. Did you mean “tk”?"]);
        assert_eq!(apply_fix(&["unused-directive"], text), "The market has TK stalls. <!-- stet tk -->\n");
        // The right name would do no more than the wrong one.
        let text = text.replace("TK", "ten");
        assert_eq!(messages(&["unused-directive"], &text).len(), 1);
        assert!(safe_fixes(&["unused-directive"], &text).is_empty());
    }

    #[test]
    fn what_is_taken_out_leaves_nothing_behind() {
        let cases = [
            ("It rained. <!-- stet -->\n", "It rained.\n"),
            ("It rained.  <!-- stet -->\nIt poured.\n", "It rained.\nIt poured.\n"),
            ("It rained. <!-- stet -->  \nIt poured.\n", "It rained.  \nIt poured.\n"),
            ("It rained. <!-- stet --> It poured.\n", "It rained. It poured.\n"),
            ("It rained.  <!-- stet --> It poured.\n", "It rained.  It poured.\n"),
            ("It rained <!-- stet -->. It poured.\n", "It rained. It poured.\n"),
            ("It rained.<!-- stet -->\r\nIt poured.\r\n", "It rained.\r\nIt poured.\r\n"),
            ("One.\n\n<!-- stet-block -->\n\nTwo.\n", "One.\n\nTwo.\n"),
            ("One.\r\n\r\n<!-- stet-block -->\r\n\r\nTwo.\r\n", "One.\r\n\r\nTwo.\r\n"),
            ("One.\r\r<!-- stet-block -->\r\rTwo.\r", "One.\r\rTwo.\r"),
            ("One.\n\n<!-- stet-block -->\n", "One.\n"),
            ("One.\n\n<!-- stet-block -->", "One.\n"),
            ("One.\n\n<!-- stet-next -->\nTwo.\n", "One.\n\nTwo.\n"),
            ("One.\n<!-- stet -->\n\nTwo.\n", "One.\n\nTwo.\n"),
            ("One.\n<!-- stet -->\nTwo.\n", "One.\n\nTwo.\n"),
            ("<!-- stet-file -->\n\nOne.\n", "One.\n"),
            ("\u{feff}<!-- stet-file -->\n\nOne.\n", "\u{feff}One.\n"),
            ("<!-- stet-next --> One.\n", "One.\n"),
            ("> One. <!-- stet -->\n", "> One.\n"),
            ("> One.\n>\n> <!-- stet-block -->\n>\n> Two.\n", "> One.\n>\n> Two.\n"),
            ("- One. <!-- stet -->\n- Two.\n", "- One.\n- Two.\n"),
        ];
        for (text, mended) in cases {
            assert_eq!(apply_fix(&["unused-directive"], text), mended, "{text:?}");
        }
        for text in [
            "<!-- stet-next --> # One\n",
            "It rained.\n<!-- stet-next --> 1. One.\n",
            "<!-- stet-file -->\n---\n\nOne.\n",
        ] {
            assert!(safe_fixes(&["unused-directive"], text).is_empty(), "{text:?}");
        }
    }
}
