//! What tower-lsp calls, method by method. Each handler's first act is to send; those of requests then wait for their answer.
//!
//! tower-lsp polls handlers in the order messages came in, but promises nothing after a handler has waited for anything. So nothing is
//! decided here: the actor gets every message in order and has all state.

use super::capabilities::{self, Client};
use super::context::{self, RequestContext};
use super::message::{Change, Message, Reach};
use super::{convert, large_answer, requests};
use std::sync::{Arc, mpsc};
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{self as lsp, Url};

/// The handlers.
pub struct Server {
    /// To the actor.
    pub actor: Arc<mpsc::Sender<Message>>,
}

impl Server {
    fn send(&self, message: Message) {
        // The actor outlives every handler: it ends when the last sender, this one, is dropped.
        let _ = self.actor.send(message);
    }

    /// Has `make` answer on the actor's thread, once the document `uri` is checked as it is by then.
    async fn ask<T: Send + 'static>(
        &self,
        uri: Url,
        make: impl FnOnce(&RequestContext<'_>) -> T + Send + 'static,
    ) -> Result<T> {
        self.put(Some(uri), Reach::Document, make).await
    }

    /// `sayso/coverage`.
    pub async fn coverage(&self, params: requests::coverage::Params) -> Result<serde_json::Value> {
        self.ask(params.text_document.uri, requests::coverage::answer).await
    }

    /// Like [`Server::ask`], once everything `reach` takes in is known.
    async fn put<T: Send + 'static>(
        &self,
        uri: Option<Url>,
        reach: Reach,
        make: impl FnOnce(&RequestContext<'_>) -> T + Send + 'static,
    ) -> Result<T> {
        let (question, answer) = context::question(make);
        self.send(Message::Ask { uri, reach, question });
        // No longer counted from here on: it is written down before the thread that holds it takes another.
        let (answer, _making) = answer.await.map_err(|_| Error::internal_error())?;
        Ok(answer)
    }

    /// Like [`Server::put`], for what can be megabytes: answered here.
    async fn put_long<T: serde::Serialize + Send + 'static>(
        &self,
        uri: Option<Url>,
        reach: Reach,
        make: impl FnOnce(&RequestContext<'_>) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let made = self.put(uri, reach, make).await?;
        large_answer::answer(&made);
        Ok(None)
    }

    /// `window/workDoneProgress/cancel`.
    pub async fn cancel_progress(&self, params: lsp::WorkDoneProgressCancelParams) {
        let token = match params.token {
            lsp::NumberOrString::String(token) => token,
            lsp::NumberOrString::Number(number) => number.to_string(),
        };
        self.send(Message::CancelProgress(token));
    }
}

/// A request that was understood and cannot be done, and why (the protocol's `RequestFailed`).
fn refused(why: String) -> Error {
    Error { code: ErrorCode::ServerError(-32803), message: why.into(), data: None }
}

#[tower_lsp::async_trait]
impl LanguageServer for Server {
    async fn initialize(&self, params: lsp::InitializeParams) -> Result<lsp::InitializeResult> {
        let client = Client::new(&params.capabilities);
        let folders = capabilities::folders(&params);
        self.send(Message::Client { client, folders, settings: params.initialization_options });
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

    async fn did_change_configuration(&self, params: lsp::DidChangeConfigurationParams) {
        self.send(Message::Settings(params.settings));
    }

    async fn hover(&self, params: lsp::HoverParams) -> Result<Option<lsp::Hover>> {
        let at = params.text_document_position_params;
        self.ask(at.text_document.uri, move |context| requests::hover::answer(context, at.position)).await
    }

    async fn completion(&self, params: lsp::CompletionParams) -> Result<Option<lsp::CompletionResponse>> {
        let at = params.text_document_position;
        self.ask(at.text_document.uri, move |context| requests::completion::answer(context, at.position)).await
    }

    async fn goto_definition(&self, params: lsp::GotoDefinitionParams) -> Result<Option<lsp::GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        self.ask(at.text_document.uri, move |context| requests::definition::answer(context, at.position)).await
    }

