//! `stet`: what somebody decided to let stand, and which of those decisions still do anything.

use super::{Finding, confidential_leak};
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
    /// The stretch it lets stand, in the article's bytes; `None` where there is no sentence for it.
    pub reach: Option<Span>,
    /// Findings it let stand, in order.
    pub stands: Vec<Finding>,
    /// Indexes in [`Directive::rules`] of those by which it let nothing stand.
    pub idle: Vec<usize>,
}

/// What somebody decided to let stand, for views that show it: a [`Judged`] of its own, all spans in the article's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stet {
    /// The directive.
    pub span: Span,
    /// The stretch it lets stand; `None` where there is no sentence for it.
    pub reach: Option<Span>,
    /// Rules it names; empty means all.
    pub rules: Vec<String>,
    /// The reason it gives.
    pub reason: Option<Span>,
    /// Findings it let stand, in order.
    pub findings: Vec<Finding>,
}

impl From<Judged<'_>> for Stet {
    fn from(judged: Judged<'_>) -> Self {
        let Judged { directive, offset, reach, stands, .. } = judged;
        Self {
            span: directive.span.shifted(offset),
            reach,
            rules: directive.rules.iter().map(|(name, _)| name.clone()).collect(),
            reason: directive.reason.map(|span| span.shifted(offset)),
            findings: stands,
        }
    }
}

/// Takes out of `findings`, which are in order of place, what directives let stand. A directive that only repeats an earlier one for the
/// same stretch lets nothing stand.
pub fn apply<'a>(ledger: &'a Ledger, findings: &mut Vec<Finding>) -> Vec<Judged<'a>> {
    let mut judged = Vec::new();
    // By which directive each finding stands.
    let mut by: Vec<Option<usize>> = vec![None; findings.len()];
    // Each stretch and rule is gone through once, so the work stays linear however many directives there are.
    let mut done: HashSet<(Span, Option<&str>)> = HashSet::new();
    for (index, placed) in ledger.blocks.iter().enumerate() {
        for directive in placed.entry.block.directives.iter().filter(|d| d.unknown.is_none()) {
            let reach = reach(ledger, index, directive.span, directive.reach);
            let own = judged.len();
            let mut mark = |rule: Option<&'a str>| match reach {
                Some(span) if done.insert((span, rule)) => mark(findings, &mut by, own, span, rule),
                _ => false,
            };
            if directive.rules.is_empty() {
                mark(None);
            }
            let idle = directive.rules.iter().enumerate().filter(|(_, (rule, _))| !mark(Some(rule)));
            let idle = idle.map(|(i, _)| i).collect();
            judged.push(Judged { directive, offset: placed.span.start, reach, stands: Vec::new(), idle });
        }
    }
    if by.iter().any(Option::is_some) {
        for (finding, by) in std::mem::take(findings).into_iter().zip(by) {
            by.map_or(&mut *findings, |by| &mut judged[by].stands).push(finding);
        }
    }
    judged
}

/// Marks findings that start in `span` (and are of `rule`) as standing by the directive `own`; whether any was not yet. A promise to a
/// source is not broken in passing: whoever lets its name stand names the rule.
fn mark(findings: &[Finding], by: &mut [Option<usize>], own: usize, span: Span, rule: Option<&str>) -> bool {
    let first = findings.partition_point(|f| f.span.start < span.start);
    let mut any = false;
    for (finding, by) in findings.iter().zip(by).skip(first).take_while(|(f, _)| f.span.start < span.end) {
        if by.is_none() && rule.map_or(finding.rule != confidential_leak::NAME, |name| name == finding.rule) {
            *by = Some(own);
            any = true;
        }
    }
    any
}

/// Whether any of `findings`, which are in order of place, starts in `span` and could be let stand by a directive with these rules.
pub fn finds(findings: &[Finding], rules: &[(String, Span)], span: Span) -> bool {
    let first = findings.partition_point(|f| f.span.start < span.start);
    let of_rules = |finding: &Finding| {
        let named = rules.iter().any(|(name, _)| name == finding.rule);
        named || rules.is_empty() && finding.rule != confidential_leak::NAME
    };
    findings[first..].iter().take_while(|f| f.span.start < span.end).any(of_rules)
}

/// The stretch that a directive at `span` of a block lets stand, if that is how far it reaches; in the article's bytes.
pub fn reach(ledger: &Ledger, block: usize, span: Span, reach: Reach) -> Option<Span> {
    let placed = &ledger.blocks[block];
    let span = span.shifted(placed.span.start);
    match reach {
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
