//! Documents the editor has open, as it has them: text, version, and what is known of each.

use super::convert::Lines;
use super::message::Change;
use super::requests::semantic_tokens;
use super::typing::Typing;
use crate::article::Format;
use crate::desk::{self, Caches, Snapshot};
use crate::text::Span;
use crate::text::position::Encoding;
use crate::text::rope::Rope;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower_lsp::lsp_types::Url;

/// An open document.
pub struct Document {
    /// `None` for an untitled one, or one that lies elsewhere than on this machine's disk.
    pub path: Option<PathBuf>,
    /// The editor's name for its language.
    language: String,
    pub format: Format,
    pub version: i32,
    pub rope: Rope,
    /// Whether the text is sure to be what the editor shows.
    pub in_step: bool,
    /// Root of its newsroom, once looked for; there may be none.
    home: Option<Option<PathBuf>>,
    pub caches: Caches,
    /// What is known of it. Of its present text unless it is stale.
    pub checked: CheckState,
    pub stale: bool,
    pub unpublished: bool,
    /// Whether the editor shows diagnostics of it.
    pub shown: bool,
    /// Where somebody is typing in it, if they are.
    pub typing: Option<Typing>,
    /// Whether findings of the sentence being typed wait to be shown.
    pub waiting: bool,
    /// The last tokens the editor was sent.
    pub tokens: semantic_tokens::Last,
    touched: u64,
}

/// What came of checking a document.
pub enum CheckState {
    /// It is no article, or cannot be trusted, or has not been checked yet.
    Not,
    /// It was not checked, and this is why.
    Remark(&'static str),
    /// It was checked.
    Done(Snapshot, Lines),
}

impl Document {
    /// A document as opened.
    pub fn new(uri: &Url, language: String, version: i32, text: &str) -> Self {
        let path = uri.to_file_path().ok();
        let format = match (&path, language.as_str()) {
            (_, "markdown") => Format::Markdown,
            (Some(path), _) => desk::format_of(path),
            (None, _) => Format::Plain,
        };
        Self {
            path,
            language,
            format,
            version,
            rope: Rope::new(text),
            in_step: true,
            home: None,
            caches: Caches::default(),
            checked: CheckState::Not,
            stale: true,
            unpublished: true,
            shown: false,
            typing: None,
            waiting: false,
            tokens: semantic_tokens::Last::default(),
            touched: 0,
        }
    }

    /// Makes the edits, each to the result of the one before. Says whether they fit; a document that is out of step takes none until one
    /// brings its whole text.
    pub fn edit(&mut self, version: i32, changes: Vec<Change>, encoding: Encoding) -> bool {
        self.version = version;
        self.typing = match changes.as_slice() {
            [Change { range: Some((start, _)), text }] if self.in_step => {
                Typing::after(self.rope.offset(*start, encoding), text, Instant::now())
            }
            _ => None,
        };
        for change in changes {
            match change.range {
                None => {
                    self.rope = Rope::new(&change.text);
                    self.in_step = true;
                }
                Some(_) if !self.in_step => {}
                Some(range) if self.rope.edit(range, &change.text, encoding).is_err() => return false,
                Some(_) => {}
            }
        }
        true
    }

    /// The sentence being typed in it, whose findings wait: until `pause` is over.
    pub fn sentence_typed(&self, pause: Duration) -> Option<Span> {
        let typing = self.typing.filter(|typing| Instant::now() < typing.until(pause))?;
        let CheckState::Done(snapshot, _) = &self.checked else { return None };
        typing.sentence(&snapshot.ledger)
    }

    /// Root of the newsroom it belongs to: the nearest one above it; for one without a path, that of the first open folder.
    pub fn home(&mut self, folders: &[PathBuf]) -> Option<PathBuf> {
        let (path, folder) = (self.path.clone(), folders.first());
        self.home
            .get_or_insert_with(|| {
                let path = path.or_else(|| folder.map(|folder| folder.join("untitled")))?;
                desk::find_root(&path)
            })
            .clone()
    }

    /// Root of its newsroom, as far as that has been looked for: after a check it has.
    pub fn root(&self) -> Option<&Path> {
        self.home.as_ref()?.as_deref()
    }

