//! The index of one newsroom: which sources and places each article uses, and how often each is used in all. Plain data that changes as
//! articles are added and removed; it reads no files.

use super::super::progress::Progress;
use crate::desk::{Newsroom, Stamp};
use crate::gazetteer::{PlaceId, Usual};
use crate::house::Articles;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tower_lsp::lsp_types as lsp;

/// A source or a place that articles use.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum UseKey {
    /// A source, by its key.
    Source {
        /// The key.
        key: Box<str>,
        /// The bibliography of an article's own that has it; `None` for the newsroom's registries, or nobody.
        file: Option<Box<Path>>,
    },
    /// A place.
    Place(PlaceId),
}

/// A place in an article where something is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Site {
    /// Index in [`NewsroomIndex::used`].
    symbol: u32,
    range: lsp::Range,
}

/// What is known of an article as it lies on the disk.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) stamp: Stamp,
    title: Box<str>,
    title_at: lsp::Range,
    /// By what is used, and in order.
    sites: Box<[Site]>,
    /// By which names it calls places: index of the place in [`NewsroomIndex::used`], and the name.
    names: Box<[(u32, Arc<str>)]>,
    pub(super) own_bibliography: bool,
}

/// What an article was found to use when it was read.
pub struct IndexedArticle {
    pub stamp: Stamp,
    /// Its headline, or nothing.
    pub title: String,
    pub title_at: lsp::Range,
    pub sites: Vec<(UseKey, lsp::Range)>,
    /// By which names it calls places, each once.
    pub names: Vec<(PlaceId, Box<str>)>,
    /// Whether it names a bibliography.
    pub own_bibliography: bool,
}

/// How much something is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// In how many places.
    pub sites: usize,
    /// In how many articles.
    pub articles: usize,
}

/// Something that is used.
struct Symbol {
    key: UseKey,
    used: Used,
    /// Of a place by which names it is called, and in how many articles.
    names: Vec<(Arc<str>, usize)>,
    /// One of the articles that use it, or did.
    seen_in: Arc<Path>,
}

/// The articles of one newsroom.
pub struct NewsroomIndex {
    pub(super) newsroom: Arc<Newsroom>,
    articles: Articles,
    pub(super) entries: BTreeMap<Arc<Path>, Entry>,
    symbols: HashMap<UseKey, u32, foldhash::fast::RandomState>,
    used: Vec<Symbol>,
    /// Names of places, each kept once.
    names: HashSet<Arc<str>>,
    pub(super) running: Option<Running>,
    /// Articles to read again, and whether all are to be looked for.
    pub(super) changed: BTreeSet<PathBuf>,
    pub(super) look: bool,
    /// Whether somebody has stopped the reading, so that articles may be missing.
    pub(super) stopped: bool,
}

pub(super) struct Running {
    pub(super) ticket: u64,
    pub(super) stop: Arc<AtomicBool>,
    pub(super) total: usize,
    pub(super) done: usize,
    pub(super) progress: Option<Progress>,
}

impl NewsroomIndex {
    pub(super) fn new(newsroom: &Arc<Newsroom>) -> Self {
        Self {
            newsroom: Arc::clone(newsroom),
            articles: newsroom.articles(),
            entries: BTreeMap::new(),
            symbols: HashMap::default(),
            used: Vec::new(),
            names: HashSet::new(),
            running: None,
            changed: BTreeSet::new(),
            look: true,
            stopped: false,
        }
    }

