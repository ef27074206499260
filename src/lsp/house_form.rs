//! The house form of a place, written into every article of a newsroom.
//!
//! Done by a thread of its own, which reads every article that holds one of the place's other names and asks the editor for one edit of
//! them all. Quotations keep their speakers' words, and a name with a `[CQ]` after it is left.

use super::asked::Asked;
use super::convert::{self, Lines};
use super::edits::{Edited, workspace_edit};
use super::elsewhere;
use crate::desk;
use crate::features::places::{better_form, mentioned};
use crate::house::Articles;
use crate::text::Span;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use tower_lsp::lsp_types::{self as lsp, Url};

/// Starts writing the house form of the place with the id `place`. An error is what to tell whoever asked.
pub fn write_everywhere(asked: &Asked<'_>, place: &str) -> Result<(), String> {
    let newsroom = Arc::clone(asked.newsroom().ok_or("This file belongs to no newsroom.")?);
    let atlas = Arc::clone(&newsroom.data.atlas);
    let id = atlas.find(place).ok_or("There is no such place.")?;
    let open: HashMap<PathBuf, (Url, i32, Arc<str>)> = asked
        .documents
        .iter()
        .filter_map(|(uri, document)| {
            Some((document.path.clone()?, (uri.clone(), document.version, (&document.rope).into())))
        })
        .collect();
    let (client, outgoing) = (asked.client, asked.outgoing.clone());
    std::thread::spawn(move || {
        let names: Vec<String> = atlas.place(id).names.iter().map(|name| name.text.clone()).collect();
        let mut edited = Vec::new();
        // A new article that has not been saved lies nowhere yet.
        let included = Articles::of(&newsroom.house);
        let own = |path: &&PathBuf| {
            let inside = newsroom.root.as_ref().and_then(|root| path.strip_prefix(root).ok());
            !path.exists() && inside.is_some_and(|path| included.include(path))
        };
        let unsaved: Vec<PathBuf> = open.keys().filter(own).cloned().collect();
        for path in desk::articles(&newsroom).chain(unsaved) {
            let (uri, version, text) = match open.get(&path) {
                Some((uri, version, text)) => (uri.clone(), Some(*version), Arc::clone(text)),
                None => {
                    let Some(Ok(text)) = desk::read(&path, &|_| None) else { continue };
                    let Ok(uri) = Url::from_file_path(&path) else { continue };
                    (uri, None, text)
                }
            };
            // Most articles hold none of the names, and need no reading.
            if !names.iter().any(|name| memchr::memmem::find(text.as_bytes(), name.as_bytes()).is_some()) {
                continue;
            }
            let Some(snapshot) = elsewhere::check(&newsroom, &path, Arc::clone(&text)) else { continue };
            let lines = Lines::new();
            let worse = mentioned(&snapshot).into_iter().filter(|m| m.place == id && !m.quoted && !m.verified);
            let edits: Vec<lsp::TextEdit> = worse
                .filter_map(|mention| {
                    let new_text = better_form(&snapshot, &mention)?.into_owned();
                    let range =
                        convert::range(Span::new(mention.span.start, mention.span.end), &text, &lines, client.encoding);
                    Some(lsp::TextEdit { range, new_text })
                })
                .collect();
            if !edits.is_empty() {
                edited.push(Edited { uri, version, edits, new: false });
            }
        }
        if !edited.is_empty() {
            let edit = workspace_edit(client, edited);
            let params = lsp::ApplyWorkspaceEditParams { label: Some("House form".into()), edit };
            outgoing.request("workspace/applyEdit", params);
        }
    });
    Ok(())
}
