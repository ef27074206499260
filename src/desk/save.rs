//! Writing a file: all of it or nothing, whenever the machine may stop. It must never lose what somebody else wrote, nor open a file to
//! more people.
//!
//! What is to take a file's place is written beside it, made like it, and the two change places. Then what came out is looked at: where
//! it is not what was looked at before, somebody saved meanwhile, and that goes back. Linux and the Mac change two files' places in one
//! step; where a system or a disk cannot, the file is looked at right before it is written over.
#![allow(clippy::disallowed_methods, reason = "the other side of the door")]

use super::file_attributes::FileAttributes;
use super::files::{self, mark_of, problem};
use super::folder_lock::{self, FolderLock};
use super::temp_files::{Readers, unfinished};
use crate::text::Problem;
use siphasher::sip128::{Hasher128, SipHasher24};
use std::fs::{File, OpenOptions};
use std::hash::Hasher;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::{NamedTempFile, TempPath};

/// As many bytes of a file are looked at to tell what it is.
const HEAD: u64 = 4 << 10;

/// Somebody who saves without pause would have us put back without end; nobody saves so often in so few moments.
const MOST_SAVES: usize = 1000;

/// An editor that had a file open when it was taken away writes to what was taken away. Between its opening and its writing lies less than
/// this, also on a machine that is busy; then it is looked at again. A tenth of a second lost one save of a thousand where seven programs
/// wanted each processor.
const UNTIL_SETTLED: Duration = Duration::from_millis(500);

/// What was found where a file is to be written.
#[derive(Debug)]
pub struct Target {
    path: PathBuf,
    there: There,
}

#[derive(Debug)]
enum There {
    Nothing,
    /// A pipe, a terminal, a device: what is written to it passes on.
    Stream,
    File(Print, Vec<u8>),
}

/// By what it is told whether a file is still as it was: which file it is, what it is like, and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Print {
    id: Option<(u64, u64)>,
    like: FileAttributes,
    holds: u128,
}

/// What was taken away to make room, until it is sure that nobody has written to it.
#[derive(Debug)]
pub struct Replaced {
    path: PathBuf,
    /// The file that was taken away, and the lock by which other programs know that it is being worked on. `None` where the system wrote
    /// over it in one step.
    old: Option<(TempPath, File)>,
    was: Print,
    put: Print,
    since: Instant,
    /// Keeps other programs of ours out of the folder meanwhile: each would take the other for an editor that saves.
    _turn: Arc<FolderLock>,
}

/// Looks at what is to be written over at `path`. A problem says why nothing can be written there.
pub fn look(path: &Path) -> Result<Target, Problem> {
    let target = |path: PathBuf, there| Ok(Target { path, there });
    match path.metadata() {
        Ok(meta) if meta.is_dir() => Err(problem("This is a folder.", "Name a file in it.")),
        Ok(meta) if !meta.is_file() => target(path.to_owned(), There::Stream),
        Ok(_) => {
            let path = path.canonicalize().map_err(|error| unwritten(&error))?;
            let mut head = Vec::new();
            let (print, file) = Print::of(&path).map_err(|error| unwritten(&error))?;
            rewound(&file)
                .and_then(|file| file.take(HEAD).read_to_end(&mut head))
                .map_err(|error| unwritten(&error))?;
            target(path, There::File(print, head))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if path.is_symlink() {
                return Err(problem("This link is broken.", "Remove it, or name another file."));
            }
            let path = std::path::absolute(path).map_err(|error| unwritten(&error))?;
            if !folder(&path).is_dir() {
                return Err(unwritten(&error));
            }
            target(path, There::Nothing)
        }
        Err(error) => Err(unwritten(&error)),
    }
}

impl Target {
    /// How what is there begins; `None` where there is no file.
    #[must_use]
    pub fn head(&self) -> Option<&[u8]> {
        if let There::File(_, head) = &self.there { Some(head) } else { None }
    }

