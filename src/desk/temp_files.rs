//! Temporary files for writing: `.sayso-….tmp`, in the folder of the file each will replace. A process holds a lock on its own while it runs,
//! so the leftovers of a killed process can be recognised. Nothing else may ever be deleted here.
#![allow(clippy::disallowed_methods, reason = "the other side of the door")]

use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;
use tempfile::NamedTempFile;

const PREFIX: &str = ".sayso-";
const SUFFIX: &str = ".tmp";

/// Letters and digits between the two: so many that nobody has called a file of their own so.
const RANDOM: usize = 12;

/// Where a file system knows no locks, one that is so old is left over: a file is written in moments, and machines sleep overnight.
const OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// Where another program tidies at that very moment, the next name is tried; it cannot be as quick so often.
const MOST_TRIES: usize = 16;

/// Whether what is written may be read by others, as any new file may that the user makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// By the user alone.
    Nobody,
    /// As the user's own settings have it.
    Usual,
}

/// A new and empty file in `folder`, which is gone again unless it takes another name.
pub fn unfinished(folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    let mut new = tempfile::Builder::new();
    new.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM);
    #[cfg(unix)]
    if readers == Readers::Usual {
        new.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = readers;
    for _ in 0..MOST_TRIES {
        let file = new.tempfile_in(folder)?;
        // Another program may have taken it for one that was left, and be about to delete it.
        if !matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock)) && is_there(file.as_file())? {
            return Ok(file);
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Deletes what programs that were killed have left in `folder`. What cannot be deleted stays.
pub fn tidy(folder: &Path) {
    let Ok(entries) = folder.read_dir() else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_str().is_some_and(is_name)) {
        let _ = delete_if_left(&entry.path());
    }
}

/// Whether a file of this name is one of ours.
fn is_name(name: &str) -> bool {
    let random = name.strip_prefix(PREFIX).and_then(|rest| rest.strip_suffix(SUFFIX));
    random.is_some_and(|random| random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn delete_if_left(path: &Path) -> io::Result<()> {
    let mut open = OpenOptions::new();
    open.read(true);
    // Neither is a link followed nor a pipe waited for that is called so.
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut open, flags.cast_signed());
    }
    let file = open.open(path)?;
    let meta = file.metadata()?;
    if !meta.is_file() || !is_own(&meta) {
        return Ok(());
    }
    let left = match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => meta.modified()?.elapsed().is_ok_and(|age| age > OLD),
    };
    if left { std::fs::remove_file(path) } else { Ok(()) }
}

/// Whether the file belongs to whoever runs this.
#[cfg(unix)]
fn is_own(meta: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::uid(meta) == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
fn is_own(_: &Metadata) -> bool {
    true
}

/// Whether the open file still has a name.
#[cfg(unix)]
fn is_there(file: &File) -> io::Result<bool> {
    Ok(std::os::unix::fs::MetadataExt::nlink(&file.metadata()?) > 0)
}

#[cfg(not(unix))]
fn is_there(_: &File) -> io::Result<bool> {
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn only_what_nobody_is_at_work_on_is_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let own = [
            ".sayso-config",
            ".sayso-drafts.tmp",
            ".sayso-abcdef123456",
            "x.sayso-abcdef123456.tmp",
            ".sayso-ab.def123456.tmp",
        ];
        for name in own {
            fs::write(path(name), "mine").unwrap();
        }
        fs::create_dir(path(".sayso-abcdef123456.tmp")).unwrap();
        let at_work = unfinished(folder.path(), Readers::Usual).unwrap();
        let left = path(".sayso-Zbcdef123456.tmp");
        fs::write(&left, "left").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(path(own[0]), path(".sayso-Ybcdef123456.tmp")).unwrap();
        tidy(folder.path());
        assert!(own.iter().all(|name| path(name).exists()) && path(".sayso-abcdef123456.tmp").is_dir());
        assert!(at_work.path().exists() && !left.exists());
        #[cfg(unix)]
        assert!(path(".sayso-Ybcdef123456.tmp").is_symlink());
        // The other program is gone without having cleaned up.
        let (file, path) = at_work.keep().unwrap();
        drop(file);
        tidy(folder.path());
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_not_for_others_is_closed_to_them_from_the_first() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = unfinished(folder.path(), Readers::Nobody).unwrap();
        assert_eq!(file.as_file().metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}
