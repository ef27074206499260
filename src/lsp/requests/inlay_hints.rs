//! `textDocument/inlayHint`.

use super::super::context::RequestContext;
use super::super::convert;
use crate::features::inlay_hints;
use crate::text::Span;
use tower_lsp::lsp_types as lsp;

pub fn answer(context: &RequestContext<'_>, range: lsp::Range) -> Option<Vec<lsp::InlayHint>> {
    let article = context.article()?;
    let start = article.offset(range.start);
    let within = Span::new(start, article.offset(range.end).max(start));
    let hints = inlay_hints::hints(article.snapshot, within).into_iter().map(|hint| {
        let at = article.range(Span::new(hint.at, hint.at)).start;
        let location = hint.leads_to.map(|span| lsp::Location { uri: article.uri.clone(), range: article.range(span) });
        let label = match location {
            Some(location) => lsp::InlayHintLabel::LabelParts(vec![lsp::InlayHintLabelPart {
                value: hint.label,
                location: Some(location),
                ..Default::default()
            }]),
            None => lsp::InlayHintLabel::String(hint.label),
        };
        lsp::InlayHint {
            position: at,
            label,
            kind: None,
            text_edits: hint.edit.map(|(span, new_text)| vec![lsp::TextEdit { range: article.range(span), new_text }]),
            tooltip: Some(lsp::InlayHintTooltip::MarkupContent(convert::markup(
                hint.tooltip,
                context.client.markdown_hovers,
            ))),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        }
    });
    Some(hints.collect())
}
