//! House style: `sayso.toml` as data. What to check, how strictly, which severity, which form of a place name.
//!
//! A pure function of the file's text. A mistake in it is a [`Problem`] with its place; the rest of the file holds.

use crate::text::{Problem, Severity};
use std::collections::BTreeMap;

/// How much is asked of a draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strictness {
    /// What would embarrass the paper.
    Relaxed,
    /// What a desk would send back.
    #[default]
    Standard,
    /// A line-by-line fact check.
    Strict,
}

/// A newsroom's house style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct House {
    /// `strictness`.
    pub strictness: Strictness,
    /// `[rules]`: rule name -> severity set by the house.
    pub rules: BTreeMap<String, Severity>,
    /// `include`: globs of articles, from the root. Default: `**/*.md`, `**/*.txt`.
    pub include: Vec<String>,
    /// `exclude`: globs left out.
    pub exclude: Vec<String>,
    /// `sources`: registry files, from the root. Default: `sources.yaml` and its like, where they exist.
    pub sources: Vec<String>,
    /// `places.files`: places files. Default: `places.yaml`.
    pub places: Vec<String>,
    /// `places.prefer`: country code -> "official" or a language code.
    pub prefer: BTreeMap<String, String>,
}

impl Default for House {
    fn default() -> Self {
        Self {
            strictness: Strictness::default(),
            rules: BTreeMap::new(),
            include: vec!["**/*.md".into(), "**/*.txt".into()],
            exclude: Vec::new(),
            sources: Vec::new(),
            places: Vec::new(),
            prefer: BTreeMap::new(),
        }
    }
}

/// Reads a `sayso.toml`. `known_rules` are the names a `[rules]` table may use.
#[must_use]
pub fn parse(_text: &str, _known_rules: &[&str]) -> (House, Vec<Problem>) {
    (House::default(), Vec::new())
}
