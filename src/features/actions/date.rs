//! The year of a date that says none, from the article's own date: what a reader of the archive will miss.

use super::{Action, ActionKind, Does};
use crate::article::dates;
use crate::desk::Snapshot;
use crate::text::Span;

/// Offers the year for a date in the sentence at `line` that `range` touches.
pub fn offer(snapshot: &Snapshot, line: usize, range: Span, out: &mut Vec<Action>) {
    let ledger = &*snapshot.ledger;
    let Some(issued) = ledger.front_matter.date.as_deref().and_then(dates::issued) else { return };
    let it = &ledger.lines[line];
    let placed = &ledger.blocks[it.block];
    for day in dates::days(placed.span.of(&ledger.text), &placed.entry.block) {
        let here = day.span.shifted(placed.span.start);
        let touched = here.start <= range.end && range.start <= here.end && it.span.contains(here);
        let Some(date) = day.nearest_to(issued).filter(|_| touched && day.year.is_none()) else { continue };
        let (year, comma) = (date.year(), if day.day_first { " " } else { ", " });
        let edit = (Span::new(here.end, here.end), format!("{comma}{year}"));
        out.push(Action::new(format!("Add the year: {year}"), ActionKind::Rewrite, Vec::new(), Does::Edit(vec![edit])));
    }
}
