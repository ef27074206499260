//! `sayso scan`: the ledger of each article as one line of JSON, for programs and for measuring. docs/scan.md is its contract.
//!
//! Articles are read by several threads and answered in the order they came in, each as soon as those before it are done. An article
//! that cannot be read is answered with an error and never stops the rest.

mod record;

use super::{Outcome, Streams, input};
use crate::article::Format;
use crate::desk::{self, Newsroom};
use serde_json::Value;
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Print the ledger of each article as one line of JSON
///
/// Without files, reads {"id": ..., "text": ...} objects, one a line, from standard input. Answers come in the same order; what cannot
/// be read is answered with {"id": ..., "error": ...}. All offsets are UTF-8 bytes.
#[derive(clap::Args)]
pub(crate) struct Scan {
    /// Articles to read; each belongs to the newsroom of its folder
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Newsroom folder the texts on standard input belong to [default: none]
    #[arg(long, value_name = "FOLDER", conflicts_with = "files")]
    newsroom: Option<PathBuf>,
    /// How many articles to read at once [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// Longest line of standard input, in bytes: an article of the largest size with every byte escaped as \u00XX.
const LONGEST_LINE: usize = 6 * input::LARGEST;

/// One article still to be read.
enum Job {
    /// A line of standard input.
    Line(Vec<u8>),
    /// A line of standard input that is too long to be kept.
    TooLong,
    /// A file and the newsroom it belongs to.
    File(PathBuf, Arc<Newsroom>),
}

impl Scan {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        let threads = self.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let newsroom = Arc::new(match &self.newsroom {
            Some(root) if root.is_dir() => Newsroom::load(root, &|_| None),
            Some(root) => {
                writeln!(streams.err, "sayso: there is no newsroom folder {}", root.display())?;
                return Ok(Outcome::Failed);
            }
            None => Newsroom::default(),
        });
        let answer = |job| answer(job, &newsroom);
        let stdin = &mut streams.input;
        if self.files.is_empty() {
            in_order(threads, || lines(BufReader::with_capacity(1 << 16, stdin)), answer, streams.out)?;
            // Whoever asked line by line reads the errors among the answers; the asking itself went well.
            Ok(Outcome::Clean)
        } else {
            in_order(threads, || files(&self.files), answer, streams.out)
        }
    }
}

/// Does `jobs` on `threads` threads and writes the answers in the order of the jobs, never holding more than a few of either.
///
/// An answer is a line and whether it is a good one. Output is flushed whenever the next answer is not there yet, so that a program
/// that waits for each answer before it asks again is served.
fn in_order<I: Iterator<Item = Job>>(
    threads: usize,
    jobs: impl FnOnce() -> I + Send,
    answer: impl Fn(Job) -> (Vec<u8>, bool) + Sync,
    out: &mut dyn Write,
) -> io::Result<Outcome> {
    type Reply = SyncSender<(Vec<u8>, bool)>;
    let (to_workers, work) = sync_channel::<(Job, Reply)>(threads);
    let (to_writer, replies) = sync_channel(4 * threads);
    let work = Arc::new(Mutex::new(work));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (work, answer) = (Arc::clone(&work), &answer);
            scope.spawn(move || {
                while let Ok((job, reply)) = next(&work) {
                    // The writer has gone if nobody reads the output any more.
                    let _ = reply.send(answer(job));
                }
            });
        }
        // The workers' end alone keeps the channel open: when they are gone, the reader must notice.
        drop(work);
        scope.spawn(move || {
            for job in jobs() {
                let (reply, answered) = sync_channel(1);
                if to_writer.send(answered).is_err() || to_workers.send((job, reply)).is_err() {
                    return;
                }
            }
        });
        write_all(replies, out)
    })
}

fn next<T>(work: &Mutex<Receiver<T>>) -> Result<T, std::sync::mpsc::RecvError> {
    work.lock().unwrap_or_else(PoisonError::into_inner).recv()
}

fn write_all(replies: Receiver<Receiver<(Vec<u8>, bool)>>, out: &mut dyn Write) -> io::Result<Outcome> {
    let mut outcome = Outcome::Clean;
    for answered in replies {
        let reply = match answered.try_recv() {
            Ok(reply) => Ok(reply),
            Err(_) => {
                out.flush()?;
                answered.recv()
            }
        };
        let Ok((line, good)) = reply else { continue };
        if !good {
            outcome = Outcome::Failed;
        }
        out.write_all(&line)?;
    }
    out.flush()?;
    Ok(outcome)
}

