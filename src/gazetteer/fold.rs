//! Three ways of seeing names as the same, each coarser than the one before: folding (case, accents, apostrophes, hyphens), a
//! transliteration key (also scripts and romanisation schemes), and a rough key (also Ukrainian against Russian forms).
//!
//! All are lossy on purpose and only ever compared with themselves; neither is shown to anybody. They append to a buffer of the
//! caller's, so that looking a word up allocates nothing.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Appends `text` folded: lower case, accents off, only letters and digits kept. Cyrillic stays Cyrillic.
///
/// "Sloviansk", "SLOVIANSK" and "Slov’iansk" fold alike, and so do both normal forms of "München".
pub fn fold(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.extend(text.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase() as char));
        return;
    }
    // Letter by letter: the only thing that normal forms order between letters are marks, and those go.
    for c in text.chars() {
        match c {
            _ if c.is_ascii() => out.extend(Some(c.to_ascii_lowercase()).filter(char::is_ascii_alphanumeric)),
            'й' | 'Й' => out.push('и'),
            'а'..='я' => out.push(c),
            'А'..='Я' => out.extend(c.to_lowercase()),
            _ => decompose_canonical(c, |c| fold_letter(c, out)),
        }
    }
}

/// Appends a letter of a decomposed text, folded.
fn fold_letter(c: char, out: &mut String) {
    if is_combining_mark(c) {
        return;
    }
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

/// Whether `c` is a Cyrillic letter of the main blocks.
#[must_use]
pub fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52F}')
}

/// Whether `text` has one. Of text without any, only bytes are looked at, many at a time.
#[must_use]
pub fn has_cyrillic(text: &str) -> bool {
    let may_lead = |chunk: &[u8]| chunk.iter().fold(false, |any, byte| any | matches!(byte, 0xD0..=0xD4));
    text.as_bytes().chunks(64).any(may_lead) && text.contains(is_cyrillic)
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

/// Appends a whole name folded, its words parted by single spaces: "Ivano-Frankivsk" is "ivano frankivsk".
pub fn fold_name(text: &str, out: &mut String) {
    let start = out.len();
    for word in text.split(is_gap) {
        if out.len() > start && !out.ends_with(' ') {
            out.push(' ');
        }
        fold(word, out);
    }
    if out.len() > start && out.ends_with(' ') {
        out.pop();
    }
}

/// [`fold_name`] into a string of its own.
#[must_use]
pub fn folded_name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_name(text, &mut out);
    out
}

/// Whether `c` parts the words of a name: a space or a hyphen.
#[must_use]
pub fn is_gap(c: char) -> bool {
    c.is_whitespace() || is_hyphen(c)
}

/// Whether `c` is a hyphen, or a dash used as one.
#[must_use]
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}')
}

/// Appends the rough key of a transliteration key: what Ukrainian and Russian forms of a name have in common. e, i and o are one vowel,
/// and an ending of vowels is dropped: "Kharkiv" and "Kharkov", "Krasnopillia" and "Krasnopole" meet.
pub fn rough(key: &str, out: &mut String) {
    let start = out.len();
    for c in key.chars() {
        let c = if matches!(c, 'e' | 'i' | 'o') { '*' } else { c };
        if c != '*' || out.len() == start || !out.ends_with('*') {
            out.push(c);
        }
    }
    while out.len() > start && out.ends_with(['*', 'a']) {
        out.pop();
    }
}

/// [`rough`] of any text, into a string of its own.
#[must_use]
pub fn roughed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    rough(&keyed(text), &mut out);
    out
}

/// What is left of the key of an adjective once its ending is off, each a key to try: "slavianovski" may come of "slaviansk",
/// "harkivskii" of "harkiv". Empty where it has no such ending.
#[must_use]
pub fn adjective_stems(key: &str) -> Vec<String> {
    const ENDINGS: [&str; 8] = ["skoho", "skii", "skoi", "skaia", "ska", "ske", "ski", "skoe"];
    let Some(stem) = ENDINGS.iter().find_map(|ending| key.strip_suffix(ending)).filter(|stem| stem.len() > 3) else {
        return Vec::new();
    };
    let mut stems = vec![format!("{stem}sk"), stem.to_owned()];
    for infix in ["ov", "ev", "in"] {
        if let Some(inner) = stem.strip_suffix(infix).filter(|inner| inner.len() > 3) {
            stems.push(format!("{inner}sk"));
            stems.push(inner.to_owned());
        }
    }
    stems
}

/// A key in which a syllable of two letters was written twice, without the second: "kalinovovo" is "kalinovo".
#[must_use]
pub fn without_repeat(key: &str) -> Option<String> {
    let bytes = key.as_bytes();
    let at = (0..bytes.len().saturating_sub(3)).find(|&i| bytes[i..i + 2] == bytes[i + 2..i + 4])?;
    let (before, after) = (key.get(..at)?, key.get(at + 2..)?);
    Some(format!("{before}{after}"))
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
        'г' | 'ґ' => "g",
        'э' | 'є' => "e",
        // Folding has taken the marks off й and ї.
        'и' | 'і' | 'ы' | 'ј' => "i",
        'ю' => "iu",
        'я' => "ia",
        'ъ' => "",
        _ => return super::romanise::common(c),
    })
}

#[cfg(test)]
mod tests {
    use super::{adjective_stems, fold_letter, folded, folded_name, keyed, roughed, without_repeat};
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

    #[test]
    fn russian_and_ukrainian_forms_meet_in_the_rough_key() {
        for names in [
            ["Kharkiv", "Kharkov"],
            ["Краснопілля", "Krasnopolye"],
            ["Гуляйполе", "Gulyaypol"],
            ["Дружківка", "Druzhkovka"],
            ["Малинівка", "Malinovka"],
        ] {
            assert_eq!(roughed(names[0]), roughed(names[1]), "{names:?}");
        }
        assert_ne!(roughed("Donetsk"), roughed("Dnipro"));
    }

    #[test]
    fn adjectives_and_stutters_lead_back_to_the_name() {
        assert!(adjective_stems(&keyed("Slavianovsky")).contains(&keyed("Slaviansk")));
        assert!(adjective_stems(&keyed("Kharkivskyi")).contains(&keyed("Kharkiv")));
        assert!(adjective_stems(&keyed("Kyiv")).is_empty());
        assert_eq!(without_repeat(&keyed("Kalinovovo")), Some(keyed("Kalinovo")));
        assert_eq!(without_repeat(&keyed("Toretsk")), None);
        assert_eq!(folded_name(" Ivano-Frankivsk  city "), "ivano frankivsk city");
    }

    proptest! {
        #[test]
        fn both_normal_forms_fold_alike(text in "(\\PC|[А-яёЁіІїЇєЄґҐйЙéüß’]){0,40}") {
            let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
            prop_assert_eq!(folded(&composed), folded(&decomposed));
            let mut plainly = String::new();
            decomposed.chars().for_each(|c| fold_letter(c, &mut plainly));
            prop_assert_eq!(folded(&text), plainly);
            let key = keyed(&text);
            let _ = (roughed(&text), adjective_stems(&key), without_repeat(&key));
        }
    }
}
