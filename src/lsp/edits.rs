//! Workspace edits in the shape the editor can take.

use super::capabilities::Client;
use super::convert::Lines;
use super::ranges::Ranges;
use crate::text::Span;
use crate::text::position::Encoding;
use std::collections::HashMap;
use tower_lsp::lsp_types::{self as lsp, Url};

/// The edits of one document.
pub struct Edited {
    pub uri: Url,
    /// The version they are for; `None` for a file that is not open.
    pub version: Option<i32>,
    pub edits: Vec<lsp::TextEdit>,
    /// Whether the file has to be made first.
    pub new: bool,
}

impl Edited {
    /// Edits of `text`, in its bytes.
    pub fn of(encoding: Encoding, uri: Url, version: Option<i32>, text: &str, edits: &[(Span, String)]) -> Self {
        let lines = Lines::new();
        Self::at(&mut Ranges::new(text, &lines, encoding), uri, version, edits)
    }

    /// Edits of the text that `ranges` are of, in its bytes.
    pub fn at(ranges: &mut Ranges<'_>, uri: Url, version: Option<i32>, edits: &[(Span, String)]) -> Self {
        let edits = edits.iter().map(|(span, new)| lsp::TextEdit { range: ranges.range(*span), new_text: new.clone() });
        Self { uri, version, edits: edits.collect(), new: false }
    }
}

/// All of them as one edit.
pub fn workspace_edit(client: Client, edited: Vec<Edited>) -> lsp::WorkspaceEdit {
    if !client.versioned_edits {
        let mut changes: HashMap<Url, Vec<lsp::TextEdit>> = HashMap::new();
        for document in edited {
            changes.entry(document.uri).or_default().extend(document.edits);
        }
        return lsp::WorkspaceEdit { changes: Some(changes), ..Default::default() };
    }
    let mut operations = Vec::new();
    for document in edited {
        if document.new {
            operations.push(lsp::DocumentChangeOperation::Op(lsp::ResourceOp::Create(lsp::CreateFile {
                uri: document.uri.clone(),
                options: Some(lsp::CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) }),
                annotation_id: None,
            })));
        }
        operations.push(lsp::DocumentChangeOperation::Edit(lsp::TextDocumentEdit {
            text_document: lsp::OptionalVersionedTextDocumentIdentifier {
                uri: document.uri,
                version: document.version,
            },
            edits: document.edits.into_iter().map(lsp::OneOf::Left).collect(),
        }));
    }
    lsp::WorkspaceEdit { document_changes: Some(lsp::DocumentChanges::Operations(operations)), ..Default::default() }
}
