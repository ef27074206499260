//! `sayso/coverage`, a request of our own: how much of an article is sourced, on whom each sentence rests, and which rest on nobody.
//!
//! It is what an editor's status line, its tree of sources and its list of open sentences are made from. The commands `sayso.coverage` and
//! `sayso.sources` tell the same to a person; this tells it to a program, and says nothing aloud.

use super::super::context::{OpenArticle, RequestContext};
use crate::features::coverage;
use crate::features::shortened;
use crate::text::Span;
use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::lsp_types::TextDocumentIdentifier;

/// The request's name.
pub const METHOD: &str = "sayso/coverage";

/// The longest text of a sentence that is told, in characters: it is shown on one line.
const SHOWN: usize = 160;

/// Which article is asked about.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Params {
    pub text_document: TextDocumentIdentifier,
}

/// `null` for what is no article.
pub fn answer(context: &RequestContext<'_>) -> Value {
    let Some(article) = context.article() else { return Value::Null };
    let found = coverage::coverage(article.snapshot);
    json!({
        "version": article.version,
        "judged": article.snapshot.ledger.language.judged(),
        "claims": found.claims,
        "asked": found.asked,
        "sourced": found.sourced,
        "share": found.share(),
        "headline": found.headline(),
        "open": found.open,
        "unanswered": sentences(&article, &found.unanswered),
        "sources": sources(&article, &found),
    })
}

fn sources(article: &OpenArticle<'_>, found: &coverage::Coverage) -> Vec<Value> {
    let (registry, guard) = (&article.snapshot.data.registry, article.snapshot.guard());
    let cited = found.cited.iter().map(|cited| {
        json!({
            "key": cited.key,
            "name": registry.get(&cited.key).map(|source| guard.shown(source.display_name()).into_owned()),
            "registered": cited.registered,
            "sentences": sentences(article, &cited.sentences),
        })
    });
    let voices = found.voices.iter().map(|(name, on)| json!({"name": name, "sentences": sentences(article, on)}));
    cited.chain(voices).collect()
}

fn sentences(article: &OpenArticle<'_>, spans: &[Span]) -> Vec<Value> {
    let guard = article.snapshot.guard();
    let text = |span: &Span| shortened(&guard.shown(span.of(article.text())), SHOWN);
    let told = |span: &Span| json!({"range": article.range(*span), "text": text(span)});
    spans.iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_told_on_one_line_and_not_at_length() {
        assert_eq!(shortened("The dam\r\n  holds. ", SHOWN), "The dam holds.");
        let long = shortened(&"ж ".repeat(500), SHOWN);
        assert_eq!((long.chars().count(), long.ends_with('…')), (SHOWN, true));
        assert_eq!(shortened(&"ж".repeat(500), SHOWN).chars().count(), SHOWN);
    }
}
