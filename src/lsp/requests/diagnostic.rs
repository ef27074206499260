//! `textDocument/diagnostic` and `workspace/diagnostic`: for editors that ask for diagnostics instead of being sent them.

use super::super::context::RequestContext;
use super::super::diagnostics;
use super::super::documents::{CheckState, Document};
use serde::Deserialize;
use std::hash::{BuildHasher, Hash};
use std::path::Path;
use std::time::Duration;
use tower_lsp::lsp_types::{self as lsp, Url};

/// What an editor that asks is told of one document, and by which id it may say that it has this already.
pub struct Report {
    pub items: Vec<lsp::Diagnostic>,
    pub id: String,
}

/// The id of a report of nothing.
const NOTHING: &str = "none";

pub fn answer(context: &RequestContext<'_>, previous: Option<&str>) -> lsp::DocumentDiagnosticReportResult {
    let report = context.document.map_or_else(Report::empty, |(uri, document)| of_document(context, uri, document));
    let report = if previous == Some(&report.id) {
        lsp::DocumentDiagnosticReport::Unchanged(lsp::RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: lsp::UnchangedDocumentDiagnosticReport { result_id: report.id },
        })
    } else {
        lsp::DocumentDiagnosticReport::Full(lsp::RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: lsp::FullDocumentDiagnosticReport {
                result_id: Some(report.id),
                items: report.items,
            },
        })
    };
    lsp::DocumentDiagnosticReportResult::Report(report)
}

/// Every open article, the newsrooms' own files, open or not, and articles nobody has open as far as they have been looked at.
pub fn workspace(
    context: &RequestContext<'_>,
    previous: &[lsp::PreviousResultId],
) -> lsp::WorkspaceDiagnosticReportResult {
    let mut items = Vec::new();
    for (uri, document) in context.documents.iter() {
        let report = of_document(context, uri, document);
        items.push(told(uri.clone(), Some(document.version), report, previous));
    }
    for (path, file) in context.newsrooms.files() {
        if context.documents.at(path).is_none()
            && let Ok(uri) = Url::from_file_path(path)
        {
            let text = context.file(path).map_or_else(|| "".into(), |file| file.text);
            let json = diagnostics::own_file(uri.as_str(), None, file, &text, context.client);
            items.push(told(uri, None, Report::of(&json), previous));
        }
    }
    for (path, shown) in context.unopened.shown().filter(|(path, _)| context.documents.at(path).is_none()) {
        if let Ok(uri) = Url::from_file_path(path) {
            items.push(told(uri, None, Report::of(shown), previous));
        }
    }
    // What was told before and has nothing to show now is told as such, or it would stay.
    for known in previous.iter().filter(|known| known.value != NOTHING) {
        let told_now = |item: &lsp::WorkspaceDocumentDiagnosticReport| match item {
            lsp::WorkspaceDocumentDiagnosticReport::Full(it) => it.uri == known.uri,
            lsp::WorkspaceDocumentDiagnosticReport::Unchanged(it) => it.uri == known.uri,
        };
        if !items.iter().any(told_now) {
            items.push(told(known.uri.clone(), None, Report::empty(), &[]));
        }
    }
    lsp::WorkspaceDiagnosticReportResult::Report(lsp::WorkspaceDiagnosticReport { items })
}

fn told(
    uri: Url,
    version: Option<i32>,
    report: Report,
    previous: &[lsp::PreviousResultId],
) -> lsp::WorkspaceDocumentDiagnosticReport {
    let version = version.map(i64::from);
    if previous.iter().any(|known| known.uri == uri && known.value == report.id) {
        return lsp::WorkspaceDocumentDiagnosticReport::Unchanged(lsp::WorkspaceUnchangedDocumentDiagnosticReport {
            uri,
            version,
            unchanged_document_diagnostic_report: lsp::UnchangedDocumentDiagnosticReport { result_id: report.id },
        });
    }
    lsp::WorkspaceDocumentDiagnosticReport::Full(lsp::WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: lsp::FullDocumentDiagnosticReport {
            result_id: Some(report.id),
            items: report.items,
        },
    })
}

/// What there is to show of an open document: the findings of an article, the mistakes in one of the newsroom's own files.
fn of_document(context: &RequestContext<'_>, uri: &Url, document: &Document) -> Report {
    let client = context.client;
    let name = uri.as_str();
    match &document.checked {
        CheckState::Done(snapshot, lines) => {
            let house = context.newsrooms.house(document.root());
            let typed = document.sentence_typed(Duration::from_millis(house.pause_ms));
            Report::of(&diagnostics::findings(name, Some(document.version), snapshot, lines, client, typed))
        }
        CheckState::Remark(remark) => Report::of(&diagnostics::remark(name, document.version, remark)),
        CheckState::Not => {
            let file = document.path.as_deref().and_then(|path: &Path| context.newsrooms.own_file(path));
            let Some(file) = file else { return Report::empty() };
            let text: std::sync::Arc<str> = (&document.rope).into();
            Report::of(&diagnostics::own_file(name, Some(document.version), file, &text, client))
        }
    }
}

impl Report {
    fn empty() -> Self {
        Self { items: Vec::new(), id: NOTHING.into() }
    }

    /// The report of what would be published as `params`.
    fn of(params: &[u8]) -> Self {
        #[derive(Deserialize)]
        struct Published {
            diagnostics: Vec<lsp::Diagnostic>,
        }
        let items = serde_json::from_slice(params).map_or(Vec::new(), |it: Published| it.diagnostics);
        // What is shown is the same where these bytes are, and the bytes differ with the version: only what comes after it counts.
        let list = memchr::memmem::find(params, b"\"diagnostics\"").map_or(params, |at| &params[at..]);
        let mut state = foldhash::quality::FixedState::default().build_hasher();
        list.hash(&mut state);
        Self { items, id: format!("{:x}", std::hash::Hasher::finish(&state)) }
    }
}
