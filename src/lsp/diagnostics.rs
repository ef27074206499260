//! `textDocument/publishDiagnostics`, written straight from findings.
//!
//! A long article has thousands of findings and each keystroke moves all that follow it, so the whole message is written in one pass over
//! the text, once.

use super::capabilities::Client;
use super::convert::{Lines, floor, index};
use crate::desk::Snapshot;
use crate::rules::{Finding, Fix};
use crate::text::json::Json;
use crate::text::position::{Encoding, Position};
use crate::text::{Problem, Severity, Span};

/// Bytes of JSON that most diagnostics take.
const USUAL: usize = 300;

/// The message that show the findings of an article.
#[must_use]
pub fn findings(uri: &str, version: i32, snapshot: &Snapshot, lines: &Lines, client: Client) -> Vec<u8> {
    let ranges = Ranges::new(&snapshot.ledger.text, lines, client.encoding);
    let mut message = Message::new(uri, Some(version), snapshot.findings.len(), ranges);
    for finding in snapshot.findings.iter().filter(|f| f.severity != Severity::Off) {
        message.finding(finding, client);
    }
    message.close()
}

/// The message that show the mistakes in one of the newsroom's own files, whose text is `text`. `version` is that of an open document.
#[must_use]
pub fn problems(uri: &str, version: Option<i32>, problems: &[Problem], text: &str, encoding: Encoding) -> Vec<u8> {
    let lines = Lines::new();
    let mut message = Message::new(uri, version, problems.len(), Ranges::new(text, &lines, encoding));
    for problem in problems.iter().filter(|p| p.severity != Severity::Off) {
        message.open(problem.span, problem.severity);
        message.message(&problem.message, problem.help.as_deref());
        message.put("}");
    }
    message.close()
}

/// The message that show one remark on a document as a whole, at its top.
#[must_use]
pub fn remark(uri: &str, version: i32, message: &str) -> Vec<u8> {
    let about = Problem { span: Span::default(), severity: Severity::Info, message: message.into(), help: None };
    problems(uri, Some(version), &[about], "", Encoding::default())
}

/// The message that take away what was shown before.
#[must_use]
pub fn nothing(uri: &str, version: Option<i32>) -> Vec<u8> {
    problems(uri, version, &[], "", Encoding::default())
}

/// The message as far as it is written.
struct Message<'a> {
    json: Json,
    uri: &'a str,
    ranges: Ranges<'a>,
    empty: bool,
}

impl<'a> Message<'a> {
    fn new(uri: &'a str, version: Option<i32>, expected: usize, ranges: Ranges<'a>) -> Self {
        let mut message = Self { json: Json::with_room((expected + 1) * USUAL), uri, ranges, empty: true };
        message.put("{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/publishDiagnostics\",\"params\":{\"uri\":");
        message.json.string(uri);
        if let Some(version) = version {
            message.put(",\"version\":");
            message.json.value(&version);
        }
        message.put(",\"diagnostics\":[");
        message
    }

    fn close(mut self) -> Vec<u8> {
        self.put("]}}");
        self.json.into_bytes()
    }

    fn finding(&mut self, finding: &Finding, client: Client) {
        self.open(finding.span, finding.severity);
        self.put(",\"code\":");
        self.json.string(finding.rule);
        if client.links_codes
            && let Some(page) = page(finding.rule)
        {
            self.put(",\"codeDescription\":{\"href\":");
            self.json.string(&page);
            self.put("}");
        }
        self.message(&finding.message, finding.help.as_deref());
        if client.shows_related && !finding.related.is_empty() {
            self.put(",\"relatedInformation\":");
            for (i, related) in finding.related.iter().enumerate() {
                self.put(if i == 0 { "[" } else { "," });
                self.related(related);
            }
            self.put("]");
        }
        if client.keeps_data && !finding.fixes.is_empty() {
            // For the editor to give back when it asks for ways to mend a finding.
            self.put(",\"data\":{\"fixes\":");
            for (i, fix) in finding.fixes.iter().enumerate() {
                self.put(if i == 0 { "[" } else { "," });
                self.fix(fix);
            }
            self.put("]}");
        }
        self.put("}");
    }

    /// Begins a diagnostic, with what all have.
    fn open(&mut self, span: Span, severity: Severity) {
        let first = std::mem::take(&mut self.empty);
        self.put(if first { "{\"range\":" } else { ",{\"range\":" });
        self.range(span);
        // The protocol's numbers for severities.
        self.put(match severity {
            Severity::Error => ",\"severity\":1,\"source\":\"sayso\"",
            Severity::Warning => ",\"severity\":2,\"source\":\"sayso\"",
            Severity::Info => ",\"severity\":3,\"source\":\"sayso\"",
            Severity::Hint | Severity::Off => ",\"severity\":4,\"source\":\"sayso\"",
        });
    }

