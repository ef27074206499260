//! A quotation as it is looked for in a source: what stands between two ellipses, in pieces between brackets.

use super::hash;
use crate::text::Span;

/// What a quotation has between two ellipses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// From its first word to its last, in the bytes of the article.
    pub span: Span,
    /// Its words, each with its place in the article.
    pub words: Vec<(Span, u64)>,
    /// The same in pieces: between two of them stand words in brackets, which are the writer's own.
    pub pieces: Vec<Vec<u64>>,
}

impl Passage {
    /// Whether words in brackets stand in it.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        self.pieces.len() > 1
    }
}

/// The longest note in brackets, in bytes: a bracket that closes later closes nothing.
const LONGEST_NOTE: usize = 200;

/// The words of `text` with their hashes, in order. Capitals, hyphens, apostrophes and commas within numbers make no difference.
pub(super) fn words(text: &str) -> impl Iterator<Item = (Span, u64)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let (end, hash) = word(text, start, text.len());
        at = end;
        Some((Span::new(start, end), hash))
    })
}

/// The word that starts at `start`, no further than `stop`: where it ends, and its hash.
fn word(text: &str, start: usize, stop: usize) -> (usize, u64) {
    let mut folded = String::new();
    let mut end = start;
    let mut chars = text[start..stop].chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        if c.is_alphanumeric() {
            folded.extend(c.to_lowercase());
        } else {
            let inner = match c {
                '\'' | '’' | 'ʼ' | '‘' => before.is_alphanumeric() && next.is_alphanumeric(),
                ',' | '.' => before.is_ascii_digit() && next.is_ascii_digit(),
                '\u{ad}' | '\u{301}' => true,
                _ => false,
            };
            if !inner {
                break;
            }
            if c == '.' {
                folded.push(c);
            }
        }
        end += c.len_utf8();
        before = c;
    }
    (end, hash(&folded))
}

/// The passages of the quotation whose words stand at `inner` in `text`. What lies in `masked` (markup, tags; in order) is none of them.
#[must_use]
pub fn passages(text: &str, inner: Span, masked: &[Span]) -> Vec<Passage> {
    let mut reader = Reader { passages: Vec::new(), words: Vec::new(), pieces: vec![Vec::new()] };
    let mut masked = masked[masked.partition_point(|m| m.end <= inner.start)..].iter().peekable();
    let mut at = inner.start;
    while at < inner.end {
        while masked.next_if(|m| m.end <= at).is_some() {}
        if let Some(mask) = masked.peek().filter(|m| m.start <= at) {
            at = mask.end;
            continue;
        }
        let stop = masked.peek().map_or(inner.end, |m| m.start.min(inner.end));
        let Some(c) = text[at..stop].chars().next() else { break };
        if c == '[' || c == '(' {
            at = reader.bracket(text, at, stop, c);
        } else if let Some(end) = ellipsis(&text[at..stop]) {
            reader.cut();
            at += end;
        } else if c.is_alphanumeric() {
            let (end, hash) = word(text, at, stop);
            reader.word(Span::new(at, end), hash);
            at = end;
        } else {
            at += c.len_utf8();
        }
    }
    reader.cut();
    reader.passages
}

/// How long the ellipsis at the start of `text` is: "…", "...", ". . .".
fn ellipsis(text: &str) -> Option<usize> {
    if text.starts_with('…') {
        return Some('…'.len_utf8());
    }
    if text.starts_with(". . .") {
        return Some(5);
    }
    let dots = text.bytes().take_while(|b| *b == b'.').count();
    (dots >= 3).then_some(dots)
}

struct Reader {
    passages: Vec<Passage>,
    words: Vec<(Span, u64)>,
    pieces: Vec<Vec<u64>>,
}

impl Reader {
    fn word(&mut self, span: Span, hash: u64) {
        self.words.push((span, hash));
        if let Some(piece) = self.pieces.last_mut() {
            piece.push(hash);
        }
    }

    fn gap(&mut self) {
        self.pieces.push(Vec::new());
    }

    /// Ends a passage.
    fn cut(&mut self) {
        let words = std::mem::take(&mut self.words);
        let pieces = std::mem::replace(&mut self.pieces, vec![Vec::new()]);
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            self.passages.push(Passage { span: first.0.hull(last.0), words, pieces });
        }
    }

    /// What stands in brackets at `at`: an ellipsis, a letter whose case was changed, or words of the writer's own. Returns where it ends.
    fn bracket(&mut self, text: &str, at: usize, stop: usize, open: char) -> usize {
        let rest = &text[at + 1..stop];
        let close = rest.bytes().take(LONGEST_NOTE).position(|b| b == if open == '[' { b']' } else { b')' });
        let Some(close) = close else { return at + 1 };
        let inside = rest[..close].trim();
        let after = at + 1 + close + 1;
        if ellipsis(inside).is_some_and(|end| end == inside.len()) {
            self.cut();
            return after;
        }
        if open == '(' {
            // An aside is the speaker's.
            return at + 1;
        }
        let goes_on = text[after..stop].starts_with(char::is_alphanumeric);
        if goes_on && inside.chars().count() == 1 && inside.chars().all(char::is_alphabetic) {
            let (end, _) = word(text, after, stop);
            let whole: String = inside.chars().chain(text[after..end].chars()).collect();
            let (_, hash) = word(&whole, 0, whole.len());
            self.word(Span::new(at, end), hash);
            return end;
        }
        // "walk[ed]" and "[re]built": what is left of the word is the source's only in part.
        if self.words.last().is_some_and(|(span, _)| span.end == at) {
            self.words.pop();
            if let Some(piece) = self.pieces.last_mut() {
                piece.pop();
            }
        }
        self.gap();
        if goes_on { word(text, after, stop).0 } else { after }
    }
}
