//! `--fix`: remedies applied to a text, one pass after another until nothing is left to apply.
//!
//! Of two remedies that touch one place the first is applied; the text is checked again before the next pass, so the other is applied
//! only where it is still called for. Nothing here reads or writes a file.

use super::baseline::Known;
use crate::rules::{Finding, Fix};
use crate::text::Span;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Remedies that call for others settle in two or three passes. What has not by then is left to a person.
const MOST_PASSES: usize = 10;

/// Which remedies are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Which {
    /// Those that need no person to look at them
    Safe,
    /// The first remedy of every finding
    All,
}

/// A text with its findings.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    pub text: Arc<str>,
    pub findings: Vec<Finding>,
    /// How it stands to the baseline.
    pub known: Known,
}

/// A remedy that was applied: what it mends and where, in the text as it was before its pass.
#[derive(Debug)]
pub(super) struct Applied {
    pub text: Arc<str>,
    pub rule: &'static str,
    pub span: Span,
    pub title: String,
}

/// Edits of one pass, in order and apart.
pub(super) type Edits = [(Span, String)];

/// Remedies of one pass, each with what it mends.
type Remedies<'a> = Vec<(&'a Finding, &'a Fix)>;

/// The remedy for `finding`, if it has one of that kind.
pub(super) fn remedy(finding: &Finding, which: Which) -> Option<&Fix> {
    match which {
        Which::Safe => finding.fixes.iter().find(|fix| fix.safe),
        Which::All => finding.fixes.first(),
    }
}

/// `start` mended as far as `which` goes, what was applied, and whether remedies were still called for when the passes ran out. `check`
/// checks a text again and is told the edits that led to it.
pub(super) fn mended(
    start: Checked,
    which: Which,
    mut check: impl FnMut(Arc<str>, &Edits) -> Result<Checked, String>,
) -> Result<(Checked, Vec<Applied>, bool), String> {
    let mut now = start;
    let mut applied = Vec::new();
    let mut seen = HashSet::from([Arc::clone(&now.text)]);
    for _ in 0..MOST_PASSES {
        let (chosen, edits) = choose(&now.findings, which);
        if edits.is_empty() {
            return Ok((now, applied, false));
        }
        let text: Arc<str> = edited(&now.text, &edits).into();
        // Two remedies that undo each other would go on for ever.
        if !seen.insert(Arc::clone(&text)) {
            return Ok((now, applied, true));
        }
        applied.extend(chosen.into_iter().map(|(finding, fix)| Applied {
            text: Arc::clone(&now.text),
            rule: finding.rule,
            span: finding.span,
            title: fix.title.clone(),
        }));
        now = check(text, &edits)?;
    }
    let left = !choose(&now.findings, which).1.is_empty();
    Ok((now, applied, left))
}

/// The remedies of one pass, and their edits in order.
fn choose(findings: &[Finding], which: Which) -> (Remedies<'_>, Vec<(Span, String)>) {
    let mut taken: BTreeMap<usize, (usize, &str)> = BTreeMap::new();
    let mut chosen = Vec::new();
    for finding in findings {
        let Some(fix) = remedy(finding, which) else { continue };
        if fix.edits.is_empty() || fix.edits.iter().any(|(span, _)| clashes(&taken, *span)) {
            continue;
        }
        taken.extend(fix.edits.iter().map(|(span, words)| (span.start, (span.end, words.as_str()))));
        chosen.push((finding, fix));
    }
    let edits = taken.into_iter().map(|(start, (end, words))| (Span::new(start, end), words.to_owned()));
    (chosen, edits.collect())
}

/// Whether `span` shares a byte, or the place of an insertion, with an edit that is taken. Taken edits lie apart, so only the last ones
/// that start before its end can.
fn clashes(taken: &BTreeMap<usize, (usize, &str)>, span: Span) -> bool {
    let before = taken.range(..=span.end).rev().map(|(start, (end, _))| Span::new(*start, *end));
    let mut near = before.take_while(|other| other.end >= span.start);
    near.any(|other| span.overlaps(other) || span.is_empty() || other.is_empty())
}

/// `text` with `edits` made. Line feeds that are put in are written as the text writes its own.
fn edited(text: &str, edits: &Edits) -> String {
    let crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for (span, words) in edits {
        out += &text[end..span.start];
        if crlf && words.contains('\n') {
            out += &words.replace("\r\n", "\n").replace('\n', "\r\n");
        } else {
            out += words;
        }
        end = span.end;
    }
    out + &text[end..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(edits: &[(usize, usize, &str)], safe: bool) -> Finding {
        let edits: Vec<_> = edits.iter().map(|(s, e, words)| (Span::new(*s, *e), (*words).to_owned())).collect();
        let mut finding = Finding::new("tk", edits[0].0, "");
        finding.fixes.push(Fix { title: String::new(), edits, safe });
        finding
    }

    fn checked(text: &str, findings: Vec<Finding>) -> Checked {
        Checked { text: text.into(), findings, known: Known::default() }
    }

    #[test]
    fn of_two_remedies_for_one_place_the_second_waits_for_the_next_pass() {
        let both = vec![finding(&[(0, 3, "two")], true), finding(&[(2, 5, "x"), (8, 9, "y")], true)];
        let (done, applied, left) = mended(checked("one one one", both), Which::Safe, |text, edits| {
            assert_eq!(edits.len(), 1);
            Ok(checked(&text, Vec::new()))
        })
        .unwrap();
        assert_eq!((&*done.text, applied.len(), left), ("two one one", 1, false));
    }

    #[test]
    fn only_safe_ones_unless_all_are_asked_for() {
        let findings = || vec![finding(&[(0, 1, "A")], false), finding(&[(2, 3, "B")], true)];
        let run =
            |which| mended(checked("a b", findings()), which, |text, _| Ok(checked(&text, Vec::new()))).unwrap().0.text;
        assert_eq!((&*run(Which::Safe), &*run(Which::All)), ("a B", "A B"));
    }

    #[test]
    fn remedies_that_undo_each_other_come_to_an_end() {
        let next = |text: &str| checked(text, vec![finding(&[(0, 1, if text == "a" { "b" } else { "a" })], true)]);
        let (done, applied, left) = mended(next("a"), Which::Safe, |text, _| Ok(next(&text))).unwrap();
        assert_eq!((&*done.text, applied.len(), left), ("b", 1, true));
        let longer = |text: &str| checked(text, vec![finding(&[(0, 0, "a")], true)]);
        let (done, _, left) = mended(longer(""), Which::Safe, |text, _| Ok(longer(&text))).unwrap();
        assert_eq!((done.text.len(), left), (MOST_PASSES, true));
    }

    #[test]
    fn line_feeds_are_written_as_the_text_writes_its_own() {
        let put = vec![(Span::new(1, 1), "\nx\r\n".to_owned())];
        assert_eq!(edited("a\r\nb", &put), "a\r\nx\r\n\r\nb");
        assert_eq!(edited("a\nb", &put), "a\nx\r\n\nb");
    }

    #[test]
    fn insertions_and_neighbours() {
        let taken = BTreeMap::from([(4, (6, "")), (8, (8, ""))]);
        let clash = |start, end| clashes(&taken, Span::new(start, end));
        assert!(clash(5, 5) && clash(4, 4) && clash(6, 6) && clash(8, 8) && clash(6, 8) && clash(0, 20));
        assert!(!clash(2, 4) && !clash(6, 7) && !clash(9, 12) && !clash(0, 3));
    }
}
