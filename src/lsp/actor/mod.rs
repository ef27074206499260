//! The one writer. Owns the open documents and the newsrooms, takes messages in the order of the wire, checks, answers and publishes.
//!
//! It is a thread, not a task: it spends its time computing. Before it starts any work it takes every message that has come, so a burst of
//! edits is one check; and between a check and its publishing once more, so nothing is published that an edit has overtaken. A request
//! is answered from the very text it was asked of. No panic in a check or an answer ends it.

mod background;

use super::capabilities::Client;
use super::context::{Question, RequestContext};
use super::convert;
use super::diagnostics;
use super::documents::{CheckState, Document, Documents};
use super::index::ArticleIndex;
use super::index::scan::{Background, Gate};
use super::log::{self, Level};
use super::message::{Change, Engine, Message, Reach};
use super::newsrooms::Newsrooms;
use super::outgoing::Outgoing;
use super::pending::Pending;
use super::settings::Settings;
use super::typing;
use super::unopened::Unopened;
use crate::desk::{CONFIGURATION, Caches, REGISTRIES};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::RecvTimeoutError;
use std::sync::{Arc, Weak, mpsc};
use std::time::{Duration, Instant};
use tower_lsp::lsp_types::{MessageType, Url};

/// Texts longer than this many bytes are not checked as one types: a keystroke would be felt.
const LONGEST_CHECKED: usize = 8 << 20;

/// The actor.
pub struct Actor {
    outgoing: Outgoing,
    engine: Engine,
    client: Client,
    settings: Settings,
    folders: Vec<PathBuf>,
    documents: Documents,
    newsrooms: Newsrooms,
    unopened: Unopened,
    index: ArticleIndex,
    /// What reading in the background takes.
    background: Background,
    pending: Pending,
    /// Questions that wait until all articles of their newsroom have been read.
    waiting: Vec<(Option<Url>, Box<dyn Question>)>,
}

impl Actor {
    /// An actor with nothing open. `back` leads to itself.
    pub fn new(outgoing: Outgoing, engine: Engine, back: Weak<mpsc::Sender<Message>>) -> Self {
        Self {
            outgoing,
            engine,
            client: Client::default(),
            settings: Settings::default(),
            folders: Vec::new(),
            documents: Documents::default(),
            newsrooms: Newsrooms::default(),
            unopened: Unopened::default(),
            index: ArticleIndex::default(),
            background: Background { back, gate: Arc::new(Gate::default()), encoding: Client::default().encoding },
            pending: Pending::default(),
            waiting: Vec::new(),
        }
    }

    /// Takes messages and works until every sender is gone.
    pub fn run(mut self, inbox: &mpsc::Receiver<Message>) {
        loop {
            if !self.has_work() {
                self.background.gate.shut(false);
                let message = match self.next_pause() {
                    None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
                    Some(until) => inbox.recv_timeout(until.saturating_duration_since(Instant::now())),
                };
                self.background.gate.shut(true);
                match message {
                    Ok(Message::End) | Err(RecvTimeoutError::Disconnected) => return,
                    Ok(message) => self.guarded(|this| this.take(message)),
                    Err(RecvTimeoutError::Timeout) => self.guarded(Self::show_what_waited),
                }
            }
            while let Ok(message) = inbox.try_recv() {
                if matches!(message, Message::End) {
                    return;
                }
                self.guarded(|this| this.take(message));
            }
            self.guarded(Self::work);
        }
    }

    /// When the first of the sentences being typed is to be shown with its findings.
    fn next_pause(&self) -> Option<Instant> {
        let typed = self.documents.iter().filter_map(|(_, document)| Some((document, document.typing?)));
        typed.map(|(document, typing)| typing.until(self.pause(document))).min()
    }

    /// How long a writer of the document pauses before the findings of the sentence being typed are shown.
    fn pause(&self, document: &Document) -> Duration {
        Duration::from_millis(self.newsrooms.house(document.root()).pause_ms)
    }

    /// Shows what waits in a document: whoever saves has paused.
    fn stop_typing(&mut self, uri: &Url) {
        if let Some(document) = self.documents.get_mut(uri).filter(|document| document.waiting) {
            document.typing = None;
            document.waiting = false;
            document.unpublished = true;
            self.refresh_diagnostics();
        }
    }