    pub(super) fn stop(&self) {
        if let Some(running) = &self.running {
            running.stop.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn newsroom_changed(&mut self, newsroom: &Arc<Newsroom>) {
        let before = std::mem::replace(&mut self.newsroom, Arc::clone(newsroom));
        if !Arc::ptr_eq(&before.data.atlas, &newsroom.data.atlas) {
            // Other places: what articles name is to be found anew, in all of them.
            self.stop();
            *self = Self::new(newsroom);
            return;
        }
        let articles = newsroom.articles();
        let (was, is) = (&before.house, &newsroom.house);
        if was.include != is.include || was.exclude != is.exclude || articles.others() != self.articles.others() {
            self.articles = articles;
            self.look = true;
        }
    }

    pub(super) fn file_changed(&mut self, root: &Path, path: &Path) {
        if self.entries.contains_key(path) {
            self.changed.insert(path.to_owned());
            return;
        }
        let Ok(inside) = path.strip_prefix(root) else { return };
        let ignores = path.file_name().is_some_and(|name| name == ".gitignore" || name == ".ignore");
        let below = (Bound::Included(path), Bound::Unbounded);
        let holds_some = || self.entries.range::<Path, _>(below).next().is_some_and(|(own, _)| own.starts_with(path));
        self.look |= ignores || self.articles.include(inside) || holds_some() || path.is_dir();
    }

    /// Notes what the article at `path` uses; `None` if there is no such article any more.
    pub(super) fn put(&mut self, path: PathBuf, article: Option<IndexedArticle>) {
        let path: Arc<Path> = path.into();
        if let Some(before) = self.entries.remove(&path) {
            self.count(&before.sites, |used, sites| {
                used.sites -= sites;
                used.articles -= 1;
            });
            for (symbol, name) in before.names {
                self.count_name(symbol, &name, |articles| *articles -= 1);
            }
        }
        let Some(article) = article else { return };
        let sites = article.sites.into_iter().map(|(key, range)| Site { symbol: self.intern(key, &path), range });
        let mut sites: Vec<Site> = sites.collect();
        sites.sort_by_key(|site| site.symbol);
        // A sentence that cites a source twice rests on it once.
        sites.dedup();
        self.count(&sites, |used, sites| {
            used.sites += sites;
            used.articles += 1;
        });
        let mut names = Vec::with_capacity(article.names.len());
        for (place, name) in article.names {
            let symbol = self.intern(UseKey::Place(place), &path);
            let name = self.kept_name(name);
            self.count_name(symbol, &name, |articles| *articles += 1);
            names.push((symbol, name));
        }
        let entry = Entry {
            stamp: article.stamp,
            title: article.title.into(),
            title_at: article.title_at,
            sites: sites.into(),
            names: names.into(),
            own_bibliography: article.own_bibliography,
        };
        self.entries.insert(path, entry);
    }

    fn count(&mut self, sites: &[Site], change: impl Fn(&mut Used, usize)) {
        for same in sites.chunk_by(|a, b| a.symbol == b.symbol) {
            if let Some(symbol) = self.used.get_mut(same[0].symbol as usize) {
                change(&mut symbol.used, same.len());
            }
        }
    }

    fn kept_name(&mut self, name: Box<str>) -> Arc<str> {
        if let Some(known) = self.names.get(&*name) {
            return Arc::clone(known);
        }
        let name: Arc<str> = name.into();
        self.names.insert(Arc::clone(&name));
        name
    }

    fn count_name(&mut self, symbol: u32, name: &Arc<str>, change: impl Fn(&mut usize)) {
        let Some(symbol) = self.used.get_mut(symbol as usize) else { return };
        match symbol.names.iter_mut().find(|(own, _)| own == name) {
            Some((_, articles)) => change(articles),
            None => {
                let mut articles = 0;
                change(&mut articles);
                symbol.names.push((Arc::clone(name), articles));
            }
        }
    }

    fn intern(&mut self, key: UseKey, path: &Arc<Path>) -> u32 {
        if let Some(&known) = self.symbols.get(&key) {
            if let Some(symbol) = self.used.get_mut(known as usize).filter(|symbol| *path < symbol.seen_in) {
                symbol.seen_in = Arc::clone(path);
            }
            return known;
        }
        // Every symbol takes more than one byte, so that there are fewer than 2^32 of them.
        let symbol = u32::try_from(self.used.len()).unwrap_or(u32::MAX);
        self.used.push(Symbol {
            key: key.clone(),
            used: Used::default(),
            names: Vec::new(),
            seen_in: Arc::clone(path),
        });
        self.symbols.insert(key, symbol);
        symbol
    }

    /// The newsroom.
    pub fn newsroom(&self) -> &Arc<Newsroom> {
        &self.newsroom
    }

    /// Whether all its articles have been read: nobody has stopped the reading.
    pub fn is_whole(&self) -> bool {
        !self.stopped && self.running.is_none()
    }

    /// How much `key` is used in articles as they lie on the disk.
    pub fn used(&self, key: &UseKey) -> Used {
        self.symbols.get(key).and_then(|&symbol| self.used.get(symbol as usize)).map_or(Used::default(), |it| it.used)
    }

    /// What its articles usually call places.
    pub fn usual(&self) -> Usual {
        let places = self.used.iter().filter_map(|symbol| match symbol.key {
            UseKey::Place(place) => Some((place, symbol.names.iter().map(|(name, articles)| (&**name, *articles)))),
            UseKey::Source { .. } => None,
        });
        Usual::among(places)
    }

    /// All that is used, and how much.
    pub fn all_used(&self) -> impl Iterator<Item = (&UseKey, Used)> {
        self.used.iter().filter(|symbol| symbol.used.sites > 0).map(|symbol| (&symbol.key, symbol.used))
    }

    /// The articles that use `key`, each with where; in order of their paths.
    pub fn sites<'a>(
        &'a self,
        key: &UseKey,
    ) -> impl Iterator<Item = (&'a Path, impl Iterator<Item = lsp::Range> + use<'a>)> + use<'a> {
        let symbol = self.symbols.get(key).copied();
        symbol.into_iter().flat_map(move |symbol| {
            self.entries.iter().filter_map(move |(path, entry)| {
                let first = entry.sites.partition_point(|site| site.symbol < symbol);
                let own = entry.sites[first..].iter().take_while(move |site| site.symbol == symbol);
                let mut own = own.map(|site| site.range).peekable();
                own.peek().is_some().then_some((&**path, own))
            })
        })
    }

