//! Reading a newsroom's folder: `sayso.toml`, registries, places. What was good before stays in force while a file is broken.

use super::allowed_paths::{AllowedPaths, Side, unlike};
use super::files::{self, Unsaved};
use super::last_good::{Kept, cut_short, kept, last_good};
use super::settings;
use super::stored::{self, Texts};
use crate::gazetteer::{self, Atlas, Place, Usual};
use crate::house::{Articles, House};
use crate::ledger::Data;
use crate::rules::{self, Finding, RegistryContext};
use crate::sources::{self, Guard, Registry, Source};
use crate::text::{Problem, Severity, Span};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Name of the file that marks a newsroom's root.
pub const CONFIGURATION: &str = "sayso.toml";
/// Registries that are read where `sayso.toml` names none.
pub const REGISTRIES: [&str; 4] = ["sources.yaml", "sources.yml", "sources.json", "sources.bib"];
/// Places that are read where `sayso.toml` names none.
pub const PLACES: [&str; 2] = ["places.yaml", "places.yml"];

/// Registries, or files of places, are read up to so many bytes in all: the four usual registries, each as large as a file may be.
/// More would hold up whoever opens a draft for seconds.
pub(super) const MOST_BYTES: u64 = 4 * files::LARGEST;

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
    /// What holds where `sayso.toml` says nothing: what an editor has set, or the defaults.
    pub(super) under: Arc<House>,
    /// Files that its settings extend, those that are missing among them.
    extends: BTreeSet<PathBuf>,
    /// Those of its files that lie outside its folder.
    outside: HashSet<PathBuf>,
    /// Changes with every load and reload: what an article read for itself is kept as long as this stays.
    pub(crate) generation: u64,
    pub(super) registries: Vec<Kept<Source>>,
    pub(super) texts: Texts,
    /// What the rules find in registries, by their paths.
    findings: Vec<(PathBuf, Vec<Finding>)>,
    places: Vec<Kept<(Place, Span)>>,
}

/// A place in one of the house's own files.
#[derive(Clone, Copy, Debug)]
pub struct OwnPlace<'a> {
    /// The file.
    pub path: &'a Path,
    /// Where its name stands there.
    pub name: Span,
}