    /// Shows the findings that waited for a pause which is over.
    fn show_what_waited(&mut self) {
        let now = Instant::now();
        let mut any = false;
        for (_, document) in self.documents.iter_mut() {
            let pause = Duration::from_millis(self.newsrooms.house(document.root()).pause_ms);
            if document.typing.is_some_and(|typing| typing.until(pause) <= now) {
                document.typing = None;
                any |= std::mem::take(&mut document.waiting);
                document.unpublished = true;
            }
        }
        if any {
            self.refresh_diagnostics();
        }
    }

    /// Has an editor that asks for diagnostics ask again.
    fn refresh_diagnostics(&self) {
        if self.client.pulls {
            self.outgoing.ask_again("workspace/diagnostic/refresh");
        }
    }

    /// Has the editor ask again for whatever hangs on the newsroom's files.
    fn refresh(&self) {
        self.refresh_diagnostics();
        let client = self.client;
        for (able, method) in [
            (client.refreshes_hints, "workspace/inlayHint/refresh"),
            (client.refreshes_tokens, "workspace/semanticTokens/refresh"),
            (client.refreshes_lenses, "workspace/codeLens/refresh"),
        ] {
            if able {
                self.outgoing.ask_again(method);
            }
        }
    }

    /// Shows diagnostics, unless the editor asks for them itself.
    fn show(&self, uri: &str, params: Vec<u8>) {
        if !self.client.pulls {
            self.outgoing.publish(uri, params);
        }
    }

