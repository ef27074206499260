//! What git keeps, asked of the `git` program without letting a repository have a say in what is run.
//!
//! A folder's `.git/config` may come from anybody, and it can name programs: for looking at files on the disk (`core.fsmonitor`, filters), for
//! showing what differs (`diff.external`, `textconv`, pagers), for fetching (`core.sshCommand`, helpers). So git is only asked for what
//! lies in its own store: names, trees and blobs as they are. It never looks at the folder, compares nothing and fetches nothing; that is done
//! here. It is found where the user's PATH says, never in a folder that is named from where one stands. Nothing is ever written.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// The id of a blob, in hexadecimal.
pub(super) type Id = Box<str>;

/// What a repository keeps at a commit, and now.
#[derive(Debug)]
pub(super) struct Store {
    program: PathBuf,
    /// Its top folder, resolved.
    pub top: PathBuf,
    /// Files of the commit, from the top folder.
    pub then: HashMap<PathBuf, Id>,
    /// Files it keeps now.
    pub now: HashSet<PathBuf>,
    /// Programs that hand out blobs, of which each thread takes one for a moment.
    readers: Mutex<Vec<Reader>>,
}

impl Store {
    /// The repository with this top folder, and the commit called `revision`. An error says what is wrong, in a sentence or two.
    pub(super) fn open(top: &Path, revision: &str) -> Result<Self, String> {
        let program = on_path("git").ok_or("--changed needs git, which is not installed.")?;
        let mut store =
            Self { program, top: top.to_owned(), then: HashMap::new(), now: HashSet::new(), readers: Mutex::default() };
        if let Some(commit) = store.commit(revision)? {
            store.then = store
                .ask(&["ls-tree", "-r", "-z", "--full-tree", &commit])?
                .split(|b| *b == 0)
                .filter_map(blob)
                .collect();
        }
        let now = store.ask(&["ls-files", "--cached", "--full-name", "-z"])?;
        store.now = now.split(|byte| *byte == 0).map(path_of).collect();
        Ok(store)
    }

    /// The id of the commit called `revision`; before the first commit, `HEAD` is none.
    fn commit(&self, revision: &str) -> Result<Option<String>, String> {
        if let Ok(id) = self.ask(&["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")]) {
            return Ok(Some(String::from_utf8_lossy(&id).trim().to_owned()));
        }
        // Asked again without quiet, git says what keeps it from answering at all: an owner it does not trust, a broken repository.
        self.ask(&["rev-parse", "--git-dir"])?;
        if revision == "HEAD" {
            return Ok(None);
        }
        Err(format!(
            "git has no revision “{revision}” here. `git log --oneline` lists commits, `git branch` lists branches."
        ))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        // The index, as it is read, would be brought up to date by a monitor of the folder.
        command.arg("-C").arg(&self.top).args(["--no-pager", "-c", "core.fsmonitor=false"]);
        // A blob that was left on a server is not fetched, which git would do by any program the repository names; no protocol is allowed,
        // for versions of git that know of no other way to say so.
        command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "").env("GIT_TERMINAL_PROMPT", "0");
        // No lock is taken to write down what was learnt on the way, and messages come in one language.
        command.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
        command
    }

    /// What git prints for `arguments`.
    fn ask(&self, arguments: &[&str]) -> Result<Vec<u8>, String> {
        let done = self.command().args(arguments).stdin(Stdio::null()).output();
        let done = done.map_err(|error| format!("git could not be run: {error}."))?;
        if done.status.success() {
            return Ok(done.stdout);
        }
        let said = String::from_utf8_lossy(&done.stderr);
        let said = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ").trim().to_owned();
        Err(format!("git failed for {}. It says: {said}", crate::cli::name_of(&self.top)))
    }

    /// The bytes of a blob as they are stored; `None` if it is not there, or longer than `most` bytes.
    pub(super) fn blob(&self, id: &str, most: u64) -> Option<Vec<u8>> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut reader = idle.or_else(|| Reader::start(self.command()))?;
        // One that could not be understood, or has more to say than is wanted, is not asked again.
        let bytes = reader.blob(id, most)?;
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
        bytes
    }
}

/// A program that hands out one blob after another.
#[derive(Debug)]
struct Reader {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Reader {
    fn start(mut command: Command) -> Option<Self> {
        let piped = command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = piped.stderr(Stdio::null()).spawn().ok()?;
        let (asks, answers) = child.stdin.take().zip(child.stdout.take())?;
        Some(Self { child, asks, answers: BufReader::with_capacity(1 << 16, answers) })
    }

    /// `None` if the program cannot be understood; `Some(None)` if there is no such blob.
    fn blob(&mut self, id: &str, most: u64) -> Option<Option<Vec<u8>>> {
        self.asks.write_all(format!("{id}\n").as_bytes()).ok()?;
        let mut head = String::new();
        self.answers.read_line(&mut head).ok()?;
        // "ID blob LENGTH", or "ID missing".
        let mut parts = head.split_whitespace().skip(1);
        if parts.next()? == "missing" {
            return Some(None);
        }
        let length: u64 = parts.next()?.parse().ok()?;
        if length > most {
            return None;
        }
        let mut bytes = Vec::new();
        self.answers.by_ref().take(length + 1).read_to_end(&mut bytes).ok()?;
        (bytes.pop() == Some(b'\n')).then_some(Some(bytes))
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // It reads no file and writes none: there is nothing to wait for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A line of `ls-tree`, `MODE TYPE ID<tab>PATH`, if it is a file's.
fn blob(line: &[u8]) -> Option<(PathBuf, Id)> {
    let tab = memchr::memchr(b'\t', line)?;
    let mut parts = std::str::from_utf8(&line[..tab]).ok()?.split(' ');
    // A link's blob is where it leads, and a folder of another repository's is no blob.
    let file = parts.next()?.starts_with("100") && parts.next()? == "blob";
    let id = parts.next()?;
    file.then(|| (path_of(&line[tab + 1..]), id.into()))
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    OsStr::new(&*String::from_utf8_lossy(bytes)).into()
}

/// The program called `name` in the first folder of PATH that has it. Folders named from where one stands, which may be the one that is checked,
/// do not count; on Windows the system would look there first.
fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(&file))
        .find(|it| runs(it))
}

#[cfg(unix)]
fn runs(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn runs(path: &Path) -> bool {
    path.is_file()
}
