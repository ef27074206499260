//! Articles of any length for benchmarks, the same in every run: invented towns and people, every standing among the sentences.

const PEOPLE: [&str; 8] = [
    "Marta Ilves",
    "Tomas Wren",
    "Ada Okoro",
    "Col. Piet Haan",
    "Lena Sorg",
    "Governor Ruth Amsel",
    "Ivo Kral",
    "Dr. Nadia Perle",
];
const PLACES: [&str; 8] = [
    "Lower Wickham",
    "Port Amsel",
    "Ostrel Bridge",
    "Haverfield",
    "Kallin",
    "the Brenn valley",
    "Sorgholm",
    "Little Marrow",
];
const THINGS: [&str; 8] = [
    "the depot",
    "the ferry line",
    "the old bridge",
    "the grain store",
    "the school roof",
    "the water plant",
    "the rail yard",
    "the clinic",
];

/// Sentences with `{p}` for a person, `{l}` for a place, `{t}` for a thing and `{n}` for a number.
const SENTENCES: [&str; 14] = [
    "{p} said on Tuesday that {t} in {l} would stay closed for {n} days.",
    "\u{201c}We have counted {n} houses without light,\u{201d} {p} told the council in {l}.",
    "He added that nobody had been asked to leave.",
    "At least {n} people were hurt when {t} near {l} caught fire.",
    "According to the harbour office, {n} ships waited off {l} overnight.",
    "Analysts suggest that {t} may not be repaired before {n} more weeks have passed.",
    "One official, who asked not to be named, said {t} had been inspected in {l}.",
    "The council of {l} maintains that the count is wrong.",
    "Crews reached {l} at dawn and began to clear {t}.",
    "The figures underscore how much {l} depends on {t}.",
    "Is {t} worth {n} million?",
    "{p} reportedly left {l} with {n} others.",
    "Work on {t} began in 2019 and has cost {n} million so far. [@report-{n}]",
    "\u{2018}It is quiet now,\u{2019} said {p}, who has lived in {l} for {n} years.",
];

/// An article in Markdown, a little longer than `bytes` bytes.
#[must_use]
pub fn article(bytes: usize) -> String {
    let mut text = String::from("# Repairs begin after the night of the storm\n\n");
    let mut dice: u64 = 42;
    let mut below = |limit: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(dice >> 33).expect("31 bits") % limit
    };
    while text.len() < bytes {
        let length = 2 + below(4);
        let paragraph: Vec<String> = (0..length)
            .map(|_| {
                SENTENCES[below(SENTENCES.len())]
                    .replace("{p}", PEOPLE[below(PEOPLE.len())])
                    .replace("{l}", PLACES[below(PLACES.len())])
                    .replace("{t}", THINGS[below(THINGS.len())])
                    .replace("{n}", &(2 + below(900)).to_string())
            })
            .collect();
        text.push_str(&paragraph.join(" "));
        text.push_str("\n\n");
    }
    text
}
