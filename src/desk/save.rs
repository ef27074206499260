//! Writing a file of the newsroom: all of it or nothing, whenever the machine may stop. It must never lose what somebody else wrote.
#![allow(clippy::disallowed_methods, reason = "the other side of the door")]

use super::files::{mark_of, problem};
use crate::text::Problem;
use std::fs::Metadata;
use std::io::{self, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Puts `after` in place of `before` in the file at `path`: all of it or nothing, whenever the machine may stop. Its byte-order mark and
/// permissions stay, and a link stays a link. A file that does not hold `before` any more was changed by somebody else and is left as it is.
pub fn replace(path: &Path, before: &str, after: &str) -> Result<(), Problem> {
    written(path, before, after).unwrap_or_else(|error| {
        let help = "Look at whether the file and its folder can be written to.";
        Err(problem(&format!("This file cannot be written: {error}."), help))
    })
}

fn written(path: &Path, before: &str, after: &str) -> io::Result<Result<(), Problem>> {
    let path = path.canonicalize()?;
    let meta = path.metadata()?;
    if meta.permissions().readonly() {
        return Ok(Err(problem("This file is write-protected, so it was left as it is.", "Ask who protects it.")));
    }
    let mark = mark_of(&path);
    let file = beside(&path, &format!("{mark}{after}"))?;
    // As late as can be.
    let held = std::fs::read(&path)?;
    if held.strip_prefix(mark.as_bytes()) != Some(before.as_bytes()) {
        let message = "This file was changed while it was being checked, so it was left as it is.";
        return Ok(Err(problem(message, "Check it again.")));
    }
    file.persist(&path)?;
    Ok(Ok(()))
}

/// Writes `text` to the file at `path`, whatever was there: all of it or nothing, whenever the machine may stop. A file's permissions stay,
/// and a link stays a link; what is no file on the disk (a pipe, a terminal) is written to.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize().or_else(|_| std::path::absolute(path))?;
    match path.metadata() {
        Ok(meta) if !meta.is_file() => return std::fs::write(&path, text),
        Ok(meta) if meta.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
        _ => {}
    }
    beside(&path, text)?.persist(&path)?;
    Ok(())
}

/// A file that holds `text` in the folder of `path`, to take its place: with the owner and permissions of the one that is there, or those
/// of any new file.
fn beside(path: &Path, text: &str) -> io::Result<NamedTempFile> {
    let mut new = tempfile::Builder::new();
    #[cfg(unix)]
    new.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = new.prefix(".sayso-").tempfile_in(path.parent().unwrap_or(path))?;
    // Before a word is in it: what few may read is not to lie open for a moment.
    if let Ok(meta) = path.metadata() {
        keep_owner(file.path(), &meta);
        file.as_file().set_permissions(meta.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Gives the file at `path` the owner and group of the one it will replace, as far as whoever runs this may.
#[cfg(unix)]
fn keep_owner(path: &Path, meta: &Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    if chown(path, Some(meta.uid()), Some(meta.gid())).is_err() {
        let _ = chown(path, None, Some(meta.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &Metadata) {}
