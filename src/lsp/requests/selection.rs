//! `textDocument/selectionRange`.

use super::super::context::RequestContext;
use crate::features::selection;
use tower_lsp::lsp_types as lsp;

pub fn answer(context: &RequestContext<'_>, positions: &[lsp::Position]) -> Option<Vec<lsp::SelectionRange>> {
    let article = context.article()?;
    let one = |&position: &lsp::Position| {
        let offset = article.offset(position);
        let outward = selection::selections(article.snapshot, offset);
        let nested = outward.into_iter().rev().fold(None, |parent: Option<lsp::SelectionRange>, span| {
            Some(lsp::SelectionRange { range: article.range(span), parent: parent.map(Box::new) })
        });
        // There is one for each position that was asked, or the editor cannot tell whose they are.
        nested.unwrap_or(lsp::SelectionRange { range: lsp::Range::new(position, position), parent: None })
    };
    Some(positions.iter().map(one).collect())
}
