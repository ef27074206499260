//! Where a registry file writes a key: as an entry's own, and where one entry names another.
//!
//! A key may be written in many ways, with escapes, in quotation marks, folded over lines. What writes a new one in its place keeps the
//! way it was written as far as the new key can be written so. Pure functions of the file's text.

use super::tree::{NodeId, Tree, Value};
use super::{Shape, bib, json, shape, yaml};
use crate::text::{Problem, Severity, Span};
use biblatex::{RawBibliography, RawChunk};
use std::collections::HashMap;

/// Fields of CSL files that name a source: the newsroom's own, and the key as Zotero and citeproc repeat it beside `id`.
const CSL: [&str; 3] = ["origin", "citation-key", "citationKey"];
/// Fields of BibLaTeX that name entries, and the newsroom's own (BibLaTeX 3.20, section 2.2.3 and 2.3).
const BIB: [&str; 7] = ["origin", "crossref", "xref", "xdata", "ids", "related", "entryset"];

/// A place where a key is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyMention {
    /// The key.
    pub key: String,
    /// All that is written there for it, quotation marks included.
    pub span: Span,
    style: Style,
}

/// How a key is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// As it is: in BibLaTeX, and in a block of text in YAML.
    AsItIs,
    /// In JSON's quotation marks, or as a number.
    Json,
    /// In YAML bare.
    Plain,
    /// In YAML's single quotation marks.
    Single,
    /// In YAML's double quotation marks.
    Double,
    /// In BibLaTeX put together of pieces and abbreviations, which stand elsewhere too.
    Pieces,
}

impl KeyMention {
    /// What to write in its place so that it is the key `new`; `None` where a person has to.
    #[must_use]
    pub fn written(&self, new: &str) -> Option<String> {
        Some(match self.style {
            Style::AsItIs => new.to_owned(),
            Style::Plain if is_bare(new) => new.to_owned(),
            Style::Single => format!("'{}'", new.replace('\'', "''")),
            Style::Json | Style::Plain | Style::Double => serde_json::Value::from(new).to_string(),
            Style::Pieces => return None,
        })
    }
}

/// Whether YAML takes `key` for that word wherever it stands, without marks: between brackets it takes most for something else. Readers of
/// YAML 1.1 take more for numbers, times and truth values than those of 1.2.
fn is_bare(key: &str) -> bool {
    const TRUTHS: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let figure = |c: char| c.is_ascii_hexdigit() || "xXoO_.:+-".contains(c);
    let number = key.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) && key.chars().all(figure);
    let (tree, problems) = yaml::read(&format!("[{key}]"));
    let items = tree.roots.first().map_or(&[][..], |root| tree.items(*root));
    let alone = matches!(items, [only] if tree.text(*only) == Some(key));
    alone
        && problems.is_empty()
        && !number
        && !TRUTHS.contains(&key.to_ascii_lowercase().as_str())
        && !key.starts_with(['~', '='])
}

/// Every key that the registry `text`, called `name`, writes, in order of place. `None` where the file cannot be read to its end, so that
/// some may be missing.
#[must_use]
pub fn mentions(name: &str, text: &str) -> Option<Vec<KeyMention>> {
    let mut found = match shape(name, text) {
        Shape::Bib => in_bib(text)?,
        Shape::Json => match sound(json::read(text)) {
            Some(tree) => in_tree(&tree, |_| Style::Json),
            None => in_yaml(text)?,
        },
        Shape::Yaml => in_yaml(text)?,
    };
    found.sort_by_key(|mention| mention.span);
    // What an alias stands for is written once.
    found.dedup();
    Some(found)
}

fn sound((tree, problems): (Tree, Vec<Problem>)) -> Option<Tree> {
    problems.iter().all(|problem| problem.severity < Severity::Error).then_some(tree)
}

fn in_yaml(text: &str) -> Option<Vec<KeyMention>> {
    let tree = sound(yaml::read(text))?;
    let style = |span: Span| match text.as_bytes().get(span.start) {
        Some(b'\'') => Style::Single,
        Some(b'"') => Style::Double,
        _ if is_block(text, span.start) => Style::AsItIs,
        _ => Style::Plain,
    };
    let mut found = in_tree(&tree, |span| style(bare(text, span)));
    for mention in &mut found {
        mention.span = bare(text, mention.span);
        // The end of a block of text is noticed at the next thing after it.
        mention.span.end = mention.span.start + mention.span.of(text).trim_end().len();
    }
    Some(found)
}

