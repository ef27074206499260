//! `sayso check --format sarif|github|junit|checkstyle`: findings as other programs of a build read them.
//!
//! Each format is a head, a piece for each file, and a foot, so that nothing is held back until the last file is read. Hints are left
//! out unless asked for, as in a terminal.

use super::Located;
use super::snippet::Source;
use crate::cli::FileName;
use crate::rules::ALL;
use crate::text::shown::{one_line, orders, steers};
use crate::text::{Severity, Span};
use serde_json::{Value, json};
use std::fmt::Write;

/// What stands before the first file and after the last, and between two of their pieces.
pub(super) struct Frame {
    pub head: String,
    pub between: &'static str,
    pub foot: &'static str,
}

impl Frame {
    /// Nothing around the pieces.
    pub(super) fn none() -> Self {
        Self { head: String::new(), between: "", foot: "" }
    }
}

/// One file's findings.
pub(super) type Findings<'a> = [Located<'a>];

/// SARIF 2.1.0 (OASIS, 2020).
pub(super) fn sarif_frame() -> Frame {
    let rules: Vec<Value> = ALL
        .iter()
        .map(|rule| {
            json!({
                "id": rule.name,
                "shortDescription": { "text": rule.summary },
                "help": { "text": rule.page, "markdown": rule.page },
                "defaultConfiguration": { "level": level(rule.severity[1]) },
            })
        })
        .collect();
    let driver = json!({ "name": "sayso", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    Frame {
        head: format!(
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\
             \"tool\":{{\"driver\":{driver}}},\"columnKind\":\"unicodeCodePoints\",\"results\":[\n"
        ),
        between: ",\n",
        foot: "\n]}]}\n",
    }
}

/// The results of one file, with commas between them.
pub(super) fn sarif(source: &Source<'_>, findings: &Findings<'_>) -> String {
    let results: Vec<String> = findings.iter().map(|finding| sarif_result(source, finding).to_string()).collect();
    results.join(",\n")
}

/// The result for a file that could not be read.
pub(super) fn sarif_unreadable(file: &FileName, why: &str) -> String {
    let location = json!({ "physicalLocation": { "artifactLocation": { "uri": uri(file.as_written()) } } });
    json!({ "level": "error", "message": { "text": why }, "locations": [location] }).to_string()
}

fn sarif_result(source: &Source<'_>, finding: &Located<'_>) -> Value {
    let artifact = json!({ "uri": uri(source.name.as_written()) });
    let place = |span: Span| json!({ "artifactLocation": artifact, "region": region(source, span) });
    let mut result = json!({
        "level": level(finding.severity),
        "message": { "text": whole(finding) },
        "locations": [{ "physicalLocation": place(finding.span) }],
    });
    if let Some(rule) = finding.rule {
        result["ruleId"] = rule.into();
        result["ruleIndex"] = ALL.iter().position(|known| known.name == rule).into();
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter();
        let related =
            related.map(|(span, why)| json!({ "physicalLocation": place(*span), "message": { "text": why } }));
        result["relatedLocations"] = related.collect();
    }
    if !finding.fixes.is_empty() {
        let fixes = finding.fixes.iter().map(|fix| {
            let replacements: Vec<Value> = fix
                .edits
                .iter()
                .map(|(span, text)| {
                    json!({ "deletedRegion": region(source, *span), "insertedContent": { "text": text } })
                })
                .collect();
            json!({
                "description": { "text": fix.title },
                "artifactChanges": [{ "artifactLocation": artifact, "replacements": replacements }],
            })
        });
        result["fixes"] = fixes.collect();
    }
    result
}

fn region(source: &Source<'_>, span: Span) -> Value {
    let (line, column) = source.place(span.start);
    let (end_line, end_column) = source.place(span.end);
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
        Severity::Off => "none",
    }
}

/// A path as a URI reference (RFC 3986): below the folder the program runs in a relative one, elsewhere a `file` URI.
fn uri(path: &str) -> String {
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte.into()),
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

/// The message and how to mend it.
fn whole(finding: &Located<'_>) -> String {
    match finding.help {
        Some(help) => format!("{} {help}", finding.message),
        None => finding.message.to_owned(),
    }
}

/// Workflow commands of GitHub Actions, one a line: annotations beside the lines of a change.
pub(super) fn github(source: &Source<'_>, findings: &Findings<'_>) -> String {
    findings.iter().fold(String::new(), |mut out, finding| {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            _ => "notice",
        };
        let (line, column) = source.place(finding.span.start);
        let (end_line, end_column) = source.place(finding.span.end);
        let _ = write!(out, "::{command} file={},line={line},endLine={end_line}", property(&source.name.to_string()));
        // Columns of a span over several lines would be taken for those of its first line.
        if line == end_line {
            let _ = write!(out, ",col={column},endColumn={end_column}");
        }
        let _ = writeln!(out, ",title={}::{}", property(finding.rule.unwrap_or("sayso")), data(&whole(finding)));
        out
    })
}

