//! Ukrainian and Russian names in Latin letters, by the two official schemes a newsroom meets.
//!
//! Ukrainian by resolution 55 of 2010 of the Cabinet of Ministers of Ukraine, which passports and road signs follow; Russian by BGN/PCGN
//! 1947 as the press writes it, without apostrophes for soft and hard signs. Pure functions of the name; what they return is shown to people.

use unicode_normalization::UnicodeNormalization;

/// A Ukrainian name in Latin letters: "Костянтинівка" is "Kostiantynivka". Letters that are not Ukrainian stay as they are.
#[must_use]
pub fn ukrainian(name: &str) -> String {
    let mut previous = '\0';
    spelled(name, |lower, starts| {
        let latin = match lower {
            // зг is zgh, so that it is not read as ж.
            'г' if previous == 'з' => "gh",
            'г' => "h",
            'ґ' => "g",
            'є' if starts => "ye",
            'є' => "ie",
            'и' => "y",
            'і' => "i",
            'ї' if starts => "yi",
            'ї' => "i",
            'й' if starts => "y",
            'й' => "i",
            'ю' if starts => "yu",
            'ю' => "iu",
            'я' if starts => "ya",
            'я' => "ia",
            '\'' | '’' | 'ʼ' => "",
            _ => common(lower)?,
        };
        previous = lower;
        Some(latin)
    })
}

/// A Russian name in Latin letters: "Артёмовск" is "Artyomovsk". Letters that are not Russian stay as they are.
#[must_use]
pub fn russian(name: &str) -> String {
    let mut previous = '\0';
    spelled(name, |lower, starts| {
        let after_vowel = starts || "аеёиоуыэюяйъь".contains(previous);
        let latin = match lower {
            'г' => "g",
            'е' if after_vowel => "ye",
            'э' => "e",
            'ё' => "yo",
            'и' => "i",
            'й' | 'ы' => "y",
            'ю' => "yu",
            'я' => "ya",
            'ъ' => "",
            _ => common(lower)?,
        };
        previous = lower;
        Some(latin)
    })
}

/// The letters on which every scheme agrees.
pub(super) fn common(lower: char) -> Option<&'static str> {
    Some(match lower {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'д' => "d",
        'е' => "e",
        'ж' => "zh",
        'з' => "z",
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
        'ь' => "",
        _ => return None,
    })
}

/// The Russian form that a Ukrainian name of a settlement most likely has: "Малинівка" is "Малиновка". Endings are put as Russian maps
/// put them, other letters one for one; what a place is really called in Russian may differ, so this is good for finding it only.
#[must_use]
pub fn likely_russian(name: &str) -> String {
    const ENDINGS: [(&str, &str); 15] = [
        ("ївка", "евка"),
        ("івка", "овка"),
        ("ївське", "евское"),
        ("івське", "овское"),
        ("івськ", "овск"),
        ("ське", "ское"),
        ("цьке", "цкое"),
        ("ськ", "ск"),
        ("цьк", "цк"),
        ("пілля", "полье"),
        ("ове", "ово"),
        ("еве", "ево"),
        ("ине", "ино"),
        ("не", "ное"),
        ("ий", "ый"),
    ];
    let mut out = String::with_capacity(name.len());
    for word in name.split_inclusive([' ', '-']) {
        let (stem, gap) = word.split_at(word.trim_end_matches([' ', '-']).len());
        let ending = ENDINGS.iter().find_map(|(from, to)| Some((stem.strip_suffix(from)?, *to)));
        let (stem, ending) = ending.unwrap_or((stem, ""));
        for c in stem.chars() {
            match c {
                'і' | 'ї' => out.push('и'),
                'І' | 'Ї' => out.push('И'),
                'є' => out.push('е'),
                'Є' => out.push('Е'),
                'ґ' => out.push('г'),
                'Ґ' => out.push('Г'),
                '\'' | '’' | 'ʼ' => out.push('ь'),
                c => out.push(c),
            }
        }
        out.push_str(ending);
        out.push_str(gap);
    }
    out
}

/// Puts a name into other letters one by one, keeping capitals. `letter` is told each letter in lower case and whether a word starts
/// with it.
fn spelled(name: &str, mut letter: impl FnMut(char, bool) -> Option<&'static str>) -> String {
    let mut out = String::with_capacity(name.len());
    let mut starts = true;
    for c in name.nfc() {
        let lower = c.to_lowercase().next().unwrap_or(c);
        match letter(lower, starts) {
            Some(latin) => {
                if c.is_uppercase() {
                    let mut letters = latin.chars();
                    out.extend(letters.next().map(|first| first.to_ascii_uppercase()));
                    out.push_str(letters.as_str());
                } else {
                    out.push_str(latin);
                }
            }
            None => out.push(c),
        }
        starts = !c.is_alphanumeric() && !matches!(c, '\'' | '’' | 'ʼ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{likely_russian, russian, ukrainian};

    #[test]
    fn ukrainian_follows_the_resolution() {
        for (name, latin) in [
            ("Костянтинівка", "Kostiantynivka"),
            ("Слов'янськ", "Sloviansk"),
            ("Гуляйполе", "Huliaipole"),
            ("Згурівка", "Zghurivka"),
            ("Юр’ївка", "Yurivka"),
            ("Київ", "Kyiv"),
            ("Ізюм", "Izium"),
            ("Єлизаветівка", "Yelyzavetivka"),
            ("Їжакевич", "Yizhakevych"),
            ("Івано-Франківськ", "Ivano-Frankivsk"),
            ("Велика Новосілка", "Velyka Novosilka"),
        ] {
            assert_eq!(ukrainian(name), latin);
        }
    }

    #[test]
    fn russian_follows_bgn_pcgn() {
        for (name, latin) in [
            ("Константиновка", "Konstantinovka"),
            ("Красноармейск", "Krasnoarmeysk"),
            ("Гуляйполе", "Gulyaypole"),
            ("Артёмовск", "Artyomovsk"),
            ("Доброполье", "Dobropolye"),
            ("Елизаветовка", "Yelizavetovka"),
            ("Щёлково", "Shchyolkovo"),
            ("Ростов-на-Дону", "Rostov-na-Donu"),
        ] {
            assert_eq!(russian(name), latin);
        }
    }

    #[test]
    fn the_likely_russian_form_is_near_enough_to_find_a_place_by() {
        for (name, likely) in [
            ("Малинівка", "Малиновка"),
            ("Краснопілля", "Краснополье"),
            ("Новоіванівка", "Новоивановка"),
            ("Дружківське", "Дружковское"),
            ("Калинове", "Калиново"),
            ("Мар'їнка", "Марьинка"),
        ] {
            assert_eq!(likely_russian(name), likely);
        }
    }
}
