//! From the paths on a command line to articles and the newsrooms they belong to.
//!
//! A path that cannot be followed is a value beside the others, with its reason; it never stops the search.

use super::guarded;
use crate::desk::{self, Caches, Met, Newsroom, Snapshot};
use crate::house;
use crate::text::Problem;
use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads the article at `path`, or says in a sentence or two why it cannot be read.
pub(crate) fn read(path: &Path) -> Result<Arc<str>, String> {
    let missing = || Err(desk::told(&io::ErrorKind::NotFound.into()));
    desk::read(path, &|_| None).unwrap_or_else(missing).map_err(reason)
}

/// The path from the root of the file system.
pub(crate) fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// The article at `path` as `newsroom` reads it, or why it cannot be read.
pub(crate) fn checked(path: &Path, newsroom: &Arc<Newsroom>) -> Result<Snapshot, String> {
    let text = read(path)?;
    let format = desk::format_of(path);
    guarded(|| desk::check(newsroom, Some(path), format, text, &|_| None, &mut Caches::default()))
}

/// What is wrong and what to do about it, as one line.
pub(crate) fn reason(problem: Problem) -> String {
    let Problem { message, help, .. } = problem;
    help.map_or_else(|| message.clone(), |help| format!("{message} {help}"))
}

/// A file that was named or found.
pub(crate) enum Found {
    /// An article and its newsroom.
    Article(PathBuf, Arc<Newsroom>),
    /// What could not be followed, and why, in one sentence.
    Unreadable(PathBuf, String),
    /// A link that leads out of the folder it was found in and was not followed, and what to do to follow it.
    Link(PathBuf, String),
}

/// Newsrooms by root folder, each loaded once.
#[derive(Default)]
pub(crate) struct Newsrooms {
    by_root: HashMap<Option<PathBuf>, Room>,
    roots: HashMap<PathBuf, Option<PathBuf>>,
}

/// A newsroom and the patterns of its articles.
struct Room {
    newsroom: Arc<Newsroom>,
    articles: house::Articles,
}

impl Newsrooms {
    /// The newsroom of the article at `path`, an absolute path. An article in no newsroom's folder has one without sources and with
    /// the default house style.
    pub(crate) fn of(&mut self, path: &Path) -> Arc<Newsroom> {
        Arc::clone(&self.room(path).newsroom)
    }

    /// Whether a search of its folder would come upon the file at `path`, an absolute path, and take it for an article. The file need
    /// not exist.
    pub(crate) fn take(&mut self, path: &Path) -> bool {
        let root = self.room(path).newsroom.root.clone();
        self.includes(path) && !desk::ignored(path, root.as_deref())
    }

    fn room(&mut self, path: &Path) -> &Room {
        let folder = path.parent().unwrap_or(path);
        let root = match self.roots.get(folder) {
            Some(root) => root.clone(),
            None => {
                let root = desk::find_root(folder);
                self.roots.insert(folder.to_owned(), root.clone());
                root
            }
        };
        self.by_root.entry(root).or_insert_with_key(|root| Room::load(root.as_deref()))
    }

    /// Whether the newsroom of the file at `path` takes it for an article.
    fn includes(&mut self, path: &Path) -> bool {
        let room = self.room(path);
        let inner = room.newsroom.root.as_deref().and_then(|root| path.strip_prefix(root).ok()).unwrap_or(path);
        room.articles.include(inner)
    }
}

impl Room {
    fn load(root: Option<&Path>) -> Self {
        let newsroom = root.map_or_else(Newsroom::default, |root| Newsroom::load(root, &|_| None));
        let articles = newsroom.articles();
        Self { newsroom: Arc::new(newsroom), articles }
    }
}

/// The articles that `paths` name or hold, each once, those of a folder in order of their paths.
///
/// A file that is named is an article whatever it is called, and may be a link; of a folder, those files are that its newsroom includes
/// and .gitignore does not name. A folder is not left: what a link in it leads to is found where it lies, if that is in one of the folders
/// (under the name of the link, if it is an article by that alone), and the link is told of if it is not.
pub(crate) fn articles(paths: &[PathBuf], newsrooms: &mut Newsrooms) -> Vec<Found> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut add = |path: PathBuf, newsroom: Arc<Newsroom>| {
        if seen.insert(desk::real(&path).unwrap_or_else(|_| path.clone())) {
            found.push(Found::Article(path, newsroom));
        }
    };
    let mut others = Vec::new();
    let folders: Vec<PathBuf> =
        paths.iter().filter(|path| path.is_dir()).filter_map(|path| desk::real(path).ok()).collect();
    for path in paths {
        let path = whole(path);
        if !path.is_dir() {
            let newsroom = newsrooms.of(&path);
            add(path, newsroom);
            continue;
        }
        for met in desk::walk(&path, |_| true) {
            match met {
                Met::File(path) => {
                    if newsrooms.includes(&path) {
                        let newsroom = newsrooms.of(&path);
                        add(path, newsroom);
                    }
                }
                Met::Link(link)
                    if newsrooms.includes(&link)
                        && desk::stands_for_article(&link, &path, |path| newsrooms.includes(path)) =>
                {
                    let newsroom = newsrooms.of(&link);
                    add(link, newsroom);
                }
                Met::Link(link) => others.extend(link_out(link, &folders, newsrooms)),
                Met::Unreadable(path, problem) => others.push(Found::Unreadable(path, reason(problem))),
            }
        }
    }
    found.extend(others);
    found
}

/// What there is to say of a link found in one of the `folders`, if it leads out of all of them to what may be an article, or nowhere.
fn link_out(link: PathBuf, folders: &[PathBuf], newsrooms: &mut Newsrooms) -> Option<Found> {
    let out = "This link points outside the folder and was not followed. To check its target, name it too.";
    if desk::leads_away(&link) {
        return Some(Found::Link(link, out.into()));
    }
    let Ok(real) = desk::real(&link) else {
        let nowhere = "This link is broken or points to itself. Fix or remove it.";
        return newsrooms.includes(&link).then(|| Found::Unreadable(link, nowhere.into()));
    };
    let inside = folders.iter().any(|folder| real.starts_with(folder));
    let matters = !inside && (real.is_dir() || newsrooms.includes(&link));
    matters.then(|| Found::Link(link, out.into()))
}

/// Leaves out of `found` what a search of its folder would not have come upon.
pub(crate) fn only_articles(found: &mut Vec<Found>, newsrooms: &mut Newsrooms) {
    found.retain(|found| match found {
        Found::Article(path, _) => newsrooms.take(path),
        Found::Unreadable(..) | Found::Link(..) => true,
    });
}
