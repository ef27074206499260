//! `textDocument/prepareRename` and `textDocument/rename`.
//!
//! What a new name changes in the newsroom's own files is worked out at once; the articles are read again on a thread of its own.

use super::super::bulk_edit::BulkEdit;
use super::super::capabilities::Client;
use super::super::context::RequestContext;
use super::super::edits::{Edited, workspace_edit};
use super::super::index::{NewsroomIndex, UseKey};
use super::super::pending::BUSY;
use super::word::{self, WordAt};
use crate::desk::{Newsroom, PLACES};
use crate::features::rename;
use crate::features::symbol::Symbol;
use crate::gazetteer::PlaceId;
use crate::sources::RESERVED;
use crate::text::Span;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::lsp_types::{self as lsp, Url};

/// What is to be done; [`Rename::carry_out`] does it.
pub struct Rename {
    client: Client,
    newsroom: Arc<Newsroom>,
    what: What,
    new: String,
    /// Edits of the newsroom's own files.
    files: Vec<Edited>,
    articles: BulkEdit,
}

enum What {
    Source { key: String, file: Option<Box<Path>> },
    Place { id: PlaceId, form: String },
}

/// The word to be renamed and its present name; `None` where there is none. An error says why it keeps its name.
pub fn prepare(
    context: &RequestContext<'_>,
    position: lsp::Position,
) -> Result<Option<lsp::PrepareRenameResponse>, String> {
    let Some(word) = word::at(context, position) else { return Ok(None) };
    let placeholder = match &word.symbol {
        Symbol::Source(key) if RESERVED.contains(&key.as_str()) => {
            return Err(format!("@{key} is reserved and cannot be renamed."));
        }
        Symbol::Source(key) => {
            newsroom(context)?;
            key.clone()
        }
        Symbol::Place(id) => {
            let newsroom = newsroom(context)?;
            newsroom.house.form(&newsroom.data.atlas, *id).into_owned()
        }
        Symbol::Speaker(_) => return Err("You can rename sources and places, not people.".into()),
    };
    Ok(Some(lsp::PrepareRenameResponse::RangeWithPlaceholder { range: word.range, placeholder }))
}

/// What renaming the word at `position` to `new` takes. An error says why it is refused.
pub fn plan(context: &RequestContext<'_>, position: lsp::Position, new: &str) -> Result<Option<Rename>, String> {
    let Some(WordAt { symbol, key: Some(key), .. }) = word::at(context, position) else {
        return prepare(context, position).map(|_| None);
    };
    let newsroom = newsroom(context)?;
    if context.pending.what().is_some() {
        return Err(BUSY.into());
    }
    if context.newsroom_index().is_some_and(|index| !index.is_whole()) {
        return Err(
            "sayso has not read all articles, because reading was cancelled. Run sayso.reload, then rename.".into()
        );
    }
    let new = new.trim().trim_start_matches(if matches!(symbol, Symbol::Source(_)) { "@" } else { "" });
    let (what, files) = match (symbol, &key) {
        (Symbol::Source(source), UseKey::Source { file, .. }) => {
            let files = source_files(context, newsroom, &source, file.as_deref(), new)?;
            (What::Source { key: source, file: file.clone() }, files)
        }
        (Symbol::Place(id), _) => {
            let form = newsroom.house.form(&newsroom.data.atlas, id).into_owned();
            (What::Place { id, form }, place_files(context, newsroom, id, new)?)
        }
        _ => return Ok(None),
    };
    let articles = BulkEdit::using(context, &key).ok_or(NO_NEWSROOM)?;
    Ok(Some(Rename {
        client: context.client,
        newsroom: Arc::clone(newsroom),
        what,
        new: new.to_owned(),
        files,
        articles,
    }))
}

const NO_NEWSROOM: &str = "This file isn't in a newsroom folder. Create sayso.toml to make one, then rename.";

fn newsroom<'a>(context: &RequestContext<'a>) -> Result<&'a Arc<Newsroom>, String> {
    context.newsroom().filter(|newsroom| newsroom.root.is_some()).ok_or_else(|| NO_NEWSROOM.to_owned())
}

