//! Findings as a person reads them in a terminal: what, where, the words themselves, what to do.

use super::Located;
use super::snippet::{Row, Source};
use crate::cli::FileName;
use crate::text::shown::one_line;
use crate::text::{Severity, Span};
use std::fmt::Write as _;

/// How findings are printed.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    /// Whether colours may be used.
    pub colour: bool,
    /// Columns to fit into.
    pub width: usize,
}

const BOLD: &str = "1";
const BLUE: &str = "1;34";

/// The ANSI (ECMA-48) parameters of a severity's colour.
fn colour_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Info => "1;36",
        Severity::Hint | Severity::Off => "1;32",
    }
}

/// What a severity is called.
pub(crate) fn word_for(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
        Severity::Hint => "hint",
        Severity::Off => "off",
    }
}

impl Style {
    /// `text` in the colour with these ANSI parameters.
    pub(crate) fn paint(self, colour: &str, text: &str) -> String {
        if self.colour && !text.is_empty() { format!("\x1b[{colour}m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// `finding` with the words it is about, as rustc prints its own.
    pub(crate) fn finding(self, source: &Source<'_>, finding: &Located<'_>) -> String {
        let colour = colour_of(finding.severity);
        let mut out = self.head(colour, word_for(finding.severity), finding.rule, finding.message);
        // One gutter for the finding and all that belongs to it.
        let spans = std::iter::once(finding.span).chain(finding.related.iter().map(|(span, _)| *span));
        let gutter = spans.map(|span| source.place(span.end).0.to_string().len()).max().unwrap_or(1);
        self.snippet(&mut out, source, finding.span, gutter, colour, '^');
        let fixes = finding.fixes.iter().map(|fix| ("fix", fix.title.as_str()));
        for (word, line) in finding.help.map(|help| ("help", help)).into_iter().chain(fixes) {
            let word = self.paint(BOLD, &format!("{word}:"));
            let _ = writeln!(out, "{:gutter$} {} {word} {}", "", self.paint(BLUE, "="), one_line(line));
        }
        for (span, word) in finding.related {
            out += &self.head(BLUE, "note", None, word);
            self.snippet(&mut out, source, *span, gutter, BLUE, '-');
        }
        out.push('\n');
        out
    }

    /// That the file called `name` could not be read.
    pub(crate) fn unreadable(self, name: &FileName, why: &str) -> String {
        format!(
            "{}  {} {}\n\n",
            self.head(colour_of(Severity::Error), "error", None, why),
            self.paint(BLUE, "-->"),
            name
        )
    }

    /// That a remedy with this title was applied at `span`.
    pub(crate) fn applied(self, source: &Source<'_>, span: Span, rule: &str, title: &str) -> String {
        let (line, column) = source.place(span.start);
        let word = self.paint("1;32", "fixed");
        format!("{word} {}:{line}:{column} [{rule}] {}\n", source.name, one_line(title))
    }

    /// That a remedy with this title was left, and why.
    pub(crate) fn left(self, source: &Source<'_>, span: Span, rule: &str, title: &str, why: &str) -> String {
        let (line, column) = source.place(span.start);
        let word = self.paint("1;33", "left");
        format!("{word} {}:{line}:{column} [{rule}] {}: {why}\n", source.name, one_line(title))
    }

    fn head(self, colour: &str, word: &str, rule: Option<&str>, message: &str) -> String {
        let label = rule.map_or_else(|| word.to_owned(), |rule| format!("{word}[{rule}]"));
        format!("{}{}\n", self.paint(colour, &label), self.paint(BOLD, &format!(": {}", one_line(message))))
    }

    /// Adds the words at `span` to `out`, with where they stand and `mark` under them.
    pub(crate) fn snippet(
        self,
        out: &mut String,
        source: &Source<'_>,
        span: Span,
        gutter: usize,
        colour: &str,
        mark: char,
    ) {
        let (line, column) = source.place(span.start);
        let _ = writeln!(out, "{:gutter$}{} {}:{line}:{column}", "", self.paint(BLUE, "-->"), source.name);
        if source.secret {
            return;
        }
        let bar = self.paint(BLUE, "|");
        let _ = writeln!(out, "{:gutter$} {bar}", "");
        // The gutter, the bar and the spaces around it.
        let width = self.width.saturating_sub(gutter + 3).max(20);
        for Row { number, text, marks } in source.rows(span, width, mark) {
            let number = number.map(|n| n.to_string()).unwrap_or_default();
            let _ = writeln!(out, "{} {bar} {text}", self.paint(BLUE, &format!("{number:>gutter$}")));
            if !marks.is_empty() {
                let _ = writeln!(out, "{:gutter$} {bar} {}", "", self.paint(colour, &marks));
            }
        }
    }
}