/// What one of the newsroom's own files names at some place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named<'a> {
    /// A source, by its key.
    Source(&'a str),
    /// A place, by its id.
    Place(&'a str),
}

/// The folder of the newsroom that `path` belongs to: the nearest one above it, or `path` itself, with a `sayso.toml`; else the nearest
/// with a registry.
#[must_use]
pub fn find_root(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let above = || path.ancestors().filter(|folder| folder.is_dir());
    let configured = above().find(|folder| files::is_file(&folder.join(CONFIGURATION)));
    let found =
        configured.or_else(|| above().find(|folder| REGISTRIES.iter().any(|name| files::is_file(&folder.join(name)))));
    found.map(Path::to_path_buf)
}

/// A number no newsroom has had yet.
fn next_generation() -> u64 {
    static GENERATION: AtomicU64 = AtomicU64::new(1);
    GENERATION.fetch_add(1, Ordering::Relaxed)
}

impl Newsroom {
    /// Reads the newsroom in the folder `root`. Texts that `unsaved` knows win over the disk.
    #[must_use]
    pub fn load(root: &Path, unsaved: Unsaved<'_>) -> Self {
        Self::read(root, unsaved, &Self::default())
    }

    /// No newsroom, or one that is still to be read, where `house` holds for what its `sayso.toml` does not say.
    #[must_use]
    pub fn under(house: &Arc<House>) -> Self {
        Self { house: Arc::clone(house), under: Arc::clone(house), ..Self::default() }
    }

    /// Reads the newsroom in the folder `root`, by its own settings over these.
    #[must_use]
    pub fn load_under(&self, root: &Path, unsaved: Unsaved<'_>) -> Self {
        Self::read(root, unsaved, self)
    }

    /// The same newsroom with `house` under its own settings, which takes a [`Newsroom::reload`] to count.
    #[must_use]
    pub fn with_under(&self, house: &Arc<House>) -> Self {
        Self { under: Arc::clone(house), ..self.clone() }
    }

    /// The same newsroom where its articles usually call places so.
    #[must_use]
    pub fn with_usual(&self, usual: Usual) -> Self {
        let data = Data { usual: Arc::new(usual), ..self.data.clone() };
        Self { data, generation: next_generation(), ..self.clone() }
    }

    /// Reads it again. A file that is not sound now keeps in force what it held when it last was.
    #[must_use]
    pub fn reload(&self, unsaved: Unsaved<'_>) -> Self {
        match &self.root {
            Some(root) => Self::read(root, unsaved, self),
            None => self.clone(),
        }
    }

    /// Files whose change means a reload, those that are missing now among them.
    #[must_use]
    pub fn watched(&self) -> Vec<PathBuf> {
        let Some(root) = &self.root else { return Vec::new() };
        let or_else = |named: &[String], usual: &[&str]| -> Vec<PathBuf> {
            if named.is_empty() {
                usual.iter().map(|n| root.join(n)).collect()
            } else {
                named.iter().map(|n| root.join(n)).collect()
            }
        };
        let mut watched = vec![root.join(CONFIGURATION)];
        watched.extend(self.extends.iter().cloned());
        watched.extend(or_else(&self.house.sources, &REGISTRIES));
        watched.extend(or_else(&self.house.places, &PLACES));
        watched.extend(self.texts.paths().map(Path::to_path_buf));
        watched
    }

    /// Files that its settings extend, those that are missing among them.
    pub(super) fn extends(&self) -> impl Iterator<Item = &Path> {
        self.extends.iter().map(PathBuf::as_path)
    }

    fn read(root: &Path, unsaved: Unsaved<'_>, before: &Self) -> Self {
        let mut newsroom =
            Self { root: Some(root.to_path_buf()), generation: next_generation(), ..Self::under(&before.under) };
        let reach = AllowedPaths::of(Some(root));
        newsroom.read_house(&reach, unsaved, before);
        newsroom.read_registries(&reach, unsaved, before);
        newsroom.read_places(&reach, unsaved, before);
        newsroom.files.iter_mut().for_each(|(_, problems)| cut_short(problems));
        newsroom.data.version = newsroom.version();
        newsroom.judge(None);
        newsroom.data.usual = Arc::clone(&before.data.usual);
        newsroom
    }

    /// Has the rules look at the registries.
    fn judge(&mut self, uncited: Option<&HashSet<String>>) {
        let context = RegistryContext { registry: &self.data.registry, house: &self.house, uncited };
        let mut found = rules::check_registry(&context);
        let guard = Guard::whole(&self.data.registry);
        found.iter_mut().flatten().for_each(|finding| finding.withhold(&guard));
        let found = self.registries.iter().zip(found);
        // The places of a stale registry are not those of the text that is shown now.
        let found = found.filter(|(file, findings)| !file.stale && !findings.is_empty());
        self.findings = found.map(|(file, findings)| (file.path.clone(), findings)).collect();
    }

    /// The same newsroom where these are all keys that its articles cite: its registries' findings are those of a newsroom that has been
    /// read whole.
    #[must_use]
    pub fn with_cited(&self, cited: &HashSet<String>) -> Self {
        let mut newsroom = self.clone();
        newsroom.judge(Some(&self.data.registry.uncited(cited)));
        newsroom
    }

    /// Whether it matters to the house which sources are cited.
    #[must_use]
    pub fn asks_who_is_cited(&self) -> bool {
        rules::rule("unused-source").is_some_and(|rule| rule.severity_in(&self.house) > Severity::Off)
    }

    /// What the rules find in its own file at `path`.
    #[must_use]
    pub fn found_in(&self, path: &Path) -> &[Finding] {
        self.findings.iter().find(|(own, _)| own == path).map_or(&[], |(_, findings)| findings)
    }

    /// The patterns of its articles; what a registry names as a stored text is none.
    #[must_use]
    pub fn articles(&self) -> Articles {
        let root = self.root.as_deref().unwrap_or(Path::new(""));
        let texts = self.texts.paths().filter_map(|path| path.strip_prefix(root).ok());
        Articles::of(&self.house).without(texts.map(Path::to_path_buf).collect())
    }

    /// The house as it is to the article at `path`.
    #[must_use]
    pub fn house_at(&self, path: Option<&Path>) -> Cow<'_, House> {
        let inner = path.zip(self.root.as_deref()).and_then(|(path, root)| path.strip_prefix(root).ok());
        inner.map_or(Cow::Borrowed(&*self.house), |path| self.house.at(path))
    }

    fn read_house(&mut self, reach: &AllowedPaths, unsaved: Unsaved<'_>, before: &Self) {
        let path = self.path(CONFIGURATION);
        let read = match reach.look(&path) {
            Ok(side) => files::read(&path, unsaved).map(|text| Ok((side, text?))),
            Err(problem) => Some(Err(problem)),
        };
        match read {
            None => {}
            Some(Err(problem)) => {
                self.house = Arc::clone(&before.house);
                self.files.push((path, vec![problem]));
            }
            Some(Ok((side, text))) => {
                let read = settings::read(path, side, &text, &self.under, reach, unsaved);
                self.house = Arc::new(read.house);
                self.files.extend(read.files);
                self.extends = read.extends;
                self.outside.extend(read.outside);
            }
        }
    }

    fn read_registries(&mut self, reach: &AllowedPaths, unsaved: Unsaved<'_>, before: &Self) {
        let house = Arc::clone(&self.house);
        let paths = self.named_or_usual(&house.sources, &REGISTRIES, unsaved);
        self.registries =
            self.read_all(paths, ("a registry", "registries"), reach, unsaved, &before.registries, |path, text| {
                let read = sources::read(&path.to_string_lossy(), text);
                (read.sources, read.problems, read.whole)
            });
        let files = self.registries.iter().map(|file| (self.name_of(&file.path), file.items.to_vec())).collect();
        let registry = Registry::join(files);
        self.data.stored = stored::shelf(&registry);
        self.data.registry = Arc::new(registry);
        let (texts, in_texts) =
            Texts::of(&self.data.registry, reach, |source| self.registry_of(source), unsaved, &before.texts);
        self.texts = texts;
        for (source, problem) in in_texts {
            let file = &self.registries[self.data.registry.sources[source].file];
            // The places of a stale registry are not those of the text that is shown now.
            if !file.stale
                && let Some((_, problems)) = self.files.iter_mut().find(|(path, _)| *path == file.path)
            {
                problems.push(problem);
                problems.sort_by_key(|p| p.span);
            }
        }
    }

    fn read_places(&mut self, reach: &AllowedPaths, unsaved: Unsaved<'_>, before: &Self) {
        let house = Arc::clone(&self.house);
        let paths = self.named_or_usual(&house.places, &PLACES, unsaved);
        self.places =
            self.read_all(paths, ("a file of places", "files of places"), reach, unsaved, &before.places, |_, text| {
                let (places, spans, problems) = gazetteer::parse_places_at(text);
                let whole = problems.iter().all(|p| p.severity < Severity::Error);
                (places.into_iter().zip(spans).collect(), problems, whole)
            });
        let hashes = |places: &[Kept<(Place, Span)>]| places.iter().map(|file| file.hash).collect::<Vec<_>>();
        self.data.atlas = if before.root.is_some() && hashes(&self.places) == hashes(&before.places) {
            Arc::clone(&before.data.atlas)
        } else {
            Arc::new(Atlas::new(
                self.places.iter().flat_map(|file| file.items.iter().map(|(place, _)| place.clone())).collect(),
            ))
        };
    }

    /// What the files at `paths` hold, of which there is `what`: one and several of them. What is wrong with each is noted.
    fn read_all<T: Clone>(
        &mut self,
        paths: Vec<PathBuf>,
        what: (&str, &str),
        reach: &AllowedPaths,
        unsaved: Unsaved<'_>,
        before: &[Kept<T>],
        parse: impl Fn(&Path, &str) -> (Vec<T>, Vec<Problem>, bool),
    ) -> Vec<Kept<T>> {
        let mut all = Vec::new();
        let mut left = MOST_BYTES;
        // Two names may lead to one file, which is read once.
        let mut met = HashSet::new();
        for path in paths {
            let side = match reach.look(&path) {
                Ok(side) => side,
                Err(problem) => {
                    all.extend(last_good(&path, before));
                    self.files.push((path, vec![problem]));
                    continue;
                }
            };
            if files::real(&path).is_ok_and(|real| !met.insert(real)) {
                continue;
            }
            let text = files::read(&path, unsaved);
            let length = text.as_ref().and_then(|text| text.as_ref().ok()).map_or(0, |text| text.len() as u64);
            if length > left {
                let (name, most) = (self.name_of(&path), MOST_BYTES >> 20);
                let message = format!("{name} is ignored: the {} would exceed {most} MB in total.", what.1);
                self.complain(&path, message, "Move old entries to a file that is not named here.");
                continue;
            }
            left -= length;
            let (kept, mut problems) = kept(&path, text, before, |text| parse(&path, text));
            if side == Side::Outside {
                self.outside.insert(path.clone());
                if !problems.is_empty() && kept.as_ref().is_none_or(|kept| kept.items.is_empty()) {
                    problems = vec![unlike(what.0)];
                }
            }
            all.extend(kept);
            self.files.push((path, problems));
        }
        all
    }

    /// Whether its file at `path` lies outside its folder: no line of such a file is shown.
    #[must_use]
    pub fn is_outside(&self, path: &Path) -> bool {
        self.outside.contains(path)
    }

    /// The files that `sayso.toml` names, or those of the usual ones that exist. One that is named and missing is reported where it is.
    fn named_or_usual(&mut self, named: &[String], usual: &[&str], unsaved: Unsaved<'_>) -> Vec<PathBuf> {
        if named.is_empty() {
            let paths = usual.iter().map(|name| self.path(name));
            return paths.filter(|path| files::exists(path, unsaved)).collect();
        }
        let mut paths = Vec::new();
        for name in named {
            let path = self.path(name);
            if !files::exists(&path, unsaved) {
                self.missing(name);
            } else if !paths.contains(&path) {
                paths.push(path);
            }
        }
        paths
    }

    fn missing(&mut self, name: &str) {
        let help = "Check the path, which starts from this file's folder, or remove the line.";
        self.complain(&self.path(name), format!("No such file: {name}."), help);
    }

    /// Notes what is wrong with naming the file at `path`, where `sayso.toml` names it.
    fn complain(&mut self, path: &Path, message: String, help: &str) {
        let named = self.house.files_named.iter().find(|(name, _)| self.path(name) == path);
        let span = named.map_or(Span::default(), |(_, span)| *span);
        let problem = Problem { span, severity: Severity::Error, message, help: Some(help.into()) };
        if let Some((_, problems)) = self.files.first_mut() {
            problems.push(problem);
            problems.sort_by_key(|p| p.span);
        }
    }

    /// The path of a source's stored text.
    pub(super) fn text_of(&self, source: &Source) -> Option<PathBuf> {
        stored::path(source, self.registry_of(source)?)
    }

    fn registry_of(&self, source: &Source) -> Option<&Path> {
        Some(&self.registries.get(source.file)?.path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.as_deref().unwrap_or(Path::new("")).join(name)
    }

    /// How a file is called in messages: by its path from the root, where it lies in it.
    pub fn name_of(&self, path: &Path) -> String {
        let inside = self.root.as_deref().and_then(|root| path.strip_prefix(root).ok());
        inside.unwrap_or(path).display().to_string()
    }

    /// The file that messages call `name`.
    #[must_use]
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.path(name)
    }

    /// The entry of the house's own files for the place whose id is `id`.
    #[must_use]
    pub fn own_place(&self, id: &str) -> Option<OwnPlace<'_>> {
        self.places.iter().find_map(|file| {
            let (_, name) = file.items.iter().find(|(place, _)| place.id == id)?;
            Some(OwnPlace { path: &file.path, name: *name })
        })
    }

    /// What the newsroom's own file at `path` names at the byte `offset`, and by which word: the key of an entry, the key an entry gives as
    /// its origin, a place. `None` while the file is broken: what it held before stands elsewhere in it.
    #[must_use]
    pub fn named_at(&self, path: &Path, offset: usize) -> Option<(Named<'_>, Span)> {
        let touched = |span: Span| span.touches(offset);
        let source = self.sources_of(path).unwrap_or_default().iter().find_map(|source| {
            let origin = source.custom.origin.as_deref().zip(source.custom.origin_span);
            let own = Some((source.key.as_str(), source.key_span)).into_iter().chain(origin);
            own.into_iter().find(|(_, span)| touched(*span))
        });
        let place = || self.places_of(path).unwrap_or_default().iter().find(|(_, span)| touched(*span));
        match source {
            Some((key, span)) => Some((Named::Source(key), span)),
            None => place().map(|(place, span)| (Named::Place(&place.id), *span)),
        }
    }

    /// The sources of the registry at `path`, where they stand in it now. `None` if it is none of the newsroom's, or broken.
    #[must_use]
    pub fn sources_of(&self, path: &Path) -> Option<&[Source]> {
        self.registries.iter().find(|file| file.path == path && !file.stale).map(|file| file.items.as_slice())
    }

    /// The places of the file at `path`, each with where its name stands in it now. `None` if it is none of the newsroom's, or broken.
    #[must_use]
    pub fn places_of(&self, path: &Path) -> Option<&[(Place, Span)]> {
        self.places.iter().find(|file| file.path == path && !file.stale).map(|file| file.items.as_slice())
    }

    /// The newsroom's own files that are in force, registries first.
    pub fn own_files(&self) -> impl Iterator<Item = &Path> {
        self.registries.iter().map(|file| &*file.path).chain(self.places.iter().map(|file| &*file.path))
    }

    /// Whether the file at `path` is one of its registries, also one that cannot be read.
    #[must_use]
    pub fn is_registry(&self, path: &Path) -> bool {
        let named = self.house.sources.iter().map(String::as_str);
        let usual = REGISTRIES.into_iter().filter(|_| self.house.sources.is_empty());
        named.chain(usual).any(|name| self.path(name) == path)
    }

    /// Whether the file at `path` is one of the house's own places.
    #[must_use]
    pub fn is_places(&self, path: &Path) -> bool {
        self.places.iter().any(|file| file.path == path)
    }

    /// The file in which the source that `data` has for `key` is defined, if that is a bibliography of an article's own and none of the
    /// newsroom's registries.
    #[must_use]
    pub fn elsewhere(&self, data: &Data, key: &str) -> Option<PathBuf> {
        if Arc::ptr_eq(&data.registry, &self.data.registry) {
            return None;
        }
        let path = self.path(data.registry.files.get(data.registry.get(key)?.file)?);
        let own = self.registries.iter().any(|file| file.path == path);
        // Two articles may reach one file by two ways.
        (!own).then(|| files::real(&path).unwrap_or(path))
    }

    /// A number that differs where sources or places do.
    fn version(&self) -> u64 {
        let registries = self.registries.iter().map(|file| (&file.path, file.hash));
        let places = self.places.iter().map(|file| (&file.path, file.hash));
        hash_of(&(registries.collect::<Vec<_>>(), places.collect::<Vec<_>>(), self.texts.version()))
    }
}

/// A hash that is the same in every run.
pub(super) fn hash_of(value: &impl Hash) -> u64 {
    foldhash::quality::FixedState::default().hash_one(value)
}
