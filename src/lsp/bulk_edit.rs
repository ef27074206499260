//! Edits in every article of a newsroom that uses a source or a place, open or not.
//!
//! The index knows which articles those are. Unopened ones are read again before they are edited, on a separate thread so that no keystroke
//! waits: the text on the disk counts, not the one that was indexed.

use super::context::RequestContext;
use super::documents::{CheckState, Document};
use super::edits::Edited;
use super::index::UseKey;
use crate::article::Format;
use crate::desk::{self, Newsroom, Snapshot};
use crate::features::uses::{self, Uses};
use crate::ledger::Data;
use crate::text::Span;
use crate::text::position::Encoding;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::lsp_types::Url;

/// The articles that may have to be edited.
pub struct BulkEdit {
    newsroom: Arc<Newsroom>,
    encoding: Encoding,
    open: Vec<(Url, i32, Snapshot)>,
    closed: Vec<PathBuf>,
    /// Articles that use it on the disk but are open and unchecked, so their current text is unknown.
    unread: Vec<PathBuf>,
}

/// An article's current text.
pub struct ArticleText<'a> {
    pub text: &'a str,
    pub uses: Uses,
    pub format: Format,
    /// The data it is checked with.
    pub data: Data,
}

impl BulkEdit {
    /// All open articles, and the unopened ones that use `key`. `None` if the document belongs to no newsroom.
    pub fn using(context: &RequestContext<'_>, key: &UseKey) -> Option<Self> {
        let newsroom = Arc::clone(context.newsroom()?);
        let root = newsroom.root.as_deref();
        let own = context.documents.iter().filter(|(_, document)| document.root() == root);
        let open: Vec<(Url, i32, Snapshot)> = own
            .filter_map(|(uri, document)| match &document.checked {
                CheckState::Done(snapshot, _) => Some((uri.clone(), document.version, snapshot.clone())),
                _ => None,
            })
            .collect();
        let paths: HashSet<&Path> =
            context.documents.iter().filter_map(|(_, document)| document.path.as_deref()).collect();
        let is_checked = |document: &&Document| matches!(document.checked, CheckState::Done(..));
        let checked: HashSet<&Path> = context
            .documents
            .iter()
            .map(|(_, document)| document)
            .filter(is_checked)
            .filter_map(|document| document.path.as_deref())
            .collect();
        let used = context.newsroom_index().into_iter().flat_map(|index| index.sites(key)).map(|(path, _)| path);
        let (unread, closed): (Vec<&Path>, Vec<&Path>) =
            used.filter(|path| !checked.contains(path)).partition(|path| paths.contains(path));
        let owned = |paths: Vec<&Path>| paths.into_iter().map(Path::to_path_buf).collect();
        Some(Self { newsroom, encoding: context.client.encoding, open, closed: owned(closed), unread: owned(unread) })
    }

    /// Applies `edit` to each article. Also returns the articles that use `key` but cannot be read.
    pub fn edit(&self, mut edit: impl FnMut(&ArticleText<'_>) -> Vec<(Span, String)>) -> (Vec<Edited>, Vec<PathBuf>) {
        let mut edited = Vec::new();
        let mut unread = self.unread.clone();
        for (uri, version, snapshot) in &self.open {
            let (text, data) = (&*snapshot.ledger.text, snapshot.data.clone());
            let text = ArticleText { text, uses: uses::of(snapshot), format: snapshot.ledger.format, data };
            edited.extend(self.edited(uri.clone(), Some(*version), &text, &mut edit));
        }
        for path in &self.closed {
            let read = match desk::read(path, &|_| None) {
                // Deleted meanwhile.
                None => continue,
                Some(read) => read,
            };
            let (Ok(read), Ok(uri)) = (read, Url::from_file_path(path)) else {
                unread.push(path.clone());
                continue;
            };
            let format = desk::format_of(path);
            let uses = uses::read(&read, format, &self.newsroom.data.atlas);
            let data = desk::data_of(&self.newsroom, path, format, &read, &|_| None);
            edited.extend(self.edited(uri, None, &ArticleText { text: &read, uses, format, data }, &mut edit));
        }
        (edited, unread)
    }

    fn edited(
        &self,
        uri: Url,
        version: Option<i32>,
        text: &ArticleText<'_>,
        edit: &mut impl FnMut(&ArticleText<'_>) -> Vec<(Span, String)>,
    ) -> Option<Edited> {
        let edits = edit(text);
        (!edits.is_empty()).then(|| Edited::of(self.encoding, uri, version, text.text, &edits))
    }
}
