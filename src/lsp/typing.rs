//! The sentence being typed: its findings wait until the writer leaves it or pauses.
//!
//! Half a sentence is nobody's fault yet, and a line under it is in the way. What was found is not changed by this, only when it is shown.

use crate::ledger::Ledger;
use crate::text::Span;
use std::time::{Duration, Instant};

/// More than this many bytes at once are pasted, not typed.
const MOST_TYPED: usize = 64;

/// Where somebody is typing, and since when not any more.
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
        // After a full stop and a space the sentence before is left.
        ledger.line_at(self.at).map(|line| ledger.lines[line].span)
    }
}

/// Whether what stands at `span` waits while the sentence `typed` is written.
pub fn waits(typed: Option<Span>, span: Span) -> bool {
    typed.is_some_and(|typed| span.start <= typed.end && typed.start <= span.end)
}
