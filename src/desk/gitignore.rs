//! Files excluded by .gitignore and the like. Ignore files are read through `files.rs`, with a limit on their size.
//!
//! If several match a path, the nearest file wins; `.ignore` overrides `.gitignore`, which overrides the repository's
//! `.git/info/exclude`, which overrides the user's global file. Patterns above the repository's root do not apply.

use super::files;
use crate::text::paths::refused;
use crate::text::{Problem, Severity};
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Of one file so many lines are heeded, and so many bytes: the longest that people share have a few hundred lines, and two thousand take
/// a fifth of a second to make ready.
const MOST_LINES: usize = 2000;
const MOST_BYTES: usize = 1 << 16;

/// No system knows longer paths, in bytes.
const LONGEST_PATH: u64 = 1 << 15;

/// A file of patterns that could not be read, or not to its end.
pub(super) type Trouble = (PathBuf, Problem);

/// The patterns that count in one folder, with those above it.
pub(super) struct Patterns {
    above: Option<Arc<Self>>,
    plain: Gitignore,
    git: Gitignore,
    own: Gitignore,
    /// Whether a repository begins here.
    repository: bool,
    /// The user's own.
    users: Arc<Gitignore>,
}

impl Patterns {
    /// Those that count above the folder at `folder`, an absolute path.
    pub fn above(folder: &Path, troubles: &mut Vec<Trouble>) -> Arc<Self> {
        let none = Gitignore::empty;
        let users = Arc::new(Gitignore::global().0);
        let mut all = Arc::new(Self { above: None, plain: none(), git: none(), own: none(), repository: false, users });
        let mut folders: Vec<&Path> = folder.ancestors().skip(1).collect();
        folders.reverse();
        for folder in folders {
            all = all.below(folder, &|name| folder.join(name).symlink_metadata().is_ok(), troubles);
        }
        all
    }

    /// Those that count in the folder at `folder`, one below; `has` tells whether it holds a file of some name.
    pub fn below(
        self: &Arc<Self>,
        folder: &Path,
        has: &dyn Fn(&str) -> bool,
        troubles: &mut Vec<Trouble>,
    ) -> Arc<Self> {
        let (plain, git, repository) = (has(".ignore"), has(".gitignore"), has(".git"));
        if !(plain || git || repository) {
            return Arc::clone(self);
        }
        let mut read = |there: bool, name: &str| match there {
            true => read(folder, &folder.join(name), troubles),
            false => Gitignore::empty(),
        };
        Arc::new(Self {
            plain: read(plain, ".ignore"),
            git: read(git, ".gitignore"),
            repository,
            users: Arc::clone(&self.users),
            above: Some(Arc::clone(self)),
            own: match repository.then(|| kept_in(folder)).flatten() {
                Some(git) => self::read(folder, &git.join("info/exclude"), troubles),
                None => Gitignore::empty(),
            },
        })
    }

    /// Whether the file or folder at `path`, which lies in this folder or below, is left out: by a pattern, or, where none speaks of it,
    /// as `hidden`.
    pub fn leave_out(&self, path: &Path, is_folder: bool, hidden: bool) -> bool {
        let (mut plain, mut git, mut own) = (None, None, None);
        let mut here = Some(self);
        let mut in_repository = true;
        while let Some(level) = here {
            let spoken = |by: &Gitignore| match by.matched(path, is_folder) {
                Match::None => None,
                Match::Ignore(_) => Some(true),
                Match::Whitelist(_) => Some(false),
            };
            plain = plain.or_else(|| spoken(&level.plain));
            if in_repository {
                git = git.or_else(|| spoken(&level.git));
                own = own.or_else(|| spoken(&level.own));
                in_repository = !level.repository;
            }
            if level.above.is_none() {
                own = own.or_else(|| spoken(&level.users));
            }
            here = level.above.as_deref();
        }
        plain.or(git).or(own).unwrap_or(hidden)
    }
}

/// Where git keeps what is its own of the repository that begins in `folder`: elsewhere for a second working tree, whose `.git` is a file
/// that says where.
fn kept_in(folder: &Path) -> Option<PathBuf> {
    let git = folder.join(".git");
    if git.is_dir() {
        return Some(git);
    }
    let said = |path: PathBuf| {
        let bytes = files::bytes(&path, LONGEST_PATH).ok()?.ok()?;
        let path = String::from_utf8(bytes).ok()?.trim().to_owned();
        refused(path.strip_prefix("gitdir: ").unwrap_or(&path)).is_none().then_some(path)
    };
    let own = folder.join(said(git)?.strip_prefix("gitdir: ")?);
    Some(match said(own.join("commondir")) {
        Some(common) => own.join(common),
        None => own,
    })
}

/// The patterns of `folder` in the file at `path`.
fn read(folder: &Path, path: &Path, troubles: &mut Vec<Trouble>) -> Gitignore {
    let mut patterns = GitignoreBuilder::new(folder);
    match files::bytes(path, files::LARGEST) {
        Ok(Ok(bytes)) => {
            let text = String::from_utf8_lossy(&bytes);
            let mut length = 0;
            for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
                length += line.len() + 1;
                if number >= MOST_LINES || length > MOST_BYTES {
                    troubles.push((path.to_owned(), too_long(number)));
                    break;
                }
                // A pattern that makes no sense says nothing, as for git.
                let _ = patterns.add_line(Some(path.to_owned()), line);
            }
        }
        Ok(Err(problem)) => troubles.push((path.to_owned(), problem)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => troubles.push((path.to_owned(), files::told(&error))),
    }
    patterns.build().unwrap_or_else(|_| Gitignore::empty())
}

fn too_long(lines: usize) -> Problem {
    Problem {
        span: Default::default(),
        severity: Severity::Warning,
        message: format!(
            "sayso reads only the first {lines} lines of this file. The limit is {MOST_LINES} lines and {} KB.",
            MOST_BYTES >> 10
        ),
        help: Some("Name folders instead of files.".into()),
    }
}

/// Whether a search would pass over the file at `path`, an absolute path; it need not exist. What lies above `root`, the folder of its
/// newsroom, is not judged: who keeps a newsroom in a hidden folder means it.
#[must_use]
pub fn ignored(path: &Path, root: Option<&Path>) -> bool {
    let root = root.or(path.parent()).unwrap_or(path);
    let Ok(inner) = path.strip_prefix(root) else { return false };
    let mut troubles = Vec::new();
    let mut patterns = Patterns::above(root, &mut troubles);
    let mut here = root.to_path_buf();
    inner.components().any(|step| {
        patterns = patterns.below(&here, &|name| here.join(name).symlink_metadata().is_ok(), &mut troubles);
        here.push(step);
        patterns.leave_out(&here, here != path, is_hidden(step.as_os_str()))
    })
}

/// Whether a file is hidden by its name.
pub(super) fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}
