//! Positions as editors count them, and byte offsets. The only place where the two meet.
//!
//! Lines end at LF, CRLF or CR and nowhere else, as the Language Server Protocol (3.17, "Text Documents") has it; U+2028 and its like
//! end none. Nothing here panics, whatever position an editor sends or whatever text it is asked about.

/// What an editor counts in: the unit of [`Position::character`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the protocol's default.
    #[default]
    Utf16,
    /// Unicode code points.
    Utf32,
}

/// A position as an editor counts: both from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line.
    pub line: u32,
    /// Units of an [`Encoding`] before it on its line.
    pub character: u32,
}

/// Where the lines of a text start, and enough counts to find a column on a very long line without reading it from its start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    /// Offset of each line's first byte.
    starts: Vec<usize>,
    /// Units before byte `i * STRIDE`; empty if the text is ASCII.
    counts: Vec<Count>,
}

/// Code points and UTF-16 code units before some byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    points: usize,
    utf16: usize,
}

/// Bytes between two counts: reading so many costs less than a microsecond.
const STRIDE: usize = 4096;

impl Count {
    /// This count, and that of `bytes` after it.
    fn with(self, bytes: &[u8]) -> Self {
        let points = bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count();
        let astral = bytes.iter().filter(|&&b| b >= 0xF0).count();
        Self { points: self.points + points, utf16: self.utf16 + points + astral }
    }

    fn units(self, encoding: Encoding) -> usize {
        if encoding == Encoding::Utf16 { self.utf16 } else { self.points }
    }
}

impl LineIndex {
    /// The index of `text`. One pass at memory speed.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|&i| bytes[i] == b'\n' || bytes.get(i + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(ends.map(|i| i + 1)).collect();
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut count = Count::default();
            for chunk in bytes.chunks(STRIDE) {
                counts.push(count);
                count = count.with(chunk);
            }
        }
        Self { starts, counts }
    }

    /// Number of lines: one more than line ends.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The position of the byte `offset` of `text`, the text this index was made from. An offset inside a character counts as that
    /// character's start, one inside a line end as the line's end, one past the text as the text's end.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let line = self.starts.partition_point(|&s| s <= offset).saturating_sub(1);
        let (start, end) = self.bounds(text, line);
        let offset = floor(text, offset.clamp(start, end));
        let character = if encoding == Encoding::Utf8 || self.counts.is_empty() {
            offset - start
        } else if offset - start <= STRIDE {
            Count::default().with(&text.as_bytes()[start..offset]).units(encoding)
        } else {
            self.before(text, offset).units(encoding) - self.before(text, start).units(encoding)
        };
        Position { line: saturate(line), character: saturate(character) }
    }

    /// The byte of `text`, the text this index was made from, at `position`. Past a line's end is its end without its terminator, past
    /// the last line the text's end; inside a character, or between two surrogates, is that character's start.
    #[must_use]
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        if line >= self.starts.len() {
            return text.len();
        }
        let (start, end) = self.bounds(text, line);
        let wanted = position.character as usize;
        if encoding == Encoding::Utf8 || self.counts.is_empty() {
            return floor(text, start.saturating_add(wanted).min(end));
        }
        let (mut at, mut left) = (start, wanted);
        if end - start > STRIDE {
            let target = self.before(text, start).units(encoding).saturating_add(wanted);
            let known = self.counts.partition_point(|c| c.units(encoding) <= target).saturating_sub(1);
            if known * STRIDE > start {
                // A count takes in the whole of a character that lies across it.
                at = ceil(text, known * STRIDE).min(end);
                left = target - self.counts[known].units(encoding);
            }
        }
        for c in text[at..end].chars() {
            let width = if encoding == Encoding::Utf16 { c.len_utf16() } else { 1 };
            if width > left {
                break;
            }
            left -= width;
            at += c.len_utf8();
        }
        at
    }

    /// First byte of `line` and one past its last before its terminator, both within `text`.
    fn bounds(&self, text: &str, line: usize) -> (usize, usize) {
        let start = floor(text, self.starts.get(line).copied().unwrap_or(text.len()).min(text.len()));
        let next = self.starts.get(line + 1).copied().unwrap_or(text.len()).min(text.len());
        let with_end = text.get(start..next).unwrap_or_default();
        let is_last = line + 1 >= self.starts.len();
        let bare = match with_end.strip_suffix('\n') {
            _ if is_last => with_end,
            Some(rest) => rest.strip_suffix('\r').unwrap_or(rest),
            None => with_end.strip_suffix('\r').unwrap_or(with_end),
        };
        (start, start + bare.len())
    }

    /// Units before the byte `offset`.
    fn before(&self, text: &str, offset: usize) -> Count {
        let known = (offset / STRIDE).min(self.counts.len().saturating_sub(1));
        let count = self.counts.get(known).copied().unwrap_or_default();
        count.with(text.as_bytes().get(known * STRIDE..offset).unwrap_or_default())
    }
}

