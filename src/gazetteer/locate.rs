//! Which of the possible mentions of an article are places, and which places, once the whole of it is known.
//!
//! Never by number of inhabitants alone: what else the article names counts first. Within one article a name means one place. Both
//! questions are answered by adding up what speaks for and against, in logarithms of odds as near as hand and measurement could put them;
//! `docs/gazetteer.md` has the figures. The cost grows with the number of different names, not with the length of the article.

use super::globe::{Point, apart, kilometres, point, product};
use super::index::Posting;
use super::look_up::{RENOWN, Rung};
use super::mention::Mention;
use super::odds::{WEIGHTS, sign_weights};
use super::signs::Signs;
use super::{Atlas, Facts, NameForm, PlaceId, fold, words};
use std::collections::HashMap;

/// A possible mention and how it is written.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// As written.
    pub written: &'a str,
    /// What its block knows of it.
    pub mention: &'a Mention,
}

/// How sure a choice among places is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Nearly as much speaks for another place, only a near miss of the name led here, or nothing but the name of somewhere small.
    Guess,
    /// More speaks for it than for any other.
    Likely,
    /// Pinned, the only one of its name, or far ahead of its namesakes.
    Sure,
}

/// The place a mention means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Which.
    pub place: PlaceId,
    /// What the name is to it.
    pub form: NameForm,
    /// How sure that is.
    pub confidence: Confidence,
}

type Map<K, V> = HashMap<K, V, foldhash::fast::RandomState>;

/// At most so many places of the article are measured distances to: enough to tell which part of the world it is about.
const MOST_ANCHORS: usize = 60;

/// The distance at which being near another place of the article says about a third of what being next to it says, in kilometres.
const NEAR_KM: f64 = 60.0;

/// Of the places of one name only so many are looked for in the company of others.
const MOST_NAMESAKES: usize = 32;

/// What the company of one other name that has no other place adds, by the natural logarithm of how many there are.
const COMPANY: f64 = 2.0;

/// A place of fewer inhabitants is small.
const SMALL: u64 = 15_000;

/// About how many inhabitants a state or province has.
const REGION: u64 = 2_000_000;

/// What is taken off a region that has a town of its own name.
const SEAT_FIRST: f64 = 6.0;

/// A place that bears a name as its own is meant by it, unless one it is another name of is known so many times better.
const OWN_NAME: f64 = 10.0;

/// How far a place known only by its district is taken to lie from anything, in kilometres.
const SOMEWHERE_KM: f64 = 25.0;

/// The distance at which a place said to lie beside another is about a third as likely as right next to it, in kilometres.
const BESIDE_KM: f64 = 20.0;

/// Decides for each possible mention, in order, whether it is a place and which. `pins` are the article's own: name -> place id; they win.
#[must_use]
pub fn locate(atlas: &Atlas, found: &[Found<'_>], pins: &[(String, String)]) -> Vec<Option<Choice>> {
    let mut article = Article::read(atlas, found, pins);
    article.gather();
    // Names of several places are chosen among by what is sure, then once more by what was chosen.
    for _ in 0..2 {
        article.choose();
        article.anchor();
    }
    article.decide()
}

/// One name in the article and all places it may mean.
struct Group<'a> {
    candidates: &'a [Posting],
    /// Facts of each candidate, and where it lies.
    facts: Vec<Facts<'a>>,
    points: Vec<Option<Point>>,
    rung: Rung,
    /// Whether it is a slip of a name that ends as places' names do and people's do not.
    toponym: bool,
    /// All signs of all its mentions.
    signs: Signs,
    /// Of its mentions, how many are somebody's name, and how many are spoken of as a place.
    people: usize,
    places: usize,
    count: usize,
    pinned: Option<PlaceId>,
    /// Whether the house has a place of this name in its own file.
    house: bool,
    /// Index of the name it is said to lie in, to hold, and to be another name of.
    within: Option<usize>,
    holds: Option<usize>,
    glosses: Option<usize>,
    /// Index of a name it is so many kilometres away from, and of one it lies beside.
    away: Option<(usize, f64)>,
    beside: Option<usize>,
    /// Whether it means one thing to every reader, and so leads to a country.
    leads: bool,
    /// What it adds to its country and region.
    given: f64,
    chosen: usize,
    /// How far ahead of the second the chosen one is.
    lead: f64,
}

