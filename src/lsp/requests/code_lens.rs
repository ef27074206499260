//! `textDocument/codeLens`: above an article its numbers, above each entry of the newsroom's own files how much it is used.

use super::super::context::RequestContext;
use super::super::convert::Lines;
use super::super::index::{UseKey, Used};
use super::super::ranges::Ranges;
use super::{command, word};
use crate::features::code_lens::{Press, lenses, times};
use crate::text::Span;
use serde_json::json;
use tower_lsp::lsp_types as lsp;

pub fn answer(context: &RequestContext<'_>) -> Option<Vec<lsp::CodeLens>> {
    let Some(article) = context.article() else { return in_file(context) };
    let lenses = lenses(article.snapshot).into_iter().map(|lens| {
        let command = match lens.press {
            Press::Coverage => command::COVERAGE,
            Press::Sources => command::SOURCES,
        };
        lsp::CodeLens {
            range: article.range(lens.span),
            command: Some(lsp::Command {
                title: lens.title,
                command: command.into(),
                arguments: Some(vec![json!(article.uri)]),
            }),
            data: None,
        }
    });
    Some(lenses.collect())
}

/// The uses of each entry of one of the newsroom's own files.
fn in_file(context: &RequestContext<'_>) -> Option<Vec<lsp::CodeLens>> {
    let (uri, document) = context.document?;
    let path = document.path.as_deref()?;
    let newsroom = context.newsroom()?;
    let sources = newsroom.sources_of(path).unwrap_or_default().iter();
    let places = newsroom.places_of(path).unwrap_or_default().iter();
    let sources =
        sources.map(|source| (source.key_span, Some(UseKey::Source { key: source.key.as_str().into(), file: None })));
    let places = places.map(|(place, span)| (*span, newsroom.data.atlas.find(&place.id).map(UseKey::Place)));
    let mut entries: Vec<(Span, UseKey)> = sources.chain(places).filter_map(|(span, key)| Some((span, key?))).collect();
    if entries.is_empty() {
        return None;
    }
    entries.sort_by_key(|(span, _)| *span);
    let text: std::sync::Arc<str> = (&document.rope).into();
    let lines = Lines::new();
    let mut ranges = Ranges::new(&text, &lines, context.client.encoding);
    let open = word::OpenUses::of(context);
    let lens = |(span, key): (Span, UseKey)| {
        let range = ranges.range(span);
        let Used { sites, articles } = open.used(context, &key);
        let title = match key {
            UseKey::Source { .. } => times(sites, articles, ["sentence", "sentences"], "not cited yet"),
            UseKey::Place(_) => times(sites, articles, ["mention", "mentions"], "not mentioned yet"),
        };
        let command = lsp::Command {
            title,
            command: command::USES.into(),
            arguments: Some(vec![json!(uri), json!(range.start)]),
        };
        lsp::CodeLens { range, command: Some(command), data: None }
    };
    Some(entries.into_iter().map(lens).collect())
}
