//! `textDocument/semanticTokens`: full, by range, and what has changed since the last full answer.

use super::super::context::{OpenArticle, RequestContext};
use crate::features::semantic_tokens::tokens;
use crate::text::Span;
use std::cell::RefCell;
use tower_lsp::lsp_types as lsp;

/// The last full answer for a document, to tell the next one's difference from.
#[derive(Debug, Default)]
pub struct Last(RefCell<(u64, Vec<lsp::SemanticToken>)>);

pub fn full(context: &RequestContext<'_>) -> Option<lsp::SemanticTokensResult> {
    let article = context.article()?;
    let (_, document) = context.document?;
    let data = encoded(&article, Span::new(0, article.text().len()));
    let mut last = document.tokens.0.borrow_mut();
    *last = (last.0 + 1, data.clone());
    Some(lsp::SemanticTokensResult::Tokens(lsp::SemanticTokens { result_id: Some(last.0.to_string()), data }))
}

pub fn delta(context: &RequestContext<'_>, previous: &str) -> Option<lsp::SemanticTokensFullDeltaResult> {
    let article = context.article()?;
    let (_, document) = context.document?;
    let data = encoded(&article, Span::new(0, article.text().len()));
    let mut last = document.tokens.0.borrow_mut();
    let known = last.0.to_string() == previous;
    let (number, before) = std::mem::take(&mut *last);
    *last = (number + 1, data);
    let result_id = Some(last.0.to_string());
    if !known {
        let data = last.1.clone();
        return Some(lsp::SemanticTokensFullDeltaResult::Tokens(lsp::SemanticTokens { result_id, data }));
    }
    let edits = difference(&before, &last.1).into_iter().collect();
    Some(lsp::SemanticTokensFullDeltaResult::TokensDelta(lsp::SemanticTokensDelta { result_id, edits }))
}

pub fn range(context: &RequestContext<'_>, range: lsp::Range) -> Option<lsp::SemanticTokensRangeResult> {
    let article = context.article()?;
    let start = article.offset(range.start);
    let data = encoded(&article, Span::new(start, article.offset(range.end).max(start)));
    Some(lsp::SemanticTokensRangeResult::Tokens(lsp::SemanticTokens { result_id: None, data }))
}

/// The tokens of the blocks that touch `within`, each told by its distance from the one before.
fn encoded(article: &OpenArticle<'_>, within: Span) -> Vec<lsp::SemanticToken> {
    let mut last = lsp::Position::default();
    let encode = |token: crate::features::semantic_tokens::Token| {
        let range = article.range(token.span);
        let delta_line = range.start.line - last.line;
        let from = if delta_line == 0 { last.character } else { 0 };
        last = range.start;
        lsp::SemanticToken {
            delta_line,
            delta_start: range.start.character - from,
            length: range.end.character - range.start.character,
            token_type: token.kind as u32,
            token_modifiers_bitset: u32::from(token.unattributed),
        }
    };
    tokens(article.snapshot, within).into_iter().map(encode).collect()
}

/// The one stretch in which `after` differs from `before`, counted in numbers as the protocol does; `None` if they are the same.
fn difference(before: &[lsp::SemanticToken], after: &[lsp::SemanticToken]) -> Option<lsp::SemanticTokensEdit> {
    /// Numbers a token is told by.
    const NUMBERS: usize = 5;
    let head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let (before, after) = (&before[head..], &after[head..]);
    let tail = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, new) = (before.len() - tail, &after[..after.len() - tail]);
    (gone > 0 || !new.is_empty()).then(|| lsp::SemanticTokensEdit {
        start: u32::try_from(head * NUMBERS).unwrap_or(u32::MAX),
        delete_count: u32::try_from(gone * NUMBERS).unwrap_or(u32::MAX),
        data: Some(new.to_vec()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_is_the_least_stretch() {
        let token = |delta_start| lsp::SemanticToken { delta_start, ..Default::default() };
        let told = |before: &[u32], after: &[u32]| {
            let all = |numbers: &[u32]| numbers.iter().map(|&n| token(n)).collect::<Vec<_>>();
            difference(&all(before), &all(after))
                .map(|edit| (edit.start, edit.delete_count, edit.data.map_or(0, |data| data.len())))
        };
        assert_eq!(told(&[1, 2, 3], &[1, 2, 3]), None);
        assert_eq!(told(&[1, 2, 3], &[1, 4, 3]), Some((5, 5, 1)));
        assert_eq!(told(&[1, 1], &[1, 1, 1]), Some((10, 0, 1)));
        assert_eq!(told(&[1, 2], &[]), Some((0, 10, 0)));
    }
}
