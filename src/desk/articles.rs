//! The articles that lie in a newsroom's folder, and the newsrooms that lie in a folder.
//!
//! What .gitignore names is passed over, and so is what cannot be looked into. A folder inside that is a newsroom of its own is not looked
//! into either: its articles are its own.

use super::files::{self, Stamp, stamped};
use super::{CONFIGURATION, Newsroom, REGISTRIES, find_root, format_of};
use crate::article;
use ignore::{DirEntry, WalkBuilder};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Paths of the newsroom's articles, in order: files its patterns include. They are looked for as one asks for the next.
pub fn articles(newsroom: &Newsroom) -> impl Iterator<Item = PathBuf> + use<> {
    entries(newsroom).map(DirEntry::into_path)
}

/// Like [`articles`], each with its stamp.
pub fn stamped_articles(newsroom: &Newsroom) -> impl Iterator<Item = (PathBuf, Stamp)> + use<> {
    entries(newsroom).map(|entry| {
        let stamp = entry.metadata().ok().and_then(|data| stamped(&data));
        (entry.into_path(), stamp)
    })
}

/// Keys that any of the newsroom's articles cites.
#[must_use]
pub fn cited(newsroom: &Newsroom) -> HashSet<String> {
    let mut keys = HashSet::new();
    for path in articles(newsroom) {
        let Some(Ok(text)) = files::read(&path, &|_| None) else { continue };
        keys.extend(article::keys(&text, format_of(&path)).into_iter().map(|(key, _)| key));
    }
    keys
}

fn entries(newsroom: &Newsroom) -> impl Iterator<Item = DirEntry> + use<> {
    let included = newsroom.articles();
    let root = newsroom.root.clone();
    let walker = root.as_ref().map(|root| {
        let configured = root.join(CONFIGURATION).is_file();
        let own = move |entry: &DirEntry| entry.depth() == 0 || !is_newsroom(entry, configured);
        walk(root).filter_entry(own).sort_by_file_path(Ord::cmp).build()
    });
    let files = walker.into_iter().flatten().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    files.filter(move |entry| {
        root.as_ref().and_then(|root| entry.path().strip_prefix(root).ok()).is_some_and(|path| included.include(path))
    })
}

fn walk(folder: &Path) -> WalkBuilder {
    let mut walk = WalkBuilder::new(folder);
    // .gitignore says what is no copy also where the folder is not under git (yet).
    walk.require_git(false);
    walk
}

/// Whether a folder inside a newsroom is one of its own: it has a `sayso.toml`, or, where the one around it has none, a registry.
fn is_newsroom(entry: &DirEntry, configured: bool) -> bool {
    let has = |name: &&str| entry.path().join(name).is_file();
    entry.file_type().is_some_and(|kind| kind.is_dir())
        && (has(&CONFIGURATION) || (!configured && REGISTRIES.iter().any(has)))
}

/// Roots of the newsrooms that `folder` belongs to or holds. `stop` is asked as the folder is looked through.
#[must_use]
pub fn newsrooms_in(folder: &Path, stop: &dyn Fn() -> bool) -> Vec<PathBuf> {
    let mut roots: Vec<PathBuf> = find_root(folder).into_iter().collect();
    for entry in walk(folder).build().take_while(|_| !stop()).filter_map(Result::ok) {
        let marks = entry.file_name() == CONFIGURATION || REGISTRIES.iter().any(|name| entry.file_name() == *name);
        if let Some(folder) = entry.path().parent().filter(|_| marks)
            && find_root(folder).as_deref() == Some(folder)
            && !roots.iter().any(|root| root == folder)
        {
            roots.push(folder.to_path_buf());
        }
    }
    roots
}