fn saturate(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The character boundary at or before `offset`, which lies in `text`.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// The character boundary at or after `offset`.
fn ceil(text: &str, offset: usize) -> usize {
    (offset..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    fn width(c: char, encoding: Encoding) -> usize {
        match encoding {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }

    /// Walks the text one character at a time.
    fn naive(text: &str, encoding: Encoding) -> Vec<(usize, Position)> {
        let mut all = Vec::new();
        let (mut line, mut character) = (0, 0);
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            all.push((at, Position { line, character }));
            let crlf = c == '\r' && chars.peek().is_some_and(|n| n.1 == '\n');
            if c == '\n' || (c == '\r' && !crlf) {
                (line, character) = (line + 1, 0);
            } else if !crlf {
                character += saturate(width(c, encoding));
            }
        }
        all.push((text.len(), Position { line, character }));
        all
    }

    fn texts() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("\n".to_owned()),
            Just("\r\n".to_owned()),
            Just("\r".to_owned()),
            Just("𝕏👩‍🚀".to_owned()),
            Just("\u{2028}\u{85}".to_owned()),
            Just("Дрібне ’ é".to_owned()),
            Just("plain".to_owned()),
            Just("long ж𐍈 ".repeat(500)),
        ];
        proptest::collection::vec(piece, 0..12).prop_map(|p| p.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn agrees_with_counting_by_hand(text in texts(), step in 1usize..10) {
            let index = LineIndex::new(&text);
            for encoding in ENCODINGS {
                for (at, expected) in naive(&text, encoding).into_iter().step_by(step + text.len() / 100) {
                    prop_assert_eq!(index.position(&text, at, encoding), expected);
                    // The byte between CR and LF has the position of the CR.
                    if !(at > 0 && text[..at].ends_with('\r') && text[at..].starts_with('\n')) {
                        prop_assert_eq!(index.offset(&text, expected, encoding), at);
                    }
                }
            }
        }

        #[test]
        fn any_position_is_somewhere_in_the_text(text in texts(), other in texts(), line in 0u32..20, character: u32, offset in 0usize..20_000) {
            let index = LineIndex::new(&text);
            for encoding in ENCODINGS {
                for character in [character, character % 5_000, character % 7] {
                    let at = index.offset(&text, Position { line, character }, encoding);
                    prop_assert!(text.is_char_boundary(at));
                }
                // An index that is not of this text is a mistake, but no panic.
                let _ = index.offset(&other, Position { line, character }, encoding);
                let _ = index.position(&other, offset, encoding);
                let _ = index.position(&text, offset, encoding);
            }
        }
    }

    #[test]
    fn half_a_character_is_its_start_and_past_the_end_is_the_end() {
        let text = "a𝕏b\r\nc";
        let index = LineIndex::new(text);
        assert_eq!(index.offset(text, Position { line: 0, character: 2 }, Encoding::Utf16), 1);
        assert_eq!(index.offset(text, Position { line: 0, character: 3 }, Encoding::Utf8), 1);
        assert_eq!(index.offset(text, Position { line: 0, character: 99 }, Encoding::Utf16), 6);
        assert_eq!(index.offset(text, Position { line: 9, character: 0 }, Encoding::Utf16), text.len());
        assert_eq!(index.position(text, 3, Encoding::Utf32), Position { line: 0, character: 1 });
        assert_eq!(index.position(text, 7, Encoding::Utf16), Position { line: 0, character: 4 });
    }
}
