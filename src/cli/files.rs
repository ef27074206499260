//! From the paths on a command line to articles and the newsrooms they belong to.
//!
//! A path that cannot be followed is a value beside the others, with its reason; it never stops the search.

use super::{guarded, ignored};
use crate::desk::{self, Caches, Newsroom, Snapshot};
use crate::house;
use crate::text::Problem;
use ignore::WalkBuilder;
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
        self.includes(path) && !ignored::ignored(path, root.as_deref())
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
/// A file that is named is an article whatever it is called; of a folder, those files are that its newsroom includes and .gitignore
/// does not name. Links are followed, and one that leads back to where it came from is reported.
pub(crate) fn articles(paths: &[PathBuf], newsrooms: &mut Newsrooms) -> Vec<Found> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut add = |path: PathBuf, newsroom: Arc<Newsroom>| {
        if seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
            found.push(Found::Article(path, newsroom));
        }
    };
    let mut unreadable = Vec::new();
    for path in paths {
        let path = whole(path);
        if !path.is_dir() {
            let newsroom = newsrooms.of(&path);
            add(path, newsroom);
            continue;
        }
        let walk = WalkBuilder::new(&path)
            // .gitignore says what is no copy also where the folder is not under git (yet).
            .require_git(false)
            .follow_links(true)
            .sort_by_file_path(Ord::cmp)
            .build();
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                    if newsrooms.includes(entry.path()) {
                        let newsroom = newsrooms.of(entry.path());
                        add(entry.into_path(), newsroom);
                    }
                }
                Ok(_) => {}
                Err(error) => unreadable.push(trouble(&error, &path)),
            }
        }
    }
    found.extend(unreadable);
    found
}

/// Leaves out of `found` what a search of its folder would not have come upon.
pub(crate) fn only_articles(found: &mut Vec<Found>, newsrooms: &mut Newsrooms) {
    found.retain(|found| match found {
        Found::Article(path, _) => newsrooms.take(path),
        Found::Unreadable(..) => true,
    });
}

/// What went wrong on the way, and where.
fn trouble(error: &ignore::Error, folder: &Path) -> Found {
    match error {
        ignore::Error::WithPath { path, err } => match trouble(err, path) {
            Found::Unreadable(_, why) => Found::Unreadable(path.clone(), why),
            article @ Found::Article(..) => article,
        },
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => trouble(err, folder),
        ignore::Error::Loop { child, ancestor } => Found::Unreadable(
            child.clone(),
            format!(
                "This link leads back to {}. What is there is checked once; remove the link.",
                super::name_of(ancestor)
            ),
        ),
        ignore::Error::Io(error) => Found::Unreadable(folder.to_owned(), reason(desk::told(error))),
        other => Found::Unreadable(folder.to_owned(), format!("This cannot be searched: {other}.")),
    }
}
