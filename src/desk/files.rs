//! The one door to the disk: reading the newsroom's files. A file that cannot be read is a value with a reason.
//!
//! Nothing here waits or goes on without end, whatever lies at a path: only regular files are read, and no more of them than
//! [`LARGEST`]. `clippy.toml` keeps the rest of the program from opening files by itself; [`super::allowed_paths`] says which may be named.
#![allow(clippy::disallowed_methods, reason = "this is the door")]

use super::allowed_paths::leads_away;
use crate::text::paths::REMEDY;
use crate::text::{Problem, Severity, Span};
#[cfg(unix)]
use rustix::fs::OFlags;
use std::fs::{DirEntry, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// The largest file that is read, in bytes. The longest printed reports stay under one tenth of it; what is larger is a log, a dump or
/// a mistake, and would hold up everything behind it.
pub const LARGEST: u64 = 10 << 20;

/// What some editors write before the text of a file to say that it is UTF-8. It is no part of the text: editors drop it when they open the
/// file, so that no column counts it, and it stays where it was when the file is written.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// So many bytes tell whether a file is too large, with a byte-order mark or without.
pub const MOST_READ: u64 = LARGEST + 1 + BYTE_ORDER_MARK.len() as u64;

/// The largest file of sayso's own that is read, in bytes: the baseline of an archive in which it found 700,000 things.
const LARGEST_OWN: u64 = 100 << 20;

/// An editor's unsaved text of a file, if it has one; it wins over the disk.
pub type Unsaved<'a> = &'a dyn Fn(&Path) -> Option<Arc<str>>;

/// The text of the file at `path`: the editor's as it is, or the disk's without its byte-order mark. `None` if there is no such file. The problem stands at the file's start,
/// since a file that cannot be read has no other place to point at.
pub fn read(path: &Path, unsaved: Unsaved<'_>) -> Option<Result<Arc<str>, Problem>> {
    if let Some(text) = unsaved(path) {
        return Some(Ok(text));
    }
    match from_disk(path) {
        Err(_) if path.is_symlink() && path.metadata().is_err() => {
            Some(Err(problem("This link is broken or points to itself.", "Fix or remove it.")))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => Some(Err(told(&error))),
        Ok(text) => Some(text),
    }
}

/// When a file was last written and how long it is; `None` for one that is not there.
pub type Stamp = Option<(SystemTime, u64)>;

/// The stamp of the file at `path`.
#[must_use]
pub fn stamp(path: &Path) -> Stamp {
    let data = (!asks_elsewhere(path)).then(|| path.metadata())?.ok()?;
    Some((data.modified().ok()?, data.len()))
}

/// Whether there is a regular file at `path`, links followed.
pub fn is_file(path: &Path) -> bool {
    !asks_elsewhere(path) && path.is_file()
}

/// On Windows to ask what is behind a link is to ask whatever machine it leads to.
fn asks_elsewhere(path: &Path) -> bool {
    cfg!(windows) && leads_away(path)
}

/// Whether there is anything at `path`, for the editor or on the disk.
pub fn exists(path: &Path, unsaved: Unsaved<'_>) -> bool {
    unsaved(path).is_some() || path.symlink_metadata().is_ok()
}

fn from_disk(path: &Path) -> io::Result<Result<Arc<str>, Problem>> {
    Ok(bytes(path, MOST_READ - 1)?.and_then(|bytes| as_text(unmarked(bytes).1)))
}

/// The text of a file that sayso wrote itself: a baseline, findings kept. `None` if there is no such file.
#[must_use]
pub fn read_own(path: &Path) -> Option<Result<String, Problem>> {
    let not_text = |_| problem("This file is not UTF-8.", "Create it again.");
    match bytes(path, LARGEST_OWN) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => Some(Err(told(&error))),
        Ok(bytes) => Some(bytes.and_then(|bytes| String::from_utf8(bytes).map_err(not_text))),
    }
}

/// The bytes of the file at `path`, links followed, no more than `most`; a problem where it is no regular file or larger.
pub fn bytes(path: &Path, most: u64) -> io::Result<Result<Vec<u8>, Problem>> {
    let (file, length) = match open(path)? {
        Ok(opened) => opened,
        Err(problem) => return Ok(Err(problem)),
    };
    if length > most {
        return Ok(Err(too_large(most)));
    }
    let mut bytes = Vec::with_capacity(length as usize);
    // It may grow meanwhile, or not know its length, as the system's own files do not.
    file.take(most + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > most { Err(too_large(most)) } else { Ok(bytes) })
}

/// The regular file at `path`, links followed, open to be read, and its length in bytes.
pub fn open(path: &Path) -> io::Result<Result<(File, u64), Problem>> {
    if asks_elsewhere(path) {
        return Ok(Err(problem("This link points to another machine or a device.", REMEDY)));
    }
    // To open a device can set it going, so what lies there is asked first; and once more of what was opened, since it may be another.
    if let Err(problem) = regular(&path.metadata()?) {
        return Ok(Err(problem));
    }
    let mut options = OpenOptions::new();
    options.read(true);
    // Should a pipe lie there by now, nobody waits for its other end; should it be a terminal, it does not become ours.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        (OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed(),
    );
    let file = options.open(path)?;
    let meta = file.metadata()?;
    Ok(regular(&meta).map(|()| (file, meta.len())))
}

