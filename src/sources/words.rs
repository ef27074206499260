//! The words a source is found by while its tag is typed, in lower case and ready to be searched.
//!
//! Of a confidential source only what may be shown is among them, or a query would tell who it is.

use super::Source;

/// The words of one source: its key, its title and names, and whatever else it is found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    all: Box<str>,
    key: usize,
    names: usize,
}

impl Words {
    pub(super) fn of(source: &Source) -> Self {
        let author = source.author.as_deref().filter(|_| !source.is_confidential());
        let mut all = source.key.to_lowercase();
        let key = all.len();
        let mut add = |fields: &[Option<&str>]| {
            for field in fields.iter().flatten() {
                all.push('\n');
                all.extend(field.chars().flat_map(char::to_lowercase));
            }
            all.len()
        };
        let names = add(&[source.shown_title(), source.shown_who(), author]);
        add(&[source.shown_outlet(), source.shown_role(), source.shown_issued(), source.custom.kind.as_deref()]);
        Self { all: all.into(), key, names }
    }

    /// Whether any of them holds `query`, which is in lower case.
    #[must_use]
    pub fn hold(&self, query: &str) -> bool {
        memchr::memmem::find(self.all.as_bytes(), query.as_bytes()).is_some()
    }

    /// The key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.all[..self.key]
    }

    /// Its title and the names of who speaks in it and who wrote it, each on a line.
    #[must_use]
    pub fn names(&self) -> &str {
        &self.all[self.key..self.names]
    }

    /// Where, when, in what role and what kind, each on a line.
    #[must_use]
    pub fn rest(&self) -> &str {
        &self.all[self.names..]
    }
}