    /// Whether it is prose, as far as its name and the editor's word for its language tell.
    pub fn is_prose(&self) -> bool {
        let spoken = matches!(self.language.as_str(), "markdown" | "plaintext" | "text");
        let Some(path) = &self.path else { return spoken };
        match path.extension() {
            None => spoken,
            Some(extension) => {
                let known = ["md", "markdown", "txt"].iter().any(|known| extension.eq_ignore_ascii_case(known));
                known || self.language == "markdown"
            }
        }
    }
}

/// All of them.
#[derive(Default)]
pub struct Documents {
    open: HashMap<Url, Document>,
    clock: u64,
}

impl Documents {
    /// Adds a document as just touched; one that was open by that name already is replaced.
    pub fn open(&mut self, uri: Url, mut document: Document) {
        self.clock += 1;
        document.touched = self.clock;
        self.open.insert(uri, document);
    }

    pub fn close(&mut self, uri: &Url) -> Option<Document> {
        self.open.remove(uri)
    }

    pub fn get(&self, uri: &Url) -> Option<&Document> {
        self.open.get(uri)
    }

    pub fn get_mut(&mut self, uri: &Url) -> Option<&mut Document> {
        self.open.get_mut(uri)
    }

    /// The document, about to be edited.
    pub fn touch(&mut self, uri: &Url) -> Option<&mut Document> {
        self.clock += 1;
        let document = self.open.get_mut(uri)?;
        document.touched = self.clock;
        document.stale = true;
        Some(document)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&Url, &Document)> {
        self.open.iter()
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&Url, &mut Document)> {
        self.open.iter_mut()
    }

    /// Whether what is known of it is of an older text, or made with older files.
    pub fn is_stale(&self, uri: &Url) -> bool {
        self.open.get(uri).is_some_and(|document| document.stale)
    }

    /// The document touched last among those to be checked or published.
    pub fn next_unfinished(&self) -> Option<Url> {
        let unfinished = self.open.iter().filter(|(_, d)| d.stale || d.unpublished);
        unfinished.max_by_key(|(_, document)| document.touched).map(|(uri, _)| uri.clone())
    }

    /// A document that is to be checked.
    pub fn next_stale(&self) -> Option<Url> {
        self.open.iter().find(|(_, document)| document.stale).map(|(uri, _)| uri.clone())
    }

    /// The unsaved text of the file at `path`, if it is open and can be trusted.
    pub fn unsaved(&self, path: &Path) -> Option<Arc<str>> {
        self.at(path).filter(|(_, d)| d.in_step).map(|(_, d)| (&d.rope).into())
    }

    /// The open document of the file at `path`.
    pub fn at(&self, path: &Path) -> Option<(&Url, &Document)> {
        self.open.iter().find(|(_, document)| document.path.as_deref() == Some(path))
    }

    /// Whether any open document belongs to the newsroom at `root`.
    pub fn any_of(&self, root: &Path) -> bool {
        self.open.values().any(|document| document.lives_in(root))
    }

    /// Has all documents of the newsroom at `root` checked again.
    pub fn recheck_all_of(&mut self, root: &Path) {
        self.open.values_mut().filter(|d| d.lives_in(root)).for_each(|d| d.stale = true);
    }

    /// Has all documents checked again.
    pub fn recheck_all(&mut self) {
        self.open.values_mut().for_each(|document| document.stale = true);
    }

    /// Has every document look for its newsroom again.
    pub fn forget_homes(&mut self) {
        for document in self.open.values_mut() {
            document.home = None;
            document.stale = true;
        }
    }

    /// Has articles checked again that name the file at `path` as a bibliography of their own.
    pub fn file_edited(&mut self, path: &Path) {
        for document in self.open.values_mut() {
            if document.caches.watched().iter().any(|watched| watched == path) {
                document.caches = Caches::default();
                document.stale = true;
            }
        }
    }
}

impl Document {
    fn lives_in(&self, root: &Path) -> bool {
        self.home.as_ref().is_some_and(|home| home.as_deref() == Some(root))
    }
}
