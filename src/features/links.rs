//! What can be followed out of an article: each tag to its source's address, each bibliography to its file.

use super::symbol;
use crate::desk::Snapshot;
use crate::sources::Source;
use crate::text::Span;
use std::path::{Path, PathBuf};

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words, in the article's bytes.
    pub span: Span,
    /// Where they lead.
    pub to: To,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// To the source with this key; [`address`] tells where that is.
    Source(String),
    /// To a file.
    File(PathBuf),
}

/// The links of the article at `path`, in order. A tag is one if its source has an address that may be shown.
#[must_use]
pub fn links(snapshot: &Snapshot, path: Option<&Path>) -> Vec<Link> {
    let registry = &snapshot.data.registry;
    let folder = path.and_then(Path::parent);
    let files = snapshot.ledger.front_matter.bibliography.iter();
    let files = files.filter_map(|(name, span)| Some(Link { span: *span, to: To::File(folder?.join(name)) }));
    let tags = symbol::citations(&snapshot.ledger)
        .filter(|(_, key)| registry.get(key).is_some_and(|source| address(source).is_some()))
        .map(|(span, key)| Link { span, to: To::Source(key.to_owned()) });
    files.chain(tags).collect()
}

/// The address of `source` to follow: its own, or that of its archived copy. Only what a browser opens, and nothing of a confidential one.
#[must_use]
pub fn address(source: &Source) -> Option<&str> {
    let web = |address: &&str| address.starts_with("https://") || address.starts_with("http://");
    source.shown_url().filter(web).or_else(|| source.shown_archive().filter(web))
}

#[cfg(test)]
mod tests {
    use super::super::testing::snapshot;
    use super::*;

    #[test]
    fn a_tag_is_a_link_where_its_source_has_an_address() {
        let snapshot = snapshot("It is shut [@lipa-0304; @ministry]. So is the road [@s1] [@lipa-0304].");
        let found = links(&snapshot, None);
        let words: Vec<&str> = found.iter().map(|link| link.span.of(&snapshot.ledger.text)).collect();
        assert_eq!(words, ["lipa-0304", "lipa-0304"]);
        assert_eq!(found[0].to, To::Source("lipa-0304".into()));
        let address = snapshot.data.registry.get("lipa-0304").and_then(address);
        assert_eq!(address, Some("https://example.org/bridge"));
    }

    #[test]
    fn a_bibliography_is_a_link_to_its_file() {
        let snapshot = snapshot("---\nbibliography: [refs/a.bib]\n---\nIt is shut.\n");
        let found = links(&snapshot, Some(Path::new("/desk/drafts/a.md")));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].to, To::File("/desk/drafts/refs/a.bib".into()));
    }

    #[test]
    fn only_what_a_browser_opens_and_what_may_be_shown_is_an_address() {
        let at = |url: &str| Source { url: Some(url.into()), ..Source::default() };
        assert_eq!(address(&at("javascript:alert(1)")), None);
        let mut archived = at("ftp://example.org/a");
        archived.custom.archive = Some("https://archive.example/a".into());
        assert_eq!(address(&archived), Some("https://archive.example/a"));
        let registry = "[{id: a, URL: https://example.org/a, custom: {confidential: true}}]";
        let (sources, _) = crate::sources::parse("a.yaml", registry);
        assert_eq!(address(&sources[0]), None);
    }
}
