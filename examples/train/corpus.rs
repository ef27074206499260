//! Annotated articles, read and cut as the checker cuts them, with their gold labels on the tokens.

use sayso::article::{Block, Format, parse_block, split};
use sayso::attribution::model::{CONTENT, CUE, SOURCE, begin};
use serde::Deserialize;
use std::ops::Range;
use std::path::Path;

/// A span of an article, in bytes once read.
pub type Pair = [usize; 2];

#[derive(Deserialize)]
pub struct Article {
    pub text: String,
    pub sentences: Vec<Sentence>,
    pub attributions: Vec<Attribution>,
}

#[derive(Deserialize)]
pub struct Sentence {
    pub start: usize,
    pub end: usize,
    pub attributed: bool,
    pub discard: bool,
}

#[derive(Deserialize)]
pub struct Attribution {
    pub source: Vec<Pair>,
    pub cue: Vec<Pair>,
    pub content: Vec<Pair>,
}

/// Reads a corpus file; its offsets, code points in the file, are bytes afterwards.
pub fn read(path: &Path) -> Result<Vec<Article>, String> {
    let file = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    file.lines()
        .map(|line| serde_json::from_str(line).map(to_bytes).map_err(|e| format!("{}: {e}", path.display())))
        .collect()
}

fn to_bytes(mut article: Article) -> Article {
    let mut offsets: Vec<usize> = article.text.char_indices().map(|(i, _)| i).collect();
    offsets.push(article.text.len());
    for sentence in &mut article.sentences {
        (sentence.start, sentence.end) = (offsets[sentence.start], offsets[sentence.end]);
    }
    for attribution in &mut article.attributions {
        for span in attribution.source.iter_mut().chain(&mut attribution.cue).chain(&mut attribution.content) {
            *span = span.map(|offset| offsets[offset]);
        }
    }
    article
}

/// One block of an article with its gold labels.
pub struct Piece {
    /// Index of the article.
    pub article: usize,
    /// Where it starts in the article, in bytes.
    pub start: usize,
    pub text: String,
    pub block: Block,
    /// The gold label of each token.
    pub gold: Vec<u8>,
    /// The gold attributions whose cue stands in this block, in tokens.
    pub attributions: Vec<Gold>,
    /// Whether the annotators left it out as boilerplate.
    pub discard: bool,
}

/// A gold attribution, as far as it lies in the block of its cue; in tokens.
pub struct Gold {
    pub cue: Range<usize>,
    pub source: Option<Range<usize>>,
    pub content: Vec<Range<usize>>,
}

/// All blocks with tokens of `articles`.
pub fn pieces(articles: &[Article]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, article) in articles.iter().enumerate() {
        for piece in split(&article.text, Format::Plain) {
            let text = piece.span.of(&article.text).to_owned();
            let block = parse_block(&text, piece.kind, Format::Plain);
            if !block.tokens.is_empty() {
                pieces.push(label(index, article, piece.span.start, text, block));
            }
        }
    }
    pieces
}

fn label(index: usize, article: &Article, start: usize, text: String, block: Block) -> Piece {
    let mut gold = vec![0; block.tokens.len()];
    let mut attributions = Vec::new();
    // Later roles win: a cue over a source over content.
    for (role, pick) in [(CONTENT, 2), (SOURCE, 0), (CUE, 1)] {
        for attribution in &article.attributions {
            let spans = [&attribution.source, &attribution.cue, &attribution.content][pick];
            for span in spans.iter().filter_map(|span| tokens(&block, start, *span)) {
                gold[span.clone()].fill(begin(role) + 1);
                gold[span.start] = begin(role);
            }
        }
    }
    for attribution in &article.attributions {
        if let Some(cue) = attribution.cue.first().and_then(|span| tokens(&block, start, *span)) {
            let source = attribution.source.first().and_then(|span| tokens(&block, start, *span));
            let content = attribution.content.iter().filter_map(|span| tokens(&block, start, *span)).collect();
            attributions.push(Gold { cue, source, content });
        }
    }
    let inside = |s: &&Sentence| s.start < start + text.len() && s.end > start;
    let discard = article.sentences.iter().filter(inside).all(|s| s.discard);
    repair(&mut gold);
    Piece { article: index, start, text, block, gold, attributions, discard }
}

/// Where one span cut another in two, the rest begins a span of its own.
pub fn repair(gold: &mut [u8]) {
    for i in 0..gold.len() {
        let label = usize::from(gold[i]);
        let earlier = i.checked_sub(1).map_or(sayso::attribution::model::viterbi::LABELS, |i| usize::from(gold[i]));
        if !sayso::attribution::model::follows(earlier, label) {
            gold[i] -= 1;
        }
    }
}

/// The tokens of `block`, which starts at byte `start`, that a span of the article touches.
fn tokens(block: &Block, start: usize, [from, to]: Pair) -> Option<Range<usize>> {
    let first = block.tokens.partition_point(|t| t.span.end + start <= from);
    let end = block.tokens.partition_point(|t| t.span.start + start < to);
    (first < end).then_some(first..end)
}
