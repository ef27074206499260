//! The line above an article: how much of it is sourced, what is open, how many sources it has.

use super::coverage::{Coverage, coverage};
use crate::article::BlockKind;
use crate::desk::Snapshot;
use crate::text::Span;

/// What is to be done when a lens is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// Tell the numbers.
    Coverage,
    /// List the sources.
    Sources,
}

/// A lens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// Above what it stands, in the article's bytes.
    pub span: Span,
    /// What it says.
    pub title: String,
    /// What pressing it does.
    pub press: Press,
}

/// The lenses of an article; none where there is nothing to count.
pub fn lenses(snapshot: &Snapshot) -> Vec<Lens> {
    let ledger = &*snapshot.ledger;
    let top = ledger.blocks.iter().find(|b| !matches!(b.kind, BlockKind::Blank | BlockKind::FrontMatter));
    let Some(top) = top else { return Vec::new() };
    let span = super::sections::trimmed(&ledger.text, top.span);
    let found: Coverage = coverage(snapshot);
    let mut lenses = Vec::new();
    if ledger.language.judged() {
        lenses.push(Lens { span, title: found.headline(), press: Press::Coverage });
        lenses.push(Lens { span, title: found.questions(), press: Press::Coverage });
    }
    if found.claims > 0 || !found.cited.is_empty() {
        lenses.push(Lens { span, title: found.sources(), press: Press::Sources });
    }
    lenses
}

/// How often something is used: "3 sentences in 2 articles". `of` is the word for one use and for several.
#[must_use]
pub fn times(sites: usize, articles: usize, of: [&str; 2], never: &str) -> String {
    let count = |n: usize, words: [&str; 2]| format!("{n} {}", words[usize::from(n != 1)]);
    if sites == 0 {
        never.to_owned()
    } else {
        format!("{} in {}", count(sites, of), count(articles, ["article", "articles"]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::snapshot;
    use super::*;

    #[test]
    fn above_the_headline_stand_the_numbers() {
        let text = "---\ndate: 2026-03-04\n---\n\n# Bridge shut\n\nThe bridge carries 4,000 cars [@ministry]. It will cost 3 million euros.\n";
        let found = lenses(&snapshot(text));
        let titles: Vec<_> = found.iter().map(|lens| lens.title.as_str()).collect();
        assert_eq!(titles, ["1 of 2 claims sourced (50%)", "one open question", "one source"]);
        assert!(found.iter().all(|lens| lens.span.of(text) == "# Bridge shut"));
        assert_eq!(lenses(&snapshot("")), []);
    }
}
