//! What tower-lsp calls, method by method. Each handler's first act is to send; those of requests then wait for their answer.
//!
//! tower-lsp polls handlers in the order messages came in, but promises nothing after a handler has waited for anything. So nothing is
//! decided here: the actor gets every message in order and has all state.

use super::actor::{Change, Message};
use super::asked::{self, Asked};
use super::capabilities::{self, Client};
use super::{convert, requests};
use std::sync::mpsc;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{self as lsp, Url};

/// The handlers.
pub struct Server {
    /// To the actor.
    pub actor: mpsc::Sender<Message>,
}

impl Server {
    fn send(&self, message: Message) {
        // The actor outlives every handler: it ends when the last sender, this one, is dropped.
        let _ = self.actor.send(message);
    }

    /// Has `make` answer on the actor's thread, once the document `uri` is checked as it is by then.
    async fn ask<T: Send + 'static>(&self, uri: Url, make: impl FnOnce(&Asked<'_>) -> T + Send + 'static) -> Result<T> {
        self.put(Some(uri), make).await
    }

    async fn put<T: Send + 'static>(
        &self,
        uri: Option<Url>,
        make: impl FnOnce(&Asked<'_>) -> T + Send + 'static,
    ) -> Result<T> {
        let (question, answer) = asked::question(make);
        self.send(Message::Ask { uri, question });
        answer.await.map_err(|_| Error::internal_error())
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Server {
    async fn initialize(&self, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
        let client = Client::new(&params.capabilities);
        self.send(Message::Client { client, folders: capabilities::folders(&params) });
        Ok(capabilities::offer(client))
    }

    async fn initialized(&self, _: lsp::InitializedParams) {
        self.send(Message::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: lsp::DidOpenTextDocumentParams) {
        let lsp::TextDocumentItem { uri, language_id, version, text } = params.text_document;
        self.send(Message::Open { uri, language: language_id, version, text });
    }

    async fn did_change(&self, params: lsp::DidChangeTextDocumentParams) {
        let lsp::VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        let changes = params.content_changes.into_iter().map(|change| Change {
            range: change.range.map(|r| (convert::position(r.start), convert::position(r.end))),
            text: change.text,
        });
        self.send(Message::Change { uri, version, changes: changes.collect() });
    }

    async fn did_save(&self, params: lsp::DidSaveTextDocumentParams) {
        self.send(Message::Saved { uri: params.text_document.uri });
    }

    async fn did_close(&self, params: lsp::DidCloseTextDocumentParams) {
        self.send(Message::Close { uri: params.text_document.uri });
    }

    async fn did_change_watched_files(&self, params: lsp::DidChangeWatchedFilesParams) {
        self.send(Message::FilesChanged(params.changes.into_iter().map(|change| change.uri).collect()));
    }

    async fn did_change_workspace_folders(&self, params: lsp::DidChangeWorkspaceFoldersParams) {
        let uris = |folders: Vec<lsp::WorkspaceFolder>| folders.into_iter().map(|f| f.uri).collect();
        self.send(Message::Folders { added: uris(params.event.added), removed: uris(params.event.removed) });
    }

    // Newsrooms are set up by their files, not by the editor's settings; editors send this unasked.
    async fn did_change_configuration(&self, _: lsp::DidChangeConfigurationParams) {}

    async fn hover(&self, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
        let at = params.text_document_position_params;
        self.ask(at.text_document.uri, move |asked| requests::hover::answer(asked, at.position)).await
    }

    async fn completion(&self, params: lsp::CompletionParams) -> Result<Option<lsp::CompletionResponse>> {
        let at = params.text_document_position;
        self.ask(at.text_document.uri, move |asked| requests::completion::answer(asked, at.position)).await
    }
}
