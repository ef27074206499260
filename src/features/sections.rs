//! The sections of an article: each heading with all that stands under it.

use crate::article::{BlockKind, Format};
use crate::ledger::Ledger;
use crate::text::Span;

/// A section, in the article's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticleSection {
    /// Its heading, white space at the ends left out.
    pub heading: Span,
    /// How deep: 1 is the outermost.
    pub level: usize,
    /// From its heading to the last character of what stands under it.
    pub span: Span,
}

/// All sections, in order of their headings.
pub fn sections(ledger: &Ledger) -> Vec<ArticleSection> {
    let text = &*ledger.text;
    let mut sections: Vec<ArticleSection> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut end = 0;
    for placed in &ledger.blocks {
        if placed.kind == BlockKind::Heading {
            let heading = trimmed(text, placed.span);
            let level = level(heading.of(text), ledger.format, sections.is_empty());
            while let Some(&last) = open.last().filter(|&&at| sections[at].level >= level) {
                sections[last].span.end = end;
                open.pop();
            }
            open.push(sections.len());
            sections.push(ArticleSection { heading, level, span: heading });
        }
        if placed.kind != BlockKind::Blank {
            end = trimmed(text, placed.span).end;
        }
    }
    for at in open {
        sections[at].span.end = end.max(sections[at].heading.end);
    }
    sections
}

/// How deep a heading is. Plain text does not say, and its first headline stands over all others.
fn level(heading: &str, format: Format, first: bool) -> usize {
    let marks = heading.bytes().take_while(|&b| b == b'#').count();
    match (format, marks) {
        (Format::Plain, _) => {
            if first {
                1
            } else {
                2
            }
        }
        (Format::Markdown, 0) if heading.ends_with('-') => 2,
        (Format::Markdown, 0) => 1,
        (Format::Markdown, n) => n.min(6),
    }
}

/// `span` without white space at its ends.
pub fn trimmed(text: &str, span: Span) -> Span {
    let own = span.of(text);
    let start = span.start + own.len() - own.trim_start().len();
    Span::new(start, start.max(span.start + own.trim_end().len()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::snapshot;
    use super::*;

    #[test]
    fn a_section_holds_what_is_deeper() {
        let text = "# One\n\nA.\n\n## Two\n\nB.\n\n### Three\n\nC.\n\n## Four\n\nD.\n\nFive\n====\n\nE.\n";
        let article = snapshot(text);
        let found: Vec<_> = sections(&article.ledger)
            .iter()
            .map(|s| (s.heading.of(text), s.level, s.span.of(text).split_whitespace().last().unwrap_or_default()))
            .collect();
        let expected = [
            ("# One", 1, "D."),
            ("## Two", 2, "C."),
            ("### Three", 3, "C."),
            ("## Four", 2, "D."),
            ("Five\n====", 1, "E."),
        ];
        assert_eq!(found, expected);
    }
}
