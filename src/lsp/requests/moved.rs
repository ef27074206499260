//! `workspace/willRenameFiles`: files are about to be moved. What leads to them is changed with them: registries and places that
//! `sayso.toml` names, or read without being named, and bibliographies that articles name.

use super::super::context::RequestContext;
use super::super::edits::{Edited, workspace_edit};
use crate::desk::{self, CONFIGURATION, Newsroom, PLACES, REGISTRIES};
use crate::features::rename::edited;
use crate::house::{self, House};
use crate::text::Span;
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use tower_lsp::lsp_types::{self as lsp, Url};

/// Files and folders with where they are going to be.
struct Moves(Vec<(PathBuf, PathBuf)>);

impl Moves {
    /// Where the file at `path` is going to be, if it moves.
    fn of(&self, path: &Path) -> Option<PathBuf> {
        self.0.iter().find_map(|(old, new)| {
            let inside = path.strip_prefix(old).ok()?;
            Some(if inside.as_os_str().is_empty() { new.clone() } else { new.join(inside) })
        })
    }

    fn after(&self, path: &Path) -> PathBuf {
        self.of(path).unwrap_or_else(|| path.to_owned())
    }
}

pub fn answer(context: &RequestContext<'_>, files: &[lsp::FileRename]) -> Option<lsp::WorkspaceEdit> {
    let path = |uri: &str| Url::parse(uri).ok()?.to_file_path().ok();
    let moves = Moves(files.iter().filter_map(|it| Some((path(&it.old_uri)?, path(&it.new_uri)?))).collect());
    let mut all = Vec::new();
    for index in context.index.newsrooms() {
        let newsroom = index.newsroom();
        all.extend(settings(context, newsroom, &moves));
        let open = context.documents.iter().filter_map(|(_, document)| document.path.as_deref());
        let own = open.filter(|path| newsroom.root.as_ref().is_some_and(|root| path.starts_with(root)));
        let articles: BTreeSet<&Path> = index.with_bibliography().chain(own).collect();
        for (i, path) in articles.into_iter().enumerate() {
            if i % 64 == 0 && context.cancelled() {
                return None;
            }
            all.extend(bibliographies(context, path, &moves));
        }
    }
    (!all.is_empty()).then(|| workspace_edit(context.client, all))
}

/// What changes in the newsroom's `sayso.toml`.
fn settings(context: &RequestContext<'_>, newsroom: &Newsroom, moves: &Moves) -> Option<Edited> {
    let root = newsroom.root.as_deref()?;
    // Moved as a whole, it leads to its files as before.
    if moves.of(root).is_some() || !newsroom.own_files().any(|path| moves.of(path).is_some()) {
        return None;
    }
    let path = root.join(CONFIGURATION);
    let file = context.file(&path);
    if file.is_none() && !context.client.creates_files {
        return None;
    }
    let text = file.as_ref().map_or("", |file| &*file.text);
    let edits = in_settings(newsroom, &moves_of(newsroom, moves, root), text)?;
    let open = context.documents.at(&path);
    let uri = open.map(|(uri, _)| uri.clone()).or_else(|| Url::from_file_path(&path).ok())?;
    let version = open.map(|(_, document)| document.version);
    let new = file.is_none();
    Some(Edited { new, ..Edited::of(context.client.encoding, uri, version, text, &edits) })
}

/// The newsroom's own files, each as it is named from the root, before and after.
struct Names {
    sources: Vec<(String, String)>,
    places: Vec<(String, String)>,
}

fn moves_of(newsroom: &Newsroom, moves: &Moves, root: &Path) -> Names {
    let names = |places: bool| {
        let own = newsroom.own_files().filter(|path| newsroom.is_places(path) == places);
        own.map(|path| (relative(root, path), relative(root, &moves.after(path)))).collect()
    };
    Names { sources: names(false), places: names(true) }
}

