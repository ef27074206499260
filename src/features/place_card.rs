//! The card of a place: what the house writes, what else it is called, what and where it is, what the article calls it, and which other
//! places of the name there are.

use super::markdown::{bold, count, escaped, list};
use super::place_names::{NameGroup, groups, told, with_particulars};
use crate::gazetteer::{Confidence, Facts, Name, NameForm, Place, fold};
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_script::{Script, UnicodeScript};

/// What the article and the house make of a place.
pub struct Seen<'a> {
    /// The name under the pointer, as written.
    pub written: &'a str,
    /// The form the house writes.
    pub house_form: &'a str,
    /// How sure it is that the article means this place.
    pub confidence: Confidence,
    /// Names it bears in this article, each with how often.
    pub here: &'a [(&'a str, usize)],
    /// Other places of the name, likeliest first.
    pub others: &'a [Facts<'a>],
}

/// Other candidates shown, at most.
const MOST_OTHERS: usize = 4;

/// The card of `place`: what the word is, the names at home, what and where, what is disputed, other names by kind, how sure that is, what
/// the article calls it, where the facts are from.
pub fn place_card(place: &Place, seen: &Seen<'_>) -> String {
    let mut card = written(place, seen).unwrap_or_default();
    card.push_str(&bold(seen.house_form));
    if let Some(native) = native(place) {
        card.push_str(&format!(" – {}", escaped(native)));
    }
    card.push_str("  \n");
    card.push_str(&what_and_where(place));
    if let Some(note) = &place.note {
        card.push_str("\n\n");
        card.push_str(&escaped(note));
    }
    let names = other_names(place, seen.house_form);
    if !names.is_empty() {
        card.push('\n');
        card.push_str(&list(&names));
    }
    if let Some(doubt) = doubt(place, seen) {
        card.push_str("\n\n");
        card.push_str(&doubt);
    }
    card.push_str("\n\n");
    card.push_str(&in_this_article(seen.here));
    card.push_str(&format!("\n\n{}", origin(place)));
    card
}

/// "**Bombay**: former name, official until 1995. House style: Mumbai.", where something else than the house form is written.
fn written(place: &Place, seen: &Seen<'_>) -> Option<String> {
    let folded = fold::folded_name(seen.written);
    if folded == fold::folded_name(seen.house_form) {
        return None;
    }
    let is_it = |n: &&Name| fold::folded_name(&n.text) == folded;
    let exactly = place.names.iter().find(|n| n.text == seen.written);
    let name = exactly.or_else(|| place.names.iter().find(is_it)).filter(|n| n.form != NameForm::Demonym)?;
    let said = told(name);
    Some(format!("{}: {}. House style: {}.\n\n", bold(seen.written), escaped(&said), escaped(seen.house_form)))
}

/// How the state it lies in calls it, in that state's script. Nothing where the language is not known to be one of the state's: a name in
/// a script of somewhere else at the head of a card would be told as a fact.
fn native(place: &Place) -> Option<&str> {
    let current = || place.names.iter().filter(|n| matches!(n.form, NameForm::Preferred | NameForm::Exonym));
    let foreign = |n: &&Name| n.text.chars().next().is_some_and(|c| !is_latin(c));
    let of_state = || {
        let languages = place.country.as_deref().map_or(&[][..], languages);
        // Of several spellings in one language none is surely the one, and another language would be chosen by that alone.
        let first = languages.iter().find(|l| current().filter(foreign).any(|n| n.language.as_deref() == Some(**l)))?;
        let mut all = current().filter(foreign).filter(|n| n.language.as_deref() == Some(*first));
        all.next().filter(|_| all.next().is_none())
    };
    current().filter(foreign).find(|n| n.official).or_else(of_state).map(|n| n.text.as_str())
}

/// The official languages of a country that are not written in Latin letters; of Russia and Bulgaria none, whose Cyrillic names the data
/// sets have in the spelling of half a dozen languages: only what is marked official is shown there.
fn languages(country: &str) -> &'static [&'static str] {
    static TABLE: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
        let lines = include_str!("../../data/places/languages.tsv").lines().filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| line.split_once('\t'))
            .map(|(country, all)| (country, all.split('|').collect()))
            .collect()
    });
    TABLE.get(country).map_or(&[], Vec::as_slice)
}

fn is_latin(c: char) -> bool {
    matches!(c.script(), Script::Latin | Script::Common)
}

/// "city in Pokrovsk district, Donetsk Oblast, Ukraine – 60,127 inhabitants – 48.28° N, 37.18° E (map)"
fn what_and_where(place: &Place) -> String {
    let mut line = escaped(&place.what);
    let country = place.country_name.as_ref().or(place.country.as_ref());
    let name = place.names.first().map(|n| &n.text);
    let region = place.region.as_ref().filter(|region| Some(*region) != name && Some(*region) != country);
    let within: Vec<String> = [place.district.as_ref(), region, country.filter(|country| Some(*country) != name)]
        .into_iter()
        .flatten()
        .map(|w| escaped(w))
        .collect();
    if !within.is_empty() && place.what != "country" {
        line.push_str(if line.is_empty() { "In " } else { " in " });
        line.push_str(&within.join(", "));
    }
    if let Some(population) = place.population.filter(|&n| n > 0) {
        line.push_str(&format!(" – {} inhabitants", grouped(population)));
    }
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        let near = if place.approximate { "near " } else { "" };
        let zoom = if place.approximate { 8 } else { 11 };
        let (north, east) = (degrees(lat, 'N', 'S'), degrees(lon, 'E', 'W'));
        line.push_str(&format!(
            " – {near}{north}, {east} ([map](https://www.openstreetmap.org/?mlat={lat:.4}&mlon={lon:.4}#map={zoom}/{lat:.4}/{lon:.4}))"
        ));
    }
    line
}

