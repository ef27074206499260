//! The one way through a folder, for the command line and the server: what lies in it, in order of the paths, without what .gitignore
//! names and what is hidden.
//!
//! It never leaves the folder: a link is told of and not followed. What it leads to inside is met where it lies; whether it stands for
//! something is for others to say.

use super::files;
use super::gitignore::{Patterns, Trouble, is_hidden};
use crate::text::Problem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is met on the way.
#[derive(Debug)]
pub enum Met {
    /// A regular file.
    File(PathBuf),
    /// A link, which is not followed.
    Link(PathBuf),
    /// A folder that cannot be looked into, or a file of patterns that cannot be heeded, and why.
    Unreadable(PathBuf, Problem),
}

enum Step {
    Met(Met),
    /// A folder still to be looked into, and the patterns above it.
    Folder(PathBuf, Arc<Patterns>),
}

/// Goes through the folder at `folder`, an absolute path. `enter` is asked of each folder on the way, the first one too.
pub fn walk<F: FnMut(&Path) -> bool>(folder: &Path, mut enter: F) -> impl Iterator<Item = Met> + use<F> {
    let mut troubles = Vec::new();
    let above = Patterns::above(folder, &mut troubles);
    // The next one is the last.
    let mut steps = vec![Step::Folder(folder.to_owned(), above)];
    steps.extend(troubles.into_iter().map(unreadable));
    std::iter::from_fn(move || {
        loop {
            match steps.pop()? {
                Step::Met(met) => return Some(met),
                Step::Folder(folder, above) if enter(&folder) => look_into(folder, &above, &mut steps),
                Step::Folder(..) => {}
            }
        }
    })
}

fn unreadable((path, problem): Trouble) -> Step {
    Step::Met(Met::Unreadable(path, problem))
}

/// Adds to `steps` what lies in `folder`, the first of it last.
fn look_into(folder: PathBuf, above: &Arc<Patterns>, steps: &mut Vec<Step>) {
    let listed = files::list(&folder);
    let entries = match listed {
        Ok(entries) => entries,
        Err(error) => return steps.push(unreadable((folder, files::told(&error)))),
    };
    let mut troubles = Vec::new();
    let has = |name: &str| entries.iter().any(|entry| entry.file_name() == name);
    let patterns = above.below(&folder, &has, &mut troubles);
    let mut own: Vec<Step> = entries
        .into_iter()
        .filter_map(|entry| {
            let (path, kind) = (entry.path(), entry.file_type().ok()?);
            if patterns.leave_out(&path, kind.is_dir(), is_hidden(&entry.file_name()) || is_marked_hidden(&entry)) {
                None
            } else if kind.is_dir() {
                Some(Step::Folder(path, Arc::clone(&patterns)))
            } else if kind.is_symlink() {
                Some(Step::Met(Met::Link(path)))
            } else {
                kind.is_file().then(|| Step::Met(Met::File(path)))
            }
        })
        .collect();
    own.sort_unstable_by(|a, b| path_of(b).file_name().cmp(&path_of(a).file_name()));
    steps.extend(own);
    steps.extend(troubles.into_iter().map(unreadable));
}

fn path_of(step: &Step) -> &Path {
    match step {
        Step::Folder(path, _) | Step::Met(Met::File(path) | Met::Link(path) | Met::Unreadable(path, _)) => path,
    }
}

/// Whether the system marks a file as hidden.
#[cfg(windows)]
fn is_marked_hidden(entry: &std::fs::DirEntry) -> bool {
    const HIDDEN: u32 = 2;
    use std::os::windows::fs::MetadataExt;
    entry.metadata().is_ok_and(|data| data.file_attributes() & HIDDEN != 0)
}

#[cfg(not(windows))]
fn is_marked_hidden(_: &std::fs::DirEntry) -> bool {
    false
}
