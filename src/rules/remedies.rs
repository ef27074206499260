//! Every remedy of every rule, in texts put together from what calls for one: done once its finding is gone and no new one has come.

use super::tests::{data, example, ledger_of, strict};
use super::{ALL, Cache, Check, Context, Finding, against, edited};
use crate::house::House;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What calls for remedies, in more ways than the bad examples of the rules' own pages, which count too.
const MORE: &[&str] = &[
    "It rained on the pier. <!-- stet -->",
    "It rained on the pier.  <!-- stet-block -->",
    "<!-- stet-block -->",
    "It rained <!-- stet -->. It poured. <!-- stet --> <!-- stet -->",
    "The market has TK stalls. <!-- stet tkk -->",
    "The lake froze over. <!-- stet-nxt --> It froze TK times.",
    "- It rained. <!-- stet -->\n- It poured.",
    "> It rained.\n>\n> <!-- stet-block -->",
    "Judges in The Hague ruled on Monday, the court said.",
    "A fire in Bucheon, South Korea, hurt three people, the police said. Bucheon was quiet.",
    "A fire in San Sebastián hurt three people, the police said.",
    "The train for Kharkov left at nine, and Kharkov station in Ukraine was empty, the railway said.",
    "The first train reached Kharkiv at noon, the railway said. Kharkov was quiet, and so was Kharkov station.",
    "The Кrеmlin said so.",
    "The road to Kyїv is open, Otto Brandt said.",
    "The road to Харків is open, and the one to Часів Яр is shut, Otto Brandt said.",
    "The bridge was closed [@council-minutes @fire-chief-0412].",
    "The bridge was closed [@council-minutes, @fire-chief-0412].",
    "The bridge was closed [@council-minutes.",
    "The depot burned down on Friday [@fire-cheif-0412].",
    "The canal was closed, @lindaufire wrote.",
    "It was said [@council-minutes] that the bridge was closed.",
    "They liberated it, Otto Brandt said.",
    "The two boards co-operate and Co-operate, Otto Brandt said.",
    "The lock cost $4 million dollars and the gate $5 million dollars, the port authority said.",
    "It will take 1,201 hours [@mayor-interview].",
];

/// Of what a rule's remedy lets be read for the first time, another may have something to say: a name that mixes alphabets, or a handle taken
/// for a tag, is nobody whose words could be untagged. `--fix` leaves such a remedy to a person.
/// A quotation with a tag inside is not seen to share its paragraph with another speaker until the tag is moved.
/// Who is read as a source for the first time may be seen to lapse: what follows goes on without one.
/// In a paragraph of two speakers the second's words may be read with the first's; apart, they are seen to be told late, without a tag or on nobody's word.
const REVEALS: &[(&str, &str)] = &[
    ("bare-handle", "untagged-attribution"),
    ("misplaced-tag", "run-together-quotes"),
    ("mixed-script", "untagged-attribution"),
    ("run-together-quotes", "late-attribution"),
    ("run-together-quotes", "untagged-attribution"),
    ("run-together-quotes", "unattributed-claim"),
    ("bare-handle", "lapsed-attribution"),
    ("unknown-source-tag", "lapsed-attribution"),
];

/// The house whose rules all speak, with a list of its own.
fn house() -> House {
    let own = "[[terms]]\ninstead-of = [\"co-operate\"]\nwrite = [\"work together\"]\n\
        [[patterns]]\nfind = '\\$(\\d+) million dollars'\nwrite = [\"$$$1 million\"]\n";
    let (own, problems) = crate::house::parse(own, &[]);
    assert!(problems.is_empty(), "{problems:?}");
    House { strictness: strict().strictness, ..own }
}

/// The parts that texts are put together from.
fn parts() -> Vec<&'static str> {
    let of_articles = ALL.iter().filter(|rule| !matches!(rule.check, Check::Registry(_)));
    let bad = of_articles.map(|rule| example(rule.page, "Bad").trim()).filter(|bad| !bad.starts_with("---"));
    bad.chain(MORE.iter().copied()).collect()
}

/// Texts of such parts, a paragraph each, or some in one.
pub(crate) fn texts() -> impl Strategy<Value = String> {
    let part = (prop::sample::select(parts()), prop::sample::select(vec!["\n\n", "\n\n", "\n", " "]));
    let date = prop::sample::select(vec!["", "---\ndate: 2026-05-01\n---\n\n"]);
    let end = prop::sample::select(vec!["\n", "\r\n"]);
    (date, prop::collection::vec(part, 1..8), end).prop_map(|(date, parts, end)| {
        let text = parts.iter().fold(date.to_owned(), |text, (part, gap)| text + part + gap);
        (text.trim_end().to_owned() + "\n").replace('\n', end)
    })
}

fn found(house: &House, text: &str) -> Vec<Finding> {
    let data = data();
    let ledger = ledger_of(text, &data);
    super::check(&Context { ledger: &ledger, data: &data, house }, &mut Cache::default()).findings
}

/// Does each remedy for what is found in `text`, alone, and tells for which rules there was one, or what speaks against one.
fn tried(house: &House, text: &str) -> Result<BTreeSet<&'static str>, String> {
    let before = found(house, text);
    let mut reached = BTreeSet::new();
    for finding in &before {
        for fix in &finding.fixes {
            let apart = fix.edits.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
            let within = fix.edits.iter().all(|(span, _)| text.get(span.start..span.end).is_some());
            let changes = fix.edits.iter().any(|(span, words)| span.of(text) != words);
            let told = format!("{} “{}” in {text:?}", finding.rule, fix.title);
            if !(apart && within && changes) {
                return Err(format!("the edits of {told} are none: {:?}", fix.edits));
            }
            let after = edited(text, &fix.edits);
            let now = found(house, &after);
            let against = against(&before, &[finding], &fix.edits, &now);
            if let Some(it) = against.filter(|it| !REVEALS.contains(&(finding.rule, it.rule))) {
                return Err(format!("{told} leads to {after:?}, and there to {}: {}", it.rule, it.message));
            }
            reached.insert(finding.rule);
        }
    }
    Ok(reached)
}

#[test]
fn every_rule_that_has_a_remedy_is_reached_and_its_remedies_settle() {
    let house = house();
    let mut reached = BTreeSet::new();
    let mut against = Vec::new();
    for part in parts() {
        for text in [format!("{part}\n"), format!("---\ndate: 2026-05-01\n---\n\n{part}\n")] {
            match tried(&house, &text) {
                Ok(rules) => reached.extend(rules),
                Err(why) => against.push(why),
            }
        }
    }
    assert!(against.is_empty(), "{}", against.join("\n\n"));
    // A rule that makes remedies says so in its file.
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules")).unwrap();
    for file in folder.map(|entry| entry.unwrap().path()) {
        let source = std::fs::read_to_string(&file).unwrap_or_default();
        let makes = source.split("#[cfg(test)]").next().is_some_and(|own| own.contains("finding.fixes"));
        let name = file.file_stem().unwrap().to_str().unwrap().replace('_', "-");
        if let Some(rule) = super::rule(&name).filter(|_| makes) {
            assert!(reached.contains(rule.name), "no text here calls for a remedy of {name}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn remedies_settle_wherever_they_are_called_for(text in texts()) {
        let tried = tried(&house(), &text);
        prop_assert!(tried.is_ok(), "{}", tried.unwrap_err());
    }
}
