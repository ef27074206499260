//! The newsroom's registry of sources: CSL-YAML, CSL-JSON and BibLaTeX read into one form, each key with its place in its file.
//!
//! Pure functions of file contents: no file is opened here. Of a confidential source only what may be shown is kept, so that no view can
//! show more; its identity is kept to find it in copy alone, has no `Debug` and no `Display` and is never written anywhere. What may be
//! meant to make a source confidential and cannot be read makes it so.

pub mod append;
mod bib;
mod csl;
mod date;
mod fields;
mod guard;
mod identity;
mod json;
pub mod key;
pub mod mentions;
mod secrecy;
mod seen;
mod show;
pub mod stored;
#[cfg(test)]
mod tests;
pub(crate) mod tree;
mod words;
pub(crate) mod yaml;

pub use fields::{BASES, KINDS};
pub use guard::{Guard, WITHHELD, masked};
pub use identity::Identity;
pub(crate) use identity::may_be_given;
pub use show::grade_in_words;
pub use stored::{Shelf, Stored};
pub use words::Words;

use crate::text::{Problem, Severity, Span, nearest};
use std::collections::{HashMap, HashSet};

/// One source of the registry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The key it is cited by.
    pub key: String,
    /// Index of its file in [`Registry::files`].
    pub file: usize,
    /// Where the key stands in its file.
    pub key_span: Span,
    /// Where the whole entry stands in its file.
    pub span: Span,
    /// The CSL type: "interview", "post", "article-newspaper" ...
    pub csl_type: String,
    /// Its title.
    pub title: Option<String>,
    /// Authors as one reads them, joined by commas.
    pub author: Option<String>,
    /// Where it appeared: container title or publisher.
    pub outlet: Option<String>,
    /// Day it was issued, as far as known: "2026-03-04", "2026-03", "2026".
    pub issued: Option<String>,
    /// Day it was looked at.
    pub accessed: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The newsroom's own fields, from `custom:`.
    pub custom: Custom,
}

/// The newsroom's own fields of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Custom {
    /// wire, official, social, witness, expert, document, own.
    pub kind: Option<String>,
    /// Who speaks in it.
    pub speaker: Option<String>,
    /// What the speaker is.
    pub role: Option<String>,
    /// Side or interest, in the newsroom's words.
    pub party: Option<String>,
    /// Key of the source that said it first.
    pub origin: Option<String>,
    /// Where that key stands in the source's file.
    pub origin_span: Option<Span>,
    /// Admiralty grade: "C3".
    pub grade: Option<String>,
    /// firsthand, secondhand, document, unknown.
    pub basis: Option<String>,
    /// Address of an archived copy.
    pub archive: Option<String>,
    /// Why the source is not named.
    pub anonymity_reason: Option<String>,
    /// Whether the source is confidential: nothing that tells who it is may be shown.
    pub confidential: bool,
    /// Who a confidential source is; only to be looked for in copy.
    pub identity: Option<Identity>,
    /// Words stored as they were said.
    pub quotes: Vec<String>,
    /// Path of a stored text, from the registry's folder.
    pub text: Option<String>,
    /// Where that path stands in the source's file.
    pub text_span: Span,
}

/// All sources of a newsroom.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    /// Names of the files, as the caller calls them (paths, from the newsroom's root).
    pub files: Vec<String>,
    /// Sources in order of file and place.
    pub sources: Vec<Source>,
    /// Key -> index in `sources`; the first one wins where two share a key.
    pub by_key: HashMap<String, usize>,
    /// What each source is found by.
    pub(crate) words: words::Index,
    /// Who is not to be named.
    pub(crate) names: identity::Names,
}

impl Source {
    /// Whether it is a page or a post, by its type: what has an address and may be gone tomorrow.
    #[must_use]
    pub fn is_online(&self) -> bool {
        matches!(self.csl_type.as_str(), "webpage" | "post" | "post-weblog")
    }
}

