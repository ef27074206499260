//! `stet` directives and the rules they name, and the marks of the trade.

use super::{Completions, ItemKind, line_start, listed};
use crate::article::Format;
use crate::desk::Snapshot;
use crate::rules;
use crate::text::Span;

/// How far back the start of a directive is looked for, in bytes.
const REACH: usize = 300;

const DIRECTIVES: [(&str, &str); 4] = [
    ("stet", "keeps the sentence before it"),
    ("stet-next", "keeps the sentence after it"),
    ("stet-block", "keeps the paragraph"),
    ("stet-file", "keeps the whole article"),
];

/// What can be put at `offset`; `None` where no directive is being typed.
pub fn complete(snapshot: &Snapshot, offset: usize) -> Option<Completions> {
    let text = &*snapshot.ledger.text;
    let before = &text[line_start(text, offset, REACH)..offset];
    let (open, close) = match snapshot.ledger.format {
        Format::Markdown => ("<!--", "-->"),
        Format::Plain => ("[", "]"),
    };
    let inside = &before[before.rfind(open)? + open.len()..];
    // After a colon comes the reason, in the writer's words.
    if inside.contains(close) || inside.contains(':') {
        return None;
    }
    let words = inside.trim_start();
    let typed = words.rsplit([' ', ',']).next()?;
    let replace = Span::new(offset - typed.len(), offset);
    let closed = text[offset..].lines().next().is_some_and(|rest| rest.contains(close));
    let end = match (closed, snapshot.ledger.format) {
        (true, _) => "",
        (false, Format::Markdown) => " -->",
        (false, Format::Plain) => "]",
    };
    if typed.len() == words.len() {
        // In plain text a bracket begins much else, so something of the word has to stand there.
        let begun = snapshot.ledger.format == Format::Markdown || typed.to_ascii_lowercase().starts_with("st");
        return listed(DIRECTIVES, typed, replace, ItemKind::Keyword, end).filter(|_| begun);
    }
    if !words.to_ascii_lowercase().starts_with("stet") {
        return None;
    }
    let after = if closed {
        ""
    } else if end == "]" {
        ": reason TK]"
    } else {
        ": reason TK -->"
    };
    // Of what is found in a registry nothing can be let stand in an article.
    let of_articles = rules::ALL.iter().filter(|rule| !matches!(rule.check, rules::Check::Registry(_)));
    listed(of_articles.map(|rule| (rule.name, rule.summary)), typed, replace, ItemKind::Keyword, after)
}
