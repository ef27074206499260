//! The built-in table as places, set up once when first asked, and how a house place is laid over one of them.

use super::index::Index;
use super::{Name, NameForm, Place, PlaceId, fold, table};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The built-in places and their index.
pub struct Base {
    /// By number.
    pub places: Vec<Place>,
    /// By name.
    pub index: Index,
    by_id: HashMap<&'static str, PlaceId>,
}

/// The built-in places.
pub fn base() -> &'static Base {
    static BASE: LazyLock<Base> = LazyLock::new(load);
    &BASE
}

fn load() -> Base {
    let mut base = Base { places: Vec::new(), index: Index::default(), by_id: HashMap::new() };
    for (id, row) in (0..).map(PlaceId).zip(table::TABLES.iter().copied().flatten()) {
        let place = place(row);
        base.index.add(id, &place);
        base.places.push(place);
        base.by_id.insert(row.id, id);
    }
    base.index.finish();
    base
}

fn place(row: &'static table::Row) -> Place {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let first = Name { text: row.name.into(), language: Some("en".into()), form: NameForm::Preferred, note: None };
    let others = row.names.iter().map(|a| Name {
        text: a.text.into(),
        language: some(a.language),
        form: a.form,
        note: some(a.note),
    });
    Place {
        id: row.id.into(),
        names: std::iter::once(first).chain(others).collect(),
        what: row.what.into(),
        country: some(row.country),
        region: some(row.region),
        lat: row.at.map(|(lat, _)| lat),
        lon: row.at.map(|(_, lon)| lon),
        population: (row.population > 0).then_some(row.population),
        note: some(row.note),
    }
}

/// The built-in place whose id is `id`.
pub fn find(id: &str) -> Option<PlaceId> {
    base().by_id.get(id).copied()
}

/// The built-in place a house place speaks of: the one with its id, or the only one that bears its name.
pub fn same(own: &Place) -> Option<PlaceId> {
    let base = base();
    if let Some(id) = find(&own.id) {
        return Some(id);
    }
    // A house place with an id from another register says itself which one it is.
    if !own.id.starts_with("house:") {
        return None;
    }
    let mut found = Vec::new();
    base.index.whole(&fold::folded(&own.names.first()?.text), &mut found);
    found.retain(|&id| {
        let there = &base.places[id.0 as usize];
        own.country.is_none() || own.country == there.country
    });
    match found[..] {
        [id] => Some(id),
        _ => None,
    }
}

/// Fills in what the house leaves out about a built-in place. The house's names come first; a built-in form that it does not name
/// stays known, but no longer as one the house writes.
pub fn complete(own: &mut Place, built_in: PlaceId) {
    let there = &base().places[built_in.0 as usize];
    own.id.clone_from(&there.id);
    if own.what.is_empty() {
        own.what.clone_from(&there.what);
    }
    own.country = own.country.take().or_else(|| there.country.clone());
    own.region = own.region.take().or_else(|| there.region.clone());
    if own.lat.is_none() {
        (own.lat, own.lon) = (there.lat, there.lon);
    }
    own.population = own.population.or(there.population);
    own.note = own.note.take().or_else(|| there.note.clone());
    let known: Vec<String> = own.names.iter().map(|n| fold::folded(&n.text)).collect();
    let renamed = known.first() != there.names.first().map(|n| fold::folded(&n.text)).as_ref();
    for name in there.names.iter().filter(|n| !known.contains(&fold::folded(&n.text))) {
        let form = match name.form {
            NameForm::Preferred if renamed => NameForm::Exonym,
            form => form,
        };
        own.names.push(Name { form, ..name.clone() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_table_keeps_its_own_rules() {
        let mut ids = HashSet::new();
        for row in table::TABLES.iter().copied().flatten() {
            assert!(ids.insert(row.id), "{} twice", row.id);
            assert!(!row.what.is_empty() && row.name.chars().count() > 1, "{}", row.id);
            assert!(row.country.is_empty() || row.country.len() == 2, "{}", row.id);
            if let Some((lat, lon)) = row.at {
                assert!((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon), "{}", row.id);
            }
            let mut names = HashSet::from([row.name]);
            for alias in row.names {
                assert!(names.insert(alias.text), "{}: {} twice", row.id, alias.text);
            }
        }
    }
}
