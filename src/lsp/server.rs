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
        let client = Client::of(&params);
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

    async fn completion_resolve(&self, item: lsp::CompletionItem) -> Result<lsp::CompletionItem> {
        self.put(requests::completion::document(&item), move |asked| requests::completion::resolve(asked, item)).await
    }

    async fn code_action(&self, params: lsp::CodeActionParams) -> Result<Option<lsp::CodeActionResponse>> {
        let (range, context) = (params.range, params.context);
        self.ask(params.text_document.uri, move |asked| requests::code_action::answer(asked, range, &context)).await
    }

    async fn code_action_resolve(&self, action: lsp::CodeAction) -> Result<lsp::CodeAction> {
        self.put(requests::code_action::document(&action), move |asked| requests::code_action::resolve(asked, action))
            .await
    }

    async fn code_lens(&self, params: lsp::CodeLensParams) -> Result<Option<Vec<lsp::CodeLens>>> {
        self.ask(params.text_document.uri, requests::code_lens::answer).await
    }

    async fn folding_range(&self, params: lsp::FoldingRangeParams) -> Result<Option<Vec<lsp::FoldingRange>>> {
        self.ask(params.text_document.uri, requests::folding::answer).await
    }

    async fn selection_range(&self, params: lsp::SelectionRangeParams) -> Result<Option<Vec<lsp::SelectionRange>>> {
        let positions = params.positions;
        self.ask(params.text_document.uri, move |asked| requests::selection::answer(asked, &positions)).await
    }

    async fn linked_editing_range(
        &self,
        params: lsp::LinkedEditingRangeParams,
    ) -> Result<Option<lsp::LinkedEditingRanges>> {
        let at = params.text_document_position_params;
        self.ask(at.text_document.uri, move |asked| requests::linked_editing::answer(asked, at.position)).await
    }

    async fn inlay_hint(&self, params: lsp::InlayHintParams) -> Result<Option<Vec<lsp::InlayHint>>> {
        let range = params.range;
        self.ask(params.text_document.uri, move |asked| requests::inlay_hints::answer(asked, range)).await
    }

    async fn semantic_tokens_full(
        &self,
        params: lsp::SemanticTokensParams,
    ) -> Result<Option<lsp::SemanticTokensResult>> {
        self.ask(params.text_document.uri, requests::semantic_tokens::full).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: lsp::SemanticTokensDeltaParams,
    ) -> Result<Option<lsp::SemanticTokensFullDeltaResult>> {
        let previous = params.previous_result_id;
        self.ask(params.text_document.uri, move |asked| requests::semantic_tokens::delta(asked, &previous)).await
    }

    async fn semantic_tokens_range(
        &self,
        params: lsp::SemanticTokensRangeParams,
    ) -> Result<Option<lsp::SemanticTokensRangeResult>> {
        let range = params.range;
        self.ask(params.text_document.uri, move |asked| requests::semantic_tokens::range(asked, range)).await
    }

    async fn diagnostic(&self, params: lsp::DocumentDiagnosticParams) -> Result<lsp::DocumentDiagnosticReportResult> {
        let previous = params.previous_result_id;
        let uri = params.text_document.uri;
        self.ask(uri, move |asked| requests::diagnostic::answer(asked, previous.as_deref())).await
    }

    async fn workspace_diagnostic(
        &self,
        params: lsp::WorkspaceDiagnosticParams,
    ) -> Result<lsp::WorkspaceDiagnosticReportResult> {
        let previous = params.previous_result_ids;
        self.send(Message::LookElsewhere(self.actor.clone()));
        self.put(None, move |asked| requests::diagnostic::workspace(asked, &previous)).await
    }

    async fn execute_command(&self, params: lsp::ExecuteCommandParams) -> Result<Option<serde_json::Value>> {
        let lsp::ExecuteCommandParams { command, arguments, .. } = params;
        if command == requests::command::RELOAD {
            self.send(Message::Reload);
        }
        let document = requests::command::document(&arguments);
        let done = self.put(document, move |asked| requests::command::answer(asked, &command, &arguments)).await?;
        done.map(Some).map_err(Error::invalid_params)
    }
}