    async fn references(&self, params: lsp::ReferenceParams) -> Result<Option<Vec<lsp::Location>>> {
        let (at, declaration) = (params.text_document_position, params.context.include_declaration);
        self.put_long(Some(at.text_document.uri), Reach::Newsroom, move |context| {
            requests::references::answer(context, at.position, declaration)
        })
        .await
    }

    async fn prepare_rename(
        &self,
        params: lsp::TextDocumentPositionParams,
    ) -> Result<Option<lsp::PrepareRenameResponse>> {
        let (uri, position) = (params.text_document.uri, params.position);
        let prepared = self.ask(uri, move |context| requests::rename::prepare(context, position)).await?;
        prepared.map_err(refused)
    }

    async fn rename(&self, params: lsp::RenameParams) -> Result<Option<lsp::WorkspaceEdit>> {
        let (at, new) = (params.text_document_position, params.new_name);
        let plan = move |context: &RequestContext<'_>| {
            (requests::rename::plan(context, at.position, &new), context.outgoing.load().making())
        };
        let (planned, making) = self.put(Some(at.text_document.uri.clone()), Reach::Newsroom, plan).await?;
        let Some(rename) = planned.map_err(refused)? else { return Ok(None) };
        let (reply, answer) = tokio::sync::oneshot::channel();
        std::thread::spawn(move || {
            // Nobody waits for it any more: that is the editor's right.
            let _ = reply.send((rename.carry_out(), making));
        });
        let (edit, _making) = answer.await.map_err(|_| Error::internal_error())?;
        let edit = edit.map_err(refused)?;
        large_answer::answer(&edit);
        Ok(None)
    }

    async fn will_rename_files(&self, params: lsp::RenameFilesParams) -> Result<Option<lsp::WorkspaceEdit>> {
        self.put(None, Reach::Open, move |context| requests::moved::answer(context, &params.files)).await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: lsp::CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<lsp::CallHierarchyItem>>> {
        let at = params.text_document_position_params;
        self.ask(at.text_document.uri, move |context| requests::call_hierarchy::prepare(context, at.position)).await
    }

    async fn incoming_calls(
        &self,
        params: lsp::CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<lsp::CallHierarchyIncomingCall>>> {
        let document = requests::call_hierarchy::document(&params.item);
        let answer = move |context: &RequestContext<'_>| requests::call_hierarchy::incoming(context, &params.item);
        self.put(document, Reach::Newsroom, answer).await
    }

    async fn outgoing_calls(
        &self,
        params: lsp::CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<lsp::CallHierarchyOutgoingCall>>> {
        let document = requests::call_hierarchy::document(&params.item);
        let answer = move |context: &RequestContext<'_>| requests::call_hierarchy::outgoing(context, &params.item);
        self.put(document, Reach::Newsroom, answer).await
    }

    async fn symbol(&self, params: lsp::WorkspaceSymbolParams) -> Result<Option<Vec<lsp::SymbolInformation>>> {
        let query = params.query;
        self.put_long(None, Reach::Open, move |context| requests::workspace_symbols::answer(context, &query)).await
    }

    async fn document_highlight(
        &self,
        params: lsp::DocumentHighlightParams,
    ) -> Result<Option<Vec<lsp::DocumentHighlight>>> {
        let at = params.text_document_position_params;
        self.ask(at.text_document.uri, move |context| requests::highlight::answer(context, at.position)).await
    }

    async fn document_symbol(&self, params: lsp::DocumentSymbolParams) -> Result<Option<lsp::DocumentSymbolResponse>> {
        self.ask(params.text_document.uri, requests::symbols::answer).await
    }

    async fn document_link(&self, params: lsp::DocumentLinkParams) -> Result<Option<Vec<lsp::DocumentLink>>> {
        self.ask(params.text_document.uri, requests::links::answer).await
    }

    async fn document_link_resolve(&self, link: lsp::DocumentLink) -> Result<lsp::DocumentLink> {
        self.put(requests::links::document(&link), Reach::Document, move |context| {
            requests::links::resolve(context, link)
        })
        .await
    }

    async fn completion_resolve(&self, item: lsp::CompletionItem) -> Result<lsp::CompletionItem> {
        self.put(requests::completion::document(&item), Reach::Document, move |context| {
            requests::completion::resolve(context, item)
        })
        .await
    }

    async fn code_action(&self, params: lsp::CodeActionParams) -> Result<Option<lsp::CodeActionResponse>> {
        let (range, asked_for) = (params.range, params.context);
        self.ask(params.text_document.uri, move |context| requests::code_action::answer(context, range, &asked_for))
            .await
    }

    async fn code_action_resolve(&self, action: lsp::CodeAction) -> Result<lsp::CodeAction> {
        self.put(requests::code_action::document(&action), Reach::Document, move |context| {
            requests::code_action::resolve(context, action)
        })
        .await
    }

    async fn code_lens(&self, params: lsp::CodeLensParams) -> Result<Option<Vec<lsp::CodeLens>>> {
        self.put(Some(params.text_document.uri), Reach::Open, requests::code_lens::answer).await
    }

    async fn folding_range(&self, params: lsp::FoldingRangeParams) -> Result<Option<Vec<lsp::FoldingRange>>> {
        self.ask(params.text_document.uri, requests::folding::answer).await
    }

    async fn selection_range(&self, params: lsp::SelectionRangeParams) -> Result<Option<Vec<lsp::SelectionRange>>> {
        let positions = params.positions;
        self.ask(params.text_document.uri, move |context| requests::selection::answer(context, &positions)).await
    }

    async fn linked_editing_range(
        &self,
        params: lsp::LinkedEditingRangeParams,
    ) -> Result<Option<lsp::LinkedEditingRanges>> {
        let at = params.text_document_position_params;
        self.ask(at.text_document.uri, move |context| requests::linked_editing::answer(context, at.position)).await
    }

    async fn inlay_hint(&self, params: lsp::InlayHintParams) -> Result<Option<Vec<lsp::InlayHint>>> {
        let range = params.range;
        self.ask(params.text_document.uri, move |context| requests::inlay_hints::answer(context, range)).await
    }

    async fn semantic_tokens_full(
        &self,
        params: lsp::SemanticTokensParams,
    ) -> Result<Option<lsp::SemanticTokensResult>> {
        self.put_long(Some(params.text_document.uri), Reach::Document, requests::semantic_tokens::full).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: lsp::SemanticTokensDeltaParams,
    ) -> Result<Option<lsp::SemanticTokensFullDeltaResult>> {
        let previous = params.previous_result_id;
        self.ask(params.text_document.uri, move |context| requests::semantic_tokens::delta(context, &previous)).await
    }

    async fn semantic_tokens_range(
        &self,
        params: lsp::SemanticTokensRangeParams,
    ) -> Result<Option<lsp::SemanticTokensRangeResult>> {
        let range = params.range;
        self.ask(params.text_document.uri, move |context| requests::semantic_tokens::range(context, range)).await
    }

    async fn diagnostic(&self, params: lsp::DocumentDiagnosticParams) -> Result<lsp::DocumentDiagnosticReportResult> {
        let previous = params.previous_result_id;
        let uri = params.text_document.uri;
        self.ask(uri, move |context| requests::diagnostic::answer(context, previous.as_deref())).await
    }

    async fn workspace_diagnostic(
        &self,
        params: lsp::WorkspaceDiagnosticParams,
    ) -> Result<lsp::WorkspaceDiagnosticReportResult> {
        let previous = params.previous_result_ids;
        self.send(Message::CheckUnopened);
        self.put(None, Reach::Open, move |context| requests::diagnostic::workspace(context, &previous)).await
    }

    async fn execute_command(&self, params: lsp::ExecuteCommandParams) -> Result<Option<serde_json::Value>> {
        let lsp::ExecuteCommandParams { command, arguments, .. } = params;
        if command == requests::command::RELOAD {
            self.send(Message::Reload);
        }
        let (document, reach) = (requests::command::document(&arguments), requests::command::reach(&command));
        let done =
            self.put(document, reach, move |context| requests::command::answer(context, &command, &arguments)).await?;
        done.map(Some).map_err(Error::invalid_params)
    }
}