    /// A place where `key` is used.
    pub fn first_site(&self, key: &UseKey) -> Option<(&Path, lsp::Range)> {
        let symbol = *self.symbols.get(key)?;
        let seen_in = &self.used.get(symbol as usize)?.seen_in;
        let here = self.entries.get(seen_in).and_then(|entry| {
            let first = entry.sites.partition_point(|site| site.symbol < symbol);
            entry.sites.get(first).filter(|site| site.symbol == symbol)
        });
        match here {
            Some(site) => Some((seen_in, site.range)),
            None => self.sites(key).find_map(|(path, mut sites)| Some((path, sites.next()?))),
        }
    }

    /// What the article at `path` uses, in order of what is used.
    pub fn uses_of<'a>(&'a self, path: &Path) -> impl Iterator<Item = (&'a UseKey, lsp::Range)> + use<'a> {
        let entry = self.entries.get(path);
        entry
            .into_iter()
            .flat_map(|entry| &entry.sites)
            .filter_map(|site| Some((&self.used.get(site.symbol as usize)?.key, site.range)))
    }

    /// Paths of the articles that name a bibliography of their own.
    pub fn with_bibliography(&self) -> impl Iterator<Item = &Path> {
        self.entries.iter().filter(|(_, entry)| entry.own_bibliography).map(|(path, _)| &**path)
    }

    /// The headline of the article at `path`, and where it stands.
    pub fn title(&self, path: &Path) -> Option<(String, lsp::Range)> {
        self.entries.get(path).map(|entry| (entry.title.to_string(), entry.title_at))
    }

    /// All articles: path, headline and where that stands.
    pub fn articles(&self) -> impl Iterator<Item = (&Path, &str, lsp::Range)> {
        self.entries.iter().map(|(path, entry)| (&**path, &*entry.title, entry.title_at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(key: &str) -> UseKey {
        UseKey::Source { key: key.into(), file: None }
    }

    fn range(line: u32) -> lsp::Range {
        lsp::Range::new(lsp::Position::new(line, 0), lsp::Position::new(line, 9))
    }

    /// An article that uses these keys on these lines.
    fn article(uses: &[(&str, u32)]) -> Option<IndexedArticle> {
        Some(IndexedArticle {
            stamp: None,
            title: "A headline".into(),
            title_at: range(0),
            sites: uses.iter().map(|(key, line)| (source(key), range(*line))).collect(),
            names: Vec::new(),
            own_bibliography: false,
        })
    }

    fn newsroom_index() -> NewsroomIndex {
        let mut newsroom = Newsroom::default();
        newsroom.root = Some("/desk".into());
        NewsroomIndex::new(&Arc::new(newsroom))
    }

    /// Where `key` is used, as "path:line".
    fn shown(index: &NewsroomIndex, key: &str) -> Vec<String> {
        let sites = index.sites(&source(key));
        sites.flat_map(|(path, sites)| sites.map(move |at| format!("{}:{}", path.display(), at.start.line))).collect()
    }

    #[test]
    fn what_is_put_is_found_and_counted_and_what_is_put_again_replaces_it() {
        let mut index = newsroom_index();
        index.put("/desk/b.md".into(), article(&[("x", 3), ("y", 1), ("x", 2), ("x", 2)]));
        index.put("/desk/a.md".into(), article(&[("x", 5)]));
        assert_eq!(shown(&index, "x"), ["/desk/a.md:5", "/desk/b.md:3", "/desk/b.md:2"]);
        assert_eq!(index.used(&source("x")), Used { sites: 3, articles: 2 });
        assert_eq!(index.first_site(&source("x")).map(|(path, _)| path), Some(Path::new("/desk/a.md")));
        index.put("/desk/a.md".into(), article(&[("y", 7)]));
        assert_eq!((shown(&index, "x").len(), index.used(&source("x")).articles), (2, 1));
        assert_eq!(index.first_site(&source("x")).map(|(path, _)| path), Some(Path::new("/desk/b.md")));
        assert_eq!(index.used(&source("y")), Used { sites: 2, articles: 2 });
        index.put("/desk/b.md".into(), None);
        assert_eq!((shown(&index, "x"), index.used(&source("x"))), (Vec::new(), Used::default()));
        assert_eq!(index.all_used().count(), 1);
        assert_eq!(index.first_site(&source("nobody")), None);
    }

    #[test]
    fn names_are_counted_by_articles_and_taken_back_with_them() {
        let mut index = newsroom_index();
        let place = PlaceId(7);
        let calls = |name: &str| article(&[]).map(|it| IndexedArticle { names: vec![(place, name.into())], ..it });
        for (path, name) in [("/a", "Kiev"), ("/b", "Kyiv"), ("/c", "Kyiv"), ("/d", "Kyiv")] {
            index.put(path.into(), calls(name));
        }
        assert_eq!(index.usual().name(place), Some("Kyiv"));
        index.put("/b".into(), calls("Kiev"));
        assert_eq!(index.usual().name(place), None);
    }

    #[test]
    fn only_what_may_be_an_article_has_the_newsroom_looked_through_again() {
        let mut index = newsroom_index();
        index.look = false;
        index.put("/desk/drafts/a.md".into(), article(&[]));
        let mut changed = |path: &str| {
            index.file_changed(Path::new("/desk"), Path::new(path));
            (std::mem::take(&mut index.look), std::mem::take(&mut index.changed).len())
        };
        assert_eq!(changed("/desk/drafts/a.md"), (false, 1), "known, so it alone is read");
        assert_eq!(changed("/desk/drafts/b.md"), (true, 0));
        assert_eq!(changed("/desk/drafts"), (true, 0), "a folder that held some");
        assert_eq!(changed("/desk/drafts/.gitignore"), (true, 0));
        assert_eq!(changed("/desk/drafts/picture.png"), (false, 0));
        assert_eq!(changed("/desk/sources.yaml"), (false, 0));
    }
}
