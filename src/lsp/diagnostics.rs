//! `textDocument/publishDiagnostics`, written straight from findings.
//!
//! A long article has thousands of findings and each keystroke moves all that follow it, so this JSON is written by hand, in one pass over
//! the text: what never needs an escape is copied, and only words that do go through the JSON library.

use super::capabilities::Client;
use super::convert::Lines;
use super::ranges::Ranges;
use super::typing;
use crate::desk::Snapshot;
use crate::rules::{Finding, Fix};
use crate::text::json::Json;
use crate::text::position::Position;
use crate::text::{Problem, Severity, Span};

/// Bytes of JSON that most diagnostics take.
const USUAL: usize = 300;

/// The parameters that show the findings of an article, but for those that touch the sentence being `typed`.
#[must_use]
pub fn findings(
    uri: &str,
    version: Option<i32>,
    snapshot: &Snapshot,
    lines: &Lines,
    client: Client,
    typed: Option<Span>,
) -> Vec<u8> {
    let ranges = Ranges::new(&snapshot.ledger.text, lines, client.encoding);
    let mut params = Params::new(uri, version, snapshot.findings.len(), ranges);
    let shown = |finding: &&Finding| finding.severity != Severity::Off && !typing::waits(typed, finding.span);
    for finding in snapshot.findings.iter().filter(shown) {
        params.finding(finding, client);
    }
    params.close()
}

/// What there is to show of one of the newsroom's own files.
#[derive(Clone, Copy)]
pub struct OwnFile<'a> {
    /// Its mistakes.
    pub problems: &'a [Problem],
    /// What the rules find in it.
    pub findings: &'a [Finding],
}

/// The parameters that show the mistakes in one of the newsroom's own files, whose text is `text`, and what rules find in it. `version` is
/// that of an open document.
#[must_use]
pub fn own_file(uri: &str, version: Option<i32>, file: OwnFile<'_>, text: &str, client: Client) -> Vec<u8> {
    let lines = Lines::new();
    let expected = file.problems.len() + file.findings.len();
    let mut params = Params::new(uri, version, expected, Ranges::new(text, &lines, client.encoding));
    for problem in file.problems.iter().filter(|p| p.severity != Severity::Off) {
        params.open(problem.span, problem.severity);
        params.message(&problem.message, problem.help.as_deref());
        params.json.put("}");
    }
    for finding in file.findings {
        params.finding(finding, client);
    }
    params.close()
}

/// The parameters that show one remark on a document as a whole, at its top.
#[must_use]
pub fn remark(uri: &str, version: i32, message: &str) -> Vec<u8> {
    let about = Problem { span: Span::default(), severity: Severity::Info, message: message.into(), help: None };
    own_file(uri, Some(version), OwnFile { problems: &[about], findings: &[] }, "", Client::default())
}

/// The parameters that take away what was shown before.
#[must_use]
pub fn nothing(uri: &str, version: Option<i32>) -> Vec<u8> {
    own_file(uri, version, OwnFile { problems: &[], findings: &[] }, "", Client::default())
}

/// Whether an editor may fade the words: a directive or an entry without effect. Former names get no tag: editors would strike them through,
/// which in copy reads as deleted words.
fn has_no_effect(finding: &Finding) -> bool {
    matches!(finding.rule, "unused-directive" | "unused-source")
}

/// The parameters as far as they are written.
struct Params<'a> {
    json: Json,
    uri: &'a str,
    ranges: Ranges<'a>,
    empty: bool,
}

impl<'a> Params<'a> {
    fn new(uri: &'a str, version: Option<i32>, expected: usize, ranges: Ranges<'a>) -> Self {
        let mut params = Self { json: Json::with_room((expected + 1) * USUAL), uri, ranges, empty: true };
        params.json.put("{\"uri\":");
        params.json.string(uri);
        if let Some(version) = version {
            params.json.put(",\"version\":");
            params.json.put(&version.to_string());
        }
        params.json.put(",\"diagnostics\":[");
        params
    }

    fn close(mut self) -> Vec<u8> {
        self.json.put("]}");
        self.json.into_bytes()
    }

    fn finding(&mut self, finding: &Finding, client: Client) {
        self.open(finding.span, finding.severity);
        self.json.put(",\"code\":");
        self.json.string(finding.rule);
        if client.links_codes
            && let Some(page) = page(finding.rule)
        {
            self.json.put(",\"codeDescription\":{\"href\":");
            self.json.string(&page);
            self.json.put("}");
        }
        self.message(&finding.message, finding.help.as_deref());
        if client.tags && has_no_effect(finding) {
            // DiagnosticTag.Unnecessary
            self.json.put(",\"tags\":[1]");
        }
        if client.shows_related && !finding.related.is_empty() {
            self.json.put(",\"relatedInformation\":");
            self.list(&finding.related, Self::related);
        }
        if client.keeps_data && !finding.fixes.is_empty() {
            // For the editor to give back when it asks for ways to mend a finding.
            self.json.put(",\"data\":{\"fixes\":");
            self.list(&finding.fixes, Self::fix);
            self.json.put("}");
        }
        self.json.put("}");
    }

