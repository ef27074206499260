//! `textDocument/foldingRange`.

use super::super::context::RequestContext;
use crate::features::folding;
use tower_lsp::lsp_types as lsp;

pub fn answer(context: &RequestContext<'_>) -> Option<Vec<lsp::FoldingRange>> {
    let article = context.article()?;
    let client = context.client;
    let folds = folding::folds(article.snapshot).into_iter().map(|fold| {
        let range = article.range(fold.span);
        let characters = !client.folds_lines_only;
        lsp::FoldingRange {
            start_line: range.start.line,
            // Where characters count, the first line stays in sight.
            start_character: None,
            end_line: range.end.line,
            end_character: characters.then_some(range.end.character),
            kind: Some(lsp::FoldingRangeKind::Region),
            collapsed_text: Some(fold.instead).filter(|_| client.collapsed_text),
        }
    });
    Some(folds.collect())
}
