//! A lock on a folder, so that only one sayso process at a time writes drafts in it (its threads share the lock).
//!
//! The lock is on the folder itself: it leaves no file behind and ends with the process. Without support from the system or disk there is no
//! lock. Must never wait forever: two processes may each hold what the other needs.
#![allow(clippy::disallowed_methods, reason = "the other side of the door")]

use super::files::problem;
use crate::text::Problem;
use std::collections::HashMap;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

/// A run over a folder of some hundred drafts has ended within this time.
const PATIENCE: Duration = Duration::from_secs(5);

/// Time between two tries: short beside what a turn takes.
const PAUSE: Duration = Duration::from_millis(20);

/// The turn in a folder; it is over when the last who holds it has let go.
#[derive(Debug)]
pub struct FolderLock {
    /// Holds the lock. `None` where there are none.
    _folder: Option<File>,
}

/// The turns this program has.
static OWN: LazyLock<Mutex<HashMap<PathBuf, Weak<FolderLock>>>> = LazyLock::new(Mutex::default);

/// Takes the turn in `folder`, or shares the one this program has. A problem says that another program has it and keeps it.
pub fn take(folder: &Path) -> Result<Arc<FolderLock>, Problem> {
    let mut own = OWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(turn) = own.get(folder).and_then(Weak::upgrade) {
        return Ok(turn);
    }
    own.retain(|_, turn| turn.strong_count() > 0);
    let turn = Arc::new(FolderLock { _folder: locked(folder)? });
    own.insert(folder.to_owned(), Arc::downgrade(&turn));
    Ok(turn)
}

/// `folder`, locked; `None` where it cannot be.
fn locked(folder: &Path) -> Result<Option<File>, Problem> {
    let Ok(file) = File::open(folder) else { return Ok(None) };
    let until = Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(TryLockError::WouldBlock) if Instant::now() < until => std::thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => {
                let message = "Another sayso is fixing drafts in this folder, so this draft was not changed.";
                return Err(problem(message, "Run the command again when it has finished."));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_folder_is_one_programs_at_a_time_and_all_of_its_threads() {
        let folder = tempfile::tempdir().unwrap();
        let one = take(folder.path()).unwrap();
        let two = take(folder.path()).unwrap();
        let other = File::open(folder.path()).unwrap();
        drop(one);
        assert!(other.try_lock().is_err(), "it is still held");
        drop(two);
        other.try_lock().unwrap();
        let held = std::thread::spawn({
            let folder = folder.path().to_owned();
            move || take(&folder).is_ok()
        });
        std::thread::sleep(PAUSE);
        drop(other);
        assert!(held.join().unwrap(), "it is waited for");
    }
}
