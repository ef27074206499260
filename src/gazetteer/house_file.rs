//! `places.yaml`: the house's own places and forms. What can be read is read; what cannot is named with its place.
//!
//! A list of places, or a mapping with such a list under `places:`. Each has a `name:`, the form the house writes, and may have
//! `aliases:` (a name, or a mapping with `name`, `lang`, `kind`, `until`), `id` or `geonames` or `wikidata`, `what`, `country`, `region`,
//! `lat` and `lon`, `population`, `note` and `source` (where the facts are from).

use super::index::MOST_PLACES;
use super::{Name, NameForm, Place, fold};
use crate::sources::tree::{NodeId, Tree};
use crate::sources::yaml;
use crate::text::{Problem, Severity, Span};
use std::collections::HashMap;

const FIELDS: &[&str] = &[
    "name",
    "aliases",
    "id",
    "geonames",
    "wikidata",
    "what",
    "country",
    "region",
    "lat",
    "lon",
    "population",
    "note",
    "source",
];

const KINDS: &str = "preferred, exonym, former, romanisation or demonym";

/// Reads a `places.yaml`.
#[must_use]
pub fn parse_places(text: &str) -> (Vec<Place>, Vec<Problem>) {
    let (places, _, problems) = parse_places_at(text);
    (places, problems)
}

/// Like [`parse_places`], and says where the name of each place stands in the file.
#[must_use]
pub fn parse_places_at(text: &str) -> (Vec<Place>, Vec<Span>, Vec<Problem>) {
    let (tree, problems) = yaml::read(text);
    let mut reader = Reader { tree: &tree, problems, claimed: HashMap::new(), places: Vec::new(), spans: Vec::new() };
    for &root in &tree.roots {
        reader.root(root);
    }
    let (places, spans, mut problems) = (reader.places, reader.spans, reader.problems);
    problems.sort_by_key(|p| p.span);
    (places, spans, problems)
}

struct Reader<'a> {
    tree: &'a Tree,
    problems: Vec<Problem>,
    /// Folded name -> the place that claimed it first.
    claimed: HashMap<String, usize>,
    places: Vec<Place>,
    /// Where the name of each stands.
    spans: Vec<Span>,
}

