//! What the actor is sent, and what it works with.

use super::backpressure::Share;
use super::capabilities::Client;
use super::context::Question;
use super::index::scan::News;
use super::unopened;
use crate::article::Format;
use crate::desk::{self, Caches, Newsroom, Snapshot, Unsaved};
use crate::features::{completion, hover};
use crate::text::position::Position;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::lsp_types::Url;

/// What the handlers and the front door send.
pub enum Message {
    /// What the editor can do, and the folders it has open.
    Client {
        client: Client,
        folders: Vec<Url>,
        /// What its user has set, if it says so at the start.
        settings: Option<Value>,
    },
    /// The editor's user has set something else.
    Settings(Value),
    /// The editor is ready for requests.
    Initialized,
    Open {
        uri: Url,
        language: String,
        version: i32,
        text: String,
    },
    Change {
        uri: Url,
        version: i32,
        changes: Vec<Change>,
    },
    /// An edit could not be read; of which document, if that much could be.
    LostChange {
        uri: Option<Url>,
    },
    Saved {
        uri: Url,
    },
    Close {
        uri: Url,
    },
    FilesChanged(Vec<Url>),
    Folders {
        added: Vec<Url>,
        removed: Vec<Url>,
    },
    /// The newsrooms' files are to be read again.
    Reload,
    /// Articles nobody has open are to be looked at too.
    CheckUnopened,
    /// One of them has been looked at.
    Unopened(unopened::UnopenedFindings),
    /// All of a newsroom's have been.
    UnopenedChecked,
    /// The newsrooms that a folder of the editor's belongs to or holds.
    Newsrooms {
        folder: PathBuf,
        roots: Vec<PathBuf>,
    },
    /// A scan of a newsroom's articles has found something.
    Indexed(News),
    /// The editor has answered a request of the server's: whether it agrees, and what it says.
    Answered {
        request: String,
        result: Option<Value>,
    },
    /// Whoever edits does not want to wait for what is shown as this.
    CancelProgress(String),
    /// The session is over.
    End,
    /// All of a message of the editor's lies before this: what counted it may go.
    #[expect(dead_code, reason = "it is there to be dropped")]
    Taken(Arc<Share>),
    /// Something to answer, about the document `uri` where it names one.
    Ask {
        uri: Option<Url>,
        reach: Reach,
        question: Box<dyn Question>,
    },
}

/// What an answer is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The document it is about.
    Document,
    /// All open documents, as they are now, and whatever is known of the others.
    Open,
    /// All articles of the document's newsroom: the answer waits until they have been read.
    Newsroom,
}

/// One edit. Without a range its text is the whole document.
pub struct Change {
    pub range: Option<(Position, Position)>,
    pub text: String,
}

type Check = fn(&Arc<Newsroom>, Option<&Path>, Format, Arc<str>, Unsaved<'_>, &mut Caches) -> Snapshot;

/// What does the work. Tests put others in its place, to be slow or to panic.
#[derive(Clone, Copy)]
pub struct Engine {
    pub check: Check,
    pub hover: fn(&Snapshot, usize) -> Option<hover::Hover>,
    pub complete: fn(&Snapshot, usize) -> Option<completion::Completions>,
}

impl Engine {
    /// The real one.
    pub const REAL: Self = Self { check: desk::check, hover: hover::hover, complete: completion::complete };
}
