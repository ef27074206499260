//! `textDocument/completion` and `completionItem/resolve`.

use super::super::context::RequestContext;
use super::super::convert;
use super::command;
use crate::desk::{CONFIGURATION, Newsroom};
use crate::features::completion::{self, CompletionItem, Completions, File, ItemKind};
use crate::text::Span;
use serde_json::json;
use std::path::Path;
use tower_lsp::lsp_types::{self as lsp, Url};

/// Turns spans of the text at hand into the editor's ranges.
type Ranges<'a> = Box<dyn Fn(Span) -> lsp::Range + 'a>;

pub fn answer(context: &RequestContext<'_>, position: lsp::Position) -> Option<lsp::CompletionResponse> {
    let (uri, _) = context.document?;
    let (found, range): (Completions, Ranges<'_>) = if let Some(article) = context.article() {
        let found = (context.engine.complete)(article.snapshot, article.offset(position))?;
        (found, Box::new(move |span| article.range(span)))
    } else {
        in_file(context, position)?
    };
    let items = found.items.into_iter().enumerate().map(|(rank, item)| {
        let range = range(item.replace);
        convert_item(context, uri, rank, item, range)
    });
    let items = items.collect();
    Some(lsp::CompletionResponse::List(lsp::CompletionList { is_incomplete: found.incomplete, items }))
}

/// What can be put into one of the newsroom's own files, as far as it has been typed.
fn in_file<'a>(context: &RequestContext<'a>, position: lsp::Position) -> Option<(Completions, Ranges<'a>)> {
    let (_, document) = context.document?;
    let path = document.path.as_ref()?;
    let nobody = Newsroom::default();
    let newsroom = context.newsroom().map_or(&nobody, |newsroom| &**newsroom);
    let file = which(path, newsroom)?;
    let text: std::sync::Arc<str> = (&document.rope).into();
    let lines = convert::Lines::new();
    let offset = convert::offset(&text, convert::position(position), &lines, context.client);
    let found = completion::complete_in_file(file, &text, offset, newsroom)?;
    let encoding = context.client.encoding;
    Some((found, Box::new(move |span| convert::range(span, &text, &lines, encoding))))
}

/// Which of the newsroom's files lies at `path`.
fn which(path: &Path, newsroom: &Newsroom) -> Option<File> {
    let yaml = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"));
    let root = newsroom.root.as_deref().unwrap_or(Path::new(""));
    let named = |files: &[String]| files.iter().any(|file| root.join(file) == path);
    if path.ends_with(CONFIGURATION) {
        Some(File::Settings)
    } else if !yaml {
        None
    } else if named(&newsroom.house.places) || path.file_stem().is_some_and(|stem| stem == "places") {
        Some(File::Places)
    } else if named(&newsroom.house.sources) || path.file_stem().is_some_and(|stem| stem == "sources") {
        Some(File::Registry)
    } else {
        None
    }
}

fn convert_item(
    context: &RequestContext<'_>,
    uri: &Url,
    rank: usize,
    item: CompletionItem,
    range: lsp::Range,
) -> lsp::CompletionItem {
    let client = context.client;
    let snippet = item.snippet.filter(|_| client.snippets);
    let card = |text: String| {
        (!text.is_empty()).then(|| lsp::Documentation::MarkupContent(convert::markup(text, client.markdown_items)))
    };
    let source = item.sort == ItemKind::Source;
    // An editor that does not say it asks for cards gets those of the first few, which are all a person sees.
    let eager = source && !client.resolves_cards && rank < 20;
    let documentation = if eager {
        context.article().and_then(|a| completion::card(&a.snapshot.data.registry, &item.label)).unwrap_or_default()
    } else {
        item.documentation
    };
    lsp::CompletionItem {
        // None of the kinds that were added later, which not every editor knows.
        kind: Some(match item.sort {
            ItemKind::Source => lsp::CompletionItemKind::REFERENCE,
            ItemKind::Person => lsp::CompletionItemKind::CLASS,
            ItemKind::Keyword => lsp::CompletionItemKind::KEYWORD,
            ItemKind::Locator => lsp::CompletionItemKind::UNIT,
            ItemKind::Place => lsp::CompletionItemKind::MODULE,
            ItemKind::Phrase if snippet.is_some() => lsp::CompletionItemKind::SNIPPET,
            ItemKind::Phrase => lsp::CompletionItemKind::TEXT,
            ItemKind::Setting => lsp::CompletionItemKind::PROPERTY,
            ItemKind::Value => lsp::CompletionItemKind::VALUE,
        }),
        label_details: (client.label_details && !item.detail.is_empty())
            .then(|| lsp::CompletionItemLabelDetails { detail: None, description: Some(item.detail.clone()) }),
        detail: Some(item.detail).filter(|detail| !detail.is_empty()),
        documentation: card(documentation),
        // Editors sort by this text; the rank in equal width keeps the order the desk gave.
        sort_text: Some(format!("{rank:05}")),
        filter_text: Some(item.filter),
        insert_text_format: snippet.is_some().then_some(lsp::InsertTextFormat::SNIPPET),
        text_edit: Some(lsp::CompletionTextEdit::Edit(lsp::TextEdit {
            range,
            new_text: snippet.unwrap_or(item.insert),
        })),
        command: item.registers.filter(|_| client.applies_edits).map(|person| lsp::Command {
            title: "Add Source".into(),
            command: command::REGISTER.into(),
            arguments: Some(command::register_arguments(uri, &person)),
        }),
        data: (source && !eager).then(|| json!(uri)),
        label: item.label,
        ..Default::default()
    }
}

/// The document an item is from, for [`resolve`].
pub fn document(item: &lsp::CompletionItem) -> Option<Url> {
    serde_json::from_value(item.data.clone()?).ok()
}

/// Fills in the card of an item that is being looked at.
pub fn resolve(context: &RequestContext<'_>, mut item: lsp::CompletionItem) -> lsp::CompletionItem {
    let registry = context.article().map(|article| &article.snapshot.data.registry);
    let registry = registry.or(context.newsroom().map(|newsroom| &newsroom.data.registry));
    if let Some(card) = registry.and_then(|registry| completion::card(registry, &item.label)) {
        item.documentation =
            Some(lsp::Documentation::MarkupContent(convert::markup(card, context.client.markdown_items)));
    }
    item
}
