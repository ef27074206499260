//! Which of several places of one name an article means, once the whole of it is known.
//!
//! Never by number of inhabitants alone: what else the article names counts first. Within one article a name means one place.

use super::{Atlas, PlaceId, fold};
use std::collections::HashMap;

/// At most so many places of the article are measured distances to: enough to tell which part of the world it is about.
const MOST_ANCHORS: usize = 200;

/// The distance at which being near another place of the article says about a third of what being next to it says, in kilometres.
const NEAR_KM: f64 = 60.0;

/// What it takes from a place that it no longer bears the name.
const FORMER: f64 = 1.5;

/// What it adds to a place that it is a country: those are named most.
const COUNTRY: f64 = 1.5;

/// The place a mention means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which.
    pub place: PlaceId,
    /// Whether it is pinned, the only one of its name, or stands well ahead of its namesakes.
    pub sure: bool,
}

/// Chooses for each mention, given as written and with its candidates, in the same order. `pins` are the article's own: name -> place id;
/// they win. An empty list of candidates, which no mention has, leaves the mention out.
#[must_use]
pub fn choose(atlas: &Atlas, mentions: &[(&str, &[PlaceId])], pins: &[(String, String)]) -> Vec<Choice> {
    let pins: HashMap<String, PlaceId> =
        pins.iter().filter_map(|(name, id)| Some((fold::folded(name), atlas.find(id)?))).collect();
    let mut evidence = None;
    let mut chosen: HashMap<(&str, &[PlaceId]), Choice, foldhash::fast::RandomState> = HashMap::default();
    let mut choices = Vec::with_capacity(mentions.len());
    for &(written, candidates) in mentions {
        let pinned = if pins.is_empty() { None } else { pins.get(&fold::folded(written)).copied() };
        let choice = match (pinned, candidates) {
            (Some(place), _) => Choice { place, sure: true },
            (None, []) => continue,
            (None, &[place]) => Choice { place, sure: true },
            (None, several) => *chosen.entry((written, several)).or_insert_with(|| {
                best(atlas, written, several, evidence.get_or_insert_with(|| Evidence::gather(atlas, mentions)))
            }),
        };
        choices.push(choice);
    }
    choices
}

/// What the article's unambiguous places say.
struct Evidence {
    countries: HashMap<String, usize>,
    regions: HashMap<String, usize>,
    anchors: Vec<(PlaceId, f64, f64)>,
}

impl Evidence {
    fn gather(atlas: &Atlas, mentions: &[(&str, &[PlaceId])]) -> Self {
        let mut counts: HashMap<PlaceId, usize, foldhash::fast::RandomState> = HashMap::default();
        for &(_, candidates) in mentions {
            if let &[only] = candidates {
                *counts.entry(only).or_default() += 1;
            }
        }
        let mut evidence = Self { countries: HashMap::new(), regions: HashMap::new(), anchors: Vec::new() };
        let mut ids: Vec<PlaceId> = counts.keys().copied().collect();
        ids.sort_unstable();
        for id in ids {
            let place = atlas.place(id);
            if let Some(country) = &place.country {
                *evidence.countries.entry(country.clone()).or_default() += counts[&id];
            }
            if let Some(region) = &place.region {
                *evidence.regions.entry(region.clone()).or_default() += counts[&id];
            }
            if let (Some(lat), Some(lon)) = (place.lat, place.lon)
                && evidence.anchors.len() < MOST_ANCHORS
            {
                evidence.anchors.push((id, lat, lon));
            }
        }
        evidence
    }

    fn score(&self, atlas: &Atlas, id: PlaceId) -> f64 {
        let place = atlas.place(id);
        let share = |counts: &HashMap<String, usize>, key: &Option<String>| {
            let total: usize = counts.values().sum();
            let own = key.as_ref().and_then(|k| counts.get(k)).copied().unwrap_or(0);
            if total == 0 { 0.0 } else { own as f64 / total as f64 }
        };
        let nearest = match (place.lat, place.lon) {
            (Some(lat), Some(lon)) => {
                let near = |&(_, a, b): &(PlaceId, f64, f64)| (-kilometres(lat, lon, a, b) / NEAR_KM).exp();
                self.anchors.iter().map(near).fold(0.0, f64::max)
            }
            _ => 0.0,
        };
        let size = (place.population.unwrap_or(0) as f64 + 1.0).log10() / 2.0;
        let country = if place.what == "country" { COUNTRY } else { 0.0 };
        size + country
            + 4.0 * share(&self.countries, &place.country)
            + 2.0 * share(&self.regions, &place.region)
            + 3.0 * nearest
    }
}

fn best(atlas: &Atlas, written: &str, candidates: &[PlaceId], evidence: &Evidence) -> Choice {
    let mut first = (candidates[0], f64::MIN);
    let mut second = f64::MIN;
    for &id in candidates {
        let score = evidence.score(atlas, id) - if atlas.bore(id, written) { FORMER } else { 0.0 };
        if score > first.1 {
            second = first.1;
            first = (id, score);
        } else {
            second = second.max(score);
        }
    }
    Choice { place: first.0, sure: first.1 - second > 2.0 }
}

/// Distance over the ground by the haversine formula, in kilometres.
fn kilometres(lat1: f64, lon1: f64, lat2: f64, lon2: f64) -> f64 {
    let (a, b) = (lat1.to_radians(), lat2.to_radians());
    let half = |x: f64| (x / 2.0).sin().powi(2);
    let h = half(b - a) + a.cos() * b.cos() * half((lon2 - lon1).to_radians());
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}
