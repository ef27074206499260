//! `sayso check --format json`: one object a line, as docs/check.md promises.

use super::Located;
use super::snippet::Source;
use crate::cli::FileName;
use crate::text::Span;
use serde_json::{Value, json};

/// The line for a finding, its line feed included.
pub(super) fn finding(source: &Source<'_>, finding: &Located<'_>) -> String {
    let related: Vec<Value> = finding
        .related
        .iter()
        .map(|(span, message)| merged(place(source, *span), json!({ "message": message })))
        .collect();
    let fixes: Vec<Value> = finding
        .fixes
        .iter()
        .map(|fix| {
            let edits: Vec<Value> =
                fix.edits.iter().map(|(span, text)| merged(place(source, *span), json!({ "text": text }))).collect();
            json!({ "title": fix.title, "safe": fix.safe, "edits": edits })
        })
        .collect();
    let what = json!({
        "file": source.name.as_written(),
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "help": finding.help,
        "related": related,
        "fixes": fixes,
    });
    format!("{}\n", merged(what, place(source, finding.span)))
}

/// The line for a file that could not be read, its line feed included.
pub(super) fn unreadable(file: &FileName, why: &str) -> String {
    format!("{}\n", json!({ "file": file.as_written(), "error": why }))
}

/// Where a span stands: bytes from 0; lines and columns from 1, columns in code points, the end just after the last one.
pub(super) fn place(source: &Source<'_>, span: Span) -> Value {
    let (line, column) = source.place(span.start);
    let (end_line, end_column) = source.place(span.end);
    json!({
        "start": span.start, "end": span.end,
        "line": line, "column": column, "end_line": end_line, "end_column": end_column,
    })
}

/// The fields of both.
pub(super) fn merged(mut one: Value, other: Value) -> Value {
    if let (Value::Object(one), Value::Object(other)) = (&mut one, other) {
        one.extend(other);
    }
    one
}
