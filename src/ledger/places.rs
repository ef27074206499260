//! The article's places: its blocks' possible mentions, weighed together once all of them are known.

use super::Placed;
use crate::gazetteer::{Atlas, Choice, Found, Mention, locate};
use crate::text::Span;

/// A place the article mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentioned {
    /// Where, in the article's bytes.
    pub span: Span,
    /// Index of its block, and of the mention in the block's entry.
    pub at: (usize, usize),
    /// Which place, what the name is to it, and how sure that is.
    pub choice: Choice,
}

impl Mentioned {
    /// The mention as its block has it.
    #[must_use]
    pub fn mention<'a>(&self, blocks: &'a [Placed]) -> &'a Mention {
        &blocks[self.at.0].entry.mentions[self.at.1]
    }
}

/// Places mentioned in `blocks` of `text`, in order. `pins` are the article's own.
pub(super) fn places(text: &str, blocks: &[Placed], atlas: &Atlas, pins: &[(String, String)]) -> Vec<Mentioned> {
    let all = blocks.iter().enumerate().flat_map(|(b, placed)| {
        let mentions = placed.entry.mentions.iter().enumerate();
        mentions.map(move |(m, mention)| ((b, m), mention.span.shifted(placed.span.start), mention))
    });
    let (at, found): (Vec<_>, Vec<Found<'_>>) =
        all.map(|(at, span, mention)| ((at, span), Found { written: span.of(text), mention })).unzip();
    let choices = locate(atlas, &found, pins);
    let chosen = at.into_iter().zip(choices);
    chosen.filter_map(|((at, span), choice)| Some(Mentioned { span, at, choice: choice? })).collect()
}
