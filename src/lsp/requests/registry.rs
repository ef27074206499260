//! A new entry in the registry of the newsroom an article belongs to, as edits.

use super::super::context::RequestContext;
use super::super::edits::Edited;
use crate::desk::REGISTRIES;
use crate::features::actions::Person;
use crate::sources::append::{self, NewEntry};
use crate::text::Span;
use std::path::PathBuf;
use tower_lsp::lsp_types::Url;

/// The entry of somebody an article names.
pub fn entry_of(person: &Person) -> NewEntry {
    let title = match &person.role {
        Some(role) => format!("{}, {role}", person.name),
        None => person.name.clone(),
    };
    NewEntry {
        key: person.key.clone(),
        title,
        speaker: Some(person.name.clone()),
        role: person.role.clone(),
        issued: person.date.clone(),
    }
}

/// The edit that adds `entry` to the first registry of the newsroom that can take it; to a new one where there is none and the editor can
/// make files. `None` where neither is possible.
pub fn add(context: &RequestContext<'_>, entry: &NewEntry) -> Option<Edited> {
    let newsroom = context.newsroom()?;
    let root = newsroom.root.as_ref()?;
    let files: Vec<PathBuf> = newsroom.data.registry.files.iter().map(|name| root.join(name)).collect();
    for path in &files {
        let open = context.documents.at(path);
        let text = context.file(path)?.text;
        if let Some((at, added)) = append::append(&path.to_string_lossy(), &text, entry) {
            let uri = open.map(|(uri, _)| uri.clone()).or_else(|| Url::from_file_path(path).ok())?;
            let version = open.map(|(_, document)| document.version);
            return Some(Edited::of(context.client.encoding, uri, version, &text, &[(Span::new(at, at), added)]));
        }
    }
    let path = root.join(REGISTRIES[0]);
    if !files.is_empty() || path.exists() || !context.client.creates_files {
        return None;
    }
    let (_, added) = append::append(REGISTRIES[0], "", entry)?;
    let edit =
        Edited::of(context.client.encoding, Url::from_file_path(path).ok()?, None, "", &[(Span::default(), added)]);
    Some(Edited { new: true, ..edit })
}
