//! Words that are edited together: a key that the registry does not have yet, wherever the article cites it.
//!
//! A key the registry has is renamed instead, with its entry and in every article.

use crate::desk::Snapshot;
use crate::sources::RESERVED;
use crate::text::Span;

/// The places to edit together with the one at the byte `offset`, in order; `None` where there is nothing to link.
pub fn linked(snapshot: &Snapshot, offset: usize) -> Option<Vec<Span>> {
    let ledger = &*snapshot.ledger;
    let citations = || {
        ledger.blocks.iter().flat_map(|placed| {
            let own = placed.entry.block.tags.iter().flat_map(|tag| &tag.citations);
            own.map(|citation| (citation.key.as_str(), citation.key_span.shifted(placed.span.start)))
        })
    };
    let (key, _) = citations().find(|(_, span)| span.touches(offset))?;
    if RESERVED.contains(&key) || snapshot.data.registry.get(key).is_some() {
        return None;
    }
    let all: Vec<Span> = citations().filter(|(other, _)| *other == key).map(|(_, span)| span).collect();
    (all.len() > 1).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::super::testing::at_caret;
    use super::*;

    fn check(marked: &str, linked_with: usize) {
        let (article, offset) = at_caret(marked);
        assert_eq!(linked(&article, offset).map_or(0, |all| all.len()), linked_with, "{marked}");
    }

    #[test]
    fn only_a_key_that_is_still_to_be_registered() {
        check("Shut [@ne|w-1]. Cold [@new-1; @ministry]. Wet [@new-2].", 2);
        check("Shut [@new-|2]. Cold [@new-1].", 0);
        check("Shut [@minis|try]. Cold [@ministry].", 0);
        check("Shut [@t|k]. Cold [@tk].", 0);
        check("Sh|ut [@new-1]. Cold [@new-1].", 0);
    }
}
