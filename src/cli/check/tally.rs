//! What the summary of a check counts, and how it says it.

use super::baseline::Known;
use super::text::word_for;
use crate::text::Severity;
use std::collections::BTreeMap;

/// Counts of one article, or of all.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub articles: usize,
    pub unreadable: usize,
    /// Articles that could be mended but not written.
    pub unwritten: usize,
    /// Findings and problems, by severity.
    pub found: BTreeMap<Severity, usize>,
    /// Findings shown that `--fix` would mend, and that `--fix=all` would.
    pub fixable: [usize; 2],
    /// Remedies applied, those that settle nothing and were left, and articles that the first changed.
    pub applied: usize,
    pub left: usize,
    pub mended: usize,
    /// How the articles stand to the baseline.
    pub known: Known,
    /// Rules that failed and were left out.
    pub broken: Vec<&'static str>,
}

impl Tally {
    pub(super) fn add(&mut self, other: &Self) {
        self.articles += other.articles;
        self.unreadable += other.unreadable;
        self.unwritten += other.unwritten;
        self.applied += other.applied;
        self.left += other.left;
        self.mended += other.mended;
        self.known.let_be += other.known.let_be;
        self.known.gone += other.known.gone;
        self.fixable[0] += other.fixable[0];
        self.fixable[1] += other.fixable[1];
        for (severity, count) in &other.found {
            *self.found.entry(*severity).or_default() += count;
        }
    }

    /// Whether anything could not be done.
    pub(super) fn failed(&self) -> bool {
        self.unreadable + self.unwritten + self.broken.len() > 0
    }

    /// "2 fixes made in 1 draft, 1 left to you"; `None` if there were none.
    pub(super) fn fixes(&self) -> Option<String> {
        let fixes = |n| if n == 1 { "1 fix".to_owned() } else { format!("{n} fixes") };
        let made =
            (self.applied > 0).then(|| format!("{} made in {}", fixes(self.applied), count(self.mended, "draft")));
        match (made, self.left) {
            (made, 0) => made,
            (Some(made), left) => Some(format!("{made}, {left} left to you")),
            (None, left) => Some(format!("{} left to you", fixes(left))),
        }
    }

    /// "7 findings in 3 drafts: 1 error, 6 warnings"
    pub(super) fn summary(&self, hints: bool) -> String {
        let shown = self.found.iter().rev().filter(|(severity, _)| hints || **severity > Severity::Hint);
        let parts: Vec<_> = shown.clone().map(|(severity, n)| count(*n, word_for(*severity))).collect();
        let total = shown.map(|(_, n)| n).sum::<usize>();
        let drafts = count(self.articles, "draft");
        let mut line = match total {
            0 => format!("No findings in {drafts}"),
            _ => format!("{} in {drafts}: {}", count(total, "finding"), parts.join(", ")),
        };
        if let (false, Some(hidden)) = (hints, self.found.get(&Severity::Hint)) {
            line += &format!("; {} (--hints shows them)", count(*hidden, "hint"));
        }
        match self.fixable {
            [_, 0] => {}
            [0, all] => line += &format!("; --fix=all fixes {all}"),
            [safe, all] if safe == all => line += &format!("; --fix fixes {safe}"),
            [safe, all] => line += &format!("; --fix fixes {safe}, --fix=all fixes {all}"),
        }
        if self.known.let_be > 0 {
            line += &format!("; {} ignored (in the baseline)", self.known.let_be);
        }
        if self.known.gone > 0 {
            line += &format!("; {} in the baseline no longer found (--write-baseline removes them)", self.known.gone);
        }
        line + &self.troubles()
    }

    /// "; 1 could not be read"
    pub(super) fn troubles(&self) -> String {
        let mut line = String::new();
        if self.unreadable > 0 {
            line += &format!("; {} could not be read", self.unreadable);
        }
        if self.unwritten > 0 {
            line += &format!("; {} could not be written", self.unwritten);
        }
        for rule in &self.broken {
            line += &format!("; the rule {rule} failed and was left out");
        }
        line
    }
}

/// "1 draft", "2 drafts"
pub(super) fn count(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 || word == "info" { "" } else { "s" })
}