/// The edits of `sayso.toml`, whose text is `text`. `None` where there are none to make, or a person has to make them.
fn in_settings(newsroom: &Newsroom, names: &Names, text: &str) -> Option<Vec<(Span, String)>> {
    let house = &newsroom.house;
    let mut edits: Vec<(Span, String)> = Vec::new();
    for (name, span) in &house.files_named {
        let moved = names.sources.iter().chain(&names.places).find(|(old, new)| old == name && old != new);
        edits.extend(moved.map(|(_, new)| (*span, quoted(new))));
    }
    let list = |names: &[(String, String)]| names.iter().map(|(_, new)| quoted(new)).collect::<Vec<_>>().join(", ");
    let left = |names: &[(String, String)], usual: &[&str]| names.iter().any(|(_, new)| !usual.contains(&new.as_str()));
    if house.sources.is_empty() && left(&names.sources, &REGISTRIES) {
        // What belongs to no table stands above all tables.
        edits.push((Span::default(), format!("sources = [{}]\n", list(&names.sources))));
    }
    if house.places.is_empty() && left(&names.places, &PLACES) {
        let files = format!("files = [{}]\n", list(&names.places));
        let header = text.lines().scan(0, |at, line| {
            let start = *at;
            *at += line.len() + 1;
            Some((start, line))
        });
        let own = header.into_iter().find(|(_, line)| line.trim() == "[places]");
        edits.push(match own {
            Some((start, line)) => {
                let at = (start + line.len() + 1).min(text.len());
                (Span::new(at, at), files)
            }
            None => {
                let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
                (Span::new(text.len(), text.len()), format!("{gap}[places]\n{files}"))
            }
        });
    }
    edits.sort_by_key(|(span, _)| *span);
    let (after, problems) = house::parse(&edited(text, &edits), &[]);
    let expected = |own: &[String], names: &[(String, String)], usual: &[&str]| {
        let news: Vec<&String> = names.iter().map(|(_, new)| new).collect();
        own.iter().collect::<Vec<_>>() == news || (own.is_empty() && !left(names, usual))
    };
    let good = expected(&after.sources, &names.sources, &REGISTRIES) && expected(&after.places, &names.places, &PLACES);
    let (before, known): (House, Vec<_>) = house::parse(text, &[]);
    let same = after.strictness == before.strictness && problems.len() <= known.len();
    (!edits.is_empty() && good && same).then_some(edits)
}

/// What changes in the front matter of the article at `path`.
fn bibliographies(context: &RequestContext<'_>, path: &Path, moves: &Moves) -> Option<Edited> {
    let file = context.file(path)?;
    let to = moves.after(path);
    let (folder, folder_after) = (path.parent()?, to.parent()?);
    let named = desk::bibliographies(&file.text, desk::format_of(path));
    let edits: Vec<(Span, String)> = named
        .into_iter()
        .filter_map(|(name, span)| {
            let target = normal(&folder.join(&name));
            let after = moves.after(&target);
            let new = if Path::new(&name).is_absolute() {
                after.display().to_string()
            } else {
                relative(folder_after, &after)
            };
            let bare = file.text.get(span.start..span.end)? == name;
            let moved = after != target || folder != folder_after;
            let differs = normal(&folder_after.join(&name)) != after;
            (moved && differs).then(|| (span, if bare { new } else { quoted(&new) }))
        })
        .collect();
    let open = context.documents.at(path);
    let version = open.map(|(_, document)| document.version);
    (!edits.is_empty())
        .then(|| Some(Edited::of(context.client.encoding, file.uri(context, path)?, version, &file.text, &edits)))?
}

/// `words` in quotation marks, as TOML and YAML both read them.
fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}

/// A path without `.` and `..`, as far as its words tell.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                if !out.pop() {
                    out.push("..");
                }
            }
            part => out.push(part),
        }
    }
    out
}

/// How the file at `to` is called from the folder `from`, with `/` between folders.
fn relative(from: &Path, to: &Path) -> String {
    let (from, to) = (normal(from), normal(to));
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_its_way_from_a_folder() {
        let from = |from: &str, to: &str| relative(Path::new(from), Path::new(to));
        assert_eq!(from("/desk", "/desk/a.yaml"), "a.yaml");
        assert_eq!(from("/desk/drafts", "/desk/refs/a.bib"), "../refs/a.bib");
        assert_eq!(from("/desk/./drafts/..", "/desk/refs/../a.bib"), "a.bib");
    }
}
