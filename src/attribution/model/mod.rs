//! The learned tagger: which words of a block are a source, a cue and its content.
//!
//! Two linear sequence models over hashed features. The first labels every token of the block; the second looks at each cue the first
//! found and says which source and which content are its own, unless there is but one of each. Both were trained on annotated news by
//! `examples/train`; what they learned is embedded and used in place. [`find`] is a pure function of the block: it sees no other block, no
//! clock and no chance, and its time is linear in the block's tokens.

pub mod features;
pub mod frame;
mod groups;
pub mod lexicon;
pub mod percue;
pub mod sums;
pub mod viterbi;
pub mod weights;

use crate::article::Block;
use crate::text::Span;
use frame::Frame;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;
use viterbi::{LABELS, decode};
use weights::{Linear, Model, Row};

/// An attribution as the tagger sees it. Spans are bytes from the block's start, on token boundaries.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The words for who it is.
    pub source: Option<Span>,
    /// The words that attribute. `None` where words are somebody's by their place alone (a quotation that runs on).
    pub cue: Option<Span>,
    /// What is attributed, in order; several stretches where something stands between them.
    pub content: Vec<Span>,
    /// How sure the tagger is, from 0 to 1, by the margins of its scores; comparable between attributions, not a probability.
    pub confidence: f32,
}

/// Role of a label: none.
pub const OUTSIDE: u8 = 0;
/// Role of a label: source.
pub const SOURCE: u8 = 1;
/// Role of a label: cue.
pub const CUE: u8 = 2;
/// Role of a label: content.
pub const CONTENT: u8 = 3;

/// The role of a label. Labels are 0 for none, then two for each role: odd where a span begins, even inside it.
#[must_use]
pub const fn role(label: u8) -> u8 {
    label.div_ceil(2)
}

/// The label where a span of `role` begins; the one after it continues the span.
#[must_use]
pub const fn begin(role: u8) -> u8 {
    role * 2 - 1
}

/// Whether `later` may follow `earlier` ([`LABELS`]: the start): a span is continued only by its own role.
#[must_use]
pub const fn follows(earlier: usize, later: usize) -> bool {
    let continues = later != 0 && later.is_multiple_of(2);
    later < 7 && (!continues || (earlier != LABELS && role(earlier as u8) == role(later as u8)))
}

/// Who says what in a block whose text is `text`, in the order of the cues; what has no cue comes last.
#[must_use]
pub fn find(text: &str, block: &Block) -> Vec<Found> {
    MEMOS.with_borrow_mut(|memos| find_with(&MODEL, memos, text, block))
}

static MODEL: LazyLock<Model<'static>> =
    LazyLock::new(|| Model::open(include_bytes!("../../../data/attribution.bin")).unwrap_or_default());

thread_local! {
    /// Of the embedded model.
    static MEMOS: RefCell<Memos> = RefCell::default();
}

/// What is remembered from block to block, of one model. It changes nothing but speed.
#[derive(Debug, Default)]
pub struct Memos {
    words: lexicon::Words,
    chain: features::Memos,
    per_cue: percue::Memos,
}

/// [`find`] with another model than the embedded one; `memos` must be new, or have served none but this model.
#[must_use]
pub fn find_with(model: &Model<'_>, memos: &mut Memos, text: &str, block: &Block) -> Vec<Found> {
    if block.tokens.is_empty() || model.chain.features.is_empty() {
        return Vec::new();
    }
    let frame = Frame::new(text, block, &model.lexicon, &mut memos.words);
    let (labels, scores) = chain(&model.chain, &mut memos.chain, &frame);
    let cues: Vec<Range<usize>> = spans(&labels, CUE).collect();
    let own: Vec<Own> =
        cues.iter().map(|cue| per_cue(&model.per_cue, &mut memos.per_cue, &frame, &labels, cue)).collect();
    assemble::assemble(&frame, block, &labels, &scores, &cues, &own)
}

mod assemble;
#[cfg(test)]
mod tests;

/// The source and the content of one cue, as the second pass sees them; in tokens.
struct Own {
    source: Option<Range<usize>>,
    content: Vec<Range<usize>>,
}

fn per_cue(model: &Linear<'_>, memos: &mut percue::Memos, frame: &Frame, labels: &[u8], cue: &Range<usize>) -> Own {
    let window = percue::window(frame, labels, cue);
    let whole = |span: Range<usize>| span.start + window.start..span.end + window.start;
    let seen = &labels[window.clone()];
    // The first pass may take a comma after a source for its last word; the second knows better.
    if let Some(source) = only(spans(seen, SOURCE)).map(whole)
        && frame.tokens[source.end - 1].mark == 0
        && let Some(content) = only(spans(seen, CONTENT)).map(whole)
        && only(spans(seen, CUE)).is_some()
    {
        return Own { source: Some(source), content: vec![content] };
    }
    let scores = percue::scores(frame, labels, cue, &window, &model.features, memos);
    let labels = decode(&scores, &[], &model.transitions);
    Own { source: spans(&labels, SOURCE).next().map(whole), content: spans(&labels, CONTENT).map(whole).collect() }
}

/// The item of `items` if there is one and no more.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}

/// The first pass: the label of each token, and its scores by label.
#[must_use]
pub fn chain(model: &Linear<'_>, memos: &mut features::Memos, frame: &Frame) -> (Vec<u8>, Vec<Row>) {
    let scores = features::scores(frame, &model.features, memos);
    let classes: Vec<u8> = frame.tokens.iter().map(|t| t.boundary).collect();
    (decode(&scores, &classes, &model.transitions), scores)
}

/// The spans of the role `wanted` in `labels`, in order.
pub fn spans(labels: &[u8], wanted: u8) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + labels.get(at..)?.iter().position(|&label| role(label) == wanted)?;
        let inside = |&label: &u8| role(label) == wanted && label != begin(wanted);
        at = start + 1 + labels[start + 1..].iter().take_while(|label| inside(label)).count();
        Some(start..at)
    })
}
