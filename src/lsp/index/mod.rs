//! What every article of every newsroom uses: which sentences rest on a source, where a place is named, what an article is called.
//!
//! Articles lie here as they do on the disk; those that are open are asked themselves. A thread of its own ([`scan`]) reads them and sends
//! what it finds to the actor, so that no key waits for it, and only those that have changed are read again. Nothing here is a text: of an
//! article some twenty bytes are kept for each place where it uses something.

mod newsroom;
pub mod scan;

pub use newsroom::{IndexedArticle, NewsroomIndex, UseKey, Used};

use super::log::{self, Level};
use super::outgoing::Outgoing;
use super::progress::Progress;
use crate::desk::Newsroom;
use newsroom::{Entry, Running};
use scan::{Background, Job, News, Task};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// From so many articles on an editor is told how far reading them is.
const MANY: usize = 100;

/// All newsrooms' articles.
#[derive(Default)]
pub struct ArticleIndex {
    rooms: BTreeMap<PathBuf, NewsroomIndex>,
    /// Scans are told apart by number: one that was stopped may still have something on its way.
    tickets: u64,
}

impl ArticleIndex {
    /// Takes a newsroom in, or takes note that it has been read again: its articles are read if they have not been, and again as far as
    /// its files change what they use.
    pub fn enter(&mut self, newsroom: &Arc<Newsroom>, background: &Background) {
        let Some(root) = newsroom.root.clone() else { return };
        match self.rooms.get_mut(&root) {
            None => {
                self.rooms.insert(root, NewsroomIndex::new(newsroom));
            }
            Some(room) => room.newsroom_changed(newsroom),
        }
        self.start(background);
    }

    /// Forgets a newsroom, and stops reading it.
    pub fn leave(&mut self, root: &Path) {
        if let Some(room) = self.rooms.remove(root) {
            room.stop();
        }
    }

    /// The newsroom at `root`.
    pub fn newsroom_index(&self, root: &Path) -> Option<&NewsroomIndex> {
        self.rooms.get(root)
    }

    /// All newsrooms.
    pub fn newsrooms(&self) -> impl Iterator<Item = &NewsroomIndex> {
        self.rooms.values()
    }

    /// Whether articles of the newsroom at `root` are being read.
    pub fn is_reading(&self, root: &Path) -> bool {
        self.rooms.get(root).is_some_and(|room| room.running.is_some())
    }

    /// Takes note that something has happened to the file or folder at `path`.
    pub fn file_changed(&mut self, path: &Path) {
        // A bibliography that articles name for themselves may lie anywhere.
        let registry = path.extension().is_some_and(|e| ["yaml", "yml", "json", "bib"].iter().any(|known| e == *known));
        for room in self.rooms.values_mut().filter(|_| registry) {
            let own = room.entries.iter().filter(|(_, entry)| entry.own_bibliography);
            room.changed.extend(own.map(|(path, _)| path.to_path_buf()).collect::<Vec<_>>());
        }
        if let Some((root, room)) = self.rooms.iter_mut().rev().find(|(root, _)| path.starts_with(root)) {
            room.file_changed(root, path);
        }
    }

    /// Has the articles of the newsroom around `path` looked for again: its editor tells of no files.
    pub fn look_around(&mut self, path: &Path) {
        if let Some((_, room)) = self.rooms.iter_mut().rev().find(|(root, _)| path.starts_with(root)) {
            room.look = true;
        }
    }

    /// Has all articles of all newsrooms looked for again.
    pub fn look_everywhere(&mut self) {
        self.rooms.values_mut().for_each(|room| room.look = true);
    }

    /// Starts reading what is to be read, newsroom by newsroom.
    pub fn start(&mut self, background: &Background) {
        for (root, room) in &mut self.rooms {
            if room.running.is_some() || (!room.look && room.changed.is_empty()) {
                continue;
            }
            self.tickets += 1;
            let stop = Arc::new(AtomicBool::new(false));
            let changed = std::mem::take(&mut room.changed);
            let task = if room.look {
                // Articles that have changed have other stamps, but for those whose own bibliography has.
                let known = |(path, entry): (&Arc<Path>, &Entry)| {
                    (Arc::clone(path), entry.stamp.filter(|_| !changed.contains(&**path)))
                };
                Task::Look(room.entries.iter().map(known).collect())
            } else {
                Task::Read(changed.into_iter().collect())
            };
            if room.look {
                room.stopped = false;
            }
            room.look = false;
            room.running =
                Some(Running { ticket: self.tickets, stop: Arc::clone(&stop), total: 0, done: 0, progress: None });
            let newsroom = Arc::clone(&room.newsroom);
            scan::start(Job { root: root.clone(), ticket: self.tickets, newsroom, task, stop }, background.clone());
        }
    }

    /// Takes what a scan has found. Returns whether one is over.
    pub fn take(&mut self, news: News, shows_progress: bool, outgoing: &Outgoing) -> bool {
        let Some(room) = self.rooms.get_mut(&news.root) else { return false };
        let Some(running) = room.running.as_mut().filter(|running| running.ticket == news.ticket) else { return false };
        if let Some(total) = news.total {
            running.total = total;
            if total >= MANY && shows_progress {
                running.progress = Some(Progress::ask(outgoing));
            }
        }
        running.done += news.read.len();
        if let Some(progress) = &mut running.progress {
            progress.report(running.done, running.total, outgoing);
        }
        let over = news.over;
        if over && let Some(mut running) = room.running.take() {
            if let Some(progress) = &mut running.progress {
                progress.end(running.done, running.total, outgoing);
            }
            room.stopped |= running.stop.load(Ordering::Relaxed);
            log::line(Level::Info, format_args!("read {} articles for the index", running.done));
        }
        for path in news.gone {
            room.put(path, None);
        }
        for (path, article) in news.read {
            room.put(path, article);
        }
        over
    }

    /// The editor has answered whether it shows progress.
    pub fn answered(&mut self, request: &str, allowed: bool, outgoing: &Outgoing) {
        for running in self.rooms.values_mut().filter_map(|room| room.running.as_mut()) {
            let (done, total) = (running.done, running.total);
            if let Some(progress) = running.progress.as_mut().filter(|progress| progress.is_asked_by(request)) {
                if allowed { progress.begin(done, total, outgoing) } else { running.progress = None }
            }
        }
    }

    /// Stops the reading that is shown as `token`.
    pub fn cancel(&mut self, token: &str) {
        for room in self.rooms.values_mut() {
            let Some(running) = &room.running else { continue };
            if running.progress.as_ref().is_some_and(|progress| progress.is(token)) {
                running.stop.store(true, Ordering::Relaxed);
            }
        }
    }
}
