//! What each circumstance adds to the logarithm of the odds that a name is a place's: numbers by hand and by measurement on the development
//! articles. `docs/gazetteer.md` has the figures they reach. Nothing is decided here.

use super::signs::Signs;

/// What each circumstance adds to the logarithm of the odds that a name is a place's.
pub struct Weights {
    pub bias: f64,
    pub population: f64,
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
    pub places: f64,
    pub people: f64,
    pub somebody: f64,
    pub called: f64,
    pub titled: f64,
    pub house: f64,
    pub toponym: f64,
    pub signs: [(Signs, f64); 19],
}

/// Those in force.
pub const WEIGHTS: Weights = Weights {
    bias: -0.6,
    population: 0.5,
    large: 2.5,
    main: 0.7,
    long: 0.8,
    ordinary: -2.0,
    given: -2.0,
    surname: -1.3,
    country: 1.0,
    region: 0.7,
    bonds: 2.0,
    demonym: 2.0,
    places: 1.0,
    people: -3.0,
    somebody: -1.5,
    called: -3.5,
    titled: -2.0,
    house: 4.0,
    toponym: 0.3,
    signs: [
        (Signs::PLACE_BEFORE, 1.5),
        (Signs::PLACE_AFTER, 0.8),
        (Signs::PERSON_BEFORE, -4.0),
        (Signs::PERSON_AFTER, -4.0),
        (Signs::CAPITAL_BEFORE, -1.8),
        (Signs::UNKNOWN_BEFORE, -2.4),
        (Signs::CAPITAL_AFTER, -1.2),
        (Signs::FIRST, -0.3),
        (Signs::SHOUTED, 0.2),
        (Signs::WITHIN_NEXT, 2.0),
        (Signs::HOLDS_PREVIOUS, 2.0),
        (Signs::GLOSSES, 1.0),
        (Signs::ORGANISATION, -2.5),
        (Signs::TEAM, -2.5),
        (Signs::LISTED, 1.2),
        (Signs::SPEAKS, -1.5),
        (Signs::JOINED, -0.7),
        (Signs::HYPHENATED, -1.8),
        (Signs::ARTICLE, -0.8),
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
