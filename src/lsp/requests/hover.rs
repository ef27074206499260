//! `textDocument/hover`.

use super::super::asked::Asked;
use super::super::convert;
use tower_lsp::lsp_types as lsp;

pub fn answer(asked: &Asked<'_>, position: lsp::Position) -> Option<lsp::Hover> {
    let article = asked.article()?;
    let hover = (asked.engine.hover)(article.snapshot, article.offset(position))?;
    let contents = convert::markup(hover.markdown, asked.client.markdown_hovers);
    Some(lsp::Hover { contents: lsp::HoverContents::Markup(contents), range: Some(article.range(hover.span)) })
}
