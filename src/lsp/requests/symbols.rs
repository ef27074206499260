//! `textDocument/documentSymbol`.

use super::super::context::{OpenArticle, RequestContext};
use crate::features::symbols::{self, OutlineEntry, OutlineKind};
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

fn kind(kind: OutlineKind) -> lsp::SymbolKind {
    match kind {
        OutlineKind::Heading => lsp::SymbolKind::STRING,
        OutlineKind::Source => lsp::SymbolKind::KEY,
        OutlineKind::Speaker => lsp::SymbolKind::OBJECT,
        OutlineKind::Sentence => lsp::SymbolKind::FIELD,
    }
}

#[allow(deprecated, reason = "the protocol's own type has the field")]
fn nested(entry: OutlineEntry, article: &OpenArticle<'_>) -> lsp::DocumentSymbol {
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
fn flatten(
    entry: &OutlineEntry,
    above: Option<&str>,
    article: &OpenArticle<'_>,
    flat: &mut Vec<lsp::SymbolInformation>,
) {
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
