//! What a newsroom's articles usually call a place.
//!
//! Counted by articles, not by mentions: one long draft does not outvote the desk. Nothing here says which name is right.

use super::{PlaceId, fold};
use std::collections::HashMap;

/// A name has to be that of so many articles before it is usual.
const FEWEST: usize = 3;

/// And of so many times more articles than the next one.
const AHEAD: usize = 2;

/// The usual names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usual(HashMap<PlaceId, Box<str>>);

impl Usual {
    /// The usual names among `counted`: for each place, each of its names and how many articles have that. Names that only differ in case or
    /// accents are one name.
    pub fn among<'a, N: Iterator<Item = (&'a str, usize)>>(counted: impl Iterator<Item = (PlaceId, N)>) -> Self {
        Self(counted.filter_map(|(place, names)| Some((place, usual(names)?.into()))).collect())
    }

    /// What the place is usually called; `None` where there is no such name.
    #[must_use]
    pub fn name(&self, place: PlaceId) -> Option<&str> {
        self.0.get(&place).map(|name| &**name)
    }
}

fn usual<'a>(names: impl Iterator<Item = (&'a str, usize)>) -> Option<&'a str> {
    // How many articles have any spelling of a name, and which spelling most of those have.
    let mut counts: HashMap<String, (usize, usize, &str)> = HashMap::new();
    for (name, articles) in names.filter(|(_, articles)| *articles > 0) {
        let (all, most, spelling) = counts.entry(fold::folded_name(name)).or_default();
        *all += articles;
        if (articles, name) > (*most, spelling) {
            (*most, *spelling) = (articles, name);
        }
    }
    let mut counts: Vec<(usize, &str)> = counts.into_values().map(|(all, _, spelling)| (all, spelling)).collect();
    counts.sort_unstable();
    let (first, name) = counts.pop()?;
    let second = counts.pop().map_or(0, |(second, _)| second);
    (first >= FEWEST && first >= AHEAD * second).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name<'a>(counted: &[(&'a str, usize)]) -> Option<&'a str> {
        usual(counted.iter().copied())
    }

    #[test]
    fn what_a_few_articles_or_hardly_more_than_half_write_is_not_usual() {
        assert_eq!(name(&[("Kiev", 2)]), None);
        assert_eq!(name(&[("Kiev", 5), ("Kyiv", 3)]), None);
        assert_eq!(name(&[("Kiev", 6), ("Kyiv", 3)]), Some("Kiev"));
        assert_eq!(name(&[]), None);
    }

    #[test]
    fn spellings_that_fold_alike_are_one_name() {
        assert_eq!(name(&[("KYIV", 1), ("Kyiv", 2), ("Kiev", 1)]), Some("Kyiv"));
    }
}
