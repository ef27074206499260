//! Two ways of seeing names as the same: folding (case, accents, apostrophes, hyphens) and a transliteration key (also scripts and
//! romanisation schemes).
//!
//! Both are lossy on purpose and only ever compared with themselves; neither is shown to anybody. They append to a buffer of the
//! caller's, so that looking a word up allocates nothing.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends `text` folded: lower case, accents off, only letters and digits kept. Cyrillic stays Cyrillic.
///
/// "Sloviansk", "SLOVIANSK" and "Slov’iansk" fold alike, and so do both normal forms of "München".
pub fn fold(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.extend(text.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase() as char));
        return;
    }
    for c in text.nfd().filter(|&c| !is_combining_mark(c)) {
        for c in c.to_lowercase() {
            match c {
                'ł' => out.push('l'),
                'ø' => out.push('o'),
                'đ' => out.push('d'),
                'ß' => out.push_str("ss"),
                'æ' => out.push_str("ae"),
                'œ' => out.push_str("oe"),
                // The modifier apostrophe counts as a letter but is written or left out at will.
                'ʼ' | 'ʹ' | 'ʻ' => {}
                _ if c.is_alphanumeric() => out.push(c),
                _ => {}
            }
        }
    }
}

/// Whether `c` is a Cyrillic letter of the main blocks.
#[must_use]
pub fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

/// [`fold`] into a string of its own.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold(text, &mut out);
    out
}

/// Appends the transliteration key of an already folded word: what Ukrainian, Russian and the usual schemes of putting either into
/// Latin letters leave in common. "Слов'янськ", "Sloviansk", "Slovyansk" share one; "Krasnoarmiysk" and "Krasnoarmysk" share another.
///
/// Unified: kh, h and g; w and v; ts, tz and c; runs of i, y and j; an i before e; doubled letters. Soft and hard signs are dropped.
pub fn key(folded: &str, out: &mut String) {
    let start = out.len();
    for c in folded.chars() {
        match latin(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    if out[start..].is_ascii() {
        let latin = out.split_off(start);
        unify(latin.as_bytes(), out);
    }
}

/// [`key`] of any text, into a string of its own.
#[must_use]
pub fn keyed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    key(&folded(text), &mut out);
    out
}

/// Rewrites Latin letters so that the usual schemes meet. Digraphs become one capital letter, which no folded text holds.
fn unify(letters: &[u8], out: &mut String) {
    let start = out.len();
    let mut i = 0;
    while i < letters.len() {
        let rest = &letters[i..];
        let (unit, length) = if rest.starts_with(b"shch") {
            ('Q', 4)
        } else if rest.starts_with(b"tsch") {
            ('C', 4)
        } else if rest.starts_with(b"tch") {
            ('C', 3)
        } else if rest.starts_with(b"sch") {
            ('S', 3)
        } else {
            match rest {
                [b'z', b'h', ..] => ('Z', 2),
                [b's', b'h' | b'z', ..] => ('S', 2),
                [b'c', b'h' | b'z', ..] => ('C', 2),
                [b'k', b'h', ..] => ('h', 2),
                [b't', b's' | b'z', ..] => ('c', 2),
                [b'g', ..] => ('h', 1),
                [b'w', ..] => ('v', 1),
                [b'y' | b'j', ..] => ('i', 1),
                [b, ..] => (*b as char, 1),
                [] => break,
            }
        };
        i += length;
        if unit == 'e' && out.len() > start && out.ends_with('i') {
            out.pop();
        }
        if out.len() == start || !out.ends_with(unit) {
            out.push(unit);
        }
    }
}

/// A folded Cyrillic letter in Latin letters, coarsely: what follows is only compared.
fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' | 'є' => "e",
        'ж' => "zh",
        'з' => "z",
        // Folding has taken the marks off й and ї.
        'и' | 'і' | 'ы' | 'ј' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "iu",
        'я' => "ia",
        'ь' | 'ъ' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{folded, keyed};
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn case_accents_apostrophes_and_hyphens_fold_away() {
        assert_eq!(folded("Slov’iansk"), "sloviansk");
        assert_eq!(folded("München"), "munchen");
        assert_eq!(folded("Ivano-Frankivsk"), "ivanofrankivsk");
        assert_eq!(folded("U.S."), "us");
        assert_eq!(folded("Слов'янськ"), "слов янськ".replace(' ', ""));
    }

    #[test]
    fn scripts_and_schemes_meet_in_one_key() {
        for names in [
            &["Слов'янськ", "Sloviansk", "Slovyansk", "Slov’yans’k"][..],
            &["Славянск", "Slavyansk", "Slaviansk"],
            &["Дружковка", "Druzhkovka", "Dружковка"],
            &["Очеретино", "Ocheretino"],
            &["Харьков", "Kharkov", "Harkov"],
            &["Чугуев", "Chuguev", "Tchuguev", "Tschuguev"],
            &["Красноармійськ", "Krasnoarmiisk", "Krasnoarmiysk", "Krasnoarmysk"],
            &["Гуляйполе", "Huliaipole", "Gulyaypole"],
            &["Торецьк", "Toretsk", "Toretzk", "Toreck"],
        ] {
            for pair in names.windows(2) {
                assert_eq!(keyed(pair[0]), keyed(pair[1]), "{pair:?}");
            }
        }
        assert_ne!(keyed("Donetsk"), keyed("Druzhkivka"));
    }

    proptest! {
        #[test]
        fn both_normal_forms_fold_alike(text in "\\PC{0,40}") {
            let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
            prop_assert_eq!(folded(&composed), folded(&decomposed));
            let _ = keyed(&text);
        }
    }
}
