//! Letting a finding stand: a `stet` after its sentence, with room for the reason.

use super::{Action, ActionKind, Does};
use crate::article::Format;
use crate::desk::Snapshot;
use crate::text::Span;

/// Findings about the marks of the trade themselves are mended, not let stand.
const NEVER: [&str; 5] =
    ["front-matter", "language-not-judged", "malformed-tag", "unknown-directive", "unused-directive"];

/// Offers to let each finding of `own`, which are about the sentence at `line`, stand.
pub fn offer(snapshot: &Snapshot, line: usize, own: &[usize], out: &mut Vec<Action>) {
    let ledger = &*snapshot.ledger;
    let at = ledger.lines[line].span.end;
    let mut rules: Vec<&str> = own.iter().map(|&i| snapshot.findings[i].rule).filter(|r| !NEVER.contains(r)).collect();
    rules.dedup();
    for rule in rules {
        // The reason is what a colleague wants to read; TK is what a newsroom searches for.
        let directive = match ledger.format {
            Format::Markdown => format!(" <!-- stet {rule}: reason TK -->"),
            Format::Plain => format!(" [stet {rule}: reason TK]"),
        };
        let mends = own.iter().copied().filter(|&i| snapshot.findings[i].rule == rule).collect();
        let title = format!("Keep as is, with a reason (stet {rule})");
        out.push(Action::new(title, ActionKind::Fix, mends, Does::Edit(vec![(Span::new(at, at), directive)])));
    }
}
