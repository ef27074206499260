//! Articles of a newsroom that nobody has open: what is found in them, and the house form of a place written into them.
//!
//! Read and checked by a thread that is started for it and sends what it finds to the actor, so that no keystroke waits for it. It reads
//! from the disk, and stops as soon as it is told that its newsroom has changed.

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

/// Longer texts are read from the command line only.
const LONGEST: usize = 1 << 20;

/// What is known of articles nobody has open, by newsroom.
#[derive(Default)]
pub struct Elsewhere {
    rooms: BTreeMap<PathBuf, Room>,
}

struct Room {
    /// What the articles were checked by.
    newsroom: Arc<Newsroom>,
    stop: Arc<AtomicBool>,
    /// What is shown of each article with findings, as the parameters that show it.
    found: BTreeMap<PathBuf, Vec<u8>>,
}

/// What came of looking at an article.
pub struct Found {
    newsroom: Arc<Newsroom>,
    pub path: PathBuf,
    /// The parameters that show its findings; `None` where there are none, or no such file any more.
    pub shown: Option<Vec<u8>>,
}

impl Elsewhere {
    /// Starts looking at all articles of `newsroom` but those that are `open`, unless that has been done since it last changed.
    pub fn look(&mut self, newsroom: &Arc<Newsroom>, open: HashSet<PathBuf>, client: Client, background: Background) {
        let Some(root) = newsroom.root.clone() else { return };
        let known = self.rooms.get(&root);
        if known.is_some_and(|room| Arc::ptr_eq(&room.newsroom, newsroom)) {
            return;
        }
        known.inspect(|room| room.stop.store(true, Ordering::Relaxed));
        let stop = Arc::new(AtomicBool::new(false));
        let found = self.rooms.remove(&root).map_or_else(BTreeMap::new, |room| room.found);
        self.rooms.insert(root, Room { newsroom: Arc::clone(newsroom), stop: Arc::clone(&stop), found });
        let newsroom = Arc::clone(newsroom);
        std::thread::spawn(move || {
            for path in desk::articles(&newsroom).filter(|path| !open.contains(path)) {
                background.gate.pass();
                let found = look_at(&newsroom, path, client);
                if stop.load(Ordering::Relaxed) || !background.send(Message::Elsewhere(found)) {
                    return;
                }
            }
            background.send(Message::LookedElsewhere);
        });
    }

    /// Whether articles of the newsroom at `root` are looked at.
    pub fn looks_at(&self, root: &Path) -> bool {
        self.rooms.contains_key(root)
    }

    /// Stops looking at the articles of the newsroom at `root`. Returns those that findings are shown of.
    pub fn leave(&mut self, root: &Path) -> Vec<PathBuf> {
        let Some(room) = self.rooms.remove(root) else { return Vec::new() };
        room.stop.store(true, Ordering::Relaxed);
        room.found.into_keys().collect()
    }

    /// Looks again at the article at `path`, which has changed on the disk or is open no more; `None` if it is of no newsroom that is
    /// looked at.
    pub fn look_again(&self, path: &Path, client: Client) -> Option<Found> {
        let (_, room) = self.rooms.iter().rev().find(|(root, _)| path.starts_with(root))?;
        let included = room.newsroom.articles();
        let inside = path.strip_prefix(room.newsroom.root.as_ref()?).ok()?;
        (included.include(inside) && desk::lies_in(&room.newsroom, path))
            .then(|| look_at(&room.newsroom, path.to_owned(), client))
    }

    /// Takes note of what was found; says whether anything is shown otherwise than before.
    pub fn note(&mut self, found: Found) -> bool {
        let room = found.newsroom.root.as_ref().and_then(|root| self.rooms.get_mut(root));
        let Some(room) = room.filter(|room| Arc::ptr_eq(&room.newsroom, &found.newsroom)) else { return false };
        match found.shown {
            Some(shown) => room.found.insert(found.path, shown.clone()) != Some(shown),
            None => room.found.remove(&found.path).is_some(),
        }
    }

    /// Every article with findings, and the parameters that show them.
    pub fn shown(&self) -> impl Iterator<Item = (&Path, &[u8])> {
        self.rooms.values().flat_map(|room| &room.found).map(|(path, shown)| (path.as_path(), shown.as_slice()))
    }
}

/// Checks the article at `path` as it lies on the disk.
pub fn check(newsroom: &Arc<Newsroom>, path: &Path, text: Arc<str>) -> Option<Snapshot> {
    let format = desk::format_of(path);
    let check = || desk::check(newsroom, Some(path), format, text, &|_| None, &mut Caches::default());
    catch_unwind(AssertUnwindSafe(check)).ok()
}

fn look_at(newsroom: &Arc<Newsroom>, path: PathBuf, client: Client) -> Found {
    let shown = || {
        let text = desk::read(&path, &|_| None)?.ok().filter(|text| text.len() <= LONGEST)?;
        let snapshot = check(newsroom, &path, text)?;
        let uri = Url::from_file_path(&path).ok()?;
        let some = !snapshot.findings.is_empty();
        some.then(|| diagnostics::findings(uri.as_str(), None, &snapshot, &Lines::new(), client, None))
    };
    let shown = shown();
    Found { newsroom: Arc::clone(newsroom), path, shown }
}
