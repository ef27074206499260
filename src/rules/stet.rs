//! `stet`: what somebody decided to let stand, and which of those decisions still do anything.

use super::Finding;
use crate::article::{Directive, Reach};
use crate::ledger::Ledger;
use crate::text::Span;
use std::collections::HashSet;

/// A directive and what came of it.
#[derive(Clone, Debug)]
pub struct Judged<'a> {
    /// The directive, spans from its block's start.
    pub directive: &'a Directive,
    /// Bytes to add to its spans.
    pub offset: usize,
    /// How many findings it let stand.
    pub let_stand: usize,
    /// Indexes in [`Directive::rules`] of those by which it let nothing stand.
    pub idle: Vec<usize>,
}

/// Takes out of `findings`, which are in order of place, what directives let stand. A directive that only repeats an earlier one for the
/// same stretch lets nothing stand.
pub fn apply<'a>(ledger: &'a Ledger, findings: &mut Vec<Finding>) -> Vec<Judged<'a>> {
    let mut judged = Vec::new();
    let mut stands = vec![false; findings.len()];
    // Each stretch and rule is gone through once, so the work stays linear however many directives there are.
    let mut done: HashSet<(Span, Option<&str>)> = HashSet::new();
    for (index, placed) in ledger.blocks.iter().enumerate() {
        for directive in placed.entry.block.directives.iter().filter(|d| d.unknown.is_none()) {
            let offset = placed.span.start;
            let reach = reach(ledger, index, directive);
            let mut mark = |rule: Option<&'a str>| match reach {
                Some(span) if done.insert((span, rule)) => mark(findings, &mut stands, span, rule),
                _ => 0,
            };
            let mut it = Judged { directive, offset, let_stand: 0, idle: Vec::new() };
            if directive.rules.is_empty() {
                it.let_stand = mark(None);
            }
            for (i, (rule, _)) in directive.rules.iter().enumerate() {
                match mark(Some(rule)) {
                    0 => it.idle.push(i),
                    more => it.let_stand += more,
                }
            }
            judged.push(it);
        }
    }
    if stands.contains(&true) {
        let mut stands = stands.into_iter();
        findings.retain(|_| !stands.next().unwrap_or(false));
    }
    judged
}

/// Marks findings that start in `span` (and are of `rule`) as standing; how many were not yet.
fn mark(findings: &[Finding], stands: &mut [bool], span: Span, rule: Option<&str>) -> usize {
    let first = findings.partition_point(|f| f.span.start < span.start);
    let mut count = 0;
    for (finding, stands) in findings.iter().zip(stands).skip(first).take_while(|(f, _)| f.span.start < span.end) {
        if !*stands && rule.is_none_or(|name| name == finding.rule) {
            *stands = true;
            count += 1;
        }
    }
    count
}

/// The stretch a directive lets stand, in the article's bytes.
fn reach(ledger: &Ledger, block: usize, directive: &Directive) -> Option<Span> {
    let placed = &ledger.blocks[block];
    let span = directive.span.shifted(placed.span.start);
    match directive.reach {
        Reach::Before => {
            let after = ledger.lines.partition_point(|l| l.span.start < span.start);
            ledger.lines.get(after.checked_sub(1)?).map(|l| l.span)
        }
        Reach::Next => {
            let next = ledger.lines.partition_point(|l| l.span.start < span.end);
            ledger.lines.get(next).map(|l| l.span)
        }
        // A directive alone in its block speaks of the block before: its own has no sentence.
        Reach::Block if placed.entry.block.sentences.is_empty() => {
            let after = ledger.lines.partition_point(|l| l.span.start < span.start);
            let line = ledger.lines.get(after.checked_sub(1)?)?;
            Some(ledger.blocks[line.block].span)
        }
        Reach::Block => Some(placed.span),
        Reach::File => Some(Span::new(0, ledger.text.len().max(1))),
    }
}
