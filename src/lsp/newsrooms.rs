//! Newsrooms that open documents belong to: read when first needed, read again when one of their files changes, their files' mistakes shown.

use super::capabilities::Client;
use super::diagnostics::{self, OwnFile};
use super::documents::Documents;
use super::outgoing::Outgoing;
use crate::desk::{self, Newsroom, Stamp, Unsaved, stamp};
use crate::house::{Articles, House};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::lsp_types::Url;

/// All of them, by root.
#[derive(Default)]
pub struct Newsrooms {
    loaded: HashMap<PathBuf, Loaded>,
    /// Roots of the newsrooms of each open folder, as far as they have been looked for.
    of_folders: HashMap<PathBuf, Vec<PathBuf>>,
    /// What an article without a newsroom is checked by.
    nobody: Arc<Newsroom>,
}

struct Loaded {
    newsroom: Arc<Newsroom>,
    articles: Articles,
    /// Files whose change means reading it again, each with what the disk said of it when it was read.
    watched: HashMap<PathBuf, Stamp>,
    stale: bool,
    /// Files with diagnostics shown on them.
    shown: BTreeSet<String>,
}

fn watched(newsroom: &Newsroom) -> HashMap<PathBuf, Stamp> {
    newsroom.watched().into_iter().map(|path| (stamp(&path), path)).map(|(stamp, path)| (path, stamp)).collect()
}

/// A newsroom's own files, each with what there is to show of it.
fn files(newsroom: &Newsroom) -> impl Iterator<Item = (&Path, OwnFile<'_>)> {
    newsroom
        .files
        .iter()
        .map(|(path, problems)| (path.as_path(), OwnFile { problems, findings: newsroom.found_in(path) }))
}

impl Newsrooms {
    /// The newsroom at `root`, read now if it has not been; says whether it was. `None` is no newsroom.
    pub fn enter(&mut self, root: Option<&Path>, unsaved: Unsaved<'_>) -> (Arc<Newsroom>, bool) {
        let Some(root) = root else { return (self.nobody.clone(), false) };
        if let Some(loaded) = self.loaded.get(root) {
            return (loaded.newsroom.clone(), false);
        }
        let newsroom = Arc::new(self.nobody.load_under(root, unsaved));
        let loaded = Loaded {
            watched: watched(&newsroom),
            articles: newsroom.articles(),
            newsroom: newsroom.clone(),
            stale: false,
            shown: BTreeSet::new(),
        };
        self.loaded.insert(root.to_owned(), loaded);
        (newsroom, true)
    }

    /// The newsroom at `root`, if it has been read.
    pub fn at(&self, root: &Path) -> Option<&Arc<Newsroom>> {
        self.loaded.get(root).map(|loaded| &loaded.newsroom)
    }

    /// Puts another state of the newsroom at `root`, of the same files, in its place.
    pub fn put(&mut self, root: &Path, newsroom: Arc<Newsroom>) {
        if let Some(loaded) = self.loaded.get_mut(root) {
            loaded.newsroom = newsroom;
        }
    }

    /// Whether the file at `path` is copy to the newsroom at `root`. Without a newsroom every text is.
    pub fn include(&self, root: Option<&Path>, path: &Path) -> bool {
        let loaded = root.and_then(|root| Some((root, self.loaded.get(root)?)));
        loaded.is_none_or(|(root, loaded)| path.strip_prefix(root).is_ok_and(|path| loaded.articles.include(path)))
    }

    /// Root of a newsroom one of whose files has changed.
    pub fn next_stale(&self) -> Option<PathBuf> {
        self.loaded.iter().find(|(_, loaded)| loaded.stale).map(|(root, _)| root.clone())
    }

    /// Reads the newsroom at `root` again.
    pub fn reload(&mut self, root: &Path, unsaved: Unsaved<'_>) {
        let Some(loaded) = self.loaded.get_mut(root) else { return };
        loaded.stale = false;
        loaded.newsroom = Arc::new(loaded.newsroom.reload(unsaved));
        loaded.watched = watched(&loaded.newsroom);
        loaded.articles = loaded.newsroom.articles();
    }

    /// Notes that the file at `path` has another text now, on disk or as an open document: it may be a newsroom's.
    pub fn file_edited(&mut self, path: &Path) {
        for loaded in self.loaded.values_mut() {
            loaded.stale |= loaded.watched.contains_key(path);
        }
    }

