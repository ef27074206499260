//! Text as bytes with places in it: spans, problems that point at a span, positions as editors count them, edits,
//! words for messages.
//!
//! Every offset in the house is a UTF-8 byte offset. Positions (line and column, in an encoding an editor chose) are converted in
//! [`position`] and nowhere else. Nothing here knows what a sentence is.

pub mod json;
pub mod memo;
pub mod paths;
pub mod position;
pub mod rope;
pub mod shown;
mod words;

pub use words::{listed, nearest};

/// A stretch of a text: UTF-8 byte offsets, `start <= end`, both on character boundaries of the text they were made from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just after the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`, in bytes.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The characters of `text` in this span.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// This span moved `by` bytes towards the end: from a block's own offsets to the article's.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// Whether `other` lies within this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset`, or a caret just after the last byte, is in this span.
    #[must_use]
    pub const fn touches(self, offset: usize) -> bool {
        self.start <= offset && offset <= self.end
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// How grave a finding or a problem is, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Not reported at all.
    Off,
    /// Shown only to those who look: an editor's faint dots.
    Hint,
    /// Worth knowing.
    Info,
    /// A desk would send it back.
    Warning,
    /// It must not be printed so.
    Error,
}

/// A mistake in one of the newsroom's own files (registry, places, configuration), with a place to point at.
///
/// Problems are values: a file with problems is used as far as it can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in the file the problem was found in.
    pub span: Span,
    /// How grave.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}
