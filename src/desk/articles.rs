//! The articles that lie in a newsroom's folder.

use super::Newsroom;
use crate::house;
use ignore::WalkBuilder;
use std::path::PathBuf;

/// Paths of the newsroom's articles, in order: files its patterns include and .gitignore does not name. They are looked for as one asks
/// for the next; what cannot be looked into is passed over.
pub fn articles(newsroom: &Newsroom) -> impl Iterator<Item = PathBuf> + use<> {
    let included = house::Articles::of(&newsroom.house);
    let root = newsroom.root.clone();
    // .gitignore says what is no copy also where the folder is not under git (yet).
    let walker =
        root.as_ref().map(|root| WalkBuilder::new(root).require_git(false).sort_by_file_path(Ord::cmp).build());
    let files = walker.into_iter().flatten().filter_map(Result::ok);
    let files =
        files.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file())).map(ignore::DirEntry::into_path);
    files.filter(move |path| {
        root.as_ref().and_then(|root| path.strip_prefix(root).ok()).is_some_and(|path| included.include(path))
    })
}