    /// Begins a diagnostic, with what all have.
    fn open(&mut self, span: Span, severity: Severity) {
        let first = std::mem::take(&mut self.empty);
        self.json.put(if first { "{\"range\":" } else { ",{\"range\":" });
        self.range(span);
        // The protocol's numbers for severities.
        self.json.put(match severity {
            Severity::Error => ",\"severity\":1,\"source\":\"sayso\"",
            Severity::Warning => ",\"severity\":2,\"source\":\"sayso\"",
            Severity::Info => ",\"severity\":3,\"source\":\"sayso\"",
            Severity::Hint | Severity::Off => ",\"severity\":4,\"source\":\"sayso\"",
        });
    }

    /// What is missing, and on a line of its own how to mend it.
    fn message(&mut self, message: &str, help: Option<&str>) {
        self.json.put(",\"message\":\"");
        self.json.escaped(message);
        if let Some(help) = help {
            self.json.put("\\n");
            self.json.escaped(help);
        }
        self.json.put("\"");
    }

    fn related(&mut self, (span, message): &(Span, String)) {
        self.json.put("{\"location\":{\"uri\":");
        self.json.string(self.uri);
        self.json.put(",\"range\":");
        self.range(*span);
        self.json.put("},\"message\":");
        self.json.string(message);
        self.json.put("}");
    }

    fn fix(&mut self, fix: &Fix) {
        self.json.put("{\"title\":");
        self.json.string(&fix.title);
        self.json.put(if fix.safe { ",\"safe\":true,\"edits\":" } else { ",\"safe\":false,\"edits\":" });
        self.list(&fix.edits, |params, (span, text)| {
            params.json.put("{\"range\":");
            params.range(*span);
            params.json.put(",\"newText\":");
            params.json.string(text);
            params.json.put("}");
        });
        self.json.put("}");
    }

    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        self.json.put("[");
        for (i, item) in items.iter().enumerate() {
            self.json.put(if i == 0 { "" } else { "," });
            write(self, item);
        }
        self.json.put("]");
    }

    fn range(&mut self, span: Span) {
        let (start, end) = self.ranges.of(span);
        self.json.put("{\"start\":");
        self.position(start);
        self.json.put(",\"end\":");
        self.position(end);
        self.json.put("}");
    }

    fn position(&mut self, position: Position) {
        self.json.put("{\"line\":");
        self.json.number(position.line as usize);
        self.json.put(",\"character\":");
        self.json.number(position.character as usize);
        self.json.put("}");
    }
}

/// A rule's page, where the project has a home to keep it in.
fn page(rule: &str) -> Option<String> {
    let home = option_env!("CARGO_PKG_REPOSITORY").filter(|home| !home.is_empty())?;
    Some(format!("{home}/blob/main/docs/rules/{rule}.md"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::position::Encoding;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn parsed(json: &[u8]) -> Value {
        serde_json::from_slice(json).expect("JSON")
    }

    #[test]
    fn a_finding_is_written_with_all_that_belongs_to_it() {
        let fix = Fix {
            title: "Write \u{201c}Kharkiv\u{201d}".into(),
            edits: vec![(Span::new(3, 4), "K".into())],
            safe: false,
        };
        let finding = Finding {
            help: Some("Mend \"it\".".into()),
            severity: Severity::Error,
            related: vec![(Span::new(0, 1), "Here.".into())],
            fixes: vec![fix],
            ..Finding::new("unused-directive", Span::new(2, 8), "Still\tto come.")
        };
        let client = Client { shows_related: true, keeps_data: true, tags: true, ..Client::default() };
        let lines = Lines::new();
        let mut params = Params::new("file:///a", Some(12), 1, Ranges::new("a\nb😀c", &lines, Encoding::Utf16));
        params.finding(&finding, client);
        params.finding(&Finding::new("tk", Span::new(7, 8), "Still to come."), client);
        let range = |start: [u32; 2], end: [u32; 2]| {
            let at = |[line, character]: [u32; 2]| json!({"line": line, "character": character});
            json!({"start": at(start), "end": at(end)})
        };
        let expected = json!({"uri": "file:///a", "version": 12, "diagnostics": [
            {
                "range": range([1, 0], [1, 4]), "severity": 1, "source": "sayso", "code": "unused-directive",
                "message": "Still\tto come.\nMend \"it\".", "tags": [1],
                "relatedInformation": [
                    {"location": {"uri": "file:///a", "range": range([0, 0], [0, 1])}, "message": "Here."}
                ],
                "data": {"fixes": [{
                    "title": "Write \u{201c}Kharkiv\u{201d}", "safe": false,
                    "edits": [{"range": range([1, 1], [1, 1]), "newText": "K"}]
                }]}
            },
            {
                "range": range([1, 3], [1, 4]), "severity": 4, "source": "sayso", "code": "tk",
                "message": "Still to come."
            }
        ]});
        assert_eq!(parsed(&params.close()), expected);
        assert_eq!(parsed(&nothing("a", None)), json!({"uri": "a", "diagnostics": []}));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_words_and_numbers_arrive_as_they_are(words: String, number: u32) {
            let mut json = Json::default();
            json.put("[");
            json.number(number as usize);
            json.put(",");
            json.string(&words);
            json.put("]");
            prop_assert_eq!(parsed(&json.into_bytes()), serde_json::json!([number, words]));
        }
    }
}
