//! The house form of a place: here, in the whole article, in every article.

use super::{Action, ActionKind, Does, Edit};
use crate::desk::Snapshot;
use crate::features::places::{better_form, mentioned};
use crate::gazetteer::fold::folded;
use crate::text::Span;

/// Offers the house form for a mention that `range` touches.
pub fn offer(snapshot: &Snapshot, range: Span, touched: &[usize], out: &mut Vec<Action>) {
    let all = mentioned(snapshot);
    let touches = |span: Span| span.start <= range.end && range.start <= span.end;
    let Some(here) = all.iter().find(|m| touches(m.span) && !m.verified) else { return };
    let Some(form) = better_form(snapshot, here) else { return };
    let text = &*snapshot.ledger.text;
    let written = folded(here.span.of(text));
    let mends: Vec<usize> = touched.iter().copied().filter(|&i| snapshot.findings[i].span == here.span).collect();
    let sort = if mends.is_empty() { ActionKind::Rewrite } else { ActionKind::Fix };
    let edit = |span: Span| -> Edit { (span, form.clone().into_owned()) };
    let title = format!("Write “{form}”");
    out.push(Action::new(title, sort, mends.clone(), Does::Edit(vec![edit(here.span)])));
    let same = |m: &&super::super::places::ChosenPlace| {
        m.place == here.place && !m.quoted && !m.verified && folded(m.span.of(text)) == written
    };
    let everywhere: Vec<Edit> = all.iter().filter(same).map(|m| edit(m.span)).collect();
    if everywhere.len() > 1 {
        let title = format!("Write “{form}” throughout");
        out.push(Action::new(title, sort, mends.clone(), Does::Edit(everywhere)));
    }
    let place = snapshot.data.atlas.place(here.place);
    out.push(Action::new(format!("Write “{form}” in every article"), sort, mends, Does::HouseForm(place.id.clone())));
}
