//! `textDocument/definition`.

use super::super::context::{RequestContext, TextFile};
use super::word;
use crate::features::definition::Definition;
use std::path::Path;
use tower_lsp::lsp_types::{self as lsp, Url};

pub fn answer(context: &RequestContext<'_>, position: lsp::Position) -> Option<lsp::GotoDefinitionResponse> {
    let word = word::at(context, position)?;
    let (uri, entry, name) = place(context, &word::target(context, &word.symbol)?)?;
    Some(if context.client.links_definitions {
        let link = lsp::LocationLink {
            origin_selection_range: Some(word.range),
            target_uri: uri,
            target_range: entry,
            target_selection_range: name,
        };
        lsp::GotoDefinitionResponse::Link(vec![link])
    } else {
        lsp::GotoDefinitionResponse::Scalar(lsp::Location { uri, range: name })
    })
}

/// The document something is defined in, all that is said of it there, and its name.
pub fn place(context: &RequestContext<'_>, target: &Definition) -> Option<(Url, lsp::Range, lsp::Range)> {
    match target {
        Definition::Here(span) => {
            let article = context.article()?;
            let range = article.range(*span);
            Some((article.uri.clone(), range, range))
        }
        Definition::File { path, name, entry } => {
            let file = context.file(path)?;
            Some((file.uri(context, path)?, file.range(*entry), file.range(*name)))
        }
    }
}

impl TextFile {
    /// The editor's name for the file at `path`.
    pub fn uri(&self, context: &RequestContext<'_>, path: &Path) -> Option<Url> {
        context.documents.at(path).map(|(uri, _)| uri.clone()).or_else(|| Url::from_file_path(path).ok())
    }
}
