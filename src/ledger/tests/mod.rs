//! The ledger seen as an editor sees it: sentences, and on whose word each stands.

mod edits;
mod nobody;
mod quoted;
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

/// Checks an article written as sentences with "=>" and where each stands after them; returns what differs. What is
/// found is looked at `as_told`.
fn differences(article: &str, as_told: impl Fn(&str) -> String) -> Vec<String> {
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
        let found = as_told(&told(&ledger, i));
        if *standing != "any" && found != *standing {
            out.push(format!("{sentence}\n    expected {standing}\n    found    {found}"));
        }
    }
    out
}

/// Checks one article, all of it.
fn check(article: &str) {
    let differences = differences(article, str::to_owned);
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

/// Sections of a table, each with its name, and "~" taken off what is known to come out otherwise.
fn sections(file: &str) -> impl Iterator<Item = (&str, String)> {
    file.split("\n# ").skip(1).map(|section| {
        let (name, article) = section.split_once('\n').unwrap_or((section, ""));
        let looked_at = |line: &str| match line.split_once(" => ~ ") {
            Some((sentence, _)) => format!("{sentence} => any"),
            None => line.to_owned(),
        };
        (name, article.lines().map(looked_at).collect::<Vec<_>>().join("\n"))
    })
}

#[test]
fn every_speaker_is_who_an_editor_would_say() {
    let file = include_str!("speakers.txt");
    let sentences = file.matches(" => ").count() - file.matches(" => any").count();
    let known = file.matches(" => ~ ").count();
    let carried = |told: &str| told.replacen('+', "", 1);
    let mut wrong = Vec::new();
    for (name, article) in sections(file) {
        wrong.extend(differences(&article, carried).into_iter().map(|d| format!("[{name}] {d}")));
    }
    assert!(sentences > 100 && known * 8 < sentences, "{known} of {sentences} known to be otherwise");
    assert!(wrong.is_empty(), "{} of {sentences} differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_construction_stands_where_an_editor_would_say() {
    let file = include_str!("constructions.txt");
    let mut wrong = Vec::new();
    let mut sentences = 0;
    for section in file.split("\n# ").skip(1) {
        let (name, article) = section.split_once('\n').unwrap_or((section, ""));
        sentences += article.matches(" => ").count();
        wrong.extend(differences(article, str::to_owned).into_iter().map(|d| format!("[{name}] {d}")));
    }
    assert!(sentences > 200, "{sentences} sentences");
    assert!(wrong.is_empty(), "{} of {sentences} differ\n{}", wrong.len(), wrong.join("\n"));
}
