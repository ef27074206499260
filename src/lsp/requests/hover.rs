//! `textDocument/hover`.

use super::super::context::RequestContext;
use super::super::convert;
use tower_lsp::lsp_types as lsp;

pub fn answer(context: &RequestContext<'_>, position: lsp::Position) -> Option<lsp::Hover> {
    let article = context.article()?;
    let hover = (context.engine.hover)(article.snapshot, article.offset(position))?;
    let contents = convert::markup(hover.markdown, context.client.markdown_hovers);
    Some(lsp::Hover { contents: lsp::HoverContents::Markup(contents), range: Some(article.range(hover.span)) })
}