impl Reader<'_> {
    fn root(&mut self, root: NodeId) {
        let tree = self.tree;
        let list = if tree.is_map(root) { tree.get(root, "places") } else { Some(root) };
        let Some(list) = list.filter(|&l| tree.is_list(l) || tree.is_null(l)) else {
            if !tree.is_null(root) {
                self.error(tree.span(root), "This is no list of places.", "Start each place with “- name:”.");
            }
            return;
        };
        for &entry in tree.items(list) {
            if self.places.len() == MOST_PLACES {
                self.error(
                    tree.span(entry),
                    "This place and all after it are left out.",
                    "A newsroom can have 262,144 places of its own.",
                );
                return;
            }
            if tree.is_map(entry) {
                self.place(entry);
            } else {
                self.error(tree.span(entry), "This is no place.", "Write “- name:” and the name the house uses.");
            }
        }
    }

    fn place(&mut self, entry: NodeId) {
        let tree = self.tree;
        for &(key, _) in tree.pairs(entry) {
            if let Some(word) = tree.text(key)
                && !FIELDS.contains(&word)
            {
                let message = format!("A place has no field “{}”.", short(word));
                self.problem(
                    tree.span(key),
                    Severity::Warning,
                    message,
                    "It is left out; see the list of fields in the manual.",
                );
            }
        }
        let Some(name) = self.name_at(entry, "name") else { return };
        let mut names = vec![Name::new(&name, NameForm::Preferred)];
        self.aliases(entry, &mut names);
        let (lat, lon) = self.coordinates(entry);
        let place = Place {
            id: self.id(entry, &names[0].text),
            what: self.words(entry, "what").unwrap_or_default(),
            country: self.country(entry),
            country_name: None,
            region: self.words(entry, "region"),
            district: None,
            lat,
            lon,
            approximate: false,
            population: self.population(entry),
            note: self.words(entry, "note"),
            source: self.words(entry, "source"),
            names,
        };
        self.claim(entry, &place);
        self.spans.push(tree.get(entry, "name").map_or(tree.span(entry), |node| tree.span(node)));
        self.places.push(place);
    }

    /// The name under `key`, if it is one: more than a letter.
    fn name_at(&mut self, entry: NodeId, key: &str) -> Option<String> {
        let tree = self.tree;
        let Some(node) = tree.get(entry, key) else {
            self.error(
                first_line(tree.span(entry), entry, tree),
                "This place has no name.",
                "Add “name:” with the name in house style.",
            );
            return None;
        };
        self.name(node)
    }

    fn name(&mut self, node: NodeId) -> Option<String> {
        let tree = self.tree;
        let span = tree.span(node);
        let Some(name) = tree.text(node) else {
            self.error(span, "A name has to be words.", "Write the name after the colon.");
            return None;
        };
        if fold::folded(name).chars().nth(1).is_none() {
            self.error(
                span,
                "A name of one letter would be found everywhere.",
                "Write the name in full, or take this out.",
            );
            return None;
        }
        Some(name.to_owned())
    }

    fn aliases(&mut self, entry: NodeId, names: &mut Vec<Name>) {
        let tree = self.tree;
        let Some(list) = tree.get(entry, "aliases").filter(|&l| !tree.is_null(l)) else { return };
        if !tree.is_list(list) {
            self.error(
                tree.span(list),
                "“aliases” has to be a list.",
                "Write each name on a line of its own, after “- ”.",
            );
            return;
        }
        for &item in tree.items(list) {
            let Some(alias) = self.alias(item) else { continue };
            if names.iter().any(|n| n.text == alias.text) {
                let message = format!("“{}” is already a name of this place.", short(&alias.text));
                self.problem(tree.span(item), Severity::Warning, message, "Take it out.");
            } else {
                names.push(alias);
            }
        }
    }

    fn alias(&mut self, item: NodeId) -> Option<Name> {
        let tree = self.tree;
        if !tree.is_map(item) {
            let text = self.name(item)?;
            return Some(Name::new(&text, NameForm::Romanisation));
        }
        let text = self.name_at(item, "name")?;
        let language = self.words(item, "lang");
        let note = self.words(item, "until").map(|year| format!("until {year}"));
        let kind = self.words(item, "kind");
        let form = match kind.as_deref() {
            Some("preferred") => NameForm::Preferred,
            Some("exonym") => NameForm::Exonym,
            Some("former") => NameForm::Former,
            Some("romanisation" | "romanization") => NameForm::Romanisation,
            Some("demonym") => NameForm::Demonym,
            None if note.is_some() => NameForm::Former,
            None if language.is_some() => NameForm::Exonym,
            None => NameForm::Romanisation,
            Some(other) => {
                let span = tree.get(item, "kind").map_or(tree.span(item), |node| tree.span(node));
                let message = format!("There is no kind of name called “{}”.", short(other));
                self.problem(span, Severity::Warning, message, &format!("Write {KINDS}."));
                NameForm::Exonym
            }
        };
        Some(Name { language, note, ..Name::new(&text, form) })
    }

    fn id(&mut self, entry: NodeId, name: &str) -> String {
        if let Some(id) = self.words(entry, "id") {
            return id;
        }
        if let Some(number) = self.words(entry, "geonames") {
            let number = number.trim_start_matches("geonames:").to_owned();
            if number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty() {
                return format!("geonames:{number}");
            }
            self.wrong(entry, "geonames", "A GeoNames id is a number.", "Write its digits, as in “geonames: 709717”.");
        }
        match self.words(entry, "wikidata") {
            Some(item) => format!("wikidata:{item}"),
            None => format!("house:{}", slug(name)),
        }
    }

    fn country(&mut self, entry: NodeId) -> Option<String> {
        let code = self.words(entry, "country")?;
        if code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()) {
            return Some(code.to_ascii_uppercase());
        }
        self.wrong(
            entry,
            "country",
            "A country is given by its two letters.",
            "Write the ISO 3166 code, as in “country: UA”.",
        );
        None
    }

    fn coordinates(&mut self, entry: NodeId) -> (Option<f64>, Option<f64>) {
        let (lat, lon) = (self.degrees(entry, "lat", 90.0), self.degrees(entry, "lon", 180.0));
        let given = |key| self.tree.get(entry, key).is_some();
        if given("lat") != given("lon") {
            let key = if given("lat") { "lat" } else { "lon" };
            self.wrong(entry, key, "Half a position is none.", "Give both “lat” and “lon”, in degrees.");
        }
        if lat.is_some() && lon.is_some() { (lat, lon) } else { (None, None) }
    }

    fn degrees(&mut self, entry: NodeId, key: &str, most: f64) -> Option<f64> {
        let words = self.words(entry, key)?;
        match words.parse::<f64>() {
            Ok(degrees) if degrees.abs() <= most => Some(degrees),
            Ok(_) => {
                let help = format!("“{key}” is between -{most} and {most} degrees.");
                self.wrong(entry, key, "This position is off the globe.", &help);
                None
            }
            Err(_) => {
                self.wrong(entry, key, "This is no number.", "Write degrees with a decimal point, as in 48.02.");
                None
            }
        }
    }

    fn population(&mut self, entry: NodeId) -> Option<u64> {
        let words = self.words(entry, "population")?;
        let number = words.replace(['_', ',', ' '], "").parse().ok();
        if number.is_none() {
            self.wrong(entry, "population", "This is no number of inhabitants.", "Write a whole number.");
        }
        number
    }

    /// The words under `key`; a list or a mapping there is a mistake.
    fn words(&mut self, entry: NodeId, key: &str) -> Option<String> {
        let node = self.tree.get(entry, key)?;
        let words = self.tree.text(node).map(str::to_owned);
        if words.is_none() && !self.tree.is_null(node) {
            self.wrong(
                entry,
                key,
                &format!("“{key}” has to be words or a number."),
                "Write it on the same line, after the colon.",
            );
        }
        words
    }

    /// Says so where a place claims a name that another one has: both stay candidates.
    fn claim(&mut self, entry: NodeId, place: &Place) {
        let this = self.places.len();
        for name in &place.names {
            let first = *self.claimed.entry(fold::folded(&name.text)).or_insert(this);
            if first != this {
                let other = self.places[first].names[0].text.clone();
                let span = self.tree.get(entry, "name").map_or(self.tree.span(entry), |node| self.tree.span(node));
                let message = format!("“{}” is already a name of “{}” above.", short(&name.text), short(&other));
                let help = "Both stay known by it. If they are two places, tell them apart by country or region; if one, join them.";
                self.problem(span, Severity::Warning, message, help);
            }
        }
    }

    /// A mistake in the value under `key`.
    fn wrong(&mut self, entry: NodeId, key: &str, message: &str, help: &str) {
        let tree = self.tree;
        let span = tree.get(entry, key).map_or(tree.span(entry), |node| tree.span(node));
        self.error(span, message, help);
    }

    fn error(&mut self, span: Span, message: &str, help: &str) {
        self.problem(span, Severity::Error, message.into(), help);
    }

    fn problem(&mut self, span: Span, severity: Severity, message: String, help: &str) {
        self.problems.push(Problem { span, severity, message, help: Some(help.into()) });
    }
}

/// The place of an entry's first key, so that a long entry is not underlined whole.
fn first_line(span: Span, entry: NodeId, tree: &Tree) -> Span {
    tree.pairs(entry).first().map_or(span, |&(key, value)| tree.span(key).hull(tree.span(value)))
}

/// A name in a message: not too long.
fn short(name: &str) -> String {
    const MOST: usize = 40;
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

/// A name as part of an id: "My Town" -> "my-town".
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(fold::folded).collect::<Vec<_>>().join("-")
}