/// The files named on the command line, each with its newsroom, which is loaded once.
fn files(paths: &[PathBuf]) -> impl Iterator<Item = Job> {
    let mut newsrooms: HashMap<Option<PathBuf>, Arc<Newsroom>> = HashMap::new();
    paths.iter().map(move |path| {
        let root = desk::find_root(path);
        let newsroom = newsrooms.entry(root).or_insert_with_key(|root| {
            Arc::new(root.as_ref().map_or_else(Newsroom::default, |root| Newsroom::load(root, &|_| None)))
        });
        Job::File(path.clone(), Arc::clone(newsroom))
    })
}

/// The lines of `input`, blank ones left out.
fn lines(mut input: impl BufRead) -> impl Iterator<Item = Job> {
    std::iter::from_fn(move || {
        loop {
            let mut line = Vec::new();
            let limit = LONGEST_LINE as u64 + 1;
            match input.by_ref().take(limit).read_until(b'\n', &mut line) {
                Ok(0) | Err(_) => return None,
                Ok(_) if line.len() > LONGEST_LINE => {
                    if !line.ends_with(b"\n") {
                        input.skip_until(b'\n').ok()?;
                    }
                    return Some(Job::TooLong);
                }
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => return Some(Job::Line(line)),
            }
        }
    })
}

/// One line of JSON, its line feed included, and whether the article could be read.
fn answer(job: Job, newsroom: &Arc<Newsroom>) -> (Vec<u8>, bool) {
    match job {
        Job::TooLong => refused(&Value::Null, "this line is too long for an article; split it"),
        Job::Line(line) => match request(&line) {
            Ok((id, text)) => scanned(&id, None, Format::Plain, text, newsroom),
            Err((id, why)) => refused(&id, &why),
        },
        Job::File(path, newsroom) => {
            let id = Value::String(path.to_string_lossy().into_owned());
            match input::read(&path) {
                Ok(text) => scanned(&id, Some(&path), desk::format_of(&path), text, &newsroom),
                Err(why) => refused(&id, &why),
            }
        }
    }
}

fn scanned(
    id: &Value,
    path: Option<&Path>,
    format: Format,
    text: Arc<str>,
    newsroom: &Arc<Newsroom>,
) -> (Vec<u8>, bool) {
    // One article that trips the program must not take the others with it.
    let made = catch_unwind(AssertUnwindSafe(|| {
        let snapshot = desk::check(newsroom, path, format, text, &|_| None, &mut desk::Caches::default());
        record::line(id, &snapshot)
    }));
    match made {
        Ok(line) => (line, true),
        Err(_) => refused(id, "a fault in the program kept this from being read; please report it"),
    }
}

fn refused(id: &Value, why: &str) -> (Vec<u8>, bool) {
    let mut line = serde_json::json!({ "id": id, "error": why }).to_string().into_bytes();
    line.push(b'\n');
    (line, false)
}

/// What a line of standard input asks for: its id and text, or its id as far as known and why not.
fn request(line: &[u8]) -> Result<(Value, Arc<str>), (Value, String)> {
    #[derive(serde::Deserialize)]
    struct Request {
        #[serde(default)]
        id: Value,
        text: String,
    }
    match serde_json::from_slice::<Request>(line) {
        Ok(Request { id, text }) => match input::text(text.into_bytes()) {
            Ok(text) => Ok((id, text)),
            Err(why) => Err((id, why)),
        },
        Err(_) => match serde_json::from_slice::<Value>(line) {
            Ok(mut value) => {
                let id = value.get_mut("id").map(Value::take).unwrap_or_default();
                Err((id, "this is not an object with an \"id\" and a \"text\" that is a string".into()))
            }
            // The parser's own message names the column and never quotes the text.
            Err(error) => Err((Value::Null, format!("this is not JSON: {}", cause(&error)))),
        },
    }
}

/// A JSON error without the line number, which is always 1 here.
fn cause(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.replace(&format!(" at line {} column", error.line()), " at column")
}

#[cfg(test)]
mod tests;
