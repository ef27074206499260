//! `textDocument/codeLens`.

use super::super::asked::Asked;
use super::command;
use crate::features::code_lens::{Press, lenses};
use serde_json::json;
use tower_lsp::lsp_types as lsp;

pub fn answer(asked: &Asked<'_>) -> Option<Vec<lsp::CodeLens>> {
    let article = asked.article()?;
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