    /// Whether what is written there passes on to another program or a person.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        matches!(self.there, There::Stream)
    }

    /// Writes `text` there. What is there by now and was not when it was looked at stays.
    pub fn write(&self, text: &str) -> Result<(), Problem> {
        match &self.there {
            There::Nothing => self.write_new(text),
            There::Stream => self.write_on(text).unwrap_or_else(|error| Err(unwritten(&error))),
            // No editor has a sheet open.
            There::File(print, _) => {
                let turn = folder_lock::take(folder(&self.path))?;
                replaced(&self.path, print, text, turn).map(drop)
            }
        }
    }

    fn write_new(&self, text: &str) -> Result<(), Problem> {
        let written = || -> io::Result<NamedTempFile> {
            let mut file = unfinished(folder(&self.path), Readers::Usual)?;
            file.write_all(text.as_bytes())?;
            file.as_file().sync_all()?;
            Ok(file)
        };
        let file = written().map_err(|error| unwritten(&error))?;
        match file.persist_noclobber(&self.path) {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(meanwhile("made")),
            Err(error) => Err(unwritten(&error.error)),
        }
    }

    fn write_on(&self, text: &str) -> io::Result<Result<(), Problem>> {
        let mut stream = OpenOptions::new().write(true).open(&self.path)?;
        if stream.metadata()?.is_file() {
            return Ok(Err(meanwhile("changed")));
        }
        stream.write_all(text.as_bytes())?;
        Ok(Ok(()))
    }
}

/// Puts `after` in place of `before` in the file at `path`, behind its byte-order mark if it has one. What it is besides its text stays as it is, and a link stays a link; where
/// that cannot be, the file is left as it is. So is one that does not hold `before` any more: somebody else changed it.
pub fn replace(path: &Path, before: &str, after: &str) -> Result<Replaced, Problem> {
    let path = path.canonicalize().map_err(|error| unwritten(&error))?;
    let turn = folder_lock::take(folder(&path))?;
    let (print, _) = Print::of(&path).map_err(|error| unwritten(&error))?;
    let mark = mark_of(&path);
    if print.holds != hash(&[mark, before]) {
        return Err(meanwhile("changed"));
    }
    replaced(&path, &print, &format!("{mark}{after}"), turn)
}

/// Puts a file with `text` in place of the one at `path`, which is to be the one that `was` is of.
fn replaced(path: &Path, was: &Print, text: &str, turn: Arc<FolderLock>) -> Result<Replaced, Problem> {
    let failed = |error: &io::Error| unwritten(error);
    let old = opened(path).map_err(|error| failed(&error))?;
    may_be_written(&old, path)?;
    // Whether another program has a lock on it is not ours to judge: what it writes is looked for below.
    let _ = old.try_lock_shared();
    let mut new = unfinished(folder(path), Readers::Nobody).map_err(|error| failed(&error))?;
    // Before a word is in it: what few may read is not to lie open for a moment.
    was.like.give(new.as_file()).map_err(|what| {
        let message = format!("This file was not changed: rewriting it would lose {what}.");
        problem(&message, "Fix it by hand, or ask the file's owner.")
    })?;
    let written = new.write_all(text.as_bytes()).and_then(|()| new.as_file().sync_all());
    written.map_err(|error| failed(&error))?;
    let put = Print::taken(new.as_file()).map_err(|error| failed(&error))?;
    let since = Instant::now();
    let left = |error: &io::Error| match error.kind() {
        // Some editors take a file away before they write it anew.
        io::ErrorKind::NotFound => meanwhile("changed"),
        _ => unwritten(error),
    };
    if exchange(new.path(), path).map_err(|error| left(&error))? {
        let old = Some((new.into_temp_path(), old));
        let replaced = Replaced { path: path.to_owned(), old, was: was.clone(), put, since, _turn: turn };
        return if replaced.is_untouched() { Ok(replaced) } else { Err(replaced.put_back()) };
    }
    if Print::of(path).map_err(|error| left(&error))?.0 != *was {
        return Err(meanwhile("changed"));
    }
    // Windows writes over no file that is open.
    drop(old);
    new.persist(path).map_err(|error| left(&error.error))?;
    Ok(Replaced { path: path.to_owned(), old: None, was: was.clone(), put, since, _turn: turn })
}

impl Replaced {
    /// Waits until nobody can be about to write to what was taken away, looks at it again, and deletes it. A problem says that somebody
    /// did write: that is back in its place then, and what took it is gone.
    pub fn settled(self) -> Result<(), Problem> {
        if self.old.is_some() {
            std::thread::sleep(UNTIL_SETTLED.saturating_sub(self.since.elapsed()));
        }
        if self.is_untouched() { Ok(()) } else { Err(self.put_back()) }
    }

    /// Whether what was taken away is what it was.
    fn is_untouched(&self) -> bool {
        let Some((old, _)) = &self.old else { return true };
        match Print::of(old) {
            Ok((now, _)) => now == self.was,
            // Another program has tidied it away.
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        }
    }