impl Group<'_> {
    /// Whether what its places lie near says where other names' places are.
    fn is_company(&self) -> bool {
        self.rung == Rung::Name && self.people == 0
    }

    /// What one of its places says of the others near it: the less the more places it has.
    fn weight(&self) -> f64 {
        1.0 / (self.candidates.len().min(MOST_NAMESAKES) as f64).sqrt()
    }
}

struct Article<'a> {
    groups: Vec<Group<'a>>,
    /// The group of each mention.
    of_mention: Vec<usize>,
    mentions: Vec<&'a Mention>,
    countries: Map<[u8; 2], f64>,
    /// Of each country, how many names lead to it.
    leads: Map<[u8; 2], usize>,
    regions: Map<([u8; 2], &'a str), f64>,
    /// Places that what is near them can be told by, each with the index of its name.
    anchors: Vec<(usize, Point)>,
    total: f64,
    /// How many names have a place in each square degree of the map or beside it: those that have are likely told of one part of the world.
    squares: Map<(i16, i16), f64>,
    /// What each sign adds, by its number.
    weights: [f64; Signs::COUNT],
}

impl<'a> Article<'a> {
    fn read(atlas: &'a Atlas, found: &[Found<'a>], pins: &[(String, String)]) -> Self {
        let pins: HashMap<String, PlaceId> =
            pins.iter().filter_map(|(name, id)| Some((fold::folded_name(name), atlas.find(id)?))).collect();
        let mut index: Map<&str, usize> = Map::default();
        let mut groups: Vec<Group<'a>> = Vec::new();
        let mut of_mention = Vec::with_capacity(found.len());
        let (mut previous, mut named) = (None, None);
        for it in found {
            let mention = it.mention;
            let here = *index.entry(it.written).or_insert_with(|| {
                let pinned = if pins.is_empty() { None } else { pins.get(&fold::folded_name(it.written)).copied() };
                let facts: Vec<Facts<'_>> = mention.candidates.iter().map(|p| atlas.facts(p.place())).collect();
                groups.push(Group {
                    candidates: &mention.candidates,
                    points: facts.iter().map(|facts| facts.at.map(point)).collect(),
                    facts,
                    rung: mention.rung,
                    toponym: matches!(mention.rung, Rung::NearMiss | Rung::Beginning)
                        && words::ends_only_as_a_place(&fold::keyed(it.written)),
                    signs: Signs::default(),
                    people: 0,
                    places: 0,
                    count: 0,
                    pinned,
                    house: mention.candidates.iter().any(|p| atlas.own(p.place()).is_some()),
                    within: None,
                    holds: None,
                    glosses: None,
                    away: None,
                    beside: None,
                    leads: false,
                    given: 0.0,
                    chosen: 0,
                    lead: f64::INFINITY,
                });
                groups.len() - 1
            });
            let group = &mut groups[here];
            group.signs = group.signs.with(mention.signs);
            group.count += 1;
            // "Moscow said" is said of a government; what a town of that name said, somebody of that name did.
            let large =
                !group.facts[0].is_settlement() || group.facts[0].population > 300_000 || is_capital(&group.facts[0]);
            let mut of_people = Signs::PERSON_BEFORE.with(Signs::PERSON_AFTER);
            if !large {
                of_people = of_people.with(Signs::SPEAKS).with(Signs::UNKNOWN_BEFORE);
            }
            group.people += usize::from(mention.signs.any(of_people));
            let placed = Signs::PLACE_BEFORE.with(Signs::WITHIN_NEXT).with(Signs::HOLDS_PREVIOUS);
            group.places += usize::from(mention.signs.any(placed));
            if let Some(previous) = previous.filter(|&p| p != here) {
                if mention.signs.any(Signs::HOLDS_PREVIOUS) {
                    groups[here].holds = Some(previous);
                    groups[previous].within = Some(here);
                }
                if let Some(far) = mention.kilometres {
                    groups[previous].away = Some((here, f64::from(far)));
                } else if mention.signs.any(Signs::BESIDE) {
                    groups[previous].beside = Some(here);
                }
            }
            if let Some(named) = named.filter(|&named| named != here && mention.signs.any(Signs::GLOSSES)) {
                groups[here].glosses = Some(named);
                groups[named].glosses = Some(here);
            }
            if !mention.is_demonym() {
                named = Some(here);
            }
            previous = Some(here);
            of_mention.push(here);
        }
        Self {
            groups,
            of_mention,
            mentions: found.iter().map(|it| it.mention).collect(),
            countries: Map::default(),
            leads: Map::default(),
            regions: Map::default(),
            anchors: Vec::new(),
            total: 0.0,
            squares: Map::default(),
            weights: sign_weights(),
        }
    }

    /// What the names say that mean one thing to every reader: countries, their people, states, great cities.
    fn gather(&mut self) {
        for group in &mut self.groups {
            let (first, posting) = (group.facts[0], group.candidates[0]);
            let others = || group.facts.iter().zip(group.candidates).skip(1);
            // "Washington", "Georgia": another that the name is as well known for.
            let rival = |(facts, posting): (&Facts<'_>, &Posting)| {
                posting.main() && (facts.population > 300_000 || is_region(facts.what))
            };
            let known = group.pinned.is_some()
                || group.rung == Rung::Name
                    && posting.main()
                    && (is_region(first.what) && !others().any(rival)
                        || group.candidates.len() == 1
                        || (first.population > 300_000
                            && others().all(|(facts, _)| facts.population * 8 < first.population)));
            let somebody = group.people * 2 > group.count || (group.signs.any(Signs::ORDINARY) && group.places == 0);
            if !known || somebody {
                continue;
            }
            let weight = (group.count as f64).sqrt();
            group.leads = true;
            if let Some(country) = first.country {
                group.given = weight;
                *self.leads.entry(country).or_default() += 1;
                *self.countries.entry(country).or_default() += weight;
                self.total += weight;
                if let Some(region) = first.region {
                    *self.regions.entry((country, region)).or_default() += weight;
                }
            }
        }
        let sure =
            |g: &Group<'_>| g.candidates.len() == 1 && g.candidates[0].main() && g.rung == Rung::Name && g.people == 0;
        self.anchors = self.anchors_of(sure);
        let mut near = Vec::new();
        for group in self.groups.iter().take(MOST_ANCHORS).filter(|group| group.is_company()) {
            near.clear();
            for (lat, lon) in group.facts.iter().take(MOST_NAMESAKES).filter_map(square) {
                near.extend((-1..=1).flat_map(|n| (-1..=1).map(move |e| (lat + n, lon + e))));
            }
            near.sort_unstable();
            near.dedup();
            for &square in &near {
                *self.squares.entry(square).or_default() += group.weight();
            }
        }
    }

    /// How many other names have a place near candidate `c` of name `i`, each the less the more places it has.
    fn company(&self, i: usize, c: usize) -> f64 {
        let group = &self.groups[i];
        let all = square(&group.facts[c]).and_then(|square| self.squares.get(&square)).copied().unwrap_or(0.0);
        let own = group.is_company() && i < MOST_ANCHORS && c < MOST_NAMESAKES;
        if own { all - group.weight() } else { all }.max(0.0)
    }

    /// Places that what is near them can be told by.
    fn anchors_of(&self, counts: impl Fn(&Group<'a>) -> bool) -> Vec<(usize, Point)> {
        let groups = self.groups.iter().enumerate().filter(|(_, group)| counts(group));
        let points = groups.filter_map(|(i, group)| {
            let large = matches!(group.facts[group.chosen].what, "country" | "continent" | "ocean" | "sea" | "river");
            group.points[group.chosen].filter(|_| !large).map(|point| (i, point))
        });
        points.take(MOST_ANCHORS).collect()
    }

    fn choose(&mut self) {
        for i in 0..self.groups.len() {
            if self.groups[i].candidates.len() == 1 {
                continue;
            }
            let (mut best, mut second) = ((0, f64::MIN), f64::MIN);
            for c in 0..self.groups[i].candidates.len() {
                let score = self.score(i, c);
                if score > best.1 {
                    second = best.1;
                    best = (c, score);
                } else {
                    second = second.max(score);
                }
            }
            let group = &mut self.groups[i];
            group.chosen = best.0;
            group.lead = best.1 - second;
        }
    }

    fn anchor(&mut self) {
        self.anchors = self.anchors_of(|g| g.lead > 1.5 && g.people * 2 <= g.count && !g.signs.any(Signs::ORDINARY));
    }

    /// What speaks for candidate `c` of name `i`.
    fn score(&self, i: usize, c: usize) -> f64 {
        let group = &self.groups[i];
        let (facts, posting) = (&group.facts[c], group.candidates[c]);
        if group.pinned == Some(posting.place()) {
            return f64::MAX;
        }
        let share = self.share(i, facts);
        // Of states and provinces the data sets have no inhabitants; in an article about their country they weigh as much as a great city.
        let region = facts.population == 0 && is_region(facts.what) && share > 0.0;
        let mut score = if region { known(&Facts { population: REGION, ..*facts }) } else { known(facts) } * 0.7;
        score += match facts.what {
            "country" => 3.0,
            "state" | "province" | "continent" | "self-proclaimed entity" | "peninsula" | "oblast" => 3.5,
            "county" | "district" => -0.5,
            _ if facts.is_settlement() => 0.0,
            // Seats of power and the like, which are in the atlas because the news is full of them.
            "building" | "airport" | "square" => 4.0,
            _ => 2.5,
        };
        score += match posting.form() {
            // A former name the place is still known by in the news is nearly as good as a present one.
            NameForm::Former if posting.main() => -0.2,
            NameForm::Former => -1.5,
            NameForm::Demonym => 1.0,
            _ => 0.0,
        };
        if !posting.main() {
            // "Islamabad" is the capital, though a town elsewhere is called so too. What only comes near a name is not borne by anybody.
            let owned = |(p, f): (&Posting, &Facts<'_>)| {
                p.main() && f.population > 0 && known(f) + OWN_NAME.log10() >= known(facts)
            };
            let owner = group.rung == Rung::Name && group.candidates.iter().zip(&group.facts).any(owned);
            score -= if owner { 3.0 } else { 1.0 };
        }
        if group.rung == Rung::NearMiss || group.rung == Rung::Beginning {
            // Several names lie near; the house of cards is built on the place, not on the letters.
            score -= 0.3;
        }
        // "Istanbul" is the city, and its province only where "province" stands behind it, which is then a part of the name.
        let seat = |(p, f): (&Posting, &Facts<'_>)| {
            p.main()
                && f.is_settlement()
                && f.country == facts.country
                && f.region == Some(facts.name)
                && f.population > SMALL
        };
        if is_around(facts) && group.candidates.iter().zip(&group.facts).any(seat) {
            score -= SEAT_FIRST;
        }
        score += 4.0 * share + 2.5 * self.region_share(i, facts);
        if let Some(here) = group.points[c] {
            score += COMPANY * self.company(i, c).ln_1p();
            // The nearer, the larger the product; only of the two nearest is the distance worked out.
            let mut nearest = [f64::MIN; 2];
            for product in self.anchors.iter().filter(|(j, _)| *j != i).map(|(_, there)| product(here, *there)) {
                if product > nearest[0] {
                    nearest = [product, nearest[0]];
                } else if product > nearest[1] {
                    nearest[1] = product;
                }
            }
            // What is only known by its district may lie anywhere in it.
            let least = if facts.approximate { SOMEWHERE_KM } else { 0.0 };
            let closeness = |product: f64| (-apart(product).max(least) / NEAR_KM).exp();
            for (product, weight) in nearest.into_iter().zip([2.0, 1.5]).filter(|(product, _)| *product > f64::MIN) {
                score += weight * closeness(product);
            }
        }
        score + self.bonds(i, c)
    }

    /// What other names say of candidate `c` of name `i` outright: what it lies in, holds, is another name of, or is so far from.
    fn bonds(&self, i: usize, c: usize) -> f64 {
        let group = &self.groups[i];
        let (facts, posting) = (&group.facts[c], group.candidates[c]);
        let mut score = 0.0;
        // "Russia, U.S. officials say": what has a country's name lies in another place only where that is a state ("Lebanon, Ohio").
        let country = group.facts[0].what == "country" && group.candidates[0].main();
        let state = |outer: &Group<'_>| is_region(outer.facts[0].what) && outer.facts[0].what != "country";
        let outer = group.within.map(|outer| &self.groups[outer]).filter(|outer| !country || state(outer));
        let holds = |(p, f): (&Posting, &Facts<'_>)| p.place() != posting.place() && lies_in(facts, f);
        if outer.is_some_and(|outer| outer.candidates.iter().zip(&outer.facts).take(8).any(holds)) {
            score += 6.0;
        }
        if let Some(inner) = group.holds {
            let inner = &self.groups[inner];
            if inner.candidates.iter().zip(&inner.facts).any(|(p, f)| p.place() != posting.place() && lies_in(f, facts))
            {
                // "Lipa, Linden" may as well be a list; "Lipa, Georgia" is none.
                score += if facts.is_settlement() { 4.0 } else { 8.0 };
            }
        }
        if let Some(other) = group.glosses
            && self.groups[other].candidates.iter().any(|p| p.place() == posting.place())
        {
            score += 6.0;
        }
        if let (Some((other, said)), Some(point)) = (group.away, facts.at) {
            let other = &self.groups[other];
            if let Some(there) = other.facts[other.chosen].at {
                let off = (kilometres(point, there) - said).abs();
                // Where a place is only known by its district, it may be anywhere in it.
                let allowed = if facts.approximate { 40.0 } else { 5.0 + said / 4.0 };
                score += if off <= allowed { 6.0 } else { -4.0 * (off / 100.0).min(1.0) };
            }
        }
        if let (Some(other), Some(point)) = (group.beside, facts.at) {
            let other = &self.groups[other];
            if let Some(there) = other.facts[other.chosen].at.filter(|_| other.facts[other.chosen].is_settlement()) {
                let least = if facts.approximate { SOMEWHERE_KM / 2.0 } else { 0.0 };
                score += 4.0 * (-kilometres(point, there).max(least) / BESIDE_KM).exp();
            }
        }
        score
    }

    /// How much of what leads to countries leads to that of `facts`, but for name `i`, which would speak for itself.
    fn share(&self, i: usize, facts: &Facts<'_>) -> f64 {
        let country = facts.country.and_then(|c| self.countries.get(&c)).copied().unwrap_or(0.0);
        self.part(i, country, facts.country == self.groups[i].facts[0].country)
    }

    /// The same of regions.
    fn region_share(&self, i: usize, facts: &Facts<'_>) -> f64 {
        let key = facts.country.zip(facts.region);
        let region = key.and_then(|key| self.regions.get(&key)).copied().unwrap_or(0.0);
        let first = &self.groups[i].facts[0];
        self.part(i, region, key.is_some() && key == first.country.zip(first.region))
    }

    /// `sum` as a part of the total, both without what name `i` itself `gave` to them.
    fn part(&self, i: usize, sum: f64, gave: bool) -> f64 {
        let given = self.groups[i].given;
        let (sum, total) = (sum - if gave { given } else { 0.0 }, self.total - given);
        if total > f64::EPSILON && sum > f64::EPSILON { (sum / total).sqrt() } else { 0.0 }
    }

    /// Whether each mention is a place, and which.
    fn decide(&self) -> Vec<Option<Choice>> {
        // What speaks for a name as such is asked once for each.
        let names: Vec<f64> = (0..self.groups.len()).map(|i| self.standing(i)).collect();
        let mentions = self.mentions.iter().zip(&self.of_mention);
        mentions
            .map(|(mention, &i)| {
                let group = &self.groups[i];
                if group.pinned.is_none() && names[i] + self.stands_here(mention.signs, group) <= 0.0 {
                    return None;
                }
                Some(self.choice(i))
            })
            .collect()
    }

    fn choice(&self, i: usize) -> Choice {
        let group = &self.groups[i];
        if let Some(place) = group.pinned {
            let bears = group.candidates.iter().find(|p| p.place() == place);
            return Choice {
                place,
                form: bears.map_or(NameForm::Preferred, |p| p.form()),
                confidence: Confidence::Sure,
            };
        }
        let posting = group.candidates[group.chosen];
        let guessed = matches!(group.rung, Rung::NearMiss | Rung::Beginning) || self.out_of_nowhere(i);
        let confidence = match group.lead {
            _ if guessed => Confidence::Guess,
            lead if lead > 3.0 => Confidence::Sure,
            lead if lead > 1.0 => Confidence::Likely,
            _ => Confidence::Guess,
        };
        let form = match group.rung {
            Rung::NearMiss | Rung::Beginning => NameForm::Garbled,
            Rung::Adjective => NameForm::Demonym,
            _ if group.signs.any(Signs::MIXED) => NameForm::Garbled,
            Rung::Transliteration if posting.form() == NameForm::Preferred => NameForm::Romanisation,
            Rung::RussianUkrainian if posting.form() == NameForm::Preferred => NameForm::Exonym,
            _ => posting.form(),
        };
        Choice { place: posting.place(), form, confidence }
    }

    /// Whether it is a small place and nothing else in the article leads to its country: the name is as likely that of another, which no atlas has.
    fn out_of_nowhere(&self, i: usize) -> bool {
        let group = &self.groups[i];
        let facts = &group.facts[group.chosen];
        let small = facts.is_settlement() && facts.population < SMALL;
        let others = || {
            let all = facts.country.and_then(|country| self.leads.get(&country)).copied().unwrap_or(0);
            all - usize::from(all > 0 && group.leads)
        };
        small && !group.house && others() == 0 && self.bonds(i, group.chosen) <= 0.0
    }

    /// What speaks for the name of group `i` being a place's at all, whatever stands around a single mention of it.
    fn standing(&self, i: usize) -> f64 {
        let group = &self.groups[i];
        let (facts, posting) = (&group.facts[group.chosen], group.candidates[group.chosen]);
        let settlement = facts.is_settlement();
        let signs = group.signs;
        let mut odds = WEIGHTS.bias;
        if group.house {
            odds += WEIGHTS.house;
        }
        if group.toponym {
            // Whether a word that is no word of English and ends as only places do is a place's name does not hang on how large
            // the one it may be a slip of is.
            odds += WEIGHTS.toponym;
        } else if settlement {
            odds += WEIGHTS.population * (known(facts) - 4.0);
            if is_capital(facts) {
                odds += WEIGHTS.capital;
            }
        } else if posting.main() {
            odds += WEIGHTS.large;
        }
        if posting.main() {
            odds += WEIGHTS.main;
        }
        if signs.any(Signs::LONG) {
            odds += WEIGHTS.long;
        }
        if signs.any(Signs::ORDINARY) {
            odds += WEIGHTS.ordinary;
        }
        if signs.any(Signs::GIVEN) {
            odds += WEIGHTS.given;
        }
        if signs.any(Signs::SURNAME) {
            odds += WEIGHTS.surname;
        }
        if group.leads || self.share(i, facts) > 0.0 {
            odds += WEIGHTS.country;
        }
        if (group.leads && facts.region.is_some()) || self.region_share(i, facts) > 0.0 {
            odds += WEIGHTS.region;
        }
        if self.bonds(i, group.chosen) > 3.0 {
            odds += WEIGHTS.bonds;
        }
        // A town among towns: other names of the article have places near this one.
        odds += WEIGHTS.company * self.company(i, group.chosen).ln_1p();
        if posting.form() == NameForm::Demonym {
            odds += WEIGHTS.demonym;
        }
        odds += match group.rung {
            Rung::Name => 0.0,
            // A word of two alphabets is a slip of something, and a name in another script is no paper's; but a person's it may be where
            // it is only near.
            _ if signs.any(Signs::MIXED) => 2.0,
            _ if signs.any(Signs::CYRILLIC) && (group.rung < Rung::NearMiss || group.places > 0) => 2.0,
            Rung::Transliteration => -1.0,
            Rung::RussianUkrainian => -1.5,
            Rung::Adjective => -2.0,
            Rung::NearMiss | Rung::Beginning => -2.5,
        };
        // A name spoken of as a place once is one elsewhere too; so is one borne by somebody.
        let share = |n: usize| (n as f64 / group.count as f64).sqrt();
        if group.people > 0 && group.places == 0 {
            odds += WEIGHTS.somebody;
        }
        odds + WEIGHTS.places * share(group.places) + WEIGHTS.people * share(group.people)
    }

    /// What speaks for one mention, by the words around it.
    fn stands_here(&self, signs: Signs, group: &Group<'_>) -> f64 {
        let facts = &group.facts[group.chosen];
        // "Ukrainian President", "Texas Governor": what is large or a people is not doubted for a capital beside it.
        let plain = facts.is_settlement() && !group.signs.any(Signs::LONG);
        const ORGANISATION: usize = Signs::ORGANISATION.number();
        const SPEAKS: usize = Signs::SPEAKS.number();
        let mut odds = 0.0;
        if signs.any(Signs::CALLED) {
            odds += WEIGHTS.called;
        }
        if signs.any(Signs::ORGANISATION) && signs.any(Signs::ARTICLE) {
            odds += WEIGHTS.titled;
        }
        for number in signs.numbers() {
            // A capital speaks for its government.
            if number == SPEAKS && is_capital(facts) {
                continue;
            }
            let weight = self.weights[number];
            let spared = plain || number == ORGANISATION;
            odds += if spared { weight } else { weight.max(-1.5) };
        }
        odds
    }
}

/// Whether it is a country or one of the first things a country falls into.
fn is_region(what: &str) -> bool {
    matches!(what, "country" | "state" | "province" | "oblast" | "peninsula" | "self-proclaimed entity")
}

/// Whether it is a part of a country that may bear the name of a town in it.
fn is_around(facts: &Facts<'_>) -> bool {
    is_region(facts.what) && facts.what != "country"
        || matches!(facts.what, "region" | "territory" | "republic" | "county" | "district")
}

/// How well known a place is, in powers of ten of inhabitants.
fn known(facts: &Facts<'_>) -> f64 {
    (facts.population as f64 + 1.0).log10() + RENOWN * f64::from(facts.renown)
}

/// The square degree a town or district lies in.
fn square(facts: &Facts<'_>) -> Option<(i16, i16)> {
    let small = facts.is_settlement() || matches!(facts.what, "county" | "district");
    facts.at.filter(|_| small).map(|(lat, lon)| (lat.floor() as i16, lon.floor() as i16))
}

fn is_capital(facts: &Facts<'_>) -> bool {
    facts.what == "capital city"
}

/// Whether a place lies in the region or country of another, or in the other itself.
fn lies_in(inner: &Facts<'_>, outer: &Facts<'_>) -> bool {
    if inner.country.is_none() || inner.country != outer.country {
        return false;
    }
    match outer.what {
        "country" => true,
        "county" | "district" => {
            let (Some(a), Some(b)) = (inner.at, outer.at) else { return false };
            inner.district == Some(outer.name) || (inner.region == outer.region && kilometres(a, b) < 60.0)
        }
        _ if outer.is_settlement() => {
            let (Some(a), Some(b)) = (inner.at, outer.at) else { return false };
            kilometres(a, b) < 40.0 && inner.population < outer.population
        }
        _ => outer.region.is_none() || inner.region == outer.region,
    }
}
