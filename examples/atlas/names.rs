//! Which names of a data set are kept, and what is known of each without asking anybody.

use crate::tables::rows;
use sayso::gazetteer::fold::{folded_name, is_cyrillic, keyed, roughed};
use sayso::gazetteer::romanise::{russian, ukrainian};
use sayso::gazetteer::{Name, NameForm, Scheme};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_script::{Script, UnicodeScript};

/// Names longer than this, in bytes, are descriptions.
const LONGEST: usize = 60;

/// Words in small letters that names begin with.
const ARTICLES: [&str; 9] = ["el ", "la ", "les ", "al-", "ash-", "an-", "’s-", "'s-", "’t "];

/// Where Cyrillic letters are or were written, so that its places' names in them are met.
const CYRILLIC: [&str; 19] =
    ["UA", "RU", "BY", "KZ", "KG", "UZ", "TM", "TJ", "MD", "GE", "AM", "AZ", "BG", "MN", "RS", "ME", "MK", "BA", "XK"];

/// Which languages scripts tell, by country: `data/places/scripts.tsv`.
#[derive(Default)]
pub struct Scripts(HashMap<(Script, String), String>);

impl Scripts {
    pub fn read(data: &Path) -> Self {
        let rows = rows(&data.join("places/scripts.tsv"));
        let script = |row: &[String]| Script::from_full_name(&row[0]).unwrap_or_else(|| panic!("no script {}", row[0]));
        let each = |row: Vec<String>| -> Vec<((Script, String), String)> {
            let script = script(&row);
            row[1].split('|').map(|country| ((script, country.to_owned()), row[2].clone())).collect()
        };
        Self(rows.into_iter().flat_map(each).collect())
    }

    /// The language that `name` is in by its script, for a place in `country`.
    pub fn language(&self, name: &str, country: &str) -> Option<&str> {
        let script = name.chars().map(|c| c.script()).find(|s| !matches!(s, Script::Common | Script::Inherited))?;
        let language = self.0.get(&(script, country.to_owned()))?;
        let foreign = match language.as_str() {
            // Persian, Urdu, Kurdish and Uighur letters; and marks for vowels, which no sign and no paper has.
            "ar" => name
                .contains(['پ', 'چ', 'ژ', 'گ', 'ک', 'ی', 'ہ', 'ە', 'ۆ', 'ێ', 'ڵ', 'ڕ', 'ٹ', 'ڈ', 'ے', 'ۇ', 'ې', 'ۈ']),
            "fa" | "ur" => name.contains(['ي', 'ك', 'ة', 'ى', 'ە', 'ۆ', 'ې', 'ۍ', 'ټ', 'ډ', 'ړ', 'ږ', 'ښ', 'ګ', 'ڼ']),
            _ => false,
        };
        let marked = name.contains(|c: char| ('\u{64B}'..='\u{652}').contains(&c));
        (!foreign && !marked).then_some(language.as_str())
    }
}

/// Whether a data set's alias is worth keeping. `all_scripts` says that the place is well known enough for any script, `own_scripts` for
/// those of its own country.
pub fn is_kept(alias: &str, country: &str, scripts: &Scripts, all_scripts: bool, own_scripts: bool) -> bool {
    let letters = alias.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 || alias.len() > LONGEST || alias.contains(|c: char| c.is_numeric() || "(),;:/=!?*&".contains(c)) {
        return false;
    }
    // Airport and other codes; soft signs put into Latin letters that no such name has.
    // Spellings given up a hundred years ago.
    let archaic = alias.ends_with('ъ')
        || alias.contains(['ѣ', 'ꙑ', 'ѥ', 'ѧ', 'ѫ', 'ѳ', 'ѵ', 'ꙗ', 'ѡ', 'Ѳ', 'Ѣ'])
        || alias.contains("їє");
    let code = letters <= 3 && alias.chars().all(|c| c.is_ascii_uppercase() || !c.is_alphabetic());
    let cyrillic = CYRILLIC.contains(&country);
    if code || archaic || (!cyrillic && alias.ends_with(['\'', '`'])) {
        return false;
    }
    let found: HashSet<Script> =
        alias.chars().map(|c| c.script()).filter(|s| !matches!(s, Script::Common | Script::Inherited)).collect();
    if found.iter().any(|s| !matches!(s, Script::Latin | Script::Cyrillic)) {
        let own = own_scripts && scripts.language(alias, country).is_some();
        return (all_scripts || own) && found.len() <= 2;
    }
    if found.contains(&Script::Cyrillic) && !all_scripts && !cyrillic {
        return false;
    }
    // Names put into Latin letters by machine are in small letters throughout.
    let first = alias.chars().find(|c| c.is_alphabetic());
    let small = first.is_some_and(char::is_lowercase);
    found.len() == 1
        && (!small || (ARTICLES.iter().any(|a| alias.starts_with(a)) && alias.contains(char::is_uppercase)))
}

