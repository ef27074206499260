//! The atlas: what places are called, where they are, and where an article mentions them.
//!
//! The built-in table and the newsroom's own `places.yaml` answer through one interface. Nothing here decides which form is right:
//! the house does. Pure functions of data; no file is opened here.

use crate::article::Block;
use crate::text::{Problem, Span};

/// What a name is to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NameForm {
    /// The form the house writes.
    Preferred,
    /// A usual form in another language.
    Exonym,
    /// A name the place no longer bears.
    Former,
    /// Another spelling of one of its names in Latin letters.
    Romanisation,
    /// A near miss or a word of mixed scripts.
    Garbled,
    /// People or things of the place ("Ukrainian").
    Demonym,
}

/// One name of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As written.
    pub text: String,
    /// BCP 47 language, where known.
    pub language: Option<String>,
    /// What it is to the place.
    pub form: NameForm,
    /// "until 2016", where known.
    pub note: Option<String>,
}

/// A place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// "geonames:709932", "house:my-town".
    pub id: String,
    /// All its names; the first is the preferred one.
    pub names: Vec<Name>,
    /// "city", "village", "region", "country", "territory" ...
    pub what: String,
    /// ISO 3166 code of the country it lies in by international recognition.
    pub country: Option<String>,
    /// Region within the country, in English.
    pub region: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// Inhabitants.
    pub population: Option<u64>,
    /// A neutral sentence the card should show.
    pub note: Option<String>,
}

/// A place's number in an [`Atlas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(pub u32);

/// A mention of a place in a block. Spans are bytes from the block's start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// Which places it may be, best first by what the block alone tells. Never empty.
    pub candidates: Vec<PlaceId>,
    /// What the name is to the first candidate.
    pub form: NameForm,
}

/// All places known: the built-in table and the house's own over it.
#[derive(Clone, Debug, Default)]
pub struct Atlas {
    places: Vec<Place>,
}

impl Atlas {
    /// The built-in table with the house's `own` places over it.
    #[must_use]
    pub fn new(own: Vec<Place>) -> Self {
        Self { places: own }
    }

    /// The place `id`.
    #[must_use]
    pub fn place(&self, id: PlaceId) -> &Place {
        &self.places[id.0 as usize]
    }

    /// Places called `name`, in any script and spelling the atlas folds together, best known first.
    #[must_use]
    pub fn look_up(&self, _name: &str) -> Vec<PlaceId> {
        Vec::new()
    }

    /// Places mentioned in the prose of `block`, whose text is `text`, in order and without overlap.
    #[must_use]
    pub fn mentions(&self, _text: &str, _block: &Block) -> Vec<Mention> {
        Vec::new()
    }
}

/// Reads a `places.yaml`.
#[must_use]
pub fn parse_places(_text: &str) -> (Vec<Place>, Vec<Problem>) {
    (Vec::new(), Vec::new())
}
