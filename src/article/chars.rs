//! What a character is to the segmenter. Nothing here knows words or sentences.

/// White space, controls, and characters without width that separate: none of them is ever part of a word or a mark.
pub(crate) fn is_blank(c: char) -> bool {
    if c.is_ascii() {
        return c <= ' ' || c == '\x7F';
    }
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
}

/// Characters that go with the letter before them: combining marks, joiners, soft hyphens.
pub(crate) fn is_joined(c: char) -> bool {
    !c.is_ascii()
        && (unicode_normalization::char::is_combining_mark(c)
            || matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}'))
}

/// Whether `c` is a letter or a digit. Curly marks and dashes (U+2000 to U+206F), which prose is full of, take no look at any table.
pub(super) fn is_alphanumeric(c: char) -> bool {
    !matches!(c, '\u{2000}'..='\u{206F}') && c.is_alphanumeric()
}

/// Offset of the first byte from `at` up to `end` that `wanted` accepts, else `end`.
pub(super) fn skip_to(bytes: &[u8], at: usize, end: usize, wanted: impl Fn(u8) -> bool) -> usize {
    let mut start = at;
    // Without an early end within a chunk, so that the compiler can take many bytes at once.
    for chunk in bytes[at..end].chunks(32) {
        if chunk.iter().fold(false, |any, &b| any | wanted(b)) {
            break;
        }
        start += chunk.len();
    }
    bytes[start..end].iter().position(|&b| wanted(b)).map_or(end, |i| start + i)
}

/// The character of `text` at `at`, if `at` is before `end`.
pub(super) fn char_at(text: &str, at: usize, end: usize) -> Option<char> {
    if at >= end {
        return None;
    }
    let byte = text.as_bytes()[at];
    if byte < 0x80 { Some(char::from(byte)) } else { text[at..].chars().next() }
}

/// `span` of `text` without blanks at its ends; `None` if nothing is left.
pub(super) fn trimmed(text: &str, span: crate::text::Span) -> Option<crate::text::Span> {
    let inner = span.of(text);
    let start = span.start + inner.len() - inner.trim_start_matches(is_blank).len();
    let bare = inner.trim_matches(is_blank).len();
    (bare > 0).then(|| crate::text::Span::new(start, start + bare))
}