/// A scalar without the anchor and the tag before it.
fn bare(text: &str, mut span: Span) -> Span {
    while span.of(text).starts_with(['&', '!']) {
        let Some(end) = span.of(text).find(char::is_whitespace) else { break };
        span.start += end;
        span.start += span.of(text).len() - span.of(text).trim_start().len();
    }
    span
}

/// Whether what starts at `at` is the text of a block, after a line that ends with `|`, `>-` and the like.
fn is_block(text: &str, at: usize) -> bool {
    let above = text[..at].trim_end_matches(' ').strip_suffix('\n').unwrap_or_default().trim_end();
    let head = above.trim_end_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
    head.strip_suffix(['|', '>']).is_some_and(|before| before.ends_with([' ', '\t', ':', '-']))
}

fn in_tree(tree: &Tree, style: impl Fn(Span) -> Style) -> Vec<KeyMention> {
    let mut found = Vec::new();
    let mut add = |id: NodeId| {
        let span = tree.span(id);
        let key = tree.text(id).filter(|_| !span.is_empty()).map(str::to_owned);
        found.extend(key.map(|key| KeyMention { key, span, style: style(span) }));
    };
    for list in tree.roots.iter().flat_map(|&root| tree.lists(root)) {
        match &tree.node(list).value {
            Value::List(items) => items.iter().filter_map(|&item| tree.get(item, "id")).for_each(&mut add),
            Value::Map(pairs) => match tree.get(list, "id").filter(|&id| tree.text(id).is_some()) {
                Some(id) => add(id),
                None => pairs.iter().filter(|(_, entry)| tree.is_map(*entry)).for_each(|(key, _)| add(*key)),
            },
            Value::Scalar { .. } => {}
        }
    }
    // Wherever they stand: an entry may take them over from elsewhere in the file.
    for &(field, value) in tree.all_pairs() {
        if tree.text(field).is_some_and(|name| CSL.iter().any(|known| name.eq_ignore_ascii_case(known))) {
            add(value);
        }
    }
    found
}

fn in_bib(text: &str) -> Option<Vec<KeyMention>> {
    let bibliography = RawBibliography::parse(text).ok()?;
    let mut abbreviations = HashMap::new();
    for pair in &bibliography.abbreviations {
        let words = bib::joined(pair.value.v.iter().map(|chunk| &chunk.v), &abbreviations);
        abbreviations.insert(pair.key.v, words);
    }
    let mut found = Vec::new();
    for entry in &bibliography.entries {
        let key = &entry.v.key;
        found.push(KeyMention {
            key: key.v.to_owned(),
            span: Span::new(key.span.start, key.span.end),
            style: Style::AsItIs,
        });
        for pair in entry.v.fields.iter().filter(|pair| BIB.iter().any(|it| pair.key.v.eq_ignore_ascii_case(it))) {
            let value = Span::new(pair.value.span.start, pair.value.span.end);
            if let [chunk] = pair.value.v.as_slice()
                && let RawChunk::Normal(words) = chunk.v
            {
                let start = value.start + value.of(text).find(words)?;
                found.extend(listed(words).map(|(at, key)| {
                    let span = Span::new(start + at, start + at + key.len());
                    KeyMention { key: key.to_owned(), span, style: Style::AsItIs }
                }));
            } else {
                let words = bib::joined(pair.value.v.iter().map(|chunk| &chunk.v), &abbreviations);
                let keys = listed(&words).map(|(_, key)| KeyMention {
                    key: key.to_owned(),
                    span: value,
                    style: Style::Pieces,
                });
                found.extend(keys);
            }
        }
    }
    Some(found)
}

/// The keys of a list parted by commas, each with the byte it starts at.
fn listed(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    words.split(',').filter_map(move |part| {
        let start = at;
        at += part.len() + 1;
        let key = part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '}'));
        (!key.is_empty()).then(|| (start + part.find(key).unwrap_or(0), key))
    })
}
