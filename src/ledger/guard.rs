//! Where an article names somebody it must not name.
//!
//! A whole name counts in every article. A family name alone is many people's, and a finding on each of them would tell whoever sees it
//! that one of that name is a source; so it counts only where the article rests on the source or names them in full, and nowhere in an
//! article that names somebody else of that family in full. Nothing here tells whose name it is.

use super::Ledger;
use crate::attribution::Reading;
use crate::sources::{Guard, Registry, may_be_given};
use crate::text::Span;
use std::collections::HashSet;

/// A name that may be somebody's who is not to be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// Where, in the block's bytes.
    pub span: Span,
    /// Index of the source.
    source: usize,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The whole name.
    Whole,
    /// The family name alone.
    Family,
    /// The family name of somebody else, who is named in full here.
    Another,
}

/// The names in a block whose text is `text`.
pub(crate) fn named(text: &str, reading: &Reading, registry: &Registry) -> Vec<Named> {
    let kind = |span: Span, given: Option<&str>| {
        let Some(known) = given else { return Kind::Whole };
        let name = reading.names.iter().find(|name| name.span.start < span.start && name.span.end > span.start);
        let another = name.filter(|name| name.person).is_some_and(|name| {
            let before = &text[name.span.start..span.start];
            // What is parted by a tag or by markup is no full name: in the copy its parts may stand apart.
            let in_full = before.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || "-.'’".contains(c));
            in_full && !may_be_given(known, before.split_whitespace().next().unwrap_or_default())
        });
        if another { Kind::Another } else { Kind::Family }
    };
    let found = registry.names().all_in(text);
    found.iter().map(|it| Named { span: it.span, source: it.source, kind: kind(it.span, it.given) }).collect()
}

/// Indices of the sources whose family name alone counts in the article, also where it stands only in what is made of the article.
fn families(ledger: &Ledger, registry: &Registry) -> HashSet<usize> {
    if registry.names().is_empty() {
        return HashSet::new();
    }
    let all = || ledger.blocks.iter().flat_map(|placed| &placed.entry.named);
    let of = |kind: Kind| all().filter(move |it| it.kind == kind).map(|it| it.source);
    let cited = ledger.tags().flat_map(|(_, tag)| &tag.citations);
    let keys: HashSet<&str> = cited.map(|citation| citation.key.as_str()).collect();
    let rests = keys.iter().filter_map(|key| registry.get(key)).flat_map(|source| registry.origins(source));
    let rests: HashSet<&str> = rests.map(|source| source.key.as_str()).collect();
    let sources = registry.sources.iter().enumerate();
    let mut families: HashSet<usize> =
        sources.filter(|(_, source)| rests.contains(source.key.as_str())).map(|(index, _)| index).collect();
    families.extend(of(Kind::Whole));
    for another in of(Kind::Another) {
        families.remove(&another);
    }
    families
}

/// The gate for the words of an article.
#[must_use]
pub fn guard<'a>(ledger: &Ledger, registry: &'a Registry) -> Guard<'a> {
    Guard::of(registry, families(ledger, registry))
}

/// Where the article names somebody it must not name, in order, in the article's bytes.
#[must_use]
pub fn leaks(ledger: &Ledger, registry: &Registry) -> Vec<Span> {
    if registry.names().is_empty() {
        return Vec::new();
    }
    let families = families(ledger, registry);
    let counts = |it: &&Named| it.kind == Kind::Whole || it.kind == Kind::Family && families.contains(&it.source);
    let mut spans: Vec<Span> = ledger
        .blocks
        .iter()
        .flat_map(|placed| placed.entry.named.iter().filter(counts).map(|it| it.span.shifted(placed.span.start)))
        .collect();
    spans.dedup();
    spans
}
