//! A test newsroom of any size, the same in every run: invented people and events, real places, a registry, places of its own.
//!
//! `cargo bench --bench workspace -- --write FOLDER 10000` leaves one in a folder to look at.

use std::fmt::Write;
use std::path::Path;

/// Bytes of an article, about.
pub const ARTICLE: usize = 5_000;
/// Sources in the registry.
pub const SOURCES: usize = 2_000;

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
const PLACES: [&str; 24] = [
    "Kharkiv",
    "Kharkov",
    "Odesa",
    "Lviv",
    "Kramatorsk",
    "Poltava",
    "Vinnytsia",
    "Uzhhorod",
    "Berlin",
    "Lyon",
    "Gdansk",
    "Porto",
    "Bergen",
    "Turku",
    "Graz",
    "Ghent",
    "Brno",
    "Split",
    "Zaragoza",
    "Palermo",
    "Lower Wickham",
    "Port Amsel",
    "Saint Orrin",
    "Sorgholm",
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
const SENTENCES: [&str; 12] = [
    "{p} said on Tuesday that {t} in {l} would stay closed for {n} days [@{k}].",
    "\u{201c}We have counted {n} houses without light,\u{201d} {p} told the council in {l}.",
    "He added that nobody had been asked to leave.",
    "At least {n} people were hurt when {t} near {l} caught fire. [@{k}]",
    "According to the harbour office, {n} ships waited off {l} overnight.",
    "Analysts suggest that {t} may not be repaired before {n} more weeks have passed.",
    "One official, who asked not to be named, said {t} had been inspected in {l}.",
    "The council of {l} maintains that the count is wrong [@{k}, p. {n}].",
    "Crews reached {l} at dawn and began to clear {t}.",
    "Is {t} worth {n} million?",
    "{p} reportedly left {l} with {n} others.",
    "\u{2018}It is quiet now,\u{2019} said {p}, who has lived in {l} for {n} years.",
];

/// Throws the same numbers in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }
}

/// The key of a source. A few are cited far more often than the others, as in life.
#[must_use]
pub fn key(number: usize) -> String {
    format!("wire-{number:04}")
}

/// Writes a newsroom with so many articles. Returns their bytes.
pub fn write(folder: &Path, articles: usize) -> usize {
    std::fs::create_dir_all(folder).expect("a folder");
    let put = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("written");
    put("sayso.toml", "strictness = \"standard\"\n[places]\nprefer = { UA = \"official\" }\n");
    put(".gitignore", "archive/\n");
    put(
        "places.yaml",
        "places:\n- name: Saint Orrin\n  aliases: [St. Orrin]\n- name: Port Amsel\n- name: Sorgholm\n- name: Lower Wickham\n",
    );
    let mut sources = String::from("references:\n");
    for number in 0..SOURCES {
        let (who, month, day) = (PEOPLE[number % PEOPLE.len()], number % 12 + 1, number % 28 + 1);
        let _ = write!(
            sources,
            "- id: {}\n  type: interview\n  title: What {who} saw, part {number}\n  issued: 2026-{month:02}-{day:02}\n  custom: {{kind: wire, speaker: {who}}}\n",
            key(number)
        );
    }
    put("sources.yaml", &sources);
    let mut dice = Dice(42);
    let mut bytes = 0;
    for number in 0..articles {
        let inside = folder.join(format!("drafts/{:04}", number / 200));
        if number % 200 == 0 {
            std::fs::create_dir_all(&inside).expect("a folder");
        }
        let text = article(&mut dice, number);
        bytes += text.len();
        std::fs::write(inside.join(format!("{number:06}.md")), text).expect("written");
    }
    bytes
}

fn article(dice: &mut Dice, number: usize) -> String {
    let mut text = format!("---\ndate: 2026-03-04\n---\n\n# Repairs begin after storm number {number}\n\n");
    while text.len() < ARTICLE {
        for _ in 0..2 + dice.below(4) {
            let often = dice.below(10) == 0;
            let key = key(dice.below(if often { 10 } else { SOURCES }));
            let sentence = SENTENCES[dice.below(SENTENCES.len())]
                .replace("{p}", PEOPLE[dice.below(PEOPLE.len())])
                .replace("{l}", PLACES[dice.below(PLACES.len())])
                .replace("{t}", THINGS[dice.below(THINGS.len())])
                .replace("{k}", &key)
                .replace("{n}", &(2 + dice.below(900)).to_string());
            text.push_str(&sentence);
            text.push(' ');
        }
        text.push_str("\n\n");
    }
    text
}
