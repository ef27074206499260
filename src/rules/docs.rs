//! The rulebook as Markdown: one rule's page for `sayso explain`, all of them for docs/rules.md.

use super::{ALL, Rule};
use crate::text::Severity;
use std::fmt::Write;

/// A rule's page, whole: its name, what it finds in a line, how grave it is, and the page itself.
#[must_use]
pub fn explain(rule: &Rule) -> String {
    let [relaxed, standard, strict] = rule.severity.map(word);
    let grave = if relaxed == standard && standard == strict {
        format!("Severity: {standard}.")
    } else {
        format!("Severity: {relaxed} at `relaxed`, {standard} at `standard`, {strict} at `strict`.")
    };
    format!("# {}\n\n{}\n\n{grave}\n\n{}", rule.name, rule.summary, rule.page)
}

/// All rules, as docs/rules.md has them.
#[must_use]
pub fn book() -> String {
    let mut book = String::from(
        "# Rules\n\nWhat sayso reports, and why. `sayso explain RULE` prints one page of this. Your newsroom sets severities under `[rules]` in\n\
         `sayso.toml` (`\"off\"`, `\"hint\"`, `\"info\"`, `\"warning\"`, `\"error\"`). This file is generated from the rules.\n\n\
         | rule | what it finds |\n|---|---|\n",
    );
    for rule in ALL {
        let _ = writeln!(book, "| [{0}](#{0}) | {1} |", rule.name, rule.summary);
    }
    for rule in ALL {
        // One level down: the book has a title of its own.
        let page = explain(rule).lines().fold(String::new(), |mut page, line| {
            let deeper = if line.starts_with('#') { "#" } else { "" };
            let _ = writeln!(page, "{deeper}{line}");
            page
        });
        let _ = write!(book, "\n{page}");
    }
    book
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Off => "off",
        Severity::Hint => "hint",
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
