//! Between the protocol's types and the house's plain data, and nowhere else.
//!
//! Diagnostics are written straight from findings, borrowed, in one pass over the text: a long article has thousands, and each keystroke
//! moves all that follow it.

use super::capabilities::Client;
use crate::desk::Snapshot;
use crate::features::{completion::Completions, hover};
use crate::rules::{Finding, Fix};
use crate::text::position::{Encoding, LineIndex, Position};
use crate::text::{Problem, Severity, Span};
use serde::Serialize;
use std::cell::OnceCell;
use tower_lsp::lsp_types as lsp;

/// Where a text's lines start, found when first asked for: the way from findings to diagnostics seldom needs it, and in a long article it is
/// a good part of a keystroke.
pub type Lines = OnceCell<LineIndex>;

/// The parameters of `textDocument/publishDiagnostics`.
#[derive(Serialize)]
pub struct Diagnostics<'a> {
    uri: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Diagnostic<'a> {
    range: Range,
    severity: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_description: Option<Page>,
    source: &'static str,
    message: Message<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_information: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Data<'a>>,
}

#[derive(Clone, Copy, Serialize)]
struct Range {
    #[serde(with = "AsPosition")]
    start: Position,
    #[serde(with = "AsPosition")]
    end: Position,
}

#[derive(Serialize)]
#[serde(remote = "Position")]
struct AsPosition {
    line: u32,
    character: u32,
}

#[derive(Serialize)]
struct Page {
    href: String,
}

/// What is missing, and on a line of its own how to mend it.
struct Message<'a>(&'a str, Option<&'a str>);

#[derive(Serialize)]
struct Related<'a> {
    location: Location<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct Location<'a> {
    uri: &'a str,
    range: Range,
}

/// Ways to mend a finding, for the editor to give back when it asks for them.
#[derive(Serialize)]
struct Data<'a> {
    fixes: Vec<FixData<'a>>,
}

#[derive(Serialize)]
struct FixData<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<EditData<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EditData<'a> {
    range: Range,
    new_text: &'a str,
}

impl Serialize for Message<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.1 {
            None => serializer.serialize_str(self.0),
            Some(help) => serializer.collect_str(&format_args!("{}\n{help}", self.0)),
        }
    }
}

/// The diagnostics of an article.
#[must_use]
pub fn findings<'a>(
    uri: &'a str,
    version: i32,
    snapshot: &'a Snapshot,
    lines: &Lines,
    client: Client,
) -> Diagnostics<'a> {
    let mut ranges = Ranges::new(&snapshot.ledger.text, lines, client.encoding);
    let shown = snapshot.findings.iter().filter(|f| f.severity != Severity::Off);
    let diagnostics = shown.map(|finding| diagnostic(uri, finding, &mut ranges, client)).collect();
    Diagnostics { uri, version: Some(version), diagnostics }
}

fn diagnostic<'a>(uri: &'a str, finding: &'a Finding, ranges: &mut Ranges<'_>, client: Client) -> Diagnostic<'a> {
    let related = if client.shows_related { finding.related.as_slice() } else { &[] };
    let fixes = if client.keeps_data { finding.fixes.as_slice() } else { &[] };
    Diagnostic {
        range: ranges.of(finding.span),
        severity: severity(finding.severity),
        code: Some(finding.rule),
        code_description: if client.links_codes { page(finding.rule) } else { None },
        source: "sayso",
        message: Message(&finding.message, finding.help.as_deref()),
        related_information: related
            .iter()
            .map(|(span, message)| Related { location: Location { uri, range: ranges.of(*span) }, message })
            .collect(),
        data: (!fixes.is_empty()).then(|| Data { fixes: fixes.iter().map(|fix| fix_data(fix, ranges)).collect() }),
    }
}

fn fix_data<'a>(fix: &'a Fix, ranges: &mut Ranges<'_>) -> FixData<'a> {
    let edits = fix.edits.iter().map(|(span, text)| EditData { range: ranges.of(*span), new_text: text }).collect();
    FixData { title: &fix.title, safe: fix.safe, edits }
}

/// The diagnostics of one of the newsroom's own files, whose text is `text`. `version` is that of an open document.
#[must_use]
pub fn problems<'a>(
    uri: &'a str,
    version: Option<i32>,
    problems: &'a [Problem],
    text: &str,
    encoding: Encoding,
) -> Diagnostics<'a> {
    let lines = Lines::new();
    let mut ranges = Ranges::new(text, &lines, encoding);
    let diagnostics = problems.iter().filter(|p| p.severity != Severity::Off);
    let diagnostics = diagnostics
        .map(|p| plain(ranges.of(p.span), severity(p.severity), Message(&p.message, p.help.as_deref())))
        .collect();
    Diagnostics { uri, version, diagnostics }
}

/// One remark on a document as a whole, at its top.
#[must_use]
pub fn remark<'a>(uri: &'a str, version: i32, message: &'a str) -> Diagnostics<'a> {
    let top = Range { start: Position::default(), end: Position::default() };
    let remark = plain(top, severity(Severity::Info), Message(message, None));
    Diagnostics { uri, version: Some(version), diagnostics: vec![remark] }
}

/// No diagnostics: what was shown before goes away.
#[must_use]
pub fn nothing(uri: &str, version: Option<i32>) -> Diagnostics<'_> {
    Diagnostics { uri, version, diagnostics: Vec::new() }
}

