//! `textDocument/completion`.

use super::super::asked::Asked;
use super::super::convert;
use tower_lsp::lsp_types as lsp;

pub fn answer(asked: &Asked<'_>, position: lsp::Position) -> Option<lsp::CompletionResponse> {
    let article = asked.article()?;
    let found = (asked.engine.complete)(article.snapshot, article.offset(position))?;
    let items = found.items.into_iter().enumerate().map(|(rank, item)| lsp::CompletionItem {
        label: item.label,
        kind: Some(lsp::CompletionItemKind::REFERENCE),
        detail: Some(item.detail).filter(|detail| !detail.is_empty()),
        documentation: Some(lsp::Documentation::MarkupContent(convert::markup(
            item.documentation,
            asked.client.markdown_items,
        ))),
        // Editors sort by this text; the rank in equal width keeps the order the desk gave.
        sort_text: Some(format!("{rank:05}")),
        filter_text: Some(item.filter),
        text_edit: Some(lsp::CompletionTextEdit::Edit(lsp::TextEdit {
            range: article.range(item.replace),
            new_text: item.insert,
        })),
        ..Default::default()
    });
    let items = items.collect();
    Some(lsp::CompletionResponse::List(lsp::CompletionList { is_incomplete: found.incomplete, items }))
}