/// Where English prints names without the marks that a scheme of transliteration, or the country, puts on their letters.
const PLAIN: [&str; 7] = ["RU", "BG", "VN", "TR", "AZ", "UZ", "TM"];

/// `name` as English prints it: where the country's own letters are not Latin ones, without the dots, rings and half rings of schemes.
pub fn printed(name: &str, country: &str, not_latin: &HashSet<String>) -> String {
    if !not_latin.contains(country) && !PLAIN.contains(&country) {
        return name.to_owned();
    }
    let quotes = |c: char| matches!(c, '’' | '‘' | 'ʻ' | 'ʼ' | '`') && !matches!(country, "CN" | "TW");
    let mut out = String::new();
    for c in name.chars().filter(|&c| !quotes(c)) {
        match c {
            'ı' => out.push('i'),
            'ə' => out.push('a'),
            'đ' => out.push('d'),
            'Đ' | 'Ð' => out.push('D'),
            // The letter goes by its sound there: "Oryol", "Kiselyovsk".
            'ë' if country == "RU" => out.push_str("yo"),
            _ => decompose_canonical(c, |c| out.extend(Some(c).filter(|&c| !is_combining_mark(c)))),
        }
    }
    out
}

pub fn is_cyrillic_name(name: &str) -> bool {
    name.contains(is_cyrillic)
}

/// Which language a Cyrillic spelling shows.
pub fn language_of(name: &str, country: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    if lower.contains(['ђ', 'ј', 'љ', 'њ', 'ћ', 'џ', 'ѓ', 'ќ']) {
        return Some("sr");
    }
    if lower.contains('ў') {
        return Some("be");
    }
    if lower.contains(['қ', 'ғ', 'ә', 'ң', 'ү', 'ұ', 'ө', 'һ']) {
        return Some("kk").filter(|_| country == "KZ");
    }
    if lower.contains(['ї', 'є', 'ґ', 'і']) {
        return Some("uk");
    }
    if country == "RU" && is_of_a_neighbour(&lower) {
        return None;
    }
    if lower.contains(['ы', 'э', 'ё', 'ъ']) {
        return Some(if country == "BG" { "bg" } else { "ru" });
    }
    match country {
        "RU" => return Some("ru"),
        "BG" => return Some("bg"),
        "UA" => {}
        _ => return None,
    }
    let ends = |endings: &[&str]| endings.iter().any(|ending| lower.ends_with(ending));
    if ends(&["ськ", "цьк", "ське", "цьке", "ове", "еве", "ине", "ів", "ий", "ська", "пілля"])
    {
        Some("uk")
    } else if ends(&["ск", "цк", "ское", "цкое", "ово", "ево", "ино", "ое", "овка", "евка", "полье", "ополь"])
    {
        Some("ru")
    } else {
        None
    }
}

/// A name about which nothing is known.
pub fn plain(text: &str, language: Option<&str>, form: NameForm) -> Name {
    Name {
        text: text.to_owned(),
        language: language.map(str::to_owned),
        form,
        scheme: None,
        official: false,
        note: None,
    }
}

/// Reads `aliases` of a place outside Ukraine whose English name is `preferred`.
pub fn worldwide(preferred: &str, aliases: &[&str], country: &str, scripts: &Scripts) -> Vec<Name> {
    let folded = folded_name(preferred);
    let key = keyed(preferred);
    let mut names = vec![plain(preferred, None, NameForm::Preferred)];
    for &alias in aliases {
        let mut name = plain(alias, None, NameForm::Exonym);
        if folded_name(alias) == folded {
            name.form = NameForm::Preferred;
        } else if is_cyrillic_name(alias) {
            // Elsewhere letters alone would say it, and Belarusian, Ukrainian, Chechen and Serbian share most of them.
            if CYRILLIC.contains(&country) {
                name.language = language_of(alias, country).map(str::to_owned);
            }
        } else if keyed(alias) == key {
            name.form = NameForm::Romanisation;
        } else {
            name.language = scripts.language(alias, country).map(str::to_owned);
        }
        names.push(name);
    }
    if country == "RU" {
        let russian = |name: &Name| {
            name.language.as_deref() == Some("ru")
                && is_cyrillic_name(&name.text)
                && name.form == NameForm::Exonym
                && keyed(&russian(&name.text)) == key
        };
        let alike: Vec<usize> = (0..names.len()).filter(|&i| russian(&names[i])).collect();
        let own = alike.iter().copied().max_by_key(|&i| (how_russian(&names[i].text), std::cmp::Reverse(i)));
        // The others are spellings of the languages around, which write no soft sign or no ы.
        for i in alike {
            names[i].official = Some(i) == own;
            names[i].language = names[i].language.take().filter(|_| Some(i) == own);
        }
    }
    schemes(&mut names);
    names
}

/// How much of what only Russian spelling has is in a name: of "Грозны", "Грозни" and "Грозный", the last has most.
fn how_russian(name: &str) -> usize {
    let lower = name.to_lowercase();
    let ending = usize::from(lower.ends_with("ый") || lower.ends_with("ий"));
    2 * lower.chars().filter(|c| matches!(c, 'ь' | 'ы' | 'щ' | 'э' | 'ё')).count() + ending + lower.chars().count()
}

