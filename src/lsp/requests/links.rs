//! `textDocument/documentLink` and `documentLink/resolve`.

use super::super::context::RequestContext;
use crate::features::links::{self, To};
use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::{self as lsp, Url};

/// What the editor gives back when it wants to know where a link leads.
#[derive(Serialize, Deserialize)]
struct Source {
    uri: Url,
    key: String,
}

pub fn answer(context: &RequestContext<'_>) -> Option<Vec<lsp::DocumentLink>> {
    let article = context.article()?;
    let path = article.uri.to_file_path().ok();
    let found = links::links(article.snapshot, path.as_deref()).into_iter().filter_map(|link| {
        let (target, data) = match link.to {
            To::File(path) => (Some(Url::from_file_path(path).ok()?), None),
            To::Source(key) => (None, serde_json::to_value(Source { uri: article.uri.clone(), key }).ok()),
        };
        Some(lsp::DocumentLink { range: article.range(link.span), target, tooltip: None, data })
    });
    Some(found.collect())
}

/// The document a link is in.
pub fn document(link: &lsp::DocumentLink) -> Option<Url> {
    Some(Source::deserialize(link.data.as_ref()?).ok()?.uri)
}

/// The link with the address it leads to.
pub fn resolve(context: &RequestContext<'_>, link: lsp::DocumentLink) -> lsp::DocumentLink {
    let found = || {
        let key = Source::deserialize(link.data.as_ref()?).ok()?.key;
        let snapshot = context.article()?.snapshot;
        let source = snapshot.data.registry.get(&key)?;
        Some((Url::parse(links::address(source)?).ok()?, snapshot.shown(source.display_name())))
    };
    match found() {
        Some((target, name)) => lsp::DocumentLink {
            target: Some(target),
            tooltip: Some(name).filter(|_| context.client.link_tooltips),
            ..link
        },
        None => link,
    }
}