fn degrees(value: f64, positive: char, negative: char) -> String {
    format!("{:.2}° {}", value.abs(), if value < 0.0 { negative } else { positive })
}

/// A number with its thousands parted.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Of each kind at most so many names are shown: capitals have hundreds.
const MOST_NAMES: usize = 8;

/// Other names, grouped by what they are to the place.
fn other_names(place: &Place, house_form: &str) -> Vec<String> {
    let line = |group: NameGroup<'_>| {
        let shown: Vec<String> = group.names.iter().take(MOST_NAMES).map(|n| with_particulars(n)).collect();
        let more = group.names.len() - shown.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("{}: {}{more}", group.title, shown.join(", "))
    };
    groups(place, house_form).into_iter().map(line).collect()
}

/// How sure it is, and which other places it may be.
fn doubt(place: &Place, seen: &Seen<'_>) -> Option<String> {
    // What the place lies in is no other place it could be taken for.
    let around = [place.region.as_deref(), place.district.as_deref()];
    let holds = |facts: &&Facts<'_>| !around.contains(&Some(facts.name)) || !same_country(place, facts);
    let others: Vec<&Facts<'_>> = seen.others.iter().filter(holds).collect();
    let folded = fold::folded_name(seen.written);
    let spelled_so = place.names.iter().any(|n| fold::folded_name(&n.text) == folded);
    let told = match (seen.confidence, others.is_empty()) {
        (Confidence::Sure, true) => return None,
        (Confidence::Sure, false) => "There are other places of this name, but the article speaks for this one.",
        (Confidence::Likely, _) => "Likely this one, by what else the article names.",
        (Confidence::Guess, true) if spelled_so => "A best guess: nothing else in the article speaks for this place.",
        (Confidence::Guess, true) => "A best guess: no place is spelled quite so.",
        (Confidence::Guess, false) => "A best guess; it may as well be another one.",
    };
    let more = others.len().saturating_sub(MOST_OTHERS);
    let mut others: Vec<String> = others.into_iter().take(MOST_OTHERS).map(described).collect();
    if more > 0 {
        others.push(format!("{more} more"));
    }
    let pin = "Pin the right one under `places:` at the top.";
    Some(if others.is_empty() {
        format!("{told} {pin}")
    } else {
        format!("{told} Others: {}. {pin}", others.join("; "))
    })
}

/// "Malynivka, village in Kramatorsk district, Donetsk Oblast"
fn described(facts: &Facts<'_>) -> String {
    let around = [facts.district, facts.region, facts.country_name].into_iter().flatten();
    let mut within: Vec<&str> = around.filter(|around| *around != facts.name).collect();
    within.dedup();
    let mut line = format!("{}, {}", escaped(facts.name), escaped(facts.what));
    if !within.is_empty() && facts.what != "country" {
        line.push_str(&format!(" in {}", escaped(&within.join(", "))));
    }
    line
}

fn same_country(place: &Place, facts: &Facts<'_>) -> bool {
    place.country.as_deref() == facts.country()
}

/// Where the facts are from, in small print.
fn origin(place: &Place) -> String {
    let register = match place.id.split(':').next() {
        Some("geonames") => "GeoNames",
        Some("katottg") => "KATOTTG",
        Some("sayso") => "sayso",
        _ => "places.yaml",
    };
    let source = place.source.as_deref().unwrap_or(register);
    let licence = if source.contains("GeoNames") { " (CC BY 4.0)" } else { "" };
    format!("*Source: {}{licence}, {}*", escaped(source), escaped(&place.id))
}