/// Whether a Cyrillic name has letter pairs of the Caucasus or Siberia that no Russian one has.
fn is_of_a_neighbour(lower: &str) -> bool {
    const PAIRS: [&str; 15] =
        ["аа", "оо", "уу", "ээ", "ыы", "къ", "гъ", "хъ", "кь", "гь", "хь", "аь", "оь", "уь", "яь"];
    PAIRS.iter().any(|pair| lower.contains(pair)) || lower.contains(['ӏ', 'ӕ', 'і', 'ө', 'ү', 'ҥ', 'ӓ', 'ӱ', 'ӧ', 'ѣ'])
}

/// A Cyrillic name and what it folds to by either scheme, and its key.
struct Cyrillic {
    name: Name,
    uk: String,
    ru: String,
    key: String,
}

/// Marks Latin spellings that are one of the Cyrillic ones put into Latin letters by a known scheme, and gives them its language and form.
pub fn schemes(names: &mut [Name]) {
    let cyrillic: Vec<Cyrillic> = names
        .iter()
        .filter(|n| is_cyrillic_name(&n.text))
        .map(|n| {
            let by = |romanise: fn(&str) -> String| folded_name(&romanise(&n.text));
            let (uk, ru) = (n.language.as_deref() != Some("ru"), n.language.as_deref() != Some("uk"));
            let uk = if uk { by(ukrainian) } else { String::new() };
            let ru = if ru { by(russian) } else { String::new() };
            Cyrillic { name: n.clone(), uk, ru, key: keyed(&n.text) }
        })
        .collect();
    for name in names.iter_mut().filter(|n| !is_cyrillic_name(&n.text) && n.form != NameForm::Demonym) {
        let folded = folded_name(&name.text);
        let key = keyed(&name.text);
        let scholarly = name.text.contains(['č', 'š', 'ž', 'Č', 'Š', 'Ž', 'ʹ', 'ʺ', 'ĭ', 'ë']);
        let language = |c: &Cyrillic, language: &str| c.name.language.as_deref() == Some(language);
        let (scheme, from) = if let Some(from) = cyrillic.iter().find(|c| language(c, "uk") && c.uk == folded) {
            (Some(Scheme::National), from)
        } else if let Some(from) = cyrillic.iter().find(|c| language(c, "ru") && c.ru == folded) {
            (Some(Scheme::BgnPcgn), from)
        } else if let Some(from) = cyrillic.iter().find(|c| c.key == key) {
            (scholarly.then_some(Scheme::Scholarly), from)
        } else {
            continue;
        };
        name.scheme = scheme;
        name.language = name.language.take().or_else(|| from.name.language.clone());
        if name.form != NameForm::Preferred {
            name.form = match from.name.form {
                NameForm::Former => NameForm::Former,
                _ if from.name.language.as_deref() == Some("ru") => NameForm::Exonym,
                _ => NameForm::Romanisation,
            };
        }
    }
}

/// Leaves out names that only differ by accents and the like from one before, about which as much is known; the first other spelling of
/// the official form stays.
pub fn tidy(names: &mut Vec<Name>) {
    let mut seen: HashSet<String> = HashSet::new();
    let mut spare = true;
    let first = names.first().map(|n| folded_name(&n.text));
    names.retain(|name| {
        let folded = folded_name(&name.text);
        let new = !seen.contains(&folded) || name.note.is_some() || name.official;
        let keep = new || (spare && first.as_ref() == Some(&folded));
        if !new && keep {
            spare = false;
        }
        seen.insert(folded);
        keep
    });
}

/// Whether `name` is another of the names in an oblique case or made an adjective ("Краматорска", "Kramatorskaya" of "Kramatorsk"), or
/// cut off before its "-sk". Good to be found by, and nothing to be shown.
pub fn is_inflected(name: &str, names: &[Name]) -> bool {
    const ENDINGS: [&str; 21] = [
        "а", "у", "е", "ом", "ы", "и", "ой", "ою", "ого", "ому", "ая", "ое", "a", "u", "e", "om", "aya", "aja", "oy",
        "oye", "oje",
    ];
    const VOWELS: [char; 10] = ['а', 'я', 'о', 'е', 'и', 'і', 'a', 'o', 'e', 'i'];
    let of = |stem: &str| names.iter().any(|other| other.text == stem);
    let cased = |ending: &&str| name.strip_suffix(*ending).is_some_and(|stem| !stem.ends_with(VOWELS) && of(stem));
    ENDINGS.iter().any(cased) || ["sk", "ськ", "ск"].iter().any(|ending| of(&format!("{name}{ending}")))
}

/// Whether two names are one as far as Ukrainian and Russian forms go: "Слов'янськ" and "Славянск" are.
pub fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (roughed(a), roughed(b));
    let most = usize::from(a.len().min(b.len()) >= 6);
    strsim::osa_distance(&a, &b) <= most
}
