//! The word at a position: what it stands for, in an article or in one of the newsroom's own files; and where that is defined and used.

use super::super::context::RequestContext;
use super::super::convert;
use super::super::documents::CheckState;
use super::super::index::{UseKey, Used};
use super::super::ranges::Ranges;
use crate::desk::{Named, Newsroom, Snapshot};
use crate::features::definition::{self, Definition};
use crate::features::symbol::{self, Symbol};
use crate::features::uses;
use crate::text::Span;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use tower_lsp::lsp_types::{self as lsp, Url};

/// A word that stands for something.
pub struct WordAt {
    pub symbol: Symbol,
    pub range: lsp::Range,
    /// What the newsroom's articles use, where it is something they can share.
    pub key: Option<UseKey>,
}

/// The word at `position` of the document the request names.
pub fn at(context: &RequestContext<'_>, position: lsp::Position) -> Option<WordAt> {
    if let Some(article) = context.article() {
        let word = symbol::at(article.snapshot, article.offset(position))?;
        let key = key(article.snapshot, &word.symbol);
        return Some(WordAt { range: article.range(word.span), symbol: word.symbol, key });
    }
    let (_, document) = context.document?;
    let path = document.path.as_deref()?;
    let newsroom = context.newsroom()?;
    let file = context.file(path)?;
    let (named, span) = newsroom.named_at(path, file.offset(position))?;
    let symbol = match named {
        Named::Source(key) => Symbol::Source(key.to_owned()),
        Named::Place(id) => Symbol::Place(newsroom.data.atlas.find(id)?),
    };
    let key = match &symbol {
        Symbol::Source(key) => UseKey::Source { key: key.as_str().into(), file: None },
        Symbol::Place(id) => UseKey::Place(*id),
        Symbol::Speaker(_) => return None,
    };
    Some(WordAt { range: file.range(span), symbol, key: Some(key) })
}

/// What the index calls what a word of the article `snapshot` stands for; `None` for a speaker, who is the article's own.
fn key(snapshot: &Snapshot, symbol: &Symbol) -> Option<UseKey> {
    match symbol {
        Symbol::Source(key) => {
            let file = snapshot.newsroom.elsewhere(&snapshot.data, key).map(PathBuf::into_boxed_path);
            Some(UseKey::Source { key: key.as_str().into(), file })
        }
        Symbol::Place(id) => Some(UseKey::Place(*id)),
        Symbol::Speaker(_) => None,
    }
}

/// Where the word's meaning is defined; `None` where nothing is to be found.
pub fn target(context: &RequestContext<'_>, symbol: &Symbol) -> Option<Definition> {
    match context.article() {
        Some(article) => definition::of(article.snapshot, symbol),
        None => {
            let newsroom = context.newsroom()?;
            definition::in_files(newsroom, &newsroom.data, symbol)
        }
    }
}

/// BulkEdit in the newsroom of the document the request names where `key` is used: for a source the sentences that rest on it, for a
/// place its mentions. Open articles are asked as they are, the others as they lie on the disk. `None` when nobody waits any more.
pub fn uses(context: &RequestContext<'_>, key: &UseKey) -> Option<Vec<lsp::Location>> {
    let (_, document) = context.document?;
    let root = document.root();
    let mut found = Vec::new();
    let mut open: HashSet<&Path> = HashSet::new();
    let mut documents: Vec<_> = context.documents.iter().filter(|(_, document)| document.root() == root).collect();
    documents.sort_by_key(|(uri, _)| *uri);
    for (uri, document) in documents {
        let CheckState::Done(snapshot, lines) = &document.checked else { continue };
        open.extend(document.path.as_deref());
        // Without a newsroom an article stands for itself.
        if root.is_none() && context.document.is_some_and(|(own, _)| own != uri) {
            continue;
        }
        let mut ranges = Ranges::new(&snapshot.ledger.text, lines, context.client.encoding);
        found.extend(sites(snapshot, key).into_iter().map(|span| lsp::Location::new(uri.clone(), ranges.range(span))));
        if context.cancelled() {
            return None;
        }
    }
    for (i, (path, sites)) in context.newsroom_index().into_iter().flat_map(|index| index.sites(key)).enumerate() {
        if i % 64 == 0 && context.cancelled() {
            return None;
        }
        if !open.contains(path)
            && let Ok(uri) = Url::from_file_path(path)
        {
            found.extend(sites.map(|range| lsp::Location::new(uri.clone(), range)));
        }
    }
    Some(found)
}

