//! The words sources are found by while a tag is typed, in lower case, all in one text that is searched at memory speed.
//!
//! Of a confidential source only what may be shown is among them, for nothing else is kept; or a query would tell who it is.

use super::{Source, key};

/// The words of the sources that can be cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Index {
    text: String,
    entries: Vec<Entry>,
}

/// Where the words of one source stand in the text: its key, its title and names, whatever else it is found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    source: usize,
    start: usize,
    key: usize,
    names: usize,
    end: usize,
}

/// The words of one source.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// Its key.
    pub key: &'a str,
    /// Its title and the names of who speaks in it and who wrote it, each on a line.
    pub names: &'a str,
    /// Where, when, in what role and of what kind, each on a line.
    pub rest: &'a str,
    /// Whether any of them holds what was looked for.
    pub hit: bool,
}

impl Index {
    /// The words of those of `sources` that are in force and can be cited.
    pub fn of<'a>(sources: impl Iterator<Item = (usize, &'a Source)>) -> Self {
        let mut index = Self::default();
        for (source, it) in sources.filter(|(_, it)| key::is_citable(&it.key)) {
            index.add(source, it);
        }
        index
    }

    fn add(&mut self, source: usize, it: &Source) {
        let start = self.text.len();
        let mut add = |field: Option<&str>| {
            for c in field.unwrap_or_default().chars() {
                // Sources and fields are parted by line ends, so that nothing is found across them.
                if c.is_ascii() {
                    self.text.push(if c == '\n' { ' ' } else { c.to_ascii_lowercase() });
                } else {
                    self.text.extend(c.to_lowercase());
                }
            }
            self.text.push('\n');
            self.text.len()
        };
        let key = add(Some(&it.key)) - 1;
        add(it.shown_title());
        add(it.shown_who());
        let names = add(it.author.as_deref());
        add(it.shown_outlet());
        add(it.shown_role());
        add(it.shown_issued());
        let end = add(it.custom.kind.as_deref());
        self.entries.push(Entry { source, start, key, names, end });
    }

    /// The words of each source, with its number, and whether they hold `query`, which is in lower case and on one line.
    pub fn search<'a>(&'a self, query: &str) -> impl Iterator<Item = (usize, Words<'a>)> + use<'a> {
        let finder = memchr::memmem::Finder::new(query.as_bytes()).into_owned();
        let mut next = finder.find(self.text.as_bytes());
        self.entries.iter().map(move |entry| {
            // Words that hold it twice, and all that was passed over, are not searched again.
            if next.is_some_and(|at| at < entry.start) {
                next = finder.find(&self.text.as_bytes()[entry.start..]).map(|at| at + entry.start);
            }
            let hit = next.is_some_and(|at| at < entry.end);
            let words = Words {
                key: &self.text[entry.start..entry.key],
                names: &self.text[entry.key..entry.names],
                rest: &self.text[entry.names..entry.end],
                hit,
            };
            (entry.source, words)
        })
    }
}
