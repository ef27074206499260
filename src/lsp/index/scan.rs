//! Reading a newsroom's articles for the index: a thread that looks for them, two that read, and a gate that lets the actor go first.
//!
//! Between any two articles the readers ask whether they are to stop, and wait while the actor is at work. What they find goes to the
//! actor in batches. A file that has gone in the meantime, or cannot be read, is told as gone; one that makes the reading panic costs
//! itself.

use super::super::convert::Lines;
use super::super::message::Message;
use super::super::ranges::Ranges;
use super::{IndexedArticle, UseKey};
use crate::desk::{self, Newsroom, Stamp};
use crate::features::uses;
use crate::gazetteer::PlaceId;
use crate::text::Span;
use crate::text::position::Encoding;
use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak, mpsc};
use std::time::{Duration, Instant};

/// Who reads at once: as many as most machines have cores to spare.
const READERS: usize = 2;

/// So many articles are told of at once.
const BATCH: usize = 32;

/// For no longer is the actor waited for, so that the index is made even while somebody types without a pause.
const PATIENCE: Duration = Duration::from_millis(20);

/// What reading in the background takes.
#[derive(Clone)]
pub struct Background {
    /// To the actor, as long as there is one.
    pub back: Weak<mpsc::Sender<Message>>,
    /// Shut while the actor is at work.
    pub gate: Arc<Gate>,
    /// In what the editor counts columns.
    pub encoding: Encoding,
}

impl Background {
    /// Sends a message to the actor. Says whether there is one.
    pub fn send(&self, message: Message) -> bool {
        self.back.upgrade().is_some_and(|back| back.send(message).is_ok())
    }
}

/// Lets the actor go first.
#[derive(Default)]
pub struct Gate {
    shut: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    /// Shuts it, or opens it.
    pub fn shut(&self, shut: bool) {
        *self.shut.lock().unwrap_or_else(PoisonError::into_inner) = shut;
        if !shut {
            self.opened.notify_all();
        }
    }

    /// Waits until it is open, but not for ever.
    pub fn pass(&self) {
        let shut = self.shut.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.opened.wait_timeout_while(shut, PATIENCE, |shut| *shut));
    }
}

/// What to read.
pub enum Task {
    /// Whatever there is and has not these stamps.
    Look(HashMap<Arc<Path>, Stamp>),
    /// These articles.
    Read(Vec<PathBuf>),
}

/// A scan.
pub struct Job {
    pub root: PathBuf,
    pub ticket: u64,
    pub newsroom: Arc<Newsroom>,
    pub task: Task,
    pub stop: Arc<AtomicBool>,
}

/// What a scan has found.
#[derive(Default)]
pub struct News {
    pub root: PathBuf,
    pub ticket: u64,
    /// How many articles are to be read, once that is known.
    pub total: Option<usize>,
    /// Articles that are there no more.
    pub gone: Vec<PathBuf>,
    /// Articles that were read; with `None` those that could not be.
    pub read: Vec<(PathBuf, Option<IndexedArticle>)>,
    /// Whether this is the end of it.
    pub over: bool,
}

