//! The built-in places: a small table of our own making, as constants, so that nothing is parsed at start.
//!
//! It is data and must stay data: no code here beyond the words the rows are written in. Every file names the origin of its facts.
//! Which of several forms is right is the house's to say; the first name of a row is the official form of the country the place lies
//! in by international recognition.

use crate::gazetteer::NameForm;

pub mod countries;
pub mod curated;
pub mod elsewhere;
pub mod regions;
pub mod ukraine;

/// All rows, a file at a time.
pub static TABLES: [&[Row]; 5] = [countries::ROWS, regions::ROWS, ukraine::ROWS, elsewhere::ROWS, curated::ROWS];

/// One place of the table.
pub struct Row {
    /// "geonames:709717", "iso:UA-14", "sayso:donbas".
    pub id: &'static str,
    /// "city", "oblast", "country" ...; "event" is no place and only keeps a name from being taken for one.
    pub what: &'static str,
    /// ISO 3166 code; empty where no one country is right.
    pub country: &'static str,
    /// Region within the country; empty where there is none.
    pub region: &'static str,
    /// Degrees north and east, rounded to about a kilometre.
    pub at: Option<(f64, f64)>,
    /// Inhabitants, rounded; 0 is unknown.
    pub population: u64,
    /// The official form.
    pub name: &'static str,
    /// Its other names.
    pub names: &'static [Alias],
    /// A neutral sentence for the card; empty where there is none.
    pub note: &'static str,
}

/// Another name of a place.
pub struct Alias {
    /// As written.
    pub text: &'static str,
    /// BCP 47 language; empty where unknown.
    pub language: &'static str,
    /// What it is to the place.
    pub form: NameForm,
    /// "until 2016"; empty where there is none.
    pub note: &'static str,
}

const NOWHERE: Option<(f64, f64)> = None;

const fn at(lat: f64, lon: f64) -> Option<(f64, f64)> {
    Some((lat, lon))
}

const fn row(
    id: &'static str,
    what: &'static str,
    country: &'static str,
    region: &'static str,
    at: Option<(f64, f64)>,
    population: u64,
    name: &'static str,
) -> Row {
    Row { id, what, country, region, at, population, name, names: &[], note: "" }
}

impl Row {
    const fn also(self, names: &'static [Alias]) -> Self {
        Self { names, ..self }
    }

    const fn note(self, note: &'static str) -> Self {
        Self { note, ..self }
    }
}

const fn alias(text: &'static str, language: &'static str, form: NameForm, note: &'static str) -> Alias {
    Alias { text, language, form, note }
}

/// A form as good as the first one.
const fn preferred(text: &'static str) -> Alias {
    alias(text, "en", NameForm::Preferred, "")
}

/// An English form other than the official one.
const fn exonym(text: &'static str) -> Alias {
    alias(text, "en", NameForm::Exonym, "")
}

/// Its name in the language of the place.
const fn native(language: &'static str, text: &'static str) -> Alias {
    alias(text, language, NameForm::Exonym, "")
}

/// Its Ukrainian name.
const fn uk(text: &'static str) -> Alias {
    alias(text, "uk", NameForm::Exonym, "")
}

/// Its Russian name, in Cyrillic or as usually put into Latin letters.
const fn ru(text: &'static str) -> Alias {
    alias(text, "ru", NameForm::Exonym, "")
}

/// Another romanisation of the official name.
const fn roman(text: &'static str) -> Alias {
    alias(text, "", NameForm::Romanisation, "")
}

/// A name it no longer bears, and until when it did.
const fn was(language: &'static str, text: &'static str, until: &'static str) -> Alias {
    alias(text, language, NameForm::Former, until)
}

/// Its people and what is theirs.
const fn people(text: &'static str) -> Alias {
    alias(text, "en", NameForm::Demonym, "")
}
