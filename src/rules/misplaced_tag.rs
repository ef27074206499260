//! `misplaced-tag`: a source tag where a reader takes it for somebody's words, or for the source of the sentence before.

use super::{BlockContext, Check, Finding, Fix, Rule};
use crate::article::{Block, BlockKind, Tag};
use crate::text::{Severity, Span};

/// The rule.
pub static RULE: Rule = Rule {
    name: NAME,
    summary: "A source tag is inside quotation marks or before its sentence.",
    page: PAGE,
    severity: [Severity::Off, Severity::Hint, Severity::Info],
    check: Check::Block(check),
};

const NAME: &str = "misplaced-tag";

const PAGE: &str = "\
## What it finds

A tag in brackets inside quotation marks, or at the start of a paragraph with more text after it. A tag in a paragraph of its own belongs to
the sentence before it and is not reported.

## Why

A tag belongs to the sentence it is in or, after a full stop, to the one before. At the start of a paragraph it belongs to the paragraph
before, which is hardly ever intended. Inside quotation marks it is printed as part of the quote.

## Bad

```
“The weir is sound [@lind-interview],” Elena Lind said.
```

## Good

```
“The weir is sound,” Elena Lind said [@lind-interview].
```

## How to fix it

Move it to the end of the sentence, before the full stop.

## How to silence it

`<!-- stet misplaced-tag: reason -->` after the sentence (`[stet misplaced-tag: reason]` in a .txt file).
";

fn check(block: &BlockContext<'_>, out: &mut Vec<Finding>) {
    let read = &block.entry.block;
    if read.kind != BlockKind::Prose {
        return;
    }
    for tag in read.tags.iter().filter(|tag| tag.bracketed && tag.problem.is_none()) {
        let quotation = read.quotations.iter().find(|q| q.depth == 0 && q.closed && q.inner.contains(tag.span));
        let message = match quotation {
            Some(_) => "This tag is inside the quotation.",
            None if opens_a_paragraph(block.text, read, tag) => "This tag belongs to the paragraph before.",
            None => continue,
        };
        let mut finding = Finding::new(NAME, tag.span, message);
        finding.help = Some("Move it to the end of its sentence.".into());
        // A row of a table ends in another cell.
        finding.fixes.extend(moved(block.text, read, tag).filter(|_| read.cell(tag.span).is_none()));
        out.push(finding);
    }
}

/// Whether the block goes on after the tag and has nothing before it.
fn opens_a_paragraph(text: &str, block: &Block, tag: &Tag) -> bool {
    let first = block.tokens.first().map_or(usize::MAX, |t| t.span.start);
    tag.sentence.is_none() && first != usize::MAX && text[..tag.span.start].trim().is_empty()
}

/// The tag taken from where it is to the end of the sentence it stands in, or of the one it opens.
fn moved(text: &str, block: &Block, tag: &Tag) -> Option<Fix> {
    let sentence = block.sentences.iter().find(|s| s.span.end > tag.span.start)?;
    let tokens = block.tokens.get(sentence.tokens.0..sentence.tokens.1)?;
    let last = tokens.last()?.span;
    let stops = matches!(last.of(text), "." | "!" | "?");
    let end = if stops { last.start } else { last.end };
    // What parted the tag from the words around it goes with it.
    let before = text[..tag.span.start].trim_end_matches(' ').len();
    let from = if before == 0 || text[..before].ends_with('\n') { tag.span.start } else { before };
    let to = if from == tag.span.start {
        tag.span.end + text[tag.span.end..].len() - text[tag.span.end..].trim_start_matches([' ', '\n']).len()
    } else {
        tag.span.end
    };
    let edits = vec![(Span::new(from, to), String::new()), (Span::new(end, end), format!(" {}", tag.span.of(text)))];
    (to <= end).then(|| Fix { title: "Move it to the end of the sentence".to_owned(), edits, safe: false })
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::rules::tests::{apply_fix, check};

    #[test]
    fn a_tag_among_quoted_words_or_before_its_sentence_is_found() {
        check(
            &[NAME],
            "
“The weir is sound [@lind-interview],” Elena Lind said.
                   ^^^^^^^^^^^^^^^^^ misplaced-tag

[@council-minutes] The council met on Monday.
^^^^^^^^^^^^^^^^^^ misplaced-tag
",
        );
    }

    #[test]
    fn one_at_the_end_or_alone_is_not() {
        check(
            &[NAME],
            "
“The weir is sound,” Elena Lind said [@lind-interview]. It is old. [@council-minutes]

> The weir is sound.

[@lind-interview]

@lind-interview has it that the weir is sound.
",
        );
    }

    #[test]
    fn it_is_put_at_the_end() {
        assert_eq!(
            apply_fix(&[NAME], "“The weir is sound [@lind-interview],” Elena Lind said.\n"),
            "“The weir is sound,” Elena Lind said [@lind-interview].\n"
        );
        assert_eq!(
            apply_fix(&[NAME], "It rained.\n\n[@council-minutes] The council met on Monday. It rained.\n"),
            "It rained.\n\nThe council met on Monday [@council-minutes]. It rained.\n"
        );
    }
}
