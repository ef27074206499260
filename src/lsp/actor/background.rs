//! What the actor does about newsrooms and articles nobody has open: it has them looked for and read in the background, and takes what
//! comes of that.

use super::super::documents::CheckState;
use super::super::index::UseKey;
use super::super::index::scan::{self, News};
use super::super::message::Reach;
use super::super::{diagnostics, unopened};
use super::Actor;
use crate::desk::Newsroom;
use serde_json::json;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::lsp_types::Url;

impl Actor {
    /// Has articles nobody has open looked at, of every newsroom that something is open of.
    pub(super) fn check_unopened(&mut self) {
        let open = || self.documents.iter().filter_map(|(_, document)| document.path.clone()).collect();
        // Who asks is told, unless the house says no; who waits to be sent them is sent them where it says so.
        let wanted = |newsroom: &&Arc<Newsroom>| newsroom.house.unopened.unwrap_or(self.client.pulls);
        for newsroom in self.newsrooms.all().filter(wanted) {
            self.unopened.look(newsroom, open(), self.client, self.background.clone());
        }
    }

    /// Does so where that waits for nobody to ask, and stops where it is wanted no more.
    pub(super) fn check_unopened_unasked(&mut self, root: &Path) {
        match self.newsrooms.house(Some(root)).unopened {
            Some(true) if !self.client.pulls => self.check_unopened(),
            Some(true) => {}
            None if self.client.pulls => {}
            _ if self.unopened.looks_at(root) => self.forget_unopened(root),
            _ => {}
        }
    }

    /// Takes away what is shown of articles of the newsroom at `root` that nobody has open.
    pub(super) fn forget_unopened(&mut self, root: &Path) {
        for path in self.unopened.leave(root) {
            if let (true, Ok(uri)) = (self.documents.at(&path).is_none(), Url::from_file_path(&path)) {
                self.show(uri.as_str(), diagnostics::nothing(uri.as_str(), None));
            }
        }
    }

    /// Takes note of what an article nobody has open holds, and shows it.
    pub(super) fn note(&mut self, found: unopened::UnopenedFindings) {
        let (path, shown) = (found.path.clone(), found.shown.clone());
        // One that was open until now shows nothing any more, whatever was known of it before.
        if (self.unopened.note(found) || shown.is_some())
            && self.documents.at(&path).is_none()
            && let Ok(uri) = Url::from_file_path(&path)
        {
            self.show(uri.as_str(), shown.unwrap_or_else(|| diagnostics::nothing(uri.as_str(), None)));
        }
    }

    /// Looks again at the article at `path` as it lies on the disk, if it is one that is looked at and not open.
    pub(super) fn look_again(&mut self, path: &Path) {
        if self.documents.at(path).is_none()
            && let Some(found) = self.unopened.look_again(path, self.client)
        {
            self.note(found);
            self.refresh_diagnostics();
        }
    }

    /// Has what the editor's user has set count.
    pub(super) fn set(&mut self) {
        let house = self.settings.house(&self.outgoing);
        if house != *self.newsrooms.set_by_editor() {
            self.newsrooms.set_under(&house);
            self.documents.recheck_all();
            self.refresh();
        }
    }

    /// Has the newsrooms of all open folders looked for.
    pub(super) fn look_for_newsrooms(&self) {
        for folder in &self.folders {
            scan::look_for_newsrooms(folder.clone(), self.background.clone());
        }
    }

    /// Takes in the newsrooms a folder holds, and leaves those that are there no more.
    pub(super) fn found_newsrooms(&mut self, folder: &Path, roots: &[PathBuf]) {
        if !self.folders.iter().any(|own| own == folder) {
            return;
        }
        self.newsrooms.keep(folder, roots);
        for root in roots {
            let documents = &self.documents;
            let (newsroom, loaded) = self.newsrooms.enter(Some(root), &|path| documents.unsaved(path));
            if loaded {
                self.newsrooms.publish_problems(root, &self.documents, self.client, &self.outgoing);
                self.index.enter(&newsroom, &self.background);
                self.check_unopened_unasked(root);
            }
        }
        self.leave_unused();
    }

    /// Leaves newsrooms that nothing is open of any more, neither a document nor a folder.
    pub(super) fn leave_unused(&mut self) {
        let mut left = false;
        for (root, shown) in self.newsrooms.leave_unused(&self.documents, &self.folders) {
            self.index.leave(&root);
            self.forget_unopened(&root);
            for uri in shown {
                self.show(&uri, diagnostics::nothing(&uri, None));
            }
            left = true;
        }
        if left {
            self.ask_again();
        }
    }

    /// Takes what reading in the background has found.
    pub(super) fn indexed(&mut self, news: News) {
        let root = news.root.clone();
        if self.index.take(news, self.client.shows_progress, &self.outgoing) {
            if self.note_who_is_cited(&root) {
                self.newsrooms.publish_problems(&root, &self.documents, self.client, &self.outgoing);
                self.refresh_diagnostics();
            }
            self.take_usual(&root);
            self.index.start(&self.background);
            if self.client.refreshes_lenses {
                self.outgoing.ask_again("workspace/codeLens/refresh");
            }
            self.ask_again();
        }
    }

    /// Puts the questions again that wait for a newsroom to be read: it may have been, or nobody reads it any more.
    pub(super) fn ask_again(&mut self) {
        for (uri, question) in std::mem::take(&mut self.waiting) {
            self.ask(uri, Reach::Newsroom, question);
        }
    }

    /// Tells the newsroom at `root` which sources its articles cite, if its house asks and all of them have been read. What an open document
    /// cites counts too.
    pub(super) fn note_who_is_cited(&mut self, root: &Path) -> bool {
        let asks = self.newsrooms.at(root).is_some_and(|newsroom| newsroom.asks_who_is_cited());
        let Some(index) = self.index.newsroom_index(root).filter(|index| asks && index.is_whole()) else {
            return false;
        };
        let on_disk = index.all_used().filter_map(|(key, _)| match key {
            UseKey::Source { key, .. } => Some(key.to_string()),
            UseKey::Place(_) => None,
        });
        let mut cited: HashSet<String> = on_disk.collect();
        for (_, document) in self.documents.iter() {
            if let CheckState::Done(snapshot, _) = &document.checked {
                let citations = snapshot.ledger.tags().flat_map(|(_, tag)| &tag.citations);
                cited.extend(citations.map(|citation| citation.key.clone()));
            }
        }
        self.newsrooms.set_cited(root, &cited);
        true
    }

    /// Has open articles checked by what the newsroom's articles usually call places, if that has changed.
    fn take_usual(&mut self, root: &Path) {
        let Some((index, newsroom)) = self.index.newsroom_index(root).zip(self.newsrooms.at(root)) else { return };
        let usual = index.usual();
        if usual == *newsroom.data.usual {
            return;
        }
        let newsroom = Arc::new(newsroom.with_usual(usual));
        self.index.enter(&newsroom, &self.background);
        self.newsrooms.put(root, newsroom);
        self.documents.recheck_all_of(root);
        self.refresh_diagnostics();
    }

    /// Asks to be told of files. Of all of them: folders that are moved or removed are told of by nothing else, and what is an article is for
    /// the house to say.
    pub(super) fn watch_files(&self) {
        if self.client.watches_files {
            let watchers = json!([{ "globPattern": "**/*" }]);
            let method = "workspace/didChangeWatchedFiles";
            let registration = json!({ "id": "files", "method": method, "registerOptions": { "watchers": watchers } });
            self.outgoing.request("client/registerCapability", json!({ "registrations": [registration] }));
        }
    }
}
