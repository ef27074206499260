//! A word as the learned tables see it: numbers for its form, its ending, its shape and its class.
//!
//! Words are compared in lower case with digits folded to 0, typographic marks written as typewriters have them. A word that training
//! never saw twice is known by its last letters and its shape alone. Nothing here looks at a neighbour.

use super::labels::Tag;
use super::tables::Vocabulary;

/// What a word's values are packed in: see [`Known`].
const SURE_BITS: u32 = 6;
/// No class.
pub const NO_CLASS: u16 = 0;
/// No tag: beyond all tags.
pub const NO_TAG: u8 = Tag::ALL.len() as u8;

/// A word's numbers. Equal numbers are equal to the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lexeme {
    /// The form, or for an unknown word its last letters and shape.
    pub key: u32,
    /// Its class by the company it keeps; [`NO_CLASS`] if it has none.
    pub class: u16,
    /// Its last one to four letters.
    pub suffixes: [u32; 4],
    /// Its first one to three letters.
    pub prefixes: [u32; 3],
    /// Capitals, digits, hyphen, letters, full stop, other characters, and its length up to five.
    pub shape: u16,
    /// The tag it always has; [`NO_TAG`] if that hangs on its neighbours.
    pub sure: u8,
}

/// What the vocabulary knows of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// See [`Lexeme::class`].
    pub class: u16,
    /// See [`Lexeme::sure`].
    pub sure: u8,
}

impl Known {
    /// As 16 bits.
    #[must_use]
    pub fn packed(self) -> u16 {
        self.class << SURE_BITS | u16::from(self.sure)
    }

    /// From what [`Known::packed`] made.
    #[must_use]
    pub fn unpacked(bits: u16) -> Self {
        Self { class: bits >> SURE_BITS, sure: (bits & ((1 << SURE_BITS) - 1)) as u8 }
    }
}

/// Writes `word` to `out` as words are compared. `spaced`: a blank stands before it, which tells a dash from a hyphen.
pub fn fold(word: &str, spaced: bool, out: &mut String) {
    out.clear();
    match word {
        "“" | "”" | "„" | "‟" | "«" | "»" | "``" | "''" | "\"" => return out.push('"'),
        "-" | "‐" | "‑" => return out.push_str(if spaced { "--" } else { "-" }),
        "–" | "—" | "―" | "‒" => return out.push_str("--"),
        "…" => return out.push_str("..."),
        _ => {}
    }
    for c in word.chars() {
        match c {
            '0'..='9' => out.push('0'),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '’' | '‘' | 'ʼ' => out.push('\''),
            '‑' => out.push('-'),
            _ if c.is_ascii() => out.push(c),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

impl Lexeme {
    /// The numbers of `word`, whose folded form is `folded`.
    #[must_use]
    pub fn new(word: &str, folded: &str, vocabulary: &Vocabulary<'_>) -> Self {
        let shape = shape(word);
        let (suffixes, prefixes) = (suffixes(folded), prefixes(folded));
        let form = hash(folded.as_bytes());
        match vocabulary.get(form) {
            Some(bits) => {
                let Known { class, sure } = Known::unpacked(bits);
                Self { key: form, class, suffixes, prefixes, shape, sure }
            }
            None => {
                let key = suffixes[2].wrapping_mul(0x85EB_CA6B) ^ u32::from(shape).wrapping_mul(0x9E37_79B1);
                Self { key, class: NO_CLASS, suffixes, prefixes, shape, sure: NO_TAG }
            }
        }
    }
}

/// The number of a form.
#[must_use]
pub fn hash(bytes: &[u8]) -> u32 {
    let mut hash: u64 = 0xCBF2_9CE4_8422_2325;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }
    (hash ^ hash >> 29).wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes()[..4]
        .iter()
        .fold(0, |n, &b| n << 8 | u32::from(b))
}

fn suffixes(folded: &str) -> [u32; 4] {
    let mut ends = folded.char_indices().rev().map(|(at, _)| at);
    std::array::from_fn(|_| hash(&folded.as_bytes()[ends.next().unwrap_or(0)..]))
}

fn prefixes(folded: &str) -> [u32; 3] {
    let mut ends = folded.char_indices().skip(1).map(|(at, _)| at);
    std::array::from_fn(|_| hash(&folded.as_bytes()[..ends.next().unwrap_or(folded.len())]))
}

/// Seven bits for the kinds of characters and three for the length.
fn shape(word: &str) -> u16 {
    let mut bits = 0;
    let mut length = 0;
    for (i, c) in word.chars().enumerate() {
        length = i as u16 + 1;
        bits |= match c {
            _ if c.is_uppercase() => 4 | if i == 0 { 1 } else { 2 },
            _ if c.is_alphabetic() => 4,
            _ if c.is_numeric() => 8,
            '-' => 16,
            '.' => 32,
            _ => 64,
        };
    }
    bits << 3 | length.min(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_and_figures_are_folded() {
        let folded = |word, spaced| {
            let mut out = String::new();
            fold(word, spaced, &mut out);
            out
        };
        assert_eq!(folded("Rusk’s", false), "rusk's");
        assert_eq!(folded("1,250", true), "0,000");
        assert_eq!((folded("-", false), folded("-", true), folded("—", false)), ("-".into(), "--".into(), "--".into()));
        assert_eq!(folded("“", true), "\"");
        assert_eq!(folded("КИЇВ", true), "київ");
    }

    #[test]
    fn short_words_are_their_own_endings() {
        let lexeme = Lexeme::new("ab", "ab", &Vocabulary::default());
        assert_eq!(lexeme.suffixes[1], lexeme.suffixes[3]);
        assert_eq!(lexeme.prefixes[1], lexeme.prefixes[2]);
        assert_ne!(lexeme.suffixes[0], lexeme.prefixes[0]);
    }

    #[test]
    fn what_is_known_is_packed_without_loss() {
        for known in [Known { class: 512, sure: NO_TAG }, Known { class: NO_CLASS, sure: 0 }] {
            assert_eq!(Known::unpacked(known.packed()), known);
        }
    }
}
