//! What a request handler can read ([`RequestContext`]), and how its answer gets back ([`Question`]).
//!
//! `server.rs` wraps each request in a [`Question`] and sends it to the actor. The actor brings the document up to date and runs the question
//! with a [`RequestContext`]: a read-only view of the server's state at that point of the message stream. A handler that takes long calls
//! [`RequestContext::cancelled`] now and then and stops if it returns true.

#![allow(dead_code, reason = "not every accessor is used yet")]

use super::backpressure::Share;
use super::capabilities::Client;
use super::convert::{self, Lines};
use super::documents::{CheckState, Document, Documents};
use super::index::{ArticleIndex, NewsroomIndex};
use super::message::Engine;
use super::newsrooms::Newsrooms;
use super::outgoing::Outgoing;
use super::pending::Pending;
use super::ranges::Ranges;
use super::unopened::Unopened;
use crate::desk::{self, Newsroom, Snapshot};
use crate::text::Span;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::oneshot;
use tower_lsp::lsp_types::{self as lsp, Url};

/// A read-only view of the actor's state for one request.
#[derive(Clone, Copy)]
pub struct RequestContext<'a> {
    pub client: Client,
    pub engine: Engine,
    pub documents: &'a Documents,
    pub newsrooms: &'a Newsrooms,
    pub unopened: &'a Unopened,
    pub index: &'a ArticleIndex,
    pub outgoing: &'a Outgoing,
    pub pending: &'a Pending,
    /// The open document that the request names, if any.
    pub document: Option<(&'a Url, &'a Document)>,
    /// Whether the request has been cancelled.
    pub cancelled: &'a dyn Fn() -> bool,
}

/// An open article, checked.
#[derive(Clone, Copy)]
pub struct OpenArticle<'a> {
    pub uri: &'a Url,
    pub version: i32,
    pub snapshot: &'a Snapshot,
    lines: &'a Lines,
    client: Client,
}

impl<'a> RequestContext<'a> {
    /// The article the request names. `None` if it is not open, not an article, or out of sync with the editor.
    pub fn article(&self) -> Option<OpenArticle<'a>> {
        let (uri, document) = self.document?;
        let CheckState::Done(snapshot, lines) = &document.checked else { return None };
        Some(OpenArticle { uri, version: document.version, snapshot, lines, client: self.client })
    }

    /// The newsroom of the document the request names: an article, or one of the newsroom's own files.
    pub fn newsroom(&self) -> Option<&'a Arc<Newsroom>> {
        self.newsrooms.at(self.document?.1.root()?)
    }

    /// The index of that newsroom's articles, as they are on the disk.
    pub fn newsroom_index(&self) -> Option<&'a NewsroomIndex> {
        self.index.newsroom_index(self.document?.1.root()?)
    }

    /// The file at `path` as the editor has it, or else the disk. `None` if it cannot be read.
    pub fn file(&self, path: &Path) -> Option<TextFile> {
        let text = desk::read(path, &|path| self.documents.unsaved(path))?.ok()?;
        Some(TextFile { text, lines: Lines::new(), client: self.client })
    }

    /// Whether the request has been cancelled.
    pub fn cancelled(&self) -> bool {
        (self.cancelled)()
    }
}

impl<'a> OpenArticle<'a> {
    pub fn text(&self) -> &'a str {
        &self.snapshot.ledger.text
    }

    /// The byte offset of a position in the editor's units, clamped to the text.
    pub fn offset(&self, position: lsp::Position) -> usize {
        convert::offset(self.text(), convert::position(position), self.lines, self.client)
    }

    /// The range of a span, in the editor's units.
    pub fn range(&self, span: Span) -> lsp::Range {
        convert::range(span, self.text(), self.lines, self.client.encoding)
    }

    /// Converts many spans, in order, faster than [`Self::range`] does.
    pub fn ranges(&self) -> Ranges<'a> {
        Ranges::new(self.text(), self.lines, self.client.encoding)
    }
}

/// The text of a file: the editor's unsaved one, or the disk's.
pub struct TextFile {
    pub text: Arc<str>,
    lines: Lines,
    client: Client,
}

impl TextFile {
    /// The range of a span, in the editor's units.
    pub fn range(&self, span: Span) -> lsp::Range {
        convert::range(span, &self.text, &self.lines, self.client.encoding)
    }

    /// The byte offset of a position in the editor's units, clamped to the text.
    pub fn offset(&self, position: lsp::Position) -> usize {
        convert::offset(&self.text, convert::position(position), &self.lines, self.client)
    }
}

/// A request that waits for its answer.
pub trait Question: Send {
    /// Whether the request has been cancelled.
    fn cancelled(&self) -> bool;
    /// Answers it from `context`.
    fn answer(self: Box<Self>, context: RequestContext<'_>);
}

/// A question's handler, and the channel for its answer.
struct Waiting<T, F> {
    reply: oneshot::Sender<(T, Share)>,
    make: F,
}

/// A question that `make` answers, and the channel its answer comes through; nothing comes if `make` panics. The answer carries a
/// [`Share`], which counts it until it is written to the editor.
pub fn question<T: Send + 'static>(
    make: impl FnOnce(&RequestContext<'_>) -> T + Send + 'static,
) -> (Box<dyn Question>, oneshot::Receiver<(T, Share)>) {
    let (reply, answer) = oneshot::channel();
    (Box::new(Waiting { reply, make }), answer)
}

impl<T: Send, F: FnOnce(&RequestContext<'_>) -> T + Send> Question for Waiting<T, F> {
    fn cancelled(&self) -> bool {
        self.reply.is_closed()
    }

    fn answer(self: Box<Self>, context: RequestContext<'_>) {
        let Self { reply, make } = *self;
        let making = context.outgoing.load().making();
        let answer = make(&RequestContext { cancelled: &|| reply.is_closed(), ..context });
        // The send fails if the request was cancelled meanwhile.
        let _ = reply.send((answer, making));
    }
}
