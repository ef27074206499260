//! The newsroom's registry of sources: CSL-YAML, CSL-JSON and BibLaTeX read into one form, each key with its place in its file.
//!
//! Pure functions of file contents: no file is opened here. A confidential source's identity is kept only to find it in copy; it has
//! no `Debug`, no `Display` and is never written anywhere.

use crate::text::{Problem, Span};
use std::collections::HashMap;

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
}

/// Who a confidential source is. It can be searched for; it cannot be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity(String);

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(..)")
    }
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
}

impl Registry {
    /// The source cited by `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Source> {
        self.by_key.get(key).map(|&i| &self.sources[i])
    }

    /// Joins the sources of several files. Duplicate keys are reported at the later place; the first stays in force.
    /// The problems come back as (index of the file, problem).
    #[must_use]
    pub fn join(_files: Vec<(String, Vec<Source>)>) -> (Self, Vec<(usize, Problem)>) {
        (Self::default(), Vec::new())
    }
}

/// Keys that need no entry: `@own` (the reporter saw it), `@known` (public record), `@tk` (source still to come).
pub const RESERVED: [&str; 3] = ["own", "known", "tk"];

/// Reads one registry file. Its form is told by its shape, `name` (a path) only helps. What can be read is read; the rest is named.
#[must_use]
pub fn parse(_name: &str, _text: &str) -> (Vec<Source>, Vec<Problem>) {
    (Vec::new(), Vec::new())
}