fn regular(meta: &Metadata) -> Result<(), Problem> {
    if meta.is_dir() {
        return Err(problem("This is a folder, not a file.", "Name a file in it."));
    }
    if !meta.is_file() {
        return Err(problem("This is not a regular file.", "Name a file on the disk."));
    }
    Ok(())
}

fn too_large(most: u64) -> Problem {
    let message = format!("This is larger than {} MB, too large to be read.", most >> 20);
    problem(&message, "Split it into several files.")
}

/// The path with links followed, from the root of the disk; an error if nothing is there.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize()
}

/// What lies in the folder at `path`, in no order.
pub fn list(path: &Path) -> io::Result<Vec<DirEntry>> {
    std::fs::read_dir(path)?.collect()
}

/// Where the link at `path` leads, as it is written there; `None` if it is no link.
pub fn target(path: &Path) -> Option<PathBuf> {
    std::fs::read_link(path).ok()
}

/// The bytes of a file without its byte-order mark, and that mark if there is one.
#[must_use]
pub fn unmarked(mut bytes: Vec<u8>) -> (&'static str, Vec<u8>) {
    if !bytes.starts_with(BYTE_ORDER_MARK.as_bytes()) {
        return ("", bytes);
    }
    bytes.drain(..BYTE_ORDER_MARK.len());
    (BYTE_ORDER_MARK, bytes)
}

/// The byte-order mark of the file at `path`, an article that has been read; nothing where it has none.
#[must_use]
pub fn mark_of(path: &Path) -> &'static str {
    let mut first = [0; BYTE_ORDER_MARK.len()];
    let read = open(path).is_ok_and(|opened| opened.is_ok_and(|(mut file, _)| file.read_exact(&mut first).is_ok()));
    if read && first == BYTE_ORDER_MARK.as_bytes() { BYTE_ORDER_MARK } else { "" }
}

/// Takes the bytes of a file for text; the problem says what they are instead.
pub fn as_text(bytes: Vec<u8>) -> Result<Arc<str>, Problem> {
    if bytes.len() as u64 > LARGEST {
        return Err(too_large(LARGEST));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(problem("This file is saved as UTF-16.", "Save it as UTF-8."));
    }
    if memchr::memchr(0, &bytes).is_some() {
        return Err(problem("This is a binary file, not text.", "Name a text file."));
    }
    String::from_utf8(bytes).map(Into::into).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        problem(&format!("This file is not UTF-8: line {line} has an invalid byte."), "Save it as UTF-8.")
    })
}

/// What `parse` makes of a file. A parser that panics costs that file and no more.
pub fn guarded<T>(parse: impl FnOnce() -> T) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(parse)).map_err(|_| {
        problem("A bug in sayso prevented reading this file.", "Please report it, with the file if you can share it.")
    })
}

/// What the system said, in plain words.
pub fn told(error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            problem("You do not have permission to read this.", "Ask for permission, or name another file.")
        }
        io::ErrorKind::NotFound => problem("No such file.", "Check the path."),
        _ => problem(&format!("This file cannot be read: {error}."), "Check whether another program can open it."),
    }
}

pub(super) fn problem(message: &str, help: &str) -> Problem {
    Problem { span: Span::default(), severity: Severity::Error, message: message.into(), help: Some(help.into()) }
}
