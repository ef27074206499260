//! `textDocument/references`: every sentence of the newsroom that rests on a source, every mention of a place under any of its names, every
//! word of the article that stands for a speaker.

use super::super::context::RequestContext;
use super::super::index::UseKey;
use super::{definition, word};
use crate::features::definition::Definition;
use crate::features::symbol::{self, Symbol};
use tower_lsp::lsp_types as lsp;

pub fn answer(context: &RequestContext<'_>, position: lsp::Position, declaration: bool) -> Option<Vec<lsp::Location>> {
    let word = word::at(context, position)?;
    let mut found = Vec::new();
    if declaration
        && let Some(target) = word::target(context, &word.symbol).filter(Definition::is_in_file)
        && let Some((uri, _, range)) = definition::place(context, &target)
    {
        found.push(lsp::Location::new(uri, range));
    }
    match (&word.symbol, &word.key) {
        (Symbol::Speaker(_), _) | (_, None) => {
            let article = context.article()?;
            let words = symbol::words(article.snapshot, &word.symbol).into_iter();
            found.extend(words.map(|span| lsp::Location::new(article.uri.clone(), article.range(span))));
        }
        (symbol, Some(key)) => {
            if let (Symbol::Source(source), UseKey::Source { file: None, .. }) = (symbol, key)
                && let Some(newsroom) = context.newsroom()
            {
                found.extend(word::origins(context, newsroom, source));
            }
            found.extend(word::uses(context, key)?);
        }
    }
    Some(found)
}