    /// All that something is open of.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Newsroom>> {
        self.loaded.values().map(|loaded| &loaded.newsroom)
    }

    /// The newsrooms' own files, each with what there is to show of it.
    pub fn files(&self) -> impl Iterator<Item = (&Path, OwnFile<'_>)> {
        self.loaded.values().flat_map(|loaded| files(&loaded.newsroom))
    }

    /// What there is to show of the file at `path`, if it is one of a newsroom's own.
    pub fn own_file(&self, path: &Path) -> Option<OwnFile<'_>> {
        self.files().find(|(own, _)| *own == path).map(|(_, file)| file)
    }

    /// Takes note that these are all keys that articles of the newsroom at `root` cite.
    pub fn set_cited(&mut self, root: &Path, cited: &HashSet<String>) {
        if let Some(loaded) = self.loaded.get_mut(root) {
            loaded.newsroom = Arc::new(loaded.newsroom.with_cited(cited));
        }
    }

    /// Takes what an editor has set, which holds where a newsroom's own settings say nothing.
    pub fn set_under(&mut self, house: &Arc<House>) {
        self.nobody = Arc::new(Newsroom::under(house));
        for loaded in self.loaded.values_mut() {
            loaded.newsroom = Arc::new(loaded.newsroom.with_under(house));
            loaded.stale = true;
        }
    }

    /// What the editor has set.
    pub fn set_by_editor(&self) -> &Arc<House> {
        &self.nobody.house
    }

    /// The settings that hold for what belongs to the newsroom at `root`.
    pub fn house(&self, root: Option<&Path>) -> &House {
        let loaded = root.and_then(|root| self.loaded.get(root));
        loaded.map_or(&self.nobody.house, |loaded| &loaded.newsroom.house)
    }

    /// Has all of them read again.
    pub fn reload_all(&mut self) {
        self.loaded.values_mut().for_each(|loaded| loaded.stale = true);
    }

    /// Looks at the disk for changed files: not every editor tells of them.
    pub fn look_for_changes(&mut self) {
        for loaded in self.loaded.values_mut() {
            loaded.stale |= loaded.watched.iter().any(|(path, known)| stamp(path) != *known);
        }
    }

    /// Notes that these are the newsrooms `folder` belongs to or holds, and no others.
    pub fn keep(&mut self, folder: &Path, roots: &[PathBuf]) {
        self.of_folders.insert(folder.to_owned(), roots.to_vec());
    }

    /// Forgets newsrooms that neither an open document belongs to nor one of the open `folders`. Returns their roots, each with the files
    /// that still show their mistakes.
    pub fn leave_unused(&mut self, documents: &Documents, folders: &[PathBuf]) -> Vec<(PathBuf, BTreeSet<String>)> {
        self.of_folders.retain(|folder, _| folders.contains(folder));
        let kept = |root: &PathBuf| self.of_folders.values().flatten().any(|own| own == root);
        let left = self.loaded.extract_if(|root, _| !documents.any_of(root) && !kept(root));
        left.map(|(root, loaded)| (root, loaded.shown)).collect()
    }

    /// Shows the mistakes in the files of the newsroom at `root`, open or not, and takes away those mended.
    pub fn publish_problems(&mut self, root: &Path, documents: &Documents, client: Client, outgoing: &Outgoing) {
        let Some(loaded) = self.loaded.get_mut(root) else { return };
        if client.pulls {
            return;
        }
        let mut shown = BTreeSet::new();
        for (path, file) in files(&loaded.newsroom).filter(|(_, it)| !it.problems.is_empty() || !it.findings.is_empty())
        {
            let open = documents.at(path);
            let Some(uri) = open.map(|(uri, _)| uri.clone()).or_else(|| Url::from_file_path(path).ok()) else {
                continue;
            };
            let text = desk::read(path, &|path| documents.unsaved(path)).and_then(Result::ok);
            let version = open.map(|(_, document)| document.version);
            let text = text.unwrap_or_default();
            outgoing.publish(uri.as_str(), diagnostics::own_file(uri.as_str(), version, file, &text, client));
            shown.insert(uri.into());
        }
        for uri in loaded.shown.difference(&shown) {
            outgoing.publish(uri, diagnostics::nothing(uri, None));
        }
        loaded.shown = shown;
    }
}
