//! `textDocument/documentSymbol`.

use super::super::context::{OpenArticle, RequestContext};
use crate::features::symbols::{self, Entry, Kind};
use tower_lsp::lsp_types as lsp;

pub fn answer(context: &RequestContext<'_>) -> Option<lsp::DocumentSymbolResponse> {
    let article = context.article()?;
    let outline = symbols::symbols(article.snapshot);
    Some(if context.client.nested_symbols {
        lsp::DocumentSymbolResponse::Nested(outline.into_iter().map(|entry| nested(entry, &article)).collect())
    } else {
        let mut flat = Vec::new();
        for entry in &outline {
            flatten(entry, None, &article, &mut flat);
        }
        lsp::DocumentSymbolResponse::Flat(flat)
    })
}

fn kind(kind: Kind) -> lsp::SymbolKind {
    match kind {
        Kind::Heading => lsp::SymbolKind::STRING,
        Kind::Source => lsp::SymbolKind::KEY,
        Kind::Speaker => lsp::SymbolKind::OBJECT,
        Kind::Sentence => lsp::SymbolKind::FIELD,
    }
}

#[allow(deprecated, reason = "the protocol's own type has the field")]
fn nested(entry: Entry, article: &OpenArticle<'_>) -> lsp::DocumentSymbol {
    let children: Vec<_> = entry.children.into_iter().map(|child| nested(child, article)).collect();
    lsp::DocumentSymbol {
        name: entry.name,
        detail: Some(entry.detail).filter(|detail| !detail.is_empty()),
        kind: kind(entry.kind),
        tags: None,
        deprecated: None,
        range: article.range(entry.span),
        selection_range: article.range(entry.at),
        children: Some(children).filter(|children| !children.is_empty()),
    }
}

#[allow(deprecated, reason = "the protocol's own type has the field")]
fn flatten(entry: &Entry, above: Option<&str>, article: &OpenArticle<'_>, flat: &mut Vec<lsp::SymbolInformation>) {
    flat.push(lsp::SymbolInformation {
        name: entry.name.clone(),
        kind: kind(entry.kind),
        tags: None,
        deprecated: None,
        location: lsp::Location { uri: article.uri.clone(), range: article.range(entry.at) },
        container_name: above.map(str::to_owned),
    });
    for child in &entry.children {
        flatten(child, Some(&entry.name), article, flat);
    }
}