/// The command for a file that could not be read.
pub(super) fn github_unreadable(file: &FileName, why: &str) -> String {
    format!("::error file={}::{}\n", property(&file.to_string()), data(why))
}

/// Words as a command's data. GitHub shows them in its log too, so they steer nothing there.
fn data(text: &str) -> String {
    let lines = text.split('\n').map(|line| one_line(line).replace('%', "%25"));
    lines.collect::<Vec<_>>().join("%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The form of Checkstyle's reports.
pub(super) fn checkstyle_frame() -> Frame {
    Frame { head: format!("{XML}<checkstyle version=\"4.3\">\n"), between: "", foot: "</checkstyle>\n" }
}

/// One file of a Checkstyle report.
pub(super) fn checkstyle(source: &Source<'_>, findings: &Findings<'_>) -> String {
    let mut out = format!("<file name=\"{}\">\n", escaped(source.name.as_written()));
    for finding in findings {
        let (line, column) = source.place(finding.span.start);
        let severity =
            if finding.severity == Severity::Hint { "info" } else { super::text::word_for(finding.severity) };
        let rule = finding.rule.map(|rule| format!(" source=\"sayso.{rule}\"")).unwrap_or_default();
        let message = escaped(&whole(finding));
        let _ = writeln!(
            out,
            "<error line=\"{line}\" column=\"{column}\" severity=\"{severity}\" message=\"{message}\"{rule}/>"
        );
    }
    out + "</file>\n"
}

/// A file of a Checkstyle report that could not be read.
pub(super) fn checkstyle_unreadable(file: &FileName, why: &str) -> String {
    format!(
        "<file name=\"{}\">\n<error line=\"1\" severity=\"error\" message=\"{}\"/>\n</file>\n",
        escaped(file.as_written()),
        escaped(why)
    )
}

/// The form of JUnit's reports, as build servers read it.
pub(super) fn junit_frame() -> Frame {
    Frame { head: format!("{XML}<testsuites name=\"sayso\">\n"), between: "", foot: "</testsuites>\n" }
}

/// One file as a suite: each finding that `fails` is a failed case, and a file without one is a case that passed.
pub(super) fn junit(source: &Source<'_>, findings: &Findings<'_>, fails: impl Fn(Severity) -> bool) -> String {
    let failed: Vec<_> = findings.iter().filter(|finding| fails(finding.severity)).collect();
    let name = escaped(source.name.as_written());
    let (tests, failures) = (failed.len().max(1), failed.len());
    let mut out = format!("<testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n");
    if failed.is_empty() {
        let _ = writeln!(out, "<testcase classname=\"{name}\" name=\"sayso\"/>");
    }
    for finding in failed {
        let (line, column) = source.place(finding.span.start);
        let rule = finding.rule.unwrap_or("sayso");
        let message = escaped(&whole(finding));
        let _ = writeln!(
            out,
            "<testcase classname=\"{name}\" name=\"{rule}, line {line}, column {column}\">\
             <failure type=\"{rule}\" message=\"{message}\"/></testcase>"
        );
    }
    out + "</testsuite>\n"
}

/// A suite for a file that could not be read.
pub(super) fn junit_unreadable(file: &FileName, why: &str) -> String {
    let (name, why) = (escaped(file.as_written()), escaped(why));
    format!(
        "<testsuite name=\"{name}\" tests=\"1\" failures=\"0\" errors=\"1\">\n\
         <testcase classname=\"{name}\" name=\"sayso\"><error message=\"{why}\"/></testcase>\n</testsuite>\n"
    )
}

/// Text in an attribute. What XML 1.0 cannot hold is replaced, and what steers a terminal or a build server is written by its number.
fn escaped(text: &str) -> String {
    text.char_indices().fold(String::with_capacity(text.len()), |mut out, (at, c)| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            '#' if orders(&text[at..]) => out.push_str("&#35;"),
            c if steers(c) => drop(write!(out, "&#{};", u32::from(c))),
            _ => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_or_a_message_breaks_out_of_its_place() {
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
        assert_eq!(data("a\u{1b}[2J\u{202e}\rb"), "a\u{fffd}[2J\u{fffd} b");
        assert_eq!(data("50 %\nmore"), "50 %25%0Amore");
        assert_eq!(escaped("<\"&\u{1}\n"), "&lt;&quot;&amp;\u{FFFD}&#10;");
        assert_eq!(escaped("\u{85}\u{202e} ##[error]"), "&#133;&#8238; &#35;#[error]");
        assert_eq!(uri("Entwürfe/a b.md"), "Entw%C3%BCrfe/a%20b.md");
        assert_eq!(uri("/tmp/a.md"), "file:///tmp/a.md");
    }
}