fn plain(range: Range, severity: u8, message: Message<'_>) -> Diagnostic<'_> {
    Diagnostic {
        range,
        severity,
        code: None,
        code_description: None,
        source: "sayso",
        message,
        related_information: Vec::new(),
        data: None,
    }
}

/// The protocol's numbers for severities.
fn severity(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Info => 3,
        Severity::Hint | Severity::Off => 4,
    }
}

/// A rule's page, where the project has a home to keep it in.
fn page(rule: &str) -> Option<Page> {
    let home = option_env!("CARGO_PKG_REPOSITORY").filter(|home| !home.is_empty())?;
    Some(Page { href: format!("{home}/blob/main/docs/rules/{rule}.md") })
}

/// Turns spans into ranges. Spans in order of their start cost one pass over the text between them, also in a line of a million characters.
struct Ranges<'a> {
    text: &'a str,
    lines: &'a Lines,
    encoding: Encoding,
    /// The last start, in bytes and as a position.
    last: (usize, Position),
}

impl<'a> Ranges<'a> {
    fn new(text: &'a str, lines: &'a Lines, encoding: Encoding) -> Self {
        Self { text, lines, encoding, last: (0, Position::default()) }
    }

    fn of(&mut self, span: Span) -> Range {
        let start = floor(self.text, span.start);
        let end = floor(self.text, span.end).max(start);
        if start >= self.last.0 {
            self.last = (start, self.onward(self.last, start));
            return Range { start: self.last.1, end: self.onward(self.last, end) };
        }
        let start_position = index(self.lines, self.text).position(self.text, start, self.encoding);
        Range { start: start_position, end: self.onward((start, start_position), end) }
    }

    /// Position of the byte `to`, at or after `from`.
    fn onward(&self, from: (usize, Position), to: usize) -> Position {
        let (mut byte, mut position) = from;
        let bytes = self.text.as_bytes();
        for found in memchr::memchr2_iter(b'\n', b'\r', &bytes[byte..to]) {
            let at = from.0 + found;
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            byte = at + 1;
            position = Position { line: position.line + 1, character: 0 };
        }
        position.character += units(&bytes[byte..to], self.encoding);
        position
    }
}

/// How many columns the UTF-8 `bytes` take.
fn units(bytes: &[u8], encoding: Encoding) -> u32 {
    // Counted by bytes, without branches, so that the compiler can take many at once: a continuation byte (10xxxxxx) starts no character,
    // and a lead byte of 0xF0 or more starts one of two UTF-16 code units.
    let starts = || bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count();
    let count = match encoding {
        Encoding::Utf8 => bytes.len(),
        Encoding::Utf16 => starts() + bytes.iter().filter(|&&b| b >= 0xF0).count(),
        Encoding::Utf32 => starts(),
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// `offset`, or the character boundary before it, within the text. Spans are on boundaries; a rule that errs must not end the server.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn index<'a>(lines: &'a Lines, text: &str) -> &'a LineIndex {
    lines.get_or_init(|| LineIndex::new(text))
}

/// The byte of `text` at a position the editor gave.
#[must_use]
pub fn offset(text: &str, position: Position, lines: &Lines, client: Client) -> usize {
    index(lines, text).offset(text, position, client.encoding)
}

/// The protocol's position as the house has it.
#[must_use]
pub fn position(position: lsp::Position) -> Position {
    Position { line: position.line, character: position.character }
}

/// A hover card.
#[must_use]
pub fn hover(hover: hover::Hover, text: &str, lines: &Lines, client: Client) -> lsp::Hover {
    let range = range(hover.span, text, lines, client.encoding);
    lsp::Hover {
        contents: lsp::HoverContents::Markup(markup(hover.markdown, client.markdown_hovers)),
        range: Some(range),
    }
}

/// A list of completions, in the order they were found.
#[must_use]
pub fn completions(found: Completions, text: &str, lines: &Lines, client: Client) -> lsp::CompletionList {
    let items = found.items.into_iter().enumerate().map(|(rank, item)| lsp::CompletionItem {
        label: item.label,
        kind: Some(lsp::CompletionItemKind::REFERENCE),
        detail: Some(item.detail).filter(|detail| !detail.is_empty()),
        documentation: Some(lsp::Documentation::MarkupContent(markup(item.documentation, client.markdown_items))),
        // Editors sort by this text; the rank in equal width keeps the order the desk gave.
        sort_text: Some(format!("{rank:05}")),
        filter_text: Some(item.filter),
        text_edit: Some(lsp::CompletionTextEdit::Edit(lsp::TextEdit {
            range: range(item.replace, text, lines, client.encoding),
            new_text: item.insert,
        })),
        ..Default::default()
    });
    lsp::CompletionList { is_incomplete: found.incomplete, items: items.collect() }
}

fn markup(value: String, markdown: bool) -> lsp::MarkupContent {
    let kind = if markdown { lsp::MarkupKind::Markdown } else { lsp::MarkupKind::PlainText };
    lsp::MarkupContent { kind, value }
}

fn range(span: Span, text: &str, lines: &Lines, encoding: Encoding) -> lsp::Range {
    let at = |offset| {
        let position = index(lines, text).position(text, floor(text, offset), encoding);
        lsp::Position { line: position.line, character: position.character }
    };
    lsp::Range { start: at(span.start), end: at(span.end) }
}
