//! Findings in a newsroom's articles that are not open in the editor.
//!
//! A background thread reads the articles from the disk, checks them and sends the findings to the actor, so that no keystroke waits for it.
//! It stops as soon as its newsroom changes.

use super::capabilities::Client;
use super::convert::Lines;
use super::diagnostics;
use super::index::scan::Background;
use super::message::Message;
use crate::desk::{self, Caches, Newsroom, Snapshot};
use std::collections::{BTreeMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tower_lsp::lsp_types::Url;

/// The longest text checked, in bytes. Longer ones are checked only by the command line.
const LONGEST: usize = 1 << 20;

/// The findings in unopened articles, by newsroom root.
#[derive(Default)]
pub struct Unopened {
    newsrooms: BTreeMap<PathBuf, Watched>,
}

struct Watched {
    /// The newsroom the articles were checked with.
    newsroom: Arc<Newsroom>,
    stop: Arc<AtomicBool>,
    /// For each article with findings, the serialised parameters of `publishDiagnostics`.
    found: BTreeMap<PathBuf, Vec<u8>>,
}

/// The result of checking one article.
pub struct UnopenedFindings {
    newsroom: Arc<Newsroom>,
    pub path: PathBuf,
    /// Its `publishDiagnostics` parameters; `None` if there are no findings or the file is gone.
    pub shown: Option<Vec<u8>>,
}

impl Unopened {
    /// Starts checking all articles of `newsroom` except the `open` ones, unless that has been done since the newsroom last changed.
    pub fn look(&mut self, newsroom: &Arc<Newsroom>, open: HashSet<PathBuf>, client: Client, background: Background) {
        let Some(root) = newsroom.root.clone() else { return };
        let known = self.newsrooms.get(&root);
        if known.is_some_and(|watched| Arc::ptr_eq(&watched.newsroom, newsroom)) {
            return;
        }
        known.inspect(|watched| watched.stop.store(true, Ordering::Relaxed));
        let stop = Arc::new(AtomicBool::new(false));
        let found = self.newsrooms.remove(&root).map_or_else(BTreeMap::new, |watched| watched.found);
        self.newsrooms.insert(root, Watched { newsroom: Arc::clone(newsroom), stop: Arc::clone(&stop), found });
        let newsroom = Arc::clone(newsroom);
        std::thread::spawn(move || {
            for path in desk::articles(&newsroom).filter(|path| !open.contains(path)) {
                background.gate.pass();
                let found = look_at(&newsroom, path, client);
                if stop.load(Ordering::Relaxed) || !background.send(Message::Unopened(found)) {
                    return;
                }
            }
            background.send(Message::UnopenedChecked);
        });
    }

    /// Whether the unopened articles of the newsroom at `root` are checked.
    pub fn looks_at(&self, root: &Path) -> bool {
        self.newsrooms.contains_key(root)
    }

    /// Stops checking the articles of the newsroom at `root`. Returns those with findings on show.
    pub fn leave(&mut self, root: &Path) -> Vec<PathBuf> {
        let Some(watched) = self.newsrooms.remove(root) else { return Vec::new() };
        watched.stop.store(true, Ordering::Relaxed);
        watched.found.into_keys().collect()
    }

    /// Checks the article at `path` again, after it has changed on the disk or been closed. `None` if its newsroom is not checked.
    pub fn look_again(&self, path: &Path, client: Client) -> Option<UnopenedFindings> {
        let (_, watched) = self.newsrooms.iter().rev().find(|(root, _)| path.starts_with(root))?;
        let included = watched.newsroom.articles();
        let inside = path.strip_prefix(watched.newsroom.root.as_ref()?).ok()?;
        (included.include(inside) && desk::lies_in(&watched.newsroom, path))
            .then(|| look_at(&watched.newsroom, path.to_owned(), client))
    }

    /// Stores the findings. Returns whether they differ from those on show.
    pub fn note(&mut self, found: UnopenedFindings) -> bool {
        let watched = found.newsroom.root.as_ref().and_then(|root| self.newsrooms.get_mut(root));
        let Some(watched) = watched.filter(|watched| Arc::ptr_eq(&watched.newsroom, &found.newsroom)) else {
            return false;
        };
        match found.shown {
            Some(shown) => watched.found.insert(found.path, shown.clone()) != Some(shown),
            None => watched.found.remove(&found.path).is_some(),
        }
    }

    /// Every article with findings, and its `publishDiagnostics` parameters.
    pub fn shown(&self) -> impl Iterator<Item = (&Path, &[u8])> {
        self.newsrooms
            .values()
            .flat_map(|watched| &watched.found)
            .map(|(path, shown)| (path.as_path(), shown.as_slice()))
    }
}

/// Checks `text` as the article at `path`. `None` if the check panics.
pub fn check(newsroom: &Arc<Newsroom>, path: &Path, text: Arc<str>) -> Option<Snapshot> {
    let format = desk::format_of(path);
    let check = || desk::check(newsroom, Some(path), format, text, &|_| None, &mut Caches::default());
    catch_unwind(AssertUnwindSafe(check)).ok()
}

fn look_at(newsroom: &Arc<Newsroom>, path: PathBuf, client: Client) -> UnopenedFindings {
    let shown = || {
        let text = desk::read(&path, &|_| None)?.ok().filter(|text| text.len() <= LONGEST)?;
        let snapshot = check(newsroom, &path, text)?;
        let uri = Url::from_file_path(&path).ok()?;
        let some = !snapshot.findings.is_empty();
        some.then(|| diagnostics::findings(uri.as_str(), None, &snapshot, &Lines::new(), client, None))
    };
    let shown = shown();
    UnopenedFindings { newsroom: Arc::clone(newsroom), path, shown }
}
