//! One newsroom folder: its house style, registries, places and open articles. The only room, with the two faces, that touches files.
//!
//! [`Newsroom`] is what was read from disk (or from unsaved buffers over it); [`Article`] is one open text with its caches; a
//! [`Snapshot`] is what a view reads: immutable, of one version.

use crate::house::House;
use crate::ledger::{Data, Ledger};
use crate::rules::Finding;
use crate::text::Problem;
use std::path::PathBuf;
use std::sync::Arc;

/// A newsroom as last read: house style, sources, places, and what is wrong with the files they come from.
#[derive(Clone, Debug, Default)]
pub struct Newsroom {
    /// Its root folder; `None` for a single file or an untitled text.
    pub root: Option<PathBuf>,
    /// House style.
    pub house: Arc<House>,
    /// Sources and places.
    pub data: Data,
    /// Files read, each with its problems (empty where there are none).
    pub files: Vec<(PathBuf, Vec<Problem>)>,
}

/// One version of one article, read and checked.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The newsroom it was checked by.
    pub newsroom: Arc<Newsroom>,
    /// Its ledger.
    pub ledger: Arc<Ledger>,
    /// Its findings, in order.
    pub findings: Arc<Vec<Finding>>,
}

impl Newsroom {
    /// Reads the newsroom whose root folder is `root`.
    #[must_use]
    pub fn load(root: &std::path::Path, _unsaved: &dyn Fn(&std::path::Path) -> Option<Arc<str>>) -> Self {
        Self { root: Some(root.to_owned()), ..Self::default() }
    }
}

/// What is kept of one article between its checks.
#[derive(Default)]
pub struct Caches {
    ledger: crate::ledger::Cache,
    rules: crate::rules::Cache,
}

/// The newsroom folder `path` belongs to.
#[must_use]
pub fn find_root(path: &std::path::Path) -> Option<PathBuf> {
    path.ancestors().skip(1).find(|folder| folder.join("sayso.toml").is_file()).map(ToOwned::to_owned)
}

/// How the article at `path` is written.
#[must_use]
pub fn format_of(path: &std::path::Path) -> crate::article::Format {
    match path.extension().and_then(|e| e.to_str()) {
        Some("md" | "markdown") => crate::article::Format::Markdown,
        _ => crate::article::Format::Plain,
    }
}

/// Reads and checks one article.
pub fn check(
    newsroom: &Arc<Newsroom>,
    _path: Option<&std::path::Path>,
    format: crate::article::Format,
    text: Arc<str>,
    _unsaved: &dyn Fn(&std::path::Path) -> Option<Arc<str>>,
    caches: &mut Caches,
) -> Snapshot {
    let ledger = crate::ledger::build(text, format, &newsroom.data, &mut caches.ledger);
    let context = crate::rules::Context { ledger: &ledger, data: &newsroom.data, house: &newsroom.house };
    let findings = crate::rules::check(&context, &mut caches.rules);
    Snapshot { newsroom: newsroom.clone(), ledger: ledger.into(), findings: findings.into() }
}
