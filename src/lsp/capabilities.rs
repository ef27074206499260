//! What the editor can do, read once into named facts, and what the server offers it.

use super::log::{self, Level};
use super::requests::code_action::FIX_ALL;
use super::requests::command::COMMANDS;
use crate::features::semantic_tokens::{TokenKind, UNATTRIBUTED};
use crate::text::position::Encoding;
use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::lsp_types::{
    CallHierarchyServerCapability, ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability,
    CodeLensOptions, CompletionOptions, DiagnosticOptions, DiagnosticServerCapabilities, DiagnosticTag,
    DocumentLinkOptions, ExecuteCommandOptions, FileOperationFilter, FileOperationPattern, FileOperationPatternKind,
    FileOperationRegistrationOptions, FoldingRangeProviderCapability, HoverProviderCapability, InitializeParams,
    InitializeResult, LinkedEditingRangeServerCapabilities, MarkupKind, OneOf, PositionEncodingKind, RenameOptions,
    ResourceOperationKind, SaveOptions, SelectionRangeProviderCapability, SemanticTokenModifier, SemanticTokenType,
    SemanticTokensFullOptions, SemanticTokensLegend, SemanticTokensOptions, SemanticTokensServerCapabilities,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, Url, WorkDoneProgressOptions, WorkspaceFileOperationsServerCapabilities,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

/// What the editor can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    /// In what it counts columns: UTF-8 where it offers that, for that costs nothing; else what the protocol takes for granted, UTF-16.
    pub encoding: Encoding,
    /// Shows a link to a rule's page.
    pub links_codes: bool,
    /// Shows other places that belong to a finding.
    pub shows_related: bool,
    /// Gives a finding's data back when it asks for ways to mend it.
    pub keeps_data: bool,
    /// Tells of changed files when asked to.
    pub watches_files: bool,
    /// Renders Markdown in hovers.
    pub markdown_hovers: bool,
    /// Renders Markdown beside completions.
    pub markdown_items: bool,
    /// Takes a definition as a link that says which words it belongs to.
    pub links_definitions: bool,
    /// Shows a title on a link.
    pub link_tooltips: bool,
    /// Shows an outline with entries inside entries.
    pub nested_symbols: bool,
    /// Fills in the places of a snippet.
    pub snippets: bool,
    /// Shows where and when a source is from beside its key.
    pub label_details: bool,
    /// Asks for an item's card when it is looked at.
    pub resolves_cards: bool,
    /// Takes a code action for more than a command.
    pub literal_actions: bool,
    /// Shows which of several actions is the one to take.
    pub prefers: bool,
    /// Asks for the edit of a code action when it is taken.
    pub resolves_edits: bool,
    /// Carries out edits the server sends.
    pub applies_edits: bool,
    /// Takes edits of a certain version of a document.
    pub versioned_edits: bool,
    /// Makes files that an edit asks for.
    pub creates_files: bool,
    /// Opens a document when asked to.
    pub shows_documents: bool,
    /// Folds whole lines only.
    pub folds_lines_only: bool,
    /// Shows other words in place of what is folded.
    pub collapsed_text: bool,
    /// Asks for diagnostics instead of being sent them, and asks again when told that they have changed. One that asks but cannot be told
    /// would go on showing what a registry no longer says, so it is sent them.
    pub pulls: bool,
    /// Asks again when told that inlay hints have changed.
    pub refreshes_hints: bool,
    /// Asks again when told that tokens have changed.
    pub refreshes_tokens: bool,
    /// Asks again when told that lenses have changed.
    pub refreshes_lenses: bool,
    /// Tells what its user has set when it is asked.
    pub tells_settings: bool,
    /// Asks for the word that is renamed before it asks for its new name.
    pub prepares_renames: bool,
    /// Tells of files that are about to be moved, and makes the edits that go with that.
    pub tells_of_moves: bool,
    /// Shows how far the server's own work is.
    pub shows_progress: bool,
    /// Strikes out what is deprecated and fades what is unnecessary.
    pub tags: bool,
}

