//! What "expand selection" takes next: the word, what is said or quoted, the sentence, the paragraph, the section, all of it.

use super::sections::{sections, trimmed};
use crate::desk::Snapshot;
use crate::text::Span;

/// Stretches around the byte `offset`, each within the next, none twice. The last is the whole text.
pub fn selections(snapshot: &Snapshot, offset: usize) -> Vec<Span> {
    let ledger = &*snapshot.ledger;
    let text = &*ledger.text;
    let mut found = vec![Span::new(0, text.len())];
    found.extend(sections(ledger).into_iter().map(|section| section.span).filter(|span| span.touches(offset)));
    let block = ledger.blocks.partition_point(|b| b.span.end < offset);
    for placed in ledger.blocks[block..].iter().take(2).filter(|b| b.span.touches(offset)) {
        let at = offset.saturating_sub(placed.span.start);
        let entry = &placed.entry;
        let mut own: Vec<Span> = Vec::new();
        own.extend(entry.block.sentences.iter().map(|s| s.span));
        own.extend(entry.block.quotations.iter().flat_map(|q| [q.span, q.inner]));
        own.extend(entry.block.tags.iter().map(|t| t.span));
        own.extend(entry.block.tags.iter().flat_map(|t| t.citations.iter().map(|c| c.key_span)));
        for attribution in &entry.reading.attributions {
            own.extend(attribution.content.iter().chain(&attribution.source).chain(&attribution.cue));
        }
        own.extend(entry.mentions.iter().map(|m| m.span));
        own.extend(entry.block.tokens.iter().map(|t| t.span));
        own.retain(|span| span.touches(at) && !span.is_empty());
        found.extend(own.into_iter().map(|span| span.shifted(placed.span.start)));
        found.push(trimmed(text, placed.span));
    }
    found.retain(|span| span.touches(offset));
    found.sort_by_key(|span| (span.len(), span.start));
    // What only overlaps the smaller one (a clause beside a quotation) is passed over, so that each holds the one before.
    let mut nested: Vec<Span> = Vec::new();
    for span in found {
        let fits = nested.last().is_none_or(|last| span.contains(*last) && span != *last);
        if fits && (!span.is_empty() || text.is_empty()) {
            nested.push(span);
        }
    }
    nested
}

#[cfg(test)]
mod tests {
    use super::super::testing::at_caret;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn from_the_word_to_the_whole() {
        let (article, offset) =
            at_caret("# Bridge\n\nIt rained. “It is not sa|fe,” Jan Brink said.\n\n# Road\n\nShut.\n");
        let text = &*article.ledger.text;
        let found: Vec<_> = selections(&article, offset).iter().map(|span| span.of(text)).collect();
        assert_eq!(
            found,
            [
                "safe",
                "It is not safe,",
                "“It is not safe,”",
                "“It is not safe,” Jan Brink said.",
                "It rained. “It is not safe,” Jan Brink said.",
                "# Bridge\n\nIt rained. “It is not safe,” Jan Brink said.",
                text,
            ]
        );
    }

    proptest! {
        #[test]
        fn each_holds_the_one_before(text in prop_oneof![any::<String>(), "[“”A a@\\[\\]\n.#]{0,60}"]) {
            let article = super::super::testing::snapshot(&text);
            for offset in (0..=text.len()).filter(|&i| text.is_char_boundary(i)) {
                let found = selections(&article, offset);
                prop_assert_eq!(found.last(), Some(&Span::new(0, text.len())));
                prop_assert!(found.iter().all(|span| span.touches(offset)));
                prop_assert!(found.windows(2).all(|pair| pair[1].contains(pair[0]) && pair[1] != pair[0]));
            }
        }
    }
}
