//! `--stets`: what somebody decided to let stand, and why, for those who answer for it. Decisions that give no reason are marked.

use super::json;
use super::run::Report;
use super::snippet::Source;
use super::tally::count;
use super::text::{Style, word_for};
use crate::features::shortened;
use crate::rules::Stet;
use crate::text::Span;
use crate::text::shown::one_line;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Characters shown of the words that stand.
const MOST_SHOWN: usize = 72;

/// What the summary counts.
#[derive(Debug, Default)]
pub(super) struct Stets {
    directives: usize,
    let_stand: usize,
    without_reason: usize,
    /// Articles that have any.
    articles: usize,
}

impl Stets {
    pub(super) fn add(&mut self, other: &Self) {
        self.directives += other.directives;
        self.let_stand += other.let_stand;
        self.without_reason += other.without_reason;
        self.articles += other.articles;
    }

    /// "5 findings let stand by 4 directives in 3 drafts; 2 of them give no reason"
    pub(super) fn summary(&self) -> String {
        if self.directives == 0 {
            return "No stets".into();
        }
        let mut line = format!(
            "{} kept by {} in {}",
            count(self.let_stand, "finding"),
            count(self.directives, "directive"),
            count(self.articles, "draft")
        );
        match self.without_reason {
            0 => {}
            1 => line += "; 1 of them gives no reason",
            n => line += &format!("; {n} of them give no reason"),
        }
        line
    }
}

/// Adds the directives of one article to `report`.
pub(super) fn list(report: &mut Report, source: &Source<'_>, stets: &[&Stet], style: Style, as_json: bool) {
    for stet in stets {
        report.out += &if as_json { object(source, stet) } else { lines(source, stet, style) };
        report.stets.directives += 1;
        report.stets.let_stand += stet.findings.len();
        report.stets.without_reason += usize::from(stet.reason.is_none());
    }
    report.stets.articles = usize::from(!stets.is_empty());
}

/// The directive's own word: `stet-next`.
fn word<'a>(source: &Source<'a>, stet: &Stet) -> &'a str {
    let written = stet.span.of(source.text);
    let start = written.find("stet").unwrap_or(0);
    let end = written[start..].find(|c: char| !c.is_ascii_alphabetic() && c != '-').unwrap_or(written.len() - start);
    // A directive may end in the hyphens of its comment: `<!--stet-->`.
    written[start..start + end].trim_end_matches('-')
}

fn reason<'a>(source: &Source<'a>, stet: &Stet) -> Option<&'a str> {
    stet.reason.map(|span| span.of(source.text))
}

fn lines(source: &Source<'_>, stet: &Stet, style: Style) -> String {
    let (line, column) = source.place(stet.span.start);
    let rules = if stet.rules.is_empty() { String::new() } else { format!(" {}", stet.rules.join(" ")) };
    let why = match reason(source, stet) {
        Some(reason) => format!(": {}", one_line(reason)),
        None => format!(": {}", style.paint("1;33", "no reason given")),
    };
    let head = format!("{}{}", word(source, stet), one_line(&rules));
    let mut out = format!("{}:{line}:{column}: {}{why}\n", source.name, style.paint("1", &head));
    for finding in &stet.findings {
        let label = format!("{}[{}]", word_for(finding.severity), finding.rule);
        let words = shown(source.text, finding.span);
        let _ = writeln!(out, "    {label} “{words}”: {}", one_line(&finding.message));
    }
    if stet.findings.is_empty() {
        out += "    This stet is not needed any more.\n";
    }
    out
}

/// The words at `span`, on one line and not too many.
fn shown(text: &str, span: Span) -> String {
    one_line(&shortened(span.of(text), MOST_SHOWN))
}

fn object(source: &Source<'_>, stet: &Stet) -> String {
    let let_stand: Vec<Value> = stet
        .findings
        .iter()
        .map(|it| {
            let what = json!({ "rule": it.rule, "severity": it.severity, "message": it.message });
            json::merged(what, json::place(source, it.span))
        })
        .collect();
    let what = json!({
        "file": source.name.as_written(),
        "directive": word(source, stet),
        "rules": stet.rules,
        "reason": reason(source, stet),
        "let_stand": let_stand,
    });
    format!("{}\n", json::merged(what, json::place(source, stet.span)))
}