/// The parameters of `initialize` as tower-lsp's types read them.
///
/// Those misspell one capability: what the protocol calls `workspace.diagnostics` they call `diagnostic`. And where an editor leaves out what
/// the protocol requires, as some do, they refuse the whole session; here what cannot be read counts as left out.
#[must_use]
pub fn mended(mut params: Value) -> Value {
    if let Some(process) =
        params.get_mut("processId").filter(|id| id.as_u64().is_none_or(|id| u32::try_from(id).is_err()))
    {
        *process = Value::Null;
    }
    let Some(Value::Object(groups)) = params.get_mut("capabilities") else { return params };
    if let Some(Value::Object(workspace)) = groups.get_mut("workspace")
        && let Some(refresh) = workspace.remove("diagnostics")
    {
        workspace.insert("diagnostic".into(), refresh);
    }
    let reads = |capabilities: Value| ClientCapabilities::deserialize(capabilities).is_ok();
    if !reads(Value::Object(groups.clone())) {
        for (group, value) in groups.iter_mut() {
            if let Value::Object(own) = value {
                own.retain(|name, value| {
                    let read = reads(json!({ group: { name: value } }));
                    if !read {
                        log::line(Level::Warn, format_args!("cannot read one of the editor's capabilities"));
                    }
                    read
                });
            }
        }
        groups.retain(|group, value| reads(json!({ group: value })));
    }
    params
}

impl Default for Client {
    fn default() -> Self {
        Self::new(&ClientCapabilities::default())
    }
}

impl Client {
    /// Reads the editor's own account of itself. What it leaves out it cannot do.
    #[must_use]
    pub fn new(capabilities: &ClientCapabilities) -> Self {
        let text = capabilities.text_document.as_ref();
        let diagnostics = text.and_then(|t| t.publish_diagnostics.as_ref());
        let workspace = capabilities.workspace.as_ref();
        let watching = workspace.and_then(|w| w.did_change_watched_files.as_ref());
        let edit = workspace.and_then(|w| w.workspace_edit.as_ref());
        let window = capabilities.window.as_ref();
        let action = text.and_then(|t| t.code_action.as_ref());
        let folding = text.and_then(|t| t.folding_range.as_ref());
        let hover = text.and_then(|t| t.hover.as_ref());
        let item = text.and_then(|t| t.completion.as_ref()).and_then(|c| c.completion_item.as_ref());
        let symbols = text.and_then(|t| t.document_symbol.as_ref());
        Self {
            encoding: encoding(capabilities),
            links_codes: diagnostics.is_some_and(|d| d.code_description_support == Some(true)),
            shows_related: diagnostics.is_some_and(|d| d.related_information == Some(true)),
            keeps_data: diagnostics.is_some_and(|d| d.data_support == Some(true)),
            watches_files: watching.is_some_and(|w| w.dynamic_registration == Some(true)),
            markdown_hovers: renders_markdown(hover.and_then(|h| h.content_format.as_deref())),
            markdown_items: renders_markdown(item.and_then(|i| i.documentation_format.as_deref())),
            links_definitions: text.and_then(|t| t.definition).and_then(|d| d.link_support) == Some(true),
            link_tooltips: text.and_then(|t| t.document_link.as_ref()).and_then(|l| l.tooltip_support) == Some(true),
            nested_symbols: symbols.and_then(|s| s.hierarchical_document_symbol_support) == Some(true),
            snippets: item.is_some_and(|i| i.snippet_support == Some(true)),
            label_details: item.is_some_and(|i| i.label_details_support == Some(true)),
            resolves_cards: item
                .and_then(|i| i.resolve_support.as_ref())
                .is_some_and(|r| r.properties.iter().any(|p| p == "documentation")),
            literal_actions: action.is_some_and(|a| a.code_action_literal_support.is_some()),
            prefers: action.is_some_and(|a| a.is_preferred_support == Some(true)),
            resolves_edits: action.is_some_and(|a| {
                a.data_support == Some(true)
                    && a.resolve_support.as_ref().is_some_and(|r| r.properties.iter().any(|p| p == "edit"))
            }),
            applies_edits: workspace.is_some_and(|w| w.apply_edit == Some(true)),
            versioned_edits: edit.is_some_and(|e| e.document_changes == Some(true)),
            creates_files: edit.is_some_and(|e| {
                e.document_changes == Some(true)
                    && e.resource_operations.as_ref().is_some_and(|r| r.contains(&ResourceOperationKind::Create))
            }),
            shows_documents: window.and_then(|w| w.show_document.as_ref()).is_some_and(|s| s.support),
            folds_lines_only: folding.is_some_and(|f| f.line_folding_only == Some(true)),
            collapsed_text: folding
                .and_then(|f| f.folding_range.as_ref())
                .is_some_and(|f| f.collapsed_text == Some(true)),
            pulls: text.is_some_and(|t| t.diagnostic.is_some())
                && workspace.and_then(|w| w.diagnostic.as_ref()).is_some_and(|d| d.refresh_support == Some(true)),
            refreshes_hints: workspace
                .and_then(|w| w.inlay_hint.as_ref())
                .is_some_and(|h| h.refresh_support == Some(true)),
            refreshes_tokens: workspace
                .and_then(|w| w.semantic_tokens.as_ref())
                .is_some_and(|t| t.refresh_support == Some(true)),
            refreshes_lenses: workspace
                .and_then(|w| w.code_lens.as_ref())
                .is_some_and(|l| l.refresh_support == Some(true)),
            tells_settings: workspace.is_some_and(|w| w.configuration == Some(true)),
            prepares_renames: text.and_then(|t| t.rename.as_ref()).is_some_and(|r| r.prepare_support == Some(true)),
            tells_of_moves: workspace
                .and_then(|w| w.file_operations.as_ref())
                .is_some_and(|f| f.will_rename == Some(true)),
            shows_progress: window.is_some_and(|w| w.work_done_progress == Some(true)),
            tags: diagnostics.and_then(|d| d.tag_support.as_ref()).is_some_and(|t| {
                t.value_set.contains(&DiagnosticTag::DEPRECATED) && t.value_set.contains(&DiagnosticTag::UNNECESSARY)
            }),
        }
    }
}

