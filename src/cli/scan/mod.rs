//! `sayso scan`: the ledger of each article as one line of JSON, for programs and for measuring. docs/scan.md is its contract.
//!
//! Articles are read by several threads and answered in the order they came in, each as soon as those before it are done. An article
//! that cannot be read is answered with an error and never stops the rest.

mod record;

use super::files::{Newsrooms, read, reason, whole};
use super::parallel::{Event, cores, in_order};
use super::{Outcome, Streams, guarded, name_of};
use crate::article::Format;
use crate::desk::{self, Newsroom};
use crate::text::json::tame;
use serde_json::Value;
use std::io::{self, BufRead, BufReader, Read};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Print the ledger of each article as one line of JSON
///
/// Without files, reads {"id": ..., "text": ...} objects, one per line, from standard input. Output comes in the same order; input that
/// cannot be read gives {"id": ..., "error": ...}. All offsets are UTF-8 bytes.
#[derive(clap::Args)]
pub(crate) struct Scan {
    /// Articles to read; each uses the newsroom of its folder
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Newsroom folder for the texts on standard input [default: none]
    #[arg(long, value_name = "FOLDER", conflicts_with = "files")]
    newsroom: Option<PathBuf>,
    /// Number of articles to read at once [default: one per core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// Longest line of standard input, in bytes: an article of the largest size with every byte escaped as \u00XX.
const LONGEST_LINE: u64 = 6 * desk::LARGEST;

/// One article still to be read.
enum Job {
    /// A line of standard input.
    Line(Vec<u8>),
    /// A line of standard input that cannot be taken, and why.
    Refused(String),
    /// A file and the newsroom it belongs to.
    File(PathBuf, Arc<Newsroom>),
}

impl Scan {
    pub(super) fn run(&self, streams: &mut Streams<'_>) -> io::Result<Outcome> {
        let threads = self.threads.map_or_else(cores, NonZeroUsize::get);
        let newsroom = Arc::new(match &self.newsroom {
            Some(root) if root.is_dir() => Newsroom::load(root, &|_| None),
            Some(root) => {
                streams.note(format_args!("sayso: no such newsroom folder: {}", name_of(root)))?;
                return Ok(Outcome::Failed);
            }
            None => Newsroom::default(),
        });
        let answer = |jobs| answers(jobs, &newsroom);
        let mut all_good = true;
        let stdin = streams.take_input();
        let write = |event: Event<(Vec<u8>, bool)>| match event {
            Event::Waiting => streams.flush(),
            Event::Done((lines, good)) => {
                all_good &= good;
                streams.tame(&lines)
            }
        };
        if self.files.is_empty() {
            in_order(threads, || lines(BufReader::with_capacity(1 << 16, stdin)), answer, write)?;
            // Whoever asks line by line finds the errors among the answers; the asking itself went well.
            return Ok(Outcome::Clean);
        }
        in_order(threads, || files(&self.files).map(|file| vec![file]), answer, write)?;
        Ok(if all_good { Outcome::Clean } else { Outcome::Failed })
    }
}

/// The files named on the command line, each with its newsroom.
fn files(paths: &[PathBuf]) -> impl Iterator<Item = Job> {
    let mut newsrooms = Newsrooms::default();
    paths.iter().map(move |path| Job::File(path.clone(), newsrooms.of(&whole(path))))
}

/// Lines that are there at once go from thread to thread together, at most so many: a hand-over costs as much as a short article.
const TOGETHER: usize = 8;

/// The lines of `input`, blank ones left out. No line waits for one that is still to come.
fn lines<R: Read>(input: BufReader<R>) -> impl Iterator<Item = Vec<Job>> {
    let mut lines = Lines { input, over: false };
    std::iter::from_fn(move || {
        let mut together = vec![lines.next()?];
        while !lines.over && together.len() < TOGETHER && memchr::memchr(b'\n', lines.input.buffer()).is_some() {
            together.extend(lines.next());
        }
        Some(together)
    })
}

struct Lines<R> {
    input: BufReader<R>,
    over: bool,
}

impl<R: Read> Iterator for Lines<R> {
    type Item = Job;

    /// The next line that is not blank. After one that cannot be read there is no other.
    fn next(&mut self) -> Option<Job> {
        while !self.over {
            let mut line = Vec::new();
            match self.input.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', &mut line) {
                Ok(0) => self.over = true,
                Ok(_) if line.len() as u64 > LONGEST_LINE => {
                    if !line.ends_with(b"\n") {
                        self.over = self.input.skip_until(b'\n').is_err();
                    }
                    return Some(Job::Refused("This line is too long for an article. Split it.".into()));
                }
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => return Some(Job::Line(line)),
                Err(error) => {
                    self.over = true;
                    return Some(Job::Refused(format!("Standard input: {}", reason(desk::told(&error)))));
                }
            }
        }
        None
    }
}

/// A line of JSON for each job, in order, and whether all articles could be read.
fn answers(jobs: Vec<Job>, newsroom: &Arc<Newsroom>) -> (Vec<u8>, bool) {
    let (mut lines, mut all_good) = (Vec::new(), true);
    for job in jobs {
        let (line, good) = answer(job, newsroom);
        lines.extend(line);
        all_good &= good;
    }
    (lines, all_good)
}

/// One line of JSON, its line feed included, and whether the article could be read.
fn answer(job: Job, newsroom: &Arc<Newsroom>) -> (Vec<u8>, bool) {
    match job {
        Job::Refused(why) => refused(&Value::Null, &why),
        Job::Line(line) => match request(&line) {
            Ok((id, text)) => scanned(&id, None, Format::Plain, text, newsroom),
            Err((id, why)) => refused(&id, &why),
        },
        Job::File(path, newsroom) => {
            let id = Value::String(path.to_string_lossy().into_owned());
            match read(&path) {
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
    let made = guarded(|| {
        let snapshot = desk::check(newsroom, path, format, text, &|_| None, &mut desk::Caches::default());
        record::line(id, &snapshot)
    });
    match made {
        Ok(line) => (line, true),
        Err(why) => refused(id, &why),
    }
}

fn refused(id: &Value, why: &str) -> (Vec<u8>, bool) {
    let mut line = tame(serde_json::json!({ "id": id, "error": why }).to_string()).into_bytes();
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
        Ok(Request { id, text }) => match desk::as_text(text.into_bytes()) {
            Ok(text) => Ok((id, text)),
            Err(problem) => Err((id, reason(problem))),
        },
        Err(_) => match serde_json::from_slice::<Value>(line) {
            Ok(mut value) => {
                let id = value.get_mut("id").map(Value::take).unwrap_or_default();
                Err((id, "This is not a JSON object with an \"id\" and a \"text\" string.".into()))
            }
            // The parser's own message names the column and never quotes the text.
            Err(error) => Err((Value::Null, format!("This is not JSON: {}.", cause(&error)))),
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
