//! How often each rule speaks in news that has been edited: findings for every 250 words at each strictness, as docs/noise.md has them.
//!
//! `cargo run --example noise -- ARTICLES.jsonl` reads one `{"id", "text"}` a line and prints the table. `--list RULE STRICTNESS` prints
//! instead what that rule points at there, each with its sentence, for an editor to judge: a hundred evenly spread over the articles, or
//! all there are. The articles belong to no newsroom: no registry, no house style.

#![allow(clippy::disallowed_methods, reason = "a tool of ours reads files of ours")]
#![allow(clippy::print_stdout, reason = "a tool that reports to its user")]
#![allow(missing_docs, reason = "not a library")]

use sayso::article::Format;
use sayso::desk::{self, Caches, Newsroom, Snapshot};
use sayso::house::{House, Strictness};
use sayso::rules::{self, Finding};
use sayso::text::Severity;
use std::process::ExitCode;
use std::sync::Arc;

const STRICTNESSES: [(&str, Strictness); 3] =
    [("relaxed", Strictness::Relaxed), ("standard", Strictness::Standard), ("strict", Strictness::Strict)];
/// Findings are counted for every so many words.
const WORDS: f64 = 250.0;
/// So many findings of a rule are enough to judge it by.
const ENOUGH: usize = 100;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        [articles] => read(articles).map(|articles| table(&articles)),
        [articles, "--list", rule, strictness] => read(articles).and_then(|articles| list(&articles, rule, strictness)),
        _ => Err("give a file of articles, and --list RULE STRICTNESS if you like".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("noise: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The articles of a file, one JSON object a line.
fn read(path: &str) -> Result<Vec<String>, String> {
    let file = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let article = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        Some(value.get("text")?.as_str()?.to_owned())
    };
    let text = |(i, line)| article(line).ok_or_else(|| format!("{path}: line {} is no article", i + 1));
    file.lines().enumerate().map(text).collect()
}

/// Each article, checked.
fn checked(articles: &[String], strictness: Strictness) -> impl Iterator<Item = Snapshot> {
    let house = House { strictness, ..House::default() };
    let newsroom = Arc::new(Newsroom::under(&Arc::new(house)));
    articles.iter().map(move |text| {
        let text = text.as_str().into();
        desk::check(&newsroom, None, Format::Plain, text, &|_| None, &mut Caches::default())
    })
}

fn table(articles: &[String]) {
    let words: usize = articles.iter().map(|text| text.split_whitespace().count()).sum();
    let findings =
        STRICTNESSES.map(|(_, s)| checked(articles, s).flat_map(|it| it.findings.to_vec()).collect::<Vec<Finding>>());
    let rate = |count: usize| count as f64 * WORDS / words as f64;
    let row = |name: &str, counts: [(usize, usize); 3]| {
        let cells = counts.map(|(all, hints)| format!("{:.2} ({all})", rate(all)) + &of_hints(hints));
        println!("| {name} | {} |", cells.join(" | "));
    };
    println!("{} articles, {words} words; findings for every 250 words (and how many)\n", articles.len());
    println!("| rule | {} |\n|---|---|---|---|", STRICTNESSES.map(|(name, _)| name).join(" | "));
    let count = |of: &dyn Fn(&Finding) -> bool| {
        findings.each_ref().map(|all| {
            let of_rule = all.iter().filter(|f| of(f));
            (of_rule.clone().count(), of_rule.filter(|f| f.severity == Severity::Hint).count())
        })
    };
    for rule in rules::ALL {
        let counts = count(&|f| f.rule == rule.name);
        if counts.iter().any(|&(all, _)| all > 0) {
            row(rule.name, counts);
        }
    }
    row("all", count(&|_| true));
}

fn of_hints(hints: usize) -> String {
    if hints > 0 { format!(", {hints} of them hints") } else { String::new() }
}

fn list(articles: &[String], rule: &str, strictness: &str) -> Result<(), String> {
    let known = STRICTNESSES.iter().find(|(name, _)| *name == strictness);
    let &(_, strictness) = known.ok_or_else(|| format!("{strictness} is no strictness"))?;
    rules::rule(rule).ok_or_else(|| format!("{rule} is no rule"))?;
    let mut shown = Vec::new();
    for (article, snapshot) in checked(articles, strictness).enumerate() {
        for finding in snapshot.findings.iter().filter(|f| f.rule == rule) {
            shown.push(format!("{}: {}", article + 1, in_its_sentences(&snapshot, finding)));
        }
    }
    let step = (shown.len() as f64 / ENOUGH as f64).max(1.0);
    println!("{} findings", shown.len());
    for i in 0..shown.len().min(ENOUGH) {
        println!("{}", shown[(i as f64 * step) as usize]);
    }
    Ok(())
}

/// What a finding says, and the sentences it lies in with a bar on either side of it.
fn in_its_sentences(snapshot: &Snapshot, finding: &Finding) -> String {
    let text = &snapshot.ledger.text;
    let around = snapshot.ledger.lines.iter().filter(|line| line.span.overlaps(finding.span));
    let whole = around.fold(finding.span, |whole, line| whole.hull(line.span));
    let before = &text[whole.start..finding.span.start];
    let after = &text[finding.span.end..whole.end];
    let sentences = format!("{before}|{}|{after}", finding.span.of(text));
    format!("{} {}", finding.message, sentences.split_whitespace().collect::<Vec<_>>().join(" "))
}