fn encoding(capabilities: &ClientCapabilities) -> Encoding {
    let offered = capabilities.general.as_ref().and_then(|g| g.position_encodings.as_deref()).unwrap_or_default();
    if offered.contains(&PositionEncodingKind::UTF8) {
        Encoding::Utf8
    } else if !offered.contains(&PositionEncodingKind::UTF16) && offered.contains(&PositionEncodingKind::UTF32) {
        Encoding::Utf32
    } else {
        Encoding::Utf16
    }
}

fn renders_markdown(formats: Option<&[MarkupKind]>) -> bool {
    formats.is_some_and(|f| f.contains(&MarkupKind::Markdown))
}

/// Folders the editor has open. It may say so in three ways, of which the newest wins, or have none.
#[must_use]
pub fn folders(params: &InitializeParams) -> Vec<Url> {
    let root = params.root_uri.clone();
    match &params.workspace_folders {
        Some(folders) if !folders.is_empty() => folders.iter().map(|f| f.uri.clone()).collect(),
        _ => root.into_iter().collect(),
    }
}

/// What the server offers.
#[must_use]
pub fn offer(client: Client) -> InitializeResult {
    let encoding = match client.encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    };
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..Default::default()
    };
    let folders =
        WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(OneOf::Left(true)) };
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(encoding),
            text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            // The hyphen is for `[-@key]`, for directives and for keys: many editors end a word, and with it their list, at one.
            completion_provider: Some(CompletionOptions {
                trigger_characters: Some(["@", "[", ";", "-", ","].map(String::from).to_vec()),
                resolve_provider: Some(true),
                ..Default::default()
            }),
            definition_provider: Some(OneOf::Left(true)),
            call_hierarchy_provider: Some(CallHierarchyServerCapability::Simple(true)),
            references_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            document_link_provider: Some(DocumentLinkOptions {
                resolve_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            code_action_provider: Some(code_actions(client)),
            code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
            diagnostic_provider: client.pulls.then(|| {
                DiagnosticServerCapabilities::Options(DiagnosticOptions {
                    identifier: Some("sayso".into()),
                    inter_file_dependencies: true,
                    workspace_diagnostics: true,
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                })
            }),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: COMMANDS.map(String::from).to_vec(),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
            inlay_hint_provider: Some(OneOf::Left(true)),
            linked_editing_range_provider: Some(LinkedEditingRangeServerCapabilities::Simple(true)),
            rename_provider: Some(if client.prepares_renames {
                OneOf::Right(RenameOptions {
                    prepare_provider: Some(true),
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                })
            } else {
                OneOf::Left(true)
            }),
            selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
            semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(
                SemanticTokensOptions {
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                    legend: SemanticTokensLegend {
                        token_types: TokenKind::ALL.map(|kind| SemanticTokenType::new(kind.name())).to_vec(),
                        token_modifiers: vec![SemanticTokenModifier::new(UNATTRIBUTED)],
                    },
                    range: Some(true),
                    full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
                },
            )),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(folders),
                file_operations: client.tells_of_moves.then(moves),
            }),
            ..Default::default()
        },
        server_info: Some(ServerInfo { name: "sayso".into(), version: Some(env!("CARGO_PKG_VERSION").into()) }),
    }
}

