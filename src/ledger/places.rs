//! The article's places: its blocks' possible mentions, weighed together once all of them are known.

use super::{Data, Placed, entry};
use crate::gazetteer::{Choice, Found, Mention, locate};
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

/// What was decided of an article's last version, and what it was decided by. While a reporter writes a sentence, the names the article
/// has mostly stay as they were, and so does what they mean.
#[derive(Debug, Default)]
pub(super) struct Decided {
    /// The pins, then each block that may mention places; see [`super::entry::Keys::mentions`].
    by: Vec<u64>,
    choices: Vec<Option<Choice>>,
}

/// Places mentioned in `blocks` of `text`, in order. `pins` are the article's own.
pub(super) fn places(
    text: &str,
    blocks: &[Placed],
    data: &Data,
    pins: &[(String, String)],
    last: &mut Decided,
) -> Vec<Mentioned> {
    let mentioning = || blocks.iter().enumerate().filter(|(_, placed)| !placed.entry.mentions.is_empty());
    let mut by = Vec::with_capacity(blocks.len() + 1);
    by.push(entry::hash((pins, data.version)));
    by.extend(mentioning().map(|(_, placed)| placed.entry.keys.mentions));
    if by != last.by {
        let mut found = Vec::with_capacity(last.choices.len() + 16);
        for (_, placed) in mentioning() {
            let own = &text[placed.span.start..placed.span.end];
            found.extend(placed.entry.mentions.iter().map(|mention| Found { written: mention.span.of(own), mention }));
        }
        *last = Decided { by, choices: locate(&data.atlas, &found, pins) };
    }
    let mut places = Vec::with_capacity(last.choices.len());
    let mut choices = last.choices.iter();
    for (b, placed) in mentioning() {
        for ((m, mention), choice) in placed.entry.mentions.iter().enumerate().zip(&mut choices) {
            if let Some(choice) = *choice {
                places.push(Mentioned { span: mention.span.shifted(placed.span.start), at: (b, m), choice });
            }
        }
    }
    places
}
