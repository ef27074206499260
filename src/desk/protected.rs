//! Files that a command's output must not overwrite by mistake: a newsroom's settings, registries, articles and the like.
//!
//! Files are compared by their real path and identity, not by name: a link to a file is the same file.

use super::allowed_paths::leads_away;
use super::articles::articles;
use super::check::beside;
use super::newsroom::{CONFIGURATION, Newsroom, PLACES, REGISTRIES};
use super::{files, format_of};
use std::path::{Path, PathBuf};

/// What a newsroom has a file for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProtectedFiles {
    /// `sayso.toml`, or what it extends.
    Settings,
    /// A registry of sources.
    Registry,
    /// Places of its own.
    Places,
    /// The baseline its settings name.
    Baseline,
    /// What a source is stored with.
    Text,
    /// What an article names as its bibliography, or what that names.
    Bibliography,
    /// An article.
    Article,
    /// What git keeps for itself.
    Git,
}

impl ProtectedFiles {
    /// "a registry of this newsroom"
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Self::Settings => "this newsroom’s settings",
            Self::Registry => "a registry of this newsroom",
            Self::Places => "this newsroom’s places",
            Self::Baseline => "this newsroom’s baseline",
            Self::Text => "the stored text of a source",
            Self::Bibliography => "the bibliography of an article",
            Self::Article => "an article of this newsroom",
            Self::Git => "a file of git’s own",
        }
    }
}

/// A file, which need not be there, to be known again under other names.
#[derive(Debug)]
pub struct Same {
    named: PathBuf,
    real: PathBuf,
    id: Option<(u64, u64)>,
}

impl Same {
    /// The file at `path`.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        Self { named: path.to_owned(), real: real(path), id: id(path) }
    }

    /// Whether the file at `path` is the same.
    #[must_use]
    pub fn is(&self, path: &Path) -> bool {
        self.id.is_some() && self.id == id(path) || self.real == real(path)
    }
}

/// Where a file lies, or would lie, once all links are followed.
fn real(path: &Path) -> PathBuf {
    let in_folder = || Some(files::real(path.parent()?).ok()?.join(path.file_name()?));
    files::real(path).ok().or_else(in_folder).unwrap_or_else(|| path.to_owned())
}

/// Which file it is, whatever it is called; `None` where it is not there or the system does not tell.
#[cfg(unix)]
fn id(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    path.metadata().ok().map(|meta| (meta.dev(), meta.ino()))
}

#[cfg(not(unix))]
fn id(_: &Path) -> Option<(u64, u64)> {
    None
}

impl Newsroom {
    /// What the newsroom has the file `same` for, by its settings and registries alone. The file need not be there.
    #[must_use]
    pub fn names(&self, same: &Same) -> Option<ProtectedFiles> {
        let parts = same.named.components().chain(same.real.components());
        if parts.into_iter().any(|part| part.as_os_str().eq_ignore_ascii_case(".git")) {
            return Some(ProtectedFiles::Git);
        }
        if same.real.file_name().is_some_and(|name| name.eq_ignore_ascii_case(CONFIGURATION)) {
            return Some(ProtectedFiles::Settings);
        }
        let root = self.root.as_deref()?;
        let all = |names: &[String], usual: &[&str], owned| {
            let usual = if names.is_empty() { usual } else { &[] };
            let names = names.iter().map(String::as_str).chain(usual.iter().copied());
            names.map(|name| (root.join(name), owned)).collect::<Vec<_>>()
        };
        let mut named = all(&self.house.sources, &REGISTRIES, ProtectedFiles::Registry);
        named.extend(all(&self.house.places, &PLACES, ProtectedFiles::Places));
        named.extend(self.extends().map(|path| (path.to_owned(), ProtectedFiles::Settings)));
        named.extend(self.house.baseline.as_deref().map(|name| (self.path_of(name), ProtectedFiles::Baseline)));
        named.extend(self.texts.paths().map(|path| (path.to_owned(), ProtectedFiles::Text)));
        // What lies on another machine is not asked for.
        named.retain(|(path, _)| !leads_away(path));
        named.into_iter().find(|(path, _)| same.is(path)).map(|(_, owned)| owned)
    }

    /// What the newsroom has the file `same` for, all its articles and their bibliographies looked at too, which reads them.
    #[must_use]
    pub fn owns(&self, same: &Same) -> Option<ProtectedFiles> {
        self.names(same).or_else(|| {
            articles(self).find_map(|path| {
                if same.is(&path) {
                    return Some(ProtectedFiles::Article);
                }
                let text = files::read(&path, &|_| None)?.ok()?;
                let beside = beside(self, &path, format_of(&path), &text);
                beside.iter().any(|path| same.is(path)).then_some(ProtectedFiles::Bibliography)
            })
        })
    }
}
