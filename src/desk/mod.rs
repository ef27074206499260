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