/// The edits of registries, or of the bibliography `own` of an article.
fn source_files(
    context: &RequestContext<'_>,
    newsroom: &Newsroom,
    old: &str,
    own: Option<&Path>,
    new: &str,
) -> Result<Vec<Edited>, String> {
    let registry = context.article().map_or(&newsroom.data.registry, |article| &article.snapshot.data.registry);
    rename::check_key(registry, old, new)?;
    if old != new && registry.get(old).is_some() && registry.get(new).is_none() {
        // As articles are now, not as they were saved: a source may have just been renamed.
        let key = UseKey::Source { key: new.into(), file: None };
        match word::OpenUses::of(context).used(context, &key).articles {
            0 => {}
            n => {
                let articles =
                    if n == 1 { "1 article already cites".to_owned() } else { format!("{n} articles already cite") };
                return Err(format!("{articles} @{new}, though the registry has no such key. Choose another key."));
            }
        }
    }
    if registry.get(old).is_some() && registry.get(new).is_some() && old == new {
        return Ok(Vec::new());
    }
    let paths: Vec<PathBuf> = match own {
        Some(path) => vec![path.to_owned()],
        None => newsroom.own_files().filter(|path| !newsroom.is_places(path)).map(Path::to_path_buf).collect(),
    };
    // A key that is only a slip for a registered one changes no registry.
    if registry.get(old).is_none() {
        return Ok(Vec::new());
    }
    let mut edited = Vec::new();
    for path in paths {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        if own.is_none() && newsroom.sources_of(&path).is_none() {
            return Err(format!("{name} has a mistake. Fix it first."));
        }
        let file = context.file(&path).ok_or_else(|| format!("{name} has a mistake. Fix it first."))?;
        let edits = rename::registry::rename(&name, &file.text, old, new)?;
        edited.extend(in_file(context, &path, &file.text, &edits));
    }
    Ok(edited)
}

/// The edits of the house's own places: its entry for the place `id` renamed, or a new one.
fn place_files(
    context: &RequestContext<'_>,
    newsroom: &Newsroom,
    id: PlaceId,
    new: &str,
) -> Result<Vec<Edited>, String> {
    let atlas = &newsroom.data.atlas;
    let used = context.newsroom_index().into_iter().flat_map(NewsroomIndex::all_used);
    let others = used.filter_map(|(key, _)| match key {
        UseKey::Place(id) => Some(*id),
        UseKey::Source { .. } => None,
    });
    rename::check_form(atlas, id, new, others)?;
    let of_its_own = "sayso cannot make this change in places.yaml. Edit the place's entry by hand.";
    let own = atlas.id(id);
    if let Some(entry) = newsroom.own_place(&own) {
        if newsroom.places_of(entry.path).is_none() {
            return Err("places.yaml has a mistake. Fix it first.".into());
        }
        let file = context.file(entry.path).ok_or(of_its_own)?;
        let edits = rename::places::rename(&file.text, entry.name, new).ok_or(of_its_own)?;
        return Ok(in_file(context, entry.path, &file.text, &edits).into_iter().collect());
    }
    let path = newsroom.own_files().find(|path| newsroom.is_places(path)).map(Path::to_path_buf);
    let (path, made) = match path {
        Some(path) => (path, false),
        None => (newsroom.path_of(PLACES[0]), true),
    };
    let file = context.file(&path);
    let text = file.as_ref().map_or("", |file| &*file.text);
    let made = made && file.is_none();
    if made && !context.client.creates_files {
        return Err(
            "The newsroom has no places.yaml, and this editor cannot create files. Create an empty one first.".into()
        );
    }
    let (at, added) = rename::places::add(text, &own, new).ok_or(of_its_own)?;
    let edits = in_file(context, &path, text, &[(Span::new(at, at), added)]);
    Ok(edits.into_iter().map(|edited| Edited { new: made, ..edited }).collect())
}

/// Edits of one of the newsroom's own files, whose text is `text`.
fn in_file(context: &RequestContext<'_>, path: &Path, text: &str, edits: &[(Span, String)]) -> Option<Edited> {
    let open = context.documents.at(path);
    let uri = open.map(|(uri, _)| uri.clone()).or_else(|| Url::from_file_path(path).ok())?;
    let version = open.map(|(_, document)| document.version);
    (!edits.is_empty()).then(|| Edited::of(context.client.encoding, uri, version, text, edits))
}

impl Rename {
    /// Reads the articles and says what to change in all files. An error says why nothing is: it is all of them or none.
    pub fn carry_out(self) -> Result<lsp::WorkspaceEdit, String> {
        let Self { client, newsroom, what, new, mut files, articles } = self;
        let mut refused = false;
        let (edited, unread) = articles.edit(|article| match &what {
            What::Source { key, file } if newsroom.elsewhere(&article.data, key).as_deref() == file.as_deref() => {
                let edits = rename::key_in_article(article.text, article.format, &article.uses, key, &new);
                refused |= edits.is_none();
                edits.unwrap_or_default()
            }
            What::Source { .. } => Vec::new(),
            What::Place { id, form } => rename::form_in_article(article.text, &article.uses, *id, form, &new),
        });
        if let Some(path) = unread.first() {
            let name = newsroom.name_of(path);
            return Err(format!("{name} uses the name and has a mistake. Nothing was renamed. Fix the file first."));
        }
        if refused {
            return Err(format!("“{new}” cannot replace the old key everywhere. Choose another key."));
        }
        files.extend(edited);
        Ok(workspace_edit(client, files))
    }
}
