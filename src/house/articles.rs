//! Which files of a newsroom's folder are articles, by `include` and `exclude`.

use super::House;
use globset::{Glob, GlobSet, GlobSetBuilder};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// A house's file patterns, made ready to be asked of many files.
#[derive(Clone, Debug, Default)]
pub struct Articles {
    /// Files that are none whatever the patterns say.
    others: HashSet<PathBuf>,
    include: GlobSet,
    exclude: GlobSet,
}

impl Articles {
    /// The patterns of `house`.
    #[must_use]
    pub fn of(house: &House) -> Self {
        Self { others: HashSet::new(), include: patterns(&house.include), exclude: patterns(&house.exclude) }
    }

    /// The same without these files, whose paths start from the newsroom's root.
    #[must_use]
    pub fn without(self, others: HashSet<PathBuf>) -> Self {
        Self { others, ..self }
    }

    /// Which files are no articles whatever the patterns say.
    #[must_use]
    pub fn others(&self) -> &HashSet<PathBuf> {
        &self.others
    }

    /// Whether the file at `path`, which starts from the newsroom's root, is an article. A clean copy (`dam.clean.md`) is made from one
    /// and has no tags, so it is none.
    #[must_use]
    pub fn include(&self, path: &Path) -> bool {
        let copy = path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with(".clean"));
        !copy && self.include.is_match(path) && !self.exclude.is_match(path) && !self.others.contains(path)
    }
}

/// A pattern that makes no sense is a problem of sayso.toml and reported there; the others hold.
fn patterns(globs: &[String]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in globs.iter().filter_map(|glob| Glob::new(glob).ok()) {
        set.add(glob);
    }
    set.build().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_those_included_and_not_excluded() {
        let house = House { exclude: vec!["notes/**".into(), "[".into()], ..House::default() };
        let articles = Articles::of(&house);
        let is = |path: &str| articles.include(Path::new(path));
        assert!(is("a.md") && is("drafts/june/b.txt"));
        assert!(!is("notes/a.md") && !is("sources.yaml") && !is("a.clean.md"));
    }
}
