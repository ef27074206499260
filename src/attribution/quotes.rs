//! Gives quotations that no cue covers a speaker: the one of the same sentence, or of a neighbouring one in the block.
//!
//! Journalists name the speaker once and let the quotation run on: "‘A,’ she said. ‘B.’" The second quotation is joined to the first
//! one's attribution. A quotation with nobody near is still handed on, without source or cue, for the ledger to carry on or to report.

use super::model::Found;
use super::sheet::{Kind, Run, Sheet};
use crate::text::Span;
use std::ops::Range;

/// How many cues of a sentence are looked at for one quotation.
const NEAR: usize = 8;

/// Joins loose quotations of `sheet` to the attributions in `found`, which are the writer's own (none lies inside a quotation) and in
/// order of their cues.
pub fn link(sheet: &Sheet<'_>, found: &mut Vec<Found>) {
    // The attribution a following bare quotation would run on from.
    let mut last: Option<usize> = None;
    let mut waiting: Vec<Span> = Vec::new();
    let mut loose = Vec::new();
    let mut next = 0;
    for &run in sheet.runs.iter().filter(|r| r.inside.is_none()) {
        let end = sheet.items[run.end - 1].span.end;
        let first = next;
        while next < found.len() && found[next].cue.is_some_and(|c| c.start < end) {
            next += 1;
        }
        let own = first..next;
        let bare = own.is_empty() && wholly_quoted(sheet, run);
        let mut speaks = None;
        for i in run.start..run.end {
            let Kind::Quote(q) = sheet.items[i].kind else { continue };
            let quote = sheet.block.quotations[q].span;
            if !sheet.long_quote(i) {
                continue;
            }
            let near = near(&own, found, quote);
            if let Some(f) = near.clone().find(|&f| found[f].content.iter().any(|c| c.contains(quote))) {
                speaks = Some(f);
                continue;
            }
            let nearest = near.min_by_key(|&f| distance(&found[f], quote));
            speaks = nearest.or(speaks);
            match nearest.or(last.filter(|_| bare)) {
                Some(f) => found[f].content.push(quote),
                None if bare => waiting.push(quote),
                None => loose.push(quote),
            }
        }
        if let Some(f) = speaks {
            // Quotations that stood before their speaker was named.
            let content = std::mem::take(&mut found[f].content);
            found[f].content = waiting.drain(..).chain(content).collect();
            last = Some(f);
        } else if !bare {
            loose.append(&mut waiting);
            last = own.last();
        }
    }
    loose.append(&mut waiting);
    found.extend(loose.into_iter().map(|q| Found { source: None, cue: None, content: vec![q], confidence: 0.5 }));
}

/// Whether the run is a quotation and nothing else but marks.
fn wholly_quoted(sheet: &Sheet<'_>, run: Run) -> bool {
    let items = &sheet.items[run.start..run.end];
    items.iter().all(|i| !matches!(i.kind, Kind::Word | Kind::Number))
        && items.iter().any(|i| matches!(i.kind, Kind::Quote(_)))
}

/// The attributions of the same sentence whose cues stand near the quotation.
fn near(own: &Range<usize>, found: &[Found], quote: Span) -> Range<usize> {
    let after = own.start + found[own.clone()].partition_point(|f| f.cue.is_some_and(|c| c.start < quote.start));
    after.saturating_sub(NEAR).max(own.start)..(after + NEAR).min(own.end)
}

/// Bytes between a cue and a quotation.
fn distance(found: &Found, quote: Span) -> usize {
    let Some(cue) = found.cue else { return usize::MAX };
    if cue.start >= quote.end { cue.start - quote.end } else { quote.start.saturating_sub(cue.end) }
}