    /// Puts back what was taken away, since it is what somebody saved; and, if somebody has saved again by now, that, and so on.
    fn put_back(self) -> Problem {
        let Some((mut old, _lock)) = self.old else { return meanwhile("changed") };
        let mut put = self.put;
        for _ in 0..MOST_SAVES {
            let Ok((back, _)) = Print::of(&old) else { break };
            match exchange(&old, &self.path) {
                Ok(true) => {}
                // An editor has taken the file away and is about to write it anew.
                Err(error) if error.kind() == io::ErrorKind::NotFound => match old.persist_noclobber(&self.path) {
                    Ok(()) => return meanwhile("changed"),
                    Err(error) => {
                        old = error.path;
                        continue;
                    }
                },
                Ok(false) | Err(_) => break,
            }
            // What took its place, and nothing was written to it: also not by an editor that opened it before it was gone again.
            let is_put = |old: &TempPath| Print::of(old).is_ok_and(|(out, _)| out == put);
            if is_put(&old) {
                std::thread::sleep(UNTIL_SETTLED);
                if is_put(&old) {
                    return meanwhile("changed");
                }
            }
            put = back;
        }
        kept(old, &self.path)
    }
}

/// Keeps what somebody saved under a name of its own, since its place is taken again and again.
fn kept(mut saved: TempPath, path: &Path) -> Problem {
    let message = "Another program kept saving this file while sayso was writing it.";
    for n in 1..MOST_SAVES {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".saved-{n}"));
        match saved.persist_noclobber(&name) {
            Ok(()) => return problem(message, &format!("One of these versions is in {}.", Path::new(&name).display())),
            Err(error) => saved = error.path,
        }
    }
    // Its own name will do.
    let kept = saved.keep().map(|path| path.display().to_string()).unwrap_or_default();
    problem(message, &format!("One of these versions is in {kept}."))
}

impl Print {
    /// The print of the file at `path`, and the file.
    fn of(path: &Path) -> io::Result<(Self, File)> {
        let file = opened(path)?;
        Ok((Self::taken(&file)?, file))
    }

    /// The print of an open file.
    fn taken(file: &File) -> io::Result<Self> {
        let meta = file.metadata()?;
        let like = FileAttributes::of(file, &meta)?;
        #[cfg(unix)]
        let id = Some((std::os::unix::fs::MetadataExt::dev(&meta), std::os::unix::fs::MetadataExt::ino(&meta)));
        #[cfg(not(unix))]
        let id = None;
        let mut file = rewound(file)?;
        let mut hasher = SipHasher24::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            match file.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => hasher.write(&buffer[..read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Self { id, like, holds: hasher.finish128().as_u128() })
    }
}

/// The hash of a file that holds these, one after the other.
fn hash(parts: &[&str]) -> u128 {
    let mut hasher = SipHasher24::new();
    parts.iter().for_each(|part| hasher.write(part.as_bytes()));
    hasher.finish128().as_u128()
}

/// The file at `path`, to be read.
fn opened(path: &Path) -> io::Result<File> {
    match files::open(path)? {
        Ok((file, _)) => Ok(file),
        Err(problem) => Err(io::Error::other(problem.message)),
    }
}

fn rewound(mut file: &File) -> io::Result<&File> {
    io::Seek::rewind(&mut file)?;
    Ok(file)
}

/// Whether the file at `path` is one that may be written over, and that a file which takes its place can stand for.
fn may_be_written(file: &File, path: &Path) -> Result<(), Problem> {
    let meta = file.metadata().map_err(|error| unwritten(&error))?;
    if meta.permissions().readonly() {
        return Err(problem(
            "This file is write-protected, so it was not changed.",
            "Ask the person who protected it.",
        ));
    }
    #[cfg(unix)]
    {
        if rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_err() {
            return Err(unwritten(&io::ErrorKind::PermissionDenied.into()));
        }
        if std::os::unix::fs::MetadataExt::nlink(&meta) > 1 {
            let message =
                "This file has several names (hard links). Writing it would separate them, so it was not changed.";
            return Err(problem(message, "Fix it by hand, or keep only one name."));
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Has two files change places in one step; `false` where that cannot be had here.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// That somebody else was here since the file was looked at.
fn meanwhile(did: &str) -> Problem {
    let message = format!("Another program has {did} this file in the meantime, so it was not changed.");
    problem(&message, "Run the command again.")
}

/// What the system said, in plain words.
fn unwritten(error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::NotFound => problem("The folder does not exist.", "Create it first."),
        io::ErrorKind::PermissionDenied => {
            let help = "Check that you can write to the file and its folder.";
            problem("You do not have permission to write this.", help)
        }
        io::ErrorKind::IsADirectory => problem("This is a folder.", "Name a file in it."),
        _ => {
            let help = "Check that you can write to the file and its folder.";
            problem(&format!("This file cannot be written: {error}."), help)
        }
    }
}

#[cfg(test)]
mod tests;