/// The places of a checked article where `key` is used, each once.
fn sites(snapshot: &Snapshot, wanted: &UseKey) -> Vec<Span> {
    let symbol = match wanted {
        UseKey::Source { key, .. } => Symbol::Source(key.to_string()),
        UseKey::Place(id) => Symbol::Place(*id),
    };
    if key(snapshot, &symbol).as_ref() != Some(wanted) {
        return Vec::new();
    }
    let mut sites = uses::sites(&uses::of(snapshot), &symbol);
    sites.sort_unstable();
    sites.dedup();
    sites
}

/// Where the newsroom's registries give `key` as the origin of another source.
pub fn origins(context: &RequestContext<'_>, newsroom: &Newsroom, key: &str) -> Vec<lsp::Location> {
    let mut found = Vec::new();
    for path in newsroom.own_files() {
        let sources = newsroom.sources_of(path).unwrap_or_default().iter();
        let own = sources.filter(|source| source.custom.origin.as_deref() == Some(key));
        let mut spans = own.filter_map(|source| source.custom.origin_span).peekable();
        if spans.peek().is_none() {
            continue;
        }
        let Some(file) = context.file(path) else { continue };
        let Some(uri) = file.uri(context, path) else { continue };
        let lines = convert::Lines::new();
        let mut ranges = Ranges::new(&file.text, &lines, context.client.encoding);
        found.extend(spans.map(|span| lsp::Location::new(uri.clone(), ranges.range(span))));
    }
    found
}

/// How much more, or less, the open articles use something than they do as they lie on the disk.
pub struct OpenUses(HashMap<UseKey, (isize, isize)>);

impl OpenUses {
    /// That of all articles open in the newsroom of the document the request names.
    pub fn of(context: &RequestContext<'_>) -> Self {
        let mut change: HashMap<UseKey, (isize, isize)> = HashMap::new();
        let root = context.document.and_then(|(_, document)| document.root());
        for (_, document) in context.documents.iter().filter(|(_, document)| document.root() == root) {
            let CheckState::Done(snapshot, _) = &document.checked else { continue };
            let mut now: HashSet<(UseKey, Span)> = HashSet::new();
            let uses = uses::of(snapshot);
            now.extend(uses.places.iter().map(|it| (UseKey::Place(it.place()), it.span)));
            now.extend(
                uses.citations
                    .iter()
                    .filter_map(|it| Some((key(snapshot, &Symbol::Source(it.key.clone()))?, it.sentence))),
            );
            let on_disk = document.path.as_deref().and_then(|path| Some((context.newsroom_index()?, path)));
            let before = on_disk.into_iter().flat_map(|(index, path)| index.uses_of(path)).map(|(key, _)| key.clone());
            for (all, sign) in [(now.into_iter().map(|(key, _)| key).collect::<Vec<_>>(), 1), (before.collect(), -1)] {
                let mut seen = HashSet::new();
                for key in all {
                    let own = change.entry(key.clone()).or_default();
                    own.0 += sign;
                    own.1 += if seen.insert(key) { sign } else { 0 };
                }
            }
        }
        Self(change)
    }

    /// How much `key` is used, open articles counted as they are.
    pub fn used(&self, context: &RequestContext<'_>, key: &UseKey) -> Used {
        let disk = context.newsroom_index().map_or(Used::default(), |index| index.used(key));
        let (sites, articles) = self.0.get(key).copied().unwrap_or_default();
        Used { sites: disk.sites.saturating_add_signed(sites), articles: disk.articles.saturating_add_signed(articles) }
    }
}
