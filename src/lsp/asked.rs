//! A request on its way to a feature: what it is answered from, and how the answer gets back.
//!
//! A handler wraps its question in a [`Question`] and sends it; the actor brings the document up to date and puts the question to an
//! [`Asked`]: the state as it is at that place of the wire, to be read and not to be changed. Whoever takes long over an answer asks
//! [`Asked::cancelled`] now and then and stops when nobody waits any more.

#![allow(dead_code, reason = "a request takes what it needs of this")]

use super::capabilities::Client;
use super::convert::{self, Lines};
use super::documents::{Checked, Document, Documents};
use super::elsewhere::Elsewhere;
use super::index::{Index, Room};
use super::load::Share;
use super::message::Engine;
use super::newsrooms::Newsrooms;
use super::outgoing::Outgoing;
use super::pending::Pending;
use super::ranges::Ranges;
use crate::desk::{self, Newsroom, Snapshot};
use crate::text::Span;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::oneshot;
use tower_lsp::lsp_types::{self as lsp, Url};

/// What the actor has, as one request may see it.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub client: Client,
    pub engine: Engine,
    pub documents: &'a Documents,
    pub newsrooms: &'a Newsrooms,
    pub elsewhere: &'a Elsewhere,
    pub index: &'a Index,
    pub outgoing: &'a Outgoing,
    pub pending: &'a Pending,
    /// The document the request names, where it names one that is open.
    pub document: Option<(&'a Url, &'a Document)>,
    /// Whether nobody waits for the answer any more; made by the question that is put.
    pub cancelled: &'a dyn Fn() -> bool,
}

/// The article a request is about, checked.
#[derive(Clone, Copy)]
pub struct Article<'a> {
    pub uri: &'a Url,
    pub version: i32,
    pub snapshot: &'a Snapshot,
    lines: &'a Lines,
    client: Client,
}

impl<'a> Asked<'a> {
    /// The article the request names. `None` for a document that is not open, or no article, or out of step.
    pub fn article(&self) -> Option<Article<'a>> {
        let (uri, document) = self.document?;
        let Checked::Done(snapshot, lines) = &document.checked else { return None };
        Some(Article { uri, version: document.version, snapshot, lines, client: self.client })
    }

    /// The newsroom of the document the request names, be that an article or one of the newsroom's own files.
    pub fn newsroom(&self) -> Option<&'a Arc<Newsroom>> {
        self.newsrooms.at(self.document?.1.root()?)
    }

    /// What the articles of that newsroom use, as they lie on the disk.
    pub fn room(&self) -> Option<&'a Room> {
        self.index.room(self.document?.1.root()?)
    }

    /// The file at `path` as the editor has it, or else the disk. `None` if it cannot be read.
    pub fn file(&self, path: &Path) -> Option<File> {
        let text = desk::read(path, &|path| self.documents.unsaved(path))?.ok()?;
        Some(File { text, lines: Lines::new(), client: self.client })
    }

    /// Whether nobody waits for the answer any more.
    pub fn cancelled(&self) -> bool {
        (self.cancelled)()
    }
}

impl<'a> Article<'a> {
    pub fn text(&self) -> &'a str {
        &self.snapshot.ledger.text
    }

    /// The byte at a position the editor gave; one outside the text is the nearest that is inside.
    pub fn offset(&self, position: lsp::Position) -> usize {
        convert::offset(self.text(), convert::position(position), self.lines, self.client)
    }

    /// A span of the text as the editor counts.
    pub fn range(&self, span: Span) -> lsp::Range {
        convert::range(span, self.text(), self.lines, self.client.encoding)
    }

    /// What finds the ranges of many spans.
    pub fn ranges(&self) -> Ranges<'a> {
        Ranges::new(self.text(), self.lines, self.client.encoding)
    }
}

/// The text of a file: the editor's unsaved one, or the disk's.
pub struct File {
    pub text: Arc<str>,
    lines: Lines,
    client: Client,
}

impl File {
    /// A span of the text as the editor counts.
    pub fn range(&self, span: Span) -> lsp::Range {
        convert::range(span, &self.text, &self.lines, self.client.encoding)
    }

    /// The byte at a position the editor gave; one outside the text is the nearest that is inside.
    pub fn offset(&self, position: lsp::Position) -> usize {
        convert::offset(&self.text, convert::position(position), &self.lines, self.client)
    }
}

/// A question that waits for its answer.
pub trait Question: Send {
    /// Whether nobody waits for the answer any more.
    fn cancelled(&self) -> bool;
    /// Answers it from `asked`.
    fn answer(self: Box<Self>, asked: Asked<'_>);
}

/// A question with what makes its answer and where that goes.
struct Waiting<T, F> {
    reply: oneshot::Sender<(T, Share)>,
    make: F,
}

/// The question `make` answers, and where to wait for what it says, counted until it is written down. If `make` panics, nothing comes.
pub fn question<T: Send + 'static>(
    make: impl FnOnce(&Asked<'_>) -> T + Send + 'static,
) -> (Box<dyn Question>, oneshot::Receiver<(T, Share)>) {
    let (reply, answer) = oneshot::channel();
    (Box::new(Waiting { reply, make }), answer)
}

impl<T: Send, F: FnOnce(&Asked<'_>) -> T + Send> Question for Waiting<T, F> {
    fn cancelled(&self) -> bool {
        self.reply.is_closed()
    }

    fn answer(self: Box<Self>, asked: Asked<'_>) {
        let Self { reply, make } = *self;
        let making = asked.outgoing.load().making();
        let answer = make(&Asked { cancelled: &|| reply.is_closed(), ..asked });
        // Nobody waits for it any more: that is the editor's right.
        let _ = reply.send((answer, making));
    }
}
