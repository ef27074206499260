//! Gives quotations that no cue covers a speaker: the one of the same sentence, or of a neighbouring one in the block.
//!
//! Journalists name the speaker once and let the quotation run on: "‘A,’ she said. ‘B.’" The second quotation is joined to the first
//! one's attribution. A quotation with nobody near is still handed on, without source or cue, for the ledger to carry on or to report.

use super::finder::Found;
use super::sheet::{Kind, Run, Sheet};
use crate::text::Span;

/// Joins loose quotations of `sheet` to the attributions in `found`.
pub fn link(sheet: &Sheet<'_>, found: &mut Vec<Found>) {
    // The attribution a following bare quotation would run on from.
    let mut last: Option<usize> = None;
    let mut waiting: Vec<Span> = Vec::new();
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&f| found[f].cue.map_or(0, |c| c.start));
    let mut next = 0;
    let mut loose = Vec::new();
    for &run in sheet.runs.iter().filter(|r| r.inside.is_none()) {
        let span = sheet.span(run.start, run.end - 1);
        while next < order.len() && found[order[next]].cue.is_some_and(|c| c.start < span.start) {
            next += 1;
        }
        let mut own: Vec<usize> = Vec::new();
        while next < order.len() && found[order[next]].cue.is_some_and(|c| c.start < span.end) {
            let f = order[next];
            if !inside_quote(sheet, run, found[f].cue) {
                own.push(f);
            }
            next += 1;
        }
        let covered =
            |quote: Span, found: &[Found]| own.iter().any(|&f| found[f].content.iter().any(|c| c.contains(quote)));
        let bare = own.is_empty() && wholly_quoted(sheet, run);
        for i in run.start..run.end {
            let Kind::Quote(q) = sheet.items[i].kind else { continue };
            let quote = sheet.block.quotations[q].span;
            if !sheet.long_quote(i) || covered(quote, found) {
                continue;
            }
            let speaker = nearest(&own, found, quote);
            match speaker.or(last.filter(|_| bare)) {
                Some(f) => found[f].content.push(quote),
                None if bare => waiting.push(quote),
                None => loose.push(quote),
            }
        }
        if let Some(&f) = own.iter().rfind(|&&f| found[f].content.iter().any(|c| quoted(sheet, run, *c))) {
            for quote in waiting.drain(..) {
                found[f].content.insert(0, quote);
            }
            last = Some(f);
        } else if !bare {
            loose.append(&mut waiting);
            last = own.last().copied();
        }
    }
    loose.append(&mut waiting);
    found.extend(loose.into_iter().map(|q| Found { source: None, cue: None, content: vec![q], confidence: 0.5 }));
}

fn inside_quote(sheet: &Sheet<'_>, run: Run, cue: Option<Span>) -> bool {
    let Some(cue) = cue else { return false };
    (run.start..run.end).any(|i| matches!(sheet.items[i].kind, Kind::Quote(_)) && sheet.items[i].span.contains(cue))
}

/// Whether the run is a quotation and nothing else but marks.
fn wholly_quoted(sheet: &Sheet<'_>, run: Run) -> bool {
    let mut quotes = 0;
    for item in &sheet.items[run.start..run.end] {
        match item.kind {
            Kind::Quote(_) => quotes += 1,
            Kind::Word | Kind::Number => return false,
            _ => {}
        }
    }
    quotes > 0
}

/// The attribution of the same sentence whose cue stands nearest the quotation.
fn nearest(own: &[usize], found: &[Found], quote: Span) -> Option<usize> {
    own.iter().copied().min_by_key(|&f| {
        found[f].cue.map_or(usize::MAX, |c| {
            if c.start >= quote.end { c.start - quote.end } else { quote.start.saturating_sub(c.end) }
        })
    })
}

/// Whether a stretch of content holds a quotation of the run.
fn quoted(sheet: &Sheet<'_>, run: Run, content: Span) -> bool {
    (run.start..run.end).any(|i| sheet.long_quote(i) && content.contains(sheet.items[i].span))
}
