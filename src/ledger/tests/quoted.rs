//! Who speaks in a quotation is who its sentence stands on, in every text at hand.

use super::ledger;
use crate::ledger::Ledger;
use std::fs;
use std::path::Path;

/// Where a quotation and a sentence it lies in are told to be two people's, though the sentence's attribution holds the quotation.
fn at_odds(ledger: &Ledger) -> (usize, Vec<String>) {
    let (mut seen, mut odd) = (0, Vec::new());
    for placed in &ledger.blocks {
        let block = &placed.entry.block;
        for (quotation, speaker) in block.quotations.iter().zip(ledger.quoted_speakers(placed)) {
            let sentences = block.sentences.iter().enumerate().filter(|(_, it)| it.span.overlaps(quotation.inner));
            for (s, sentence) in sentences.filter(|_| quotation.depth == 0) {
                let Some(stands) = ledger.because(&ledger.lines[placed.first_line + s]) else { continue };
                // What a lead-in before the block introduces is all its speaker's.
                let own = stands.offset == placed.span.start;
                if own && !stands.raw.content.iter().any(|content| content.overlaps(quotation.inner)) {
                    continue;
                }
                seen += 1;
                let own = stands.voice.speaker.as_deref();
                if own.is_some() && own != speaker {
                    let text = placed.span.of(&ledger.text);
                    odd.push(format!("{speaker:?} in {own:?}: {}", sentence.span.of(text)));
                }
            }
        }
    }
    (seen, odd)
}

/// The texts of a table: what stands before "=>", and a paragraph for each that does not go on.
fn texts(file: &str) -> Vec<String> {
    let unmarked = |line: &str| {
        let mut rest = line.to_owned();
        while let Some(open) = rest.find('{') {
            let Some(bar) = rest[open..].find('|') else { break };
            rest.replace_range(open..=open + bar, "");
        }
        rest.replace('}', "")
    };
    let sections = file.split("\n# ").skip(1);
    sections
        .map(|section| {
            let lines = section.lines().skip(1).filter(|line| !line.starts_with(';'));
            lines
                .map(|line| match line.rsplit_once(" => ") {
                    Some((sentence, _)) => match sentence.strip_prefix("& ") {
                        Some(same) => format!(" {}", unmarked(same)),
                        None => format!("\n\n{}", unmarked(sentence)),
                    },
                    None => String::new(),
                })
                .collect::<String>()
        })
        .collect()
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test reads its own data")]
fn a_quotation_and_its_sentence_have_one_speaker() {
    let mut files = vec![include_str!("constructions.txt").to_owned(), include_str!("speakers.txt").to_owned()];
    let voices = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/voices")).expect("the folder is there");
    files.extend(voices.map(|file| fs::read_to_string(file.expect("it is listed").path()).expect("it is text")));
    let (mut seen, mut odd) = (0, Vec::new());
    for text in files.iter().flat_map(|file| texts(file)) {
        let (here, found) = at_odds(&ledger(text.trim()));
        seen += here;
        odd.extend(found);
    }
    assert!(seen > 300, "{seen} quotations in sentences that stand on somebody");
    assert!(odd.is_empty(), "{} of {seen}\n{}", odd.len(), odd.join("\n"));
}
