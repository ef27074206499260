//! The names of a place for people to read: what each is, and in which order and groups a card and `sayso places` show them.
//!
//! Nothing is said of a name but what is known of it. Nicknames, endings and slips are found by and not shown: no data set we have marks
//! them, so what nothing is known of comes last.

use super::markdown::escaped;
use crate::gazetteer::{Name, NameForm, Place, Scheme, fold};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Names of one kind, those that weigh most first.
pub struct NameGroup<'a> {
    /// What they are to the place.
    pub title: &'static str,
    /// The names.
    pub names: Vec<&'a Name>,
}

/// A title and which names stand under it.
type Kind = (&'static str, fn(&Name) -> bool);

/// The other names of `place` by kind, but for `main`, the one it is shown under; demonyms and near misses are nobody's business here.
pub fn groups<'a>(place: &'a Place, main: &str) -> Vec<NameGroup<'a>> {
    let kinds: [Kind; 6] = [
        ("Formerly", |n| n.form == NameForm::Former && n.note.is_some()),
        ("In English also", |n| n.form == NameForm::Preferred),
        ("In other languages", |n| n.form == NameForm::Exonym && n.language.is_some()),
        ("Former or other names", |n| n.form == NameForm::Former && n.note.is_none()),
        ("Other spellings", |n| n.form == NameForm::Romanisation),
        ("Also found", |n| n.form == NameForm::Exonym && n.language.is_none()),
    ];
    let mut seen = HashSet::from([fold::folded_name(main)]);
    let mut group = |(title, fits): Kind| {
        let mut names: Vec<&Name> = place.names.iter().filter(|n| fits(n) && n.text != main).collect();
        // The atlas has them by weight, what was put down by hand first; what the state itself says goes before.
        names.sort_by_key(|n| (n.note.is_none(), !n.official));
        names.retain(|n| seen.insert(likeness(n)));
        (!names.is_empty()).then_some(NameGroup { title, names })
    };
    kinds.into_iter().filter_map(&mut group).collect()
}

/// What two names share that nobody needs to see both of: the spelling but for accents and apostrophes and, where nothing is known of them, also
/// but for the scheme they are put into Latin letters by.
fn likeness(name: &Name) -> String {
    let known = name.language.is_some() || name.note.is_some() || name.form != NameForm::Exonym;
    if known { fold::folded_name(&name.text) } else { fold::keyed(&name.text) }
}

/// The scheme, where it is one for the name's language: what some scheme makes of another people's name is chance.
fn scheme(name: &Name) -> Option<&'static str> {
    let fits = matches!(name.language.as_deref(), None | Some("uk" | "ru" | "be" | "bg"));
    name.scheme.filter(|_| fits).map(scheme_name)
}

/// "Краматорськ (Ukrainian, official)", "Krasnoarmeysk (Russian, BGN/PCGN, until 2016)".
pub fn with_particulars(name: &Name) -> String {
    let mut particulars: Vec<String> = Vec::new();
    particulars.extend(name.language.as_deref().filter(|l| *l != "en").map(|l| escaped(language(l))));
    if name.official {
        particulars.push("official".into());
    }
    particulars.extend(scheme(name).map(str::to_owned));
    particulars.extend(name.note.iter().map(|n| escaped(n)));
    if particulars.is_empty() {
        escaped(&name.text)
    } else {
        format!("{} ({})", escaped(&name.text), particulars.join(", "))
    }
}

/// What a name is to its place, after "its": "former name, official until 1995", "name in Russian".
pub fn told(name: &Name) -> String {
    let of = name.language.as_deref().map(|l| format!(" in {}", language(l))).unwrap_or_default();
    let what = match name.form {
        NameForm::Former => match &name.note {
            Some(years) => return format!("former name, official {years}"),
            None => format!("former or other name{of}"),
        },
        NameForm::Demonym => "people or adjective".into(),
        NameForm::Garbled => "name misspelt".into(),
        _ if name.official => format!("official name{of}"),
        NameForm::Preferred => "usual name in English".into(),
        NameForm::Exonym if name.language.is_some() => format!("name{of}"),
        NameForm::Exonym => "other name".into(),
        NameForm::Romanisation if name.language.is_some() => format!("name{of} in another spelling"),
        NameForm::Romanisation => "name in another spelling".into(),
    };
    match scheme(name) {
        Some(scheme) => format!("{what}, put into Latin letters by the scheme {scheme}"),
        None => what,
    }
}

/// A scheme of romanisation as people call it.
fn scheme_name(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::National => "national romanisation",
        Scheme::BgnPcgn => "BGN/PCGN",
        Scheme::Scholarly => "scholarly",
    }
}

/// A language in English; one we have no name for by its code.
fn language(code: &str) -> &str {
    static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        let lines = include_str!("../../data/places/language-names.tsv").lines();
        lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
    });
    NAMES.get(code).copied().unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::layout::LANGUAGES;

    #[test]
    fn every_language_of_the_atlas_has_a_name() {
        let nameless: Vec<_> = LANGUAGES.iter().filter(|l| !l.is_empty() && language(l) == **l).collect();
        assert_eq!(nameless, [&""; 0]);
    }

    #[test]
    fn a_name_is_told_to_be_what_is_known_of_it() {
        let name = |form, language: &str, note: Option<&str>| Name {
            language: Some(language.to_owned()).filter(|l| !l.is_empty()),
            note: note.map(str::to_owned),
            ..Name::new("Lipa", form)
        };
        assert_eq!(told(&name(NameForm::Former, "", Some("until 1995"))), "former name, official until 1995");
        assert_eq!(told(&name(NameForm::Exonym, "ru", None)), "name in Russian");
        assert_eq!(told(&name(NameForm::Exonym, "", None)), "other name");
        assert_eq!(told(&name(NameForm::Preferred, "en", None)), "usual name in English");
    }
}
