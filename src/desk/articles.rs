//! The articles that lie in a newsroom's folder, and the newsrooms that lie in a folder.
//!
//! What .gitignore names is passed over, and so are links, but those that stand for an article, and what cannot be looked into. A folder
//! inside that is a newsroom of its own is not looked into either: its articles are its own.

use super::allowed_paths::{AllowedPaths, Side};
use super::files::{self, Stamp, stamp};
use super::gitignore::ignored;
use super::walk::{Met, walk};
use super::{CONFIGURATION, Newsroom, REGISTRIES, find_root, format_of};
use crate::article;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Paths of the newsroom's articles, in order: files its patterns include. They are looked for as one asks for the next.
pub fn articles(newsroom: &Newsroom) -> impl Iterator<Item = PathBuf> + use<> {
    let included = newsroom.articles();
    let root = newsroom.root.clone();
    let walker = root.clone().map(|root| {
        let configured = files::is_file(&root.join(CONFIGURATION));
        let folder = root.clone();
        walk(&folder, move |folder| folder == root || !is_newsroom(folder, configured))
    });
    walker.into_iter().flatten().filter_map(move |met| match met {
        Met::File(path) => path.strip_prefix(root.as_ref()?).is_ok_and(|inner| included.include(inner)).then_some(path),
        Met::Link(path) => {
            let root = root.as_ref()?;
            let include = |path: &Path| path.strip_prefix(root).is_ok_and(|inner| included.include(inner));
            (include(&path) && stands_for_article(&path, root, include)).then_some(path)
        }
        Met::Unreadable(..) => None,
    })
}

/// Like [`articles`], each with its stamp.
pub fn stamped_articles(newsroom: &Newsroom) -> impl Iterator<Item = (PathBuf, Stamp)> + use<> {
    articles(newsroom).map(|path| {
        let stamp = stamp(&path);
        (path, stamp)
    })
}

/// Whether [`articles`] would come upon the file at `path` if it is one of the newsroom's: it lies in its folder, and
/// is no link but one that stands for an article.
#[must_use]
pub fn lies_in(newsroom: &Newsroom, path: &Path) -> bool {
    let Some(root) = newsroom.root.as_deref() else { return false };
    if AllowedPaths::of(Some(root)).holds(root, path) {
        return true;
    }
    let included = newsroom.articles();
    let include = |path: &Path| path.strip_prefix(root).is_ok_and(|inner| included.include(inner));
    path.is_symlink() && stands_for_article(path, root, include)
}

/// Whether the link at `path` stands for an article: it leads to a file in the folder `root` that is none under its own name, by `include`
/// and .gitignore. One that leads to an article is met where it lies.
pub fn stands_for_article(path: &Path, root: &Path, mut include: impl FnMut(&Path) -> bool) -> bool {
    let Ok(Side::Inside) = AllowedPaths::of(Some(root)).look(path) else { return false };
    let (Ok(real), Ok(real_root)) = (files::real(path), files::real(root)) else { return false };
    let own = real.strip_prefix(real_root).map(|inner| root.join(inner));
    own.is_ok_and(|own| files::is_file(&real) && (!include(&own) || ignored(&own, Some(root))))
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

/// Whether a folder inside a newsroom is one of its own: it has a `sayso.toml`, or, where the one around it has none, a registry.
fn is_newsroom(folder: &Path, configured: bool) -> bool {
    let has = |name: &&str| files::is_file(&folder.join(name));
    has(&CONFIGURATION) || (!configured && REGISTRIES.iter().any(has))
}

/// Roots of the newsrooms that `folder` belongs to or holds. `stop` is asked as the folder is looked through.
#[must_use]
pub fn newsrooms_in(folder: &Path, stop: &dyn Fn() -> bool) -> Vec<PathBuf> {
    let mut roots: Vec<PathBuf> = find_root(folder).into_iter().collect();
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    for met in walk(&folder, |_| !stop()).take_while(|_| !stop()) {
        let (Met::File(path) | Met::Link(path)) = met else { continue };
        let name = path.file_name().unwrap_or_default();
        let marks = name == CONFIGURATION || REGISTRIES.iter().any(|registry| name == *registry);
        if let Some(folder) = path.parent().filter(|_| marks)
            && find_root(folder).as_deref() == Some(folder)
            && !roots.iter().any(|root| root == folder)
        {
            roots.push(folder.to_path_buf());
        }
    }
    roots
}
