//! One newsroom folder: its house style, registries, places and open articles. The only room, with the two faces, that touches files.
//!
//! [`Newsroom`] is what was read from disk (or from unsaved buffers over it); [`Caches`] is what is kept of one article from one
//! version to the next; a [`Snapshot`] is what a view reads: immutable, of one version. Nothing here judges a text.

mod allowed_paths;
mod articles;
mod check;
mod file_attributes;
mod files;
mod folder_lock;
mod gitignore;
mod last_good;
mod newsroom;
mod protected;
mod save;
mod settings;
mod stored;
mod temp_files;
#[cfg(test)]
mod tests;
mod walk;

pub use allowed_paths::leads_away;
pub use articles::{articles, cited, lies_in, newsrooms_in, stamped_articles, stands_for_article};
pub use check::{bibliographies, check, data_of};
pub use files::{
    LARGEST, MOST_READ, Stamp, Unsaved, as_text, bytes, mark_of, open, read, read_own, real, stamp, told, unmarked,
};
pub use gitignore::ignored;
pub use newsroom::{CONFIGURATION, Named, Newsroom, OwnPlace, PLACES, REGISTRIES, find_root};
pub use protected::{ProtectedFiles, Same};
pub use save::{Replaced, Target, look, replace};
pub use temp_files::{Readers, tidy, unfinished};
pub use walk::{Met, walk};

use crate::article::Format;
use crate::ledger::{self, Data, Ledger};
use crate::rules::{self, Finding, Stet};
use crate::sources::Guard;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One version of one article, read and checked.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The newsroom it was checked by.
    pub newsroom: Arc<Newsroom>,
    /// The newsroom's sources and places, with those of the article's own bibliography.
    pub data: Data,
    /// Its ledger.
    pub ledger: Arc<Ledger>,
    /// Its findings, in order.
    pub findings: Arc<Vec<Finding>>,
    /// What was let stand by `stet` directives, in order of the directives.
    pub stets: Arc<Vec<Stet>>,
}

impl Snapshot {
    /// The gate that its words pass on their way into a view.
    #[must_use]
    pub fn guard(&self) -> Guard<'_> {
        ledger::guard(&self.ledger, &self.data.registry)
    }

    /// `words` of the article, of a message that quotes it or of a source, as a view may show them.
    #[must_use]
    pub fn shown(&self, words: &str) -> String {
        // Most words name nobody; what of the article counts is worked out for those that may.
        if self.data.registry.names().all_in(words).is_empty() {
            return words.to_owned();
        }
        self.guard().shown(words).into_owned()
    }
}

/// What is kept of one article from one version to the next. One for each article; a cache for another article is only slower.
#[derive(Default)]
pub struct Caches {
    /// Its blocks, read.
    pub ledger: ledger::Cache,
    /// Those of its plain form, where it is not its own.
    plain: ledger::Cache,
    /// Their findings.
    pub rules: rules::Cache,
    bibliography: Option<check::Bibliography>,
}

impl Caches {
    /// Files that the article's front matter names: their change means a [`Newsroom::reload`] too.
    #[must_use]
    pub fn watched(&self) -> &[PathBuf] {
        self.bibliography.as_ref().map_or(&[], |it| &it.files)
    }
}

/// What kind of article the file at `path` is, by its name.
#[must_use]
pub fn format_of(path: &Path) -> Format {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    if matches!(extension.as_str(), "md" | "markdown") { Format::Markdown } else { Format::Plain }
}
