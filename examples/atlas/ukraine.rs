//! Ukraine: official names from the state's classifier joined to GeoNames' places, and the settlements only the classifier knows.

use crate::names::{alike, is_cyrillic_name, is_inflected, language_of, plain, schemes};
use crate::tables::rows;
use sayso::gazetteer::fold::{folded_name, keyed};
use sayso::gazetteer::romanise::{likely_russian, russian, ukrainian};
use sayso::gazetteer::{Name, NameForm, Scheme};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// A settlement of the classifier.
#[derive(Debug)]
pub struct Settlement {
    /// The last five digits of its code, which are its own whatever district it is put into.
    pub number: u32,
    pub name: String,
    pub what: &'static str,
    /// The four digits of its raion.
    pub raion: String,
    /// Whether a place of GeoNames was found to be it.
    pub joined: bool,
}

/// The classifier.
#[derive(Debug, Default)]
pub struct Classifier {
    pub settlements: Vec<Settlement>,
    /// (oblast, name) -> settlements.
    by_name: HashMap<(String, String), Vec<usize>>,
    /// Raion -> the settlement it is called after.
    pub seats: HashMap<String, usize>,
}

impl Classifier {
    pub fn read(tables: &Path) -> Self {
        let mut classifier = Self::default();
        let mut raions = Vec::new();
        for row in rows(&tables.join("katottg.tsv")) {
            let digits = |code: &str, n: usize| code.get(2..2 + n).unwrap_or("").to_owned();
            let what = match row[1].as_str() {
                "M" | "K" => "city",
                "X" => "settlement",
                "C" => "village",
                "P" => {
                    raions.push((digits(&row[0], 4), row[2].clone()));
                    continue;
                }
                _ => continue,
            };
            let (oblast, raion) = (digits(&row[0], 2), row.get(4).map_or(String::new(), |code| digits(code, 4)));
            let name = row[2].replace('’', "'");
            let number = row[0].get(14..).and_then(|digits| digits.parse().ok()).expect("a code ends in five digits");
            let index = classifier.settlements.len();
            // Cities with a status of their own (Kyiv, Sevastopol) are no oblast's.
            let oblast = if row[1] == "K" { String::new() } else { oblast };
            classifier.by_name.entry((oblast, name.clone())).or_default().push(index);
            classifier.settlements.push(Settlement { number, name, what, raion, joined: false });
        }
        for (raion, adjective) in raions {
            // "Краматорський" is the raion of the city whose name gives the longest common beginning.
            let common = |name: &str| name.chars().zip(adjective.chars()).take_while(|(a, b)| a == b).count();
            let in_raion = classifier.settlements.iter().enumerate().filter(|(_, s)| s.raion == raion);
            let seat = in_raion
                .max_by_key(|(i, s)| (s.what == "city" && common(&s.name) > 3, common(&s.name), std::cmp::Reverse(*i)));
            if let Some((seat, _)) = seat {
                classifier.seats.insert(raion, seat);
            }
        }
        classifier
    }

    /// The settlement that a place of GeoNames is: the one in its oblast, and raion if told, with one of its Ukrainian names.
    pub fn join(&mut self, name: &str, aliases: &[&str], oblast: &str, raion: &str) -> Option<usize> {
        let mut best: Option<(bool, bool, bool, usize)> = None;
        let mut ties = 0;
        for alias in aliases.iter().filter(|a| is_cyrillic_name(a)) {
            let key = (oblast.to_owned(), alias.replace('’', "'"));
            for &index in self.by_name.get(&key).into_iter().flatten() {
                let settlement = &self.settlements[index];
                if settlement.joined {
                    continue;
                }
                let fits =
                    (alike(&ukrainian(&settlement.name), name), settlement.raion == raion, settlement.what == "city");
                let here = (fits.0, fits.1, fits.2, index);
                match best {
                    Some(other) if (other.0, other.1, other.2) == fits => ties += usize::from(other.3 != index),
                    Some(other) if (other.0, other.1, other.2) > fits => {}
                    _ => (best, ties) = (Some(here), 0),
                }
            }
        }
        // Of several villages of one name in one raion none is surely the one.
        let (_, _, _, index) = best.filter(|_| ties == 0)?;
        self.settlements[index].joined = true;
        Some(index)
    }
}

/// Names of a Ukrainian place that the classifier's entry is not surely the one of, by what the data set has for its Ukrainian name: romanised as
/// the others are, and not told to be official.
pub fn unlisted(name: &str, aliases: &[&str]) -> Option<Vec<Name>> {
    let ukrainian = |alias: &&&str| language_of(alias, "UA") == Some("uk") && alike(alias, name);
    let mut names = names(aliases.iter().find(ukrainian)?, aliases);
    names.iter_mut().for_each(|name| name.official = false);
    Some(names)
}

/// Names of a Ukrainian place: the official one in Ukrainian and by the national romanisation first, then `aliases`, each with what can
/// be told of it.
pub fn names(official: &str, aliases: &[&str]) -> Vec<Name> {
    let preferred = ukrainian(official);
    let folded = folded_name(&preferred);
    let mut names = vec![
        Name { scheme: Some(Scheme::National), ..plain(&preferred, Some("uk"), NameForm::Preferred) },
        Name { official: true, ..plain(official, Some("uk"), NameForm::Exonym) },
    ];
    let mut seen: HashSet<String> = HashSet::from([preferred.clone(), official.to_owned()]);
    let mut russians = Vec::new();
    for &alias in aliases {
        if !seen.insert(alias.replace('’', "'")) {
            continue;
        }
        let mut name = plain(alias, None, NameForm::Exonym);
        if is_cyrillic_name(alias) {
            name.language = language_of(alias, "UA").map(str::to_owned);
            let single = !alias.contains(' ') || official.contains(' ');
            if alike(alias, official) {
                if name.language.as_deref() != Some("uk") {
                    // What is spelled as the Russian map has it and is the same name is its Russian form.
                    name.language = Some(name.language.unwrap_or_else(|| "ru".into()));
                    russians.push(alias.to_owned());
                }
            } else if single && matches!(name.language.as_deref(), Some("uk" | "ru")) {
                name.form = NameForm::Former;
            }
        } else if folded_name(alias) == folded {
            name.form = NameForm::Preferred;
        } else if alike(alias, &preferred) {
            name.form = NameForm::Romanisation;
        }
        names.push(name);
    }
    russians.retain(|name| !is_inflected(name, &names));
    if russians.is_empty() {
        russians.push(likely_russian(official));
    }
    for cyrillic in russians {
        let latin = russian(&cyrillic);
        if latin != preferred && seen.insert(latin.clone()) {
            names.push(Name { scheme: Some(Scheme::BgnPcgn), ..plain(&latin, Some("ru"), NameForm::Exonym) });
        }
        if seen.insert(cyrillic.clone()) {
            names.push(plain(&cyrillic, Some("ru"), NameForm::Exonym));
        }
    }
    schemes(&mut names);
    // Its present Russian name is no former one, whatever else is spelled so.
    let official_key = keyed(official);
    for name in &mut names {
        if name.form == NameForm::Former && keyed(&name.text) == official_key {
            name.form = NameForm::Romanisation;
        }
    }
    names
}
