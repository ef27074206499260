//! Every word of the article that stands for what the word at the caret stands for.

use super::symbol::{self, Symbol};
use crate::desk::Snapshot;
use crate::text::Span;

/// One such word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The word, in the article's bytes.
    pub span: Span,
    /// Whether it is the one that says who or what this is; the others only mean it.
    pub names: bool,
}

/// The words that belong to the one at `offset`, in order; none where it stands for nothing.
#[must_use]
pub fn highlight(snapshot: &Snapshot, offset: usize) -> Vec<Highlight> {
    let Some(word) = symbol::at(snapshot, offset) else { return Vec::new() };
    let names = |span: Span| matches!(word.symbol, Symbol::Speaker(named_at) if span.contains(named_at));
    symbol::words(snapshot, &word.symbol).into_iter().map(|span| Highlight { span, names: names(span) }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::at_caret;
    use super::*;

    /// Asserts which words are lit: the text with each in `‹ ›`, the one that names in `« »`.
    #[track_caller]
    fn check(marked: &str, expected: &str) {
        let (snapshot, offset) = at_caret(marked);
        let mut shown = String::new();
        let mut at = 0;
        for Highlight { span, names } in highlight(&snapshot, offset) {
            let (open, close) = if names { ("«", "»") } else { ("‹", "›") };
            shown.push_str(&snapshot.ledger.text[at..span.start]);
            shown.push_str(&format!("{open}{}{close}", span.of(&snapshot.ledger.text)));
            at = span.end;
        }
        shown.push_str(&snapshot.ledger.text[at..]);
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_source_is_lit_in_every_tag() {
        check(
            "It is shut [@mini|stry]. So is the road [@lipa-0304; @ministry, p. 2].",
            "It is shut [@‹ministry›]. So is the road [@lipa-0304; @‹ministry›, p. 2].",
        );
    }

    #[test]
    fn a_place_is_lit_under_every_name() {
        check(
            "The train to Kra|matorsk was late, and Краматорск waited.",
            "The train to ‹Kramatorsk› was late, and ‹Краматорск› waited.",
        );
    }

    #[test]
    fn a_speaker_is_lit_where_named_and_where_meant() {
        check(
            "Jan Brink, the mayor of Lipa, left. The bridge is shut, he sa|id. It is not safe, Brink said.",
            "«Jan Brink», the mayor of Lipa, left. The bridge is shut, ‹he› said. It is not safe, ‹Brink› said.",
        );
    }

    #[test]
    fn nothing_is_lit_where_nothing_is_meant() {
        check("It was a ca|lm day.", "It was a calm day.");
    }
}
