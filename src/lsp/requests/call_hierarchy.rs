//! Call hierarchy: who is quoted through whom. A source is called by the articles that rest on it and by the sources that give it as their
//! origin; it calls its own origin. An article calls the sources it cites.

use super::super::context::RequestContext;
use super::super::documents::CheckState;
use super::super::index::UseKey;
use super::super::ranges::Ranges;
use super::word;
use super::{definition, workspace_symbols};
use crate::features::definition as target;
use crate::features::symbol::Symbol;
use crate::features::uses;
use crate::sources::{Guard, RESERVED, Registry, Source};
use serde::{Deserialize, Serialize};
use std::path::Path;
use tower_lsp::lsp_types::{self as lsp, Url};

/// What the editor gives back with an item.
#[derive(Serialize, Deserialize)]
struct Data {
    /// The document it was first asked from.
    from: Url,
    /// The source's key; an article has none.
    key: Option<String>,
}

/// The document an item was first asked from.
pub fn document(item: &lsp::CallHierarchyItem) -> Option<Url> {
    Some(data(item)?.from)
}

fn data(item: &lsp::CallHierarchyItem) -> Option<Data> {
    serde_json::from_value(item.data.clone()?).ok()
}

pub fn prepare(context: &RequestContext<'_>, position: lsp::Position) -> Option<Vec<lsp::CallHierarchyItem>> {
    let word = word::at(context, position)?;
    let Symbol::Source(key) = &word.symbol else { return None };
    Some(vec![source(context, key)?])
}

/// The item of the source with the key `key`.
fn source(context: &RequestContext<'_>, key: &str) -> Option<lsp::CallHierarchyItem> {
    let symbol = Symbol::Source(key.to_owned());
    let (from, _) = context.document?;
    if RESERVED.contains(&key) {
        return None;
    }
    let (uri, range, selection_range) = definition::place(context, &word::target(context, &symbol)?)?;
    let registry = registry(context);
    let shown = |source: &Source| registry.map(|all| Guard::whole(all).shown(source.display_name()).into_owned());
    let detail = find(context, key).and_then(shown);
    Some(item(format!("@{key}"), detail, lsp::SymbolKind::CONSTANT, uri, range, selection_range, from, Some(key)))
}

fn find<'a>(context: &RequestContext<'a>, key: &str) -> Option<&'a Source> {
    registry(context)?.get(key)
}

fn registry<'a>(context: &RequestContext<'a>) -> Option<&'a Registry> {
    Some(match context.article() {
        Some(article) => &article.snapshot.data.registry,
        None => &context.newsroom()?.data.registry,
    })
}

#[expect(clippy::too_many_arguments, reason = "the protocol's own type has that many fields")]
fn item(
    name: String,
    detail: Option<String>,
    kind: lsp::SymbolKind,
    uri: Url,
    range: lsp::Range,
    selection_range: lsp::Range,
    from: &Url,
    key: Option<&str>,
) -> lsp::CallHierarchyItem {
    let data = serde_json::to_value(Data { from: from.clone(), key: key.map(str::to_owned) }).ok();
    lsp::CallHierarchyItem { name, kind, tags: None, detail, uri, range, selection_range, data }
}

/// The item of the article `uri`.
fn article(context: &RequestContext<'_>, uri: &Url) -> Option<lsp::CallHierarchyItem> {
    let (from, asked_from) = context.document?;
    let path = uri.to_file_path().unwrap_or_default();
    let (title, at) = match context.documents.get(uri).map(|document| &document.checked) {
        Some(CheckState::Done(snapshot, lines)) => {
            let span = uses::title_of(snapshot).unwrap_or_default();
            let range = Ranges::new(&snapshot.ledger.text, lines, context.client.encoding).range(span);
            (span.of(&snapshot.ledger.text).to_owned(), range)
        }
        _ => context.newsroom_index()?.title(&path)?,
    };
    let title = registry(context).map_or_else(|| title.clone(), |all| Guard::whole(all).shown(&title).into_owned());
    let (name, inside) = workspace_symbols::called(&title, &path, asked_from.root());
    Some(item(name, Some(inside), lsp::SymbolKind::FILE, uri.clone(), at, at, from, None))
}

pub fn incoming(
    context: &RequestContext<'_>,
    of: &lsp::CallHierarchyItem,
) -> Option<Vec<lsp::CallHierarchyIncomingCall>> {
    let Some(key) = data(of)?.key else { return Some(Vec::new()) };
    let mut calls = Vec::new();
    let newsroom = context.newsroom()?;
    for path in newsroom.own_files() {
        let quoting = newsroom.sources_of(path).unwrap_or_default().iter();
        for it in quoting.filter(|source| source.custom.origin.as_deref() == Some(&*key)) {
            let (Some(from), Some(span), Some(file)) =
                (source(context, &it.key), it.custom.origin_span, context.file(path))
            else {
                continue;
            };
            calls.push(lsp::CallHierarchyIncomingCall { from, from_ranges: vec![file.range(span)] });
        }
    }
    let wanted = UseKey::Source { key: key.into(), file: None };
    let used = word::uses(context, &wanted)?;
    for same in used.chunk_by(|a, b| a.uri == b.uri) {
        if let Some(from) = article(context, &same[0].uri) {
            calls.push(lsp::CallHierarchyIncomingCall { from, from_ranges: same.iter().map(|it| it.range).collect() });
        }
    }
    Some(calls)
}

pub fn outgoing(
    context: &RequestContext<'_>,
    of: &lsp::CallHierarchyItem,
) -> Option<Vec<lsp::CallHierarchyOutgoingCall>> {
    if let Some(key) = data(of)?.key {
        let own = find(context, &key)?;
        let Some(to) = own.custom.origin.as_deref().and_then(|origin| source(context, origin)) else {
            return Some(Vec::new());
        };
        let place = || {
            let target::Definition::File { path, .. } = word::target(context, &Symbol::Source(key.clone()))? else {
                return None;
            };
            Some(context.file(&path)?.range(own.custom.origin_span?))
        };
        return Some(vec![lsp::CallHierarchyOutgoingCall { to, from_ranges: place().into_iter().collect() }]);
    }
    let cited = cited(context, &of.uri);
    let calls = cited.chunk_by(|a, b| a.0 == b.0).filter_map(|same| {
        let to = source(context, &same[0].0)?;
        Some(lsp::CallHierarchyOutgoingCall { to, from_ranges: same.iter().map(|it| it.1).collect() })
    });
    Some(calls.collect())
}

/// The keys an article cites and the sentences that rest on each, by key.
fn cited(context: &RequestContext<'_>, uri: &Url) -> Vec<(String, lsp::Range)> {
    let mut cited: Vec<(String, lsp::Range)> = match context.documents.get(uri).map(|document| &document.checked) {
        Some(CheckState::Done(snapshot, lines)) => {
            let mut ranges = Ranges::new(&snapshot.ledger.text, lines, context.client.encoding);
            let own = uses::of(snapshot).citations;
            own.into_iter().map(|it| (it.key, ranges.range(it.sentence))).collect()
        }
        _ => {
            let path = uri.to_file_path().unwrap_or_default();
            let own = context.newsroom_index().into_iter().flat_map(|index| index.uses_of(Path::new(&path)));
            own.filter_map(|(key, range)| match key {
                UseKey::Source { key, .. } => Some((key.to_string(), range)),
                UseKey::Place(_) => None,
            })
            .collect()
        }
    };
    cited.sort_by(|a, b| (&a.0, a.1.start.line, a.1.start.character).cmp(&(&b.0, b.1.start.line, b.1.start.character)));
    cited.dedup();
    cited
}
