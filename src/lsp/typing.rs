//! The sentence being typed: its findings are shown when the writer leaves it or pauses.
//!
//! A line under half a sentence is in the way. Only the moment of showing changes, never the findings.

use crate::ledger::Ledger;
use crate::text::Span;
use std::time::{Duration, Instant};

/// Longest text that counts as typed, in bytes; longer text was pasted.
const MOST_TYPED: usize = 64;

/// Where somebody typed last, and when.
#[derive(Clone, Copy, Debug)]
pub struct Typing {
    /// Just after the last character that was typed, in bytes.
    at: usize,
    last: Instant,
}

impl Typing {
    /// What an edit that put `text` at the byte `start` says of where somebody is typing; `None` if it was not typed, or ends a line.
    pub fn after(start: usize, text: &str, now: Instant) -> Option<Self> {
        let typed = text.len() <= MOST_TYPED && !text.contains(['\n', '\r']);
        typed.then(|| Self { at: start + text.len(), last: now })
    }

    /// When the pause is over.
    pub fn until(self, pause: Duration) -> Instant {
        self.last + pause
    }

    /// The sentence that is being typed.
    pub fn sentence(self, ledger: &Ledger) -> Option<Span> {
        let last = || {
            // A blank after a word does not end a sentence; a blank after a full stop does.
            let before = ledger.lines.partition_point(|line| line.span.end <= self.at).checked_sub(1)?;
            let span = ledger.lines[before].span;
            let blanks = ledger.text.get(span.end..self.at)?;
            let goes_on =
                blanks.chars().all(|c| matches!(c, ' ' | '\t' | '\u{a0}')) && !is_ended(span.of(&ledger.text));
            goes_on.then_some(span)
        };
        ledger.line_at(self.at).map(|line| ledger.lines[line].span).or_else(last)
    }
}

/// Whether a sentence has its full stop, perhaps with quotation marks or brackets after it.
fn is_ended(sentence: &str) -> bool {
    let sentence = sentence.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_']);
    sentence.ends_with(['.', '!', '?', '…', ':'])
}

/// Whether a finding at `span` waits while the sentence `typed` is being written.
pub fn waits(typed: Option<Span>, span: Span) -> bool {
    typed.is_some_and(|typed| span.start <= typed.end && typed.start <= span.end)
}