impl Registry {
    /// The source cited by `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Source> {
        self.by_key.get(key).map(|&i| &self.sources[i])
    }

    /// Joins the sources of several files. Of two with one key the first stays in force; a rule speaks of the second.
    #[must_use]
    pub fn join(files: Vec<(String, Vec<Source>)>) -> Self {
        let mut registry = Self::default();
        for (file, (name, sources)) in files.into_iter().enumerate() {
            registry.files.push(name);
            for source in sources {
                let source = Source { file, ..source };
                registry.by_key.entry(source.key.clone()).or_insert(registry.sources.len());
                registry.sources.push(source);
            }
        }
        registry.hold();
        let in_force = registry.sources.iter().enumerate().filter(|(i, s)| registry.by_key.get(&s.key) == Some(i));
        registry.words = words::Index::of(in_force);
        registry
    }

    /// Withholds what only the whole registry tells is to be withheld.
    fn hold(&mut self) {
        let held: HashSet<String> =
            self.sources.iter().filter(|source| source.is_confidential()).map(|source| source.key.clone()).collect();
        if held.is_empty() {
            return;
        }
        // Of two entries with one key the careful one holds for both.
        for source in self.sources.iter_mut().filter(|it| held.contains(&it.key) && !it.is_confidential()) {
            let who = [source.author.take(), source.custom.speaker.take()];
            source.custom.identity = Identity::new(who.iter().flatten().flat_map(|who| secrecy::forms(who)));
            source.withhold();
        }
        let identities = self.sources.iter().enumerate();
        self.names =
            identity::Names::of(identities.filter_map(|(i, source)| Some((i, source.custom.identity.as_ref()?))));
        for source in self.sources.iter_mut().filter(|source| source.is_confidential()) {
            guard::withhold(source, &self.names);
            // What is no key of the registry may be any words.
            source.custom.origin.take_if(|origin| !self.by_key.contains_key(origin));
        }
    }

    /// The names that no view may show.
    pub(crate) fn names(&self) -> &identity::Names {
        &self.names
    }

    /// The source, the one it names as its origin, that one's origin and so on. A circle ends before it closes, and a long line somewhere.
    #[must_use]
    pub fn origins<'a>(&'a self, source: &'a Source) -> Vec<&'a Source> {
        const STEPS: usize = 8;
        let mut line = vec![source];
        while let Some(origin) = line.last().and_then(|last| self.get(last.custom.origin.as_deref()?)) {
            if line.len() > STEPS || line.iter().any(|known| known.key == origin.key) {
                break;
            }
            line.push(origin);
        }
        line
    }

    /// Keys in force that are not in `cited`, and that no source names as its origin.
    #[must_use]
    pub fn uncited(&self, cited: &HashSet<String>) -> HashSet<String> {
        let origins: HashSet<&str> = self.sources.iter().filter_map(|s| s.custom.origin.as_deref()).collect();
        let used = |key: &str| cited.contains(key) || origins.contains(key);
        self.by_key.keys().filter(|key| !used(key)).cloned().collect()
    }

    /// The source in force that is cited by each key, in order of file and place: duplicates are left out.
    pub fn in_force(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter().enumerate().filter(|(i, s)| self.by_key.get(&s.key) == Some(i)).map(|(_, s)| s)
    }

    /// The sources in force that can be cited, each with the words it is found by and whether they hold `query`, which is in lower case.
    pub fn search<'a>(&'a self, query: &str) -> impl Iterator<Item = (&'a Source, Words<'a>)> + use<'a> {
        self.words.search(query).map(|(source, words)| (&self.sources[source], words))
    }

    /// The key that `key` is most likely a slip for, reserved ones among them.
    #[must_use]
    pub fn nearest_key(&self, key: &str) -> Option<&str> {
        let keys = || self.in_force().map(|s| s.key.as_str()).chain(RESERVED);
        // Letters that look like others, and those nobody sees, are no slips that are counted.
        let read = key::as_read(key);
        let seen = || keys().find(|known| key::as_read(known) == read);
        nearest(key, keys()).or_else(|| if read == key { None } else { seen().or_else(|| nearest(&read, keys())) })
    }
}

/// Keys that need no entry: `@own` (the reporter saw it), `@known` (public record), `@tk` (source still to come).
pub const RESERVED: [&str; 3] = ["own", "known", "tk"];

/// Whether the lines of the registry `text`, called `name`, may be shown in a report, a log or a terminal: none of its sources is
/// confidential, and none may be whose entry cannot be read. Of any other a mistake is told by its message and line number alone.
#[must_use]
pub fn may_be_shown(name: &str, text: &str) -> bool {
    let read = read(name, text);
    read.whole && !read.sources.iter().any(Source::is_confidential) && !secrecy::may_speak_of_it(text)
}

/// What one registry file holds.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// Its sources, as far as they could be read. `file` is 0 until [`Registry::join`].
    pub sources: Vec<Source>,
    /// What is wrong with it, in order of place.
    pub problems: Vec<Problem>,
    /// Whether its form is sound from start to end: if not, entries may be missing, and what was read before is the better registry.
    pub whole: bool,
}

/// Reads one registry file. Its form is told by its shape, `name` (a path) only helps. What can be read is read; the rest is named.
#[must_use]
pub fn parse(name: &str, text: &str) -> (Vec<Source>, Vec<Problem>) {
    let read = read(name, text);
    (read.sources, read.problems)
}

/// Like [`parse`], and says whether the file is sound.
#[must_use]
pub fn read(name: &str, text: &str) -> Read {
    let mut read = match shape(name, text) {
        Shape::Bib => {
            let (sources, problems, whole) = bib::read(text);
            Read { sources, problems, whole }
        }
        Shape::Json => match from_tree(json::read(text)) {
            // YAML may open with a bracket too.
            json if json.whole || has_extension(name, "json") => json,
            json => Some(from_tree(yaml::read(text))).filter(|yaml| yaml.whole).unwrap_or(json),
        },
        Shape::Yaml => from_tree(yaml::read(text)),
    };
    read.problems.sort_by_key(|p| p.span);
    read
}

fn from_tree((tree, mut problems): (tree::Tree, Vec<Problem>)) -> Read {
    let whole = !problems.iter().any(|p| p.severity == Severity::Error);
    for problem in problems.iter_mut().filter(|problem| problem.severity == Severity::Error) {
        let help = problem.help.get_or_insert_default();
        help.push_str(" Until then sayso treats a source it cannot read in full as confidential.");
    }
    let sources = csl::read(&tree, &mut problems);
    Read { sources, problems, whole }
}

enum Shape {
    Bib,
    Json,
    Yaml,
}

/// A BibLaTeX file starts with an entry or a comment, as no YAML does; JSON starts with a bracket.
fn shape(name: &str, text: &str) -> Shape {
    match text.trim_start_matches('\u{feff}').trim_start().chars().next() {
        Some('@') => Shape::Bib,
        Some('{' | '[') => Shape::Json,
        _ if has_extension(name, "bib") => Shape::Bib,
        _ => Shape::Yaml,
    }
}

fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, e)| e.eq_ignore_ascii_case(extension))
}
