//! Where a word comes from: a tag's entry in its registry, a place's in the house's own file, and for "he said" the words that first say
//! who he is.

use super::symbol::{self, Symbol};
use crate::desk::{Newsroom, Snapshot};
use crate::ledger::Data;
use crate::text::Span;
use std::path::PathBuf;

/// Where something is defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Definition {
    /// In the article itself.
    Here(Span),
    /// In one of the newsroom's files: the word that names it, and its whole entry.
    File {
        /// The file.
        path: PathBuf,
        /// The key or the name.
        name: Span,
        /// All that is said of it there.
        entry: Span,
    },
}

impl Definition {
    /// Whether it is in one of the newsroom's files.
    #[must_use]
    pub fn is_in_file(&self) -> bool {
        matches!(self, Self::File { .. })
    }
}

/// Where `symbol` is defined.
#[must_use]
pub fn of(snapshot: &Snapshot, symbol: &Symbol) -> Option<Definition> {
    match symbol {
        Symbol::Speaker(named_at) => Some(Definition::Here(*named_at)),
        Symbol::Source(_) => in_files(&snapshot.newsroom, &snapshot.data, symbol),
        // The atlas is no file to look at; where the article first names the place is the next best.
        Symbol::Place(_) => in_files(&snapshot.newsroom, &snapshot.data, symbol)
            .or_else(|| symbol::words(snapshot, symbol).first().copied().map(Definition::Here)),
    }
}

/// Where `symbol` is defined in the files that `data` was read from.
#[must_use]
pub fn in_files(newsroom: &Newsroom, data: &Data, symbol: &Symbol) -> Option<Definition> {
    match symbol {
        Symbol::Source(key) => {
            let source = data.registry.get(key)?;
            let path = newsroom.path_of(data.registry.files.get(source.file)?);
            Some(Definition::File { path, name: source.key_span, entry: source.span })
        }
        Symbol::Place(id) => {
            let own = newsroom.own_place(&data.atlas.id(*id))?;
            Some(Definition::File { path: own.path.to_path_buf(), name: own.name, entry: own.name })
        }
        Symbol::Speaker(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::at_caret;
    use super::*;

    /// Asserts where the word at `|` is defined: `«words»` of the article, or "file: words".
    #[track_caller]
    fn check(marked: &str, expected: &str) {
        let (snapshot, offset) = at_caret(marked);
        let word = symbol::at(&snapshot, offset);
        let shown = match word.and_then(|word| of(&snapshot, &word.symbol)) {
            None => "nowhere".to_owned(),
            Some(Definition::Here(span)) => {
                let line = snapshot.ledger.text[..span.start].matches('\n').count() + 1;
                format!("line {line}: {}", span.of(&snapshot.ledger.text))
            }
            Some(Definition::File { path, name, .. }) => {
                format!("{}: {}", path.display(), name.of(super::super::testing::SOURCES))
            }
        };
        assert_eq!(shown, expected, "{marked}");
    }

    #[test]
    fn a_tag_leads_to_its_entry() {
        check("The bridge is shut [@lipa|-0304].", "sources.yaml: lipa-0304");
        check("The bridge is shut [@lipa-0304; @minis|try].", "sources.yaml: ministry");
        check("The bridge is shut [@nob|ody].", "nowhere");
        check("The bridge is shut [@o|wn].", "nowhere");
    }

    #[test]
    fn words_that_stand_for_somebody_lead_to_the_first_mention() {
        check("Jan Brink, the mayor of Lipa, left.\n\nThe bridge is shut, he sa|id.", "line 1: Jan Brink");
        check("Jan Brink, the mayor of Lipa, left.\n\nThe bridge is shut, h|e said.", "line 1: Jan Brink");
        check("“It is not safe,” Jan Brink said.\n\n“We will op|en it later,” Brink said.", "line 1: Jan Brink");
        check("It was a ca|lm day.", "nowhere");
    }

    #[test]
    fn a_place_of_no_house_file_leads_to_its_first_mention() {
        check("Kramatorsk waited.\n\nThe train to Krama|torsk was late.", "line 1: Kramatorsk");
    }
}
