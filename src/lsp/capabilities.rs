//! What the editor can do, read once into named facts, and what the server offers it.

use crate::text::position::Encoding;
use tower_lsp::lsp_types::{
    ClientCapabilities, CompletionOptions, DocumentLinkOptions, HoverProviderCapability, InitializeParams,
    InitializeResult, MarkupKind, OneOf, PositionEncodingKind, SaveOptions, ServerCapabilities, ServerInfo,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Url,
    WorkDoneProgressOptions, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
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
        let watching = capabilities.workspace.as_ref().and_then(|w| w.did_change_watched_files.as_ref());
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
            // The hyphen is for `[-@key]` and for keys: many editors end a word, and with it their list, at one.
            completion_provider: Some(CompletionOptions {
                trigger_characters: Some(["@", "[", ";", "-"].map(String::from).to_vec()),
                ..Default::default()
            }),
            definition_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            document_link_provider: Some(DocumentLinkOptions {
                resolve_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            workspace: Some(WorkspaceServerCapabilities { workspace_folders: Some(folders), file_operations: None }),
            ..Default::default()
        },
        server_info: Some(ServerInfo { name: "sayso".into(), version: Some(env!("CARGO_PKG_VERSION").into()) }),
    }
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