    /// What is missing, and on a line of its own how to mend it.
    fn message(&mut self, message: &str, help: Option<&str>) {
        self.put(",\"message\":\"");
        self.json.escaped(message);
        if let Some(help) = help {
            self.put("\\n");
            self.json.escaped(help);
        }
        self.put("\"");
    }

    fn related(&mut self, (span, message): &(Span, String)) {
        self.put("{\"location\":{\"uri\":");
        self.json.string(self.uri);
        self.put(",\"range\":");
        self.range(*span);
        self.put("},\"message\":");
        self.json.string(message);
        self.put("}");
    }

    fn fix(&mut self, fix: &Fix) {
        self.put("{\"title\":");
        self.json.string(&fix.title);
        self.put(if fix.safe { ",\"safe\":true,\"edits\":" } else { ",\"safe\":false,\"edits\":" });
        self.put("[");
        for (i, (span, text)) in fix.edits.iter().enumerate() {
            self.put(if i == 0 { "{\"range\":" } else { ",{\"range\":" });
            self.range(*span);
            self.put(",\"newText\":");
            self.json.string(text);
            self.put("}");
        }
        self.put("]}");
    }

    fn range(&mut self, span: Span) {
        let (start, end) = self.ranges.of(span);
        self.put("{\"start\":");
        self.position(start);
        self.put(",\"end\":");
        self.position(end);
        self.put("}");
    }

    fn position(&mut self, position: Position) {
        self.put("{\"line\":");
        self.json.number(position.line as usize);
        self.put(",\"character\":");
        self.json.number(position.character as usize);
        self.put("}");
    }

    fn put(&mut self, json: &str) {
        self.json.put(json);
    }
}

/// A rule's page, where the project has a home to keep it in.
fn page(rule: &str) -> Option<String> {
    let home = option_env!("CARGO_PKG_REPOSITORY").filter(|home| !home.is_empty())?;
    Some(format!("{home}/blob/main/docs/rules/{rule}.md"))
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

    fn of(&mut self, span: Span) -> (Position, Position) {
        let start = floor(self.text, span.start);
        let end = floor(self.text, span.end).max(start);
        if start >= self.last.0 {
            self.last = (start, self.onward(self.last, start));
            return (self.last.1, self.onward(self.last, end));
        }
        let start_position = index(self.lines, self.text).position(self.text, start, self.encoding);
        (start_position, self.onward((start, start_position), end))
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
    // Counted by bytes, without branches and in sums of one byte, so that the compiler can take many at once: a continuation byte
    // (10xxxxxx) starts no character, and a lead byte of 0xF0 or more starts one of two UTF-16 code units.
    let sum = |count: fn(u8) -> u8| {
        let chunks = bytes.chunks(64).map(|chunk| chunk.iter().map(|&b| count(b)).sum::<u8>());
        chunks.map(usize::from).sum::<usize>()
    };
    let count = match encoding {
        Encoding::Utf8 => bytes.len(),
        Encoding::Utf16 => sum(|b| u8::from(b & 0xC0 != 0x80) + u8::from(b >= 0xF0)),
        Encoding::Utf32 => sum(|b| u8::from(b & 0xC0 != 0x80)),
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
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
            ..Finding::new("tk", Span::new(2, 8), "Still\tto come.")
        };
        let client = Client { shows_related: true, keeps_data: true, ..Client::default() };
        let lines = Lines::new();
        let mut message = Message::new("file:///a", Some(12), 1, Ranges::new("a\nb😀c", &lines, Encoding::Utf16));
        message.finding(&finding, client);
        message.finding(&Finding::new("tk", Span::new(7, 8), "Still to come."), client);
        let range = |start: [u32; 2], end: [u32; 2]| {
            let at = |[line, character]: [u32; 2]| json!({"line": line, "character": character});
            json!({"start": at(start), "end": at(end)})
        };
        let params = json!({"uri": "file:///a", "version": 12, "diagnostics": [
            {
                "range": range([1, 0], [1, 4]), "severity": 1, "source": "sayso", "code": "tk",
                "message": "Still\tto come.\nMend \"it\".",
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
        let whole = |params| json!({"jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": params});
        assert_eq!(parsed(&message.close()), whole(params));
        assert_eq!(parsed(&nothing("a", None)), whole(json!({"uri": "a", "diagnostics": []})));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn columns_are_counted_as_the_library_counts_them(text: String) {
            let utf16 = units(text.repeat(20).as_bytes(), Encoding::Utf16);
            prop_assert_eq!(utf16 as usize, 20 * text.encode_utf16().count());
            prop_assert_eq!(units(text.as_bytes(), Encoding::Utf32) as usize, text.chars().count());
        }
    }
}
