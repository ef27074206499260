//! The card of a place: what the house calls it, what else it is called, what and where it is.

use super::markdown::{bold, count, escaped, list};
use crate::gazetteer::{Name, NameForm, Place};

/// The card of `place`, mentioned as `written`. `mentions` are the names it bears in this article, each with how often.
pub fn place_card(place: &Place, written: &str, sure: bool, mentions: &[(&str, usize)]) -> String {
    let mut card = bold(place.names.first().map_or(written, |name| &name.text));
    if let Some(native) = native(place) {
        card.push_str(&format!(" – {}", escaped(native)));
    }
    card.push_str("  \n");
    card.push_str(&what_and_where(place));
    let names = other_names(place);
    if !names.is_empty() {
        card.push('\n');
        card.push_str(&list(&names));
    }
    if let Some(note) = &place.note {
        card.push_str("\n\n");
        card.push_str(&escaped(note));
    }
    if !sure {
        card.push_str(
            "\n\nThere are other places of this name; this is the likeliest here. Pin it under `places:` at the top.",
        );
    }
    card.push_str("\n\n");
    card.push_str(&in_this_article(mentions));
    card
}

/// Its first name in another script than the Latin one: how people there write it, since an atlas lists the local name first.
fn native(place: &Place) -> Option<&str> {
    let current = place.names.iter().skip(1).filter(|n| matches!(n.form, NameForm::Preferred | NameForm::Exonym));
    let mut foreign = current.filter(|n| n.text.chars().next().is_some_and(|c| !is_latin(c)));
    foreign.next().map(|n| n.text.as_str())
}

fn is_latin(c: char) -> bool {
    use unicode_script::{Script, UnicodeScript};
    matches!(c.script(), Script::Latin | Script::Common)
}

/// "city in Donetsk Oblast, UA – 48.28° N, 37.18° E – about 60,000 inhabitants"
fn what_and_where(place: &Place) -> String {
    let mut line = escaped(&place.what);
    let within: Vec<String> = [&place.region, &place.country].into_iter().flatten().map(|w| escaped(w)).collect();
    if !within.is_empty() && place.what != "country" {
        line.push_str(if line.is_empty() { "In " } else { " in " });
        line.push_str(&within.join(", "));
    }
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        line.push_str(&format!(" – {}, {}", degrees(lat, 'N', 'S'), degrees(lon, 'E', 'W')));
    }
    if let Some(population) = place.population.filter(|&n| n > 0) {
        line.push_str(&format!(" – {} inhabitants", grouped(population)));
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
const MOST_NAMES: usize = 10;

/// Other names, grouped by what they are to the place; near misses and demonyms are nobody's business here.
fn other_names(place: &Place) -> Vec<String> {
    let groups = [
        ("Also", NameForm::Preferred),
        ("In other languages", NameForm::Exonym),
        ("Formerly", NameForm::Former),
        ("Other spellings", NameForm::Romanisation),
    ];
    let group = |(title, form): (&str, NameForm)| {
        let names = place.names.iter().enumerate().filter(|(i, n)| *i > 0 && n.form == form);
        let names: Vec<String> = names.map(|(_, name)| with_particulars(name)).collect();
        let shown = &names[..names.len().min(MOST_NAMES)];
        let more = names.len() - shown.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        (!shown.is_empty()).then(|| format!("{title}: {}{more}", shown.join(", ")))
    };
    groups.into_iter().filter_map(group).collect()
}

/// "Краматорськ (uk)", "Artemivsk (until 2016)".
fn with_particulars(name: &Name) -> String {
    let particulars: Vec<String> = [&name.language, &name.note].into_iter().flatten().map(|p| escaped(p)).collect();
    if particulars.is_empty() {
        escaped(&name.text)
    } else {
        format!("{} ({})", escaped(&name.text), particulars.join(", "))
    }
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
    use expect_test::expect;

    fn name(text: &str, language: Option<&str>, form: NameForm, note: Option<&str>) -> Name {
        Name { text: text.into(), language: language.map(Into::into), form, note: note.map(Into::into) }
    }

    #[test]
    fn a_card_of_everything_there_is_to_tell() {
        let place = Place {
            id: "house:lipa".into(),
            names: vec![
                name("Lipa", Some("en"), NameForm::Preferred, None),
                name("Липа", Some("uk"), NameForm::Exonym, None),
                name("Linden", Some("de"), NameForm::Exonym, None),
                name("Krasna Lipa", None, NameForm::Former, Some("until 1991")),
                name("Lypa", None, NameForm::Romanisation, None),
            ],
            what: "village".into(),
            country: Some("UA".into()),
            region: Some("River District".into()),
            lat: Some(-48.125),
            lon: Some(37.5),
            population: Some(1_204_300),
            note: Some("The *desk* writes Lipa.".into()),
        };
        expect![[r"
            **Lipa** – Липа  
            village in River District, UA – 48.12° S, 37.50° E – 1,204,300 inhabitants

            - In other languages: Липа (uk), Linden (de)
            - Formerly: Krasna Lipa (until 1991)
            - Other spellings: Lypa

            The \*desk\* writes Lipa.

            There are other places of this name; this is the likeliest here. Pin it under `places:` at the top.

            Mentioned 3 times in this article under 2 names: Lipa once, Lypa twice."]]
        .assert_eq(&place_card(&place, "Lypa", false, &[("Lipa", 1), ("Lypa", 2)]));
    }

    #[test]
    fn a_capital_with_hundreds_of_names_shows_some() {
        let mut names = vec![name("Lipa", None, NameForm::Preferred, None)];
        names.extend((0..30).map(|i| name(&format!("Lipa{i}"), None, NameForm::Romanisation, None)));
        let place = Place {
            id: "house:lipa".into(),
            names,
            what: "city".into(),
            country: None,
            region: None,
            lat: None,
            lon: None,
            population: None,
            note: None,
        };
        let card = place_card(&place, "Lipa", true, &[("Lipa", 1)]);
        assert!(card.contains("Lipa9 and 20 more") && !card.contains("Lipa10"), "{card}");
    }
}
