//! What each circumstance adds to the logarithm of the odds that a name is a place's: numbers by hand and by measurement on the development
//! articles. `docs/gazetteer.md` has the figures they reach. Nothing is decided here.

use super::signs::Signs;

/// What each circumstance adds to the logarithm of the odds that a name is a place's.
pub struct Weights {
    pub bias: f64,
    pub population: f64,
    pub capital: f64,
    pub large: f64,
    pub main: f64,
    pub long: f64,
    pub ordinary: f64,
    pub given: f64,
    pub surname: f64,
    pub country: f64,
    pub region: f64,
    pub bonds: f64,
    pub demonym: f64,
    pub company: f64,
    pub places: f64,
    pub people: f64,
    pub somebody: f64,
    pub called: f64,
    pub titled: f64,
    pub house: f64,
    pub toponym: f64,
    pub signs: [(Signs, f64); 20],
}

/// Those in force.
pub const WEIGHTS: Weights = Weights {
    bias: -1.0,
    population: 0.4,
    capital: 0.9,
    large: 2.0,
    main: 1.2,
    long: 0.7,
    ordinary: -1.5,
    given: -1.0,
    surname: -0.9,
    country: 0.3,
    region: 0.3,
    bonds: 1.3,
    demonym: 2.0,
    company: 1.5,
    places: 1.0,
    people: -2.7,
    somebody: -0.7,
    called: -4.0,
    titled: -1.7,
    house: 4.0,
    toponym: 0.3,
    signs: [
        (Signs::PLACE_BEFORE, 0.9),
        (Signs::PLACE_AFTER, 0.6),
        (Signs::PERSON_BEFORE, -4.5),
        (Signs::PERSON_AFTER, -4.0),
        (Signs::CAPITAL_BEFORE, -1.4),
        (Signs::UNKNOWN_BEFORE, -2.0),
        (Signs::CAPITAL_AFTER, -0.7),
        (Signs::UNKNOWN_AFTER, -1.1),
        (Signs::FIRST, -0.3),
        (Signs::SHOUTED, 0.8),
        (Signs::WITHIN_NEXT, 1.0),
        (Signs::HOLDS_PREVIOUS, 1.0),
        (Signs::GLOSSES, 0.8),
        (Signs::ORGANISATION, -4.0),
        (Signs::TEAM, -4.0),
        (Signs::LISTED, 0.3),
        (Signs::SPEAKS, -2.0),
        (Signs::JOINED, -0.2),
        (Signs::HYPHENATED, -1.6),
        (Signs::ARTICLE, -0.2),
    ],
};

/// The weight of each sign, by its number.
pub fn sign_weights() -> [f64; Signs::COUNT] {
    let mut weights = [0.0; Signs::COUNT];
    for (sign, weight) in WEIGHTS.signs {
        sign.numbers().for_each(|number| weights[number] = weight);
    }
    weights
}
