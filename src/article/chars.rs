//! What a character is: to the segmenter, and to a reader. The one place that says which characters nobody sees and which pass for
//! others. Nothing here knows words or sentences.

/// White space, controls, and what no reader sees: none of them is ever a mark, and none begins a word.
pub(crate) fn is_blank(c: char) -> bool {
    if c.is_ascii() {
        return c <= ' ' || c == '\x7F';
    }
    c.is_whitespace() || c.is_control() || is_passed_over(c)
}

/// Characters that go with the letter before them: combining marks, and what no reader sees.
pub(crate) fn is_joined(c: char) -> bool {
    !c.is_ascii() && (unicode_normalization::char::is_combining_mark(c) || is_passed_over(c))
}

/// Whether a reader passes over `c` without seeing it: Unicode's format characters (category Cf; soft hyphen, zero width space, joiners,
/// marks and isolates of direction, tags), its fillers and variation selectors, and whatever else is ignorable by default (DerivedCoreProperties of
/// Unicode 16). They part no words and belong to none.
pub(crate) const fn is_passed_over(c: char) -> bool {
    // Dashes and curly marks, which prose is full of, fall through at the first look.
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{600}'..='\u{605}' | '\u{61C}' | '\u{6DD}' | '\u{70F}' | '\u{890}'..='\u{891}' | '\u{8E2}'
        | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{110BD}' | '\u{110CD}' | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The letter or digit that `c` is another form of, where a reader takes the two for one: full-width letters, the letters of formulas, the
/// ligatures that PDFs are full of. `None` for everything else, "½" and "™" among it.
pub(crate) fn plain_form(c: char) -> Option<impl Iterator<Item = char>> {
    matches!(c, '\u{FB00}'..='\u{FB06}' | '\u{FF01}'..='\u{FF5E}' | '\u{1D400}'..='\u{1D7FF}')
        .then(|| unicode_normalization::UnicodeNormalization::nfkc(std::iter::once(c)))
}

/// The letter of the Latin alphabet, in lower case, that a reader takes `c` for: Cyrillic, Greek and other letters of the same shape
/// (after Unicode's confusables, UTS #39; those that differ in most typefaces are left out).
pub(crate) const fn looks_like(c: char) -> Option<char> {
    Some(match c {
        'А' | 'а' | 'Α' | 'α' | 'ɑ' | 'Ꭺ' => 'a',
        'В' | 'в' | 'Β' | 'β' | 'Ь' | 'Ᏼ' => 'b',
        'С' | 'с' | 'Ϲ' | 'ϲ' | 'Ꮯ' | 'ᴄ' => 'c',
        'ԁ' | 'Ꭰ' => 'd',
        'Е' | 'е' | 'Ε' | 'ε' | 'Ꭼ' => 'e',
        'ɡ' | 'ց' | 'Ꮐ' => 'g',
        'Н' | 'н' | 'Η' | 'һ' | 'Һ' | 'Ꮋ' => 'h',
        'І' | 'і' | 'Ι' | 'ι' | 'ɩ' | 'ı' | 'Ӏ' | 'ӏ' => 'i',
        'Ј' | 'ј' | 'Ϳ' | 'ϳ' | 'Ꭻ' => 'j',
        'К' | 'к' | 'Κ' | 'κ' | 'Ꮶ' => 'k',
        'Ꮮ' | 'ʟ' => 'l',
        'М' | 'м' | 'Μ' | 'Ꮇ' => 'm',
        'Ν' | 'η' | 'п' => 'n',
        'О' | 'о' | 'Ο' | 'ο' | 'օ' | 'σ' => 'o',
        'Р' | 'р' | 'Ρ' | 'ρ' | 'Ꮲ' => 'p',
        'ԛ' | 'Ԛ' => 'q',
        'г' | 'Ꭱ' | 'ʀ' => 'r',
        'Ѕ' | 'ѕ' | 'Տ' | 'Ꮪ' => 's',
        'Т' | 'т' | 'Τ' | 'τ' | 'Ꭲ' => 't',
        'υ' | 'ս' | 'ᴜ' => 'u',
        'ν' | 'ѵ' | 'Ѵ' | 'Ꮩ' => 'v',
        'ԝ' | 'Ԝ' | 'ω' | 'Ꮃ' => 'w',
        'Х' | 'х' | 'Χ' | 'χ' => 'x',
        'У' | 'у' | 'Υ' | 'γ' | 'Ү' | 'ү' => 'y',
        'Ζ' | 'ᴢ' | 'Ꮓ' => 'z',
        _ => return None,
    })
}

/// Whether `c` is a hyphen, however it is written.
pub(crate) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}')
}

/// What `c` counts as where names and words are compared: in lower case, its form resolved (NFKD), without accents; nothing where it is not
/// seen or only goes with the letter before it. Letters that other spellings write as two are two.
pub(crate) fn fold(c: char, mut to: impl FnMut(char)) {
    let mut lower = |c: char| match c {
        '’' | 'ʼ' | '‘' | '＇' | '`' => to('\''),
        '\u{2010}'..='\u{2013}' | '\u{2212}' => to('-'),
        'ß' => "ss".chars().for_each(&mut to),
        'æ' => "ae".chars().for_each(&mut to),
        'œ' => "oe".chars().for_each(&mut to),
        'þ' => "th".chars().for_each(&mut to),
        'ø' => to('o'),
        'ł' => to('l'),
        'đ' | 'ð' => to('d'),
        'ı' => to('i'),
        c if is_joined(c) => {}
        c => to(c),
    };
    if c.is_ascii() {
        return lower(c.to_ascii_lowercase());
    }
    unicode_normalization::char::decompose_compatible(c, |c| c.to_lowercase().for_each(&mut lower));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_character_of_unicode_is_passed_over_and_no_letter_is() {
        let format = regex::Regex::new(r"^\p{Cf}$").unwrap();
        let letter = regex::Regex::new(r"^[\p{L}--[\x{115F}\x{1160}\x{3164}\x{FFA0}]]$").unwrap();
        for c in (0..=0x0010_FFFF).filter_map(char::from_u32) {
            let mut one = [0; 4];
            let one = &*c.encode_utf8(&mut one);
            assert!(!format.is_match(one) || is_passed_over(c), "{:x}", c as u32);
            assert!(!letter.is_match(one) || !is_passed_over(c), "{:x}", c as u32);
        }
        for c in "\u{115F}\u{1160}\u{3164}\u{FFA0}\u{34F}\u{180E}\u{FE0F}\u{E0101}\u{E0041}\u{2065}".chars() {
            assert!(is_passed_over(c) && is_blank(c) && is_joined(c), "{:x}", c as u32);
        }
    }

    #[test]
    fn names_are_compared_as_a_reader_reads_them() {
        let folded = |word: &str| {
            let mut out = String::new();
            word.chars().for_each(|c| fold(c, |c| out.push(c)));
            out
        };
        assert_eq!(folded("Łódź‑Weiß O’Ｈａｒａ 𝐁𝑒𝓇\u{ad}g ﬁre É\u{200b}"), "lodz-weiss o'hara berg fire e");
        let seen: String = "ВЕСТА Κόνο".chars().filter_map(looks_like).collect();
        assert_eq!(seen, "bectakvo", "an accent is no shape of its own");
    }
}