    /// Does one thing; a fault in it costs that thing.
    fn guarded(&mut self, act: impl FnOnce(&mut Self)) {
        // What a panic can leave half done is a document's caches, and those are thrown away with it.
        let _ = catch_unwind(AssertUnwindSafe(|| act(self)));
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Client { client, folders, settings } => {
                self.client = client;
                self.settings.start(settings);
                // Nothing can be open yet that would have to be asked for again.
                self.newsrooms.set_under(&self.settings.house(&self.outgoing));
                self.background.encoding = client.encoding;
                self.folders = folders.iter().filter_map(|uri| uri.to_file_path().ok()).collect();
            }
            Message::Initialized => {
                self.watch_files();
                if self.client.tells_settings {
                    self.settings.ask(&self.outgoing);
                }
                self.look_for_newsrooms();
            }
            Message::Settings(settings) => {
                // An editor that tells when it is asked sends word that something has changed, and not what.
                if !self.settings.change(settings) && self.client.tells_settings {
                    self.settings.ask(&self.outgoing);
                } else {
                    self.set();
                }
            }
            Message::Open { uri, language, version, text } => {
                let document = Document::new(&uri, language, version, &text);
                let path = document.path.clone();
                self.documents.open(uri, document);
                path.inspect(|path| self.file_edited(path));
                self.newsrooms.look_for_changes();
            }
            Message::Change { uri, version, changes } => self.change(&uri, version, changes),
            Message::LostChange { uri } => self.lose_step(uri.as_ref()),
            Message::Saved { uri } => {
                self.stop_typing(&uri);
                if let (false, Ok(path)) = (self.client.watches_files, uri.to_file_path()) {
                    self.index.look_around(&path);
                }
                self.files_changed(&[uri]);
                self.newsrooms.look_for_changes();
            }
            Message::Close { uri } => self.close(&uri),
            Message::FilesChanged(uris) => self.files_changed(&uris),
            Message::Folders { added, removed } => {
                let paths = |uris: Vec<Url>| uris.into_iter().filter_map(|uri| uri.to_file_path().ok());
                let removed: Vec<PathBuf> = paths(removed).collect();
                self.folders.retain(|folder| !removed.contains(folder));
                self.folders.extend(paths(added));
                self.documents.forget_homes();
                self.leave_unused();
                self.look_for_newsrooms();
            }
            Message::Reload => {
                self.newsrooms.reload_all();
                self.index.look_everywhere();
                self.index.start(&self.background);
            }
            Message::CheckUnopened => {
                while let Some(root) = self.newsrooms.next_stale() {
                    self.reload(&root);
                }
                self.check_unopened();
            }
            Message::Unopened(found) => self.note(found),
            Message::UnopenedChecked => self.refresh_diagnostics(),
            Message::Newsrooms { folder, roots } => self.found_newsrooms(&folder, &roots),
            Message::Indexed(news) => self.indexed(news),
            Message::Answered { request, result } => {
                if self.settings.answered(&request, result.as_ref()) {
                    self.set();
                }
                self.index.answered(&request, result.is_some(), &self.outgoing);
                self.pending.answered(&request);
            }
            Message::CancelProgress(token) => self.index.cancel(&token),
            Message::Taken(_) | Message::End => {}
            Message::Ask { uri, reach, question } => self.ask(uri, reach, question),
        }
    }

    fn change(&mut self, uri: &Url, version: i32, changes: Vec<Change>) {
        let Some(document) = self.documents.touch(uri) else {
            log::line(Level::Warn, format_args!("skipped an edit of a document that is not open"));
            return;
        };
        let fits = document.edit(version, changes, self.client.encoding);
        let path = document.path.clone();
        path.inspect(|path| self.file_edited(path));
        if !fits {
            self.lose_step(Some(uri));
        }
    }

    /// Stops trusting a document, or all where it is not known which, until its whole text comes again. The protocol has no way to ask for
    /// that but to tell the person who edits, once.
    fn lose_step(&mut self, uri: Option<&Url>) {
        for (uri, document) in self.documents.iter_mut().filter(|(u, _)| uri.is_none_or(|uri| uri == *u)) {
            if !std::mem::replace(&mut document.in_step, false) {
                continue;
            }
            log::line(Level::Warn, format_args!("an edit did not fit its document; waiting for the full text"));
            let name = uri.path_segments().and_then(|mut parts| parts.next_back()).unwrap_or("this text");
            let message =
                format!("sayso lost track of {name} and stopped checking it. Close the file and open it again.");
            self.outgoing.say(MessageType::ERROR, &message);
        }
    }

    fn close(&mut self, uri: &Url) {
        let Some(document) = self.documents.close(uri) else { return };
        self.show(uri.as_str(), diagnostics::nothing(uri.as_str(), None));
        if let Some(path) = document.path {
            self.file_edited(&path);
            self.look_again(&path);
        }
        self.leave_unused();
    }

    /// Takes note that the file at `path` has another text now, on disk or as an open document.
    fn file_edited(&mut self, path: &Path) {
        self.newsrooms.file_edited(path);
        self.documents.file_edited(path);
    }

    fn files_changed(&mut self, uris: &[Url]) {
        let mut newsrooms = false;
        for path in uris.iter().filter_map(|uri| uri.to_file_path().ok()) {
            self.file_edited(&path);
            self.look_again(&path);
            self.index.file_changed(&path);
            // A newsroom may have begun or ended here.
            newsrooms |= [CONFIGURATION].iter().chain(&REGISTRIES).any(|name| path.ends_with(name));
        }
        self.index.start(&self.background);
        if newsrooms {
            self.documents.forget_homes();
            self.look_for_newsrooms();
        }
    }

    fn has_work(&self) -> bool {
        self.newsrooms.next_stale().is_some() || self.documents.next_unfinished().is_some()
    }

    /// Does the next thing there is to do: reads a newsroom again whose files have changed, checks a document, or publishes what a check
    /// found. The document touched last comes first.
    fn work(&mut self) {
        if let Some(root) = self.newsrooms.next_stale() {
            self.reload(&root);
        } else if let Some(uri) = self.documents.next_unfinished() {
            if self.documents.is_stale(&uri) { self.check(&uri) } else { self.publish(&uri) }
        }
    }

    fn reload(&mut self, root: &Path) {
        self.newsrooms.reload(root, &|path| self.documents.unsaved(path));
        self.documents.recheck_all_of(root);
        if let Some(newsroom) = self.newsrooms.at(root) {
            self.index.enter(newsroom, &self.background);
        }
        self.note_who_is_cited(root);
        self.newsrooms.publish_problems(root, &self.documents, self.client, &self.outgoing);
        self.check_unopened_unasked(root);
        self.refresh();
    }

    /// Brings what is known of a document up to its text.
    fn check(&mut self, uri: &Url) {
        let Some(document) = self.documents.get_mut(uri) else { return };
        document.stale = false;
        document.unpublished = true;
        document.checked = CheckState::Not;
        if !document.in_step {
            return;
        }
        let home = document.home(&self.folders);
        let mut caches = std::mem::take(&mut document.caches);
        let documents = &self.documents;
        let unsaved = |path: &Path| documents.unsaved(path);
        let (newsroom, loaded) = self.newsrooms.enter(home.as_deref(), &unsaved);
        let Some(document) = documents.get(uri) else { return };
        let included = |path: &PathBuf| self.newsrooms.include(home.as_deref(), path);
        let checked = if !document.is_prose() || !document.path.as_ref().is_none_or(included) {
            CheckState::Not
        } else if document.rope.len() > LONGEST_CHECKED {
            CheckState::Remark(
                "This text is longer than 8 MB and is not checked as you type. \"sayso check\" reads it from the command line.",
            )
        } else {
            let text: Arc<str> = (&document.rope).into();
            let check = || {
                (self.engine.check)(&newsroom, document.path.as_deref(), document.format, text, &unsaved, &mut caches)
            };
            match catch_unwind(AssertUnwindSafe(check)) {
                Ok(snapshot) => CheckState::Done(snapshot, convert::Lines::new()),
                Err(_) => {
                    caches = Caches::default();
                    CheckState::Remark("A bug in sayso prevented this check. It will try again after the next change.")
                }
            }
        };
        if let Some(document) = self.documents.get_mut(uri) {
            document.checked = checked;
            document.caches = caches;
        }
        if let (true, Some(root)) = (loaded, home) {
            self.index.enter(&newsroom, &self.background);
            self.newsrooms.publish_problems(&root, &self.documents, self.client, &self.outgoing);
            self.check_unopened_unasked(&root);
        }
    }

    fn publish(&mut self, uri: &Url) {
        let Some(document) = self.documents.get_mut(uri) else { return };
        document.unpublished = false;
        let (name, version) = (uri.as_str(), document.version);
        let shown = std::mem::replace(&mut document.shown, !matches!(document.checked, CheckState::Not));
        let pause = Duration::from_millis(self.newsrooms.house(document.root()).pause_ms);
        let typed = document.sentence_typed(pause);
        document.waiting = match &document.checked {
            CheckState::Done(snapshot, _) => snapshot.findings.iter().any(|finding| typing::waits(typed, finding.span)),
            _ => false,
        };
        if !document.waiting {
            document.typing = None;
        }
        if self.client.pulls {
            return;
        }
        let Some(document) = self.documents.get(uri) else { return };
        match &document.checked {
            // It was an article until now, and the house has left it out. One out of step keeps what it shows: nothing better is known.
            CheckState::Not if shown && document.in_step => {
                self.outgoing.publish(name, diagnostics::nothing(name, Some(version)));
            }
            CheckState::Not => {}
            CheckState::Remark(remark) => self.outgoing.publish(name, diagnostics::remark(name, version, remark)),
            CheckState::Done(snapshot, lines) => {
                self.outgoing
                    .publish(name, diagnostics::findings(name, Some(version), snapshot, lines, self.client, typed));
            }
        }
    }

    /// Answers a request from the text it was asked of: what the editor sent before it has been taken, and nothing it sent after. One that
    /// reaches over a whole newsroom waits until all of that has been read. While the editor has more to read than it should, none is
    /// answered, and whatever the editor has sent after it waits in its place.
    fn ask(&mut self, uri: Option<Url>, reach: Reach, question: Box<dyn Question>) {
        if question.cancelled() {
            return;
        }
        self.outgoing.load().wait_to_answer();
        if question.cancelled() {
            return;
        }
        while let Some(root) = self.newsrooms.next_stale() {
            self.reload(&root);
        }
        if let Some(uri) = uri.as_ref().filter(|uri| self.documents.is_stale(uri)) {
            self.check(uri);
        }
        if reach != Reach::Document {
            while let Some(uri) = self.documents.next_stale() {
                self.check(&uri);
            }
        }
        let document = uri.as_ref().and_then(|uri| Some((uri, self.documents.get(uri)?)));
        let root = document.and_then(|(_, document)| document.root());
        if reach == Reach::Newsroom && root.is_some_and(|root| self.index.is_reading(root)) {
            self.waiting.push((uri, question));
            return;
        }
        question.answer(RequestContext {
            client: self.client,
            engine: self.engine,
            documents: &self.documents,
            newsrooms: &self.newsrooms,
            unopened: &self.unopened,
            index: &self.index,
            outgoing: &self.outgoing,
            pending: &self.pending,
            document,
            cancelled: &|| false,
        });
    }
}