/// The moves an editor is to tell of beforehand: of whatever may be a registry, an article or a folder of them.
fn moves() -> WorkspaceFileOperationsServerCapabilities {
    let filter = |glob: &str, kind| FileOperationFilter {
        scheme: Some("file".into()),
        pattern: FileOperationPattern { glob: glob.into(), matches: Some(kind), options: None },
    };
    let files = filter("**/*.{yaml,yml,json,bib,md,markdown,txt}", FileOperationPatternKind::File);
    let folders = filter("**/*", FileOperationPatternKind::Folder);
    WorkspaceFileOperationsServerCapabilities {
        will_rename: Some(FileOperationRegistrationOptions { filters: vec![files, folders] }),
        ..Default::default()
    }
}

/// Code actions as far as the editor can take them.
fn code_actions(client: Client) -> CodeActionProviderCapability {
    if !client.literal_actions {
        return CodeActionProviderCapability::Simple(true);
    }
    CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(vec![
            CodeActionKind::QUICKFIX,
            CodeActionKind::REFACTOR_REWRITE,
            CodeActionKind::new(FIX_ALL),
        ]),
        work_done_progress_options: WorkDoneProgressOptions::default(),
        resolve_provider: Some(client.resolves_edits),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn client(json: serde_json::Value) -> Client {
        Client::new(&serde_json::from_value(json).expect("capabilities"))
    }

    #[test]
    fn the_encoding_that_costs_least_is_taken() {
        let offered = |kinds: &[&str]| client(json!({"general": {"positionEncodings": kinds}})).encoding;
        assert_eq!(offered(&["utf-16", "utf-8"]), Encoding::Utf8);
        assert_eq!(offered(&["utf-32", "utf-16"]), Encoding::Utf16);
        assert_eq!(offered(&["utf-32"]), Encoding::Utf32);
        assert_eq!(offered(&["ebcdic"]), Encoding::Utf16);
        assert_eq!(client(json!({})).encoding, Encoding::Utf16);
    }

    #[test]
    fn an_editor_that_says_nothing_can_do_nothing() {
        let silent = client(json!({}));
        assert!(!silent.links_codes && !silent.shows_related && !silent.keeps_data && !silent.watches_files);
        let able = client(json!({
            "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": true}},
            "textDocument": {"publishDiagnostics": {"codeDescriptionSupport": true, "relatedInformation": true, "dataSupport": true}}
        }));
        assert!(able.links_codes && able.shows_related && able.keeps_data && able.watches_files);
    }

    #[test]
    fn folders_may_be_missing_null_one_or_many() {
        let count = |json: serde_json::Value| folders(&serde_json::from_value(json).expect("params")).len();
        assert_eq!(count(json!({"capabilities": {}})), 0);
        assert_eq!(count(json!({"capabilities": {}, "rootUri": null, "workspaceFolders": null})), 0);
        assert_eq!(count(json!({"capabilities": {}, "rootUri": "file:///", "workspaceFolders": []})), 1);
        let two = json!([{"uri": "file:///a", "name": "a"}, {"uri": "file:///b", "name": "b"}]);
        assert_eq!(count(json!({"capabilities": {}, "rootUri": "file:///a", "workspaceFolders": two})), 2);
    }
}
