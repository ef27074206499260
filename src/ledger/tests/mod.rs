//! The ledger seen as an editor sees it: sentences, and on whose word each stands.

mod edits;
mod nobody;
mod tags;

use super::{Cache, Data, Ledger, build};
use crate::article::Format;

/// The ledger of a plain text, without a newsroom.
fn ledger(text: &str) -> Ledger {
    build(text.into(), Format::Plain, &Data::default(), &mut Cache::default())
}

/// Where line `i` stands, as the tables write it: "attributed+ Elena Lind".
fn told(ledger: &Ledger, i: usize) -> String {
    let line = &ledger.lines[i];
    let speaker = line.because.and_then(|b| ledger.voices[b].speaker.as_deref()).unwrap_or_default();
    let standing = format!("{:?}", line.standing).to_lowercase();
    let plus = if line.carried { "+" } else { "" };
    format!("{standing}{plus} {speaker}").trim_end().to_owned()
}

/// Checks an article written as sentences with "=>" and where each stands after them; returns what differs.
fn differences(article: &str) -> Vec<String> {
    let mut text = String::new();
    let mut expected = Vec::new();
    for line in article.lines().filter(|l| !l.trim().is_empty() && !l.starts_with(';')) {
        let (sentence, standing) = line.split_once(" => ").unwrap_or_else(|| panic!("no standing: {line}"));
        match sentence.strip_prefix("& ") {
            Some(same) => text.push_str(&format!(" {same}")),
            None => text.push_str(&format!("\n\n{sentence}")),
        }
        expected.push((sentence.trim_start_matches("& "), standing.trim()));
    }
    let ledger = ledger(text.trim_start());
    let mut out = Vec::new();
    if ledger.lines.len() != expected.len() {
        let cut: Vec<&str> = ledger.lines.iter().map(|l| l.span.of(&ledger.text)).collect();
        out.push(format!("{} sentences expected, found {cut:#?}", expected.len()));
    }
    for (i, (sentence, standing)) in expected.iter().enumerate().take(ledger.lines.len()) {
        let found = told(&ledger, i);
        if *standing != "any" && found != *standing {
            out.push(format!("{sentence}\n    expected {standing}\n    found    {found}"));
        }
    }
    out
}

/// Checks one article, all of it.
fn check(article: &str) {
    let differences = differences(article);
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

#[test]
fn every_construction_stands_where_an_editor_would_say() {
    let file = include_str!("constructions.txt");
    let mut wrong = Vec::new();
    let mut sentences = 0;
    for section in file.split("\n# ").skip(1) {
        let (name, article) = section.split_once('\n').unwrap_or((section, ""));
        sentences += article.matches(" => ").count();
        wrong.extend(differences(article).into_iter().map(|d| format!("[{name}] {d}")));
    }
    assert!(sentences > 200, "{sentences} sentences");
    assert!(wrong.is_empty(), "{} of {sentences} differ\n{}", wrong.len(), wrong.join("\n"));
}
