//! `textDocument/documentHighlight`.

use super::super::context::RequestContext;
use crate::features::highlight;
use tower_lsp::lsp_types as lsp;

pub fn answer(context: &RequestContext<'_>, position: lsp::Position) -> Option<Vec<lsp::DocumentHighlight>> {
    let article = context.article()?;
    let found = highlight::highlight(article.snapshot, article.offset(position)).into_iter();
    // The protocol's word for where something gets its value and where it is used; editors give the two different colours.
    let kind = |names: bool| if names { lsp::DocumentHighlightKind::WRITE } else { lsp::DocumentHighlightKind::READ };
    Some(found.map(|it| lsp::DocumentHighlight { range: article.range(it.span), kind: Some(kind(it.names)) }).collect())
}
