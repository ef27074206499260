//! Which files a newsroom's own files may refer to, and how much of a file outside the newsroom may be shown.
//!
//! A newsroom folder may come from anybody, and the files it refers to are read with the user's rights. So a registry outside the folder is
//! read, wherever it is on the disk, but none of its lines is ever shown; if it is not what it was named as, one message says so and quotes
//! nothing. System files, git's files, network paths and devices are never read. A link is judged by its target.

use super::files::{self, problem};
use crate::text::Problem;
use crate::text::paths::{REMEDY, refused};
use std::path::{Component, Path, PathBuf};

/// Folders in which the system shows itself as files: to read some of them waits, to read others tells of the machine.
const SYSTEM: [&str; 3] = ["/proc", "/dev", "/sys"];

/// Links are followed from one to the next no further than this, as Linux does.
const MOST_LINKS: usize = 40;

/// Where a file lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// In the newsroom's folder.
    Inside,
    /// Elsewhere on the disk.
    Outside,
}

/// What the files of one newsroom may name.
#[derive(Debug)]
pub(super) struct AllowedPaths {
    /// The newsroom's folder, links followed.
    root: Option<PathBuf>,
}

impl AllowedPaths {
    /// That of the newsroom in the folder `root`; without one every file is outside.
    pub fn of(root: Option<&Path>) -> Self {
        Self { root: root.map(|root| files::real(root).unwrap_or_else(|_| root.to_owned())) }
    }

    /// Where the file at `path` lies; a problem says why it is not to be read. One that is not there is judged by its path.
    pub fn look(&self, path: &Path) -> Result<Side, Problem> {
        if leads_away(path) {
            return Err(problem("This link points to another machine or a device.", REMEDY));
        }
        let real = files::real(path).unwrap_or_else(|_| path.to_owned());
        let root = self.root.as_deref();
        let is_systems = |folder: &&str| real.starts_with(folder) && root.is_none_or(|root| !root.starts_with(folder));
        if cfg!(unix) && SYSTEM.iter().any(is_systems) {
            return Err(problem("This is a system file.", "Name a file in the newsroom."));
        }
        let inside = root.and_then(|root| real.strip_prefix(root).ok());
        // A clone keeps there by which password it was fetched.
        if inside.unwrap_or(&real).components().any(|part| part == Component::Normal(".git".as_ref())) {
            return Err(problem("This is one of git\u{2019}s internal files.", "Name a file in the newsroom."));
        }
        Ok(if inside.is_some() { Side::Inside } else { Side::Outside })
    }

    /// Whether the file at `path`, which starts from the newsroom's folder, lies in it with no link on the way.
    pub fn holds(&self, root: &Path, path: &Path) -> bool {
        let real = || Some(self.root.as_deref()?.join(path.strip_prefix(root).ok()?));
        files::real(path).is_ok_and(|own| Some(own) == real())
    }
}

/// Whether a link on the way to `path` leads to another machine or a device. Each is read before it is followed: following it would ask.
#[must_use]
pub fn leads_away(path: &Path) -> bool {
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        let topmost = path.ancestors().filter(|it| it.is_symlink()).last();
        let Some((link, target)) = topmost.and_then(|link| Some((link, files::target(link)?))) else {
            return false;
        };
        if refused(&target.to_string_lossy()).is_some() {
            return true;
        }
        let rest = path.strip_prefix(link).unwrap_or(Path::new(""));
        path = link.parent().unwrap_or(link).join(target).join(rest);
    }
    false
}

/// What is said of a file outside the newsroom's folder in which there is nothing of what it was named as.
pub(super) fn unlike(what: &str) -> Problem {
    let message = format!("This file is outside the newsroom\u{2019}s folder and does not look like {what}.");
    problem(&message, "Check the path. sayso shows nothing from such a file.")
}