/// "Mentioned 3 times in this article: Lipa twice, Lypa once."
fn in_this_article(mentions: &[(&str, usize)]) -> String {
    let times = |n: usize| match n {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{} times", n),
    };
    let total: usize = mentions.iter().map(|(_, n)| n).sum();
    match mentions {
        [] => String::new(),
        [(name, n)] => format!("Mentioned {} in this article, as {}.", times(*n), escaped(name)),
        several => {
            let each: Vec<String> =
                several.iter().map(|(name, n)| format!("{} {}", escaped(name), times(*n))).collect();
            format!(
                "Mentioned {} in this article under {}: {}.",
                times(total),
                count(several.len(), "name", "names"),
                each.join(", ")
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Scheme;
    use expect_test::expect;

    fn place(names: Vec<Name>) -> Place {
        Place {
            id: "house:lipa".into(),
            names,
            what: "village".into(),
            country: Some("UA".into()),
            country_name: Some("Ukraine".into()),
            region: Some("River Oblast".into()),
            district: None,
            lat: Some(-48.125),
            lon: Some(37.5),
            approximate: false,
            population: Some(1_204_300),
            note: Some("The *desk* writes Lipa.".into()),
            source: None,
        }
    }

    fn name(text: &str, language: &str, form: NameForm) -> Name {
        Name { language: (!language.is_empty()).then(|| language.to_owned()), ..Name::new(text, form) }
    }

    #[test]
    fn a_card_of_everything_there_is_to_tell() {
        let place = place(vec![
            name("Lipa", "uk", NameForm::Preferred),
            Name { official: true, ..name("Липа", "uk", NameForm::Exonym) },
            name("Linden", "de", NameForm::Exonym),
            Name {
                note: Some("until 1991".into()),
                scheme: Some(Scheme::BgnPcgn),
                ..name("Krasna Lipa", "ru", NameForm::Former)
            },
            name("Lypa", "", NameForm::Romanisation),
        ]);
        let other = Facts {
            name: "Lipa",
            what: "village",
            country: None,
            country_name: Some("Ukraine"),
            region: Some("Lake Oblast"),
            district: None,
            at: None,
            approximate: false,
            population: 0,
            renown: 0,
        };
        let here = [("Lipa", 1), ("Lypa", 2)];
        let seen =
            Seen { written: "Lypa", house_form: "Lipa", confidence: Confidence::Likely, here: &here, others: &[other] };
        expect![[r"
            **Lypa**: name in another spelling. House style: Lipa.

            **Lipa** – Липа  
            village in River Oblast, Ukraine – 1,204,300 inhabitants – 48.12° S, 37.50° E ([map](https://www.openstreetmap.org/?mlat=-48.1250&mlon=37.5000#map=11/-48.1250/37.5000))

            The \*desk\* writes Lipa.

            - Formerly: Krasna Lipa (Russian, BGN/PCGN, until 1991)
            - In other languages: Липа (Ukrainian, official), Linden (German)
            - Other spellings: Lypa

            Likely this one, by what else the article names. Others: Lipa, village in Lake Oblast, Ukraine. Pin the right one under `places:` at the top.

            Mentioned 3 times in this article under 2 names: Lipa once, Lypa twice.

            *Source: places.yaml, house:lipa*"]]
        .assert_eq(&place_card(&place, &seen));
    }

    #[test]
    fn a_capital_with_hundreds_of_names_shows_some() {
        let mut names = vec![name("Lipa", "", NameForm::Preferred)];
        names.extend((0..30).map(|i| name(&format!("Lipa{i}"), "", NameForm::Romanisation)));
        let seen = Seen {
            written: "Lipa",
            house_form: "Lipa",
            confidence: Confidence::Sure,
            here: &[("Lipa", 1)],
            others: &[],
        };
        let card = place_card(&place(names), &seen);
        assert!(card.contains("Lipa7 and 22 more") && !card.contains("Lipa8"), "{card}");
    }

    #[test]
    fn a_name_of_elsewhere_heads_no_card() {
        let seen = Seen { written: "Lipa", house_form: "Lipa", confidence: Confidence::Sure, here: &[], others: &[] };
        let head = |country: &str, native: &str, language: &str| {
            let names = vec![name("Lipa", "", NameForm::Preferred), name(native, language, NameForm::Exonym)];
            let place = Place { country: Some(country.into()), ..place(names) };
            place_card(&place, &seen).lines().next().map(str::to_owned)
        };
        assert_eq!(head("GB", "Λίπα", "el").as_deref(), Some("**Lipa**  "));
        assert_eq!(head("GR", "Λίπα", "el").as_deref(), Some("**Lipa** – Λίπα  "));
        assert_eq!(head("GR", "Λίπα", "").as_deref(), Some("**Lipa**  "));
    }

    #[test]
    fn a_former_name_is_said_to_be_one() {
        let former = Name { note: Some("until 1995".into()), ..name("Old Lipa", "", NameForm::Former) };
        let place = place(vec![name("Lipa", "", NameForm::Preferred), former]);
        let seen =
            Seen { written: "Old Lipa", house_form: "Lipa", confidence: Confidence::Sure, here: &[], others: &[] };
        let card = place_card(&place, &seen);
        assert!(
            card.starts_with("**Old Lipa**: former name, official until 1995. House style: Lipa.\n\n**Lipa**"),
            "{card}"
        );
    }

    #[test]
    fn the_region_around_a_place_is_none_of_the_others() {
        let place = Place { region: Some("Lipa".into()), ..place(vec![name("Lipa", "", NameForm::Preferred)]) };
        let around = Facts {
            name: "Lipa",
            what: "region",
            country: Some(*b"UA"),
            country_name: Some("Ukraine"),
            region: None,
            district: None,
            at: None,
            approximate: true,
            population: 0,
            renown: 0,
        };
        let others = [around];
        let seen =
            Seen { written: "Lipa", house_form: "Lipa", confidence: Confidence::Sure, here: &[], others: &others };
        assert!(!place_card(&place, &seen).contains("Others"));
    }
}
