//! `textDocument/linkedEditingRange`.

use super::super::context::RequestContext;
use crate::features::linked_editing;
use tower_lsp::lsp_types as lsp;

pub fn answer(context: &RequestContext<'_>, position: lsp::Position) -> Option<lsp::LinkedEditingRanges> {
    let article = context.article()?;
    let linked = linked_editing::linked(article.snapshot, article.offset(position))?;
    let ranges = linked.into_iter().map(|span| article.range(span)).collect();
    // A key without braces; inside braces an editor's own end of a word does as well.
    let word_pattern = Some(r"[\p{L}\p{N}_][\p{L}\p{N}_:.#$%&+?<>~/-]*".to_owned());
    Some(lsp::LinkedEditingRanges { ranges, word_pattern })
}