/// Starts a scan.
pub fn start(job: Job, background: Background) {
    std::thread::spawn(move || {
        let news = || News { root: job.root.clone(), ticket: job.ticket, ..News::default() };
        let tell = |news: News| background.send(Message::Indexed(news));
        let stopped = || job.stop.load(Ordering::Relaxed);
        let (paths, gone) = match &job.task {
            Task::Read(paths) => (paths.clone(), Vec::new()),
            Task::Look(known) => look(&job.newsroom, known, &stopped),
        };
        if !tell(News { total: Some(paths.len()), gone, ..news() }) {
            return;
        }
        let next = AtomicUsize::new(0);
        let read = || {
            let mut batch = News::default();
            let mut since = Instant::now();
            while !stopped() {
                background.gate.pass();
                let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
                // What the editor tells of may be a link, or lie behind one.
                let is_ours = || !matches!(job.task, Task::Read(_)) || desk::lies_in(&job.newsroom, path);
                let reading = || is_ours().then(|| read(&job.newsroom, path, background.encoding)).flatten();
                batch.read.push((path.clone(), catch_unwind(AssertUnwindSafe(reading)).ok().flatten()));
                if batch.read.len() >= BATCH || since.elapsed() > Duration::from_millis(100) {
                    since = Instant::now();
                    let full = News { read: std::mem::take(&mut batch.read), ..news() };
                    if !tell(full) {
                        return;
                    }
                }
            }
            tell(News { read: batch.read, ..news() });
        };
        if paths.len() < BATCH {
            read();
        } else {
            std::thread::scope(|scope| {
                for _ in 0..READERS {
                    scope.spawn(read);
                }
            });
        }
        tell(News { over: true, ..news() });
    });
}

/// The articles that are there and have other stamps than they were `known` by, and those that are there no more.
fn look(
    newsroom: &Newsroom,
    known: &HashMap<Arc<Path>, Stamp>,
    stopped: &dyn Fn() -> bool,
) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let mut paths = Vec::new();
    let mut there = HashSet::new();
    for (path, stamp) in desk::stamped_articles(newsroom) {
        if stopped() {
            return (paths, Vec::new());
        }
        match known.get_key_value(&*path) {
            Some((path, known)) => {
                there.insert(path);
                if *known != stamp || stamp.is_none() {
                    paths.push(path.to_path_buf());
                }
            }
            None => paths.push(path),
        }
    }
    let gone = known.keys().filter(|path| !there.contains(path)).map(|path| path.to_path_buf()).collect();
    (paths, gone)
}

/// What the article at `path` uses, as it lies on the disk.
fn read(newsroom: &Newsroom, path: &Path, encoding: Encoding) -> Option<IndexedArticle> {
    // RequestContext before the text is read: if the file changes in between, it is read once more, and not once too seldom.
    let stamp = desk::stamp(path);
    let text = desk::read(path, &|_| None)?.ok()?;
    let format = desk::format_of(path);
    let uses = uses::read(&text, format, &newsroom.data.atlas);
    let data = if uses.own_bibliography {
        desk::data_of(newsroom, path, format, &text, &|_| None)
    } else {
        newsroom.data.clone()
    };
    let lines = Lines::new();
    let mut ranges = Ranges::new(&text, &lines, encoding);
    let title_at = ranges.range(uses.title.unwrap_or_default());
    let title = uses.title.map_or_else(String::new, |span| span.of(&text).to_owned());
    let mut names: Vec<(PlaceId, Box<str>)> =
        uses.places.iter().filter(|it| it.counts()).map(|it| (it.place(), it.span.of(&text).into())).collect();
    names.sort_unstable();
    names.dedup();
    // In order of place, so that their ranges are found in one pass.
    let mut sites: Vec<(Span, UseKey)> = uses.places.iter().map(|it| (it.span, UseKey::Place(it.place()))).collect();
    sites.extend(uses.citations.into_iter().map(|it| {
        let file = newsroom.elsewhere(&data, &it.key).map(Into::into);
        (it.sentence, UseKey::Source { key: it.key.into(), file })
    }));
    sites.sort_by_key(|(span, _)| *span);
    let sites = sites.into_iter().map(|(span, key)| (key, ranges.range(span))).collect();
    Some(IndexedArticle { stamp, title, title_at, sites, names, own_bibliography: uses.own_bibliography })
}

/// Looks for the newsrooms of a folder, on a thread of its own, and tells the actor of them.
pub fn look_for_newsrooms(folder: PathBuf, background: Background) {
    std::thread::spawn(move || {
        let gone = || background.back.strong_count() == 0;
        let roots = desk::newsrooms_in(&folder, &gone);
        background.send(Message::Newsrooms { folder, roots });
    });
}
