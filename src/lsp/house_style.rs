//! Writes the house-style name of a place into every article of a newsroom.
//!
//! Done by a thread of its own, which asks the editor for one edit of them all. Quotations keep their speakers' words, and a name with a
//! `[CQ]` after it is left.

use super::bulk_edit::{ArticleText, BulkEdit};
use super::context::RequestContext;
use super::edits::workspace_edit;
use super::index::UseKey;
use super::pending::BUSY;
use crate::features::places::better;
use crate::gazetteer::Confidence;
use crate::text::Span;
use std::sync::Arc;
use std::time::Instant;
use tower_lsp::lsp_types as lsp;

/// Starts writing the house-style name of the place with the id `place`. An error is a message for the user.
pub fn apply(context: &RequestContext<'_>, place: &str) -> Result<(), String> {
    let newsroom =
        Arc::clone(context.newsroom().ok_or("This file isn't in a newsroom folder. Create sayso.toml to make one.")?);
    let id = newsroom.data.atlas.find(place).ok_or("Unknown place.")?;
    let bulk = BulkEdit::using(context, &UseKey::Place(id))
        .ok_or("This file isn't in a newsroom folder. Create sayso.toml to make one.")?;
    let (client, outgoing) = (context.client, context.outgoing.clone());
    if context.pending.what().is_some() {
        return Err(BUSY.into());
    }
    let (making, sent) = (outgoing.load().making(), context.pending.begin(place));
    std::thread::spawn(move || {
        let (house, atlas) = (&newsroom.house, &newsroom.data.atlas);
        let (edited, _) = bulk.edit(|article: &ArticleText<'_>| -> Vec<(Span, String)> {
            let worse = article.uses.places.iter().filter(|it| it.place() == id && !it.kept);
            let better = worse.filter_map(|it| {
                let sure = it.choice.confidence == Confidence::Sure;
                let form = better(house, atlas, (article.text, it.span), id, it.choice.form, sure)?;
                Some((it.span, form.into_owned()))
            });
            better.collect()
        });
        let request = (!edited.is_empty()).then(|| {
            let edit = workspace_edit(client, edited);
            let params = lsp::ApplyWorkspaceEditParams { label: Some("House style".into()), edit };
            (outgoing.request("workspace/applyEdit", params), Instant::now())
        });
        let _ = sent.set(request);
        drop(making);
    });
    Ok(())
}
