//! Sentences of our own with their trees (data/trees): that each is one tree over the words of its text, in the tags and labels there are.
//! It looks at the data's form; nothing is parsed.
#![allow(clippy::unwrap_used)] // a test that cannot go on has failed
#![allow(clippy::disallowed_methods, reason = "a test reads its own data")]

use sayso::syntax::labels::{Label, Tag};
use std::path::Path;

/// What is wrong with a sentence, or its number of words.
fn wrong(block: &str) -> Result<usize, String> {
    let text = block.lines().find_map(|line| line.strip_prefix("# text = ")).ok_or("no text")?;
    let (mut rest, mut heads) = (text, Vec::new());
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let [number, word, tag, head, label] = line.split('\t').collect::<Vec<_>>()[..] else {
            return Err(format!("not five columns: {line}"));
        };
        if number.parse() != Ok(heads.len() + 1) || Tag::named(tag).is_none() {
            return Err(format!("number or tag: {line}"));
        }
        let head: usize = head.parse().map_err(|_| format!("head: {line}"))?;
        if (head == 0) != (label == "root") || head > 0 && Label::named(label).is_none() {
            return Err(format!("label: {line}"));
        }
        rest = rest.trim_start().strip_prefix(word).ok_or(format!("not in the text: {line}"))?;
        heads.push(head);
    }
    if !rest.trim().is_empty() {
        return Err(format!("no words for: {rest}"));
    }
    for start in 1..=heads.len() {
        let mut at = start;
        // A way to the main word is shorter than the sentence, unless it goes in a circle.
        let steps = (0..heads.len()).take_while(|_| {
            at = heads.get(at.wrapping_sub(1)).copied().unwrap_or(usize::MAX);
            at != 0 && at != usize::MAX
        });
        if steps.count() == heads.len() || at == usize::MAX {
            return Err(format!("word {start} hangs on nothing"));
        }
    }
    match heads.iter().filter(|&&head| head == 0).count() {
        1 => Ok(heads.len()),
        roots => Err(format!("{roots} main words")),
    }
}

#[test]
fn every_sentence_is_one_tree_over_its_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/trees");
    let (mut sentences, mut words, mut kept) = (0, 0, 0);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        for block in text.split("\n\n").map(str::trim_end).filter(|block| !block.is_empty()) {
            match wrong(block) {
                Ok(count) => words += count,
                Err(why) => panic!("{}: {why}\n{block}", path.display()),
            }
            sentences += 1;
            kept += usize::from(path.to_string_lossy().ends_with("-kept.conllu"));
        }
    }
    assert!(sentences > 800 && words > 15_000 && kept > 100, "{sentences} sentences, {words} words, {kept} kept");
}
